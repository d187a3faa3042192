"""Percentages of a change, amounts of some things of one price, and what is left of a whole."""

from __future__ import annotations

import pytest

from support import codes_of
from support import tallies_of as wrong

PAIRS = [
    # A change in points, or of what was before.
    ("The reserve lost {} of its water, from 82% to 51%.", "", "31%", "21%"),
    ("Der Vorrat sank um {}, von 82 % auf 51 %.", "de", "31 %", "13 %"),
    ("La réserve a perdu {}, de 82 % à 51 %.", "fr", "31 %", "41 %"),
    ("Calls went from 1,200 to 3,000 (+{}).", "", "150%", "250%"),
    ("Las llamadas pasaron de 1.200 a 3.000 (+{}).", "es", "150%", "250%"),
    # A part of a length.
    ("We used 12 minutes of the 43-minute budget (`{}`).", "", "27.9%", "29.7%"),
    ("We used `12 min` of the 30-day 50-minute budget ({}).", "", "24%", "42%"),
    # Things of one price.
    ("| Cost |\n|---|\n| {} in free tickets (24 tickets at $15.00) |\n", "", "$360.00", "$306.00"),
    ("Pagamos {} en vales (24 vales de 15,00 EUR).", "es", "360,00 EUR", "306,00 EUR"),
    ("Paid back: 24 × $15.00 = {}", "", "$360.00", "$350.00"),
    ("We paid for 24 tickets at $15.00 each, {} in total.", "", "$360.00", "$630.00"),
    ("{} was paid back (24 tickets at $15.00).", "", "$360.00", "$630.00"),
    # What is left.
    ("312 boxes were stuck; 287 came later, the other {} burnt.", "", "25", "52"),
    ("312 件の箱のうち 287 件は届き、残り {} 件は燃えた。", "ja", "25", "52"),
    ("312 boxes were stuck. Of these, 287 came later and {} burnt.", "", "25", "52"),
    ("Of these 312 boxes, 287 came later and {} burnt.", "", "25", "52"),
    ("5 of the 23 boxes were opened.\n\nThe other {} came back.", "", "18", "16"),
    ("- 5 of our 23 boxes were opened; all 5 were closed again.\n- The other {} came back.\n", "", "18", "19"),
    ("5 von 23 Kisten gingen auf, die übrigen {} kamen zurück.", "de", "18", "17"),
    ("Se abrieron 5 de las 23 cajas. Las otras {} volvieron.", "es", "18", "19"),
]


@pytest.mark.parametrize(("text", "language", "right", "stated"), PAIRS)
def test_a_slip_beside_what_it_is_reckoned_from(text: str, language: str, right: str, stated: str) -> None:
    languages = (language,) if language else ()
    assert wrong(text.format(right), *languages) == []
    assert len(wrong(text.format(stated), *languages)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The reserve lost 38% of its water, from 82% to 51%.",  # of what was there
        "The reserve lost 55% of its water, from 82% to 51%.",  # of something else
        "The reserve lost about 21% of its water, from 82% to 51%.",
        "21% of the wells were dry; the reserve went from 82% to 51%.",
        "Calls went from 1,200 to 3,000 (250% of what is usual).",
        "Calls went from 1,200 to 3,000 (250%).",  # of what was before
        "We used 12 minutes of the 43-minute budget (30%).",
        "We used 12 minutes in the night, 43 minutes in all (29.7%).",
        "$380.00 in food and tickets (24 tickets of $15.00).",
        "$380.00 in refunds (24 tickets of $15.00).",  # and others
        "5 of the 23 boxes were opened, 2 burnt. The other 16 came back.",
        "5 of the 23 boxes were opened. The other 2 lorries came back.",
        "5 of the 23 boxes were opened. We moved the other 40.",
        "We looked through the other 7 boxes.",
        "We paid for 24 tickets at $15.00 each, then $350.00 for food.",
        "$350.00 was paid back (24 tickets at $15.00).",
        "312 boxes were stuck; 287 came later, 40 burnt; the other 52 were never sent.",
        "312 boxes were stuck. 287 came later. We opened the other 50.",
        "152 of 178 boxes came back in time, 24 twice.",
        "152 of 178 boxes came back in time, 62 of them twice.",
        "152 of 178 boxes came back in time, 62 trucks were used.",
        "152 of 178 users came back, 29 of our users by mail.",
        "We moved 41,300 of 96,000 rows. Then 57,400 of 96,000 rows came back.",  # others
        "6 of 20 boxes were wet. We dried three at once and the other 3 after lunch.",
        "12 of 30 boxes were wet. Five of them were dried; the other 17 too.",
        "7 of 12 boxes were wet. Five of them were dried; the other 2 too.",
        "14 of 60 boxes were empty. Most were filled, the other 4 were left.",
        "5 of 12 guests called us. The other 3 wrote a letter.",
        "5 of 23 boxes were wet. It rained. It was cold. The other 17 were dry.",
        "The tank fell to 55% when we went from 20 to 30 pumps.",
        "The rate of faults was 36% until we went from 3 to 4 pumps.",
        "We shed 30% of the water and went from 12 to 16 pumps.",
        "We gave out $500 in vouchers (45 vouchers of $10; 2 of $25).",
        "143 of 167 notes were found again, 42 were rewritten.",
        "39,600 of 99,000 letters came back. On the second day 54,900 of 99,000 letters came back.",
        "We moved 41,300 of 96,000 rows, 57,100 of 96,000 rows later, and 57,400 of 97,000 rows at last.",
    ],
)
def test_what_may_be_of_something_else(text: str) -> None:
    assert wrong(text) == []


