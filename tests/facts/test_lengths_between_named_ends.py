"""Lengths whose labels name both their ends, or the one that they count to, in any language and notation."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text, pack_of

REPORT = """# Postmortem: no lifts

- **{}:** 2026-03-10 07:40
- **{}:** 2026-03-10 07:52
- **{}:** 2026-03-10 08:40
- **{}:** 2026-03-10 09:10
- {}

## Cause

A relay.
"""

ENGLISH = ("Started", "Detected", "Mitigated", "Resolved")
SPANISH = ("Inicio", "Detectado", "Mitigado", "Resuelto")
PORTUGUESE = ("Início", "Detectado", "Mitigado", "Resolvido")
FRENCH = ("Début", "Détecté", "Atténué", "Résolu")
GERMAN = ("Beginn", "Erkannt", "Eingedämmt", "Behoben")
ITALIAN = ("Inizio", "Rilevato", "Mitigato", "Risolto")
NORWEGIAN = ("Start", "Oppdaget", "Begrenset", "Løst")
JAPANESE = ("発生日時", "検知日時", "緩和", "復旧日時")
KOREAN = ("발생 일시", "감지 시각", "완화", "복구 시각")
CHINESE = ("开始时间", "发现时间", "缓解", "恢复时间")

FORMULAS = """# Post-mortem: lifts

| Field | Value |
|---|---|
| Date | 2026-03-10 |
| {} | 07:40:10 UTC |
| {} | 07:52:10 UTC |
| {} | 09:10:40 UTC |
| {} | {} |

## Summary

A relay.
"""

MARKED = """# Postmortem: no lifts

- **Date:** 2026-03-10
- **Duration:** {} (from detection to resolution)

## Timeline

| Time | Event |
|---|---|
| 07:40 | **Detect** — the porter calls |
| 07:48 | **Triage** — who is on call comes |
| 08:30 | **Mitigate** — stairs opened |
| 09:10 | **Resolve** — old relay back |
| 09:20 | **Verify** — all run |
"""

WAVES = """# Postmortem: no lifts

**Started:** 2026-03-10 22:47 UTC

## Impact

{}

## Timeline

