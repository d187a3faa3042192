"""What a form leaves in headings, values and boxes of its own, in reports of no known template."""

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
        "## Impact SERVICE NAME\n\nIt was slow.\n",
        "- Fix: <pending: this week>\n- Cause: a fuse\n",
        "- **Behebung:** <ausstehend – diese Woche>\n- **Ursache:** Sicherung\n",
        "**Corrección:** <por definir, falta la pieza>\n\n**Causa:** fusible\n",
    ],
)
def test_a_slot_in_a_heading_or_value(text: str) -> None:
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
        "### Postgres TIME ZONE was wrong\n\nIt was slow.\n",
        "## Wrong START TIME sent to carriers\n\nIt was slow.\n",
        "### The CUSTOMER NAME field was printed twice\n\nIt was slow.\n",
        "### Timeline (UTC) START TIME 09:02\n\nIt was slow.\n",
        "**Route {id}:** failed with 500\n\n**Mended:** 2026-05-13\n",
        "| | |\n| --- | --- |\n| Rule {env} | 12 |\n| Mended | 2026-05-13 |\n",
        "**Key orders {id}:** evicted\n\n**Mended:** 2026-05-13\n",
        "- **Old state:** `<missing>`\n- **New state:** `<open>`\n",
        "**Log:** <missing: tenant id>\n\n**Mended:** 2026-05-13\n",
        "**Log:** `<TBD>` by Ann\n\n**Mended:** 2026-05-13\n",
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


LEAD = "Once the meeting was held, make sure that the following are done:\n\n"


def test_boxes_on_the_report_that_have_to_be_ticked() -> None:
    assert found(LEAD + "- [x] Hold the post-mortem\n- [] Send the post-mortem round\n", "IR302") == [4]
    assert not found(LEAD + "- [x] Hold the post-mortem\n- [x] Send the post-mortem round\n", "IR302")


@pytest.mark.parametrize(
    "text",
    [
        "Things to do next:\n\n- [x] Send it round\n- [ ] Hold the post-mortem\n- [ ] Plan\n",
        LEAD + "- [ ] Send it round\n- [] File the tasks\n- [ ] Plan a check\n",
        "## Action items\n\nEnsure the following are done by 1 June 2026:\n\n- [ ] Raise the pool size (Ann Lee)\n",
        "## Action items\n\nEnsure the following are done:\n\n- [ ] Hold a post-mortem of the pool (Ann Lee)\n",
        LEAD + "- [ ] Send the post-mortem round (Ann Lee, 1 June 2026)\n",
        "Steps that must be done before closing the valve again:\n\n- [ ] Drain the tank\n",
        "> Make sure that the following are done:\n>\n> - [ ] Send the post-mortem round\n",
        "## Follow-up\n\nBefore closing this incident in Jira:\n\n- [ ] Link the post-mortem\n",
    ],
)
def test_boxes_of_work_that_is_planned(text: str) -> None:
    assert not found(text, "IR302")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("## Timeline\n\n- **T+0:** it stops\n- **T+N minutes:** it runs\n", [4]),
        ("## Timeline\n\n- T+0: it stops\n- T+XX min: it runs\n", [4]),
        ("## Verlauf\n\n| Zeit | Was |\n|---|---|\n| T+0 | steht |\n| T+NN Min. | läuft |\n", [6]),
        ("## Timeline\n\n- **T+0:** it stops\n- **T+12 minutes:** it runs\n", []),
        ("## Settlement\n\nPayments settle at T+N days, as agreed.\n", []),
        ("## Timeline\n\n- **T+N is the night shift:** it runs\n", []),
    ],
)
def test_times_since_the_start_that_no_number_was_given(text: str, lines: list[int]) -> None:
    assert found(text, "IR201") == lines
