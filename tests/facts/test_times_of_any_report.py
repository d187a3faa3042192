"""Times that reports of no known template state in lines, tables and sentences: what contradicts, and what agrees."""

import pytest

from incidentlint.engine.lint import lint
from incidentlint.engine.plan import Plan
from incidentlint.rulebook.selection import choose
from support import built_in

PLACE = "docs/post-mortems/2026-05-04-search.md"
CAUSE = "\n## Root cause\n\nA full disk.\n"


def found(text, path=PLACE):
    """The codes and lines of all findings, those that are only told left out."""
    checked = lint(text.encode(), path, Plan(choose((), (), ()), built_in()))
    return [(d.code, d.place.line) for d in checked.diagnostics if d.level != "info"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("**When:** 2026-05-04, 07:40–09:45 UTC (3h05)", True),
        ("Search was slow from 07:40 to 09:45 CEST (2h50).", True),
        ("**When:** Mon 4 May 2026, 07:40-09:45 (2 h 35 min) · **Lead:** @ana", True),
        ("**When:** 2026-05-04, 07:40–09:45 UTC (2h05)", False),
        ("**When:** 2026-05-04, 23:40–01:45 UTC (2h05)", False),
        ("Search was slow from 07h40 to 09h45 (9h40 in Oslo).", False),
        ("Search was slow, 07h40–09h45 (9h40).", False),
        ("**When:** 2026-05-04 07:40 – 2026-05-05 09:45 (26h05)", False),
    ],
)
def test_a_length_in_parentheses_behind_two_times_and_their_zone(line, wrong):
    assert [code for code, _ in found(f"# Search was slow\n\n{line}\n{CAUSE}")] == ["IR403"] * wrong


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2026-05-04T07:40Z (Monday)", "2026-05-06T09:45Z (Friday)", True),
        ("4 May 2026, 07:40 (Mon)", "4 May 2026, 09:45 (Tue)", True),
        ("2026-05-04 07:40 UTC (lundi)", "2026-05-04 09:45 UTC (jeudi)", True),
        ("2026-05-04T07:40Z (Monday)", "2026-05-04T09:45Z (Monday)", False),
        ("2026-05-04 22:40 UTC (Tuesday)", "2026-05-04 23:45 UTC (Tuesday)", False),
        ("2026-05-04 07:40 (start)", "2026-05-04 09:45 (so far)", False),
    ],
)
def test_a_weekday_in_parentheses_behind_a_time(first, last, wrong):
    text = f"# Search was slow\n\n- **From:** {first}\n- **To:** {last}\n{CAUSE}"
    assert [each for each in found(text) if each[0] == "IR416"] == [("IR416", 4)] * wrong


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("07:40 search is slow\n08:30 disk is full\n08:10 alert\n09:45 all is well", [7]),
        (
            "07:40 search is slow\n08:30 disk is full\n08:50 alert\n08:40 clean-up\n09:20 restart\n09:45 all is well",
            [8],
        ),
        ("7:40 am search is slow\n8:30 am disk is full\n8:10 am alert\n9:45 am all is well", [7]),
        ("07:40 search is slow\n08:10 alert\n08:30 disk is full\n09:45 all is well", []),
        (
            "07:40 search was slow, the disk was full at\n08:30 already; the alert came\nat 08:10, and nobody saw it",
            [],
        ),
        ("At 08:30 the disk was full, after\n07:40 nothing was indexed", []),
    ],
)
def test_the_plain_lines_of_a_timeline_are_its_rows(rows, wrong):
    text = f"# Search was slow\n\n## Timeline\n\n{rows}\n{CAUSE}"
    assert [line for code, line in found(text) if code == "IR404"] == wrong


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("We noticed after 50 minutes, by a customer's call.", True),
        ("It was detected only after 1h10m.", True),
        ("Search was slow. That was discovered after 12 minutes.", True),
        ("We noticed after 35 minutes, by a customer's call.", False),
        ("It was detected within 1h10m.", False),
        ("We noticed after 12 minutes of silence in the log.", False),
        ("It was detected within 5 minutes of the first call.", False),
        ("The first ticket was noticed after 20 minutes.", False),
    ],
)
def test_how_long_it_took_to_notice_in_a_sentence(told, wrong):
    text = (
        "# Search was slow\n\n**Started:** 2026-05-04 07:40 UTC\n**Detected:** 2026-05-04 08:15 UTC\n"
        f"**Resolved:** 2026-05-04 12:45 UTC\n\n## Summary\n\n{told}\n\n## Timeline (UTC)\n\n"
        "- 07:40 The disk is full\n- 08:00 First ticket\n- 08:15 A customer calls\n- 12:45 Search is fast again\n"
    )
    assert [code for code, _ in found(text + CAUSE)] == ["IR413"] * wrong


