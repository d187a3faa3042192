"""What a template shows once for many: example rows, records, actions; and what it says beside an empty value."""

from __future__ import annotations

import pytest

from incidentlint.packs import Pack
from support import lines_of, lint_text, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a gate jammed\n\n"


def found(template: str | Pack, report: str) -> list[tuple[str, int]]:
    pack = pack_of(HEAD + template, 'languages = ["de", "fr", "es"]\n') if isinstance(template, str) else template
    return lines_of(lint_text(REPORT + report, [pack]))


EXAMPLES = [
    (
        "| Time | Event | Who |\n|---|---|---|\n| 09:14 | *Example: an alarm rings* | *Pager* |\n",
        "| 17:02 | The gate jams | Pager |\n",
    ),
    (
        "| Maßnahme | Art | Wer |\n|---|---|---|\n| *z. B. Sperre prüfen* | *suchen* | *M. Muster* |\n",
        "| Tor schmieren | suchen | Uta Rot |\n",
    ),
    (
        "| Fecha | Acción | Responsable |\n|---|---|---|\n| *2025-01-31* | *Revisar la alarma* | *Ana Pérez* |\n",
        "| 2026-05-02 | Engrasar la puerta | Luis Gil |\n",
    ),
]


@pytest.mark.parametrize(("table", "row"), EXAMPLES)
def test_words_of_an_example_row_are_no_slots_and_the_row_itself_must_go(table: str, row: str) -> None:
    head = "".join(table.splitlines(keepends=True)[:2])
    assert found(f"## Log\n\n{table}", f"## Log\n\n{head}{row}") == []
    assert found(f"## Log\n\n{table}", f"## Log\n\n{table}{row}") == [("IR203", 7)]


def test_an_example_in_a_list_must_go() -> None:
    template = "## Timeline\n\n- HH:MM [event]\n- *e.g. 10:05 the pager rings*\n"
    assert found(template, "## Timeline\n\n- 17:02 The gate jams\n") == []
    left = "## Timeline\n\n- 17:02 The gate jams\n- *e.g. 10:05 the pager rings*\n"
    assert found(template, left) == [("IR201", 6)]


RECORDS = [
    ("- **What:** <action>; **Owner:** <name>; **Due:** <YYYY-MM-DD>", "- **What:** {}; **Owner:** {}; **Due:** {}"),
    (
        "1. **Aktion:** [was]\n   **Zuständig:** [wer]\n   **Frist:** [Datum]",
        "1. **Aktion:** {}\n   **Zuständig:** {}\n   **Frist:** {}",
    ),
    (
        "- Action : [quoi]\n  - Responsable : [nom]\n  - Échéance : JJ/MM/AAAA",
        "- Action : {}\n  - Responsable : {}\n  - Échéance : {}",
    ),
]


@pytest.mark.parametrize(("sample", "form"), RECORDS)
def test_an_item_with_labels_is_a_record_of_which_there_may_be_several(sample: str, form: str) -> None:
    template = f"## Action Items\n\n{sample}"
    both = [form.format("Grease it", "Uma Ray", "2026-05-02"), form.format("Paint it", "Bo Li", "2026-05-09")]
    assert found(template, "## Action Items\n\n" + "\n".join(both)) == []
    assert [code for code, _ in found(template, f"## Action Items\n\n{sample}")] != []


ACTIONS = [
    ("What we will do about it", "- [what] ([who], by [date])", "- Grease the gate (Uma Ray, by 2 May 2026)"),
    ("Follow-ups", "- [ ] task, @owner, due YYYY-MM-DD, #000", "- [ ] grease it, @uma-r, due 2026-05-02, #41"),
    ("Maßnahmen", "- <Maßnahme> – <Verantwortlich>, bis TT.MM.JJJJ", "- Tor schmieren – Uma Ray, bis 02.05.2026"),
    ("Acciones", "1. [acción]; quién: [nombre]; plazo: [fecha]", "1. Engrasar; quién: Uma Ray; plazo: 2026-05-02"),
]


@pytest.mark.parametrize(("heading", "sample", "entry"), ACTIONS)
def test_each_action_has_the_owner_and_the_day_that_its_template_asks_for(
    heading: str, sample: str, entry: str
) -> None:
    template, report = f"## {heading}\n\n{sample}\n", f"## {heading}\n\n{entry}\n"
    mark = "1." if entry[0] == "1" else "- [ ]" if "[ ]" in entry else "-"
    assert found(template, report) == []
    assert found(template, f"{report}{mark} Paint the gate\n") == [("IR601", 6), ("IR602", 6)]
    assert found(template, f"## {heading}\n\n- None\n") == []


def test_who_an_action_is_of_need_not_stand_where_the_template_has_it() -> None:
    template = "## Action Items\n\n- [what] ([who], by [date])\n"
    for entry in ("Uma: grease the gate by 2 May 2026", "Let Uma Ray grease the gate by 2 May 2026"):
        assert found(template, f"## Action Items\n\n- {entry}\n") == []


def test_checks_with_a_label_before_their_slots_are_no_records() -> None:
    pack = pack_of(f"{HEAD}## Follow-up\n\n- [ ] Review held: [Date] (owner: [Name])\n")
    assert [node.label.text for node in pack.shape.walk() if node.box] == ["Review held"]


