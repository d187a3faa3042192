"""Labels in code without a value, slots left in blocks of code and as handles, several labels in one item."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lines_of, lint_text, pack_of

TEMPLATE = """# Incident: [Title]

- `detected_by`:
- `Detection time`:

## Actions

- [ ] [What to do] - Owner: @github-username - Due: YYYY-MM-DD

## Evidence

1. Trace of the request:

   ```
   <paste the trace>
   ```

2. What we sent:

   ```
   sent: <payload>
   ```
"""
REPORT = """# Incident: no mail

- `detected_by`: a driver
- `Detection time`: 09:14

## Actions

- [ ] Add an alert - Owner: @ana-cal - Due: 2026-06-10

## Evidence

1. Trace of the request:

   ```
   > POST /mail
   ```

2. What we sent:

   ```
   sent: {"to": "<user>"}
   ```
"""


def _found(old: str = "", new: str = "") -> list[tuple[str, int]]:
    pack = pack_of(TEMPLATE, 'name = "own"\ntemplate = "template.md"\n')
    assert old in REPORT
    return lines_of(lint_text(REPORT.replace(old, new) if old else REPORT, [pack]))


def test_what_is_filled_in_is_right() -> None:
    assert _found() == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("`detected_by`: a driver", "`detected_by`:", ("IR205", 3)),
        ("`Detection time`: 09:14", "`Detection time`: ", ("IR205", 4)),
        ("@ana-cal", "@github-username", ("IR201", 8)),
        ("> POST /mail", "<paste the trace>", ("IR201", 15)),
        ('{"to": "<user>"}', "<payload>", ("IR201", 21)),
    ],
)
def test_what_was_left_is_found(old: str, new: str, expected: tuple[str, int]) -> None:
    assert _found(old, new) == [expected]


TIMES = """# Postmortem: no sync

**Detected at:** 2026-03-05 20:17 UTC
**Resolved at:** 2026-03-05 21:59 UTC

## Repair

- **Time to mitigate (TTM):** 74m {sign} **Time to resolve (TTR):** {length}

| Field | Value | Field | Value |
| --- | --- | --- | --- |
| Team | Sync | Duration / Error budget | {length} / 18% |

## Cause

An extension was missing.
"""


@pytest.mark.parametrize("sign", ["·", "|", "/", ","])
def test_each_label_of_an_item_has_its_value(sign: str) -> None:
    def found(length: str) -> list[str]:
        told = lint_text(TIMES.format(sign=sign, length=length), [load_built_in("generic")])
        return [one.code for one in told if one.level != "info"]

    assert found("102m") == []
    assert found("112m") == ["IR403", "IR403"]
