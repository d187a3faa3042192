"""Slots: the places of a template that are to be filled in, and what each of them takes.

One pattern language serves templates, file names, folders and ids: ``[Name]``, ``YYYY-MM-DD HH:MM CET``,
``X hours Y minutes``, ``P0 / P1 / P2 / P3``, ``INC-YYYY-MM-DD-NNN``, ``<short-title>``, ``____``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Literal

import msgspec

from incidentlint.grammars import glued_units, other_words, written_units
from incidentlint.markdown import Prose, is_slot_tag
from incidentlint.template.code_signs import is_syntax
from incidentlint.template.forms_of_values import is_form_of_value
from incidentlint.template.moment_forms import CLOCK_ZONE, MONTH_DATE, YEAR_DATE, stamp_type
from incidentlint.template.option_lists import (
    CODES,
    choice_of,
    coded_options,
    is_joined,
    is_options,
    named_options,
    option_list,
    two_named,
)
from incidentlint.template.quoted_slots import PAIRS, names_slots, quoted
from incidentlint.template.slot_types import BLANK, CIRCLE, NUMBER, SIGNED, SIGNS, Slot, SlotType, is_no_slot
from incidentlint.text import Span, SpanSet, narrow
from incidentlint.vocabulary import (
    OUTER,
    Lexicon,
    Texts,
    Words,
    either,
    is_prompt,
    literal,
    phrases,
    remembered,
    time_words,
    zone_words,
)

_GLUED = r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"
"""A sign of writing without gaps, in which a unit is glued to its number."""

_TOKEN = re.compile(
    rf"(?<![\w.,:/#-])[~≈$€£]?(?:X{{1,4}}(?:,X{{3}})*|N{{1,4}}|Y{{3,4}}|#{{2,4}}|\?{{2,}})"
    rf"(?:\.X{{1,2}}|\.Y)? ?(?:[%kKM]|{_GLUED}{{1,3}})?(?![\w/:#-])"
)


# Glued to constants: INC-YYYY-MM-DD-NNN, INC-[YYYY-MM-DD]-[###], INCIDENT-YYYY-MM-DD-<short-title>.md
_HOLE = r"\[[^\[\]\n]{1,60}\]|<[^\W\d_][\w -]{0,40}>|(?<=[-_])\([^()\n]{1,40}\)|YYYY|JJJJ|AAAA|RRRR|MM|DD|HH|NN+|XXX+"
_HOLE += rf"|{SIGNED}|##+|(?<=[-_])(?:YY|JJ|AA)(?=[-_]|MM)|(?<=MM)(?:JJ|TT)|(?<=MM[-_.])(?:JJ|TT)"

_LAST_HOLE = rf"(?<=[-_.])(?:{CIRCLE}+|\.{{3}}|…)(?!\w)"

_PATTERN = (
    rf"(?<![\w-])(?!YYY|JJJJ|AAAA|RRRR|MM-|DD-|TT-|JJ-|HH|NN|XX)(?:[A-Za-z]{{2,12}}|{_GLUED}{{2,8}})-(?:(?:{_HOLE})[-_.]?)+"
    rf"(?:{_LAST_HOLE}|[\w.]{{0,12}})"
)

_BRACKET = r"\[[^\[\]\n]*(?:\n[^\[\]\n]+){0,6}\]"

_ANGLE = r"<<?(?:%\s?)?(?:[^\W\d_]|\d ?[-–—=:/|(] ?\w)[^<>\n]{0,400}>>?|<(?:…|\.{3}|[ ](?=[^\W\d_])[^<>\n]{3,100}[ ])>"

_FIRST = r"(?:[^\W_]|[€£+…\u2600-\u27bf\U0001f300-\U0001faff]|\.\.\.)"
"""What a slot in braces begins with, and code does not."""

_BRACE = rf"\{{\{{[^{{}}\n]{{1,160}}\}}\}}|\{{{_FIRST}(?:[^{{}}\n]|\{{[^{{}}\n]{{0,60}}\}}){{0,160}}\}}"


class _Patterns(msgspec.Struct, frozen=True):
    """The patterns of slots, by where they are. Words of time are those of all languages."""

    text: re.Pattern[str]
    heading: re.Pattern[str]
    code: re.Pattern[str]
    stamp: re.Pattern[str]
    """All of a text that is the form of a date or time."""
    duration: str
    """The form of a length of time, as an expression."""


@remembered
def _patterns(quotes: Texts = ()) -> _Patterns:
    words = time_words()
    at = r"[^\W\d_]{1,4}(?: [^\W\d_]{1,4})?"
    stamp = rf"(?:{YEAR_DATE}|{MONTH_DATE})(?:(?:,? {at}\.? |, |[ T]|(?<=[日일)])){CLOCK_ZONE})?|{CLOCK_ZONE}"
    unit, joins = written_units(), either((*words.and_, *sorted(other_words("and_"))))
    duration = rf"{NUMBER} ?{unit}\b(?:,? (?:{joins} )?{NUMBER} ?{unit}\b)*"
    glued = rf"{NUMBER} ?{glued_units()}"
    duration = rf"(?:{duration}|{glued}(?: ?{glued}){{0,3}})"
    marked = rf"(?P<quote>{quoted(quotes) or '(?!)'})|(?P<bracket>{_BRACKET})|(?P<brace>{_BRACE})|(?P<angle>{_ANGLE})"
    marked += rf"|(?P<signed>{SIGNED})"
    heading = (
        rf"(?P<pattern>{_PATTERN})|{marked}|(?P<stamp>(?<![\w-])(?:{stamp})(?![\w-]))|(?P<circles>{CIRCLE}{{2,6}})"
        rf"|(?P<blank>{BLANK})"
    )
    return _Patterns(
        text=re.compile(rf"{heading}|(?P<duration>(?<![\w-]){duration})|(?P<codes>(?<![\w/-]){CODES}(?![\w/-]))"),
        heading=re.compile(heading),
        code=re.compile(rf"{marked}|(?P<stamp>{stamp})|(?<=: )(?P<codes>{CODES})(?=\s|$)"),
        stamp=re.compile(rf"(?:{stamp})$"),
        duration=duration,
    )


def template_slots(
    prose: Prose,
    lexicon: Lexicon,
    *,
    place: Literal["text", "heading", "code"] = "text",
    whole: bool = False,
    entry: bool = False,
) -> list[Slot]:
    """The slots of a template's text, from left to right.

    `prose` is the inline text (or a code line); `whole` says that it is a whole value, where option lists of words
    (``Yes / No``) and prompts count; an `entry` of a list is one too, but no option list. Brackets of links, task
    boxes, footnotes and code spans are no slots.
    """
    text, angles = _with_angles(prose)
    text = narrow(text)
    patterns = _patterns(lexicon.words.slots.quotes)
    regex: re.Pattern[str] = getattr(patterns, place)
    if whole and not entry and not (patterns.stamp.match(text.strip()) and patterns.text.fullmatch(text.strip())):
        options = coded_options(prose, lexicon) or option_list(text, lexicon)
        if options is not None:
            return [options]
    found: list[Slot] = []
    for match in regex.finditer(text):
        (start, end), kind = match.span(), match.lastgroup or ""
        alone = kind == "duration" and not entry and match.group() == text.strip(OUTER)  # all that a heading is over
        if kind in ("codes", "duration") and place == "text" and (not whole or entry) and not alone:
            continue
        in_code = not angles and place == "text" and _is_all_code(prose, start, end, whole=whole)
        if kind in ("bracket", "brace") and (
            is_no_slot(match.group()) or (not in_code and _is_marked(prose, start, end, angles))
        ):
            continue
        if place == "code" and is_syntax(text, start, end):
            continue
        titled = kind == "bracket" and place == "heading" and _names_reports(match.group()[1:-1], lexicon)
        if titled or names_slots(match.group(), lexicon) or _is_mark(match.group(), lexicon):
            continue
        marked = not in_code and not angles and place == "text" and prose.marked(start, end, "code", "autolink")
        if kind == "angle" and marked and not patterns.stamp.match(match.group().strip("<>")):  # `<<HH:MM>>` is no link
            continue
        found.append(_slot(kind, match.group(), start, end, text[end:], lexicon))
    if len(found) > 1 and place == "text":
        found = _without_names(prose, text, found)
    return _placed_back(_with_prompts(prose, text, found, lexicon) if whole else found, angles)


def _names_reports(text: str, lexicon: Lexicon) -> bool:
    """Whether what is in a title's brackets says that it is a report: ``[Postmortem] <what>``, ``[障害報告] ○○``."""
    words = lexicon.recognition
    return "".join(text.split()).casefold() in {"".join(name.split()) for name in (*words.titles, *words.glued)}


