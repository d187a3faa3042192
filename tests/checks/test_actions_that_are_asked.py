"""What a template asks of each action: in words, in the places of an item, or as fields below a heading of its own."""

from __future__ import annotations

import pytest

from support import lines_of, lint_text, pack_of

ITEMS = {
    "names in parentheses": (
        "",
        "1. We will ... (owner, by YYYY-MM-DD)",
        "We will add a test (Ana Beck, by 2026-04-01)",
    ),
    "names behind commas": ("", "* XXX, who, until when", "Own machine for it, Ana, until 19 June 2026"),
    "dots and a form": (
        "*Format: what – who – until when.*\n\n",
        "- ... – ... – ...",
        "Own machine – Ana – 9 April 2026",
    ),
    "blanks and a quote": (
        "> One line for each, the name of a person and a deadline are required.\n\n",
        "- [ ] ____ → ____, before YYYY-MM-DD",
        "[ ] Own machine → Ana Beck, before 2026-04-09",
    ),
}


def _found(template: str, report: str) -> list[tuple[str, int]]:
    head = "# Postmortem: {}\n\n**Started:** {}\n\n## Action items\n\n"
    pack = pack_of(head.format("[title]", "YYYY-MM-DD HH:MM UTC") + template)
    found = lint_text(head.format("Queue", "2026-03-10 07:40 UTC") + report, [pack])
    return lines_of(found)


@pytest.mark.parametrize("form", ITEMS)
def test_what_tells_both_is_complete(form: str) -> None:
    says, item, good = ITEMS[form]
    assert _found(f"{says}{item}\n", f"- {good}\n- {good}\n") == []


@pytest.mark.parametrize("form", ITEMS)
def test_an_action_that_is_due_before_the_incident(form: str) -> None:
    says, item, good = ITEMS[form]
    bad = good.replace("2026", "2025")
    assert _found(f"{says}{item}\n", f"- {good}\n- {bad}\n") == [("IR409", 8)]


def test_an_action_without_a_date() -> None:
    for form, item in {
        "names in parentheses": "We will add a test (Ana Beck)",
        "names behind commas": "Own machine for it, Ana",
        "dots and a form": "Own machine – Ana – ...",
        "blanks and a quote": "[ ] Own machine → Ana Beck",
    }.items():
        says, asked, good = ITEMS[form]
        assert _found(f"{says}{asked}\n", f"- {good}\n- {item}\n") == [("IR602", 8)], form


def test_an_action_without_an_owner() -> None:
    for form, item in {
        "names in parentheses": "We will add a test (by 2026-04-01)",
        "dots and a form": "Own machine – ... – 9 April 2026",
        "blanks and a quote": "[ ] Own machine → before 2026-04-09",
    }.items():
        says, asked, good = ITEMS[form]
        assert _found(f"{says}{asked}\n", f"- {good}\n- {item}\n") == [("IR601", 8)], form


def test_a_date_in_words_is_told() -> None:
    says, asked, good = ITEMS["names behind commas"]
    assert _found(f"{says}{asked}\n", f"- {good}\n- Own machine for it, Ana, next sprint\n") == []


def test_a_list_that_asks_for_one_thing_more_is_no_list_of_actions() -> None:
    head = "# Postmortem: {}\n\n## Impact\n\n*Say who was hit, and until when.*\n\n"
    pack = pack_of(head.format("[title]") + "- [what]\n")
    found = lint_text(head.format("Queue") + "- Orders of guests\n", [pack])
    assert [one.code for one in found if one.code in ("IR601", "IR602")] == []


RECORD = """### Action 1: {}
- Owner: {}
- Due: {}
- Priority: high
"""


def test_actions_with_headings_of_their_own() -> None:
    template = RECORD.format("[title]", "[name]", "YYYY-MM-DD")
    good = RECORD.format("Add an alert", "Ana Beck", "2026-04-01")
    assert _found(template, good + good.replace("1:", "2:")) == []
    undated = good.replace("1:", "2:").replace("- Due: 2026-04-01\n", "")
    assert _found(template, good + undated) == [("IR602", 11)]
    unowned = good.replace("1:", "2:").replace("- Owner: Ana Beck\n", "")
    assert _found(template, good + unowned) == [("IR601", 11)]


def test_a_section_about_other_things_is_no_action() -> None:
    template = RECORD.format("[title]", "[name]", "YYYY-MM-DD")
    good = RECORD.format("Add an alert", "Ana Beck", "2026-04-01")
    assert _found(template, good + "\n### What we left out\n\n- Priority: all others are low\n") == []


def test_a_ticket_is_no_date() -> None:
    says, asked, good = ITEMS["names in parentheses"]
    assert _found(f"{says}{asked}\n", f"- {good}\n- We will add a test (Ana Beck, #2292)\n") == [("IR602", 8)]
