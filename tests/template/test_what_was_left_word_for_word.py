"""What a report has word for word as its template, where each report has something else in its place."""

from __future__ import annotations

import pytest

from support import lines_of, lint_text, pack_of


def found(template: str, report: str, pack: str = "") -> list[tuple[str, int]]:
    return lines_of(lint_text(report, [pack_of(template, pack) if pack else pack_of(template)]))


TEMPLATE = "# Report: [Title]\n\n## Steps\n\n{}\n\n## Cause\n\n[Text]\n"
REPORT = "# Report: a gate\n\n## Steps\n\n{}\n\n## Cause\n\nA fuse.\n"


def code(*lines: str) -> str:
    return "\n".join(("```", *lines, "```"))


# --- Lines of code ---


@pytest.mark.parametrize(
    ("line", "filled"),
    [
        ("kubectl logs <pod name> -n yard", "kubectl logs gate-7 -n yard"),
        ('logcli query --since "YYYY-MM-DD HH:MM" gate', 'logcli query --since "2026-03-02 10:00" gate'),
        ("SELECT * FROM gates WHERE seen > '<outage_start>'", "SELECT * FROM gates WHERE seen > '2026-03-02'"),
        ("    T+X : fuse changed", "    T+9 : fuse changed"),
        ("git tag vX.Y.Z && git push", "git tag v2.1.0 && git push"),
        ("gh issue view TICKET-XXX", "gh issue view GATE-12"),
        ("HH:MM:SS gate opened", "10:12:44 gate opened"),
    ],
)
def test_a_slot_in_a_line_of_code_is_left(line: str, filled: str) -> None:
    template = TEMPLATE.format(code("gate status", line))
    assert found(template, REPORT.format(code("gate status", line))) == [("IR201", 7)]
    assert found(template, REPORT.format(code("gate status", filled))) == []


def test_one_of_two_slots_of_a_line_is_left() -> None:
    line = 'journalctl -u gate --since "YYYY-MM-DD HH:MM" --until "YYYY-MM-DD HH:MM"'
    half = line.replace("YYYY-MM-DD HH:MM", "2026-03-02 10:00", 1)
    nested = "1. Logs\n\n   " + code(line).replace("\n", "\n   ")
    report = "1. Logs\n\n   " + code(half).replace("\n", "\n   ") + "\n\n   Nothing found."
    assert found(TEMPLATE.format(nested), REPORT.format(report)) == [("IR201", 8)]


@pytest.mark.parametrize(
    "line",
    [
        "<div><b>gate</b></div>",
        "let gates: Vec<Gate> = open::<Gate>();",
        "SELECT to_char(seen, 'YYYY-MM-DD') FROM gates",
        "sort <gates >sorted",
        "rate(gate_errors[5m]) > 0 and a < b",
        "{job=`gate`} | pattern `<ip> <method>`",
        "docker inspect --format '{{.State.Status}}' gate",
        "date format is YYYY-MM-DD here",
        "const gates = useState<string[]>([]); // Gate<Lock>",
        "echo ${{ gate.id }} && cat {{ .gate }}",
        "mktemp /tmp/gate.XXXXXX",
    ],
)
def test_what_code_has_itself_may_stay(line: str) -> None:
    told = code("gate status", line, "gate open")
    assert found(TEMPLATE.format(f"[Text]\n\n{told}"), REPORT.format(f"Opened by hand.\n\n{told}")) == []


@pytest.mark.parametrize("remark", ["# Example commands", "// e.g. how the gate was opened", "-- For example"])
def test_an_example_in_code_is_left_with_its_remark(remark: str) -> None:
    template = TEMPLATE.format(code(remark, "gate open --all"))
    assert found(template, REPORT.format(code(remark, "gate open --all"))) == [("IR203", 6)]
    assert found(template, REPORT.format(code(remark, "gate open 7"))) == []
    assert found(template, REPORT.format(code("gate open --all"))) == []


def test_a_remark_behind_the_sign_of_a_shell_is_a_prompt() -> None:
    template = TEMPLATE.format(code("$ # command that was run"))
    assert found(template, REPORT.format(code("$ # command that was run"))) == [("IR201", 6)]
    assert found(template, REPORT.format(code("$ gate open 7"))) == []


# --- Samples ---

ROWS = "| Time | Event |\n| --- | --- |\n"


