"""What reports of no known template get wrong: siblings of the kinds, and what is right beside them."""

import pytest

import incidentlint
from incidentlint.engine.lint import lint
from incidentlint.engine.plan import Plan
from incidentlint.rulebook.selection import choose
from support import built_in

PLACE = "docs/post-mortems/2026-05-04-search.md"
ROWS = "- 07:40 Alert\n- 08:10 Cause found\n- 09:45 Search is fast again\n"
PARTS = f"\n## Timeline\n\n{ROWS}\n## Root cause\n\nA full disk.\n"


def found(text, path=PLACE):
    checked = lint(text.encode(), path, Plan(choose((), (), ()), built_in()))
    return [(d.code, d.place.line) for d in checked.diagnostics if d.level != "info"]


@pytest.mark.parametrize(
    ("path", "head"),
    [
        ("incidents/2026-05-04-search.md", "# 2026-02-04: search was slow\n"),
        ("incidents/2026-05-04.md", "# Post-mortem of May 4th, 2025\n\nSearch was slow.\n"),
        ("incidents/search.md", "# Search was slow (2026-05-04)\n\n**Date:** 2025-05-04\n"),
    ],
)
def test_two_days_alone_that_differ_in_year_or_month_contradict_each_other(path, head):
    assert [code for code, _ in found(head + PARTS, path)] == ["IR418"]


@pytest.mark.parametrize(
    "head",
    [
        "# Search was slow on 2026-04-28\n",
        "# Search was slow\n\n**Date:** 2026-03-30\n",
        "---\ntitle: Search on 2026-05-04\n---\n\n# Search was slow on 2026-05-04\n",
    ],
)
def test_a_report_of_a_later_day_is_no_contradiction(head):
    assert not found(head + PARTS)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Search was down from 07:40 to 09:45 (3 h 5 min).", True),
        ("Search was down for 25 minutes (07:40-09:45).", True),
        ("Search was down for about 5 hours, between 7:40 AM and 9:45 AM.", True),
        ("Search was down from 07:40 to 09:45 (2 h 5 min).", False),
        ("Search was down for 3 hours (11:10 PM - 2:10 AM).", False),
        ("Between 07:40 and 09:45 (2 minutes each) all retries failed.", False),
        ("Backups run from 01:00 to 02:00, with a timeout of 5 minutes.", False),
        ("Search was slow from 05:40 UTC to 09:45 CEST (2 hours 5 minutes).", False),
        ("Search was slow for almost five hours, from 23:30 CEST to 03:15 CET.", False),
        ("Search was slow for 2 h 5 min (11:10 +05:30 - 09:45 UTC+2).", False),
        ("Search was slow from 23:40 EST to 06:45 GMT (2 hours 5 minutes).", False),
        ("Search was slow from 07:40 UTC to 09:45 CST (7 hours).", False),
        ("Search was slow from 05:40 UTC to 09:45 CEST (4 hours 5 minutes).", True),
        ("Search was slow from 03:40 EDT to 09:45 CEST (3 hours 5 minutes).", True),
        ("Search was slow from 07:40 CEST to 09:45 CEST (3 hours 5 minutes).", True),
    ],
)
def test_a_length_beside_its_own_times(sentence, wrong):
    text = f"# Search was slow\n\n## Background\n\n{sentence}\n{PARTS}"
    assert found(text) == ([("IR403", 5)] if wrong else [])


@pytest.mark.parametrize("head", ["Timeline (UTC)", "Timeline - all times UTC, approximately", "Timeline (UTC), 4 May"])
def test_the_zone_in_the_heading_of_a_timeline_is_that_of_its_rows(head):
    rows = "- 07:40 (09:40 CEST): Alert\n- 08:10 (11:10 CEST): Cause found\n- 09:45: Search is fast again\n"
    text = f"# Search was slow\n\n## Summary\n\nIt was slow.\n\n## {head}\n\n{rows}\n## Root cause\n\nA full disk.\n"
    assert found(text) == [("IR419", 10)]


def test_a_row_out_of_order_is_one_finding_and_no_length_is_measured_by_it():
    rows = "- 06:30 Alert\n- 07:20 Looked at\n- 06:10 Cause found\n- 08:20 Search is fast again\n"
    stats = "\n## Stats\n\n- Time to detection: 20 minutes\n- Time to recovery: 45 minutes\n"
    assert found(f"# Search was slow\n\n## Timeline\n\n{rows}{stats}") == [("IR404", 7)]


@pytest.mark.parametrize("title", ["ISSUE NAME", "Post-mortem: incident title", "2026-05-04 - Memorable title"])
def test_a_title_that_only_says_that_it_is_one(title):
    assert found(f"# {title}\n{PARTS}") == [("IR201", 1)]


