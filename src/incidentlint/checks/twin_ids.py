"""Ids and hashes that a report has twice, but for two signs that changed places: no other thing is called so nearly.

Hashes are random: two of them are never a sign apart. Numbers that are counted may be, so that one has to be told more
often than the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from incidentlint.findings import Finding, Related
from incidentlint.outline import FieldNode
from incidentlint.report import Report
from incidentlint.text import Span
from incidentlint.tuples import NamedTuple

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


__all__ = ["twins"]
