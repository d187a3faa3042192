"""Examples, a template's own state, how to answer, a title at any level: what a complete report has otherwise."""

from __future__ import annotations

import pytest

from support import codes_of as found

HEAD = "# Incident: [Title]\n\n## Story\n\n[What happened]\n\n"
REPORT = "# Incident: a pump stalled\n\n## Story\n\nThe pump of basin 2 stalled at noon.\n\n"


@pytest.mark.parametrize(
    "part",
    [
        "## Example\n\nThe lift stands still.\n\n1. Why? The fuse blew.\n2. Why? The fuse was old.\n",
        "## Examples of good titles\n\nClear ones:\n\n- Basin 2 was dry for an hour\n- Nobody could log in\n",
        "## Example for the table below\n\nA valve stuck and basin 1 ran over.\n",
        "## Template status\n\n- ☐ Draft\n- ☐ In use\n",
        "## Template history\n\n| Version | Change |\n|---|---|\n| 1.0 | First |\n",
    ],
)
def test_what_a_template_says_for_itself_may_go(part: str) -> None:
    assert found(HEAD + part, REPORT) == []


@pytest.mark.parametrize(
    ("language", "part"),
    [
        ("de", "## Beispiel für einen Titel\n\nBecken 2 war eine Stunde trocken.\n"),
        ("es", "## Ejemplo de una causa\n\nLa bomba era vieja.\n"),
        ("de", "## Status der Vorlage\n\n- [ ] Freigegeben\n"),
        ("fr", "## Historique du modèle\n\nVersion 2, relue en mars.\n"),
        ("ja", "## テンプレートの更新履歴\n\n3月に見直した。\n"),
        ("de", "## Gedanken\n\nFreitext: was würden wir beim nächsten Mal anders machen?\n"),
        ("fr", "## Idées\n\nTexte libre : que ferions-nous autrement ?\n"),
    ],
)
def test_so_may_it_in_other_languages(language: str, part: str) -> None:
    kept = part.partition("\n")[0] if ":" in part else ""
    assert found(HEAD + part, f"{REPORT}{kept}\n\n{kept and 'Die Pumpe.'}\n", language) == []


@pytest.mark.parametrize(
    "part",
    [
        "## Examples of failed requests\n\nPaste two or three requests that failed.\n",
        "## Example requests\n\n[Requests]\n",
        "## Example\n\n**Request:** [Request]\n",
        "## Example of a bill\n\n| Number | Amount |\n|---|---|\n| | |\n",
        "## Status\n\n- ☐ Draft\n- ☐ In use\n",
        "## Template used\n\n[Which one]\n",
    ],
)
def test_what_a_template_asks_for_stays(part: str) -> None:
    assert "IR101" in found(HEAD + part, REPORT) or "IR107" in found(HEAD + part, REPORT)


@pytest.mark.parametrize(
    "text",
    [
        "Free text: what would we do otherwise next time?",
        "In your own words: who was it that noticed, and how?",
    ],
)
def test_how_to_answer_is_no_label(text: str) -> None:
    assert found(f"{HEAD}## Thoughts\n\n{text}\n", f"{REPORT}## Thoughts\n\nPumps grow old.\n") == []


@pytest.mark.parametrize("text", ["Weather: what was it like?", "**Free text:** [text]", "Free text: [text]"])
def test_a_label_is_one_beside_a_question(text: str) -> None:
    assert found(f"{HEAD}## Thoughts\n\n{text}\n", f"{REPORT}## Thoughts\n\nPumps grow old.\n") == ["IR107"]


PAGE = "## {}\n\n*Period*: {}\n\n#### Story\n\n[What happened]\n\n#### Cause\n\n[Cause]\n\n#### Lessons\n\n[Lessons]\n"


def filled(title: str, *, without: str = "") -> str:
    text = PAGE.format(title, "2026-03-10 07:40 - 2026-03-10 09:10")
    for slot in ("[What happened]", "[Cause]", "[Lessons]"):
        text = text.replace(slot, "The pump of basin 2 was old.")
    return text.replace(f"#### {without}\n\nThe pump of basin 2 was old.\n\n", "")


@pytest.mark.parametrize("title", ["Incident title", "[Title]", "Incident report"])
@pytest.mark.parametrize("level", ["", "#"])
def test_a_lone_heading_over_all_others_is_the_title(title: str, level: str) -> None:
    template = PAGE.format(title, "[from - to]")
    report = filled("A pump stalled")
    if level:
        report = report.removeprefix("#")
    assert found(template, report) == []
    assert found(template, report.replace("#### Cause\n\nThe pump of basin 2 was old.\n\n", "")) == ["IR101"]


def test_a_page_may_have_its_title_elsewhere() -> None:
    report = filled("A pump stalled").removeprefix("## A pump stalled\n\n")
    assert found(PAGE.format("Incident title", "[from - to]"), report) == []


QUOTED = '# Incident\n\n*Period*: "from - to"\n\n*Basin*: "plant or basin"\n\n*Guests*: "guests that noticed"\n'


