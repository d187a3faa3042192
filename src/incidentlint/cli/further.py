"""Commands beside linting: set-up, what many reports say together, and the language server.

Only click is imported here, as in `main`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from incidentlint.cli.options import (
    check_configuration,
    check_input,
    config_option,
    isolated_option,
    pack_option,
    packs_option,
    stdin_filename_option,
)
from incidentlint.cli.quick import names, pack_names
from incidentlint.cli.values import Names, all_given, given


@click.command(short_help="Set up a repository: your template is the schema.")
@click.option(
    "--from", "templates", metavar="TEMPLATE", multiple=True, callback=all_given, envvar="INCIDENTLINT_FROM",
    type=Names(),
    help="The Markdown template of your reports, a file in this repository: a pack is made from it, and it stays where "
    "it is. Give it again for another template.",
)  # fmt: skip
@pack_option("Use this pack instead: a built-in one, or a pack's folder.")
@click.option(
    "--reports", multiple=True, metavar="GLOB|FOLDER", envvar="INCIDENTLINT_REPORTS", type=Names(),
    help="Where the reports are.  [default: the files that follow the template]",
)  # fmt: skip
@click.option(
    "--pack-folder", metavar="FOLDER", default="", callback=given, envvar="INCIDENTLINT_PACK_FOLDER",
    type=click.Path(),
    help="The folder to write the pack to.  [default: .incidentlint/<name>]",
)  # fmt: skip
@click.option(
    "--pre-commit", is_flag=True, envvar="INCIDENTLINT_PRE_COMMIT",
    help="Add the hook to .pre-commit-config.yaml.",
)  # fmt: skip
@click.option(
    "--ci", multiple=True, type=click.Choice(["github", "gitlab"]), envvar="INCIDENTLINT_CI",
    help="Add a CI job: .github/workflows/incidentlint.yml, or a job in .gitlab-ci.yml.",
)  # fmt: skip
@click.option(
    "--baseline", is_flag=True,
    help="Count what the reports that there are have in .incidentlint/baseline.json, so that only what is new is "
    "reported.",
)  # fmt: skip
@click.option(
    "--dry-run", is_flag=True, envvar="INCIDENTLINT_DRY_RUN", help="Show what would be written, and write nothing."
)
@click.option(
    "-v", "--verbose", is_flag=True, envvar="INCIDENTLINT_VERBOSE",
    help="Show how every part of the template is read, and what it leaves open.",
)  # fmt: skip
@click.option(
    "--check", is_flag=True,
    help="Write nothing; exit status 1 when a template or pack is no longer read as it was recorded.",
)  # fmt: skip
@click.pass_context
def init(context: click.Context, /, **options: Any) -> None:
    """Set up a repository: make a pack from your own template, and configure which files are reports.

    Shows what will be checked in reports, and what not, and why. Run it again to add what is missing; your changes stay
    as they are. At a terminal, without --from and --pack, it asks.

    Exit status: 0, 1 when --check finds a difference, or 2 for an error.
    """
    typed = [
        name for name in options if context.get_parameter_source(name) == click.core.ParameterSource.COMMANDLINE
    ]  # not what comes from the environment
    if options.pop("check"):
        from incidentlint.cli.init import run_check

        if typed != ["check"]:
            raise click.UsageError("--check compares with what is recorded, and takes no other option.")
        context.exit(run_check())
    options["templates"] = pack_names(options["templates"])
    if options["templates"] and options["pack"]:
        named = [name for name in ("templates", "pack") if name in typed]
        if len(named) != 1:
            raise click.UsageError("--from and --pack cannot be combined.")
        options.update({"pack": ""} if named == ["templates"] else {"templates": ()})
    options["reports"] = pack_names(options["reports"])
    from incidentlint.authoring import Answers
    from incidentlint.cli.console import is_terminal, read_options
    from incidentlint.cli.init import run_init

    answers = read_options(options, Answers)
    ask = not (answers.templates or answers.pack) and is_terminal(sys.stdin) and is_terminal(sys.stdout)
    context.exit(run_init(answers, ask=ask))


def _of_reports(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments and options that say which reports are meant."""
    for add in reversed(
        (
            click.argument("paths", nargs=-1, type=click.Path()),
            packs_option("The pack to read the files with that no [[reports]] entry names."),
            config_option,
            isolated_option,
            click.option("--since", metavar="DATE", default="", help="Only incidents of this day and after it."),
            click.option("--until", metavar="DATE", default="", help="Only incidents of this day and before it."),
            click.option(
                "--severity", "severities", multiple=True, metavar="LEVEL", type=Names(),
                help="Only incidents of this severity, as the template spells it.",
            ),
            stdin_filename_option,
        )
    ):  # fmt: skip
        command = add(command)
    return command