@pytest.mark.parametrize(
    "levels", ["high | medium | low", "high/medium/low", "low, medium, high", "high, medium or low"]
)
def test_a_comment_of_front_matter_lists_the_levels(levels: str) -> None:
    pack = pack_of(f"---\nseverity:    # {levels}\n---\n\n# [Title]\n\n## Checks (high only)\n\n- [ ] Told the press\n")
    assert pack.severities == ("high", "medium", "low")
    assert [one.code for one in lint_text("---\nseverity: sev2\n---\n\n# Jam\n", [pack])] == ["IR207"]
    report = "---\nseverity: high\n---\n\n# Jam\n\n## Checks (high only)\n\n- [ ] Told the press\n"
    assert [one.code for one in lint_text(report, [pack])] == ["IR302"]


@pytest.mark.parametrize("label", ["Duration (min)", "Dauer in Minuten", "Total duration, minutes", "所要時間（分）"])
def test_a_bare_number_is_a_length_where_its_label_has_the_unit(label: str) -> None:
    started, resolved = "**Start:** YYYY-MM-DD HH:MM UTC\n", "**End:** YYYY-MM-DD HH:MM UTC\n"
    pack = pack_of(f"{HEAD}{started}{resolved}**{label}:** [number]\n", f'roles.duration = "{label}"\n')
    times = "**Start:** 2026-05-19 06:30 UTC\n**End:** 2026-05-19 11:10 UTC\n"
    assert found(pack, f"{times}**{label}:** 280\n") == []
    assert found(pack, f"{times}**{label}:** 220\n") == [("IR403", 5)]


@pytest.mark.parametrize("text", ["_No response_", "*Not answered*", "*N/A*", "*None*"])
def test_a_form_says_where_nobody_answered(text: str) -> None:
    kept = "## Summary\n\n[What]\n\n"
    optional, report = f"{kept}## Anything else? (optional)\n\n{text}\n", "## Summary\n\nJammed.\n\n"
    assert found(optional, f"{report}## Anything else? (optional)\n\n{text}\n") == []
    assert found(f"{kept}## Root cause\n\n{text}\n", f"{report}## Root cause\n\n{text}\n") != []


SLOTS = [
    ("<date and time>", "date-time"),
    ("<date, time and zone>", "date-time"),
    ("[day and time, AEST]", "date-time"),
    ("[date and time (UTC)]", "date-time"),
    ("<hours and minutes>", "duration"),
    ("[h and min]", "duration"),
    ("<SEV1 / SEV2>", "choice"),
    ("<active, mitigated or resolved>", "choice"),
    ("<name>", "text"),
    ("<what, and since when>", "text"),
]


@pytest.mark.parametrize(("slot", "kind"), SLOTS)
@pytest.mark.parametrize("form", ["**Label:** {}\n", "| Field | Value |\n|---|---|\n| Label | {} |\n"])
def test_what_a_slot_takes_is_told_by_its_words_in_any_brackets(form: str, slot: str, kind: str) -> None:
    pack = pack_of(HEAD + form.format(slot))
    assert [node.type.kind for node in pack.shape.walk() if node.label.text == "Label" and node.type] == [kind]


LATER = [
    ("de", "muss noch ergänzt werden"),
    ("es", "Pendiente, lo completa Hugo la semana que viene."),
    ("fr", "Sera complété par Luc."),
    ("pt", "Falta preencher, fica para a Ana"),
    ("it", "Da completare entro venerdì"),
]


@pytest.mark.parametrize(("language", "text"), LATER)
def test_a_short_text_says_that_it_is_still_to_be_written(language: str, text: str) -> None:
    pack = pack_of(f"{HEAD}**Lead:** [name]\n\n## Cause\n\n[why]\n", f'languages = ["{language}"]\n')
    assert found(pack, f"**Lead:** {text}\n\n## Cause\n\nA jam.\n") == [("IR206", 3)]
    assert found(pack, f"**Lead:** Uma\n\n## Cause\n\n{text}\n") == [("IR206", 7)]


def test_a_text_that_goes_on_is_written() -> None:
    text = "The index will be added later to the table. That is why the job reads it twice."
    assert found("## Cause\n\n[why]\n", f"## Cause\n\n{text}\n") == []


@pytest.mark.parametrize(("language", "heading"), [("fr", "Chronologie"), ("es", "Cronología"), ("pt", "Cronologia")])
def test_times_with_an_h_are_in_order_below_a_timeline_in_any_language(language: str, heading: str) -> None:
    pack = pack_of(f"{HEAD}## {heading}\n\n* [HHhMM] : [x]\n* [HHhMM] : [x]\n", f'languages = ["{language}"]\n')
    rows = ("* 8h30 : mise en ligne\n", "* 8h44 : appel\n", "* 9h05 : retour\n")
    assert found(pack, f"## {heading}\n\n{''.join(rows)}") == []
    assert found(pack, f"## {heading}\n\n{rows[1]}{rows[0]}{rows[2]}") != []


LEVELS = [("Class 1", "Class 2"), ("SEV-1", "SEV-2"), ("Sev A", "Sev B"), ("Critical", "Major")]


@pytest.mark.parametrize("levels", LEVELS)
def test_boxes_that_explain_the_levels_are_the_severity(levels: tuple[str, str]) -> None:
    high, low = levels
    boxes = (
        f"## Severity (choose one)\n\n- [{{}}] {high}: all of our customers notice\n- [{{}}] {low}: some of them do\n\n"
    )
    checks = f"## Checks ({high} only)\n\n- [ ] Told the press\n"
    pack = pack_of(HEAD + boxes.format(" ", " ") + checks)
    assert pack.severities == levels
    assert found(pack, boxes.format("x", " ") + checks) == [("IR302", 10)]
    assert found(pack, boxes.format(" ", "x")) == []
    assert found(pack, boxes.format("x", "x") + checks)[0] == ("IR202", 6)
