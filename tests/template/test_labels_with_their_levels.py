"""Levels in a label, wide colons, sentences that are no labels, comments that are to go."""

from __future__ import annotations

import pytest

from support import lint_text, load_built_in, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a gate jammed\n\n"
CAUSE = "\n## Cause\n\n{}\n"


def found(template: str, report: str) -> list[tuple[str, int, str]]:
    told = lint_text(report, [pack_of(template, "")])
    return [(one.code, one.place.line, one.level) for one in told if one.level != "info"]


@pytest.mark.parametrize(
    ("label", "right", "wrong"),
    [
        ("Severity (SEV1-SEV4)", "SEV3", "SEV5"),
        ("Severity (P1 / P2 / P3)", "P2", "P7"),
        ("Severity (high, medium or low)", "low", "brown"),
    ],
)
def test_the_label_of_a_severity_has_its_levels(label: str, right: str, wrong: str) -> None:
    template = f"{HEAD}- **{label}:**\n- **Who:**\n{CAUSE.format('[Cause]')}"
    for name in (label, "Severity"):
        report = f"{REPORT}- **{name}:** {{}}\n- **Who:** Ana\n{CAUSE.format('A stone.')}"
        assert found(template, report.format(right)) == []
        assert found(template, report.format(wrong)) == [("IR207", 3, "error")]


def test_a_note_in_the_label_of_a_severity_is_no_scale() -> None:
    template = f"{HEAD}- **Severity (see page 3):**\n- **Who:**\n"
    assert found(template, f"{REPORT}- **Severity:** P2\n- **Who:** Ana\n") == []


@pytest.mark.parametrize("blank", ["**原因**：<!-- TODO -->", "**原因：** <!-- 一句话 -->", "**原因**："])
def test_a_label_with_a_wide_colon_is_to_be_filled_in(blank: str) -> None:
    template = f"{HEAD}## 经过\n\n[Text]\n\n{blank}\n"
    report = f"{REPORT}## 经过\n\n门卡住了。\n\n{{}}\n"
    assert found(template, report.format("**原因**：一块石头。")) == []
    assert found(template, report.format(blank)) == [("IR205", 7, "error")]


@pytest.mark.parametrize("sentence", ["可重复的步骤。包含：配置、命令。", "时间从日志里取，不凭记忆："])
def test_a_sentence_with_a_colon_is_no_label(sentence: str) -> None:
    template = f"{HEAD}## 步骤\n\n{sentence}\n\n```bash\n# 命令\n```\n"
    assert found(template, f"{REPORT}## 步骤\n\n编译，再运行。\n\n```bash\n./gate --open\n```\n") == []


@pytest.mark.parametrize("order", ["Delete this comment.", "1. Copy this file.\n2. Strip this comment block."])
def test_a_comment_that_is_to_go_is_left(order: str) -> None:
    template = f"<!--\n{order}\n-->\n\n{HEAD}## Cause\n\n[Cause]\n"
    report = f"{REPORT}## Cause\n\nA stone.\n"
    assert found(template, report) == []
    assert found(template, f"<!--\n{order}\n-->\n\n{report}") == [("IR204", 1, "warning")]
    other = template.replace(order, "Who may read this.")
    assert found(other, f"<!--\nWho may read this.\n-->\n\n{report}") == []


def test_a_table_may_be_told_to_be_of_nothing() -> None:
    template = f"{HEAD}## Traps\n\n| Trap | Why |\n|---|---|\n| TBD | TBD |\n"
    told = "## Traps\n\n{} The stone was seen at once, and lay there by chance; nobody had put it there on purpose.\n"
    assert found(template, REPORT + told.format("None found.")) == []
    assert [code for code, *_ in found(template, REPORT + told.format("Some were found."))] == ["IR109"]


def test_owner_and_date_may_have_one_label() -> None:
    template = f"{HEAD}## Follow-up\n\n- Risk left:\n- Owner and due date:\n"
    report = f"{REPORT}## Follow-up\n\n- Risk left: low\n- Owner and due date: the yard (Ana Cal){{}}\n"
    assert found(template, report.format(", 2026-04-01")) == []


