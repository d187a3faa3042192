"""The commands of ``incidentlint``.

Only click is imported here: `--version`, `--help` and a usage error need no parser, rules or packs.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from incidentlint.about import __version__
from incidentlint.cli.complete import complete_packs, one_rule, rule_names, severities
from incidentlint.cli.further import export, init, lsp, site, stats
from incidentlint.cli.group import Commands
from incidentlint.cli.options import (
    cache_dir_option,
    check_configuration,
    check_fixes,
    check_input,
    color_option,
    config_option,
    force_exclude_option,
    isolated_option,
    jobs_option,
    no_cache_option,
    pack_option,
    packs_option,
    stdin_filename_option,
)
from incidentlint.cli.quick import INTERRUPTED, pack_names, ready
from incidentlint.cli.values import FormatAndFile, Names, given
from incidentlint.output import DOCUMENT_FORMATS, FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence


CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 120}


@click.group(cls=Commands, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="incidentlint", message="%(prog)s %(version)s")
def cli() -> None:
    """Lint incident reports and post-mortems written in Markdown."""


@cli.command(short_help="Lint files and folders.")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--select", multiple=True, type=Names(), metavar="RULES", envvar="INCIDENTLINT_SELECT", shell_complete=rule_names,
    help="Run only these rules, whatever the configuration says: codes, prefixes of codes, names or ALL, separated by "
    "commas.",
)  # fmt: skip
@click.option(
    "--ignore", multiple=True, type=Names(), metavar="RULES", envvar="INCIDENTLINT_IGNORE", shell_complete=rule_names,
    help="Do not run these rules.",
)  # fmt: skip
@click.option(
    "--extend-select", multiple=True, type=Names(), metavar="RULES", envvar="INCIDENTLINT_EXTEND_SELECT",
    shell_complete=rule_names, help="Run these rules too.",
)  # fmt: skip
@packs_option(
    "Check every file that no [[reports]] entry names against this pack: a built-in one, a pack's folder or a "
    "template. If there are several, each file is checked against the one that fits it best."
)
@config_option
@isolated_option
@force_exclude_option
@click.option(
    "--output-format", "output_formats", multiple=True, type=FormatAndFile(list(FORMATS)),
    envvar="INCIDENTLINT_OUTPUT_FORMAT", help="The format of the output, with :FILE to write it to a file; may be "
    "given several times.  [default: text; in GitHub Actions: github]",
)  # fmt: skip
@click.option(
    "--column-unit", type=click.Choice(["characters", "bytes", "utf-16"]), default="characters", show_default=True,
    envvar="INCIDENTLINT_COLUMN_UNIT", help="What columns of concise output count, as an editor expects it.",
)  # fmt: skip
@click.option(
    "-o", "--output-file", metavar="FILE", default="", envvar="INCIDENTLINT_OUTPUT_FILE", type=click.Path(),
    help="Write to this file instead of standard output.",
)  # fmt: skip
@click.option(
    "--statistics", is_flag=True, envvar="INCIDENTLINT_STATISTICS",
    help="Write the number of findings of each rule instead of the findings.",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "info"]), envvar="INCIDENTLINT_FAIL_ON",
    help="Exit with 1 if there are findings of this level or above.  [default: warning]",
)  # fmt: skip
@click.option(
    "--min-level", type=click.Choice(["error", "warning", "info"]), envvar="INCIDENTLINT_MIN_LEVEL",
    help="Show findings of this level or above in text and concise output; never above --fail-on.  [default: warning]",
)  # fmt: skip
@click.option(
    "--require-reports", is_flag=True, envvar="INCIDENTLINT_REQUIRE_REPORTS",
    help="Exit with 2 if there is no report among PATHS: otherwise a mistyped path or pattern goes unnoticed.",
)  # fmt: skip
@click.option(
    "--changed-since", metavar="REVISION", default="", envvar="INCIDENTLINT_CHANGED_SINCE",
    help="Lint everything, and report only what files have a part in that differ from where the branch left this "
    "revision of git.",
)  # fmt: skip
@click.option(
    "--as-of", metavar="TIME", default="", envvar="INCIDENTLINT_AS_OF",
    help="Current time: a date, a date-time or 'now'. Missing parts of a report are only info until its deadline, and "
    "dates in the future are errors. Without this option the clock is never used.",
)  # fmt: skip
@click.option(
    "--since", metavar="DATE", default="", envvar="INCIDENTLINT_SINCE",
    help="Leave out the reports of incidents before this day.",
)  # fmt: skip
@click.option(
    "--baseline", metavar="FILE", default="", callback=given, envvar="INCIDENTLINT_BASELINE", type=click.Path(),
    help="Do not report the findings that this file counts: those that a file had when the rules came.",
)  # fmt: skip
@click.option(
    "--write-baseline", metavar="FILE", default="", callback=given, type=click.Path(),
    help="Count the findings of each file and rule in this file, and report none; what it says of files that are not "
    "among PATHS stays.",
)  # fmt: skip
@click.option(
    "--fix", is_flag=True, envvar="INCIDENTLINT_FIX",
    help="Fix what can be fixed safely, and report what is left; standard input is fixed to standard output.",
)  # fmt: skip
@click.option(
    "--unsafe-fixes", is_flag=True, envvar="INCIDENTLINT_UNSAFE_FIXES",
    help="With --fix, --fix-only or --diff: also make fixes that state something new, such as a computed duration.",
)  # fmt: skip
@click.option(
    "--diff", is_flag=True, envvar="INCIDENTLINT_DIFF",
    help="Show what would be fixed as a diff, and write nothing; exit status 1 if there is anything.",
)  # fmt: skip
@click.option(
    "--fix-only", is_flag=True, envvar="INCIDENTLINT_FIX_ONLY",
    help="Fix, and neither report what is left nor fail because of it.",
)  # fmt: skip
@click.option("--show-fixes", is_flag=True, envvar="INCIDENTLINT_SHOW_FIXES", help="List the fixes that were made.")
@click.option(
    "--add-suppressions", metavar="REASON", default="", callback=given,
    help="Fix nothing: write a comment for each finding that suppresses it and gives this reason.",
)  # fmt: skip
@no_cache_option
@cache_dir_option
@jobs_option
@click.option(
    "--exit-zero", is_flag=True, envvar="INCIDENTLINT_EXIT_ZERO", help="Exit with 0 even if there are findings."
)
@click.option(
    "--show-settings",
    is_flag=True,
    help="Show the settings for each of PATHS and the files they come from, and lint nothing.",
)
@click.option(
    "--show-files",
    is_flag=True,
    help="List the files that would be linted, with their packs and why, and lint nothing.",
)
@click.option(
    "--explain", is_flag=True,
    help="Explain for each file why it is or is not a report, its pack and severity, which conditions hold, and what "
    "was not understood; lint nothing.",
)  # fmt: skip
@stdin_filename_option
@click.option("-q", "--quiet", is_flag=True, envvar="INCIDENTLINT_QUIET", help="Write findings only.")
@click.option(
    "-v", "--verbose", is_flag=True, envvar="INCIDENTLINT_VERBOSE",
    help="Show for each file which pack it is checked against and why, or why it is skipped.",
)  # fmt: skip
@color_option
@click.pass_context
def check(context: click.Context, /, *, paths: tuple[str, ...], stdin_filename: str, **options: Any) -> None:
    """Lint PATHS: files, and Markdown files in folders; by default the current folder. - is standard input.

    A complete report prints nothing. Exit status: 0 clean, 1 findings, 2 usage, configuration or internal error, or a
    file that could not be read.
    """
    check_input(paths, stdin_filename)
    check_configuration(options)
    if options["show_settings"] and "-" in paths:
        raise click.UsageError("--show-settings needs files or folders, not '-'.")
    check_fixes(options, paths)
    if options["explain"] and (not paths or "-" in paths or any(map(os.path.isdir, paths))):
        raise click.UsageError("--explain needs files, not folders or '-'.")
    from incidentlint.cli.check import Check, CheckOptions
    from incidentlint.cli.console import read_options

    options = ready({**options, "stdin_filename": stdin_filename}, paths)
    context.exit(Check(read_options(options, CheckOptions)).status())


@cli.command("format", short_help="Format reports and templates.")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--check", is_flag=True, help="Write nothing; exit status 1 if a file would be formatted.")
@click.option("--diff", is_flag=True, help="Show what would be formatted as a diff, and write nothing; as --check.")
@packs_option("Format every file as a report of this pack.")
@config_option
@isolated_option
@force_exclude_option
@stdin_filename_option
@click.option("-q", "--quiet", is_flag=True, envvar="INCIDENTLINT_QUIET", help="Tell only what is left as it is.")
@click.option(
    "-v", "--verbose", is_flag=True, envvar="INCIDENTLINT_VERBOSE", help="Tell which files are not formatted, and why."
)  # fmt: skip
@color_option
@click.pass_context
def format_(context: click.Context, /, *, paths: tuple[str, ...], **options: Any) -> None:
    """Format PATHS with mdformat: the reports among files and in folders, and templates that are named.

    - formats standard input. Tables, task lists, front matter, rules, the numbers of lists, ballot boxes and
    placeholders are kept. A file in which anything would be read differently afterwards is left as it is.
    """
    check_input(paths, options["stdin_filename"])
    check_configuration(options)
    from incidentlint.cli.console import read_options
    from incidentlint.cli.format import FormatOptions, run_format

    options |= {"paths": paths or (".",), "packs": pack_names(options["packs"])}
    context.exit(run_format(read_options(options, FormatOptions)))


@cli.command(short_help="Show what is read in a report.")
@click.argument("report", type=click.Path())
@packs_option("The pack to read it with: a built-in one, a pack's folder or a template.")
@click.option(
    "--output-format", type=click.Choice([*DOCUMENT_FORMATS, "svg", "mermaid", "html"]), default=DOCUMENT_FORMATS[0],
    show_default=True, help="The format of the output; svg, mermaid and html are pictures of the timeline.",
)  # fmt: skip
@config_option
@isolated_option
@stdin_filename_option
def show(*, report: str, packs: tuple[str, ...], **options: Any) -> None:
    """Show what is read from REPORT, and where: milestones, durations, timeline, actions, leftovers of a form. - is
    standard input.

    The rules compare these facts: if a finding is missing or wrong, this shows why.
    """
    check_input((report,), options["stdin_filename"])
    check_configuration(options)
    from incidentlint.cli.console import write
    from incidentlint.cli.show import show as shown

    form, name = options["output_format"], options["stdin_filename"]
    config, isolated = options["config_file"], options["isolated"]
    text = shown(report, pack_names(packs), stdin_filename=name, config=config, isolated=isolated, form=form)
    write(text, raw=form != DOCUMENT_FORMATS[0])


@cli.command(short_help="Start a report from a pack's template.")
@pack_option(
    "The pack of the report: a built-in one, a pack's folder or a template. Default: the pack in [[reports]] of the "
    "nearest configuration."
)
@click.option("--title", metavar="TEXT", help="Title of the incident; you are asked for it at a terminal.")
@click.option(
    "--severity", metavar="LEVEL", default="", shell_complete=severities, help="One of the pack's severities."
)
@click.option(
    "--detected", metavar="TIME", default="",
    help="When the incident was detected: a date, a date-time or 'now'. A time without a zone is in that of the "
    "template. Without this option the placeholder stays, and the id and the file name have today's date.",
)  # fmt: skip
@click.option("--started", metavar="TIME", default="", help="When the incident started, in the same forms.")
@click.option("--author", metavar="NAME", default="", help="Who writes the report.")
@click.option("--id", "incident", metavar="ID", default="", help="Id of the incident.  [default: the next free one]")
@click.option(
    "-o", "--output", metavar="PATH", default="", callback=given, type=click.Path(),
    help="The file to write, or the folder to write it to, instead of the pack's; - is standard output.",
)  # fmt: skip
@click.option(
    "--minimal", is_flag=True,
    help="Leave out the sections that the pack does not require at this severity; those that depend on more than the "
    "severity stay.",
)  # fmt: skip
@click.option("--edit", is_flag=True, help="Open the report in the editor set in VISUAL or EDITOR.")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@config_option
@isolated_option
@click.pass_context
def new(context: click.Context, /, **options: Any) -> None:
    """Start a report from a pack's template, and print the path of the file.

    The next free id, the title, the severity, the start, the time of detection, the day and the author are filled in,
    and the instructions of the template are left out. What has no place in the template is told. All other placeholders
    stay: check reports them until they are filled in.
    """
    if options["minimal"] and not options["severity"]:
        raise click.UsageError("--minimal needs --severity, which decides what is required.")
    if options["output"] == "-" and (options["edit"] or options["force"]):
        raise click.UsageError("--output - (standard output) cannot be combined with --edit or --force.")
    check_configuration(options)
    from incidentlint.cli.console import read_options
    from incidentlint.cli.new import NewOptions, run_new

    context.exit(run_new(read_options(options, NewOptions)))


@cli.command(short_help="Explain a rule.")
@click.argument("name", required=False, shell_complete=one_rule)
@click.option("--all", "everything", is_flag=True, help="List all rules, one per line.")
@click.option(
    "--pack", metavar="PACK", default="", shell_complete=complete_packs,
    help="Include the rules of this pack: a pack's folder or name. Default: those of the packs in the configuration of "
    "the current folder.",
)  # fmt: skip
@click.option(
    "--test", "tested", metavar="PACK", default="", shell_complete=complete_packs,
    help="Run the examples of a pack's own rules and list those that fail; exit status 1 if any does.",
)  # fmt: skip
@click.option(
    "--output-format", type=click.Choice(DOCUMENT_FORMATS), default=DOCUMENT_FORMATS[0], show_default=True,
    help="The format of the output.",
)  # fmt: skip
@click.pass_context
def rule(context: click.Context, /, *, name: str | None, pack: str, tested: str, **options: Any) -> None:
    """Explain the rule with a code (IR302) or a name (unchecked-item): its messages, the reason, and how to fix it."""
    everything, output_format = options["everything"], options["output_format"]
    if tested:
        if name or everything or pack or output_format != "text":
            raise click.UsageError("--test cannot be combined with a rule or another option.")
        from incidentlint.cli.rule_test import test_rules

        context.exit(test_rules(tested))
    if everything == (name is not None):
        raise click.UsageError("Give a rule's code or name, or --all.")
    from incidentlint.cli.console import write
    from incidentlint.cli.rule_view import find, rules_as_json, rules_as_list, rules_as_text
    from incidentlint.project import UserError
    from incidentlint.rulebook import UnknownRuleError
    from incidentlint.toml_file import FileError

    try:
        found = find(name or "ALL", pack)
    except (FileError, UnknownRuleError) as error:
        raise UserError(str(error)) from None
    if output_format == "json":
        write(rules_as_json(found), raw=True)
    else:
        write(rules_as_list(found) if everything else rules_as_text(found))


@cli.command(short_help="List packs, or show what one requires.")
@click.argument("pack", required=False, metavar="[NAME|FOLDER|TEMPLATE]", shell_complete=complete_packs)
def packs(*, pack: str | None) -> None:
    """List the built-in packs and those of installed packages; or show what one (a name, a pack's folder, a template)
    requires, node by node.
    """
    from incidentlint.cli.console import tell, write
    from incidentlint.cli.packs_view import describe_whole, list_all
    from incidentlint.packs import load_pack
    from incidentlint.project import UserError
    from incidentlint.toml_file import FileError

    try:
        if pack is None:
            found, wrong = list_all()
            write(found)
            for said in wrong[:-1]:
                tell(f"error: {said}")
            if wrong:
                raise UserError(wrong[-1])
        else:
            write(describe_whole(load_pack(pack)))
    except FileError as error:
        raise UserError(str(error)) from None


for _further in (init, export, stats, site, lsp):
    cli.add_command(_further)


def _failed(error: Exception) -> int:
    """Tell of a fault of the program and where it is in it. Returns the exit status."""
    import traceback

    from incidentlint.cli.console import tell

    place = traceback.extract_tb(error.__traceback__)[-1]
    said = "".join(traceback.format_exception_only(error)).strip()
    tell(f"internal error at {os.path.basename(place.filename)}:{place.lineno}: {said} (please report it)")
    return 2


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
    except Exception as error:  # a fault of ours is a sentence, too: it says what to report
        return _failed(error)
    return status if isinstance(status, int) else 0


if __name__ == "__main__":
    sys.exit(main())
