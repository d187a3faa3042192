"""Records of reports: as JSON, as tables, summed up, and for scripts."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

import incidentlint
from incidentlint.cli.main import cli
from incidentlint.records import spread
from tools.generate.schemas import schema

ROOT = Path(__file__).parents[2]
FULL = """\
# Post-mortem: queue, "stuck"

**Incident ID:** INC-7
**Severity:** SEV2
**Team:** Payments
**Started:** 2026-03-28 23:30 UTC
**Detected:** 2026-03-28 23:50 UTC
**Resolved:** 2026-03-29 02:00 UTC
**Duration:** 2 hours 30 minutes

## Summary

The queue stood still,
and nobody saw it.

## Timeline

- 23:50 Alert
- 00:10 =cmd|calc
- 02:00 Incident resolved

## Root cause

A full disk.

## Action items

| Action | Owner | Due date | Status |
| --- | --- | --- | --- |
| Watch the disk | Ana Cal | 2026-04-10 | Done (#41) |
| Alert on age | Omar Haddad | 2026-04-20 | open |
| Write it down | Li Wei | 2026-08-01 | |
"""
BARE = """\
# Post-mortem: search was slow

**Severity:** SEV3
**Started:** [time]
**Resolved:** 2026-05-04 14:00

## Summary

It was slow.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems" / "2026-03-28-queue.md").write_text(FULL)
    (tmp_path / "postmortems" / "2026-05-04-search.md").write_text(BARE)
    (tmp_path / "README.md").write_text("# Read me")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def exported(*arguments: str) -> list[dict[str, Any]]:
    done = run("export", *arguments)
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    for record in document["reports"]:
        jsonschema.validate(record, schema("record"))
    found: list[dict[str, Any]] = document["reports"]
    return found


@pytest.mark.usefixtures("folder")
def test_a_record_says_what_the_report_says() -> None:
    full, _ = exported()
    assert (full["path"], full["id"], full["severity"]) == ("postmortems/2026-03-28-queue.md", "INC-7", "SEV2")
    assert full["title"] == 'Post-mortem: queue, "stuck"'
    assert (full["started"], full["resolved"]) == ("2026-03-28T23:30:00+00:00", "2026-03-29T02:00:00+00:00")
    assert (full["time_to_detect"], full["time_to_resolve"]) == (20 * 60, 150 * 60)
    assert full["stated_duration"] == 9000
    assert full["cause"] == "A full disk."
    assert full["summary"] == "The queue stood still, and nobody saw it."
    assert full["fields"]["Team"] == "Payments"
    assert [one["time"] for one in full["events"]] == [
        "2026-03-28T23:50:00+00:00", "2026-03-29T00:10:00+00:00", "2026-03-29T02:00:00+00:00",
    ]  # fmt: skip
    assert [(one["owner"], one["due"], one["done"]) for one in full["actions"]] == [
        ("Ana Cal", "2026-04-10", True), ("Omar Haddad", "2026-04-20", False), ("Li Wei", "2026-08-01", False),
    ]  # fmt: skip
    assert [one["role"] for one in full["milestones"]] == ["started", "detected", "resolved"]


@pytest.mark.usefixtures("folder")
def test_what_is_not_known_is_null() -> None:
    _, bare = exported()
    assert bare["started"] is None
    assert bare["resolved"] == "2026-05-04T14:00:00"  # no zone is stated, so there is no offset
    assert [bare[key] for key in ("detected", "time_to_detect", "time_to_resolve", "cause", "id")] == [None] * 5
    assert "Started" not in bare["fields"]
    assert bare["errors"] == 1


@pytest.mark.once
def test_all_examples_are_records() -> None:
    records = exported(str(ROOT / "examples"), "--isolated")
    assert len(records) == 15
    for record in records:
        assert record["time_to_resolve"] is None or record["time_to_resolve"] > 0


@pytest.mark.usefixtures("folder")
def test_lines_and_documents_hold_the_same() -> None:
    lines = run("export", "--output-format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == exported()
    assert json.loads(run("export").stdout)["skipped"] == 1
    run("export", "-o", "out.json")
    assert json.loads(Path("out.json").read_text())["reports"] == exported()


@pytest.mark.usefixtures("folder")
def test_tables() -> None:
    def rows(table: str) -> list[dict[str, str]]:
        text = run("export", "--output-format", "csv", "--table", table).stdout
        return list(csv.DictReader(io.StringIO(text)))

    first, second = rows("incidents")
    assert (first["id"], first["time_to_detect"], second["time_to_detect"]) == ("INC-7", "1200", "")
    events = rows("events")
    assert [one["id"] for one in events] == ["INC-7"] * 3
    assert events[1]["text"] == "'=cmd|calc"  # a spreadsheet would run it
    assert [one["done"] for one in rows("actions")] == ["true", "false", "false"]
    assert run("export", "--table", "events").exit_code == 2


@pytest.mark.usefixtures("folder")
def test_only_some_are_asked_for() -> None:
    assert [one["severity"] for one in exported("--severity", "sev3")] == ["SEV3"]
    assert [one["id"] for one in exported("--until", "2026-03-28")] == ["INC-7"]
    assert [one["id"] for one in exported("--since", "2026-03-29")] == [None]
    assert exported("--since", "2026-03-29", "--until", "2026-05-03") == []
    wrong = run("export", "--since", "yesterday")
    assert wrong.exit_code == 2
    assert "--since takes a date such as 2026-03-11, not 'yesterday'" in wrong.stderr


def test_a_file_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "postmortems" / "incidentlint.toml").write_text("selekt = 1\n")
    for command in ("export", "stats"):
        done = run(command)
        assert done.exit_code == 2
        assert "incidentlint.toml:1" in done.stderr
    document = json.loads(run("export").stdout)
    assert document["reports"] == []
    assert "incidentlint.toml:1" in document["failures"][0]


@pytest.mark.usefixtures("folder")
def test_statistics() -> None:
    groups = json.loads(run("stats", "--by", "severity", "--as-of", "2026-05-01", "--output-format", "json").stdout)[
        "groups"
    ]
    whole, worse, lighter = groups
    assert (whole["name"], worse["name"], lighter["name"]) == ("all", "SEV2", "SEV3")
    assert (whole["reports"], whole["with_errors"]) == (2, 1)
    assert whole["times"]["detect"] == {
        "reports": 1, "stated": 0, "median": 1200.0, "p90": 1200.0, "longest": 1200.0,
    }  # fmt: skip
    assert whole["times"]["declare"] == {
        "reports": 0, "stated": 0, "median": None, "p90": None, "longest": None,
    }  # fmt: skip
    assert whole["actions"] == {"open": 1, "overdue": 1, "done": 1}
    by_team = json.loads(run("stats", "--by", "team", "--output-format", "json").stdout)["groups"]
    assert [(one["name"], one["reports"]) for one in by_team[1:]] == [("Payments", 1), ("unknown", 1)]
    by_quarter = json.loads(run("stats", "--by", "quarter", "--output-format", "json").stdout)["groups"]
    assert [one["name"] for one in by_quarter[1:]] == ["2026-Q1", "2026-Q2"]


@pytest.mark.usefixtures("folder")
def test_statistics_for_people() -> None:
    text = run("stats", "--by", "month").stdout
    assert text.startswith("2 reports, 1 with errors, 1 incomplete\n")
    assert "time to detect    1 of 2    20 min" in text
    assert "time to resolve   1 of 2    2 h 30 min" in text
    assert "actions: 2 open, 1 done" in text
    assert "2026-03  1        ################  20 min" in text
    rows = list(csv.reader(io.StringIO(run("stats", "--output-format", "csv").stdout)))
    assert dict(zip(*rows, strict=True))["resolve: median"] == "9000"
    assert run("stats", "--output-format", "markdown").stdout.count("\n") == 3
    Path("empty").mkdir()
    assert "no incident report found in 0 Markdown files" in run("stats", "empty").stderr


def test_percentiles_lie_between() -> None:
    assert spread([40, 10, 20, 30]).median == 25
    assert spread(range(0, 110, 10)).p90 == 90


def test_a_script_reads_a_folder(folder: Path) -> None:
    records = list(incidentlint.read_folder(folder))
    assert [record.time_to_resolve for record in records] == [9000, None]
    assert records[0].to_dict()["started"] == "2026-03-28T23:30:00+00:00"
    page = (ROOT / "docs" / "reference" / "python.md").read_text(encoding="utf-8")
    script = page.split("by month:\n\n```python\n")[1].split("```")[0].replace('"docs"', '"postmortems"')
    assert len(script.split("\n\n", 1)[1].splitlines()) < 10
    command = [sys.executable, "-c", script]
    environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": ""}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "2026-03 20.0 150.0\n"
    (folder / "postmortems" / "incidentlint.toml").write_text("selekt = 1\n")
    with pytest.raises(incidentlint.Error, match="selekt"):
        list(incidentlint.read_folder(folder))


def test_a_length_that_is_only_stated_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    head = "# Post-mortem: queue\n\n**Severity:** SEV2\n"
    (tmp_path / "2026-03-01-postmortem.md").write_text(f"{head}**Duration:** 2 hours\n**Time to detect:** 5 minutes\n")
    (tmp_path / "2026-03-02-postmortem.md").write_text(f"{head}**Duration:** more than 2 hours\n")
    (tmp_path / "2026-03-03-postmortem.md").write_text(f"{head}\n## Summary\n\nIt was slow.\n")
    (whole,) = json.loads(run("stats", "--output-format", "json").stdout)["groups"]
    assert whole["times"]["resolve"] == {"reports": 1, "stated": 1, "median": 7200.0, "p90": 7200.0, "longest": 7200.0}
    assert whole["times"]["detect"]["median"] == 300
    assert "time to resolve   1 of 3    2 h" in run("stats").stdout


@pytest.mark.usefixtures("folder")
def test_what_there_is_not_is_an_error() -> None:
    done = run("stats", "--by", "Squad")
    assert (done.exit_code, done.stdout) == (2, "")
    assert (
        "--by Squad: no report has a field of this name; there are severity, month, quarter, year, pack, and the "
        in (done.stderr)
    )
    assert "the fields Severity, " in done.stderr
    assert "Team" in done.stderr
    for command in ("export", "stats"):
        done = run(command, "--severity", "SEV2,P9")
        assert done.exit_code == 2
        assert "--severity P9: no report has this level; there are SEV2, SEV3" in done.stderr
        assert run(command, "--severity", "sev3", "--until", "2026-03-29").exit_code == 0


def test_standard_input_is_a_report() -> None:
    for path in (None, "postmortems/2026-03-28-queue.md"):
        names = ["--stdin-filename", path] if path else []
        done = CliRunner().invoke(cli, ["export", "-", *names], input=FULL)
        assert done.exit_code == 0, done.output
        (record,) = json.loads(done.stdout)["reports"]
        assert (record["path"], record["id"]) == (path or "<stdin>", "INC-7")
    assert run("export", "-", "postmortems").exit_code == 2
    assert run("export", "--stdin-filename", "a.md").exit_code == 2


@pytest.mark.usefixtures("folder")
def test_tables_of_parquet() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    for table, number in (("incidents", 2), ("events", 3), ("actions", 3)):
        done = run("export", "--output-format", "parquet", "--table", table, "-o", f"{table}.parquet")
        assert done.exit_code == 0, done.output
        found = parquet.read_table(f"{table}.parquet")
        assert found.num_rows == number
    assert found["due"].to_pylist()[0].isoformat() == "2026-04-10"
    assert found["done"].to_pylist() == [True, False, False]
    assert parquet.read_table("incidents.parquet")["time_to_detect"].to_pylist() == [1200, None]
    assert run("export", "--output-format", "parquet").exit_code == 2


@pytest.mark.usefixtures("folder")
def test_parquet_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = run("export", "--output-format", "parquet", "-o", "incidents.parquet")
    assert done.exit_code == 2
    assert 'parquet needs pyarrow: pip install "incidentlint[parquet]"' in done.stderr
    assert not Path("incidents.parquet").exists()


def test_a_record_says_how_it_was_detected_and_whether_it_is_whole(folder: Path) -> None:
    more = "\n## How was it detected?\n\nA customer called.\n"
    (folder / "postmortems" / "2026-03-28-queue.md").write_text(FULL + more)
    full, bare = exported()
    assert (full["detection"], bare["detection"]) == ("A customer called.", None)
    assert (full["complete"], bare["complete"], full["late"]) == (True, False, False)


LISTED = """\
# Post-mortem: queue

**Severity:** SEV2

## Action items

- [ ] Buy a pump - Owner: Jo Beck - Due: 2026-05-20
- Rotate the key, due 2026-06-01
- ~~Watch the disk~~ Done
- We added an alert. (Completed)
- [x] Write it down
"""


def test_actions_in_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2026-03-01-postmortem.md").write_text(LISTED)
    (record,) = exported()
    assert [(one["action"], one["owner"], one["due"], one["done"]) for one in record["actions"]] == [
        ("Buy a pump", "Jo Beck", "2026-05-20", False),
        ("Rotate the key, due 2026-06-01", "", "2026-06-01", False),
        ("Watch the disk Done", "", None, False),
        ("We added an alert. (Completed)", "", None, True),
        ("Write it down", "", None, True),
    ]


def test_a_struck_action_keeps_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2026-03-28-postmortem.md").write_text(FULL.replace("| Alert on age |", "| ~~Alert on age~~ done |"))
    (record,) = exported()
    assert record["actions"][1]["action"] == "Alert on age done"


def test_a_database_answers_the_queries_of_the_guide(folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb")  # no wheel of it for the newest Python
    run("export", "--output-format", "jsonl", "-o", "incidents.jsonl")
    run("export", "--output-format", "csv", "--table", "actions", "-o", "actions.csv")
    guide = (ROOT / "docs" / "guides" / "asking-your-reports.md").read_text(encoding="utf-8")
    first, second, third = guide.split("```sql\n")[1].split("```")[0].strip().split("\n\n")
    assert duckdb.sql(first).fetchall() == [("SEV2", 1, 150.0), ("SEV3", 1, None)]
    assert sorted(duckdb.sql(second.replace("current_date", "DATE '2026-05-01'")).fetchall()) == [("Omar Haddad", 1)]
    pytest.importorskip("pyarrow")
    run("export", "--output-format", "parquet", "-o", "incidents.parquet")
    assert duckdb.sql(third).fetchall() == [(1, 20.0)]


def test_a_file_that_is_no_text_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "postmortem.md").write_bytes(b"# Post-mortem\n\n**Start:** \xff\xfe\n")
    for command in ("export", "stats"):
        result = CliRunner().invoke(cli, [command, "postmortem.md"])
        assert result.exit_code == 2, result.output
        assert "error: postmortem.md: " in result.stderr
