"""Which stated days cannot be of the incident: slips in years, months and days, by what all others say."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import msgspec

from incidentlint.facts.incident import Facts
from incidentlint.facts.milestone_order import moments_of_heads
from incidentlint.facts.model import Dating, Milestone, Row, Said
from incidentlint.facts.names import is_of_another_month
from incidentlint.facts.older_rows import older_rows
from incidentlint.facts.order import time_of
from incidentlint.facts.other_years import other_years
from incidentlint.facts.slips import is_slip, is_told_before, meant_by, one_part_off
from incidentlint.facts.words import tokens
from incidentlint.grammars import find_dates
from incidentlint.text import Span

_ONE = dt.timedelta(days=1)
_NEAR = dt.timedelta(days=3)
_MORNING, _EVENING = 6 * 3600, 21 * 3600
"""Between these a clock shows the same day in all zones that a report may mix up."""
_FEW, _PAIR, _ENOUGH = 3, 2, 4
"""So many dated entries tell when it was."""
_MONTHS = dt.timedelta(days=60)
_MOST_DAYS = 200
"""A text that tells of more days is a log or a list: none of them is compared with all others."""


class Conflict(msgspec.Struct, frozen=True):
    """A day that contradicts others: what it is called, as it is written, where; and the one that it was meant to be.

    `span` is None for the file's name. `other` names a statement of the day that would be right.
    """

    label: str
    raw: str
    span: Span | None
    other: str
    other_raw: str
    other_span: Span | None
    right: dt.date | None = None


class _Vote(msgspec.Struct, frozen=True):
    """A day that is stated, and `of` which statement it is."""

    day: dt.date
    label: str
    raw: str
    span: Span | None
    of: Milestone | Row | Dating


def conflicts(facts: Facts) -> list[Conflict]:
    """All days that contradict the others, each once."""
    if len({vote.day for vote in (*_heads(facts), *_body(facts, set()))}) > _MOST_DAYS:
        return []
    found = [*_of_milestones(facts), *_of_rows(facts)]
    found += _of_moved_moments(facts, {conflict.span for conflict in found})
    named = {conflict.span for conflict in found}
    body = _body(facts, named)
    found += _of_heads(facts, body)
    found += _of_two(facts, body)
    found += _of_sentences(facts, body)
    found += _of_other_years(facts, body, {conflict.span for conflict in found})
    if not found and (row := older_rows(facts)) is not None and (heads := _heads(facts)):
        return [_conflict("the timeline", row.entry.stamp.raw, row.entry.span, heads[0])]
    found = found or list(_of_the_body(facts, body)) or list(_of_the_day_before(facts, body))
    return found or list(_of_an_early_title(facts, body)) or list(_of_a_lone_title(facts, body))


def _of_a_lone_title(facts: Facts, body: list[_Vote]) -> Iterator[Conflict]:
    """A title with a day that is nowhere else, where the file's name and the opening sentences have another one."""
    heads = [dating for dating in facts.datings if len(dating.days) == 1]
    titles = [dating for dating in heads if dating.kind == "title" and dating.span is not None]
    files = [dating for dating in heads if dating.kind == "file"]
    if body or len(heads) != _PAIR or not titles or not files or titles[0].days == files[0].days:
        return
    title, day = titles[0], files[0].days[0]
    said = [each for each in facts.said if each.instant is not None]
    told = [each for each in said if each.first and each.instant is not None and each.instant.days == (day,)]
    if told and not any(each.instant.days == title.days for each in said if each.instant is not None):
        yield _conflict(
            title.label, title.raw, title.span, _Vote(day, "the text", told[0].stamp.raw, told[0].span, title)
        )


def _of_the_day_before(facts: Facts, body: list[_Vote]) -> Iterator[Conflict]:
    """A title on the day before that of the incident, which a field says and no other statement has, nor a night.

    A report may be called by the day on which it was written, but that comes later.
    """
    rows = [row for placed in facts.story for row in placed.rows if row.entry.stamp.clock is not None]
    by_day = all(_MORNING <= (row.entry.stamp.clock or 0) < _EVENING for row in rows)
    if body or len(rows) < _FEW or not by_day or len({row.day for row in rows}) > 1:
        return
    heads = [dating for dating in facts.datings if len(dating.days) == 1]
    own = next((dating for dating in heads if dating.kind == "field" and dating.own), None)
    for title in heads:
        if own is not None and title.kind == "title" and own.days[0] - title.days[0] == _ONE:
            if all(head in (own, title) or head.days == own.days for head in heads):
                yield _conflict(
                    title.label, title.raw, title.span, _Vote(own.days[0], own.label, own.raw, own.span, own)
                )


