"""What a writer left of a form, found without any template: by form, by the lexicon's phrases, by what is empty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from incidentlint.grammars import find_dates, find_times
from incidentlint.outline import FieldNode, Node, Outline, TableNode, trimmed
from incidentlint.report.leftovers.blanks import find_blanks
from incidentlint.report.leftovers.choices import is_choice
from incidentlint.report.leftovers.empty import find_empty
from incidentlint.report.leftovers.hollow import find_hollow
from incidentlint.report.leftovers.own_marks import is_to_write, must_be_done, names_itself
from incidentlint.report.leftovers.samples import filler, marked_sentences, sample_lists
from incidentlint.report.leftovers.slots import find_slots
from incidentlint.report.leftovers.units import Group, Unit, read_groups
from incidentlint.report.leftovers.unset import marked_headings, unset_places, unset_values
from incidentlint.text import Span, SpanSet, shorten
from incidentlint.vocabulary import LeftoverWords, Lexicon, all_slot_names, is_abbreviation, literal, phrases, words_of

Kind = Literal[
    "unticked",
    "slot",
    "choice",
    "example",
    "instruction",
    "todo",
    "empty-section",
    "empty-entry",
    "empty-value",
    "nobody",
]


class Leftover(msgspec.Struct, frozen=True):
    """A piece of a form that was left: where, what is there, of which kind, and under which heading or label."""

    span: Span
    text: str
    kind: Kind
    owner: str = ""


def read_leftovers(
    read: Outline, lexicon: Lexicon, repeated: frozenset[str] = frozenset(), groups: Sequence[Group] | None = None
) -> list[Leftover]:
    """All that was left of a form in a report, in document order, each place once.

    `repeated` are the texts, as plain words, that are in other reports of its folder as well (see `prompt_like`).
    `groups` are those of the report, where they are known.
    """
    words = lexicon.leftovers
    taken = SpanSet()
    found: list[Leftover] = []
    groups = read_groups(read, words) if groups is None else groups
    called = names_itself(groups, words)
    for group in groups:
        found += [left for left in _of_group(group, words, repeated, lexicon, called) if taken.claim(left.span)]
    found += [
        Leftover(span, text, kind, owner)
        for find in (find_empty, find_blanks, find_hollow)
        for span, text, owner, kind in find(groups, lexicon, read.document.source)
        if taken.claim(span)
    ]
    return sorted(found, key=lambda leftover: leftover.span)


_DIGIT = re.compile(r"\d")

_MANY = 3


_SEVERAL = 5
"""So many places to be filled in make a form of a text that tells no day and no time."""


def is_blank_form(read: Outline, lexicon: Lexicon, template: str = "", *, dated: bool = False) -> bool:
    """Whether nothing was filled in: the file is a copy of the `template`, or most of it is to be filled in yet.

    A form tells no day of its own; that of a `dated` file's name or folder is one.
    """
    text = read.document.raw
    if dated:
        return False
    if template and _is_copy(text, template):
        return True
    if _tells_a_day(text):
        return False
    groups = read_groups(read, lexicon.leftovers)
    units = [unit for group in groups for unit in group.units if unit.place not in ("heading", "blank")]
    left = read_leftovers(read, lexicon, groups=groups)
    spans = SpanSet(leftover.span for leftover in left)
    filled = [unit for unit in units if not spans.overlaps(trimmed(unit.prose)) and unit.place != "title"]
    sections = [group for group in groups if group.section is not None and not group.parts]
    hollow = [group for group in sections if len(group.units) == 1]
    if len(sections) > _MANY and len(hollow) * 5 >= len(sections) * 4:
        return True
    if len(left) >= _SEVERAL and len(sections) > _MANY and not find_times(text):
        return True
    return len(left) > _MANY and len(filled) * 3 <= len(units)


def _is_copy(text: str, template: str) -> bool:
    """Whether nearly all lines of a text are a template's, and no other one tells a day."""
    own, lines, count, others = _lines_of(template), text.split("\n"), 0, []
    for line in lines:
        if letters := _letters(line):
            count += 1
            if letters not in own:
                others.append(line)
                if len(others) * 10 > len(lines):  # as of any report
                    return False
    return len(others) * 10 <= count and not _tells_a_day("\n".join(others))


