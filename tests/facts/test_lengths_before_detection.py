"""The length of the whole may begin before the detection that a template asks for, where nobody states the start."""

from __future__ import annotations

import pytest

from support import codes_of

TEMPLATE = """# Incident: [Title]

- Minutes of downtime:

| Question | Answer |
|---|---|
| When was it detected? | YYYY-MM-DD UTC |

## Timeline

YYYY-MM-DD

- 00:00 UTC - something happened
- 00:01 UTC - something else happened
"""
REPORT = """# Incident: a pump stalled

- Minutes of downtime: {}

| Question | Answer |
|---|---|
| When was it detected? | 2026-03-10 07:52 UTC |

## Timeline

2026-03-10

- 07:40 UTC - water of basin 2 stands still
- 07:52 UTC - the guard sees it
- 08:10 UTC - second pump started
- 08:31 UTC - water runs, incident resolved
"""


@pytest.mark.parametrize("minutes", [51, 39])
def test_it_may_be_counted_from_either(minutes: int) -> None:
    assert codes_of(TEMPLATE, REPORT.format(minutes)) == []


@pytest.mark.parametrize("minutes", [45, 60])
def test_another_length_is_wrong(minutes: int) -> None:
    assert codes_of(TEMPLATE, REPORT.format(minutes)) == ["IR403"]


def test_after_a_stated_start_it_is_counted_from_there() -> None:
    start = "| When did it begin? | {} |\n| When was it detected?"
    template = TEMPLATE.replace("| When was it detected?", start.format("YYYY-MM-DD HH:MM UTC"))
    report = REPORT.replace("| When was it detected?", start.format("2026-03-10 07:40 UTC"))
    assert codes_of(template, report.format(51)) == []
    assert codes_of(template, report.format(44)) == ["IR403"]
