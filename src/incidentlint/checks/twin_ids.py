"""Ids and hashes that a report has twice, but for a slip, and its own id in paths, its form and its closing line.

Hashes are random: two of them are never a sign apart. Numbers that are counted may be, so that one has to be told more
often than the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from incidentlint.checks.common import named
from incidentlint.findings import Finding, Related
from incidentlint.grammars import digits_apart
from incidentlint.outline import FieldNode
from incidentlint.report import Report
from incidentlint.text import Span
from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import phrases

_HASH = r"(?=[0-9a-f]{0,63}[a-f])(?=[a-f]{0,63}[0-9])[0-9a-f]{7,64}"
_RANDOM = r"[A-Za-z]{1,12}[-_](?=[A-Z]{0,24}[0-9])(?=[0-9]{0,24}[A-Z][A-Z]{0,24}[0-9])[0-9A-Z]{6,24}"
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_NUMBER = r"(?:[A-Za-z]{1,12}[-_](?:[0-9]{2,8}[-_]){0,3}|#)0{0,6}[1-9][0-9]{3,9}"
_TOKEN = re.compile(
    rf"(?<![\w#-])(?:(?P<hash>{_UUID}|{_HASH})|(?P<random>{_RANDOM})|(?P<number>{_NUMBER}))(?![\w-]|\.\d)"
)
_DAYS = re.compile(r"(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])?(?:[0-2]\d|3[01])?\Z")
"""What ends with a year or day is not counted."""
_SHORT = range(7, 13)
"""So many signs of a hash are its short form."""
_MANY = 500
"""A report of more ids lists what it has."""
_VARIED = 5
_LONG = 5
_FEW = 2


class _Token(NamedTuple):
    """An id as written, with its places, and whether it is random."""

    text: str
    places: list[Span]
    random: bool


def twins(report: Report, spared: Iterable[Span]) -> Iterator[Finding]:
    """Ids and hashes that are another one of the report but for a slip of the pen; `spared` are told of already."""
    known = _tokens(report.source.text)
    told = {span.start for span in spared}
    for rarer, other in _pairs(known):
        if rarer.places[0].start in told or not _is_slip(report, rarer, other, known):
            continue
        told.add(rarer.places[0].start)
        values = {"own": other.text, "label": "", "other": rarer.text}
        yield Finding(rarer.places[0], values, (Related(other.places[0], other.text),), variant="twin")


def _tokens(text: str) -> list[_Token]:
    """The ids of a text, each once, with the short forms of hashes that are told in full."""
    found: dict[str, _Token] = {}
    for match in _TOKEN.finditer(text):
        if len(found) > _MANY:
            return []
        written = match.group()
        span = Span(match.start(), match.end())
        token = found.setdefault(written.casefold(), _Token(written, [], match["number"] is None))
        token.places.append(span)
    lengths = {len(token.text) for token in found.values()} & {*_SHORT}
    for token in [*found.values()]:
        for length in lengths if len(token.text) > _SHORT.stop and token.random else ():
            short = found.setdefault(token.text[:length].casefold(), _Token(token.text[:length], [], random=True))
            short.places.extend(Span(place.start, place.start + length) for place in token.places)
    return [*found.values()]


def _pairs(known: list[_Token]) -> Iterator[tuple[_Token, _Token]]:
    """The ids that have the same signs as another one, or all but one: the rarer of two first."""
    buckets: dict[str, list[_Token]] = {}
    for token in known:
        text = token.text.casefold()
        buckets.setdefault("".join(sorted(text)), []).append(token)
        if token.random and len(text) in _SHORT:
            for at in range(len(text) - 1):  # the last one counts, where somebody made it up
                buckets.setdefault(f"{text[:at]}?{text[at + 1 :]}", []).append(token)
    for alike in buckets.values():
        if len(alike) == _FEW:
            rarer, other = sorted(alike, key=lambda token: (len(token.places), -token.places[0].start))
            yield rarer, other


def _is_slip(report: Report, rarer: _Token, other: _Token, known: list[_Token]) -> bool:
    """Whether one id is surely meant to be another one."""
    one, two = rarer.text.casefold(), other.text.casefold()
    off = [at for at, (left, right) in enumerate(zip(one, two, strict=False)) if left != right]
    if len(one) != len(two) or len(off) > _FEW or not off:
        return False
    if rarer.random and other.random:
        varied = len(set(one)) >= _VARIED
        return varied and (len(off) == _FEW or len(other.places) > 1)
    if rarer.random or other.random or _DAYS.search(one) or _DAYS.search(two):
        return False
    if len(rarer.places) == 1 and len(other.places) > 1:
        return True
    prefix = one.rstrip("0123456789")
    alike = [token for token in known if token.text.casefold().startswith(prefix)]
    alone = len(alike) == _FEW and len(other.places) == 1 and prefix != "#"
    return alone and len(one[len(prefix) :].lstrip("0")) >= _LONG and _is_all_of_a_field(report, rarer, other)


def _is_all_of_a_field(report: Report, *tokens: _Token) -> bool:
    """Whether one of some ids is all that a field says: what it is of is one thing."""
    texts = {token.text for token in tokens}
    return any(isinstance(node, FieldNode) and node.value.text.strip(" `*_") in texts for node in report.outline.walk())


_OPENS = r"[\s*_~—–-]{0,8}"
_ENDS = r"[\s:*_`]{1,4}(?P<id>[\w-]{4,40})[.\s*_`~—–-]{0,8}\Z"
"""What is around the words of a last line: ``**End INC-2041.**``"""


class OwnId(NamedTuple):
    """An id of the report: what says it, as quoted, its text and place, and what ids of its form are found by."""

    label: str
    text: str
    place: Span
    form: re.Pattern[str]


def misplaced(report: Report, own: Sequence[OwnId]) -> Iterator[Finding]:
    """Folders and a closing line that have another id of the form of the report's own."""
    yield from _closing(report, own)
    for one in own:
        yield from _folders(report, one)


