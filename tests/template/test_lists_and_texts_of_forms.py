"""Lists, tables and texts of forms: what stands for any, what is asked, and what tells where a report belongs."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of


def found(template: str, report: str) -> list[tuple[str, str]]:
    """The codes and messages, at warning or above, of a report with a template."""
    return [(each.code, each.message) for each in lint_text(report, [pack_of(template)]) if each.level != "info"]


def codes(template: str, report: str) -> list[str]:
    """The codes of what is found, each once."""
    return sorted({code for code, _ in found(template, report)})


def form(part: str) -> str:
    """A form with a part of its own."""
    return f"# Incident: [Title]\n\n{part}\n\n## Cause\n\n[Why it broke]\n"


def report(part: str) -> str:
    """A complete report with a part of its own."""
    return f"# Incident: the gate is stuck\n\n{part}\n\n## Cause\n\nA stone lay in the rail.\n"


@pytest.mark.parametrize(
    ("label", "slot"),
    [
        ("Duration", "[time]"),
        ("Downtime", "<time>"),
        ("Duration", "HH:MM"),
        ("Dauer", "[Zeit]"),
        ("Time to detect", "[time]"),
    ],
)
def test_a_time_below_the_label_of_a_length_is_a_length(label: str, slot: str) -> None:
    """`Duration: [time]` takes forty minutes; left, it is found as before."""
    template = form(f"## Impact\n\n- **{label}:** {slot}\n- **Where:** [place]")
    assert codes(template, report(f"## Impact\n\n- **{label}:** 40 min\n- **Where:** gate 4")) == []
    assert codes(template, report(f"## Impact\n\n- **{label}:** {slot}\n- **Where:** gate 4")) == ["IR201"]


def test_a_time_below_another_label_is_one() -> None:
    """`First alarm: [time]` takes no length."""
    template = form("## Impact\n\n- **First alarm:** [time]\n- **Where:** [place]")
    assert codes(template, report("## Impact\n\n- **First alarm:** soon after lunch\n- **Where:** gate 4")) == ["IR207"]


FINDINGS = "## Findings\n\n| Finding ID | Title | Severity | Wave |\n| --- | --- | --- | --- |\n"


def test_findings_are_rows_though_their_columns_are_called_as_facts() -> None:
    """A table of findings with one sample row takes as many as there are."""
    template = form(f"{FINDINGS}| AAA-BB | <title> | high/medium/low | 0/1/2 |")
    rows = "| A12-03 | No lamp | high | 1 |\n| A12-04 | No brush | low | 2 |"
    assert codes(template, report(f"{FINDINGS}{rows}")) == []
    assert codes(template, report(f"{FINDINGS}{rows}\n| A12-05 | <title> | low | 2 |")) == ["IR201"]


def test_facts_of_the_incident_stay_fields() -> None:
    """A table of an incident's own facts in one row is its fields."""
    head = "## Facts\n\n| Incident ID | Severity | Start time | Duration |\n| --- | --- | --- | --- |\n"
    template = form(f"{head}| INC-NNN | S1/S2/S3 | YYYY-MM-DD HH:MM | X min |")
    assert codes(template, report(f"{head}| INC-012 | S2 | 2026-03-03 08:12 | 40 min |")) == []
    assert codes(template, report(f"{head}| INC-012 | S9 | 2026-03-03 08:12 | 40 min |")) == ["IR207"]


@pytest.mark.parametrize(
    "item",
    ["Things that helped: alerts, good runbooks, clear roles, etc.", "What we had: spare parts, a crane, and so on"],
)
def test_an_only_item_that_names_more_is_a_sample(item: str) -> None:
    """What an item names by way of example need not be a field of the report."""
    template = form(f"## What went well\n\n- {item}")
    assert codes(template, report("## What went well\n\n- The crane was there at once\n- Nobody was hurt")) == []
    assert codes(template, report(f"## What went well\n\n- {item}")) == ["IR201"]


def test_a_bold_label_with_examples_stays_a_field() -> None:
    """A label in bold is a field's, whatever its value names."""
    template = form("## Impact\n\n- **Services affected:** web shop, gate, lights, etc.\n- **Where:** [place]")
    assert codes(template, report("## Impact\n\n- **Where:** gate 4")) == ["IR107"]


def test_boxes_with_who_and_when_are_samples() -> None:
    """Items that ask for who and when are replaced by as many as there are, and are found where they are left."""
    template = form("## Plan\n\n- [ ] Action 1 - @responsible - Date\n- [ ] Action 2 - @responsible - Date")
    own = "## Plan\n\n- [ ] Sweep the rail - @uma - 2026-03-20"
    assert codes(template, report(own)) == []
    assert codes(template, report(f"{own}\n- [ ] Action 2 - @responsible - Date")) != []


