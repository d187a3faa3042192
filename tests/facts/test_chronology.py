"""Timelines in all their forms, and what a summary may say: traps that the rules' own examples do not show."""

from __future__ import annotations

import pytest

from incidentlint.findings import Diagnostic
from incidentlint.rulebook.selection import choose
from support import corners, lint_text, marked, pack_of

TIMED = tuple(rule for rule in choose((), (), ()) if rule.code.startswith(("IR4", "IR5")))
MIXED = "IR411"
PACK = pack_of(
    """
# Incident: [Title]

**Started:** YYYY-MM-DD HH:MM TZ
**Detected:** YYYY-MM-DD HH:MM TZ
**Resolved:** YYYY-MM-DD HH:MM TZ
**Duration:** X hours Y minutes

## Summary

[Summary]

## Impact

- **Total Users:** [N customers]
- **Regions:** [N country]
- **Lost Bookings:** [Amount]
- **Refunds:** [Amount]
- **Total Loss:** [Amount]

## Timeline

[Events]
""",
    """
zones.BZT = "America/Belize"
[[totals]]
total = "Total Users"
parts = ["Regions"]
[[totals]]
total = "Total Loss"
parts = ["Lost Bookings", "Refunds"]
""",
)


def lint(summary: str = "Nobody could book.", timeline: str = "", *, day: int = 4, end: str = "") -> list[str]:
    """The codes found in a report, all of them at the marked places."""
    report = f"""# Incident: refused bookings

**Started:** 2026-05-{day:02} 22:05 BZT
**Detected:** 2026-05-{day:02} 22:12 BZT
**Resolved:** {end or f"2026-05-{day + 1:02} 00:20 BZT"}
**Duration:** 2 hours 15 minutes

## Summary

{summary}

## Impact

- **Total Users:** 47 customers
- **Regions:** 35 USA, 8 Canada, 4 UK
- **Lost Bookings:** $3,200
- **Refunds:** $320
- **Total Loss:** $3,520

## Timeline

{timeline or "- 22:05 First errors" + chr(10) + "- 00:20 Incident resolved"}
"""
    text, places = marked(report)
    found: tuple[Diagnostic, ...] = lint_text(text, (PACK,), rules=[rule for rule in TIMED if rule.code != MIXED])
    assert [corners(d.place) for d in found] == places, [(d.code, d.message) for d in found]
    return [d.code for d in found]


FORMS = {
    "table": "| Time | Event |\n|---|---|\n| 22:05 | First errors |\n| 23:40 | Cause |\n| {end} | Incident resolved |",
    "table with a date column": "| Date | Time | Event |\n|---|---|---|\n| 2026-05-04 | 22:05 | First errors |\n"
    "| 2026-05-05 | {end} | Incident resolved |",
    "zone in the head": "| Time (UTC) | Event |\n|---|---|\n| 04:05 | First errors |\n| {utc} | Incident resolved |",
    "fence": "```\n22:05 - First errors - Ops\n{end} - Incident status: Resolved - Ops\n```",
    "bullets": "- 22:05 First errors\n- {end}: Incident resolved",
    "bold bullets": "- **22:05** — First errors\n- **{end}** — Incident resolved",
    "brackets": "- [22:05] First errors\n- [{end}] Incident resolved",
    "numbered": "1. 22:05 - First errors\n2. {end} - Status: Resolved",
    "paragraphs": "**22:05** First errors\n\n**{end}** Incident resolved",
    "paragraphs with a colon": "**22:05:** First errors\n\n**{end}:** Incident resolved",
    "headings": "### 22:05\n\nFirst errors.\n\n### {end}\n\nIncident resolved.",
    "headings with dates": "### 2026-05-04 22:05 BZT\n\nFirst errors.\n\n### 2026-05-05 {end} BZT\n\nStatus: Resolved",
    "headings in braces": "### {{{{ 22:05 }}}}\n\nFirst errors.\n\n### {{{{ {end} }}}}\n\nIncident resolved.",
    "twelve hours": "- 10:05 PM: First errors\n- {twelve}: Incident resolved",
    "dates above lists": "2026-05-04:\n\n- 22:05 First errors\n\n2026-05-05:\n\n- {end} Incident resolved",
    "dates in headings": "### May 4, 2026\n\n- 22:05 First errors\n\n### May 5, 2026\n\n- {end} Incident resolved",
    "dates in a list": "- 2026-05-04\n  - 22:05 First errors\n- 2026-05-05\n  - {end} Incident resolved",
    "a date carried on": "- 2026-05-04 22:05 First errors\n- 23:50 Cause\n- 2026-05-05 00:10 Fix\n"
    "- {end} Incident resolved",
    "a zone in a sentence": "All times are UTC.\n\n- 04:05 First errors\n- {utc} Incident resolved",
    "ranges": "- 22:05–22:40 First errors\n- 23:00 – 00:05 Rebuild\n- {end} Incident resolved",
    "unknown and about": "- ??:?? Someone notices\n- 22:05 First errors\n- ~23:30 Complaints\n- 23:20 Cause\n"
    "- {end} Incident resolved",
    "the latest first": "- {end} Incident resolved\n- 00:05 Fix\n- 23:50 Cause\n- 22:30 Page\n- 22:05 First errors",
    "monitoring over midnight again": "- 22:05 First errors\n- {end} Incident resolved\n- 23:00 Still fine\n"
    "- 09:00 All clear",
    "two tracks": "- 22:05 First errors\n- {end} Incident resolved\n\nSupport:\n\n1. 22:30 First mail\n"
    "2. 23:00 Answered",
}


