"""The reports in ``examples/``: the complete ones are silent, the others have the findings of a reviewed snapshot.

After a change that is meant, write it anew and review the difference::

    INCIDENTLINT_UPDATE_SNAPSHOTS=1 pytest tests/test_examples.py
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from incidentlint.cli.main import cli
from incidentlint.packs.sources import built_in_packs

ROOT = Path(__file__).parents[2]
SNAPSHOT = Path(__file__).parents[1] / "snapshots" / "examples.txt"
BILKO = "examples/bilko/docs/operations/incidents"
BELIZE = "examples/letsgobelize/docs/incident-reports/2026"
COMPLETE = {
    f"{BILKO}/INCIDENT-2026-05-19-database-disk-full.md": "P0",
    f"{BILKO}/INCIDENT-2026-06-08-invoice-emails-delayed.md": "P2",
    f"{BELIZE}/INC-2026-02-07-001-tours-double-booked.md": "P1",
    f"{BELIZE}/INC-2026-03-03-001-photos-missing.md": "P3",
    "examples/srebook/docs/postmortems/2026-03-12-search-index-empty.md": "",
    "examples/pagerduty/docs/postmortems/2026-05-06-alerts-delivered-late.md": "",
    "examples/atlassian/docs/postmortems/2026-02-17-attachments-unavailable.md": "SEV-2",
    "examples/mybinder/docs/incident-reports/2026-04-22-registry-full.md": "",
    "examples/azure-pir/docs/reviews/2026-01-28-message-queues-north-europe.md": "",
    "examples/cstate/content/issues/2026-06-03-package-mirror-slow.md": "disrupted",
    "examples/incidentio/docs/post-mortems/2026-07-09-invoices-sent-twice.md": "Major",
    "examples/incidentio/docs/post-mortems/2026-08-18-report-export-slow.md": "Minor",
}
DEFECTIVE = (
    f"{BILKO}/INCIDENT-2026-07-14-bank-feed-duplicates.md",
    f"{BILKO}/INCIDENT-2026-08-27-sign-in-down.md",
    f"{BELIZE}/INC-2026-04-11-001-payments-declined.md",
)


def lint(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["check", *arguments])
    return result.exit_code, result.stdout


@pytest.fixture(autouse=True)
def in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("path", COMPLETE)
def test_a_complete_report_gets_nothing_at_all(path: str) -> None:
    assert lint("--fail-on", "info", path) == (0, "")


def test_every_example_is_claimed_by_its_pack_with_its_severity() -> None:
    files = {file["path"]: file for file in json.loads(lint("--output-format", "json", "examples")[1])["files"]}
    assert sorted(files) == sorted([*COMPLETE, *DEFECTIVE])
    assert {path: file["pack"] for path, file in files.items()} == {path: path.split("/")[1] for path in files}
    assert {path: files[path]["severity"] for path in COMPLETE} == COMPLETE


def test_the_defective_reports_have_the_findings_that_were_reviewed() -> None:
    status, output = lint("--output-format", "concise", *DEFECTIVE)
    lines = [re.fullmatch(r"(\S+:\d+:\d+:) (\w+ IR\d{3} [\w-]+) .*", line) for line in output.splitlines()]
    assert status == 1
    assert all(lines)
    shown = "".join(f"{match[1]} {match[2]}\n" for match in lines if match)
    if os.environ.get("INCIDENTLINT_UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == SNAPSHOT.read_text(encoding="utf-8")
    assert all(path in shown for path in DEFECTIVE)


def test_every_pack_has_a_complete_example() -> None:
    assert {path.split("/")[1] for path in COMPLETE} == set(built_in_packs()) - {"generic"}


def test_the_examples_are_listed_beside_them() -> None:
    listed = re.findall(r"\]\((\S+?\.md)\)", (ROOT / "examples/README.md").read_text(encoding="utf-8"))
    assert sorted(f"examples/{path}" for path in listed) == sorted([*COMPLETE, *DEFECTIVE])