def test_what_a_list_explains_stays() -> None:
    """Kinds of actions that a form explains below what it asks of each may stay in a report."""
    kinds = (
        "- **Detection**: alerts, lamps, signs — how do we see it sooner?\n"
        "- **Prevention**: rails, brushes, rules — how does it not come back?"
    )
    asked = "## Action items\n\nEach has an owner and a due date.\n\n"
    table = "| What | Who | Due |\n| --- | --- | --- |\n"
    template = form(f"{asked}{table}| [what] | [who] | YYYY-MM-DD |\n\nKinds at a glance:\n\n{kinds}")
    own = f"{asked}{table}| Sweep the rail | Uma | 2026-03-20 |\n\nKinds at a glance:\n\n{kinds}"
    assert codes(template, report(own)) == []


def test_boxes_with_who_and_when_in_spanish() -> None:
    """The same in another language, with one item; a box that asks for neither is the form's own."""
    template = "# Incidente: [Título]\n\n## Causa raíz\n\n[Por qué]\n\n## Plan de acción\n\n"
    filled = "# Incidente: puerta atascada\n\n## Causa raíz\n\nUna piedra.\n\n## Plan de acción\n\n"
    asked = "- [ ] Acción 1 - @Responsable - Fecha"
    assert codes(template + asked, f"{filled}- [ ] Barrer el carril - @uma - 2026-03-20") == []
    assert codes(template + asked, filled + asked) != []
    own = "- [ ] Guardia avisada\n- [ ] Carril barrido"
    assert codes(template + own, filled + own.replace("[ ]", "[x]")) == []


LABELS = "- How it was found:\n- Alarm or call:\n- Was that early enough?\n- What should have told us before?"


def test_labels_among_questions_are_fields() -> None:
    """An empty label is found though questions are beside it, and a question without an answer is as well."""
    template = form(f"## Detection\n\n{LABELS}")
    filled = (
        "- How it was found: by a guard\n- Alarm or call: call\n- Was that early enough? No\n"
        "- What should have told us before? A sensor"
    )
    assert codes(template, report(f"## Detection\n\n{filled}")) == []
    assert codes(template, report("## Detection\n\n" + filled.replace(" by a guard", ""))) == ["IR205"]
    assert codes(template, report("## Detection\n\n" + filled.replace("enough? No", "enough?"))) == ["IR201"]


def test_a_severity_beside_a_question_has_its_levels() -> None:
    """The levels of a severity are known though a question is below it."""
    part = "## Severity\n\n- Severity: S1 / S2 / S3\n- Why this one:\n- Was it changed later?"
    filled = "## Severity\n\n- Severity: S2\n- Why this one: one gate only\n- Was it changed later? No"
    assert codes(form(part), report(filled)) == []
    assert codes(form(part), report(filled.replace("S2", "S7"))) == ["IR207"]


def test_mere_questions_may_be_answered_in_any_words() -> None:
    """A list of questions is what its section may tell."""
    template = form("## Detection\n\n- How was it found?\n- Was that early enough?")
    assert codes(template, report("## Detection\n\n- A guard saw it at eight")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Complete this template for each S1 and S2.",
        "Use one copy of this template per incident.",
        "This file is a template. The figures below are made up.",
        "> Blameless. To be written within two days. Name of the file: `YYYY-MM-DD-<slug>.md`.",
        "Store it as `incidents/[YYYY-MM-DD]-[short-title].md` when done.",
    ],
)
def test_what_says_that_it_is_a_form_or_which_file_it_becomes_goes(text: str) -> None:
    """Above all sections a text that no report says of itself is an instruction."""
    assert codes(form(text), report(text)) == ["IR204"]
    assert codes(form(text), report("Written by the gate's crew.")) == []


@pytest.mark.parametrize(
    ("head", "text", "cause"),
    [
        ("# Incidente: [Título]", "Rellene esta plantilla para cada incidente.", "## Causa raíz\n\n[Por qué]"),
        ("# Panne : [Titre]", "Remplissez ce modèle pour chaque panne.", "## Cause racine\n\n[Pourquoi]"),
        ("# Störung: [Titel]", "Diese Datei ist eine Vorlage.", "## Ursache der Störung\n\n[Warum]"),
    ],
)
def test_what_says_that_it_is_a_form_in_other_languages(head: str, text: str, cause: str) -> None:
    """The same in other languages."""
    left = f"{head.partition('[')[0]}ABC\n\n{text}\n\n{cause.partition('[')[0]}XYZ-12 brach."
    assert codes(f"{head}\n\n{text}\n\n{cause}\n", left) == ["IR204"]
    assert codes(f"{head}\n\n{text}\n\n{cause}\n", left.replace(text, "")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Reports of this kind are kept in `incidents/YYYY-MM-DD-<slug>.md` for five years.",
        "Our rules are in `docs/how-we-write.md`, and reports are public.",
        "We fill gaps in such forms later than we like.",
        "Blameless: we look at the rail, not at people.",
    ],
)
def test_what_a_report_may_say_stays(text: str) -> None:
    """A page without a form in its name, and what a form says of its team, may stay."""
    assert codes(form(text), report(text)) == []


