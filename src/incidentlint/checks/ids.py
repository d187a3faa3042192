"""Ids: what a report calls itself in its title, its file's name and its field for that."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from incidentlint.checks.common import named
from incidentlint.checks.registry import NoParams
from incidentlint.checks.twin_ids import OwnId, misplaced, twins, wrong_forms
from incidentlint.facts import Stated, tokens
from incidentlint.findings import Finding, Level, Related
from incidentlint.grammars import digits_apart
from incidentlint.markdown import Prose
from incidentlint.outline import trimmed
from incidentlint.report import Bound, Report, incident
from incidentlint.text import CASES, Span
from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import key_of, loose_key, phrases

_ID = re.compile(r"(?=[^\W\d_])\w{1,12}(?:[-_ ]|(?<=[^\W\d_])(?=\d))\d[\d_-]{0,20}(?:-[a-z])?")
"""A word and a number: ``INC-2041``, ``ALM-2026-011``, ``INC-20260311-b``."""

_LAST = re.compile(r"-[a-z]\Z", re.IGNORECASE)
"""What tells the ids of one day apart."""

_TITLED = re.compile(r"(?<![\w-])([A-Z]{2,10})[-_]\d{1,6}(?:[-_]\d{1,6}){0,4}(?![\w-])")
"""One that nothing says to be an id but its capitals."""


_NUMBERED = re.compile(r"^[^#]*#(\d{2,7})\b[^#]*$")
"""A title with the number of its incident: ``Postmortem #231``."""

_CHANNEL = re.compile(r"(?<![\w#])#[^\W\d_]+[-_]\d{2,7}(?![\w-])")
"""A channel that is called by a number: ``#inc-231``."""


class _Own(NamedTuple):
    """An id that a field states as the report's: how the field is called, its text, its place, and the field's.

    An `unsure` one may be that of something else, such as a ticket.
    """

    label: str
    text: str
    place: Span
    beside: Span
    unsure: bool = False


def conflict(report: Report, params: NoParams) -> Iterator[Finding]:
    """A field for the id that says another one than the title or the file's name; any id that is nearly another one."""
    found = list(_own_conflicts(report))
    told = {finding.span for finding in found}
    found += [finding for finding in wrong_forms(report) if finding.span not in told] if report.policy.demands else []
    yield from found
    yield from twins(report, [finding.span for finding in found])


def _own_conflicts(report: Report) -> Iterator[Finding]:
    """A field for the id that says another one than the title or the file's name, which have one of its form.

    Where there is no such field, a title and a file's name are compared: of no known template, and of one that has the
    form of an id in its title.
    """
    demands = report.policy.demands
    bound = next((bound for bound in report.bound if bound.shape.kind == "title" and bound.value is not None), None)
    if demands:
        title = bound.value.prose if bound is not None and bound.value is not None else None
    else:
        title = next((titled.title for titled in report.outline.titles), None)
    if title is None:
        title = next((one.value for one in incident(report).stated if _is_title(one)), None)
    stated = _own_ids(report, bound) if demands else _labelled_ids(report)
    known = [(own, form) for own in stated if (form := _form(own.text)) is not None]
    if not known and title is not None:
        known = [(own, form) for own in _near_title(report, title) if (form := _form(own.text)) is not None]
    every, known = known, known[:_MOST_OWN]
    beside = [list(_compared(report, own, form, title)) for own, form in known]
    if not any(beside):
        yield from _told_twice(report, every)
    for (own, form), compared in zip(known, beside, strict=True):
        yield from compared or (
            *_swapped(report, own.text, own.label, form, {own.place}),
            *(() if own.unsure else _opened(report, own.text, own.label, form)),
        )
    number = _NUMBERED.search(title.text) if title is not None and not known else None
    if number is not None and title is not None:
        yield from _swapped(report, number[1], "the title", _CHANNEL, {title.span})
        yield from _opened(report, f"#{number[1]}", "the title", _HASH)
    if not any(beside):
        yield from misplaced(report, [*_placed(known), *_titled(report, title)])
    formed = bound is not None and any(slot.type.kind == "pattern" for slot in bound.shape.slots)
    if (formed or not demands) and not known and title is not None:
        yield from _beside_file(report, title)


