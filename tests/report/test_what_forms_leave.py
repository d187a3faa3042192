"""What a form leaves in headings, labels, values and boxes of its own, in reports of no known template."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

PACK = load_built_in("generic")
REST = """
## Summary

The crane stood still on 2026-05-12.

## Impact

Two ships waited.

## Root cause

A fuse.
"""


def found(text: str, code: str, title: str = "# Incident report: the crane stood still") -> list[int]:
    told = lint_text(f"{title}\n\n{text}{REST}", [PACK])
    return [one.place.line - 2 for one in told if one.code == code and one.level != "info"]


@pytest.mark.parametrize(
    "text",
    [
        "## Timeline (UTC) DATE RANGE. All times approximate\n\n- 08:05 the crane stops\n",
        "## START TIME to END TIME of the outage\n\n08:05 to 09:10\n",
        "## Effects on SERVICE NAME\n\nIt was slow.\n",
        "| | |\n| --- | --- |\n| Told by {who} | 2026-05-12 |\n| Mended | 2026-05-13 |\n",
        "**Found in {system}:** 2026-05-12\n\n**Mended:** 2026-05-13\n",
        "- Fix: `<pending: this week>` (crane 4)\n- Cause: a fuse\n",
        "- **Behebung:** <ausstehend – diese Woche>\n- **Ursache:** Sicherung\n",
        "| Field | Value |\n| --- | --- |\n| Fix | `<TBD>` by Ann |\n| Cause | fuse |\n",
        "**Corrección:** `<por definir, falta la pieza>`\n\n**Causa:** fusible\n",
    ],
)
def test_a_slot_in_a_heading_label_or_value(text: str) -> None:
    assert found(text, "IR201")


@pytest.mark.parametrize(
    "text",
    [
        "## ROOT CAUSE: the fuse\n\nIt was old.\n",
        "## TIMELINE AND DATE RANGE\n\n- 08:05 the crane stops\n",
        "## The DATABASE SERVER of the crane\n\nIt was slow.\n",
        "## The column `DATE RANGE` of the log\n\nIt was empty.\n",
        "| Message | Count |\n| --- | --- |\n| Crane {id} stops | 3 |\n| Crane goes | 4 |\n",
        "**GET /cranes/{id}:** 500\n\n**Mended:** 2026-05-13\n",
        "- Fix: `<crane-4>` was restarted\n- Cause: a fuse\n",
        "- Topic: `<pendingOrders>`\n- Cause: a fuse\n",
    ],
)
def test_what_is_no_slot(text: str) -> None:
    assert not found(text, "IR201")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("- [x] Restart\n- [ ] Write an incident report\n", "# Incident report 12 May: crane"),
        ("## Actions\n\n* [ ] write up the post-mortem\n* [ ] Buy fuses\n", "# Post-mortem: the crane stood still"),
        ("## Auswirkungen\n\nKeine.\n\n## Ursache\n\n- [ ] Postmortem schreiben\n", "# Postmortem: der Kran stand"),
        (
            "## Resumen\n\nNada.\n\n## Causa raíz\n\n- [ ] Redactar el informe de incidente\n",
            "# Informe de incidente: la grúa",
        ),
    ],
)
def test_a_task_to_write_this_report(text: str, title: str) -> None:
    assert found(text, "IR302", title)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("- [x] Write an incident report\n", "# Incident report 12 May: crane"),
        ("- [ ] Write a post-mortem\n", "# Incident report 12 May: crane"),
        ("- [ ] Write an incident report for the insurer\n", "# Incident report 12 May: crane"),
        ("- [ ] Present the incident report\n", "# Incident report 12 May: crane"),
        ("- [ ] Write an incident report\n", "# The crane stood still"),
    ],
)
def test_another_task(text: str, title: str) -> None:
    assert not found(text, "IR302", title)


def test_boxes_that_have_to_be_ticked() -> None:
    lead = "Once the meeting was held, make sure that the following are done:\n\n"
    assert found(lead + "- [x] Send it round\n- [] File the tasks\n- [ ] Plan a check\n", "IR302") == [4, 5]
    assert not found(lead + "- [x] Send it round\n- [x] File the tasks\n", "IR302")
    assert not found("Things to do next:\n\n- [x] Send it round\n- [ ] File the tasks\n- [ ] Plan\n", "IR302")