def test_the_post_mortem_of_another_day_is_no_meeting() -> None:
    head = "**Started:** 2026-03-06 10:10\n**Ended:** 2026-03-06 10:40\n"
    text = f"{REPORT}{head}{CAUSE.format('A stone.')}\n## Links\n\n- Postmortem of 2025-11-20 (same gate)\n"
    assert [one.code for one in lint_text(text, [load_built_in("generic")]) if one.level == "error"] == []


def test_examples_among_the_boxes_may_go() -> None:
    form = (
        "## Checks\n\n- [ ] e.g. oiled the hinge with `<oil>`\n- [ ] Gate opens in both directions\n- [ ] Bell rings\n"
    )
    report = f"{REPORT}## Checks\n\n- [x] Gate opens in both directions\n- [x] Bell rings\n"
    assert found(HEAD + form, report) == []
    assert found(HEAD + form, report.replace("- [x] Bell rings\n", "")) == [("IR112", 3, "error")]


def test_what_says_how_each_item_is_written_is_no_field() -> None:
    form = "## Action items\n\nEach item: `<title>` + `Owner:`\n\n- [Item]\n"
    assert found(HEAD + form, f"{REPORT}## Action items\n\n- Oil it. Owner: Ana\n") == []


NOTICES = "## Notices\n\n| Whom | Reported on | By | No. |\n|---|---|---|---|\n{}"


@pytest.mark.parametrize(("reason", "codes"), [("– (no guest was hurt)", []), ("", ["IR205"])])
def test_the_reason_may_be_beside_a_dash(reason: str, codes: list[str]) -> None:
    form = HEAD + NOTICES.format("| Insurer | | | |\n| Police | | | |\n")
    rows = f"| Insurer | 2026-03-06 | Ana | 12 |\n| Police | N/A | Ana | {reason} |\n"
    assert [code for code, *_ in found(form, REPORT + NOTICES.format(rows))] == codes


def test_an_approver_at_the_end_is_asked_for() -> None:
    form = (
        "## リンク\n\n- 台帳: [リンク]\n\n---\n\n**作成者**: [名前]  \n**承認者**: [名前]  \n**作成日**: YYYY-MM-DD\n"
    )
    report = "## リンク\n\n- 台帳: 12号\n\n---\n\n**作成者**: 森 亜矢  \n**承認者**: 原 健  \n**作成日**: 2026-03-06\n"
    assert found(HEAD + form, REPORT + report) == []
    assert found(HEAD + form, REPORT + report.replace("**承認者**: 原 健  \n", "")) == [("IR107", 3, "error")]


@pytest.mark.parametrize(("told", "codes"), [("71", []), ("91", ["IR403"])])
def test_a_length_has_its_own_times_behind_words(told: str, codes: list[str]) -> None:
    form = "**Detected:** YYYY-MM-DD HH:MM\n**Resolved:** YYYY-MM-DD HH:MM\n\n- **Duration:** <minutes of the jam>\n"
    head = "**Detected:** 2026-03-06 14:20\n**Resolved:** 2026-03-06 15:20\n\n"
    text = head + "- **Duration:** {} minutes of jam (14:09 to 15:20)\n"
    assert [code for code, *_ in found(HEAD + form, REPORT + text.format(told))] == codes


@pytest.mark.parametrize(
    "form",
    ["**Severity:** {}\n\n**Who:** Ana\n", "| Field | Value |\n|---|---|\n| Severity | {} |\n| Who | Ana |\n"],
)
def test_a_severity_has_levels_of_any_two_words(form: str) -> None:
    template = HEAD + form.format("page / ticket").replace("Ana", "[name]")
    assert found(template, REPORT + form.format("ticket")) == []
    assert [code for code, *_ in found(template, REPORT + form.format("P3"))] == ["IR207"]
    assert [code for code, *_ in found(template, REPORT + form.format("page / ticket"))] == ["IR202"]
