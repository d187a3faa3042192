"""The hook, run by the real pre-commit in real git repositories, with this project as the hook's repository."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from installing import ROOT, copy_of_the_project, need_index, run, succeed

pytestmark = [
    pytest.mark.xdist_group("pre-commit"),
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
]
FOLDER = "docs/operations/incidents"
COMPLETE = ROOT / "examples/bilko" / FOLDER / "INCIDENT-2026-06-08-invoice-emails-delayed.md"
DEFECTIVE = ROOT / "examples/bilko" / FOLDER / "INCIDENT-2026-07-14-bank-feed-duplicates.md"
PRE_COMMIT = (sys.executable, "-m", "pre_commit")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment variables of git and pre-commit: nothing of the user's, nothing left after."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT", "SKIP"))}
    return kept | {
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit")),
        "PRE_COMMIT_COLOR": "never",
        "PIP_NO_COMPILE": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Tester",
        "GIT_AUTHOR_EMAIL": "tester@example.org",
        "GIT_COMMITTER_NAME": "Tester",
        "GIT_COMMITTER_EMAIL": "tester@example.org",
    }


@pytest.fixture(scope="module")
def hooks(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A repository with the project as it lies in the working tree, and its revision."""
    folder = copy_of_the_project(tmp_path_factory.mktemp("hooks"), without="examples")
    need_index(tmp_path_factory.mktemp("index"))
    succeed("git", "init", "--quiet", cwd=folder, env=environment)
    succeed("git", "add", "--all", "--force", cwd=folder, env=environment)
    succeed("git", "commit", "--quiet", "--no-verify", "--message", "All", cwd=folder, env=environment)
    return folder, succeed("git", "rev-parse", "HEAD", cwd=folder, env=environment).strip()


class Repository:
    """A user's repository with the hook installed."""

    def __init__(self, folder: Path, hooks: tuple[Path, str], environment: dict[str, str]) -> None:
        self.folder, self.environment = folder, environment
        config = f"repos:\n- repo: {hooks[0].as_uri()}\n  rev: {hooks[1]}\n  hooks:\n  - id: incidentlint\n"
        self.write(".pre-commit-config.yaml", config)
        self.git("init", "--quiet")
        succeed(*PRE_COMMIT, "install", cwd=folder, env=environment)

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    def git(self, *arguments: str) -> str:
        return succeed("git", *arguments, cwd=self.folder, env=self.environment)

    def commit(self) -> tuple[int, str]:
        """Commit what is staged: the hook runs."""
        result = run("git", "commit", "--message", "Report", cwd=self.folder, env=self.environment)
        return result.returncode, result.stdout


@pytest.fixture
def repository(tmp_path: Path, hooks: tuple[Path, str], environment: dict[str, str]) -> Repository:
    return Repository(tmp_path, hooks, environment)


def test_a_defective_report_is_refused(repository: Repository) -> None:
    repository.write(f"{FOLDER}/{DEFECTIVE.name}", DEFECTIVE.read_text(encoding="utf-8"))
    repository.write("README.md", "# Not a report\n\n**Severity:** P0 / P1 / P2 / P3\n")
    repository.git("add", "--all")
    status, output = repository.commit()
    assert status == 1, output
    assert "- hook id: incidentlint\n- exit code: 1\n" in output
    assert f"--> {FOLDER}/{DEFECTIVE.name}:9:21" in output
    assert "error[IR403] duration-mismatch" in output
    assert "README.md" not in output
    assert run("git", "log", cwd=repository.folder, env=repository.environment).returncode != 0, "it was committed"


def test_a_complete_report_is_committed(repository: Repository) -> None:
    repository.write(f"{FOLDER}/{COMPLETE.name}", COMPLETE.read_text(encoding="utf-8"))
    repository.write("README.md", "# Not a report\n\n**Severity:** P0 / P1 / P2 / P3\n")
    repository.write("run.py", "print('not Markdown')\n")
    repository.git("add", "--all")
    status, output = repository.commit()
    assert status == 0, output
    assert re.search(r"^incidentlint\.+Passed$", output, re.MULTILINE)
    assert COMPLETE.name in repository.git("ls-tree", "-r", "--name-only", "HEAD")


def test_files_that_are_no_reports_are_no_findings(repository: Repository) -> None:
    repository.write("README.md", "# Read me\n")
    repository.write("notes.md", "# Notes\n\n[TODO]\n")
    repository.git("add", "--all")
    status, output = repository.commit()
    assert status == 0, output
    assert re.search(r"^incidentlint\.+Passed$", output, re.MULTILINE)


