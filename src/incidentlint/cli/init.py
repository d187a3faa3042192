"""``incidentlint init``: from the options, or the answers at a terminal, to a repository that is set up."""

from __future__ import annotations

import os

from incidentlint.authoring import Answers, Setup, Site, Target, relative
from incidentlint.cli.console import write
from incidentlint.cli.init_view import describe_reading, describe_reports
from incidentlint.output import counted, summary_line
from incidentlint.project import Run, UserError, reports, slashed
from incidentlint.toml_file import FileError


def run_init(answers: Answers, *, ask: bool) -> int:
    """Run the command, asking for what the options leave open, and return the exit status. Raises `UserError`."""
    try:
        _init(answers, ask=ask)
    except FileError as error:
        raise UserError(str(error)) from None
    return 0


def _init(answers: Answers, *, ask: bool) -> None:
    site = Site(os.getcwd())
    lines = _about_root(site)
    answers, note = site.configured(answers)
    lines += _noted([note] if note else [])
    if ask:
        from incidentlint.cli.init_questions import Questions

        answers = Questions(answers, site.survey, site.root).ask()
    setup = Setup(site, answers)
    target = setup.choose()
    lines += _noted(setup.take_notes())
    lines += _about_pack(setup, target) if target else []
    setup.plan(target)
    lines += _noted(setup.take_notes())
    if target:
        lines += [*describe_reports(target, site.survey.others(target.found)), ""]
    write("".join(f"{line}\n" for line in lines))
    setup.changes.apply(write, dry_run=answers.dry_run)
    if target and not answers.dry_run:
        write(_about_run(setup.verify(target)))


def _noted(notes: list[str]) -> list[str]:
    return [f"note: {note}" for note in notes]


def _about_root(site: Site) -> list[str]:
    why = f"it has {site.mark}" if site.mark else "neither it nor a folder above has .git or a configuration"
    notes = list(site.survey.failures)
    if site.above:
        extended = slashed(os.path.relpath(site.above, site.root))
        held = f"{relative(site.above)} held here so far and no longer does"
        notes.insert(0, f"{held}: extend = {extended!r} would keep it")
    return [f"repository {relative(site.root)} ({why})", *_noted(notes)]


def _about_pack(setup: Setup, target: Target) -> list[str]:
    if not target.template:
        return [f"pack {target.pack.name} ('incidentlint packs {target.given}' shows what it demands)", ""]
    from incidentlint.cli.packs_view import describe_pack

    found = describe_reading(setup.reading(target.pack), target.template)
    pack = describe_pack(target.pack).removesuffix("\n")
    return [f"template {target.template}", "", pack, "", *([*found, ""] if found else [])]


def _about_run(run: Run) -> str:
    found = reports(run.results)
    if not run.results and not run.failures:
        return "\nThere are no reports yet. The first one is checked by: incidentlint check\n"
    clean = sum(1 for result in found if not result.diagnostics)
    summary = summary_line(run.results)
    rest = f"; {summary}" if summary else ""
    return f"\nincidentlint check: {counted(len(found), 'report')}, {clean} without a finding{rest}\n"