def _without_names(prose: Prose, text: str, found: list[Slot]) -> list[Slot]:
    """The slots without the brackets that name their entry, beside slots in other signs: ``**[start]** {{what}}``."""
    signs = {text[slot.start : slot.start + 2] for slot in found if text[slot.start : slot.start + 1] in ("{", "<")}
    if not signs:
        return found

    def is_name(slot: Slot) -> bool:
        bold = prose.marked(slot.start, slot.end, "strong") is not None
        return slot.text[:1] == "[" and slot.type.kind == "text" and (bold or "{{" in signs)

    return [slot for slot in found if not is_name(slot)]


def _with_prompts(prose: Prose, text: str, found: list[Slot], lexicon: Lexicon) -> list[Slot]:
    """The slots of a whole value with those that have no brackets: a prompt, number words, dots."""
    stripped = text.strip()
    start = len(text) - len(text.lstrip())
    if stripped and not stripped.strip(".…[](){}<> ") and stripped.strip("[](){}<> ") and not found:
        return [Slot("", start, start, SlotType("text"))]
    if not found and _ZEROS.fullmatch(stripped):
        return [Slot(stripped, start, start + len(stripped), SlotType("text"), exact=True)]
    dated = _dated_clock(text, found, lexicon)
    if dated is not None:
        return [dated]
    italic = prose.italic or (stripped[:1] in ("(", "（") and stripped[-1:] in (")", "）"))
    if not found and italic and is_prompt(text, lexicon, italic=True):
        return [Slot(stripped, start, start + len(stripped), SlotType("text"), whole=True)]
    short = len(stripped.split()) <= 8
    taken = SpanSet(Span(slot.start, slot.end) for slot in found)
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if "?" not in match.group() and (not short or any(mark.kind == "code" for mark in prose.marks)):
            continue
        if taken.overlaps(Span(start, end)) or prose.marked(start, end, "code", "link"):
            continue
        found.append(Slot(match.group().strip(), start, end, SlotType("text"), exact=True))
    if not found and (is_prompt(text, lexicon) or is_form_of_value(text, lexicon.words.prompts)):
        found.append(Slot(stripped, start, start + len(stripped), SlotType("text"), whole=True))
    return sorted(found, key=lambda slot: slot.start)


