"""What the items of a template's lists are called that need more than other labels, or are in code."""

from __future__ import annotations

import re
from collections.abc import Sequence

from incidentlint.markdown import Prose
from incidentlint.outline.label_places import is_plain_label
from incidentlint.vocabulary import key_of

_SEVERAL = 2


def names_in_code(items: Sequence[Prose]) -> frozenset[str]:
    """The keys of the labels in code that all items of a template's list begin with, half of them as fields do.

    ``- `date_detected`: relative is fine`` is one by its name, ``- `status`: open | closed`` and ``- `cost`:`` are by
    what follows. A legend has words of the language in code, and what each means.
    """
    named = [_CODED_NAME.match(prose.text) for prose in items]
    found = [(match[1], prose.text[match.end() :]) for match, prose in zip(named, items, strict=True) if match]
    coded = all(any(mark.kind == "code" and not mark.start for mark in prose.marks) for prose in items)
    if len(found) < _SEVERAL or len(found) < len(items) or not coded:
        return frozenset()
    forms = sum("_" in name or not rest.strip() or _FORM_BEHIND.search(rest) is not None for name, rest in found)
    return frozenset(key_of(name) for name, _ in found) if 2 * forms >= len(found) else frozenset()


_CODED_NAME = re.compile(r"([a-z][a-z0-9]{0,24}(?:[_ -][a-z0-9]{1,24}){0,5})[:：]")
_FORM_BEHIND = re.compile(r"\w \| \w|[\[<{]|YYYY|\?{2}|_{3}")


def names_of_blanks(items: Sequence[Prose]) -> frozenset[str]:
    """The keys of the labels too long for one that end items of a template's list with a colon, beside short ones.

    ``- Who was told:``, ``- Exports made (checksums, recipients of each):``.
    """
    ends = [_BLANK.fullmatch(item.text) for item in items]
    if not any(end is not None and is_plain_label(end[1], frozenset()) for end in ends):
        return frozenset()
    return frozenset(key_of(end[1]) for end in ends if end is not None and len(end[1].split()) <= _MOST_WORDS)


_BLANK = re.compile(r"\s*([^\W\d_](?:[^\n:：.!?;。！？()]|\([^\n:：()]{0,80}\)){1,90})[:：]\s*")
"""What is in parentheses may be several sentences, or options: ``Suspected cause (facts only; link the evidence):``."""

_MOST_WORDS = 12


def slotted_label(prose: Prose, *, template: bool) -> frozenset[str]:
    """The key of what an item of a template has before its slot, which may be longer than other labels.

    ``Users could use the service again: [time and date]``, ``Answered by (name, role): ____``.
    """
    match = _SLOTTED.fullmatch(prose.text.strip()) if template else None
    return frozenset((key_of(match[1]),)) if match and len(match[1].split()) <= _LONGEST_SLOTTED else frozenset()


_SLOTTED = re.compile(
    r"([^\W\d_][^\n:：.;!?,()]{2,60}(?:\([^\n:：()]{1,40}\))?):\s+(?:\[[^\]]+\]|<[^>]+>|\{[^}]+\}|_{3,})"
)

_LONGEST_SLOTTED = 9
