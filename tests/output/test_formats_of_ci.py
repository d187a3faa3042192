"""The formats for CI systems, each read as its reader does: by models of the official schema, a library, the rules."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import msgspec
import pytest
from click.testing import CliRunner, Result
from junitparser import JUnitXml
from markdown_it import MarkdownIt
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from incidentlint.cli.main import cli
from incidentlint.findings import Diagnostic, FileResult, Place, PlacedEdit, PlacedFix, RelatedPlace, ReportResult
from incidentlint.output import FORMATS, Look
from incidentlint.output.fingerprints import fingerprints

EXAMPLES = Path(__file__).parents[2] / "examples"
NASTY = FileResult(
    "a, b:c%20;d/[x]é 😀.md",
    (ReportResult(1, "INC-1", "P1", "own"),),
    "named",
    (
        Diagnostic(
            "a, b:c%20;d/[x]é 😀.md", Place(2, 6, 2, 9), "ACME001", "own-rule", "error",
            "100 %\r\n::error::no\x1b[31m \x00|<b>", help="Do\nthis: %0A, or that.",
            related=(RelatedPlace("../o/t er.md", Place(1, 1, 2, 1), "first"),),
            fix=PlacedFix("Write x", "safe", (PlacedEdit(Place(2, 6, 2, 9), "x"),)),
        ),
        Diagnostic("a, b:c%20;d/[x]é 😀.md", Place(3, 1, 4, 1), "IR204", "leftover-instruction", "info", "guide left"),
    ),
    {2: "😀 é: abc", 3: "> guide", 4: ""},
)  # fmt: skip
"""Names and texts that a format has to escape."""


@pytest.fixture(scope="module")
def results() -> list[FileResult]:
    done = CliRunner().invoke(cli, ["check", "--isolated", "--exit-zero", "--output-format", "json", str(EXAMPLES)])
    found = [msgspec.convert(one, Diagnostic) for one in map(as_read, json.loads(done.output)["diagnostics"])]
    paths = list(dict.fromkeys(one.path for one in found))
    return [NASTY, *(result_of(path, [one for one in found if one.path == path]) for path in paths)]


def as_read(one: dict[str, Any]) -> dict[str, Any]:
    """A diagnostic of JSON as the structure that it was."""

    def placed(data: dict[str, Any]) -> dict[str, Any]:
        place = {key: data[key] for key in ("line", "column", "end_line", "end_column")}
        return {**{key: value for key, value in data.items() if key not in place}, "place": place}

    fix = one["fix"] and {**one["fix"], "edits": [placed(edit) for edit in one["fix"]["edits"]]}
    return {**placed(one), "related": [placed(other) for other in one["related"]], "fix": fix}


def result_of(path: str, found: list[Diagnostic]) -> FileResult:
    lines = dict(enumerate(Path(path).read_text(encoding="utf-8").split("\n"), 1))
    return FileResult(path, (ReportResult(1, "", "", "bilko"),), "named", tuple(found), lines)


def written(name: str, results: list[FileResult]) -> str:
    return FORMATS[name].render(results, Look())


def number_of(results: list[FileResult], *levels: str) -> int:
    return sum(1 for result in results for one in result.diagnostics if not levels or one.level in levels)


def test_sarif_is_what_its_schema_says(results: list[FileResult]) -> None:
    log = json.loads(written("sarif", results))
    Sarif(**log)
    (run,) = log["runs"]
    assert len(run["results"]) == number_of(results)
    rules = run["tool"]["driver"]["rules"]
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
    nasty = next(one for one in run["results"] if one["ruleId"] == "ACME001")
    place = nasty["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == NASTY.path
    assert re.fullmatch(r"[A-Za-z0-9%/._~-]+", place["artifactLocation"]["uri"])
    assert place["region"] == {"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 9}
    assert nasty["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "x"}
    assert {one["level"] for one in run["results"]} == {"error", "warning", "note"}
    Sarif(**json.loads(written("sarif", [])))


def test_a_rule_links_to_its_page_where_the_documentation_has_an_address() -> None:
    found = msgspec.structs.replace(NASTY.diagnostics[1], url="https://docs.example.org/rules/IR204/")
    log = json.loads(written("sarif", [msgspec.structs.replace(NASTY, diagnostics=(found,))]))
    assert log["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"] == "https://docs.example.org/rules/IR204/"
    assert json.loads(written("jsonl", [msgspec.structs.replace(NASTY, diagnostics=(found,))]))["url"] == found.url


def test_junit_is_read(results: list[FileResult]) -> None:
    text = written("junit", [*results, FileResult("ok.md", (ReportResult(1, "", "", "bilko"),))])
    ET.fromstring(text)
    read = JUnitXml.fromstring(text.encode())
    cases = [case for suite in read for case in suite]
    assert len(cases) == read.tests == number_of(results) + 1
    assert sum(not case.is_passed for case in cases) == read.failures == number_of(results, "error", "warning")
    assert "\x1b" not in text
    assert JUnitXml.fromstring(written("junit", []).encode()).tests == 0


COMMAND = re.compile(r"::(?P<name>[a-z]+) (?P<properties>[^\r\n]*?)::(?P<message>[^\r\n]*)")


def read_command(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner reads it."""
    match = COMMAND.fullmatch(line)
    assert match, line

    def plain(text: str, more: dict[str, str]) -> str:
        for code, sign in {"%0D": "\r", "%0A": "\n", **more, "%25": "%"}.items():
            text = text.replace(code, sign)
        return text

    pairs = (pair.partition("=") for pair in match["properties"].split(","))
    properties = {name: plain(value, {"%3A": ":", "%2C": ","}) for name, _, value in pairs}
    return match["name"], properties, plain(match["message"], {})


