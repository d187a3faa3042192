"""`--changed-since`: what a branch touches, in real git repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from incidentlint.cli.main import cli

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
WRONG = """\
# Post-mortem: x

**Incident ID:** INC-{0}
**Start:** 2026-02-03 10:00 UTC
**End:** 2026-02-03 11:00 UTC
**Duration:** 2 hours
"""


def git(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    named = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    subprocess.run(["git", *named, *arguments], cwd=folder, env=environment, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "postmortems"
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"2026-02-03-{number}.md").write_text(WRONG.format(number))
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "All")
    git(tmp_path, "checkout", "--quiet", "-b", "work")
    monkeypatch.chdir(tmp_path)
    return folder


def check(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", "--isolated", "--output-format", "concise", *arguments])


def files(result: Result) -> list[str]:
    return sorted({line.split(":")[0] for line in result.stdout.splitlines()})


def test_only_what_the_branch_touches_is_told(repository: Path) -> None:
    assert len(files(check())) == 3
    untouched = check("--changed-since", "main")
    assert (untouched.exit_code, untouched.stdout) == (0, "")
    (repository / "2026-02-03-2.md").write_text(WRONG.format(2) + "\nMore.\n")
    (repository / "2026-02-03-new.md").write_text(WRONG.format(4))  # not even added
    found = check("--changed-since", "main")
    assert found.exit_code == 1
    assert files(found) == ["postmortems/2026-02-03-2.md", "postmortems/2026-02-03-new.md"]
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "Work")
    assert files(check("--changed-since", "main")) == files(found)
    assert check("--changed-since", "HEAD").exit_code == 0


def test_what_main_got_meanwhile_is_no_change_of_the_branch(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "main")
    (repository / "2026-02-03-1.md").write_text(WRONG.format(1) + "\nMore.\n")
    git(repository, "commit", "--quiet", "--all", "--message", "Main")
    git(repository, "checkout", "--quiet", "work")
    assert check("--changed-since", "main").exit_code == 0


def test_a_finding_elsewhere_that_rests_on_a_changed_file_is_told(repository: Path) -> None:
    (repository / "2026-02-03-4.md").write_text(WRONG.format(1).replace("2 hours", "1 hour"))
    found = check("--changed-since", "main")
    assert files(found) == ["postmortems/2026-02-03-1.md", "postmortems/2026-02-03-4.md"]
    assert all(" IR703 " in line for line in found.stdout.splitlines())


@pytest.mark.parametrize("revision", ["nothing-of-the-kind", "--output=x", ""])
@pytest.mark.usefixtures("repository")
def test_a_revision_that_is_none_is_an_error(revision: str) -> None:
    done = check("--changed-since", revision)
    assert done.exit_code == (2 if revision else 1)
    if revision:
        assert f"--changed-since {revision}: git fails" in done.stderr
    assert not Path("x").exists()


def test_without_a_repository_it_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert check("--changed-since", "main").exit_code == 2


@pytest.mark.usefixtures("repository")
def test_fixing_is_not_combined_with_it() -> None:
    assert "--fix cannot be combined with --changed-since" in check("--fix", "--changed-since", "main").stderr