def test_filler_text_is_no_text():
    filler = "Lorem ipsum dolor sit amet, consectetur adipiscing elit."
    assert found(f"# Search was slow\n\n## Summary\n\n{filler}\n{PARTS}") == [("IR204", 5)]


@pytest.mark.parametrize("row", ["09:10 UTC (May 5)", "9:10 AM [2026-05-05]", "**09:10** (5 May)"])
def test_a_date_behind_the_time_of_a_row_is_its_day(row):
    head = "# Search was slow\n\n## Timeline\n\n"
    rows = f"- 20:05 UTC (May 4) Alert\n- {row} Cause found\n- 09:45 UTC Search is fast again\n"
    assert not found(head + rows)
    assert found(head + rows.replace("May 4", "May 6")) == [("IR404", 5)]


@pytest.mark.parametrize(
    ("path", "title", "is_one"),
    [
        ("2026-05-04-search.md", "Post-mortem of the slow search on May 4th, 2026", True),
        ("news/2026-05-04.md", "Outage of the search", True),
        ("blog/20260504-search.md", "Incident report: slow search", True),
        ("2026-05-04-writing.md", "Post-mortem writing for all", False),
        ("2026-05-04-search.md", "How we write a post-mortem", False),
        ("search.md", "Post-mortem of the slow search", False),
    ],
)
def test_a_dated_file_whose_title_begins_with_what_it_is(path, title, is_one):
    text = f"# {title}\n\nOn May 4th search was slow.\n\n## What we do now\n\nWe watch the disks.\n"
    checked = lint(text.encode(), path, Plan(choose((), (), ()), built_in()))
    assert bool(checked.pack) is is_one


@pytest.mark.parametrize(
    ("sentence", "rows", "wrong"),
    [
        ("It was back at 1:25 AM.", "- 08:10 Alert\n- 13:25 It is back\n", True),
        ("It was back at 12.35 a.m. UTC.", "- 08:10 UTC Alert\n- 12:35 UTC It is back\n", True),
        ("It began at 9:50 pm.", "- 9:50 AM Alert\n- 1:10 PM It is back\n", True),
        ("It was back at 1:25 PM.", "- 8:10 Alert\n- 9:40 Cause\n- 1:25 It is back\n", False),
        ("It was back at 1:25 PM.", "- 08:10 Alert\n- 13:25 It is back\n", False),
        ("It was back at 1:30 AM.", "- 08:10 Alert\n- 13:30 It is back\n", False),
        ("Backups ran at 1:25 AM CET.", "- 08:10 UTC Alert\n- 13:25 UTC It is back\n", False),
        ("The batch of about 1:25 AM failed.", "- 08:10 Alert\n- 13:25 It is back\n", False),
    ],
)
def test_a_time_in_the_other_half_of_the_day(sentence, rows, wrong):
    text = f"# Search was slow\n\n## Summary\n\n{sentence}\n\n## Timeline\n\n{rows}\n## Root cause\n\nA full disk.\n"
    assert found(text) == ([("IR405", 5)] if wrong else [])


@pytest.mark.parametrize(
    "box", ["Sections above are filled out", "All action items above have tickets", "**Report is complete**"]
)
def test_a_box_that_the_form_has_for_itself(box):
    items = "- [ ] Watch the disk\n- [ ] {0}\n- [{1}] {0}\n"
    text = f"# Search was slow\n{PARTS}\n## Actions\n\n{items.format(box, 'x')}"
    assert found(text) == [("IR302", 16)]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("INCIDENT-20260504T170559Z.md", "20260504"),
        ("2026_05_04_search.md", "2026_05_04"),
        ("search-2026.05.04.md", "2026.05.04"),
        ("search-may-4-2026.md", "may-4-2026"),
        ("4_May_2026.md", "4_May_2026"),
        ("PM-2026-005-search.md", ""),
        ("10.0.2026.05-search.md", ""),
    ],
)
def test_the_day_of_a_file_name_in_any_notation(name, says):
    text = f"# Post-mortem: search was slow\n\n**Date:** 2025-05-04\n{PARTS}"
    checked = lint(text.encode(), f"incidents/{name}", Plan(choose((), (), ()), built_in()))
    said = [d.message for d in checked.diagnostics if d.code == "IR418"]
    assert said == ([f'"Date" says 2025-05-04; the file name says {says}'] if says else [])


