"""``incidentlint init``: from the options, or the answers at a terminal, to a repository that is set up."""

from __future__ import annotations

import os

from incidentlint.authoring import Answers, Setup, Site, Target, check_templates, read_template, relative, set_aside
from incidentlint.cli.console import write_plain
from incidentlint.cli.init_view import describe_reading, describe_reports, describe_suspects
from incidentlint.cli.overview import overview_lines
from incidentlint.output import counted, diagnostics, summary_line
from incidentlint.project import Run, UserError, git_root, one_at_a_time, reports, slashed
from incidentlint.toml_file import FileError


def run_init(answers: Answers, *, ask: bool) -> int:
    """Run the command, asking for what the options leave open, and return the exit status. Raises `UserError`."""
    try:
        with one_at_a_time(git_root(os.getcwd())):  # or two that run at once would write the same entry
            _init(answers, ask=ask)
    except FileError as error:
        raise UserError(str(error)) from None
    return 0


def run_check() -> int:
    """Compare the templates with what is recorded of them, and return the exit status: 1 where one is read otherwise.

    Raises `UserError`.
    """
    checked = check_templates(os.getcwd())
    changed = [one for one in checked if one.changed]
    for one in checked:
        if one.note:
            write_plain(f"note: {one.pack}: {one.note}\n")
        else:
            said = "is read otherwise than it is recorded" if one.changed else "is read as it is recorded"
            lines = [f"{one.pack}: {said}", *(f"  {line}" for line in one.changed)]
            write_plain("".join(f"{line}\n" for line in lines))
    if not checked:
        write_plain("no pack of this repository has a template of its own: there is nothing to compare\n")
    if changed:
        write_plain("If this is meant, incidentlint init records it.\n")
    return 1 if changed else 0


def _init(answers: Answers, *, ask: bool) -> None:
    site = Site(os.getcwd())
    about = _about_root(site, verbose=answers.verbose)
    answers, note = site.configured(answers)
    about += _noted([note] if note else [])
    if ask:
        from incidentlint.cli.init_questions import Questions

        answers = Questions(answers, site.survey, site.root).ask()
    setup = Setup(site, answers)
    targets = setup.choose()
    heads = setup.plan(targets)
    lines = [line for target in targets for line in _about_pack(setup, target, verbose=answers.verbose)]
    lines += [*about, *_noted(setup.take_notes())]
    for target in heads:
        lines += describe_reports(target, site.survey.others(target.found))
    write_plain("".join(f"{line}\n" for line in [*lines, *([""] if heads else [])]))
    setup.changes.apply(write_plain, dry_run=answers.dry_run)
    if heads and not answers.dry_run:
        run = setup.verify(heads)
        write_plain(_about_run(run))
        if not site.settings.baseline and any(one.level != "info" for one in diagnostics(run.results)):
            _offer_baseline(site, run, wanted=answers.baseline, ask=ask)


def _offer_baseline(site: Site, run: Run, *, wanted: bool, ask: bool) -> None:
    """Set aside what old reports have, if the user wants it; tell how, if nobody asks him."""
    if ask and not wanted:
        from incidentlint.cli.init_questions import wants_baseline

        wanted = wants_baseline()
    if wanted:
        set_aside(site, run, write_plain)
    elif not ask:
        write_plain("incidentlint init --baseline sets these findings aside: only what is new is reported then.\n")


def _noted(notes: list[str]) -> list[str]:
    return [f"note: {note}" for note in notes]


def _about_root(site: Site, *, verbose: bool) -> list[str]:
    """What is to be said of the repository: where it is, unless that is plain, and what could not be read."""
    why = f"it has {site.mark}" if site.mark else "neither it nor a folder above has .git or a configuration"
    notes = list(site.survey.failures)
    if site.above:
        extended = slashed(os.path.relpath(site.above, site.root))
        held = f"{relative(site.above)} applied here until now and no longer does"
        notes.insert(0, f"{held}: extend = {extended!r} would keep it")
    plain = site.mark == ".git" and relative(site.root) == "." and not verbose
    return [*([] if plain else [f"repository {relative(site.root)} ({why})"]), *_noted(notes)]


def _about_pack(setup: Setup, target: Target, *, verbose: bool) -> list[str]:
    """The overview of what is checked, and with `verbose` the whole pack and what its template leaves open."""
    of = f"{target.template}: what is checked in its reports" if target.template else f"pack {target.pack.name}"
    lines = [of, *overview_lines(target.pack)]
    reading = read_template(target.pack)
    lines += describe_suspects(reading, target.template, verbose=verbose)
    shown = f"incidentlint packs {target.given}" if target.template and not setup.answers.dry_run else "--verbose"
    if not verbose:
        left = (
            f", and {counted(len(reading.unclear), 'thing')} that the template leaves open" if reading.unclear else ""
        )
        lines.append(f"{shown} shows how each part is read{left}")
        return [*lines, ""]
    from incidentlint.cli.packs_view import describe_pack

    return [
        *lines,
        "",
        describe_pack(target.pack).removesuffix("\n"),
        "",
        *_with_end(describe_reading(reading, target.template)),
    ]


def _with_end(lines: list[str]) -> list[str]:
    return [*lines, ""] if lines else []


def _about_run(run: Run) -> str:
    found = reports(run.results)
    if not run.results and not run.failures:
        return "\nThere are no reports yet. The first one is checked by: incidentlint check\n"
    clean = sum(1 for result in found if not result.diagnostics)
    summary = summary_line(run.results)
    rest = f"; {summary}" if summary else ""
    return f"\nincidentlint check: {counted(len(found), 'report')}, {clean} without a finding{rest}\n"
