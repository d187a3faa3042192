"""Places to be filled in that a writer left, by their form and the lexicon's words alone: no template is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from incidentlint.grammars import month_of, written_units
from incidentlint.markdown import Mark, Prose, is_slot_tag
from incidentlint.outline import FieldNode
from incidentlint.report.leftovers.own_marks import names_in_capitals, open_values
from incidentlint.report.leftovers.units import Unit
from incidentlint.text import Span
from incidentlint.vocabulary import (
    LeftoverWords,
    Lexicon,
    Texts,
    Words,
    all_slot_names,
    either,
    phrases,
    speaks_of_forms,
    words_of,
)

_BRACE = re.compile(r"\{\{([^{}\n]{1,160})\}\}")
_PROGRAM = re.compile(r"\A\s*[<%.#/$!&>'\"]|[|=]|[A-Za-z_]\.[A-Za-z_]|\$\w|\w\(")
"""What is in the braces of a site generator, a chart or a Go template: ``{{ page.title }}``, ``{{< ref >}}``."""
_BRACKET = re.compile(r"\[([^\[\]\n]{1,120})\](?![\[(:])")
_ONE_BRACE = re.compile(r"(?<![{$%#\\])\{([^{}\n]{2,40})\}(?!\})")
_HALF = re.compile(
    r"[\[({<](?P<open>[^\[\](){}<>\n]{2,40})|(?P<closed>[^\[\](){}<>\n]{2,40})[\])}>]"
    r"|\((?P<round>[^\[\](){}<>\n]{2,40})\)"
)
"""A name with a bracket whose other half is gone, or with round ones."""
_NAMED = re.compile(r"\s*(?:[(,.;]|\Z)")
"""What is behind the name of somebody: ``Reviewed by [name] (head of operations)``."""
_LONGEST_NAME = 40
_ANGLE = re.compile(r"<<?([A-Za-z][^<>\n]{0,80})>>?")
_YEAR = r"(?:YYYY|yyyy|20[xX]{2}|20YY)"
_DATE_FORM = re.compile(
    rf"(?<![\w/%'\"-])(?:{_YEAR}[-/.](?:MM|mm|XX|xx)[-/.](?:DD|dd|XX|xx)|(?:DD|dd)[-/.](?:MM|mm)[-/.]{_YEAR}"
    rf"|(?:MM|mm)[-/.](?:DD|dd)[-/.]{_YEAR})"
    r"(?:[ T](?:HH|hh|XX|xx):(?:MM|mm|XX|xx))?(?![\w'\"-])"
)
_MONTH_FORM = re.compile(
    r"(?<![\w/.-])(?:(?:XX|DD|dd|__)\.? (?:[^\W\d_]{2} )?([^\W\d_]{3,10})\.?|([^\W\d_]{3,10})\.? (?:XX|DD|dd|__))"
    r"(?=,? 20\d\d\b|[\s.,;)]*$)"
)
"""A day that is left of a date with its month's name: ``XX November 2026``, ``March DD, 2026``."""
_TIME_FORM = re.compile(
    r"(?<![\w:%'\"/-])(?:HH:MM|HH:mm|hh:mm|XX:XX|xx:xx|(?:[01]\d|2[0-3]):[0-5]X|[012]X:[0-5]\d)"
    r"(?::(?:SS|ss|XX|xx))?(?:Z|z)?(?![\w:'\"])"
)
"""The form of a time, and a time of which some digits are still to come: ``11:2X``."""
_WRITTEN = r"[~≈(\[*_]*(?:(?:20\d\d|[xX?]{4}|20[xX]{2})[-/.?\dxXM]{1,9}[ T,]+)?"
_ROW_FORM = re.compile(rf"{_WRITTEN}((?:HH:MM|HH:mm|hh:mm|XX:XX|xx:xx|XXXX)(?::(?:SS|ss|XX|xx))?[zZ]?)(?![\w:])")
_ROW_CROSS = re.compile(r"[~≈(\[*_]*20\d\d-\d\d-\d\d[ T,]+(X|XX|x|xx|\?X)(?=\s*(?:[:|–—-]\s|$))")
_NUMBER = r"(?:[XNH]{1,4}|[xn]{2,4}|YY|ZZ|\?{1,4}|_{2,})"
_COUNT_FORM = re.compile(r"[~≈$€£]?(?:X{2,4}|N{2,4})(?:[.,][XN]{1,3})*[ ]?[%kKM]?(?: [a-z]+){0,2}\.?")
_BLANK_FORM = re.compile(r"(?<![\w_])_{4,}(?![\w_])")
_MARKS_IN_TEXT = re.compile(r"(?<!\S)\?{4,12}(?=[\s.,;]|$)")
_ANY_FORM = re.compile(r"X|Y|Z|N|H|\?|DD|__|hh|yyyy|x(?<=[ T,xn]x)|n(?<=[xn]n)|\[n|\[#")
"""What one of the forms of dates, times, lengths and numbers has at least: most texts have nothing of it. Each begins
with a sign that stands for itself: these are looked for much faster than a class of signs.
"""
_MARKS = ("?", "__", "hh", "yyyy", "DD", "dd", "[N", "[n", "[X", "[Y", "[#")
_BRACKETS = re.compile(r"[\[\](){}<>]")
_ANY_SIGN = re.compile(r"[\[\](){}<>XYZNH?D_x]")
_LONE = re.compile(r"[\s*_>\"'“”().:-]*")


