"""What the generated pages say that no type says: the meaning of keys, and what goes around the tables."""

from __future__ import annotations

from typing import NamedTuple

KEYS: dict[tuple[str, str], str] = {
    ("PackFile", "name"): "What the pack is called. Default: the name of its folder.",
    ("PackFile", "description"): "What the pack is for, in one line: `incidentlint packs` shows it.",
    ("PackFile", "template"): "The Markdown file that reports are filled in from: a path relative to `pack.toml`. "
    "Default: `template.md`, else that of the pack that this one extends.",
    ("PackFile", "templates"): "Other templates, each with the severities of the reports that it is for: "
    '`"light.md" = ["Minor"]`. See [A template for each severity](../guides/writing-a-pack.md#a-template-for-each-'
    "severity).",
    ("PackFile", "generic"): "The pack has no template: its nodes are the default roles. For post-mortems of any form.",
    ("PackFile", "extends"): "The pack that this one builds on: a built-in one, the path of its folder relative to "
    "this file, or the name of a pack that an installed package brings. See "
    "[Build on another pack](../guides/writing-a-pack.md#build-on-another-pack).",
    ("PackFile", "files"): "How reports are named, and where they lie. See [`[files]`](#files).",
    ("PackFile", "zones"): 'Abbreviations of time zones, each with its IANA name: `CET = "Europe/Oslo"`.',
    ("PackFile", "roles"): 'The node of a [role](#roles), or several nodes: `report-date = "Date"`.',
    ("PackFile", "severity"): "The levels of severity, and other words for them. See [`[severity]`](#severity).",
    ("PackFile", "durations"): "From which milestone to which a duration counts: "
    '`duration = ["detected", "resolved"]`. Milestones are `started`, `detected`, `declared` and `resolved`. '
    "Default: from `started`, else from `detected`, to `resolved`.",
    ("PackFile", "conditions"): "Conditions by name, for other keys to use. See [`[conditions]`](#conditions).",
    ("PackFile", "nodes"): "What is different from the template, node by node. See [`[nodes]`](#nodes).",
    ("PackFile", "aliases"): 'Other labels of a node: `"Root Cause" = ["Cause", "Why it happened"]`.',
    ("PackFile", "rules"): "The level of rules for this pack's reports: `error`, `warning`, `info` or `off`. "
    "[Rules of a pack's own](checks.md) are files in its folder `rules`.",
    ("PackFile", "totals"): "Figures that are the sum of others. See [`[[totals]]`](#totals).",
    ("PackFile", "deadlines"): "What is due when. See [`[deadlines]`](#deadlines).",
    ("PackFile", "detection"): "When the pack claims a file by itself. See [`[detection]`](#detection).",
    ("Files", "name"): "The name of a report's file, with slots: `INCIDENT-YYYY-MM-DD-<short-title>.md`.",
    (
        "Files",
        "folder",
    ): "The folder that reports lie in, with slots: `docs/incidents/YYYY`. Sub-folders of it are fine.",
    ("Files", "companion"): "A file that must lie beside the report.",
    ("Companion", "name"): "The file's name.",
    ("Companion", "when"): "The name of the condition under which it must be there. Without one, always.",
    (
        "SeverityTable",
        "levels",
    ): "The levels, the most severe first: for a template whose field has no options, or to set "
    "their order. Default: the options of the field, in the order of a known vocabulary, else in the template's.",
    ("SeverityTable", "aliases"): "Other words for a level, by level.",
    ("NodeOptions", "required"): "Whether the node must be there: `true`, `false`, or the name of a condition.",
    ("NodeOptions", "ticked"): 'Whether its boxes must be ticked: `"all"`, `true`, or the name of a condition. '
    "On a section or a list it holds for all its boxes. It is asked only while the node is required.",
    ("NodeOptions", "value"): "Whether a check item must have a text behind its colon: `true`, `false`, or the name of "
    "a condition.",
    ("NodeOptions", "type"): "What the value is, where the slot does not say it. See [Types](#types).",
    ("NodeOptions", "options"): "The options of a choice.",
    ("NodeOptions", "open"): "Whether any other text is right too.",
    ("NodeOptions", "explain"): "The options of a choice that need an explanation.",
    ("NodeOptions", "min"): "How many entries a table or list has at least; on a section, its first table or list.",
    ("NodeOptions", "max"): "How many entries it has at most.",
    ("NodeOptions", "rows"): '`"sample"`: the template\'s rows stand for one or more. `"fixed"`: each must be there.',
    ("NodeOptions", "guide"): "Whether the section is an instruction, which must go.",
    ("NodeOptions", "columns"): 'Other names of columns: `columns = { Owner = ["Assignee"] }`.',
    ("Total", "total"): "The path of the field that holds the sum.",
    ("Total", "parts"): "The paths of the fields that hold the parts. Parts within one field are all added. Of several "
    "fields, any of them that give the total are right.",
    ("Detection", "share"): "The part of its required sections and fields that a file must have, from 0 to 1. "
    "Without one, half of them, and twice as many as the next pack has. It counts where neither a configuration nor "
    "`--pack` says which pack a file is checked against: for packs that come with a package.",
    ("Deadlines", "complete"): "When the report must be complete. Rule IR408 compares the report's own date.",
    ("Deadlines", "authority"): "When the authority must be notified. For rule IR304.",
    ("Deadline", "within"): "How long: `48h`, `3 days`.",
    ("Deadline", "after"): "The milestone that it counts from: `started`, `detected`, `declared` or `resolved`.",
    ("Deadline", "by"): "The role that records when it was done.",
    ("Deadline", "when"): "The name of the condition under which it is due. Without one, always.",
}
"""The meaning of each key of a Struct, where its type has no description of its own."""