def _of_the_body(facts: Facts, body: list[_Vote]) -> Iterator[Conflict]:
    """A timeline of quite another time than title, file name and front matter, which agree: a copy, or a slip.

    A report may be named some weeks after the incident, not before it. What is dated behind other rows came later.
    """
    heads = [dating for dating in facts.datings if dating.kind in ("title", "file", "matter") and len(dating.days) == 1]
    if len(heads) < 2 or len({head.days for head in heads}) > 1 or not body:
        return
    entries = [entry for placed in facts.story[:1] for entry in placed.timeline.entries]
    if entries and entries[0].stamp.date is None and body[0].span not in (None, entries[0].span):
        return
    head, day = heads[0], heads[0].days[0]
    days = {vote.day for vote in body}
    weeks = _MONTHS if head.own else 2 * _MONTHS
    if len(days) == 1 and (min(days) - day > _NEAR or day - max(days) > weeks):
        yield _conflict(body[0].label, body[0].raw, body[0].span, _Vote(day, head.label, head.raw, head.span, head))


def _of_an_early_title(facts: Facts, body: list[_Vote]) -> Iterator[Conflict]:
    """A title of a day long before all that is told, or a slip for one, which nothing else in the report is of.

    It is no day of the incident, and no report is written before it. What began unseen has its day told somewhere.
    """
    titles = [dating for dating in facts.datings if dating.kind == "title" and len(dating.days) == 1]
    heads = [dating for dating in facts.datings if dating.kind != "title"]
    days = Counter(vote.day for vote in body)
    if len(titles) != 1 or days.total() < _ENOUGH or any(vote.day.year != titles[0].days[0].year for vote in body):
        return
    title, day = titles[0], titles[0].days[0]
    if title.span is None or not _is_of_the_title(facts, title.span):
        return
    if any(abs(other - day) <= _NEAR for head in heads for other in head.days) or min(days) - day <= _NEAR:
        return
    near = min(days) - day < _MONTHS and not any(is_slip(day, other) for other in days)
    if near and not is_of_another_month(facts.path, day, days):
        return  # it may have gone on unseen
    told = find_dates(facts.outline.document.raw)
    if sum(abs(other - day) <= _NEAR for date in told for other in meant_by(date, day)) > 1:
        return  # not in the title alone
    most = max(days, key=lambda each: (days[each], each))
    yield _conflict(title.label, title.raw, title.span, next(vote for vote in body if vote.day == most))


def _is_of_the_title(facts: Facts, span: Span) -> bool:
    """Whether a day in a title is first, or behind the name of a report, and a sign or nothing is behind it.

    Not ``since 4 May``, nor ``4 May release``, which are of something else.
    """
    source = facts.outline.document.source
    line = source.line_span(source.line_of(span.start))
    before = tokens(source.text[line.start : span.start])
    behind = source.text[span.end : line.end].lstrip(" *_")
    named = set(before) <= facts.words.incident | facts.words.reviews
    return named and (not behind.strip("# ") or behind[0] in _SEPARATORS)


_SEPARATORS = ",:;–—-|("


def _body(facts: Facts, named: set[Span | None]) -> list[_Vote]:
    """The days of milestones and of rows that write theirs, those in conflict left out."""
    votes = []
    for milestone in facts.milestones:
        if milestone.instant is not None and milestone.span not in named and milestone.stamp.date is not None:
            raw = milestone.stamp.raw
            votes.append(_Vote(milestone.instant.days[0], milestone.label, raw, milestone.span, milestone))
    votes += [
        _Vote(row.day, "the timeline", row.entry.stamp.raw, row.entry.span, row)
        for row in facts.rows
        if row.written and row.entry.span not in named
    ]
    return votes