_MOST_OWN = 20
"""So many ids of its own are looked for in the report's text; a file that states more is a list of incidents."""


def _placed(known: Sequence[tuple[_Own, re.Pattern[str]]]) -> Iterator[OwnId]:
    """What fields say to be the report's own id."""
    return (OwnId(named(own.label), own.text, own.place, form) for own, form in known if not own.unsure)


def _titled(report: Report, title: Prose | None) -> Iterator[OwnId]:
    """The only id of a title."""
    found = list(_TITLED.finditer(title.text)) if title is not None else []
    form = _form(found[0].group()) if len(found) == 1 and not _is_level(report, found[0][1]) else None
    if title is not None and form is not None:
        yield OwnId("the title", found[0].group(), title.source(*found[0].span()), form)


def _told_twice(report: Report, known: Sequence[tuple[_Own, re.Pattern[str]]]) -> Iterator[Finding]:
    """A further field of the id that says another one of its form: of front matter and body, of head and end.

    Where another word calls it so (``Incident ticket``) the ids are nearly the same.
    """
    if len(known) < 2:
        return
    names, columns = report.lexicon.roles["id"], report.lexicon.columns
    words = {word for keys in (names, columns["number"], columns["reference"]) for key in keys for word in tokens(key)}
    for own, _ in known[1:]:
        first, form = known[0]
        numbers = ["".join(re.findall(r"\d", each.text)) for each in (first, own)]
        named_so = {key_of(first.label), key_of(own.label)} <= {*names}
        near = report.policy.demands and words.issuperset(tokens(own.label)) and bool(digits_apart(*numbers))
        if (named_so or near) and form.fullmatch(own.text) is not None and not _same(own.text, first.text):
            values = {"own": own.text, "label": named(own.label), "other": first.text, "where": named(first.label)}
            yield Finding(own.place, values, (Related(first.beside, named(first.label)),), variant="field")


def _compared(report: Report, own: _Own, form: re.Pattern[str], title: Prose | None) -> Iterator[Finding]:
    in_name = form.findall(report.file_name)
    titled = list(form.finditer(title.text)) if title is not None else []
    values = {"own": own.text, "label": named(own.label)}
    most: Level = "info" if own.unsure else "error"
    if title is not None and titled and not any(_same(match.group(), own.text) for match in titled):
        place, other = title.source(*titled[0].span()), titled[0].group()
        values |= {"other": other, "where": "the title"}
        if any(_same(name, own.text) for name in in_name) or _is_told_again(report, own.text, other):
            yield Finding(place, values, (Related(own.beside, named(own.label)),), at_most=most, variant="title")
        else:
            yield Finding(own.place, values, (Related(place, "the title"),), at_most=most, variant="field")
    elif in_name and not any(_same(name, own.text) for name in in_name):
        values |= {"other": in_name[0], "where": "the file name"}
        yield Finding(own.place, values, (Related(Span(0, 0), "the file name"),), at_most=most, variant="field")


def _swapped(report: Report, own: str, label: str, form: re.Pattern[str], known: Collection[Span]) -> Iterator[Finding]:
    """Channels, and lines of code, that have the id but for two digits changed about, and that only once.

    ``#inc-2025-041``, where the id is INC-2025-014: the id of another incident is rarely so near.
    """
    text = report.source.text
    found = list(form.finditer(text, *report.document.reach))
    often = Counter(match.group() for match in found)
    for match in found:
        if often[match.group()] > 1:
            continue
        span = Span(match.start(), match.end())
        if not _is_swapped(match.group(), own) or any(place.overlaps(span) for place in known):
            continue
        channel = "#" in (text[span.start - 1 : span.start], match.group()[:1])
        if channel or _is_in_line_of_code(text, span):
            values = {"own": own, "label": named(label), "other": match.group()}
            yield Finding(span, values, variant="swapped")


