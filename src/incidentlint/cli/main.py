"""The commands of ``incidentlint``.

Only click is imported here: `--version`, `--help` and a usage error need no parser, rules or packs.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from .. import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..engine import Plan
    from ..output import Format, Look
    from ..packs import Pack
    from ..run import Run
    from .console import ColorChoice

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 120}
INTERRUPTED = 130


class Names(click.types.StringParamType):
    """A value of an option that takes several, separated by commas, also in its environment variable."""

    name = "text"
    envvar_list_splitter = ","


def names(values: Sequence[str]) -> tuple[str, ...]:
    """Return the names in comma-separated values."""
    return tuple(name for value in values for part in value.split(",") if (name := part.strip()))


def pack_names(values: Sequence[str]) -> tuple[str, ...]:
    """Return the packs named in comma-separated values; a folder may have a comma in its name."""
    found: list[str] = []
    for value in values:
        found += [value] if os.path.exists(value) else names([value])
    return tuple(dict.fromkeys(found))


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="incidentlint", message="%(prog)s %(version)s")
def cli() -> None:
    """Lint incident reports and post-mortems written in Markdown."""


@cli.command(short_help="Lint files and folders.")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--select", multiple=True, type=Names(), metavar="RULES", envvar="INCIDENTLINT_SELECT",
    help="Run only these rules: codes, beginnings of codes, names or ALL, separated by commas.",
)  # fmt: skip
@click.option(
    "--ignore", multiple=True, type=Names(), metavar="RULES", envvar="INCIDENTLINT_IGNORE",
    help="Do not run these rules.",
)  # fmt: skip
@click.option(
    "--extend-select", multiple=True, type=Names(), metavar="RULES", envvar="INCIDENTLINT_EXTEND_SELECT",
    help="Run these rules too.",
)  # fmt: skip
@click.option(
    "--pack", "packs", multiple=True, type=Names(), metavar="PACK", envvar="INCIDENTLINT_PACK",
    help="Lint every file against this pack: a built-in one, a pack's folder or a template. Of several, the one that "
    "fits best.",
)  # fmt: skip
@click.option(
    "--output-format", type=click.Choice(["text", "concise", "json"]), default="text", show_default=True,
    envvar="INCIDENTLINT_OUTPUT_FORMAT", help="How findings are written.",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "info"]), default="warning", show_default=True,
    envvar="INCIDENTLINT_FAIL_ON", help="The lightest level of a finding that gives exit status 1.",
)  # fmt: skip
@click.option("--exit-zero", is_flag=True, envvar="INCIDENTLINT_EXIT_ZERO", help="Exit with 0 whatever is found.")
@click.option(
    "--stdin-filename", metavar="PATH", default="",
    help="The name of the file that standard input is; it need not exist.",
)  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, envvar="INCIDENTLINT_QUIET", help="Write findings only.")
@click.option(
    "-v", "--verbose", is_flag=True, envvar="INCIDENTLINT_VERBOSE",
    help="Tell of each file which pack it is linted against and why, or why it is skipped.",
)  # fmt: skip
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
    envvar="INCIDENTLINT_COLOR", help="Whether text is coloured; NO_COLOR and FORCE_COLOR are honoured.",
)  # fmt: skip
@click.pass_context
def check(
    context: click.Context,
    *,
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend_select: tuple[str, ...],
    packs: tuple[str, ...],
    output_format: Format,
    fail_on: str,
    exit_zero: bool,
    stdin_filename: str,
    quiet: bool,
    verbose: bool,
    color: ColorChoice,
) -> None:
    """Lint PATHS: files, and folders with their Markdown files; without any the current folder. - is standard input.

    A complete report prints nothing. Exit status: 0 clean, 1 findings, 2 usage, configuration or internal error, or a
    file that could not be read.
    """
    if "-" in paths and set(paths) != {"-"}:
        raise click.UsageError("'-' (standard input) goes with no other path.")
    if stdin_filename and "-" not in paths:
        raise click.UsageError("--stdin-filename goes with '-', standard input.")
    from ..output import render
    from ..run import Run
    from .console import look, tell, write

    run, interrupted = Run(), False
    try:
        plan = _plan(names(select), names(ignore), names(extend_select), pack_names(packs))
        _lint(paths or (".",), stdin_filename, plan, run)
    except KeyboardInterrupt:
        interrupted = True
    for failure in run.failures:
        tell(f"error: {failure.message}" if not failure.trace else failure.message)
        if verbose and failure.trace:
            tell(failure.trace.rstrip())
    if verbose:
        _tell_files(run)
    shown = look(color)
    write(render(output_format, run.results, shown), raw=output_format == "json")
    if not quiet:
        _conclude(run, output_format, shown, verbose=verbose, interrupted=interrupted)
    context.exit(INTERRUPTED if interrupted else _status(run, fail_on, exit_zero=exit_zero))


def _plan(select: tuple[str, ...], ignore: tuple[str, ...], extend: tuple[str, ...], packs: tuple[str, ...]) -> Plan:
    """Return what to lint with. Raises `Failure`."""
    from ..engine import Plan
    from ..locate import FileError
    from ..packs import built_in_packs, load_pack
    from ..rules import UnknownRuleError, choose
    from .console import Failure

    try:
        loaded: list[Pack] = [load_pack(name) for name in packs or built_in_packs()]
        return Plan(choose(select, ignore, extend), tuple(loaded), forced=bool(packs))
    except (FileError, UnknownRuleError) as error:
        raise Failure(str(error)) from None


def _lint(paths: tuple[str, ...], stdin_filename: str, plan: Plan, run: Run) -> None:
    from ..run import lint_paths, lint_stdin
    from .console import Failure

    if "-" not in paths:
        lint_paths(paths, plan, run)
        return
    if sys.stdin is None:
        raise Failure("standard input is closed")
    try:
        data = sys.stdin.buffer.read()
    except OSError as error:
        raise Failure(f"standard input cannot be read: {error.strerror or error}") from None
    lint_stdin(data, stdin_filename, plan, run)


def _status(run: Run, fail_on: str, *, exit_zero: bool) -> int:
    from ..diagnostics import LEVELS
    from ..output import diagnostics

    if run.failures:
        return 2
    grave = [str(level) for level in LEVELS]
    grave = grave[: grave.index(fail_on) + 1]
    found = any(diagnostic.level in grave for diagnostic in diagnostics(run.results))
    return 1 if found and not exit_zero else 0


def _tell_files(run: Run) -> None:
    """Tell of every file what it was linted against, and why."""
    from .console import tell

    for result in run.results:
        claim = result.claim
        severity = f", {claim.severity}" if claim.severity else ""
        if claim.pack:
            what = f"{claim.pack}{severity} ({claim.reason})"
        elif result.diagnostics or claim.reason.startswith("skipped"):
            what = claim.reason
        else:
            what = f"skipped: {claim.reason}"
        tell(f"{claim.path}: {what}")
    for note in run.notes:
        tell(note)


def _conclude(run: Run, form: Format, look: Look, *, verbose: bool, interrupted: bool) -> None:
    """Say what goes behind the findings: the summary, or that nothing was linted."""
    from ..output import counted, diagnostics, summary_line
    from ..run import reports
    from .console import tell, write

    found = summary_line(run.results)
    claimed = len(reports(run.results))
    if found and form == "text":
        write(f"\n{look.paint(found, bold=True)}\n")
    if interrupted:
        tell("interrupted: not all files were linted")
    elif form != "json" and not claimed and not run.failures and not diagnostics(run.results):
        hint = "" if verbose or not run.results else " (--verbose tells why)"
        tell(f"no incident report found in {counted(len(run.results), 'Markdown file')}{hint}")
    if verbose:
        looked = (
            f"{counted(len(run.results), 'file')}: {counted(claimed, 'report')}, {len(run.results) - claimed} skipped"
        )
        tell(f"{looked}; {found or 'nothing found'}")


@cli.command(short_help="Explain a rule.")
@click.argument("name", required=False)
@click.option("--all", "everything", is_flag=True, help="All rules, one on a line.")
@click.option(
    "--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How the rule is written.",
)  # fmt: skip
def rule(*, name: str | None, everything: bool, output_format: str) -> None:
    """Explain the rule of a code (IR302) or a name (unchecked-item): what it says, why, and what to do about it."""
    if everything == (name is not None):
        raise click.UsageError("Give a rule's code or name, or --all.")
    from ..locate import FileError
    from ..rules import UnknownRuleError, find_rules
    from .console import Failure, write
    from .rule_view import rules_as_json, rules_as_list, rules_as_text

    try:
        found = find_rules(name or "ALL")
    except (FileError, UnknownRuleError) as error:
        raise Failure(str(error)) from None
    if output_format == "json":
        write(rules_as_json(found), raw=True)
    else:
        write(rules_as_list(found) if everything else rules_as_text(found))


@cli.command(short_help="List packs, or show what one demands.")
@click.argument("pack", required=False, metavar="[NAME|FOLDER|TEMPLATE]")
def packs(*, pack: str | None) -> None:
    """List the built-in packs; of one (a name, a pack's folder, a template) show what it demands, node by node."""
    from ..locate import FileError
    from ..packs import built_in_packs, load_pack
    from .console import Failure, write
    from .packs_view import describe_pack, list_packs

    try:
        if pack is None:
            write(list_packs([load_pack(name) for name in built_in_packs()]))
        else:
            write(describe_pack(load_pack(pack)))
    except FileError as error:
        raise Failure(str(error)) from None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the console script. Returns the exit status."""
    options: dict[str, Any] = {"prog_name": "incidentlint", "standalone_mode": False}
    try:
        status = cli.main(list(arguments) if arguments is not None else None, **options)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        return 0
    return status if isinstance(status, int) else 0


if __name__ == "__main__":
    sys.exit(main())
