"""The targets of fuzzing hold for what it begins with, and for inputs that once did not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fuzz.__main__ import mutated
from fuzz.seeds import PIECES, REPORTS, TEMPLATES
from fuzz.targets import TARGETS, beginnings


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_holds_for_some_of_its_seeds_and_for_changes_to_them(target: str) -> None:
    seeds = beginnings(target)
    for number, data in enumerate(seeds[:: max(1, len(seeds) // 3)][:3]):
        TARGETS[target](data)
        TARGETS[target](mutated(data, 5_000, number, seeds, PIECES))


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("data", [b"", b"\0", b"\xff\xfe\0", b"\x01\xe2\x80\xae\x1b[31m", b"\x02---\n---"])
def test_a_target_holds_for_bytes_of_no_kind(target: str, data: bytes) -> None:
    TARGETS[target](data)


@pytest.mark.parametrize("path", [*REPORTS, *TEMPLATES], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_table_may_have_rows_that_are_a_bar_alone(path: Path) -> None:
    """Such a row has no cell, not even an empty one."""
    text = re.sub(rb"(?m)^\|.*\|[ ]*\r?\n(?!\|[ :-]*-)", rb"\g<0>|\n", path.read_bytes())
    TARGETS["check"](b"\0" + text)
    TARGETS["template"](text)
