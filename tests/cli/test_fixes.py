"""``--fix``, ``--diff`` and their kin: in real files, with their modes, links, newlines and marks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from incidentlint import engine
from incidentlint.cli.main import cli
from incidentlint.project import run as run_module

TEMPLATE = """\
# Incident: [SHORT TITLE]

**Severity:** P0 / P1 / P2 / P3
**Started:** YYYY-MM-DD HH:MM UTC
**Resolved:** YYYY-MM-DD HH:MM UTC
**Duration:** X hours Y minutes

## Summary

[What happened]
"""
REPORT = """\
# Incident: café tills down

**Severity:** P2
**Started:** 2026-03-09 09:00 UTC
**Resolved:** 2026-03-09 10:30 UTC
**Duration:** 3 hours 30 minutes

## Summary

The cafÃ© tills were down.
"""
SAFE = REPORT.replace("Ã©", "é")
ALL = SAFE.replace("3 hours 30", "1 hour 30")
SOURCE = str(Path(run_module.__file__).parents[2])


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in list(os.environ):
        if name.startswith("INCIDENTLINT_") or name in ("NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(name)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "template.md").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "report.md").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["check", "--pack", "template.md", *arguments], input=stdin)


def text(name: str = "report.md") -> str:
    return Path(name).read_bytes().decode()


def test_safe_fixes_are_written_and_the_rest_is_reported() -> None:
    done = check("--fix", "report.md")
    assert text() == SAFE
    assert done.exit_code == 1
    assert "IR403" in done.stdout
    assert "IR002" not in done.stdout
    assert done.stderr.splitlines()[-1] == "incidentlint: fixed 1 finding in 1 file"


def test_unsafe_fixes_are_made_when_they_are_allowed() -> None:
    done = check("--fix", "--unsafe-fixes", "--show-fixes", "report.md")
    assert text() == ALL
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        "incidentlint: report.md:10: IR002 mojibake: Repair the damaged characters",
        "incidentlint: report.md:6: IR403 duration-mismatch, unsafe: Write 1 hour 30 minutes",
        "incidentlint: fixed 2 findings in 1 file",
    ]
    again = check("--fix", "--unsafe-fixes", "report.md")
    assert (again.exit_code, again.output) == (0, "")


def test_only_the_rules_that_run_fix() -> None:
    done = check("--fix", "--ignore", "IR002", "report.md")
    assert text() == REPORT
    assert done.exit_code == 1


def test_a_suppressed_finding_is_not_fixed() -> None:
    suppressed = REPORT.replace("\n\n## Summary", "\n\n<!-- incidentlint-disable-file IR002 -->\n\n## Summary")
    Path("report.md").write_text(suppressed, encoding="utf-8")
    check("--fix", "report.md")
    assert text() == suppressed


def test_a_diff_writes_nothing_and_can_be_applied() -> None:
    done = check("--diff", "--unsafe-fixes", "report.md")
    assert text() == REPORT
    assert done.exit_code == 1
    assert done.stderr == "incidentlint: would fix 2 findings in 1 file\n"
    subprocess.run(["git", "apply", "-p0", "-"], input=done.stdout.encode(), check=True)
    assert text() == ALL
    assert check("--diff", "--unsafe-fixes", "report.md").exit_code == 0


def test_fix_only_reports_nothing_and_does_not_fail() -> None:
    done = check("--fix-only", "report.md")
    assert text() == SAFE
    assert (done.exit_code, done.stdout) == (0, "")


def test_standard_input_is_fixed_to_standard_output() -> None:
    done = check("--fix", "-", "--stdin-filename", "report.md", stdin=REPORT.encode())
    assert done.stdout_bytes == SAFE.encode()
    assert "report.md:6:15: error IR403" in done.stderr
    assert done.exit_code == 1
    assert text() == REPORT
    assert check("--fix-only", "-", stdin=b"no report\n").stdout_bytes == b"no report\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", ""])
def test_newlines_marks_and_the_last_line_stay(newline: str, mark: bytes, end: str) -> None:
    def written(report: str) -> bytes:
        return mark + (report.rstrip("\n") + end).replace("\n", newline).encode()

    Path("report.md").write_bytes(written(REPORT))
    check("--fix", "--unsafe-fixes", "report.md")
    assert Path("report.md").read_bytes() == written(ALL)


def test_utf_16_stays_utf_16() -> None:
    Path("report.md").write_bytes(REPORT.encode("utf-16"))
    check("--fix", "--unsafe-fixes", "report.md")
    assert Path("report.md").read_bytes() == ALL.encode("utf-16")


@pytest.mark.skipif(os.name == "nt", reason="modes and links")
def test_modes_and_links_stay() -> None:
    os.rename("report.md", "real.md")
    os.chmod("real.md", 0o640)
    os.symlink("real.md", "report.md")
    check("--fix", "report.md")
    assert os.path.islink("report.md")
    assert text("real.md") == SAFE
    assert os.stat("real.md").st_mode & 0o777 == 0o640
    assert sorted(os.listdir()) == ["pyproject.toml", "real.md", "report.md", "template.md"]


def test_a_read_only_file_is_an_error_and_stays() -> None:
    os.chmod("report.md", 0o444)
    done = check("--fix", "report.md")
    assert done.exit_code == 2
    assert "cannot write report.md: it is read-only" in done.stderr
    assert "IR002" in done.stdout
    assert text() == REPORT


def test_a_file_that_changes_meanwhile_is_not_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    fix = engine.fix

    def slow(*arguments: object, **options: object) -> object:
        done = fix(*arguments, **options)  # type: ignore[arg-type]
        Path("report.md").write_text("somebody else was faster\n", encoding="utf-8")
        return done

    monkeypatch.setattr(engine, "fix", slow)
    done = check("--fix", "report.md")
    assert done.exit_code == 2
    assert "cannot write report.md: it was changed in the meantime" in done.stderr
    assert text() == "somebody else was faster\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--fix", "--diff"], "--fix and --diff cannot be combined"),
        (["--fix", "--show-files"], "--fix cannot be combined with an option that lints nothing"),
        (["--fix-only", "--explain", "report.md"], "--fix-only cannot be combined"),
    ],
)
def test_what_makes_no_sense_is_refused(options: list[str], said: str) -> None:
    done = check(*options)
    assert done.exit_code == 2
    assert said in done.stderr


UNTIDY = SAFE + "\n* one\n* two\n"
TIDY = SAFE + "\n- one\n- two\n"


def many(text: str, number: int = 60) -> list[Path]:
    os.mkdir("many")
    paths = [Path("many", f"{index}.md") for index in range(number)]
    for path in paths:
        path.write_text(text, encoding="utf-8")
    return paths


def started(*arguments: str, **options: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "incidentlint", arguments[0], "--pack", "template.md", *arguments[1:]]
    environment = {**os.environ, "PYTHONPATH": SOURCE}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **options
    )  # type: ignore[call-overload,no-any-return]


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize(
    ("arguments", "old", "new"),
    [(("check", "--fix"), REPORT, SAFE), (("format",), UNTIDY, TIDY)],
    ids=["fix", "format"],
)
def test_a_run_that_is_killed_leaves_each_file_old_or_new(arguments: tuple[str, ...], old: str, new: str) -> None:
    paths = many(old)
    with started(*arguments, "many") as running:
        while text("many/0.md") == old and running.poll() is None:
            pass
        running.kill()
    assert text("many/0.md") == new
    assert {path.read_text(encoding="utf-8") for path in paths} <= {old, new}


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--pack", "template.md", "--fix", "report.md"),
        ("check", "--pack", "template.md", "--write-baseline", "base.json", "report.md"),
        ("check", "--pack", "template.md", "--add-suppressions", "old", "report.md"),
        ("format", "--pack", "template.md", "report.md"),
        ("new", "--pack", "template.md", "--title", "x", "--output", "new.md"),
        ("init", "--from", "template.md"),
    ],
    ids=lambda arguments: " ".join(arguments[:4]),
)
def test_what_is_killed_before_a_file_has_its_name_leaves_none_by_half(arguments: tuple[str, ...]) -> None:
    """All that there is then is a hidden draft, which no run reads."""
    Path("report.md").write_text(UNTIDY if arguments[0] == "format" else REPORT, encoding="utf-8")
    Path("base.json").write_text('{"version": 1, "files": {}}', encoding="utf-8")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    code = (
        "import os, signal, sys\nos.replace = os.link = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from incidentlint.cli.main import main\nmain(sys.argv[1:])"
    )
    environment = {**os.environ, "PYTHONPATH": SOURCE, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", code, *arguments], check=False, capture_output=True, env=environment)
    assert done.returncode == -signal.SIGKILL, done.stderr
    left = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    assert {path: data for path, data in left.items() if not path.name.startswith(".")} == before
    (draft,) = left.keys() - before.keys()
    assert draft.match(".incidentlint-????????.draft")

    theirs = [
        Path(".incidentlint-notes.draft"),
        Path(".incidentlint-12345678.txt"),
        Path("incidentlint-12345678.draft"),
    ]
    for path in theirs:
        path.write_text("x", encoding="utf-8")
        os.utime(path, (0, 0))
    link = Path(".incidentlint-linkedto.draft")
    link.symlink_to(theirs[0])
    os.utime(link, (0, 0), follow_symlinks=False)

    def again() -> None:
        """Run the same once more, over what there was."""
        for path in {path for path in Path().rglob("*") if path.is_file()} - left.keys():
            if path not in (*theirs, link):
                path.unlink()
        for path, data in before.items():
            path.write_bytes(data)
        command = [sys.executable, "-m", "incidentlint", *arguments]
        done = subprocess.run(command, check=False, capture_output=True, env=environment)
        assert done.returncode in (0, 1), done.stderr

    again()
    assert draft.exists()  # so young a draft may be another run's
    os.utime(draft, (0, 0))
    again()
    assert not draft.exists()
    assert all(path.exists() for path in (*theirs, link))


@pytest.mark.skipif(os.name == "nt", reason="limits")
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--fix", "report.md"),
        ("check", "--add-suppressions", "old", "report.md"),
        ("check", "--write-baseline", "base.json", "report.md"),
        ("check", "--output-format", "json:found.json", "report.md"),
        ("format", "report.md"),
    ],
    ids=lambda arguments: arguments[1],
)
def test_a_full_disk_is_an_error_and_nothing_is_lost(arguments: tuple[str, ...]) -> None:
    import resource

    Path("report.md").write_text(UNTIDY if arguments[0] == "format" else REPORT, encoding="utf-8")
    Path("base.json").write_text('{"version": 1, "files": {}}', encoding="utf-8")
    Path("found.json").write_text("{}", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in Path().iterdir()}

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40))

    with started(*arguments, preexec_fn=no_room) as running:
        _, said = running.communicate()
    assert running.returncode == 2, said
    assert "error: cannot write" in said
    assert "Traceback" not in said
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == before


@pytest.mark.skipif(os.name == "nt", reason="replaces open files")
@pytest.mark.parametrize(("command", "old", "new"), [("check", REPORT, SAFE), ("format", UNTIDY, TIDY)])
def test_two_runs_at_once_do_no_harm(command: str, old: str, new: str) -> None:
    paths = many(old, 12)
    options = ["--fix-only"] if command == "check" else []
    runs = [started(command, *options, "many") for _ in range(2)]
    said = [run.communicate()[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    assert {path.read_text(encoding="utf-8") for path in paths} == {new}
    assert sorted(os.listdir("many")) == sorted(path.name for path in paths)


@pytest.mark.parametrize("output", [["-o", "report"], ["--output-format", "json:report"], ["-o", "other"]])
def test_what_was_linted_is_never_written_over(output: list[str]) -> None:
    os.rename("report.md", "report")
    os.symlink("report", "other")
    done = check("report", *output)
    assert done.exit_code == 2
    assert "it is one of the files that were linted" in done.stderr
    assert text("report") == REPORT