@pytest.mark.parametrize(
    ("head", "rows", "wrong"),
    [
        ("| Action | Owner | Due |", "| Watch the disk | Ana Cal | 2025-05-18 |", True),
        ("| What | Responsible | Target date |", "| Watch the disk | Ana Cal | 3 May 2026 |", True),
        ("| Action item | Assignee | Deadline |", "| Watch the disk | Ana Cal | 2026-04-30 |", True),
        ("| Action | Owner | Due |", "| Watch the disk | Ana Cal | 2026-05-04 |", False),
        ("| Action | Owner | Due |", "| Watch the disk | Ana Cal | 02/06/2026 |", False),
        ("| Action | Owner | Since |", "| Watch the disk | Ana Cal | 2025-05-18 |", False),
        ("| Action | Owner | Due |", "| Watch the disk | Ana Cal | ASAP |", False),
    ],
)
def test_an_action_that_was_due_before_the_incident(head, rows, wrong):
    start = "# Search was slow\n\n**Started:** 2026-05-04 07:40 UTC\n**Resolved:** 2026-05-04 09:45 UTC\n"
    text = f"{start}{CAUSE}\n## Actions\n\n{head}\n|---|---|---|\n{rows}\n"
    assert [code for code, _ in found(text)] == ["IR409"] * wrong


@pytest.mark.parametrize(
    ("day", "ends", "length", "wrong"),
    [
        ("Date of event", "09:45", "2 hours 35 minutes", True),
        ("Date of outage", "09:45 BST", "3 h", True),
        ("Event date", "00:10", "9 hours", True),
        ("Event date", "00:10", "16 h 30 min", False),
        ("Date of occurrence", "09:45", "2 hours 5 minutes", False),
        ("Date of delivery", "09:45", "2 hours 5 minutes", False),
    ],
)
def test_start_and_end_by_the_clock_beside_the_day_of_the_event(day, ends, length, wrong):
    zone = " BST" if "BST" in ends else ""
    text = (
        f"# Search was slow\n\n| Item | Detail |\n|---|---|\n| {day} | 4 May 2026 |\n| Start | 07:40{zone} |\n"
        f"| End | {ends} |\n| Duration | {length} |\n{CAUSE}"
    )
    assert [code for code, _ in found(text, "docs/rca/search.md")] == ["IR403"] * wrong


@pytest.mark.parametrize(
    ("start", "end", "length", "wrong"),
    [
        ("7/7/2026, 21:40 h (CEST)", "8/7/2026, 00:15 h (CEST)", "3 h 25 min", True),
        ("07/07/2026 21:40", "08/07/2026 00:15", "1 h 35 min", True),
        ("8/7/2026 21:40", "8/7/2026 23:15", "2 h 35 min", True),
        ("7/7/2026, 21:40 h (CEST)", "8/7/2026, 00:15 h (CEST)", "2 h 35 min", False),
        ("7/7/2026 21:40", "7/8/2026 00:15", "2 h 35 min", False),
        ("9/3/2026 21:40", "10/3/2026 00:15", "3 h 25 min", False),
    ],
)
def test_a_day_in_figures_is_the_one_that_is_near_the_incident(start, end, length, wrong):
    text = f"# Search was slow\n\n- **Start:** {start}\n- **End:** {end}\n- **Duration:** {length}\n{CAUSE}"
    place = "docs/post-mortems/2026-07-07-search.md"
    assert [code for code, _ in found(text, place) if code != "IR418"] == ["IR403"] * wrong
