"""A date in figures and its time with a word of any language between them."""

from __future__ import annotations

import pytest

from incidentlint.grammars import read_stamp


@pytest.mark.parametrize("text", ["2026-03-04 à 12:10", "2026-03-04 um 12:10 Uhr", "04.03.2026 kl. 12:10"])
def test_a_date_in_figures_and_its_time_are_one_moment(text: str) -> None:
    stamp = read_stamp(text)
    assert stamp is not None
    assert stamp.date is not None
    assert stamp.time is not None
    assert (stamp.time.hour, stamp.time.minute) == (12, 10)
