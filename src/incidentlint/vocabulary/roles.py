"""The roles that a part of a report may have, and what each of them is: one table, which all others ask."""

from __future__ import annotations

from typing import Final, Literal, get_args

import msgspec

RoleName = Literal[
    "id", "title", "severity", "status", "started", "detected", "declared", "resolved", "duration", "detection-time",
    "report-date", "summary", "impact", "timeline", "cause", "actions", "users", "loss", "revisions", "sign-off",
    "post-mortem", "authority-notified", "author",
]  # fmt: skip
"""What a part of a report may mean."""

ColumnName = Literal[
    "action", "owner", "due", "priority", "status", "reference", "number", "time", "event", "version", "date", "name",
    "signature", "note",
]  # fmt: skip
"""What a column of a table may mean."""

MilestoneName = Literal["started", "detected", "declared", "resolved"]
"""The moments of an incident, which a field states and an entry of the timeline may tell."""

Takes = Literal["choice", "date", "time", "date-time", "duration"]


class Role(msgspec.Struct, frozen=True):
    """One role.

    `kind` is what has it: a field alone, or a section too. `type` is what its value is where no slot says more, `takes`
    are the types of slots that leave no doubt about a label that is only likely. `order` is its place among the moments
    that follow one another. A `generic` role is looked for in reports of no known template, and a `telling` one tells
    that a document is such a report.
    """

    name: RoleName
    kind: Literal["field", "section"] = "field"
    type: Literal["", "date", "date-time", "duration"] = ""
    takes: tuple[Takes, ...] = ()
    order: int | None = None
    generic: bool = False
    telling: bool = False


_MOMENT: Final[tuple[Takes, ...]] = ("date-time", "time", "date")

_TABLE: Final = (
    Role("id", generic=True),
    Role("title"),
    Role("severity", takes=("choice",), generic=True, telling=True),
    Role("status", generic=True),
    Role("started", type="date-time", takes=_MOMENT, order=0, generic=True, telling=True),
    Role("detected", type="date-time", takes=_MOMENT, order=1, generic=True, telling=True),
    Role("declared", type="date-time", takes=_MOMENT, order=2, generic=True),
    Role("resolved", type="date-time", takes=_MOMENT, order=3, generic=True, telling=True),
    Role("duration", type="duration", takes=("duration", "time"), generic=True),
    Role("detection-time", type="duration", takes=("duration",), generic=True),
    Role("report-date", type="date", takes=("date", "date-time"), order=4, generic=True),
    Role("summary", kind="section", generic=True),
    Role("impact", kind="section", generic=True, telling=True),
    Role("timeline", kind="section", generic=True, telling=True),
    Role("cause", kind="section", generic=True, telling=True),
    Role("actions", kind="section", generic=True),
    Role("users"),
    Role("loss"),
    Role("revisions", kind="section"),
    Role("sign-off", kind="section"),
    Role("post-mortem"),
    Role("authority-notified"),
    Role("author", kind="section"),
)

ROLES: Final[dict[str, Role]] = {role.name: role for role in _TABLE}
"""All roles by name."""

COLUMNS: Final[tuple[ColumnName, ...]] = get_args(ColumnName)
"""All roles of columns by name."""

MILESTONES: Final[tuple[MilestoneName, ...]] = get_args(MilestoneName)
"""The moments of an incident, in the order in which they happen."""

ORDER: Final = tuple(sorted((r.name for r in _TABLE if r.order is not None), key=lambda name: ROLES[name].order or 0))
"""The moments that follow one another: the milestones, then the report's date."""

PARTS: Final = tuple(role.name for role in _TABLE if role.generic and role.kind == "section")
"""The sections that nearly every report has."""

TELLING: Final = frozenset(role.name for role in _TABLE if role.telling)
"""The roles that tell a report of an incident from other documents."""


def is_generic(role: str) -> bool:
    """Whether a role is looked for in reports of no known template."""
    return role in ROLES and ROLES[role].generic


def kinds_of(role: str) -> tuple[str, ...]:
    """The kinds of nodes that may have a role by their label."""
    return ("section", "field") if role in ROLES and ROLES[role].kind == "section" else ("field",)


__all__ = [
    "COLUMNS", "MILESTONES", "ORDER", "PARTS", "ROLES", "TELLING", "ColumnName", "MilestoneName", "Role", "RoleName",
    "is_generic", "kinds_of",
]  # fmt: skip