def test_plain_quotes_around_all_values_are_slots() -> None:
    report = "# A pump stalled\n\n*Period*: 10 March 2026\n\n*Basin*: basin 2\n\n*Guests*: nobody\n"
    assert found(QUOTED, report) == []
    assert found(QUOTED, report.replace("basin 2", '"plant or basin"')) == ["IR201"]
    assert found(QUOTED, report.replace("*Basin*: basin 2\n\n", "")) == ["IR107"]


def test_plain_quotes_around_some_values_are_quotations() -> None:
    template = f"{QUOTED}\n*Message*: [text]\n"
    report = (
        '# A pump stalled\n\n*Period*: today\n\n*Basin*: "plant or basin"\n\n*Guests*: all\n\n*Message*: "Closed"\n'
    )
    assert found(template, report) == []


QUESTIONS = "## Open questions\n\n| Question | Who |\n|---|---|\n| | |\n"


@pytest.mark.parametrize("text", ["None left after the meeting.", "No questions are open.", "Nothing is open."])
def test_a_sentence_may_say_that_a_table_would_have_no_rows(text: str) -> None:
    assert found(HEAD + QUESTIONS, f"{REPORT}## Open questions\n\n{text}\n") == []


@pytest.mark.parametrize("text", ["We ask ourselves why it was not seen.", "Nora finds out what it was."])
def test_another_sentence_is_no_table(text: str) -> None:
    assert found(HEAD + QUESTIONS, f"{REPORT}## Open questions\n\n{text}\n") == ["IR109"]


def test_of_any_incident_there_is_a_timeline() -> None:
    template = f"{HEAD}## Timeline\n\n| Time (UTC) | Event |\n|---|---|\n| | |\n"
    assert found(template, f"{REPORT}## Timeline\n\nNo one wrote it down.\n") == ["IR109"]


@pytest.mark.parametrize("lead", ["Start with the following:", "Please fill in:", "**The basics:**"])
def test_rows_are_asked_for_without_the_line_above_their_table(lead: str) -> None:
    table = "| Question | Answer |\n|---|---|\n| Who saw it? | {} |\n| How many basins were dry? | {} |\n"
    template = f"{HEAD}## Basics\n\n{lead}\n\n{table.format('', '')}"
    assert found(template, f"{REPORT}## Basics\n\n{table.format('Ada', '2')}") == []
    assert found(template, f"{REPORT}## Basics\n\n{table.format('Ada', '')}") == ["IR205"]


BELOW = """# Postmortem template

> Copy this page.

## {}

**Day:**
**Severity:** <!-- P1 / P2 / P3 -->

## Story

[What happened]

## Cause

[Cause]
"""
HEADED = """{} A pump stalled

**Day:** 2026-03-10
**Severity:** {}

## Story

The pump of basin 2 stalled.

## Cause

It was old.
"""


@pytest.mark.parametrize("heading", ["Postmortem: [Title]", "[Incident title]", "Incident: <Title>"])
@pytest.mark.parametrize("level", ["#", "##"])
def test_a_title_may_be_below_that_of_the_template(heading: str, level: str) -> None:
    template = BELOW.format(heading)
    assert found(template, HEADED.format(level, "P2")) == []
    assert found(template, HEADED.format(level, "Grave")) == ["IR207"]
    assert found(template, HEADED.format(level, "P2").replace("**Day:** 2026-03-10\n", "")) == ["IR107"]


def test_an_entry_of_a_log_is_a_sample() -> None:
    template = "# Log template\n\n## [Day]: [Title]\n\n**Severity:** P1 / P2\n\n**Cause:** [Cause]\n"
    entry = "## 2026-03-{}: a pump stalled\n\n**Severity:** P2\n\n**Cause:** It was old.\n"
    assert found(template, f"# Log\n\n{entry.format(10)}\n{entry.format(12)}") == []


PARTED = (
    "# Incident: [Title]\n\n## {}\n\n### Story\n\n[Story]\n\n### Cause\n\n[Cause]\n\n## {}\n\n### Thanks\n\n[To whom]\n"
)


@pytest.mark.parametrize(
    ("needed", "free", "language"),
    [
        ("Required sections", "Optional sections", ""),
        ("Mandatory fields", "Optional", ""),
        ("Pflichtangaben", "Freiwillige Angaben", "de"),
        ("Sections obligatoires", "Sections facultatives", "fr"),
        ("必須項目", "任意項目", "ja"),
    ],
)
def test_headings_that_say_what_is_needed(needed: str, free: str, language: str) -> None:
    template, old = PARTED.format(needed, free), "The pump was old."
    head = "# Incident: a pump stalled\n\n"
    bare = f"{head}## Story\n\nIt stalled.\n\n## Cause\n\n{old}\n"
    assert found(template, bare, language) == []
    assert found(template, bare.replace(f"## Cause\n\n{old}\n", ""), language) == ["IR101"]
    kept = template.replace("[Title]", "a pump stalled").replace("[Story]", "It stalled.").replace("[Cause]", old)
    assert found(template, kept.replace("[To whom]", "To Ada."), language) == []
    assert found(template, kept, language) == ["IR201"]


def test_other_headings_over_sections_are_needed_themselves() -> None:
    template = PARTED.format("Facts", "Follow-up")
    report = "# Incident: a pump stalled\n\n## Facts\n\n### Story\n\nIt stalled.\n\n### Cause\n\nIt was old.\n"
    assert found(template, report) == ["IR101"]
