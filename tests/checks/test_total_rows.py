"""Rows and items that are called a total, whatever the template."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

TEMPLATE = "# Incident: [Title]\n\n## Impact\n\n[Text]\n"


def found(impact: str, languages: str = "") -> list[tuple[str, str]]:
    pack = pack_of(TEMPLATE, f'languages = ["{languages}"]\n' if languages else "")
    report = f"# Incident: mail was late\n\n## Impact\n\nMail was late.\n\n{impact}"
    return [(one.code, one.message) for one in lint_text(report, [pack]) if one.level != "info"]


def table(*rows: str, head: str = "| Region | Lost |") -> str:
    return "\n".join((head, "|---|---|" + "---|" * (head.count("|") - 3), *rows)) + "\n"


TABLES = [
    ("", ("| EU | 1,204 |", "| UK | 318 |", "| **Total** | {} |"), ("1,522", "1,622")),
    ("", ("| EU | $12.50 |", "| UK | $3.20 |", "| Sum | {} |"), ("$15.70", "$17.50")),
    ("de", ("| Pakete | 8.450 |", "| Briefe | 130 |", "| Gesamt | {} |"), ("8.580", "8.680")),
    ("fr", ("| Carte | 1 204 |", "| Virement | 96 |", "| Total | {} |"), ("1 300", "1 200")),
    ("ja", ("| 東日本 | 6,240 |", "| 西日本 | 4,115 |", "| 合計 | {} |"), ("10,355", "10,455")),
    ("pt", ("| App | 288 |", "| Telefone | 64 |", "| Total geral | {} |"), ("352", "362")),
]


@pytest.mark.parametrize(("language", "rows", "totals"), TABLES)
def test_a_row_called_a_total_is_the_sum_of_those_above(
    language: str, rows: tuple[str, ...], totals: tuple[str, str]
) -> None:
    right, wrong = totals
    assert found(table(*(row.format(right) for row in rows)), language) == []
    assert [code for code, _ in found(table(*(row.format(wrong) for row in rows)), language)] == ["IR501"]


@pytest.mark.parametrize("form", ["- {}: {}\n", "- **{}:** {}\n", "**{}:** {}  \n"])
def test_so_is_an_item_or_a_line(form: str) -> None:
    parts = form.format("Late letters", "120") + form.format("Late parcels", "35")
    assert found(parts + form.format("Total late", "155")) == []
    assert [code for code, _ in found(parts + form.format("Total late", "165"))] == ["IR501"]


@pytest.mark.parametrize(
    "rows",
    [
        ("| EU | 120 |", "| of which Oslo | 20 |", "| Total | 130 |"),
        ("| EU | ~120 |", "| UK | 30 |", "| Total | 140 |"),
        ("| EU | 30 min |", "| UK | 20 min |", "| Total | 40 min |"),
        ("| EU | 20 % |", "| UK | 30 % |", "| Total | 24 % |"),
        ("| EU | 120 |", "| UK | unknown |", "| US | 30 |", "| Total | 170 |"),
        ("| Mails | 120 |", "| Loss | $30 |", "| Total | 130 |"),
        ("| Users | 150 |", "| Errors | 90 |", "| Total users | 170 |", "| Shops | 80 |"),
        ("| EU | 120 |", "| Total | 130 |"),
    ],
)
def test_what_does_not_add_up_is_left_alone(rows: tuple[str, ...]) -> None:
    assert found(table(*rows)) == []


def test_a_column_of_rates_has_no_sum() -> None:
    rows = ("| EU | 10 | 40 |", "| UK | 20 | 60 |", "| Total | 30 | 52 |")
    assert found(table(*rows, head="| Region | Lost | Lost per hour |")) == []
    assert [code for code, _ in found(table(*rows, head="| Region | Lost | Late |"))] == ["IR501"]


def test_the_message_says_the_parts_and_their_sum() -> None:
    (one,) = found(table("| EU | 1,204 |", "| UK | 318 |", "| **Total** | 1,622 |"))
    assert "1,622" in one[1]
    assert "1,204 + 318" in one[1]
    assert "1,522" in one[1]


@pytest.mark.parametrize("total", ["All", "**All**", "all"])
def test_a_row_of_all_is_a_total_where_it_is_a_slip_away(total: str) -> None:
    rows = ("| Free | 1,904 |", "| Team | 1,006 |", "| Enterprise | 84 |")
    assert found(table(*rows, f"| {total} | 2,994 |")) == []
    assert [code for code, _ in found(table(*rows, f"| {total} | 2,894 |"))] == ["IR501"]
    assert found(table(*rows, f"| {total} | 2,240 |")) == []  # some are in two plans


HEAD = "| Channel | Orders | Refund per order | Refunds |"
LABELS = [
    ("| Overtime, 22 hours at 55 EUR | {} |", ("1,210", "1,120")),
    ("| Vouchers (312 guests x $5) | {} |", ("$1,560", "$1,650")),
    ("| 46 taxis @ £27 each | {} |", ("£1,242", "£1,422")),
]


@pytest.mark.parametrize(
    ("head", "row", "results"),
    [
        (HEAD, "| Web | 312 | £5 | {} |", ("£1,560", "£1,650")),
        ("| Topic | Brokers | GB per broker | GB |", "| Raw | 4 | 420 | {} |", ("1,680", "1,880")),
        (HEAD, "| Web | 1,204 | $12.50 | {} |", ("$15,050", "$15,500")),
    ],
)
def test_a_column_is_the_product_of_two_others(head: str, row: str, results: tuple[str, str]) -> None:
    unit = results[0].rstrip("0123456789,")
    rest = (f"| Shops | 54 | {unit}0 | {unit}0 |", f"| Trade | 30 | {unit}20 | {unit}600 |")
    right, wrong = results
    assert found(table(row.format(right), *rest, head=head)) == []
    assert [code for code, _ in found(table(row.format(wrong), *rest, head=head))] == ["IR501"]
    assert found(table(row.format(wrong), rest[0], head=head)) == []  # no other row shows that it is one


@pytest.mark.parametrize("rows", [("| A | 30 | £20 | £540 |", "| B | 20 | £10 | £180 |", "| C | 10 | £10 | £100 |")])
def test_a_column_that_differs_in_more_rows_is_no_product(rows: tuple[str, ...]) -> None:
    assert found(table(*rows, head=HEAD)) == []


@pytest.mark.parametrize(("row", "results"), LABELS)
def test_so_is_the_amount_of_a_row_that_says_its_price(row: str, results: tuple[str, str]) -> None:
    right, wrong = results
    rest = "| Courier | {}640 |".format(right.rstrip("0123456789,"))
    total = "| Total | {}{:,} |".format(right.rstrip("0123456789,"), int(right.lstrip("$£").replace(",", "")) + 640)
    assert found(table(row.format(right), rest, total, head="| Cost | Amount |")) == []
    (one,) = found(table(row.format(wrong), rest, total, head="| Cost | Amount |"))  # and the total is right
    assert (one[0], right.lstrip("$£") in one[1]) == ("IR501", True)


@pytest.mark.parametrize(
    "row",
    [
        "| Overtime, 22 hours at 55 EUR, with taxes | 1,440 |",
        "| Overtime, 22 hours at 55 EUR | 1,440 |",
        "| Overtime, 22 hours at about 55 EUR | 1,120 |",
        "| 2 nights, 22 hours at 55 EUR | 1,120 |",
        "| Overtime at 55 EUR | 1,120 |",
    ],
)
def test_an_amount_of_more_than_its_price_is_left_alone(row: str) -> None:
    assert found(table(row, "| Courier | 640 |", head="| Cost | Amount |")) == []


@pytest.mark.parametrize(
    ("items", "totals"),
    [
        (
            "- {} of 1,648,000 searches were stale:\n  - web: 251,000\n  - apps: 118,000\n",
            ("369,000", "396,000"),
        ),
        ("* **{}** orders were lost:\n    * 904 in Italy\n    * 318 in Spain\n", ("1,222", "1,228")),
        ("- **Operaciones:** {}\n  - México: 2,480\n  - Colombia: 1,015\n  - Perú: 465\n", ("3,960", "3,690")),
        ("- {} of 6,200 users (70%)\n  - Web: 2,890\n  - iOS: 905\n  - Android: 515\n", ("4,310", "4,301")),
        ("1. {} was paid back:\n   - Shops: $1,204\n   - Web: $318\n   - Trade: $96\n", ("$1,618", "$1,681")),
    ],
)
def test_the_items_below_an_item_are_its_parts(items: str, totals: tuple[str, str]) -> None:
    right, wrong = totals
    assert found(items.format(right)) == []
    assert [code for code, _ in found(items.format(wrong))] == ["IR501"]


@pytest.mark.parametrize(
    "items",
    [
        "- 1,228 orders were lost:\n  - 904 in Italy\n  - 318 in Spain\n  - some in Norway\n",
        "- 1,228 orders were lost:\n  - Italy: 904\n  - other countries: 318\n",
        "- 1,228 orders were lost:\n  - 904 were for Italy, 12 of those new\n  - 318 in Spain\n",
        "- 1,300 orders were lost:\n  - 904 in Italy\n  - 318 in Spain\n",
        "- 1,228 orders were lost.\n  - 904 in Italy\n  - 318 in Spain\n",
        "- Users: 4,301\n  - Web: 2,890\n  - iOS: 905\n  - Sessions of both: 518\n",
        "- Users: 3,759\n  - Web: 2,890\n  - of which unpaid: 905\n",
    ],
)
def test_items_that_may_be_some_of_it_are_left_alone(items: str) -> None:
    assert found(items) == []
