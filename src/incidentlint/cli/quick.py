"""``incidentlint check`` in its usual forms, without the parser of the command line.

To import that parser and what it needs takes as long as to lint a report. What its options are is asked of it once, and
kept; whatever is not plain by them, from `--help` to a mistyped option or one that is set in the environment, is left
to it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from incidentlint.cli.recall import CACHE_DIR
from incidentlint.snapshot import kept

INTERRUPTED = 130
"""The exit status of a command that was interrupted."""

_PLAIN = frozenset(
    "select ignore extend_select packs config_file isolated force_exclude output_formats output_file statistics "
    "fail_on min_level require_reports as_of since exit_zero stdin_filename quiet verbose color column_unit "
    "no_cache cache_dir jobs".split()
)
"""The options that lint and write findings: what others may not be combined with is the parser's to say."""


_Option = tuple[str, bool, bool, tuple[str, ...]]
"""An option: its name, whether it takes no value, whether it may be given often, and what it may be; any if empty.

A plain tuple, as `_Known` is: to make a class of them takes a hundred times as long as to read a command line.
"""

_Known = tuple[dict[str, _Option], dict[str, Any]]
"""The options of the command by their spellings, and what holds where none is given."""


def run(arguments: Sequence[str]) -> int | None:
    """Run the command that some arguments mean, and return its exit status; None for what is not told here."""
    options = usual(arguments)
    if options is None:
        return None
    _import_msgspec()
    from incidentlint.cli.check import Check, CheckOptions
    from incidentlint.cli.console import tell
    from incidentlint.project import UserError

    try:
        return Check(CheckOptions(**options)).status()
    except UserError as error:
        tell(f"error: {error}", below=error.below)
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return 0


def _import_msgspec() -> None:
    """Import msgspec as it is imported where there is no `typing_extensions`, which imports `inspect` and much more.

    msgspec asks it for names that `typing` has had since Python 3.11, and takes those where it is not there.
    """
    name = "typing_extensions"
    if name in sys.modules:
        return
    absent: dict[str, Any] = {name: None}
    sys.modules.update(absent)
    try:
        import_module("msgspec")
    finally:
        del sys.modules[name]


def usual(arguments: Sequence[str]) -> dict[str, Any] | None:
    """The options of `check` by their names, as its parser would give them; None where that has to be asked."""
    odd = os.name == "nt" or any("INCIDENTLINT_" in name for name in os.environ if name != CACHE_DIR)
    if odd or arguments[:1] != ["check"]:
        return None
    options, defaults = kept("options of check", _ask)
    found: dict[str, Any] = {**defaults, "cache_dir": os.environ.get(CACHE_DIR, "")}
    paths: list[str] = []
    rest = list(reversed(arguments[1:]))
    while rest:
        given = rest.pop()
        if given == "--":
            paths += reversed(rest)
            break
        if given == "-" or not given.startswith("-"):
            paths.append(given)
            continue
        name, equals, value = given.partition("=")
        option = options.get(name)
        if option is None or option[0] not in _PLAIN or not _take(option, value if equals else None, rest, found):
            return None
    return _ready(found, tuple(paths))


def _take(option: _Option, value: str | None, rest: list[str], found: dict[str, Any]) -> bool:
    """Note the value of an option; whether it is plain."""
    name, flag, often, choices = option
    if flag:
        found[name] = True
        return value is None
    if value is None:
        if not rest or rest[-1].startswith("-"):
            return False
        value = rest.pop()
    if choices and value not in choices:
        return False
    found[name] = (*found[name], value) if often else value
    return True


def _ready(found: dict[str, Any], paths: tuple[str, ...]) -> dict[str, Any] | None:
    """Options as the command takes them; None for those that are refused together."""
    named = "-" in paths
    refused = (named and set(paths) != {"-"}) or (found["stdin_filename"] and not named)
    if refused or (found["config_file"] and found["isolated"]):
        return None
    return ready(found, paths)


def ready(found: dict[str, Any], paths: tuple[str, ...]) -> dict[str, Any]:
    """Options as the command takes them: names that commas separate apart, and by default the current folder."""
    lists = {name: names(found[name]) for name in ("select", "ignore", "extend_select")}
    return {**found, **lists, "packs": pack_names(found["packs"]), "paths": paths or (".",)}


def names(values: Sequence[str]) -> tuple[str, ...]:
    """Return the names in comma-separated values."""
    return tuple(name for value in values for part in value.split(",") if (name := part.strip()))


def pack_names(values: Sequence[str]) -> tuple[str, ...]:
    """Return the packs named in comma-separated values; a folder may have a comma in its name."""
    found: list[str] = []
    for value in values:
        found += [value] if os.path.exists(value) else names([value])
    return tuple(dict.fromkeys(found))


def _ask() -> _Known:
    """What the parser of the command line knows of `check`."""
    import click

    from incidentlint.cli.main import check

    options: dict[str, _Option] = {}
    for parameter in check.params:
        if isinstance(parameter, click.Option) and parameter.nargs == 1 and not parameter.secondary_opts:
            choices = tuple(parameter.type.choices) if isinstance(parameter.type, click.Choice) else ()
            option = parameter.name or "", parameter.is_flag, parameter.multiple, choices
            options.update(dict.fromkeys(parameter.opts, option))
    defaults = check.make_context("check", []).params
    return options, {name: value for name, value in defaults.items() if name != "paths"}
