"""What a template keeps for its readers, in notations that teams use: a complete report has it or not, as it likes."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a gate jammed\n\n"
STORY = "## Story\n\n[Text]\n"
TOLD = "## Story\n\nThe gate jammed at noon.\n"


def found(template: str, report: str) -> list[str]:
    return [one.code for one in lint_text(report, [pack_of(template)]) if one.level != "info"]


LEGEND = """### Kinds of steps

- **avoid**: keep it from happening again
- **notice**: see it sooner than this time
"""
ACTIONS = "## Actions\n\n| Id | Kind | What | Owner |\n| -- | -- | -- | -- |\n"
SAMPLES = "| A1 | avoid | [Step] | [Name] |\n| A2 | notice | [Step] | [Name] |\n\n"
DONE = "| A1 | notice | Lamp on the gate | Uma Ray |\n\n"


def test_a_list_of_words_that_a_table_uses_explains_them() -> None:
    template = f"{HEAD}{ACTIONS}{SAMPLES}{LEGEND}"
    assert found(template, f"{REPORT}{ACTIONS}{DONE}{LEGEND}") == []
    assert found(template, f"{REPORT}{ACTIONS}{DONE}") == []


def test_a_list_of_other_words_asks_for_something() -> None:
    other = LEGEND.replace("avoid", "gate").replace("notice", "hall")
    template = f"{HEAD}{ACTIONS}{SAMPLES}{other}"
    assert "IR201" in found(template, f"{REPORT}{ACTIONS}{DONE}{other}")


TABLE = """## Usual suspects (reference)

Use these as a start.

| What | Why | Where |
| -- | -- | -- |
| Gate stuck | `relay` worn or dirty | Hall 1 |
| Lamp dark | Fuse blown | Hall 2 |
| Door loud | Hinge dry | Hall 3 |
| Bell mute | Wire cut | Hall 4 |

