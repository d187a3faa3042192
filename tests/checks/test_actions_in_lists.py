"""Actions in lists have owners and due dates as those in tables; what is asked in a ticked item is filled in."""

from __future__ import annotations

import pytest

from support import lines_of, lint_text, pack_of

TEMPLATE = """\
# Incident: [Title]

**Detected:** YYYY-MM-DD HH:MM UTC

## Action items

- [ ] Action 1 - Owner: [Name] - Due: [Date]
- [ ] Action 2 - Owner: [Name] - Due: [Date]

## Notice

- [ ] Told the harbour office on: ____
"""

REPORT = """\
# Incident: the crane stopped

**Detected:** 2026-03-10 09:10 UTC

## Action items

{item}
- [x] Oil the winch - Owner: Jo Beck - Due: 2026-03-20

## Notice

{notice}
"""


def found(item: str, notice: str = "- [x] Told the harbour office on: 2026-03-11") -> list[tuple[str, int]]:
    report = REPORT.format(item=item, notice=notice)
    found = lint_text(report, [pack_of(TEMPLATE)])
    return lines_of(found)


@pytest.mark.parametrize(
    "item",
    [
        "- [ ] Buy a rope - Owner: Pia Lund - Due: 2026-05-20",
        "- [ ] Buy a rope (owner: Pia Lund, due: 20 May 2026)",
        "- [ ] Buy a rope; **Owner:** Pia Lund; **Due:** 2026-05-20",
        "- [ ] Buy a rope — @pia, 2026-05-20",
        "- [ ] Buy a rope — Pia Lund — Due: 2026-05-20",
        "- Buy a rope\n  - Owner: Pia Lund\n  - Due: 2026-05-20",
        "- [x] Take back the change of 2026-02-01 - Owner: Pia Lund - Due: done",
        "- [x] Take back the change (2026-02-01) — Pia Lund, 2026-03-20",
    ],
)
def test_an_action_with_its_owner_and_date_is_complete(item: str) -> None:
    assert found(item) == []


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("- [ ] Buy a rope - Owner: - Due: 2026-05-20", "IR601"),
        ("- [ ] Buy a rope - Owner: TBD - Due: 2026-05-20", "IR601"),
        ("- [ ] Buy a rope (owner: the team, due: 2026-05-20)", "IR601"),
        ("- [ ] Buy a rope - Due: 2026-05-20", "IR601"),
        ("- Buy a rope\n  - Assignee: nobody\n  - Due: 2026-05-20", "IR601"),
        ("- [ ] Buy a rope - Owner: Pia Lund - Due: soon", "IR602"),
        ("- [ ] Buy a rope - Owner: Pia Lund - Due:", "IR602"),
        ("- [ ] Buy a rope - Owner: Pia Lund", "IR602"),
        ("- [ ] Buy a rope - Owner: Pia Lund - Due: 2026-01-20", "IR409"),
        ("- [ ] Buy a rope (**Owner:** Pia Lund, **Deadline:** 20 Jan 2026)", "IR409"),
        ("- [ ] Buy a rope — @pia, 2026-01-20", "IR409"),
        ("- Buy a rope\n  - Owner: Pia Lund\n  - Due: 2026-01-20", "IR409"),
        ("- [ ] Buy a rope - Owner: [Name] - Due: 2026-05-20", "IR201"),
    ],
)
def test_what_an_action_in_a_list_lacks(item: str, code: str) -> None:
    assert [each for each, _ in found(item)] == [code]


@pytest.mark.parametrize("blank", ["____", "", "...", "—"])
def test_a_blank_of_a_ticked_item(blank: str) -> None:
    item = "- [ ] Buy a rope - Owner: Pia Lund - Due: 2026-05-20"
    assert found(item, f"- [x] Told the harbour office on: {blank}") == [("IR205", 12)]
    assert found(item, f"- [ ] Told the harbour office on: {blank}") == []


QUESTION = """\
# Incident: [Title]

## Can it happen again?

- [ ] No: the part was faulty
- [ ] Yes: the plan has to change
- [ ] Nobody knows

## Story

[What happened]
"""


@pytest.mark.parametrize(
    ("boxes", "codes"),
    [
        ("- [x] Yes: the plan has to change", []),
        ("- [x] No: the part was faulty\n- [ ] Nobody knows", []),
        ("- [ ] No: the part was faulty\n- [ ] Yes: the plan has to change\n- [ ] Nobody knows", ["IR302"]),
        ("- [ ] Nobody knows", ["IR302"]),
        ("* [ ] No: the part was faulty\n* [ ] Yes: the plan has to change\n* [x] Nobody knows", []),
    ],
)
@pytest.mark.parametrize("asked", ["Can it happen again?", "3. **Can it happen again?**", "再発しますか？"])
def test_boxes_below_a_question_are_one_choice(asked: str, boxes: str, codes: list[str]) -> None:
    template = QUESTION.replace("Can it happen again?", asked)
    report = f"# Incident: the crane stopped\n\n## {asked}\n\n{boxes}\n\n## Story\n\nThe crane stopped.\n"
    assert [one.code for one in lint_text(report, [pack_of(template)]) if one.level != "info"] == codes


TABLE = """\
# Incident: [Title]

**Detected:** YYYY-MM-DD HH:MM UTC

## Times

| Time | Event |
|---|---|
| HH:MM | [Event] |

## Action items

| Action | Owner | Due Date | Priority | Status |
|---|---|---|---|---|
| [Action] | [Name] | YYYY-MM-DD | P0 / P1 / P2 | [Open / Done] |
"""