@pytest.mark.parametrize(
    "row",
    ["| 14:02 | Alarm rings in the hall. |", "| 9h40 | 当番が門を開けた |", "| 14:25 UTC | Gate opened by hand |"],
)
def test_a_row_of_an_event_at_a_time_is_a_sample(row: str) -> None:
    template = TEMPLATE.format(f"{ROWS}| 14:00 | Fuse blows in yard. |\n{row}")
    mine = f"{ROWS}| 08:10 | The fuse went. |\n"
    assert found(template, REPORT.format(f"{mine}{row}")) == [("IR203", 8)]
    assert found(template, REPORT.format(f"{mine}| 08:22 | Gate opened. |")) == []


def test_an_entry_of_an_event_at_a_time_is_a_sample() -> None:
    template = TEMPLATE.format("- 14:02 - alarm rings in the hall\n- 14:10 - guard opens the gate")
    assert found(template, REPORT.format("- 08:10 - fuse gone\n- 14:10 - guard opens the gate")) == [("IR203", 6)]
    assert found(template, REPORT.format("- 08:10 - fuse gone\n- 08:22 - guard opens the gate")) == []


def test_an_action_that_is_due_on_a_day_is_a_sample() -> None:
    head = "| Action | Owner | Due |\n| --- | --- | --- |\n"
    template = TEMPLATE.format(f"{head}| Buy a second fuse | Ada | 2024-05-01 |")
    left, mine = "| Buy a second fuse | Ada | 2024-05-01 |", "| Test all fuses | Jo | 2026-05-01 |"
    assert ("IR203", 8) in found(template, REPORT.format(f"{head}{mine}\n{left}"))
    assert found(template, REPORT.format(f"{head}{mine}")) == []


@pytest.mark.parametrize(
    "row", ["| 00:00 | Alarm rings in the hall. |", "| 14:02 | Detected |", "| T+5 | Alarm rings in the hall |"]
)
def test_a_row_that_any_report_may_have_is_no_sample(row: str) -> None:
    template = TEMPLATE.format(f"{ROWS}{row}")
    assert found(template, REPORT.format(f"{ROWS}{row}")) == []


@pytest.mark.parametrize(
    ("rows", "own"),
    [
        (f"{ROWS}| 09:00 | Market opens for all traders |\n| [HH:MM] | [Event] |", "| 10:10 | The fuse went. |"),
        (f"{ROWS}| 06:00 | Early shift starts in hall |\n| 14:00 | Late shift starts in hall |", ""),
        ("- 09:00 - day shift begins here\n- [HH:MM] - [event]", "- 10:10 - the fuse went"),
        (
            "| Action | Owner | Due |\n| --- | --- | --- |\n"
            "| Review this report in the monthly board | Ann Lee | 2026-12-31 |\n| [Action] | [Name] | [YYYY-MM-DD] |",
            "| Test all fuses | Jo | 2026-12-01 |",
        ),
    ],
)
def test_a_fixed_row_is_a_sample_at_most(rows: str, own: str) -> None:
    report = rows.rpartition("\n")[0] + f"\n{own}" if own else rows
    told = lint_text(REPORT.format(report), [pack_of(TEMPLATE.format(rows))])
    assert not [one for one in told if one.code == "IR203" and one.level != "info"]


def test_the_report_that_a_template_was_made_of_has_its_entries() -> None:
    text = (
        "# The gate that stayed shut\n\n## Timeline\n\n- 14:02 - Fuse blows in the yard\n- 14:25 - Gate opened by hand"
    )
    text += "\n\n## Cause\n\n{}\n"
    assert found(text.format("[Text]"), text.format("A fuse.")) == []


def test_the_history_of_a_document_is_no_sample() -> None:
    head = "| Version | Date | Author | Change |\n| --- | --- | --- | --- |\n"
    history = f"{head}| 1.0 | 2024-05-01 | Ada Li | First version of the form |"
    assert found(TEMPLATE.format(history), REPORT.format(history)) == []


def test_the_report_that_a_template_was_made_of_has_its_rows() -> None:
    rows = f"{ROWS}| 14:02 | Fuse blows in the yard. |\n| 14:25 | Gate opened by hand. |"
    text = f"# The gate that stayed shut\n\n## Steps\n\n{rows}\n\n## Cause\n\n{{}}\n"
    assert found(text.format("[Text]"), text.format("A fuse.")) == []
    another = text.format("A fuse.").replace("| 14:02 | Fuse blows in the yard. |", "| 08:10 | Mouse in the hall. |")
    another = another.replace("# The gate that stayed shut", "# A mouse in the hall")
    assert found(text.format("[Text]"), another) == [("IR203", 8)]


