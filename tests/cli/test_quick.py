"""The usual forms of `check`, read without the parser of the command line: as it reads them, or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from incidentlint.cli.main import check
from incidentlint.cli.quick import ready, usual

USUAL = [
    ["check"],
    ["check", "a.md", "docs"],
    ["check", "-q", "a.md", "--select", "IR4, duration-mismatch", "--select=IR5"],
    ["check", "--output-format", "json", "--output-format=concise", "-o", "out.txt", "."],
    ["check", "--pack", "bilko,srebook", "--ignore", "IR4", "--extend-select", "IR8", "--isolated"],
    ["check", "--fail-on", "error", "--min-level", "info", "--as-of", "2026-03-11T09:00Z", "-v", "--exit-zero"],
    ["check", "--config", "x.toml", "--statistics", "--force-exclude", "--color", "never"],
    ["check", "--stdin-filename", "docs/x.md", "-"],
    ["check", "a.md", "--", "-b.md", "--quiet"],
    ["check", "--as-of=", "a.md"],
]
LEFT = [
    [],
    ["--version"],
    ["chek", "a.md"],
    ["rule", "IR403"],
    ["check", "--help"],
    ["check", "--no-such-option"],
    ["check", "-qv"],
    ["check", "-oout.txt"],
    ["check", "--quiet=yes"],
    ["check", "--output-format", "yaml"],
    ["check", "--output-format"],
    ["check", "--select", "--quiet"],
    ["check", "--config", "x.toml", "--isolated"],
    ["check", "--stdin-filename", "x.md"],
    ["check", "-", "a.md"],
    ["check", "--show-settings"],
    ["check", "--show-files"],
    ["check", "--fix", "a.md"],
    ["check", "--diff"],
    ["check", "--explain", "a.md"],
]


@pytest.mark.parametrize("arguments", USUAL, ids=" ".join)
def test_it_reads_what_the_parser_reads(arguments: list[str]) -> None:
    found: dict[str, Any] = check.make_context("check", arguments[1:]).params
    paths = found.pop("paths")
    assert usual(arguments) == ready(found, paths)


@pytest.mark.parametrize("arguments", LEFT, ids=" ".join)
def test_it_leaves_the_rest_to_the_parser(arguments: list[str]) -> None:
    assert usual(arguments) is None


def test_what_the_environment_says_is_left_to_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INCIDENTLINT_SELECT", "IR4")
    assert usual(["check"]) is None
