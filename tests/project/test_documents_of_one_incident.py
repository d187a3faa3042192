"""Two documents of one incident may state its id; two incidents may not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from incidentlint.cli.main import cli

REPORT = """\
# Incident: tills stood still

- **Incident ID:** INC-20260226-001
- **Date:** 2026-02-26
- **Severity:** SEV2

## Summary

The tills stood still.

## Root cause

A worn belt.
"""


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("2026-02-26-inc-tills.md", "2026-02-26-rca-tills.md", 0),
        ("incident-2026-02-26.md", "postmortem-2026-02-26.md", 0),
        ("2026-02-26-tills.md", "2026-02-26-belts.md", 2),
        ("2026-02-26-inc-tills.md", "2026-02-27-rca-tills.md", 2),
    ],
)
def test_documents_of_one_incident(
    one: str, other: str, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "docs" / "incidents"
    folder.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for name in (one, other):
        (folder / name).write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["check", "--no-cache", "--isolated", "--output-format", "json", "docs"])
    found = json.loads(result.stdout)["diagnostics"]
    assert [each["code"] for each in found].count("IR703") == count
