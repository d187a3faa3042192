"""Lengths with a note, in texts or of guessed ends: no two moments are as far apart, and they are slips."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

PACK = load_built_in("generic")
ROWS = [
    "09:00 the new valve setting is live",
    "09:42 alert from the pressure probe",
    "09:49 Ines looks at the valves",
    "10:17 the old setting is back",
    "10:31 pressure as before",
]
HEAD = "# Post-mortem: the valves\n\n**Date:** 2026-05-12\n\n"
REPORT = HEAD + "## Summary\n\nThe valves shut.\n\n## Numbers\n\n{}\n\n## Timeline\n\n{}\n"


def found(numbers: str, rows: list[str] = ROWS, report: str = REPORT) -> list[str]:
    timeline = "\n".join(f"- {row}" for row in rows)
    told = lint_text(report.format(numbers, timeline), [PACK])
    return [f"{one.code} {one.level}" for one in told if one.level != "info"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("- Time to detect (by probe): 42 min", "- Time to detect (by probe): 52 min"),
        ("- Time to detect: 42 minutes; the goal is 5.", "- Time to detect: 24 minutes; the goal is 5."),
        ("- Time to detect: ~42 minutes (after the change)", "- Time to detect: ~12 minutes (after the change)"),
        ("The probe rang. Time-to-detect: 42 minutes. Nobody called.", "It rang. Time-to-detect: 12 minutes. No call."),
        ("- 42 minutes to detection, by a probe", "- 12 minutes to detection, by a probe"),
        ("- Elapsed time to detection (by probe): 42 min", "- Elapsed time to detection (by probe): 1 h 42 min"),
    ],
)
def test_time_to_detect(right: str, wrong: str) -> None:
    assert found(right) == []
    assert found(wrong) == ["IR413 warning"]


@pytest.mark.parametrize(
    "numbers",
    [
        "- Time to detect (by probe): 50 min",  # round, with a note: of something else
        "- Time to detect (from the second drop): 7 minutes",  # two moments are as far apart
        "- Time to detect: less than 52 minutes",
        "- Time to detect (by probe): 52 min\n- Ines saw the drop 52 minutes after the tank was filled.",
        "- 12 minutes to the next town",
    ],
)
def test_time_to_detect_of_something_else(numbers: str) -> None:
    assert found(numbers) == []


def test_languages() -> None:
    rows = [
        "14:00 nueva válvula activa",
        "14:25 aviso de una usuaria",
        "14:30 empieza el análisis",
        "14:47 todo normal",
    ]
    report = REPORT.replace("## Summary", "## Causa raíz").replace("## Timeline", "## Cronología")
    assert found("- Tiempo transcurrido hasta la detección: 25 minutos", rows, report) == []
    assert found("- Tiempo transcurrido hasta la detección: 5 minutos", rows, report) == ["IR413 warning"]
    rows = ["14:00 nova válvula ativa", "14:25 aviso de uma cliente", "14:30 começa a análise", "14:47 tudo normal"]
    report = REPORT.replace("## Summary", "## Causa raiz").replace("## Timeline", "## Linha do tempo")
    assert found("- Tempo decorrido até a detecção: 25 minutos", rows, report) == []
    assert found("- Tempo decorrido até a detecção: 5 minutos", rows, report) == ["IR413 warning"]


ENDS = "**Started:** 2026-05-12 09:00\n**Resolved:** 2026-05-12 10:31\n**{}**: {}"


@pytest.mark.parametrize(
    ("label", "right", "wrong"),
    [
        ("Duration", "1 h 31 min (hot water)", "2 h 31 min (hot water)"),
        ("Downtime", "91 minutes (both halls)", "19 minutes (both halls)"),
        ("Duration", "1h31m (both tanks)", "1h13m (both tanks)"),
    ],
)
def test_lengths_with_a_note(label: str, right: str, wrong: str) -> None:
    assert found(ENDS.format(label, right)) == []
    assert found(ENDS.format(label, wrong)) == ["IR403 warning"]


@pytest.mark.parametrize(
    "value",
    [
        "28 minutes (tank A)",
        "42 minutes (hot water)",  # between two rows
        "80 minutes (tank B only)",
        "2 h 31 min (hot water only)",
        "71 minutes (first knock to last drop)",  # ends that nobody tells
        "2 h 31 min (hot water)\n\nFor 2 h 31 min the water was cold",  # told twice
    ],
)
def test_notes_of_a_part(value: str) -> None:
    assert found(ENDS.format("Duration", value)) == []


def test_a_length_in_the_note_of_its_end() -> None:
    head = "- Detected: 2026-05-12 09:42\n- Resolved: 2026-05-12 10:31 (TTR: {})"
    assert found(head.format("49 min")) == []
    assert found(head.format("59 min")) == ["IR403 warning"]
    assert found(head.format("94 min")) == ["IR403 warning"]
    assert found(head.format("goal: 4 hours")) == []


SUMMARY = "# Post-mortem: the valves\n\n**Date:** 2026-05-12\n\n## Summary\n\n{}\n\n## Timeline\n\n{}\n"


@pytest.mark.parametrize(
    "text",
    [
        "The valves were down for {} minutes.",
        "Tenants could not heat for {} minutes.",
        "For all tenants heating was not possible for {} min.",
    ],
)
def test_what_was_felt(text: str) -> None:
    rows = ["06:00 valves shut", "06:05 alert", "06:20 Ines opens them", "06:31 warm again"]
    assert found(text.format(31), rows, SUMMARY) == []
    assert found(text.format(71), rows, SUMMARY) == ["IR403 warning"]
    assert found(text.format(240), rows, SUMMARY) == []
    assert found(text.format("up to 71"), rows, SUMMARY) == []
    assert found("They could, if shut, fail for 71 minutes.", rows, SUMMARY) == []


def test_titles() -> None:
    title = SUMMARY.replace("# Post-mortem: the valves", "# Post-mortem: heating downtime for {} hours").replace(
        "\n\n{}\n\n## T", "\n\nCold.\n\n## T"
    )
    rows = ["06:00 valves shut", "06:05 alert", "07:20 Ines opens them", "08:00 warm again"]
    assert found("2", rows, title) == []
    assert found("3", rows, title) == ["IR403 error"]
    assert found("about 3", rows, title) == []
