"""What a template orders beside its options, boxes and lengths, and rows that stand for any."""

from __future__ import annotations

import pytest

from support import lines_of, lint_text, pack_of

HEAD = "# Incident: [Title]\n\n"
LANGUAGES = 'languages = ["en", "de", "es", "fr", "ja", "ko", "zh"]'
REPORT = "# Incident: a lift stood still\n\n"


def found(template: str, report: str) -> list[tuple[str, int]]:
    pack = pack_of(HEAD + template, LANGUAGES)
    return lines_of(lint_text(REPORT + report, [pack]))


@pytest.mark.parametrize(
    ("options", "right", "wrong"),
    [
        ("高・中・低のいずれか", "低", "大"),
        ("対応中／復旧済／完了から選択", "完了", "保留"),
        ("높음/보통/낮음 중 하나", "낮음", "없음"),
        ("处理中/已恢复/已关闭（三选一）", "已恢复", "暂停"),
        ("one of: Open, Watched, Closed", "Watched", "Paused"),
        ("Open | Watched | Closed - pick one", "Closed", "Paused"),
        ("(Open / Watched / Closed)", "Open", "Paused"),
        ("eine von: offen, in Arbeit, erledigt", "in Arbeit", "ruht"),
        ("au choix : ouvert / suivi / clos", "clos", "gelé"),
        ("(Abierto / En seguimiento / Cerrado)", "En seguimiento", "Parado"),
    ],
)
def test_words_that_say_to_choose_are_no_option(options: str, right: str, wrong: str) -> None:
    template = f"## Facts\n\n**Status:** {options}\n\n**Lead:** [Name]\n"
    told = "## Facts\n\n**Status:** {}\n\n**Lead:** Uma Ray\n"
    assert found(template, told.format(right)) == []
    assert found(template, told.format(wrong)) == [("IR207", 5)]
    assert found(template, told.format(options))[0] in (("IR201", 5), ("IR202", 5), ("IR207", 5))


@pytest.mark.parametrize(
    "asked", ["one of the engineers, or a manager", "Select region / zone", "(day / month / year)"]
)
def test_what_is_asked_in_words_is_no_choice(asked: str) -> None:
    template = f"## Facts\n\n**Told by:** {asked}\n\n**Lead:** [Name]\n"
    assert found(template, "## Facts\n\n**Told by:** Jo Beck, 3 March\n\n**Lead:** Uma Ray\n") == []


@pytest.mark.parametrize(
    ("head", "name", "total"),
    [
        ("Gate", "_gate_", "**Total**"),
        ("Servicio", "(servicio)", "**Total**"),
        ("Service", "(nom du service)", "Total"),
        ("Table", "schema.table", "Sum"),
    ],
)
def test_one_row_above_its_sum_stands_for_any(head: str, name: str, total: str) -> None:
    table = f"## Harm\n\n| {head} | Users |\n|---|--:|\n"
    template = f"{table}| {name} | [number] |\n| {total} | [sum] |\n"
    assert found(template, f"{table}| North | 4 |\n| South | 5 |\n| {total} | 9 |\n") == []
    assert found(template, f"{table}| North | 4 |\n| South | 5 |\n| {total} | 8 |\n") == [("IR501", 9)]


def test_a_named_row_above_its_sum_is_demanded() -> None:
    table = "## Costs\n\n| Kind | EUR |\n|---|--:|\n"
    template = f"{table}| Refunds | [number] |\n| Total | [sum] |\n"
    assert found(template, f"{table}| Total | 9 |\n") == [("IR107", 3)]


BOXES = "- [{0}] Guards told\n- [{0}] Doors shut\n"


@pytest.mark.parametrize(
    "rule",
    [
        "P1 and P2: tick all four. P3: leave the boxes empty or delete the section.",
        "P1 and P2: check both of them. P3: leave the boxes unticked.",
        "P1/P2: answer every item. P3: remove the list.",
    ],
)
def test_boxes_of_levels_told_by_an_order(rule: str) -> None:
    template = f"**Severity:** P1 / P2 / P3\n\n## Checks\n\n{rule}\n\n{BOXES.format(' ')}\n## Causes\n\n[Why]\n"
    told = "**Severity:** {}\n\n## Checks\n\n{}\n## Causes\n\nA rope tore.\n"
    assert found(template, told.format("P2", BOXES.format("x"))) == []
    assert found(template, told.format("P3", BOXES.format(" "))) == []
    assert found(template, "**Severity:** P3\n\n## Causes\n\nA rope tore.\n") == []
    assert found(template, told.format("P1", BOXES.format(" "))) == [("IR302", 7), ("IR302", 8)]


