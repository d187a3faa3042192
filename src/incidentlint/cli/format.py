"""``incidentlint format``: reports and templates in the order of mdformat."""

from __future__ import annotations

import msgspec

from incidentlint.authoring import Formatting
from incidentlint.cli.configured import resolver_for
from incidentlint.cli.console import ColorChoice, is_watched, look, read_stdin, tell, write, write_bytes
from incidentlint.output import as_diff, counted
from incidentlint.project import Overrides


class FormatOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The options of the command."""

    paths: tuple[str, ...] = (".",)
    packs: tuple[str, ...] = ()
    check: bool = False
    diff: bool = False
    config_file: str = ""
    isolated: bool = False
    force_exclude: bool = False
    stdin_filename: str = ""
    quiet: bool = False
    verbose: bool = False
    color: ColorChoice = "auto"


def run_format(options: FormatOptions) -> int:
    """Format, or show what would be formatted, and return the exit status. Raises `UserError`."""
    overrides = Overrides(ignore=("ALL",), packs=options.packs)
    resolver = resolver_for(overrides, config=options.config_file, isolated=options.isolated)
    stdin = "-" in options.paths
    only_show = options.check or options.diff
    work = Formatting(resolver, write=not only_show and not stdin)
    if stdin:
        made = work.stdin(read_stdin(), options.stdin_filename)
        if not only_show:
            write_bytes(made)
    else:
        work.paths(options.paths, force_exclude=options.force_exclude)
    _tell(work, options, made=not only_show)
    if options.diff:
        how, escape = look(options.color), is_watched()
        write("".join(as_diff(file.path, file.before, file.after, how, escape=escape) for file in work.files))
    if work.run.failures:
        return 2
    return int(only_show and any(file.before != file.after for file in work.files))


def _tell(work: Formatting, options: FormatOptions, *, made: bool) -> None:
    """Tell what failed, what was left as it is and why, and how much was formatted."""
    for failure in work.run.failures:
        tell(f"error: {failure.message}")
    for file in work.files:
        if file.left:
            tell(f"{file.path} is left as it is: {file.left}")
        elif file.before != file.after and not made and not options.quiet:
            tell(f"would format {file.path}")
    if options.verbose:
        for path, reason in work.skipped:
            tell(f"{path}: not formatted: {reason}")
    changed = sum(file.before != file.after for file in work.files)
    same = len(work.files) - changed
    if not options.quiet and "-" not in options.paths:
        verb = "formatted" if made else "would be formatted"
        tell(f"{counted(changed, 'file')} {verb}, {same} left unchanged")
