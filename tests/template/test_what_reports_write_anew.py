"""Parts of a report that stand for those of its template, and parts that a template asks for in other words."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

HEAD = "# Incident: {}\n\n## Story\n\n{}\n\n"
FORM, TOLD = HEAD.format("[Title]", "[What happened]"), HEAD.format("the lift stood", "The lift stood.")


def codes(template: str, report: str, language: str = "en") -> list[str]:
    """The codes of what is found below the head of a report of a template, notes aside."""
    pack = pack_of(FORM + template, f'languages = ["{language}"]\n')
    found = lint_text(TOLD + report, [pack], path="docs/incidents/lift.md")
    return [one.code for one in found if one.level != "info"]


TABLE = "## Impact\n\n| What | How much |\n|---|---|\n{}"
ROWS = "| Floors | [number] |\n| Guests | [number] |\n| Money | [sum] |\n"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("| Floors | 4 |\n| Guests | 12 |\n", ["IR107"]),
        ("| Floors | 4 |\n| Guests | 12 |\n| Doors | 3 |\n", ["IR107"]),
        ("| Floors | 4 |\n| Guests | 12 |\n| Doors | 3 |\n| Bells | 2 |\n| Keys | none |\n", []),
        ("| Floors | 4 |\n| Doors | 3 |\n| Bells | 2 |\n", []),
    ],
)
def test_rows_of_its_own_stand_for_those_of_the_template(rows: str, found: list[str]) -> None:
    assert codes(TABLE.format(ROWS), TABLE.format(rows)) == found


BOXES = "## Tests\n\n- [ ] Doors open\n- [ ] Bell rings\n- [ ] Light is on\n"


@pytest.mark.parametrize(
    ("boxes", "found"),
    [
        ("- [x] Doors open\n- [x] Bell rings\n", ["IR112"]),
        ("- [x] Doors open\n- [x] Bell rings\n- [x] Keys\n- [x] Rope\n- [x] Oil\n", []),
    ],
)
def test_boxes_of_its_own_stand_for_one_of_the_template(boxes: str, found: list[str]) -> None:
    assert codes(BOXES, f"## Tests\n\n{boxes}") == found


@pytest.mark.parametrize(
    ("heading", "found"),
    [("Repair done", []), ("First repair", []), ("Repair (by night)", []), ("Repiar", ["IR101"]), ("Oil", ["IR101"])],
)
def test_a_heading_may_have_words_beside_those_of_the_template(heading: str, found: list[str]) -> None:
    assert codes("## Repair\n\n[What was done]\n", f"## {heading}\n\nThe rope was changed.\n") == found


def test_counted_names_stand_for_any() -> None:
    form = "## Causes\n\n1. Cause 1: [text]\n2. Cause 2: [text]\n3. Cause 3: [text]\n"
    assert codes(form, "## Causes\n\n1. Rope: it was old\n2. Tests: nobody pulled at it\n") == []
    assert codes(form, "## Causes\n\n1. Cause 1: the rope\n") == ["IR107", "IR107"]


def test_an_item_is_known_without_the_note_behind_its_name() -> None:
    form = "## Stops\n\n- [ ] Lift locked (see 4.2) - who and when\n- [ ] Guests told (all floors)\n"
    assert codes(form, "## Stops\n\n- [x] Lift locked - by Ana\n- [x] Guests told\n") == []
    assert codes(form, "## Stops\n\n- [x] Guests told\n") == ["IR112"]
    twins = "## Stops\n\n- [ ] Lift locked - north\n- [ ] Lift locked - south\n"
    assert codes(twins, "## Stops\n\n- [x] Lift locked - south\n") == ["IR112"]


def test_another_name_for_the_same_moment() -> None:
    form = "## Times\n\n- **Detected:** [YYYY-MM-DD HH:MM]\n- **Resolved:** [YYYY-MM-DD HH:MM]\n"
    detected = "## Times\n\n- **Detected:** 2026-05-04 10:00\n"
    assert codes(form, f"{detected}- **Service restored:** 2026-05-04 11:00\n") == []
    assert codes(form, detected) == ["IR107"]


ASKED = (
    "## Proofs\n\n- Searches (ids of each):\n- Exports (checksums, who has them):\n- Seal of the whole box of proofs:\n"
)


@pytest.mark.parametrize(("seal", "found"), [(" 7f3a", []), ("", ["IR205"])])
def test_labels_of_many_words_are_fields(seal: str, found: list[str]) -> None:
    report = ASKED.replace("each):", "each): 12").replace("them):", "them): none").replace("proofs:", f"proofs:{seal}")
    assert codes(ASKED, report) == found


def test_a_list_below_a_numbered_label_is_its_answer() -> None:
    form = "## Tests\n\n1. Tests that are new:\n\n- Path:\n- What they cover:\n"
    assert codes(form, form.replace("Path:", "Path: `lift/rope`").replace("cover:", "cover: the rope")) == []
    assert codes(form, form.replace("Path:", "Path: `lift/rope`")) == ["IR205"]


@pytest.mark.parametrize("slot", ["[link if available]", "<page, if any>", "[link (if known)]"])
def test_short_slots_may_end_with_a_condition(slot: str) -> None:
    form = f"## Links\n\n- **Film:** {slot}\n- **Log:** [link]\n"
    assert codes(form, "## Links\n\n- **Film:**\n- **Log:** <https://lift.example/log>\n") == []
    assert codes(form, "## Links\n\n- **Log:**\n") == ["IR205"]


def test_one_slot_asks_for_owner_and_date() -> None:
    form = "## Action items\n\n- [ ] <What changes, with owner and target date>\n- [ ] <...>\n"
    told = "## Action items\n\n- [ ] Change the rope. Owner: Ana, by: 2026-06-01\n"
    assert codes(form, told) == []
    assert codes(form, f"{told}- [ ] Pull at each rope of the house once a year\n") == ["IR601", "IR602"]
    assert codes(form, f"{told}- [x] Oil the doors\n") == []


TIMES = "## Times\n\n- **Start:** YYYY-MM-DD HH:MM\n- **End:** YYYY-MM-DD HH:MM\n"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2026-05-04, the same afternoon", []),
        ("on and off, all through the evening", []),
        ("this morning", ["IR207"]),
        ("2026-05-04", ["IR207"]),
    ],
)
def test_times_may_be_told_in_words(value: str, found: list[str]) -> None:
    assert codes(TIMES, f"## Times\n\n- **Start:** 2026-05-04 10:00\n- **End:** {value}\n") == found


def test_a_label_of_the_template_is_no_marker() -> None:
    form = "## Notes\n\n- **Log:** [link]\n- **TODO:** [what is left]\n"
    assert codes(form, "## Notes\n\n- **Log:** kept\n- **TODO:** see whether other ropes are as old\n") == []
    assert codes(form, "## Notes\n\n- **Log:** kept\n- **TODO:** TBD\n") == ["IR206"]


def test_a_day_behind_a_text_is_no_moment_of_its_row() -> None:
    rows = "| Detection | [what] | [date] |\n| Repair | [what] | [date] |\n"
    form = f"## Plan\n\n| Kind | Measure | Timeline |\n|---|---|---|\n{rows}"
    actions = "\n## Action items\n\n| Action | Owner | Due |\n|---|---|---|\n{}"
    report = form.replace("[what]", "A bell on the rope's wheel").replace("[date]", "2026-06-01")
    row = "| Change the rope | Ana | 2026-05-20 |\n"
    assert codes(form + actions.format("| [What] | [Who] | [Date] |\n"), report + actions.format(row)) == []


@pytest.mark.parametrize("heads", ["What | Who | When | State", "Action | Owner | When | Status"])
def test_actions_have_a_state_and_a_time_too(heads: str) -> None:
    form = f"## Actions\n\n| {heads} |\n|---|---|---|---|\n{{}}"
    row, other = "| Change the rope | Ana | 2026-06-01 | open |\n", "| Oil the doors | {} | 2026-06-02 | open |\n"
    template = form.format("| [action] | [person] | YYYY-MM-DD | open / done |\n")
    assert codes(template, form.format(row + other.format("Bo"))) == []
    assert codes(template, form.format(row + other.format(""))) == ["IR601"]


def test_items_with_letters_are_to_be_replaced() -> None:
    form = "## Lessons\n\n**What went well**\n\n- Item A\n- Item B\n\n**What did not**\n\n- Item A\n- Item B\n"
    told = "## Lessons\n\n**What went well**\n\n- The bell rang\n\n**What did not**\n\n{}"
    assert codes(form, told.format("- The rope was old\n")) == []
    assert "IR201" in codes(form, told.format("- Item A\n- Item B\n"))


def test_a_column_may_be_optional_by_its_head() -> None:
    heads = "| Action | Owner | Due | {} |\n|---|---|---|---|\n"
    form, row = "| [action] | [owner] | YYYY-MM-DD | [link] |\n", "| Oil the doors | Bo | 2026-06-02 | |\n"
    for name, found in (("Ticket (optional)", []), ("Ticket", ["IR205"])):
        table = f"## Action items\n\n{heads.format(name)}"
        assert codes(table + form, table + row) == found
