"""What a checkout may hold that is no report: pipes, devices, links out of it, names and keys with control signs."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from incidentlint.project import read_glob
from incidentlint.project.id_words import _ID_WORD
from incidentlint.project.neighbours import _target
from incidentlint.regular import read_regular

ROOT = Path(__file__).parents[2]
EXAMPLE = next((ROOT / "examples").rglob("INCIDENT-*-database-disk-full.md")).read_text(encoding="utf-8")
LIMIT = 60
"""Seconds for what would never end."""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository that is the current folder."""
    folder = tmp_path / "checkout"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def check(*arguments: str, command: str = "check") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    concise = ["--output-format", "concise"] if command == "check" and "--output-format" not in arguments else []
    line = [sys.executable, "-m", "incidentlint", command, *concise, *arguments]
    return subprocess.run(line, check=False, capture_output=True, text=True, env=environment, timeout=LIMIT)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
@pytest.mark.parametrize("name", ["x.md", ".gitignore", "pyproject.toml", "incidentlint.toml", "x.md.md"])
@pytest.mark.parametrize("arguments", [["."], ["incident.md"]])
def test_a_pipe_is_never_waited_for(checkout: Path, name: str, arguments: list[str]) -> None:
    (checkout / "incident.md").write_text(EXAMPLE, encoding="utf-8")
    os.mkfifo(checkout / name)
    found = check("--pack", "bilko", *arguments)
    assert "Traceback" not in found.stderr
    assert found.returncode in (0, 1, 2)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_or_a_device_that_is_named_is_refused(checkout: Path) -> None:
    os.mkfifo(checkout / "x.md")
    (checkout / "z.md").symlink_to("/dev/zero")
    found = check("x.md", "z.md")
    assert found.returncode == 2
    assert "x.md: cannot be read: it is a pipe, not a file" in found.stderr
    assert "z.md: cannot be read: it is a device, not a file" in found.stderr


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"text")
    assert read_regular(path) == b"text"
    with pytest.raises(IsADirectoryError):
        read_regular(tmp_path)
    with pytest.raises(FileNotFoundError):
        read_regular(tmp_path / "b")
    with pytest.raises(OSError, match="null byte"):
        read_regular("a\0b")


def test_a_link_out_of_the_repository_is_read_only_where_it_is_named(checkout: Path) -> None:
    (checkout.parent / "secret.txt").write_text(EXAMPLE.replace("Severity:** P", "Severity:** Q"), encoding="utf-8")
    (checkout / "incident.md").symlink_to("../secret.txt")
    (checkout / "other.md").write_text("# Notes\n", encoding="utf-8")
    found = check("-v", ".")
    assert found.stdout == ""
    assert "incident.md: not linted: a link out of the repository" in found.stderr
    assert check("--pack", "bilko", "incident.md").stdout


@pytest.mark.parametrize("target", ["../../../etc/passwd", "../secret.txt", "/../secret.txt", "a\0b.md"])
def test_nothing_is_asked_of_a_link_s_file_outside_of_the_project(tmp_path: Path, target: str) -> None:
    (tmp_path / "p").mkdir()
    full = str(tmp_path / "p" / "incident.md")
    assert _target(target, full, str(tmp_path / "p")) == "there"
    assert _target("gone.md", full, str(tmp_path / "p")) == "missing"


CONFIGURATIONS = {
    "digits": f"x = {'1' * 4301}\n",
    "negative": f"[rules]\nIR403 = -{'7' * 5000}\n",
    "home": '[[reports]]\nfiles = "x.md"\npack = "~nosuchuser/x"\n',
    "long": f'[[reports]]\nfiles = "x.md"\npack = "{"a" * 300}"\n',
    "null": '[[reports]]\nfiles = "x.md"\npack = "a\\u0000b"\n',
    "extend": 'extend = "~nosuchuser/y.toml"\n',
    "nested": f"x = {'[' * 3000}\n",
    "parts": f"{'.'.join('a' * 5000)} = 1\n",
    "parts of a header": f"[{' . '.join(['a', chr(34) + 'b.c' + chr(34)] * 5000)}]\n",
}


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_a_broken_configuration_is_said_with_its_place_and_stops_no_other_file(checkout: Path, name: str) -> None:
    for folder in ("bad", "good"):
        (checkout / folder).mkdir()
        (checkout / folder / "x.md").write_text(EXAMPLE.replace("P1", "P7"), encoding="utf-8")
    (checkout / "bad" / "incidentlint.toml").write_text(CONFIGURATIONS[name], encoding="utf-8")
    found = check("--pack", "bilko", ".")
    assert found.returncode == 2
    assert "Traceback" not in found.stderr
    assert re.search(r"bad/incidentlint\.toml:\d+:\d+: ", found.stderr)
    assert "good/x.md:" in found.stdout


