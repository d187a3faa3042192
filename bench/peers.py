"""Other linters of Markdown, installed where only the benchmark sees them.

What a registry does not give, or what there is no Node for, is left out, and the results say so. They check other
things than incidentlint does: what is compared is how long one waits.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

PYTHON = ("rumdl", "pymarkdownlnt")
NODE = ("markdownlint-cli2", "remark-cli", "remark-preset-lint-recommended")


class Peer(NamedTuple):
    """A linter: how it is called for a folder, how many reports it is worth waiting for, its version, and how it is
    called to look only at what changed, if it can.
    """

    name: str
    command: Callable[[Path], list[str]]
    most: int
    version: str
    warm: Callable[[Path], list[str]] | None = None


def peers(folder: Path) -> list[Peer]:
    """Install what can be installed below a folder, and return what is there."""
    found: list[Peer] = []
    scripts = folder / "python" / ("Scripts" if os.name == "nt" else "bin")
    _try([sys.executable, "-m", "venv", str(folder / "python")])
    for package in PYTHON:
        _try([str(scripts / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package])
    if rumdl := shutil.which("rumdl", path=str(scripts)):
        version = _said([rumdl, "--version"])
        found.append(
            Peer(
                "rumdl",
                lambda place: [rumdl, "check", "--no-cache", "--silent", str(place)],
                10_000,
                version,
                lambda place: [rumdl, "check", "--silent", "--cache-dir", str(folder / "rumdl"), str(place)],
            )
        )
    if pymarkdown := shutil.which("pymarkdown", path=str(scripts)):
        version = f"pymarkdown {_said([pymarkdown, 'version'])}"
        found.append(Peer("pymarkdown", lambda place: [pymarkdown, "scan", "-r", str(place)], 20, version))
    if npm := shutil.which("npm"):
        _try([npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent", *NODE])
    programs = folder / "node_modules" / ".bin"
    if markdownlint := shutil.which("markdownlint-cli2", path=str(programs)):
        version = f"markdownlint-cli2 {_installed(folder, 'markdownlint-cli2')}"
        found.append(
            Peer("markdownlint-cli2", lambda place: [markdownlint, f"{place.as_posix()}/**/*.md"], 1_000, version)
        )
    if remark := shutil.which("remark", path=str(programs)):
        version = f"remark-cli {_installed(folder, 'remark-cli')}"
        preset = str(folder / "node_modules" / "remark-preset-lint-recommended")
        found.append(
            Peer("remark", lambda place: [remark, "--quiet", "--no-stdout", "--use", preset, str(place)], 20, version)
        )
    return found


def _try(command: list[str]) -> None:
    """Run what may fail."""
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _said(command: list[str]) -> str:
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    return (done.stdout.strip().splitlines() or [""])[0]


def _installed(folder: Path, package: str) -> str:
    """The version of a package of Node."""
    data = json.loads((folder / "node_modules" / package / "package.json").read_text("utf-8"))
    return str(data["version"])
