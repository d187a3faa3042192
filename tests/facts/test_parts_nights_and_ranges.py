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


CLOCKS = "# Post-mortem: {}\n\n## Timeline\n\nAll times are local ({}).\n\n{}\n"


@pytest.mark.parametrize(
    ("day", "place", "rows", "found"),
    [
        ("2026-03-29", "Europe/Oslo", ("00:55 CET job ends", "03:00 CEST skipped", "07:45 CEST started"), []),
        ("2026-07-02", "Europe/Stockholm", ("08:10 CEST stood", "09:45 CEST runs"), []),
        ("2026-01-12", "America/New_York", ("08:10 EST stood", "09:45 EST runs"), []),
        ("2026-07-02", "America/New_York", ("08:10 CEST stood", "09:45 CEST runs"), ["IR411"]),
        ("2026-01-12", "Asia/Tokyo", ("08:10 CET stood", "09:45 CET runs"), ["IR411"]),
    ],
)
def test_a_place_calls_its_time_by_names_of_the_season(
    day: str, place: str, rows: tuple[str, ...], found: list[str]
) -> None:
    assert codes(CLOCKS.format(day, place, "\n".join(f"- {row}" for row in rows))) == found


PARTS = """# Post-mortem: the gate stood, 2 June 2026

{}

## Timeline

- 09:20 first call
- 15:00 again
- 15:55 runs
"""


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("**Time:** 09:00 to 16:10 GMT\n\n**Length:** 7 h 10 min", []),
        ("**First outage:** 09:00-09:30\n\n**Second outage:** 15:00-15:50 (50 min)\n\n**Total duration:** 80 min", []),
        ("| Key | Value |\n|---|---|\n| Shut | 09:00–09:30, 15:00–15:50 |\n| Duration | 80 min |", []),
        ("- Primo guasto: 09:00–09:30\n- Secondo guasto: 15:00–15:50\n- Durata complessiva: 80 minuti", []),
        ("**Time:** 09:00 to 16:10 GMT\n\n**Length:** 3 h 10 min", ["IR403"]),
        ("**First outage:** 09:00-09:30\n\n**Second outage:** 15:00-15:50\n\n**Duration:** 110 min", ["IR403"]),
    ],
)
def test_fields_of_ranges_have_a_length(fields: str, found: list[str]) -> None:
    assert codes(PARTS.format(fields)) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("On 6 June 2026 the gate stood; the motor had been there since 6 June 2025.", []),
        ("The gate stood on 6 June, as on 6 June 2025.", []),
        ("Am 6. Juni 2026 stand das Tor, zum letzten Mal war das am 6. Juni 2024.", []),
        ("On 6 June 2025 the gate stood; the motor was new.", ["IR418"]),
        ("The gate stood from 6 June 2026 to 7 June 2025.", ["IR418"]),
    ],
)
def test_a_text_that_names_its_day_may_name_other_years(said: str, found: list[str]) -> None:
    rows = "- 2026-06-06 08:00 stood\n- 2026-06-06 09:00 ran\n"
    report = f"# Incident report: gate, 6 June 2026\n\n{said}\n\n## Timeline\n\n{rows}"
    assert codes(report, "docs/incidents/2026-06-06-gate.md") == found


RUNS = "# Post-mortem: deploys, 2 June 2026\n\n## Timeline\n\n| Try | Start | End | Minutes |\n|---|---|---|---|\n{}\n"


@pytest.mark.parametrize(
    ("last", "found"),
    [
        ("| All | 10:00 | 11:09 | 30 |", []),
        ("| **Total** | **10:00** | **11:09** | **30** |", []),
        ("| Overall | 10:00 | 11:09 | 30 |", []),
        ("| Total | 10:00 | 11:09 | 69 |", []),
        ("| Total | 10:00 | 11:09 | 40 |", ["IR403"]),
        ("| 4 | 10:00 | 10:09 | 9 |", ["IR404"]),
    ],
)
def test_a_row_for_all_rows_is_no_moment(last: str, found: list[str]) -> None:
    rows = "| 1 | 10:00 | 10:12 | 12 |\n| 2 | 10:20 | 10:29 | 9 |\n| 3 | 11:00 | 11:09 | 9 |\n"
    assert [code for code in codes(RUNS.format(rows + last)) if code != "IR501"] == found


CITIES = (
    "# Post-mortem: 2 June 2026\n\n## Timeline\n\n| PDT | UTC | What |\n|---|---|---|\n| 08:00 | 15:00 | out |\n{}\n"
)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("| 22:45 | 05:45 (3 June) | back |", []),
        ("| 22:45 | 05:45 (June 3rd) | back |", []),
        ("| 22:45 | 05:45 | back |", []),
        ("| 22:45 | 06:45 (3 June) | back |", ["IR419"]),
        ("| 22:45 | 05:45 (4 June) | back |", ["IR419"]),
    ],
)
def test_a_moment_is_on_another_day_in_another_zone(row: str, found: list[str]) -> None:
    assert codes(CITIES.format(row)) == found


THOUGHT = """# Post-mortem: 2 June 2026

**Start:** 2026-06-02 13:48

## Timeline

| At | Known |
|---|---|
{}
| 15:00 | over |
"""


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("| 14:20 | began 14:05 |", []),
        ("| 14:20 | Started 13:48 |", []),
        ("| 14:20 | started |", ["IR405"]),
    ],
)
def test_a_row_may_tell_when_something_else_was(row: str, found: list[str]) -> None:
    assert codes(THOUGHT.format(row)) == found


