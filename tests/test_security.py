"""What SECURITY.md promises is tested: each of its sentences has tests that hold it, and no sentence is without."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from incidentlint.cli.main import main

ROOT = Path(__file__).parents[1]
HOSTILE, FIXES, RUN = "project/test_hostile.py", "cli/test_fixes.py", "project/test_run.py"

PROMISES = {
    "`incidentlint` reads Markdown and TOML files.": ["test_security.py::test_a_command_touches_what_it_says"],
    "It writes to standard output and standard error, to the files that its options name, and what it found to a cache "
    "of the user.": ["test_security.py::test_a_command_touches_what_it_says"],
    "It opens no network connection and runs nothing that it reads.": [
        "test_security.py::test_a_command_touches_what_it_says"
    ],
    "Any bytes end in findings or an error with the file's name, and the other files are linted all the same "
    "(`make fuzz` runs reports, templates, packs, configurations, suppressions and fixes).": [
        f"{HOSTILE}::test_a_broken_configuration_is_said_with_its_place_and_stops_no_other_file",
        f"{HOSTILE}::test_a_broken_file_of_a_folder_is_said_with_its_place_and_the_others_are_linted",
        f"{HOSTILE}::test_a_broken_file_of_a_pack_is_said_with_its_place_from_here",
        "test_fuzz.py::test_a_target_holds_for_some_of_its_seeds_and_for_changes_to_them",
    ],
    "Names of templates, suppressions, globs and keys of TOML files in their thousands are looked up, and not each "
    "compared with all others; patterns do not run away.": [
        "test_growth.py::test_a_template_and_its_report",
        "test_growth.py::test_a_report",
        "test_growth.py::test_a_checkout",
        f"{HOSTILE}::test_no_glob_backtracks",
        "test_patterns.py::test_no_pattern_of_the_program_can_run_away",
    ],
    "A file of more than 20,000 lines, of more than 6,000,000 signs of text, or with a paragraph, item or cell of more "
    "than 120,000, is not read, which is a finding (IR009) where a configuration calls it a report; what trying fixes "
    "may read is limited too.": [
        "rulebook/test_rules.py::test_too_long",
        "rulebook/test_rules.py::test_too_long_a_text",
        "test_security.py::test_a_file_that_is_too_long_is_a_finding_where_it_is_a_report",
        "engine/test_fix.py::test_what_is_read_to_try_fixes_is_limited",
    ],
    "What is no regular file is not opened, and no link out of the repository is followed that nobody named.": [
        f"{HOSTILE}::test_a_pipe_is_never_waited_for",
        f"{HOSTILE}::test_only_regular_files_are_read",
        f"{HOSTILE}::test_a_link_out_of_the_repository_is_read_only_where_it_is_named",
    ],
    "In what is written for people, and in GitHub's annotations, no control character and no change of the reading "
    "direction reaches the terminal, and in a job of GitHub Actions, Azure Pipelines or TeamCity no line of a file "
    "becomes a command.": [
        f"{HOSTILE}::test_no_key_reaches_a_terminal_as_it_is",
        f"{HOSTILE}::test_no_name_reaches_a_terminal_as_it_is",
        f"{HOSTILE}::test_a_ci_runner_finds_no_command_in_what_files_hold",
        f"{HOSTILE}::test_annotations_hold_no_control_character",
    ],
    "Formats for programs (JSON, SARIF and others) carry the text as it is.": [
        f"{HOSTILE}::test_what_is_no_command_and_what_is_for_no_runner_is_written_as_it_is",
    ],
    "Findings are written over no report, and nothing is asked of a path outside the repository.": [
        f"{HOSTILE}::test_findings_are_written_over_no_report",
        f"{HOSTILE}::test_nothing_is_asked_of_a_link_s_file_outside_of_the_project",
        "test_security.py::test_a_command_touches_what_it_says",
    ],
    "A run that is killed leaves each file as it was or whole; a hidden draft beside it may be left, which no run "
    "reads, and which one that writes there an hour later removes.": [
        f"{FIXES}::test_a_run_that_is_killed_leaves_each_file_old_or_new",
        f"{FIXES}::test_what_is_killed_before_a_file_has_its_name_leaves_none_by_half",
        "cache/test_file.py::test_what_a_killed_run_left_beside_a_cache_is_removed_by_a_later_one",
    ],
}
"""The sentences, in their order, and the tests in this folder that hold them."""

SECTION = re.compile(r"## What to expect\n(.*?)\n## ", re.DOTALL)
NO_PROMISE = "Reports, templates, packs and configurations may come from strangers. What the tests hold them to:"
BESIDE = ("What breaks one of these", "The text output and JSON quote")


def sentences() -> list[str]:
    """The sentences of the part that promises, without those that say what to do."""
    part = SECTION.search((ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    assert part is not None
    paragraphs = re.split(r"\n(?:- |\n)", part[1].replace(NO_PROMISE, "").strip())
    promising = [text.strip().removeprefix("- ") for text in paragraphs if text.strip() and not text.startswith(BESIDE)]
    return [sentence for text in promising for sentence in re.split(r"(?<=\.) (?=[A-Z`])", text)]


def test_each_sentence_is_held_by_tests_and_nothing_else_is_promised() -> None:
    assert sentences() == list(PROMISES)


@pytest.mark.parametrize("test", sorted({test for tests in PROMISES.values() for test in tests}))
def test_the_tests_that_are_named_are_there(test: str) -> None:
    file, name = test.split("::")
    assert f"\ndef {name}(" in (ROOT / "tests" / file).read_text(encoding="utf-8")


def test_a_file_that_is_too_long_is_a_finding_where_it_is_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("incidentlint.toml").write_text('[[reports]]\nfiles = "a/*.md"\npack = "generic"\n', encoding="utf-8")
    for folder in ("a", "b"):
        Path(folder).mkdir()
        Path(folder, "long.md").write_text("# Incident: disk full\n" + "\n" * 20_000, encoding="utf-8")
    assert main(["check", "--output-format", "concise", "."]) == 1
    assert re.findall(r"^(\S+?):\d.*(IR009)", capsys.readouterr().out, re.MULTILINE) == [
        (os.path.join("a", "long.md"), "IR009")
    ]


WATCH = """
import os, sys
here, allowed = os.path.realpath("."), [os.path.realpath(path) for path in sys.argv.pop(1).split(os.pathsep)]
def said(path):
    return os.fsdecode(path) if isinstance(path, (str, bytes)) or hasattr(path, "__fspath__") else ""
