"""Times without a day are of the day that a field of their report states, in any language."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lines_of, lint_text, pack_of

REPORTS = {
    "en": ("Date of incident", "Tuesday, 10 March 2026", "Started", "Resolved", "Duration", "Cause"),
    "de": ("Datum", "Dienstag, 10. März 2026", "Beginn", "Ende", "Dauer", "Ursache"),
    "fr": ("Date de l’incident", "mardi 10 mars 2026", "Début", "Fin", "Durée", "Cause"),
    "es": ("Fecha", "Martes, 10 de marzo de 2026", "Inicio", "Resolución", "Duración total", "Causa raíz"),
    "pt": ("Data", "10 de março de 2026", "Início", "Fim", "Duração", "Causa raiz"),
    "it": ("Data", "10 marzo 2026", "Inizio", "Fine", "Durata", "Causa"),
    "nb": ("Dato", "10.03.2026", "Start", "Slutt", "Varighet", "Rotårsak"),
    "ja": ("日付", "2026年3月10日", "開始", "復旧時刻", "影響時間", "原因"),
}


@pytest.mark.parametrize("language", REPORTS)
def test_times_of_day_are_of_the_day_of_the_report(language: str) -> None:
    day, written, start, end, length, cause = REPORTS[language]
    head = f"# Postmortem\n\n**{day}:** {written}\n**{start}:** 07:40\n**{end}:** 09:10\n"
    tail = f"\n## {cause}\n\nX.\n"
    found = lint_text(f"{head}**{length}:** 3 h\n{tail}", [load_built_in("generic")])
    assert lines_of(found) == [("IR403", 6)]
    found = lint_text(f"{head}**{length}:** 90 min\n{tail}", [load_built_in("generic")])
    assert [one for one in found if one.level != "info"] == []


ENDS = [
    ("de", "Störungsbeginn: {}\nStörungsende: {}\n", "Gesamtdauer (Beginn bis Ende): {}\n"),
    ("fr", "debut: {}\nretablissement: {}\n", "Panne (début → rétablissement): {}\n"),
    (
        "en",
        "Service lost: {}\nService restored: {}\n",
        "Whole outage for customers (service lost to service restored): {}\n",
    ),
    ("en", "Start: {}\nEnd: {}\n", "duration_minutes: {}\n"),
]


@pytest.mark.parametrize(("language", "times", "length"), ENDS)
def test_lengths_find_the_ends_that_they_name(language: str, times: str, length: str) -> None:
    pack = pack_of("# Incident: [Title]\n\n## Cause\n\n[why]\n", f'languages = ["{language}"]\n')
    unit = "" if "minutes" in length else " min"
    for stated, codes in (("90", []), ("80", ["IR403"])):
        rows = (times.format("2026-03-10 07:40", "2026-03-10 09:10") + length.format(stated + unit)).splitlines()
        report = "# Incident: a lift\n\n" + "".join(f"- {row}\n" for row in rows) + "\n## Cause\n\nA rope broke.\n"
        assert [one.code for one in lint_text(report, [pack]) if one.level != "info"] == codes