PACK_PATHS = (
    "## Paths",
    "",
    "A node is named by its label as the template has it, without numbers, emoji and emphasis: `Timeline`.",
    "Where two nodes share a label, put what they stand in before it: `Post-Mortem Meeting > Date/Time`.",
    "An equal full path wins, else the shortest path that ends like this. `*` stands for every row of a table:",
    "`Approval > * > Date`. A path that names no node, or more than one, is an error that says what there is.",
)


PACK_CONDITIONS = (
    "## `[conditions]`",
    "",
    "A condition is a table of one of these forms. Parts of `any`, `all` and `not` are conditions, or names of them.",
    "",
    "| Form | True when |",
    "| --- | --- |",
    '| `{ severity = ["P0", "P1"] }` | the report\'s severity is one of these |',
    '| `{ at-least = "P1" }` | the report\'s severity is this one, or a graver one |',
    '| `{ field = "GDPR reportable", is = ["Yes"] }` | the field\'s answer is one of these |',
    '| `{ field = "Data loss", not = ["None"] }` | the field\'s answer is none of these |',
    '| `{ field = "Data loss", present = true }` | the report has the field |',
    "| `{ any = [...] }` | one of the parts is true |",
    "| `{ all = [...] }` | all of the parts are true |",
    "| `{ not = ... }` | the part is false |",
    "",
    "What rests on a value that is missing or wrong is neither true nor false. Then nothing is demanded and nothing is",
    "reported: the missing value has its own finding.",
)