def watch(event, arguments):
    if event.partition(".")[0] in ("socket", "urllib", "ftplib", "http", "smtplib") and event != "socket.gethostname":
        os.write(2, f"NETWORK {event} {arguments}\\n".encode())
    elif event in ("subprocess.Popen", "os.exec", "os.system", "os.posix_spawn", "pty.spawn"):
        os.write(2, f"RUN {event} {arguments}\\n".encode())
    elif event == "open" and said(arguments[0]):
        path = os.path.realpath(said(arguments[0]))
        writes = isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        ours = path == here or path.startswith((here + os.sep, *(place + os.sep for place in allowed)))
        if path not in (os.devnull, "/dev/tty") and (not ours and (writes or path.endswith((".md", ".toml")))):
            os.write(2, f"{'WRITE' if writes else 'READ'} {path}\\n".encode())
        elif writes and path.startswith(here + os.sep):
            os.write(2, f"CHANGE {os.path.relpath(path, here)}\\n".encode())
    elif event in ("os.remove", "os.rename", "os.truncate", "os.chmod", "shutil.rmtree"):
        path = os.path.realpath(said(arguments[0]))
        if not path.startswith((here + os.sep, *(place + os.sep for place in allowed))):
            os.write(2, f"WRITE {event} {path}\\n".encode())
sys.addaudithook(watch)
import incidentlint.__main__
sys.exit(incidentlint.__main__.main())
"""
"""Tells on standard error what the command does to the world: what it opens, runs, writes and deletes where."""

REPORT = """# Incident INC-2026-0042: disk full

**Severity:** P1 <!-- incidentlint: ignore IR307 -- `$(touch ran)` -->

[secret](../../../outside/secret.md) ![x](http://localhost:9/x.png) <img src="http://localhost:9/y.png">

```python
open("ran", "w")
```

## Timeline

- 2026-03-02 10:00 UTC: it began, see [log](../outside/log.md)
"""


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("arguments", "changes"),
    [
        (["check", "."], ""),
        (["check", "--no-cache", "--jobs", "2", "docs"], ""),
        (["check", "--fix", "docs/incidents/a.md"], "docs"),
        (["check", "--output-file", "out.json", "--output-format", "json", "docs"], "out.json"),
        (["show", "docs/incidents/a.md"], ""),
        (["packs", "docs/incidents/template.md"], ""),
        (["rule", "IR201"], ""),
        (["stats", "docs"], ""),
        (["export", "docs"], ""),
        (["site", "docs", "--output", "pages"], "pages"),
        (["format", "docs/incidents/a.md"], "docs"),
        (["init", "--from", "docs/incidents/template.md"], "incidentlint.toml .incidentlint"),
        (["new", "--pack", "bilko", "--title", "x", "--output", "new.md"], "new.md"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else None,
)
def test_a_command_touches_what_it_says(tmp_path: Path, arguments: list[str], changes: str) -> None:
    """No network, no program, no file outside of the checkout, and in it none but those that it is there to write."""
    checkout, cache, outside = tmp_path / "checkout", tmp_path / "cache", tmp_path / "outside"
    for folder in (checkout / ".git", checkout / "docs/incidents", cache, outside):
        folder.mkdir(parents=True)
    for name in ("secret.md", "log.md"):
        (outside / name).write_text("root:x:0:0", encoding="utf-8")
    (checkout / "docs/link.md").symlink_to(outside / "secret.md")
    (checkout / "docs/incidents/a.md").write_text(REPORT, encoding="utf-8")
    (checkout / "docs/incidents/template.md").write_text(
        "# Incident [id]: [title]\n\n**Severity:** [P1/P2]\n\n## Timeline\n\n- [time]: [what]\n", encoding="utf-8"
    )
    before = contents(checkout)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "XDG_CACHE_HOME": str(cache),
        "HOME": str(cache),
    }
    allowed = os.pathsep.join(
        map(str, (cache, ROOT / "src", ROOT / "rules", ROOT / "templates", sys.prefix, sys.base_prefix))
    )
    done = subprocess.run(
        [sys.executable, "-c", WATCH, allowed, *arguments],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
        cwd=checkout,
        timeout=120,
    )
    assert done.returncode in (0, 1), done.stderr
    told = [line for line in done.stderr.splitlines() if line.startswith(("NETWORK", "RUN", "WRITE", "READ"))]
    assert told == []
    changed = {
        path.relative_to(checkout).parts[0] for path, data in contents(checkout).items() if before.get(path) != data
    }
    assert changed <= {*changes.split()}
    assert changes or "CHANGE" not in done.stderr
    assert not (checkout / "ran").exists()
    assert "root:x" not in done.stdout