def _heads(facts: Facts) -> list[_Vote]:
    return [
        _Vote(dating.days[0], dating.label, dating.raw, dating.span, dating)
        for dating in facts.datings
        if len(dating.days) == 1
    ]


def _of_milestones(facts: Facts) -> Iterator[Conflict]:
    """Milestones whose year or month is off, where two others say the day that was meant.

    In a template's own field the day may be, where a length of the report or the clock of another moment says so.
    """
    votes = [*_heads(facts), *_body(facts, set())]
    days = Counter(vote.day for vote in votes)
    for milestone in facts.milestones:
        if milestone.instant is None or milestone.stamp.date is None or milestone.stamp.date.year is None:
            continue
        day = milestone.instant.days[0]
        if sum(days[near] for near in days if abs(near - day) <= _ONE) > 1:
            continue  # its own is one
        others = [vote for vote in votes if vote.of is not milestone]
        slips = {other for other in days if other != day and is_slip(day, other)}
        if milestone.given and not slips and not _is_measured(facts, milestone):
            slips = {other for other in days if one_part_off(day, other) == "day"}
        meant = [vote for vote in others if vote.day in slips]
        if not meant:
            continue
        part = is_slip(day, meant[0].day)
        if part == "year":
            sure = len(others) > 1 and _agree(meant, others, day)
        else:
            sure = len(meant) > 1 and _corroborated(facts, milestone, meant)
        if sure:
            yield _conflict(milestone.label, milestone.stamp.raw, milestone.span, meant[0])


def _is_measured(facts: Facts, milestone: Milestone) -> bool:
    """Whether a length of the report is that from or to a milestone as it is written."""
    assert milestone.instant is not None
    apart = {
        int(abs((m.instant.low - milestone.instant.low).total_seconds()))
        for m in facts.milestones
        if m is not milestone and m.instant is not None
    }
    return any(length.duration.seconds in apart for length in facts.lengths)


def _agree(meant: list[_Vote], others: list[_Vote], day: dt.date) -> bool:
    """Whether more say the year that was meant than the one that is written."""
    year = meant[0].day.year
    return sum(vote.day.year == year for vote in others) > sum(vote.day.year == day.year for vote in others)


def _corroborated(facts: Facts, milestone: Milestone, meant: list[_Vote]) -> bool:
    """Whether the clock of a milestone is that of another moment on the day that was meant, or a length says so."""
    days = {vote.day for vote in meant}
    clock = milestone.stamp.clock
    instants = [m.instant for m in facts.milestones if m is not milestone and m.instant is not None]
    instants += [row.instant for row in facts.rows]
    same = [i for i in instants if i.days[0] in days and not i.whole_day and clock is not None and _clock(i) == clock]
    if same:
        return True
    assert milestone.instant is not None
    for length in facts.lengths:
        for instant in instants:
            for day in days:
                moved = milestone.instant.low + (day - milestone.instant.days[0])
                apart = abs((moved - instant.low).total_seconds())
                if not instant.whole_day and apart == length.duration.seconds > 0:
                    return True
    return False


def _clock(instant: object) -> int:
    low = instant.low  # type: ignore[attr-defined]
    return int(low.hour * 3600 + low.minute * 60 + low.second)


def _of_rows(facts: Facts) -> Iterator[Conflict]:
    """Rows in order that are a year off from all around them."""
    wrong = {found.row.entry.span for found in facts.disorder}
    for placed in facts.story:
        rows = [row for row in placed.rows if row.written and row.entry.stamp.date and row.entry.stamp.date.year]
        days = Counter(row.day for row in rows)
        for index, row in enumerate(rows):
            if row.entry.span in wrong:
                continue
            others = rows[max(0, index - 2) : index] + rows[index + 1 : index + 3]
            meant = [other for other in others if is_slip(row.day, other.day) == "year"]
            if len(meant) > 1 and sum(days[day] for day in days if abs(day - row.day) <= _NEAR) == 1:
                vote = _Vote(meant[0].day, "the timeline", meant[0].entry.stamp.raw, meant[0].entry.span, meant[0])
                yield _conflict("the row", row.entry.stamp.raw, row.entry.span, vote)


