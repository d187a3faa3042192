"""The command line: in this process, and as a process of its own where its streams and exit status count."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from incidentlint import __version__
from incidentlint.about import data_folder
from incidentlint.cli import check as check_module
from incidentlint.cli import progress as progress_module
from incidentlint.cli.console import ColorChoice, look
from incidentlint.cli.main import cli, main
from incidentlint.cli.progress import progress_for
from incidentlint.cli.quick import names, pack_names
from incidentlint.engine.lint import lint as run_lint
from incidentlint.findings import LEVELS, Diagnostic, FileResult, Place, ReportResult
from incidentlint.output.registry import FORMATS
from incidentlint.project import run as run_module
from incidentlint.rulebook.explain import underlined
from incidentlint.rulebook.marked_places import marked
from incidentlint.rulebook.selection import load_rules

TEMPLATE = """\
# Incident: [SHORT TITLE]

**Severity:** P0 / P1 / P2 / P3
**Owner:** [Name]

## Summary

[What happened]

## Impact

[Who was hit]
"""
COMPLETE = (
    TEMPLATE.replace("[SHORT TITLE]", "Database down")
    .replace("P0 / P1 / P2 / P3", "P2")
    .replace("[Name]", "Ada Lovelace")
    .replace("[What happened]", "The disk was full.")
    .replace("[Who was hit]", "Every customer, for an hour.")
)
OPEN = COMPLETE.replace("Ada Lovelace", "[Name]")
SOURCE = str(Path(run_module.__file__).parents[2])


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the machine's environment says is none of the tests' business."""
    for name in list(os.environ):
        if name.startswith("INCIDENTLINT_") or name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
            monkeypatch.delenv(name)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a template of its own, a complete report and one that is not."""
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "docs").mkdir()
    (tmp_path / "template.md").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "docs" / "good.md").write_text(COMPLETE, encoding="utf-8")
    (tmp_path / "docs" / "open.md").write_text(OPEN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def invoke(*arguments: str, stdin: str | bytes | None = None, **env: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=stdin, env=env)


def check(*arguments: str, stdin: str | bytes | None = None, **env: str) -> Result:
    return invoke("check", "--pack", "template.md", *arguments, stdin=stdin, **env)


def process(*arguments: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run the linter as users do."""
    return subprocess.run(
        [sys.executable, "-m", "incidentlint", *arguments],
        input=stdin, capture_output=True, timeout=60, check=False, env={**os.environ, "PYTHONPATH": SOURCE, **env},
    )  # fmt: skip


# --- Findings and exit status ---


def test_a_complete_report_prints_nothing(project: Path) -> None:
    done = check("docs/good.md")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")


def test_findings_are_printed_with_a_summary(project: Path) -> None:
    done = check("docs")
    assert done.exit_code == 1
    assert done.stderr == ""
    shown = done.stdout.splitlines()
    assert shown[0].startswith("error[IR201] unfilled-placeholder: ")
    assert shown[1:5] == ["  --> docs/open.md:4:12", "   |", " 4 | **Owner:** [Name]", "   |            ^^^^^^"]
    assert shown[-2:] == ["", "1 error in 1 of 2 reports"]


def test_without_paths_the_current_folder_is_linted(project: Path) -> None:
    assert check().stdout == check(".").stdout == check("docs").stdout


def test_quiet_is_findings_only(project: Path) -> None:
    assert check("docs", "-q").stdout == check("docs").stdout.removesuffix("\n1 error in 1 of 2 reports\n")
    assert check("docs", "--quiet", "--output-format", "concise").stdout.startswith("docs/open.md:4:12: error IR201 ")


def test_exit_zero(project: Path) -> None:
    assert check("docs", "--exit-zero").exit_code == 0
    assert check("docs", "no.md", "--exit-zero").exit_code == 2


