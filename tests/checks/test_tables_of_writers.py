"""Tables of actions that a writer made, where the template says in words alone what it wants to know."""

from __future__ import annotations

import pytest

from support import codes_of

TEMPLATE = "# Incident: [Title]\n\n## Action items\n\nWhat do we change, who does it, and until when?\n"
HEAD = "# Incident: a pump stalled\n\n## Action items\n\n"


def found(rows: str) -> list[str]:
    return codes_of(TEMPLATE, f"{HEAD}{rows}")


TABLE = """| Action | {} | {} | State |
|---|---|---|---|
| Change the filter of basin 2 | Ada Lund | 2026-05-04 | open |
| Look for other old pumps | {} | {} | open |
"""


@pytest.mark.parametrize(("owner", "due"), [("Owner", "Due"), ("Responsible", "Deadline"), ("Who", "Until when")])
def test_a_gap_among_answers_is_found(owner: str, due: str) -> None:
    assert found(TABLE.format(owner, due, "Uma Ray", "2026-05-08")) == []
    assert found(TABLE.format(owner, due, "", "2026-05-08")) == ["IR601"]
    assert found(TABLE.format(owner, due, "Uma Ray", "")) == ["IR602"]
    assert found(TABLE.format(owner, due, "Uma Ray", "TBD")) == ["IR206"]
    assert found(TABLE.format(owner, due, "nobody yet", "2026-05-08")) == ["IR601"]


@pytest.mark.parametrize("answers", [("Uma Ray", "done"), ("Uma Ray", "next week")])
def test_words_of_writers_are_left_alone(answers: tuple[str, str]) -> None:
    assert found(TABLE.format("Owner", "Due", *answers)) == []


def test_what_is_done_is_no_longer_due() -> None:
    rows = TABLE.format("Owner", "Due", "Uma Ray", "").replace("| Uma Ray |  | open |", "| Uma Ray |  | done |")
    assert found(rows) == []


def test_a_column_that_nobody_fills_is_left_alone() -> None:
    rows = TABLE.format("Owner", "Due", "Uma Ray", "").replace("2026-05-04", "")
    assert found(rows) == []


LISTS = """# Incident: [Title]

## Action items

[each item has an owner]

### Prevention

[links]

### Detection

[links]
"""


def listed(last: str, *, others: str = " (owner: @ada-l)") -> list[str]:
    report = f"""# Incident: a pump stalled

## Action items

### Prevention

- https://tickets.example/112 - change the filter of basin 2{others}
- https://tickets.example/113 - look for other old pumps{others}

### Detection

- https://tickets.example/114 - alert: when the water of a basin stands still{last}
"""
    return codes_of(LISTS, report)


def test_the_only_action_of_all_lists_without_an_owner() -> None:
    assert listed(" (owner: @uma-r)") == []
    assert listed("") == ["IR601"]


def test_where_several_have_none_nobody_has_to() -> None:
    assert listed("", others="") == []
    assert listed(" (owner: @uma-r)", others="") == []


@pytest.mark.parametrize("last", [" - Uma Ray", ", Uma Ray", " (@uma-r)", " (done)"])
def test_an_owner_may_be_told_without_a_label(last: str) -> None:
    assert listed(last) == []