def _of_heads(facts: Facts, body: list[_Vote]) -> Iterator[Conflict]:
    """Title, file name, front matter and date fields that say another day than the incident's."""
    heads = _heads(facts)[:_MOST_DAYS]
    first = list({vote.day: vote for vote in reversed(body)}.values())[::-1]  # of each day
    days = sorted(vote.day for vote in first)
    for dating in facts.datings[:_MOST_DAYS]:
        if len(dating.days) != 1:
            continue
        day = dating.days[0]
        others = [vote for vote in heads if vote.of is not dating]
        if days and days[0] - day <= _ONE and day - days[-1] <= _ONE:
            if dating.kind == "file" and (title := _later_title(day, heads, first)) is not None:
                yield _conflict(dating.label, dating.raw, dating.span, title)
            continue
        if not days and any(abs(vote.day - day) <= _ONE for vote in others):
            continue
        meant = _meant(dating, day, others, first)
        if meant is not None and not _is_outvoted(heads, body, day, meant):
            yield _conflict(dating.label, dating.raw, dating.span, meant)


def _later_title(day: dt.date, heads: list[_Vote], body: list[_Vote]) -> _Vote | None:
    """A title whose day is one of the timeline's, and later than the file's, on which nothing happened.

    A file may be named after the day on which its report is published, but then that day is the later one.
    """
    if any(abs(vote.day - day) <= _ONE for vote in body):
        return None
    titles = [vote for vote in heads if isinstance(vote.of, Dating) and vote.of.kind == "title"]
    told = (vote for vote in titles if vote.day - day > _ONE and any(abs(vote.day - b.day) <= _ONE for b in body))
    return next(told, None)


def _of_two(facts: Facts, body: list[_Vote]) -> Iterator[Conflict]:
    """Two statements of the day and nothing else: one is wrong where they differ in the year alone, or the month.

    A report that is published later than its incident differs in the day as well. The one that the text has is named.
    """
    heads = [dating for dating in facts.datings if len(dating.days) == 1]
    if body or len(heads) != 2:
        return
    named, other = sorted(heads, key=lambda dating: dating.span is None)
    if named.span is not None and one_part_off(named.days[0], other.days[0]) in ("year", "month"):
        vote = _Vote(other.days[0], other.label, other.raw, other.span, other)
        yield _conflict(named.label, named.raw, named.span, vote)


def _meant(dating: Dating, day: dt.date, others: list[_Vote], body: list[_Vote]) -> _Vote | None:
    """The statement that a day in a head is a slip for, or that shows it wrong."""
    after = bool(body) and day > max(vote.day for vote in body)
    agreed = [vote for vote in others if any(abs(vote.day - b.day) <= _ONE for b in body)]
    for vote in (*agreed, *body, *others):
        part = is_slip(day, vote.day)
        if part == "year" and (body or len(others) > 1):
            return vote
        if part and not after and (body or len(others) > 1):
            return vote
        if part and dating.kind in ("title", "file") and agreed:
            return vote
    if dating.kind == "title" and agreed and not after:
        return agreed[0]
    return None


def _is_outvoted(heads: list[_Vote], body: list[_Vote], day: dt.date, meant: _Vote) -> bool:
    """Whether the heads agree among each other against a body of one statement."""
    same = sum(abs(vote.day - day) <= _ONE for vote in heads)
    return same > 1 and sum(abs(vote.day - meant.day) <= _ONE for vote in body) < 2


def _of_sentences(facts: Facts, body: list[_Vote]) -> Iterator[Conflict]:
    """Sentences that put a moment of the timeline on another day, and opening ones whose year or month is off."""
    rows: dict[int | None, list[Row]] = {}
    for placed in facts.story:
        for row in placed.rows:
            for clock in {row.entry.stamp.clock, _clock(row.instant)}:
                rows.setdefault(clock, []).append(row)
    votes = [*_heads(facts), *body]
    told: set[Span] = set()
    for said in facts.said:
        if said.instant is None or said.prose.span in told:
            continue
        found = _other_day(facts, said, rows.get(said.stamp.clock, [])) or _slip(said, votes)
        if found is not None:
            told.add(said.prose.span)
            yield found


