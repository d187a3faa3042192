"""Where the labels of fields begin in a text: ``**Label:** value``, ``Label: value``, a row of ballot boxes."""

from __future__ import annotations

import re

import msgspec

from incidentlint.markdown import Mark, Prose, prose_slice
from incidentlint.outline.boxes import BOXES
from incidentlint.outline.labels import trimmed
from incidentlint.text import EASTERN, Span, SpanSet
from incidentlint.vocabulary import key_of

_PLAIN_FIELD = re.compile(
    r"(?:\*\*[ \t]{1,3})?([^\W\d_][^\n:：]{0,90}?)[ \t\u00a0\u202f]*"
    rf"(?:::?(?:\*\*)?(?=[ \t\n\u00a0]|$)|：|(?:(?<=[{EASTERN}]):(?!//)|:(?=\d[\d,.]{{0,12}}[{EASTERN}])))[ \t]*"
)
"""A label at a line's start; also one that was meant to be bold, but for the space after its ``**``.

Scripts without blanks have none behind a colon either.
"""

_COLONS = re.compile(r"[ \t]{0,3}:([^\W\d_][^\n:：]{0,60}):(?:[ \t]{1,8}|(?=\n|$))")
"""A label between colons at a line's start, as lists of fields have it."""

_LEAD_SIGN = re.compile(r"\s{0,3}(?:[^\w\s\[(<|\"'“‘`#~]{1,4}|:[a-z0-9_+-]{1,30}:)?\s{0,3}")
"""An emoji, its short code or a bullet before a label."""

_NUMBER = re.compile(r"[ ]{0,3}\d{1,2}(?:\.\d{1,2}){1,2}[.)]?[ ]{1,3}")
"""The number of a form's field before its label: ``3.2 Start of impact: ...``. One with a single part is a list's."""

_DASH_BEHIND = re.compile(r"\s{1,3}[-–—]{1,2}\s{1,3}")

_QUESTION = re.compile(r"(¿?[^\W\d_][^\n:?]{0,80}\?)[ \t]*")

_REST_BLANK = re.compile(r"[ \t]*(?:\n|$)")

_DEFINITION = re.compile(r"^[ ]{0,3}([^\W\d_][^\n:：]{0,60})[:：]?\n[ ]{0,3}:[ \t]{1,8}(?=\S)", re.MULTILINE)
"""A term with its definition on the next line."""

_DEFINED = re.compile(r"[ \t]{0,8}\n[ ]{0,3}:[ \t]{1,8}(?=\S)")

_MOMENT_FIELD = re.compile(r"([^\W\d_][^\n:：\d]{0,60}?)[ \t]{1,4}(?=\d{4}-\d{2}-\d{2}|\d{1,2}[:.]\d{2}(?!\w))")
"""What comes before a moment."""

_COLON = re.compile(r":(?=\s|$)")

_LABEL_END = re.compile(r"[:?](?=\s)")

_WORD = re.compile(r"\S+")

_SIGNED = re.compile(r"[:：?\d]")
"""What a text has that has a label which is not in bold: the end of one, or a moment behind it."""

_LONGEST_LABEL = 80

_BALLOT = re.compile(r"[☐☑☒🗹✅⬜]")

_BRACKETS = (
    r"(?:\[[ xX]\]\s*+[^\W_][^\[\]\n]{0,60}\[[ xX]\]\s*+[^\W_]"
    r"|\([ xX]\)\s*+[^\W_][^()\n]{0,60}\([ xX]\)\s*+[^\W_])"
)
"""Boxes of letters and brackets or parentheses: one alone at a line's begin is a task, two on a line are options."""

_ROW = re.compile(_BRACKETS)

_ANSWER = re.compile(rf"{_BRACKETS}|[☐☑☒🗹✅⬜]|\[[^\[\]\n]{{2,60}}\]\s*$")
"""What follows a question that is a label: boxes, or the slot of its answer."""


class LabelAt(msgspec.Struct, frozen=True):
    """A label in a prose: from `start` to `end`, its value from `value` on; a `sign` so long comes before it."""

    start: int
    end: int
    value: int
    span: Span
    bold: bool
    sign: int = 0