@pytest.mark.parametrize(
    ("label", "options", "note"),
    [
        ("Status", "open / watched / closed", "(required once the status is closed)"),
        ("状態", "対応中 / 復旧済 / 完了", "(状態を完了にする場合は必須)"),
        ("Status", "offen / in Arbeit / erledigt", "(Pflicht, wenn der Status „erledigt“ ist)"),
    ],
)
def test_a_box_that_an_answer_demands(label: str, options: str, note: str) -> None:
    template = f"**{label}:** {options}\n\n## Approval\n\n- [ ] Head of lifts {note}\n- Day: YYYY-MM-DD\n"
    told = "**{}:** {}\n\n## Approval\n\n- [ ] Head of lifts\n- Day: 2026-03-03\n"
    names = options.split(" / ")
    assert found(template, told.format(label, names[1])) == []
    assert found(template, told.format(label, names[2])) == [("IR302", 7)]


def test_all_boxes_in_a_case_that_no_field_answers() -> None:
    template = f"## Checks\n\n{BOXES.format(' ')}\nBefore the board meets, all boxes must be ticked.\n"
    assert found(template, "## Checks\n\n- [x] Guards told\n- [ ] Doors shut\n") == []
    always = f"## Checks\n\n{BOXES.format(' ')}\nNote: all boxes must be ticked.\n"
    assert found(always, "## Checks\n\n- [x] Guards told\n- [ ] Doors shut\n") == [("IR302", 6)]


@pytest.mark.parametrize("slot", ["[Optional: pictures, logs]", "[if any: pictures]", "[optional - pictures]"])
def test_a_slot_that_begins_with_optional_may_go(slot: str) -> None:
    assert found(f"## Causes\n\n[Why]\n\n## Evidence\n\n{slot}\n", "## Causes\n\nA rope tore.\n") == []


TIMES = """- Start: {start}
- Mitigated: {mitigated}
- End: {end}
- Length of harm: {length}
"""


@pytest.mark.parametrize(
    ("asked", "right", "wrong"),
    [
        ("TBD (start to mitigated)", "60 min", "90 min"),
        ("[minutes, from start to mitigated]", "60 min", "90 min"),
        ("[h:mm from mitigated to end]", "0:30", "1:30"),
    ],
)
def test_a_slot_says_between_which_ends_a_length_counts(asked: str, right: str, wrong: str) -> None:
    form = TIMES.replace("Length of harm", "Duration")
    template = form.format(start="YYYY-MM-DD HH:MM", mitigated="YYYY-MM-DD HH:MM", end="YYYY-MM-DD HH:MM", length=asked)
    times = {"start": "2026-03-03 10:00", "mitigated": "2026-03-03 11:00", "end": "2026-03-03 11:30"}
    assert found(template, form.format(**times, length=right)) == []
    assert found(template, form.format(**times, length=wrong)) == [("IR403", 6)]


@pytest.mark.parametrize(("length", "codes"), [("90 min", []), ("60 min", []), ("75 min", [("IR403", 6)])])
def test_a_length_without_ends_may_count_to_either_end(length: str, codes: list[tuple[str, int]]) -> None:
    form = TIMES.replace("Length of harm", "Duration")
    template = form.format(start="YYYY-MM-DD HH:MM", mitigated="YYYY-MM-DD HH:MM", end="YYYY-MM-DD HH:MM", length="[n]")
    times = {"start": "2026-03-03 10:00", "mitigated": "2026-03-03 11:00", "end": "2026-03-03 11:30"}
    assert found(template, form.format(**times, length=length)) == codes


@pytest.mark.parametrize(
    ("label", "slot", "told"),
    [
        ("連絡者", "氏名", "上田 麻衣"),
        ("负责人", "姓名", "王伟"),
        ("담당자", "이름", "김하나"),
        ("連絡日時", "HH:MM", "10:30"),
    ],
)
def test_labels_with_a_colon_and_no_blank_in_scripts_without_blanks(label: str, slot: str, told: str) -> None:
    template = f"## 連絡\n\n- {label}:{slot}\n- 方法:メール/電話/画面\n"
    assert found(template, f"## 連絡\n\n- {label}:{told}\n- 方法:電話\n") == []
    assert found(template, f"## 連絡\n\n- {label}:{slot}\n- 方法:電話\n") == [("IR201", 5)]