def _opened(report: Report, own: str, label: str, form: re.Pattern[str]) -> Iterator[Finding]:
    """Rows that begin with an id, or with a word and it, that is the incident's own but for two digits changed about.

    ``23:24 Incident #473 declared``, where the title says #437. A number alone has to be called that of an incident.
    """
    facts = incident(report)
    for row in facts.all_rows:
        event = row.entry.event
        found = list(form.finditer(event.text)) if event is not None else []
        if event is None or len(found) != 1 or own in event.text or not _is_swapped(found[0].group(), own):
            continue
        before = tokens(event.text[: found[0].start()])
        if len(before) <= 1 and (not own.startswith("#") or not facts.words.incident.isdisjoint(before)):
            values = {"own": own, "label": named(label), "other": found[0].group()}
            yield Finding(event.source(*found[0].span()), values, variant="swapped")


_HASH = re.compile(r"#\d{2,7}\b")


def _is_in_line_of_code(text: str, span: Span) -> bool:
    """Whether a place is in the backticks that its line begins with: ``Postmortem: pmt-0017``."""
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return line.startswith("`") and line.count("`") % 2 == 1


def _is_swapped(one: str, other: str) -> bool:
    """Whether the numbers of two ids are the same but for two digits that have changed places."""
    first, last = ("".join(re.findall(r"\d", each)) for each in (one, other))
    return digits_apart(first, last) == "swapped"


def _beside_file(report: Report, title: Prose) -> Iterator[Finding]:
    """A title whose only id is not that of its file's name, though it is of its form."""
    titled = [match for match in _TITLED.finditer(title.text) if not _is_level(report, match[1])]
    form = _form(titled[0].group()) if len(titled) == 1 else None
    in_name = form.findall(report.file_name) if form is not None else []
    if len(in_name) == 1 and not _same(in_name[0], titled[0].group()):
        own, place = in_name[0].upper(), title.source(*titled[0].span())
        values = {"own": own, "other": titled[0].group(), "label": "the file name"}
        yield Finding(place, values, (Related(Span(0, 0), "the file name"),), variant="title")


def _is_level(report: Report, word: str) -> bool:
    """Whether a word before a number makes it a level of severity: ``SEV-1``."""
    return any(word.casefold() in spellings for spellings in report.lexicon.numbered.values())


def _own_ids(report: Report, title: Bound | None) -> Iterator[_Own]:
    """The fields of the report's own id: of that role, or with the slot that the title has as well.

    Of a number whose slot ends one of the title (``NNNN`` and ``PM-NNNN``) the id is as there.
    """
    slots = {slot.text for slot in title.shape.slots} if title is not None else set()
    ids = report.role("id")
    known = {bound.shape.index for bound in ids}
    formed = {slot.text for bound in ids for slot in bound.shape.slots if slot.type.kind == "pattern"}
    lasts = {label.split()[-1] for label in report.lexicon.roles["id"]}
    for bound in report.walk():
        if bound.shape.kind == "field" and bound.value is not None and bound.value.ok and not bound.shape.sample:
            sure = bound.shape.index in known or any(slot.text in slots for slot in bound.shape.slots)
            if sure or any(slot.text in formed for slot in bound.shape.slots):
                text = bound.value.text.strip(" *_`")
                yield _Own(bound.label, text, bound.value.span, bound.span, unsure=not sure)
            elif bound.value.text.strip().isdigit() and lasts & {*loose_key(bound.shape.label.bare).split()[-1:]}:
                number, text = bound.shape.slots[0].text if bound.shape.slots else "", bound.value.text.strip()
                longer = (slot.removesuffix(number) for slot in slots if number and slot.endswith(number))
                yield from (_Own(bound.label, before + text, bound.value.span, bound.span) for before in longer)