def test_an_id_used_twice_is_found_though_only_one_of_the_reports_is_staged(repository: Repository) -> None:
    report = COMPLETE.read_text(encoding="utf-8")
    other = COMPLETE.name.replace("invoice-emails-delayed", "reminders-delayed")
    repository.write(f"{FOLDER}/{COMPLETE.name}", report)
    repository.git("add", "--all")
    assert repository.commit()[0] == 0
    repository.write(f"{FOLDER}/{other}", report)
    repository.git("add", "--all")
    status, output = repository.commit()
    assert status == 1, output
    assert output.count("error[IR703] duplicate-incident-id") == 1
    assert f"--> {FOLDER}/{other}:5:18" in output
    assert f"{FOLDER}/{COMPLETE.name}:5:18" in output
    listed = run(*PRE_COMMIT, "run", "--all-files", cwd=repository.folder, env=repository.environment)
    assert listed.returncode == 1
    assert listed.stdout.count("error[IR703] duplicate-incident-id") == 2


def test_a_draft_is_committed(repository: Repository) -> None:
    repository.write("incidentlint.toml", f'as-of = "now"\n[[reports]]\nfiles = "{FOLDER}/*.md"\npack = "bilko"\n')
    environment = {**repository.environment, "PYTHONPATH": str(ROOT / "src")}
    command = (sys.executable, "-m", "incidentlint", "new", "--title", "Disk full")
    path = succeed(*command, cwd=repository.folder, env=environment).strip()
    repository.git("add", path, "incidentlint.toml")
    status, output = repository.commit()
    assert status == 0, output


def test_the_other_hooks_fix_format_and_read_everything(repository: Repository, hooks: tuple[Path, str]) -> None:
    ids = ("incidentlint-fix", "incidentlint-format", "incidentlint-all")
    config = f"repos:\n- repo: {hooks[0].as_uri()}\n  rev: {hooks[1]}\n  hooks:\n"
    repository.write(".pre-commit-config.yaml", config + "".join(f"  - id: {name}\n" for name in ids))
    text = COMPLETE.read_text(encoding="utf-8")
    repository.write(f"{FOLDER}/{COMPLETE.name}", f"{text}\nIt is over â€” for good:\n\n* closed\n* and filed\n")
    repository.git("add", "--all")
    status, output = repository.commit()
    assert status == 1, output
    assert "- hook id: incidentlint-fix\n- files were modified by this hook" in output
    fixed = (repository.folder / FOLDER / COMPLETE.name).read_text(encoding="utf-8")
    assert "It is over — for good:\n\n- closed\n- and filed\n" in fixed
    assert "- hook id: incidentlint-format\n- files were modified by this hook" in output
    repository.git("add", "--all")
    status, output = repository.commit()
    assert status == 0, output
    repository.write("incidentlint.toml", "selekt = 1\n")  # no Markdown: only the hook for everything runs
    repository.git("add", "--all")
    status, output = repository.commit()
    assert status == 1, output
    assert "- hook id: incidentlint-all\n- exit code: 2" in output
    assert "incidentlint.toml:1" in output


def test_a_template_that_gained_a_section_and_a_broken_configuration_are_noticed(
    repository: Repository, hooks: tuple[Path, str]
) -> None:
    repository.write("docs/form.md", "# Incident: [Title]\n\n**Severity:** P0 / P1 / P2\n\n## Summary\n\n[Text]\n")
    command = (sys.executable, "-m", "incidentlint", "init", "--from", "docs/form.md")
    succeed(*command, cwd=repository.folder, env={**repository.environment, "PYTHONPATH": str(ROOT / "src")})
    config = f"repos:\n- repo: {hooks[0].as_uri()}\n  rev: {hooks[1]}\n  hooks:\n  - id: incidentlint-setup\n"
    repository.write(".pre-commit-config.yaml", config)
    repository.git("add", "--all")
    status, output = repository.commit()
    assert status == 0, output
    text = (repository.folder / "docs/form.md").read_text(encoding="utf-8")
    repository.write("docs/form.md", f"{text}\n## Cause\n\n[Why]\n")
    repository.git("add", "--all")
    status, output = repository.commit()
    assert status == 1, output
    assert 'the section "Cause" is required now' in output
    repository.write("docs/form.md", text)
    repository.write("incidentlint.toml", "selekt = 1\n")
    repository.git("add", "--all")
    status, output = repository.commit()
    assert status == 1, output
    assert "- hook id: incidentlint-setup\n- exit code: 2" in output


