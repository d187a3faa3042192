"""Lengths that stand beside their two moments: in the same row, as the time since the first row, behind "that is"."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lines_of, lint_text, pack_of

REPORT = """# Postmortem: no lifts

**Started:** 2026-03-10 22:47 UTC

## Impact

{}

## Root cause

A relay.
"""

RACKS = """| Rack | Down from (UTC) | Down until (UTC) | Minutes |
| --- | --- | --- | ---: |
| B-11 | 22:47 | 00:20 | 93 |
| B-12 | 22:47 | 01:12 | {} |"""

SHIFTS = """| Begin | Ende | Dauer |
| --- | --- | --- |
| 10.03.2026 22:47 | 11.03.2026 01:12 | {} |
| 10.03.2026 22:50 | 10.03.2026 23:20 | 30 min |"""

CLOCK = """| Mark | When | T+ |
| --- | --- | --- |
| Bad rows written | 2026-03-10 01:30 | T+0:00 |
| Noticed | 2026-03-10 08:55 | T+7:25 |
| Stopped | 2026-03-10 10:20 | T+8h 50m |
| Right again | 2026-03-11 15:45 | {} |"""

HOURS = """| T | Time | Event |
| --- | --- | --- |
| T+0m | 22:47 | Lift stops |
| T+13m | 23:00 | Porter calls |
| {} | 01:12 | All run |"""


ROWS = """| Job | {} | {} | {} |
| --- | --- | --- | --- |
| a | 10:00 | 11:00 | {} |
| b | 10:00 | 12:00 | {} |"""


def found(told: str) -> list[str]:
    findings = lint_text(REPORT.format(told), [load_built_in("generic")])
    return [one.code for one in findings if one.level != "info"]


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        (RACKS, "145", "125"),
        (SHIFTS, "2 h 25 min", "1 h 25 min"),
        (CLOCK, "T+38:15", "T+14:15"),
        (HOURS, "T+2h 25m", "T+2h 52m"),
        ("Down from 08:31 to 09:45, {}.", "that is 1 h 14 min", "that is 1 h 4 min"),
        ("Down between 08:31 and 09:45, i.e. {}.", "74 minutes", "64 minutes"),
        ("Mails were late 08:31-09:45 = {}", "74 min", "47 min"),
    ],
)
def test_a_length_is_the_time_between_them(form: str, right: str, wrong: str) -> None:
    assert found(form.format(right)) == []
    assert found(form.format(wrong)) == ["IR403"]


@pytest.mark.parametrize(
    "told",
    [
        ROWS.format("Opened", "Closed", "Downtime", "5 min", "7 min"),
        "| Job | From | To | Per call (s) |\n|---|---|---|---|\n| a | 10:00 | 11:00 | 5 |",
        ROWS.format("From (UTC)", "To (CET)", "Minutes", 60, 0),
        "| Job | From | To | Minutes |\n|---|---|---|---|\n| a | 10:00 | 11:00 | ~50 |\n| b | 10:00 | 12:00 | 120 |",
        "| Job | From | To | Minutes |\n|---|---|---|---|\n| a | 10:00 | 11:00 | 60 |\n| all | | | 60 |",
        "Between 08:31 and 09:45, about 20 minutes.",
        "Between 08:31 and 09:45, or 20 minutes of each hour, mails were late.",
        CLOCK.format("later"),
    ],
)  # fmt: skip
def test_other_lengths_are_left_alone(told: str) -> None:
    assert found(told) == []


@pytest.mark.parametrize("key", ["minutes_to_detect", "time_to_detect_minutes"])
def test_a_key_begins_or_ends_with_its_unit(key: str) -> None:
    template = f"---\nstarted_at:\ndetected_at:\n{key}:\n---\n\n# Post-mortem: [Title]\n\n## Summary\n\n[What]\n"
    report = (
        f"---\nstarted_at: 2026-05-14 09:12\ndetected_at: 2026-05-14 11:40\n{key}: %s\n---\n\n# Post-mortem: doors\n"
    )
    pack = pack_of(template, 'name = "own"\ntemplate = "template.md"\n')
    text = report + "\n## Summary\n\nDoors stuck.\n"
    assert lines_of(lint_text(text % "148", [pack])) == []
    assert [code for code, _ in lines_of(lint_text(text % "108", [pack]))] == ["IR413"]


@pytest.mark.parametrize("sign", ["T+", "+", "T + "])
def test_a_bare_number_of_a_row_is_of_minutes(sign: str) -> None:
    rows = "| {0}0 | 10:04 | First |\n| {0}27 | 10:31 | Seen |\n| {0}161 | 12:45 | Patch |\n| {0}180 | 13:04 | Done |\n"
    report = "# Postmortem: lifts\n\n## Play-by-play\n\n| T+ | Clock | What |\n|---|---|---|\n" + rows.format(sign)
    pack = load_built_in("generic")
    assert lines_of(lint_text(report, [pack])) == []
    assert lines_of(lint_text(report.replace(f"{sign}161", f"{sign}141"), [pack])) == [("IR403", 9)]


@pytest.mark.parametrize(
    ("told", "right", "wrong"),
    [
        ("Duración del impacto: {} (12:04 a 12:31).", "27 minutos", "37 minutos"),
        ("発生から復旧まで {}(09:05〜10:31)、受付から復旧まで 79 分。", "86 分", "96 分"),
        ("Die Anmeldung war {} (von 12:04 bis 12:31 Uhr) gestört.", "27 Minuten", "37 Minuten"),
        ("Parada {} (08h50 às 09h14) no total.", "24 min", "34 min"),
        ("로그인 장애 {} (14:10~15:05)", "55분", "1시간 5분"),
        ("Panne de 12:04 à 12:31 ({})", "27 minutes", "37 minutes"),
        ("- Entre las 12:04 y las 12:31 ({}) no hubo pagos", "27 minutos", "37 minutos"),
        ("- Start → mitigated → over: 07:31 → 08:02 → 08:17 ({})", "46 minutes", "56 minutes"),
        ("- Dur\u00e9e: 07:31 → 08:02 → 08:17 ({})", "15 min", "25 min"),
        ("- **Time to repair**: {} (08:50 deploy, 09:14 drift alarm)", "24 minutes", "34 minutes"),
        ("- Window: from 2026-03-10 04:10 to 2026-03-12 09:10, {}", "53 hours", "43 hours"),
        ("- Window: 2026-03-10 04:10 - 2026-03-12 09:10 ({})", "53 hours", "35 hours"),
        ("- **Noticed within**: {} (deploy at 08:50; alarm at 09:14)", "24 min", "35 min"),
    ],
)  # fmt: skip
def test_times_in_words_of_any_language(told: str, right: str, wrong: str) -> None:
    assert found(told.format(right)) == []
    assert found(told.format(wrong)) == ["IR403"]


@pytest.mark.parametrize(
    "told",
    [
        "Duración: unos 30 minutos (12:04 a 12:31).",
        "El soporte respondió en 30 minutos (avisos de 12:04 y 12:31).",
        "Time to resolve: 5h 09m (during support hours 10:00-17:00)",
        "Escalated after 10 minutes (SLA: page 08:50, answer 09:14, call 09:20)",
        "- **Time to repair**: 47 minutes (page 23:14, answer 23:20)",
        "約30分(12:04〜12:31)",
        "36 min (12:04 och 12:31)",
        "Within 30 minutes (page 12:04, answer 12:31)",
    ],
)
def test_other_times_in_notes_are_left_alone(told: str) -> None:
    rows = "\n\n## Timeline\n\n- 22:27 Door stuck\n- 22:47 Seen\n- 23:20 Page\n- 23:59 Done"
    assert found(told + rows) == []


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("`06:00` → `08:12` UTC (total: `2h12min`)", []),
        ("`06:00` → `08:12` UTC (total: `2h42min`)", ["IR403"]),
        ("2026-11-04 06:00 UTC to 2026-11-04 08:12 UTC (02:12 total)", []),
        ("2026-11-04 06:00 UTC to 2026-11-04 08:12 UTC (02:42 total)", ["IR403"]),
        ("06:00 start → 06:20 found → 08:12 back (in all 1 h 52 min)", []),
        ("06:00 start → 06:20 found → 08:12 back (in all 1 h 22 min)", ["IR403"]),
        ("2026-11-04 06:00 UTC start, 2026-11-04 08:12 UTC back (duration 3 h 12 min)", ["IR403"]),
        ("06:00 → 08:12 UTC (paged 2h42min)", []),
    ],
)
def test_a_note_behind_two_times_tells_how_long(value: str, codes: list[str]) -> None:
    report = (
        f"# Postmortem: the gate\n\n| | |\n|--|--|\n| When | {value} |\n| Who | Ana |\n\n## Summary\n\nIt jammed.\n"
    )
    assert [one.code for one in lint_text(report, [load_built_in("generic")]) if one.code == "IR403"] == codes


@pytest.mark.parametrize(("length", "codes"), [("42分", []), ("24分", ["IR403"])])
def test_a_length_of_any_language_ends_a_text_behind_two_times(length: str, codes: list[str]) -> None:
    report = f"# 障害報告: ゲート\n\n- 影響時間: 20:05〜20:47 JST、{length}\n\n## 概要\n\n開きませんでした。\n"
    assert [one.code for one in lint_text(report, [load_built_in("generic")]) if one.code == "IR403"] == codes


@pytest.mark.parametrize(
    "text",
    [
        "Maintenance 01:00-03:00 (total downtime 12 minutes).",
        "Errors were seen 09:10-09:40 (outage 12 min).",
        "Down 10:05-11:50 (UTC)1h25.",
    ],
)
def test_what_was_down_within_two_times_is_less(text: str) -> None:
    report = f"# Postmortem: the gate\n\n## Summary\n\n{text}\n"
    assert lint_text(report, [load_built_in("generic")]) == ()


NAMED = [
    ("Doors were shut for {} from the first alarm (22:47) to the last guard (23:26).", "39 minutes", "29 minutes"),
    ("Doors were shut for {}, from the first alarm (22:47 UTC) until the last guard (23:26 UTC).", "39 min", "93 min"),
    ("From the first alarm (22:47) to the last guard (23:26), {}.", "39 minutes", "49 minutes"),
    ("Die Türen waren {} von der ersten Meldung (22:47) bis zur letzten Wache (23:26) zu.", "39 Minuten", "36 Minuten"),
    ("Las puertas estuvieron {} desde la alarma (22:47) hasta la última guardia (23:26).", "39 minutos", "36 minutos"),
]


@pytest.mark.parametrize(("told", "right", "wrong"), NAMED)
def test_what_happened_has_its_time_in_parentheses(told: str, right: str, wrong: str) -> None:
    assert found(told.format(right)) == []
    assert found(told.format(wrong)) == ["IR403"]


@pytest.mark.parametrize(
    "told",
    [
        "Doors were shut for about 30 minutes from the first alarm (22:47) to the last guard (23:26).",
        "Doors were shut for 3 days from the first alarm (22:47) to the last guard (23:26).",
        "From the first alarm (22:47) to the last guard (23:26), 12 minutes apart, two guards came.",
        "Guards walked 12 minutes each, from the first door (22:47) to the last one (23:26).",
        "Two alarms came within 12 minutes. From the first door (22:47) to the last one (23:26) guards walked.",
    ],
)
def test_lengths_of_something_else_beside_named_times(told: str) -> None:
    assert found(told) == []


NOTATIONS = {
    "en, table": ("Impact", "| What | How long |\n|---|---|\n| Mitigation | {}: 17:04 → 17:45 |", "41 min", "31 min"),
    "en": ("Impact", "It was cold for {} (08:10 to 09:40, local time).", "90 minutes", "80 minutes"),
    "zh": ("时间线", "- 水停了：02:10 UTC 开始，04:25 UTC 恢复（持续 {}）", "2 小时 15 分钟", "3 小时 15 分钟"),
    "fr, zone": (
        "Chronologie",
        "Les clients ont eu froid dans la halle pendant {} (de 8 h 10 à 10 h 40, heure de Paris).",
        "2 heures 30 minutes",
        "3 heures 30 minutes",
    ),
}


@pytest.mark.parametrize("notation", NOTATIONS)
def test_notations(notation: str) -> None:
    heading, text, right, wrong = NOTATIONS[notation]
    cause = "影响" if notation == "zh" else "Cause"
    report = f"# Postmortem\n\n## {heading}\n\n{{}}\n\n## {cause}\n\nA fuse blew.\n"
    pack = pack_of(report.format("[...]").replace("A fuse blew.", "[...]"))

    def codes(line: str) -> list[str]:
        return [one.code for one in lint_text(report.format(line), [pack])]

    assert codes(text.format(right)) == []
    assert codes(text.format(wrong)) == ["IR403"]