@pytest.mark.parametrize("form", FORMS)
def test_timeline(form: str) -> None:
    """Each form is read: it is silent, and found at its time when its resolution is another."""
    right = {"end": "00:20", "utc": "06:20", "twelve": "12:20 AM"}
    wrong = {"end": "«00:35»", "utc": "«06:35»", "twelve": "«12:35 AM»"}
    if form in ("dates in headings", "headings with dates"):
        wrong = {key: value.strip("«»") for key, value in wrong.items()}
    assert lint(timeline=FORMS[form].format(**right)) == []
    text = FORMS[form].format(**wrong)
    if form == "headings with dates":
        text = text.replace("2026-05-05 00:35 BZT", "«2026-05-05 00:35 BZT»")
    if form == "dates in headings":
        text = text.replace("00:35", "«00:35»")
    assert lint(timeline=text) == ["IR405"]


@pytest.mark.parametrize(
    "event",
    [
        "Service restored",
        "Mitigated",
        "All clear",
        "Fix (incident resolved for now)",
        "Incident resolved for the EU",
        "Incident declared resolved by mistake",
        "Customers report that the incident resolved itself",
        "Status: Resolving",
    ],
)
def test_rows_that_name_no_milestone(event: str) -> None:
    """Only a phrase at the start of a row, said of the whole, is a milestone."""
    assert lint(timeline=f"- 22:05 First errors\n- 23:55 {event}\n- 00:20 Incident resolved\n- 00:40 {event}") == []


@pytest.mark.parametrize(
    "summary",
    [
        "Users could not log in for 10 minutes at a time.",
        "Nobody could book for the first 20 minutes.",
        "The site was down for 5 of the 135 minutes.",
        "The site was down for 10 minutes before anybody noticed.",
        "Some users were blocked for up to 40 minutes.",
        "The API was down for 20 minutes, the site was unavailable for 135 minutes.",
        "Nobody could book for 2 hours and 15 minutes.",
        "Nobody could book for about two hours.",
        "Bookings worked again within 2 hours and 10 minutes.",
        "A 45-minute outage of a supplier came first.",
        "Login failed for 30 minutes (mobile only).",
        "Between 10:05 PM and 12:20 AM BZT nobody could book.",
        "From 22:12 to 00:20 the team worked on it.",
        "On May 4, 2026, between 10:05 PM and 12:20 AM BZT, nobody could book.",
        "Between 2 and 3 percent of requests failed.",
        "3 customers complained.",
        "Of 2,000 customers, 47 were affected.",
        "47 of 2,000 customers were affected.",
        "Another 12 customers were affected by the rollback.",
        "35 customers were affected in the USA.",
        "At least 20 customers could not log in at once.",
        "About 50 customers were affected.",
        "12 operators were affected.",
        "$200 of $3,520 lost came back.",
        "Orders above $500 were lost.",
        "It cost $3,200 in bookings and $320 in refunds.",
        "Losses of about $3.5k are expected.",
        "A booking is lost for each $70/booking that is not confirmed.",
        "A plan for $99 was shown.",
    ],
)
def test_summaries_that_say_nothing_else(summary: str) -> None:
    """Figures of parts and of other things, and the same in other words."""
    assert lint(summary) == []


