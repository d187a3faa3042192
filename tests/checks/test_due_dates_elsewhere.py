"""Due dates before the incident, where they are in no known list of actions, or behind a word of their own."""

from __future__ import annotations

import pytest

from tests.support import lines_of, lint_text, pack_of

_TEMPLATE = """# Incident: [Title]

**Started:** YYYY-MM-DD HH:MM
**Resolved:** YYYY-MM-DD HH:MM

## What it was

[Tell the story]

## Recommendations

1. [What] - Owner: [name]. Target: YYYY-MM-DD.
"""

_REPORT = """# Incident: doors

**Started:** 2026-05-04 07:40
**Resolved:** 2026-05-04 09:10

## What it was

{}

## Recommendations

1. Oil the doors - Owner: Ana Cal. {}
2. Order new ones - Owner: Jo Beck. Target: 2026-08-20.
"""


def _due(text: str, last: str = "Target: 2026-06-01.", language: str = "") -> list[tuple[str, int]]:
    form = f'name = "own"\ntemplate = "template.md"\nlanguages = ["{language}"]\n' if language else ""
    pack = pack_of(_TEMPLATE, form or 'name = "own"\ntemplate = "template.md"\n')
    return [found for found in lines_of(lint_text(_REPORT.format(text, last), [pack])) if found[0] == "IR409"]


@pytest.mark.parametrize("last", ["Target: 2026-04-20.", "Planned for: 2026-04-20", "target 2026-04-20"])
def test_a_target_is_a_due_date(last: str) -> None:
    assert _due("Doors stuck.", last) == [("IR409", 12)]


@pytest.mark.parametrize(
    ("last", "language"),
    [
        ("Ziel: 20.04.2026", "de"),
        ("Cible : 20/04/2026", "fr"),
        ("Objetivo: 20/04/2026", "es"),
        ("Meta: 20/04/2026", "pt"),
    ],
)
def test_so_it_is_in_other_languages(last: str, language: str) -> None:
    assert _due("Doors stuck.", last, language) == [("IR409", 12)]


@pytest.mark.parametrize(
    "text",
    [
        "- [x] Test the doors (owner: Ana Cal, due 2026-05-20)\n- [ ] Buy oil (owner: Jo Beck, due 2026-04-12)",
        "- Buy oil; responsible: Jo Beck; until: 2026-04-12\n- Test; responsible: Ana Cal; until: 2026-05-20",
        "| Change | Owner | Due |\n|---|---|---|\n| Buy oil | Jo | 2026-04-12 |\n| Test | Ana | 2026-05-20 |",
    ],
)
def test_what_labels_its_owner_is_an_action(text: str) -> None:
    assert len(_due(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Of April:\n\n- Buy oil (owner: Jo Beck, due 2026-04-12)\n- Test (owner: Ana Cal, due 2026-04-20)",
        "| Earlier change | Owner | Due |\n|---|---|---|\n| Buy oil | Jo | 2026-04-12 |\n| Test | Ana | 2026-04-20 |",
        "It was promised in April (owner: Jo Beck, due 2026-04-12).",
        "- Oiled last on 2026-04-12, says Jo\n- Oiled again by 2026-05-04",
        "| Part | Owner | Bought |\n|---|---|---|\n| Door | Jo | 2024-04-12 |\n| Oil | Ana | 2026-05-20 |",
    ],
)
def test_other_dates_are_none(text: str) -> None:
    assert _due(text) == []


def test_the_day_of_times_alone_is_that_of_the_incident() -> None:
    form = 'name = "own"\ntemplate = "template.md"\n'
    template = "# Report: [Title]\n\nDate: ____\n\nFirst failure: ____\nSeen: ____\n\n## Measures\n\n"
    report = template.replace("[Title]", "doors").replace("Date: ____", "Date: 17 January 2026")
    report = report.replace("failure: ____", "failure: 13:20").replace("Seen: ____", "Seen: 13:34")
    template += "1. ____ (who: ____, until: ____)\n"
    report += "1. Oil (who: Jo Beck, until: {})\n"
    pack = pack_of(template, form)
    assert ("IR409", 10) in lines_of(lint_text(report.format("10 January 2026"), [pack]))
    assert lines_of(lint_text(report.format("30 January 2026"), [pack])) == []