def test_annotations_are_read_by_the_runner(results: list[FileResult]) -> None:
    lines = written("github", results).splitlines()
    assert len(lines) == number_of(results)
    read = [read_command(line) for line in lines]
    name, properties, message = read[0]
    assert name == "error"
    assert properties["file"] == NASTY.path
    assert (properties["line"], properties["col"], properties["endColumn"]) == ("2", "6", "9")
    assert message.startswith(f"{NASTY.path}:2:6: ACME001 100 % ::error::no")
    assert "\x1b" not in message
    assert read[1][0] == "notice"
    assert "col" not in read[1][1]  # a place of several lines has none


GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "location": {
                "required": ["path", "positions"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/]"},
                    "positions": {
                        "required": ["begin"],
                        "properties": {"begin": {"required": ["line"], "properties": {"line": {"minimum": 1}}}},
                    },
                },
            },
        },
    },
}
"""What GitLab's documentation demands of a report."""


def test_gitlab_has_all_that_it_reads(results: list[FileResult]) -> None:
    mine = [one for one in results if not one.path.startswith("/")]
    found = json.loads(written("gitlab", mine))
    jsonschema.validate(found, GITLAB)
    assert len({one["fingerprint"] for one in found}) == len(found) == number_of(mine)


def test_reviewdog_counts_columns_in_bytes() -> None:
    first, second = json.loads(written("rdjson", [NASTY]))["diagnostics"]
    assert first["location"]["range"] == {"start": {"line": 2, "column": 10}, "end": {"line": 2, "column": 13}}
    assert NASTY.lines[2].encode()[9:12] == b"abc"
    assert first["suggestions"] == [{"range": first["location"]["range"], "text": "x"}]
    assert [one["severity"] for one in (first, second)] == ["ERROR", "INFO"]


def test_a_line_of_json_is_a_diagnostic_of_the_document(results: list[FileResult]) -> None:
    lines = [json.loads(line) for line in written("jsonl", results).splitlines()]
    assert lines == json.loads(written("json", results))["diagnostics"]


