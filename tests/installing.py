"""What the tests of packaging share: virtual environments, the project's own files, an index to install from."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command; its result has what it wrote, its standard error mixed into the output."""
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=env, check=False, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip


def succeed(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    """Run a command that must succeed, and return what it wrote."""
    result = run(*command, cwd=cwd, env=env)
    assert result.returncode == 0, f"{' '.join(map(str, command))}\n{result.stdout}"
    return result.stdout


@cache
def _no_index(folder: Path) -> str:
    """Why pip cannot install anything here, or empty."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir", "mdurl", "--dest", folder]
    result = run(*pip)
    return "" if result.returncode == 0 else result.stdout.strip().splitlines()[-1][:300]


def need_index(folder: Path) -> None:
    """Skip the test where pip reaches no package index."""
    why = _no_index(folder)
    if why:
        pytest.skip(f"pip reaches no package index, which installing needs: {why}")


def new_environment(folder: Path, *requirements: str | Path) -> Path:
    """Make a virtual environment without pip, install into it from outside, and return its folder of programs.

    Nothing is compiled but what is imported.
    """
    succeed(sys.executable, "-m", "venv", "--without-pip", folder)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", programs / "python")
    succeed(*pip, "install", "--quiet", "--no-compile", *requirements)
    return programs


def copy_of_the_project(folder: Path, *, without: str = "") -> Path:
    """Copy what git has or would take: the working tree without what is ignored. Skips where there is no git.

    A copy `without` the folder of examples is built without a snapshot, which takes most of the time; the first run
    makes it.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    if listed.returncode:
        pytest.skip(f"not a checkout of the project's repository: {listed.stderr.strip()}")
    for name in listed.stdout.split("\0"):
        if name and not (without and name.startswith(f"{without}/")) and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder
