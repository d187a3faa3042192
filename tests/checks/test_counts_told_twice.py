"""Counts of the same things that are told twice, with two digits in each other's place."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

TEMPLATE = "# Incident: [Title]\n\n## Impact\n\n[Text]\n"


def found(impact: str, languages: str = "") -> list[tuple[int, str]]:
    pack = pack_of(TEMPLATE, f'languages = ["{languages}"]\n' if languages else "")
    told = lint_text(f"# Incident: mail was late\n\n## Impact\n\n{impact}", [pack])
    return [(one.place.line, one.code) for one in told if one.level != "info"]


TABLE = "\n\n| Channel | {} |\n|:--|--:|\n| Phone | 71 |\n| Chat | 93 |\n| Total | 164 |\n"


@pytest.mark.parametrize(
    ("impact", "language", "line"),
    [
        ("Support took 146 cases." + TABLE.format("Cases"), "", 5),
        ("Il y a eu 146 appels." + TABLE.format("Appels"), "fr", 5),
        ("1,461 customers got the mail twice.\n\nOf our customers, we counted 1,416 customers in the log.\n", "", 7),
        ("Betroffen waren 1.416 Kunden.\n\n- Anzahl Kunden: 1.461\n", "de", 7),
    ],
)
def test_one_of_two_statements_is_a_slip(impact: str, language: str, line: int) -> None:
    assert found(impact, language) == [(line, "IR502")]


@pytest.mark.parametrize(
    "impact",
    [
        "Support took 164 cases." + TABLE.format("Cases"),
        "Cases rose from 146 cases to 164 cases.",
        "Support took 146 calls. Later 164 people wrote.",
        "Support took 146 cases on the host db-164. Port 164, cases of 2026.",
        "| Day | Cases |\n|---|---|\n| Monday | 146 |\n| Tuesday | 164 |\n",
    ],
)
def test_what_counts_something_else_is_no_slip(impact: str) -> None:
    assert found(impact) == []


def test_a_total_that_its_parts_do_not_give_is_one_finding() -> None:
    table = TABLE.format("Cases").replace("164", "146")
    assert [code for _, code in found("Support took 164 cases." + table)] == ["IR501"]
