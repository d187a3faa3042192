"""Options that several commands share, and which of them cannot be combined."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from incidentlint.cli.complete import complete_packs
from incidentlint.cli.values import Names, given

_Command = TypeVar("_Command", bound=Callable[..., Any])


def pack_option(help: str) -> Callable[[_Command], _Command]:  # noqa: A002 - as click calls it
    """The option that names one pack."""
    return click.option(
        "--pack", metavar="PACK", default="", callback=given, envvar="INCIDENTLINT_PACK", shell_complete=complete_packs,
        help=help,
    )  # fmt: skip


def packs_option(help: str) -> Callable[[_Command], _Command]:  # noqa: A002 - as click calls it
    """The option that names packs, of which each file is read with the one that fits it."""
    return click.option(
        "--pack", "packs", multiple=True, type=Names(), metavar="PACK", envvar="INCIDENTLINT_PACK",
        shell_complete=complete_packs, help=help,
    )  # fmt: skip


config_option = click.option(
    "--config", "config_file", metavar="FILE", default="", envvar="INCIDENTLINT_CONFIG", type=click.Path(),
    help="Use this configuration file; do not search for others.",
)  # fmt: skip

isolated_option = click.option(
    "--isolated", is_flag=True, envvar="INCIDENTLINT_ISOLATED", help="Read no configuration files."
)

force_exclude_option = click.option(
    "--force-exclude", is_flag=True, envvar="INCIDENTLINT_FORCE_EXCLUDE",
    help="Apply exclude to files named on the command line, too.",
)  # fmt: skip

no_cache_option = click.option(
    "--no-cache", is_flag=True, envvar="INCIDENTLINT_NO_CACHE",
    help="Lint every file anew, and keep nothing of what is found.",
)  # fmt: skip

cache_dir_option = click.option(
    "--cache-dir", metavar="FOLDER", default="", envvar="INCIDENTLINT_CACHE_DIR", type=click.Path(),
    help="The folder to keep in what is found in each file, for the next run.  [default: incidentlint in the user's "
    "folder for caches]",
)  # fmt: skip

jobs_option = click.option(
    "-j", "--jobs", metavar="N", default="", envvar="INCIDENTLINT_JOBS",
    help="How many processes share the work; 'auto' takes a further one for each processor where that is faster.  "
    "[default: auto]",
)  # fmt: skip

stdin_filename_option = click.option(
    "--stdin-filename", metavar="PATH", default="", type=click.Path(),
    help="The file name to use for standard input; the file need not exist.",
)  # fmt: skip

color_option = click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
    envvar="INCIDENTLINT_COLOR", help="Whether text is coloured; NO_COLOR and FORCE_COLOR are honoured.",
)  # fmt: skip


def check_input(paths: tuple[str, ...], stdin_filename: str) -> None:
    """Refuse standard input beside other paths, and a name for it where it is not read. Raises `click.UsageError`."""
    if "-" in paths and set(paths) != {"-"}:
        raise click.UsageError("'-' (standard input) cannot be combined with other paths.")
    if stdin_filename and "-" not in paths:
        raise click.UsageError("--stdin-filename needs '-' (standard input).")


def check_configuration(options: dict[str, Any]) -> None:
    """Refuse a configuration file that is named beside `--isolated`. Raises `click.UsageError`."""
    if options["config_file"] and options["isolated"]:
        raise click.UsageError("--config and --isolated cannot be combined.")


def check_fixes(options: dict[str, Any], paths: tuple[str, ...]) -> None:
    """Refuse what cannot be combined with writing to reports, or makes no sense so. Raises `click.UsageError`."""
    names = [name for name in ("fix", "fix_only", "add_suppressions", "diff") if options[name]]
    first, reason = f"--{names[0].replace('_', '-')}" if names else "", options["add_suppressions"]
    if names and options["changed_since"]:
        raise click.UsageError(f"{first} cannot be combined with --changed-since.")
    if names and (options["show_settings"] or options["show_files"] or options["explain"]):
        raise click.UsageError(f"{first} cannot be combined with an option that lints nothing.")
    if options["write_baseline"] and (names or "-" in paths or options["baseline"] or options["show_files"]):
        raise click.UsageError("--write-baseline cannot be combined with fixes, '-', --baseline or --show-files.")
    if options["diff"] and options["fix"]:
        raise click.UsageError("--fix and --diff cannot be combined: --diff writes nothing.")
    if names and "-" in paths and options["output_file"]:
        raise click.UsageError("--output-file cannot be combined with fixing standard input.")
    if reason and (options["fix"] or options["fix_only"] or options["unsafe_fixes"]):
        raise click.UsageError("--add-suppressions cannot be combined with fixes: fix first.")
    if reason and (not reason.isprintable() or ">" in reason or "--" in reason):
        raise click.UsageError("the reason of --add-suppressions stands in a comment: it is one line without > and --.")
