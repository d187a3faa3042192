"""Prompts: what a template tells the writer without any brackets, such as ``one or two sentences`` or ``@handle``.

All this is asked of templates only. In a report such a text counts where it equals its template's, and nowhere else.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_VOCABULARY: Final = frozenset({
    "name", "names", "name(s)", "title", "date", "time", "date/time", "owner", "owners", "author", "authors",
    "author(s)", "reviewer", "reviewers", "assignee", "link", "links", "url", "text", "value", "description",
    "descriptions", "username", "user", "team", "email", "role", "ticket", "your name", "your name here", "full name",
    "team name", "title here", "name here", "brief description", "short description", "short summary", "brief summary",
    "link here", "firstname lastname", "first last", "first name last name", "jane doe", "john doe",
    "name of the author", "list of names",
})  # fmt: skip

_ASKS = re.compile(
    r"(?:please\s+)?(?:describe|list|explain|include|add|insert|enter|provide|give|write|fill|put|state|summari[sz]e|"
    r"specify|note|paste|attach|link to|name of|mention|document|outline|detail|capture|record|who|what|which|when|"
    r"where|why|how|did|was|were|brief(?:ly)?|short(?:ly)?|be (?:specific|honest|clear|very)|walk (?:through|us)|"
    r"your|use this|a (?:short|brief|one|few)|one or two|"
    r"(?:\w+\s*(?:-|–|to|or)\s*)?(?:\d|two|three|four|five)\s+(?:sentences?|paragraphs?|bullets?)(?: max)?)\b"
    # German, French, Spanish, Portuguese
    r"|(?:bitte|beschreib\w*|nennen sie|geben sie|fassen sie|erläutern sie|erklären sie|veuillez|décri\w+|indique[rz]?|"
    r"expliqu\w+|résume[rz]|préciser?z?|listez|por favor|describ[aei]\w*|explique|detalle|resuma|enumere|descreva)\b",
    re.IGNORECASE,
)

_EXAMPLE = re.compile(r"[(\[]?\s*(?:e\.?\s?g\b|ex\.|example\b|for example\b|for instance\b|such as\b)", re.IGNORECASE)

_HANDLE = re.compile(
    r"@(?:(?:handle|user(?:name)?|name|person|someone|owner|author|team|github|slack|mention)s?(?:[-_ ]?\d)?)?"
    r"(?:\s*(?:,|and|/|\bor\b)\s*@(?:handle|user(?:name)?|name|person|someone|owner|author|team)?\d?)*[\s,.]*",
    re.IGNORECASE,
)

_REFERENCE = re.compile(
    r"#?\w[\w-]*[-_](?:xx+|XXX+)|(?:SEV|P|S)[ -]?[?#NX](?: ?\([^()]*\))?"
    r"|(?:[A-Z]{2,10}-|#|PR ?#|GH-)(?:N+|X+|x+|#+|\?+)"
)


def is_name_of_value(text: str) -> bool:
    """Whether a text names what is to be written: ``name``, ``Team``."""
    return text.strip().casefold() in _VOCABULARY


def is_reference(text: str) -> bool:
    """Whether a text is the form of an id or of a ticket's number: ``INC-XXX``, ``#NN``."""
    return _REFERENCE.fullmatch(text.strip()) is not None


_DOTS = re.compile(r"…|\.\.\.")

_TODO = re.compile(r"\W*(?:TBD|TBC|TBA|TODO|FIXME|XXX|xxx|xx)\b(?:\s*\([^()]{0,30}\))?\W*")

_SHORT_OPTIONS = re.compile(r"\S{1,3} [/|] (?:none|n/a|na|0)", re.IGNORECASE)

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def is_prompt(text: str, *, italic: bool = False) -> bool:
    """Whether a field's or cell's whole value, in a template, is a prompt and no constant.

    Constants are what a team writes once for all its reports: ``Bilko``, ``0.1``, ``Ops Architect``, a link. A prompt
    is in `italic`, in parentheses, an example, a request, a name of what is to be written (``name``, ``@handle``), or
    runs on in small letters.
    """
    plain = _plain(text)
    if not plain or len(plain) > 2000:
        return False
    if _EASTERN.search(plain):
        return _is_eastern_prompt(plain)
    words = plain.split()
    if italic and _WORD.search(plain):
        return True
    lower = plain.casefold().rstrip(".:")
    bare = lower[1:-1] if lower.startswith("(") and lower.endswith(")") else lower
    if bare in _VOCABULARY or _HANDLE.fullmatch(plain) or _REFERENCE.fullmatch(plain) or _TODO.fullmatch(plain):
        return True
    if _EXAMPLE.match(plain) or _SHORT_OPTIONS.fullmatch(plain):
        return True
    if _DOTS.search(plain) and len(words) <= 8 and _WORD.search(plain):
        return True
    if plain[0] == "(" and plain[-1] == ")" and len(words) > 1:
        return True
    if len(words) > 1 and (_ASKS.match(plain) or plain.endswith("?")):
        return True
    if "/" in plain and plain.endswith("etc."):
        return True
    return plain[0].islower() and (len(words) > 3 or (len(words) > 1 and "(" in plain))


