"""The output formats, from results made by hand."""

from __future__ import annotations

import json
import unicodedata

import click
import pytest

from incidentlint.findings import (
    Diagnostic,
    FileResult,
    Level,
    Place,
    PlacedEdit,
    PlacedFix,
    RelatedPlace,
    ReportResult,
)
from incidentlint.output.formats import ColumnUnit, Look, summary_line
from incidentlint.output.registry import FORMATS
from incidentlint.text.display import cells, one_line

PATH = "docs/INCIDENT-2026-08-02-y.md"
DURATION = Diagnostic(
    PATH,
    Place(9, 21, 9, 38),
    "IR403",
    "duration-mismatch",
    "error",
    '"Total duration" says 3 hours 5 minutes; detected 07:40 to resolved 09:45 is 2 hours 5 minutes',
    help="Correct the duration, or the times.",
    related=(
        RelatedPlace(PATH, Place(7, 20, 7, 40), "detected here"),
        RelatedPlace(PATH, Place(8, 20, 8, 40), "resolved here"),
    ),
    fix=PlacedFix("Write 2 hours 5 minutes", "unsafe", (PlacedEdit(Place(9, 21, 9, 38), "2 hours 5 minutes"),)),
)
RESULT = FileResult(
    PATH,
    (ReportResult(1, "INC-1", "P1", "bilko"),),
    "23 of 25 required nodes match",
    (DURATION,),
    {
        7: "**Date detected:** 2026-08-02 07:40 CET",
        8: "**Date resolved:** 2026-08-02 09:45 CET",
        9: "**Total duration:** 3 hours 5 minutes",
    },
)
SKIPPED = FileResult("docs/README.md", reason="skipped: a readme file")
CLEAN = FileResult("docs/z.md", (ReportResult(1, "", "P2", "bilko"),), "25 of 25 required nodes match")


def result(
    line: str,
    place: Place,
    *related: RelatedPlace,
    level: Level = "error",
    message: str = "wrong",
    lines: dict[int, str] | None = None,
) -> FileResult:
    """The result of a file with one finding in a line."""
    found = Diagnostic("r.md", place, "IR999", "some-rule", level, message, related=related)
    return FileResult("r.md", (ReportResult(1, "", "", "p"),), "", (found,), {place.line: line, **(lines or {})})


def text(*results: FileResult, form: str = "text", look: Look | None = None) -> str:
    return FORMATS[form].render(results, look or Look())


def snippet(line: str, start: int, end: int, look: Look | None = None) -> list[str]:
    """The line of a finding as it is shown, and the line of carets below it, without the gutter."""
    shown = text(result(line, Place(1, start, 1, end)), look=look).splitlines()
    assert shown[2] == "   |"
    return [part[5:] for part in shown[3:]]


def test_a_finding_in_text() -> None:
    assert text(RESULT) == (
        'error[IR403] duration-mismatch: "Total duration" says 3 hours 5 minutes; '
        "detected 07:40 to resolved 09:45 is 2 hours 5 minutes\n"
        "  --> docs/INCIDENT-2026-08-02-y.md:9:21\n"
        "   |\n"
        " 7 | **Date detected:** 2026-08-02 07:40 CET\n"
        "   |                    -------------------- detected here\n"
        " 8 | **Date resolved:** 2026-08-02 09:45 CET\n"
        "   |                    -------------------- resolved here\n"
        " 9 | **Total duration:** 3 hours 5 minutes\n"
        "   |                     ^^^^^^^^^^^^^^^^^\n"
        "   |\n"
        "   = help: Correct the duration, or the times.\n"
        "   = fix (unsafe): Write 2 hours 5 minutes\n"
    )


def test_places_near_and_far_and_elsewhere() -> None:
    shown = text(
        result(
            "nine",
            Place(9, 1, 9, 5),
            RelatedPlace("r.md", Place(6, 1, 6, 4), "near"),
            RelatedPlace("r.md", Place(120, 3, 120, 5), "far"),
            RelatedPlace("other.md", Place(3, 1, 3, 2), "the same id"),
            lines={6: "six", 120: "a hundred and twenty"},
        )
    )
    assert shown == (
        "error[IR999] some-rule: wrong\n"
        "    --> r.md:9:1\n"
        "     |\n"
        "   6 | six\n"
        "     | --- near\n"
        "...\n"
        "   9 | nine\n"
        "     | ^^^^\n"
        "     |\n"
        "    ::: r.md:120:3\n"
        "     |\n"
        " 120 | a hundred and twenty\n"
        "     |   -- far\n"
        "     |\n"
        "    ::: other.md:3:1: the same id\n"
    )


