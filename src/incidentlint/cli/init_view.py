"""What `incidentlint init` says of a template and its reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from incidentlint.authoring import Reading, Target, Unclear
from incidentlint.output import counted
from incidentlint.text import one_line

_SHOWN = 5

_WARNED = 2
"""So many warnings are shown, and how many more there are: the overview with them has twelve lines at most."""


def describe_reading(reading: Reading, template: str) -> list[str]:
    """The lines that say what a template leaves open, each with its place; none when it says all."""
    if not reading.unclear:
        return []
    lines = ["What the template does not say"]
    alone = [item for item in reading.unclear if not item.meaning]
    lines += [f"  {template}:{item.line}: {one_line(item.text)}" for item in alone]
    for meaning, items in groupby(sorted(reading.unclear, key=_by_meaning), key=lambda item: item.meaning):
        if meaning:
            lines.append(f"  {meaning}:")
            lines += [f"    {template}:{item.line}: {one_line(item.text)}" for item in items]
    return lines


def describe_suspects(reading: Reading, template: str, *, verbose: bool = True) -> list[str]:
    """The lines that warn of readings that are most likely wrong; of many the first, unless all are wanted."""
    found = [f"warning: {template}:{item.line}: {one_line(item.text)}" for item in reading.suspects]
    rest = len(found) - _WARNED
    return found if verbose or rest < 1 else [*found[:_WARNED], f"warning: {counted(rest, 'more reading')} like these"]


def _by_meaning(item: Unclear) -> tuple[str, int]:
    return item.meaning, item.line


def describe_reports(target: Target, others: Sequence[str]) -> Iterator[str]:
    """Yield the lines that say which files are reports, which do not follow the template, and which are none."""
    found, shown = target.found, " ".join(map(one_line, target.globs))
    if target.guess and not target.strays:
        yield f"reports {shown} (a guess: no file here follows the template; say where they are with --reports)"
        return
    yield f"reports {shown}"
    if target.mixed:
        held = f"{_are(target.strays)} checked by the pack generic, if reports at all"
        yield f"  {_do_not_follow(target.strays)} and {held}" if target.strays else f"  others: {held}"
    for report in found[:_SHOWN]:
        share = f": {report.hits} of {report.total} required sections and fields" if report.total else ""
        yield f"  {one_line(report.path)}{share}"
    if len(found) > _SHOWN:
        yield f"  and {len(found) - _SHOWN} more"
    folders = {report.path.rpartition("/")[0] for report in found}
    known = (*target.strays, target.template)
    beside = [path for path in others if path.rpartition("/")[0] in folders and path not in known]
    if beside:
        yield f"  {_do_not_follow(beside, ' beside them')}"


def _do_not_follow(paths: Sequence[str], where: str = "") -> str:
    names = ", ".join(map(one_line, paths[:_SHOWN]))
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    follow = "does not follow" if len(paths) == 1 else "do not follow"
    return f"{counted(len(paths), 'file')}{where} {follow} the template ({names}{more})"


def _are(paths: Sequence[str]) -> str:
    return "is" if len(paths) == 1 else "are"
