"""Labels, columns and rows of forms of many languages, as teams write them and their reports fill them in."""

from __future__ import annotations

import re

import pytest

from support import lint_text, pack_of

LANGUAGES = 'languages = ["de", "es", "fr", "it", "ja", "ko", "zh"]\n'


def codes(template: str, report: str) -> list[str]:
    """The codes of what is found in a report of a template, notes aside."""
    found = lint_text(report, [pack_of(template, LANGUAGES)], path="docs/pump.md")
    return [finding.code for finding in found if finding.level != "info"]


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("Raport zatwierdził/-a", "Raport zatwierdziła"),
        ("Autor(a)", "Autora"),
        ("Bearbeiter*in", "Bearbeiter"),
        ("Site(s)", "Sites"),
        ("Rédacteur·rice", "Rédacteur"),
    ],
)
def test_a_label_may_offer_two_endings(label: str, written: str) -> None:
    template = f"# [T]\n\n**{label}:** [Name]\n\n## Story\n\n[Text]\n"
    report = "# Pump\n\n**{}:** Ada Berg\n\n## Story\n\nIt stopped.\n"
    assert codes(template, report.format(written)) == []
    assert codes(template, report.format(label)) == []
    assert codes(template, report.format("Other")) == ["IR107"]


@pytest.mark.parametrize(
    ("head", "written"),
    [("구분(단기/중기/장기)", "구분"), ("種別(予防/検知)", "種別"), ("类型（预防/检测）", "类型")],
)
def test_a_note_that_is_glued_to_a_column_is_no_part_of_its_name(head: str, written: str) -> None:
    table = "## 対策\n\n| No. | {} | 内容 |\n|---|---|---|\n| 1 | {} | {} |\n"
    template = "# [T]\n\n## Story\n\n[Text]\n\n" + table.format(head, "", "[x]")
    report = "# Pump\n\n## Story\n\nIt stopped.\n\n" + table.format(written, "a", "b")
    assert codes(template, report) == []


@pytest.mark.parametrize(
    ("entry", "filled"),
    [
        ("- `{{HH:MM}}` **[inicio]** {{…}}", "- `08:10` **[inicio]** Falla la bomba"),
        ("- {HH:MM} **[DETECTED]** {what}", "- 08:10 **[DETECTED]** The pump fails"),
        ("- <HH:MM> **[start]** <what happened>", "- 08:10 **[start]** The pump fails"),
        ("- {{HH:MM}} [alert] {{what}}", "- 08:10 [alert] The pump fails"),
    ],
)
def test_a_name_in_brackets_beside_slots_in_other_signs_stays(entry: str, filled: str) -> None:
    head = "# {}\n\n## Story\n\n{}\n\n## Timeline\n\n"
    report = head.format("Pump", "It stopped.") + filled + "\n" + filled.replace("08:10", "09:10") + "\n"
    template = head.format("[T]", "[Text]") + entry + "\n" + entry + "\n"
    assert codes(template, report) == []
    assert codes(template, report + entry + "\n") == ["IR201", "IR201"]


@pytest.mark.parametrize(
    ("title", "filled"),
    [
        ("[장애보고서] ○○ 서비스 장애", "[장애보고서] 로그인 서비스 장애"),
        ("[障害報告書] ○○○○", "[障害報告書] 決済の停止"),
        ("[Postmortem] <what>", "[Postmortem] Pump down"),
    ],
)
def test_a_bracket_that_says_that_it_is_a_report_stays_in_the_title(title: str, filled: str) -> None:
    template, report = f"# {title}\n\n## Story\n\n[Text]\n", f"# {filled}\n\n## Story\n\nIt stopped.\n"
    assert codes(template, report) == []
    assert codes(template, report.replace(filled, title)) == ["IR201"]


@pytest.mark.parametrize(("due", "found"), [("10/24", []), ("24.10.", []), ("10月24日", ["IR417"]), ("v1", ["IR602"])])
def test_an_action_may_be_due_on_a_day_without_its_year(due: str, found: list[str]) -> None:
    table = "## Action items\n\n| What | Owner | Due |\n|---|---|---|\n| {} | {} | {} |\n"
    template = "# [T]\n\n## Story\n\n[Text]\n\n" + table.format("[x]", "[Name]", "YYYY-MM-DD")
    report = "# Pump\n\n## Story\n\nIt stopped.\n\n" + table.format("Oil it", "Ada Berg", due)
    assert codes(template, report) == found


def test_a_prompt_behind_a_word_for_what_is_to_come_is_no_field() -> None:
    head = "# {}\n\n## Story\n\n{}\n\n## Rest\n\n{}\n"
    template = head.format("[T]", "待填写：口径、金额", "[Text]")
    assert codes(template, head.format("Pump", "- 口径：甲\n- 金额：0", "It ran.")) == []
    assert codes(template, head.format("Pump", "待填写：口径、金额", "It ran.")) == ["IR206"]


def test_lists_beside_each_other_need_not_be_of_one_length() -> None:
    table = "## Look back\n\n| 👍 | 👎 | 🍀 |\n|---|---|---|\n"
    template = "# [T]\n\n## Story\n\n[Text]\n\n" + table + "| {what} | {what} | {what} |\n"
    report = "# Pump\n\n## Story\n\nIt stopped.\n\n" + table + "| Call | Slow page | Quiet day |\n| Good log | | |\n"
    assert codes(template, report) == []
    assert codes(template, report + "| {what} | | |\n") == ["IR201"]