def _tells_a_day(text: str) -> bool:
    """Whether there is a date in a text: in one of its lines, as nearly all are, or across them."""
    return any(_DIGIT.search(line) and find_dates(line) for line in text.split("\n")) or bool(find_dates(text))


@lru_cache(maxsize=64)
def _lines_of(template: str) -> frozenset[str]:
    return frozenset(map(_letters, template.split("\n")))


def _letters(line: str) -> str:
    return "".join(filter(str.isalnum, line.casefold()))


def prompt_like(groups: Sequence[Group], lexicon: Lexicon) -> tuple[str, ...]:
    """The texts of a report that may be a form's, as plain words: requests, and notes in italics or parentheses."""
    words = lexicon.leftovers
    units = (unit for group in groups for unit in group.units)
    return tuple(dict.fromkeys(words_of(unit.text) for unit in units if _may_be_prompt(unit, words)))


def _may_be_prompt(unit: Unit, words: LeftoverWords) -> bool:
    if unit.place not in ("paragraph", "item", "value", "cell") or (unit.acting and unit.place in ("item", "cell")):
        return False
    key = words_of(unit.text)
    if len(key) < 20 or key.count(" ") < 3:
        return False
    return _is_request(unit, key, words) or ((unit.prose.italic or _in_parentheses(unit)) and _asks(unit, key, words))


def _of_group(
    group: Group, words: LeftoverWords, repeated: frozenset[str], lexicon: Lexicon, called: Sequence[str]
) -> Iterator[Leftover]:
    owner = f'"{group.section.label.text}"' if group.section and group.section.label.text else ""
    if group.section is not None and words_of(group.section.label.text) in all_slot_names().explaining:
        return
    rows: set[tuple[Node, int]] = set()  # a row of a form is left once
    for unit in group.units:
        found = [Leftover(span, text, "slot", _owner(unit, owner)) for span, text in find_slots(unit, lexicon)]
        found += [Leftover(span, text, "slot", _owner(unit, owner)) for span, text in unset_places(unit, lexicon)]
        if unit.place in ("title", "heading"):
            found += [Leftover(span, text, "todo", _owner(unit, owner)) for span, text in marked_headings(unit)]
        if unit.place in ("value", "cell"):
            found += [Leftover(span, text, kind, label) for span, text, label, kind in unset_values(unit)]
        if unit.place in ("title", "value", "cell"):
            found += _titles(unit, words, lexicon)
        if not _BETWEEN_OPTIONS.isdisjoint(unit.text):
            found += _choices(unit, lexicon)
        if unit.place in ("item", "heading") and len(found) > 1:
            found = [msgspec.structs.replace(found[0], span=Span(found[0].span.start, found[-1].span.end))]
        if unit.place == "cell" and (unit.node, unit.row) in rows:
            continue
        found += _notes(unit, words, owner)
        found += [Leftover(span, text, "slot", _owner(unit, owner)) for span, text in filler(unit, words)]
        if not (unit.acting or unit.quoted):
            found += _todos(unit, group, lexicon, owner)
        found += [Leftover(span, text, "todo", _owner(unit, owner)) for span, text in marked_sentences(unit, lexicon)]
        if isinstance(unit.node, FieldNode) and unit.node.tick is False:
            found += _closing(unit, words, called)
        if found and unit.place == "cell":
            rows.add((unit.node, unit.row))
        yield from found
    yield from (Leftover(trimmed(unit.prose), _short(unit.text), "unticked") for unit in must_be_done(group, words))
    yield from (Leftover(span, text, "slot", owner) for span, text in sample_lists(group, lexicon))
    yield from _brackets(group, words, owner)
    yield from _prompts(group, words, repeated, owner)
    yield from _nobody(group, words, lexicon)


