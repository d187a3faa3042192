"""Ids: what a report calls itself in its title, its file's name and its field for that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.checks.common import named
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding, Related
from incidentlint.report import Bound, Report
from incidentlint.text import Span

_ID = re.compile(r"(?=[^\W\d_])\w{1,12}(?:[-_ ]|(?<=[^\W\d_])(?=\d))\d[\d_-]{0,20}")
"""A word and a number: ``INC-2041``, ``ALM-2026-011``."""


def conflict(report: Report, params: NoParams) -> Iterator[Finding]:
    """A field for the id that says another one than the title or the file's name, which have one of its form."""
    if not report.policy.demands:
        return
    title = next((bound for bound in report.bound if bound.shape.kind == "title" and bound.value is not None), None)
    for bound in _own_ids(report, title):
        own = bound.value.text.strip(" *_`") if bound.value is not None else ""
        form = _form(own)
        if form is None:
            continue
        in_name = form.findall(report.file_name)
        titled = list(form.finditer(title.value.prose.text)) if title is not None and title.value is not None else []
        if titled and not any(_same(match.group(), own) for match in titled) and title and title.value:
            place = title.value.prose.source(*titled[0].span())
            sure = any(_same(name, own) for name in in_name)
            values = {"own": own, "other": titled[0].group(), "label": named(bound.label), "where": "the title"}
            if sure or _is_told_again(report, own, titled[0].group()):
                yield Finding(place, values, (Related(bound.span, named(bound.label)),), variant="title")
            else:
                yield Finding(_place(bound), values, (Related(place, "the title"),), variant="field")
        elif in_name and not any(_same(name, own) for name in in_name):
            values = {"own": own, "other": in_name[0], "label": named(bound.label), "where": "the file name"}
            yield Finding(_place(bound), values, (Related(Span(0, 0), "the file name"),), variant="field")


def _own_ids(report: Report, title: Bound | None) -> Iterator[Bound]:
    """The fields of the report's own id: of that role, or with the slot that the title has as well."""
    slots = {slot.text for slot in title.shape.slots} if title is not None else set()
    known = {bound.shape.index for bound in report.role("id")}
    for bound in report.walk():
        if bound.shape.kind == "field" and bound.value is not None and bound.value.ok and not bound.shape.sample:
            if bound.shape.index in known or any(slot.text in slots for slot in bound.shape.slots):
                yield bound


def _form(own: str) -> re.Pattern[str] | None:
    """What ids of the form of one are found by; None for what is no word with a number."""
    if not _ID.fullmatch(own):
        return None
    made = "".join(r"\d+" if part.isdigit() else re.escape(part) for part in re.split(r"(\d+)", own))
    return re.compile(rf"(?<![\w-]){made}(?!\d|-\d)", re.IGNORECASE)


def _same(one: str, other: str) -> bool:
    return [int(part) for part in re.findall(r"\d+", one)] == [int(part) for part in re.findall(r"\d+", other)]


def _is_told_again(report: Report, own: str, other: str) -> bool:
    """Whether the rest of a report has an id again, and another one in its title alone."""
    text = report.source.text
    return text.count(own) > 1 and text.count(other) == 1


def _place(bound: Bound) -> Span:
    return bound.value.span if bound.value is not None else bound.span