def test_rows_that_a_parser_reads_as_a_list_are_no_missing_ones() -> None:
    table = "## Next\n\nNo. | What | Who\n--- | --- | ---\n"
    template = "# [T]\n\n## Story\n\n[Text]\n\n" + table + "1. | [x] | [Name]\n"
    report = "# Pump\n\n## Story\n\nIt stopped.\n\n" + table
    assert codes(template, report + "1. | Oil it | Ada Berg\n") == []
    assert codes(template, report) == ["IR113"]


def test_a_timeline_may_call_its_columns_in_its_own_words() -> None:
    table = "## Timeline\n\n| {} | {} |\n|---|---|\n"
    template = "# [T]\n\n## Story\n\n[Text]\n\n" + table.format("Time", "Event") + "| HH:MM | [x] |\n"
    report = "# Pump\n\n## Story\n\nIt stopped.\n\n" + table.format("When", "What happened") + "| 08:10 | Down |\n"
    assert codes(template, report) == []


LEVELS = ("Critique : tout est arrêté", "Majeure : une fonction", "Mineure : une gêne")


@pytest.mark.parametrize("label", ["**Gravité** (cocher une seule case) :", "**Gravité :**"])
@pytest.mark.parametrize("box", ["[ ]", "( )"])
def test_a_level_is_ticked_in_boxes_of_any_brackets(label: str, box: str) -> None:
    def made(chosen: int, tick: str) -> str:
        marks = [box.replace(" ", "x") if number == chosen else box for number in range(len(LEVELS))]
        options = "".join(f"- {mark} {level}\n" for mark, level in zip(marks, LEVELS, strict=True))
        return f"{label}\n\n{options}\n## Story\n\nIt.\n\n## Checks\n\n- [{tick}] Board told (Critique uniquement)\n"

    template = "# [T]\n\n" + made(9, " ").replace("It.", "[Text]")
    assert codes(template, "# Pump\n\n" + made(1, " ")) == []
    assert codes(template, "# Pump\n\n" + made(0, "x")) == []
    assert codes(template, "# Pump\n\n" + made(0, " ")) == ["IR302"]
    assert codes(template, "# Pump\n\n" + made(9, " ")) == ["IR202"]


@pytest.mark.parametrize(
    ("started", "resolved", "duration", "says"),
    [
        ("Störung begonnen:\n: 12.09.2026 02.35 Uhr, sagt die Wache", "Wiederhergestellt:\n: 12.09.2026 05.50 Uhr",
         "Ausfallzeit:\n: {}", "3 Std. 15 Min."),
        ("発生日時：9月12日(土)9時42分", "復旧：9月12日(土)12時06分", "影響時間：{}", "2時間24分"),
        ("발생: 9월 12일(토) 11:05", "복구 완료: 9월 12일(토) 12:20", "장애 시간: {}", "75분"),
    ],
)  # fmt: skip
def test_a_length_is_compared_with_moments_in_the_words_of_a_language(
    started: str, resolved: str, duration: str, says: str
) -> None:
    head = "# {}\n\n{}\n\n{}\n\n{}\n\n## Story\n\n{}\n"
    slots = [re.sub(r"\d.*", "[Text]", text) for text in (started, resolved)]
    template = head.format("[T]", *slots, duration.format("[Text]"), "[Text]")
    report = head.format("2026-09-12 Pump", "{}", "{}", "{}", "It stopped.")
    assert codes(template, report.format(started, resolved, duration.format(says))) == []
    assert codes(template, report.format(started, resolved, duration.format("7 h 59 min"))) == ["IR403"]


def test_a_key_of_data_is_a_label_in_plain_letters() -> None:
    data = "---\ndebut: 2026-01-28 09h14\nresolution: 2026-01-28 13h37\nduree: {}\n---\n\n# Pump\n\n## Story\n\nIt.\n"
    template = data.format("XXhXX").replace("Pump", "[T]")
    assert codes(template, data.format("4h23")) == []
    assert codes(template, data.format("3h23")) == ["IR403"]


def test_a_comment_above_a_prompt_says_for_which_levels_a_section_is() -> None:
    head = "# {}\n\n- 深刻度: {}\n\n## 概要\n\n{}\n\n"
    gated = "## 連絡\n\n<!-- Sev1, Sev2 は必須。Sev3 は節ごと削除してよい -->\nTODO: 時刻、方法\n"
    template = head.format("PM-nnn: TODO", "TODO <!-- Sev1: 全停止 / Sev2: 一部 / Sev3: 劣化 -->", "TODO") + gated
    assert codes(template, head.format("PM-007: 停止", "Sev3", "停止した。")) == []
    assert codes(template, head.format("PM-007: 停止", "Sev2", "停止した。")) == ["IR301"]


def test_levels_may_be_numbers_with_their_names_behind_a_dash() -> None:
    head = "---\nprioritaet: {}\n---\n\n# {}\n\n## Story\n\n{}\n\n## Checks\n\n- [{}] Board told (nur Priorität 1)\n"
    template = head.format("<1-kritisch | 2-hoch | 3-mittel>", "[T]", "[Text]", " ")
    assert codes(template, head.format("2-hoch", "Pump", "It stopped.", " ")) == []
    assert codes(template, head.format("<1-kritisch | 2-hoch | 3-mittel>", "Pump", "It.", "x")) == ["IR202"]