CHECKS_BEFORE = (
    "A pack may bring rules of its own: TOML files in its folder `rules`, each for one of the checks on this page.",
    "[Writing a pack](../guides/writing-a-pack.md#rules-of-your-own) shows how.",
    "",
    "## A rule file",
    "",
    "It has the form of the package's own rules:",
    "",
    "| Key | Type | Meaning |",
    "| --- | --- | --- |",
    "| `code` | text, required | 2 to 8 capital letters, other than `IR`, and three digits: `ACME001`. |",
    "| `name` | text, required | Small letters and digits with dashes, which names the fault: `ticket-number`. |",
    "| `check` | text, required | One of the checks below. |",
    "| `level` | `error` / `warning` / `info` | Default: `error`. |",
    "| `message` | text or table of text, required | What a finding says, with `{values}` of the check. A check with "
    'variants has a message for each: `message = { few = "...", many = "..." }`, or one text for all. |',
    "| `why` | text, required | The reason for the rule. |",
    "| `help` | text | What to do about a finding. |",
    "| `waits` | true / false | Whether a report may have it until its deadline. Default: `false`. |",
    "| `optional` | true / false | Whether it is off until it is selected. Default: `false`. |",
    "| `params` | table | What the check takes. |",
    "| `bad`, `good` | list of tables | Examples, which `incidentlint rule --test PACK` runs. |",
    "",
    "An example has a `report`, in which `«...»` marks the exact place of each finding, and in `says` the messages in",
    "the order of their places. It may have a `title`, the `level` of its findings, the `path` of the report and the",
    "time `as-of`. Examples are linted against the pack that the rule lies in; `template` and `pack` (the text of a",
    "`pack.toml`, or without a template the name of a pack) are for others, in an example or for all in `[example]`.",
    "",
    "What a rule names (sections, fields, columns, conditions) is looked up when the pack is loaded. What is not there",
    "is an error with its line.",
    "",
    "## Patterns",
    "",
    "Patterns are words and signs. There are no regular expressions, so that no pattern can take more time than",
    "in proportion to the length of the text.",
    "",
    "| Sign | Takes |",
    "| --- | --- |",
    "| `*` | any text, also none; in words to be found in a text, the rest of a word |",
    "| `?` | one character |",
    "| `#` | a number: one digit or more |",
    "| `[abc]`, `[a-z]`, `[!a-z]` | one character of these; one of all others |",
    "| `\\` | the next character as it is: `\\*`, `\\#`, `\\[` |",
    "| a gap | any white space, also the end of a line |",
    "",
    "All else stands for itself; the two forms of an apostrophe (`'` and `’`) and of a hyphen are one. Case does not",
    "matter, unless `exact` says so. In TOML a pattern with `\\` is best written between single quotes.",
    "",
    "- A pattern for a value, such as `OPS-#` or `*@acme.example`, must match all of it.",
    "- Words to be found in a text, such as `human error` or `user*`, are found as whole words: `user` is not found in",
    "  `users`. A word may have two `*`, and may not be nothing but `*`. In writing without gaps, as Japanese is,",
    "  they are found anywhere.",
    "",
    "A text of a report never hangs the linter, and neither does a pattern.",
)
"""What stands before the public checks on their page."""


NOTES: dict[str, tuple[str, ...]] = {
    "Config": (
        "",
        "Globs are those of `.gitignore`: `*`, `**`, `?`, `[...]`, and `!` to take back. They are relative to the",
        "folder of the file that they stand in. Rules are named by code, by the beginning of a code, or by name.",
        "",
        "## An example",
        "",
        '```toml title="incidentlint.toml"',
        'extend-select = ["unexpected-section"]',
        'fail-on = "error"',
        'extend-exclude = ["docs/archive"]',
        "",
        "[rules]",
        'timeline-order = "warning"',
        'IR305 = "off"',
        "",
        "[per-file-ignores]",
        '"docs/incidents/202[0-4]-*.md" = ["IR3", "late-report"]',
        "",
        "[[reports]]",
        'files = ["docs/incidents/*.md", "teams/*/incidents/**/*.md"]',
        'pack = ["bilko", "docs/incidents/template.md"]',
        "```",
    ),
    "SeverityTable": (
        "",
        "```toml",
        "[severity]",
        'levels = ["SEV1", "SEV2", "SEV3", "near-miss"]',
        'aliases = { SEV1 = ["Critical", "P0"], SEV2 = "Major" }',
        "",
        "[conditions]",
        'grave = { at-least = "SEV2" }',
        "```",
        "",
        "Known vocabularies are `P0` to `P5`, `SEV0` to `SEV5`, `S1` to `S4`, and words such as Critical, High, Medium",
        "and Low, or Blocker, Major and Minor: a template may list them from either end. Other words are ordered as",
        "the template lists them, the most severe first.",
        "",
        "A report may spell a level in another way, and say more behind it: `SEV-1`, `sev 1` and `Severity 1` are",
        "`SEV1`; `P1 (High)` and `Critical (P1)` are `P1`. Other words for a level are only those of `aliases`.",
        "",
        "A severity that is no level has one finding, IR207, if the options are closed or a condition asks for the",
        "severity. Conditions on the severity are then neither true nor false, and demand nothing.",
    ),
    "NodeOptions": (
        "",
        "```toml",
        "[conditions]",
        'grave = { severity = ["P0", "P1"] }',
        "",
        "[nodes]",
        '"Document History" = { required = false }',
        '"Data Check" = { required = "grave", ticked = "all" }',
        '"Timeline" = { min = 2 }',
        "```",
    ),
}
"""What stands behind the table of a Struct's keys."""


