"""The examples of all packs: what `read` gives of a complete report is start, end and actions."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidentlint.api import read

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORTS = [path for path in sorted(EXAMPLES.rglob("*.md")) if path.name != "README.md"]
NO_START = {"bilko"}
"""Packs whose form asks for the detection and not for the start."""
NO_ACTIONS = {"cstate"}
"""Packs of a status page: what is done about it is told elsewhere."""


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: str(path.relative_to(EXAMPLES).parts[0]))
def test_start_end_and_actions_of_each_pack_s_example_are_read(path: Path) -> None:
    pack, *below = path.relative_to(EXAMPLES).parts
    report = read(path.read_bytes(), "/".join(below))
    assert report is not None
    assert report.pack == pack
    begin = report.detected if pack in NO_START else report.started
    assert begin is not None
    assert begin.at is not None
    assert report.resolved is not None
    assert report.resolved.at is not None
    assert begin.at < report.resolved.at
    assert bool(report.actions) is (pack not in NO_ACTIONS)


def test_a_field_goes_before_an_entry_of_the_timeline() -> None:
    rows = "| 10:00 | Incident begins |\n| 11:00 | Incident resolved |\n| 11:30 | Incident resolved |\n"
    text = f"# Incident report\n\n{{}}\n\n## Timeline (UTC)\n\n2026-03-11\n\n| Time | Event |\n|---|---|\n{rows}"
    told = read(text.format("**Severity:** P1"), pack="generic")
    assert told is not None
    assert told.started is not None
    assert told.started.text == "10:00"
    assert told.started.label == "Incident begins"
    assert told.resolved is not None
    assert told.resolved.text == "11:30"
    stated = read(text.format("**Started:** 2026-03-11 09:55 UTC"), pack="generic")
    assert stated is not None
    assert stated.started is not None
    assert stated.started.text == "2026-03-11 09:55 UTC"
