"""Commands beside linting: what many reports say together, and the language server.

Only click is imported here, as in `main`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from incidentlint.cli.complete import complete_packs
from incidentlint.cli.values import Names


def _of_reports(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments and options that say which reports are meant."""
    for add in reversed(
        (
            click.argument("paths", nargs=-1, type=click.Path()),
            click.option(
                "--pack", "packs", multiple=True, metavar="PACK", envvar="INCIDENTLINT_PACK", type=Names(),
                shell_complete=complete_packs,
                help="The pack to read the files with that no [[reports]] entry names.",
            ),
            click.option(
                "--config", "config_file", metavar="FILE", default="", envvar="INCIDENTLINT_CONFIG", type=click.Path(),
                help="Use this configuration file; do not search for others.",
            ),
            click.option(
                "--isolated", is_flag=True, envvar="INCIDENTLINT_ISOLATED", help="Read no configuration files."
            ),
            click.option("--since", metavar="DATE", default="", help="Only incidents of this day and after it."),
            click.option("--until", metavar="DATE", default="", help="Only incidents of this day and before it."),
            click.option(
                "--severity", "severities", multiple=True, metavar="LEVEL", type=Names(),
                help="Only incidents of this severity, as the template spells it.",
            ),
        )
    ):  # fmt: skip
        command = add(command)
    return command


@click.command(short_help="Write the facts of reports as data.")
@_of_reports
@click.option(
    "--output-format", type=click.Choice(["json", "jsonl", "csv"]), default="json", show_default=True,
    help="One document, a line for each report, or a flat table.",
)  # fmt: skip
@click.option(
    "--table", type=click.Choice(["incidents", "events", "actions"]), default="incidents", show_default=True,
    help="Which table to write as csv.",
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
    if options["table"] != "incidents" and options["output_format"] != "csv":
        raise click.UsageError("--table needs --output-format csv.")
    from incidentlint.cli.collect import export_records

    context.exit(export_records(options))


@click.command(short_help="Sum up many reports.")
@_of_reports
@click.option(
    "--by", metavar="KEY", default="",
    help="Sum up by severity, month, quarter, year or pack, or by a field's label such as Team.",
)  # fmt: skip
@click.option(
    "--as-of", metavar="TIME", default="", envvar="INCIDENTLINT_AS_OF",
    help="Current time: a date or 'now'. Open actions are overdue after their day; without this option none is.",
)  # fmt: skip
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
    from incidentlint.cli.collect import write_statistics

    context.exit(write_statistics(options))


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