@pytest.mark.parametrize(("level", "statuses"), [("error", (1, 0, 0)), ("warning", (1, 1, 0)), ("info", (1, 1, 1))])
def test_fail_on(project: Path, monkeypatch: pytest.MonkeyPatch, level: str, statuses: tuple[int, ...]) -> None:
    for found, status in zip(LEVELS, statuses, strict=True):
        diagnostic = Diagnostic("x", Place(1, 1, 1, 2), "IR999", "n", found, "m")
        result = FileResult("x", (ReportResult(1, "", "", "p"),), "", (diagnostic,), {1: "x"})
        monkeypatch.setattr(run_module, "lint", lambda *_, result=result, **__: result)
        assert check("docs/good.md", "--no-cache", "--fail-on", level).exit_code == status
    assert check("docs/good.md", "--fail-on", "info").stdout  # all levels are printed whatever fails
    assert check("docs/good.md", "--fail-on", "error").stdout


def test_json_goes_to_standard_output_alone(project: Path) -> None:
    done = process("check", "--pack", "template.md", "--output-format", "json", "docs", "no.md", "-v")
    assert done.returncode == 2
    document = json.loads(done.stdout)
    assert document["summary"] == {"files": 2, "reports": 2, "errors": 1, "warnings": 0, "info": 0, "fixable": 0}
    assert [(d["path"], d["line"], d["code"]) for d in document["diagnostics"]] == [("docs/open.md", 4, "IR201")]
    assert [file["path"] for file in document["files"]] == ["docs/good.md", "docs/open.md"]
    assert document["files"][0]["severity"] == "P2"
    assert b"no.md: no such file or folder" in done.stderr


def test_json_is_utf8_whatever_the_encoding(project: Path) -> None:
    Path("docs/open.md").write_text(OPEN.replace("Database", "Datenbank größer"), encoding="utf-8")
    Path("docs/øl.md").write_text(OPEN, encoding="utf-8")
    done = process("check", "--pack", "template.md", "--output-format", "json", "docs", PYTHONIOENCODING="ascii")
    assert "docs/øl.md" in {d["path"] for d in json.loads(done.stdout.decode("utf-8"))["diagnostics"]}


def test_text_in_an_encoding_that_lacks_characters(project: Path) -> None:
    Path("docs/ø→.md").write_text(OPEN.replace("**Owner:** [Name]", "**Owner:** [Name] → ø"), encoding="utf-8")
    for form in ("text", "concise"):
        done = process(
            "check", "--pack", "template.md", "docs", "-v", "--output-format", form, PYTHONIOENCODING="ascii"
        )
        assert done.returncode == 1
        assert b"docs/\\xf8\\u2192.md" in done.stdout
        assert b"Traceback" not in done.stderr


# --- Errors ---


def test_a_missing_path_stops_no_other_file(project: Path) -> None:
    done = process("check", "--pack", "template.md", "--output-format", "concise", "no.md", "docs")
    assert done.returncode == 2
    assert done.stdout.startswith(b"docs/open.md:4:12: error IR201")
    assert done.stderr == b"incidentlint: error: no.md: no such file or folder\n"


def test_a_file_that_cannot_be_read_stops_no_other(project: Path) -> None:
    Path("docs/a.md").symlink_to("nowhere")
    done = check("docs", "--output-format", "concise")
    assert done.exit_code == 2
    assert done.stdout.startswith("docs/open.md:4:12: error IR201")
    assert done.stderr == "incidentlint: error: docs/a.md: cannot be read: No such file or directory\n"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_no_permission(project: Path) -> None:
    Path("docs/good.md").chmod(0)
    done = check("docs")
    assert done.exit_code == 2
    assert "docs/good.md: cannot be read: Permission denied" in done.stderr
    assert "IR201" in done.stdout


def test_a_binary_file_is_a_finding(project: Path) -> None:
    Path("docs/x.md").write_bytes(b"# A\n\nx\0y\n")
    Path("docs/y.bin").write_bytes(b"a\xff")
    done = check("docs/x.md", "docs/y.bin", "--output-format", "concise")
    assert done.exit_code == 1
    assert [line.split(" ")[:3] for line in done.stdout.splitlines()] == [
        ["docs/x.md:3:2:", "error", "IR001"],
        ["docs/y.bin:1:2:", "error", "IR001"],
    ]


def test_an_empty_file_is_no_report(project: Path) -> None:
    Path("docs/empty.md").touch()
    done = invoke("check", "docs/empty.md")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "incidentlint: no incident report found in 1 Markdown file (--verbose shows why)\n"
    assert invoke("check", "docs/empty.md", "-q").stderr == ""
    found = invoke("check", "docs/empty.md", "--output-format", "json")
    assert json.loads(found.stdout)["summary"]["files"] == 1
    assert found.stderr == ""


