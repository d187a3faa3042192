"""Whole reports: a complete one gets nothing, and one with a single fault gets that fault and nothing beside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import pytest

from incidentlint.findings import Diagnostic
from support import Corners, built_in, corners, lint_text, marked

FOLDER = Path(__file__).parent / "cases"
PATHS = {
    "bilko-p0": "docs/operations/incidents/INCIDENT-2026-03-09-invoice-api.md",
    "bilko-p2": "docs/operations/incidents/INCIDENT-2026-07-02-late-reminders.md",
    "bilko-two-titles": "docs/operations/incidents/INCIDENT-2026-11-18-expired-key.md",
    "letsgobelize-p1": "docs/incident-reports/2026/bookings-refused.md",
    "srebook": "docs/postmortems/2026-03-12-search-index-empty.md",
    "pagerduty": "docs/postmortems/2026-05-06-alerts-delivered-late.md",
    "atlassian": "docs/postmortems/2026-02-17-attachments-unavailable.md",
    "mybinder": "docs/incident-reports/2026-04-22-registry-full.md",
    "azure-pir": "docs/reviews/2026-01-28-message-queues-north-europe.md",
    "cstate": "content/issues/2026-06-03-package-mirror-slow.md",
    "incidentio": "docs/post-mortems/2026-07-09-invoices-sent-twice.md",
    "incidentio-minor": "docs/post-mortems/2026-08-18-report-export-slow.md",
}
EXAMPLES = Path(__file__).parents[1] / "examples"


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"replace_all": "replace-all"}):
    """A change to a complete report, and the findings then.

    Each of `edits` replaces the first place of a text, each of `replace_all` all of them; the new texts hold the marks.
    `levels` are those of the findings where they are not the rules' own. `open` is a fault of the linter that this
    case shows, until it is mended.
    """

    name: str
    base: str
    edits: tuple[tuple[str, str], ...] = ()
    replace_all: tuple[tuple[str, str], ...] = ()
    codes: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    path: str = ""
    newline: str = "\n"
    bom: bool = False
    open: str = ""

    def text(self) -> tuple[str, list[Corners]]:
        """The changed report and the marked places."""
        text = base(self.base)
        for old, new in self.edits:
            assert old in text, f"{self.name}: {old!r} is not in {self.base}"
            text = text.replace(old, new, 1)
        for old, new in self.replace_all:
            assert old in text, f"{self.name}: {old!r} is not in {self.base}"
            text = text.replace(old, new)
        text, places = marked(text)
        return ("\ufeff" if self.bom else "") + text.replace("\n", self.newline), places


class Cases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of cases."""

    case: tuple[Case, ...]


@cache
def base(name: str) -> str:
    """A complete report: one of the cases' own, else the example of a pack."""
    own = FOLDER / f"{name}.md"
    path = own if own.is_file() else EXAMPLES / name.partition("-minor")[0] / PATHS[name]
    return path.read_text(encoding="utf-8")


def cases() -> list[object]:
    """All cases, named after their base and the change."""
    return [
        pytest.param(
            case,
            id=f"{case.base}:{case.name}",
            marks=[pytest.mark.xfail(reason=case.open)] if case.open else [],
        )
        for file in sorted(FOLDER.glob("*.toml"))
        for case in msgspec.toml.decode(file.read_bytes(), type=Cases).case
    ]


def run(case: Case, text: str) -> tuple[Diagnostic, ...]:
    """The findings of the default rules with the built-in packs, the pack found by detection."""
    return lint_text(text.encode(), built_in(), path=case.path or PATHS[case.base], forced=False)


@pytest.mark.parametrize("name", PATHS)
def test_complete(name: str) -> None:
    """A complete report gets nothing at all, not even information."""
    assert run(Case(name, name), base(name)) == ()


@pytest.mark.parametrize("case", cases())
def test_case(case: Case) -> None:
    """Exactly the expected findings, at exactly the marked places."""
    text, places = case.text()
    found = run(case, text)
    assert [(d.code, d.message) for d in found if not case.codes] == []
    assert [d.code for d in found] == list(case.codes)
    assert [corners(d.place) for d in found] == places
    if case.levels:
        assert [d.level for d in found] == list(case.levels)


def test_names_are_unique() -> None:
    """No two cases share a name."""
    names = [param.id for param in cases()]  # type: ignore[attr-defined]
    assert len(names) == len(set(names))