_BETWEEN_OPTIONS = frozenset("/|☐⬜□[(")
"""Signs of which options have one: between them, or before them as boxes."""


def _owner(unit: Unit, owner: str) -> str:
    return "the title" if unit.place == "title" else owner


_TITLE_PART = re.compile(r"\s[–—-]\s|:\s+")


def _titles(unit: Unit, words: LeftoverWords, lexicon: Lexicon) -> Iterator[Leftover]:
    """A title that only says that it is one, and a person who is nobody."""
    if unit.place == "title":
        parts = [part for part in _TITLE_PART.split(unit.text) if part.strip()]
        if len(parts) > 1 and words_of(parts[0]) in words.slots:
            yield Leftover(trimmed(unit.prose), parts[0], "slot", "the title")
            return
        named = parts and phrases(lexicon.words.slots.title_words).fullmatch(parts[-1].strip()) is not None
        if named or (parts and words_of(parts[-1]) in words.titles):
            yield Leftover(trimmed(unit.prose), unit.text, "slot", "the title")
    elif _is_template(unit, lexicon) or (
        unit.place in ("value", "cell") and unit.label and words_of(unit.text) in words.people
    ):
        yield Leftover(trimmed(unit.prose), unit.text, "slot", f'"{unit.label}"')
    elif unit.place == "value" and unit.label in lexicon.roles["author"]:
        if words_of(unit.text) in all_slot_names().names:  # an author who is called Name, or Author
            yield Leftover(trimmed(unit.prose), unit.text, "slot", f'"{unit.label}"')


def _is_template(unit: Unit, lexicon: Lexicon) -> bool:
    """Whether a value is a title that says that it is the template's, and nothing else."""
    titled = unit.place == "value" and unit.label in lexicon.roles["title"]
    return titled and phrases(lexicon.words.guide.templates).fullmatch(unit.text.strip()) is not None


def _choices(unit: Unit, lexicon: Lexicon) -> Iterator[Leftover]:
    """All options of a choice, as the value of a label."""
    if unit.place in ("value", "cell") and unit.label and not unit.quoted and is_choice(unit.text, lexicon):
        yield Leftover(trimmed(unit.prose), unit.text, "choice", f'"{unit.label}"')


_GAPS = 3
"""So many gaps are at most between the words of `Short summary goes here`."""

_INNER = re.compile(r"[(\[]([^()\[\]\n]{3,60})[)\]]")


def _notes(unit: Unit, words: LeftoverWords, owner: str) -> Iterator[Leftover]:
    """Notes to the writer: a text, or a bracket in it, that says that somebody still has to write it."""
    if unit.place in ("code", "blank", "heading", "title") or (unit.acting and unit.place != "paragraph"):
        return
    key = words_of(unit.text)
    if unit.place == "paragraph":
        mark = next(filter(None, (words.marks.starts(words_of(part)) for part in _SENTENCE.split(unit.text))), "")
    else:
        mark = words.marks.starts(key)
    if mark:
        sample = any(word in mark for word in words.samples)
        yield Leftover(trimmed(unit.prose), _short(unit.text), "example" if sample else "instruction", owner)
        return
    if unit.quoted or unit.acting:
        return
    if _is_note(key, words) or (key.endswith(words.here) and key.count(" ") <= _GAPS):
        yield Leftover(trimmed(unit.prose), _short(unit.text), "slot", owner)
        return
    for match in _INNER.finditer(unit.prose.text) if "(" in unit.text or "[" in unit.text else ():
        inner = words_of(match[1])
        if (_is_note(inner, words) or _is_asked_of(inner, words)) and not unit.prose.marked(
            *match.span(), "code", "link", "image"
        ):
            yield Leftover(unit.prose.source(*match.span()), match.group(), "slot", owner)


_SENTENCE = re.compile(r"\s(?<=[.!?]\s)\s*")


