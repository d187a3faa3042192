"""Labels that a table below answers, questions among labels, and lengths that are told with their times."""

from __future__ import annotations

import pytest

from support import lines_of, lint_text, load_built_in, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a pump stood still\n\n"


def found(template: str, report: str) -> list[tuple[str, int]]:
    return lines_of(lint_text(report, [pack_of(template)], path="docs/pump.md"))


TABLE = "| No. | Message |\n| --- | --- |\n"


def test_a_label_over_a_table_is_answered_by_it() -> None:
    template = f"{HEAD}## Log\n\n- Ended well:\n- Messages, last first:\n\n{TABLE}| 1 | [message] |\n"
    report = f"{REPORT}## Log\n\n- Ended well: no\n- Messages, last first:\n"
    assert found(template, f"{report}\n{TABLE}| 1 | Low oil |\n") == []
    assert found(template, f"{report.replace('well: no', 'well:')}\n{TABLE}| 1 | Low oil |\n") == [("IR205", 5)]


def test_a_question_in_bold_among_labels_is_one() -> None:
    template = f"{HEAD}## Cause\n\n- **Cause:**\n- **Why was it not found earlier?**\n- **Factors:**\n"
    told = "- **Cause:** a seal\n- **Why was it not found earlier?** Nobody listens at night.\n- **Factors:** age\n"
    assert found(template, f"{REPORT}## Cause\n\n{told}") == []
    lines = told.splitlines(keepends=True)
    assert found(template, f"{REPORT}## Cause\n\n{lines[0]}{lines[2]}") == [("IR107", 3)]
    assert found(template, f"{REPORT}## Cause\n\n{told.replace(' Nobody listens at night.', '')}") == [("IR205", 6)]


def test_questions_alone_are_hints() -> None:
    template = f"{HEAD}## Cause\n\n- **What was it?**\n- **Why was it not found earlier?**\n"
    assert found(template, f"{REPORT}## Cause\n\nA worn seal, which nobody could see.\n") == []


TIMES = """\
# Incident: a pump stood still

- **Severity:** SEV2
- **Started:** 2026-10-19 13:42 UTC
- **Resolved:** 2026-10-19 16:27 UTC
- **Outage:** {}
- **Total downtime:** {}
"""


@pytest.mark.parametrize(
    ("outage", "downtime", "codes"),
    [
        ("1h 56m (14:31 to 16:27 UTC)", "01:56", []),
        ("1h 56m (14:31 to 16:27 UTC)", "02:56", ["IR403"]),
        ("1h 46m (14:31 to 16:27 UTC)", "01:46", ["IR403", "IR403"]),
    ],
)
def test_a_length_that_is_told_with_its_times_is_right_elsewhere(outage: str, downtime: str, codes: list[str]) -> None:
    results = lint_text(TIMES.format(outage, downtime), [load_built_in("generic")])
    assert [one.code for one in results if one.level != "info" and one.code == "IR403"] == codes


EXAMPLE = """\
## Worked example (from a drill, not a real incident)

| Time | Event |
| --- | --- |
| 09:00 | The key is changed |

- **Cause:** the key was changed too early
"""


def test_a_worked_example_behind_the_form_may_go() -> None:
    template, report = f"{HEAD}## Cause\n\n[Cause]\n\n", f"{REPORT}## Cause\n\nA worn seal.\n"
    assert found(template + EXAMPLE, report) == []
    named = EXAMPLE.replace("Worked example", "Rehearsal")
    assert found(template + named.replace("the key was changed too early", "[cause]"), report) == [("IR101", 5)]


TAGS = "## Action items\n\n- [ ] [{}] Add a staging. Due: 2026-05-25. Owner: @alice.\n"
TAGS += "- [ ] [{}] Add a page. Due: 2026-05-10. Owner: @carol.\n"


def test_tags_that_sample_actions_begin_with_stay() -> None:
    template = HEAD + TAGS.format("SRE", "Docs")
    told = "- [ ] [Docs] Say who oils it. Due: 2026-11-10. Owner: @vera.\n"
    assert found(template, f"{REPORT}## Action items\n\n{told}") == []
    asked = HEAD + TAGS.format("Team", "Area")
    left = f"{REPORT}## Action items\n\n{told.replace('[Docs]', '[Team]')}"
    assert found(asked, left) == [("IR201", 5)]
