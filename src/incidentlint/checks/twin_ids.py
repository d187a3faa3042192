"""Hashes of commits that a report has twice, but for a slip, and its own id in paths, its form and its closing line.

Hashes are random: two of them are never the same but for two signs that changed places. Numbers that are counted may
be, so that these are compared with the report's own id alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from incidentlint.checks.common import named
from incidentlint.findings import Finding, Related
from incidentlint.grammars import digits_apart
from incidentlint.markdown import Code
from incidentlint.outline import FieldNode, TextNode
from incidentlint.report import Report
from incidentlint.text import Span, SpanSet
from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import phrases

_HASH = re.compile(r"[0-9a-f]{7}(?<![\w#-][0-9a-f]{7})[0-9a-f]{0,33}(?![\w-]|\.\d)")
_MIXED = re.compile(r"[0-9](?:[a-f]|(?<=[a-f][0-9]))")
"""A digit beside a letter, as any hash has it."""
_LETTERS, _DIGITS = frozenset("abcdef"), frozenset("0123456789")
_COUNTED = re.compile(r"(.)\1\1|\A(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}\Z|\A[0-9]{1,4}[a-f]{3}[0-9]{1,4}\Z")
"""Zeros before what is counted, a year, and a day whose month is short: ``12feb2026``."""
_LENGTHS = frozenset((*range(7, 13), 40))
"""So many signs of a hash are its short form, or all of it; as many as 16 are the name of a span."""
_MANY = 500
"""A report of more hashes lists what it has."""
_FEW = 2


def twins(report: Report, spared: Iterable[Span]) -> Iterator[Finding]:
    """Hashes told once that are one told more often but for two signs; `spared` are told of already."""
    told = {span.start for span in spared}
    alike: dict[str, list[list[Span]]] = {}
    text = report.source.text
    for written, places in _hashes(report).items():
        alike.setdefault("".join(sorted(written)), []).append(places)
    for pair in alike.values():
        rarer, other = sorted(pair, key=len) if len(pair) == _FEW else ([], [])
        if len(rarer) != 1 or len(other) < _FEW or rarer[0].start in told:
            continue
        slip, right = text[slice(*rarer[0])], text[slice(*other[0])]
        if _are_swapped(slip, right):
            values = {"own": right, "label": "", "other": slip}
            yield Finding(rarer[0], values, (Related(other[0], right),), variant="twin")


def _hashes(report: Report) -> dict[str, list[Span]]:
    """What may be the hash of a commit, with its places outside of blocks of code; none of too many."""
    found: dict[str, list[Span]] = {}
    if _MIXED.search(report.source.text) is None:
        return found
    blocks = SpanSet()
    for node in report.outline.walk():
        if isinstance(node, TextNode) and isinstance(node.block, Code):
            blocks.add(node.block.span)
    for match in _HASH.finditer(report.source.text, *report.document.reach):
        written, span = match.group(), Span(match.start(), match.end())
        if _is_random(written) and not blocks.overlaps(span):
            found.setdefault(written, []).append(span)
    return found if len(found) <= _MANY else {}


def _is_random(written: str) -> bool:
    """Whether signs are those of a hash, and nothing that is counted."""
    mixed = min(sum(sign in kind for sign in written) for kind in (_LETTERS, _DIGITS)) >= _FEW
    return mixed and len(written) in _LENGTHS and _COUNTED.search(written) is None


def _are_swapped(one: str, other: str) -> bool:
    """Whether two signs side by side changed places, but for the last ones, by which what is counted differs."""
    off = [at for at, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    return len(off) == _FEW and off[1] == off[0] + 1 < len(one) - 1


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
    text = report.document.raw.rstrip()
    begin, behind = text.rfind("\n") + 1, report.document.reach.start
    match = phrases(report.lexicon.words.facts.words.closings, _OPENS, _ENDS).match(text, begin)
    alike = [one for one in own if match is not None and one.form.fullmatch(match["id"])]
    if match is not None and alike and not any(_key(match["id"]) == _key(one.text) for one in alike):
        first = alike[0]
        values = {"own": first.text, "label": first.label, "other": match["id"]}
        yield Finding(
            Span(behind + match.start("id"), behind + match.end("id")),
            values,
            (Related(first.place, first.label),),
            variant="end",
        )


def _folders(report: Report, own: OwnId) -> Iterator[Finding]:
    """Paths of the incident's own: ``Logs: `evidence/INC-2026-014/app.log` `` below a title with INC-2026-041.

    Each path has that id, two digits of which changed places, and each is all that a field says.
    """
    folders = list(_in_paths(report.source.text, report.document.reach, own.form))
    ids = {match.group().casefold() for match in folders}
    if len(folders) < _FEW or len(ids) > 1 or digits_apart(_digits(*ids), _digits(own.text)) != "swapped":
        return
    fields, spans = SpanSet(), [Span(*match.span()) for match in folders]
    for node in report.outline.fields:
        if _is_path(node):
            fields.add(node.value.span)
    if all(map(fields.overlaps, spans)):
        values = {"own": own.text, "label": own.label, "other": folders[0].group(), "where": "each path"}
        yield Finding(own.place, values, (Related(spans[0], folders[0].group()),), variant="field")


def _is_path(field: FieldNode) -> bool:
    """Whether a path is all that a field says."""
    return "/" in field.value.text and len(field.value.text.split()) == 1


def _in_paths(text: str, reach: Span, form: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The ids that are a folder of a path in code, and no link to another report."""
    read, ticks = reach.start, 0
    for match in form.finditer(text, *reach):
        begin = text.rfind("\n", read, match.start()) + 1
        if begin:
            read, ticks = begin, 0
        ticks += text.count("`", read, match.start())  # of its line, up to here
        read = match.start()
        if ticks % 2 and text.startswith("/", match.end()):
            yield match


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
