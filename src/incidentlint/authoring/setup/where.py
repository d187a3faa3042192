"""Where the reports of a pack lie: the files that follow it, those that do not, and globs that cover the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from incidentlint.authoring.setup.answers import Target
from incidentlint.authoring.setup.names import covering_globs, folder_globs, whole_folders
from incidentlint.authoring.setup.survey import Survey

ANYWHERE = "**/*.md"
"""The glob of a repository in which nothing says where reports lie: no folder is named that is not there."""

_SIGNS = re.compile(r"[*?\[]")

_OPEN = re.compile(r"[<\[#{]|Y{2,}|N{2,}|M{2,}|D{2,}")


def look(target: Target, survey: Survey) -> None:
    """Find the reports of a pack, and note in `target` the globs that cover them and the next one.

    Where files that the globs name do not follow the template, they are noted as `strays`, and the entry takes reports
    of any form besides: the first check is not red because a template came later than the reports.
    """
    target.found = target.found or survey.reports(target.pack, target.template)
    folder = folder_of_pattern(target.pack.files.folder)
    if target.found:
        beside = survey.of_any_form(target.found, target.pack)
        target.globs = _covering(survey, [report.path for report in target.found], beside)
        wanted = _of_folder(target.pack.files.folder)
        if folder and not any(path.startswith(f"{folder}/") for path in (report.path for report in target.found)):
            target.globs = (*wanted, *target.globs)
    elif folder:
        target.globs = _of_folder(target.pack.files.folder)
    else:
        _guess(target, survey)
    if target.guess and target.globs == (ANYWHERE,):
        target.mixed = not target.pack.generic
        return
    target.strays = survey.strays(target.globs, target.found, target.pack)
    target.mixed = bool(target.strays) and not target.pack.generic


def judge_named(target: Target) -> None:
    """Note which of the files that the user named are reports of another form altogether."""
    if target.pack.generic:
        return
    target.strays = [report.path for report in target.found if report.total and not report.hits]
    target.mixed = bool(target.strays)


def folder_of_pattern(pattern: str) -> str:
    """The folder that a pack asks for, as far as it is the same for all reports: ``docs/incidents`` of
    ``docs/incidents/YYYY/``.
    """
    parts: list[str] = []
    for part in pattern.strip("/").split("/"):
        if not part or _OPEN.search(part):
            break
        parts.append(part)
    return "/".join(parts)


def _of_folder(pattern: str) -> tuple[str, ...]:
    """The globs of the folder that a pack asks for: with the folders below it where those are of years, say."""
    folder = folder_of_pattern(pattern)
    return (f"{folder}/*.md",) if pattern.strip("/") == folder else folder_globs(folder)


def _guess(target: Target, survey: Survey) -> None:
    """The globs where no file follows the template: the folder of reports of other forms, or what its name says."""
    likely = survey.likely_folder(target.template)
    other = survey.of_any_form([], target.pack)
    inside = [path for path in other if likely and path.startswith(f"{likely}/")]
    if inside or other:
        target.globs = _covering(survey, inside or _largest(other), [])
    elif likely:
        target.globs, target.guess = (f"{likely}/*.md",), True
    else:
        target.globs, target.guess = (ANYWHERE,), True


def _largest(paths: Sequence[str]) -> list[str]:
    """The paths of the folder that holds most of them."""
    groups: dict[str, list[str]] = {}
    for path in paths:
        groups.setdefault(path.rpartition("/")[0], []).append(path)
    return max(groups.values(), key=len)


def _covering(survey: Survey, paths: Sequence[str], beside: Sequence[str]) -> tuple[str, ...]:
    """Globs of the paths and of reports of another form beside them; whole folders where only names would tell."""
    all_paths = [*paths, *beside]
    globs = covering_globs(all_paths, survey.others_than(all_paths))
    if all(glob.startswith("!") or _SIGNS.search(glob) for glob in globs):
        return globs
    return whole_folders(all_paths)