_as_of = click.option(
    "--as-of", metavar="TIME", default="", envvar="INCIDENTLINT_AS_OF",
    help="Current time: a date, a date-time or 'now'. Open actions are overdue after their day; without this option "
    "none is.",
)  # fmt: skip


@click.command(short_help="Write the facts of reports as data.")
@_of_reports
@click.option(
    "--output-format", type=click.Choice(["json", "jsonl", "csv", "parquet"]), default="json",
    show_default=True,
    help='One document, a line for each report, or a flat table; parquet needs pip install "incidentlint[parquet]".',
)  # fmt: skip
@click.option(
    "--table", type=click.Choice(["incidents", "events", "actions"]), default="incidents", show_default=True,
    help="Which table to write as csv or parquet.",
)  # fmt: skip
@click.option(
    "-o", "--output-file", metavar="FILE", default="", type=click.Path(),
    help="Write to this file instead of standard output.",
)  # fmt: skip
@click.pass_context
def export(context: click.Context, /, **options: Any) -> None:
    """Write what the reports in PATHS state, one record for each: times with their zones, lengths, timeline, actions,
    figures, and what follows from the times. What a report does not state is null.

    Exit status: 0, or 2 when a file could not be read.
    """
    if options["table"] != "incidents" and options["output_format"] not in ("csv", "parquet"):
        raise click.UsageError("--table needs --output-format csv or parquet.")
    from incidentlint.cli.collect import export_records

    context.exit(export_records(_ready(options)))


@click.command(short_help="Sum up many reports.")
@_of_reports
@click.option(
    "--by", metavar="KEY", default="",
    help="Sum up by severity, month, quarter, year or pack, or by a field's label such as Team.",
)  # fmt: skip
@_as_of
@click.option(
    "--output-format", type=click.Choice(["text", "json", "csv", "markdown"]), default="text", show_default=True,
    help="The format of the output.",
)  # fmt: skip
@click.pass_context
def stats(context: click.Context, /, **options: Any) -> None:
    """Sum up the reports in PATHS: how long it took to detect, declare, mitigate and resolve (median, 90th percentile,
    longest, and how many reports tell), and what became of the actions.

    Exit status: 0, or 2 when a file could not be read.
    """
    from incidentlint.cli.statistics_view import write_statistics

    context.exit(write_statistics(_ready(options)))


@click.command(short_help="Write a register of incidents as pages.")
@_of_reports
@click.option(
    "-o", "--output", metavar="DIR", required=True, callback=given, type=click.Path(file_okay=False),
    help="The folder to write to; what an earlier run wrote there and this one does not is removed.",
)  # fmt: skip
@click.option(
    "--title", metavar="TEXT", default="Incident register", show_default=True, help="The title of the register."
)
@_as_of
@click.option(
    "--force", is_flag=True,
    help="Write to a folder that has other files; those of the same names are overwritten, all others stay.",
)  # fmt: skip
@click.pass_context
def site(context: click.Context, /, **options: Any) -> None:
    """Write the reports in PATHS as a register of incidents: pages that any browser shows from the disk or a server,
    and that need no network.

    A table that sorts and filters, a page for each incident with the picture of its timeline and open findings, charts
    over time, open and overdue actions by owner, and a calendar. The same reports give the same bytes.

    Exit status: 0, or 2 when a file could not be read.
    """
    from incidentlint.cli.site import write_site

    context.exit(write_site(_ready(options)))


def _ready(options: dict[str, Any]) -> dict[str, Any]:
    """The options, with names apart that commas separate. Raises `click.UsageError` for what cannot be combined."""
    check_input(options["paths"], options["stdin_filename"])
    check_configuration(options)
    return {**options, "packs": pack_names(options["packs"]), "severities": names(options["severities"])}


@click.command(short_help="Serve an editor.")
def lsp() -> None:
    """Serve an editor by the Language Server Protocol, on standard input and output.

    Needs the extra: pip install "incidentlint[lsp]".
    """
    try:
        from incidentlint.lsp import serve
    except ImportError as error:
        from incidentlint.project import UserError

        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise UserError('the language server is not installed: pip install "incidentlint[lsp]"') from None
    serve()
