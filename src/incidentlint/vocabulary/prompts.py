"""Prompts: what a template tells the writer without any brackets, such as ``one or two sentences`` or ``@handle``.

All this is asked of templates only, by the words of the lexicon's table ``[prompts]``. In a report such a text counts
where it equals its template's, and nowhere else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from incidentlint.text import EASTERN, narrow
from incidentlint.vocabulary.answers import is_none, is_todo
from incidentlint.vocabulary.lexicon import Lexicon
from incidentlint.vocabulary.phrase_patterns import NEVER, either, literal, may_have, phrases
from incidentlint.vocabulary.phrases import words_of
from incidentlint.vocabulary.tables import Texts
from incidentlint.vocabulary.words import Prompts

_REFERENCE = re.compile(
    r"#?\w[\w-]*[-_](?:xx+|XXX+)|(?:SEV|P|S)[ -]?[?#NX_](?: ?\([^()]*\))?"
    r"|(?:[A-Z]{2,10}-|#|PR ?#|GH-)(?:N+|X+|x+|#+|\?+)"
)
"""The form of an id: a notation, the same in every language. Ids of trackers are capitals, a hyphen and a number, those
of GitHub and GitLab ``#`` and a number."""


def is_name_of_value(text: str, words: Prompts) -> bool:
    """Whether a text names what is to be written: ``name``, ``Team``."""
    return text.strip().casefold() in _names(words.names)


@lru_cache(maxsize=64)
def _names(names: Texts) -> frozenset[str]:
    return frozenset(name.casefold() for name in names)


def is_reference(text: str) -> bool:
    """Whether a text is the form of an id or of a ticket's number: ``INC-XXX``, ``#NN``."""
    return _REFERENCE.fullmatch(text.strip()) is not None


_DOTS = re.compile(r"…|\.\.\.")

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

_LONGEST = 2000
"""A longer text is the template's own."""


def is_prompt(text: str, lexicon: Lexicon, *, italic: bool = False) -> bool:
    """Whether a field's or cell's whole value, in a template, is a prompt and no constant.

    Constants are what a team writes once for all its reports: ``Bilko``, ``0.1``, ``Ops Architect``, a link. A prompt
    is in `italic`, in parentheses, an example, a request, a name of what is to be written (``name``, ``@handle``), or
    runs on in lower case and neither explains words nor is of several sentences.
    """
    if is_marked_prompt(text, lexicon, italic=italic):
        return True
    plain = _plain(text)
    count = len(plain.split())
    if len(plain) > _LONGEST or not plain[:1].islower() or _EXPLAINED.match(plain):
        return False
    if plain.endswith((".", "。")) and (count > _LONG_SENTENCE or _SENTENCES.search(plain)):
        return False
    return count > 3 or (count > 1 and _NOTED.search(plain) is not None)


_EXPLAINED = re.compile(r"(?:[\w-]+(?: [\w-]+)? \([^()]{3,60}\)(?:[,;] |\.?$)){3,}$")
"""Words that are explained one by one: ``stop (ends it), find (shows it), soften (makes it hurt less)``."""

_SENTENCES = re.compile(r"\w{3}[.。] \w")
"""The border of two sentences, which say what holds; what is asked in small letters is a part of one."""

_LONG_SENTENCE = 9
"""Words of a sentence that says what holds."""

_FEW = 4
"""Words of what may be told instead of none."""

_NOTED = re.compile(r"\([^()\d]")
"""A note that is no number."""


def is_marked_prompt(text: str, lexicon: Lexicon, *, italic: bool = False, task: bool = False) -> bool:
    """Whether a text is a prompt by more than its small letters, which the items of a checklist may begin with too.

    What a `task` orders is to be done, not to be written: ``Inform the customers``.
    """
    plain = _plain(text)
    if not plain or len(plain) > _LONGEST:
        return False
    words = lexicon.words.prompts
    if is_todo(plain, lexicon) and not any(sign in plain for sign in ":：;,") and text.lstrip()[:2] != "- ":
        return True
    either_or = _or(lexicon.words.slots.or_).split(plain)
    if len(either_or) == 2 and is_todo(either_or[0], lexicon):
        return True  # `TBD or "none"`
    if len(either_or) == 2 and len(either_or[0].split()) <= _FEW and is_none(either_or[1].strip(" \"'“”„»«"), lexicon):
        return True  # `Estimate or none`
    if is_name_of_value(plain, words):
        return True
    if _EASTERN.search(plain):
        return _EASTERN_BRACKET.fullmatch(plain) is not None or _asks(plain, words)
    count = len(plain.split())
    if italic and _WORD.search(plain):
        return True
    lower = plain.casefold().rstrip(".:")
    bare = lower[1:-1] if lower.startswith("(") and lower.endswith(")") else lower
    if all(part.strip() in _names(words.names) for part in bare.split(",")):
        return True
    if _handles(words).fullmatch(plain) or is_reference(plain) or is_reference(text.strip()):
        return True
    if _blanks((*lexicon.words.answers.marks, *words.blanks)).fullmatch(plain):
        return True
    if begins_example(plain, words) or phrases(words.or_none, r"\S{1,3} [/|] ").fullmatch(plain):
        return True
    if _DOTS.search(plain) and count <= 8 and _WORD.search(plain) and not goes_on(plain, words):
        return True
    if plain[0] == "(" and plain[-1] == ")" and count > 1:
        return True
    if count > 1 and not task and _asks(plain, words):
        return True
    listed = "/" in plain and plain.casefold().endswith(words.and_so_on)
    return listed or (not task and _ends_with_example(plain, words))


