"""``incidentlint format`` and the mdformat plugin: nothing is read differently, and what forms need stays."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from incidentlint.authoring.format import format_file
from incidentlint.cli.main import main
from incidentlint.engine import Plan, lint
from incidentlint.rulebook import choose
from support import built_in, examples

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "rules").glob("*/*.md"), *(ROOT / "tests/cases").glob("*.md")])
KEPT = """\
# Incident: [Title]

**Incident ID:** INC-YYYY-MM-DD-NNN
**Reported by:** ____________
Severity: P0 / P1
Query: <incident_start> to <what time?>
Impact: ☐ Yes  ☑ No   ⬜ Other

---

2. two
3. three
7. seven

***

- [ ] Balances verified ✅
- \\[ \\] Refunds sent
- [X ] Partner told

> [!NOTE]
> All times are UTC.

HH:MM - event - who

1. One

   | A   | B           |
   | --- | ----------- |
   | [N] | ☐ Yes  ☑ No |
"""


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_templates_and_reports_are_formatted_once(path: Path) -> None:
    done = format_file(path.read_bytes(), {})
    assert done.left == ""
    assert format_file(done.data, {}) == done


@pytest.mark.parametrize("name", ["bilko-p0.md", "letsgobelize-p1.md"])
def test_the_same_is_found_afterwards(name: str) -> None:
    data = (ROOT / "tests/cases" / name).read_bytes().replace(b"P0", b"P1").replace(b"12 minutes", b"13 minutes")
    plan = Plan(choose((), (), ()), built_in())
    before, after = (
        [(one.code, one.message) for one in lint(text, name, plan).diagnostics]
        for text in (data, format_file(data, {}).data)
    )
    assert sorted(before) == sorted(after)


def test_what_forms_need_stays() -> None:
    assert format_file(KEPT.encode(), {}).data.decode() == KEPT


@pytest.mark.parametrize("matter", ["---\ntitle:   {{title}}\ntags: [a,  b]\n---\n", '+++\ntitle =  "a"\n+++\n'])
def test_front_matter_stays_as_it_is(matter: str) -> None:
    done = format_file(f"{matter}\n\n# A\n* b\n".encode(), {})
    assert done.data.decode() == f"{matter}\n# A\n\n- b\n"


def test_newlines_mark_and_encoding_stay() -> None:
    text = "# A\r\n* b\r\n"
    assert format_file(b"\xef\xbb\xbf" + text.encode(), {}).data == b"\xef\xbb\xbf# A\r\n\r\n- b\r\n"
    assert format_file(text.encode("utf-16"), {}).data == "# A\r\n\r\n- b\r\n".encode("utf-16")
    assert format_file(text.encode(), {"end_of_line": "lf"}).data == b"# A\n\n- b\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("| A | B |\n|---|---|\n| 1 |\n", "line 3 would be read differently"),
        ("| A | B |\n|---|---|\n| 1 | 2 | 3 |\n", "line 3 would be read differently"),
        ("# R\n\n[Ticket]: https://example.org/1\n", "line 3: 'Ticket' would be lost"),
        ("# R\n\nTime â†’ Event\n* a\n", "line 3: its characters are damaged, which check --fix repairs"),
    ],
)
def test_what_would_change_is_left(text: str, why: str) -> None:
    done = format_file(text.encode(), {})
    assert (done.data, done.left) == (text.encode(), why)


def test_bytes_that_are_no_text_are_left() -> None:
    assert format_file(b"# R\n\xff\n", {}).left == "line 2: not valid UTF-8: byte 0xff"


PIECES = st.lists(st.sampled_from([*"#-*_`[]<>|:!1. \n\tax☐", "\n\n", "**", "---", "| a |", "1) ", "> ", "<a_b>"]))


@examples(25)
@given(PIECES)
@example(["---"])
@example(["- ", "---"])
@example(["_" * 4, " ", "_" * 4, "a"])
def test_any_text_is_formatted_once_or_left(pieces: list[str]) -> None:
    text = "".join(pieces)
    done = format_file(text.encode(), {})
    assert done.left == "" or done.data == text.encode()
    if not done.left:
        assert format_file(done.data, {}).data == done.data


# --- The command ---

REPORT = """\
# Incident report: disk full

**Severity:** P1
**Detected:** 2026-03-01 10:00 UTC

## Summary
It was full.