def _closing(report: Report, own: Sequence[OwnId]) -> Iterator[Finding]:
    text = report.source.text.rstrip()
    begin = text.rfind("\n") + 1
    match = phrases(report.lexicon.words.facts.words.closings, _OPENS, _ENDS).match(text, begin)
    alike = [one for one in own if match is not None and one.form.fullmatch(match["id"])]
    if match is not None and alike and not any(_key(match["id"]) == _key(one.text) for one in alike):
        first = alike[0]
        values = {"own": first.text, "label": first.label, "other": match["id"]}
        yield Finding(Span(*match.span("id")), values, (Related(first.place, first.label),), variant="end")


def _folders(report: Report, own: OwnId) -> Iterator[Finding]:
    """Paths of what belongs to the incident: ``evidence/INC-2026-014/cpu.png`` below a title with INC-2026-041."""
    text = report.source.text
    found = list(own.form.finditer(text))
    folders = [match for match in found if _is_folder(text, match)]
    others = [match for match in folders if _key(match.group()) != _key(own.text)]
    if not others or len({_key(match.group()) for match in others}) > 1:
        return
    other, rarely = others[0], sum(_key(match.group()) == _key(own.text) for match in found) == 1
    apart = digits_apart(_digits(other.group()), _digits(own.text))
    span = Span(*other.span())
    if rarely and apart and len(others) == len(folders) >= _FEW:
        values = {"own": own.text, "label": own.label, "other": other.group(), "where": "each path"}
        yield Finding(own.place, values, (Related(span, other.group()),), variant="field")
    elif apart == "swapped" and len(others) == 1 < len(folders):
        values = {"own": own.text, "label": own.label, "other": other.group()}
        yield Finding(span, values, (Related(own.place, own.label),), variant="swapped")


def _is_folder(text: str, match: re.Match[str]) -> bool:
    """Whether an id is a folder of a path in code, and no link to another report."""
    if text[match.end() : match.end() + 1] != "/":
        return False
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    return line.count("`") % 2 == 1


def wrong_forms(report: Report) -> Iterator[Finding]:
    """Ids whose numbers are shorter than in the template's form or example: ``INC-2026-7`` for ``INC-YYYY-NNN``."""
    titles = (bound for bound in report.bound if bound.shape.kind == "title")
    for bound in (*titles, *report.role("id")):
        value, slots = bound.value, bound.shape.slots
        if value is None or not value.ok:
            continue
        forms = [match for slot in slots if (match := _FORM.search(slot.text)) is not None]
        if len(forms) != 1:
            continue
        before, widths = forms[0][1], list(map(_width, re.split(r"[-_]", forms[0][2])))
        found = re.findall(rf"(?<![\w-]){re.escape(before)}([0-9][0-9_-]{{0,30}})(?!\w)", value.prose.text)
        if len(found) != 1:
            continue
        groups = re.split(r"[-_]", found[0])
        if len(groups) == len(widths) and not all(map(_is_wide, groups, widths)):
            start = value.prose.text.index(before + found[0])
            place = value.prose.source(start, start + len(before) + len(found[0]))
            label = "the title" if bound.shape.kind == "title" else named(bound.label)
            values = {"own": forms[0][0], "label": label, "other": before + found[0]}
            yield Finding(place, values, variant="form")


_FORM = re.compile(
    r"(?<![\w-])([A-Z]{2,12}[-_])((?:YYYY|AAAA|JJJJ|20[0-9]{2})(?:[A-Z0-9]{0,4}[-_]){1,4}(?:N{2,6}|X{2,6}|#{2,6}|[0-9]{1,6}))(?![\w-])"
)


def _width(group: str) -> tuple[int, int]:
    """How many digits a part of a form takes, at least and at most: of a day as many as it has."""
    if group[:2] in ("NN", "XX", "##"):
        return len(group), 2 * len(group) + 2
    dated = not group.isdigit() or (len(group) in (4, 8) and group.startswith("20"))
    return (len(group), len(group)) if dated else (1, 12)


def _is_wide(group: str, width: tuple[int, int]) -> bool:
    return width[0] <= len(group) <= width[1]


def _digits(own: str) -> str:
    return "".join(re.findall(r"\d", own))


def _key(own: str) -> str:
    return own.casefold()


__all__ = ["OwnId", "misplaced", "twins", "wrong_forms"]
