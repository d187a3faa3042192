"""Fixtures of the tests of what writes files in a repository."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository, which is the current folder."""
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    return tmp_path
