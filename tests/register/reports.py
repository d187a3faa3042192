"""Folders of reports for the tests of the register."""

from __future__ import annotations

import re
from pathlib import Path

REPORT = """\
# {title}

**Incident ID:** {id}
**Severity:** {severity}
**Started:** {day} 10:00 UTC
**Detected:** {day} 10:{detected} UTC
**Resolved:** {day} 1{hours}:00 UTC

## Summary

{summary}

## Timeline

- 10:00 UTC: {entry}
- 1{hours}:00 UTC: it was over

## Root cause

{summary}

## Action items

| Action | Owner | Due date | Status |
| --- | --- | --- | --- |
| {entry} | {owner} | 2026-04-10 | open |
| Write it down | Li Wei | 2026-04-20 | done |
"""

HOSTILE = (
    "<script>window.hit = 1</script>", "\"><img src=x onerror='window.hit = 1'>",
    "</script><script>window.hit = 1</script>",
    "' onmouseover='window.hit = 1", "<svg/onload=window.hit=1>", "javascript:window.hit=1", "\u202eevil\u2066 & <b>",
    "]]><!--", "&lt;script&gt;",
)  # fmt: skip
"""Texts that would run a script, end an attribute or turn the text round, where they were not escaped."""


def report(**said: str) -> str:
    """A report; what is not said is usual."""
    usual = {
        "title": "Post-mortem: queue", "id": "INC-7", "severity": "SEV2", "day": "2026-03-11", "detected": "20",
        "hours": "2", "summary": "The queue stood.", "entry": "the queue stood", "owner": "Ana Cal",
    }  # fmt: skip
    return REPORT.format(**{**usual, **said})


def write(folder: Path) -> Path:
    """A folder of three reports: two of one month, and one of another whose end is not known."""
    reports = folder / "postmortems"
    reports.mkdir(parents=True)
    (reports / "2026-03-11-queue.md").write_text(report(), encoding="utf-8")
    (reports / "2026-03-28-search.md").write_text(
        report(title="Post-mortem: search was slow", id="INC-8", severity="SEV3", day="2026-03-28", detected="05",
               hours="1", owner="Omar Haddad"), encoding="utf-8",
    )  # fmt: skip
    (reports / "2026-05-04-mail.md").write_text(
        report(title="Post-mortem: no mail", id="INC-9", severity="SEV1", day="2026-05-04", hours="4")
        .replace("**Detected:** 2026-05-04 10:20 UTC\n", "")
        .replace("| 2026-04-10", "| 2026-05-04").replace("| 2026-04-20", "| 2026-05-04"), encoding="utf-8",
    )  # fmt: skip
    return reports


def write_hostile(folder: Path) -> Path:
    """A folder of reports that say what would run a script, wherever a report says something."""
    reports = folder / "postmortems"
    reports.mkdir(parents=True)
    for number, text in enumerate(HOSTILE):
        day = f"2026-03-{number + 1:02}"
        plain = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)  # so that Markdown takes it for text, and not for HTML
        said = report(title=plain, id=plain, severity=plain, summary=text, entry=plain, owner=plain, day=day)
        name = f"{day}-'\"<img src=x onerror=hit()>&.md".replace("/", "")
        (reports / name).write_text(said, encoding="utf-8")
    return reports
