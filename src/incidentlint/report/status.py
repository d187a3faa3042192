"""What a report says of its own state, or of its incident's: *Status: Final*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.facts import Stated
from incidentlint.report.incident import incident
from incidentlint.report.report import Report
from incidentlint.vocabulary import key_of, phrases

STATUS_PARTS = re.compile(r"[(),;:/—–·|]|\s-\s")
"""What a status falls into parts by: ``Draft - work in progress``."""

_EDGES = re.compile(r"^\W+|\W+$")


def bare_status(status: str) -> str:
    """A status, or a part of one, without the signs around it."""
    return _EDGES.sub("", status)


def statuses(report: Report) -> list[Stated]:
    """The fields that say the status of the incident or report; behind the timeline it is that of an action."""
    return report.once("statuses", lambda: list(_statuses(report)))


def _statuses(report: Report) -> Iterator[Stated]:
    facts = incident(report)
    keys = {*report.lexicon.roles["status"], *report.lexicon.columns["status"]}
    before = min((row.entry.span.start for row in facts.all_rows), default=len(report.source.text))
    for stated in facts.stated:
        if key_of(stated.label) in keys and stated.origin not in ("heading", "cell"):
            if stated.value.span.start <= before:
                yield stated


def first_part(text: str) -> str:
    """What a status says first, in small letters."""
    return next(_parts(text), "")


def is_final(report: Report, stated: Stated) -> bool:
    """Whether a status says that nothing will be added to the report; a choice that was not made says nothing."""
    first, *rest = [*_parts(stated.value.text), ""]
    words = report.lexicon.checks
    return phrases(words.final).fullmatch(first) is not None and not any(map(phrases(words.draft).fullmatch, rest))


def is_underway(report: Report) -> bool:
    """Whether a report states another than the last of the states that its template lists, and does not call it final.

    Templates list them in the order in which a report has them.
    """
    for bound in report.role("status"):
        kind = bound.shape.type
        if bound.value is None or not bound.value.ok or kind is None or kind.kind != "choice" or len(kind.options) < 2:
            continue
        first = first_part(bound.value.text)
        states = [option.casefold() for option in kind.options]
        if first in states[:-1] and phrases(report.lexicon.checks.final).fullmatch(first) is None:
            return True
    return False


def _parts(text: str) -> Iterator[str]:
    parts = (bare_status(part) for part in STATUS_PARTS.split(" ".join(text.casefold().split())))
    return filter(None, parts)
