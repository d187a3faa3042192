"""HTML tags in a template: which of them are slots that Markdown takes for HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.markdown.document import Document, Html
from incidentlint.text import Span


def is_slot_tag(target: str, *, alone: bool = False) -> bool:
    """Whether an HTML tag's text (without the angle brackets) is no HTML at all but a slot, as ``short title`` is.

    One that is `alone`, never to be closed, is a slot also where HTML has such a tag: ``<title>``.
    """
    words = target.split()
    if not words or target.startswith(("/", "!", "?")) or "=" in target:
        return False
    if target.lower() in _NAMES and alone:
        return True
    if len(words) > _SEVERAL and words[0].lower() in _NAMES:
        return True  # `<link to the recording>`: such a tag has no attributes without a value
    return words[0].rstrip("/").lower() not in _HTML_TAGS


_SEVERAL = 2

_HTML_TAGS = frozenset(
    "a abbr address article aside audio b bdi bdo big blockquote body br button canvas caption center cite code col "
    "colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form "
    "h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main map mark meta meter "
    "nav noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp script section "
    "select small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead "
    "time title tr track tt u ul var video wbr path g circle rect".split()
)


_NAMES = frozenset("title time link data label object source summary address area map output caption cite".split())


def is_slot_block(html: str) -> bool:
    """Whether an HTML block is no HTML but a slot that stands by itself: ``<what customers saw>``."""
    match = re.fullmatch(r"\s*<<?([A-Za-z][^<>]{0,300})>>?\s*", html)
    return match is not None and is_slot_tag(match[1], alone=True)


_TAG = re.compile(r"<!--.{0,4000}?-->|</?[A-Za-z][^<>]{0,2000}>", re.DOTALL)


def html_texts(document: Document) -> Iterator[tuple[Span, str]]:
    """The HTML blocks between paragraphs that hold a text, each with it: ``<aside>Delete this box.</aside>``."""
    for section in document.sections():
        for block in section.blocks:
            if isinstance(block, Html) and not block.comment:
                text = " ".join(_TAG.sub(" ", block.raw.text).split())
                if text:
                    yield block.span, text
