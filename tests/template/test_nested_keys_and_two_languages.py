"""Mappings in front matter, names in two scripts, names behind the labels of rows, answers behind a label."""

from __future__ import annotations

import pytest

from incidentlint.markdown import parse
from incidentlint.outline import FieldNode, outline
from incidentlint.text import SourceText
from support import lines_of, lint_text, pack_of


def found(template: str, report: str) -> list[tuple[str, int]]:
    return lines_of(lint_text(report, [pack_of(template)]))


NESTED = """\
---
id: INC-NNN
state: open
outage:
  level: "S1|S2|S3"  # by the guide
  started: "YYYY-MM-DD HH:MM"
  ended: "YYYY-MM-DD HH:MM"
  duration: ""
sign:
  roles: ["CTO", "CISO"]
  state: pending
---

# Report: [Title]

## Cause

[What was behind it]
"""

FILLED = """\
---
id: INC-014
state: final
outage:
  level: "S2"
  started: "2026-05-12 08:05"
  ended: "2026-05-12 09:15"
  duration: "1h 10m"
sign:
  roles: ["CTO", "CISO"]
  state: given
---

# Report: the yard was shut

## Cause

A fuse.
"""


def test_keys_below_a_key_are_fields() -> None:
    assert found(NESTED, FILLED) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('duration: "1h 10m"', 'duration: "2h 10m"', "IR403", 8),
        ('ended: "2026-05-12 09:15"', 'ended: "2026-05-11 09:15"', "IR402", 7),
        ('level: "S2"', 'level: "S7"', "IR207", 5),
        ('started: "2026-05-12 08:05"', 'started: "YYYY-MM-DD HH:MM"', "IR201", 6),
        ('started: "2026-05-12 08:05"', 'started: ""', "IR205", 6),
    ],
)
def test_a_fault_below_a_key_is_found_where_it_is(old: str, new: str, code: str, line: int) -> None:
    assert old in FILLED
    assert (code, line) in found(NESTED, FILLED.replace(old, new))


@pytest.mark.parametrize(
    "matter",
    [
        "people:\n  - name: Una\n    part: lead\n",
        "note: |\n  cause: a fuse\n  part: gate\n",
        "note: >-\n  cause: a fuse\n",
        "words:\n  a fuse blew\n  cause: no key\n",
    ],
)
def test_lists_and_blocks_of_text_are_no_mapping(matter: str) -> None:
    read = outline(parse(SourceText(f"---\nid: 1\n{matter}---\n\n# A title\n")))
    assert [len(node.children) for node in read.preamble if isinstance(node, FieldNode)] == [0, 0]


def test_a_mapping_may_have_comments_and_lists_in_it() -> None:
    matter = (
        "a:\n    # told by the desk\n    one: 1 # a note\n    two:\n    - x\n    - y\n    three:\n        deep: z\n"
    )
    read = outline(parse(SourceText(f"---\n{matter}---\n\n# A title\n")))
    node = read.preamble[0]
    assert isinstance(node, FieldNode)
    children = [child for child in node.children if isinstance(child, FieldNode)]
    assert [child.label.key for child in children] == ["one", "two", "three"]
    assert [child.value.text for child in children] == ["1", "- x\n    - y", "deep: z"]


SIGNED = "# Report: [Title]\n\n## Approvals\n\n| Name | Post | Date |\n|---|---|---|\n"


@pytest.mark.parametrize("label", ["**Written by:**", "Checked by:", "**Approved by**:"])
def test_a_name_may_stand_behind_the_label_of_its_row(label: str) -> None:
    template = f"{SIGNED}| {label} | | |\n| Read by: | | |\n| Seen by: | | |\n"
    report = SIGNED.replace("[Title]", "a lift")
    whole = f"{report}| {label} Una Ray | CTO | 2026-05-12 |\n"
    whole += "| Read by: X. Ey | CEO | 2026-05-13 |\n| Seen by: Ola Nor | CFO | 2026-05-13 |\n"
    assert found(template, whole) == []
    assert found(template, whole.replace("2026-05-12", "")) == [("IR305", 7)]
    assert [code for code, _ in found(template, "\n".join(whole.splitlines()[:-1]))] == ["IR305"]


