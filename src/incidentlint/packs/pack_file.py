"""The typed form of a ``pack.toml``: its keys, and the names that they take."""

from __future__ import annotations

from typing import Any

import msgspec

from incidentlint.vocabulary import SeverityTable, Words

Demand = bool | str


class Companion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file that must lie beside the report when a condition holds."""

    name: str
    when: str = ""


class Files(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a pack's reports are named, and where they lie: slot patterns."""

    name: str = ""
    folder: str = ""
    companion: Companion | None = None


class NodeOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a pack changes about one node of its template."""

    required: Demand | None = None
    ticked: Demand | None = None
    value: Demand | None = None
    type: str | None = None
    options: tuple[str, ...] | None = None
    open: bool | None = None
    explain: tuple[str, ...] | None = None
    min: int | None = None
    max: int | None = None
    rows: str | None = None
    guide: bool | None = None
    columns: dict[str, tuple[str, ...]] | None = None


class Total(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure that is the sum of others."""

    total: str
    parts: tuple[str, ...]


class Deadline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What must be done `within` a duration `after` a milestone, as the role `by` records it, when `when` holds."""

    within: str
    after: str
    by: str
    when: str = ""


class Deadlines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The deadlines that there are: the report's own, and the authority's."""

    complete: Deadline | None = None
    authority: Deadline | None = None


class Detection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a built-in pack claims a file that no configuration names.

    Packs of a practice share their headings with reports of no template at all. They claim a file only with at least
    this `share` of their required sections and fields, and only when no other of them fits as well.
    """

    share: float = 0.0


class PackFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The typed form of a ``pack.toml``.

    `generic` packs have no template: their nodes are the roles of the lexicon. `languages` are those of its reports, by
    code; English is always known. `lexicon` adds words of its own to theirs.
    """

    name: str = ""
    description: str = ""
    template: str = ""
    templates: dict[str, tuple[str, ...]] = {}
    generic: bool = False
    extends: str = ""
    files: Files = Files()
    languages: tuple[str, ...] = ()
    lexicon: Words = Words()
    zones: dict[str, str] = {}
    roles: dict[str, str | tuple[str, ...]] = {}
    severity: SeverityTable = SeverityTable()
    durations: dict[str, tuple[str, str]] = {}
    conditions: dict[str, dict[str, Any]] = {}
    nodes: dict[str, NodeOptions] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    rules: dict[str, str] = {}
    totals: tuple[Total, ...] = ()
    deadlines: Deadlines = Deadlines()
    detection: Detection = Detection()
