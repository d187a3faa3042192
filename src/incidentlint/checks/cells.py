"""The cells of a table of entries that say nothing yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from incidentlint.findings import Finding
from incidentlint.grammars import find_stamps, read_date
from incidentlint.outline import find_box
from incidentlint.report import Bound, Report, Row, Value, is_row_without, owner_of_cell
from incidentlint.template import Column, SlotType, row_texts
from incidentlint.text import quoted
from incidentlint.vocabulary import Lexicon, is_total, key_of, phrases


def empty_cells(report: Report, bound: Bound) -> Iterator[Finding]:
    """The cells that say nothing of a table of entries: a report has as many rows as it needs."""
    for untouched in report.untouched(bound):
        place = next(index for index, text in enumerate(row_texts(untouched)) if not text)
        label = next((bound.shape.columns[index].label.text for index, at in bound.columns.items() if at == place), "")
        yield Finding(untouched.cell_spans[place], {"label": quoted(label) or "this cell"}, variant="empty")
    above: set[int] = set()
    rows = report.rows(bound)
    told = {index for row in rows for index, value in row.values.items() if value.ok}
    for row in rows:
        if _divides(bound, row) or is_row_without(report, bound, row):
            continue
        if _is_timed(bound, row):
            carried = {index for index in above if _takes(bound.shape.columns[index], "date")}
            above |= {index for index, value in row.values.items() if value.text}
        else:
            carried = set()
        for index, value in row.values.items():
            column = bound.shape.columns[index]
            if value.state == "empty" and index in carried:
                continue  # the day of the rows above
            if value.state != "empty" or not column.demanded or owner_of_cell(bound, index) != "values":
                continue
            name = next((cell.text for cell in row.row.cells if cell.text.strip()), "")
            if is_total(name, report.lexicon) or key_of(name) in column.empty:
                continue  # a sum has nothing to say in the columns of what it sums up
            beside = [other for number, other in row.values.items() if number != index]
            if column.role == "time" and _is_dash(value) and any(map(_is_dash, beside)):
                if any(other.ok and len(other.text.split()) > 1 for other in beside):
                    continue  # what was not done, or not yet, by nobody: `Not done: nothing was rolled out`
            timed = column.role == "action" and any(other.role == "time" for other in bound.shape.columns)
            if index and (column.role not in _TOLD or timed):  # in a timeline it is what was done then
                dash = value.text.strip() == "-" and index in told
                if dash or says_that_nothing_is(value, beside, report.lexicon, column.type, column.role):
                    continue
            if value.problem:
                yield Finding(value.span, {"label": quoted(column.label.text), "wanted": value.wanted}, variant="bare")
            else:
                yield Finding(
                    row.row.cell_spans[bound.columns[index]], {"label": quoted(column.label.text)}, variant="empty"
                )


_TOLD = ("owner", "due", "action", "time", "event", "date")
"""The columns of what has to be told of each entry."""


def says_that_nothing_is(
    value: Value, beside: list[Value], lexicon: Lexicon, kind: SlotType | None, role: str = ""
) -> bool:
    """Whether a cell says by its dash, or its ``N/A``, that there is nothing to tell, and what is `beside` it is told.

    A dash (``–``) does in a text of any kind; N/A where the cell is none that every entry has to tell, as its owner,
    or where the row has another N/A: what was not told to somebody has neither a time nor a channel.
    """
    if not any(other.ok or other.state == "waived" for other in beside):
        return False
    if value.problem:
        yes = phrases(lexicon.words.answers.yes, "", r"\b")
        if any(other.ok and yes.match(other.text.strip(" *_`")) for other in beside):
            return False  # what was done was done by somebody, some time
        return role not in _TOLD or any(other.problem and other.state == "empty" for other in beside)
    if value.text.strip() == "-" and any(_is_unticked(other) for other in beside):
        return True
    # A hyphen is what is left of an item, and a line is to be written on.
    return _is_dash(value) and (kind is None or kind.kind in ("text", "blank", "link", "pattern"))


def _is_unticked(value: Value) -> bool:
    """Whether a cell holds an empty box, and nothing else: what its row asks about is not so."""
    mark = find_box(value.prose)
    return mark is not None and mark.state == "open" and not value.prose.text[mark.end :].strip()


def _is_dash(value: Value) -> bool:
    """Whether a cell says no more than a dash."""
    text = value.text.strip()
    return bool(text) and not text.strip("–—")


def _is_timed(bound: Bound, row: Row) -> bool:
    """Whether a row says a time of day in a column of its own."""
    return any(value.text and _takes(bound.shape.columns[index], "time") for index, value in row.values.items())


def _takes(column: Column, what: Literal["date", "time"]) -> bool:
    """Whether a column takes days alone, or times alone."""
    return column.type.kind == what if column.type is not None else column.role == what


def _divides(bound: Bound, row: Row) -> bool:
    """Whether a row of a timeline holds nothing but a date, which dates the rows below it."""
    filled = [(bound.shape.columns[index].role, value) for index, value in row.values.items() if value.text]
    if len(filled) != 1 or filled[0][0] not in ("time", "date") or len(row.values) == 1:
        return False
    text = filled[0][1].text.strip(" *_`:")
    date = read_date(text)
    is_time = any(column.role == "time" for column in bound.shape.columns)
    return is_time and date is not None and date.valid and date.end == len(text)


def is_in_words(value: Value, kind: SlotType | None) -> bool:
    """Whether a value that takes a moment or a length has no digit."""
    timed = kind is not None and kind.kind in ("date", "time", "date-time", "duration")
    return timed and not any(map(str.isdigit, value.text))


def is_sentence(value: Value, kind: SlotType | None) -> bool:
    """Whether a value that takes a moment tells in some words when it was: ``on and off, all through the evening``.

    Behind a day fewer do: ``2026-08-23, the same afternoon``.
    """
    if kind is None or kind.kind not in ("time", "date-time"):
        return False
    stamps = find_stamps(value.text)
    dated = bool(stamps) and stamps[0].start == 0 and stamps[0].date is not None
    rest, end = "", 0
    for stamp in stamps:
        rest, end = rest + value.text[end : stamp.start], stamp.end
    rest += value.text[end:]
    words = [word for word in _WORD.findall(rest) if len(word) > 1]
    return not any(map(str.isdigit, rest)) and len(words) >= (_WORDS_BEHIND if dated else _WORDS_ALONE)


_WORD = re.compile(r"[^\W\d_]+")
_WORDS_BEHIND = 2
_WORDS_ALONE = 4
"""So many words tell more than that a time is not known yet."""