LISTED = """\
# Incident: the crane stopped

**Detected:** 2026-03-10 09:10 UTC

## Times

{times}

## Action items

{actions}
"""

TIMES = "- 09:10 UTC - The crane stops\n- 09:40 UTC - The crane lifts again"


def lines(actions: str, times: str = TIMES) -> list[tuple[str, str]]:
    pack = pack_of(TABLE, 'name = "crane"\n[roles]\ntimeline = "Times"\nactions = "Action items"\n')
    found = lint_text(LISTED.format(times=times, actions=actions), [pack])
    return [(one.code, one.level) for one in found if one.code[:4] != "IR41"]


@pytest.mark.parametrize(
    "actions",
    [
        "- [ ] Buy a rope - Owner: Pia Lund - Due Date: 2026-05-20 - Priority: P1\n"
        "- [x] Oil the winch - Owner: Jo Beck - Due Date: 2026-03-20 - Priority: P2",
        "- Buy a rope (P1, open) — @pia, 2026-05-20\n- Oil the winch (P2, done) — @jo, 2026-03-20",
        "1. **Buy a rope**\n   - Owner: Pia Lund\n   - Due: 2026-05-20\n   - Priority: P1\n   - Status: Open",
        "### 1. Buy a rope\n\n- Owner: Pia Lund\n- Due Date: 2026-05-20\n- Priority: P1\n- Status: Open\n\n"
        "### 2. Oil the winch\n\n- Owner: Jo Beck\n- Due Date: 2026-03-20\n- Priority: P2\n- Status: Done",
        "### Buy a rope\n\n**Owner:** Pia Lund\n**Deadline:** 2026-05-20\n**Priority:** P1\n**Status:** Open",
    ],
)
def test_actions_that_tell_what_the_columns_ask_stand_for_the_table(actions: str) -> None:
    assert lines(actions) == [("IR109", "info"), ("IR109", "info")]


@pytest.mark.parametrize(
    "actions",
    [
        "- Buy a rope\n- Oil the winch",
        "- [ ] Buy a rope - Owner: Pia Lund - Due Date: 2026-05-20",
        "- [ ] Buy a rope (P1) - Due: 2026-05-20\n- [ ] Oil the winch (P2) - Due: 2026-05-20",
        "Pia Lund buys a rope by 2026-05-20 (P1, open).",
        "### Buy a rope\n\nA long one.\n\n### Oil the winch\n\nWith care.",
        "### Buy a rope\n\n- Priority: P1\n- Due: 2026-05-20\n- Status: Open",
    ],
)
def test_actions_that_do_not_are_no_table(actions: str) -> None:
    assert ("IR109", "error") in lines(actions)


@pytest.mark.parametrize(
    "times", ["09:10 - The crane stops  \n09:40 - It lifts again", "09:10 UTC: The crane stops\n\n09:40 UTC: ok"]
)
def test_a_timeline_in_lines_is_one(times: str) -> None:
    listed = "- [ ] Buy a rope (P1) — @pia, 2026-05-20"
    assert lines(listed, times) == [("IR109", "info"), ("IR109", "info")]


def test_a_text_is_no_timeline() -> None:
    assert ("IR109", "error") in lines("- [ ] Buy a rope (P1) — @pia, 2026-05-20", "The crane stopped at 09:10.")


PLAIN = "# Incident: [Title]\n\n**Detected:** YYYY-MM-DD HH:MM UTC\n\n## Action items\n\n[Who does what]\n"


def plain(*items: str, head: str = "**Detected:** 2026-03-10 09:10 UTC") -> list[tuple[str, int]]:
    report = f"# Incident: the crane stopped\n\n{head}\n\n## Action items\n\n" + "\n".join(items) + "\n"
    return [each for each in lines_of(lint_text(report, [pack_of(PLAIN)])) if each[0] in ("IR409", "IR602")]


DATED = ("- Oil the winch, Jo Beck, due 2026-03-20", "- Paint the mast, Jo Beck, due 2026-04-20")


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (("- Buy a rope, Pia Lund", *DATED), [("IR602", 7)]),
        (("- Buy a rope (Responsible: Pia Lund)", *DATED), [("IR602", 7)]),
        (("- Buy a rope, Pia Lund, due 2026-04-01", *DATED), []),
        (("- [x] Buy a rope, Pia Lund", *DATED), []),
        (("- Buy a rope, Pia Lund", "- Wash the deck, Pia Lund", *DATED), []),
        (("- Buy a rope, Pia Lund", DATED[0]), []),
    ],
)
def test_the_only_item_without_a_date_has_none(items: tuple[str, ...], expected: list[tuple[str, int]]) -> None:
    assert plain(*items) == expected


@pytest.mark.parametrize(
    "item",
    [
        "- #88 (assignee: @pia, by 2026-02-10) buy a rope",
        "- Buy a rope. Pia Lund will do so by 2026-02-10.",
        "- Buy a rope, until 10 Feb 2026",
    ],
)
def test_a_date_behind_a_word_for_until_is_when_it_is_due(item: str) -> None:
    assert plain(item) == [("IR409", 7)]
    assert plain(item.replace("2026-02", "2026-05").replace("Feb", "May")) == []


def test_the_day_of_a_report_may_be_in_its_first_sentence_alone() -> None:
    head = "On Tuesday, March 10th 2026, the crane stopped."
    assert plain("- Buy a rope, Pia Lund, due 2026-02-20", head=head) == [("IR409", 7)]
    assert plain("- Buy a rope, Pia Lund, due 2026-03-05", head=head) == []