_ZEROS = re.compile(r"[A-Z]{1,10}-0{3,}")
"""The id of no report: ``INC-0000``."""


def _dated_clock(text: str, found: list[Slot], lexicon: Lexicon) -> Slot | None:
    """The one slot of a word for a day and the form of a time after it: ``DAY HH:MM``."""
    only = found[0] if len(found) == 1 and found[0].type.kind == "time" else None
    if only is None or text[: only.start].strip(" ,").casefold() not in lexicon.words.slots.dates:
        return None
    start = len(text) - len(text.lstrip())
    kind = msgspec.structs.replace(only.type, kind="date-time", lenient=True)
    return Slot(text[start : only.end], start, only.end, kind)


def _with_angles(prose: Prose) -> tuple[str, list[tuple[int, int]]]:
    """The text with the tags that are slots put back, and where they were put: (index in the prose, length)."""
    found = [mark for mark in getattr(prose, "marks", ()) if mark.kind == "html"]
    closed = {mark.target[1:].strip().lower() for mark in found if mark.target.startswith("/")}
    tags = [mark for mark in found if is_slot_tag(mark.target, alone=mark.target.lower() not in closed)]
    if not tags:
        return prose.text, []
    parts, last, angles = [], 0, []
    for mark in tags:
        parts += [prose.text[last : mark.start], f"<{mark.target}>"]
        angles.append((mark.start, len(mark.target) + 2))
        last = mark.start
    parts.append(prose.text[last:])
    return "".join(parts), angles


