"""The grammar of counts, money and percentages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentlint.grammars import find_quantities
from incidentlint.grammars.figures import Count, Figure, Money, Percent, find_figures, read_figure
from support import is_linear

HOSTILE = [
    "1",
    "1 ",
    "1,",
    "1,000",
    "1.",
    "$",
    "$1",
    "~",
    "about ",
    "1\u00a0",
    "1 000 ",
    "NOK ",
    "-",
    "1k",
    "a",
    "1%",
    "kr ",
]
ALPHABET = st.text("0123456789:-/., \u00a0~?$€%kMmnr xX×=+#_(")


@pytest.mark.parametrize(
    ("text", "value", "precision", "approx"),
    [
        ("1,904", "1904", "1", False),
        ("~47", "47", "1", True),
        ("about 47", "47", "1", True),
        ("2.5k", "2500", "100", False),
        ("1.2M", "1200000", "100000", False),
        ("3 million", "3000000", "1000000", False),
        ("1\u00a0904", "1904", "1", False),
        ("1\u202f904\u202f000", "1904000", "1", False),
        ("409", "409", "1", False),
        ("50+", "50", "1", True),
        ("12,5", "12.5", "0.1", False),
        ("1.234,50", "1234.5", "0.01", False),
        ("5m users", "5000000", "1000000", False),
    ],
)
def test_count(text: str, value: str, precision: str, approx: bool) -> None:
    figure = read_figure(text)
    assert isinstance(figure, Count)
    assert (figure.value, figure.precision, figure.approx) == (Decimal(value), Decimal(precision), approx)


@pytest.mark.parametrize(
    ("text", "words", "noun"),
    [
        ("51 customers", ("customers",), "customers"),
        ("51 affected customers", ("affected", "customers"), "customers"),
        ("51 customers were affected", ("customers",), "customers"),
        ("51 customers affected", ("customers", "affected"), "customers"),
        ("47 people affected", ("people", "affected"), "people"),
        ("12 incomplete payment intents (refunded)", ("incomplete", "payment", "intents"), "intents"),
        ("1 negative review citing", ("negative", "review", "citing"), "citing"),
        ("35 USA", (), None),
        ("51 of 200", (), None),
        ("51.", (), None),
    ],
)
def test_noun(text: str, words: tuple[str, ...], noun: str | None) -> None:
    figure = read_figure(text)
    assert isinstance(figure, Count)
    assert (figure.words, figure.noun) == (words, noun)


@pytest.mark.parametrize(
    ("text", "value", "currency", "precision", "flags"),
    [
        ("$3,520", "3520", "USD", "1", ""),
        ("~$3,200", "3200", "USD", "1", "approx"),
        ("$1.2M", "1200000", "USD", "100000", ""),
        ("$1.2 million", "1200000", "USD", "100000", ""),
        ("EUR 1,200.50", "1200.5", "EUR", "0.01", ""),
        ("1.200,50 €", "1200.5", "EUR", "0.01", ""),
        ("1.200 €", "1.2", "EUR", "0.001", "ambiguous"),
        ("£45", "45", "GBP", "1", ""),
        ("3 520 kr", "3520", "kr", "1", ""),
        ("kr 3 520", "3520", "kr", "1", ""),
        ("NOK 3520", "3520", "NOK", "1", ""),
        ("3520 NOK", "3520", "NOK", "1", ""),
        ("$0", "0", "USD", "1", ""),
        ("-$50", "-50", "USD", "1", ""),
        ("$70/booking", "70", "USD", "1", "rate"),
        ("$68 per booking", "68", "USD", "1", "rate"),
        ("$68 each", "68", "USD", "1", "rate"),
        ("BZ$1,000.00", "1000", "BZD", "0.01", ""),
        ("3,520 dollars", "3520", "USD", "1", ""),
    ],
)
def test_money(text: str, value: str, currency: str, precision: str, flags: str) -> None:
    figure = read_figure(text)
    assert isinstance(figure, Money)
    assert (figure.value, figure.currency, figure.precision) == (Decimal(value), currency, Decimal(precision))
    assert " ".join(flag for flag in ("approx", "rate", "ambiguous") if getattr(figure, flag)) == flags


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("12%", "12", "1"),
        ("10 %", "10", "1"),
        ("12 percent", "12", "1"),
        ("99.95%", "99.95", "0.01"),
        ("~5%", "5", "1"),
    ],
)
def test_percent(text: str, value: str, precision: str) -> None:
    figure = read_figure(text)
    assert isinstance(figure, Percent)
    assert (figure.value, figure.precision) == (Decimal(value), Decimal(precision))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "v1.2.3",
            "4f1c9ae",
            "INC-2026-03-10-001",
            "10.0.0.1",
            "P0",
            "2026-03-11",
            "09:14",
            "15:05-15:10",
            "3-5",
            "3–5",
        ),
        *(
            "500ms",
            "$3,000-$4,000",
            "47-person",
            "1/2",
            "#123",
            "https://x.org/47",
            "1,2,3",
            "host:8080",
            "x_47",
            "1st",
            "5m",
        ),
        *("2h15m", "192.168.0.1:8080", "0.2-0.36s", "[^a1]", "UTC+1", "$" * 3),
    ],
)
def test_nothing(text: str) -> None:
    assert find_figures(text) == []
    assert find_figures(f"see {text} there") == []


def test_a_sum_in_one_field() -> None:
    text = "47 customers × avg $68/booking = ~$3,200 lost revenue (10% of it)"
    assert [(type(each), each.raw, each.approx) for each in find_figures(text)] == [
        (Count, "47", False),
        (Money, "$68", False),
        (Money, "~$3,200", True),
        (Percent, "10%", False),
    ]
    assert [each.rate for each in find_figures(text) if isinstance(each, Money)] == [True, False]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("5 210 visiteurs", ["5210"]),
        ("about 2 750 000 rows", ["2750000"]),
        ("On 7 June 2026 6 150 tickets", ["6150?"]),
        ("On 7 June 2026 480 tickets", ["480"]),
        ("On June 7 480 tickets", ["480"]),
        ("from 8 400 to 9 400 people", ["8400", "9400"]),
        ("21 503 errors", ["21503?"]),
        ("codes 429 503", ["429503?"]),
        ("every 9 100 m", ["9100?"]),
        ("3, 7 200 mails", ["3", "7200?"]),
        ("in 2026 310 mails", ["2026", "310"]),
        ("7 123 4567", ["7", "123", "4567"]),
        ("on disk 3 100 % was used", ["3", "100"]),
    ],
)
def test_thousands_after_plain_spaces(text: str, values: list[str]) -> None:
    found = find_quantities(text)
    shown = [f"{each.value}{'?' if isinstance(each, Count) and each.ambiguous else ''}" for each in found]
    assert shown == values


def test_skip() -> None:
    text = "March 11, 2026: 47 users for 2 hours"
    assert [each.raw for each in find_figures(text, [(29, 36), (0, 14), (3, 5)])] == ["47"]
    assert [each.raw for each in find_figures("11 000 kr", [(0, 2)])] == ["000 kr"]


@given(st.decimals(0, 10**15 - 1, places=2), st.booleans())
def test_printed_money_reads_back(value: Decimal, approx: bool) -> None:
    written = str(Money(value, "EUR", Decimal(1), 0, 0, "", approx))
    figure = read_figure(written)
    assert isinstance(figure, Money)
    assert (figure.value, figure.approx, figure.end) == (value, approx, len(written))


@given(ALPHABET | st.text())
def test_any_text(text: str) -> None:
    end = 0
    for figure in find_figures(text):
        assert end <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.raw
        end = figure.end
    read_figure(text)


def plain(figure: Figure) -> str:
    return str(figure)


@given(ALPHABET)
def test_printing_is_stable(text: str) -> None:
    for figure in find_figures(text):
        again = read_figure(plain(figure))
        assert again is not None
        assert plain(again) == plain(figure)


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_texts_end(unit: str) -> None:
    def work(length: int) -> None:
        text = unit * (length // len(unit))
        assert all(figure.end <= len(text) for figure in find_figures(text))
        read_figure(text)

    assert is_linear(work, 4_000)


def test_hostile_texts_of_all_kinds_end() -> None:
    units = "".join(unit * 15 for unit in HOSTILE)

    def work(number: int) -> None:
        text = units * number
        assert find_figures(text)[-1].end <= len(text)

    assert is_linear(work, 8)
