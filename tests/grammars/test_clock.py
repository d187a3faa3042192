"""The clock: what is incomplete may wait until the deadline, and only when the user says what time it is."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from incidentlint.grammars.clock import read_clock
from incidentlint.rulebook.selection import choose, load_rules
from support import built_in, lint_text

COMPLETE = (Path(__file__).parents[1] / "cases" / "bilko-p0.md").read_text(encoding="utf-8")
PLACE = "docs/operations/incidents/INCIDENT-2026-03-09-checkout.md"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-11", dt.datetime(2026, 3, 11, 23, 59, 59, tzinfo=dt.UTC)),
        ("2026-03-11 09:00", dt.datetime(2026, 3, 11, 9, 0, tzinfo=dt.UTC)),
        ("2026-03-11T09:00:00+01:00", dt.datetime(2026, 3, 11, 8, 0, tzinfo=dt.UTC)),
        ("2026-03-11T09:00Z", dt.datetime(2026, 3, 11, 9, 0, tzinfo=dt.UTC)),
        ("2026-02-30", None),
        ("yesterday", None),
        ("09:00", None),
        ("2026-03-11 or so", None),
        ("03/04/2026", None),
    ],
)
def test_read_clock(text, moment):
    assert read_clock(text) == moment


def levels(text, as_of=""):
    found = lint_text(text, built_in(), rules=choose((), (), ()), path=PLACE, forced=False, as_of=as_of)
    return {(diagnostic.code, diagnostic.level, diagnostic.message.rpartition(" (")[2]) for diagnostic in found}


def unfilled(text):
    """The complete report with its root cause and an owner still to come."""
    start = text.index("**Root cause:**")
    end = text.index("\n", start)
    return f"{text[:start]}**Root cause:** [One sentence — the actual technical cause]{text[end:]}"


def test_before_the_deadline_what_is_incomplete_is_info():
    resolved = next(line for line in COMPLETE.splitlines() if "Date resolved" in line)
    day = resolved.split()[2]
    before = f"{day} 23:00 UTC"
    (only,) = {found for found in levels(unfilled(COMPLETE), before) if found[0] == "IR201"}
    assert only[1] == "info"
    assert only[2].startswith("due in ")


def test_after_the_deadline_and_without_a_clock_it_is_an_error():
    for as_of in ("", "2036-01-01"):
        assert {level for code, level, _ in levels(unfilled(COMPLETE), as_of) if code == "IR201"} == {"error"}


def test_the_clock_of_an_unresolved_incident_has_not_started():
    start = COMPLETE.index("**Date resolved:**")
    end = COMPLETE.index("\n", start)
    open_incident = f"{COMPLETE[:start]}**Date resolved:** YYYY-MM-DD HH:MM CET{COMPLETE[end:]}"
    found = {found for found in levels(open_incident, "2036-01-01") if found[0] == "IR201"}
    assert {level for _, level, _ in found} == {"info"}
    assert all("has not started" in why for *_, why in found)


def test_what_is_wrong_does_not_wait():
    waits = {rule.code for rule in load_rules() if rule.waits}
    assert not waits & {"IR111", "IR401", "IR402", "IR403", "IR404", "IR405", "IR501", "IR502", "IR701", "IR703"}
    assert {"IR101", "IR201", "IR301", "IR305", "IR601", "IR602"} <= waits


def test_a_complete_report_is_silent_at_any_time_after_it():
    assert levels(COMPLETE, "2036-01-01") == set()


def test_a_time_that_is_none_is_a_usage_error(tmp_path):
    command = [sys.executable, "-m", "incidentlint", "check", "--as-of", "soon", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "--as-of" in run.stderr
    assert "Traceback" not in run.stderr
