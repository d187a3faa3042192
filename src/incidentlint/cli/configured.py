"""What holds for the files of a command, by its options."""

from __future__ import annotations

import datetime as dt

from incidentlint.project import Overrides, Resolver, UserError
from incidentlint.rulebook import UnknownRuleError
from incidentlint.toml_file import FileError

MOST_JOBS = 256
"""No machine of today lints faster with more processes."""


def resolver_for(overrides: Overrides, *, config: str, isolated: bool) -> Resolver:
    """What finds the settings of each file.

    Raises `UserError` for a rule that is none, and for a pack or a configuration that is not there or not in order.
    """
    try:
        return Resolver(overrides, config=config, isolated=isolated)
    except (FileError, UnknownRuleError) as error:
        raise UserError(str(error)) from None


def day_of(option: str, given: str, such: str = "2026-03-11") -> dt.date | None:
    """The day that an option names, `such` as one would; None where it is not given. Raises `UserError`."""
    try:
        return dt.date.fromisoformat(given) if given else None
    except ValueError:
        raise UserError(f"{option} takes a date such as {such}, not {given!r}") from None


def time_of(option: str, given: str) -> dt.datetime | None:
    """The time that an option names, of the clock where it is ``now``; None where it is not given.

    Raises `UserError`.
    """
    if not given:
        return None
    if is_now(given):
        return dt.datetime.now(dt.UTC)
    from incidentlint.grammars import read_clock

    found = read_clock(given)
    if found is None:
        raise UserError(f"{option} takes 'now', a date or a date-time such as 2026-03-11T09:00Z, not {given!r}")
    return found


def jobs_of(given: str) -> int | None:
    """How many processes ``--jobs`` names; None for as many as pay. Raises `UserError`."""
    if given in ("", "auto"):
        return None
    if given.isascii() and given.isdigit() and 0 < int(given[:6]) <= MOST_JOBS:
        return int(given)
    raise UserError(f"--jobs takes a number from 1 to {MOST_JOBS}, or auto, not {given!r}")


def is_now(given: str) -> bool:
    """Whether the time that an option names is that of the clock."""
    return given.strip().casefold() == "now"