- 22:47 Door stuck
- 22:59 Seen
- 23:20 Page
- 23:59 Done
"""


def found(report: str) -> list[str]:
    return [one.code for one in lint_text(report, [load_built_in("generic")]) if one.level != "info"]


@pytest.mark.parametrize(
    ("heads", "line", "right", "wrong", "code"),
    [
        (ENGLISH, "**How long between incident start and detection?** {}", "12 minutes", "21 minutes", "IR413"),
        (ENGLISH, "**How long did it take from start to detection?** {}", "12 minutes", "22 minutes", "IR403"),
        (ENGLISH, "Minutes from detection to mitigation: {}", "48", "38", "IR403"),
        (ENGLISH, "Time between detection and resolution: {}", "1 h 18 min", "1 h 38 min", "IR403"),
        (ENGLISH, "Elapsed time from start to resolution: {}", "90 min", "80 min", "IR403"),
        (SPANISH, "Tiempo desde el inicio hasta la detección: {}", "12 minutos", "22 minutos", "IR413"),
        (SPANISH, "Tiempo entre la detección y la resolución: {}", "78 minutos", "88 minutos", "IR403"),
        (PORTUGUESE, "Tempo até mitigação (MTTM): {}", "60 min", "90 min", "IR403"),
        (PORTUGUESE, "Tempo de resolução: {}", "90 min", "100 min", "IR403"),
        (FRENCH, "Délai entre le début et la détection : {}", "12 minutes", "22 minutes", "IR413"),
        (FRENCH, "Temps de résolution : {}", "90 min", "100 min", "IR403"),
        (GERMAN, "Zeit vom Beginn bis zur Erkennung: {}", "12 min", "22 min", "IR413"),
        (GERMAN, "Zeit zwischen Erkennung und Behebung: {}", "78 min", "98 min", "IR403"),
        (ITALIAN, "Tempo di ripristino: {}", "90 min", "100 min", "IR403"),
        (NORWEGIAN, "Tid fra start til oppdagelse: {}", "12 minutter", "22 minutter", "IR413"),
        (JAPANESE, "発生から検知までの時間: {}", "12分", "22分", "IR413"),
        (JAPANESE, "検知から復旧まで: {}", "78分", "98分", "IR403"),
        (KOREAN, "발생부터 감지까지 걸린 시간: {}", "12분", "22분", "IR413"),
        (CHINESE, "从开始到发现的时间: {}", "12分钟", "22分钟", "IR413"),
    ],
)
def test_a_label_names_its_ends(heads: tuple[str, ...], line: str, right: str, wrong: str, code: str) -> None:
    assert found(REPORT.format(*heads, line.format(right))) == []
    assert found(REPORT.format(*heads, line.format(wrong))) == [code]


@pytest.mark.parametrize(
    "line",
    [
        "Target time from detection to resolution: 60 min",
        "Average time from start to detection this quarter: 40 min",
        "Time from first page to answer: 3 min",
        "Maximum time between failures and repair: 20 min",
        "Tempo de resolução acordado (SLA): 4 h",
        "Time from alert to page: 2 min",
        "Time between retries and end: 5 s",
        "Time to mitigate from page (MTTM): 20 min",
    ],
)
def test_other_labels_are_left_alone(line: str) -> None:
    assert found(REPORT.format(*ENGLISH, line)) == []


def test_what_is_recovered_may_be_mitigated_or_over() -> None:
    for minutes in ("60 min", "90 min"):
        assert found(REPORT.format(*ITALIAN, f"Tempo di ripristino: {minutes}")) == []


def test_rows_in_another_language_tell_no_detection() -> None:
    rows = "\n\n## Cronología\n\n- 09:15 Aviso recibido\n- 09:18 Turno llamado\n- 09:24 Causa vista\n- 09:50 Cierre\n"
    told = "# Puertas\n\n- **Fecha:** 2026-03-10\n- Tiempo desde el inicio hasta la detección: 10 minutos\n"
    assert found(told + rows) == []


@pytest.mark.parametrize(
    ("start", "seen", "end", "label"),
    [
        ("Início do impacto", "Detecção", "Fim do impacto (recuperação)", "**MTTR** (recuperação − impacto)"),
        ("Start of impact", "Detected", "End of impact (recovery)", "**MTTR** (recovery - impact)"),
        ("Beginn der Störung", "Erkannt", "Ende der Störung (Normalbetrieb)", "MTTR (Normalbetrieb − Störung)"),
        ("Start of impact", "Detected", "Recovered", "MTTR (impact → recovered)"),
    ],
)
def test_a_formula_names_its_ends(start: str, seen: str, end: str, label: str) -> None:
    heads = (start, seen, end, label)
    for right in ("90.5 min", "90 min 30 s", "~88 min", "11 min (only the night shift)"):
        assert found(FORMULAS.format(*heads, right)) == []
    assert found(FORMULAS.format(*heads, "70 min")) == ["IR403"]


def test_rows_are_marked_by_what_is_done() -> None:
    assert found(MARKED.format("01:30")) == []
    assert found(MARKED.format("02:30")) == ["IR403"]
    assert found(MARKED.replace("resolution)", "the end of the shift)").format("02:30")) == []


@pytest.mark.parametrize(
    ("told", "right", "wrong"),
    [
        ("- **장애 시간**: {} (08:20 감지 ~ 10:30 복구)", "2시간 10분", "1시간 10분"),
        ("- **Duration**: {} (8:20 found ~ 10:30 mended)", "2 h 10 min", "1 h 10 min"),
        ("- Dauer: {} (08:20 erkannt ~ 10:30 behoben)", "130 Minuten", "120 Minuten"),
        ("影響時間: {}（08:20 発見〜10:30 復旧）", "2時間10分", "1時間10分"),
        ("持续时间：{}（08:20 发现～10:30 恢复）", "2小时10分钟", "1小时10分钟"),
        ("| Field | Value |\n|---|---|\n| Duration | {} (found 08:20 ~ mended 10:30) |", "2 h 10 min", "1 h 10 min"),
    ],
)
def test_a_wave_is_between_two_named_times(told: str, right: str, wrong: str) -> None:
    assert found(WAVES.format(told.format(right))) == []
    assert found(WAVES.format(told.format(wrong))) == ["IR403"]


@pytest.mark.parametrize(
    "told",
    [
        "- **Duration**: ~2 h (8:20 found ~ 10:30 mended)",
        "Dauer: 49 min (23:10 erkannt ~ 00:50 behoben, nur Nord)",
        "Duration: 2 h (page 9:10, ~ 11:50 mail)",
    ],
)
def test_other_waves_are_left_alone(told: str) -> None:
    assert found(WAVES.format(told)) == []


def test_a_template_names_the_ends_in_a_question() -> None:
    template = (
        "# Postmortem - [Title]\n\n## Timeline\n\n| Time | Event |\n|---|---|\n| HH:MM | [What] |\n\n"
        "## Detection\n\n- **How was it seen?** [How]\n- **How long between incident start and detection?** [minutes]\n"
    )
    report = (
        "# Postmortem - lifts\n\n## Timeline\n\n| Time | Event |\n|---|---|\n| 11:20 | Relay put in, lift 3 stops |\n"
        "| 11:32 | First sign: the porter calls |\n| 11:58 | Stairs opened |\n| 13:05 | Relay out |\n"
        "| 15:45 | All run |\n\n## Detection\n\n- **How was it seen?** The porter (11:32)\n"
        "- **How long between incident start and detection?** {} minutes\n"
    )
    pack = pack_of(template, 'name = "own"\n')
    assert [one for one in lint_text(report.format(12), [pack]) if one.level != "info"] == []
    assert [one.code for one in lint_text(report.format(22), [pack]) if one.level != "info"] == ["IR413"]


FIELDS = """# Postmortem: no lifts

