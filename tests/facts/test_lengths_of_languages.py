"""The length of the whole incident is compared with its times whatever the language of its label."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lines_of, lint_text

REPORTS = {
    "en, lasted": ("Began", "Ended", "Lasted", "3 hours", "an hour and a half", "Cause"),
    "en, it lasted": ("Start", "End", "Incident lasted", "3h", "1h30", "Cause"),
    "en, the outage lasted": ("Started", "Resolved", "The outage lasted", "45 min", "90 min", "Cause"),
    "de": ("Beginn", "Ende", "Dauer", "3 Stunden", "90 Minuten", "Ursache"),
    "de, of the outage": ("Beginn", "Ende", "Dauer des Ausfalls", "3 Std.", "rund 1,5 Stunden", "Ursache"),
    "fr": ("Début", "Fin", "Durée totale", "3 heures", "1 heure 30", "Cause"),
    "es": ("Inicio", "Fin", "Duración", "3 horas", "90 minutos", "Causa raíz"),
    "pt": ("Início", "Fim", "Duração", "3 horas", "1 hora e 30 minutos", "Causa raiz"),
    "nb": ("Start", "Slutt", "Varighet", "3 timer", "90 minutter", "Rotårsak"),
    "it": ("Inizio", "Fine", "Durata", "3 ore", "90 minuti", "Causa"),
    "ja": ("発生日時", "復旧日時", "影響時間", "3時間", "1時間30分", "原因"),
}


@pytest.mark.parametrize("language", REPORTS)
def test_a_length_is_compared_with_the_times(language: str) -> None:
    start, end, length, wrong, right, cause = REPORTS[language]
    head = f"# Postmortem\n\n**{start}:** 2026-03-10 07:40 UTC\n**{end}:** 2026-03-10 09:10 UTC\n"
    tail = f"\n## {cause}\n\nX.\n"
    found = lint_text(f"{head}**{length}:** {wrong}\n{tail}", [load_built_in("generic")])
    assert lines_of(found) == [("IR403", 5)]
    found = lint_text(f"{head}**{length}:** {right}\n{tail}", [load_built_in("generic")])
    assert [one for one in found if one.level != "info"] == []
