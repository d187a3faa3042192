"""Statements that are true of a part, a night or several days: no contradiction of what is said of the whole."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

PACK = pack_of("", "generic")


def codes(report: str, path: str = "docs/incidents/gate.md") -> list[str]:
    return [one.code for one in lint_text(report, [PACK], path=path) if one.level != "info"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("The lift stood for 3 h 10 min (06:20–08:00 and 15:00–16:30).", []),
        ("Total outage: 190 minutes: 06:20-08:00, 15:00-16:30", []),
        ("It stood 06:20–08:00 and again 15:00–16:30 (190 minutes in total).", []),
        ("It stood from 06:20 to 08:00, from 11:00 to 11:05 and from 15:00 to 16:30, that is 195 minutes.", []),
        ("Der Aufzug stand 190 Minuten (06:20–08:00 Uhr und 15:00–16:30 Uhr).", []),
        ("The lift stood for 3 h 40 min (06:20–08:00 and 15:00–16:30).", ["IR403"]),
        ("It stood 06:20–08:00 and again 15:00–16:30 (220 minutes in total).", ["IR403"]),
        ("It stood 06:20–08:00. It creaked 15:00–16:30 (190 minutes).", ["IR403"]),
    ],
)
def test_a_length_of_several_ranges_is_their_sum(said: str, found: list[str]) -> None:
    assert codes(f"# Post-mortem: the lift stood\n\n## Impact\n\n- {said}\n") == found


WHOLE = """# Incident report: slow lift

- **Started:** 2026-05-06 07:00 UTC
- **Resolved:** 2026-05-06 11:00 UTC
- **Duration:** 4 h

## Summary

This morning {}.

## Timeline

- 07:00 UTC the lift is slow
- 11:00 UTC the lift runs again, incident resolved
"""


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("the lift was slow, with a full outage of 25 minutes", []),
        ("the lift was completely unavailable for 25 minutes", []),
        ("there was a total outage for 25 minutes", []),
        ("the lift had a 25 minute hard outage", []),
        ("the lift had an outage of 25 minutes", ["IR403"]),
        ("the lift was unavailable for 25 minutes", ["IR403"]),
        ("the lift had a full outage of 6 hours", ["IR403"]),
    ],
)
def test_what_was_worst_may_be_less_than_the_whole(said: str, found: list[str]) -> None:
    assert codes(WHOLE.format(said)) == found


FORM = """# Incident: [Title]

**Started:** YYYY-MM-DD HH:MM UTC
**Resolved:** YYYY-MM-DD HH:MM UTC
**Duration:** X hours Y minutes

## Summary

[Summary]
"""


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("The lift had a full outage that lasted 25 minutes.", []),
        ("The lift was completely down for 25 minutes.", []),
        ("The lift was down for 25 minutes.", ["IR502"]),
        ("The lift was completely down for 25 hours.", ["IR502"]),
    ],
)
def test_a_summary_may_say_how_long_it_was_worst(said: str, found: list[str]) -> None:
    report = FORM.replace("[Title]", "lift down").replace("[Summary]", said).replace("X hours Y minutes", "4 hours")
    for hour in ("07:00", "11:00"):
        report = report.replace("YYYY-MM-DD HH:MM", f"2026-05-06 {hour}", 1)
    told = lint_text(report, [pack_of(FORM, 'name = "lifts"')], path="docs/incidents/lift.md")
    assert [one.code for one in told if one.level != "info"] == found


NIGHT = "# Post-mortem: the lift stood at night{}\n\n## Timeline\n\n{}\n"


@pytest.mark.parametrize(
    ("title", "rows", "found"),
    [
        ("", ("22:40 stood", "00:15 called", "2026-06-11 07:30 runs"), []),
        (", 2026-06-11", ("22:40 stood", "00:15 called", "02:00 freed", "2026-06-11 07:30 runs"), []),
        (", 2026-06-10", ("18:00 slow", "22:40 stood", "04:15 called", "11 June 07:30 runs", "11 June 08:00 over"), []),
        (", 2026-06-11", ("14:40 stood", "10:15 called", "12:00 freed", "2026-06-11 17:30 runs"), ["IR404"]),
        (", 2026-06-11", ("22:40 stood", "00:15 called", "23:00 freed", "2026-06-11 07:30 runs"), ["IR404"]),
        (", 2026-06-11", ("2026-06-11 22:40 stood", "00:15 called", "2026-06-11 23:30 runs"), ["IR404"]),
    ],
)
def test_a_night_may_lead_to_the_first_day_that_is_written(title: str, rows: tuple[str, ...], found: list[str]) -> None:
    listed = NIGHT.format(title, "\n".join(f"- {row}" for row in rows))
    table = NIGHT.format(title, "| Time | Event |\n|---|---|\n" + "\n".join(map(_cells, rows)))
    assert codes(listed) == codes(table) == found


def _cells(row: str) -> str:
    return f"| {row.rpartition(' ')[0]} | {row.rpartition(' ')[2]} |"


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Lift slow, 8–10 April 2026", []),
        ("Lift slow, 8 April to 10 April 2026", []),
        ("Lift slow from April 8 to April 10, 2026", []),
        ("Aufzug langsam, 8.–10. April 2026", []),
        ("Ascenseur lent du 8 au 10 avril 2026", []),
        ("昇降機の遅延 2026年4月8日〜10日", []),
        ("Lift slow, 2026-04-08/10", []),
        ("Lift slow, 10 April 2026", ["IR418"]),
        ("Incident 12 - 10 April 2026", ["IR418"]),
        ("Incident 2026-04-10 - 12 lifts slow", ["IR418"]),
    ],
)
def test_a_file_is_named_on_a_day_of_several(title: str, found: list[str]) -> None:
    report = f"# {title}\n\nThe lift was slow on 9 April 2026.\n"
    assert codes(report, "docs/incidents/2026-04-09-lift.md") == found