@pytest.mark.parametrize("left", ['TBD or "none"', "TODO / n/a", "tbc or -"])
def test_a_word_for_unfilled_beside_what_may_be_said_instead(left: str) -> None:
    template = f"## Costs\n\n* **Refunds:** {left}\n* **Lead:** [Name]\n"
    assert found(template, "## Costs\n\n* **Refunds:** 12 EUR\n* **Lead:** Uma Ray\n") == []
    assert found(template, f"## Costs\n\n* **Refunds:** {left}\n* **Lead:** Uma Ray\n") == [("IR201", 5)]


@pytest.mark.parametrize(("label", "form"), [("Code", "LIFT-####"), ("Número", "INC-####"), ("番号", "障害-YYYY-NNN")])
def test_an_id_of_a_short_label(label: str, form: str) -> None:
    pack = pack_of(f"{HEAD}**{label}**: {form}\n**Lead**: [Name]\n", LANGUAGES)
    assert [node.label.text for node in pack.roles["id"]] == [label]


@pytest.mark.parametrize("slot", ["- <optional>", "- [if any]", "<optional>", "- _(optional)_"])
def test_a_section_whose_only_slot_says_optional_may_go(slot: str) -> None:
    template = f"## Causes\n\n[Why]\n\n## Luck\n\n{slot}\n"
    assert found(template, "## Causes\n\nA rope tore.\n") == []
    assert found(template, f"## Causes\n\nA rope tore.\n\n## Luck\n\n{slot}\n") != []


@pytest.mark.parametrize(
    ("status", "value", "level"),
    [
        ("Watched", "to follow, when the rope is new", "info"),
        ("Closed", "to follow, when the rope is new", "error"),
        ("Watched", "to be confirmed", "error"),
        ("Watched", "TBD, ask Jo about the new rope", "error"),
    ],
)
def test_what_is_still_to_come_says_why_in_a_report_that_is_open(status: str, value: str, level: str) -> None:
    template = "**Status:** Open / Watched / Closed\n**End:** YYYY-MM-DD HH:MM\n**Signed on:** YYYY-MM-DD\n"
    report = f"**Status:** {status}\n**End:** 2026-03-03 11:30\n**Signed on:** {value}\n"
    said = lint_text(REPORT + report, [pack_of(HEAD + template, LANGUAGES)])
    assert [(one.code, one.level) for one in said] == [("IR206", level)]


@pytest.mark.parametrize("asked", ["{Back to normal - first fault}", "<from first fault to back to normal>"])
def test_any_length_may_have_its_ends_in_its_slot(asked: str) -> None:
    form = "| | UTC |\n|---|---|\n| First fault or alarm | {0} |\n| Noticed | {1} |\n| Back to normal | {2} |\n"
    template = form.format(*["YYYY-MM-DD HH:MM"] * 3) + f"\n**Time to recover:** {asked}\n"
    report = form.format("2026-03-03 10:00", "2026-03-03 10:30", "2026-03-03 11:30") + "\n**Time to recover:** {} min\n"
    assert found(template, report.format(90)) == []
    assert found(template, report.format(60)) == [("IR403", 9)]


def test_a_key_of_the_front_matter_lists_its_options_in_a_comment() -> None:
    matter = "---\nseverity: minor # minor | major | critical\n---\n\n# Incident: [Title]\n\n"
    rule = "## Losses\n\n> Required when severity is `critical`, otherwise delete the section.\n\n[What]\n"
    pack = pack_of(f"{matter}## Causes\n\n[Why]\n\n{rule}", LANGUAGES)
    told = "---\nseverity: {}\n---\n\n# Incident: a lift stood still\n\n## Causes\n\nA rope tore.\n"
    codes = {
        level: [one.code for one in lint_text(told.format(level), [pack])] for level in ("minor", "critical", "high")
    }
    assert codes == {"minor": [], "critical": ["IR301"], "high": ["IR207"]}