def _labelled_ids(report: Report) -> Iterator[_Own]:
    """What labels state as the id in a report of no known template."""
    lexicon = report.lexicon
    likely = phrases(lexicon.words.likely.get("id", ()))
    for stated in incident(report).stated:
        key, place = key_of(stated.label), trimmed(stated.value)
        sure = key in lexicon.roles["id"] or key in lexicon.columns["number"] or likely.fullmatch(key) is not None
        if stated.origin not in ("heading", "cell") and (sure or key in lexicon.columns["reference"]):
            yield _Own(stated.label, stated.value.text.strip(" *_`\n"), place, place, unsure=not sure)


def _is_title(stated: Stated) -> bool:
    """Whether a key of the front matter states the title."""
    return stated.origin == "front-matter" and key_of(stated.label) == "title"


def _near_title(report: Report, title: Prose) -> Iterator[_Own]:
    """What labels of ids state, and any key of the front matter, that is nearly the only id of the title.

    ``# PM-3171: Merges fail`` over ``number: 3117``: the number of something else is rarely so near.
    """
    titled = [match for match in _ANY.finditer(title.text) if not _is_level(report, match[1].rstrip("-_ "))]
    if len(titled) != 1:
        return
    before, number = titled[0].groups()
    known = {bound.value.span for bound in report.role("id") if bound.value is not None}
    likely = phrases(report.lexicon.words.likely.get("id", ()))
    for stated in incident(report).stated:
        text, place, key = stated.value.text.strip(" *_`\"'\n"), trimmed(stated.value), key_of(stated.label)
        sure = place in known or key in report.lexicon.roles["id"] or likely.fullmatch(key) is not None
        own = before + text if text.isdigit() and sure else text
        if stated.origin != "cell" and not place.overlaps(title.span) and own.startswith(before):
            apart = digits_apart(own.removeprefix(before), number)
            if (apart and sure) or (apart == "swapped" and stated.origin == "front-matter"):
                yield _Own(stated.label, own, place, place)


_ANY = re.compile(r"(?<![\w#-])(#|[A-Za-z]{2,10}[-_]?)(\d{3,8})(?![\w-])")
"""An id, or the number of a ticket, in a title."""


def _form(own: str) -> re.Pattern[str] | None:
    """What ids of the form of one are found by; None for what is no word with a number."""
    if not (_ID.fullmatch(own) or _TICKET.fullmatch(own)):
        return None
    last = "-[a-z]" if _LAST.search(own) else ""
    parts = re.split(r"(\d+)", _LAST.sub("", own))
    made = "".join(r"\d+" if part.isdigit() else re.escape(part) for part in parts)
    if made[0].isascii() and made[0].isalpha():  # in either case, and as signs that case makes it of
        begins = "".join(
            sign for sign in (made[0].lower(), made[0].upper(), *CASES) if re.match(made[0], sign, re.IGNORECASE)
        )
        made = rf"(?-i:[{begins}])(?<![\w-](?s:.)){made[1:]}"
    else:
        made = rf"(?<![\w-]){made}"
    return re.compile(rf"{made}{last}(?!\d|-\d)", re.IGNORECASE)


_TICKET = re.compile(r"#\d{2,8}")


def _same(one: str, other: str) -> bool:
    first, last = ([int(part) for part in re.findall(r"\d+", each)] for each in (one, other))
    ends = [_LAST.findall(each.casefold()) for each in (one, other)]
    return first == last and ends[0] == ends[1]


def _is_told_again(report: Report, own: str, other: str) -> bool:
    """Whether the rest of a report has an id again, and another one in its title alone."""
    text, reach = report.source.text, report.document.reach
    return text.count(own, *reach) > 1 and text.count(other, *reach) == 1