def test_two_places_in_one_line() -> None:
    line = "2026-08-02 07:40 CET, 3 hours"
    shown = text(result(line, Place(1, 23, 1, 30), RelatedPlace("r.md", Place(1, 1, 1, 21), "from here")))
    assert shown.splitlines()[3:] == [
        " 1 | 2026-08-02 07:40 CET, 3 hours",
        "   | -------------------- from here",
        "   |                       ^^^^^^^",
    ]


def test_two_places_far_apart_in_one_line() -> None:
    line = "first " + "x" * 300 + " last"
    shown = text(
        result(line, Place(1, 308, 1, 312), RelatedPlace("r.md", Place(1, 1, 1, 6), "begin")), look=Look(width=60)
    ).splitlines()
    assert shown[3:] == [
        " 1 | first " + "x" * 48 + "…",
        "   | ----- begin",
        " 1 | …" + "x" * 49 + " last",
        "   | " + " " * 51 + "^^^^",
    ]


def test_findings_stand_apart() -> None:
    both = result("abc", Place(1, 1, 1, 2)), result("abc", Place(1, 2, 1, 3), level="warning")
    assert text(*both) == (
        "error[IR999] some-rule: wrong\n  --> r.md:1:1\n   |\n 1 | abc\n   | ^\n\n"
        "warning[IR999] some-rule: wrong\n  --> r.md:1:2\n   |\n 1 | abc\n   |  ^\n"
    )


def test_a_finding_without_its_line() -> None:
    found = Diagnostic(
        "x.bin", Place(2, 5, 2, 6), "IR001", "undecodable", "error", "not text", help="Save it.\nAs UTF-8."
    )
    assert text(FileResult("x.bin", diagnostics=(found,))) == (
        "error[IR001] undecodable: not text\n  --> x.bin:2:5\n   = help: Save it.\n           As UTF-8.\n"
    )


@pytest.mark.parametrize(
    ("line", "start", "end", "shown", "carets"),
    [
        ("abcd", 2, 4, "abcd", " ^^"),
        ("abcd", 3, 3, "abcd", "  ^"),
        ("abcd", 5, 5, "abcd", "    ^"),
        ("", 1, 1, "", "^"),
        ("ab  ", 3, 5, "ab", "  ^^"),
        ("漢字 TBD", 4, 7, "漢字 TBD", "     ^^^"),
        ("漢字漢", 2, 3, "漢字漢", "  ^^"),
        ("ｆｕｌｌ x", 6, 7, "ｆｕｌｌ x", "         ^"),
        ("e\u0301e\u0301 x", 6, 7, "e\u0301e\u0301 x", "   ^"),
        ("e\u0301x", 2, 3, "e\u0301x", "^"),
        ("\tx\ty", 4, 5, "    x    y", "         ^"),
        ("\t[Name]\t|", 2, 8, "    [Name]    |", "    ^^^^^^"),
        ("☑️ x", 4, 5, "☑️ x", "   ^"),
        ("☑ x", 3, 4, "☑ x", "  ^"),
        ("👨‍👩‍👧 x", 7, 8, "👨‍👩‍👧 x", "   ^"),
        ("👍🏽 x", 4, 5, "👍🏽 x", "   ^"),
        ("🇩🇰🇳🇴 x", 6, 7, "🇩🇰🇳🇴 x", "     ^"),
        ("1️⃣ x", 5, 6, "1️⃣ x", "   ^"),
        ("नमस्ते x", 8, 9, "नमस्ते x", "     ^"),
        ("a\x1b[31mb", 8, 8, "a␛[31mb", "       ^"),
        ("\x07\x7f\x9bx", 4, 5, "␇␡\\x9bx", "      ^"),
        ("a\u202ebc\u200bd", 6, 7, "a\\u202ebc\\u200bd", "               ^"),
        ("\ufeffx", 2, 3, "\\ufeffx", "      ^"),
    ],
)
def test_carets_stand_under_the_very_words(line: str, start: int, end: int, shown: str, carets: str) -> None:
    assert snippet(line, start, end) == [shown, carets]


def test_a_place_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    assert text(result("## Impact", Place(3, 4, 9, 2))).splitlines()[3:] == [" 3 | ## Impact", "   |    ^^^^^^"]
    assert text(result("", Place(3, 1, 9, 2))).splitlines()[3:] == [" 3 |", "   | ^"]


