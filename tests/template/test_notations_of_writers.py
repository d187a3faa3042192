"""Templates and reports as their writers note them: actions in one line, rows that do not apply, cells that stay."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a lift stood still\n\n"


def found(template: str, report: str) -> list[tuple[str, int]]:
    pack = pack_of(HEAD + template)
    return [(one.code, one.place.line) for one in lint_text(REPORT + report, [pack]) if one.level != "info"]


ACTIONS = "## Action items\n\n"


@pytest.mark.parametrize(
    ("form", "whole", "unowned", "undated"),
    [
        (
            "1. [task] => [owner], [D Month YYYY]",
            "1. Oil the gates => Una Ray, 3 March 2026",
            "1. Oil the ropes => 3 March 2026",
            "1. Oil the ropes => Una Ray",
        ),
        (
            "* {measure} / {owner} / {due YYYY-MM-DD}",
            "* Oil the gates / Una Ray / 2026-03-03",
            "* Oil the ropes / / 2026-03-03",
            "* Oil the ropes / Una Ray",
        ),
        (
            "- <step> → <who> → <YYYY-MM-DD>",
            "- oil the gates → house team → 2026-03-03",
            "- oil the ropes → → 2026-03-03",
            "- oil the ropes → house team",
        ),
        (
            "- [ ] {Verb first} — @{owner} — due {YYYY-MM-DD}",
            "- [ ] Oil the gates — @una — due 2026-03-03",
            "- [ ] Oil the ropes — @ — due 2026-03-03",
            "- [ ] Oil the ropes — @una — due",
        ),
    ],
)
def test_actions_in_one_line_have_an_owner_and_a_date(form: str, whole: str, unowned: str, undated: str) -> None:
    assert found(f"{ACTIONS}{form}\n", f"{ACTIONS}{whole}\n") == []
    assert found(f"{ACTIONS}{form}\n", f"{ACTIONS}{whole}\n{unowned}\n") == [("IR601", 6)]
    assert found(f"{ACTIONS}{form}\n", f"{ACTIONS}{whole}\n{undated}\n") == [("IR602", 6)]


@pytest.mark.parametrize("form", ["- [ ] … (@who, YYYY-MM-DD)", "- [ ] FIXME what -- @who -- YYYY-MM-DD"])
def test_a_box_that_begins_open_stands_for_any(form: str) -> None:
    told = "- [ ] Wait for the rope ... then oil it -- @una -- 2026-03-03"
    pack = pack_of(f"{HEAD}{ACTIONS}{form}\n")
    assert lint_text(f"{REPORT}{ACTIONS}{told}\n", [pack]) == ()
    assert found(f"{ACTIONS}{form}\n", f"{ACTIONS}{form}\n") != []


TOLD = "## Told\n\n| Body | Told? | When | By |\n|---|---|---|---|\n| Owner | {} |\n| City | {} |\n"
ASKS = "<Yes / No – reason> | <DD Mon YYYY HH:MM> | <name>"
SAID = "Yes | 03 Mar 2026 10:00 | Una Ray"


@pytest.mark.parametrize("row", ["No – nobody hurt | n/a | n/a", "n/a (SEV2) | n/a | –", "not required: small | | "])
def test_a_row_that_does_not_apply_has_no_more_to_say(row: str) -> None:
    assert found(TOLD.format(ASKS, ASKS), TOLD.format(SAID, row)) == []


@pytest.mark.parametrize("row", ["Yes | n/a | n/a", "Yes | – | "])
def test_a_row_that_applies_says_all(row: str) -> None:
    assert {code for code, _ in found(TOLD.format(ASKS, ASKS), TOLD.format(SAID, row))} == {"IR205"}


SIGNED = (
    "## Sign-off\n\n| Role | For | Signed by | Date |\n|---|---|---|---|\n| Owner | all | {} |\n| Head | P1 | {} |\n"
)


@pytest.mark.parametrize("row", ["not needed | –", "n/a (SEV2) | n/a", "not required, P3 | "])
def test_a_signature_that_is_not_needed(row: str) -> None:
    asks = "[initials] | [date]"
    assert found(SIGNED.format(asks, asks), SIGNED.format("UR | 3 March 2026", row)) == []


@pytest.mark.parametrize("row", ["– | –", "n/a | n/a", " | "])
def test_a_signature_that_is_missing(row: str) -> None:
    asks = "[initials] | [date]"
    assert found(SIGNED.format(asks, asks), SIGNED.format("UR | 3 March 2026", row)) == [("IR305", 8)]


@pytest.mark.parametrize("said", ["not required (F3)", "Not needed: nobody was near it."])
def test_a_section_that_was_not_needed(said: str) -> None:
    template = "## Safety\n\n[statement]\n\nSigned: [name, date]\n"
    assert found(template, f"## Safety\n\n{said}\n") == []
    assert [code for code, _ in found(template, "## Safety\n\nThe doors stay open.\n")] == ["IR107"]


@pytest.mark.parametrize("slot", ["____", "[text]"])
def test_two_lists_beside_each_other_may_differ_in_length(slot: str) -> None:
    table = "## Luck\n\n| 👍 | 👎 |\n|:--|:--|\n| {} | {} |\n"
    more = "| a good day | no count |\n| | from memory |\n"
    assert found(table.format(slot, slot), table.format("a good day", "no count") + "| | from memory |\n") == []
    other = table.replace("👍 | 👎", "What | Why")
    assert found(other.format("[what]", "[why]"), other.format("a", "b") + more.splitlines()[1] + "\n") != []


def test_the_only_field_below_a_question_may_be_answered_in_a_sentence() -> None:
    template = "## Which level was it?\n\nLevel: ____\n"
    assert found(template, "## Which level was it?\n\nYellow. Nobody waited.\n") == []
    assert [code for code, _ in found(template, "## Which level was it?\n\n")] != []


def test_small_letters_beside_slots_in_brackets_are_no_prompt() -> None:
    clock = (
        "## Clock\n\n| Mark | When |\n|---|---|\n| Started | {} |\n| Ended | {} |\n| Lasted | started → fully fixed |\n"
    )
    asks = "{YYYY-MM-DD HH:MM}"
    assert found(clock.format(asks, asks), clock.format("2026-03-01 10:00", "2026-03-01 11:00")) == []
    asks = "when it all began"
    assert found(clock.format(asks, asks), clock.format(asks, "in the evening")) != []