def _ends_with_example(text: str, words: Prompts) -> bool:
    """Whether a text that is no sentence ends with an example in parentheses: ``role (e.g. "operator on call")``."""
    start = text.rfind("(")
    return start > 0 and text[-1] == ")" and ". " not in text[:start] and begins_example(text[start:], words)


def goes_on(text: str, words: Prompts) -> bool:
    """Whether dots at the end of a text stand for more of the same: ``Logs, etc...``, ``Gates and so on...``."""
    key = f" {words_of(text)}"
    return any(key.endswith(f" {words_of(end)}") for end in words.and_so_on)


def _plain(text: str) -> str:
    """A text on one line, without marks around it and with no wide signs."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).strip(" *_`")


@lru_cache(maxsize=64)
def _or(or_: Texts) -> re.Pattern[str]:
    """What is between two things of which one is to be said."""
    return re.compile(rf"\s(?:{either(or_)}|[/|])\s")


def _handles(words: Prompts) -> re.Pattern[str]:
    """``@handle``, ``@name1 and @name2``: nobody's names."""
    return _handle_pattern(words.handles, words.joins)


@lru_cache(maxsize=64)
def _handle_pattern(handles: Texts, joins: Texts) -> re.Pattern[str]:
    name = rf"@(?:{literal(handles)}(?:[-_]{literal(handles)})?(?:[-_ ]?\d)?)?"
    return re.compile(
        rf"{name}(?:\s*(?:,|/|{either(joins)})\s*{name})*(?:\s*[_*]?\([^()]{{0,30}}\))?[\s,.]*", re.IGNORECASE
    )


@lru_cache(maxsize=64)
def _blanks(blanks: Texts) -> re.Pattern[str]:
    """A text that only says that it is to be filled in, with a note: ``TBD (Ana)``. Capitals are as written."""
    return re.compile(rf"\W*{literal(blanks)}\b(?:\s*\([^()]{{0,30}}\))?\W*") if blanks else NEVER


def begins_example(text: str, words: Prompts) -> bool:
    """Whether a text says that it is an example: ``e.g. an alert fires``."""
    return phrases(words.examples, r"[(\[【]?\s*").match(narrow(text)) is not None


def marks_example(text: str, words: Prompts) -> bool:
    """Whether a text begins with a word that says that it is an example, or ends with one in parentheses."""
    behind = phrases(words.examples, r"[(\[【]\s?", r"[.:]?\s?[)\]】]$")
    return begins_example(text, words) or behind.search(narrow(text).rstrip(" .*_")) is not None


_EASTERN = re.compile(rf"[{EASTERN}]|[〇○◯]{2}")

_EASTERN_BRACKET = re.compile(r"[(【〔〈《][^()【】]+[)】〕〉》]|[〇○◯×]{2,}\w{0,4}")
"""Writing that has no small letters asks in brackets of its own, or with circles for what is to be filled in."""


def is_request(text: str, words: Prompts) -> bool:
    """Whether a template's paragraph asks its writer for something: ``Describe ...``, ``What happened?``."""
    return _asks(_plain(text).lstrip("(> "), words)


def _asks(plain: str, words: Prompts) -> bool:
    if plain.endswith("?") or phrases(words.request_ends, "", r"[。.]?$").search(plain):
        return True
    if _EASTERN.search(plain) and not _EASTERN.match(plain):
        return False  # a name in Latin letters is what such a sentence is about, and no verb of it
    return phrases(words.requests, rf"(?:{either(words.polite)}\s+)?").match(plain) is not None