@pytest.mark.parametrize("width", [40, 80, 160])
@pytest.mark.parametrize("word", ["abcd ", "漢字 ", "e\u0301\u0301x ", "\tq", "👨‍👩‍👧 "])
def test_a_long_line_is_cut_around_its_mark(width: int, word: str) -> None:
    for before in (0, 1, 5, 20, 300, 5000):
        line = word * before + "<MARK>" + word * (5000 - before)
        start = len(word) * before + 1
        shown, carets = snippet(line, start, start + 6, Look(width=width))
        at = shown.index("<MARK>")
        assert sum(cell.width for cell in cells(shown[:at])) == len(carets) - 6
        assert carets.strip() == "^" * 6
        assert sum(cell.width for cell in cells(shown)) <= width - 5
        assert "…" in (shown[0], shown[-1])


def test_a_mark_longer_than_the_line_is_cut() -> None:
    shown, carets = snippet("x" * 100_000, 50_001, 90_001, Look(width=60))
    assert shown.startswith("…x")
    assert shown.endswith("x…")
    assert len(shown) == 55
    assert carets.strip("^ ") == ""
    assert len(carets) == 54


def test_a_line_of_megabytes_takes_no_time() -> None:
    shown, carets = snippet("word " * 1_000_000, 2_500_001, 2_500_005)
    assert shown[carets.index("^") :].startswith("word")


def test_an_encoding_that_lacks_characters() -> None:
    ascii_look = Look(encoding="ascii")
    assert snippet("é漢 x\x1b", 4, 5, ascii_look) == ["\\xe9\\u6f22 x\\x1b", "           ^"]
    assert snippet("x" * 500, 1, 2, Look(encoding="ascii", width=60))[0] == "x" * 52 + "..."
    assert snippet("é漢 x", 4, 5, Look(encoding="latin-1")) == ["é\\u6f22 x", "        ^"]


def test_what_a_report_says_cannot_reach_the_terminal() -> None:
    evil = "\x1b]0;owned\x07\r\n\x9b31m\u202e"
    found = Diagnostic(
        f"{evil}.md", Place(1, 1, 1, 2), "IR999", "some-rule", "info", evil, help=evil,
        related=(
            RelatedPlace(f"{evil}.md", Place(2, 1, 2, 2), evil),
            RelatedPlace(f"{evil}2.md", Place(2, 1, 2, 2), evil),
        ),
        fix=PlacedFix(evil, "safe", ()),
    )  # fmt: skip
    results = FileResult(evil, (ReportResult(1, "", "", "p"),), "", (found,), {1: evil, 2: evil})
    for form in ("text", "concise"):
        shown = text(results, form=form)
        assert all(unicodedata.category(char) not in ("Cc", "Cf") for char in shown.replace("\n", ""))
        assert "owned" in shown
    assert text(results, form="concise").count("\n") == 1


def test_colours_change_nothing_but_colours() -> None:
    shown = text(RESULT, look=Look(color=True))
    assert "\x1b[31m\x1b[1merror[IR403]\x1b[0m" in shown
    assert click.unstyle(shown) == text(RESULT)
    concise = text(RESULT, form="concise", look=Look(color=True))
    assert concise != click.unstyle(concise) == text(RESULT, form="concise")


@pytest.mark.parametrize(("unit", "column"), [("characters", 8), ("bytes", 12), ("utf-16", 9)])
def test_columns_of_concise_output_count_what_an_editor_counts(unit: ColumnUnit, column: int) -> None:
    found = result("a 😀 é: [x]", Place(1, 8, 1, 11))
    assert text(found, form="concise", look=Look(column_unit=unit)).startswith(f"r.md:1:{column}: ")


def test_on_a_terminal_words_are_not_cut() -> None:
    look = Look(width=60, wraps=True)
    shown = text(RESULT, look=look)
    assert max(map(len, shown.splitlines())) <= 60
    assert shown.startswith('error[IR403] duration-mismatch: "Total duration" says 3\n  hours 5 minutes; ')
    assert " ".join(shown.split()) == " ".join(text(RESULT).split())
    concise = text(RESULT, form="concise", look=look).splitlines()
    assert len(concise) > 2
    assert all(line.startswith("    ") for line in concise[1:])
    assert " ".join(" ".join(concise).split()) == " ".join(text(RESULT, form="concise").split())


