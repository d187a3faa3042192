r"""Boxes of check items in the notations that are no task box of Markdown: ``\[ \]``, ``[ x ]``, ``⬜``, ``[-]``.

Editors and exporters write them, and a reader knows at once what they say.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

import msgspec

from incidentlint.markdown import Prose

BoxState = Literal["ticked", "open", "refused", "waived", "word", "unread"]


class BoxMark(msgspec.Struct, frozen=True):
    """A box in a text: what it says, from `start` to `end` of the text.

    A ``word`` is in brackets and is to be looked up: `written`. An ``unread`` one says nothing that is known.
    """

    state: BoxState
    start: int
    end: int
    written: str


_OPEN_BOXES = "☐□◻▢❏❑❒🔲"

_OPEN = _OPEN_BOXES + "⬜◽▫⬛◾🔳○◯⚪⚫"

_TICKED_BOXES = "☑☒🗹"

_TICKED = _TICKED_BOXES + "✅✔✓🆗"

_REFUSED = "❌✗✘✖✕❎🚫⛔"

BOXES = _OPEN + _TICKED + _REFUSED
"""The signs that are boxes, whatever they say."""

_TICKS = frozenset("xX×✓✔☑✅vVхХ")

_WAIVED = frozenset("-~–—")

_SHORT_CODES = {
    ":white_check_mark:": "✅", ":heavy_check_mark:": "✔", ":ballot_box_with_check:": "☑", ":check_mark:": "✔",
    ":x:": "❌", ":negative_squared_cross_mark:": "❎", ":no_entry_sign:": "🚫", ":cross_mark:": "❌",
    ":white_large_square:": "⬜", ":white_medium_square:": "◻", ":black_square_button:": "🔲",
    ":white_square_button:": "🔳",
}  # fmt: skip
"""The short codes of the signs, as chats and wikis write them."""

_VARIANT = "\ufe0e\ufe0f\u200b\u200d"

_BOX = re.compile(
    r"(?P<bracket>\\?[\[［【〔({]\s{0,4}(?P<inner>[^\[\](){}［］【】〔〕\s][^\[\](){}［］【】〔〕\n]{0,11})?\s{0,4}\\?[\]］】〕)}])"
    rf"|(?P<sign>[{_OPEN}{_TICKED}{_REFUSED}])[{_VARIANT}]?|(?P<code>:[a-z_]{{1,24}}:)"
)

_LEAD = re.compile(r"[\s*_~`>]{0,12}(?:\d{1,3}[.)]\s{1,4}|[-+•·–—‣▪●*]\s{0,3})?[\s*_~`]{0,12}")


def find_box(prose: Prose, at: int = 0) -> BoxMark | None:
    """The box that a text begins with at an index, after a bullet, a number or emphasis; None without one."""
    text = prose.text
    lead = _LEAD.match(text, at)
    start = lead.end() if lead else at
    for mark in prose.marks:
        if mark.kind == "html" and at <= mark.start <= start and re.match(r"input\b.{0,99}checkbox", mark.target):
            state: BoxState = "ticked" if re.search(r"\bchecked\b", mark.target) else "open"
            return BoxMark(state, mark.start, mark.start, f"<{mark.target}>")
    match = _BOX.match(text, start)
    if match is None or prose.marked(*match.span(), "link", "image", "code"):
        return None
    sign = match["sign"] or _SHORT_CODES.get(match["code"] or "")
    if sign is None and match["code"]:
        return None
    state_of = _sign(sign) if sign else _inner(match["bracket"], match["inner"] or "")
    return BoxMark(state_of, match.start(), match.end(), match.group().strip()) if state_of else None


def _sign(sign: str) -> BoxState:
    if sign in _OPEN:
        return "open"
    return "ticked" if sign in _TICKED else "refused"


def _inner(bracket: str, inner: str) -> BoxState | None:
    """What a bracket says with what is in it; None when it is no box, but a number, a name or a note."""
    inner = unicodedata.normalize("NFKC", inner).strip().strip(_VARIANT)
    square = bracket.lstrip("\\")[0] in "[［【"
    if inner in ("", "_", ".") or (inner in _OPEN and inner):
        return "open"
    if inner in _TICKS or (inner == "/" and not square):  # (/) is the tick of Jira
        return "ticked"
    if inner in _REFUSED:
        return "refused"
    if inner in _WAIVED:
        return "waived" if square else None
    if inner.isalpha() and len(inner) > 1:
        return "word"
    if len(inner) == 1 and square and not inner.isdigit() and (not inner.isalpha() or inner in "oOyYnN"):
        return "word" if inner in "yYnN" else "unread"
    return None


_ROUND = ("( )", "(x)", "(X)", "(×)", "(✓)")


@lru_cache(maxsize=4)
def _is_of_jira(text: str) -> bool:
    """Whether a document has the signs of Jira, of which ``(x)`` is a cross."""
    return "(/)" in text


def plain_box(prose: Prose, document: str = "") -> tuple[bool, int, int] | None:
    r"""Whether the box at a text's start is ticked, and its place, where it cannot be anything but a box.

    A box that was escaped or has no blank or too many in it: ``\[ \]``, ``[]``, ``[ x ]``; the signs of boxes; ``( )``.
    In a `document` with the signs of Jira ``(x)`` is none. A ✅ may decorate any line, and a ``[-]`` is a box only
    where one is looked for.
    """
    mark = find_box(prose)
    if mark is None or mark.state not in ("ticked", "open") or mark.start == mark.end:
        return None
    behind = prose.text[mark.end : mark.end + 1]
    rounded = mark.written in _ROUND and not _is_of_jira(document)
    if mark.written[0] in "[\\［" or rounded or mark.written[0] in _OPEN_BOXES + _TICKED_BOXES + "⬜":
        if behind.isspace() and prose.text[mark.end :].strip():
            return mark.state == "ticked", mark.start, mark.end
    return None
