"""A status is one of the states that its template lists, or says more than a word of its own."""

from __future__ import annotations

import pytest

from support import lines_of, lint_text, pack_of

STATES = ("Draft / In Review / Closed", "*Draft, In Review or Closed*", "[Draft | In Review | Closed]")


def _found(states: str, status: str, label: str = "Status") -> list[tuple[str, int]]:
    pack = pack_of(f"# Postmortem: [title]\n\n**{label}**: {states}\n\n## Cause\n\n[cause]\n")
    report = f"# Postmortem: Queue\n\n**{label}**: {status}\n\n## Cause\n\nA full disk.\n"
    return lines_of(lint_text(report, [pack]))


@pytest.mark.parametrize("states", STATES)
def test_a_state_of_its_own_is_none_of_the_template(states: str) -> None:
    assert _found(states, "Finished") == [("IR207", 3)]


@pytest.mark.parametrize("states", STATES)
@pytest.mark.parametrize("status", ["Closed", "✅ Closed", "closed (2026-03-10)", "Fully closed", "In review by Ana"])
def test_a_state_of_the_template_in_other_words(states: str, status: str) -> None:
    assert _found(states, status) == []


def test_a_status_that_tells_more_is_not_judged() -> None:
    assert _found(STATES[0], "Handed over to the vendor, who looks into it") == []


def test_a_state_is_no_request() -> None:
    template = "# Postmortem: [title]\n\nState\n: _Open, Waiting or Closed_\n\n## Cause\n\n[cause]\n"
    report = "# Postmortem: Queue\n\nState\n: {}\n\n## Cause\n\nA full disk.\n"
    pack = pack_of(template)
    assert [one.code for one in lint_text(report.format("Closed"), [pack]) if one.level != "info"] == []
    assert [one.code for one in lint_text(report.format("Fixed"), [pack]) if one.level != "info"] == ["IR207"]


def test_ranks_with_dots_between_them() -> None:
    pack = pack_of(
        "# 障害報告: [件名]\n\n| 項目 | 内容 |\n|---|---|\n| 障害ランク | A・B・C・D |\n\n## 原因\n\n[原因]\n"
    )
    report = "# 障害報告: 停止\n\n| 項目 | 内容 |\n|---|---|\n| 障害ランク | {} |\n\n## 原因\n\nディスク障害。\n"
    assert [one.code for one in lint_text(report.format("B"), [pack]) if one.level != "info"] == []
    assert [one.code for one in lint_text(report.format("S"), [pack]) if one.level != "info"] == ["IR207"]


def test_where_other_states_are_offered_any_is_right() -> None:
    assert _found("Draft / Closed / Other", "Finished") == []
