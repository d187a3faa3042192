"""Named deadlines: how their periods are counted, what they may name, and the snippets of the guide."""

from __future__ import annotations

import datetime as dt

import pytest

from incidentlint.grammars.periods import read_period
from incidentlint.rulebook.selection import choose
from incidentlint.toml_file import FileError
from support import lint_text, pack_of

TEMPLATE = """# Incident: [Title]

**Detected:** YYYY-MM-DD HH:MM UTC
**Resolved:** YYYY-MM-DD HH:MM UTC
**Reportable:** [Yes / No]
**Warned:** YYYY-MM-DD HH:MM UTC
**Told:** YYYY-MM-DD HH:MM UTC
"""
CONDITION = 'conditions.reportable = { field = "Reportable", is = ["Yes"] }\n'
IR304 = choose(("IR304",), (), ())


def said(
    overrides: str, warned: str, told: str = "2026-05-05", as_of: str = "", head: str = "2026-05-04 09:00 UTC"
) -> list[str]:
    text = f"# Incident: x\n\n**Detected:** {head}\n**Resolved:** 2026-05-04 11:00 UTC\n**Reportable:** Yes\n"
    text += f"**Warned:** {warned}\n**Told:** {told}\n"
    found = lint_text(text, (pack_of(TEMPLATE, CONDITION + overrides),), rules=IR304, as_of=as_of)
    return [f"{one.level} {one.message}" for one in found]


def deadline(within: str, after: str = "detected", field: str = "Warned") -> str:
    return f'deadlines.warning = {{ within = "{within}", after = "{after}", field = "{field}", when = "reportable" }}\n'


@pytest.mark.parametrize(
    ("within", "kept", "missed", "limit"),
    [
        ("24h", "2026-05-05 09:00 UTC", "2026-05-05 09:01 UTC", "2026-05-05 09:00 UTC"),
        ("4 hours", "2026-05-04 13:00 UTC", "2026-05-04 13:01 UTC", "2026-05-04 13:00 UTC"),
        ("15 days", "2026-05-19 23:59 UTC", "2026-05-20 00:01 UTC", "2026-05-19"),
        ("5 days", "2026-05-11 12:00 UTC", "2026-05-12 00:01 UTC", "2026-05-11"),  # 9 May is a Saturday
        ("2 weeks", "2026-05-18", "2026-05-19 00:01 UTC", "2026-05-18"),
        ("1 month", "2026-06-04", "2026-06-05 00:01 UTC", "2026-06-04"),
    ],
)
def test_a_period_ends(within: str, kept: str, missed: str, limit: str) -> None:
    """In hours to the minute, in days and months with a working day."""
    assert said(deadline(within), kept) == []
    found = said(deadline(within), missed)
    assert len(found) == 1
    assert found[0].startswith(f'error "Warned" says {missed}; warning, {within} after the incident was detected')
    assert found[0].endswith(f"ended at {limit}")


@pytest.mark.parametrize(
    ("text", "day", "last"),
    [
        ("1 month", "2026-01-31", "2026-03-02"),  # 28 February is a Saturday
        ("1 month", "2027-12-31", "2028-01-31"),
        ("3 months", "2026-03-10", "2026-06-10"),
        ("2 days", "2026-05-07", "2026-05-11"),
        ("2 days", "2026-05-08", "2026-05-12"),  # a Friday: Monday and Tuesday are the two working days
        ("1 day", "2026-05-08", "2026-05-11"),
        ("10 days", "2026-05-04", "2026-05-14"),
    ],
)
def test_last_days(text: str, day: str, last: str) -> None:
    """By the rules of Regulation 1182/71, holidays aside."""
    period = read_period(text)
    assert period is not None
    assert period.last_day(dt.date.fromisoformat(day)) == dt.date.fromisoformat(last)


@pytest.mark.parametrize("text", ["", "soon", "0 months", "72h or so", "about 3 days", "month", "1 month or 30 days"])
def test_what_is_no_period(text: str) -> None:
    """A pack says so with its line."""
    assert read_period(text) is None
    with pytest.raises(FileError, match="within"):
        pack_of(TEMPLATE, CONDITION + deadline(text or "x"))


def test_a_deadline_may_count_from_another_one_and_from_a_field() -> None:
    """From the moment that its field records."""
    second = 'deadlines.second = { within = "72h", after = "warning", field = "Told" }\n'
    assert said(deadline("24h") + second, "2026-05-05 08:00 UTC", "2026-05-08 08:00 UTC") == []
    found = said(deadline("24h") + second, "2026-05-05 08:00 UTC", "2026-05-08 08:30 UTC")
    assert found == [
        'error "Told" says 2026-05-08 08:30 UTC; second, 72h after "Warned" (2026-05-05 08:00 UTC), ended at '
        "2026-05-08 08:00 UTC"
    ]
    assert said(deadline("24h", "Told"), "2026-05-06 08:00 UTC", "2026-05-05 08:00 UTC") == []
    assert len(said(deadline("24h", "Told"), "2026-05-06 08:10 UTC", "2026-05-05 08:00 UTC")) == 1


def test_before_its_end_it_is_a_note_and_after_it_an_error() -> None:
    """Whatever the report's own deadline says."""
    complete = 'deadlines.complete = { within = "30 days", after = "resolved", by = "report-date" }\n'
    given = complete + deadline("24h", field="Reportable")
    early, late = (said(given, "2026-05-04", as_of=when) for when in ("2026-05-04T20:00Z", "2026-05-06T20:00Z"))
    assert [one.split()[0] for one in (*early, *late)] == ["info", "error"]
    assert "by 2026-05-05 09:00 UTC" in late[0]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ('deadlines.compleet = { within = "48h", after = "resolved", by = "report-date" }', "did you mean 'complete'"),
        ('deadlines.x = { within = "48h", after = "detectd", field = "Told" }', "did you mean 'detected'"),
        ('deadlines.x = { within = "48h", after = "x", field = "Told" }', "unknown milestone 'x'"),
        ('deadlines.x = { within = "48h", after = "detected", field = "Tolt" }', "Told"),
        ('deadlines.x = { within = "48h", after = "detected" }', "either a role, 'by', or a 'field'"),
        ('deadlines.x = { within = "48h", after = "detected", by = "author", field = "Told" }', "either a role"),
        ('deadlines.x = { within = "48h", after = "detected", field = "Told", when = "y" }', "no condition 'y'"),
        ('deadlines.complete = { within = "1 month", after = "resolved", by = "report-date" }', "is a duration"),
    ],
)
def test_errors(given: str, says: str) -> None:
    """Of names, moments, fields and conditions."""
    with pytest.raises(FileError, match=says.replace("(", r"\(")):
        pack_of(TEMPLATE, given)