"""


def test_a_table_that_is_full_holds_for_any_report() -> None:
    template = f"{HEAD}{TABLE}{STORY}"
    assert found(template, f"{REPORT}{TOLD}") == []
    assert found(template, f"{REPORT}{TABLE}{TOLD}") == []


def test_a_table_with_a_cell_to_fill_is_demanded() -> None:
    template = f"{HEAD}{TABLE.replace('| Wire cut |', '| |')}{STORY}"
    assert "IR101" in found(template, f"{REPORT}{TOLD}")


@pytest.mark.parametrize(
    ("language", "heading", "text"),
    [
        ("", "Blameless", "Name the system, not the person. What one person can break, the system let them break."),
        ("", "Blameless note", "This paper looks for causes in the system."),
        ("", "How to use it", "Copy the lines above. Fill them in. Who wrote it stays."),
        ("", "When to notify the board", "Tell the board within three days if money is lost."),
        ("pt", "Sem culpa", "Este texto trata de causas do sistema, e não de pessoas."),
        ("es", "Cómo usarla", "Copia el bloque y rellena cada línea. ¿Quién firma? El equipo."),
        ("fr", "Sans reproche", "Ce texte cherche des causes, pas des coupables."),
    ],
)
def test_a_section_for_readers_may_stay_or_go(language: str, heading: str, text: str) -> None:
    template = f"{HEAD}{STORY}\n## {heading}\n\n{text}\n"
    pack = pack_of(template, f'languages = ["{language}"]' if language else "")
    for report in (f"{REPORT}{TOLD}", f"{REPORT}{TOLD}\n## {heading}\n\n{text}\n"):
        assert [one.code for one in lint_text(report, [pack]) if one.level != "info"] == []


def test_a_field_called_blameless_states_something() -> None:
    line = "- **Blameless**: this paper speaks of gates and halls, never of people.\n"
    template = f"{HEAD}- **Owner**: [Name]\n{line}\n{STORY}"
    assert found(template, f"{REPORT}- **Owner**: Uma Ray\n{line}\n{TOLD}") == []


def test_all_that_a_section_says_may_begin_like_a_label() -> None:
    template = f"{HEAD}## Gist\n\nTwo-line gist: what jammed, how long it took, who was held up.\n"
    assert found(template, f"{REPORT}## Gist\n\nThe gate jammed at noon.\n") == []


def test_boxes_of_mkdocs_speak_to_the_writer() -> None:
    template = f'{HEAD}??? tip "The title"\n\n    One line. Name the hall.\n\n    - Hall 1\n    - Hall 2\n\n{STORY}'
    assert found(template, f"{REPORT}{TOLD}") == []


def test_front_matter_in_comments_is_asked_for() -> None:
    template = f"---\n# date: YYYY-MM-DD\n# owner: <name>\n---\n\n{HEAD}{STORY}"
    assert found(template, f"---\ndate: 2026-04-02\nowner: Uma Ray\n---\n\n{REPORT}{TOLD}") == []
    assert found(template, f"---\ndate: 2026-04-02\nowner: <name>\n---\n\n{REPORT}{TOLD}") == ["IR201"]


@pytest.mark.parametrize("value", ["[Uma Ray]", "[Uma Ray, Bo Li]"])
def test_entries_in_brackets_are_no_options(value: str) -> None:
    template = f"---\nauthors: [Name1, Name2]\n---\n\n{HEAD}{STORY}"
    assert found(template, f"---\nauthors: {value}\n---\n\n{REPORT}{TOLD}") == []
    assert found(template, f"---\nauthors: [Name1, Name2]\n---\n\n{REPORT}{TOLD}") == ["IR201"]


def test_a_word_for_a_template_in_a_heading_goes() -> None:
    template = f"{HEAD}## A.2 Template: Gate report\n\n[Text]\n"
    assert found(template, f"{REPORT}## A.2 Gate report\n\nIt jammed.\n") == []
    assert found(template, f"{REPORT}## A.3 Hall report\n\nIt jammed.\n") == ["IR101"]


def test_a_heading_over_nothing_may_have_its_value_behind_it() -> None:
    template = f"# Incident: [Title]\n\n## Lead:\n\n{STORY}"
    assert found(template, f"{REPORT}## Lead: Uma Ray\n\n{TOLD}") == []


def test_boxes_below_one_that_is_not_ticked_may_go() -> None:
    template = (
        f"{HEAD}## Duty\n\n- [ ] To be reported\n  - [ ] First note sent on: ___\n- [ ] Not to be reported\n\n{STORY}"
    )
    report = f"{REPORT}## Duty\n\n- [ ] To be reported\n- [x] Not to be reported\n\n{TOLD}"
    assert found(template, report) == []


def test_sentences_with_boxes_are_examples_where_each_report_tells_anew() -> None:
    template = f"{HEAD}## What went well\n\n- [ ] The bell rang at once.\n- [ ] The key was there.\n\n{STORY}"
    report = f"{REPORT}## What went well\n\n- [x] The lamp was on.\n- [x] Bo was near.\n\n{TOLD}"
    assert found(template, report) == []


def test_an_item_may_go_on_before_the_sign_that_it_ends_in() -> None:
    template = f"{HEAD}## Checks\n\n- [ ] bell tested;\n- [ ] lamp tested;\n\n{STORY}"
    report = f"{REPORT}## Checks\n\n- [x] bell tested (twice);\n- [x] lamp tested;\n\n{TOLD}"
    assert found(template, report) == []


def test_a_label_above_a_list_that_is_there_may_go() -> None:
    template = f"{HEAD}## Again\n\nSteps to see it again:\n1. Go to [hall]\n2. Push [gate]\n\n{STORY}"
    report = f"{REPORT}## Again\n\n1. Go to hall 2\n2. Push gate 3\n\n{TOLD}"
    assert found(template, report) == []


def test_links_that_lead_somewhere_are_filled_in() -> None:
    template = f"{HEAD}{STORY}\n## More\n\n- [Logs of the gate](#)\n- [Picture](#)\n"
    links = "- [Logs of the gate](https://logs.example.com/7)\n- [Picture](https://img.example.com/7)\n"
    assert found(template, f"{REPORT}{TOLD}\n## More\n\n{links}") == []


TELL = "| Whom | When | Channel | Word |\n| -- | -- | -- | -- |\n"


def test_a_word_beside_others_of_its_kind_is_a_constant() -> None:
    template = f"{HEAD}## Told\n\n{TELL}| Clients | | Email | |\n| Team | | Chat | |\n\n{STORY}"
    rows = "| Clients | 2026-04-02 | Email | It is shut |\n| Team | 2026-04-02 | Chat | It is shut |\n\n"
    assert found(template, f"{REPORT}## Told\n\n{TELL}{rows}{TOLD}") == []


def test_a_mark_in_wide_brackets_says_what_its_row_is() -> None:
    head = "| 区分 | 項目 | 内容 |\n| -- | -- | -- |\n"
    samples = "| 【事実】 | 日時 | （例: 2026-08-27 10:02 JST） |\n| 【推定】 | 原因 | （例: 摩耗） |\n"
    template = f"{HEAD}## 障害\n\n{head}{samples}"
    rows = "| 【事実】 | 日時 | 2026-04-02 11:05 JST |\n| 【推定】 | 原因 | ゲートの摩耗 |\n"
    pack = pack_of(template, 'languages = ["ja"]')
    report = f"{REPORT}## 障害\n\n{head}{rows}"
    assert [one.code for one in lint_text(report, [pack]) if one.level != "info"] == []


@pytest.mark.parametrize("beside", ["No, nobody's data was there", "None - nobody's data was there"])
def test_no_beside_it_is_the_reason_of_what_does_not_apply(beside: str) -> None:
    head = "| Whom | Needed? | Sent | By |\n| -- | -- | -- | -- |\n"
    template = f"{HEAD}## Told\n\n{head}| The board | | | |\n| The city | | | |\n\n{STORY}"
    rows = f"| The board | {beside} | N/A | N/A |\n| The city | Yes, by law | 2026-04-02 | Uma Ray |\n\n"
    assert found(template, f"{REPORT}## Told\n\n{head}{rows}{TOLD}") == []
    silent = rows.replace(beside, "Yes, by contract").replace("N/A", "")
    assert found(template, f"{REPORT}## Told\n\n{head}{silent}{TOLD}") == ["IR205", "IR205"]


def test_a_hyphen_says_that_there_is_none_where_other_rows_tell_one() -> None:
    head = "| Stamp | Book | Remark |\n| -- | -- | -- |\n"
    template = f"{HEAD}## Notes\n\n{head}| {{{{ts}}}} | {{{{book}}}} | {{{{note}}}} |\n\n{STORY}"
    rows = "| 11:05 | - | It jams |\n| 11:20 | B-7 | It is open |\n\n"
    assert found(template, f"{REPORT}## Notes\n\n{head}{rows}{TOLD}") == []
    none = rows.replace("B-7", "-")
    assert found(template, f"{REPORT}## Notes\n\n{head}{none}{TOLD}") == ["IR205", "IR205"]


def test_code_right_behind_a_label_is_its_value() -> None:
    template = f'{HEAD}## Proof\n\n- Query:\n\n```\nrate(jams{{hall="1"}}[5m])\n```\n\n{STORY}'
    report = f'{REPORT}## Proof\n\n- Query:\n\n```\nrate(jams{{hall="1"}}[5m])\n```\n\n{TOLD}'
    assert found(template, report) == []


def test_the_level_of_a_log_is_no_slot() -> None:
    template = f"{HEAD}## Log\n\n```\n[ERROR] 2025-01-16 12:34:56 relay stuck\n```\n\n{STORY}"
    report = f"{REPORT}## Log\n\n```\n[ERROR] 2026-04-02 11:05:12 relay stuck\n```\n\n{TOLD}"
    assert found(template, report) == []


@pytest.mark.parametrize(("form", "value"), [("GATE-XXXXXXXX", "GATE-3D9E07B1"), ("[#]", "#651")])
def test_ids_of_other_forms(form: str, value: str) -> None:
    template = f"{HEAD}**Ticket:** {form}\n\n{STORY}"
    assert found(template, f"{REPORT}**Ticket:** {value}\n\n{TOLD}") == []
    assert found(template, f"{REPORT}**Ticket:** {form}\n\n{TOLD}") == ["IR201"]


def test_two_answers_to_a_label_of_two_names() -> None:
    template = f"{HEAD}**Id / SEV**: SEV1 | SEV2\n\n{STORY}"
    assert found(template, f"{REPORT}**Id / SEV**: INC-7 / SEV2\n\n{TOLD}") == []
    assert found(template, f"{REPORT}**Id / SEV**: INC-7 / SEV3\n\n{TOLD}") == ["IR207"]


def test_priorities_of_actions_are_no_levels_of_the_incident() -> None:
    table = "## Actions\n\n| Priority | Owner | Task |\n| -- | -- | -- |\n"
    template = f"{HEAD}- **Severity:** {{{{SEVERITY}}}}\n\n{table}| P0 | | |\n| P1 | | |\n"
    assert found(template, f"{REPORT}- **Severity:** SEV3\n\n{table}| P0 | Uma Ray | New relay |\n") == []


def test_a_time_of_day_is_a_timestamp_of_a_timeline() -> None:
    table = "## Timeline\n\n| Time | Event |\n| -- | -- |\n"
    template = f"{HEAD}{table}| [timestamp] | [event] |\n"
    assert found(template, f"{REPORT}{table}| 11:05 | The gate jams |\n| 11:20 | It is open |\n") == []


def test_a_field_for_one_case_may_go() -> None:
    template = f"{HEAD}- **Money**: [only if money was lost]\n- **Owner**: [Name]\n\n{STORY}"
    assert found(template, f"{REPORT}- **Owner**: Uma Ray\n\n{TOLD}") == []


BOXES = "- [ ] **Code**: mend what broke\n- [ ] **Alarm**: add an alarm\n- [ ] **Talk**: tell the team\n"


def test_boxes_of_actions_are_examples_however_deep() -> None:
    template = f"{HEAD}## Action plan\n\n### Technical\n\n#### Soon\n\n{BOXES}\n{STORY}"
    told = "- [x] **Alarm**: the lamp blinks (Uma Ray, 2026-04-09)\n- [ ] **Bell**: louder (Bo Li, 2026-05-09)\n"
    report = f"{REPORT}## Action plan\n\n### Technical\n\n#### Soon\n\n{told}\n{TOLD}"
    assert found(template, report) == []


def test_an_item_without_a_box_among_boxes_is_no_action() -> None:
    template = f"{HEAD}## Action plan\n\n- [ ] [Step] (owner: [Name], due: YYYY-MM-DD)\n\n{STORY}"
    told = "- [x] New bell (owner: Bo Li, due: 2026-05-09)\n- [ ] New lamp (owner: Uma Ray, due: 2026-05-09)\n"
    report = f"{REPORT}## Action plan\n\n{told}- Training: not needed this time\n\n{TOLD}"
    assert found(template, report) == []


def test_a_step_that_was_not_taken_has_no_time() -> None:
    table = "## Log\n\n| Time | Step | Who | Note |\n| -- | -- | -- | -- |\n"
    template = f"{HEAD}{table}| HH:MM | Restart | [Name] | [Note] |\n| HH:MM | Roll back | [Name] | [Note] |\n\n{STORY}"
    rows = "| 11:05 | Restart | Bo Li | No use |\n| — | Roll back | — | Not done: nothing was rolled out |\n\n"
    assert found(template, f"{REPORT}{table}{rows}{TOLD}") == []


@pytest.mark.parametrize(
    ("label", "asked", "told", "codes"),
    [
        ("Keywords", "tag1, tag2", "pump, valve, yard", []),
        ("Teams", "team1, team2, team3", "yard", []),
        ("Keywords", "tag1, tag2", "tag1, tag2", ["IR201"]),
        ("Level", "sev1, sev2, sev3", "sev4", ["IR207"]),
        ("Rank", "p1, p2", "p2", []),
    ],
)
def test_a_small_word_that_is_counted_stands_for_any(label: str, asked: str, told: str, codes: list[str]) -> None:
    template, report = (f"{head}**{label}:** {value}\n\n" for head, value in ((HEAD, asked), (REPORT, told)))
    assert found(f"{template}{STORY}", f"{report}{TOLD}") == codes
