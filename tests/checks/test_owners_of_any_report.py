"""An action whose owner's place says that nobody has it: by a template and without one, in any language."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text, pack_of

REPORT = """# Incident: no lifts

**Started:** 2026-05-12 08:05 UTC

## Summary

The lifts stood still.

## Actions

"""
TABLE = "| Action | Owner | Due |\n| --- | --- | --- |\n| Watch the motor | {} | 2026-05-29 |\n"
PACKS = {
    "a template": pack_of(
        "# Incident: [Title]\n\n**Started:** YYYY-MM-DD HH:MM TZ\n\n## Summary\n\n[Text]\n\n## Actions\n\n"
        + TABLE.format("[Name]").replace("Watch the motor", "[Action]").replace("2026-05-29", "YYYY-MM-DD")
    ),
    "no template": load_built_in("generic"),
}


def found(pack: str, actions: str, *codes: str) -> list[tuple[str, int]]:
    codes = codes or ("IR601", "IR201")
    told = lint_text(REPORT + actions, [PACKS[pack]])
    return [(one.code, one.place.line) for one in told if one.code in codes and one.level != "info"]


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize(
    "owner",
    [
        "@here", "**@channel**", "unassigned", "*(unassigned)*", "Not yet assigned", "to be assigned", "nobody yet",
        "whoever is on call", "Owner", "offen", "Nicht zugewiesen", "à attribuer", "Sin asignar", "por definir",
        "Da assegnare", "Não atribuído", "Ikke tildelt", "未定", "担当者未定", "미지정", "未分配", "Nije dodeljeno",
    ],
)  # fmt: skip
def test_a_cell_that_names_nobody(pack: str, owner: str) -> None:
    assert found(pack, TABLE.format(owner)) == [("IR601", 13)]


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize(
    "owner",
    [
        "t.b.d.", "t.b.a.", "@???", "somebody from storage", "Anyone with some time", "*someone in the night shift*",
        "jemand aus dem Lager", "alguien de guardia", "quelqu'un du support", "nobody so far",
    ],
)  # fmt: skip
def test_a_cell_of_no_one_in_particular(pack: str, owner: str) -> None:
    assert found(pack, TABLE.format(owner)) == [("IR601", 13)]


@pytest.mark.parametrize(
    "item",
    [
        "- Watch the motor — *somebody from the workshop, by 29 May 2026*",
        "- Watch the motor (owner: ?, due 2026-05-29)",
        "- Watch the motor. Anyone with some time, until 29 May 2026.",
        "- **Someone** watches the motor. Done on 29 May.",
        "- [x] Watch the motor. Owner: to be assigned. Due: 2026-05-29.", "- Watch the motor — @??, 2026-05-29",
    ],
)  # fmt: skip
def test_an_item_of_no_one_in_particular(item: str) -> None:
    assert found("no template", f"{item}\n") == [("IR601", 11)]
    assert found("no template", f"{item}\n".replace("## Actions", "## What we changed")) == [("IR601", 11)]


@pytest.mark.parametrize(
    "item",
    [
        "- Tell somebody from storage, by phone, before a change — Ana, 29 May 2026",
        "- Somebody was told on 29 May 2026",
        "- Page someone. Ana, until 29 May 2026", "- Anyone can stop it now (done, 2026-05-29)",
        "- **Somewhere** to sit",
    ],
)  # fmt: skip
def test_an_item_that_speaks_of_anyone(item: str) -> None:
    assert found("no template", f"{item}\n", "IR601") == []


def test_a_table_of_actions_below_any_heading() -> None:
    rows = TABLE.format("Ana") + "| Oil it | – | 2026-06-12 |\n"
    told = lint_text((REPORT + rows).replace("## Actions", "## 5. Measures"), [PACKS["no template"]])
    assert [(one.code, one.place.line) for one in told] == [("IR601", 14)]


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("owner", ["Ana Silva", "@ana", "Hereford", "print team", "Platform", "Tim Owen", "Offenbach"])
def test_a_cell_that_names_somebody(pack: str, owner: str) -> None:
    assert found(pack, TABLE.format(owner)) == []


@pytest.mark.parametrize("owner", ["me", "the team", "everyone", "@team", "n/a"])
def test_a_group_will_do_where_no_template_asks_for_a_person(owner: str) -> None:
    assert found("no template", TABLE.format(owner)) == []
    assert [code for code, _ in found("a template", TABLE.format(owner), "IR601", "IR205")] != []


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize(
    "item",
    [
        "- [ ] Watch the motor — @here, 2026-05-29", "- Watch the motor — unassigned, 2026-05-29",
        "- Watch the motor (Owner: unassigned, due 2026-05-29)",
        "- Watch the motor - Owner: @channel - Due: 2026-05-29",
        "* [ ] Watch the motor; **Assignee:** 未定", "- Watch the motor - no owner yet\n- Oil it - @ana",
    ],
)  # fmt: skip
def test_an_item_that_names_nobody(pack: str, item: str) -> None:
    assert found(pack, f"{item}\n") == [("IR601", 11)]


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize(
    "item",
    [
        "- [x] Watch the motor — @here, 2026-05-29", "- Oil the motor, all of it", "- Watch the motor — open",
        "- Tell @here when it is done — @ana, 2026-05-29", "- Ask whoever is on call to oil it — Ana, 2026-05-29",
    ],
)  # fmt: skip
def test_an_item_that_names_somebody_or_is_silent(pack: str, item: str) -> None:
    assert found(pack, f"{item}\n", "IR601") == []


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("owner", ["[Name", "Name]", "(Name)", "{Name}", "<Name>", "[Name}"])
def test_a_slot_with_half_of_its_brackets(pack: str, owner: str) -> None:
    assert found(pack, TABLE.format(owner)) in ([("IR201", 13)], [("IR601", 13)])


PARTED = """# Incident: no lifts

**Started:** 2026-05-12 08:05 UTC

## Summary

The lifts stood still.

## {}

### {}

| {} | Tracking | Owner | Target |
| --- | --- | --- | --- |
| Watch the motor | LIFT-4 | Ana | now |
| Oil it | LIFT-5 | {} | later |
"""


@pytest.mark.parametrize(
    ("heading", "part", "column"),
    [
        ("Action items", "Prevention", "Item"),
        ("Phase 3: Improvement plan", "Detection", "Action"),
        ("Corrective actions", "Short term", "Task"),
        ("Maßnahmen", "Kurzfristig", "Maßnahme"),
    ],
)
def test_tables_in_parts_of_the_actions(heading: str, part: str, column: str) -> None:
    german = heading == "Maßnahmen"
    text = PARTED.replace("## Summary", "## Zusammenfassung").replace("Owner", "Zuständig") if german else PARTED
    for owner, line in (("—", 16), ("", 16), ("Eva", 0)):
        told = lint_text(text.format(heading, part, column, owner), [PACKS["no template"]])
        assert [(one.code, one.place.line) for one in told if one.code == "IR601"] == (
            [("IR601", line)] if line else []
        )


@pytest.mark.parametrize(
    ("heading", "part", "column"),
    [("Impact", "Lifts", "Item"), ("Action items", "Lifts", "Lift"), ("Background", "Who has what", "Task")],
)
def test_tables_of_something_else(heading: str, part: str, column: str) -> None:
    told = lint_text(PARTED.format(heading, part, column, "—"), [PACKS["no template"]])
    assert [one.code for one in told if one.code == "IR601"] == []
