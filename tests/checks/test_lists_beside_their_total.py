"""Lists that count the same things, of which the rest of the report says how many there are."""

from __future__ import annotations

import pytest

from support import codes_of

TEMPLATE = "# Review: [Title]\n\n## Summary\n\n[Text]\n\n## Where\n\n- [Place]\n"
REPORT = "# Review: {0} relay stations were dark\n\n## Summary\n\n{1}\n\n## Where\n\n{2}\n"


def found(title: str, summary: str, *items: str) -> list[str]:
    return codes_of(TEMPLATE, REPORT.format(title, summary, "\n".join(f"- {item}" for item in items)))


@pytest.mark.parametrize(
    ("title", "summary", "items", "codes"),
    [
        ("47", "All 47 relay stations had to be started.", ("North: 29 relay stations", "South: 18 relay stations"), 0),
        ("47", "All 47 relay stations had to be started.", ("North: 25 relay stations", "South: 18 relay stations"), 1),
        ("Some", "The 47 relay stations stood still.", ("North: 29 relay stations", "South: 81 relay stations"), 0),
        (
            "110",
            "In total 110 relay stations stood still.",
            ("North: 29 relay stations", "South: 18 relay stations"),
            1,
        ),
        ("Some", "All the 231 stations, 231 stations.", ("**North**: 189 stations", "**South**: 24 stations"), 1),
        ("Some", "We lost 231 masts.", ("North: 189 masts", "South: 42 masts", "None in the west."), 0),
        (
            "Some",
            "We lost 231 masts: 231 masts in total.",
            ("North: 189 masts", "South: 24 masts", "None in the west."),
            1,
        ),
        ("47", "We have 47 relay stations.", ("North: 25 relay stations", "others: 18 relay stations"), 0),
        ("47", "We have 47 relay stations.", ("North: 25 relay stations", "South: 18 lamps"), 0),
        ("47", "We have 47 relay stations.", ("North: 25 relay stations", "South: 18 relay stations in 2 towns"), 0),
        ("47", "Of 47 relay stations 43 relay stations.", ("North: 25 relay stations", "South: 18 relay stations"), 0),
        ("Some", "The 231 stations stood still.", ("**North**: 189 stations", "**South**: 24 stations"), 0),
        ("Some", "231 masts, the 231 masts.", ("North: 189 masts", "South: 24 masts"), 0),  # of another thing
        ("Some", "The 51 hosts of old.", ("Zone A: 12 hosts", "Zone B: 18 hosts", "Zone C: 12 hosts"), 0),
        ("Some", "The fleet has 35 hosts.", ("Berlin: 12 hosts", "Paris: 14 hosts"), 0),
        ("60", "Of all 60 relay stations.", ("North: 25 relay stations", "South: 18 relay stations"), 0),
    ],
)
def test_a_list_and_its_total(title: str, summary: str, items: tuple[str, ...], codes: int) -> None:
    assert found(title, summary, *items) == ["IR501"] * codes


def test_many_lists_are_a_catalogue() -> None:
    items = [
        f"North {at}: {2900 + at} relay stations\n- South {at}: {1821 + at} relay stations\n\nAnd:\n"
        for at in range(60)
    ]
    assert "IR501" not in found("4712", "All 4712 relay stations.", *items)
    assert "IR501" in found("4712", "All 4712 relay stations.", items[0])
