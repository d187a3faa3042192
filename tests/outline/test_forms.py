"""Complete reports in other forms are silent: metadata as formatters and editors write it, numbers of headings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from incidentlint.markdown import parse
from incidentlint.outline import FieldNode, outline
from incidentlint.text import SourceText
from support import lint_text, pack_of

TEMPLATE = """\
# Incident: [Title]

**Severity:** L1 / L2
**Started:** YYYY-MM-DD HH:MM UTC
**Lead:** [Name]

## 1. Cause

[What was behind it]

## 2. Times

| Time (UTC) | Event |
|---|---|
| HH:MM | [Event] |
"""

HEAD = "**Severity:** L2\n**Started:** 2026-05-12 08:05 UTC\n**Lead:** Mira Hall\n"

REPORT = f"""\
# Incident: the yard was shut

{HEAD}
## 1. Cause

A fuse.

## 2. Times

| Time (UTC) | Event |
|---|---|
| 08:05 | The gate does not open |
"""


def codes(old: str, new: str) -> list[str]:
    assert old in REPORT
    pack = pack_of(TEMPLATE, 'name = "yard"\ntemplate = "t.md"\n')
    return [it.code for it in lint_text(REPORT.replace(old, new), (pack,)) if it.level != "info"]


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        "**Severity:** L2 **Started:** 2026-05-12\n08:05 UTC **Lead:** Mira\nHall\n",
        "🔥 **Severity:** L2\n⏱ **Started:** 2026-05-12 08:05 UTC\n:bust: **Lead:** Mira Hall\n",
        "• **Severity:** L2\n• **Started:** 2026-05-12 08:05 UTC\n• **Lead:** Mira Hall\n",
        "**Severity** – L2\n**Started** - 2026-05-12 08:05 UTC\n**Lead** — Mira Hall\n",
        "Severity\n: L2\n\nStarted\n: 2026-05-12 08:05 UTC\n\nLead\n:   Mira Hall\n",
        "Severity\n: L2\nStarted\n: 2026-05-12 08:05 UTC\nLead\n: Mira Hall\n",
        "**Severity**\n: L2\n\n**Started**\n: 2026-05-12 08:05 UTC\n\n**Lead**\n: Mira Hall\n",
        "| Lead | Severity | Started |\n|---|---|---|\n| Mira Hall | L2 | 2026-05-12 08:05 UTC |\n",
        "| Started | Severity | Lead | Seen by |\n|---|---|---|---|\n| 2026-05-12 08:05 UTC | L2 | Mira Hall | all |\n",
        "| Severity | L2 |\n|---|---|\n| Started | 2026-05-12 08:05 UTC |\n| Lead | Mira Hall |\n",
        "**Severity: L2**\n**Started: 2026-05-12 08:05 UTC**\n**Lead: Mira Hall**\n",
        "- **Severity: L2**\n- **Started:** 2026-05-12 08:05 UTC\n- **Lead: Mira Hall**\n",
        "🚨 Severity: L2  \n⏱️ Started: 2026-05-12 08:05 UTC  \n🙋 Lead: Mira Hall\n",
        "• Severity: L2\n• Started: 2026-05-12 08:05 UTC\n• Lead: Mira Hall\n",
        "**Severity:** L2 | **Started:** 2026-05-12 08:05 UTC | **Lead:** Mira Hall\n",
        "**Severity:** L2 · **Started:** 2026-05-12 08:05 UTC\n**Lead:** Mira Hall\n",
        "| Facts |\n|---|\n| **Severity:** L2<br>**Started:** 2026-05-12 08:05 UTC<br>**Lead:** Mira Hall |\n",
        "<dl>\n<dt>Severity</dt><dd>L2</dd>\n<dt>Started</dt>\n<dd>2026-05-12 08:05 UTC</dd>\n"
        "<dt>Lead<dd>Mira Hall\n</dl>\n",
        "Severity:: L2\nStarted:: 2026-05-12 08:05 UTC\nLead:: Mira Hall\n",
        "**Severity:** ~~L1~~ L2\n**Started:** ~~2026-05-12 07:05 UTC~~ 2026-05-12 08:05 UTC\n**Lead:** Mira Hall\n",
    ],
)
def test_metadata_in_other_forms(head: str) -> None:
    assert not codes(HEAD, head)


@pytest.mark.parametrize("number", ["I.", "A.", "Part 1:", "§ 1", "1)", "(A)", "Section I:", "i.", "iv)", "a)", "(b)"])
def test_numbers_of_headings(number: str) -> None:
    assert not codes("## 1. Cause", f"## {number} Cause")


@pytest.mark.parametrize("text", ["<aside>\nA fuse.\n</aside>", "<p>A fuse.</p>", "A fuse — the second one ..."])
def test_a_section_that_says_something(text: str) -> None:
    assert not codes("A fuse.", text)


@pytest.mark.parametrize("text", ["—", "...", "???", "&nbsp;", "<br>"])
def test_a_section_that_says_nothing(text: str) -> None:
    assert codes("A fuse.", text) == ["IR105"]


@pytest.mark.parametrize(
    "text", ["To be written.", "Work in progress", "TODO: ask Jonas", "**TBD:** the yard looks into it"]
)
def test_a_section_that_is_to_be_written(text: str) -> None:
    assert codes("A fuse.", text) in (["IR206"], ["IR201"])


@pytest.mark.parametrize("name", ["[Name", "Name]", "{Name}", "(Name)"])
def test_half_of_a_slot(name: str) -> None:
    assert codes("Mira Hall", name) == ["IR201"]


@pytest.mark.parametrize("time", ["XX:XX", "8:xx"])
def test_a_time_of_crosses(time: str) -> None:
    assert codes("| 08:05 |", f"| {time} |") == ["IR201"]


@pytest.mark.parametrize(
    "marks", [" {#cause}", " { .wide #cause }", "{: .wide }", " ¶", " [¶](#cause)", " ^cause", " {-}"]
)
def test_marks_after_a_heading(marks: str) -> None:
    assert not codes("## 1. Cause", f"## 1. Cause{marks}")


@pytest.mark.parametrize(
    "matter",
    [
        '{\n  "severity": "L2",\n  "started": "2026-05-12 08:05 UTC",\n  "lead": "Mira Hall"\n}\n',
        '{"lead": "Mira \\"M\\" Hall", "tags": ["a", "b"], "more": {"lead": 4}, "severity": "L2", '
        '"started": "2026-05-12T08:05:00Z", "draft": false, "n": null}\n',
        "---\nlead: Mira Hall\ntags:\n  [\n    yard,\n    fuse,\n  ]\nseverity: L2\n"
        "started: 2026-05-12 08:05 UTC\n---\n",
    ],
)
def test_front_matter(matter: str) -> None:
    pack = pack_of(TEMPLATE, 'name = "yard"\ntemplate = "t.md"\n')
    assert [it.code for it in lint_text(matter + "\n" + REPORT.replace(HEAD, ""), (pack,))] == []


@pytest.mark.parametrize("text", ['{"severity": "L2"', '{"severity": "L2"} and more', "{}", '{"a": [}', "{" * 5000])
def test_what_is_no_json_is_text(text: str) -> None:
    assert "IR107" in codes(HEAD, "")
    assert lint_text(text, (pack_of(TEMPLATE, 'name = "y"\ntemplate = "t.md"\n'),))


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("## 1. Cause", "##1. Cause", 7),
        ("## 1. Cause", "##\u00a0Cause", 7),
        ("## 1. Cause", "#Cause", 7),
        ("**Lead:** ", "**Lead:**", 5),
        ("**Lead:** ", "**Lead: **", 5),
        ("**Started:** ", "__Started:__", 4),
    ],
)
def test_markup_that_lacks_its_space(old: str, new: str, line: int) -> None:
    pack = pack_of(TEMPLATE, 'name = "yard"\ntemplate = "t.md"\n')
    found = [(it.code, it.place.line) for it in lint_text(REPORT.replace(old, new), (pack,))]
    assert found == [("IR007", line)]


@pytest.mark.parametrize(
    "text", ["A fuse, see #cause.", "#fuse #yard", "A fuse.\n\n`##Cause`", "\\##Cause was a fuse."]
)
def test_tags_and_code_lack_no_space(text: str) -> None:
    assert not codes("A fuse.", text)


@pytest.mark.parametrize(
    ("template", "report"),
    [("Lead-Up", "Lead Up"), ("Root cause", "Root-cause"), ("Post-incident work", "Post incident Work")],
)
def test_dashes_in_a_heading(template: str, report: str) -> None:
    pack = pack_of(f"# [Title]\n\n## {template}\n\n[Text]\n", 'name = "yard"\ntemplate = "t.md"\n')
    assert not lint_text(f"# The yard was shut\n\n## {report}\n\nA fuse.\n", (pack,))


@pytest.mark.parametrize(
    "above", ["> The yard keeps its own list.\n\n", "> [!NOTE]\n> See the list.\n\n", "<!-- later -->\n\n"]
)
def test_a_waiver_below_a_quote(above: str) -> None:
    table = "| Time (UTC) | Event |\n|---|---|\n| 08:05 | The gate does not open |\n"
    assert not codes(table, f"{above}Not applicable: nobody was there.\n")


@pytest.mark.parametrize("name", ["Timesheet", "Times of the day", "Time s"])
def test_a_renamed_heading_is_reported_at_its_line(name: str) -> None:
    pack = pack_of(TEMPLATE, 'name = "yard"\ntemplate = "t.md"\n')
    found = lint_text(REPORT.replace("## 2. Times", f"## {name}"), (pack,))
    assert [(it.code, it.place.line) for it in found if it.code == "IR101"] == [("IR101", 11)]


TABLE = "| Time (UTC) | Event |\n|---|---|\n| 08:05 | The gate does not open |\n"

ROW = "<td>08:05</td><td>The gate does not open</td>"


def indented(text: str) -> str:
    return "".join(f"    {line}" if line.strip() else line for line in text.splitlines(keepends=True))


@pytest.mark.parametrize(
    "frame",
    [
        lambda text: f'!!! info "Yard"\n\n{indented(text)}',
        lambda text: f"!!! info\n{indented(text)}",
        lambda text: f'??? note "Folded"\n\n{indented(text)}',
        lambda text: f"???+ warning\n\n{indented(text)}",
        lambda text: f'=== "One"\n\n{indented(text)}\n=== "Two"\n\n    Nothing here.\n',
        lambda text: f'!!! info\n\n    ??? note "Inner"\n\n{indented(indented(text))}',
        lambda text: f":::note Yard\n\n{text}\n:::\n",
        lambda text: f"::: {{.callout}}\n{text}:::\n",
        lambda text: f"```{{note}} Yard\n:class: wide\n\n{text}```\n",
        lambda text: f":::{{dropdown}}\n:open:\n{text}:::\n",
        lambda text: f'{{{{< alert kind="info" >}}}}\n{text}{{{{< /alert >}}}}\n',
        lambda text: f"{{{{% notice tip %}}}}\n\n{text}\n{{{{% /notice %}}}}\n",
        lambda text: f"{{% include yard.html %}}\n\n{text}{{: .wide }}\n",
        lambda text: f"<aside>\n{text}</aside>\n",
        lambda text: f"<details><summary>Yard</summary>\n\n{text}\n</details>\n",
        lambda text: f"<details>\n<summary>Yard</summary>\n{text}</details>\n",
        lambda text: f'<div class="box">\n<div>\n{text}</div>\n</div>\n',
        lambda text: f'<Tabs>\n<TabItem value="a">\n\n{text}\n</TabItem>\n</Tabs>\n',
        lambda text: f"{text}^block-1\n",
        lambda text: f"{text}:::\n",
        lambda text: f"> [!NOTE]\n{''.join('> ' + line for line in text.splitlines(keepends=True))}",
    ],
)
@pytest.mark.parametrize("old", [HEAD, "A fuse.\n", TABLE])
def test_what_stands_in_a_frame_is_there(old: str, frame: Callable[[str], str]) -> None:
    assert not codes(old, frame(old))


@pytest.mark.parametrize(
    "table",
    [
        f"<table><tr><th>Time (UTC)</th><th>Event</th></tr><tr>{ROW}</tr></table>\n",
        "<table>\n<thead>\n<tr>\n<th>Time (UTC)</th>\n<th>Event</th>\n</tr>\n</thead>\n"
        f"<tbody>\n<tr>{ROW}</tr>\n</tbody>\n</table>\n",
        f'<div>\n<table class="w"><tr><th><p>Time (UTC)</p><th>Event<tr>{ROW}</table>\n</div>\n',
    ],
)
def test_a_table_of_html(table: str) -> None:
    assert not codes(TABLE, table)


@pytest.mark.parametrize("sign", ["|", "·", "•", "/"])
def test_a_sign_between_two_fields_of_a_line_is_of_neither(sign: str) -> None:
    head = f"**Severity:** L2 {sign} **Lead:** Mira Hall {sign} **Started:** 2026-05-12 08:05 UTC\n"
    read = outline(parse(SourceText(head)))
    fields = [node for node in read.walk() if isinstance(node, FieldNode)]
    assert [field.value.text for field in fields] == ["L2", "Mira Hall", "2026-05-12 08:05 UTC"]


QUESTION = "## 3. Drill\n\n**Was the drill enough?** [Yes / No — if No, say why]\n"


@pytest.mark.parametrize(
    "answer",
    [
        "**Was the drill enough? No:** we had no key to the yard",
        "**Was the drill enough?** **No:** we had no key to the yard",
        "**Was the drill enough?**\n**No:** we had no key to the yard",
        "**Was the drill enough?**\n\n**No:** we had no key to the yard",
        "**Was the drill enough?**\n\n**No**, we had no key to the yard",
        "**Was the drill enough? Yes**",
    ],
)
def test_an_answer_in_bold_is_one(answer: str) -> None:
    pack = pack_of(f"{TEMPLATE}\n{QUESTION}", 'name = "yard"\ntemplate = "t.md"\n')
    found = lint_text(f"{REPORT}\n## 3. Drill\n\n{answer}\n", (pack,))
    assert [it.code for it in found if it.level != "info"] == []
    bare = lint_text(f"{REPORT}\n## 3. Drill\n\n{answer.partition(' we had')[0].replace('Yes', 'No')}\n", (pack,))
    assert [it.code for it in bare if it.level != "info"] == ["IR306"]


def test_facts_in_a_table_of_html() -> None:
    facts = [("Severity", "L2"), ("Started", "2026-05-12 08:05 UTC"), ("Lead", "Mira Hall")]
    rows = "".join(f"<tr><th>{name}</th><td><p>{value}</p></td></tr>\n" for name, value in facts)
    assert not codes(HEAD, f"<table>\n{rows}</table>\n")


@pytest.mark.parametrize("text", ["!!! note", ":::note\n:::", "<details>\n</details>", "{: .wide }"])
def test_a_frame_of_nothing_is_nothing(text: str) -> None:
    assert codes("A fuse.", text) == (["IR105"] if text != "!!! note" else [])


@pytest.mark.parametrize(
    "sign", ["!!! a\n", "??? a\n    ", ":::a\n", "```{note}\n", "<div>\n", "<Aa>\n", "<table><tr><td>"]
)
def test_many_frames_end(sign: str) -> None:
    text = sign * 3000
    assert lint_text(text, (pack_of(TEMPLATE, 'name = "y"\ntemplate = "t.md"\n'),))