def is_ballot_line(text: str) -> bool:
    """Whether a text is a row of ballot boxes with their options: ``☐ Yes  ☑ No``."""
    text = text.strip()
    boxes = _BALLOT.match(text) and any(char in text for char in "☐☑☒⬜")
    return len(text) <= 200 and bool(boxes or _ROW.match(text))


def bold_labels(prose: Prose, labels: frozenset[str], *, template: bool = False) -> list[LabelAt]:
    """Where bold labels begin: at a line's start, or further on in a text that begins with one.

    `labels` are the keys that are known: one of those is a label with a dash after it too. In a `template` a question
    in bold is one with all that it says: ``**Who was hit? (i.e. customers)**``.
    """
    text = prose.text
    found: list[LabelAt] = []
    line, looked, labelled, headline = 0, 0, False, (0, 0)
    first_on_line = True
    for mark in prose.marks:
        slanted = mark.kind in ("emphasis", "code") and text[mark.start : mark.end].endswith((":", "："))
        coded = mark.kind == "code" and not found and _is_coded_label(text, mark, labels, template=template)
        if not (mark.kind == "strong" or slanted or coded) or mark.start >= mark.end:
            continue
        if found and mark.start < found[-1].value:
            continue
        newline = text.rfind("\n", looked, mark.start)
        if newline >= 0:
            # A formatter may have wrapped lines of metadata into one paragraph: what runs on goes on with labels.
            line, first_on_line = newline + 1, True
        looked = mark.start
        leads, first_on_line = first_on_line and _LEAD_SIGN.fullmatch(text, line, mark.start) is not None, False
        name = text[mark.start : mark.end].strip()
        dashed = name.rstrip(" -–—")
        inside = leads and dashed != name and key_of(dashed) in labels  # the dash is bold, too
        name = dashed if inside else name
        named = _name_within(name, labels) if leads and not inside else ""  # the value, or the answer, is bold, too
        after = text[mark.end : mark.end + 2].lstrip(" \u00a0\u202f")
        ends = name.endswith((":", "?", "：", "？")) or after.startswith((":", "："))
        dash = _dash_behind(text, mark.end, known=key_of(name) in labels, ends=ends) if leads else None
        if leads:
            alone = _REST_BLANK.match(text, mark.end) is not None
            alone = alone and (_is_heading_like(name) or _is_long_question(name, labels, template=template))
            if alone and not ends and key_of(name) not in labels:
                alone = not (goes_on := _goes_on(text, headline, mark.start))
                headline = (headline[0] if goes_on else mark.start, mark.end)
            run_in = name.endswith(_STOPS) and _is_run_in(prose, mark, labels, template=template)
            wanted = ends or inside or named != "" or dash is not None or alone or run_in
        else:
            wanted = labelled and ends and bool(name.rstrip(":?"))
        if wanted and not (found and key_of(name) not in labels and _answers(text, found[-1], mark.start)):
            labelled = True
            end = mark.end
            if inside or named:
                name = named or name
                end = mark.start + text[mark.start : mark.end].index(name) + len(name)
            value = end if named else dash.end() if dash else _behind_colon(text, mark.end, name)
            place, start = trimmed(prose.slice(mark.start, end)), line if leads else mark.start
            found.append(LabelAt(start, end, value, place, True, mark.start - start))
    if found and "\n" not in text[: found[0].start] and text[: found[0].start].strip():
        return []
    return found


def _dash_behind(text: str, end: int, *, known: bool, ends: bool) -> re.Match[str] | None:
    """The dash behind a label; one that is all its value, in ``**Ticket:** -``, says that there is none."""
    dash = _DASH_BEHIND.match(text, end) if known else None
    if dash is not None and ends and "\n" in dash[0]:
        dash = None
    return dash or _DEFINED.match(text, end)


