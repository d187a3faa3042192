"""The reports that the benchmark times: complete, of the size that is promised, and the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.generate import bilko, large, letsgobelize, reports
from incidentlint.cli.main import main


def test_nothing_is_found_in_them(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    written = reports(tmp_path, 4)
    assert main(["check", "--isolated", "--min-level", "info", "--output-format", "concise", str(tmp_path)]) == 0
    assert capfd.readouterr().out == ""
    assert [path.relative_to(tmp_path).parts[0] for path in written] == ["bilko", "letsgobelize"] * 2


@pytest.mark.parametrize("make", [bilko, letsgobelize])
def test_they_are_of_the_same_kind_and_none_is_like_another(make: object) -> None:
    assert callable(make)
    made = [make(number) for number in range(0, 5_000, 250)]
    assert made == [make(number) for number in range(0, 5_000, 250)]
    assert all(7_000 <= len(text.encode()) <= 16_000 for _, text in made)
    assert len({place for place, _ in made}) == len({text for _, text in made}) == len(made)


@pytest.mark.parametrize("shape", ["prose", "table"])
def test_a_large_file_has_its_size(tmp_path: Path, shape: str) -> None:
    path = tmp_path / "large.md"
    large(path, shape, 100_000)
    assert 95_000 < path.stat().st_size < 120_000