def test_a_file_of_megabytes(project: Path) -> None:
    Path("docs/big.md").write_text(OPEN + f"\n{'words and words ' * 40}\n" * 8_000, encoding="utf-8")
    done = check("docs/big.md", "--output-format", "concise")
    assert done.exit_code == 1
    assert "docs/big.md:4:12: error IR201" in done.stdout


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("no-such-pack", "no such pack, folder or template"),
        ("bilkoo", "did you mean 'bilko'?"),
        ("empty", "empty/pack.toml: cannot be read"),
        ("broken", "broken/pack.toml:2:"),
        ("plain.md", "plain.md:1:1: the template has no headings, fields or slots"),
    ],
)
def test_a_broken_pack(project: Path, given: str, said: str) -> None:
    Path("empty").mkdir()
    Path("broken").mkdir()
    Path("broken/pack.toml").write_text('name = "x"\nname =\n')
    Path("plain.md").write_text("Just text.\n")
    done = process("check", "--pack", given, "docs")
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.startswith(b"incidentlint: error: ")
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert invoke("packs", given).exit_code == 2


@pytest.mark.parametrize("option", ["--select", "--ignore", "--extend-select"])
def test_an_unknown_rule(project: Path, option: str) -> None:
    done = check(option, "unfiled-placeholder", "docs")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr == ("incidentlint: error: no rule 'unfiled-placeholder'; did you mean unfilled-placeholder?\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--nope"), "No such option"),
        (("check", "--fail-on", "fatal"), "'fatal' is not one of"),
        (("check", "--output-format", "yaml"), "'yaml' is not one of"),
        (("check", "-", "docs"), "cannot be combined with other paths"),
        (("check", "--stdin-filename", "x.md", "docs"), "needs '-'"),
        (("lint",), "No such command"),
        (("rule",), "Give a rule's code or name, or --all."),
        (("rule", "IR201", "--all"), "Give a rule's code or name, or --all."),
    ],
)
def test_usage_errors(project: Path, arguments: tuple[str, ...], said: str) -> None:
    done = process(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert said in done.stderr.decode()
    assert done.stderr.startswith(b"Usage: incidentlint")


def test_an_error_of_our_own(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("oh")

    monkeypatch.setattr(run_module, "lint", broken)
    done = check("docs")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "incidentlint: internal error while linting docs/good.md: RuntimeError: oh (please report it)\n"
        "incidentlint: internal error while linting docs/open.md: RuntimeError: oh (please report it)\n"
    )
    assert "Traceback" in check("docs", "-v").stderr


def test_an_interrupt_prints_what_was_found(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("docs/z.md").write_text(OPEN)

    def interrupted(source: object, path: str, *rest: object, **options: object) -> object:
        if path == "docs/z.md":
            raise KeyboardInterrupt
        return run_lint(source, path, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(run_module, "lint", interrupted)
    done = check("docs", "--output-format", "concise")
    assert done.exit_code == 130
    assert done.stdout.startswith("docs/open.md:4:12")
    assert done.stderr == "incidentlint: interrupted: not all files were linted\n"


SLOW = """
import sys, time
from incidentlint.project import run
from incidentlint.__main__ import main

def slow(path):
    if path.endswith("slow.md"):
        print("reading", file=sys.stderr, flush=True)
        time.sleep(600)
    return read(path)

read, run.read_regular = run.read_regular, slow
sys.exit(main())
"""
"""The command, with a file that takes for ever to read."""


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_process_ends_quietly(project: Path, jobs: str) -> None:
    Path("docs/slow.md").write_text(OPEN, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, "check", "-j", jobs, "--pack", "template.md", "docs/open.md", "docs/slow.md"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": SOURCE},
    ) as running:  # fmt: skip
        assert running.stderr is not None
        assert running.stderr.readline() == b"reading\n"
        running.send_signal(signal.SIGINT)
        stdout, stderr = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"IR201" in stdout
    assert b"Traceback" not in stderr


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "257", "1.5", "٣"])
def test_a_number_of_jobs_that_is_none_is_refused(project: Path, jobs: str) -> None:
    done = check(f"--jobs={jobs}", ".")
    assert done.exit_code == 2
    assert done.stderr == f"incidentlint: error: --jobs takes a number from 1 to 256, or auto, not {jobs!r}\n"


@pytest.mark.skipif(os.name == "nt", reason="pipes")
def test_a_reader_that_has_gone_is_no_error(project: Path) -> None:
    for number in range(300):
        Path(f"docs/{number}.md").write_text(OPEN)
    for form in ("text", "json", "concise"):
        with subprocess.Popen(
            [sys.executable, "-m", "incidentlint", "check", "--pack", "template.md", "--output-format", form, "docs"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": SOURCE},
        ) as running:  # fmt: skip
            assert running.stdout
            assert running.stderr
            running.stdout.close()
            assert running.stderr.read() == b""
            assert running.wait(30) == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device")
def test_a_full_disk_is_an_error(project: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "incidentlint", "check", "--pack", "template.md", "docs"],
            stdout=full, stderr=subprocess.PIPE, check=False, env={**os.environ, "PYTHONPATH": SOURCE},
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == b"incidentlint: error: cannot write the output: No space left on device\n"


@pytest.mark.skipif(os.name == "nt", reason="shell")
def test_closed_streams(project: Path) -> None:
    command = f'"{sys.executable}" -m incidentlint check --pack template.md'
    env = {**os.environ, "PYTHONPATH": SOURCE}
    for closing, status in (("docs >&-", 1), ("no.md 2>&-", 2), ("- <&-", 2)):
        done = subprocess.run(f"{command} {closing}", shell=True, check=False, capture_output=True, env=env)
        assert done.returncode == status
        assert b"Traceback" not in done.stderr


# --- Which files, which pack ---


def test_verbose_tells_of_every_file(project: Path) -> None:
    Path("docs/README.md").write_text("# Docs\n")
    done = check("docs", "template.md", "-v")
    assert done.stderr.splitlines()[:3] == [
        "incidentlint: docs/README.md: skipped: a readme file",
        "incidentlint: docs/good.md: template, P2 (4 of 4 required nodes match)",
        "incidentlint: docs/open.md: template, P2 (4 of 4 required nodes match)",
    ]
    assert done.stderr.splitlines()[-1].startswith("incidentlint: 4 files: 3 reports, 1 skipped; ")


def test_a_note_says_that_nothing_was_a_report(project: Path) -> None:
    for number in range(3):
        Path(f"docs/notes-{number}.md").write_text("# Notes\n\nNothing.\n")
    done = invoke("check", *(f"docs/notes-{number}.md" for number in range(3)), "template.md")
    assert done.exit_code == 0
    assert done.stderr == "incidentlint: no incident report found in 4 Markdown files (--verbose shows why)\n"
    told = invoke("check", "docs/notes-0.md", "template.md", "-v").stderr
    assert "incidentlint: docs/notes-0.md: skipped: no pack fits\n" in told
    assert "incidentlint: template.md: skipped: its name says that it is a template" in told


def test_several_packs_are_one_of_them(project: Path) -> None:
    for given in (("--pack", "bilko,template.md"), ("--pack", "bilko", "--pack", "template.md")):
        done = invoke("check", *given, "docs", "--output-format", "json")
        assert {file["pack"] for file in json.loads(done.stdout)["files"]} == {"template"}


def test_built_in_packs_are_chosen_by_what_a_file_holds(project: Path) -> None:
    template = (data_folder() / "bilko" / "template.md").read_text(encoding="utf-8")
    Path("docs/incident.md").write_text(f"{template}\nIt began on 2025-05-06.\n", encoding="utf-8")
    document = json.loads(invoke("check", "docs/incident.md", "--output-format", "json").stdout)
    assert document["files"][0]["pack"] == "bilko"
    assert document["summary"]["errors"] > 5


def test_the_choice_of_rules(project: Path) -> None:
    def codes(*arguments: str, **env: str) -> set[str]:
        done = check("docs", "--output-format", "json", *arguments, **env)
        return {diagnostic["code"] for diagnostic in json.loads(done.stdout)["diagnostics"]}

    assert codes() == codes("--select", "IR201") == codes("--select", "IR1, IR2") == {"IR201"}
    assert codes("--select", "unfilled-placeholder") == codes("--select", "ALL", "--ignore", "IR7") == {"IR201"}
    assert codes("--select", "IR1") == codes("--ignore", "IR2") == codes("--select", "IR1", "--select", "IR7") == set()
    assert codes("--select", "IR1", "--extend-select", "IR7,IR201") == {"IR201"}
    assert codes(INCIDENTLINT_SELECT="IR1,IR7") == codes(INCIDENTLINT_IGNORE="IR201") == set()
    assert codes("--select", "IR2", INCIDENTLINT_SELECT="IR1") == {"IR201"}


def test_environment_variables_mirror_options(project: Path) -> None:
    done = invoke(
        "check", "docs",
        INCIDENTLINT_PACK="bilko,template.md", INCIDENTLINT_OUTPUT_FORMAT="concise", INCIDENTLINT_EXIT_ZERO="1",
    )  # fmt: skip
    assert done.exit_code == 0
    assert done.stdout.startswith("docs/open.md:4:12: error IR201")
    assert check("docs", INCIDENTLINT_QUIET="1").stdout == check("docs", "-q").stdout
    assert check("docs", INCIDENTLINT_VERBOSE="true").stderr.startswith("incidentlint: docs/good.md: template, P2 (")
    assert "\x1b[" in check("docs", INCIDENTLINT_COLOR="always").stdout
    assert check("docs", INCIDENTLINT_FAIL_ON="nonsense").exit_code == 2
    Path("my, template.md").write_text(TEMPLATE)
    assert invoke("check", "docs", "--pack", "my, template.md").exit_code == 1


def test_names() -> None:
    assert names(["IR1, IR2", "x", " , "]) == ("IR1", "IR2", "x")
    assert pack_names(["a,b", "b"]) == ("a", "b")


# --- Standard input ---


def test_standard_input(project: Path) -> None:
    done = check("-", "--output-format", "concise", stdin=OPEN)
    assert done.exit_code == 1
    assert done.stdout.startswith("<stdin>:4:12: error IR201")
    assert check("-", stdin=COMPLETE).exit_code == 0
    assert check("-", stdin="").exit_code in (0, 1)
    assert check("-", stdin=b"\xff").stdout.startswith("error[IR001]")


def test_standard_input_with_a_name(project: Path) -> None:
    done = process(
        "check", "--pack", "template.md", "--output-format", "concise", "-", "--stdin-filename", "docs/no/x.md",
        stdin=OPEN.replace("\n", "\r\n").encode(),
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout.startswith(b"docs/no/x.md:4:12: error IR201")
    skipped = invoke("check", "-", "--stdin-filename", "docs/README.md", "-v", stdin=OPEN)
    assert skipped.exit_code == 0
    assert "docs/README.md: skipped: a readme file" in skipped.stderr


# --- Colours ---


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """It is."""
        return True


@pytest.mark.parametrize(
    ("option", "env", "terminal", "colored"),
    [
        ("auto", {}, False, False),
        ("auto", {}, True, True),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_when_text_is_coloured(
    monkeypatch: pytest.MonkeyPatch, option: ColorChoice, env: dict[str, str], terminal: bool, colored: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal() if terminal else io.StringIO())
    assert look(option).color is colored


def test_colours_of_a_process(project: Path) -> None:
    plain = process("check", "--pack", "template.md", "docs")
    assert b"\x1b" not in plain.stdout
    colored = process("check", "--pack", "template.md", "docs", FORCE_COLOR="1")
    assert click.unstyle(colored.stdout.decode()) == plain.stdout.decode()
    assert colored.stdout != plain.stdout
    assert process("check", "--pack", "template.md", "docs", FORCE_COLOR="1", NO_COLOR="1").stdout == plain.stdout
    assert process("check", "--pack", "template.md", "docs", "--color", "always", NO_COLOR="1").stdout == colored.stdout
    document = process("check", "--pack", "template.md", "docs", "--color", "always", "--output-format", "json")
    assert b"\x1b" not in document.stdout


# --- Rules and packs ---


def test_a_rule_is_explained() -> None:
    done = invoke("rule", "IR201")
    assert done.exit_code == 0
    rule = next(rule for rule in load_rules() if rule.code == "IR201")
    assert done.stdout.startswith(
        f"IR201 unfilled-placeholder (error, placeholders, waits for the deadline)\n\n{rule.why.split()[0]}"
    )
    assert done.stdout == invoke("rule", "unfilled-placeholder").stdout == invoke("rule", "ir201").stdout
    assert "«" not in done.stdout
    if rule.bad and rule.good:
        assert "\nWrong" in done.stdout
        assert "\nRight" in done.stdout
        assert "    ^" in done.stdout or " ^" in done.stdout


@pytest.mark.parametrize("code", [rule.code for rule in load_rules()])
def test_every_rule_can_be_explained(code: str) -> None:
    done = invoke("rule", code)
    assert done.exit_code == 0
    assert done.stdout.startswith(f"{code} ")
    assert "«" not in done.stdout
    assert not any(line != line.rstrip() for line in done.stdout.splitlines())


def test_all_rules() -> None:
    lines = invoke("rule", "--all").stdout.splitlines()
    assert [line.split()[:3] for line in lines] == [[rule.code, rule.name, rule.level] for rule in load_rules()]


def test_rules_as_json() -> None:
    found = json.loads(invoke("rule", "--all", "--output-format", "json").stdout)
    assert [rule["code"] for rule in found] == [rule.code for rule in load_rules()]
    (one,) = json.loads(invoke("rule", "IR201", "--output-format", "json").stdout)
    assert list(one) == ["code", "name", "level", "messages", "why", "help", "optional", "waits", "fixable"]
    assert one["messages"]
    assert one["waits"] is True


def test_an_unknown_rule_has_a_suggestion() -> None:
    done = invoke("rule", "unfiled-placeholder")
    assert done.exit_code == 2
    assert done.stderr == "incidentlint: error: no rule 'unfiled-placeholder'; did you mean unfilled-placeholder?\n"


def test_marks_become_carets() -> None:
    assert list(underlined(*marked("**Owner:** «[Name]»\n漢 «x» and «y»\nnothing\nempty«» end\n"))) == [
        "**Owner:** [Name]",
        "           ^^^^^^",
        "漢 x and y",
        "   ^     ^",
        "nothing",
        "empty end",
        "     ^",
    ]
    assert list(underlined(*marked("«two «nested» marks»"))) == ["two nested marks", "^" * 16]
    assert list(underlined(*marked("«a\nb»"))) == ["a", "^", "b", "^"]


def test_packs_are_listed_and_shown(project: Path) -> None:
    listed = invoke("packs").stdout
    assert "\nbilko         Incident report of Bilko" in listed
    assert "\nletsgobelize  Post-incident report" in listed
    shown = invoke("packs", "template.md").stdout
    assert shown.startswith("template\n\n  What is checked in a report\n    structure     checked      2 sections")
    assert "\n  files      any name, in any folder\n  template   template.md\n" in shown
    assert "\nOwner     text\n" in shown
    assert invoke("packs", "bilko").exit_code == 0


# --- The command itself ---


def test_version_and_help() -> None:
    for arguments in (["--version"],):
        assert process(*arguments).stdout.decode().strip() == f"incidentlint {__version__}"
    for arguments in (["--help"], ["check", "--help"], ["rule", "-h"], ["packs", "-h"]):
        done = process(*arguments)
        assert done.returncode == 0
        assert done.stdout.startswith(b"Usage: incidentlint")


def test_nothing_is_imported_that_is_not_needed() -> None:
    script = (
        "import sys; from incidentlint.cli.main import main; main(['--version']); "
        "print([name for name in ('markdown_it', 'msgspec', 'incidentlint.engine') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": SOURCE},
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_main_returns_the_status(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--pack", "template.md", "docs/good.md"]) == 0
    assert main(["check", "--pack", "template.md", "docs"]) == 1
    assert main(["check", "--pack", "nope"]) == 2
    assert main(["--version"]) == 0
    assert main(["check", "--nope"]) == 2
    assert main([]) in (0, 2)


# --- Output files and statistics ---


def test_output_file(project: Path) -> None:
    shown = check("docs", "--output-format", "json").stdout
    done = check("docs", "--output-format", "json", "--output-file", "new/out.json")
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", "")
    assert Path("new/out.json").read_text(encoding="utf-8") == shown
    Path("out.txt").write_text("old")
    Path("out.txt").chmod(0o640)
    Path("link.txt").symlink_to("out.txt")
    check("docs", "-o", "link.txt", INCIDENTLINT_COLOR="auto", FORCE_COLOR="1")
    assert Path("link.txt").is_symlink()
    assert Path("out.txt").read_text(encoding="utf-8") == check("docs").stdout
    assert os.stat("out.txt").st_mode & 0o777 == 0o640 or os.name == "nt"
    assert sorted(path.name for path in Path().iterdir() if "out" in path.name) == ["out.txt"]
    assert check("docs", INCIDENTLINT_OUTPUT_FILE="env.txt").stdout == ""
    check("docs/good.md", "-o", "env.txt")
    assert Path("env.txt").read_text() == ""


def test_an_output_file_that_cannot_be_written(project: Path) -> None:
    done = check("docs", "-o", "template.md/x")
    assert done.exit_code == 2
    assert done.stderr.startswith("incidentlint: error: cannot write ")
    Path("folder").mkdir()
    assert check("docs", "-o", "folder").exit_code == 2
    if os.path.exists("/dev/full"):
        assert check("docs", "-o", "/dev/full").stderr.endswith("No space left on device\n")
        assert check("docs", "-o", "/dev/null").exit_code == 1


def test_statistics(project: Path) -> None:
    Path("docs/more.md").write_text(OPEN.replace("The disk was full.", "[What happened]").replace("P2", "P0 / P1"))
    shown = check("docs", "--statistics")
    assert shown.stdout == (
        "3  IR201  error    unfilled-placeholder\n1  IR202  error    unresolved-choice\n\n4 errors in 2 of 3 reports\n"
    )
    assert check("docs", "--statistics", "-q").stdout == shown.stdout.partition("\n\n")[0] + "\n"
    document = json.loads(check("docs", "--statistics", "--output-format", "json").stdout)
    assert document["statistics"][0] == {
        "code": "IR201", "name": "unfilled-placeholder", "level": "error", "count": 3, "fixable": 0,
    }  # fmt: skip
    assert document["summary"]["errors"] == 4
    assert check("docs/good.md", "--statistics").stdout == ""


# --- Long runs ---


def test_the_progress_bar(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(1000))
    monkeypatch.setattr(progress_module.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(sys, "stderr", stream := Terminal())
    bar = progress_for(quiet=False, for_programs=False)
    assert bar is not None
    bar(0, 10)
    bar(5, 10)
    bar.clear()
    first, second, cleared = stream.getvalue().split("\r")[1:4]
    assert first == f"[{'-' * 24}] 0 of 10 files"
    assert second.rstrip() == f"[{'#' * 12}{'-' * 12}] 5 of 10 files"
    assert (len(cleared), cleared.strip()) == (len(second), "")


@pytest.mark.parametrize(
    ("error", "output", "quiet", "form", "shown"),
    [
        (True, True, False, "text", True),
        (True, False, False, "json", True),
        (True, True, False, "json", False),
        (True, True, True, "text", False),
        (False, True, False, "text", False),
    ],
)
def test_when_there_is_a_progress_bar(
    monkeypatch: pytest.MonkeyPatch, error: bool, output: bool, quiet: bool, form: str, shown: bool
) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal() if error else io.StringIO())
    monkeypatch.setattr(sys, "stdout", Terminal() if output else io.StringIO())
    assert (progress_for(quiet=quiet, for_programs=FORMATS[form].for_programs) is not None) is shown


def test_a_long_run_is_summed_up(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_module, "LONG", -1.0)
    assert check("docs").stderr == ""
    monkeypatch.setattr(check_module, "is_terminal", lambda _: True)
    told = check("docs").stderr
    assert told.startswith("incidentlint: 2 files: 2 reports, 0 skipped; 1 error in 1 of 2 reports; ")
    assert told.endswith(" s\n")
    assert check("docs", "-q").stderr == ""


# --- Shells ---


def completions(words: str, shell: str = "bash") -> list[str]:
    done = process(
        _INCIDENTLINT_COMPLETE=f"{shell}_complete", COMP_WORDS=words, COMP_CWORD=str(len(words.split(" ")) - 1)
    )
    assert done.returncode == 0
    return done.stdout.decode().split()


def test_shell_completion(project: Path) -> None:
    assert "plain,check" in completions("incidentlint ch")
    assert "plain,--select" in completions("incidentlint check --sel")
    assert completions("incidentlint check --select IR403,unfilled-pl") == ["plain,IR403,unfilled-placeholder"]
    assert "plain,IR403" in completions("incidentlint rule IR40")
    assert "plain,bilko" in completions("incidentlint check --pack b")
    assert "plain,bilko" in completions("incidentlint packs b")
    for shell in ("bash", "zsh", "fish"):
        done = process(_INCIDENTLINT_COMPLETE=f"{shell}_source")
        assert b"incidentlint" in done.stdout


def test_options_that_do_not_go_together(project: Path) -> None:
    for arguments in (("--config", "x.toml", "--isolated"), ("--show-settings", "-")):
        done = process("check", *arguments)
        assert done.returncode == 2
        assert done.stderr.startswith(b"Usage: ")


# --- What is read ---


def test_show_says_what_is_read_and_where(project: Path) -> None:
    text = (
        "# Search was slow\n\n**Severity:** P2\n**Started:** 2026-05-04 10:00 UTC\n**Duration:** about 2 hours\n\n"
        "## Timeline\n\n- 10:05 the alert\n- 10:50 the fix\n- HH:MM over\n\n## Impact\n\nTen users.\n"
    )
    (project / "docs" / "incident.md").write_text(text, encoding="utf-8")
    done = invoke("show", "docs/incident.md")
    assert done.exit_code == 0, done.output
    shown = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert shown[0].startswith("docs/incident.md: generic (")
    assert "severity P2" in shown
    assert "started 2026-05-04 10:00:00 UTC [line 4, Started]" in shown
    assert "duration about 2:00:00 [line 5, Duration]" in shown
    assert "10:05:00 UTC: the alert [line 9]" in " ".join(shown)
    assert "slot: HH:MM [line 11]" in shown
    found = json.loads(invoke("show", "--output-format", "json", "docs/incident.md").stdout)
    assert (found["version"], found["pack"], len(found["reports"])) == (1, "generic", 1)
    facts = found["reports"][0]["facts"]
    assert facts["started"]["place"] == {"line": 4, "column": 14, "end_line": 4, "end_column": 34}
    assert found["reports"][0]["leftovers"] == [{"kind": "slot", "text": "HH:MM", "line": 11}]


def test_show_refuses_what_is_no_report(project: Path) -> None:
    (project / "notes.md").write_text("# Notes\n", encoding="utf-8")
    done = invoke("show", "notes.md")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "notes.md is not a report: no pack fits" in done.stderr
    assert "no such file or folder" in invoke("show", "nowhere.md").stderr


def test_explain_says_why_a_file_is_a_report_or_none(project: Path) -> None:
    (project / "README.md").write_text("# Reports\n", encoding="utf-8")
    (project / "incidents").mkdir()
    text = (
        "# Search was slow\n\n**Severity:** P2\n\n**Started:** 2026-02-30 10:00\n\n## Timeline\n\n"
        "- 10:05 the alert\n- 10:50 the fix\n"
    )
    (project / "incidents" / "search.md").write_text(text, encoding="utf-8")
    done = invoke("check", "--explain", "README.md", "incidents/search.md")
    assert done.exit_code == 0, done.output
    none, one = done.stdout.split("\n\n")
    assert none.splitlines() == ["README.md: no report", "  why: skipped: a readme file"]
    assert one.splitlines() == [
        "incidents/search.md: a report",
        "  why: its path calls it one: incidents/search.md",
        "  pack: generic",
        "    no known template: no sections are required",
        "  severity: P2 (line 3)",
        "  read: 1 milestone, 0 durations, 2 timeline entries",
        "  not understood: line 5, Started: 2026-02-30 10:00 (February 2026 has 28 days)",
    ]
    assert invoke("check", "--explain").exit_code == 2


def test_a_fault_of_any_command_is_a_sentence(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise RuntimeError("oh\n::error::no")

    monkeypatch.setattr("incidentlint.cli.show.show", broken)
    assert main(["show", "docs/good.md"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("incidentlint: internal error at test_cli.py:")
    assert said.endswith("(please report it)\n")
    assert said.count("\n") == 1
    assert "RuntimeError: oh" in said
