"""Notations of programs, people and languages; a value is read whole, or nothing is concluded from it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentlint.grammars import find_dates, find_durations, find_stamps, read_duration, read_stamp
from incidentlint.grammars.spelling import Respelt, Rule, Spelling
from incidentlint.grammars.time_words import weekday_name

MOMENTS = {
    "2026-03-10 18:40UTC": "2026-03-10 18:40 UTC",
    "20260310T184000Z": "2026-03-10 18:40:00 UTC",
    "20260310T1840+0100": "2026-03-10 18:40 UTC+01:00",
    "2026-W11-2T18:40Z": "2026-03-10 18:40 UTC",
    "2026-069T18:40Z": "2026-03-10 18:40 UTC",
    "10/Mar/2026:18:40:07 -0300": "2026-03-10 18:40:07 UTC-03:00",
    "Tue Mar 10 18:40:07 CET 2026": "Tuesday 2026-03-10 18:40:07 CET",
    "Tue Mar 10 18:40:07 2026 -0300": "Tuesday 2026-03-10 18:40:07 UTC-03:00",
    "Tue Mar 10 06:40:07 PM UTC 2026": "Tuesday 2026-03-10 18:40:07 UTC",
    "101840Z MAR 26": "2026-03-10 18:40 UTC",
    "2026-03-10 1840Z": "2026-03-10 18:40 UTC",
    "2026-03-10 18.40 UTC": "2026-03-10 18:40 UTC",
    "2026.03.10 18:40 UTC": "2026-03-10 18:40 UTC",
    "10.3.2026 18:40": "2026-03-10 18:40",
    "10. 3. 2026": "2026-03-10",
    "10.03.26": "2026-03-10",
    "2026-03-10 12:00 midnight CET": "2026-03-10 00:00 CET",
    "2026-03-10, 12 noon CET": "2026-03-10 12:00 CET",
    "9.15am": "09:15",
    "11.20 p.m. BZT": "23:20 BZT",
    "2026-03-10, 9.15 am CET": "2026-03-10 09:15 CET",
    "14.30": "14:30",
    "kl. 9.30": "09:30",
    "9.15 Uhr CET": "09:15 CET",
    "10.3.2026 um 9.15 Uhr": "2026-03-10 09:15",
    "midday": "12:00",
    "~midnight UTC": "~00:00 UTC",
    "2026-03-10 18:40 -03:00": "2026-03-10 18:40 UTC-03:00",
    "2026-03-10 18:40 \u22120300": "2026-03-10 18:40 UTC-03:00",
    "2026-03-10 18:40 UTC\u20133": "2026-03-10 18:40 UTC-03:00",
    "2026-03-10 18:40 GMT - 3": "2026-03-10 18:40 UTC-03:00",
    "2026-03-10 18:40 UTC+5h45": "2026-03-10 18:40 UTC+05:45",
    "2026-03-10 18:40 UTC+9.5": "2026-03-10 18:40 UTC+09:30",
    "2026-03-10 18:40 +5.5": "2026-03-10 18:40 UTC+05:30",
    "2026-03-10 18:40 hours CET": "2026-03-10 18:40 CET",
    "2026-03-10 18:40h (CET)": "2026-03-10 18:40 CET",
    "2026-03-10 18:40, CET": "2026-03-10 18:40 CET",
    "2026-03-10 18:40 [America/Lima]": "2026-03-10 18:40 America/Lima",
    "2026-03-10 18:40 local time (UTC-5)": "2026-03-10 18:40 UTC-05:00",
    "2026-03-10 18:40 Japan Standard Time": "2026-03-10 18:40 JST",
    "2026-03-10 18:40 (Eastern Daylight Time)": "2026-03-10 18:40 EDT",
    "\uff12\uff10\uff12\uff16-03-10\u3000\uff11\uff18\uff1a\uff14\uff10": "2026-03-10 18:40",
    "2026-03-10\u202f18:40": "2026-03-10 18:40",
    "10 mars 2026 à 18h40": "2026-03-10 18:40",
    "le 10 mars 2026".removeprefix("le "): "2026-03-10",
    "10. März 2026, 18:40 Uhr UTC": "2026-03-10 18:40 UTC",
    "Dienstag, 10. März 2026": "Tuesday 2026-03-10",
    "10. mars 2026 kl. 18.40": "2026-03-10 18:40",
    "10 de marzo de 2026 a las 18:40": "2026-03-10 18:40",
    "10 de março de 2026, às 18h40": "2026-03-10 18:40",
    "10 marzo 2026": "2026-03-10",
    "martedì 10 marzo 2026 alle 18:40 UTC": "Tuesday 2026-03-10 18:40 UTC",
    "10 maggio 2026, ore 18.40": "2026-05-10 18:40",
    "1º de outubro de 2026": "2026-10-01",
    "2026年3月10日 18時40分": "2026-03-10 18:40",
    "2026年3月10日 午後6時40分 JST": "2026-03-10 18:40 JST",
    "2026년 3월 10일 오후 6시 40분": "2026-03-10 18:40",
    "Tue 10 Mar 18:40:07 UTC 2026": "Tuesday 2026-03-10 18:40:07 UTC",
    "Di 10. Mär 18:40:07 UTC 2026": "Tuesday 2026-03-10 18:40:07 UTC",
    "mar. 10 mars 2026 18:40:07 UTC": "Tuesday 2026-03-10 18:40:07 UTC",
    "tir. 10. mars 18:40:07 +0000 2026": "Tuesday 2026-03-10 18:40:07 UTC+00:00",
    "2026-03-10 18:40:07 +0000 UTC": "2026-03-10 18:40:07 UTC+00:00",
    "Di 10.03.2026 18:40 UTC": "Tuesday 2026-03-10 18:40 UTC",
    "Dienstag, den 10.3.2026 um 18:40 Uhr UTC": "Tuesday 2026-03-10 18:40 UTC",
    "Dienstag, 10.03.2026, 18:40 Uhr": "Tuesday 2026-03-10 18:40",
    "10.03.2026, 18 Uhr": "2026-03-10 18:00",
    "10/03/2026 a las 18:40 horas": "10/03/2026 18:40",
    "martes 10 de marzo de 2026, 18:40 h": "Tuesday 2026-03-10 18:40",
    "10/03/2026 à 18 h 40": "10/03/2026 18:40",
    "10/03/2026 alle ore 18:40": "10/03/2026 18:40",
    "mardi 10/03/2026 18:40": "Tuesday 2026-03-10 18:40",
    "terça-feira, 10/03/2026 18h40": "Tuesday 2026-03-10 18:40",
    "tirsdag 10.03.2026 kl. 18:40": "Tuesday 2026-03-10 18:40",
    "utorak, 10.3.2026. u 18:40": "Tuesday 2026-03-10 18:40",
    "10. mart 2026. godine u 18:40": "2026-03-10 18:40",
    "2026年3月10日（火曜日）18時40分": "Tuesday 2026-03-10 18:40",
    "2026/03/10(火) 18:40": "Tuesday 2026-03-10 18:40",
    "2026-03-10 周二 18:40": "Tuesday 2026-03-10 18:40",
    "2026-03-10(화) 18:40": "Tuesday 2026-03-10 18:40",
    "2026-03-10 Tue 18:40": "Tuesday 2026-03-10 18:40",
    "2026-03-10, Tuesday, 18:40 UTC": "Tuesday 2026-03-10 18:40 UTC",
    "2026-03-10 18h40m UTC": "2026-03-10 18:40 UTC",
    "18:40 10 March 2026 UTC": "2026-03-10 18:40 UTC",
}


@pytest.mark.parametrize(("text", "printed"), MOMENTS.items())
def test_moments(text: str, printed: str) -> None:
    read = read_stamp(text)
    assert read is not None
    assert str(read) == printed
    assert (read.start, read.end, read.raw) == (0, len(text), text)


@pytest.mark.parametrize(
    ("text", "printed", "rest"),
    [
        ("2026-03-10 09:10-10:00 UTC", "2026-03-10 09:10 UTC", "-10:00 UTC"),
        ("09:10 UTC–10:30 UTC", "09:10 UTC", "–10:30 UTC"),
        ("09:10 +5 hosts came back", "09:10", " +5 hosts came back"),
        ("09:10, IST team paged", "09:10", ", IST team paged"),
        ("09:10 hours after the deploy", "09:10", " hours after the deploy"),
    ],
)
def test_what_is_no_zone(text: str, printed: str, rest: str) -> None:
    read = read_stamp(text)
    assert read is not None
    assert (str(read), text[read.end :]) == (printed, rest)


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("Montag, 10.03.2026", "Monday"),
        ("2026-03-10 (水)", "Wednesday"),
        ("Tue 2026-03-10", "Tuesday"),
        ("All of it, so 2026-03-10 is the day", None),
        ("Until 2026-03-10 mar. 18 hosts", None),
        ("08:05 CET 2026-03-10", None),
    ],
)
def test_the_weekday_of_figures(text: str, weekday: str | None) -> None:
    day = find_stamps(text)[0].date
    assert day is not None
    assert (day.weekday and weekday_name(day.weekday.index)) == weekday


def test_a_weekday_tells_a_day_from_a_month() -> None:
    assert str(read_stamp("martes 10/03/2026 18:40")) == "Tuesday 2026-03-10 18:40"
    assert str(read_stamp("sábado 10/03/2026 18:40")) == "Saturday 2026-10-03 18:40"
    assert str(read_stamp("lunes 10/03/2026 18:40")) == "Monday 10/03/2026 18:40"


def test_one_moment_is_no_range() -> None:
    assert str(read_stamp("2026-03-10 02:05-06:00", moment=True)) == "2026-03-10 02:05 UTC-06:00"
    assert str(read_stamp("2026-03-10 09:00-10:00 UTC", moment=True)) == "2026-03-10 09:00 UTC"


@pytest.mark.parametrize(
    "text",
    [
        "The midnight batch and the noon report ran.",
        "We moved from 2026.05.12 to 2026.06.01 of the library.",
        "On call: 12 engineers of 2026 people.",
        "It took 小时 to find.",
        "Ticket 20260310T18 and W11-2 are open.",
    ],
)
def test_prose_without_moments(text: str) -> None:
    assert find_stamps(text) == []


def test_places_are_those_of_the_text() -> None:
    text = "Since mardi 10 mars 2026 à 18h40 UTC and until Tue Mar 10 19:40:07 UTC 2026."
    assert [text[stamp.start : stamp.end] for stamp in find_stamps(text)] == [
        "mardi 10 mars 2026 à 18h40 UTC",
        "Tue Mar 10 19:40:07 UTC 2026",
    ]
    assert [date.raw for date in find_dates("fällig am 9.6.2026 oder 2026年6月12日")] == ["9.6.2026", "2026年6月12日"]


LENGTHS = {
    "two hundred and ten minutes": "3 hours 30 minutes",
    "forty two minutes": "42 minutes",
    "1hour30minutes": "1 hour 30 minutes",
    "2:15 h": "2 hours 15 minutes",
    "2:15 hours": "2 hours 15 minutes",
    "2h05": "2 hours 5 minutes",
    "2h 05": "2 hours 5 minutes",
    "2 hrs. 15 min.": "2 hours 15 minutes",
    "135\u2032": "2 hours 15 minutes",
    "2 1/4 hours": "2 hours 15 minutes",
    "two hours and three quarters": "2 hours 45 minutes",
    "an hour and a quarter": "1 hour 15 minutes",
    "1 hour and a half": "1 hour 30 minutes",
    "PT2H15M": "2 hours 15 minutes",
    "PT2.25H": "2 hours 15 minutes",
    "8.100 seconds": "2 hours 15 minutes",
    "2 to 3 hours": "~2 hours 30 minutes",
    "less than 2 hours": "less than 2 hours",
    "not more than 2 h": "less than 2 hours",
    "longer than an hour": "more than 1 hour",
    "almost 50 minutes": "~50 minutes",
    "close to two hours": "~2 hours",
    "2 heures et 15 minutes": "2 hours 15 minutes",
    "environ 2 heures": "~2 hours",
    "2 Std. 15 Min.": "2 hours 15 minutes",
    "weniger als zwei Stunden": "less than 2 hours",
    "2 horas y 15 minutos": "2 hours 15 minutes",
    "2 horas e 15 minutos": "2 hours 15 minutes",
    "2 timer og 15 minutter": "2 hours 15 minutes",
    "2 sata i 15 minuta": "2 hours 15 minutes",
    "2時間15分": "2 hours 15 minutes",
    "約2時間": "~2 hours",
    "2小时15分钟": "2 hours 15 minutes",
    "2시간 15분": "2 hours 15 minutes",
}


@pytest.mark.parametrize(("text", "printed"), LENGTHS.items())
def test_lengths(text: str, printed: str) -> None:
    read = read_duration(text, clock=True)
    assert read is not None
    assert str(read) == printed
    assert (read.start, read.end, read.raw) == (0, len(text), text)


@pytest.mark.parametrize("text", ["5 time zones", "10:05 h", "3 dan and 4 sat", "2026 minuta", "10時45分"])
def test_prose_without_lengths(text: str) -> None:
    assert find_durations(text) == []


TAILS = st.one_of(
    st.sampled_from(
        ["", " ", ",", ".", ")", " (est.)", " and more", "x", "7", ":30", "-5", "–6", "/2", "+01", " h", "%", "\u00e9"]
    ),
    st.text(max_size=6),
)
"""What may come after a value."""


def _is_cut(text: str, end: int) -> bool:
    """Whether a value that ends there ends inside of a word or number."""
    before, behind = text[end - 1 : end], text[end : end + 1]
    return before.isascii() and before.isalnum() and behind.isascii() and (behind.isalnum() or behind == "_")


@given(st.sampled_from(sorted(MOMENTS)), TAILS)
def test_a_moment_is_read_whole_or_not_at_all(value: str, tail: str) -> None:
    read = read_stamp(value + tail)
    if read is not None:
        assert not _is_cut(value + tail, read.end)
        assert read.raw == (value + tail)[read.start : read.end]


@given(st.sampled_from(sorted(LENGTHS)), TAILS)
def test_a_length_is_read_whole_or_not_at_all(value: str, tail: str) -> None:
    read = read_duration(value + tail, clock=True)
    if read is not None:
        assert not _is_cut(value + tail, read.end)
        assert read.raw == (value + tail)[read.start : read.end]


@given(st.text(alphabet="ab1 ", max_size=30))
def test_what_is_spelt_anew_has_its_old_places(text: str) -> None:
    spelling = Spelling(text)
    spelling.apply(
        (
            Rule(("a",), lambda: re.compile("a+"), lambda match: Respelt(match.start(), match.end(), "x" * 3)),
            Rule(("b",), lambda: re.compile("b"), lambda match: Respelt(match.start(), match.end(), "yy")),
        )
    )
    for match in re.finditer("1+", spelling.text):
        assert text[spelling.start(match.start()) : spelling.end(match.end())] == match[0]
