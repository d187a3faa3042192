"""Lengths beside the moment that they end at: ``mended at 13:10, 3 hours 8 minutes later``, ``12 min after impact``."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

REPORT = """# Postmortem: no lifts

**Started:** 2026-03-10 09:50 UTC

## Summary

{}

## Timeline

| Time (UTC) | Event |
| --- | --- |
| 09:50 | First lift stops |
| 10:02 | Porter calls the workshop |
| 10:40 | {} |
| 13:10 | All lifts run |

## Root cause

A relay.
"""


def found(told: str = "No lift ran.", row: str = "Relay found") -> list[str]:
    findings = lint_text(REPORT.format(told, row), [load_built_in("generic")])
    return [one.code for one in findings if one.level != "info"]


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        ("The porter called at 10:02 and all was well at 13:10, {} later.", "3 hours 8 minutes", "4 hours 8 minutes"),
        ("The porter called at 10:02; {} later, at 13:10, all lifts ran.", "3 h 8 min", "3 h 18 min"),
        ("The porter called at 10:02 (relay found at 10:40, 38 minutes later).", "", ""),
        ("Der Pförtner rief um 10:02 an, das Relais war um 10:40 gefunden, {} später.", "38 Minuten", "83 Minuten"),
        ("Le gardien appelle à 10:02 ; la panne est trouvée à 10:40, {} plus tard.", "38 minutes", "58 minutes"),
        ("El portero llamó a las 10:02 y el relé apareció a las 10:40, {} después.", "38 minutos", "28 minutos"),
        (
            "Il custode chiama alle 10:02, guasto trovato alle 10:40 ({} dopo la prima chiamata alle 10:02).",
            "38 min",
            "68 min",
        ),
        ("O porteiro ligou às 10:02 e o relé apareceu às 10:40, {} depois.", "38 minutos", "28 minutos"),
        ("10:02に連絡があり、{}後の10:40に原因が分かった。", "38分", "58分"),
        ("The porter called at 10:02, {} after the start.", "12 minutes", "22 minutes"),
        ("The porter called at 10:02, {} after the first lift stopped.", "twelve minutes", "twenty-two minutes"),
        ("Called at 10:02 and mended at 13:10 ({} after the call).", "3 h 8 min", "2 h 8 min"),
    ],
)
def test_a_length_is_the_time_to_the_moment_beside_it(form: str, right: str, wrong: str) -> None:
    assert found(form.format(right)) == []
    assert found(form.format(wrong)) == (["IR403"] if wrong else [])


@pytest.mark.parametrize("right", ["12 minutes after the start", "38 minutes later", "50 minutes after the start"])
def test_of_a_row_its_time_is_the_end_where_a_name_tells_the_beginning(right: str) -> None:
    wrong = {"50 minutes after the start": ["IR403"]}
    assert found(row=f"Relay found, {right}".replace("12 minutes", "50 minutes")) == []
    assert found(row=f"Relay found, {right.replace('50', '40').replace('12', '50')}") == wrong.get(right, [])


@pytest.mark.parametrize(
    "told",
    [
        "The porter called at 10:02 and went home at 13:10, about 4 hours 8 minutes later.",  # not exact
        "The porter called at 10:02. The relay failed again 21 minutes later.",  # of a moment that is not told
        "The porter called at 10:02, 22 minutes after the second lift had been stopped by hand.",  # of another moment
        "The porter called at 10:02, 26 minutes after lunch.",
        "The porter called at 10:02 and went home at 13:10, 3 hours 20 minutes after the workshop opened.",
        "The porter called at 10:02, 4 hours 8 minutes later all was well.",  # it may begin there
        "The porter called at 10:02 and all was well at 13:10, 3 hours 20 minutes later.",  # of the first row, too
        "The porter called at 10:02 and all was well at 13:10, two hours later.",  # in hours
        "The porter called at 10:02 CET and all was well at 13:10 UTC, 4 hours 8 minutes later.",
    ],
)
def test_what_may_count_from_something_else_is_not_compared(told: str) -> None:
    assert found(told) == []


@pytest.mark.parametrize(
    ("said", "codes"),
    [("4 minutes after the start", []), ("14 minutes after the start", ["IR403"]), ("four minutes after the start", []),
     ("fourteen minutes after the start", ["IR403"]), ("14 minutes after the first knock", []),
     ("about 14 minutes after the start", [])],
)  # fmt: skip
def test_a_part_of_a_row_names_the_start(said: str, codes: list[str]) -> None:
    rows = "- 14:10 a guard leaves\n- 14:20 the belt stops, start\n- 14:24 alarm\n- 15:00 the belt runs, end\n"
    report = f"# Post-mortem: the belt\n\n**Date:** 2026-05-12\n\n## Detection\n\nAlarm at 14:24, {said}.\n\n"
    told = lint_text(f"{report}## Timeline\n\n{rows}", [load_built_in("generic")])
    assert [one.code for one in told if one.level != "info"] == codes
