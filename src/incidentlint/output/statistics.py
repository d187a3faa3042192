"""How often each rule found something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from incidentlint.findings import LEVELS, Diagnostic, FileResult
from incidentlint.output.formats import LEVEL_STYLES, Look, diagnostics, shown
from incidentlint.output.json import VERSION, pretty, summary


class Count(msgspec.Struct, frozen=True):
    """A rule, the level that it has, how often it found something, and how much of that can be mended."""

    code: str
    name: str
    level: str
    count: int
    fixable: int


def counts(found: Sequence[Diagnostic]) -> list[Count]:
    """The counts, the most frequent first; a rule that has two levels has two."""
    number = Counter((one.code, one.name, one.level) for one in found)
    fixable = Counter((one.code, one.name, one.level) for one in found if one.fix)
    made = [Count(*key, count, fixable[key]) for key, count in number.items()]
    return sorted(made, key=lambda one: (-one.count, one.code, one.level))


def statistics_as_text(results: Sequence[FileResult], look: Look) -> str:
    """Return the counts, one on a line: count, code, level, name, and how many are fixable."""
    found = counts(shown(results))
    width = max((len(str(one.count)) for one in found), default=0)
    lines = []
    for one in found:
        level = next(level for level in LEVELS if level == one.level)
        painted = look.paint(f"{one.level:<7}", **LEVEL_STYLES[level])
        fixable = f" ({one.fixable} fixable)" if one.fixable else ""
        lines.append(f"{one.count:>{width}}  {one.code}  {painted}  {one.name}{fixable}\n")
    return "".join(lines)


def statistics_as_jsonl(results: Sequence[FileResult], _look: Look = Look()) -> str:  # noqa: B008
    """Return the counts, each as JSON on a line."""
    return "".join(f"{msgspec.json.encode(one).decode()}\n" for one in counts(diagnostics(results)))


def statistics_as_markdown(results: Sequence[FileResult], _look: Look = Look()) -> str:  # noqa: B008
    """Return the counts as a table; empty without any."""
    found = counts(shown(results))
    rows = [f"| {one.count} | {one.code} | {one.level} | {one.name} | {one.fixable} |" for one in found]
    head = ["| Count | Rule | Level | Name | Fixable |", "| ---: | --- | --- | --- | ---: |"]
    return "".join(f"{line}\n" for line in head + rows) if rows else ""


def statistics_as_json(results: Sequence[FileResult], _look: Look = Look()) -> str:  # noqa: B008
    """Return the counts as JSON, with the summary of all findings."""
    document = {"version": VERSION, "statistics": counts(diagnostics(results)), "summary": summary(results)}
    return pretty(document)
