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