def _is_coded_label(text: str, mark: Mark, labels: frozenset[str], *, template: bool) -> bool:
    """Whether a text begins with a label in code: a known one, or in a template one with nothing behind its colon."""
    colon = _COLON_BEHIND.match(text, mark.end)
    if colon is None or text[: mark.start].strip():
        return False
    return key_of(text[mark.start : mark.end]) in labels or (template and not text[colon.end() :].strip())


_COLON_BEHIND = re.compile(r"[*_ ]{0,3}[:：]")


def labelled_parts(prose: Prose) -> list[tuple[str, Prose]]:
    """The bold labels of a text that has several, each with its value: ``**TTM:** 74m · **TTR:** 112m``."""
    if sum(mark.kind == "strong" for mark in prose.marks) < _SEVERAL:
        return []
    places = bold_labels(prose, frozenset())
    if len(places) < _SEVERAL:
        return []
    parts = []
    for place, end in zip(places, (*(after.start for after in places[1:]), len(prose.text)), strict=True):
        last = len(prose.text[:end].rstrip(_BETWEEN_LABELS))
        label = prose.text[place.start + place.sign : place.end].strip(" :：")
        parts.append((label, prose_slice(prose, place.value, max(place.value, last))))
    return parts


_SEVERAL = 2
_BETWEEN_LABELS = " \n\t|·•│/;,–—-"

_STOPS = (".", "。")
"""What ends a label that is the first sentence of its paragraph: ``**Direct cause.** The disk was full.``"""


def _is_run_in(prose: Prose, mark: Mark, labels: frozenset[str], *, template: bool) -> bool:
    """Whether a sentence in bold is a label: a known one, or in a template one before a slot, or all in italics."""
    name, start = prose.text[mark.start : mark.end].strip().rstrip("".join(_STOPS)), mark.end
    if not template:
        return key_of(name) in labels
    rest = prose.text[start:].strip()
    if not _is_heading_like(name) or not rest:
        return False
    start += len(prose.text[start:]) - len(prose.text[start:].lstrip())
    end = start + len(rest)
    slanted = any(m.kind == "emphasis" and m.start <= start and end <= m.end for m in prose.marks)
    return slanted or (rest[0] in "[<{" and rest[-1] in "]>}") or not rest.strip("_.… ")


def _answers(text: str, before: LabelAt, start: int) -> bool:
    """Whether what is right behind a label is its answer: ``**Was it enough?** **No:** the alert was late``."""
    return text[before.start : before.end].rstrip().endswith("?") and not text[before.value : start].strip()


def _behind_colon(text: str, end: int, name: str) -> int:
    """Where the value of a bold label begins that ends at an index: behind its colon, if that is not bold."""
    blank = len(text[end : end + 2]) - len(text[end : end + 2].lstrip(" \u00a0\u202f"))
    if name.endswith((":", "：")) or text[end + blank : end + blank + 1] not in (":", "："):
        return end
    value = end + blank + 1
    return value + text.startswith(":", value)  # `**Label**:: value`, as notes with fields have it


def _name_within(text: str, labels: frozenset[str]) -> str:
    """The known label that a text in bold begins with, where its value is in bold as well; else empty."""
    end = _LABEL_END.search(text)
    known = end is not None and key_of(text[: end.start()]) in labels and key_of(text) not in labels
    return text[: end.end()] if end is not None and known else ""


