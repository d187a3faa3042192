"""What the generated pages say that no type says: the meaning of keys, and what goes around the tables."""

from __future__ import annotations

from typing import NamedTuple

SEE: dict[tuple[str, str], str] = {
    (
        "PackFile",
        "templates",
    ): "[A template for each severity](../guides/writing-a-pack.md#a-template-for-each-severity)",
    ("PackFile", "extends"): "[Build on another pack](../guides/writing-a-pack.md#build-on-another-pack)",
    ("PackFile", "languages"): "[Languages and words](../guides/languages.md)",
    ("PackFile", "lexicon"): "[Languages and words](../guides/languages.md)",
    ("PackFile", "roles"): "[Roles](#roles)",
    ("PackFile", "files"): "[`[files]`](#files)",
    ("PackFile", "severity"): "[`[severity]`](#severity)",
    ("PackFile", "conditions"): "[`[conditions]`](#conditions)",
    ("PackFile", "nodes"): "[`[nodes]`](#nodes)",
    ("PackFile", "totals"): "[`[[totals]]`](#totals)",
    ("PackFile", "deadlines"): "[`[deadlines]`](#deadlines)",
    ("PackFile", "detection"): "[`[detection]`](#detection)",
    ("PackFile", "rules"): "[Checks for rules of your own](checks.md)",
    ("NodeOptions", "type"): "[Types](#types)",
    ("Config", "lexicon"): "[Languages and words](../guides/languages.md)",
}
"""Where more is said of a key; what it means, its type says."""


PACK_PATHS = (
    "## Paths",
    "",
    "A node is named by its label as the template has it, without numbers, emoji and emphasis: `Timeline`.",
    "Where two nodes share a label, put what they are in before it: `Post-Mortem Meeting > Date/Time`.",
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
    '| `{ at-least = "P1" }` | the report\'s severity is this one, or a more severe one |',
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


RULE_FILES = (
    "A pack may bring rules of its own: TOML files in its folder `rules`, each for one of the checks on this page.",
    "[Writing a pack](../guides/writing-a-pack.md#rules-of-your-own) shows how.",
    "",
    "## A rule file",
    "",
    "It has the form of the package's own rules:",
    "",
)

EXAMPLES = (
    "`incidentlint rule --test PACK` runs the examples, against the pack that the rule is in unless they name",
    "another one.",
    "",
)

PATTERNS = (
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
"""What comes before the public checks on their page."""


NOTES: dict[str, tuple[str, ...]] = {
    "Config": (
        "",
        "Globs are those of `.gitignore`: `*`, `**`, `?`, `[...]`, and `!` to take back. They are relative to the",
        "folder of the file that they are in. Rules are named by code, by the beginning of a code, or by name.",
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
        "A report may spell a level in another way, and say more after it: `SEV-1`, `sev 1` and `Severity 1` are",
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
"""What comes after the table of a Struct's keys."""


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
        "| `path` | the file, relative to the current folder where it is below it, with slashes |",
        "| `line`, `column` | where it begins |",
        "| `end_line`, `end_column` | where it ends |",
        "| `code`, `name` | the rule |",
        "| `level` | `error`, `warning` or `info` |",
        "| `message` | what is wrong: what was read, what it was compared with, what would be right |",
        "| `help` | what to do, and the command that explains the rule |",
        "| `related` | other places that the finding rests on; may be empty |",
        "| `fix` | edits that fix it, or null |",
        "| `url` | the address of the rule's page; empty unless the configuration has `docs-url` |",
        "",
        "Lines and columns count from 1. Columns count Unicode code points of the file as it is: not bytes, and not",
        "UTF-16 units. The end is exclusive. A finding about a whole file is at 1:1.",
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
