"""What a pack file says of names, zones, lengths and deadlines: whether it can be so."""

from __future__ import annotations

from collections.abc import Collection

from incidentlint.grammars import is_iana, read_duration, read_period
from incidentlint.near import nearest
from incidentlint.packs.lookup import Lookup
from incidentlint.packs.pack_file import COMPLETE, Deadline, Total
from incidentlint.template import near_or_all
from incidentlint.vocabulary import MILESTONES, ROLES

_SURE = "Europe/Oslo"
"""A zone that there is wherever there are zones."""

_DURATIONS = ("duration",)
"""The roles whose milestones a pack may say."""


def check_file(lookup: Lookup, conditions: Collection[str]) -> None:
    """All that the file names is there; `conditions` are the names that there are. Raises `FileError`."""
    _check_demands(lookup, conditions)
    if not 0 <= lookup.file.detection.share <= 1:
        raise lookup.error(
            ("detection", "share"), f"'share' must be between 0 and 1, not {lookup.file.detection.share}"
        )
    _check_paths(lookup)
    for name, zone in lookup.file.zones.items():
        if not is_iana(zone):
            raise lookup.error(("zones", name), _no_zone(zone))
    _check_durations(lookup)
    _check_totals(lookup)
    for name, deadline in lookup.file.deadlines.items():
        _check_deadline(name, deadline, lookup)


def _no_zone(zone: str) -> str:
    """Why a zone is not known: it is none, or nothing is known of any."""
    if is_iana(_SURE):
        return f'{zone!r} is not an IANA time zone (such as "{_SURE}")'
    return f"{zone!r} is not known, since the time zone data of this system is missing; install the package tzdata"


def known_totals(lookup: Lookup) -> tuple[Total, ...]:
    """The totals whose nodes the template has."""
    return tuple(total for total in lookup.file.totals if lookup.has(total.total, *total.parts))


def _check_demands(lookup: Lookup, conditions: Collection[str]) -> None:
    """The names of conditions that nodes and the companion file use are there."""
    for path, options in lookup.file.nodes.items():
        for key, demand in (("required", options.required), ("ticked", options.ticked), ("value", options.value)):
            if isinstance(demand, str) and demand not in conditions and (key, demand) != ("ticked", "all"):
                raise lookup.error(("nodes", path, key), lookup.no_condition(demand))
    companion = lookup.file.files.companion
    if companion and companion.when and companion.when not in lookup.file.conditions:
        raise lookup.error(("files", "companion", "when"), lookup.no_condition(companion.when))


def _check_paths(lookup: Lookup) -> None:
    """A file's name is one, and a folder is in the project: no report could follow anything else."""
    files = lookup.file.files
    if "/" in files.name:
        said = f"{files.name!r} is a path, not the name of a file; 'folder' says where reports are"
        raise lookup.error(("files", "name"), said)
    if files.folder.startswith(("/", "~")) or ".." in files.folder.split("/"):
        raise lookup.error(("files", "folder"), f"{files.folder!r} is not a folder below the project root")


def _check_durations(lookup: Lookup) -> None:
    for role, ends in lookup.file.durations.items():
        if role not in _DURATIONS:
            raise lookup.error(("durations", role), f"unknown duration {role!r}{near_or_all(role, _DURATIONS)}")
        for number, end in enumerate(ends):
            if end not in MILESTONES:
                said = f"unknown milestone {end!r}{near_or_all(end, MILESTONES)}"
                raise lookup.error(("durations", role, number), said)
        if MILESTONES.index(ends[0]) >= MILESTONES.index(ends[1]):
            raise lookup.error(("durations", role), f"{ends[1]!r} does not come after {ends[0]!r}")


def _check_totals(lookup: Lookup) -> None:
    for index, total in enumerate(lookup.file.totals):
        lookup.node(total.total, ("totals", index, "total"))
        if not total.parts:
            raise lookup.error(("totals", index, "parts"), "'parts' names the fields that hold the parts")
        for number, path in enumerate(total.parts):
            lookup.node(path, ("totals", index, "parts", number))


def _check_deadline(name: str, deadline: Deadline, lookup: Lookup) -> None:
    """One deadline: its name, its period, its moment, what records it, and its condition."""
    at = ("deadlines", name)
    near = nearest(name, (COMPLETE,), least=0.8)
    if near and near != name:
        raise lookup.error(at, f"unknown deadline {name!r}; did you mean {near!r}?")
    if read_period(deadline.within) is None or (name == COMPLETE and read_duration(deadline.within) is None):
        raise lookup.error((*at, "within"), f"'within' is a duration such as \"48h\", not {deadline.within!r}")
    _check_moment(name, deadline, lookup)
    if bool(deadline.by) == bool(deadline.field):
        raise lookup.error(at, "what records when it was done is either a role, 'by', or a 'field'")
    if deadline.by and deadline.by not in ROLES:
        raise lookup.error((*at, "by"), f"unknown role {deadline.by!r}{near_or_all(deadline.by, tuple(ROLES))}")
    if deadline.field:
        lookup.node(deadline.field, (*at, "field"))
    if deadline.when and deadline.when not in lookup.file.conditions:
        raise lookup.error((*at, "when"), lookup.no_condition(deadline.when))


def _check_moment(name: str, deadline: Deadline, lookup: Lookup) -> None:
    """The moment that a deadline counts from: a milestone, another deadline that counts from no third, or a field."""
    at, after, others = ("deadlines", name, "after"), deadline.after, lookup.file.deadlines
    if after in MILESTONES or (after in others and after not in (name, COMPLETE)):
        return
    if name == COMPLETE or not lookup.has(after):
        known = (*MILESTONES, *(other for other in others if other not in (name, COMPLETE)))
        raise lookup.error(at, f"unknown milestone {after!r}{near_or_all(after, known)}")
