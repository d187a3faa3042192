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
    ("{} in free tickets (24 tickets of $15.00; 3 were given back).", "", "$360.00", "$380.00"),
    ("| Cost |\n|---|\n| {} in free tickets (24 tickets at $15.00) |\n", "", "$360.00", "$306.00"),
    ("Pagamos {} en vales (24 vales de 15,00 EUR).", "es", "360,00 EUR", "306,00 EUR"),
    ("Paid back: 24 × $15.00 = {}", "", "$360.00", "$350.00"),
    ("We paid for 24 tickets at $15.00 each, {} in total.", "", "$360.00", "$630.00"),
    ("{} was paid back (24 tickets at $15.00).", "", "$360.00", "$630.00"),
    # What is left.
    ("312 boxes were stuck; 287 came later, the other {} burnt.", "", "25", "52"),
    ("312 件の箱のうち 287 件は届き、残り {} 件は燃えた。", "ja", "25", "52"),
    ("상자 312건 중 287건은 도착했고 {}건은 불탔다.", "ko", "25", "52"),
    ("312 boxes were stuck. Of these, 287 came later and {} burnt.", "", "25", "52"),
    ("Of these 312 boxes, 287 came later and {} burnt.", "", "25", "52"),
    ("We lost a total of 41 boxes: 17 by day and {} by night.", "", "24", "42"),
    ("5 of the 23 boxes were opened.\n\nThe other {} came back.", "", "18", "16"),
    ("- 5 of our 23 boxes were opened; all 5 were closed again.\n- The other {} came back.\n", "", "18", "8"),
    ("5 von 23 Kisten gingen auf, die übrigen {} kamen zurück.", "de", "18", "17"),
    ("Se abrieron 5 de las 23 cajas. Las otras {} volvieron.", "es", "18", "19"),
    ("152 of 178 boxes came back in time, {} did not.", "", "26", "62"),
    ("152 of 178 boxes came back in time; {} were lost.", "", "26", "29"),
    ("152 von 178 Kisten kamen zurück, {} nicht.", "de", "26", "62"),
    ("We moved 41,300 of 96,000 rows.\n\nThen {} of 96,000 rows were left.", "", "54,700", "57,400"),
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
        "We moved 41,300 of 96,000 rows, 57,100 of 96,000 rows later, and 57,400 of 97,000 rows at last.",
    ],
)
def test_what_may_be_of_something_else(text: str) -> None:
    assert wrong(text) == []


ROWS = """# Review

## Figures

| Measure | Before | During | Change |
|---|---|---|---|
| Wait | 1,200 ms | {} ms | +{}% |
| Errors | 2% | 3% | +{}% |
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
