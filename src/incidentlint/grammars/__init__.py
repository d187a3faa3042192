"""Strict readers of dates, times, zones, durations and figures, and instants to compare."""

from __future__ import annotations

from incidentlint.grammars.approximation import without_about
from incidentlint.grammars.clock import read_clock
from incidentlint.grammars.clock_ranges import range_seconds
from incidentlint.grammars.durations import DAY, Duration, find_durations, read_duration, spell_duration
from incidentlint.grammars.figures import Count, Figure, Money, Percent, currency_of, find_figures, is_vague
from incidentlint.grammars.instants import Point, default_zone, make_point, seconds_between
from incidentlint.grammars.labelled_lengths import read_labelled_length
from incidentlint.grammars.moments import Date, Stamp, StampRange, Time, Weekday, out_of_season
from incidentlint.grammars.periods import Period, names_period, read_period
from incidentlint.grammars.quantities import find_quantities
from incidentlint.grammars.read_moments import (
    find_dates,
    find_ranges,
    find_stamps,
    find_times,
    may_end_with_moment,
    may_tell_moment,
    read_date,
    read_range,
    read_stamp,
    value_dates,
)
from incidentlint.grammars.read_once import read_once
from incidentlint.grammars.time_words import (
    UNITS,
    all_words,
    glued_units,
    is_unit,
    is_weekday,
    month_name,
    month_of,
    other_words,
    unit_words,
    weekday_name,
    written_units,
)
from incidentlint.grammars.times_apart import TimesApart, times_apart
from incidentlint.grammars.tolerance import (
    agrees,
    are_alike,
    digits_apart,
    is_digit_off,
    is_pen_slip,
    is_slip,
    slack_of_clock,
    slack_of_ends,
    slack_of_figures,
    slack_of_part,
    slack_of_share,
    slack_of_sum,
    slack_of_told,
)
from incidentlint.grammars.weekday_notations import (
    weekday_alone,
    weekday_before_part,
    weekday_behind,
    weekdays_of_days,
)
from incidentlint.grammars.worded_lengths import names_unit
from incidentlint.grammars.zones import Zone, is_iana, read_zone, zone_info

__all__ = [
    "DAY",
    "UNITS",
    "Count",
    "Date",
    "Duration",
    "Figure",
    "Money",
    "Percent",
    "Period",
    "Point",
    "Stamp",
    "StampRange",
    "Time",
    "TimesApart",
    "Weekday",
    "Zone",
    "agrees",
    "all_words",
    "are_alike",
    "currency_of",
    "default_zone",
    "digits_apart",
    "find_dates",
    "find_durations",
    "find_figures",
    "find_quantities",
    "find_ranges",
    "find_stamps",
    "find_times",
    "glued_units",
    "is_digit_off",
    "is_iana",
    "is_pen_slip",
    "is_slip",
    "is_unit",
    "is_vague",
    "is_weekday",
    "make_point",
    "may_end_with_moment",
    "may_tell_moment",
    "month_name",
    "month_of",
    "names_period",
    "names_unit",
    "other_words",
    "out_of_season",
    "range_seconds",
    "read_clock",
    "read_date",
    "read_duration",
    "read_labelled_length",
    "read_once",
    "read_period",
    "read_range",
    "read_stamp",
    "read_zone",
    "seconds_between",
    "slack_of_clock",
    "slack_of_ends",
    "slack_of_figures",
    "slack_of_part",
    "slack_of_share",
    "slack_of_sum",
    "slack_of_told",
    "spell_duration",
    "times_apart",
    "unit_words",
    "value_dates",
    "weekday_alone",
    "weekday_before_part",
    "weekday_behind",
    "weekday_name",
    "weekdays_of_days",
    "without_about",
    "written_units",
    "zone_info",
]