@pytest.mark.parametrize(
    ("title", "path", "wrong"),
    [
        ("Split of 2026-05-04", "incidents/2026-04-29-split.md", True),
        ("The split on May 4th, 2026", "incidents/split-20260429.md", True),
        ("2026-05-04 split", "incidents/2026_04_29.md", True),
        ("Split of 2026-05-04", "incidents/2026-04-20-split.md", False),
        ("Split of 2026-05-04", "incidents/2026-05-09-split.md", False),
        ("Split of 2026-05-04", "incidents/2026-05-03-split.md", False),
    ],
)
def test_a_file_is_not_named_after_a_day_before_its_incident_on_which_nothing_happened(title, path, wrong):
    rows = "- 2026-04-20: A bug is reported\n- 2026-04-25: A fix is released\n- 2026-05-04: The chain splits\n"
    text = f"# {title}\n\n## Timeline\n\n{rows}\n## Root cause\n\nA bug.\n"
    assert [code for code, _ in found(text, path)] == (["IR418"] if wrong else [])


NIGHT = """# Search was slow

- Started: {start}
- Resolved: {end}

## Timeline

{rows}

## Root cause

A full disk.
"""
TABLE = "| Time | Event |\n| --- | --- |\n"


@pytest.mark.parametrize(
    ("rows", "end"),
    [
        (f"{TABLE}| 22:52 | Alert |\n| 23:10 | Cause found |\n| 00:21 (+1) | Fast again |", "2026-05-20 00:21 CEST"),
        (f"{TABLE}| 22:52 | Alert |\n| 00:10 +1 | Cause found |\n| 00:21 +1 | Fast again |", "2026-05-20 00:21 CEST"),
        (f"{TABLE}| 22:52 | Alert |\n| 23:10 (+1) | Found |\n| 23:50 (+2) | Fast again |", "2026-05-21 23:50 CEST"),
        (f"{TABLE}| 22:52 | Alert |\n| 00:21 (+1d) | Fast again |", "2026-05-20 00:21 CEST"),
        (f"{TABLE}| 22:52 | Alert |\n| 00:21 (next day) | Fast again |", "2026-05-20 00:21 CEST"),
        ("- 22:52 Alert\n- 23:10 Cause found\n- 00:21 (+1) Fast again", "2026-05-20 00:21 CEST"),
    ],
)
def test_a_mark_behind_the_time_of_a_row_says_how_many_days_later_it_is(rows, end):
    assert found(NIGHT.format(start="2026-05-19 22:52 CEST", end=end, rows=rows), "search.md") == []


def test_a_mark_in_every_row_is_an_offset():
    rows = f"{TABLE}| 22:52 (+1) | Alert |\n| 23:10 (+1) | Cause found |\n| 23:50 (+1) | Fast again |"
    text = NIGHT.format(start="2026-05-19 21:52 UTC", end="2026-05-19 22:50 UTC", rows=rows)
    assert ("IR411", 10) in found(text, "search.md")


@pytest.mark.parametrize(
    ("start", "end", "rows", "mixed"),
    [
        ("2026-10-24 23:30 CEST", "2026-10-25 03:15 CET", "- 23:30 CEST Alert\n- 03:15 CET Fast again", False),
        ("2026-10-31 23:30 EDT", "2026-11-01 03:15 EST", "- 23:30 EDT Alert\n- 03:15 EST Fast again", False),
        ("2026-10-24 23:30 BST", "2026-10-25 03:15 GMT", "- 23:30 BST Alert\n- 03:15 GMT Fast again", False),
        ("2026-05-19 21:30 CEST", "2026-05-19 23:15 CET", "- 21:30 CEST Alert\n- 23:15 CET Fast again", True),
        ("2026-05-19 21:30 BST", "2026-05-19 23:15 GMT", "- 21:30 BST Alert\n- 23:15 GMT Fast again", True),
        (
            "2026-05-19 22:52 CEST",
            "2026-05-19 23:10 CEST",
            "| UTC | CEST | Event |\n| --- | --- | --- |\n| 20:52 | 22:52 | Alert |\n| 21:10 | 23:10 | Fast again |",
            False,
        ),
        (
            "2026-05-19 22:52 EDT",
            "2026-05-19 23:10 EDT",
            "| Time (EDT) | Time (UTC) | Event |\n| --- | --- | --- |\n"
            "| 22:52 | 02:52 | Alert |\n| 23:10 | 03:10 | Fast again |",
            False,
        ),
        (
            "2026-05-19 22:52 CEST",
            "2026-05-19 23:10 CEST",
            "| UTC | Event |\n| --- | --- |\n| 20:52 | Alert |\n| 21:10 | Fast again |",
            True,
        ),
    ],
)
def test_one_place_in_summer_and_winter_and_columns_of_two_zones_are_no_mixture(start, end, rows, mixed):
    codes = [code for code, _ in found(NIGHT.format(start=start, end=end, rows=rows), "search.md")]
    assert codes == (["IR411"] if mixed else [])


CAUSE = "| 2026-05-04 10:00 | Test replica deleted |\n"