def _placed_back(slots: list[Slot], angles: list[tuple[int, int]]) -> list[Slot]:
    """The slots with offsets into the prose, where a tag has no length."""
    if not angles:
        return slots
    inserted = list(accumulate((length for _, length in angles), initial=0))
    ends = [index + total for (index, _), total in zip(angles, inserted[1:], strict=True)]

    def back(offset: int) -> int:
        passed = bisect_right(ends, offset)
        if passed < len(angles) and offset > angles[passed][0] + inserted[passed]:
            return angles[passed][0]
        return offset - inserted[passed]

    return [msgspec.structs.replace(slot, start=back(slot.start), end=back(slot.end)) for slot in slots]


def _is_mark(bracket: str, lexicon: Lexicon) -> bool:
    """Whether a bracket says in capitals that something is demanded: ``All [REQUIRED] fields are filled in``."""
    return bracket.isupper() and phrases(lexicon.words.gates.demands, r"\[", r"\]").fullmatch(bracket) is not None


def _is_marked(prose: Prose, start: int, end: int, angles: list[tuple[int, int]]) -> bool:
    """Whether a bracket is in a link, an image or code; a date's form (``[YYYY]``) is a slot in code as well."""
    if angles or not isinstance(prose, Prose):
        return False
    mark = prose.marked(start, end, "code", "link", "image")
    return mark is not None and not (mark.kind == "code" and _DATE_FORM.search(prose.text, start, end))


def _is_all_code(prose: Prose, start: int, end: int, *, whole: bool) -> bool:
    """Whether a slot is all that a code span says, and the place one for an answer.

    It begins a whole value or the answer in it: `` `<n>` minutes``, ``Approved by: `<name>` ``; or it is no tag of
    HTML; or it is there with others of which that is so: `` `<what>` (`<who>`, `<when>`)``. One alone in a sentence is
    code: `` the `<head>` ``.
    """
    mark = prose.marked(start, end, "code")
    if mark is None or (mark.start, mark.end) != (start, end):
        return False
    before = prose.text[:start].rstrip()
    if (not before and not prose.text[end:].strip(" .")) or _patterns().stamp.fullmatch(before.strip(" -–—:")):
        return True  # all of a text, or of what happened at a time: ``HH:MM `<event>` ``
    tag = prose.text[start:end].strip("<>")
    if whole and (not before or before[-1] in _LEADS or (prose.text[start] == "<" and is_slot_tag(tag, alone=True))):
        return True
    alike = (prose.text[other.start : other.end] for other in prose.marks if other.kind == "code")
    return sum(text[:1] == prose.text[start] and text[-1:] == prose.text[end - 1] for text in alike) > 1


_LEADS = ":：?？([（–—-"
"""Signs before an answer in a whole value."""

_DATE_FORM = re.compile(r"\b(?:YYYY|HH:MM)\b")
_AROUND = {"bracket": "[]", "quote": "".join(PAIRS), "brace": "{} ", "angle": "<> ", "signed": SIGNS}
"""What is around what a slot says, by its kind."""


