"""What an item of a list says of its action: who owns it, when it is due, and what else has a label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import zip_longest

from incidentlint.grammars import find_dates
from incidentlint.markdown import Prose, prose_slice, unstruck
from incidentlint.outline import FieldNode, ListNode, Node
from incidentlint.report.values import State
from incidentlint.text import Span
from incidentlint.vocabulary import (
    Lexicon,
    is_bare_waiver,
    is_needless,
    is_nobody,
    is_nothing,
    is_team,
    is_todo,
    key_of,
    leading_none,
    literal,
    phrases,
    waiver,
)


def item_parts(entry: FieldNode, lexicon: Lexicon) -> dict[str, str]:
    """What an item of a list says of its action by the roles of columns: ``action``, and what has a label of its own.

    The due date may be without a colon.
    """
    whole = entry.whole if entry.whole is not None else entry.value
    parts = parts_of(entry, lexicon)
    told = {role: prose.text for role, (prose, _) in parts.items() if not is_nothing(prose.text)}
    told = {role: text for role, text in told.items() if not is_todo(text, lexicon)}
    due = _due_date(whole, lexicon)
    if due is not None:
        told.setdefault("due", due[0].text)
    first = labels_of(lexicon).search(whole.text)
    start, end = stripped(whole.text, 0, first.start() if first else len(whole.text))
    return {**told, "action": action_name(prose_slice(whole, start, end) if first and end > start else whole, lexicon)}


def item_tells(entry: FieldNode, role: str, lexicon: Lexicon) -> bool:
    """Whether an item of a list tells what the column of a role does: by a label, or a name or date without one."""
    if role in item_parts(entry, lexicon):
        return True
    text = entry.whole.text if entry.whole is not None else ""
    if role == "due":
        return bool(find_dates(text))
    named = any(_NAME.fullmatch(part.strip(_EDGES)) for part in LINKS.split(text)[1:])
    return role == "owner" and (AT.search(text) is not None or named or _PERSONS.search(text) is not None)


def action_name(prose: Prose, lexicon: Lexicon) -> str:
    """The text of an action without what is crossed out, unless only a word for done is left: ``~~Add it~~ Done``."""
    rest = unstruck(prose)
    return prose.text if says_done(rest, lexicon) else rest


def item_says_done(text: str, lexicon: Lexicon) -> bool:
    """Whether an item ends with a word for done in parentheses: ``We added an alert. (Completed)``."""
    last = text.rstrip(" .").rpartition("(")
    return last[0] != "" and last[2].endswith(")") and says_done(last[2], lexicon)


def says_done(text: str, lexicon: Lexicon) -> bool:
    """Whether a status or a due date begins with a word for done: ``✅ Done (#41)``."""
    return phrases(lexicon.words.answers.done, r"[\W_]*").match(text) is not None


def blank_part(whole: Prose, role: str, lexicon: Lexicon) -> Prose | None:
    """A part behind what is to be done that has only the blank of a template, and may be for one thing: ``... - ...``.

    The first of two is that of the owner.
    """
    links = [*LINKS.finditer(whole.text)]
    places = [
        stripped(whole.text, a.end(), b.start() if b else len(whole.text)) for a, b in zip_longest(links, links[1:])
    ]
    blank = [place for place in places if place[1] > place[0] and is_nothing(whole.text[slice(*place)])]
    if not blank or _may_tell(whole.text, role, lexicon):
        return None
    return prose_slice(whole, *blank[-1 if role == "due" else 0])


def is_to_do(entry: FieldNode, text: str, lexicon: Lexicon) -> bool:
    """Whether an item is still to be done: neither ticked, nor said to be done, nothing or not needed."""
    said = (text, entry.value.text) if entry.label.key else (text,)
    none = any(is_needless(each, lexicon) or leading_none(each, lexicon) is True for each in said)
    return entry.tick is not True and not none and not item_says_done(text, lexicon)


def lacks(text: str, role: str, lexicon: Lexicon, *, asked: bool, usual: bool, labelled: bool) -> bool:
    """Whether an item without a labelled part does not tell it either, but has to: `asked` for, or the `usual`.

    One without labels that says three things may tell a date in words.
    """
    if _may_tell(text, role, lexicon) or is_needless(text, lexicon):
        return False
    said = [part.strip(_EDGES) for part in LINKS.split(text)]
    said = [part for part in said if not _TICKET.fullmatch(part) and key_of(part) not in lexicon.columns["due"]]
    if role == "due" and not labelled and sum(map(_is_short, said[1:])) >= _NAMED_PARTS:
        return False
    return usual or (asked and leading_none(text, lexicon) is not True and not item_says_done(text, lexicon))


def without_label(
    entry: FieldNode, role: str, lexicon: Lexicon, *, people: bool = False, asked: bool = False
) -> tuple[Prose, Span] | None:
    """What an item says of one thing without its label: a date, or that nobody owns what is still to be done."""
    assert entry.whole is not None
    if role == "due":
        told = _due_date(entry.whole, lexicon) or _last_date(entry.whole, asked=asked)
        return told or (_open_behind_owner(entry.whole, lexicon) if asked and not entry.tick else None)
    return None if entry.tick is True else unowned_part(entry.whole, lexicon, people=people)


def unowned_part(whole: Prose, lexicon: Lexicon, *, people: bool) -> tuple[Prose, Span] | None:
    """A part of an item, behind its text, that says that nobody owns it: ``Rotate the key — @here, 2026-03-01``.

    Without a sign it may be a state: then a date follows, or others of the list name `people`.
    """
    links = [*LINKS.finditer(whole.text)]
    for link, following in zip_longest(links, links[1:]):
        start, end = stripped(whole.text, link.end(), following.start() if following else len(whole.text))
        said = whole.text[start:end]
        is_owner = said[:1] == "@" or people or _BEFORE_DATE.match(whole.text, end) is not None
        if len(said) < 2 or not is_owner or (is_todo(said, lexicon) and AT.search(whole.text, 0, start)):
            continue
        if is_nobody(said, lexicon, surely=True) or (people and is_team(said, lexicon)):
            return prose_slice(whole, start, end), whole.source(start, end)
    return None


def _open_behind_owner(whole: Prose, lexicon: Lexicon) -> tuple[Prose, Span] | None:
    """The last part of an item where that is to be told yet, and stands behind who does it: ``Oil it - @jo - TBD``."""
    last = next(reversed([*LINKS.finditer(whole.text)]), None)
    if last is None or AT.search(whole.text, 0, last.start()) is None:
        return None
    start, end = stripped(whole.text, last.end(), len(whole.text))
    todo = is_todo(whole.text[start:end], lexicon)
    return (prose_slice(whole, start, end), whole.source(start, end)) if todo else None


LINKS = re.compile(r"\s(?:[—–-]{1,3}|[=-]{1,2}>|[→⇒/])\s|[;|(]|,\s")
"""What is between the parts of an item."""

_BEFORE_DATE = re.compile(r"[\s,;|()*_–—-]{1,6}(?:20)?\d\d")

_NAMED_PARTS = 2
"""Who does it, and until when."""

_LONGEST_PART = 5


def _is_short(part: str) -> bool:
    """Whether a part of an item has as few words as a name or a date in words."""
    return len(part.split()) <= _LONGEST_PART


_EDGES = " \t\n,;|()*_—–-"

AT = re.compile(r"@[^\s—–]")


def _columns(lexicon: Lexicon) -> tuple[tuple[str, frozenset[str]], ...]:
    """The labels of what an action says of itself."""
    roles = ("owner", "due", "status", "priority", "reference")
    return tuple((role, frozenset(labels)) for role, labels in lexicon.columns.items() if role in roles)


def labels_of(lexicon: Lexicon) -> re.Pattern[str]:
    """What labels a part of an item, each in a group with the name of its role."""
    return _labels(_columns(lexicon))


@lru_cache(maxsize=16)
def _labels(columns: tuple[tuple[str, frozenset[str]], ...]) -> re.Pattern[str]:
    groups = "|".join(f"(?P<{role}>{literal(labels)}){_end_of(role)}" for role, labels in columns)
    return re.compile(rf"(?<!\w)(?:{groups})[*_]{{0,3}}", re.IGNORECASE)


def _end_of(role: str) -> str:
    """What is behind the label of a role: ``owner: ana``, and in short ``(owner=ana, due=2026-05-01)``."""
    return r"[*_]{0,3}(?:[ ]?[:：]|=)" if role in ("owner", "due") else r"[*_]{0,3}[ ]?[:：]"


def parts_of(entry: FieldNode, lexicon: Lexicon) -> dict[str, tuple[Prose, Span]]:
    """The labelled parts of an item by the roles of columns, each with the place of its label.

    ``Buy a pump - Owner: Jo Beck - Due: 2026-05-20``, or fields below the item.
    """
    parts: dict[str, tuple[Prose, Span]] = {}
    columns = _columns(lexicon)
    whole = entry.whole
    found = list(_labels(columns).finditer(whole.text)) if whole is not None else []
    for index, match in enumerate(found):
        assert whole is not None
        end = found[index + 1].start() if index + 1 < len(found) else len(whole.text)
        cut = _LINKS_OF_VALUES.search(whole.text, match.end(), end)
        if cut is not None and match.lastgroup == "due" and not find_dates(whole.text[match.end() : cut.start()]):
            later = find_dates(whole.text[cut.start() : end])  # `Owner and due date: Cook (Jo Beck), 2026-05-29`
            cut = None if later else cut
        if cut is not None and is_bare_waiver(whole.text[match.end() : cut.start()], lexicon):
            cut = None  # `due: N/A - tracked elsewhere` has its reason behind the dash
        start, end = stripped(whole.text, match.end(), cut.start() if cut else end)
        comma = whole.text.find(", ", start, end)
        if comma > 0 and is_nobody(whole.text[start:comma], lexicon, surely=True):
            end = comma  # `Owner: unassigned, due 2026-05-29`
        name, said = match.lastgroup or "", prose_slice(whole, start, end)
        earlier = parts.get(name)
        if earlier is None or (name == "due" and not find_dates(earlier[0].text) and find_dates(said.text)):
            parts[name] = said, whole.source(*match.span())
    for role, part in labelled_parts(fields_of(entry.children), lexicon).items():
        parts.setdefault(role, part)
    return parts


def labelled_parts(fields: Iterable[FieldNode], lexicon: Lexicon) -> dict[str, tuple[Prose, Span]]:
    """What fields say of an action by the roles of columns, the first of each, with the place of its label."""
    parts: dict[str, tuple[Prose, Span]] = {}
    for field in fields:
        for role, labels in _columns(lexicon):
            if field.label.key in labels:
                parts.setdefault(role, (field.value, field.label.span))
    return parts


_LINKS_OF_VALUES = re.compile(r"\s[—–-]{1,3}\s|[;|)]")


def is_group(entry: FieldNode, lexicon: Lexicon) -> bool:
    """Whether an item only says what those of a list below it are: ``Preventive actions:``."""
    below = any(isinstance(node, ListNode) for node in entry.children)
    named = below and bool(entry.label.key) and not entry.value.text.strip()
    return named and not labelled_parts(fields_of(entry.children), lexicon)


def fields_of(nodes: Iterable[Node]) -> Iterator[FieldNode]:
    """The fields of an action: those beside each other, and those that are items of lists."""
    for node in nodes:
        if isinstance(node, FieldNode):
            yield node
        elif isinstance(node, ListNode):
            yield from fields_of(node.children)


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of a part of a text without the marks and spaces around it."""
    part = text[start:end]
    start += len(part) - len(part.lstrip(_EDGES))
    return start, max(start, end - (len(part) - len(part.rstrip(_EDGES))))


def _due_date(whole: Prose, lexicon: Lexicon) -> tuple[Prose, Span] | None:
    """The date after a label that no colon ends, or a word for until: ``Rotate the key -- Ana, due 2026-03-01``."""
    text = whole.text
    told = phrases((*lexicon.columns["due"], *lexicon.words.answers.until), "", r"[\s*_:：]{0,4}$")
    found = next((date for date in find_dates(text) if told.search(text[max(0, date.start - 40) : date.start])), None)
    if found is None:
        return None
    return prose_slice(whole, found.start, found.end), whole.source(found.start, found.end)


def _last_date(whole: Prose, *, asked: bool) -> tuple[Prose, Span] | None:
    """The date that ends an item after a person: ``Rotate the key — @ana, 2026-03-01``, ``... (Ana, 2026-03-01)``.

    Where a date is `asked` for, a word or two may be before it: ``... - Ana Beck, by 2026-03-01``.
    """
    text = whole.text
    read = asked or "@" in text or text.rstrip(". ").endswith(")")
    last = next(reversed(find_dates(text)), None) if read else None
    rest = text[last.end :].strip(_EDGES + ".") if last is not None else ""
    if last is None or (rest and not _TICKET.fullmatch(rest)):
        return None
    before = text[: last.start]
    if asked and len(LINKS.split(before)) > 1 and _FEW_WORDS.fullmatch(LINKS.split(before)[-1].strip(_EDGES)):
        return prose_slice(whole, last.start, last.end), whole.source(last.start, last.end)
    if "@" not in _PERSON.split(before)[-1] and not _NAMED.search(before):
        return None
    return prose_slice(whole, last.start, last.end), whole.source(last.start, last.end)


_NAMED = re.compile(r"\((?=[^\W\d_a-z])[^\W\d_]+(?:[ .'-][^\W\d_]+){0,3}, ?$")

_FEW_WORDS = re.compile(r"(?:[^\W\d_]+[ :：]{0,2}){0,2}")
"""What may be before a date in a part of its own: ``by``, ``avant le``."""

_PERSON = re.compile(r"\s[—–-]{1,3}\s|[;|(]")


def _may_tell(text: str, role: str, lexicon: Lexicon) -> bool:
    """Whether an item may say something without a label: a person after its text, or any date, be it but a year."""
    if role == "due":
        return bool(find_dates(text)) or _YEAR.search(text) is not None
    if _PERSONS.search(text) or AT.search(text):
        return True
    first = labels_of(lexicon).search(text)
    before = text[: first.start()] if first else text
    said = [part for part in LINKS.split(before) if part.strip(_EDGES + "@") and not is_nothing(part)]
    said = said[1:] if said and _ADDRESS.fullmatch(said[0].strip(_EDGES)) else said  # of its ticket, before its text
    return any(
        _is_short(part) and not find_dates(part) and not _TICKET.fullmatch(part.strip(_EDGES)) for part in said[1:]
    )


_YEAR = re.compile(r"(?<![\w.#-])20\d\d(?![\w-]|\.\d)")

_CAPITALISED = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]+"

_PERSONS = re.compile(rf"^\W*{_CAPITALISED}(?: {_CAPITALISED}){{0,2}}\s?[:：]|(?<=\w ){_CAPITALISED} {_CAPITALISED}")
"""What may be a person: before a colon, or two words in capitals in a sentence."""

_NAME = re.compile(rf"{_CAPITALISED}(?:[ .'-]{{1,2}}{_CAPITALISED}){{0,3}}")
"""A part that is a name and nothing else."""

_ADDRESS = re.compile(r"https?://\S+")

_TICKET = re.compile(r"#\d+|[A-Z]{2,10}-\d+")


def state_of_part(text: str, lexicon: Lexicon) -> State:
    """What an item says where it has a part for it: nothing, that it is to come, or why there is none."""
    if is_nothing(text):
        return "empty"
    return "todo" if is_todo(text, lexicon) else "ok" if waiver(text, lexicon) is None else "waived"
