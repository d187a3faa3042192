"""Where a report has its own id without a label for it: in the folders of its evidence, and in its closing line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from incidentlint.checks.common import named
from incidentlint.findings import Finding, Related
from incidentlint.grammars import digits_apart
from incidentlint.report import Report
from incidentlint.text import Span
from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import phrases

_OPENS = r"[\s*_~—–-]{0,8}"
_ENDS = r"[\s:*_`]{1,4}(?P<id>[\w-]{4,40})[.\s*_`~—–-]{0,8}\Z"
"""What is around the words of a last line: ``**End INC-2041.**``"""
_FEW = 2


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


__all__ = ["OwnId", "misplaced", "wrong_forms"]
