"""Reading the value of a field or cell against what its slot takes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from incidentlint.grammars import (
    Stamp,
    find_durations,
    find_stamps,
    is_weekday,
    names_unit,
    read_date,
    read_duration,
    read_stamp,
)
from incidentlint.markdown import Prose, prose_slice, unstruck
from incidentlint.outline import trimmed
from incidentlint.report.leftovers import blank_tags
from incidentlint.report.values import Left, Value, behind
from incidentlint.template import PossibleSlots, Slot, SlotType, distinct, is_no_slot, left_of, slot_pattern
from incidentlint.text import Span, narrow, normalise, plain_signs, shorten
from incidentlint.vocabulary import (
    OUTER,
    SEPARATOR,
    Lexicon,
    TimeWords,
    either,
    is_bare_waiver,
    is_none,
    is_nothing,
    is_scale,
    is_todo,
    key_of,
    literal,
    offers_waiver,
    phrases,
    waiver,
    words_of,
)

_DURATION = "a duration"

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")

_BEFORE_LENGTH = re.compile(r"\A[^\w~<>≤≥≈½¼¾]+")
"""Marks and emoji before a length."""

_SECONDS_OF_TODAY = len("1700000000")
"""A number of so many digits may count the seconds since 1970."""

_BALLOT_MARK = re.compile(r"([☐⬜]|\[ \]|\( \))|([☑☒🗹✅]|\[[xX]\]|\([xX]\))")

_ONE_BRACKET = re.compile(r"\[[^\[\]]{1,400}\]")

_DECORATED = re.compile(r"^[\s*_`~\"\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]+")

_UNKNOWN_TIME = re.compile(r"\?{2}:\?{2}")

_RELATIVE_TIME = re.compile(r"\s*(?:T\s*)?[+-]\s*\d|\s*(?:[~≈]\s*)?\d{1,2}:\d[x?]")

_MOMENT_FORM = re.compile(
    r"(?<![\w:.])(?:YYYY[-/.]MM[-/.]DD(?:[T ]HH:MM)?|HH:MM|\d{1,2}[:.](?:[Xx]{2}|_{2})"
    r"|\d?[Xx_]{1,2}:(?:\d\d|[Xx]{2}|_{2})|20\d\d-(?:\d\d-(?:XX|xx)|(?:XX|xx)-(?:\d\d|XX|xx)))(?![\w:])"
)
"""How a date or a time is left to be written, or a part of it, whatever the template has at that place."""


_BOTH = 2

_FEW_SLOTS = 20
"""Of no more slots each is looked for."""

_WITH_DIGIT = re.compile(r"\S{0,40}\d\S{0,40}")
_LIKE_DIGITS = str.maketrans("OoIl|", "00111")
"""Letters that are taken for digits, and typed for them."""


_BESIDE = re.compile(r"\s[/|·]\s")
"""Between the answers to a label of several names: ``INC-7 / SEV2``."""


class Reader:
    """Reads values against the types that the template gives them."""

    def __init__(self, lexicon: Lexicon, zones: dict[str, str]) -> None:
        """Take the lexicon, and the pack's abbreviations of time zones."""
        self.lexicon = lexicon
        self.zones = zones
        self._possible: list[tuple[tuple[Slot, ...], PossibleSlots]] = []

    def read(self, prose: Prose, slots: tuple[Slot, ...], kind: SlotType | None) -> Value:
        """The value that `prose` is, where the template has `slots` of type `kind`."""
        if prose.marks and any(mark.kind == "strike" for mark in prose.marks):
            prose = msgspec.structs.replace(prose, text=unstruck(prose))  # what is crossed out is no value
        if kind and kind.kind in ("date", "date-time", "time", "duration"):
            prose = msgspec.structs.replace(prose, text=prose.text.replace("\n", " "))  # a formatter wraps anywhere
        if kind and kind.several and kind.kind == "text" and _ONE_BRACKET.fullmatch(prose.text.strip()):
            prose = prose_slice(prose, prose.text.index("[") + 1, prose.text.rindex("]"))  # a list of one
        text = prose.text
        span = trimmed(prose)
        if kind and kind.none and text.strip() and self._is_none(text):
            return Value("waived", prose, span)
        if is_nothing(text):
            # a tag has no text of its own: <name of the author>
            tags = self._left(prose, tuple(slot for slot in slots if slot.text.startswith("<")))
            tags = tags or tuple(Left(mark.span, None) for mark in blank_tags(prose))
            return Value("slot", prose, tags[0].span, left=tags) if tags else Value("empty", prose, span)
        if kind and kind.kind == "choice":
            return self._choice(prose, slots, kind, span)
        left = self._left(prose, slots)
        if left:
            return Value("slot", prose, span, left=left)
        if kind and kind.kind in ("date", "date-time", "time") and (form := _MOMENT_FORM.search(text)) is not None:
            # the template has none: its own date is there
            return Value("slot", prose, span, left=(Left(prose.source(*form.span()), None),))
        if is_todo(text, self.lexicon):
            return Value("todo", prose, span)
        if waiver(text, self.lexicon) is not None:
            return Value("waived", prose, span)
        if is_bare_waiver(text, self.lexicon):
            if any(offers_waiver(slot.text, self.lexicon) for slot in slots):
                return Value("waived", prose, span)
            return Value("empty", prose, span, problem="N/A", wanted="N/A - <reason>")
        value = self._typed(prose, kind, span)
        return Value("ok", prose, span) if value.state in ("invalid", "unread") and kind and kind.lenient else value

    def _is_none(self, text: str) -> bool:
        """Whether a text says no more than that there is none: a dash, ``N/A``, ``None``."""
        return is_nothing(text) or is_bare_waiver(text, self.lexicon) or is_none(text, self.lexicon)

    def _left(self, prose: Prose, slots: tuple[Slot, ...]) -> tuple[Left, ...]:
        text = prose.text
        places: list[tuple[int, int, Slot | None]] = []
        # The same slot may be there any number of times.
        for slot in self.possible(slots, prose):
            if slot.text:
                places += [
                    (*place, slot) for place in left_of(slot, text) if slot.whole or not _is_quoted(prose, *place)
                ]
        if not places:
            bare = narrow(text.strip(OUTER))
            if bare[:1] == "[" and _ONE_BRACKET.fullmatch(bare) and not is_no_slot(bare):
                start = len(text) - len(text.lstrip(OUTER))
                if prose.marked(start, start + len(bare), "link", "image", "code") is None:
                    places = [(start, start + len(bare), None)]
            elif bare and ((inner := bare.strip("[](){}<>【】")) != bare or len(slots) <= _FEW_SLOTS):
                # a slot that lost a bracket, or has others; the form of a moment is one without any
                lost = [slot for slot in slots if slot.text[:1] in ("[", "{", "<")]
                lost = [slot for slot in lost if inner != bare or slot.type.kind in ("date", "date-time", "time")]
                if lost and normalise(inner) in {normalise(slot.text.strip("[]{}<> ")) for slot in lost}:
                    start = len(text) - len(text.lstrip(OUTER))
                    places = [(start, start + len(bare), None)]
        marks = [mark for mark in prose.marks if mark.kind == "html"] if prose.marks else []
        if marks:
            tags = {slot.text: slot for slot in slots if slot.text.startswith("<")}
            places += [
                (mark.start, mark.start, tags[f"<{mark.target}>"]) for mark in marks if f"<{mark.target}>" in tags
            ]
        return tuple(_distinct(prose, places)) if places else ()

    def possible(self, slots: tuple[Slot, ...], prose: Prose, tags: Iterable[str] = ()) -> Iterable[Slot]:
        """The slots that may be left in a text with these `tags` in it, each form of them once."""
        if len(slots) <= _FEW_SLOTS:
            return distinct(slots)
        # The same column is asked about each of its cells: it is told from others by what it is, not by what it says.
        found = next((possible for known, possible in self._possible if known is slots), None)
        if found is None:
            found = PossibleSlots(distinct(slots))
            self._possible.append((slots, found))
        return found.of(prose.text, tags)

    def _choice(self, prose: Prose, slots: tuple[Slot, ...], kind: SlotType, span: Span) -> Value:
        text = unstruck(prose)
        wanted = "one of " + ", ".join(kind.options)
        as_offered = any(slot.text and normalise(slot.text) in normalise(text) for slot in slots)
        if _BALLOT_MARK.search(text) and not as_offered:
            return self._ballot(prose, kind, span)
        bare = narrow(text.strip(OUTER))
        inner = bare[1:-1] if bare.startswith("[") and bare.endswith("]") else bare
        for slot in slots:
            form = normalise(slot.text)  # none of a blank
            if form and (
                normalise(inner) == normalise(slot.text.strip("[]"))
                or (form in normalise(text) and (slot.type is kind or left_of(slot, text)))  # the `N` before options
            ):
                left = tuple(_distinct(prose, [(*place, slot) for place in left_of(slot, text)]))
                place = left[0].span if left else span
                return Value("unresolved", prose, place, left=left, problem="nothing was chosen", wanted=wanted)
        many = self._several(inner, kind.options)
        if many == len(set(kind.options)) and (many > _BOTH or self._exclude(kind)):
            return Value("unresolved", prose, span, problem="nothing was chosen", wanted=wanted)
        if many and self._exclude(kind):
            return Value("unresolved", prose, span, problem="more than one is named", wanted=wanted)
        option, end = self.leading(text, kind.options)
        if (
            option is None
            and _ONE_BRACKET.fullmatch(bare)
            and not is_no_slot(bare)
            and not prose.marked(0, len(text), "link", "image", "code")
        ):
            option, _ = self.leading(inner, kind.options)
            if option is None or "/" in inner:
                return Value("slot", prose, span, left=(Left(span, None),))
        if option is not None:
            explanation = behind(prose, end) if end is not None else None
            return Value("ok", prose, span, answer=option if end is not None else "", explanation=explanation)
        if is_todo(text, self.lexicon):
            return Value("todo", prose, span)
        if waiver(text, self.lexicon) is not None:
            return Value("waived", prose, span)
        if (numbered := _numbered(inner, kind.options)) is not None:
            return Value("ok", prose, span, answer=numbered)
        named = (self.leading(part.strip(), kind.options)[0] for part in _BESIDE.split(text)[1:])
        if kind.closed and (option := next(filter(None, named), None)) is not None:
            return Value("ok", prose, span, answer=option)  # behind what another name of the label asks for
        if kind.closed:
            return Value("invalid", prose, span, problem=f"{_short(text)} is not one of the options", wanted=wanted)
        if is_bare_waiver(text, self.lexicon):
            return Value("empty", prose, span, problem="N/A", wanted="N/A - <reason>")
        return Value("ok", prose, span)

    def _several(self, text: str, options: tuple[str, ...]) -> int:
        """How many of the options a text names, if it is nothing but two or more of them: ``P0 / P1``, ``P0 or P1``."""
        parts = {
            part.strip().casefold() for part in re.split(rf"[/|]|\s{either(self.lexicon.words.slots.or_)}\s", text)
        }
        known = {option.casefold() for option in options}
        return len(parts) if len(parts) > 1 and parts <= known else 0

    def _exclude(self, kind: SlotType) -> bool:
        """Whether only one of some options can hold, as of levels, states, yes and no: several teams may."""
        states = self.lexicon.leftovers.states
        return (
            kind.closed
            or is_scale(kind.options, self.lexicon)
            or any(words_of(option) in states for option in kind.options)
        )

    def leading(self, text: str, options: tuple[str, ...]) -> tuple[str | None, int | None]:
        """The option that a text begins with, and where it ends; the end is None where the text runs on."""
        skipped = len(text) - len(_DECORATED.sub("", text, count=1))
        rest = text[skipped:].casefold()
        for option in sorted(options, key=len, reverse=True):
            if not rest.startswith(option.casefold()):
                continue
            tail = rest[len(option) :]
            if tail[:1].isalnum():
                continue
            end = skipped + len(option)
            if SEPARATOR.match(tail.lstrip("*_`")) or any(char.isdigit() for char in option):
                return option, end
            return option, None
        return None, None

    def _ballot(self, prose: Prose, kind: SlotType, span: Span) -> Value:
        text = prose.text
        marks = list(_BALLOT_MARK.finditer(text))
        wanted = "one of " + ", ".join(kind.options)
        ticked = [mark for mark in marks if mark[2]]
        known = {key_of(option): option for option in kind.options}
        if not ticked:
            return Value("unresolved", prose, span, problem="no box is ticked", wanted=wanted)
        if len(ticked) > 1 and not kind.several:
            place = prose.source(ticked[1].start(), ticked[1].end())
            return Value("unresolved", prose, span, problem="more than one box is ticked", wanted=wanted, box=place)
        box = prose.source(ticked[0].start(), ticked[0].end())
        if text[: marks[0].start()].strip(" *_"):
            # The boxes come after their words: ``Yes ☐  No ☑``.
            words = text[
                max((mark.end() for mark in marks if mark.end() < ticked[0].start()), default=0) : ticked[0].start()
            ]
        else:
            words = _BALLOT_MARK.split(text[ticked[0].end() :], maxsplit=1)[0]
        option = next(
            (known[key] for key in known if key_of(words) == key or self.leading(words, (known[key],))[0]), ""
        )
        tail = text[marks[-1].end() :]
        _, end = self.leading(tail, kind.options)
        explanation = behind(prose, len(text) - len(tail) + end) if end is not None else None
        if explanation is None and marks[-1] is not ticked[0]:
            _, end = self.leading(words, kind.options)  # between the option and the next box
            between = prose_slice(prose, 0, ticked[0].end() + len(words.rstrip(" /|,;")))
            explanation = behind(between, ticked[0].end() + end) if end is not None else None
        if not option and kind.closed:
            return Value(
                "invalid", prose, span, problem=f"{_short(words)} is not one of the options", wanted=wanted, box=box
            )
        return Value("ok", prose, span, answer=option, explanation=explanation, box=box)

    def _typed(self, prose: Prose, kind: SlotType | None, span: Span) -> Value:
        name = kind.kind if kind else "text"
        if kind and name in ("date", "date-time", "time"):
            return self._stamp(prose, kind, span)
        if kind and name == "duration":
            duration = read_duration(_BEFORE_LENGTH.sub("", prose.text, count=1), clock=True)
            if duration is None:
                plain = prose.text.strip()
                untimed = re.search(r"\d", plain) is None and self._has_no_time(plain, start=True)
                if untimed or is_none(plain, self.lexicon):
                    return Value("ok", prose, span)
                return self._unlike(prose, span, _DURATION, "1 hour 5 minutes")
            return Value("ok", prose, span, duration=duration)
        if kind and name == "pattern":
            return self._pattern(prose, kind, span)
        return Value("ok", prose, span)

    def _stamp(self, prose: Prose, kind: SlotType, span: Span) -> Value:
        text = prose.text
        if self._has_no_time(text.strip(OUTER), start=True) or (kind.kind == "time" and self._is_relative(text)):
            return Value("ok", prose, span)
        # A slot for one moment with its zone: 02:05-06:00 is no range there.
        moment = kind.kind == "date-time" and kind.zone
        stamp = read_stamp(text, self.zones, moment=moment, clock=kind.kind == "time")
        if stamp is None:
            found = find_stamps(text, self.zones)
            stamp = found[0] if found else None
        stamp = _settled(stamp, kind)
        if kind.kind == "date" and (stamp is None or stamp.date is None):
            told = read_date(text) is not None or is_weekday(text.strip(OUTER))
            return Value("ok", prose, span) if told else self._invalid(prose, span, kind)
        if stamp is None or (kind.kind == "time" and stamp.time is None and stamp.date is None):
            return self._invalid(prose, span, kind)
        if kind.kind == "date-time" and (stamp.date is None or (stamp.time is None and kind.minutes)):
            if not (stamp.date is not None and self._has_no_time(text)):
                return self._invalid(prose, span, kind)
        return Value("ok", prose, span, stamp=stamp)

    def _has_no_time(self, text: str, *, start: bool = False) -> bool:
        """Whether a text says that nobody knows the time, or that it needs none: at its `start`, or anywhere."""
        answers = self.lexicon.words.answers
        for pattern in (_UNKNOWN_TIME, phrases((*answers.no_time, *answers.at_once))):
            if (pattern.match(text) if start else pattern.search(text)) is not None:
                return True
        return False

    def _is_relative(self, text: str) -> bool:
        """Whether a text tells a time by another one: ``T+5``, ``~10 min earlier``."""
        relative = _relative(self.lexicon.words.time)
        return _RELATIVE_TIME.match(text) is not None or relative.match(text) is not None

    def _invalid(self, prose: Prose, span: Span, kind: SlotType) -> Value:
        forms = {
            "date": "2026-03-11",
            "time": "07:40",
            "date-time": "2026-03-11 07:40" + (f" {kind.zone_name or 'UTC'}" if kind.zone else ""),
        }
        what = {"date": "a date", "time": "a time", "date-time": "a date and time"}[kind.kind]
        return self._unlike(prose, span, what, forms[kind.kind])

    def _unlike(self, prose: Prose, span: Span, what: str, example: str) -> Value:
        """A value that is not `what` its slot takes: invalid where that is sure, else in a notation not known here.

        It is sure of a mere number, and where all digits, if any, are those of moments and lengths that were read, and
        not of a day and a time that nothing joins. What names a length of time somewhere may be one.
        """
        text = prose.text
        wanted = f"{what} such as {example}"
        rest = list(text)
        stamps = find_stamps(text, self.zones)
        lengths = [(length.start, length.end) for length in find_durations(text)]
        if what == _DURATION and (names_unit(text) or lengths):
            return Value("unread", prose, span, problem=f"{_short(text)} is not understood as {what}", wanted=wanted)
        for start, end in (*((stamp.start, stamp.end) for stamp in stamps), *lengths):
            rest[start:end] = " " * (end - start)
        both = any(stamp.date for stamp in stamps) and any(stamp.time for stamp in stamps)
        number = _NUMBER.fullmatch(text.strip(OUTER)) is not None and len(text.strip(OUTER)) < _SECONDS_OF_TODAY
        sure = number or self._is_mistyped(text) or not (both or any(map(str.isdigit, rest)))
        problem = f"{_short(text)} is {'not' if sure else 'not understood as'} {what}"
        return Value("invalid" if sure else "unread", prose, span, problem=problem, wanted=wanted)

    def _is_mistyped(self, text: str) -> bool:
        """Whether letters stand in the place of digits that make a date of it, or more times: ``2026-06-O9``."""
        meant = _WITH_DIGIT.sub(lambda match: match[0].translate(_LIKE_DIGITS), text)
        if meant == text:
            return False
        before, after = find_stamps(text, self.zones), find_stamps(meant, self.zones)
        dates = sum(stamp.date is not None for stamp in after) - sum(stamp.date is not None for stamp in before)
        return dates > 0 or len(after) > len(before)

    def _pattern(self, prose: Prose, kind: SlotType, span: Span) -> Value:
        text = plain_signs(prose.text.strip(OUTER)).removeprefix("#")  # of a channel, a ticket
        regex = slot_pattern(kind.pattern).regex
        match = regex.match(text)
        if match and (match.end() == len(text) or not re.match(r"[\w-]", text[match.end() :])):
            return Value("ok", prose, span)
        return Value(
            "invalid",
            prose,
            span,
            problem=f"{_short(prose.text)} does not match the pattern",
            wanted=_plain_pattern(kind.pattern),
        )