@pytest.mark.parametrize("sign", ["✅", "❌", "🔥"])
def test_counted_items_may_have_signs(sign: str) -> None:
    template = TEMPLATE.format(f"- {sign} Item 1\n- {sign} Item 2")
    assert found(template, REPORT.format(f"- {sign} A fuse was there\n- {sign} Item 2")) == [("IR201", 6)]
    assert found(template, REPORT.format(f"- {sign} A fuse was there\n- {sign} So was Jo")) == []


# --- Links ---


@pytest.mark.parametrize(
    "link",
    [
        "[Logs](link)",
        "[Logs](url)",
        "[Ticket #XXX](https://tickets.example/XXX)",
        "[Chat]()",
        "[Page](https://x.example/{id})",
    ],
)
def test_a_link_to_nowhere_is_left(link: str) -> None:
    template = TEMPLATE.format(f"- {link}\n- [Board](link)")
    assert found(template, REPORT.format(f"- {link}\n- [Board](https://b.example/7)")) == [("IR201", 5)]
    assert found(template, REPORT.format("- [Logs](https://l.example/7)\n- [Board](https://b.example/7)")) == []


@pytest.mark.parametrize(
    "link",
    [
        "[Guide](guide.md)",
        "[Book](https://example.org/book/#part)",
        '[board](https://g.example.org/explore?left={"a":1})',
        "[policy](https://g.example.org/policy-{v2})",
        "[site](https://xxx.example.org/a)",
        "[Back to top](#)",
    ],
)
def test_a_link_of_the_template_may_stay(link: str) -> None:
    text = f"See {link} for more of it."
    assert found(TEMPLATE.format(f"{text}\n\n[Text]"), REPORT.format(f"{text}\n\nOpened by hand.")) == []


@pytest.mark.parametrize("link", ['[board](https://g.example.org/explore?left={"a":1})', "[Back to top](#)"])
def test_a_link_of_a_list_may_stay(link: str) -> None:
    assert found(TEMPLATE.format(f"- {link}\n- [Logs](link)"), REPORT.format(f"- {link}\n- [Logs](a.md)")) == []


def test_a_link_to_the_top_may_stay() -> None:
    text = "[Back to the top](#)"
    assert found(TEMPLATE.format(f"[Text]\n\n{text}"), REPORT.format(f"Opened by hand.\n\n{text}")) == []


# --- Items ---


@pytest.mark.parametrize(
    ("begun", "said"),
    [
        ("Because...", "Because it rained."),
        ("Porque …", "Porque llovió."),
        ("Weil …", "Weil es regnete."),
        ("なぜなら…", "雨が降ったから"),
    ],
)
def test_an_item_that_only_begins_is_left(begun: str, said: str) -> None:
    template = TEMPLATE.format(f"1. Why did it stop?\n   - {begun}\n2. Why was that?\n   - {begun}")
    report = "1. Why did it stop?\n   - {}\n2. Why was that?\n   - {}"
    assert found(template, REPORT.format(report.format(said, begun))) == [("IR201", 8)]
    assert found(template, REPORT.format(report.format(said, said))) == []


@pytest.mark.parametrize("slot", ["", " {{why}}", " [cause]", " <cause>"])
def test_a_question_without_answer_is_left_beside_one_with(slot: str) -> None:
    template = TEMPLATE.format("\n".join(f"{number}. Why?{slot}" for number in (1, 2, 3)))
    assert found(template, REPORT.format("1. Why? It rained.\n2. Why? No roof.\n3. Why?")) == [("IR201", 7)]
    assert found(template, REPORT.format("1. Why? It rained.\n2. Why? No roof.")) == []
    assert found(template, REPORT.format("1. Why?\n   - It rained.\n2. Why? No roof.")) == []


def test_questions_above_their_answers_may_stay() -> None:
    asked = "- Was the gate shut?\n  - {}\n- Was the guard there?\n  - {}"
    assert found(TEMPLATE.format(asked.format("", "")), REPORT.format(asked.format("It was.", "No."))) == []


@pytest.mark.parametrize("lead", ["Why did it stop? —", "Last cause:", "最後の原因："])
def test_a_comment_in_the_place_of_an_answer_is_left(lead: str) -> None:
    template = TEMPLATE.format(f"- {lead} <!-- TODO -->\n- Who: <!-- TODO -->")
    codes = found(template, REPORT.format(f"- {lead} <!-- TODO -->\n- Who: Ada"))
    assert [line for _, line in codes] == [5]
    assert found(template, REPORT.format(f"- {lead} a fuse\n- Who: Ada")) == []


