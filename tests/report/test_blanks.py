"""Labels without a value and entries without an event, in reports of no known template, and near misses."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

PAIRS = "| Field | Value |\n| --- | --- |\n"
PACK = load_built_in("generic")
HEAD = "# Incident report: the crane stood still\n\n"
REST = """
## Summary

The crane stood still on 2026-05-12.

## Impact

Two ships waited.

## Root cause

A fuse.
"""


def found(text: str, *codes: str) -> list[str]:
    told = lint_text(HEAD + text + REST, [PACK])
    return [one.code for one in told if one.code in (codes or ("IR205", "IR105", "IR201")) and one.level != "info"]


@pytest.mark.parametrize(
    "text",
    [
        "Harbour: North\n\nReviewers:\n\nStatus: closed\n",
        "**Harbour:** North\n\n**Incident commander:**\n\n**Status:** closed\n",
        "- Harbour: North\n- Owner:\n- Status: closed\n",
        "## Harbour: North\n## Meeting: 2026-05-14\n## Recording:\n",
        "## Recording:\n## Harbour: North\n## Meeting: 2026-05-14\n",
        "| | |\n| --- | --- |\n| Harbour | North |\n| Crane | 4 |\n| Crew | |\n| Meeting | 2026-05-14 |\n",
        "| Field | Value |\n| --- | --- |\n| Harbour | North |\n| Crane | 4 |\n| Ship | |\n| Meeting | May |\n",
        "| Severity | Author | Status | Duration |\n| --- | --- | --- | --- |\n| P2 | | closed | 3h |\n",
        "## Timeline\n\n| At | What |\n| -- | --- |\n| 08:05 | stop |\n| 08:10 | |\n| 08:30 | fuse |\n| 08:40 | up |\n",
        "## Timeline\n\n- 08:05 the crane stops\n- 08:10 called\n- 08:30 the fuse is found\n- ~3pm ish\n",
        "## Timeline\n\n    - 2pm the crane stops\n    - 2:10pm called\n    - 2:30pm the fuse is found\n    - 3pm\n",
    ],
)
def test_what_is_blank_beside_what_is_not(text: str) -> None:
    assert "IR205" in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Harbour: North\n\nInvolved:\n\n- Ann\n- Ben\n\nMeeting: 2026-05-14\n",
        "Harbour: North\n\nInvolved:\n\nAnn and Ben, who had the night shift.\n\nMeeting: 2026-05-14\n",
        "We saw two things:\n\nthe fuse was old, and nobody had looked.\n",
        "**Harbour:** North\n\n**Crew:**\n\n| Name |\n| --- |\n| Ann |\n\n**Meeting:** 2026-05-14\n",
        "**Harbour:** North\n\n**Picture:** ![the crane](crane.png)\n\n**Meeting:** 2026-05-14\n",
        "## Harbour: North\n## Meeting: 2026-05-14\n## Recording:\n\nNone was made.\n",
        "| Service | Remark |\n| --- | --- |\n| Cranes | slow |\n| Locks | |\n| Pilots | slow |\n| Tugs | slow |\n",
        "| Ships | Claims | Damage | Notes |\n| --- | --- | --- | --- |\n| 2 | 1 | None | |\n",
        "| Ships | Claims | Damage | Lasted |\n| --- | --- | --- | --- |\n| 2 | | None | 3h |\n| 1 | 1 | | 2h |\n",
        "## Timeline\n\n- 08:05\n  - the crane stops\n- 08:10 called\n- 08:30 the fuse is found\n- 08:40 it goes\n",
        "## Timeline\n\n- 08:05 the crane stops\n- 08:10 ![the lead](lead.png)\n- 08:30 fuse\n- 08:40 it goes\n",
        "| Item | Comment |\n| --- | --- |\n| A | one |\n| B | |\n| C | two |\n| D | three |\n| E | four |\n",
        "| Step | Done |\n| --- | --- |\n| A | x |\n| B | |\n| C | x |\n| D | x |\n| E | x |\n",
        "| P0 | P1 | P2 | P3 |\n| --- | --- | --- | --- |\n| x | | x | x |\n",
        "| At | Action | End |\n| - | - | - |\n| 8:05 | a | b |\n| 8:10 | | c |\n| 8:20 | d | |\n| 8:30 | e | |\n",
        "## Opening hours\n\n- 08:05\n- 08:10\n- 08:30\n",
        PAIRS + "| **General** | |\n| Region | Paris |\n| Crane | 4 |\n| Ship | Ann |\n| Crew | Jo |\n",
        PAIRS + "| Region | Paris |\n| Crane | 4 |\n| Ship | Ann |\n| *People* | |\n| Crew | Jo |\n",
        PAIRS + "| Region | Paris |\n| Crane | 4 |\n| **Impact** | |\n| Web | down |\n| Crew | Jo |\n",
        PAIRS + "| Region | Paris |\n| Crane | 4 |\n| Hit | |\n| - Web | down |\n| - App | slow |\n",
        "| Person | Mon | Tue | Wed |\n| --- | --- | --- | --- |\n| Ann | primary | | secondary |\n",
        "| Check | A | B | C |\n| --- | --- | --- | --- |\n| Ann | x | | y |\n",
        "| Version | Date | Author | Approved by |\n| --- | --- | --- | --- |\n| 1 | 2026-05-14 | Ann | |\n",
        "| Service | Region | Team | Exceptions |\n| --- | --- | --- | --- |\n| Web | North | Yard | |\n",
        "Harbour: North\n\nAuthor:\n\n<p>Ann</p>\n\nStatus: closed\n",
        "Harbour: North\n\nReviewers:\n\n<video src='a.mp4'></video>\n\nStatus: closed\n",
        "Owner: Ann Lee\n\nAffected:\n\nWeb: checkout down\n\nApp: slow\n",
        "Harbour: North\n\nCustomers:\n\nSpain: 12 shops\n\nItaly: 3 shops\n",
        "| Time | Checkout | Web |\n| - | - | - |\n| 8:05 | 1 | 2 |\n| 8:10 | | |\n| 8:20 | 3 | 2 |\n| 8:30 | 4 | 3 |",
        "| Time | Errors |\n| - | - |\n| 8:05 | 12 |\n| 8:10 | |\n| 8:20 | 9 |\n| 8:30 | 4 |\n",
        "## Action items\n\n| Field | Value |\n| --- | --- |\n| A | b |\n| B | c |\n| C | d |\n| Owner | |\n",
    ],
)
def test_what_only_looks_blank(text: str) -> None:
    assert not found(text)


def test_known_sections_without_a_word_beside_two_that_say_something() -> None:
    text = "# 2026-05-12 - The crane stood still\n\n## Severity\n\nCritical\n\n## Impact\n\nTwo ships waited.\n\n"
    text += "## Timeline\n\n\n## Root Cause\n\n## Resolution\n\n## Lessons learned\n"
    told = [one.code for one in lint_text(text, [PACK]) if one.level != "info"]
    assert told == ["IR105"] * 4


def test_a_list_of_headings_is_no_form() -> None:
    text = HEAD + "## Cranes\n\n## Locks\n\n## Pilots\n\n## Tugs\n" + REST
    assert not [one for one in lint_text(text, [PACK]) if one.code == "IR105"]


@pytest.mark.parametrize("tag", ["<video autoplay loop muted>", "<input disabled>", "<link>", "<details open>"])
def test_tags_of_html_are_no_slots(tag: str) -> None:
    assert not found(f"Harbour: North\n\nMeeting: {tag} 2026-05-14\n", "IR201")


@pytest.mark.parametrize(
    "text", ["- the fuse\n- the lamp\n-\n", "* the fuse\n*\n* the lamp\n", "1. fuse\n2. lamp\n3. \n"]
)
def test_an_item_that_says_nothing(text: str) -> None:
    assert found(f"## What broke\n\n{text}") == ["IR205"]


@pytest.mark.parametrize(
    "text",
    [
        "- the fuse\n- the lamp\n-\n  ```\n  log\n  ```\n",
        "- the fuse\n- the lamp\n- ![the lamp](lamp.png)\n",
        "- the fuse\n- the lamp\n-\n  - and its cable\n",
        "- the fuse\n- the lamp\n\n---\n\nBoth were old.\n",
    ],
)
def test_an_item_that_says_something(text: str) -> None:
    assert not found(f"## What broke\n\n{text}")


def test_a_heading_without_a_text() -> None:
    assert found("Harbour North.\n\n##\n\nIt was cold.\n") == ["IR105"]
    assert not found("Harbour North.\n\n## ![the crane](crane.png)\n\nIt was cold.\n")
    assert not found("```\n##\n```\n\nIt was cold.\n")
