"""What fuzzing begins with, and what it puts in: whole reports and templates, the examples of rules, pieces of both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from incidentlint.rulebook.marked_places import marked
from incidentlint.rulebook.selection import load_rules

ROOT = Path(__file__).parents[2]

REPORTS = [*sorted((ROOT / "tests" / "cases").glob("*.md")), *sorted((ROOT / "examples").rglob("*.md"))]
TEMPLATES = sorted((ROOT / "rules").glob("*/template.md"))
PACKS = sorted((ROOT / "rules").glob("*/pack.toml"))

CONFIGURATIONS = (
    'exclude = ["a*b/**"]\nextend-select = ["IR8"]\nignore = ["IR1"]\nas-of = "now"\n',
    '[[reports]]\nfiles = ["docs/*.md", "!x.md"]\npack = ["bilko", "generic"]\n[rules]\nIR403 = "warning"\n',
    '[per-file-ignores]\n"old/*" = ["IR"]\n[lexicon]\nroles.severity = ["Priority class"]\n',
    'languages = ["de"]\nmin-level = "info"\nfail-on = "error"\n',
)

COMMENTS = (
    "disable-next-line IR403\ndisable IR4 IR201\nenable IR4\n",
    "disable-file IR801 -- a reason\ndisable timeline-order, IR9\nenable\n",
    "disable IRX\ndisable-next-line\nfoo IR4\ndisable IR403 --\n",
)

PIECES = tuple(
    piece.encode()
    for piece in (
        *(
            "# ",
            "## ",
            "---\n",
            "| a | b |\n|---|---|\n",
            "|",
            "- [ ] ",
            "- [x] ",
            "> ",
            "```\n",
            "~~~sql\n",
            "**",
            "`",
        ),
        *(
            "<!-- ",
            " -->",
            "<!-- incidentlint-disable IR4 -->",
            "<div>",
            "[Name]",
            "[e.g., x]",
            "<incident_start>",
            "____",
        ),
        *(
            "YYYY-MM-DD",
            "HH:MM CET",
            "X hours Y minutes",
            "P0 / P1 / P2",
            "[Yes / No]",
            "☐ Yes  ☑ No",
            "Severity:",
            "::error::",
        ),
        *(
            "2026-02-30",
            "2026-02-24 14:00 CET",
            "25:78",
            "10:00-11:30",
            "~2 hours",
            "1h 5m",
            "PT1H",
            "24 Feb",
            "Monday, ",
        ),
        *(
            "9999-12-31 23:59",
            "0001-01-01 00:00 +14:00",
            "99999999999 hours",
            "1e999 minutes",
            "$1,234.56",
            "50%",
            "٣",
            "²",
        ),
        *(
            "TBD",
            "N/A - no",
            "None",
            "\t",
            "\r\n",
            "\r",
            "\0",
            "\x1b[31m",
            "\u202e",
            "\u00a0",
            "\ufeff",
            "\u2028",
            "é",
            "√∫",
            "Ã©",
        ),
        *(
            "{{ x }}",
            "{% if %}",
            "[x](y.md#z)",
            "[^1]",
            "![a](b)",
            "&amp;",
            "\\|",
            "  \n",
            "    ",
            "\n\n\n",
            "==\n",
            "[[a]]\n",
        ),
        *(
            '"a.b" = 1\n',
            "a.b.c = {x = [1, 2]}\n",
            "'''",
            '"""',
            "9" * 40,
            "-1",
            "nan",
            "true",
            "1979-05-27T07:32:00Z",
            "*a*b**/",
        ),
    )
)


def examples() -> Iterator[bytes]:
    """The reports and templates of the examples of all rules."""
    for rule in load_rules():
        for example in (*rule.bad, *rule.good):
            yield marked(example.report)[0].encode()


def texts() -> list[bytes]:
    """Whole reports and templates."""
    return [path.read_bytes() for path in (*REPORTS, *TEMPLATES)]