def cells(text: str) -> Iterator[list[str]]:
    rows: list[list[str]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            rows[-1].append("".join(part.content for part in token.children or ()))
    yield from rows


def test_the_summary_is_markdown_whatever_the_reports_say() -> None:
    clean = FileResult("ok.md", (ReportResult(1, "", "P2", "bilko"),))
    rows = list(cells(written("markdown", [NASTY, clean])))
    assert ["ok.md", "P2", "bilko", "complete"] in rows
    assert [NASTY.path, "P1", "own", "1 error, 1 info"] in rows
    assert all(len(row) == 4 for row in rows)
    assert "No reports found" in written("markdown", [])
    assert "Nothing found in 1 report" in written("markdown", [clean])


def test_fingerprints_stay_when_lines_move_and_are_never_alike(results: list[FileResult]) -> None:
    before = fingerprints(results)
    assert len(set(before)) == len(before)
    moved = []
    for result in results:
        down = tuple(
            msgspec.structs.replace(
                one, place=Place(one.place.line + 7, one.place.column, one.place.end_line + 7, one.place.end_column)
            )
            for one in result.diagnostics
        )
        lines = {number + 7: text for number, text in result.lines.items()}
        moved.append(msgspec.structs.replace(result, diagnostics=down, lines=lines))
    assert fingerprints(moved) == before


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    folder = tmp_path / "team" / "postmortems"
    folder.mkdir(parents=True)
    text = "# Post-mortem: x\n\n**Start:** 2026-02-03 10:00 UTC\n**End:** 2026-02-03 11:00 UTC\n**Duration:** 2 hours\n"
    (folder / "2026-02-03-x.md").write_text(text)
    monkeypatch.chdir(tmp_path / "team")
    return tmp_path


def run(*arguments: str, **env: str) -> Result:
    return CliRunner().invoke(cli, ["check", "--isolated", *arguments], env=env)


def test_paths_begin_at_the_root_where_ci_reads_them(repository: Path) -> None:
    for name in ("github", "gitlab", "junit", "rdjson", "sarif", "markdown"):
        assert "team/postmortems/2026-02-03-x.md" in run("--output-format", name, ".").stdout, name
    assert '"path":"postmortems/2026-02-03-x.md"' in run("--output-format", "jsonl", ".").stdout
    found = json.loads(run("--output-format", "gitlab", str(repository)).stdout)
    assert [one["location"]["path"] for one in found] == ["team/postmortems/2026-02-03-x.md"]


@pytest.mark.usefixtures("repository")
def test_several_formats_in_one_run() -> None:
    done = run(
        "--output-format", "sarif:out.sarif", "--output-format", "junit:out.xml", "--output-format", "concise", "."
    )
    assert done.exit_code == 1
    assert done.stdout.startswith("postmortems/2026-02-03-x.md:5:15: error IR403 ")
    assert json.loads(Path("out.sarif").read_text())["runs"][0]["results"][0]["ruleId"] == "IR403"
    assert JUnitXml.fromfile("out.xml").failures == 1
    only = run("--output-format", "sarif:out.sarif", ".")
    assert (only.exit_code, only.stdout) == (1, "")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--output-format", "json", "--output-format", "sarif"), "two formats cannot be written to standard output"),
        (("--output-format", "json:a", "--output-format", "sarif:./a"), "two formats cannot be written to ./a"),
        (("--output-format", "json:a", "-o", "b"), "--output-file is for a single format"),
        (("--output-format", "sarif:postmortems/2026-02-03-x.md"), "named like a report"),
        (("--output-format", "sarif:"), "names no file after the colon"),
        (("--output-format", "yaml:x"), "'yaml' is not one of"),
        (("--output-format", "junit", "--statistics"), "--statistics cannot be written as junit"),
    ],
)
@pytest.mark.usefixtures("repository")
def test_what_cannot_be_written_is_refused(arguments: tuple[str, ...], says: str) -> None:
    before = Path("postmortems/2026-02-03-x.md").read_bytes()
    done = run(*arguments, ".")
    assert done.exit_code == 2
    assert says in done.stderr
    assert not Path("a").exists()
    assert Path("postmortems/2026-02-03-x.md").read_bytes() == before


@pytest.mark.usefixtures("repository")
def test_in_github_actions_annotations_are_the_default() -> None:
    assert run(".", GITHUB_ACTIONS="true").stdout.startswith("::error title=IR403 duration-mismatch,file=team/")
    assert run(".", "--output-format", "concise", GITHUB_ACTIONS="true").stdout.startswith("postmortems/")
    assert run(".", GITHUB_ACTIONS="false").stdout.startswith("error[IR403]")
    assert run(".", "-o", "out", GITHUB_ACTIONS="true").stdout == ""
    assert Path("out").read_text().startswith("error[IR403]")


@pytest.mark.usefixtures("repository")
def test_a_run_that_must_find_reports_fails_without_one() -> None:
    Path("empty").mkdir()
    assert run("empty").exit_code == 0
    for arguments in (("empty",), ("empty", "--quiet", "--output-format", "json")):
        done = run(*arguments, "--require-reports")
        assert done.exit_code == 2
        assert "no incident report found in 0 Markdown files, and one is required" in done.stderr
    assert run(".", "--require-reports").exit_code == 1


def test_statistics_in_the_formats_that_have_them(results: list[FileResult]) -> None:
    lines = [json.loads(line) for line in FORMATS["jsonl"].tally(results, Look()).splitlines()]
    assert lines == json.loads(FORMATS["json"].tally(results, Look()))["statistics"]
    rows = list(cells(FORMATS["markdown"].tally(results, Look())))
    shown = [one for one in lines if one["level"] != "info"] or lines
    assert len(rows) - 1 >= len(shown)


def test_a_file_name_of_a_report_starts_no_command(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("a name cannot have a colon")
    folder = tmp_path / "postmortems"
    folder.mkdir()
    names = ("::error title=x::y.md", "##[command]z.md")
    for name in names:
        (folder / name).write_text("# Post-mortem: x\n\n**Start:** 2026-02-30\n")
    for form in ("text", "concise", "github", "markdown"):
        command = [sys.executable, "-m", "incidentlint", "check", "--output-format", form, "--", *names]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert "2026-02-30" in done.stdout
        for line in (done.stdout + done.stderr).splitlines():
            assert form == "github" or not line.startswith(("::", "##[")), (form, line)
