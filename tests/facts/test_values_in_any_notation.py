"""A value is read in any notation of its, by a template and without one: right it is silent, wrong it is reported."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text, pack_of

TEMPLATE = """# Incident: [Title]

**Started:** YYYY-MM-DD HH:MM TZ
**Resolved:** YYYY-MM-DD HH:MM TZ
**Duration:** X hours Y minutes

## Timeline

| Time (UTC) | Event |
| --- | --- |
| HH:MM | [What happened] |

## Root Cause

[What was behind it]
"""
REPORT = """# Incident: the lifts stood still

**Started:** 2026-05-12 08:05 UTC
**Resolved:** 2026-05-12 09:50 UTC
**Duration:** 1 hour 45 minutes

## Timeline

| Time (UTC) | Event |
| --- | --- |
| 08:05 | First lift stops |
| 08:30 | The motor is found warm |
| 09:50 | Incident resolved |

## Root Cause

The fan of the motor was blocked.
"""
PACKS = {"a template": pack_of(TEMPLATE), "no template": load_built_in("generic")}


def found(pack: str, *edits: tuple[str, str]) -> list[str]:
    text = REPORT
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return [one.code for one in lint_text(text, [PACKS[pack]])]


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize(
    "length",
    [
        "1:45", "1:45:00", "1 hour and 3/4", "an hour forty-five", "one hour, forty-five", "seven quarters of an hour",
        "105 minutes total", "1 h 45 min in all", "1 hour 45 minutes, all told", "lasted 1h45.", "took 105 minutes",
        "total: 1h 45m", "1hr45", "one and three quarter hours", "~~2 hours~~ 1 hour 45 minutes", "<del>2 h</del> 1¾ h",
    ],
)  # fmt: skip
def test_a_length(pack: str, length: str) -> None:
    assert found(pack, ("1 hour 45 minutes", length)) == []
    assert found(pack, ("1 hour 45 minutes", length), ("09:50", "10:50")) == ["IR403"]


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("words", ["overnight", "Not measured", "not yet known", "all day", "over the weekend"])
def test_no_length(pack: str, words: str) -> None:
    assert found(pack, ("1 hour 45 minutes", words)) == []


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("length", ["1u45", "1 uur 45 minuten", "1h:45m", "1 dag 3 uur"])
def test_a_length_in_an_unknown_notation(pack: str, length: str) -> None:
    assert found(pack, ("1 hour 45 minutes", length)) == ["IR208"]


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize(
    "moment",
    [
        "20260512-0805 UTC", "20260512 080500 UTC", "20260512 0805Z", "2026年5月12日 8時5分頃 UTC",
        "2026-05-12 8:05頃 UTC", "2026년 5월 12일 오전 8시 5분경 UTC", "~~2026-05-12 07:05 UTC~~ 2026-05-12 08:05 UTC",
        "2026-05-12 ~~07:05~~ 08:05 UTC", "<s>2026-05-12 07:05</s> 2026-05-12 08:05 UTC",
        "2026-05-12 08:05 UTC <strike>(07:05)</strike>",
    ],
)  # fmt: skip
def test_a_moment(pack: str, moment: str) -> None:
    edits = [("2026-05-12 08:05 UTC", moment), ("| 08:05 | First", "| 08:15 | First")]
    assert found(pack, *edits, ("1 hour 45 minutes", "not measured")) == []
    wrong = [("2026-05-12 09:50", "2026-05-12 07:50"), ("| 09:50", "| 09:55")]
    assert "IR402" in found(pack, *edits, ("1 hour 45 minutes", "not measured"), *wrong)


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("row", ["~~10:40~~ 08:30", "<del>09:55</del> **08:30**"])
def test_a_row_whose_old_time_is_crossed_out(pack: str, row: str) -> None:
    assert found(pack, ("| 08:30", f"| {row}")) == []
    assert found(pack, ("| 08:30", f"| {row.replace('08:30', '08:02')}")) == ["IR404"]