## Timeline
* 10:00 Alert
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/2026-03-01-disk-full.md").write_text(REPORT)
    (tmp_path / "docs/README.md").write_text("* a\n")
    (tmp_path / "docs/notes.md").write_text("* a\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    return main(["format", *arguments])


def test_reports_are_formatted_and_nothing_else(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = project / "docs/2026-03-01-disk-full.md"
    assert run("--check", "docs") == 1
    assert run("--diff", "docs") == 1
    assert "+- 10:00 Alert\n" in capsys.readouterr().out
    assert report.read_text() == REPORT
    assert run("docs", "docs/README.md") == 0
    assert "\n- 10:00 Alert\n" in report.read_text()
    assert (project / "docs/README.md").read_text() == (project / "docs/notes.md").read_text() == "* a\n"
    capsys.readouterr()
    assert run("--check", "docs") == 0
    assert "0 files would be formatted, 1 left unchanged" in capsys.readouterr().err


def test_a_template_is_formatted_where_it_is_named(project: Path) -> None:
    template = project / "docs/template.md"
    template.write_text(REPORT.replace("P1", "P0 / P1"))
    assert run("docs/template.md") == 0
    assert "\n- 10:00 Alert\n" in template.read_text()


def test_what_is_left_is_told_and_is_no_failure(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = project / "docs/2026-03-01-disk-full.md"
    report.write_text(REPORT + "\n| A | B |\n|---|---|\n| 1 |\n")
    assert run("--check", "docs") == 0
    assert "2026-03-01-disk-full.md is left as it is: line 14 would be read differently" in capsys.readouterr().err


def test_options_of_mdformat_are_honoured(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = project / "docs/2026-03-01-disk-full.md"
    report.write_text(REPORT.replace("It was full.", "It was full, " * 20))
    (project / "pyproject.toml").write_text("[tool.mdformat]\nwrap = 60\n")
    assert run("docs") == 0
    assert max(map(len, report.read_text().splitlines())) <= 60
    assert "\n**Severity:** P1\n**Detected:** 2026" in report.read_text()
    (project / ".mdformat.toml").write_text('exclude = ["docs/**"]\n')
    report.write_text(REPORT)
    assert run("docs") == 0
    assert report.read_text() == REPORT
    (project / ".mdformat.toml").write_text("wrp = 60\n")
    assert run("docs") == 2
    assert "unknown key 'wrp'; did you mean 'wrap'?" in capsys.readouterr().err
    (project / ".mdformat.toml").write_text('extensions = ["of-nobody"]\n')
    assert run("docs") == 2


def test_what_cannot_be_done_ends_with_two(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = project / "docs/2026-03-01-disk-full.md"
    report.chmod(0o444)
    assert run("docs") == 2
    assert "it is read-only" in capsys.readouterr().err
    assert report.read_text() == REPORT
    assert run("nowhere") == 2


def command(*arguments: str, text: str, path: str = "") -> subprocess.CompletedProcess[str]:
    """A program's run with this source tree, and what else is on its path."""
    places = os.pathsep.join(filter(None, [path, str(ROOT / "src")]))
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        check=False, capture_output=True, encoding="utf-8", input=text, env={**os.environ, "PYTHONPATH": places},
    )  # fmt: skip


def test_standard_input(project: Path) -> None:
    done = command("incidentlint", "format", "-", text=REPORT)
    assert done.returncode == 0
    assert "\n- 10:00 Alert\n" in done.stdout
    assert command("incidentlint", "format", "--check", "-", text=REPORT).returncode == 1


def test_the_plugin_with_the_command_of_mdformat(tmp_path: Path) -> None:
    """The entry point of the project's own metadata, as an installation writes it."""
    metadata = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (group,) = (name for name in metadata["project"]["entry-points"] if name.startswith("mdformat"))
    info = tmp_path / "path/reports-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: reports\nVersion: 1.0\n")
    entries = metadata["project"]["entry-points"][group]
    (info / "entry_points.txt").write_text("".join([f"[{group}]\n", *(f"{a} = {b}\n" for a, b in entries.items())]))
    lines = ["Name: ____________", "Query: <incident_start>", "☐ Yes  ☑ No", "* a"]
    text = "".join(f"{line}\n\n" for line in lines)
    done = command("mdformat", "-", text=text, path=str(tmp_path / "path"))
    assert done.returncode == 0, done.stderr
    assert done.stdout == text.replace("* a\n\n", "- a\n")