@pytest.mark.parametrize(
    "text",
    [
        "**Cause:** <!-- TODO check spelling -->\nThe pump was old.",
        "**Cause:** <!-- TODO check spelling -->\n\nThe pump was old.",
        "As follows: <!-- wip -->\n\n- the pump\n- the fuse",
        "- Cause: <!-- TODO -->\n  - the pump",
    ],
)
def test_a_comment_above_an_answer_may_stay(text: str) -> None:
    assert [code for code, _ in found(TEMPLATE.format("[Text]"), REPORT.format(text)) if code == "IR201"] == []


@pytest.mark.parametrize("item", ["Logs, metrics, etc...", "etc...", "Gates and so on..."])
def test_an_item_with_dots_that_says_something_may_stay(item: str) -> None:
    assert found(TEMPLATE.format(f"- [Text]\n- {item}"), REPORT.format(f"- A fuse\n- {item}")) == []


def test_an_item_that_begins_below_another_heading_may_stay() -> None:
    report = REPORT.format("1. It rained.").replace("A fuse.", "- Because...\n- A fuse.")
    assert found(TEMPLATE.format("1. Because..."), report) == []


def test_a_comment_behind_an_answer_may_stay() -> None:
    template = TEMPLATE.format("- Cause: [what] <!-- one line -->")
    assert found(template, REPORT.format("- Cause: a fuse <!-- TODO: ask Jo too -->")) == []


# --- Values and titles ---

FIELDS = "# Report: [Title]\n\n{}\n\n## Cause\n\n[Text]\n"
FILLED = "# Report: a gate\n\n{}\n\n## Cause\n\nA fuse.\n"


@pytest.mark.parametrize(
    ("left", "filled"),
    [
        ("**Branch:** `fix/branch-name`", "**Branch:** `fix/second-fuse`"),
        ("- Team: team-name", "- Team: yard"),
        ("**Service:** your-service", "**Service:** gate"),
        ("**Authors:** NAME, NAME", "**Authors:** Ada, Jo"),
        ("Author: LDAP / LDAP", "Author: ada / jo"),
        ("**Notes:** ops/reports/YYYY-MM-DD-slug", "**Notes:** ops/reports/2026-03-02-gate"),
        (
            "| Field | Value |\n| --- | --- |\n| Branch | branch-name |\n| Gate | [which] |",
            "| Field | Value |\n| --- | --- |\n| Branch | fuse |\n| Gate | 7 |",
        ),
        ("**What:** `[SYMPTOM] at the gate`", "**What:** `shut at the gate`"),
        (
            "**Severity:** SEV1 (data lost / leaked) / SEV2 (gate shut / slow) / SEV3 (minor)",
            "**Severity:** SEV2 (gate shut / slow)",
        ),
    ],
)
def test_a_value_that_stands_for_another_is_left(left: str, filled: str) -> None:
    template = FIELDS.format(left)
    codes = found(template, FILLED.format(left))
    assert len(codes) == 1
    assert codes[0][0] in ("IR201", "IR202")
    assert found(template, FILLED.format(filled)) == []


@pytest.mark.parametrize(
    "constant",
    [
        "**Branch:** main",
        "**Service:** gate-service",
        "**Team:** yard-ops",
        "**Kept in:** reports/YYYY-MM-DD-slug.md",
        "**Hours:** 8-20",
        "**Zones:** UTC/UTC",
        "**Motto:** Safety, Safety, Safety",
    ],
)
def test_a_value_of_the_team_may_stay(constant: str) -> None:
    assert found(FIELDS.format(constant), FILLED.format(constant)) == []


@pytest.mark.parametrize(
    ("language", "title", "filled"),
    [
        ("en", "Outage: describe it in a few words", "Outage: gate 7 is shut"),
        ("de", "Störung: Beschreibe sie in einem Satz", "Störung: Tor 7 bleibt zu"),
        ("zh", "故障记录：填写实际故障的名称", "故障记录：七号门打不开"),
        ("en", "TODO(form): Outage: [what]", "Outage: gate 7 is shut"),
    ],
)
def test_a_title_that_asks_for_itself_is_left(language: str, title: str, filled: str) -> None:
    languages = f'languages = ["{language}"]\n' if language != "en" else ""
    text = "# {}\n\n## Cause\n\nA fuse.\n"
    template = text.format(title).replace("A fuse.", "[Text]")
    assert ("IR201", 1) in found(template, text.format(title), languages)
    assert found(template, text.format(filled), languages) == []


@pytest.mark.parametrize(
    "title", ["Outage review: what happened and why", "Outage: the gate", "Record: notes of the yard"]
)
def test_a_title_of_the_team_may_stay(title: str) -> None:
    text = "# {}\n\n## Cause\n\nA fuse.\n"
    assert found(text.format(title).replace("A fuse.", "[Text]"), text.format(title)) == []