| Field | Value |
|---|---|
| Started | 2026-03-10 07:40:10 UTC |
| Detected | 2026-03-10 07:52:10 UTC |
| Acknowledged | 2026-03-10 07:55:40 UTC |
| Mitigated | 2026-03-10 08:40:10 UTC |
| Resolved | 2026-03-10 09:10:10 UTC |
| {} | {} |

## Cause

A relay.
"""


@pytest.mark.parametrize(
    ("label", "right", "wrong", "code"),
    [
        ("MTTD", "12m 00s", "21m 00s", "IR413"),
        ("MTTA", "00:03:30", "00:30:30", "IR403"),
        ("MTTM (minutes)", "60", "80", "IR403"),
        ("Time to detect", "00:12:00", "00:21:00", "IR413"),
        ("Detected after", "12 minutes", "22 minutes", "IR413"),
        ("Detection delay", "12 min", "22 min", "IR413"),
        ("Detection time (min)", "12", "32", "IR413"),
        ("Resolution time", "90 min", "50 min", "IR403"),
    ],
)
def test_cells_of_seconds_and_short_labels(label: str, right: str, wrong: str, code: str) -> None:
    assert found(FIELDS.format(label, right)) == []
    assert found(FIELDS.format(label, wrong)) == [code]


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Resolution time", "2026-03-10 09:10:10 UTC"),
        ("Detection time", "by the porter"),
        ("Time to resolve", "00:30"),
        ("Response time", "3 h"),
        ("Recovery time objective", "4 h"),
        ("Resolution time (SLA)", "4 h"),
        ("Detection time", "5 min (from the page)"),
        ("Resolved after", "the second restart, 2 h"),
        ("Detection time", "< 15 min"),
    ],
)
def test_other_short_labels_are_left_alone(label: str, told: str) -> None:
    assert found(FIELDS.format(label, told)) == []