def _slot(kind: str, text: str, start: int, end: int, rest: str, lexicon: Lexicon) -> Slot:
    after = rest.split("\n", 1)[0]
    spared = phrases(lexicon.words.gates.optional, r"\(", r"\)")
    optional = bool(spared.search(text) or spared.match(after.lstrip()))
    example = phrases(lexicon.words.prompts.examples, r"\[\s*").match(text) is not None
    note = after if re.match(r"\s*(?:[—–]|-\s)", after) else ""
    if kind in _AROUND:
        slot_type = read_type(text.strip(_AROUND[kind]), lexicon, note)
    elif kind == "stamp":
        slot_type = stamp_type(text)
    elif kind == "duration":
        slot_type = SlotType("duration")
    elif kind == "circles":
        slot_type = SlotType("text")
    elif kind == "codes":
        slot_type = choice_of(re.split(r" ?[/|] ?", text), note, lexicon)
    elif kind == "pattern":
        cut = after[:1] in ("<", "[", "{")  # by a slot that is no part of an id
        slot_type = SlotType("text") if cut or _is_any_ticket(text, lexicon) else SlotType("pattern", pattern=text)
    else:
        slot_type = _blank_type(after, lexicon)
    if slot_type.kind == "text" and re.match(rf" ?{written_units()}\b", after):
        slot_type = SlotType("duration", lenient=True)
    told = _noted(after, lexicon) if slot_type.kind == "text" and kind in _AROUND else None
    if told is not None and told.kind == "choice" and told.options[-1][-1:].isdigit():
        slot_type = told
    return Slot(text, start, end, slot_type, optional, example)


def _blank_type(after: str, lexicon: Lexicon) -> SlotType:
    """What a blank takes by a note right behind it, a date, a time or an option: ``____ (date, time)``."""
    told = _noted(after, lexicon)
    if told is None or told.kind not in ("choice", "date", "date-time", "time"):
        return SlotType("blank")
    return told if told.kind == "choice" else SlotType(told.kind, minutes=False, lenient=True)


def _noted(after: str, lexicon: Lexicon) -> SlotType | None:
    """What the note in parentheses behind a slot says that it takes: ``(date, time)``, ``(Sev-0 to Sev-3)``."""
    note = re.match(r"\s?\(([^()]{3,40})\)", after)
    return read_type(note[1], lexicon) if note else None


def _is_any_ticket(text: str, lexicon: Lexicon) -> bool:
    """Whether a form is that of the id of a ticket in whatever project: ``TICKET-NNN``."""
    return re.fullmatch(rf"{literal(lexicon.words.slots.trackers)}-(?:X+|N+|#+)", text) is not None


def read_type(inner: str, lexicon: Lexicon, note: str = "") -> SlotType:
    """What a slot with this text between its brackets takes; `note` is constant text after it."""
    inner = " ".join(inner.split())
    words = lexicon.words
    parts = re.split(rf"\s+[—–-]+\s+|:\s+(?={either(words.gates.if_)})", inner, maxsplit=1, flags=re.IGNORECASE)
    head = parts[0].strip()
    note = " ".join([*parts[1:], note])
    sentences = _sentences(head, words)
    if sentences is not None:
        return sentences
    if _patterns().stamp.match(head):
        return stamp_type(head)
    worded = _WORDED.match(head)
    if worded and _patterns().stamp.match(head, worded.end()):  # `day of the week DD/MM/YYYY`
        return msgspec.structs.replace(stamp_type(head[worded.end() :]), lenient=True)
    if re.match(rf"(?:{either(words.time.about)} |~ ?)?{_patterns().duration}", head, re.IGNORECASE):
        return SlotType("duration")
    if ranged := re.fullmatch(r"(\d)\s?[-–]\s?(\d)", inner):  # `Sev: {1-3}`
        numbers = [str(number) for number in range(int(ranged[1]), int(ranged[2]) + 1)]
        return msgspec.structs.replace(choice_of(numbers, "", lexicon), closed=False) if numbers else SlotType("text")
    named, both = named_options(inner, lexicon), two_named(inner)
    if both or named:
        return both or choice_of(named, "", lexicon)
    if is_options(head, lexicon):
        return choice_of(
            [part.strip() for part in re.split(r" [/|] |(?<=\d)[/|](?=[A-Za-z-]{0,9}\d)", head)], note, lexicon
        )
    if is_joined(head, lexicon):
        return msgspec.structs.replace(choice_of(re.split(r"[/|]", head), note, lexicon), closed=False)
    if re.fullmatch(r"#+|N{2,}|X{2,}", head):
        return SlotType("pattern", pattern=head)
    return _named_type(head.casefold(), words)


