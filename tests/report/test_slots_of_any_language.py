"""What is left to be filled in, in a report of no template: names of any language, and what is no slot at all."""

from __future__ import annotations

from functools import cache

import pytest

from incidentlint.packs.pack import Pack
from support import built_in, lint_text, pack_of

REPORT = """\
# Post-mortem: the mill stopped

**Date:** 2026-03-10
**Author:** {author}

## Summary

{summary}

## Impact

{impact}

## Timeline

- {time} UTC: The mill stops.
- 09:40 UTC: The mill runs.

## Root cause

{cause}

{further}
"""

FILLED = {
    "author": "Ana Silva",
    "summary": "The mill stopped and bread was late.",
    "impact": "120 guests waited.",
    "time": "09:10",
    "cause": "A belt tore.",
    "further": "",
}


@cache
def packs() -> tuple[Pack, ...]:
    return tuple(built_in())


def found(**parts: str) -> list[tuple[int, str]]:
    text = REPORT.format(**(FILLED | parts))
    return [(it.place.line, it.code) for it in lint_text(text, packs(), path="post-mortem.md") if it.level != "info"]


LINES = {"author": 4, "summary": 8, "impact": 12, "time": 16, "cause": 21}

SLOTS = {
    "author": (
        "[Nom]", "[Autor]", "[Nombre]", "[Navn]", "[Ime]", "[氏名]", "[姓名]", "[이름]", "[担当者]", "{name}", "<name>",
        "Name", "(Name)", "<Ihr Name>", "[Votre nom]", "[Verfasser]",
    ),
    "summary": (
        "[Zusammenfassung]", "[Résumé]", "[Resumen]", "[Sommario]", "[Sammendrag]", "[概要]", "{summary}",
        "Summary goes here.", "[...]",
    ),
    "impact": ("[N] customers saw it.", "XX users were affected.", "___ guests waited.", "[Auswirkung]"),
    "time": (
        "[time]", "[Time]", "[Uhrzeit]", "[heure]", "[hora]", "[ora]", "[vreme]", "[時刻]", "[시간]", "{time}",
        "[time 1]", "[timestamp]",
    ),
    "cause": ("[Ursache]", "[Cause racine]", "[root cause]", "[causa]"),
}  # fmt: skip


@pytest.mark.parametrize(("part", "text"), [(part, text) for part, texts in SLOTS.items() for text in texts])
def test_a_slot_is_found(part: str, text: str) -> None:
    assert {(line, code) for line, code in found(**{part: text})} & {
        (LINES[part], code) for code in ("IR201", "IR105", "IR205")
    }


TODO = (
    "à compléter", "wird nachgereicht", "por definir", "a definir", "da completare", "må avklares", "treba dopuniti",
    "未定", "待定", "미정", "To be written.", "TODO: ask Jana", "**TODO:** ask Jana", "En cours de rédaction",
    "In Arbeit",
)  # fmt: skip


@pytest.mark.parametrize("text", TODO)
def test_what_is_to_be_written_is_so_in_any_language(text: str) -> None:
    assert [line for line, _ in found(cause=text)] == [LINES["cause"]]


EXPLAINED = (
    "## Glossary\n\n| Term | Meaning |\n|---|---|\n| TBD | to be decided |\n| WIP | work in progress |",
    "## Glossar\n\n- **TBD**: to be decided\n- **TODO**: a thing to do",
    "## Abbreviations\n\nTBD: to be decided",
    "## Abréviations\n\n- TBD — to be decided\n- N/A — not applicable",
    "## Terms\n\nTBD\n: to be decided",
    "*[TBD]: to be decided",
    "## Conventions\n\n- Dates: YYYY-MM-DD\n- Times: HH:MM UTC",
    "## Notation\n\n| Value | Form |\n|---|---|\n| Date | YYYY-MM-DD |\n| Time | HH:MM |",
    "> Date format: YYYY-MM-DD HH:MM",
    "Timestamps: HH:MM (24-hour clock).",
    "We use YYYY-MM-DD everywhere.",
    "XX:XX was displayed on the board.",
    "Date notation: YYYY-MM-DD.",
    "Mails began with Dear {name}, as nothing was filled in.",
    "The field [Name] is required, and the array [time] was empty.",
)


@pytest.mark.parametrize("text", EXPLAINED)
def test_what_is_explained_is_not_left(text: str) -> None:
    assert found(further=text) == []


@pytest.mark.parametrize(("text", "said"), [("[TBD", "TBD"), ("TBD]", "TBD"), ("(TBD)", "(TBD)"), ("TBD", "TBD")])
def test_a_marker_is_quoted_whole(text: str, said: str) -> None:
    report = REPORT.format(**(FILLED | {"author": text}))
    assert [it.message for it in lint_text(report, packs(), path="post-mortem.md")] == [f'"Author" still says {said}']


TABLE = "## Action items\n\n| Action | Owner | Due |\n|---|---|---|\n{}\n| Grease the belt | Ben Okafor | 2026-04-01 |"


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("| Watch the belt | | 2026-04-02 |", ["IR601"]),
        ("| Watch the belt | — | 2026-04-02 |", ["IR601"]),
        ("| Watch the belt | Ana Silva | ? |", ["IR602"]),
        ("| Watch the belt |  |  |", ["IR601", "IR602"]),
        ("| Watch the belt | Ana Silva | 2026-04-02 |", []),
        ("| Watch the belt | | Done |", []),
        ("| | | |", []),
    ],
)
def test_an_action_without_owner_or_day_beside_one_with_both(row: str, codes: list[str]) -> None:
    assert sorted(code for _, code in found(further=TABLE.format(row)) if code in ("IR601", "IR602")) == codes


def test_where_no_action_has_an_owner_none_is_asked_for() -> None:
    rows = TABLE.format("| Watch the belt | | |").replace("Ben Okafor | 2026-04-01", " | ")
    assert [code for _, code in found(further=rows) if code in ("IR601", "IR602")] == []


@pytest.mark.parametrize(
    ("item", "is_left"),
    [
        ("[Factor 2: the worker was quiet", True), ("Factor 2: the worker was quiet]", True),
        ("[Factor: the worker was quiet", True), ("Factor 2: the worker was quiet", False),
        ("[sic] the worker was quiet", False), ("The worker: quiet]", False),
    ],
)  # fmt: skip
def test_half_of_a_bracket_around_what_was_written(item: str, is_left: bool) -> None:
    pack = pack_of("# Incident: [Title]\n\n## Factors\n\n- [Factor 1: e.g., no alert]\n- [Factor 2: e.g., no rota]\n")
    found = lint_text(f"# Incident: no lifts\n\n## Factors\n\n- Nobody looked\n- {item}\n", [pack])
    assert [(one.code, one.place.line) for one in found] == ([("IR201", 6)] if is_left else [])
