"""The interface for Python scripts: it says what the command line says, in plain values, and is typed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import doctest
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

import incidentlint
from incidentlint import api
from incidentlint.cli.main import cli

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
EXAMPLES = sorted(path for path in (ROOT / "examples").rglob("*.md") if path.name != "README.md")
OSLO = ZoneInfo("Europe/Oslo")

BILKO = (CASES / "bilko-p0.md").read_text(encoding="utf-8")
BELIZE = (CASES / "letsgobelize-p1.md").read_text(encoding="utf-8")


def read(text: str | bytes, pack: str | None = None) -> incidentlint.Report:
    report = incidentlint.read(text, pack=pack)
    assert report is not None
    return report


# --- Findings ---


def checked(path: Path, folder: Path, *options: str) -> list[object]:
    """What the command line says of a file that lies alone in a project, as its JSON."""
    (folder / ".git").mkdir()
    (folder / path.name).write_bytes(path.read_bytes())
    arguments = ["check", "--isolated", "--output-format", "json", *options, path.name]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code in (0, 1), result.output
    return list(json.loads(result.stdout)["diagnostics"])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.relative_to(ROOT / "examples").as_posix())
def test_lint_says_what_the_command_line_says(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = incidentlint.lint(path.read_bytes(), path.name)
    # as JSON: tuples are lists there
    plain = json.loads(json.dumps([dataclasses.asdict(diagnostic) for diagnostic in found]))
    across = ("IR703", "IR704", "IR705")  # those that look at other files
    assert plain == [d for d in checked(path, tmp_path) if d["code"] not in across]  # type: ignore[index]


def test_the_examples_have_findings_to_compare() -> None:
    assert any(incidentlint.lint(path.read_bytes(), path.name) for path in EXAMPLES)


def test_options_choose_rules_as_on_the_command_line() -> None:
    wrong = BILKO.replace("**Total duration:** 1 hour 35 minutes", "**Total duration:** 3 hours").replace("P0", "P7", 1)
    codes = {found.code for found in incidentlint.lint(wrong, pack="bilko")}
    assert codes == {"IR403", "IR207"}
    assert {found.code for found in incidentlint.lint(wrong, pack="bilko", ignore=["IR2"])} == {"IR403"}
    assert {found.code for found in incidentlint.lint(wrong, pack="bilko", select="invalid-value")} == {"IR207"}


def test_a_complete_report_and_a_text_that_is_none_have_no_findings() -> None:
    assert incidentlint.lint(BILKO) == ()
    assert incidentlint.lint("# Notes\n\n[TODO]\n") == ()


def test_a_path_is_for_the_rules_about_files() -> None:
    path = Path("docs/operations/incidents/INCIDENT-2026-03-09-out-of-memory.md")
    assert incidentlint.lint(BILKO, path) == ()
    other = incidentlint.lint(BILKO, "docs/operations/incidents/INCIDENT-2026-03-11-out-of-memory.md")
    assert [(found.code, found.path, found.line) for found in other] == [
        ("IR407", "docs/operations/incidents/INCIDENT-2026-03-11-out-of-memory.md", 1)
    ]


@pytest.mark.parametrize(
    ("as_of", "codes"),
    [
        (None, []),
        (dt.date(2026, 3, 9), []),
        (dt.datetime(2026, 3, 8, 12, 0), ["IR415"]),
        (dt.datetime(2026, 3, 8, 12, 0, tzinfo=OSLO), ["IR415"]),
        ("2026-03-07", ["IR415"]),
    ],
)
def test_the_clock_is_what_the_script_says(as_of: dt.date | str | None, codes: list[str]) -> None:
    text = "# Post-mortem: x\n\n**Started:** 2026-03-09 08:00 CET\n"
    found = incidentlint.lint(text, pack="generic", as_of=as_of, select="IR415")
    assert [diagnostic.code for diagnostic in found] == codes


def test_bytes_that_are_no_text_are_a_finding_of_lint_and_an_error_of_read() -> None:
    [found] = incidentlint.lint(b"# x\n\xff", "x.md")
    assert (found.code, found.line, found.column, found.path) == ("IR001", 2, 1, "x.md")
    with pytest.raises(incidentlint.DecodeError, match=r"^x\.md:2: not valid UTF-8") as caught:
        incidentlint.read(b"# x\n\xff", "x.md")
    assert (caught.value.line, caught.value.column) == (2, 1)
    with pytest.raises(incidentlint.DecodeError):
        incidentlint.read("# x\ud800")


def test_a_pack_is_a_name_a_folder_a_template_or_loaded(tmp_path: Path) -> None:
    template = tmp_path / "template.md"
    template.write_text("# [Title]\n\n**Level:** Low / High\n", encoding="utf-8")
    (tmp_path / "pack.toml").write_text('name = "own"\n[roles]\nseverity = "Level"\n', encoding="utf-8")
    wrong = "# Disk full\n\n**Level:** TBD\n"
    for pack in (tmp_path, str(tmp_path), incidentlint.load_pack(tmp_path)):
        report = incidentlint.read("# Disk full\n\n**Level:** High\n", pack=pack)
        assert report is not None
        assert (report.pack, report.title, report.severity) == ("own", "Disk full", "High")
        assert incidentlint.lint(wrong, pack=pack)
    assert incidentlint.lint("# Disk full\n", pack=template)[0].code == "IR107"
    assert repr(incidentlint.load_pack("bilko")) == "<incidentlint.Pack 'bilko'>"


def test_a_loaded_pack_has_its_own_rules(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    (folder / "rules").mkdir(parents=True)
    (folder / "template.md").write_text("# Incident: [Title]\n\n## Summary\n\n[What happened]\n", encoding="utf-8")
    (folder / "pack.toml").write_text('name = "own"\n', encoding="utf-8")
    (folder / "rules" / "one.toml").write_text(
        'code = "ACME001"\nname = "no-users"\ncheck = "forbidden-text"\nmessage = "{text}"\nwhy = "Ours."\n'
        'params.words = ["user*"]\n',
        encoding="utf-8",
    )
    text = "# Incident: x\n\n## Summary\n\nAll users saw it.\n"
    for pack in (folder, incidentlint.load_pack(folder)):
        assert [found.code for found in incidentlint.lint(text, pack=pack)] == ["ACME001"]
        assert [found.code for found in incidentlint.lint(text, pack=pack, select="ACME")] == ["ACME001"]
        assert incidentlint.lint(text, pack=pack, ignore="no-users") == ()
    with pytest.raises(incidentlint.UnknownRuleError):
        incidentlint.lint(text, pack="bilko", select="ACME001")


def test_errors_say_where_and_what(tmp_path: Path) -> None:
    (tmp_path / "template.md").write_text("# [Title]\n\n**Level:** Low / High\n", encoding="utf-8")
    (tmp_path / "pack.toml").write_text('name = "own"\nzone = 1\n', encoding="utf-8")
    with pytest.raises(incidentlint.PackError, match=r"pack\.toml:2:.*zones"):
        incidentlint.lint("", pack=tmp_path)
    (tmp_path / "pack.toml").write_text('name = "own"\nrules.IR999 = "off"\n', encoding="utf-8")
    with pytest.raises(incidentlint.PackError, match=r"pack\.toml.*IR999"):
        incidentlint.load_pack(tmp_path)
    with pytest.raises(incidentlint.UnknownRuleError, match="did you mean invalid-value"):
        incidentlint.lint("", select=["invalid-valu"])
    with pytest.raises(incidentlint.InvalidTimeError, match="as_of: 'tomorrow'"):
        incidentlint.lint("", as_of="tomorrow")
    errors = (
        incidentlint.PackError,
        incidentlint.UnknownRuleError,
        incidentlint.InvalidTimeError,
        incidentlint.DecodeError,
    )
    assert all(issubclass(error, incidentlint.Error) for error in errors)


# --- Facts ---


def test_the_facts_of_a_report_with_a_table() -> None:
    report = read(BILKO)
    assert (report.pack, report.id, report.severity) == ("bilko", "INC-2026-03-09-001", "P0")
    assert report.title == "Incident Report: Invoice API out of memory"
    assert report.severities == ("P0", "P1", "P2", "P3")
    assert list(report.milestones) == ["detected", "declared", "resolved"]
    detected = report.milestones["detected"]
    assert detected.at == dt.datetime(2026, 3, 9, 8, 14, tzinfo=OSLO)
    assert (detected.text, detected.label, detected.zone) == ("2026-03-09 08:14 CET", "Date detected", "CET")
    assert detected.precision == dt.timedelta(minutes=1)
    assert detected.place == incidentlint.Place(5, 20, 5, 40)
    assert [(each.role, each.length) for each in report.durations] == [
        ("duration", dt.timedelta(minutes=95)),
        ("duration", dt.timedelta(minutes=95)),
        ("detection-time", dt.timedelta(minutes=9)),
    ]
    assert [entry.time.at for entry in report.timeline[:2] if entry.time] == [
        dt.datetime(2026, 3, 9, 8, 5, tzinfo=OSLO),
        dt.datetime(2026, 3, 9, 8, 14, tzinfo=OSLO),
    ]
    assert [entry.milestone for entry in report.timeline if entry.milestone] == ["declared", "resolved"]
    first = report.actions[0]
    assert (first.action, first.owner, first.due, first.priority) == (
        "Stream every export", "Ingrid Næss", dt.date(2026, 3, 16), "P0",
    )  # fmt: skip
    assert BILKO.splitlines()[first.place.line - 1].startswith("| 1 | Stream every export")


def test_the_facts_of_a_report_with_lines_in_a_fence() -> None:
    report = read(BELIZE)
    assert report.report_date is not None
    assert (report.report_date.day, report.report_date.clock, report.report_date.at) == (
        dt.date(2026, 4, 15), None, None,
    )  # fmt: skip
    assert report.report_date.precision == dt.timedelta(days=1)
    assert [entry.text for entry in report.timeline][:1] == ["Migration deployed - Kenrick Flowers"]
    # a day without a year is the next such day
    assert [(action.due_text, action.due, action.status) for action in report.actions] == [
        ("Apr 24", dt.date(2026, 4, 24), "Open"),
        ("Apr 20", dt.date(2026, 4, 20), "In Progress"),
        ("May 1", dt.date(2026, 5, 1), "TODO"),
    ]


def facts(head: str, body: str = "") -> incidentlint.Report:
    return read(f"# Post-mortem: x\n\n{head}\n\n{body}", "generic")


def test_times_without_a_known_zone_are_naive() -> None:
    report = facts("**Started:** 2026-03-09 08:14\n**Resolved:** 2026-03-09 09:00 CET\n")
    assert report.started is not None
    assert report.resolved is not None
    # One zone that is written is that of both, and nothing says where CET is.
    assert report.started.at == dt.datetime(2026, 3, 9, 8, 14)
    assert report.resolved.at == dt.datetime(2026, 3, 9, 9, 0)
    assert (report.started.zone, report.resolved.zone) == ("CET", "CET")


def test_a_time_that_the_clock_shows_twice_is_ambiguous() -> None:
    report = facts("**Started:** 2026-10-25 02:30 Europe/Oslo\n**Resolved:** 2026-10-25 04:00 Europe/Oslo\n")
    assert report.started is not None
    assert report.started.ambiguous
    assert report.started.at is not None
    assert report.started.at.astimezone(dt.UTC) == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
    assert report.resolved is not None
    assert not report.resolved.ambiguous


@pytest.mark.parametrize(
    "text", ["2026-02-30 08:00 UTC", "[YYYY-MM-DD HH:MM]", "TBD", "unknown", "2026-03-29 02:30 Europe/Oslo", ""]
)
def test_what_is_no_moment_is_none(text: str) -> None:
    report = facts(f"**Started:** {text}\n**Resolved:** 2026-03-30 09:00 UTC\n")
    assert report.started is None
    assert list(report.milestones) == ["resolved"]


@pytest.mark.parametrize("first", ["9999-12-30 10:00 UTC", "9999-12-31 23:59 -12:00", "0001-01-01 00:00 +14:00"])
@pytest.mark.parametrize("last", ["9999-12-31", "9999-12-31 23:59 UTC", "0001-01-02"])
@pytest.mark.parametrize("pack", ["bilko", "letsgobelize"])
def test_the_ends_of_time_are_no_moments(first: str, last: str, pack: str) -> None:
    labels = {
        "bilko": ("Date detected", "Date resolved", "Date"),
        "letsgobelize": ("Start Time", "Resolution Time", ""),
    }
    starts, ends, dated = labels[pack]
    text = (
        f"# Incident Report: x\n\n**{starts}:** {first}\n**{ends}:** {first}\n**{dated}:** {last}\n"
        f"**Total Duration:** 2 hours\n**GDPR reportable:** Yes — notified {last}\n\n## Timeline of Events\n\n"
        f"| Time | Event |\n|---|---|\n| 23:50 | a |\n| 00:10 | b |\n| {last} 10:00 | c |\n"
    )
    assert read(text, pack).milestones == {}
    incidentlint.lint(text, pack=pack, as_of="2026-01-01")


def test_a_timeline_rolls_over_midnight_and_has_ranges_and_unknown_times() -> None:
    body = (
        "## Timeline\n\n| Time (UTC) | Event |\n|---|---|\n| 23:50 | First errors |\n| ??:?? | Somebody noticed |\n"
        "| 00:10-00:40 | Restart of all nodes |\n| ~01:00 | Incident resolved |\n"
    )
    report = facts("**Started:** 2026-03-09 23:50 UTC\n**Resolved:** 2026-03-10 01:00 UTC\n", body)
    times = [entry.time.at if entry.time else None for entry in report.timeline]
    assert times == [
        dt.datetime(2026, 3, 9, 23, 50, tzinfo=dt.UTC),
        None,
        dt.datetime(2026, 3, 10, 0, 10, tzinfo=dt.UTC),
        dt.datetime(2026, 3, 10, 1, 0, tzinfo=dt.UTC),
    ]
    until = report.timeline[2].until
    assert until is not None
    assert until.at == dt.datetime(2026, 3, 10, 0, 40, tzinfo=dt.UTC)
    assert [entry.written for entry in report.timeline] == ["23:50", "??:??", "00:10", "~01:00"]
    last = report.timeline[3].time
    assert last is not None
    assert last.approximate


def test_a_timeline_without_a_day_has_clocks_only() -> None:
    report = facts("", "## Timeline\n\n- 10:00 First errors\n- 10:30 Fixed\n")
    moments = [entry.time for entry in report.timeline]
    assert [(m.day, m.clock, m.at) for m in moments if m] == [
        (None, dt.time(10, 0), None), (None, dt.time(10, 30), None),
    ]  # fmt: skip


def test_actions_of_a_list_are_read_with_their_boxes() -> None:
    body = "## Action Items\n\n- [x] Alert on the queue\n  - see the runbook\n- [ ] Add a test\n"
    assert [(action.action, action.done) for action in facts("", body).actions] == [
        ("Alert on the queue", True),
        ("Add a test", False),
    ]


def test_what_is_crossed_out_is_no_fact() -> None:
    text = (
        "# Incident report: x\n\n**Incident ID:** ~~INC-1~~ INC-2\n\n## Action Items\n\n"
        "| Action | Owner | Due Date |\n| --- | --- | --- |\n"
        "| ~~Restart~~ Repair | ~~Ana~~ Bo | ~~2026-11-01~~ 2026-12-24 |\n| ~~Wait~~ | Ana | 2026-12-01 |\n"
    )
    report = incidentlint.read(text, pack="generic")
    assert report is not None
    assert report.id == "INC-2"
    first, second = report.actions
    assert (first.action, first.owner, first.due) == ("Repair", "Bo", dt.date(2026, 12, 24))
    assert second.action == "Wait"  # all of it is: that the action was dropped is not said


def test_slots_that_were_left_are_nothing() -> None:
    template = (ROOT / "rules" / "bilko" / "template.md").read_text(encoding="utf-8")
    report = read(template, "bilko")
    assert (report.id, report.severity, report.title, report.milestones) == (None, None, None, {})
    assert [action for action in report.actions if action.owner or action.due_text] == []


def test_a_text_that_is_no_report_has_no_facts() -> None:
    assert incidentlint.read("# Notes\n\nNothing.\n") is None
    assert incidentlint.read("# Notes\n\nNothing.\n", pack="bilko") is None


def test_facts_are_values() -> None:
    report = read(BILKO)
    assert report == read(BILKO.encode())
    assert hash(report) == hash(read(BILKO))
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.severity = "P3"  # type: ignore[misc]


# --- The interface itself ---


def test_the_package_hands_out_what_its_door_for_python_does() -> None:
    door = {*api.__all__, "Record", "read_folder"} - {"facts_of"}  # for the other doors
    assert set(incidentlint.__all__) - {"__version__"} == door


def test_every_public_name_is_there_and_documented() -> None:
    page = (ROOT / "docs" / "reference" / "python.md").read_text(encoding="utf-8")
    for name in incidentlint.__all__:
        assert getattr(incidentlint, name) is not None
        assert name in dir(incidentlint)
        if name not in ("__version__", "Edit", "Fix", "Pack", "Place", "RelatedPlace"):
            assert f"`{name}" in page or f".{name}`" in page, name
    for kind in (incidentlint.Report, incidentlint.Moment, incidentlint.Duration, incidentlint.Action):
        for field in dataclasses.fields(kind):
            assert f"`{field.name}`" in page, (kind, field.name)
    with pytest.raises(AttributeError, match="no attribute 'lnit'"):
        incidentlint.lnit  # type: ignore[attr-defined]  # noqa: B018


def test_importing_the_package_loads_nothing() -> None:
    code = "import incidentlint, sys; names = ('incidentlint', 'msgspec'); "
    code += "print(*sorted(m for m in sys.modules if m.startswith(names)))"
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8").stdout
    assert shown.split() == ["incidentlint", "incidentlint.about"]


def test_the_examples_of_the_page_are_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "reference" / "python.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for match in re.finditer(r'```markdown title="([^"]+)"\n(.*?)```', page, re.DOTALL):
        file = tmp_path / match[1]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(match[2], encoding="utf-8")
    code = "".join(re.findall(r"```pycon\n(.*?)```", page, re.DOTALL))
    session = doctest.DocTestParser().get_doctest(code, {}, "python.md", "python.md", 0)
    assert len(session.examples) > 15
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.REPORT_UDIFF).run(session, out=said.append)
    assert result.failed == 0, "".join(said)


SCRIPT = """
import datetime as dt
from pathlib import Path
import incidentlint