def states(text: str, words: Prompts) -> bool:
    """Whether a sentence of a text states something: ``This document is blameless``, ``Who to call: Ada``."""
    parts = _SENTENCE.split(" ".join(text.split()).strip(" *_`>"))
    return any(":" in part or (_states(part, words) and not is_request(part, words)) for part in parts)


def asked(text: str, key: str, lexicon: Lexicon, *, question: bool, italic: bool = False) -> bool:
    """Whether all that a template says below a heading is a prompt: by the text, or by the heading and its `key`."""
    return question or is_told(key, lexicon.words.prompts) or asks(text, lexicon, italic=italic)


def speaks_of_forms(text: str, words: Prompts) -> bool:
    """Whether a template's text says how dates and times are to be written: ``All times are HH:MM in UTC.``."""
    return may_have(words.forms, text) and phrases(words.forms).search(text) is not None


_ANY_NUMBERED = re.compile(r"[^\W\d_]+ ?\d+")


def names_any(key: str, words: Prompts, *, slotted: bool = False) -> bool:
    """Whether a check item's label (its key) stands for any item: ``Action item 1``; with a slot, ``Alert 1`` too."""
    before = rf"(?:\[[\w-]+\] )?(?:{either(words.ordinals)} )?"
    item = phrases(words.items, before, r"(?: ?#?\d+)?")
    return bool(item.fullmatch(key) or (slotted and _ANY_NUMBERED.fullmatch(key)))


def is_notice(text: str, words: Prompts) -> bool:
    """Whether a text in italics is a notice to readers, which stays: ``Confidential``."""
    return phrases(words.notices).search(text) is not None and not is_request(text, words)


_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,60}\.\w")


def is_contact(text: str, words: Prompts) -> bool:
    """Whether a text tells readers of any report whom to ask: ``Questions? Write to ops@example.org``."""
    return _ADDRESS.search(text) is not None or phrases(words.contacts).match(text.strip(" *_>")) is not None


def is_unfinished(text: str, words: Prompts) -> bool:
    """Whether a template's text only begins what is to be said: ``Acknowledged by``, ``Q (who):``."""
    plain = text.rstrip(" *_`")
    return plain.endswith((":", "：")) or phrases(words.unfinished, r".\s", r"$").search(plain) is not None


_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def asks(text: str, lexicon: Lexicon, *, italic: bool = False) -> bool:
    """Whether a text that is all that a template's section says asks its writer for something, in any of its sentences.

    What does not is constant: ``This is a blameless post-mortem.``
    """
    words = lexicon.words.prompts
    plain = " ".join(text.split()).strip(" *_`>")
    if italic or (plain.startswith("(") and plain.endswith(")")):
        return True
    parts = [part for part in _SENTENCE.split(plain) if part.endswith("?") or not _states(part, words)]
    if len(parts) == 1 and is_prompt(parts[0], lexicon):
        return True
    return any(is_request(part, words) or begins_example(part, words) or _names_asked(part, words) for part in parts)


def _states(sentence: str, words: Prompts) -> bool:
    """Whether a sentence that may ask states something, as no question mark follows (``Who to call: Ada.``)."""
    if phrases(words.states).match(sentence):
        return True
    lead = rf"(?:[^\W\d_]+ ){{0,2}}{either(words.leads)} {either(words.leads_of)} [^:.]{{2,40}}:"
    return re.match(lead, sentence, re.IGNORECASE) is not None


def _names_asked(sentence: str, words: Prompts) -> bool:
    """Whether a sentence begins with what is asked for: ``A short description of ...``."""
    return phrases(words.nouns, rf"(?:{either(words.determiners)}\s+){{0,3}}").match(sentence) is not None


def is_kept(heading: str, words: Prompts) -> bool:
    """Whether a section is the template's own by its heading (its key): readers of any report find it there."""
    return phrases(words.kept).search(heading) is not None


def is_told(heading: str, words: Prompts) -> bool:
    """Whether a section is one that each report tells anew, by its heading (its key)."""
    return phrases(words.sections).search(heading) is not None


def deletes_section(text: str, words: Prompts) -> bool:
    """Whether a template's text says that the section that it ends is to be deleted."""
    section = rf"{either(words.deletes)}\s+{either(words.this)}\s+(?:\w+\s+){{0,2}}?"
    return is_to_be_deleted(text, words) and phrases(words.deleted_sections, section).search(text) is not None


