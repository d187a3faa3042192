"""Forms of companies: moments behind midnight, days that carry on, levels that are figures or ranks, notices, ids."""

from __future__ import annotations

import pytest

from incidentlint.authoring.setup.template_review import _roles
from incidentlint.template.slot_patterns import slot_pattern
from support import lint_text, pack_of


def codes(template: str, report: str, pack_file: str = "") -> list[str]:
    found = lint_text(report, [pack_of(template, pack_file)], path="docs/incidents/report.md")
    return [each.code for each in found if each.level != "info"]


FORM = "---\ndate: YYYY-MM-DD\nstart: HH:MM\ndetected: HH:MM\nend: HH:MM\n---\n\n# [Title]\n"


@pytest.mark.parametrize(
    ("start", "detected", "end", "expected"),
    [
        ("22:40", "23:10", "00:50", []),
        ("23:50", "00:05", "09:30", []),
        ("13:05", "13:10", "00:20", []),
        ("22:40", "23:10", "22:20", ["IR402"]),
        ("09:10", "08:40", "11:00", ["IR402"]),
        ("12:05", "12:10", "02:00", ["IR402"]),
    ],
)
def test_a_time_behind_midnight(start: str, detected: str, end: str, expected: list[str]) -> None:
    report = f"---\ndate: 2026-01-14\nstart: '{start}'\ndetected: '{detected}'\nend: '{end}'\n---\n\n# Mail late\n"
    roles = '[roles]\nstarted = "start"\ndetected = "detected"\nresolved = "end"\n'
    assert codes(FORM, report, roles) == expected


@pytest.mark.parametrize(("end", "expected"), [("04:05", []), ("22:05", ["IR402"])])
def test_the_start_may_have_the_day(end: str, expected: list[str]) -> None:
    template = "# [Title]\n\n**Start:** YYYY-MM-DD HH:MM\n**End:** HH:MM\n"
    assert codes(template, f"# Mail late\n\n**Start:** 2026-01-14 22:35\n**End:** {end}\n") == expected


@pytest.mark.parametrize(
    ("language", "form"),
    [
        ("en", "**Began:** [YYYY-MM-DD HH:MM]\n**Resolution notice sent:** [HH:MM]"),
        ("en", "**Began:** [YYYY-MM-DD HH:MM]\n**Customers told it was over:** [HH:MM]"),
        ("de", "**Beginn:** [JJJJ-MM-TT HH:MM]\n**Abschlussmeldung, Störung behoben:** [HH:MM]"),
        ("es", "**Inicio:** [AAAA-MM-DD HH:MM]\n**Aviso de cierre:** [HH:MM]"),
        ("fr", "**Début :** [AAAA-MM-JJ HH:MM]\n**Message de fin d'incident :** [HH:MM]"),
        ("ja", "- 発生：【YYYY-MM-DD HH:MM】\n- 収束のお知らせ：【HH:MM】"),
    ],
)
def test_a_notice_is_no_end(language: str, form: str) -> None:
    assert "resolved" not in dict(_roles(pack_of(f"# [Title]\n\n{form}\n", f'languages = ["{language}"]\n')))


LEVELS = """# [Title]

**{label}:** {{{{1 | 2 | 3}}}}

| {label} | {meaning} |
|---|---|
| 1 | {all} |
| 2 | {some} |
| 3 | {none} |

## {actions}

### {action} 1: {{{{title}}}}

- {priority}: {{{{high | medium | low}}}}
"""
WORDS = {
    "en": ("Level", "Meaning", "Nothing works", "Some fails", "Tools only", "Action items", "Action", "Priority"),
    "es": ("Nivel", "Significado", "Todo parado", "Parte parada", "Solo interno", "Acciones", "Acción", "Prioridad"),
    "de": ("Stufe", "Bedeutung", "Alles steht", "Teils gestört", "Nur intern", "Maßnahmen", "Maßnahme", "Priorität"),
}


@pytest.mark.parametrize("language", WORDS)
def test_levels_that_are_figures(language: str) -> None:
    """The priority of an action is none of the incident's, and what explains the levels may go."""
    names = ("label", "meaning", "all", "some", "none", "actions", "action", "priority")
    said = dict(zip(names, WORDS[language], strict=True))
    template = LEVELS.format(**said)
    assert dict(_roles(pack_of(template, f'languages = ["{language}"]\n')))["severity"] == said["label"]
    file = f'languages = ["{language}"]\n[roles]\nseverity = "{said["label"]}"\n'
    report = (
        f"# Mail late\n\n**{said['label']}:** 2\n\n## {said['actions']}\n\n### {said['action']} 1: More disks\n\n"
        f"- {said['priority']}: high\n"
    )
    assert codes(template, report, file) == []
    assert codes(template, report.replace(":** 2", ":** 4"), file) == ["IR207"]


TIMES = """# [Title]

## {timeline}

| {day} | {time} | {event} |
|---|---|---|
| [day] | HH:MM | [what] |
"""