def _plain(text: str) -> str:
    """A text on one line, without marks around it and with no wide signs."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).strip(" *_`")


_EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[〇○◯]{2}")

_EASTERN_BRACKET = re.compile(r"[(【〔〈《][^()【】]+[)】〕〉》]|[〇○◯×]{2,}")

_EASTERN_REQUEST = re.compile(
    r"(?:記載|記入|入力|記述|説明)(?:する|してください|すること|してほしい)?[。.]?$|ください[。.]?$"
    r"|^请(?:描述|填写|说明|输入|列出)|(?:작성|입력|기재|기술|설명)(?:해 ?주세요|하세요|하십시오|바랍니다)"
)


def _is_eastern_prompt(plain: str) -> bool:
    """Whether a text in an Eastern script is a prompt: in brackets of its own, circles, or a request."""
    return bool(_EASTERN_BRACKET.fullmatch(plain) or _EASTERN_REQUEST.search(plain) or plain.endswith("?"))


def is_request(text: str) -> bool:
    """Whether a template's paragraph asks its writer for something: ``Describe ...``, ``What happened?``."""
    plain = _plain(text).lstrip("(> ")
    if _EASTERN.search(plain):
        return bool(_EASTERN_REQUEST.search(plain) or plain.endswith("?"))
    return bool(_ASKS.match(plain) or plain.endswith("?"))


def asked(text: str, key: str, *, question: bool, italic: bool = False) -> bool:
    """Whether all that a template says below a heading is a prompt: by the text, or by the heading and its `key`."""
    return question or is_told(key) or asks(text, italic=italic)


_FORMS = re.compile(
    r"\bformat(?:s|ted)?\b|\b(?:dates|times|timestamps|hours)\s+(?:\w+\s+)?(?:are|in|as|must|should|like|use)\b",
    re.IGNORECASE,
)


def speaks_of_forms(text: str) -> bool:
    """Whether a template's text says how dates and times are to be written: ``All times are HH:MM in UTC.``."""
    return _FORMS.search(text) is not None


_NOUNS = re.compile(
    r"(?:(?:a|an|the|any|all|full|detailed|brutally|honest|clear|technical|brief|short|one-(?:sentence|line|paragraph))\s+){0,3}"
    r"(?:descriptions?|explanations?|details?|summary|overview|lists?|links?|names?|accounts?|analysis|conditions?|"
    r"things?|notes?|ideas?|anything|everything|observations?|facts?)\b|(?:short|brief)\.",
    re.IGNORECASE,
)

_ANY_ITEM = re.compile(
    r"(?:\[[\w-]+\] )?(?:(?:first|second|third|next|another|follow-up|corrective|preventive) )?"
    r"(?:actions?|tasks?|items?|to-?dos?|follow-ups?|steps?|measures?|fix(?:es)?|improvements?|descriptions?)"
    r"(?: items?)?(?: ?#?\d+)?"
)

_ANY_NUMBERED = re.compile(r"[^\W\d_]+ ?\d+")


def names_any(key: str, *, slotted: bool = False) -> bool:
    """Whether a check item's label (its key) stands for any item: ``Action item 1``; with a slot, ``Alert 1`` too."""
    return bool(_ANY_ITEM.fullmatch(key) or (slotted and _ANY_NUMBERED.fullmatch(key)))


_NOTICE = re.compile(
    r"\b(?:confidential|do not (?:forward|distribute|share)|internal use|copyright|licen[cs]ed?|blameless)\b",
    re.IGNORECASE,
)


def is_notice(text: str) -> bool:
    """Whether a text in italics is a notice to readers, which stays: ``Confidential``."""
    return _NOTICE.search(text) is not None and not is_request(text)


_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def asks(text: str, *, italic: bool = False) -> bool:
    """Whether a text that is all that a template's section says asks its writer for something, in any of its sentences.

    What does not is constant: ``This is a blameless post-mortem.``
    """
    plain = " ".join(text.split()).strip(" *_`>")
    if italic or (plain.startswith("(") and plain.endswith(")")):
        return True
    parts = [part for part in _SENTENCE.split(plain) if part.endswith("?") or not _STATES.match(part)]
    if len(parts) == 1 and is_prompt(parts[0]):
        return True
    return any(is_request(part) or _EXAMPLE.match(part) or _NOUNS.match(part) for part in parts)


