"""The grammar of dates, times, zones and durations, and the arithmetic of instants."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentlint.grammars.durations import Duration, find_durations, read_duration, spell_duration
from incidentlint.grammars.moments import Date, Stamp, StampRange, Time, elapsed, out_of_season
from incidentlint.grammars.read_moments import (
    find_dates,
    find_ranges,
    find_stamps,
    find_times,
    read_date,
    read_range,
    read_stamp,
    read_time,
)
from incidentlint.grammars.zones import is_iana, read_zone
from support import is_linear

OSLO = {"CET": "Europe/Oslo", "CEST": "Europe/Oslo"}
PACKS = {**OSLO, "BZT": "America/Belize"}
FIRST, LAST = (datetime.fromisoformat(day) for day in ("0001-01-02", "9999-12-30"))
HOSTILE = [
    *(
        "1",
        "1 ",
        "12:",
        "12:30 ",
        "12:30:",
        "2026-",
        "2026-03-11",
        "2026-03-11 ",
        "2026-03-11T12:30",
        "?",
        "??:",
        "~",
        "xx:",
    ),
    *(
        "Mar ",
        "March 11, ",
        "Monday ",
        "about ",
        "c. ",
        "between ",
        "12:30 - ",
        "12:30-",
        "1 hour ",
        "1h",
        "PT",
        "P1D",
        "(",
        "12:30 (",
    ),
    *(
        "12:30 A",
        "12:30 Europe/",
        "less than ",
        "an hour and ",
        "two-",
        "½",
        "1,",
        "1.",
        "UTC+",
        "\n",
        " ",
        "a ",
        "2 hours (",
    ),
]
ALPHABET = st.text("0123456789:-–/ .,~?()+TZzUCEapmxhdsw\nJanFebMarchAprilMayJuneSptOctoberNovDu½½&")
WORDS = st.lists(
    st.sampled_from(
        "2026-03-11 2026-02-30 T07:40 07:40 9:14 7 pm AM UTC +01:00 -06:00 CET (CET) March 11, 11 2026 Oct 15"
        " 03/04/2026 to - – and between at on , ~ about Monday (Mon) 2 h 15 m hours 5 minutes half an hour"
        " 45-minute PT2H15M ?? ??:?? less than 24:00 Europe/Oslo BZT 23:59:60 1½".split()
    )
).map(" ".join)
ANY = ALPHABET | WORDS | st.text()


def stamp(text: str) -> Stamp:
    found = read_stamp(text, PACKS)
    assert found is not None, text
    return found


def iso(*instants: datetime) -> list[str]:
    return [f"{instant:%Y-%m-%dT%H:%MZ}" for instant in instants]


# Dates


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2026-03-11", "2026-03-11"),
        ("2026/03/11", "2026-03-11"),
        ("20260311", "2026-03-11"),
        ("March 11, 2026", "2026-03-11"),
        ("Mar 11 2026", "2026-03-11"),
        ("Mar. 11th, 2026", "2026-03-11"),
        ("11 March 2026", "2026-03-11"),
        ("11. March 2026", "2026-03-11"),
        ("11th of March, 2026", "2026-03-11"),
        ("11-Mar-2026", "2026-03-11"),
        ("march 11, 2026", "2026-03-11"),
        ("31.12.2026", "2026-12-31"),
        ("07-31-2023", "2023-07-31"),
        ("31/07/2023", "2023-07-31"),
        ("03/03/2026", "2026-03-03"),
        ("03/04/2026", "03/04/2026"),
        ("Mar 11", "March 11"),
        ("11 Mar", "March 11"),
        ("Oct 15", "October 15"),
        ("8 October", "October 8"),
        ("2026-03-??", "2026-03-??"),
        ("2026-??-??", "2026-??-??"),
        ("????-??-??", "????-??-??"),
        ("2026–03‑11", "2026-03-11"),
        ("2026‐03‒11", "2026-03-11"),
        ("March\u00a011,\u202f2026", "2026-03-11"),
        ("Monday 2026-02-24", "Monday 2026-02-24"),
        ("Tuesday, March 3, 2026", "Tuesday 2026-03-03"),
        ("2026-02-24 (Tue)", "Tuesday 2026-02-24"),
        ("2026-02-30", "2026-02-30"),
    ],
)
def test_dates(text: str, printed: str) -> None:
    day = read_date(f" {text}")
    assert day is not None
    assert (str(day), day.raw, day.start, day.end) == (printed, text, 1, 1 + len(text))
    if len(text) > len("20260311") or " " in text:
        assert [each.raw for each in find_dates(f"on {text}. Then")] == [text]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "INC-2026-03-10-001",
            "ABC-2026",
            "incident_2025-10-08.log",
            "10.0.0.1",
            "v1.2.3",
            "may 10 people",
            "May 10,000 users",
        ),
        *(
            "docs/2026/03/11/x.md",
            "20260311",
            "#20251008_141000",
            "March 2026",
            "YYYY-MM-DD",
            "2026",
            "1.2.26.4",
            "Marchand 11",
        ),
        *(
            "2026-03-11.md",
            "INCIDENT-2026-03-11-x",
            "4f2026-03-11",
            "Oct 8%",
            "32",
            "September 11-20, 2025",
            "12-2026-03-10",
            "0 Apr",
        ),
    ],
)
def test_no_dates(text: str) -> None:
    assert find_dates(text) == []
    assert find_dates(f"see {text} there") == []


def test_dates_inside_identifiers_on_request() -> None:
    assert [str(day) for day in find_dates("INC-2026-03-10-001 x_2025-10-08.log", glued=True)] == [
        "2026-03-10",
        "2025-10-08",
    ]
    assert [str(day) for day in find_dates("on 20260311 and Oct 8", compact=True)] == ["2026-03-11", "October 8"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2026-02-30", "February 2026 has 28 days"),
        ("2026-02-29", "February 2026 has 28 days"),
        ("2024-02-29", None),
        ("2024-02-30", "February 2024 has 29 days"),
        ("Feb 29", None),
        ("Feb 30", "February has 29 days"),
        ("31/04/2026", "April 2026 has 30 days"),
        ("2026-13-01", "there is no month 13"),
        ("2026-00-01", "there is no month 0"),
        ("2026-01-00", "there is no day 0"),
        ("0000-01-01", "there is no year 0"),
        ("2026-03-??", None),
        ("12/31/2026", None),
    ],
)
def test_impossible_dates(text: str, problem: str | None) -> None:
    day = read_date(text)
    assert day is not None
    assert (day.problem, day.valid) == (problem, problem is None)
    assert problem is None or day.days() == ()


def test_ambiguous_date() -> None:
    day = read_date("03/04/2026")
    assert day is not None
    assert day.ambiguous
    assert day.days() == (date(2026, 4, 3), date(2026, 3, 4))


def test_weekday() -> None:
    day = read_date("on Monday 2026-02-24"[3:])
    assert day is not None
    assert day.weekday is not None
    assert (day.weekday.raw, day.weekday.start, day.weekday.end) == ("Monday", 0, 6)
    assert day.right_weekday == "Tuesday"
    right = read_date("Tuesday 2026-02-24")
    assert right is not None
    assert right.right_weekday is None


def test_dates_without_a_year() -> None:
    day, leap = read_date("Oct 15"), read_date("29 Feb")
    assert day is not None
    assert leap is not None
    assert day.on_or_after(date(2025, 10, 15)) == date(2025, 10, 15)
    assert day.on_or_after(date(2025, 10, 16)) == date(2026, 10, 15)
    assert leap.on_or_after(date(2025, 1, 1)) == date(2028, 2, 29)
    assert leap.on_or_after(date(9999, 3, 1)) is None
    new_year = read_date("Jan 1")
    assert new_year is not None
    assert new_year.nearest(date(2025, 12, 31)) == date(2026, 1, 1)


# Times


@pytest.mark.parametrize(
    ("text", "printed", "precision"),
    [
        ("07:40", "07:40", 60),
        ("7:40", "07:40", 60),
        ("7:40 AM", "07:40", 60),
        ("7:40am", "07:40", 60),
        ("7:40 p.m.", "19:40", 60),
        ("7 pm", "7 pm", 3600),
        ("12:05 a.m.", "00:05", 60),
        ("12:00 PM", "12:00", 60),
        ("12 am", "12 am", 3600),
        ("07:40:30", "07:40:30", 1),
        ("07:40:30.123", "07:40:30.123", 1),
        ("07h40", "07:40", 60),
        ("~07:40", "~07:40", 60),
        ("about 07:40", "~07:40", 60),
        ("around 07:40", "~07:40", 60),
        ("ca. 07:40", "~07:40", 60),
        ("approx. 07:40", "~07:40", 60),
        ("c. 07:40", "~07:40", 60),
        ("02:38 (approx)", "~02:38", 60),
        ("??:??", "??:??", 60),
        ("xx:??", "??:??", 60),
        ("09:??", "09:??", 60),
        ("24:00", "24:00", 60),
        ("07:40Z", "07:40 UTC", 60),
        ("16:00z", "16:00 UTC", 60),
        ("07:40 utc", "07:40 UTC", 60),
        ("07:40 GMT", "07:40 GMT", 60),
        ("07:40+01:00", "07:40 UTC+01:00", 60),
        ("07:40 +0100", "07:40 UTC+01:00", 60),
        ("07:40:00-06:00", "07:40:00 UTC-06:00", 1),
        ("07:40 -0600", "07:40 UTC-06:00", 60),
        ("07:40 UTC+1", "07:40 UTC+01:00", 60),
        ("07:40 UTC\u221206:00", "07:40 UTC-06:00", 60),
        ("07:40 GMT+2", "07:40 UTC+02:00", 60),
        ("07:40 Europe/Oslo", "07:40 Europe/Oslo", 60),
        ("07:40 America/Argentina/Ushuaia", "07:40 America/Argentina/Ushuaia", 60),
        ("07:40 CET", "07:40 CET", 60),
        ("07:40 (CET)", "07:40 CET", 60),
        ("07:40 (Europe/Oslo)", "07:40 Europe/Oslo", 60),
        ("07:40 BZT", "07:40 BZT", 60),
        ("07:40 PT", "07:40 PT", 60),
    ],
)
def test_times(text: str, printed: str, precision: int) -> None:
    clock = read_time(f" {text}")
    assert clock is not None
    assert (str(clock), clock.raw, clock.precision, clock.valid) == (printed, text, precision, True)
    assert [each.raw for each in find_times(f"At {text} we", PACKS)] == [text]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("09:78", "minutes go to 59"),
        ("25:00", "hours go to 23"),
        ("24:01", "hours go to 23"),
        ("09:14:60", "seconds go to 59"),
        ("16:02 AM", "there is no 16:02 am"),
        ("0:15 pm", "there is no 0:15 pm"),
    ],
)
def test_impossible_times(text: str, problem: str) -> None:
    clock = read_time(text)
    assert clock is not None
    assert (clock.problem, clock.seconds, clock.raw) == (problem, None, text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1:1 meeting",
            "12:30:45:67",
            "host:8080",
            "[::1]",
            "file.py:10:25",
            "image:10:20",
            "T+0:15",
            "T-0:15",
            "10.0.0.1:8080",
        ),
        *(
            "07:405",
            "1007:40",
            "UTC-06:00",
            "+01:00",
            "HH:MM",
            "XX:XX",
            "2021 UTC",
            "5 apples",
            "fe80::1:20",
            "07:40.5",
        ),
    ],
)
def test_no_times(text: str) -> None:
    assert find_times(f"see {text} there") == []


@pytest.mark.parametrize(
    "word", ["CPU", "API", "DB", "Rollback", "TBD", "A", "Cetus", "CET-like", "../etc", "Europe/Atlantis", "(CPU)"]
)
def test_words_that_are_no_zones(word: str) -> None:
    for text in (f"07:40 {word}", f"07:40 {word} high"):
        clock = read_time(text)
        assert clock is not None
        assert (clock.zone, clock.end) == (None, 5)


def test_unknown_abbreviations() -> None:
    assert stamp("2026-03-11 07:40 BZT").zone is not None
    whole = read_stamp("2026-03-11 07:40 XQZ ")
    assert whole is not None
    assert whole.zone_key() == ("label", "XQZ")
    assert [each.zone for each in find_stamps("at 07:40 XQZ failed")] == [None]
    assert [each.zone_key() for each in find_stamps("at 07:40 XQZ failed", {"XQZ": "Europe/Oslo"})] == [
        ("label", "XQZ")
    ]
    assert [each.zone for each in find_stamps("2026-03-11 07:40 XQZ failed")] == [None]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("UTC", ("utc-offset", 0)),
        ("Z", ("utc-offset", 0)),
        ("GMT", ("utc-offset", 0)),
        ("Etc/UTC", ("utc-offset", 0)),
        ("+01:00", ("utc-offset", 60)),
        ("+05:45", ("utc-offset", 345)),
        ("-0330", ("utc-offset", -210)),
        ("UTC-06:00", ("utc-offset", -360)),
        ("Europe/Oslo", ("iana", "Europe/Oslo")),
        ("CET", ("iana", "Europe/Oslo")),
        ("(CEST)", ("iana", "Europe/Oslo")),
        ("BZT", ("iana", "America/Belize")),
        ("PST", ("label", "PST")),
        ("NEW", ("label", "NEW")),
    ],
)
def test_zones(text: str, key: tuple[str, int | str]) -> None:
    zone = read_zone(text, PACKS)
    assert zone is not None
    assert zone.key(PACKS) == key


@pytest.mark.parametrize("text", ["", "Engineering Team", "+25:00", "Oslo", "../etc", "UTC+25", "cet", "AM", "(CET"])
def test_no_zones(text: str) -> None:
    zone = read_zone(text, PACKS)
    assert zone is None or text == "(CET"


@given(
    st.text() | st.sampled_from(["../etc", "/etc/passwd", "Europe", "Europe/", "\0", "a" * 9999, ".", "Europe/Oslo\0"])
)
def test_any_key(name: str) -> None:
    assert not is_iana(name) or "/" in name or name.isascii()


# Date-times and ranges


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2026-03-11T07:40:00Z", "2026-03-11 07:40:00 UTC"),
        ("2026-03-11T07:40+01:00", "2026-03-11 07:40 UTC+01:00"),
        ("2026-03-11T07:40-06:00", "2026-03-11 07:40 UTC-06:00"),
        ("2026-03-11 07:40 CET", "2026-03-11 07:40 CET"),
        ("2026-03-11 07:40", "2026-03-11 07:40"),
        ("March 11, 2026 at 7:40 PM UTC", "2026-03-11 19:40 UTC"),
        ("2026-03-11, 07:40", "2026-03-11 07:40"),
        ("2026-03-11 - 07:40", "2026-03-11 07:40"),
        ("07:40 UTC on March 11, 2026", "2026-03-11 07:40 UTC"),
        ("16:02 PM PST Saturday Oct 30th", "Saturday October 30 16:02 PST"),
        ("June 16th 2022, 8:45 AM", "2022-06-16 08:45"),
        ("2026-05-27 22:41 (JST)", "2026-05-27 22:41 JST"),
        ("~2026-03-11 07:40", "~2026-03-11 07:40"),
        ("2026-03-11 ~07:40", "~2026-03-11 07:40"),
        ("2026-03-11 7 pm", "2026-03-11 7 pm"),
        ("2026-03-11", "2026-03-11"),
        ("Oct 15", "October 15"),
        ("07:40", "07:40"),
        ("2026-02-30 09:78", "2026-02-30 09:78"),
    ],
)
def test_stamps(text: str, printed: str) -> None:
    found = read_stamp(text + " ")
    assert found is not None
    assert (str(found), found.raw, found.end) == (printed, text, len(text))
    assert [each.raw for each in find_stamps(f"It was {text}; then", PACKS)] == [text]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("09:14–10:01", "09:14 - 10:01"),
        ("9:14 to 10:01", "09:14 - 10:01"),
        ("15:05-15:10", "15:05 - 15:10"),
        ("between 8:05 AM and 10:20 AM BZT", "08:05 BZT - 10:20 BZT"),
        ("from 8:05 to 10:20 AM BZT", "08:05 BZT - 10:20 BZT"),
        ("11:30 - 1:15 PM", "11:30 - 13:15"),
        ("9:14 - 10:01 PM", "21:14 - 22:01"),
        ("2-4 PM", "2 pm - 4 pm"),
        ("2026-03-10 09:14 - 10:01 CET", "2026-03-10 09:14 CET - 10:01 CET"),
        ("14:10 UTC-14:20", "14:10 UTC - 14:20 UTC"),
        ("2026-08-03 22:41z → 2026-08-19 12:18z", "2026-08-03 22:41 UTC - 2026-08-19 12:18 UTC"),
        ("2026-03-10 to 2026-03-12", "2026-03-10 - 2026-03-12"),
        ("October 8, 2025, between 2:15 PM and 4:30 PM BZT", "2025-10-08 14:15 BZT - 16:30 BZT"),
        ("between 2:15 PM and 4:30 PM BZT on October 8, 2025", "14:15 BZT - 2025-10-08 16:30 BZT"),
    ],
)
def test_ranges(text: str, printed: str) -> None:
    whole = read_range(text, PACKS)
    assert whole is not None
    assert (str(whole), whole.end) == (printed, len(text))
    assert [str(each) for each in find_ranges(f"Down {text}, say", PACKS)] == [printed]


@pytest.mark.parametrize(
    "text", ["07:40 and 08:40", "2026-03-11 07:40, 2026-03-12 08:00", "14:10 UTC - 5 nodes", "07:40 - Deployed"]
)
def test_no_ranges(text: str) -> None:
    assert find_ranges(text) == []


def test_instants_of_a_range() -> None:
    def of(text: str) -> list[str]:
        found = read_range(text, PACKS)
        assert found is not None
        first, last = found.instants(PACKS)
        return iso(*first, *last)

    assert of("2026-03-10 09:14 - 10:01 CET") == ["2026-03-10T08:14Z", "2026-03-10T09:01Z"]
    assert of("2025-12-31 23:50 - 00:10 UTC") == ["2025-12-31T23:50Z", "2026-01-01T00:10Z"]
    assert of("between 11:50 PM and 00:30 AM UTC on March 11, 2026") == ["2026-03-10T23:50Z", "2026-03-11T00:30Z"]


# Instants


@pytest.mark.parametrize(
    ("text", "instants"),
    [
        ("2026-03-11 07:40 CET", ["2026-03-11T06:40Z"]),
        ("2026-07-11 07:40 CEST", ["2026-07-11T05:40Z"]),
        ("2026-07-11 07:40 CET", ["2026-07-11T05:40Z"]),
        ("2026-03-11 07:40 BZT", ["2026-03-11T13:40Z"]),
        ("2026-03-11 07:40 UTC-06:00", ["2026-03-11T13:40Z"]),
        ("2026-03-11 07:40 Europe/Oslo", ["2026-03-11T06:40Z"]),
        ("2026-03-29 01:59 Europe/Oslo", ["2026-03-29T00:59Z"]),
        ("2026-03-29 02:30 Europe/Oslo", []),
        ("2026-03-29 02:30 CET", []),
        ("2026-03-29 03:00 CEST", ["2026-03-29T01:00Z"]),
        ("2026-10-25 02:30 Europe/Oslo", ["2026-10-25T00:30Z", "2026-10-25T01:30Z"]),
        ("2026-10-25 02:30 CEST", ["2026-10-25T00:30Z"]),
        ("2026-10-25 02:30 CET", ["2026-10-25T01:30Z"]),
        ("2026-12-31 24:00 UTC", ["2027-01-01T00:00Z"]),
        ("2024-02-29 12:00 UTC", ["2024-02-29T12:00Z"]),
        ("2026-02-29 12:00 UTC", []),
        ("2026-03-11 07:40 PST", []),
        ("2026-03-11 07:40", []),
        ("2026-03-11", []),
        ("2026-03-11 ??:?? UTC", []),
        ("2026-03-11 25:00 UTC", []),
        ("03/04/2026 12:00 UTC", ["2026-03-04T12:00Z", "2026-04-03T12:00Z"]),
        ("9999-12-31 24:00 UTC", []),
        ("0001-01-01 00:00 +14:00", []),
    ],
)
def test_instants(text: str, instants: list[str]) -> None:
    assert iso(*stamp(text).instants(PACKS)) == instants


def test_instants_with_what_the_report_says_elsewhere() -> None:
    clock = stamp("07:40")
    assert iso(*clock.instants(PACKS, date(2026, 3, 11), "CET")) == ["2026-03-11T06:40Z"]
    assert iso(*clock.instants(PACKS, date(2026, 3, 11), read_zone("Europe/Oslo"))) == ["2026-03-11T06:40Z"]
    assert clock.instants(PACKS, date(2026, 3, 11), "nonsense") == ()
    assert iso(*stamp("Jan 1 00:10 UTC").instants(day=date(2025, 12, 31))) == ["2026-01-01T00:10Z"]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2026-07-11 07:40 CET", "CEST"),
        ("2026-01-11 07:40 CEST", "CET"),
        ("2026-01-11 07:40 CET", None),
        ("2026-07-11 07:40 CEST", None),
        ("2026-10-25 02:30 CET", None),
        ("2026-07-11 07:40 BZT", None),
        ("2026-07-11 07:40 PST", None),
        ("2026-07-11 07:40 UTC", None),
        ("2026-03-29 02:30 CET", None),
        ("2026-07-11", None),
    ],
)
def test_out_of_season(text: str, right: str | None) -> None:
    assert out_of_season(stamp(text), PACKS) == right


def test_elapsed() -> None:
    oslo = ZoneInfo("Europe/Oslo")
    spring = elapsed(datetime(2026, 3, 29, 1, 30, tzinfo=oslo), datetime(2026, 3, 29, 3, 30, tzinfo=oslo))
    autumn = elapsed(datetime(2026, 10, 25, 1, 30, tzinfo=oslo), datetime(2026, 10, 25, 3, 30, tzinfo=oslo))
    assert (spring, autumn) == (3600, 3 * 3600)
    year = elapsed(*stamp("2025-12-31 23:59:59 UTC").instants(), *stamp("2026-01-01 00:00:01 UTC").instants())
    assert year == 2
    with pytest.raises(ValueError, match="zone"):
        elapsed(datetime.fromisoformat("2026-01-01"), datetime(2026, 1, 1, tzinfo=UTC))


# Durations


@pytest.mark.parametrize(
    ("text", "seconds", "precision", "flags"),
    [
        ("1 hour 5 minutes", 3900, 60, ""),
        ("2h15m", 8100, 60, ""),
        ("2h 15m", 8100, 60, ""),
        ("2 h 15 min", 8100, 60, ""),
        ("2 h 15 m", 8100, 60, ""),
        ("65 min", 3900, 60, ""),
        ("65 mins", 3900, 60, ""),
        ("65m", 3900, 60, ""),
        ("0 hours 47 minutes", 2820, 60, ""),
        ("1 hour and 5 minutes", 3900, 60, ""),
        ("2 hours, 15 minutes", 8100, 60, ""),
        ("2 hours,\nand 15 minutes", 8100, 60, ""),
        ("1 day, 2 hours and 3 minutes", 93780, 60, ""),
        ("2 hours", 7200, 3600, ""),
        ("~2 hours", 7200, 3600, "approx"),
        ("about 2 hours", 7200, 3600, "approx"),
        ("approximately 2 hours", 7200, 3600, "approx"),
        ("2h (approx.)", 7200, 3600, "approx"),
        ("less than 1 minute", 60, 60, "less"),
        ("< 1 min", 60, 60, "less"),
        ("under 5 min", 300, 60, "less"),
        ("over 2 hours", 7200, 3600, "more"),
        ("more than 2 hours", 7200, 3600, "more"),
        ("at least 2 hours", 7200, 3600, "more"),
        ("13+ hours", 46800, 3600, "more"),
        ("1 day 3 h", 97200, 3600, ""),
        ("3 days", 259200, 86400, ""),
        ("1 week", 604800, 604800, ""),
        ("90 seconds", 90, 1, ""),
        ("90 s", 90, 1, ""),
        ("1.5 hours", 5400, 360, ""),
        ("1½ hours", 5400, 1800, ""),
        ("½ hour", 1800, 1800, ""),
        ("one hour", 3600, 3600, ""),
        ("two hours", 7200, 3600, ""),
        ("two and a half hours", 9000, 1800, ""),
        ("half an hour", 1800, 1800, ""),
        ("an hour and a half", 5400, 1800, ""),
        ("about an hour", 3600, 3600, "approx"),
        ("1-2 hours", 5400, 3600, "approx"),
        ("45-minute", 2700, 60, "adjective"),
        ("two-hour", 7200, 3600, "adjective"),
        ("PT2H15M", 8100, 60, ""),
        ("P1DT2H", 93600, 3600, ""),
        ("1,200 seconds", 1200, 1, ""),
        ("1\u00a0hour 5\u202fminutes", 3900, 60, ""),
    ],
)
def test_durations(text: str, seconds: int, precision: int, flags: str) -> None:
    for found in (read_duration(f" {text}"), *find_durations(f"It took {text} to end")):
        assert found is not None
        assert (found.seconds, found.precision, found.raw) == (seconds, precision, text)
        shown = [found.bound or "", "approx" * found.approx, "adjective" * found.adjective]
        assert " ".join(filter(None, shown)) == flags
    assert len(find_durations(f"It took {text} to end")) == 1


@pytest.mark.parametrize(
    "text",
    [
        *(
            "retry after N minutes",
            "5m users",
            "5M users",
            "$5m",
            "259ms",
            "P0",
            "P1 P2",
            "1:05",
            "T-5 min",
            "a second incident",
        ),
        *(
            "2 m tall",
            "10 min/day",
            "v1.2 hours",
            "5 metres",
            "3D model",
            "X hours Y minutes",
            "iPhone 5S",
            "1:05 hours",
            "INC-5 days",
            "502s",
            "1990s",
            "2048m",
        ),
    ],
)
def test_no_durations(text: str) -> None:
    assert find_durations(f"see {text} there") == []


def test_what_only_a_field_reads() -> None:
    assert [found and found.seconds for found in map(read_duration, ("5M", "a minute", "2h15", "5 m"))] == [
        300,
        60,
        8100,
        300,
    ]
    assert read_duration("1:05") is None
    for found in (read_duration("1:05", clock=True), *find_durations("in 1:05 min", clock=True)[:1]):
        assert found is not None
        assert (found.seconds, found.precision) == (3900, 60)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("2h (support hours only)", "support hours only"),
        ("2 hours", None),
        ("135 minutes (2 h 15 m)", None),
        ("2 hours 5 minutes (detected → resolved)", "detected → resolved"),
        ("2 hours ()", None),
    ],
)
def test_qualifier(text: str, qualifier: str | None) -> None:
    found = read_duration(text)
    assert found is not None
    assert found.qualifier == qualifier
    assert "(" not in found.raw


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(2820, "47 minutes"), (7500, "2 hours 5 minutes"), (97200, "1 day 3 hours"), (40, "40 seconds"), (0, "0 minutes")],
)
def test_spelling(seconds: int, words: str) -> None:
    assert spell_duration(seconds) == words


def test_no_negative_spelling() -> None:
    with pytest.raises(ValueError, match="negative"):
        spell_duration(-1)


# Properties


@given(st.integers(0, 10**12))
def test_spelled_durations_read_back(seconds: int) -> None:
    words = spell_duration(seconds)
    found = read_duration(words)
    assert found is not None
    assert (found.seconds, found.end) == (seconds, len(words))
    assert [each.seconds for each in find_durations(f"It took {words}.")] == [seconds]


@given(st.datetimes(FIRST, LAST), st.sampled_from(["UTC", "UTC+02:00", "UTC-09:30"]))
def test_any_date_time_reads_back(moment: datetime, zone: str) -> None:
    written = f"{moment:%H:%M:%S}"
    text = f"{moment.date().isoformat()} {written} {zone}"
    found = read_stamp(text)
    assert found is not None
    assert (str(found), found.end) == (text, len(text))
    (instant,) = found.instants()
    offset = found.zone_key()
    assert offset is not None
    assert instant.replace(tzinfo=None) == moment.replace(microsecond=0) - timedelta(minutes=int(offset[1]))


def spans_are_sound(
    text: str, found: list[Date] | list[Time] | list[Stamp] | list[StampRange] | list[Duration]
) -> None:
    end = 0
    for each in found:
        assert end <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.raw
        end = each.end


@given(ANY)
def test_any_text(text: str) -> None:
    spans_are_sound(text, find_dates(text))
    spans_are_sound(text, find_dates(text, compact=True))
    spans_are_sound(text, find_dates(text, glued=True))
    spans_are_sound(text, find_times(text, PACKS))
    spans_are_sound(text, find_stamps(text, PACKS))
    spans_are_sound(text, find_ranges(text, PACKS))
    spans_are_sound(text, find_durations(text))
    spans_are_sound(text, find_durations(text, clock=True))
    read_date(text)
    read_time(text)
    read_zone(text)
    read_range(text)
    read_duration(text, clock=True)


@given(ANY)
def test_printing_is_stable(text: str) -> None:
    for day in find_dates(text):
        again = read_date(str(day))
        assert str(again) == str(day)
        assert again is not None
        assert (again.days(), again.problem) == (day.days(), day.problem)
    for moment in find_stamps(text, PACKS):
        same = read_stamp(str(moment), PACKS)
        assert str(same) == str(moment)
        assert same is not None
        assert same.instants(PACKS, date(2026, 1, 1)) == moment.instants(PACKS, date(2026, 1, 1))
    for duration in find_durations(text):
        once_more = read_duration(str(duration))
        assert once_more is not None
        assert (once_more.seconds, once_more.approx, once_more.bound) == (
            duration.seconds,
            duration.approx,
            duration.bound,
        )


@given(ANY)
def test_any_stamp_has_instants(text: str) -> None:
    for moment in find_stamps(text, PACKS):
        instants = moment.instants(PACKS, date(2026, 3, 11), "CET")
        assert all(instant.tzinfo is UTC for instant in instants)
        assert moment.valid or not instants
        out_of_season(moment, PACKS, date(2026, 3, 11))
    for found in find_ranges(text, PACKS):
        found.instants(PACKS, date(2026, 3, 11), "CET")


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_texts_end(unit: str) -> None:
    def work(length: int) -> None:
        text = unit * (length // len(unit))
        for found in (find_dates(text), find_stamps(text, PACKS), find_durations(text)):
            assert all(each.end <= len(text) for each in found)
        assert read_zone(text) is None or unit == "12:30 A"

    assert is_linear(work, 4_000)


def test_hostile_texts_of_all_kinds_end() -> None:
    units = "".join(unit * 5 for unit in HOSTILE)

    def work(number: int) -> None:
        text = units * number
        for found in (find_dates(text), find_stamps(text, PACKS), find_durations(text)):
            assert found
            assert found[-1].end <= len(text)

    assert is_linear(work, 8)
