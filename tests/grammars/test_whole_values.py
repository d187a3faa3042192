"""For every recogniser: a value with any tail behind it is read as a whole, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidentlint.grammars import find_figures, read_date, read_duration, read_range, read_stamp, read_zone
from incidentlint.packs.pack import Pack
from incidentlint.vocabulary.levels import Scale
from incidentlint.vocabulary.lexicon import load_lexicon
from support import lint_text, pack_of, rule

Recogniser = Callable[[str], tuple[int, int] | None]

LEVELS = Scale(("SEV1", "SEV2", "P1", "P2", "Critical", "High"), prefixes=load_lexicon().numbered)


def span(found: Any) -> tuple[int, int] | None:
    return None if found is None else (found.start, found.end)


def figure(text: str) -> tuple[int, int] | None:
    return next((span(found) for found in find_figures(text) if found.start == 0), None)


RECOGNISERS: dict[str, tuple[Recogniser, tuple[str, ...]]] = {
    "moments": (
        lambda text: span(read_stamp(text, moment=True)),
        (
            "2026-05-04 09:10", "2026-05-04 09:10:30 UTC", "2026-05-04 09:10-06:00", "20260504T091030Z", "09:10",
            "12:00 midnight", "4 May 2026", "May 4, 2026 9:10 PM", "4. mai 2026 kl. 09.10", "2026年5月4日 9時10分",
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
        ),
    ),
    "zones": (lambda text: span(read_zone(text)), ("UTC", "CET", "UTC+2", "UTC–4", "+05:30", "GMT-3", "Europe/Oslo")),
    "figures": (figure, ("47", "1,904", "1.234,50", "2.5k", "12,5", "3 million", "~47", "99.95%", "12,5 %")),
    "money": (figure, ("$3,128", "€1.234,50", "NOK 12 000", "1,200 USD", "$1.2M", "kr 500")),
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


@settings(max_examples=30)
@given(st.text("0123456789abZ-.,) é", max_size=4))
def test_an_id_with_a_tail_is_read_whole_or_not_at_all(tail: str) -> None:
    assert refused("IR207", tail=tail) == bool(re.match(r"\d*(?:[^\W\d]|-)", tail))


@settings(max_examples=20)
@given(st.sampled_from(["here", "name", "team", "owner"]), st.text("bdhklw", min_size=2, max_size=4))
def test_who_only_begins_as_nobody_is_somebody(nobody: str, tail: str) -> None:
    assert refused("IR601", owner=nobody)
    assert not refused("IR601", owner=nobody + tail)