PUBLISHED = "docs/incidents/2026-06-12-gate.md"


@pytest.mark.parametrize(
    ("report", "found"),
    [
        ("# Post-mortem: gate\n\n**Restored:** 3 June 2026 10:55\n\n## Timeline\n\n- 08:10 stood\n- 10:55 runs\n", []),
        ("# Post-mortem: gate\n\n## Timeline\n\n- 10:30 stood\n- 13:40 called\n- 4 June 08:00 runs\n", []),
        ("# Post-mortem: gate\n\n## Timeline\n\n- 10:30 stood\n- 13:40 called\n- 4 June 18:00 runs\n", []),
        (
            "# Post-mortem: gate, 12 June 2026\n\n## Timeline\n\n- 10:30 stood\n- 13:40 called\n- 4 June 08:00 runs\n",
            ["IR404"],
        ),
        ("# Post-mortem: gate\n\n## Timeline\n\n- 13:40 called\n- 10:30 stood\n- 4 June 08:00 runs\n", ["IR404"]),
    ],
)
def test_a_file_may_be_named_by_the_day_of_its_report(report: str, found: list[str]) -> None:
    assert codes(report, PUBLISHED) == found


def test_a_field_for_the_day_of_the_incident_goes_before_the_name_of_a_file() -> None:
    report = (
        "# Post-mortem: gate\n\n**Date of incident:** 29 March 2026\n\n## Timeline\n\n"
        "- 01:55 CET last job\n- 03:00 CEST skipped\n- 07:45 CEST by hand\n"
    )
    assert codes(report, "docs/incidents/2026-04-07-gate.md") == []


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("**Began:** 2 June 2026, before noon\n\n**Fixed:** 6 June 2026, 17:30\n\n**Length:** 4 days 6 hours", []),
        ("**Fixed:** 6 June 2026, 17:30\n\n**Length:** 4 days 6 hours", ["IR403"]),
        ("**Total time:** 36:18 h", []),
        ("**Began:** 2026-06-02 36:18", ["IR401"]),
    ],
)
def test_what_nobody_can_read_is_compared_with_nothing(fields: str, found: list[str]) -> None:
    noticed = "" if len(fields) < 40 else "\n\n**Noticed:** 4 June 2026, 09:15"
    assert codes(f"# Incident report: gate\n\n{fields}{noticed}\n") == found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (
            "**Start:** 07:50 **End:** 09:05 **Duration:** 75 min",
            "**Start:** 13:10 **End:** 13:45 **Duration:** 35 min",
            [],
        ),
        ("Duration: 75 min", "From 13:10 to 13:45\n**Duration:** 35 min", ["IR403"]),
        ("**Duration:** 75 min", "**Duration:** 35 min", ["IR403"]),
    ],
)
def test_a_length_of_the_times_of_its_own_line_is_no_second_one(first: str, second: str, found: list[str]) -> None:
    assert codes(f"# Incident review\n\n# North gate\n\n{first}\n\n# South gate\n\n{second}\n") == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("41'000 of 2'600'000 readers (1.6 %) had it, 1'900 of the 41'000 (4.6 %) saw it.", []),
        ("41’000 of 2’600’000 readers (1.6 %) had it.", []),
        ("| Part | Cost |\n|---|---:|\n| One | 5'270 |\n| Two | 1'960 |\n| **Sum** | **7'230** |", []),
        ("| Part | Cost |\n|---|---:|\n| One | 5'270 |\n| Two | 1'960 |\n| **Sum** | **7'320** |", ["IR501"]),
        ("1'900 of 41'000 readers (6.4 %) saw it.", ["IR501"]),
    ],
)
def test_thousands_may_be_marked_by_apostrophes(said: str, found: list[str]) -> None:
    assert codes(f"# Incident report: gate\n\n## Impact\n\n{said}\n") == found


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("| Champ | Valeur |\n|---|---|\n| Alerte | 2026-06-03 16:40 |\n| Vol | 2026-06-01 03:15 |", []),
        ("| Fact | |\n|---|---|\n| Called | 2026-06-03 16:40 |\n| Gate stood | 2026-06-01 03:15 |", []),
        ("| Feld | Angabe |\n|---|---|\n| Anruf | 2026-06-03 16:40 |\n| Tor steht | 2026-06-01 03:15 |", []),
        ("| Event | Time |\n|---|---|\n| Called | 2026-06-03 16:40 |\n| Gate stood | 2026-06-01 03:15 |\n"
         "| Runs | 2026-06-03 18:00 |", ["IR404"]),
        ("| 2026-06-03 16:40 | Called |\n|---|---|\n| 2026-06-03 17:15 | Came |\n| 2026-06-01 18:15 | Mended |\n"
         "| 2026-06-03 19:00 | Runs |", ["IR404"]),
    ],
)  # fmt: skip
def test_labels_with_their_times_are_in_any_order(table: str, found: list[str]) -> None:
    assert codes(f"# Incident report: gate\n\n{table}\n") == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("On Wed 6 May the outage was resolved at 12:45.", ["IR405"]),
        ("In the night of May 6 the outage was resolved at 12:45.", ["IR405"]),
        ("The outage may have been resolved at 12:45.", []),
        ("They said that May might think it was resolved at 12:45.", []),
    ],
)
def test_a_month_is_no_doubt(said: str, found: list[str]) -> None:
    assert codes(WHOLE.replace("This morning {}.", said)) == found
