"""Names as keys: when two names of a heading, field or column are the same."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from incidentlint.text import EASTERN, plain_signs
from incidentlint.vocabulary.heading_words import heading_words
from incidentlint.vocabulary.phrase_patterns import literal

_AFTER_NAME = re.compile(r"\{\s{0,3}[#.:/*-][^{}]*\}$|\s{0,3}¶$|\s{1,3}#$|\s{1,3}\^[\w-]{1,60}$")
"""What a site generator or an editor reads after a heading: attributes, the sign of a permalink, an anchor."""

_SHORTCODE = re.compile(r":[a-z][a-z0-9_+-]*:")

_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]")

_KEYCAP = re.compile(r"([0-9])\ufe0f?\u20e3")

_EMOJI = re.compile(r"[^\x00-\x7f]\ufe0f|[\u203c\u2049]")
"""Characters that are emoji by what follows them, of which their plain Unicode form would make `i`, `TM` or `!!`."""


@cache
def _number() -> re.Pattern[str]:
    """A heading's number; that of *5 Whys* is none, nor are the hours of a time."""
    words = heading_words()
    return re.compile(
        rf"(?:{literal(words.before)}\s+|§\s{{0,2}})?"
        rf"[(#]?(\d{{1,3}}(?:\.\d{{1,3}})*)(?:[.):]+(?!\d)|\s(?!{literal(words.counted)}\b)|$)\s*(?:[·•–—|-]\s+(?=\D))?",
        re.IGNORECASE,
    )


@cache
def _other_number() -> re.Pattern[str]:
    """A heading's number in Roman figures, a letter, or a number with one: ``4-B.``."""
    words = literal(heading_words().before_letters)
    return re.compile(
        r"[(]?(?:[IVXLC]{1,7}|[A-Z])(?:[.]|[)][.:]?)\s+(?=\w)"
        r"|[(]?(?:[ivxlc]{1,7}[.)]|[a-z][)])\s+(?=[A-Z])"
        r"|[(]?\d{1,3}[.-]?[A-Za-z][.:)]+\s+(?=\w)"
        rf"|(?i:{words})\s+(?:[IVXLC]{{1,7}}|[A-Z])[.:)]\s+"
    )


_FURTHER = re.compile(r"\s*[(\[]|[\s–—-]{1,3}\d|\s[–—-]\s|:\s|,\s")
"""What ends the name in a heading that goes on: ``Timeline (all times UTC) on 3 May``, ``Impact: none``."""

_PARENTHESES = re.compile(rf"(?:\s|(?<=[{EASTERN}]))\([^()]*\)")
"""A note in a label: after a blank, or after a sign of writing that has none."""

_INFLECTED = re.compile(r"(?<=\w)(?:/-?|\(-?|[*:·_])([^\W\d_]{1,5})\)?(?!\w)")
"""An ending that a label offers beside the one that it has: ``Zatwierdził/-a``, ``Autor(a)``, ``Bearbeiter*in``."""


def inflected(key: str) -> tuple[str, ...]:
    """The two keys of a label that offers a further ending, without and with it; none of another label."""
    if _INFLECTED.search(key) is None:
        return ()
    return _INFLECTED.sub("", key), _INFLECTED.sub(r"\1", key)


@lru_cache(maxsize=4096)
def split_name(name: str) -> tuple[str, str, str, str]:
    """The text, key, bare key and number of a name; see `Label`."""
    if not name.isascii():
        name = _EMOJI.sub(" ", _KEYCAP.sub(r"\1. ", name))
    text = unicodedata.normalize("NFKC", _FOOTNOTE.sub("", name))
    text = _SHORTCODE.sub(" ", _AFTER_NAME.sub("", text.rstrip()))
    if not text.isascii():
        text = "".join(char for char in text if not _is_decoration(char))
    text = " ".join(text.split()).rstrip(":").rstrip()
    match = _number().match(text) or _other_number().match(text)
    number = ""
    if match and match.end() < len(text):
        number, text = match.group().strip(), text[match.end() :]
    key = plain_signs(text).casefold().strip(" *_-.:?!")
    bare = " ".join(_PARENTHESES.sub("", f" {key}").split())
    return text.strip(), key, bare.strip(" -.:?!") or key, number


def _is_decoration(char: str) -> bool:
    """Emoji, their modifiers and joiners; digits, letters and punctuation stay."""
    if char < "\u00a9":
        return False
    return unicodedata.category(char) in ("So", "Sk", "Cf", "Mn") and not unicodedata.combining(char)


def key_of(name: str) -> str:
    """The key of a name; see `Label`."""
    return split_name(name)[1]


@lru_cache(maxsize=4096)
def lead_key(name: str) -> str:
    """The key of a name up to its first parenthesis, dash, comma or number: ``timeline`` of ``Timeline (UTC)``."""
    text, _, bare, _ = split_name(name)
    match = _FURTHER.search(text)
    return key_of(text[: match.start()]) if match is not None and match.start() else bare


@lru_cache(maxsize=4096)
def loose_key(key: str) -> str:
    """A key in which dashes do not matter: ``Lead Up`` is ``Lead-Up``."""
    return " ".join(key.replace("-", " ").split())


@lru_cache(maxsize=4096)
def keys_in_two(key: str) -> tuple[str, ...]:
    """The two keys of a name that is written in two scripts: ``发生时间 / time of occurrence``; none of another name.

    What both halves are written in may be two things: ``name / team``.
    """
    one, stroke, other = key.partition(_STROKE)
    if not stroke or _STROKE in other or bool(_EASTERN.search(one)) == bool(_EASTERN.search(other)):
        return ()
    return one.strip(), other.strip()


_STROKE = " / "

_EASTERN = re.compile(f"[{EASTERN}]")


def bare_key(name: str) -> str:
    """The key of a name without its parentheses; see `Label`."""
    return split_name(name)[2]