def test_items_of_levels_are_demanded_when_their_section_is() -> None:
    template = (
        "**Severity:** SEV1 / SEV2 / SEV3\n\n**State:** Open / Watched / Closed\n\n## Checks\n\n"
        "Everything must be ticked before the state may be set to Closed.\n\n"
        '- [ ] Doors shut\n- [ ] SEV1/SEV2: the owner has read this (tick for SEV3 as "n/a")\n'
    )
    item = "SEV1/SEV2: the owner has read this"
    told = f"**Severity:** {{}}\n\n**State:** {{}}\n\n## Checks\n\n- [{{}}] Doors shut\n- [ ] {item}\n"
    assert found(template, told.format("SEV2", "Closed", "x")) == [("IR302", 10)]
    assert found(template, told.format("SEV3", "Closed", "x")) == []
    assert found(template, told.format("SEV2", "Watched", " ")) == []


@pytest.mark.parametrize(("names", "language"), [("Name, Datum", "de"), ("name, date", "en"), ("nom, date", "fr")])
def test_an_item_names_what_is_to_be_written_behind_it(names: str, language: str) -> None:
    template = f"## Approval\n\n- [ ] Doors shut\n- [ ] Head of lifts: {names}\n"
    assert found(template, "## Approval\n\n- [x] Doors shut\n- [x] Head of lifts: Uma Ray, 2026-03-03\n") == []
    assert found(template, f"## Approval\n\n- [x] Doors shut\n- [x] Head of lifts: {names}\n") == [("IR201", 6)]


def test_a_heading_may_say_the_form_of_the_moments_below_it() -> None:
    heading = "## Times (local time, DD/MM/YYYY HH:MM)\n\n"
    told = "- Began: 03/03/2026 10:00\n- Ended: 03/03/2026 11:00\n"
    assert found(f"{heading}- Began:\n- Ended:\n", heading + told) == []
    assert found(f"{heading}- Began:\n- Ended:\n", told) == [("IR101", 4)]


def test_another_kind_than_those_to_choose_from_may_go() -> None:
    template = "## Kind\n\nTick all that apply.\n\n- [ ] Rope\n- [ ] Door\n- [ ] Other: [describe]\n"
    assert found(template, "## Kind\n\n- [ ] Rope\n- [x] Door\n") == []
    assert found(template, "## Kind\n\n- [ ] Rope\n- [ ] Door\n- [x] Other: the cabin\n") == []


@pytest.mark.parametrize(
    "label",
    ["Durée d'indisponibilité (du début au rétablissement)", "Dauer (vom Beginn bis zur Behebung)"],
)
def test_names_of_ends_may_have_an_article(label: str) -> None:
    begin, end = ("Début", "Rétablissement") if "du" in label else ("Beginn", "Behebung")
    form = f"- {begin} : {{}}\n- {end} : {{}}\n- {label} : {{}}\n"
    template = form.format("JJ/MM/AAAA HH:MM", "JJ/MM/AAAA HH:MM", "[minutes]")
    told = form.format("03/03/2026 10:00", "03/03/2026 11:00", "{}")
    assert found(template, told.format("60 min")) == []
    assert found(template, told.format("80 min")) == [("IR403", 5)]


def test_what_says_when_its_section_is_demanded_may_stay_there() -> None:
    rule = "P1 and P2: tick all of them. P3: leave the boxes empty or delete the section."
    template = f"**Severity:** P1 / P2 / P3\n\n## Checks\n\n{rule}\n\n{BOXES.format(' ')}"
    report = f"**Severity:** P1\n\n## Checks\n\n{rule}\n\n{BOXES.format('x')}"
    said = lint_text(REPORT + report, [pack_of(HEAD + template, LANGUAGES)])
    assert [(one.code, one.level) for one in said] == [("IR204", "info")]


@pytest.mark.parametrize("hint", ["(i.e. guests, staff)", "(e.g. tickets, calls)"])
def test_examples_behind_a_question_above_its_own_answers_may_stay(hint: str) -> None:
    form = f"## Harm\n\n1. **Who was hit?** {hint}\n    - {{}}\n2. **How many?** (i.e. of people)\n    - {{}}\n"
    assert found(form.format("...", "..."), form.format("Guests.", "Nine.")) == []


@pytest.mark.parametrize("note", ["※ 任意", "<!-- Facultatif : photos, journaux. -->", "<!-- Optional: pictures -->"])
def test_a_note_that_begins_with_optional_lets_its_section_go(note: str) -> None:
    assert found(f"## Causes\n\n[Why]\n\n## Annexes\n\n{note}\n", "## Causes\n\nA rope tore.\n") == []