REFUSED = {
    ".git": [
        (b"rubbish\n", ":1:1: it is neither a repository nor"),
        (b"gitdir: a\0b\n", ":1:1: it is neither"),
        (b"gitdir: \xff\xfe", ":1:1: it is neither"),
        (None, ": cannot be read: it is a pipe, not a file"),
    ],
    ".gitignore": [
        (b"# x\n*.log\n[abc\n", ":3:1: '[abc': '[' is never closed"),
        (b"a[z-a]\n", ":1:1: 'a[z-a]': cannot be read: bad character range z-a"),
        (b"a\\\n", r":1:1: 'a\\': nothing is behind '\'"),
        (b"# caf\xe9\ncaf\xe9\n", ":2:1: is not UTF-8"),
        ("*.log\n".encode("utf-16"), ":1:1: is not UTF-8"),
        (None, ": cannot be read: it is a pipe, not a file"),
    ],
    "incidentlint.toml": [
        (b"ignore = [\n  'caf\xe9']\n", ":2:7: is not UTF-8"),
        (None, ": cannot be read: it is a pipe, not a file"),
    ],
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
@pytest.mark.parametrize(("name", "data", "said"), [(name, *one) for name in REFUSED for one in REFUSED[name]])
def test_a_broken_file_of_a_folder_is_said_with_its_place_and_the_others_are_linted(
    checkout: Path, name: str, data: bytes | None, said: str
) -> None:
    """Also when all that could be kept of the run is there already."""
    for folder in ("bad", "good"):
        (checkout / folder).mkdir()
        (checkout / folder / "x.md").write_text(EXAMPLE.replace("P1", "P7"), encoding="utf-8")
    if data is None:
        os.mkfifo(checkout / "bad" / name)
    else:
        (checkout / "bad" / name).write_bytes(data)
    for _ in range(2):
        found = check("--pack", "bilko", ".")
        assert found.returncode == 2
        assert f"bad/{name}{said}" in found.stderr
        assert "good/x.md:" in found.stdout
        assert ("bad/x.md:" in found.stdout) is name.startswith(".git")


@pytest.mark.parametrize("data", [b"gitdir: /nowhere/x\n", b"gitdir: ../.git\n", b""])
def test_a_work_tree_whose_repository_is_elsewhere_is_in_order(checkout: Path, data: bytes) -> None:
    (checkout / "tree").mkdir()
    (checkout / "tree" / ".git").write_bytes(data)
    (checkout / "tree" / ".gitignore").write_bytes(b"/\n!\n  \n#[\n*.log\r\n\\#x\n")
    (checkout / "tree" / "x.md").write_text(EXAMPLE, encoding="utf-8")
    assert check("--pack", "bilko", ".").stderr == ""


@pytest.mark.parametrize("given", ["p", "./p", "{here}/p"])
@pytest.mark.parametrize(
    ("file", "data", "said"),
    [
        ("pack.toml", b"x = 1\n", ":1:1: unknown key 'x'"),
        ("pack.toml", b'name = "caf\xe9"\n', ":1:12: is not UTF-8"),
        ("pack.toml", b'\ntemplate = "t.md"\n', ":2:1: template 't.md' is not there"),
        ("template.md", b"# T\n\xff\n", ":2:1: not valid UTF-8"),
        ("template.md", b"a\n", ":1:1: the template has no headings"),
        ("pack.toml", b'template = "~nosuchuser/x.md"', ":1:1: template '~nosuchuser/x.md' is not there"),
        ("rules/a.toml", b"code = 3\n", ":1:8: code: expected a text"),
    ],
)
def test_a_broken_file_of_a_pack_is_said_with_its_place_from_here(
    checkout: Path, given: str, file: str, data: bytes, said: str
) -> None:
    (checkout / "p" / "rules").mkdir(parents=True)
    (checkout / "p" / "pack.toml").write_bytes(b"")
    (checkout / "p" / "template.md").write_bytes(b"# T\n\n## Summary\n\n[text]\n")
    (checkout / "p" / file).write_bytes(data)
    (checkout / "x.md").write_text(EXAMPLE, encoding="utf-8")
    found = check("--pack", given.format(here=checkout), ".")
    assert found.returncode == 2
    assert found.stderr.startswith(f"incidentlint: error: p/{file}{said}")


def test_a_companion_whose_name_holds_a_null_byte_is_not_there(checkout: Path) -> None:
    (checkout / "p").mkdir()
    (checkout / "p" / "pack.toml").write_text('generic = true\n[files]\ncompanion = { name = "a\\u0000/b" }\n', "utf-8")
    (checkout / "x.md").write_text(EXAMPLE, encoding="utf-8")
    (checkout / "incidentlint.toml").write_text('[[reports]]\nfiles = "x.md"\npack = "p"\n', encoding="utf-8")
    for _ in range(2):
        found = check(".")
        assert (found.returncode, found.stderr) == (1, "")
        assert "IR704" in found.stdout


@pytest.mark.parametrize("key", ["a\\u001b[31m\\n::error::x", "b\\u202etxt", "c\\u009b2J"])
@pytest.mark.parametrize("table", ["", "[rules]\n", "[lexicon]\n"])
def test_no_key_reaches_a_terminal_as_it_is(checkout: Path, table: str, key: str) -> None:
    (checkout / "incidentlint.toml").write_text(f'{table}"{key}" = 1\n', encoding="utf-8")
    (checkout / "x.md").write_text(EXAMPLE, encoding="utf-8")
    found = check("x.md")
    assert found.returncode == 2
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", found.stderr)
    assert len(found.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="names hold no such signs there")
def test_no_name_reaches_a_terminal_as_it_is(checkout: Path) -> None:
    (checkout / "a\x1b[31m\n::error::x.md").write_text("# Notes\n", encoding="utf-8")
    for arguments in (["-v", "."], ["--show-files", "--pack", "generic", "."], ["b\x1b[0m\n::error::.md"]):
        found = check(*arguments)
        assert "\x1b" not in found.stdout + found.stderr
        assert not any(line.startswith("::") for line in (found.stdout + found.stderr).splitlines())


RUNNERS = ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION")
COMMANDS = ("##[add-mask]error", "a ##vso[task.complete]", "::error::b", "##teamcity[x]")


@pytest.mark.parametrize("runner", RUNNERS)
def test_a_ci_runner_finds_no_command_in_what_files_hold(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, runner: str
) -> None:
    """Neither in a report's line nor in a configuration, on either stream, whatever is written for people."""
    monkeypatch.setenv(runner, "true")
    for number, sign in enumerate(COMMANDS):
        report = EXAMPLE.replace("P1", f"P7 {sign}").replace("\n## ", f"\n{sign}\n\nover â€” again\n\n## ", 2)
        (checkout / f"x{number}.md").write_text(report, "utf-8")
        (checkout / f"bad{number}").mkdir()
        (checkout / f"bad{number}" / "x.md").write_text(EXAMPLE, encoding="utf-8")
        (checkout / f"bad{number}" / "incidentlint.toml").write_text(f'"{sign}" = 1\n', encoding="utf-8")
    for arguments in (["--output-format", "text"], ["-v"], ["--diff", "--unsafe-fixes", "--output-format", "text"]):
        found = check("--pack", "bilko", *arguments, ".")
        assert found.returncode == 2
        assert all(f"x{number}.md" in found.stdout for number in range(len(COMMANDS)))
        assert all(f"bad{number}/incidentlint.toml" in found.stderr for number in range(len(COMMANDS)))
        for line in (found.stdout + found.stderr).splitlines():
            assert not re.search(r"##\w*\[", line)
            assert not line.lstrip().startswith("::")


def test_what_is_no_command_and_what_is_for_no_runner_is_written_as_it_is(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (checkout / "x.md").write_text(EXAMPLE.replace("P1", "P7 ##[a] # [b]"), encoding="utf-8")
    assert "P7 ##[a] # [b]" in check("--pack", "bilko", "x.md").stdout
    monkeypatch.setenv("TF_BUILD", "True")
    assert "P7 \u266f#[a] # [b]" in check("--pack", "bilko", "x.md").stdout


@pytest.mark.skipif(os.name == "nt", reason="names hold no such signs there")
def test_annotations_hold_no_control_character(checkout: Path) -> None:
    (checkout / "a\x1b[31m\x07.md").write_text(EXAMPLE, encoding="utf-8")
    check("--pack", "bilko", "--output-format", "github:annotations", ".")
    written = Path("annotations").read_text("utf-8")
    assert written.startswith("::error ")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", written)


def test_findings_are_written_over_no_report(checkout: Path) -> None:
    (checkout / "x.md").write_text(EXAMPLE, encoding="utf-8")
    (checkout / "y.txt").write_text(EXAMPLE, encoding="utf-8")
    for name in ("x.md", "new.markdown", "y.txt"):
        found = check("--pack", "bilko", "-o", name, "x.md", "y.txt")
        assert found.returncode == 2
        assert f"cannot write {name}" in found.stderr
    assert (checkout / "x.md").read_text(encoding="utf-8") == EXAMPLE
    assert (checkout / "y.txt").read_text(encoding="utf-8") == EXAMPLE
    assert not (checkout / "new.markdown").exists()


@pytest.mark.skipif(os.name == "nt", reason="a folder in use cannot be removed there")
def test_a_folder_that_is_gone_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    for command in ("check", "export", "stats", "show", "format"):
        found = check("/x.md", command=command)
        assert (found.returncode, found.stderr) == (
            2,
            "incidentlint: error: the current folder is not there any more\n",
        )


def test_a_word_with_a_digit_is_found_however_long_the_words_before_it_are() -> None:
    found = _ID_WORD.findall(b"INC-2026-1 plain 2x (x7) a,b9;" + b"z" * 400_000 + b" y1")
    assert found == [b"INC-2026-1", b"2x", b"x7", b"b9", b"y1"]


def slowly(parts: list[str], names: list[str]) -> bool:
    """Whether parts of a pattern match names of a path, by trying everything."""
    if not parts:
        return not names
    first, *rest = parts
    if first == "**":
        if not rest:
            return bool(names)
        return any(slowly(rest, names[start:]) for start in range(len(names)))
    return bool(names) and one_name(first, names[0]) and slowly(rest, names[1:])


def one_name(pattern: str, name: str) -> bool:
    if not pattern:
        return not name
    if pattern[0] == "*":
        return any(one_name(pattern[1:], name[start:]) for start in range(len(name) + 1))
    return bool(name) and pattern[0] in (name[0], "?") and one_name(pattern[1:], name[1:])


def test_globs_match_what_they_say() -> None:
    draw = random.Random(5)
    names = ["a", "b", "ab", "ba", "aab", "abab", "bb"]
    parts = ["**", "*", "a*", "*b", "a*b", "*a*b", "?b", "a", "ab", "*a*a*", "**"]
    matched = 0
    for _ in range(4_000):
        pattern = [draw.choice(parts) for _ in range(draw.randint(1, 4))]
        if pattern[-1:] == ["**"] and len(pattern) == 1:
            continue
        path = [draw.choice(names) for _ in range(draw.randint(1, 4))]
        expected = slowly(pattern, path)
        glob = read_glob("/" + "/".join(pattern))
        assert glob.entry("/".join(path), folder=False) is expected, (pattern, path)
        matched += expected
    assert 300 < matched < 3_700


@pytest.mark.parametrize(
    "pattern", ["*a*a*a*a*a*a*a*b", "**/a/**/a/**/a/**/a/**/b", "**/**/**/**/**/b", "/*a*a*/*a*a*/*b"]
)
def test_no_glob_backtracks(pattern: str) -> None:
    glob = read_glob(pattern)
    for path in ("a" * 400 + ".md", "a/" * 60 + "a.md", f"{'a' * 200}/{'a' * 200}/{'a' * 200}"):
        assert not glob.entry(path, folder=False)