def is_to_be_deleted(text: str, words: Prompts) -> bool:
    """Whether a template's text says of itself that it is to be deleted: ``Delete this note before publishing``.

    Or in the other order: ``This note must be deleted before publishing``.
    """
    before = rf"{either(words.deletes)}\s+{either(words.this)}[^.]{{0,40}}?"
    said = phrases(words.deleted, before).search(text) is not None or _is_said_to_go(text, words)
    return said and not phrases(words.may_stay).search(text)


def _is_said_to_go(text: str, words: Prompts) -> bool:
    named = rf"{either(words.this)}\s+{either(words.deleted)}\s[^.]{{0,40}}?"
    return phrases(words.gone, named).search(text) is not None


def staying_marks(text: str, words: Prompts) -> Iterator[Literal["quote", "italic"]]:
    """The marks of which a template's text says that what has them is a hint that may be left in a report.

    A sentence that names none speaks of those of the one before it: ``Text in italics is guidance. It may stay.``
    """
    may_stay, before = phrases(words.may_stay), ""
    for sentence in _sentences(text):
        if may_stay.search(sentence):
            yield from [*_marks_in([sentence], words)] or _marks_in([before], words)
        before = sentence


def deleted_marks(text: str, words: Prompts) -> Iterator[Literal["quote", "italic"]]:
    """The marks of which a template's text says that all that has them is to be deleted."""
    may_stay, going = phrases(words.may_stay), phrases((*words.deletes, *words.gone))
    said = (sentence for sentence in _sentences(text) if going.search(sentence) and not may_stay.search(sentence))
    return _marks_in(said, words)


def _sentences(text: str) -> list[str]:
    return _ANY_SENTENCE.split(" ".join(text.split()))


_ANY_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")


def _marks_in(sentences: Iterable[str], words: Prompts) -> Iterator[Literal["quote", "italic"]]:
    """The marks that sentences name."""
    for sentence in sentences:
        if phrases(words.deleted_quotes).search(sentence) or ">" in _line_starts(sentence, words):
            yield "quote"
        if phrases(words.deleted_italics).search(sentence):
            yield "italic"


def deleted_starts(text: str, words: Prompts) -> Iterator[str]:
    """What lines begin with of which a template's text says that they are to be deleted: ``internal:``."""
    may_stay, going = phrases(words.may_stay), phrases((*words.deletes, *words.gone))
    for sentence in _sentences(text):
        starts = _line_starts(sentence, words)
        if starts and going.search(sentence) and not may_stay.search(sentence):
            yield from starts


def _line_starts(sentence: str, words: Prompts) -> list[str]:
    """What lines begin with that a sentence speaks of: ``lines that begin with ">"``."""
    return phrases(words.line_starts, "", r"""\s["“„«»'`‘]\s?([^\s"“”„«»'`‘’]{1,20})""").findall(sentence)


def opens_deletion(comment: str, words: Prompts) -> bool:
    """Whether an HTML comment says that what follows is to be deleted: ``DELETE FROM HERE``."""
    return _deletes(comment, words, words.deletes_from) and not closes_deletion(comment, words)


def closes_deletion(comment: str, words: Prompts) -> bool:
    """Whether an HTML comment says that what is to be deleted ends: ``DELETE TO HERE``."""
    return _deletes(comment, words, words.deletes_to)


def _deletes(comment: str, words: Prompts, where: Texts) -> bool:
    return phrases(where, rf"{either(words.deletes)}.{{0,20}}").search(comment) is not None


_QUOTES = "【】「」（）«»‹›“”„ \u00a0\u202f"
"""What may be around the words that stand for a title."""


def title_words(text: str, words: Prompts) -> list[tuple[int, int]]:
    """The parts of a template's title that stand for the title itself: ``Title`` in ``YYYY-MM-DD — Title``."""
    titles = phrases(words.titles, "", r"(?:\s*\([^()]*\))?")
    return [
        (start, end)
        for start, end in _title_parts(text)
        if (start > 0 and text[start:end] in ("…", "...")) or titles.fullmatch(text[start:end].strip(_QUOTES))
    ]


def title_requests(text: str, words: Prompts) -> list[tuple[int, int]]:
    """The parts of a template's title, behind another, that ask for the title: ``Incident: describe it in a line``."""
    return [
        (start, end)
        for start, end in _title_parts(text)
        if start > 0 and is_request(part := text[start:end], words) and not phrases(words.states).match(part)
    ]


def _title_parts(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts of a title are that say something, between dashes and colons."""
    start = 0
    for piece in re.split(r"(\s[—–-]\s|:\s+|：)", text):
        part = piece.strip()
        if part:
            begin = start + piece.index(part)
            yield begin, begin + len(part)
        start += len(piece)
