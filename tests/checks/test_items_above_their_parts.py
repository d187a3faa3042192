"""Items with several numbers above a list of the parts of one: two digits of it that changed places."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

REPORT = """# Incident: letters lost

## Impact

{}

## Root cause

A bag.
"""


def found(told: str) -> list[str]:
    findings = lint_text(REPORT.format(told), [load_built_in("generic")])
    return [one.code for one in findings if one.level != "info"]


@pytest.mark.parametrize(
    "text",
    [
        "- Of 90,000 letters {} were affected (21%)\n  - late: 6,300\n  - lost: 12,600",
        "- 90,000件のうち{}件に影響\n  - 遅延: 6,300件\n  - 紛失: 12,600件",
        "- Letters printed in 3 places: {}, by our count\n  - late: 6,300\n  - lost, in 2 bags: 12,600",
    ],
)
def test_a_swap_of_two_digits_above_the_parts(text: str) -> None:
    assert found(text.format("18,900")) == []
    assert found(text.format("19,800")) == ["IR501"]


@pytest.mark.parametrize(
    "text",
    [
        "- Of 90,000 letters 19,700 were affected\n  - late: 6,300\n  - lost: 12,600",  # no swap: others were, too
        "- Of 90,000 letters 18,900 were late, of 19,800 nobody knows\n  - late: 6,300\n  - lost: 12,600",
        "- Of 90,000 letters 19,800 were affected\n  - late: 6,300\n  - lost: 12,600\n  - others: some",
        "- Of 90 letters 31 were affected\n  - late: 6\n  - lost: 7",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "| What | Number |\n| --- | --- |\n| Letters late | 1,240 |\n| Of which lost | {} |",
        "- Letters late: 1,240\n- Of these lost: {}",
        "- Letters late: 1.240\n- Thereof lost: {}",
    ],
)
def test_a_part_is_no_more_than_what_it_is_of(text: str) -> None:
    assert found(text.format("873")) == []
    assert found(text.format("1.873" if "1.240" in text else "1,873")) == ["IR501"]


@pytest.mark.parametrize(
    "text",
    [
        "- Letters late: 1,240\n- Including parcels: 1,873",
        "- Letters late: 1,240\n- Cause: a bag\n- Of which lost: 1,873",
        "- Letters late: 1.240\n- Of which lost: 873",
        "- Letters late: 40\n- Of which paid back: 1,873 EUR",
    ],
)
def test_a_number_beside_another_one_is_no_part_of_it(text: str) -> None:
    assert found(text) == []
