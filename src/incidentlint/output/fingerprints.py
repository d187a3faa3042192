"""What a finding is recognised by from one run to the next, wherever its line has moved to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from incidentlint.findings import FileResult


def fingerprints(results: Sequence[FileResult]) -> list[str]:
    """One for each diagnostic, in the order of `diagnostics`: no two are alike.

    It is made of the path, the rule, the text of the line without what surrounds it, and how often that came before.
    """
    from hashlib import sha256

    before: Counter[tuple[str, str, str]] = Counter()
    found = []
    for result in results:
        for one in result.diagnostics:
            text = " ".join(result.lines.get(one.place.line, one.message).split())
            key = one.path, one.code, text
            found.append(sha256("\0".join((*key, str(before[key]))).encode("utf-8", "surrogatepass")).hexdigest()[:32])
            before[key] += 1
    return found