def test_what_is_staged_is_linted_not_what_lies_beside_it(repository: Repository) -> None:
    path, text = f"{FOLDER}/{COMPLETE.name}", COMPLETE.read_text(encoding="utf-8")
    broken = text.replace("**Severity:** P2", "**Severity:** [P0 | P1]", 1)
    repository.write(path, text)
    repository.git("add", "--all")
    repository.write(path, broken)
    status, output = repository.commit()
    assert status == 0, output
    assert (repository.folder / path).read_text(encoding="utf-8") == broken
    repository.git("add", path)
    repository.write(path, text)
    status, output = repository.commit()
    assert status == 1, output
    assert "[IR2" in output


def test_renamed_and_deleted_reports(repository: Repository) -> None:
    path = f"{FOLDER}/{COMPLETE.name}"
    repository.write(path, COMPLETE.read_text(encoding="utf-8"))
    repository.git("add", "--all")
    assert repository.commit()[0] == 0
    repository.git("mv", path, f"{FOLDER}/other name.md")
    status, output = repository.commit()
    assert status == 1, output
    assert "IR701" in output
    repository.git("mv", f"{FOLDER}/other name.md", path)
    repository.git("rm", "--quiet", path)
    status, output = repository.commit()
    assert status == 0, output
    assert "(no files to check)Skipped" in output


def test_many_reports_of_one_commit(repository: Repository) -> None:
    """More than one call of the hook gets: each finding is there once."""
    text = DEFECTIVE.read_text(encoding="utf-8")
    for number in range(1, 21):
        day = f"2026-07-{number:02}"
        repository.write(f"{FOLDER}/INCIDENT-{day}-bank-feed.md", text.replace("INC-2026-07-14", f"INC-{day}"))
    repository.git("add", "--all")
    status, output = repository.commit()
    assert status == 1, output
    assert output.count("error[IR403]") == 20, output


def test_a_merge_is_linted(repository: Repository) -> None:
    path, text = f"{FOLDER}/{COMPLETE.name}", COMPLETE.read_text(encoding="utf-8")
    repository.write(path, text)
    repository.git("add", "--all")
    assert repository.commit()[0] == 0
    main = repository.git("branch", "--show-current").strip()
    for branch, said in (("one", "It was quiet."), ("two", "It was loud.")):
        repository.git("checkout", "--quiet", "-b", branch, main)
        repository.write(path, f"{text}\n{said}\n")
        repository.git("add", path)
        assert repository.commit()[0] == 0
    assert run("git", "merge", "one", cwd=repository.folder, env=repository.environment).returncode
    repository.write(path, text.replace("**Severity:** P2", "**Severity:** [P0 | P1]", 1))
    repository.git("add", path)
    status, output = repository.commit()
    assert status == 1, output
    assert "[IR2" in output
    repository.write(path, f"{text}\nIt was quiet, then loud.\n")
    repository.git("add", path)
    status, output = repository.commit()
    assert status == 0, output


def test_try_skip_and_newlines_of_windows(repository: Repository, hooks: tuple[Path, str]) -> None:
    path = f"{FOLDER}/{DEFECTIVE.name}"
    repository.write(path, DEFECTIVE.read_text(encoding="utf-8"))
    repository.git("add", "--all")
    command = (*PRE_COMMIT, "try-repo", hooks[0], "incidentlint", "--ref", hooks[1], "--files", path)
    tried = run(*command, cwd=repository.folder, env=repository.environment)
    assert tried.returncode == 1, tried.stdout
    assert "IR403" in tried.stdout
    skipping = repository.environment | {"SKIP": "incidentlint"}
    done = run("git", "commit", "--message", "Later", cwd=repository.folder, env=skipping)
    assert done.returncode == 0, done.stdout
    windows = COMPLETE.read_text(encoding="utf-8").replace("\n", "\r\n")
    (repository.folder / FOLDER / COMPLETE.name).write_bytes(windows.encode())
    repository.git("add", "--all")
    status, output = repository.commit()
    assert status == 0, output


def test_what_the_configuration_excludes_is_not_linted(repository: Repository) -> None:
    repository.write("incidentlint.toml", f'exclude = ["{FOLDER}/old"]\n')
    repository.write(f"{FOLDER}/old/{DEFECTIVE.name}", DEFECTIVE.read_text(encoding="utf-8"))
    repository.git("add", "--all")
    status, output = repository.commit()
    assert status == 0, output
