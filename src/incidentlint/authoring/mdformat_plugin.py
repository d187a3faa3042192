"""The mdformat plugin: what incident reports and their templates need kept when mdformat puts them in order.

Slots such as ``<incident_start>`` and ``____`` get no backslashes, ballot lines (``☐ Yes  ☑ No``) keep their spaces,
and lines of metadata stay apart where lines are wrapped. It is an entry point of ``mdformat.parser_extension``;
`KEEPING` is what ``incidentlint format`` keeps beside: ``---`` rules and the numbers of lists.
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from mdformat.renderer import DEFAULT_RENDERERS

if TYPE_CHECKING:
    from mdformat.renderer import RenderContext, RenderTreeNode

_SPACE, _UNDERSCORE, _ANGLE = "\ue0f0", "\ue0f1", "\ue0f2"
"""What stands for a character while mdformat writes a text, so that it is kept as it is."""

_KEPT = str.maketrans({_SPACE: " ", _UNDERSCORE: "_", _ANGLE: "<"})

_BALLOT = re.compile(r"[☐☑☒⬜🔲◻▢❏❑❒🗹]")

_SPACES = re.compile(r" {2,}")

_UNDERSCORES = re.compile(r"_+")

_BRACKET = re.compile(r"<[A-Za-z][^<>\n:@\"'=]{0,160}>")

_TAG_NAME = re.compile(r"<[A-Za-z][A-Za-z0-9-]{0,160}[ />]")

_NO_ATTRIBUTE = re.compile(r"[!?,;()+&#%]")


def update_mdit(mdit: Any) -> None:
    """Change nothing of the parser."""


def _text(node: RenderTreeNode, context: RenderContext) -> str:
    """A text with what a form needs kept; all else as mdformat writes it."""
    text = node.content
    if any(sign in text for sign in (_SPACE, _UNDERSCORE, _ANGLE)):
        return DEFAULT_RENDERERS["text"](node, context)
    if not context.do_wrap and _BALLOT.search(text):
        text = _SPACES.sub(lambda match: _SPACE * len(match.group()), text)
    text = _BRACKET.sub(_unescaped, text)
    if "__" in text and not _may_open(text, node):
        text = text.replace("_", _UNDERSCORE)
    if text == node.content:
        return DEFAULT_RENDERERS["text"](node, context)
    kept = SimpleNamespace(content=text, next_sibling=node.next_sibling, parent=node.parent)
    return DEFAULT_RENDERERS["text"](kept, context).translate(_KEPT)  # type: ignore[arg-type]


def _unescaped(match: re.Match[str]) -> str:
    """A text in angle brackets without a backslash, if it can be no HTML tag: by its name, or by a sign in it."""
    bracket = match.group()
    is_slot = _TAG_NAME.match(bracket) is None or _NO_ATTRIBUTE.search(bracket) is not None
    return f"{_ANGLE}{bracket[1:]}" if is_slot else bracket


def _may_open(text: str, node: RenderTreeNode) -> bool:
    """Whether a run of underscores in a text can begin emphasis: one with anything but a space after it.

    In a word it cannot, nor where the text and its line end.
    """
    ends = node.next_sibling is None or node.next_sibling.type in ("softbreak", "hardbreak")
    for match in _UNDERSCORES.finditer(text):
        before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if behind.isspace() or (not behind and ends) or (before.isalnum() and behind.isalnum()):
            continue
        return True
    return False


_LONGEST_LABEL = 60

_LABEL = re.compile(r"\s*[^\W\d_][^:\n]{0,60}:(?:\s|$)")


def _softbreak(node: RenderTreeNode, context: RenderContext) -> str:
    """The end of a line; one before a label (``Severity: P1``) is kept where lines are wrapped anew."""
    text, behind = "", node.next_sibling
    while behind is not None and behind.type not in ("softbreak", "hardbreak") and len(text) < _LONGEST_LABEL:
        text += "".join(child.content for child in behind.walk() if child.type == "text")
        behind = behind.next_sibling
    return "\n" if _LABEL.match(text) else DEFAULT_RENDERERS["softbreak"](node, context)


RENDERERS: dict[str, Any] = {"text": _text, "softbreak": _softbreak}


# --- What the command keeps beside ---


def _rule(node: RenderTreeNode, context: RenderContext) -> str:
    """A rule in the signs that it is written with; where dashes would mean something else, mdformat's own."""
    sign = node.markup[:1] or "-"
    first = node.previous_sibling is None
    return sign * 3 if not (first and sign != "_") else DEFAULT_RENDERERS["hr"](node, context)


def _numbered(node: RenderTreeNode, context: RenderContext) -> str:
    """A numbered list with the numbers that it has."""
    loose = any(child.type == "paragraph" and not child.hidden for item in node.children for child in item.children)
    markers = [f"{item.info or index + 1}{item.markup} " for index, item in enumerate(node.children)]
    items = []
    for item, marker in zip(node.children, markers, strict=True):
        with context.indented(len(marker)):
            first, *rest = item.render(context).split("\n")
        lines = [f"{marker}{first}".rstrip(), *(f"{' ' * len(marker)}{line}" if line else "" for line in rest)]
        items.append("\n".join(lines))
    return ("\n\n" if loose else "\n").join(items)


KEEPING = SimpleNamespace(update_mdit=update_mdit, RENDERERS={"hr": _rule, "ordered_list": _numbered})
"""The extension that only ``incidentlint format`` uses: what changes every document is not a plugin's to decide."""