def plain_labels(prose: Prose, labels: frozenset[str]) -> list[LabelAt]:
    """Where ``Label: value`` lines begin, if the paragraph starts with one; `labels` are the keys that are known.

    Also ``Label`` with ``: value`` on the next line, as lists of definitions have it, and a known label with a moment
    and no colon: ``First detected 2026-07-11 09:33``.
    """
    text = prose.text
    if _SIGNED.search(text) is None:
        return []
    definitions = _definitions(prose, labels) if "\n" in text else []
    if definitions:
        return definitions
    found: list[LabelAt] = []
    marked = SpanSet(Span(mark.start, mark.end) for mark in prose.marks if mark.kind in ("code", "link"))
    signed = _is_signed_list(text)
    between = _are_between_colons(text, labels)
    start = 0
    while start <= len(text):
        end = _line_end(text, start)
        low = start + len(text[start:end]) - len(text[start:end].lstrip())
        match = _COLONS.match(text, start, end) if between else _PLAIN_FIELD.match(text, low, end)
        if match is None and (sign := _LEAD_SIGN.match(text, start, end)) is not None and sign.end() > low:
            match = _PLAIN_FIELD.match(text, sign.end(), end)
            match = match if match is not None and (signed or key_of(match[1]) in labels) else None
        number = _NUMBER.match(text, start, end) if match is None and text[low : low + 1].isdigit() else None
        if number is not None:
            match = _PLAIN_FIELD.match(text, number.end(), end)
        question = _QUESTION.match(text, low, end)
        boxes = question is not None and (
            _ANSWER.match(text, question.end(), end) is not None or _is_choice_in_code(prose, question.end(), end)
        )
        if question and (boxes or key_of(question[1]) in labels):
            match = question
        if match is None:
            timed = _MOMENT_FIELD.match(text, low, end)
            match = timed if timed and key_of(timed[1]) in labels else None
        if (
            match
            and (boxes or is_plain_label(match[1], labels, noted=number is not None))
            and not marked.overlaps(_named_part(match, labels))
        ):
            found.append(_plain(prose, match, low))
            found += _dotted_labels(prose, match.end(1), end) or _known_labels(prose, match.end(), end, labels)
        elif not found:
            return []
        start = end + 1
    return found


def _named_part(match: re.Match[str], labels: frozenset[str]) -> Span:
    """The place of a label; of a known one that of its name alone, without the options in code behind it."""
    note = match[1].find(" (") if key_of(match[1]) in labels else -1
    return Span(match.start(1), match.start(1) + note if note > 0 else match.end(1))


def _is_choice_in_code(prose: Prose, start: int, end: int) -> bool:
    """Whether a part of a text is all in code, with strokes between options: ``Was it seen? `yes / no```."""
    bare = prose.text[start:end].strip()
    begin = prose.text.find(bare, start) if "/" in bare or "|" in bare else -1
    mark = prose.marked(begin, begin + len(bare), "code") if begin >= 0 else None
    return mark is not None and (mark.start, mark.end) == (begin, begin + len(bare))


def coded_labels(prose: Prose) -> list[LabelAt]:
    """Where labels begin that are in inline code with their values, if a text is nothing but such code.

    ```sev: SEV2` `status: Resolved```
    """
    found: list[LabelAt] = []
    last = 0
    for mark in prose.marks:
        if mark.kind == "code":
            match = _PLAIN_FIELD.match(prose.text, mark.start, mark.end)
            if match is None or match.end() == mark.end or prose.text[last : mark.start].strip(_BETWEEN_CODES):
                return []
            found.append(_plain(prose, match, match.start(1)))
            last = mark.end
    return found if not prose.text[last:].strip(_BETWEEN_CODES) else []


_BETWEEN_CODES = " \n\t|·•,;/"
"""Signs that may be between fields in code."""


def _are_between_colons(text: str, labels: frozenset[str]) -> bool:
    """Whether several lines begin with a label between colons, and the first; an emoji's short code is none."""
    if text.lstrip()[:1] != ":":
        return False
    names = [match[1] for line in text.splitlines() if (match := _COLONS.match(line))]
    return len(names) > 1 and any(key_of(name) in labels or " " in name or name[0].isupper() for name in names)


def _is_signed_list(text: str) -> bool:
    """Whether each of several lines is a label with its value behind one and the same sign: ``■ 件名：障害``."""
    sign = text.lstrip()[:1]
    if not sign or sign.isalnum() or sign.isascii() or sign in BOXES:
        return False
    lines = [line.strip() for line in text.splitlines()]
    labelled = (_PLAIN_FIELD.match(line.lstrip(sign).lstrip()) for line in lines if line[:1] == sign)
    return len(lines) > 1 and all(line[:1] == sign for line in lines) and all(labelled)