@pytest.mark.parametrize(
    ("heads", "language"),
    [(("Timeline", "Date", "Time", "Event"), "en"), (("Verlauf", "Datum", "Uhrzeit", "Ereignis"), "de")],
)
def test_a_day_goes_for_the_rows_below_it(heads: tuple[str, ...], language: str) -> None:
    template = TIMES.format(timeline=heads[0], day=heads[1], time=heads[2], event=heads[3])
    table = f"# Mail late\n\n## {heads[0]}\n\n| {heads[1]} | {heads[2]} | {heads[3]} |\n|---|---|---|\n"
    file = f'languages = ["{language}"]\n'
    assert (
        codes(template, f"{table}| 2026-01-14 | 22:40 | Stopped |\n| | 22:50 | Seen |\n| | 23:00 | Over |\n", file)
        == []
    )
    assert "IR205" in codes(template, f"{table}| | 22:40 | Stopped |\n| 2026-01-14 | 22:50 | Over |\n", file)
    assert "IR205" in codes(template, f"{table}| 2026-01-14 | 22:40 | Stopped |\n| 2026-01-14 | | Over |\n", file)


def test_what_divides_a_timeline_is_there_for_each_day() -> None:
    template = "# [Title]\n\n## Timeline\n\nDay: [date]\n\n- [HH:MM] - [what]\n"
    report = "# Mail late\n\n## Timeline\n\nDay: 2026-01-14\n\n- 23:40 - Stopped\n\nDay: 2026-01-15\n\n- 00:10 - Over\n"
    assert codes(template, report) == []


def test_brackets_alone_are_told_of() -> None:
    note = "> Replace what is between `{{ }}`. Times are UTC.\n"
    template = f"# Incident report\n\n{note}\n**Team:** {{{{team}}}}\n"
    assert codes(template, f"# Incident report\n\n{note}\n**Team:** Mail\n") == []
    assert codes(template, f"# Incident report\n\n{note}\n**Team:** {{{{team}}}}\n") == ["IR201"]


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        ("INC-AAAAMMJJ-x", "INC-20241129-a", "INC-2024-11-29"),
        ("ST-JJJJMMTT-NN", "ST-20241129-02", "ST-241129-02"),
        ("ST-JJJJ-MM-TT", "ST-2024-11-29", "ST-2024-11"),
        ("INC-YYYYMMDD-n", "INC-20241129-2", "INC-20241129"),
        ("PM-JJMMAAAA", "PM-29112024", "PM-291124"),
    ],
)
def test_ids_with_the_day_of_other_languages(form: str, right: str, wrong: str) -> None:
    assert slot_pattern(form).regex.fullmatch(right)
    assert not slot_pattern(form).regex.fullmatch(wrong)
    assert codes(f"# [Title]\n\n**ID:** {form}\n", f"# Mail late\n\n**ID:** {right}\n") == []


FIELDS = (
    "# 障害報告書\n\n{0} 管理番号：{1}\n{0} 重要度：{2}\n{0} 報告者：{3}\n\n"
    "## お客様への連絡（重要度S・Aは必須）\n\n{4}\n"
)


@pytest.mark.parametrize("sign", "■◆●▼")
def test_labels_behind_a_sign(sign: str) -> None:
    file = 'languages = ["ja"]\n[roles]\nseverity = "重要度"\n'
    template = FIELDS.format(sign, "【SYS-YYYY-NNN】", "【S / A / B / C】", "【氏名】", "【連絡内容】")

    def found(level: str, name: str, text: str) -> list[str]:
        return codes(template, FIELDS.format(sign, "SYS-2025-031", level, name, text), file)

    assert found("C", "佐藤", "該当なし") == []
    assert found("A", "佐藤", "10:20にメールで連絡した。") == []
    assert found("A", "佐藤", "該当なし") == ["IR205"]
    assert found("高", "佐藤", "10:20にメールで連絡した。") == ["IR207"]
    assert found("A", "", "10:20にメールで連絡した。") == ["IR205"]


@pytest.mark.parametrize(
    "hint", ["Use numbers: failed requests, users.", "Be precise: which hosts.", "Use UTC: no others."]
)
def test_what_a_hint_begins_with_is_no_label(hint: str) -> None:
    template = f"# [Title]\n\n## Impact\n\n> {hint}\n\n- **Users affected:** <count>\n"
    assert codes(template, "# Mail late\n\n## Impact\n\n- **Users affected:** 2,310\n") == []
    assert codes(template, "# Mail late\n\n## Impact\n\n- **Users affected:** <count>\n") == ["IR201"]


def test_items_that_are_marks_stand_for_any() -> None:
    template = "# [Title]\n\n## Log\n\n* TBD: TBD\n"
    assert codes(template, "# Mail late\n\n## Log\n\n* 10:04: The old key went.\n* 10:20: It is back.\n") == []
    assert codes(template, "# Mail late\n\n## Log\n\n* 10:04: The old key went.\n* TBD: TBD\n") != []
