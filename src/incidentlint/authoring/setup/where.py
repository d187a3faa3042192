"""Where the reports of a pack are: the files that follow it, those that do not, and globs that cover the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from incidentlint.authoring.setup.answers import Target
from incidentlint.authoring.setup.names import covering_globs, folder_globs, whole_folders
from incidentlint.authoring.setup.survey import Found, Survey
from incidentlint.authoring.setup.told_names import told_folder

ANYWHERE = "**/*.md"
"""The glob of a repository in which nothing says where reports are: no folder is named that is not there."""

_SIGNS = re.compile(r"[*?\[]")

_OPEN = re.compile(r"[<\[#{]|Y{2,}|N{2,}|M{2,}|D{2,}")


def look(target: Target, survey: Survey, *, found: bool = False) -> None:
    """Note in `target` the reports of a pack, unless they are `found` already, and globs that cover them and the next.

    Where files that the globs name do not follow the template, they are noted as `strays`, and the entry takes reports
    of any form besides: the first check is not red because a template came later than the reports.
    """
    if not found and not target.found:
        target.found = survey.reports(target.pack, target.template)
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
        target.mixed = target.pack.policy.templated
        return
    beside = survey.strays(target.globs, target.found, target.pack)
    target.strays = [path for path in beside if path != target.template]
    target.mixed = bool(target.strays) and target.pack.policy.templated


def share(targets: Sequence[Target], survey: Survey) -> None:
    """Note for each of several templates the reports that follow it best; of equal ones that of the nearest."""
    best: dict[str, tuple[tuple[float, int], Target, Found]] = {}
    templates = {target.template for target in targets}
    for target in targets:
        folders = target.template.split("/")[:-1]
        for report in survey.reports(target.pack, target.template):
            near = sum(a == b for a, b in zip(folders, report.path.split("/")[:-1], strict=False))
            rank = (report.hits / max(1, report.total), near)
            if report.path not in templates and (report.path not in best or rank > best[report.path][0]):
                best[report.path] = (rank, target, report)
    for _, target, report in best.values():
        target.found.append(report)


def joined(targets: Sequence[Target], survey: Survey) -> list[Target]:
    """The targets that get an entry each: those whose reports are in one place share that of the first of them."""
    heads: list[Target] = []
    for target in targets:
        head = next((head for head in heads if _overlap(head, target, survey)), None)
        if head is None:
            heads.append(target)
        else:
            _join(head, target, survey)
    return heads


def _join(head: Target, target: Target, survey: Survey) -> None:
    """Let a target share the entry of another."""
    follow = {report.path: report for one in (target, head) for report in one.found if report.path not in one.strays}
    head.strays = sorted({*head.strays, *target.strays} - {*follow, head.template, target.template})
    head.found = [follow[path] for path in sorted(follow)]
    head.also = (*head.also, target.given)
    if head.globs != target.globs and follow:
        head.globs = _covering(survey, list(follow), head.strays)
    head.mixed = bool(head.strays) or (head.guess and head.globs == (ANYWHERE,))


def _overlap(one: Target, other: Target, survey: Survey) -> bool:
    """Whether the globs of two targets name the same files, or will."""
    if set(one.globs) & set(other.globs):
        return True
    theirs = {report.path for report in other.found}
    ours = {report.path for report in one.found}
    return any(report.path in theirs for report in survey.named(one.globs, one.pack)) or any(
        report.path in ours for report in survey.named(other.globs, other.pack)
    )


def judge_named(target: Target) -> None:
    """Note which of the files that the user named are reports of another form altogether."""
    if not target.pack.policy.templated:
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
    told = told_folder(target.pack.text) if target.template else ""
    told = told if survey.has_folder(told) else ""
    likely = told or survey.likely_folder(target.template)
    other = [path for path in survey.of_any_form([], target.pack) if path != target.template]
    inside = [path for path in other if likely and path.startswith(f"{likely}/")]
    if inside or other:
        target.globs = _covering(survey, inside or _largest(other), [])
    elif likely:
        target.globs, target.guess = folder_globs(likely) if told else (f"{likely}/*.md",), True
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