def _of_moved_moments(facts: Facts, named: set[Span | None]) -> Iterator[Conflict]:
    """Milestones with the clock of a row of another day, where nothing of the timeline is near theirs.

    Of several milestones each may be on its own day: then the only one is compared.
    """
    rows = [row for placed in facts.story for row in placed.rows if row.dated or row.written]
    dated = [m for m in facts.milestones if m.stamp.date is not None and m.instant is not None]
    dated = dated or [*moments_of_heads(facts)]
    if len(dated) != 1 or facts.disorder or len(rows) < _FEW:
        return
    milestone = dated[0]
    clock = milestone.stamp.clock
    if milestone.span in named or clock is None or milestone.stamp.approx or clock % 1800 == 0:
        return
    assert milestone.instant is not None
    day, groups = milestone.instant.days[0], {row.instant.group for row in rows} | {milestone.instant.group, ""}
    same = [row for row in rows if row.entry.stamp.clock == clock and not row.entry.stamp.approx]
    if len(same) != 1 or (same[0].day.month, same[0].day.day) == (day.month, day.day) or len(groups) > _ZONED:
        return
    if any(row.day == day and abs(_clock(row.instant) - clock) <= _HOUR for row in rows):
        return
    row = same[0]
    vote = _Vote(row.day, "the timeline", row.entry.stamp.raw, row.entry.span, row)
    yield _conflict(milestone.label, milestone.stamp.raw, milestone.span, vote)


_ZONED = 2
"""The zone of all moments, and that of those without one."""
_HOUR = 3600


def _of_other_years(facts: Facts, body: list[_Vote], named: set[Span | None]) -> Iterator[Conflict]:
    """The day of the incident with another year in a text, where all say the same, and links that say another one."""
    heads = _heads(facts)
    rows = [_Vote(row.day, "the timeline", time_of(row, days=True), row.entry.span, row) for row in facts.all_rows]
    votes = {vote.day: vote for vote in (*rows, *body, *heads)}
    days = [[vote.day for vote in of] for of in (heads, (*heads, *body), [*votes.values()] if heads else [])]
    seen = {*named}
    for other in other_years([*facts.all_texts()], [placed.timeline for placed in facts.story], *days):
        if other.span not in seen:
            seen.add(other.span)
            if other.linked:
                yield Conflict("the text", other.raw, other.span, "the link", other.linked, None, other.right)
            else:
                yield _conflict("the text", other.raw, other.span, votes[other.right])


def _other_day(facts: Facts, said: Said, rows: list[Row]) -> Conflict | None:
    """A row or milestone with the same clock on another day, where nothing is on the day that the sentence says."""
    assert said.instant is not None
    if said.instant.whole_day or said.stamp.time is None or said.stamp.time.minute in (0, 30):
        return None
    if any(row.day == said.instant.days[0] and _clock(row.instant) == said.stamp.clock for row in rows):
        return None
    same = [
        row for row in rows if not row.instant.whole_day and row.entry.stamp.clock == said.stamp.clock and row.written
    ]
    same = [row for row in same if row.day != said.instant.days[0]]
    if len(same) != 1 or ("" not in (groups := {same[0].instant.group, said.instant.group}) and len(groups) > 1):
        return None
    row = same[0]
    vote = _Vote(row.day, "the timeline", row.entry.stamp.raw, row.entry.span, row)
    return _conflict("the text", said.stamp.raw, said.span, vote)


def _slip(said: Said, votes: list[_Vote]) -> Conflict | None:
    """A date of the opening sentences whose year is off from title, file name and all rows."""
    assert said.instant is not None
    if not said.first or said.stamp.date is None or said.stamp.date.year is None:
        return None
    day = said.instant.days[0]
    days = {vote.day for vote in votes}
    if any(abs(other - day) <= _NEAR for other in days) or is_told_before(said.prose.text[: said.stamp.start], days):
        return None
    meant = [vote for vote in votes if is_slip(day, vote.day) == "year"]
    sure = len(meant) > 1 or (len(votes) == 1 and one_part_off(day, votes[0].day) == "year")
    return _conflict("the text", said.stamp.raw, said.span, meant[0]) if meant and sure else None


def _conflict(label: str, raw: str, span: Span | None, vote: _Vote) -> Conflict:
    return Conflict(label, " ".join(raw.split()), span, vote.label, " ".join(vote.raw.split()), vote.span, vote.day)