_WORDED = re.compile(r"[^\W\d_]{3,16}(?: [^\W\d_]{2,16}){0,3},? ")


def _named_type(text: str, words: Words) -> SlotType:
    """What a slot takes by the name of it that is in it, the zone aside: ``date, time and zone``."""
    slots = words.slots
    for whole in (text, _without_zone(text, words)):
        if whole in slots.dates:
            return SlotType("date")
        if whole in slots.date_times:
            return SlotType("date-time", minutes=False)
        if whole in slots.times:
            return SlotType("time")
        if whole in slots.lengths:
            return SlotType("duration")
    parts = set(_parts(_without_zone(text, words), words))
    if len(parts) > 1 and parts <= {*slots.dates, *slots.times} and not parts.isdisjoint(slots.times):
        return SlotType("date-time", minutes=False)
    if len(parts) > 1 and parts <= {unit for units in msgspec.structs.astuple(words.time.units) for unit in units}:
        return SlotType("duration")
    return SlotType("link" if phrases(slots.links).search(text) else "text")


def _parts(text: str, words: Words) -> list[str]:
    """The names in a slot that asks for several: ``date, time and zone``."""
    joins = either((*words.prompts.joins, *words.time.and_))
    return [part for part in re.split(rf"\s*[,;+&/]\s*(?:{joins}\s+)?|\s+{joins}\s+", text.strip()) if part]


def _without_zone(text: str, words: Words) -> str:
    """A slot's text without parentheses, and without the zone that it ends with: ``date and time in UTC``."""
    text = re.sub(r"\s*\([^()]{0,40}\)", "", text)
    before = (word for word in words.time.zone_before if word not in words.slots.times)
    joins = either((*words.prompts.joins, *words.time.and_, *before))
    last = re.search(rf"(?:\s*[,;+&/]|\s+{joins})\s+([\w/+-]+(?: [\w/+-]+)?)$|\s+([A-Za-z]{{3,4}})$", text)
    zone = (last[1] or last[2]) if last else ""
    known = zone in words.slots.zones or zone.upper() in zone_words().known or zone.upper() in ("UTC", "GMT")
    return text[: last.start()].rstrip(" ,;") if last and known else text


def _sentences(text: str, words: Words) -> SlotType | None:
    """How many sentences a slot takes that says so: ``one or two sentences``, ``at most five ...``."""
    numbers = words.time.numbers_by_word()
    number = rf"({literal(numbers)}|\d+)"
    joins = rf"\s*(?:-|–|{either((*words.gates.to, *words.prompts.joins))})\s*"
    match = phrases(words.slots.sentences, rf"(?<!\w){number}(?:{joins}{number})?\s+").search(text)
    if match is None:
        return None
    low, high = (numbers.get(said.casefold()) or int(said) for said in (match[1], match[2] or match[1]))
    limit = re.search(rf"(?:^|\s)(?:{either(words.time.at_most)})\s*$", text[: match.start()], re.IGNORECASE)
    return SlotType("sentences", min=1 if limit else low, max=high)


def stamps_in(text: str) -> list[str]:
    """The forms of dates and times in a template's label: ``YYYY-MM-DD`` of ``Day 1 - YYYY-MM-DD``."""
    return [match.group() for match in _patterns().text.finditer(text) if match.lastgroup == "stamp"]


def has_slot(text: str, quotes: Texts = ()) -> bool:
    """Whether a label's plain text holds a slot, perhaps in `quotes`, so that the node that it names is a sample."""
    for match in _patterns(quotes).text.finditer(text):
        # `Board told (SEV1/SEV2)` says for which levels it holds, or what to choose from.
        of_levels = match.lastgroup == "codes" and (
            text[: match.start()].endswith("(") or len(text[match.end() :].split()) > _NAME
        )
        if not of_levels and not (match.lastgroup == "bracket" and is_no_slot(match.group())):
            return True
    return False


_NAME = 4
"""So many words behind a list of levels belong to a name yet; more say what those levels need."""
