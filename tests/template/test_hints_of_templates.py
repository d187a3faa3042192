"""Lists of hints in a template: what a section might tell is not demanded, and is reported where it was left."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

FORM = "# Incident: [Title]\n\n## Detection\n\n{}\n## Cause\n\n[Cause]\n"

REPORT = "# Incident: till\n\n## Detection\n\n{}\n## Cause\n\nDust.\n"


def codes(hints: str, told: str) -> list[str]:
    found = lint_text(REPORT.format(told), [pack_of(FORM.format(hints))])
    return [one.code for one in found if one.level != "info"]


@pytest.mark.parametrize("lead", ["Consider:\n\n", "**Things to cover:**\n\n", "Think about:\n"])
def test_a_lead_over_questions_may_go(lead: str) -> None:
    hints = f"{lead}- Was the runbook followed?\n- Who noticed?\n"
    assert codes(hints, "Ana noticed.\n") == []
    assert codes(hints, f"{lead}- Was the runbook followed? Yes.\n- Who noticed? Ana.\n") == []
    assert codes(hints, hints) == ["IR201", "IR201"]
    assert codes(hints, "") == ["IR105"]


def test_a_question_with_a_box_is_answered_by_its_tick() -> None:
    boxes = "- [ ] Was the runbook followed?\n- [ ] Is the alarm back on?\n"
    assert codes(boxes, boxes.replace("[ ]", "[x]")) == []


@pytest.mark.parametrize("label", ["*Window:*", "**Window:**"])
def test_a_label_in_italics_is_one(label: str) -> None:
    form = "# Incident: [Title]\n\n*Window:* [date, time]\n*Author:* [name]\n"
    report = "# Incident: till\n\n{} 2026-02-03 10:00\n*Author:* {}\n"
    assert [one.code for one in lint_text(report.format(label, "Ana"), [pack_of(form)])] == []
    found = lint_text(report.format(label, "[name]"), [pack_of(form)])
    assert [(one.code, one.place.line) for one in found] == [("IR201", 4)]