def test_concise() -> None:
    shown = text(SKIPPED, RESULT, result("x", Place(1, 1, 1, 1), level="info", message="a\nb"), form="concise")
    assert shown == (
        'docs/INCIDENT-2026-08-02-y.md:9:21: error IR403 duration-mismatch "Total duration" says 3 hours 5 minutes; '
        "detected 07:40 to resolved 09:45 is 2 hours 5 minutes\n"
        "r.md:1:1: info IR999 some-rule a b\n"
    )


def test_nothing_found_prints_nothing() -> None:
    assert text(CLEAN, SKIPPED) == ""
    assert text(CLEAN, SKIPPED, form="concise") == ""
    assert text() == ""


def place(line: int, start: int, end: int) -> dict[str, object]:
    """A place of the file as JSON has it."""
    return {"path": PATH, "line": line, "column": start, "end_line": line, "end_column": end}


def test_json() -> None:
    shown = text(SKIPPED, RESULT, CLEAN, form="json")
    assert shown.startswith('{\n  "version": 1,\n  "diagnostics": [\n    {\n      "path": "docs/')
    assert json.loads(shown) == {
        "version": 1,
        "diagnostics": [
            {
                **place(9, 21, 38),
                "code": "IR403", "name": "duration-mismatch", "level": "error",
                "message": DURATION.message, "help": "Correct the duration, or the times.",
                "related": [
                    {**place(7, 20, 40), "message": "detected here"},
                    {**place(8, 20, 40), "message": "resolved here"},
                ],
                "fix": {
                    "title": "Write 2 hours 5 minutes", "safety": "unsafe",
                    "edits": [{"line": 9, "column": 21, "end_line": 9, "end_column": 38, "text": "2 hours 5 minutes"}],
                },
                "url": "",
            }
        ],
        "files": [
            {
                "path": PATH, "pack": "bilko", "severity": "P1", "reason": "23 of 25 required nodes match",
                "reports": [{"line": 1, "id": "INC-1", "severity": "P1", "pack": "bilko"}],
            },
            {
                "path": "docs/z.md", "pack": "bilko", "severity": "P2", "reason": "25 of 25 required nodes match",
                "reports": [{"line": 1, "id": "", "severity": "P2", "pack": "bilko"}],
            },
        ],
        "summary": {"files": 3, "reports": 2, "errors": 1, "warnings": 0, "info": 0, "fixable": 1},
    }  # fmt: skip


def test_json_keys_keep_their_order() -> None:
    (found,) = json.loads(text(RESULT, form="json"), object_pairs_hook=list)[1][1]
    assert [key for key, _ in found] == [
        "path", "line", "column", "end_line", "end_column",
        "code", "name", "level", "message", "help", "related", "fix", "url",
    ]  # fmt: skip


def test_json_of_nothing() -> None:
    assert json.loads(text(form="json")) == {
        "version": 1,
        "diagnostics": [],
        "files": [],
        "summary": {"files": 0, "reports": 0, "errors": 0, "warnings": 0, "info": 0, "fixable": 0},
    }


def test_json_keeps_text_as_it_is() -> None:
    found = json.loads(text(result("x", Place(1, 1, 1, 2), message='漢 \x1b "x"\n'), form="json"))["diagnostics"][0]
    assert found["message"] == '漢 \x1b "x"\n'
    assert found["fix"] is None
    assert found["related"] == []
    assert "漢" in text(result("x", Place(1, 1, 1, 2), message="漢"), form="json")


def test_the_summary_line() -> None:
    finding = result("x", Place(1, 1, 1, 1))
    warning = result("x", Place(1, 1, 1, 1), level="warning")
    info = result("x", Place(1, 1, 1, 1), level="info")
    lost = FileResult("x.bin", diagnostics=finding.diagnostics)
    assert summary_line([CLEAN, SKIPPED]) == ""
    assert summary_line([finding]) == "1 error in 1 report"
    assert summary_line([finding, finding]) == "2 errors in 2 reports"
    assert summary_line([finding, CLEAN, CLEAN, SKIPPED]) == "1 error in 1 of 3 reports"
    assert summary_line([finding, warning, info, info, CLEAN]) == "1 error, 1 warning, 2 info in 4 of 5 reports"
    assert summary_line([finding, lost, CLEAN]) == "2 errors in 2 files"


def test_one_line() -> None:
    assert one_line("plain") == "plain"
    assert one_line("a\r\nb\tc  d\u00a0é") == "a b c  d\u00a0é"