class JsonPage(NamedTuple):
    """The parts of the page about JSON around its example."""

    report: str
    before: tuple[str, ...]
    between: str
    after: tuple[str, ...]


JSON = JsonPage(
    report="""
# Incident Report: queue stopped

**Incident ID:** INC-2026-08-02-001
**Reported by:** Jana Kolář
**Date detected:** 2026-08-02 14:00 CEST
**Date resolved:** 2026-08-02 16:05 CEST
**Total duration:** 3 hours 5 minutes
**Severity:** P1
""",
    before=(
        "`incidentlint check --output-format json` writes one JSON document to standard output, always in UTF-8.",
        "",
        "`version` is raised when a key changes its meaning or goes. New keys may come without: ignore those that you",
        "do not know.",
        "",
        "## An example",
        "",
        "This report:",
        "",
    ),
    between="gives with `--pack bilko --select IR403`:",
    after=(
        "## The document",
        "",
        "| Key | Holds |",
        "| --- | --- |",
        "| `version` | the version of this form: 1 |",
        "| `diagnostics` | the findings, file by file, in the order of their places |",
        "| `files` | the reports: the files that a pack claimed |",
        "| `summary` | counts |",
        "",
        "## A diagnostic",
        "",
        "| Key | Holds |",
        "| --- | --- |",
        "| `path` | the file, relative to the current folder where it lies below it, with slashes |",
        "| `line`, `column` | where it begins |",
        "| `end_line`, `end_column` | where it ends |",
        "| `code`, `name` | the rule |",
        "| `level` | `error`, `warning` or `info` |",
        "| `message` | what is wrong: what was read, what it was compared with, what would be right |",
        "| `help` | what to do, and the address of the rule's page relative to the root of this documentation |",
        "| `related` | other places that the finding rests on; may be empty |",
        "| `fix` | edits that mend it, or null |",
        "",
        "Lines and columns count from 1. Columns count Unicode code points of the file as it is: not bytes, and not",
        "UTF-16 units. The end is exclusive. A finding about a whole file stands at 1:1.",
        "",
        "A related place has `path`, `line`, `column`, `end_line`, `end_column` and `message`.",
        "",
        "## A fix",
        "",
        "| Key | Holds |",
        "| --- | --- |",
        "| `title` | what it does |",
        "| `safety` | `safe`: no statement of the report changes. `unsafe`: a person should look at it |",
        "| `edits` | the edits: a place, and the `text` to put there |",
        "",
        "## A file",
        "",
        "| Key | Holds |",
        "| --- | --- |",
        "| `path` | the file |",
        "| `pack` | the pack that its first report was checked against |",
        "| `severity` | the severity of that report; empty when it is not known |",
        "| `reason` | why that pack |",
        "| `reports` | its reports, in order: the `line` that each begins on, its `id`, `severity` and `pack` |",
        "",
        "## The summary",
        "",
        "| Key | Counts |",
        "| --- | --- |",
        "| `files` | the files that were looked at |",
        "| `reports` | the reports in them |",
        "| `errors`, `warnings`, `info` | the findings of each level |",
        "| `fixable` | the findings that have a fix |",
    ),
)
