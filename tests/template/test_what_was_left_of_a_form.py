"""Dots that were left below questions, moments in rows with remarks, levels that headings name."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of


def codes(template: str, report: str) -> list[str]:
    return [one.code for one in lint_text(report, [pack_of(template)]) if one.level != "info"]


@pytest.mark.parametrize(
    "place", ["1. **{}**\n   1. {}\n\n", "- **{}**\n  - {}\n\n", "**{}**\n\n- {}\n\n", "### {}\n\n- {}\n\n"]
)
@pytest.mark.parametrize("dots", ["...", "…", "[...]"])
def test_dots_below_a_question_are_no_answer(place: str, dots: str) -> None:
    first, last = "How many shops were hit?", "Was it seen at once (by whom)?"
    form = "# Incident: [Title]\n\n## Impact\n\n" + place.format(first, dots) + place.format(last, dots)
    report = form.replace("[Title]", "tills").replace(dots, "40 shops", 1)
    assert codes(form, report) in (["IR205"], ["IR113"])
    assert codes(form, report.replace(dots, "Yes, by Ana")) == []


def test_a_moment_beside_a_remark_is_read() -> None:
    form = (
        "# Incident: [Title]\n\n| Field | How to fill in | Entry |\n|--|--|--|\n"
        "| Incident date | day, month, year |  |\n| Incident start | first till |  |\n| Incident end | last till |  |\n"
    )
    report = (
        "# Incident: tills\n\n| Field | Entry | Remark |\n|--|--|--|\n"
        "| Incident date | 4 March 2026 |  |\n| Incident start | 08:10 | till 3 |\n| Incident end | {} |  |\n"
    ).replace("till 3", "first till")
    assert codes(form, report.format("09:40")) == []
    assert codes(form, report.format("07:40")) == ["IR402"]