class _Lengths(msgspec.Struct, frozen=True):
    """The forms of lengths of time and of shares, by the words around their numbers."""

    whole: re.Pattern[str]
    """All of a value: ``about XX hours and YY minutes``."""
    within: re.Pattern[str]
    """The same inside a text."""
    share: re.Pattern[str]
    """``?? % (?? of ??)``."""
    sign: re.Pattern[str]
    """What a form has, also of a date, a time or a number, but for `_MARKS`: not only the first letter of a word."""
    low: re.Pattern[str]
    """The number of a length in small letters: ``nn min``."""


@lru_cache(maxsize=64)
def _lengths(about: Texts, joins: Texts, in_all: Texts, out_of: Texts) -> _Lengths:
    unit, join, of = written_units(2), either(joins), either(out_of)
    return _Lengths(
        whole=re.compile(
            rf"[~≈]?\s?(?:{either(about)} )?{_NUMBER} ?{unit}\b(?:,? (?:{join} )?{_NUMBER} ?{unit}\b)*"
            rf"(?: {either(in_all)})?\.?"
        ),
        within=re.compile(
            rf"(?<![\w.,:/-])~?(?:X{{1,3}} ?{unit}(?:,? {join}|,)? ?[XY]{{1,3}} ?{unit}"
            rf"|~?(?:XX|XXX|HH|YY|NN) ?{unit})\b"
        ),
        share=re.compile(rf"\?+ ?(?:{unit}|%)(?: \(\?+ {of} \?+\))?|\?\?+ ?% .{{0,60}}|\(?\?\?+ {of} \?\?+\)?"),
        sign=re.compile(
            rf"[XNHYZx](?:[XNHYZ]|(?<=[Xx])[Xx]|(?<!\w[XNHYZ]) ?{unit}|(?<=[ T,][Xx])(?=\s*(?:[:|–—-]\s|$)))"
            r"|\d:\dX|\dX:\d"
        ),
        low=re.compile(rf"[xn](?<!\w[xn])[xn]{{1,3}} ?{unit}"),
    )


@lru_cache(maxsize=64)
def _counts(people: Texts) -> re.Pattern[str]:
    """A number of people that is still to be written: ``[N] customers``, ``XX users``, ``___ guests``."""
    number = r"\[(?:N{1,3}|n|[XY]{1,3}|#{1,3}|\?{1,3})\]|(?:XX{1,3}|NN{1,2}|\?{2,4}|_{2,12})"
    return re.compile(rf"(?<![\w\]`/.-])(?P<count>{number})[ ]{either(people)}\b")


