"""What the grammars of dates, durations and figures share: typographic variants, word boundaries, "about".

Every quantifier in the grammars' patterns is bounded, so that an attempt at a place costs a constant and the
search through a text is linear whatever the text is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = "\t\u00a0\u1680\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

_HYPHENS = "\u2010\u2011\u2012\ufe63\uff0d"

_TILDES = "\u2248\u223c\u02dc\uff5e\u301c"

_FOLD = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_HYPHENS, "-"),
        **dict.fromkeys(_TILDES, "~"),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        "\u2212": "-",
        "\uff1a": ":",
        "\uff0f": "/",
        "\uff0e": ".",
    }
)


GLUE = "0-9A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u1fff"
"""The inside of a character class: what makes one token with a number that it touches (CJK letters do not)."""


GAPLESS = "\u2e80"
"""The first sign of writing without gaps between words, in which a unit is glued to its number."""


EASTERN = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""The inside of a character class: Japanese, Chinese and Korean signs."""


GAP = r"[ \n]{1,4}"
"""A gap between words of one phrase, which a soft line break may be part of."""


_NARROW = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})

_PLAIN = str.maketrans(
    {**dict.fromkeys(_HYPHENS + "\u2013\u2014\u2212", "-"), **dict.fromkeys("‘’", "'"), **dict.fromkeys("“”", '"')}
)

_ALIKE = {
    plain: f"[{re.escape(''.join([plain, *(chr(code) for code, sign in _PLAIN.items() if sign == plain)]))}]"
    for plain in "-'"
}
"""Patterns for a sign in any of its forms."""


def plain_signs(text: str) -> str:
    """Return `text` with all dashes and quotes as those of a keyboard; offsets stay as they are."""
    return text if text.isascii() else text.translate(_PLAIN)


def alike(char: str) -> str:
    """Return a pattern for a character: a dash or an apostrophe in any form, all else as it is."""
    return _ALIKE.get(plain_signs(char)) or re.escape(char)


CASES = "\u0130\u0131\u017f\u212a"
"""Signs of which a letter of ASCII is another case."""


@lru_cache(maxsize=8192)
def has_digit(text: str) -> bool:
    """Whether there is a digit in a text, of any script."""
    return (_DIGIT if text.isascii() else _ANY_DIGIT).search(text) is not None


_DIGIT, _ANY_DIGIT = re.compile(r"[0-9]"), re.compile(r"\d")


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """Return the text for comparisons: Unicode form, dashes, quotes, white space and case aside."""
    return " ".join(plain_signs(unicodedata.normalize("NFKC", text)).split()).casefold()


def narrow(text: str) -> str:
    """Return `text` with the wide forms of ASCII signs as these (``［``, ``／``); offsets stay as they are."""
    return text if text.isascii() else text.translate(_NARROW)


def fold(text: str) -> str:
    """Return `text` with typographic spaces, hyphens, tildes and digits as the plain ones; offsets stay as they are.

    En and em dashes stay: they are also what is between the ends of a range.
    """
    return text.replace("\t", " ") if text.isascii() else text.translate(_FOLD)
