"""The report: a document's outline matched to a shape. Every node, role and value state is found here, once.

Rules ask the report, never the text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import TypeVar, cast

import msgspec
from msgspec.structs import replace

from incidentlint.markdown import Prose, unstruck
from incidentlint.outline import FieldNode, Outline, TableNode, TableRow, outline
from incidentlint.packs import Pack
from incidentlint.report.bound import Bound
from incidentlint.report.clock import Clock
from incidentlint.report.leftovers.read import Leftover, prompt_like, read_leftovers
from incidentlint.report.leftovers.units import read_groups
from incidentlint.report.match import Matcher
from incidentlint.report.near_names import NearNames
from incidentlint.report.read_value import Reader
from incidentlint.report.recognise import Recognised
from incidentlint.report.surroundings import NOWHERE, Surroundings
from incidentlint.report.unread import Unread, find_unread
from incidentlint.report.values import Value, behind
from incidentlint.template import Column, ShapeNode, evaluate, row_texts
from incidentlint.text import Span
from incidentlint.vocabulary import Change, Lexicon, is_none, is_nothing, known_level, leading_none, phrases, words_of

_T = TypeVar("_T")


class Row(msgspec.Struct, frozen=True):
    """A row of a sample table: the values of its cells by the shape's column number. `number` counts from 1 all rows
    with anything in them, ragged ones as well.
    """

    row: TableRow
    number: int
    values: dict[int, Value]


class Report:
    """A document read against a pack."""

    def __init__(
        self, read: Outline, pack: Pack, path: str = "", file_name: str = "", now: dt.datetime | None = None,
        *, around: Surroundings = NOWHERE,
    ) -> None:  # fmt: skip
        """Match the outline that was `read` to the pack's shape.

        `path` is the file's below the project root, ``""`` where it has none; `file_name` its last part, ``""`` where
        there is no file. `now` is the time that it is, if the user said so. `around` is the folder of the file.
        """
        self.outline = read
        self.document = read.document
        self.source = read.document.source
        self.pack = pack
        self.shape = pack.shape
        self.lexicon = pack.lexicon
        self.path = path
        self.file_name = file_name
        self.clock = Clock(now) if now is not None else None
        self.policy = pack.policy
        self.around = around
        self.reader = Reader(pack.lexicon, pack.zones)
        self._facts: dict[str, object] = {}
        self._rows: dict[int, list[Row]] = {}
        matcher = Matcher(read, pack, self.reader)
        matcher.run()
        self.bound: list[Bound] = matcher.bound
        self.guides: list[Span] = matcher.guides
        self.guide_blocks: list[tuple[str, FieldNode]] = matcher.guide_blocks
        self._guided = matcher.guided
        self._by_shape = matcher.by_shape
        self._everything = matcher.everything
        self._near = NearNames(matcher.named, matcher.claimed)
        self.severity_change: Change | None = None
        for bound in self.role("severity"):
            if bound.value is not None and pack.scale:
                bound.value = self._graded(bound.value, bound.shape)
        for bound in self.role("status"):
            if bound.value is not None:
                bound.value = _stated(bound.value, bound.shape, self.lexicon)

    @property
    def now(self) -> dt.datetime | None:
        """The time that it is, if the user said so."""
        return self.clock.now if self.clock is not None else None

    # What rules ask.

    def leftovers(self) -> list[Leftover]:
        """What was left of a form, whatever its template; see `leftovers.read_leftovers`."""
        return self.once("leftovers", self._leftovers)

    def _leftovers(self) -> list[Leftover]:
        groups = read_groups(self.outline, self.lexicon.leftovers)
        asked = prompt_like(groups, self.lexicon)
        repeated = self.around.repeated(asked) if asked else frozenset()
        return read_leftovers(self.outline, self.lexicon, repeated, groups)

    def unread(self) -> list[Unread]:
        """Headings and labels that Markdown does not read, since a space is missing."""
        return self.once("unread", lambda: find_unread(self.outline, self.shape.labels()))

    def is_unread(self, bound: Bound) -> bool:
        """Whether a section or field is missing only for a space in its markup."""
        label = bound.shape.label
        return not bound.present and any(unread.key in (label.key, label.bare) for unread in self.unread())

    def of(self, shape: ShapeNode) -> Bound | None:
        """The binding of a node of the shape."""
        return self._by_shape.get(shape.index)

    def walk(self) -> Iterator[Bound]:
        """All bindings, in the template's order."""
        return iter(self._everything)

    def near(self, bound: Bound) -> tuple[str, Span | None]:
        """A name of the report that was perhaps meant by what is missing, and its place; only findings ask for it."""
        return self.once(f"near {bound.shape.index}", lambda: self._near.of(bound.shape))

    def role(self, name: str) -> list[Bound]:
        """The bindings of a role, in the pack's order."""
        found = (self.of(shape) for shape in self.pack.roles.get(name, ()))
        return [bound for bound in found if bound is not None]

    def role_value(self, name: str) -> Value | None:
        """The value of a role's first node."""
        bounds = self.role(name)
        return bounds[0].value if bounds else None

    @property
    def line(self) -> int:
        """The line of its file that the report begins on, from 1."""
        titles = self.outline.titles
        return self.source.line_of(titles[0].heading.start) + 1 if titles else 1

    @property
    def id(self) -> str:
        """What identifies the incident, as it is written; empty where the report states nothing that can be read."""
        value = self.role_value("id")
        return value.text if value is not None and value.ok else ""

    @property
    def severity(self) -> str:
        """The report's severity as the template spells it, ``""`` when it is not known.

        Where the template has no levels, as one of the well-known ones is spelt.
        """
        value = self.role_value("severity")
        if value is None or not value.ok:
            return ""
        return value.answer if self.pack.scale else known_level(value.text, self.lexicon)

    def _graded(self, value: Value, shape: ShapeNode) -> Value:
        """The value of a severity as one of the pack's levels, in whatever spelling.

        One that is no level is wrong when the levels are closed, or when something depends on them: what a report of
        an unknown severity must have cannot be told.
        """
        scale, text = self.pack.scale, unstruck(value.prose)
        wanted = "one of " + ", ".join(scale.levels)
        if value.state == "waived":
            # All gates rest on it.
            return replace(value, state="invalid", problem=f"'{_shown(text)}' is no severity", wanted=wanted)
        if value.state not in ("ok", "invalid", "slot", "unresolved") or value.box is not None:
            return value
        if value.state in ("slot", "unresolved"):
            bare = text.strip(" *_`")
            level = scale.find(bare.removeprefix("[").removesuffix("]"))
            return replace(value, state="ok", answer=level, left=(), problem="") if level else value
        change = scale.change(text, self.lexicon.changes, self.lexicon.words.slots.or_)
        if scale.several(text, self.lexicon.words.gates) or (change is not None and not change.holds):
            return replace(value, state="unresolved", problem="more than one is named", wanted=wanted)
        if change is not None:
            self.severity_change = change
            return replace(value, state="ok", answer=change.holds, problem="", explanation=value.explanation)
        reading = scale.read(text)
        if reading is not None:
            if value.ok and value.answer == reading.level:
                return value
            return replace(
                value, state="ok", answer=reading.level, problem="", explanation=behind(value.prose, reading.end)
            )
        if value.ok and " " in value.answer and value.answer in scale.levels:
            return value  # told by its number alone: `1` of `Priority 1`
        offered = shape.type is not None and shape.type.kind == "choice"
        closed = offered and shape.type is not None and shape.type.closed
        named = offered and value.answer == "" and len(text.split()) <= _LEVEL_WORDS
        if value.state == "ok" and (self.pack.grades or closed or named):
            problem = f"'{_shown(text)}' is not one of the options"
            return replace(value, state="invalid", answer="", problem=problem, wanted=wanted)
        return replace(value, answer="")

    def demanded(self, demand: bool | str) -> bool | None:
        """Whether a demand (True, False or a condition's name) holds; None when that is not known."""
        if isinstance(demand, bool):
            return demand
        return evaluate(self.pack.conditions[demand], self, self.pack.conditions)

    def active(self, bound: Bound) -> bool:
        """Whether what a node demands of its children holds: it and all above it are there, required, not waived.

        A sample that a report has one of stands for it. A lead that is gone, as ``Fill in this table:`` may, is as good
        as there where what was below it is.
        """
        current: Bound | None = bound
        while current is not None:
            if current.waived:
                return False
            gone = not current.present and current.shape.origin == "lead"
            if gone and any(below.present for below in current.walk()):
                pass
            elif current.shape.kind in ("section", "field") and current.shape.label.key:
                if not current.present or not (current.shape.sample or self.demanded(current.shape.required) is True):
                    return False
            current = current.parent
        return True

    def is_guide(self, span: Span) -> bool:
        """Whether a place is in a guide section or block that was left: nothing is checked there."""
        return self._guided.has(span.start)

    def once(self, name: str, make: Callable[[], _T]) -> _T:
        """What `make` returns, made on the first call with this name: facts that several rules read."""
        if name not in self._facts:
            self._facts[name] = make()
        return cast("_T", self._facts[name])

    def close(self) -> None:
        """Let go of what refers back to the report: it is not asked again, and the collector need not look for it."""
        self._facts.clear()
        for bound in self._everything:
            bound.parent = None

    # Facts for conditions.

    def is_severity(self, levels: tuple[str, ...]) -> bool | None:
        """Whether the severity is one of the levels; see `conditions.Facts`."""
        return self.severity in levels if self.severity else None

    def answers(self, field: str, words: tuple[str, ...]) -> bool | None:
        """Whether a field's answer is one of the words; see `conditions.Facts`."""
        bound = self.of(self.shape.find(field))
        value = bound.value if bound else None
        if value is None or value.state not in ("ok", "waived"):
            return None
        if value.state == "waived":
            return any(is_none(word, self.lexicon) for word in words)
        return self._is_answer(value, words)

    def _is_answer(self, value: Value, words: tuple[str, ...]) -> bool | None:
        if value.text.casefold().rstrip(".") in self.lexicon.unknown:
            return None
        if any(is_none(word, self.lexicon) for word in words):
            none = leading_none(value.answer or value.text, self.lexicon)
            if none is not False:
                return none
        plain = [word for word in words if not is_none(word, self.lexicon)]
        if not plain:
            return False
        if value.answer:
            return value.answer.casefold() in {word.casefold() for word in plain}
        text = value.text.casefold()
        starts = [word for word in plain if text.startswith(word.casefold())]
        return None if starts else False

    def has(self, field: str) -> bool:
        """Whether a node is there; see `conditions.Facts`."""
        bound = self.of(self.shape.find(field))
        return bound is not None and bound.present

    # Tables.

    def untouched(self, bound: Bound) -> list[TableRow]:
        """The rows of a bound table that are the template's own, with the cells empty that are to be filled in."""
        table = bound.node
        if not isinstance(table, TableNode) or not bound.shape.rows:
            return []
        return [row for row in table.rows if row_texts(row) in bound.shape.rows]

    def _is_untouched(self, row: TableRow, bound: Bound) -> bool:
        left = bound.shape.rows | bound.shape.examples
        return bool(left) and row_texts(row) in left

    def table(self, bound: Bound) -> Bound | None:
        """The table or list that is a section's, field's or its own main block."""
        for below in bound.walk():
            if below.shape.kind in ("table", "list") and below.present:
                return below
        return None

    def rows(self, bound: Bound) -> list[Row]:
        """The rows of a bound table that are neither ragged nor untouched, their cells read against its columns."""
        rows = self._rows.get(bound.shape.index)
        if rows is None:
            rows = self._rows[bound.shape.index] = list(self._read_rows(bound))
        return rows

    def _read_rows(self, bound: Bound) -> Iterator[Row]:
        table = bound.node
        if not isinstance(table, TableNode):
            return
        width = len(table.columns)
        number = 0
        for row in table.rows:
            if all(is_nothing(cell.text) for cell in row.cells):
                continue
            number += 1
            if len(row.cells) != width or self._is_untouched(row, bound):
                continue
            values = {}
            for index, place in bound.columns.items():
                column = bound.shape.columns[index]
                values[index] = self.read_cell(row.cells[place], column)
            yield Row(row, number, values)

    def read_cell(self, prose: Prose, column: Column) -> Value:
        """The value of a cell of a sample table."""
        kind = column.type
        if kind and column.optional and kind.kind in ("time", "date-time", "date"):
            if re.match(r"\D{0,3}\d{1,2}:\d{2}", prose.text) is None:
                kind = None
        return self.reader.read(prose, column.slots, kind)

    def column(self, bound: Bound, role: str) -> int | None:
        """The number of the shape's column that has a role, if the report's table has it."""
        for index, column in enumerate(bound.shape.columns):
            if column.role == role and index in bound.columns:
                return index
        return None