def _is_asked_of(key: str, words: LeftoverWords) -> bool:
    """Whether a bracket asks somebody for the text: ``Ana to fill in the details``, ``need to convert to UTC``."""
    rest = key.split()
    if words.asked.starts(key):
        return True
    return any(words.inside.starts(" ".join(rest[number:])) for number in range(1, min(4, len(rest))))


def _is_note(key: str, words: LeftoverWords) -> bool:
    note = words.notes.starts(key)
    if not note:
        return False
    further = len(key.split()) - len(note.split())
    return further == 0 or (further <= 4 and note.count(" ") >= 2)


def _closing(unit: Unit, words: LeftoverWords, called: Sequence[str]) -> Iterator[Leftover]:
    """An open box that the form has for itself: ``[ ] Sections above are filled out``, ``[ ] Write this report``."""
    if words.closing.starts(words_of(unit.text)) or is_to_write(unit.text, called, words):
        yield Leftover(trimmed(unit.prose), _short(unit.text), "unticked")


@lru_cache(maxsize=64)
def _markers(marks: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Acronyms such as TODO: in other words too, before what is to be done, anywhere, and in a bracket of few words."""
    any_of = literal(marks)
    return (
        re.compile(any_of),
        re.compile(rf"({any_of})\b(?:\s*(?:[:.(!,;)\]]|[–—-]\s|$))"),
        re.compile(rf"\b{any_of}\b"),
        re.compile(rf"[(\[]\s*(?:[^\W\d_]+\s){{0,2}}{any_of}(?:\s[^\W\d_]+){{0,1}}\s*[)\]]"),
    )


_BEFORE = re.compile(r"[^A-Za-z]{0,30}(?:(?:UTC|GMT|[A-Z]{2,3}T)\b[^A-Za-z]{0,6})?")


def _todos(unit: Unit, group: Group, lexicon: Lexicon, owner: str) -> Iterator[Leftover]:
    """Markers of work still to be done: a row, a value, a line; never among actions or inside a sentence."""
    text = unit.prose.text
    if unit.acting or unit.quoted or unit.place in ("code", "blank", "title"):
        return
    sign, acronym, anywhere, small_bracket = _markers(lexicon.words.answers.marks)
    if not (sign.search(text) and anywhere.search(text)):
        return
    if unit.place == "cell" and not _is_undecided(unit, lexicon):
        return
    start = 0
    for line in text.split("\n"):
        if is_abbreviation(line):
            start += len(line) + 1
            continue
        lead = _BEFORE.match(line)
        match = acronym.match(line, lead.end() if lead else 0)
        if (
            match
            and unit.place != "heading"
            and unit.prose.marked(start + match.start(), start + match.end(), "code") is None
        ):
            if unit.place != "item" or match.end() == len(line) or _is_row(line) or len(group.units) == 2:
                end = start + len(line.rstrip())
                yield Leftover(
                    unit.prose.source(start + match.start(1), max(end, start + match.end(1))),
                    _short(line[match.start(1) :]),
                    "todo",
                    owner,
                )
        else:
            for small in small_bracket.finditer(line):
                place = (start + small.start(), start + small.end())
                if unit.prose.marked(*place, "code", "link") is None:
                    yield Leftover(unit.prose.source(*place), small.group(), "todo", owner)
        start += len(line) + 1


def _is_undecided(unit: Unit, lexicon: Lexicon) -> bool:
    """Whether a marker in a cell waits for a value: not in a column of states or tickets, where TODO is a state."""
    waiting = lexicon.leftovers.waiting
    if unit.column in (*lexicon.columns["status"], *lexicon.columns["reference"], *waiting):
        return False
    wide = isinstance(unit.node, TableNode) and len(unit.node.columns) > 2
    answers = lexicon.words.answers
    states = tuple(mark for mark in answers.marks if mark not in answers.undecided)
    return not (wide and _markers(states)[1].search(unit.text))


def _is_row(line: str) -> bool:
    """Whether a line begins with a time or a date, as the rows of a timeline do."""
    return re.match(r"[\s*_\[(~]*\d", line) is not None


_ONE_BRACKET = re.compile(r"[\s*_]*\[[^\[\]]*[A-Za-z]{3}[^\[\]]*\][\s*_.]*")


def _brackets(group: Group, words: LeftoverWords, owner: str) -> Iterator[Leftover]:
    """Brackets that are all that a section says, whatever their words."""
    texts = [unit for unit in group.units if unit.place != "heading"]
    if group.section is None or not all(_ONE_BRACKET.fullmatch(unit.prose.text) for unit in texts):
        return
    for unit in texts:
        marked = unit.prose.marked(0, len(unit.prose.text), "code", "link", "image")
        if marked is None and not unit.quoted and words_of(unit.text) not in words.kept:
            yield Leftover(trimmed(unit.prose), _short(unit.text), "slot", owner)


def _prompts(group: Group, words: LeftoverWords, repeated: frozenset[str], owner: str) -> Iterator[Leftover]:
    """The requests of a form: one finding for a section, at the first of them."""
    texts = [unit for unit in group.units if unit.place not in ("heading", "title", "blank")]
    found = []
    for unit in texts:
        key = words_of(unit.text)
        if words.prompts.starts(key) or (key in repeated and _may_be_prompt(unit, words)):
            found.append(unit)
    if found:
        first = found[0]
        alone = all(unit in found or _is_request(unit, words_of(unit.text), words) for unit in texts)
        said = _said(first) if alone else _short(first.text)
        yield Leftover(trimmed(first.prose), said, "slot" if alone else "instruction", owner)
        return
    if not texts or group.section is None or group.acting or any(unit.place == "code" for unit in texts):
        return
    known = len(texts) == 1 and words_of(group.section.label.text) in words.filled
    if all(unit.place != "cell" and _asks(unit, words_of(unit.text), words, alone=known) for unit in texts):
        yield Leftover(trimmed(texts[0].prose), _said(texts[0]), "slot", owner)


def _is_request(unit: Unit, key: str, words: LeftoverWords) -> bool:
    """Whether a text tells its writer what to write: ``Describe what ...``, ``List any ...``."""
    verb = words.verbs.starts(key)
    if not verb or len(key) > 700:
        return False
    rest = key[len(verb) + 1 :].partition(" ")[0]
    return rest in words.objects


def _asks(unit: Unit, key: str, words: LeftoverWords, *, alone: bool = False) -> bool:
    """Whether a text, where it is all that is there, asks its writer for something; `alone` below a known heading."""
    if _is_request(unit, key, words):
        return True
    text = unit.text.strip("() ")
    if not text.endswith("?") or not (alone or unit.prose.italic or _in_parentheses(unit)):
        return False
    return bool(words.questions.starts(words_of(text)))


def _in_parentheses(unit: Unit) -> bool:
    return unit.text.startswith("(") and unit.text.endswith(")")


def _nobody(group: Group, words: LeftoverWords, lexicon: Lexicon) -> Iterator[Leftover]:
    """Question marks for an owner, beside real ones."""
    cells = [unit for unit in group.units if unit.place == "cell" and unit.column in lexicon.columns["owner"]]
    marks = [unit for unit in cells if not unit.text.strip("?") and len(unit.text) >= 2]
    if len(marks) < len(cells):
        for unit in marks:
            yield Leftover(trimmed(unit.prose), unit.text, "nobody", _action(group, unit))


def _action(group: Group, unit: Unit) -> str:
    texts = [other.text for other in group.units if other.row == unit.row and other.node is unit.node]
    return f'"{_short(max(texts, key=len))}"'


def _said(unit: Unit) -> str:
    """A sentence of a form, as a message quotes it."""
    return f"'{_short(unit.text.rstrip('.:'))}'"


def _short(text: str) -> str:
    return shorten(text, 60)
