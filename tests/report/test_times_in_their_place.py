"""Times of day in the notations that are ones only in a slot or column of times, with and without a template."""

from __future__ import annotations

from functools import cache

import pytest

from incidentlint.grammars import read_stamp
from incidentlint.packs.pack import Pack
from support import built_in, lint_text, pack_of

TEMPLATE = "# Incident: [Title]\n\n## Timeline\n\n| Time | Event |\n|---|---|\n| HH:MM | [Event] |\n"

REPORT = """\
# Incident: search was down

**Started:** 2026-05-04 09:10 UTC
**Resolved:** 2026-05-04 11:15 UTC

## Timeline

| Time | Event |
|---|---|
| {} | Search fails |
| {} | New index |
| {} | Search works |
"""

NOTATIONS = [
    ("9h10", "10h00", "11h15"), ("9 h 10", "10 h", "11 h 15"), ("09h10min", "10h00min", "11h15min"),
    ("9.10", "10.00", "11.15"), ("kl. 09.10", "kl. 10.00", "kl. 11.15"), ("9.10 Uhr", "10 Uhr", "11.15 Uhr"),
    ("um 9:10 Uhr", "um 10 Uhr", "um 11:15 Uhr"), ("09:10h", "10:00h", "11:15h"), ("09.10h", "10.00h", "11.15h"),
    ("0910", "1000", "1115"), ("0910 hrs", "1000 hrs", "1115 hrs"), ("0910Z", "1000Z", "1115Z"),
    ("T09:10Z", "T10:00Z", "T11:15Z"), ("09.10z", "10.00z", "11.15z"), ("à 9h10", "à 10h00", "à 11h15"),
    ("às 9h10", "às 10h", "às 11h15"), ("a las 9:10", "a las 10:00", "a las 11:15"), ("9時10分", "10時", "11時15分"),
    ("９：１０", "１０：００", "１１：１５"), ("9.10 am", "10.00 am", "11.15 am"), ("9h10 UTC", "10h UTC", "11h15 UTC"),
]  # fmt: skip


@cache
def template() -> Pack:
    return pack_of(TEMPLATE, 'template = "t.md"\n')


def found(times: tuple[str, str, str], packs: tuple[Pack, ...]) -> list[str]:
    # info too: a notation that is not understood is one
    return [
        it.code for it in lint_text(REPORT.format(*times), packs) if it.code in ("IR207", "IR208", "IR404", "IR405")
    ]


@pytest.mark.parametrize("times", NOTATIONS)
def test_rows_in_order(times: tuple[str, str, str]) -> None:
    assert found(times, (template(),)) == []
    assert found(times, built_in()) == []


@pytest.mark.parametrize("times", NOTATIONS)
def test_rows_out_of_order(times: tuple[str, str, str]) -> None:
    first, second, last = times
    assert found((second, first, last), (template(),)) == ["IR404"]


@pytest.mark.parametrize("text", ["9h10", "0910", "10 h", "T09:10", "9 h 10 min"])
def test_elsewhere_they_are_none(text: str) -> None:
    assert read_stamp(text) is None
    read = read_stamp(f"  {text}", clock=True)
    assert read is not None
    assert (read.raw, read.start, read.end) == (text, 2, len(text) + 2)


@pytest.mark.parametrize(
    "text", ["9h10m later", "2 hours", "1.5", "25h10", "9h75", "0960", "12345", "9h10 of downtime", "10 minutes"]
)
def test_what_is_no_time_of_day(text: str) -> None:
    read = read_stamp(text, clock=True)
    assert read is None or not read.valid
