"""What a template offers, shows or keeps: a complete report that makes use of it gets no finding, and a slip does."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a gate jammed\n\n"
STORY = "## Story\n\n[Text]\n"
TOLD = "## Story\n\nThe gate jammed at noon.\n"


def found(template: str, report: str, more: str = "") -> list[str]:
    return [one.code for one in lint_text(report, [pack_of(template, more)]) if one.level != "info"]


@pytest.mark.parametrize(
    ("slot", "codes"),
    [
        ('YYYY-MM-DD (or "N/A")', []),
        ("[day, n/a without a guest]", []),
        ("[link to the page] (if applicable)", []),
        ("YYYY-MM-DD", ["IR205"]),
        ("[who was told, and if any how]", ["IR205"]),
    ],
)
def test_not_applicable_is_enough_where_the_form_offers_it(slot: str, codes: list[str]) -> None:
    assert found(f"{HEAD}**City told:** {slot}\n\n{STORY}", f"{REPORT}**City told:** N/A\n\n{TOLD}") == codes


def test_a_text_of_the_section_offers_it_for_its_table() -> None:
    table = "| Measure | Value | Limit |\n| -- | -- | -- |\n| Opened in | {} | < 3 s |\n| Shut in | {} | {} |\n\n"
    form = f"{HEAD}## Measures\n\nPut `n/a` where nobody measured.\n\n{table.format('', '', '')}{STORY}"
    assert found(form, f"{REPORT}## Measures\n\n{table.format('2 s', 'n/a', 'n/a')}{TOLD}") == []


def test_items_with_answers_below_them_are_names() -> None:
    form = f"{HEAD}## Lessons\n\n- What helped us\n- What was in our way\n\n{STORY}"
    lessons = "## Lessons\n\n- What helped us\n  - The bell.\n- What was in our way\n  - The fog.\n\n"
    assert found(form, f"{REPORT}{lessons}{TOLD}") == []
    left = lessons.replace("  - The fog.\n", "")
    assert found(form, f"{REPORT}{left}{TOLD}") == ["IR201"]


ACTED = "| Time | Action | By |\n| -- | -- | -- |\n| {} | {} | {} |\n| {} | {} | {} |\n\n"


@pytest.mark.parametrize(("heading", "codes"), [("Containment actions", []), ("What happened", ["IR405", "IR405"])])
def test_only_a_timeline_has_to_reach_from_end_to_end(heading: str, codes: list[str]) -> None:
    slots = ACTED.format("HH:MM", "[Action]", "[Name]", "HH:MM", "[Action]", "[Name]")
    head = "**Detected:** {}\n**Resolved:** {}\n\n"
    form = f"{HEAD}{head.format('YYYY-MM-DD HH:MM', 'YYYY-MM-DD HH:MM')}## {heading}\n\n{slots}{STORY}"
    rows = ACTED.format("07:51", "Latch freed", "Ana", "08:30", "Hinge oiled", "Ben")
    told = head.format("2026-04-02 07:42", "2026-04-02 09:05")
    assert found(form, f"{REPORT}{told}## {heading}\n\n{rows}{TOLD}") == codes


def test_a_format_in_the_head_is_one_of_its_fields() -> None:
    head = "**Status:** {} · **Format:** blameless review with a summary box.\n\n"
    form = f"{HEAD}{head.format('open | closed')}{STORY}"
    assert found(form, f"{REPORT}{head.format('closed')}{TOLD}") == []


@pytest.mark.parametrize("heading", ["Annex B - Short example", "Worked example", "Example: a bell that rang"])
def test_an_example_at_the_end_is_not_asked_for(heading: str) -> None:
    example = f"\n## {heading}\n\n**What:** the bell rang at 09:12.\n\n- 09:12 It rang\n- 09:20 It stopped\n"
    assert found(f"{HEAD}{STORY}{example}", f"{REPORT}{TOLD}") == []


BOXES = "- {} Police, told on {}\n- {} Insurer, told on {}\n- {} {}\n\n"


@pytest.mark.parametrize(
    ("last", "codes"), [("No notice needed, because: ....", []), ("The bell was tried", ["IR112"])]
)
def test_boxes_of_which_one_says_none_are_offered(last: str, codes: list[str]) -> None:
    form = f"{HEAD}## Notices\n\n{BOXES.format('[ ]', '........', '[ ]', '........', '[ ]', last)}{STORY}"
    told = "- [x] Police, told on 2026-04-02\n- [x] Insurer, told on 2026-04-03\n\n"
    assert found(form, f"{REPORT}## Notices\n\n{told}{TOLD}") == codes


def test_a_long_box_may_be_cut_short() -> None:
    items = [
        "Cause found and told",
        "If guests were hurt, the rules of the insurer were kept to the letter",
        "Hinge tried by two people",
        "Report read aloud to all",
    ]
    form = f"{HEAD}## Close\n\n" + "".join(f"- [ ] {item}\n" for item in items) + f"\n{STORY}"
    short = [items[0], "If guests were hurt, the rules of the insurer were kept (nobody was)", *items[2:]]
    report = f"{REPORT}## Close\n\n" + "".join(f"- [x] {item}\n" for item in short) + f"\n{TOLD}"
    assert found(form, report) == []
    assert found(form, report.replace(f"- [x] {short[1]}\n", "")) == ["IR112"]


def test_an_id_goes_on_behind_a_slot_of_several_words() -> None:
    form = f"---\nnumber: GT-<year>-<running number, two digits>\n---\n{HEAD}{STORY}"
    assert found(form, f"---\nnumber: GT-2026-31\n---\n{REPORT}{TOLD}") == []


def test_a_link_to_another_template_may_stay() -> None:
    line = "Related: [RUNBOOK_TEMPLATE.md](https://docs.example.com/RUNBOOK_TEMPLATE.md)\n\n"
    assert found(f"{HEAD}{line}{STORY}", f"{REPORT}{line}{TOLD}") == []


WINDOW = (
    "**Incident window:** {} → {}\n**Duration of user impact:** {}\n\n## Timeline\n\n| Time | Event |\n|--|--|\n{}\n"
)


@pytest.mark.parametrize(("length", "codes"), [("58m", []), ("2h 28m", []), ("1h 12m", ["IR403"])])
def test_what_users_felt_may_end_before_the_incident(length: str, codes: list[str]) -> None:
    slots = WINDOW.format("YYYY-MM-DD HH:MM", "YYYY-MM-DD HH:MM", "Xm", "| HH:MM | [Event] |\n")
    rows = "| 10:02 | Nobody gets in |\n| 10:21 | A guest calls |\n| 11:00 | Guests get in |\n| 12:30 | Closed |\n"
    told = WINDOW.format("2026-11-17 10:02", "2026-11-17 12:30", length, rows)
    more = '[roles]\nstarted = "Incident window"\nresolved = "Incident window"\nduration = "Duration of user impact"'
    assert found(f"{HEAD}{slots}{STORY}", f"{REPORT}{told}{TOLD}", more) == codes


@pytest.mark.parametrize("label", ["Start (YYYY-MM-DD HH:MM UTC)", "Day (DD/MM/YYYY)", "No. (A-YYYY/number)"])
def test_the_form_of_its_value_stays_in_a_label(label: str) -> None:
    value = {"S": "2026-04-02 11:05 UTC", "D": "02/04/2026", "N": "A-2026/7"}[label[0]]
    form = f"{HEAD}- **{label}:**\n- **Who:** [name]\n\n{STORY}"
    assert found(form, f"{REPORT}- **{label}:** {value}\n- **Who:** Ana\n\n{TOLD}") == []
    rows = "| | |\n|--|--|\n| {} | {} |\n| Who | {} |\n\n"
    form = f"{HEAD}{rows.format(label, '', '[name]')}{STORY}"
    assert found(form, f"{REPORT}{rows.format(label, value, 'Ana')}{TOLD}") == []


def test_what_is_for_all_others_may_go() -> None:
    rows = "| Data | How much |\n|--|--|\n| Names | {} |\n| Mails | {} |\n"
    boxes = "## Kind\n\n- [ ] Gate\n- [ ] Bell\n- [ ] Other:\n\n"
    form = f"{HEAD}## Data\n\n{rows.format('', '')}| Other: | |\n\n{boxes}{STORY}"
    report = f"{REPORT}## Data\n\n{rows.format('2', '0')}\n## Kind\n\n- [x] Gate\n- [ ] Bell\n\n{TOLD}"
    assert found(form, report) == []
    assert found(form, report.replace("| Mails | 0 |\n", "")) == ["IR107"]


def test_dots_in_brackets_within_an_address_are_no_slot() -> None:
    rows = "| Type | Value | Verdict |\n|--|--|--|\n| IP | {} | {} |\n\n"
    form = f"{HEAD}{rows.format('203[.]0[.]113[.]10', '')}{STORY}"
    assert found(form, f"{REPORT}{rows.format('198[.]51[.]100[.]7', 'harmless')}{TOLD}") == []


def test_a_line_that_is_all_of_a_section_asks_for_its_text() -> None:
    form = f"{HEAD}## Response\n\nHow to respond better:\n\n{STORY}"
    assert found(form, f"{REPORT}## Response\n\nRing twice.\n\n{TOLD}") == []


@pytest.mark.parametrize(("tick", "codes"), [("x", []), (" ", ["IR107", "IR107"])])
def test_fields_of_what_does_not_apply_may_go(tick: str, codes: list[str]) -> None:
    boxes = "## Guests\n\n- [ ] Applicable - complete below\n- [{}] Not applicable\n\n"
    form = f"{HEAD}{boxes.format(' ')}Who was hurt:\n\nWho was told:\n\n{STORY}"
    assert found(form, f"{REPORT}{boxes.format(tick)}{TOLD}") == codes


@pytest.mark.parametrize(
    ("part", "codes"),
    [("[doubts - omit section if none]", []), ("[doubts that remain]", ["IR101"])],
)
def test_a_slot_may_say_that_its_section_goes(part: str, codes: list[str]) -> None:
    assert found(f"{HEAD}{STORY}\n## Open questions\n\n{part}\n", f"{REPORT}{TOLD}") == codes


def test_a_key_whose_comment_says_so_may_be_empty() -> None:
    form = '---\nticket: ""  # elsewhere (optional)\nteam: ""  # who wrote it\n---\n'
    report = '---\nticket: ""\nteam: "{}"\n---\n'
    assert found(f"{form}{HEAD}{STORY}", f"{report.format('yard')}{REPORT}{TOLD}") == []
    assert found(f"{form}{HEAD}{STORY}", f"{report.format('')}{REPORT}{TOLD}") == ["IR205"]


@pytest.mark.parametrize(("told", "codes"), [("☒ yes, at 22:05 h  ☐ no", []), ("☐ yes, at …… h  ☐ no", ["IR202"])])
def test_a_box_has_a_blank_behind_it(told: str, codes: list[str]) -> None:
    form = f"{HEAD}- **Paper:** ☐ yes, at …… h  ☐ no\n- **Who:** [name]\n\n{STORY}"
    assert found(form, f"{REPORT}- **Paper:** {told}\n- **Who:** Ana\n\n{TOLD}") == codes


def test_links_and_the_line_that_names_the_form_stay() -> None:
    links = "## See\n\n- [`oil.md`](https://docs.example.com/oil.md) — oil and grease\n"
    foot = "\n---\n\n**Template of the yard - version 1.0**\n"
    assert found(f"{HEAD}{STORY}\n{links}{foot}", f"{REPORT}{TOLD}\n{links}{foot}") == []


def test_a_word_at_the_end_of_an_id_stands_for_the_title() -> None:
    form = f"{HEAD}**Incident:** INC-YYYY-MM-DD-slug\n\n{STORY}"
    assert found(form, f"{REPORT}**Incident:** INC-2026-04-02-gate-jammed\n\n{TOLD}") == []
    assert found(form, f"{REPORT}**Incident:** GATE-2026-04-02-gate-jammed\n\n{TOLD}") == ["IR207"]


def test_one_of_two_parts_with_or_between_them_is_enough() -> None:
    form = f"{HEAD}{STORY}\n## Cause\n\n_What it was._\n\nOR\n\n**Suspected cause:** _What it may be._\n"
    assert found(form, f"{REPORT}{TOLD}\n## Cause\n\nThe hinge was dry.\n") == []


def test_examples_and_tips_behind_the_form_are_not_asked_for() -> None:
    example = "## Example incidents\n\n### Example 1: a bell\n\n#### Summary\n\nIt rang.\n\n"
    tips = "## Tips for writing\n\n- **Be brief**: one page\n"
    form = f"# Incident report template\n\n## Incident: [Title]\n\n### Summary\n\n[Text]\n\n---\n\n{example}{tips}"
    assert found(form, "## Incident: a gate jammed\n\n### Summary\n\nIt jammed at noon.\n") == []


@pytest.mark.parametrize(
    "boxes", [("Balances tried", "No alerts open", "Pager given"), ("Pager given", "Bell tried", "No alerts open")]
)
def test_a_check_that_begins_with_no_lets_no_other_go(boxes: tuple[str, ...]) -> None:
    form = f"{HEAD}## Close\n\n" + "".join(f"- [ ] {box}\n" for box in boxes) + f"\n{STORY}"
    assert "IR112" in found(form, f"{REPORT}## Close\n\n- [x] {boxes[0]}\n\n{TOLD}")


@pytest.mark.parametrize(
    "told",
    [
        "Write N/A and the reason: `N/A - <reason>`.",
        "If there is none, write N/A with the reason.",
        "Do not write N/A.",
    ],
)
def test_what_asks_for_a_reason_offers_nothing(told: str) -> None:
    form = f"{HEAD}## Told\n\n{told}\n\n- **Told on:** YYYY-MM-DD\n- **By:** [name]\n\n{STORY}"
    assert "IR205" in found(form, f"{REPORT}## Told\n\n- **Told on:** N/A\n- **By:** Ana\n\n{TOLD}")


def test_a_box_beside_not_applicable_contradicts_it() -> None:
    boxes = "## Guests\n\n- [{}] Guests were hurt\n- [{}] Not applicable\n\n"
    form = f"{HEAD}{boxes.format(' ', ' ')}Who was hurt:\n\nWho was told:\n\n{STORY}"
    assert "IR107" in found(form, f"{REPORT}{boxes.format('x', 'x')}{TOLD}")


def test_a_value_may_be_in_the_note_of_its_label() -> None:
    form = f"{HEAD}- **Start (YYYY-MM-DD HH:MM):**\n- **Who:** [name]\n\n{STORY}"
    assert found(form, f"{REPORT}- **Start (2026-04-02 11:05):**\n- **Who:** Ana\n\n{TOLD}") == []
