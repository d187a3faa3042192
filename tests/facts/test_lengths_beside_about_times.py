"""A length whose note has the two times that it is about between: it cannot be much longer."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lines_of, lint_text

PACK = load_built_in("generic")


def found(value: str) -> list[tuple[str, int]]:
    text = f"# The belts\n\n**Date:** 2026-05-12\n**Duration:** {value}\n\n## Summary\n\nThe belts stood still.\n"
    return lines_of(lint_text(text, [PACK]))


@pytest.mark.parametrize(
    "value",
    [
        "~30 minutes (~15:05 UTC to ~15:22 UTC)",
        "about 3 hours (from about 08:10 to about 09:45)",
        "~40 min (~23:50 to ~00:10)",
        "~39 minutes (00:18 UTC to 01:38 UTC on 2026-05-12, by the first and last line of the log)",
        "39 minutes (00:18 to 01:38, by the log)",
        "2 h (08:10-09:05; nobody was near)",
    ],
)
def test_a_length_that_is_not_between_its_times(value: str) -> None:
    assert found(value) == [("IR403", 4)]


@pytest.mark.parametrize(
    "value",
    [
        "~20 minutes (~15:05 UTC to ~15:22 UTC)",
        "~30 minutes (~15:00 to ~15:25)",
        "~80 minutes (00:18 UTC to 01:38 UTC on 2026-05-12, by the first and last line of the log)",
        "3 hours (~15:05 UTC to ~18:00 UTC)",
        "2 h (08:10 CEST to 08:10 UTC)",
        "35 minutes (~08:10 to ~08:30, then 09:00 to 09:15)",
    ],
)
def test_a_length_that_may_be_between_them(value: str) -> None:
    assert found(value) == []


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("**Date de l'incident :** 2026-05-12\n**Gravité :** haute\n**Durée :**", "~30 minutes (de ~15h05 à ~15h22)"),
        ("**Datum:** 12.05.2026\n**Schweregrad:** hoch\n**Dauer:**", "ca. 30 Minuten (ca. 15:05 bis ca. 15:22)"),
        ("**Fecha:** 2026-05-12\n**Gravedad:** alta\n**Duración:**", "~30 minutos (~15:05 a ~15:22)"),
    ],
)
def test_in_other_languages(head: str, value: str) -> None:
    assert lines_of(lint_text(f"# X 12\n\n{head} {value}\n", [PACK])) == [("IR403", 5)]
