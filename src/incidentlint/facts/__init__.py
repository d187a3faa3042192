"""What any report states, whatever its template: moments, lengths, counts, entries."""

from __future__ import annotations

from incidentlint.facts.agreement import Apart, apart, is_between
from incidentlint.facts.both_zones import ZonesApart, other_zone, point_of
from incidentlint.facts.conflicts import Conflict, conflicts
from incidentlint.facts.dated_lengths import wrong_days
from incidentlint.facts.day_ranges import longer_than_days
from incidentlint.facts.demands import (
    Restated,
    TooLong,
    Uncovered,
    own_times,
    restated,
    too_long,
    uncovered,
    untouched,
)
from incidentlint.facts.end_names import end_names, possible_ends, start_name
from incidentlint.facts.fields import Stated
from incidentlint.facts.incident import Facts, Template, read_facts
from incidentlint.facts.later_lengths import Later, wrong_later
from incidentlint.facts.lone_lengths import lone_lengths
from incidentlint.facts.milestone_order import (
    crossed,
    ended_first,
    out_of_order,
    own_days,
    ranks,
    too_early,
    unripe,
)
from incidentlint.facts.model import Dating, Entry, Length, Milestone, Row, Timeline
from incidentlint.facts.names import is_index
from incidentlint.facts.near_rows import NearRow, near_rows
from incidentlint.facts.order import Misplaced, time_of
from incidentlint.facts.placing import Placed, is_backward
from incidentlint.facts.retold import Claimed, OtherHalf, Told, claimed_otherwise, other_half, told_otherwise
from incidentlint.facts.row_spans import Spanned, wrong_spans
from incidentlint.facts.sentences import is_outright
from incidentlint.facts.timelines import stated_zone
from incidentlint.facts.words import FactWords, read_words, tokens

__all__ = [
    "Apart",
    "Claimed",
    "Conflict",
    "Dating",
    "Entry",
    "FactWords",
    "Facts",
    "Later",
    "Length",
    "Milestone",
    "Misplaced",
    "NearRow",
    "OtherHalf",
    "Placed",
    "Restated",
    "Row",
    "Spanned",
    "Stated",
    "Template",
    "Timeline",
    "Told",
    "TooLong",
    "Uncovered",
    "ZonesApart",
    "apart",
    "claimed_otherwise",
    "conflicts",
    "crossed",
    "end_names",
    "ended_first",
    "is_backward",
    "is_between",
    "is_index",
    "is_outright",
    "lone_lengths",
    "longer_than_days",
    "near_rows",
    "other_half",
    "other_zone",
    "out_of_order",
    "own_days",
    "own_times",
    "point_of",
    "possible_ends",
    "ranks",
    "read_facts",
    "read_words",
    "restated",
    "start_name",
    "stated_zone",
    "time_of",
    "tokens",
    "told_otherwise",
    "too_early",
    "too_long",
    "uncovered",
    "unripe",
    "untouched",
    "wrong_days",
    "wrong_later",
    "wrong_spans",
]