def _stated(value: Value, shape: ShapeNode, lexicon: Lexicon) -> Value:
    """The value of a status; one in a few words of which none is of the template's states is none of them."""
    kind = shape.type
    if kind is None or kind.kind != "choice" or value.state != "ok" or value.answer or value.box is not None:
        return value
    if phrases(lexicon.words.figures.rest).search(" ".join(kind.options)):
        return value  # `Open / Closed / Other`
    text = unstruck(value.prose)
    said, known = {*words_of(text).split()}, {*words_of(" ".join(kind.options)).split()}
    if not said or len(said) > _LEVEL_WORDS or any(char.isdigit() for char in text) or not said.isdisjoint(known):
        return value
    problem, wanted = f"'{_shown(text)}' is not one of the options", "one of " + ", ".join(kind.options)
    return replace(value, state="invalid", problem=problem, wanted=wanted)


_LEVEL_WORDS = 3
"""The name of a level has no more words; a longer text in its place explains."""


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:37]}..."


def read_report(
    read: Outline, pack: Pack, path: str = "", file_name: str = "", now: dt.datetime | None = None,
    *, around: Surroundings = NOWHERE,
) -> Report:  # fmt: skip
    """A document's report: checked against the pack's main template, or against that which its severity has.

    `read` is the outline read with the labels of the main template; the rest is as for `Report`.
    """
    report = Report(read, pack, path, file_name, now, around=around)
    other = pack.for_severity(report.severity)
    if other is pack:
        return report
    again = outline(read.document, other.shape.labels())
    return Report(again, other, path, file_name, now, around=around)


def read_reports(
    recognised: Recognised,
    path: str = "",
    file_name: str = "",
    now: dt.datetime | None = None,
    around: Surroundings = NOWHERE,
) -> tuple[Report, ...]:
    """The reports of a document, in the order of their lines; none where it is no report that can be read.

    `path`, `file_name`, `now` and `around` are as for `Report`.
    """
    if not recognised.readable:
        return ()
    pack = recognised.pack
    assert pack is not None
    return tuple(read_report(read, pack, path, file_name, now, around=around) for read in recognised.outlines())