def _numbered(text: str, options: tuple[str, ...]) -> str | None:
    """The one of some options of one word and a number each that a number alone means: ``1`` of ``Priority 1``."""
    parts = [option.rpartition(" ") for option in options]
    if len({word for word, _, _ in parts}) != 1 or not all(word and last.isdigit() for word, _, last in parts):
        return None
    head = text.split(" ", 1)[0].strip(".,:;()–-")
    return next((option for option, (_, _, last) in zip(options, parts, strict=True) if last == head), None)


@lru_cache(maxsize=64)
def _relative(times: TimeWords) -> re.Pattern[str]:
    """A time that a text tells by another one."""
    unit = literal(word for words in msgspec.structs.astuple(times.units) for word in words)
    return phrases(times.relative, rf"\s*(?:[~≈]\s*)?\d+ ?{unit} ")


def _settled(stamp: Stamp | None, kind: SlotType) -> Stamp | None:
    """A moment whose day could be read as its month, as the form of its slot settles it."""
    date = stamp.date if stamp is not None else None
    if stamp is None or date is None or not date.ambiguous or not kind.first:
        return stamp
    return msgspec.structs.replace(stamp, date=date.in_order(month_first=kind.first == "month"))


def _plain_pattern(pattern: str) -> str:
    return pattern.replace("[", "").replace("]", "").replace("###", "NNN")


def _is_quoted(prose: Prose, start: int, end: int) -> bool:
    """Whether a place is in inline code, where a name in brackets is the code's own; a date's form is a slot."""
    return prose.marked(start, end, "code") is not None and not re.search(r"YYYY|HH:MM|NNN|##", prose.text[start:end])


def _distinct(prose: Prose, places: list[tuple[int, int, Slot | None]]) -> list[Left]:
    """The places in order, those that are in another left out."""
    found: list[Left] = []
    tags = {mark.start: mark for mark in reversed(prose.marks) if mark.kind == "html"}
    last = -1
    for start, end, slot in sorted(places, key=lambda place: (place[0], -place[1])):
        if end <= last and start < last:
            continue
        span = prose.source(start, end)
        if start == end:
            span = tags[start].span if start in tags else span
        found.append(Left(span, slot))
        last = max(last, end)
    return found


def _short(text: str) -> str:
    return f"'{shorten(text, 40)}'"