_STATES = re.compile(
    r"(?:who|what|which|when|where|why|how|was|were|did|note|record|document|state|use this|your|outline|detail|put)\b"
    r"|(?:[a-z]+ ){0,2}(?:lists?|links?|names?|notes?|details?|accounts?|overview|summary) (?:of|to|for) [^:.]{2,40}:",
    re.IGNORECASE,
)
"""How a sentence may begin that asks only with a question mark behind it: ``Who to call: Ada.`` states something."""


_KEPT = re.compile(
    r"\b(?:how to|about (?:this|the) (?:document|template|report)|definitions?|guide|"
    r"guidelines|process|procedure|instructions|contacts?|glossary|legend|disclaimer|"
    r"polic(?:y|ies)|confidential\w*|severity (?:levels|guide|matrix)|ground rules|principles)\b"
)

_TOLD = re.compile(
    r"(?:\b|(?<=\W))"
    r"(?:summary|overview|background|lead-?up|impact|timeline|root causes?|causes?|trigger|contributing factors|"
    r"detection|response|recovery|resolution|mitigation|remediation|fix(?:es)?|actions?|follow-?ups?|prevention|lessons?|"
    r"learnings|what (?:went|happened|worked|didn't)|luck\w*|description|references|related|appendix|communication|"
    r"tl;?dr|zusammenfassung|auswirkung(?:en)?|ursachen?|maßnahmen|résumé|chronologie|cause racine|"
    r"resumen|impacto?|cronología|causas?|acciones|resumo|概要|原因|影響|経緯|対応|再発防止策|"
    r"next steps|recommendations|improvements?)\b"
)


def is_kept(heading: str) -> bool:
    """Whether a section is the template's own by its heading (its key): readers of any report find it there."""
    return _KEPT.search(heading) is not None


def is_told(heading: str) -> bool:
    """Whether a section is one that each report tells anew, by its heading (its key)."""
    return _TOLD.search(heading) is not None


_DELETE = re.compile(
    r"\b(?:delete|remove|erase)\s+(?:this|these|the|all)\b[^.]{0,40}?"
    r"\b(?:section|block|line|lines|paragraph|text|note|notes|comment|comments|guidance|instructions?|quote|quotes|box|"
    r"hints?|prompts?|before|when|once|after)\b",
    re.IGNORECASE,
)

_DELETE_SECTION = re.compile(
    r"\b(?:delete|remove|erase)\s+(?:this|the)\s+(?:\w+\s+){0,2}?(?:section|part|chapter|heading)\b", re.IGNORECASE
)


def deletes_section(text: str) -> bool:
    """Whether a template's text says that the section that it ends is to be deleted."""
    return is_to_be_deleted(text) and _DELETE_SECTION.search(text) is not None


_FROM = re.compile(
    r"\b(?:delete|remove)\b.{0,20}\b(?:from|begin|start|below|everything)\b|^\s*delete start", re.IGNORECASE
)

_TO = re.compile(r"\b(?:delete|remove)\b.{0,20}\b(?:to|until|till|end|up to|above)\b|^\s*delete end", re.IGNORECASE)


def is_to_be_deleted(text: str) -> bool:
    """Whether a template's text says of itself that it is to be deleted: ``Delete this note before publishing``."""
    return _DELETE.search(text) is not None


def opens_deletion(comment: str) -> bool:
    """Whether an HTML comment says that what follows is to be deleted: ``DELETE FROM HERE``."""
    return _FROM.search(comment) is not None and _TO.search(comment) is None


def closes_deletion(comment: str) -> bool:
    """Whether an HTML comment says that what is to be deleted ends: ``DELETE TO HERE``."""
    return _TO.search(comment) is not None


_TITLE = re.compile(
    r"(?:the )?(?:(?:incident|post-?mortem|report|short|brief) )?(?:title|name)"
    r"(?: (?:of|for) (?:the )?(?:incident|outage|report))?"
    r"(?: here)?(?:\s*\([^()]*\))?|(?:brief|short) description|date",
    re.IGNORECASE,
)


def title_words(text: str) -> list[tuple[int, int]]:
    """The parts of a template's title that stand for the title itself: ``Title`` in ``YYYY-MM-DD — Title``."""
    found = []
    start = 0
    for piece in re.split(r"(\s[—–-]\s|:\s+)", text):
        end = start + len(piece)
        part = piece.strip()
        if part and _TITLE.fullmatch(part):
            begin = start + piece.index(part)
            found.append((begin, begin + len(part)))
        start = end
    return found
