"""No pattern of the program can be made to run away: see `patterns`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from patterns import shared_signs

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+b", r"(?:a*b?)*c", r"\s*\s*x", r"\s*:?\s*x", r"[^\n]*\s*$", r"(?:\w+\s*)+x", r"\d+(?:\.?\d+)*x",
        r"(?:a|ab*)*b*c", r".*?\s*\Z", r"(?:[ \t]|\s)*\t*x", r"\s{2,}(?:,|)\s+x",
    ],
)  # fmt: skip
def test_a_pattern_that_can_run_away_is_known(pattern: str) -> None:
    assert shared_signs(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\s*+\s*x", r"\s*(?::\s*)?x", r"[a-z]+(?:-[a-z]+)*", r"\d+(?:\.\d+)*", r"\s*\d+\s*x", r"\s{0,8}\s{0,8}x",
        r"(?>\s*):?\s*x", r"(?:[^\s]+\s+)*x", r"a+(?=a+)b", r"(?:ab)*(?:cd)*",
    ],
)  # fmt: skip
def test_a_pattern_in_order_is_none(pattern: str) -> None:
    assert not shared_signs(pattern)


COLLECT = """
import json, sys
from re import _compiler

owned, compile_ = set(), _compiler.compile

def noted(pattern, flags=0):
    frame = sys._getframe(1)
    while "/re/" in frame.f_code.co_filename.replace("\\\\", "/") or "functools" in frame.f_code.co_filename:
        frame = frame.f_back
    if isinstance(pattern, str) and "incidentlint" in frame.f_code.co_filename:
        owned.add((pattern, int(flags)))
    return compile_(pattern, flags)

_compiler.compile = noted
sys.path.insert(0, sys.argv.pop(1))
import incidentlint.snapshot
incidentlint.snapshot.take_patterns = incidentlint.snapshot.share_sets
incidentlint.snapshot.write = lambda path="": None
import warm
warm.main()
print(json.dumps(sorted(owned)))
"""
"""Lints reports of all packs and languages, and prints the patterns that the package compiles for them."""


@pytest.mark.once
def test_no_pattern_of_the_program_can_run_away(tmp_path: Path) -> None:
    arguments = [str(ROOT / "tools"), str(tmp_path / "made"), str(ROOT / "examples"), str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-c", COLLECT, *arguments], capture_output=True, check=True, encoding="utf-8"
    )
    patterns = json.loads(done.stdout.splitlines()[-1])
    assert len(patterns) > 500
    assert [pattern for pattern, flags in patterns if shared_signs(pattern, flags)] == []