def test_a_parenthesis_left_open() -> None:
    text = "# Review\n\n## Figures\n\n**Cost:** We paid $90 (9 vouchers at $10"
    assert codes_of("# Review\n\n## Figures\n\n**Cost:** [Text]\n", text) == []


@pytest.mark.parametrize("last", ["| Share | 80% | 60% | -20% |", "| Orders | 80 | 60 | -20% |"])
def test_rows_that_do_not_show_what_a_column_is(last: str) -> None:
    rows = ["| What | Before | After | Change |", "|---|---|---|---|", "| Calls | 400 | 200 | -50% |", last, ""]
    report = "\n".join(["# Review\n\n## Figures\n", *rows])
    assert codes_of("# Review\n\n## Figures\n\n[Figures]\n", report) == []


ROWS = """# Review

## Figures

| Measure | Before | During | Change |
|---|---|---|---|
| Wait | 1,200 ms | {} ms | +{}% |
| Errors | 200 | 300 | +{}% |
| Calls | 40 | 50 | +25% |
| Load | 0.50 | 0.50 | 0% |
"""


@pytest.mark.parametrize(
    ("after", "change", "other", "codes"),
    [
        ("3,000", "150", "50", []),
        ("3,000", "250", "50", ["IR501"]),
        ("3,000", "105", "50", ["IR501"]),
        ("3,000", "149", "50", []),
        ("3,000", "250", "1", []),  # no row shows what the column is
        ("3,000", "420", "50", []),  # no slip
    ],
)
def test_a_row_with_its_change(after: str, change: str, other: str, codes: list[str]) -> None:
    template = "# Review\n\n## Figures\n\n[Figures]\n"
    assert codes_of(template, ROWS.format(after, change, other)) == codes


@pytest.mark.parametrize(("share", "codes"), [("25", []), ("52", ["IR501"]), ("35", ["IR501"]), ("26", []), ("60", [])])
@pytest.mark.parametrize("turned", [False, True])
def test_a_row_with_its_share(share: str, codes: list[str], *, turned: bool) -> None:
    rows = [("North", "12", "80", "15"), ("South", "15", "60", share), ("West", "4", "20", "20")]
    cells = [f"| {name} | {b if turned else a} | {a if turned else b} | {c}% |" for name, a, b, c in rows]
    report = "\n".join(["# Review\n\n## Figures\n\n| Where | One | Two | Three |\n|---|---|---|---|", *cells, ""])
    assert codes_of("# Review\n\n## Figures\n\n[Figures]\n", report) == codes
