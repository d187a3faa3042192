"""What a writer left without a value, read without a template: links, ids, names, labels, rows and sentences."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

PACK = load_built_in("generic")
REPORT = """# The belts stood still

**Date:** 2026-05-12
**Author:** Ana Cal
**Status:** Resolved
{head}
## Summary

The belts of hall 4 stood still for a while.
{text}
## Timeline

- 08:05 the belts stop
- 08:20 a fuse is found
{row}- 09:10 the belts run

## Root cause

The fuse was old.
{cause}
## Action items

| Action | Owner | Due | Status |
| --- | --- | --- | --- |
| Watch the motor | Ana | 2026-05-29 | Open |
{action}| Order fuses | Eva | 2026-05-30 | Open |
"""


def found(**parts: str) -> list[str]:
    text = REPORT.format(**{**dict.fromkeys(("head", "text", "row", "cause", "action"), ""), **parts})
    return [one.code for one in lint_text(text, [PACK]) if one.level != "info"]


def test_the_report_itself() -> None:
    assert found() == []


@pytest.mark.parametrize(
    "head",
    [
        "**Ticket:** [the ticket]()\n",
        "**Ticket:** [the ticket](#)\n",
        "**Ticket:** BELT-XXXX\n",
        "**Ticket:** #XXXX\n",
        "**Pull request:** PR #XXX\n", "**Recording:** (LINK TO THE RECORDING)\n", "**Reviewed by:** @username\n",
        "**Fix:** `<pending — next week>`\n",
        "**Fix:** <pending>\n",
        "**Correction:** `<à faire: la semaine prochaine>`\n",
        "**Arreglo:** `<pendiente (tras la prueba)>`\n", "**Told by {channel}:** the night shift\n",
    ],
)  # fmt: skip
def test_a_value_that_is_none_yet(head: str) -> None:
    assert found(head=head) == ["IR201"]


@pytest.mark.parametrize(
    "text",
    [
        "\nThe drawing is here (ADD DRAWING OF THE HALL).\n", "\nIt is told in INSERT_LINK_HERE.\n",
        "\n- **May `XXX-ADD-DATE`:** the vendor is told.\n", "\nAbout XX% of the parcels were late.\n",
        "\nIt cost us $XX,XXX.\n", "\nSee [the picture]() of it.\n",
    ],
)  # fmt: skip
def test_a_place_in_a_text(text: str) -> None:
    assert found(text=text) == ["IR201"]


@pytest.mark.parametrize(
    "text",
    [
        "\nThe key is `ADD_LINK`, and ADD-ON parts were used.\n", "\nWe READ-WRITE and CHECK-IN by hand (AS IN MAY).\n",
        "\nSee [the plan](plan.md) and [above](#summary).\n", "\nAlert at X% of the load, ticket P-XXX, HTTP 5XX.\n",
        "\nThe path is `/belts/{id}`, {id} is its number.\n", "\n(PLC OFF), (BELT 4 STOPPED), (SEE ABOVE)\n",
    ],
)  # fmt: skip
def test_a_text_that_lacks_nothing(text: str) -> None:
    assert found(text=text) == []


@pytest.mark.parametrize("mark", ["{WIP}", "[WIP]", "(TBD)"])
def test_a_heading_that_is_still_to_be_written(mark: str) -> None:
    text = REPORT.format(head="", text="", row="", cause="", action="")
    for heading in ("# The belts stood still", "## Timeline"):
        told = [
            one.code for one in lint_text(text.replace(heading, f"{heading} {mark}"), [PACK]) if one.level != "info"
        ]
        assert told == ["IR206"]


def test_a_heading_of_what_is_to_be_done() -> None:
    assert found(cause="\n## Next week (to do)\n\n- Order fuses\n\n## Pending (vendor)\n\n- The invoice\n") == []


@pytest.mark.parametrize(
    "head",
    ["**Customers:** ???\n", "**Customers:** ...\n", "**Involved:**\n", "**Ticket:**\n"],
)
def test_a_field_that_says_nothing(head: str) -> None:
    assert found(head=head) == ["IR205"]


LISTS = [
    "\n- Found by:\n- Reported by: Ana\n- Mended by: Eva\n- Closed by: Ana\n",
    "\n- **Found by**:\n- **Told by**: Ana\n- **Mended by**: Eva\n",
    "\n1. **Why did it stop?** A fuse.\n2. **Why?** It was old.\n3. **Why old?**\n4. **Why so late?** No look.\n",
    "\n- Found by -\n- Mended by - Eva\n- Closed by - Ana\n",
    "\n- **First lesson** -\n",
    "\n- Fuses grow old\n-\n",
    "\n| Belt | State |\n| --- | --- |\n| 1 | fine |\n| | |\n| 3 | fine |\n",
]


@pytest.mark.parametrize("text", LISTS)
def test_a_list_or_table_with_a_gap(text: str) -> None:
    assert found(text=text) == ["IR205"]


@pytest.mark.parametrize(
    "text",
    [
        "\n- What went well:\n- What went badly: the lamp\n",
        "\n- Halls: 4\n- Belts: 7\n- Steps:\n\n  1. Look\n  2. Mend\n",
        "\n- Halls: 4\n- Belts: 7\n- Steps:\n\nWe looked.\n",
        "\n- **The fuse is old**\n- **The lamp:** fine\n- **The motor:** fine\n",
        "\n| Hall | Parcels | Loss | Notes |\n| --- | --- | --- | --- |\n| 4 | 12 | None | |\n",
        "\n| Belt | State |\n| --- | --- |\n| 1 | fine |\n| 3 | fine |\n| | |\n",
        "\n| Belt | Night | Day |\n| --- | --- | --- |\n| 1 | | x |\n| 2 | x | |\n",
    ],
)
def test_a_list_or_table_without_one(text: str) -> None:
    assert found(text=text) == []


@pytest.mark.parametrize(
    "text",
    [
        "\nWhen the night shift came there were\n",
        "\nThe vendor looked at the motor and the\n\nThen all was fine.\n",
        "\n- The night shift looked at the\n- The vendor came\n",
    ],
)
def test_a_sentence_that_breaks_off(text: str) -> None:
    assert found(text=text) == ["IR205"]


@pytest.mark.parametrize(
    "text",
    [
        "\nThe vendor said that it is the\n\n> best fuse\n", "\nThe vendor looked at the\n\n- motor\n- lamp\n",
        "\nNobody knew what it was\n",
        "\n- the lamp is red, and\n- the belt stands\n",
        "\nThe belt is of type A and of type n/a\n",
        "\nThe motor stops on red AND on OR\n",
        "\nThe fuse is called the `the`\n",
        "\n1. the lamp is red or\n2. the belt stands\n",
    ],
)  # fmt: skip
def test_a_sentence_that_goes_on(text: str) -> None:
    assert found(text=text) == []


@pytest.mark.parametrize(
    "cause",
    [
        "\n## Detection\n\n| Time | Event | Who |\n| --- | --- | --- |\n", "\n## Detection\n\n```\n```\n",
        "\n## Detection\n\n| Time | Event |\n| --- | --- |\n",
    ],
)  # fmt: skip
def test_a_section_of_nothing_but_a_head(cause: str) -> None:
    assert found(cause=cause) == ["IR105"]


def test_a_section_of_a_label_and_its_value() -> None:
    assert found(cause="\n## Detection\n\n| Seen by | Ana |\n| --- | --- |\n") == []


@pytest.mark.parametrize("cause", ["\n## Detection\n\nHow was it seen?\n", "\n## Detection\n\n> Who saw it first?\n"])
def test_a_question_that_is_all_of_a_section(cause: str) -> None:
    assert found(cause=cause) == ["IR201"]


def test_a_question_that_is_answered() -> None:
    assert found(cause="\n## Detection\n\nHow was it seen?\n\nBy the night shift.\n") == []
    assert found(cause="\n## Open questions\n\nWhy so late?\n") == []


def test_a_part_in_bold_with_nothing_below() -> None:
    assert found(cause="\n**Detection:**\n\n**Resolution:** A new fuse.\n") == ["IR205"]
    assert found(cause="\n**Detection:**\n\nBy the night shift.\n") == []
    assert found(cause="\n**Detection:**\n\n- By the night shift.\n") == []


@pytest.mark.parametrize("cell", ["description here", "descripton here", "link here"])
def test_a_sample_in_a_cell(cell: str) -> None:
    assert found(action=f"| {cell} | Eva | 2026-05-30 | Open |\n") == ["IR201"]
    assert found(action="| Move the lamp here | Eva | 2026-05-30 | Open |\n") == []


def test_sections_left_below_fields_that_are_filled_in() -> None:
    text = "# Belteil\n\n**Dato:** 12.05.2026\n\n**Av:** Ola Nes\n\n**Status:** Løst\n\n**Løsning:** Ny sikring.\n\n"
    text += "## Hva lærte vi?\n\nSikringer blir gamle.\n\n### Hva gikk bra\n\n### Hva gikk dårlig\n\n## Tidslinje\n"
    told = [(one.code, one.place.line) for one in lint_text(text, [PACK], path="postmortems/belte.md")]
    assert told == [("IR105", 15), ("IR105", 17), ("IR105", 19)]


def test_boxes_that_all_have_to_be_ticked() -> None:
    lead = "\n## Notes\n\nMake sure the following are done:\n\n- [x] Send it round\n- [{}] Tell the vendor\n"
    assert found(cause=lead.format("")) == found(cause=lead.format(" ")) == ["IR302"]
    assert found(cause=lead.format("x")) == []