pack: incidentlint.Pack = incidentlint.load_pack("bilko")
report = incidentlint.read(Path("x.md").read_bytes(), Path("x.md"), pack)
if report is not None:
    at: dt.datetime | None = report.started.at if report.started else None
    days: list[dt.date] = [action.due for action in report.actions if action.due]
    reveal_type(report.severity)
for found in incidentlint.lint("", pack=pack, select=["IR4"], as_of=dt.date(2026, 1, 1)):
    line: int = found.line
    reveal_type(found.fix)
"""


def test_type_checkers_see_the_types(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    script = tmp_path / "script.py"
    wrong = "incidentlint.lint(3)\nincidentlint.lnit('')\nincidentlint.read('').severity\n"
    script.write_text(SCRIPT + wrong, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-error-summary",
        "--cache-dir",
        str(tmp_path),
        str(script),
    ]
    result = subprocess.run(
        command,
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(ROOT / "src")},
    )
    first = SCRIPT.count("\n")
    severity, fix = re.findall(r'note: Revealed type is "([^"]+)"', result.stdout)
    assert "str" in severity, severity
    assert "incidentlint.api.types.Fix" in fix, fix
    assert all("None" in shown and "Any" not in shown for shown in (severity, fix))
    errors = re.findall(r"script\.py:(\d+): error: .*\[([\w-]+)\]", result.stdout)
    assert errors == [
        (str(first + 1), "arg-type"),
        (str(first + 2), "attr-defined"),
        (str(first + 3), "union-attr"),
    ], result.stdout


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: The lifts stood still\n---\n\n## Summary\n\nThey stood.\n", "The lifts stood still"),
        ('---\nTitle: "Ascensores parados"\n---\n\n## Summary\n\nThey stood.\n', "Ascensores parados"),
        ("+++\ntitle = 'Les ascenseurs'\n+++\n\n## Summary\n\nThey stood.\n", "Les ascenseurs"),
        ("---\ntitle: Another page\n---\n\n# The lifts\n\n## Summary\n\nThey stood.\n", "The lifts"),
        ("---\ntitle: '[Title]'\n---\n\n## Summary\n\nThey stood.\n", None),
        ("---\nsubtitle: Lifts\n---\n\n## Summary\n\nThey stood.\n", None),
    ],
)
def test_the_title_of_a_page_without_h1_is_in_its_front_matter(text: str, title: str | None) -> None:
    report = incidentlint.read(text, path="incidents/2026-06-11-lifts.md")
    assert report is not None
    assert report.title == title
