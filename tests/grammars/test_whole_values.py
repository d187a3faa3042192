"""For every recogniser: a value with any tail behind it is read as a whole, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentlint.grammars import (
    find_durations,
    find_figures,
    find_quantities,
    read_clock,
    read_date,
    read_duration,
    read_period,
    read_range,
    read_stamp,
    read_zone,
)
from incidentlint.packs.pack import Pack
from incidentlint.vocabulary.levels import Scale
from incidentlint.vocabulary.lexicon import load_lexicon
from support import examples, lint_text, pack_of, rule

Recogniser = Callable[[str], tuple[int, int] | None]

LEVELS = Scale(("SEV1", "SEV2", "P1", "P2", "Critical", "High"), prefixes=load_lexicon().numbered)


def span(found: Any) -> tuple[int, int] | None:
    return None if found is None else (found.start, found.end)


def first(find: Callable[[str], list[Any]]) -> Recogniser:
    """A reader that finds values anywhere: the one that begins the text."""
    return lambda text: next((span(found) for found in find(text) if found.start == 0), None)


def whole(read: Callable[[str], object]) -> Recogniser:
    """A reader that takes all of a text or nothing."""
    return lambda text: None if read(text) is None else (0, len(text))


RECOGNISERS: dict[str, tuple[Recogniser, tuple[str, ...]]] = {
    "moments": (
        lambda text: span(read_stamp(text, moment=True)),
        (
            "2026-05-04 09:10", "2026-05-04 09:10:30 UTC", "2026-05-04 09:10-06:00", "20260504T091030Z", "09:10",
            "12:00 midnight", "4 May 2026", "May 4, 2026 9:10 PM", "4. mai 2026 kl. 09.10", "2026年5月4日 9時10分",
            "20260504-0910 UTC", "2026-05-04       09:10", "2026-05-04 9:10頃",
            "4.5.2026", "2026-W19-1", "Mon May  4 09:10:30 UTC 2026", "4 mai 2026 à 9h10", "2026-05-04 09:10 UTC+5.5",
        ),
    ),
    "times in their place": (
        lambda text: span(read_stamp(text, clock=True)),
        ("9h10", "09.10", "0910", "10 Uhr", "kl. 9.10", "T09:10Z", "09:10h", "9 h 10"),
    ),
    "dates": (lambda text: span(read_date(text)), ("2026-05-04", "4 May 2026", "4.5.2026", "5/14/2026")),
    "ranges": (lambda text: span(read_range(text)), ("09:10–10:25", "09:10 to 10:25 UTC", "2026-05-04 09:10 - 10:25")),
    "lengths": (
        lambda text: span(read_duration(text, clock=True)),
        (
            "1 hour 15 minutes", "1h05", "PT1H15M", "1:15 h", "an hour and a half", "75 min", "less than 1 hour",
            "almost 50 minutes", "1時間15分", "1 Std. 15 Min.", "2 1/2 hours", "4.500 seconds", "seventy-five minutes",
            "an hour forty-five", "two hours and ten", "1 hour and 3/4", "quarter of an hour", "1hr45",
        ),
    ),
    "lengths in prose": (
        first(find_durations),
        ("1 hour 15 minutes", "75 min", "two and a half hours", "half an hour", "3 days"),
    ),
    "periods": (whole(read_period), ("72h", "15 days", "1 month", "48 hours")),
    "clocks": (whole(read_clock), ("2026-03-11", "2026-03-11 09:00 UTC", "2026-03-11T09:00:00Z")),
    "quantities": (first(find_quantities), ("47", "1,904", "12,5 %", "$3,128")),
    "zones": (lambda text: span(read_zone(text)), ("UTC", "CET", "UTC+2", "UTC–4", "+05:30", "GMT-3", "Europe/Oslo")),
    "figures": (
        first(find_figures),
        ("47", "1,904", "1.234,50", "2.5k", "12,5", "3 million", "~47", "99.95%", "12,5 %"),
    ),
    "money": (first(find_figures), ("$3,128", "€1.234,50", "NOK 12 000", "1,200 USD", "$1.2M", "kr 500")),
    "levels": (
        lambda text: None if (read := LEVELS.read(text)) is None else (read.start, read.end),
        ("SEV1", "SEV-1", "Sev 2", "P1", "critical", "Severity 1", "P2 (High)"),
    ),
}  # fmt: skip

TAILS = st.one_of(
    st.sampled_from(
        ["", " ", ",", ".", ")", " (est.)", " and more", "x", "7", ":30", ".5", ",5", "-5", "–6", "/2", "%"]
    ),
    st.sampled_from(["+01", " h", "é", "_", "k", " 000", ",000", "Z", "日", "\u00a0000", "-foo", "'s", "\n7", "：30"]),
    st.text(max_size=6),
)
"""What may come behind a value."""

CASES = [(name, value) for name, (_, values) in RECOGNISERS.items() for value in values]


def is_cut(text: str, end: int) -> bool:
    """Whether what ends there ends inside of a word or number."""
    behind = re.match(r"[0-9A-Za-z_]", text[end:])
    return behind is not None and re.match(r"[0-9A-Za-z]", text[end - 1 : end]) is not None


@pytest.mark.parametrize(("name", "value"), CASES)
def test_a_value_is_read_to_its_end(name: str, value: str) -> None:
    found = RECOGNISERS[name][0](value)
    assert found is not None
    # A note in parentheses is none of a level, and tells the same.
    assert value[: found[0]] + value[found[1] :].partition(" (")[0] == ""


@given(st.sampled_from(CASES), TAILS)
def test_a_value_with_a_tail_is_read_whole_or_not_at_all(case: tuple[str, str], tail: str) -> None:
    name, value = case
    text = value + tail
    found = RECOGNISERS[name][0](text)
    assert found is None or not is_cut(text, found[1])


@pytest.mark.parametrize(
    "text",
    [
        "1 dag 3 uur", "1h:45m", "2 hours 5 stunden", "one hour forty-fivish", "1 day 3 tuntia", "2 h 30 ellipses",
        "3/4 of a sprint", "1 hour 61",
    ],
)  # fmt: skip
def test_of_a_length_in_an_unknown_notation_no_part_is_read(text: str) -> None:
    read = read_duration(text, clock=True)
    assert read is None or read.end == len(text)


@pytest.mark.parametrize(("told", "read"), [("one hour forty-five", 0), ("1 hour and 3/4", 0), ("one hour", 1)])
def test_of_a_length_in_prose_no_part_is_read(told: str, read: int) -> None:
    assert len(find_durations(f"The shop was down for {told}.")) == read


@pytest.mark.parametrize("text", ["20260512-0805-backup", "20260512-08051", "20261312-0805"])
def test_of_a_name_with_digits_no_part_is_a_moment(text: str) -> None:
    read = read_stamp(text)
    assert read is None or not read.valid or read.end == len(text)


@cache
def house() -> Pack:
    table = "| Action | Owner |\n|---|---|\n| [Action] | [Name] |\n"
    return pack_of(
        f"# Incident: [Title]\n\n**Incident ID:** INC-YYYY-MM-DD-NNN\n\n## Actions\n\n{table}", 'template = "t.md"\n'
    )


def refused(code: str, *, tail: str = "", owner: str = "Ana Silva") -> bool:
    table = f"| Action | Owner |\n|---|---|\n| Watch the motor | {owner} |\n"
    text = f"# Incident: no lifts\n\n**Incident ID:** INC-2026-05-04-001{tail}\n\n## Actions\n\n{table}"
    return any(one.code == code for one in lint_text(text, (house(),), rules=(rule(code),)))


@examples(15)
@given(st.text("0123456789abZ-.,) é", max_size=4))
def test_an_id_with_a_tail_is_read_whole_or_not_at_all(tail: str) -> None:
    assert refused("IR207", tail=tail) == bool(re.match(r"\d*(?:[^\W\d]|-)", tail))


@examples(12)
@given(st.sampled_from(["here", "name", "team", "owner"]), st.text("bdhklw", min_size=2, max_size=4))
def test_who_only_begins_as_nobody_is_somebody(nobody: str, tail: str) -> None:
    assert refused("IR601", owner=nobody)
    assert not refused("IR601", owner=nobody + tail)
