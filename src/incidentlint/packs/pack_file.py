"""The typed form of a ``pack.toml``: its keys, and the names that they take."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from incidentlint.vocabulary import SeverityTable, Words

Demand = bool | str


class Companion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file that must be beside the report when a condition holds."""

    name: Annotated[str, Meta(description="The file's name.")]
    when: Annotated[
        str, Meta(description="The name of the condition under which it must be there. Without one, always.")
    ] = ""


class Files(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a pack's reports are named, and where they are: slot patterns."""

    name: Annotated[
        str, Meta(description="The name of a report's file, with slots: `INCIDENT-YYYY-MM-DD-<short-title>.md`.")
    ] = ""
    folder: Annotated[
        str,
        Meta(
            description="The folder that reports are in, with slots: `docs/incidents/YYYY`. Sub-folders of it are fine."
        ),
    ] = ""
    companion: Annotated[Companion | None, Meta(description="A file that must be beside the report.")] = None


class NodeOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a pack changes about one node of its template."""

    required: Annotated[
        Demand | None, Meta(description="Whether the node must be there: `true`, `false`, or the name of a condition.")
    ] = None
    ticked: Annotated[
        Demand | None,
        Meta(
            description='Whether its boxes must be ticked: `"all"`, `true`, or the name of a condition. On a section '
            "or a list it holds for all its boxes. It is asked only while the node is required."
        ),
    ] = None
    value: Annotated[
        Demand | None,
        Meta(
            description="Whether a check item must have a text after its colon: `true`, `false`, or the name of a "
            "condition."
        ),
    ] = None
    type: Annotated[str | None, Meta(description="What the value is, where the slot does not say it.")] = None
    options: Annotated[tuple[str, ...] | None, Meta(description="The options of a choice.")] = None
    open: Annotated[bool | None, Meta(description="Whether any other text is right too.")] = None
    explain: Annotated[
        tuple[str, ...] | None, Meta(description="The options of a choice that need an explanation.")
    ] = None
    none: Annotated[
        bool | tuple[str, ...] | None,
        Meta(
            description="Whether `N/A`, `None` or a dash alone is an answer there; of a table, the columns where it is."
        ),
    ] = None
    min: Annotated[
        int | None,
        Meta(description="How many entries a table or list has at least; on a section, its first table or list."),
    ] = None
    max: Annotated[int | None, Meta(description="How many entries it has at most.")] = None
    rows: Annotated[
        str | None,
        Meta(description='`"sample"`: the template\'s rows stand for one or more. `"fixed"`: each must be there.'),
    ] = None
    guide: Annotated[bool | None, Meta(description="Whether the section is an instruction, which must go.")] = None
    columns: Annotated[
        dict[str, tuple[str, ...]] | None,
        Meta(description='Other names of columns: `columns = { Owner = ["Assignee"] }`.'),
    ] = None


class Total(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure that is the sum of others."""

    total: Annotated[str, Meta(description="The path of the field that holds the sum.")]
    parts: Annotated[
        tuple[str, ...],
        Meta(
            description="The paths of the fields that hold the parts. Parts within one field are all added. Of several "
            "fields, any of them that give the total are right."
        ),
    ]


COMPLETE = "complete"
"""The deadline of the report itself."""


class Deadline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What must be done `within` a period `after` a moment, as a role or field records it, when `when` holds."""

    within: Annotated[
        str,
        Meta(
            description="How long: `48h`, `3 days`, `1 month`. A period in days, weeks or months ends with its last "
            "day, or with the Monday after a weekend; one in hours ends to the minute."
        ),
    ]
    after: Annotated[
        str,
        Meta(
            description="The moment that it counts from: `started`, `detected`, `declared` or `resolved`; or the name "
            "of another deadline, for the moment that its field records; or the path of a field."
        ),
    ]
    by: Annotated[str, Meta(description="The role that records when it was done.")] = ""
    field: Annotated[str, Meta(description="Or the path of the field that records it.")] = ""
    when: Annotated[str, Meta(description="The name of the condition under which it is due. Without one, always.")] = ""


class Detection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a built-in pack claims a file that no configuration names.

    Packs of a practice share their headings with reports of no template at all. They claim a file only with at least
    this `share` of their required sections and fields, and only when no other of them fits as well.
    """

    share: Annotated[
        float,
        Meta(
            description="The part of its required sections and fields that a file must have, from 0 to 1. Without one, "
            "half of them, and twice as many as the next pack has. It counts where neither a configuration "
            "nor `--pack` says which pack a file is checked against: for packs that come with a package."
        ),
    ] = 0.0


class PackFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The typed form of a ``pack.toml``.

    `generic` packs have no template: their nodes are the roles of the lexicon. `languages` are those of its reports, by
    code; English is always known. `lexicon` adds words of its own to theirs.
    """

    name: Annotated[str, Meta(description="What the pack is called. Default: the name of its folder.")] = ""
    description: Annotated[
        str, Meta(description="What the pack is for, in one line: `incidentlint packs` shows it.")
    ] = ""
    template: Annotated[
        str,
        Meta(
            description="The Markdown file that reports are filled in from: a path relative to `pack.toml`. Default: "
            "`template.md`, else that of the pack that this one extends."
        ),
    ] = ""
    templates: Annotated[
        dict[str, tuple[str, ...]],
        Meta(
            description='Other templates, each with the severities of the reports that it is for: `"light.md" = '
            '["Minor"]`.'
        ),
    ] = {}
    generic: Annotated[
        bool,
        Meta(description="The pack has no template: its nodes are the default roles. For post-mortems of any form."),
    ] = False
    extends: Annotated[
        str,
        Meta(
            description="The pack that this one builds on: a built-in one, the path of its folder relative to this "
            "file, or the name of a pack that an installed package brings."
        ),
    ] = ""
    files: Annotated[Files, Meta(description="How reports are named, and where they are.")] = Files()
    languages: Annotated[
        tuple[str, ...],
        Meta(description='The languages of the pack\'s reports, by code, beside English: `languages = ["nb"]`.'),
    ] = ()
    lexicon: Annotated[
        Words,
        Meta(
            description="Words of the pack's own, beside those of the languages: the tables of a file of "
            "`rules/lexicon`."
        ),
    ] = Words()
    zones: Annotated[
        dict[str, str], Meta(description='Abbreviations of time zones, each with its IANA name: `CET = "Europe/Oslo"`.')
    ] = {}
    roles: Annotated[
        dict[str, str | tuple[str, ...]],
        Meta(
            description='The node of a role, or several nodes: `report-date = "Date"`. The role of a column names its '
            'label, with its section where several tables have one: `owner = "Next steps > Who"`.'
        ),
    ] = {}
    severity: Annotated[SeverityTable, Meta(description="The levels of severity, and other words for them.")] = (
        SeverityTable()
    )
    durations: Annotated[
        dict[str, tuple[str, str]],
        Meta(
            description='From which milestone to which a duration counts: `duration = ["detected", "resolved"]`. '
            "Milestones are `started`, `detected`, `declared` and `resolved`. Default: from `started`, else "
            "from `detected`, to `resolved`."
        ),
    ] = {}
    conditions: Annotated[
        dict[str, dict[str, Any]], Meta(description="Conditions by name, for other keys to use.")
    ] = {}
    nodes: Annotated[
        dict[str, NodeOptions], Meta(description="What is different from the template, node by node.")
    ] = {}
    texts: Annotated[
        dict[str, Literal["kept", "instruction", "slot"]],
        Meta(
            description="What texts of the template are, by how they begin, where they are read as something else: "
            "`kept` ones may stay in a report, an `instruction` must go, a `slot` (a paragraph, or the value of a "
            'field) must be replaced: `"All times are" = "kept"`.'
        ),
    ] = {}
    aliases: Annotated[
        dict[str, tuple[str, ...]],
        Meta(description='Other labels of a node: `"Root Cause" = ["Cause", "Why it happened"]`.'),
    ] = {}
    rules: Annotated[
        dict[str, str],
        Meta(description="The level of rules for this pack's reports: `error`, `warning`, `info` or `off`."),
    ] = {}
    totals: Annotated[tuple[Total, ...], Meta(description="Figures that are the sum of others.")] = ()
    deadlines: Annotated[
        dict[str, Deadline],
        Meta(
            description="What is due when, by name. `complete` says when the report must be complete (IR408), any "
            "other when somebody must be notified (IR304)."
        ),
    ] = {}
    detection: Annotated[Detection, Meta(description="When the pack claims a file by itself.")] = Detection()
