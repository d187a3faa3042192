"""Each text of a report is read once by each recogniser, however many ask for what it says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from incidentlint import lint, read
from incidentlint.grammars import durations, figures, read_moments
from incidentlint.grammars.read_once import LONGEST, read_once
from incidentlint.vocabulary.own_time_words import forget_all

ROOT = Path(__file__).parents[2]
REPORTS = sorted(path for path in (ROOT / "examples").rglob("*.md") if path.name != "README.md")


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[object, ...]]:
    """How often a reader was set to a text, by what it looks for, the text and the zones."""
    count: Counter[tuple[object, ...]] = Counter()

    def counted(module: object, name: str) -> None:
        reader = getattr(module, name)

        def made(text: str, *given: object, **options: object) -> object:
            import sys

            zones = tuple(tuple(each.items()) if isinstance(each, dict) else str(each) for each in given)
            count[sys._getframe(1).f_code.co_name, text, zones, *options.items()] += 1
            return reader(text, *given, **options)

        monkeypatch.setattr(module, name, made)

    counted(read_moments, "Reader")
    counted(durations, "_Reader")
    counted(figures, "_Reader")
    forget_all()
    return count


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_no_text_is_read_twice(path: Path, readings: Counter[tuple[object, ...]]) -> None:
    text = path.read_text(encoding="utf-8")
    lint(text, path)
    read(text, path)
    assert len(readings) > 20
    assert {key: times for key, times in readings.items() if times > 1} == {}


def test_who_asks_again_gets_the_same_and_may_change_it() -> None:
    asked = []

    @read_once
    def words(text: str, zones: dict[str, str] | None = None, *, least: int = 0) -> list[str]:
        asked.append(text)
        return [word for word in text.split() if len(word) >= least]

    first = words("at noon", {"CET": "Europe/Oslo"})
    first.append("changed")
    assert words("at noon", {"CET": "Europe/Oslo"}) == ["at", "noon"]
    assert words("at noon", {}) == ["at", "noon"]
    assert words("at noon", least=3) == ["noon"]
    assert len(asked) == 3
    assert words("x" * (LONGEST + 1)) == words("x" * (LONGEST + 1))
    assert len(asked) == 5