def test_what_a_quote_says_and_lists_is_for_its_writer() -> None:
    """A list in a quote beside a table asks for no list, and does not take the table."""
    quote = "> If there is a gap:\n> - open a finding,\n> - name it here."
    table = "| No. | Gap | Owner |\n| --- | --- | --- |\n"
    template = form(f"## Findings\n\n{quote}\n\n{table}| 1 | [what] | @who |")
    assert codes(template, report(f"## Findings\n\n{table}| 1 | No lamp | @uma |")) == []
    assert codes(template, report(f"## Findings\n\n{table}| 1 | [what] | @uma |")) == ["IR201"]


@pytest.mark.parametrize("comment", ["<!-- low | medium | high -->", "<!-- S1 / S2 / S3 -->"])
def test_levels_in_a_comment_below_the_heading(comment: str) -> None:
    """The levels of a severity may be in the only comment below its heading."""
    options = comment.strip("<!-> ").replace("|", "/").split(" / ")
    template = form(f"## Severity\n{comment}")
    assert codes(template, report(f"## Severity\n{options[1]}")) == []
    assert codes(template, report("## Severity\nurgent")) == ["IR207"]


def test_a_comment_that_offers_nothing_is_none() -> None:
    """A comment that tells what to write has no levels."""
    template = form("## Severity\n<!-- How bad was it for those at the gate? -->")
    assert codes(template, report("## Severity\nurgent")) == []


def test_a_name_in_capitals_at_the_end_of_an_id_stands_for_any() -> None:
    """`INC-YYYYMMDD-COMPANY` takes any company; another word is its own."""
    for template, right, wrong in (
        ("INC-YYYYMMDD-COMPANY", "INC-20260303-ACME", "INC-2026-ACME"),
        ("INC-YYYYMMDD-PROD", "INC-20260303-PROD", "INC-20260303-TEST"),
    ):
        made = form(f"**Incident ID:** {template}")
        assert codes(made, report(f"**Incident ID:** {right}")) == []
        assert codes(made, report(f"**Incident ID:** {wrong}")) == ["IR207"]
        assert codes(made, report(f"**Incident ID:** {template}")) == ["IR201"]


def test_examples_behind_signs_and_behind_words_are_slots() -> None:
    """An example in parentheses behind a sign or a few words is no answer."""
    items = "## What worked\n\n- ✅ (e.g. the crane was near)\n- ❌ (e.g. no lamp)"
    assert codes(form(items), report("## What worked\n\n- ✅ spare parts (two)\n- ❌ no radio")) == []
    assert codes(form(items), report("## What worked\n\n- ✅ spare parts\n- ❌ (e.g. no lamp)")) == ["IR201"]
    rows = "| | |\n| --- | --- |\n| **Start** | YYYY-MM-DD HH:MM |\n| **Written by** | {} |"
    template = form(rows.format('role (e.g. "the guard on duty")'))
    filled = rows.replace("YYYY-MM-DD HH:MM", "2026-03-03 08:12")
    assert codes(template, report(filled.format("the guard (on duty)"))) == []
    assert codes(template, report(filled.format('role (e.g. "the guard on duty")'))) == ["IR201"]


def test_one_counted_item_stands_for_any() -> None:
    """`Item 1` is a sample where it is alone, too; a counted thing with another name is not."""
    template = form("## What went well\n\n- Item 1")
    assert codes(template, report("## What went well\n\n- The crane was near\n- Item 1")) == ["IR201"]
    assert codes(template, report("## What went well\n\n- Item 1 of the drill was done")) == []
    gate = "## What went well\n\n- The crane was near\n- Gate 1"
    assert codes(form("## What went well\n\n- Gate 1"), report(gate)) == []


def test_the_end_is_the_full_one() -> None:
    """Beside a mitigation the full resolution is the end."""
    part = "- Started at: {}\n- Mitigated at: {}\n- Fully resolved at: {}\n- Duration: {}"
    template = form(part.format("YYYY-MM-DD HH:MM", "YYYY-MM-DD HH:MM", "YYYY-MM-DD HH:MM", "X min"))
    times = ("2026-03-03 08:10", "2026-03-03 08:30", "2026-03-03 09:10")
    assert codes(template, report(part.format(*times, "60 min"))) == []
    assert codes(template, report(part.format(*times, "5 min"))) == ["IR403"]
