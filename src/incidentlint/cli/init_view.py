"""What `incidentlint init` says of a template and its reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from incidentlint.authoring import Found, Reading, Unclear
from incidentlint.output import counted
from incidentlint.text import one_line

_SHOWN = 5


def describe_reading(reading: Reading, template: str) -> list[str]:
    """The lines that say what a template leaves open, each with its place; none when it says all."""
    if not reading.unclear:
        return []
    lines = ["What the template does not tell"]
    alone = [item for item in reading.unclear if not item.meaning]
    lines += [f"  {template}:{item.line}: {one_line(item.text)}" for item in alone]
    for meaning, items in groupby(sorted(reading.unclear, key=_by_meaning), key=lambda item: item.meaning):
        if meaning:
            lines.append(f"  {meaning}:")
            lines += [f"    {template}:{item.line}: {one_line(item.text)}" for item in items]
    return lines


def _by_meaning(item: Unclear) -> tuple[str, int]:
    return item.meaning, item.line


def describe_reports(found: Sequence[Found], globs: Sequence[str], others: Sequence[str], guess: bool) -> Iterator[str]:
    """Yield the lines that say which files are reports, and which of those beside them are none."""
    shown = " ".join(map(one_line, globs))
    if guess:
        yield f"reports {shown} (a guess: no file here follows the template; --reports says where they lie)"
        return
    yield f"reports {shown}"
    for report in found[:_SHOWN]:
        share = f": {report.hits} of {report.total} required sections and fields" if report.total else ""
        yield f"  {one_line(report.path)}{share}"
    if len(found) > _SHOWN:
        yield f"  and {len(found) - _SHOWN} more"
    folders = {report.path.rpartition("/")[0] for report in found}
    beside = [path for path in others if path.rpartition("/")[0] in folders]
    if beside:
        names = ", ".join(map(one_line, beside[:_SHOWN]))
        more = f" and {len(beside) - _SHOWN} more" if len(beside) > _SHOWN else ""
        follow = "does not follow" if len(beside) == 1 else "do not follow"
        yield f"  {counted(len(beside), 'file')} beside them {follow} the template: {names}{more}"
