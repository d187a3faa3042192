"""Boxes of which one or several hold, and questions in bold that stay above their answers."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

FORM = "# Incident: [Title]\n\n## Cause\n\n[Cause]\n\n## Kind of incident\n\n{}\n"


def codes(template: str, report: str) -> list[str]:
    pack = pack_of(template, 'languages = ["de", "fr", "es", "ja"]')
    return [one.code for one in lint_text(report, [pack]) if one.level != "info"]


def ticked(form: str, count: int) -> str:
    return form.replace("[Title]", "tills").replace("[Cause]", "A stone.").replace("☐", "☒", count)


@pytest.mark.parametrize(
    "boxes",
    [
        "☐ Network ☐ Power ☐ Code",
        "Kind (mark all that apply): ☐ Network ☐ Power ☐ Code",
        "**Kind:** ☐ Network ☐ Power ☐ Code",
        "☐ Network\n☐ Power\n☐ Code",
        "Art (Mehrfachnennung möglich)\n\n☐ Netz ☐ Strom ☐ Code",
    ],
)
def test_several_boxes_may_hold_where_nothing_says_that_one_does(boxes: str) -> None:
    form = FORM.format(boxes)
    assert codes(form, ticked(form, 1)) == []
    assert codes(form, ticked(form, 2)) == []
    assert codes(form, ticked(form, 0)) == ["IR202"]


@pytest.mark.parametrize(
    "boxes",
    [
        "Tick one:\n\n☐ Network ☐ Power ☐ Code",
        "Kind (choose one): ☐ Network ☐ Power ☐ Code",
        "☐ P1 ☐ P2 ☐ P3",
        "Attack? ☐ Yes ☐ No",
        "**Status:** ☐ Draft ☐ Review ☐ Final",
        "Nur eins ankreuzen\n\n☐ Netz ☐ Strom ☐ Code",
    ],
)
def test_one_box_holds_where_it_is_said_or_no_two_can(boxes: str) -> None:
    form = FORM.format(boxes)
    assert codes(form, ticked(form, 1)) == []
    assert codes(form, ticked(form, 2)) == ["IR202"]


@pytest.mark.parametrize(
    "question",
    [
        "Who was hit by it? (i.e. shops, customers)",
        "Was it a change (code or machines)? If yes, link it.",
        "How many shops?",
    ],
)
@pytest.mark.parametrize("place", ["1. **{}**\n   1. {}\n", "- **{}**\n  - {}\n", "**{}**\n\n{}\n"])
def test_a_question_in_bold_stays_above_its_answer(question: str, place: str) -> None:
    form = "# Incident: [Title]\n\n## Impact\n\n" + place.format(question, "...")
    assert codes(form, "# Incident: tills\n\n## Impact\n\n" + place.format(question, "40 shops.")) == []