@pytest.mark.parametrize(
    ("first", "rows", "length", "wrong"),
    [
        (CAUSE, "| 22:49 | Errors begin |\n| 22:57 | Noticed |\n| 23:40 | Fast again |", "8 minutes", []),
        (CAUSE, "| 22:49 | Errors begin |\n| 22:57 | Noticed |\n| 23:40 | Fast again |", "18 minutes", ["IR413"]),
        (
            "| 14 April 2026, 23:10 | Flag switched on |\n",
            "| 22:50 | Errors begin |\n| 22:57 | Noticed |\n| 23:40 | Fast again |",
            "7 min",
            [],
        ),
        ("", "| 22:49 | Errors begin |\n| 22:57 | Noticed |\n| 23:40 | Fast again |", "8 minutes", []),
    ],
)
def test_rows_behind_an_early_one_of_the_cause_are_of_the_day_of_the_incident(first, rows, length, wrong):
    head = f"- Detected: 2026-05-19 22:57\n- Resolved: 2026-05-19 23:40\n- Time to detect: {length}\n"
    text = f"# Search was slow\n\n{head}\n## Timeline\n\n{TABLE}{first}{rows}\n\n## Root cause\n\nA full disk.\n"
    assert [code for code, _ in found(text, "search.md")] == wrong


@pytest.mark.parametrize(
    ("path", "start", "rows", "days"),
    [
        ("2026-09-12-postmortem.md", "2026-09-11 23:50", ("23:50", "00:31", "01:35"), (11, 12, 12)),
        ("postmortem-2026-09-12.md", "2026-09-11 22:10", ("22:10", "23:05", "01:35"), (11, 11, 12)),
        ("2026-09-12-postmortem.md", "2026-09-12 00:10", ("00:10", "00:31", "01:35"), (12, 12, 12)),
        ("2026-09-12-postmortem.md", "2026-09-11 23:50", ("00:20", "00:31", "01:35"), (12, 12, 12)),
    ],
)
def test_a_timeline_over_midnight_begins_on_the_evening_that_the_start_says(path, start, rows, days):
    head = f"- Started: {start} UTC\n- Detected: 2026-09-12 00:20 UTC\n- Resolved: 2026-09-12 01:35 UTC\n"
    told = "".join(f"- {row} - Looked at\n" for row in rows)
    text = f"# Search was slow\n\n{head}\n## Timeline\n\n{told}\n## Root cause\n\nA full disk.\n"
    facts = incidentlint.read(text.encode(), path=path)
    assert tuple(entry.time.day.day for entry in facts.timeline) == days


DATED = f"# Search was slow\n\n| Field | Value |\n| --- | --- |\n{{rows}}\n{PARTS}"


@pytest.mark.parametrize(
    "rows",
    [
        (
            ("Start date", "2026-05-04"),
            ("Start time", "07:40 UTC"),
            ("End date", "2026-05-04"),
            ("End time", "09:45 UTC"),
        ),
        (
            ("発生日", "2026年5月4日(月)"),
            ("発生時刻", "07:40 UTC"),
            ("検知時刻", "07:50 UTC"),
            ("復旧時刻", "09:45 UTC"),
        ),
        (
            ("Incident began (date)", "4 May 2026"),
            ("Incident began", "07:40 UTC"),
            ("Resolved", "2026-05-04 09:45 UTC"),
        ),
    ],
)
@pytest.mark.parametrize("wrong", [False, True])
def test_a_day_and_a_time_of_day_of_one_milestone_are_one_moment(rows, wrong):
    label = "障害時間" if "発生日" in dict(rows) else "Duration"
    length = "3 h 5 min" if wrong else "2 h 5 min"
    table = "\n".join(f"| {name} | {value} |" for name, value in (*rows, (label, length)))
    assert [code for code, _ in found(DATED.format(rows=table))] == ["IR403"] * wrong


def test_a_length_may_begin_before_the_only_start_that_is_stated():
    head = "# Search was slow\n\n**Detected:** 07:50 UTC\n**Duration:** {}\n"
    rows = "\n## Timeline (UTC)\n\n- 07:40 Search gets slow\n- 07:50 Alert\n- 09:45 Search is fast again\n"
    assert found(head.format("2 h 5 min") + rows) == []
    assert found(head.format("1 h 55 min") + rows) == []
    assert [code for code, _ in found(head.format("2 h 45 min") + rows)] == ["IR403"]


@pytest.mark.parametrize("heading", ["Timeline, UTC", "Timeline (all times UTC)", "The timeline of that night"])
def test_start_end_and_a_timeline_make_a_report_wherever_it_is(heading):
    head = "# Billing ran twice\n\n**Start:** 07:40 UTC\n**End:** 09:45 UTC\n**Duration:** 3 hours\n"
    text = f"{head}\n## {heading}\n\n{ROWS}"
    assert [code for code, _ in found(text, "sre/2026-05-04-billing.md")] == ["IR403"]