def find_slots(unit: Unit, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    """The places of a text that were left to be filled in, with what is there."""
    words = lexicon.leftovers
    prose = unit.prose
    if unit.place == "code" or not (prose.marks or unit.place == "heading" or _has_sign(prose.text)):
        return
    bracketed = _BRACKETS.search(prose.text) is not None
    places: list[tuple[int, int]] = []
    if unit.place != "blank":
        if bracketed:
            places += _in_brackets(unit, words)
        if _ANY_FORM.search(prose.text):
            places += _forms(unit, lexicon.words)
    for start, end in places:
        last = start + 2 if prose.text.startswith("{{", start) else end  # a link inside of braces is what was filled in
        if prose.marked(start, last, "code", "link", "image", "autolink") is None:
            yield prose.source(start, end), " ".join(prose.text[start:end].split())
    if bracketed or prose.marks:
        yield from _tags(unit, words)
    yield from open_values(unit, lexicon)
    if unit.place == "heading":
        yield from names_in_capitals(unit, words)


def _has_sign(text: str) -> bool:
    """Whether a text has a bracket, or any of what one of the forms has: as most have not, nothing was left there."""
    return _ANY_SIGN.search(text) is not None or "nn" in text or "hh" in text or "yyyy" in text


def _in_brackets(unit: Unit, words: LeftoverWords) -> Iterator[tuple[int, int]]:
    text = unit.prose.text
    for match in _BRACE.finditer(text) if "{{" in text else ():
        if not _PROGRAM.search(match[1]) and re.search(r"[A-Za-z]{2}|\d", match[1]):
            yield match.span()
    for match in _ONE_BRACE.finditer(text) if "{" in text else ():
        if not unit.quoted and _is_named(unit, match, alone=_is_alone(text, match.span())):
            yield match.span()
    if not unit.quoted and "[" in text:
        for match in _BRACKET.finditer(text):
            alone = _is_alone(text, match.span())
            asks = is_slot_words(match[1], words, alone=alone) or _is_named(unit, match, alone=alone)
            if unit.acting and not alone and words_of(match[1]).partition(" ")[0] in words.asking:
                continue  # an action: [Add a test]
            if asks or (alone and _is_whole(unit, match[1])):
                yield match.span()
    half = _HALF.fullmatch(unit.text) if unit.place in ("value", "cell") and unit.label and not unit.quoted else None
    if half is not None:
        key = words_of(half["open"] or half["closed"] or half["round"])
        if key in all_slot_names().names or key in words.alone or key in words.whole:
            start = text.find(unit.text)
            yield start, start + len(unit.text)


def _is_named(unit: Unit, match: re.Match[str], *, alone: bool) -> bool:
    """Whether a bracket names what is to be written, in any language: all of a text, or the time of an entry."""
    key = words_of(match[1]).rstrip("0123456789 ")
    if not key or len(key) > _LONGEST_NAME:
        return False
    named = _is_value(unit.prose.text, match.start()) and _NAMED.match(unit.prose.text, match.end()) is not None
    if (alone or (named and unit.place == "paragraph")) and unit.place not in ("heading", "title"):
        return key in all_slot_names().names
    first = unit.first and unit.place in ("item", "cell") and not unit.acting
    return first and match.start() <= _begin(unit.prose.text).signs and key in all_slot_names().times


def _forms(unit: Unit, words: Words) -> Iterator[tuple[int, int]]:
    """Forms of dates, times, lengths and numbers, where a value of that kind is."""
    text = unit.prose.text
    found = [*_written_forms(unit, words)]
    if found:
        said = f"{unit.label}: {text}" if unit.label else text
        if not (phrases(words.prompts.form_words).search(said) or speaks_of_forms(said, words.prompts)):
            yield from found


def _written_forms(unit: Unit, words: Words) -> Iterator[tuple[int, int]]:
    """The same, also where the text only says how such values are to be written."""
    text = unit.prose.text
    lengths = _lengths(words.time.about, words.time.and_, words.time.in_all, words.figures.out_of)
    if not (lengths.sign.search(text) or any(mark in text for mark in _MARKS) or lengths.low.search(text)):
        return
    stripped = unit.text
    start = text.find(stripped)
    whole = (start, start + len(stripped))
    if stripped and (lengths.whole.fullmatch(stripped) or lengths.share.fullmatch(stripped)):
        if len(stripped) > 2 and not (stripped.strip("?") == "" and unit.first):
            yield whole
            return
    if unit.place in ("value", "cell") and not unit.acting and _COUNT_FORM.fullmatch(stripped) and len(stripped) > 2:
        yield whole
        return
    row = _ROW_FORM.match(text) or (_ROW_CROSS.match(text) if unit.place in ("item", "cell", "paragraph") else None)
    if row and unit.first:
        yield row.span(1)
        return
    yield from _moments(unit, whole)
    yield from (match.span() for match in _MONTH_FORM.finditer(text) if month_of(match[1] or match[2]))
    yield from (match.span() for match in lengths.within.finditer(text))
    if not unit.quoted and unit.place in ("value", "item", "paragraph"):
        yield from (match.span("count") for match in _counts(words.summary.people).finditer(text))
    if unit.place in ("paragraph", "item") and not unit.quoted:
        yield from (match.span() for match in _MARKS_IN_TEXT.finditer(text) if match.start() > _begin(text).spaces)
    if unit.place in ("value", "cell", "item", "paragraph"):
        yield from _blanks(unit, whole)


def _moments(unit: Unit, whole: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Forms of dates and times where a value is, and those that follow one."""
    text, last = unit.prose.text, 0
    for match in sorted((*_DATE_FORM.finditer(text), *_TIME_FORM.finditer(text)), key=lambda match: match.start()):
        partial = _PARTIAL.match(match.group()) is not None
        written = partial or match.group()[:2].isupper() or match.group().startswith("20") or match.span() == whole
        valued = last or partial or unit.place in ("title", "heading") or _is_value(text, match.start())
        if written and valued and match.start() >= last:
            last = match.end()
            yield match.span()


_PARTIAL = re.compile(r"\d{2}:\dX|\dX:\d{2}")


def _blanks(unit: Unit, whole: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Lines to be written on: alone, after a colon, or after a label."""
    text = unit.prose.text
    last, sign = 0, ""
    for match in _BLANK_FORM.finditer(text):
        sign = text[last : match.start()].rstrip(" *_")[-1:] or sign  # the last one before this blank
        last = match.end()
        if match.span() == whole or sign in (":", "：") or (unit.label and not sign):
            yield match.span()


class _Begin(msgspec.Struct, frozen=True):
    """Where a text begins: offsets behind its first spaces, its first signs of emphasis, its first two words."""

    spaces: int
    signs: int
    words: int


@lru_cache(maxsize=4)
def _begin(text: str) -> _Begin:
    """The offsets of a text, worked out once for all that stands in it."""
    third = text.split(None, 2)[2:]
    words = len(text.rstrip()) - len(third[0].rstrip()) if third else len(text)
    return _Begin(len(text) - len(text.lstrip()), len(text) - len(text.lstrip(" *_")), words)


def _is_value(text: str, end: int) -> bool:
    """Whether what follows a begin of a text is a value: after a label or a word or two; not inside a sentence."""
    if end <= _begin(text).words:
        return True
    while end and text[end - 1].isspace():
        end -= 1
    return text[end - 1 : end] in (":", "：", "(", "|")


def _is_alone(text: str, span: tuple[int, int]) -> bool:
    """Whether a bracket is all that a text says, or all that it says after its label."""
    if _LONE.fullmatch(text, span[1]) is None:
        return False
    return _LONE.fullmatch(text, 0, span[0]) is not None or text[: span[0]].rstrip().endswith(":")


def _is_whole(unit: Unit, inner: str) -> bool:
    """Whether a bracket that is all that a value says has words of its own: ``[Time from detection to resolution]``.

    In front matter it is a list.
    """
    if isinstance(unit.node, FieldNode) and unit.node.origin == "front-matter":
        return False
    return unit.place in ("value", "cell") and len(re.findall(r"[A-Za-z]{2,}", inner)) >= 3


def is_slot_words(inner: str, words: LeftoverWords, *, alone: bool) -> bool:
    """Whether what is in a bracket, brace or angle is a request to fill it in.

    `alone` says that the bracket is the whole text, where a single name of what is wanted is enough.
    """
    key = words_of(inner)
    if not key or key == "x":
        return False
    if key in words.whole or (alone and key in words.alone):
        return True
    many = " " in key
    if many and any(key.endswith(f" {end}") for end in words.end):
        return True
    first = words.begin.starts(key)
    if not first:
        return bool(alone and (inner.rstrip().endswith("?") and many))
    return (many and key != first) or (key == first and alone)


def _tags(unit: Unit, words: LeftoverWords) -> Iterator[tuple[Span, str]]:
    """Angle brackets, which a Markdown parser takes for HTML, and those that it takes for text."""
    prose = unit.prose
    if unit.quoted:
        return
    for mark in prose.marks:
        if mark.kind == "html" and is_slot_tag(mark.target):
            key = words_of(mark.target)
            alone = not prose.text.strip(" \n*_.:-")
            names = all_slot_names()
            named = key in (names.names | names.todo | words.pending if alone else names.times)  # `until <date>`
            if named or (is_slot_words(mark.target, words, alone=alone) and (" " in key or alone)):
                yield mark.span, f"<{mark.target}>"
    for match in _ANGLE.finditer(prose.text) if "<" in prose.text else ():
        if prose.marked(match.start(), match.end(), "code", "link", "autolink") is None:
            alone = _is_alone(prose.text, match.span())
            asks = is_slot_words(match[1], words, alone=alone) or (
                alone and words_of(match[1]) in all_slot_names().todo
            )
            if " " in match[1].strip() and asks:
                yield prose.source(*match.span()), match.group()


def blank_tags(prose: Prose) -> list[Mark]:
    """The tags that are none of HTML's in a text that is empty for a reader."""
    return [mark for mark in prose.marks if mark.kind == "html" and is_slot_tag(mark.target)]