@pytest.mark.parametrize(
    "summary",
    [
        "Nobody could book for «65 minutes».",
        "Bookings were unavailable for «3 hours».",
        "The outage lasted «about 40 minutes».",
        "Between «10:15 PM» and 12:20 AM BZT nobody could book.",
        "On May 4, 2026, between 10:05 PM and «12:40 AM BZT», nobody could book.",
        "In all, «51» customers were affected.",
        "«51» affected customers were called.",
        "The outage affected «51» customers.",
        "«51» customers could not book.",
        "«About 90» customers were affected.",
        "There was an estimated loss of «$3,620».",
        "It cost «$35,200».",
    ],
)
def test_summaries_that_disagree(summary: str) -> None:
    """Statements of the whole incident that are not what the rest says."""
    assert lint(summary) == ["IR502"]


HOSTILE = {
    "rows": lambda n: (f"| {i * 7 % 24:02}:{i * 11 % 60:02} | step |" for i in range(n // 17)),
    "invalid rows": lambda n: ("| 25:78 | step |" for _ in range(n // 17)),
    "dated lists": lambda n: (f"2026-03-{i % 28 + 1:02}:\n\n- 10:00 x\n" for i in range(n // 24)),
    "headings": lambda n: (f"### {i % 24:02}:{i % 60:02}\n\nx\n" for i in range(n // 15)),
    "dates between code": lambda n: ["`a` 2026-02-30 " * (n // 15)],
    "ranges": lambda n: ["between 10:05 and 11:35 BZT " * (n // 28)],
}


@pytest.mark.once
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_long_timeline_of_anything_is_read_to_its_end(kind: str) -> None:
    """65,000 characters take a second or two; in time by the square of the length they would take minutes."""
    body = "\n".join(HOSTILE[kind](1 << 16))
    head = "# Incident: x\n\n**Detected:** 2026-03-01 10:00 BZT\n\n## Timeline\n\n"
    lint_text(f"{head}| Time | Event |\n|---|---|\n{body}\n", (PACK,), rules=TIMED)


def test_a_row_without_a_zone_is_of_the_place_whose_offset_the_fields_state() -> None:
    """On the night when clocks go back 02:10 comes before 02:00 there, though not at the fields' fixed offset."""
    template = (
        "# Incident: [Title]\n\n**Detected:** YYYY-MM-DD HH:MM TZ\n**Resolved:** YYYY-MM-DD HH:MM TZ\n\n## Timeline\n\n"
        "| Time | Event |\n|---|---|\n| HH:MM | [Event] |\n"
    )
    report = (
        "# Incident: slow\n\n**Detected:** 2026-10-25 02:00 +01:00\n**Resolved:** 2026-10-25 02:30 +01:00\n\n"
        "## Timeline\n\n| Time | Event |\n|---|---|\n| 02:10 | First errors |\n| 02:00 | Alert |\n| 02:30 | Fixed |\n"
    )
    oslo = 'zones = { CET = "Europe/Oslo", CEST = "Europe/Oslo" }'
    assert lint_text(report, [pack_of(template, oslo)]) == ()
    day = report.replace("2026-10-25", "2026-11-05")
    assert [found.code for found in lint_text(day, [pack_of(template, oslo)])] == ["IR404"]