def test_a_row_that_only_begins_alike_is_another() -> None:
    template = f"{SIGNED}| Head | | |\n| Deputy | | |\n"
    report = f"{SIGNED.replace('[Title]', 'a lift')}| Headman Una | x | 2026-05-12 |\n| Deputy | y | 2026-05-12 |\n"
    assert [code for code, _ in found(template, report)] == ["IR305"]


COURSE = (
    "# Report: [Title]\n\n## Account\n\n- **In short:** [text]\n- **Course of events:** [text]\n- **Proof:** [text]\n"
)


@pytest.mark.parametrize(
    "answer",
    [
        "\n| When | What |\n|---|---|\n| 09:31 | The mail arrives |\n\n",
        "\n1. At 09:31 the mail arrives.\n2. At 09:42 it is told.\n\n",
        "\nAt 09:31 the mail arrives, at 09:42 it is told.\n\n",
    ],
)
def test_what_is_right_behind_a_label_is_its_answer(answer: str) -> None:
    report = f"# Report: a mail\n\n## Account\n\n- **In short:** A mail.\n- **Course of events:**\n{answer}"
    report += "- **Proof:** logs\n"
    assert found(COURSE, report) == []


def test_a_label_before_another_or_before_the_templates_own_table_is_empty() -> None:
    report = "# Report: a mail\n\n## Account\n\n- **In short:** A mail.\n- **Course of events:**\n- **Proof:** logs\n"
    assert found(COURSE, report) == [("IR205", 6)]
    table = "\n| Step | Owner |\n|---|---|\n"
    report = report.replace(
        "- **Course of events:**\n- **Proof:** logs\n", "- **Course of events:** told\n- **Proof:**\n"
    )
    assert found(f"{COURSE}{table}| [step] | [name] |\n", f"{report}{table}| Oil it | Una Ray |\n") == [("IR205", 7)]


TWO = """\
# 事故 / Incident: [Title]

**发生时间 / Time of occurrence:**

<!-- 2024-01-15 14:30 -->

**发现时间 / Time of discovery:**

<!-- 2024-01-15 14:32 -->

**严重程度 / Severity:**

- [ ] 🔴 P0 - 完全不可用 / Completely down
- [ ] 🟠 P1 - 严重降级 / Badly degraded
- [ ] 🟢 P2 - 轻微影响 / Minor
"""

TWO_FILLED = """\
# 事故 / Incident: 网站 / Site

**发生时间 / Time of occurrence:** 2026-10-27 15:40

**发现时间 / Time of discovery:** 2026-10-27 15:58

**严重程度 / Severity:**

- [ ] 🔴 P0 - 完全不可用 / Completely down
- [x] 🟠 P1 - 严重降级 / Badly degraded
- [ ] 🟢 P2 - 轻微影响 / Minor
"""


def test_names_in_two_scripts_have_the_role_of_either() -> None:
    pack = pack_of(TWO)
    assert lint_text(TWO_FILLED, [pack]) == ()
    assert {"started", "detected", "severity"} <= pack.roles.keys()
    late = TWO_FILLED.replace("2026-10-27 15:58", "2026-10-27 15:28")
    assert found(TWO, late) == [("IR402", 5)]
    assert found(TWO, TWO_FILLED.replace("- [ ] 🟢", "- [x] 🟢")) == [("IR202", 11)]


def test_two_names_in_one_script_are_two_things() -> None:
    pack = pack_of("# Incident: [Title]\n\n**Started / Owner:** [text]\n\n**开始 / 负责人:** [text]\n")
    assert "started" not in pack.roles


def test_what_is_below_a_key_may_be_on_its_line() -> None:
    form = "---\nincident:\n  id: INC-NNN\n  team: name\n---\n\n# Incident: [Title]\n\n## Cause\n\n[Cause]\n"
    text = "---\n{}\n---\n\n# Incident: a gate jammed\n\n## Cause\n\nA stone.\n"
    told = lint_text(text.format("incident: {id: INC-123, team: yard}"), [pack_of(form)])
    assert [one.code for one in told if one.level != "info"] == []
    gone = lint_text(text.format("incident:\n  id: INC-123"), [pack_of(form)])
    assert [one.code for one in gone if one.level != "info"] == ["IR107"]