def _definitions(prose: Prose, labels: frozenset[str]) -> list[LabelAt]:
    """The terms of a list of definitions, if the paragraph is one that begins with a known or short term."""
    found = [_plain(prose, match, match.start(1)) for match in _DEFINITION.finditer(prose.text)]
    first = found[0] if found else None
    if first is None or prose.text[: first.start].strip() or not is_plain_label(_name(prose, first), labels):
        return []
    return [at for at in found if is_plain_label(_name(prose, at), labels)]


def _name(prose: Prose, at: LabelAt) -> str:
    return prose.text[at.start : at.end]


def _plain(prose: Prose, match: re.Match[str], start: int) -> LabelAt:
    """The label of a match, and what is before it from an index on: a sign."""
    return LabelAt(start, match.end(1), match.end(), prose.source(*match.span(1)), False, match.start(1) - start)


def is_plain_label(name: str, labels: frozenset[str], *, noted: bool = False) -> bool:
    """Whether a name is short enough for a label, or known; of one that is `noted` the note behind it aside."""
    words = (_NOTE.sub("", name) if noted else name).split()
    whole = _SHORT.sub("", name)
    return key_of(name) in labels or (len(words) <= 5 and not re.search(r"[.;!?,](?:\s|$)|[。！，]|https?$", whole))


_NOTE = re.compile(r"\s?[(（][^()（）]{1,40}[)）]\Z")

_SHORT = re.compile(r"(?<=\b[^\W\d_]{2})\.(?=\s?\(|$)|(?<=\b[^\W\d_]{3})\.(?=\s?\(|$)")
"""The full stop of a short word at the end of a label: ``Sheet no.``, ``Ref. no. (*)``."""


def _dotted_labels(prose: Prose, start: int, end: int) -> list[LabelAt]:
    """The further labels of a line that is nothing but labels with dots between them: ``Date: · Author: · State:``."""
    dots = list(_DOT.finditer(prose.text, start, end))
    parts = [_DOTTED.match(prose.text, dot.end(), end) for dot in dots]
    if not parts or None in parts:
        return []
    found = (part for part in parts if part is not None)
    return [LabelAt(m.start(1), m.end(1), m.end(), prose.source(*m.span(1)), False) for m in found]


_DOT = re.compile(r"\s[·•｜]\s?|[·•｜]\s")
_DOTTED = re.compile(r"\s{0,4}([^\W\d_][^:：\n·•｜]{0,30}?)\s?[:：](?=\s|$)")


def _known_labels(prose: Prose, start: int, end: int, labels: frozenset[str]) -> list[LabelAt]:
    """Labels of the template further on in a line: ``A: x B: y``."""
    if not labels:
        return []
    found = []
    for colon in _COLON.finditer(prose.text, start, end):
        stop = colon.start()
        window = max(start, stop - _LONGEST_LABEL)
        words = list(_WORD.finditer(prose.text, window, stop))
        for word in reversed(words[-5:]):
            if word.start() > start and key_of(prose.text[word.start() : stop]) in labels:
                place = prose.source(word.start(), stop)
                found.append(LabelAt(word.start(), stop, stop + 1, place, False))
                break
    return found


def _is_heading_like(name: str) -> bool:
    """Whether a bold line by itself reads like a heading: short, no sentence, no slot."""
    return len(name) <= _LONGEST_LABEL and not name.endswith((".", "!")) and not (name[:1] == "[" and name[-1:] == "]")


def _goes_on(text: str, headline: tuple[int, int], start: int) -> bool:
    """Whether a bold line goes on with the one above that is all in bold: ``**Act No. 3**``, ``**(a draft)**``."""
    first, end = headline
    next_line = text[end:start].count("\n") == 1 and not text[end:start].strip()
    return end > 0 and next_line and not text[first].islower() and (text[start].islower() or text[start] in "(（")


def _is_long_question(name: str, labels: frozenset[str], *, template: bool) -> bool:
    """Whether a bold line is a question with more behind it, in a template, or as the template has it."""
    asked = "?" in name or "？" in name
    return asked and ((template and not re.search(r"[\[<{]", name)) or key_of(name) in labels)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
