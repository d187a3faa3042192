"""Gates of a template in more words, notations and places; levels in boxes below what the writer is told."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

FORM = "# [T]\n\n**Severity:** K1 / K2 / K3\n\n## Cause\n\n[Cause]\n\n{}\n\n- What: [what]\n- When: [YYYY-MM-DD]\n"

REPORT = "# Pump\n\n**Severity:** {}\n\n## Cause\n\nA stone.\n"

REFUND = "\n{}\n\n- What: gems\n- When: 2026-03-01\n"


def codes(template: str, report: str) -> list[str]:
    """The codes of what is found in a report of a template, notes aside."""
    found = lint_text(report, [pack_of(template)], path="docs/incidents/pump.md")
    return [each.code for each in found if each.level != "info"]


@pytest.mark.parametrize(
    "told",
    [
        "{{!-- Drop this part for K3. --}}",
        "{{! Skip it for K3 }}",
        "{# Only for K1 and K2 #}",
        "<%# K3: leave this out %>",
        "%% Not for K3 %%",
        "[//]: # (Delete this section for K3)",
        "[comment]: <> (K1 and K2 only)",
        "*K1 and K2 only, drop otherwise.*",
        "*K1 and K2 only - delete for K3.*",
        "> Leave this part out for K3.",
        "Skip the heading for K3.",
        "<!-- Cut this block when the level is K3. -->",
        "*For K3 this part may go.*",
        "*For K1 and K2. Otherwise remove.*",
        "*K3 reports do without this part.*",
        "*Needed from K2 upwards*",
        "*K3: skip.*",
        "*Does not apply to K3.*",
        "*This part is for K1 and K2.*",
        "*Can be dropped for K3*",
        "*Reserved for K1 and K2*",
        "*Required for all except K3*",
        "**K1/K2 only**",
    ],
)
def test_levels_that_need_a_section_or_not(told: str) -> None:
    form = FORM.format(f"## Refund\n\n{told}")
    assert codes(form, REPORT.format("K3")) == []
    assert codes(form, REPORT.format("K2")) == ["IR301"]
    assert codes(form, REPORT.format("K2") + REFUND.format("## Refund")) == []


@pytest.mark.parametrize(
    "heading",
    [
        "## Refund - K1/K2",
        "## Refund, K1 and K2 only",
        "## Refund – only K1, K2",
        "## Refund · K1, K2",
        "## Refund | K1, K2",
        "## Refund [K1/K2 only]",
        "## K1/K2 only: Refund",
        "## Refund <!-- K1/K2 only -->",
        "<!-- K1/K2 only -->\n## Refund",
    ],
)
def test_a_gate_beside_the_name_of_a_section(heading: str) -> None:
    form = FORM.format(heading)
    assert codes(form, REPORT.format("K3")) == []
    assert codes(form, REPORT.format("K2")) == ["IR301"]
    for kept in (heading, "## Refund"):
        assert codes(form, REPORT.format("K2") + REFUND.format(kept)) == []


@pytest.mark.parametrize(
    "told",
    [
        "Only for break-ins.",
        "If no letter was lost, delete this section.",
        "Fill in only if a carrier was involved",
        "Break-in incidents only.",
        "Delete if there was no loss.",
        "Leave this out if there was none.",
        "Applies to break-ins only",
        "Not every incident has one; delete it then.",
        "Use this part when payments failed.",
        "For outages with a loss. Drop otherwise.",
        "Remove if unused.",
        "May be left out.",
        "You can delete this heading when nothing was sent.",
        "Keep this only if there was a carrier.",
        "This section can be removed if nobody was told",
        "Leave blank unless a carrier was involved",
        "Required if letters were lost, otherwise remove",
        "K1/K2",
    ],
)
@pytest.mark.parametrize("mark", ["*{}*", "{}", "<!-- {} -->"])
def test_what_nothing_answers_makes_a_section_optional(told: str, mark: str) -> None:
    form = FORM.format(f"## Refund\n\n{mark.format(told)}")
    assert codes(form, REPORT.format("K1")) == []


@pytest.mark.parametrize(
    "told", ["Facts only.", "Only list what was lost.", "Write it so that readers outside may follow."]
)
def test_what_says_how_to_write_gates_nothing(told: str) -> None:
    form = FORM.format(f"## Refund\n\n*{told}*")
    assert codes(form, REPORT.format("K3")) == ["IR101"]


@pytest.mark.parametrize(
    "slot", ["[who, K1 only]", "[who; only if letters were lost]", "[who, if any]", "*name; K1 only*"]
)
def test_a_gate_in_the_slot_of_a_field(slot: str) -> None:
    form = FORM.format("## Refund") + f"- Told: {slot}\n"
    assert codes(form, REPORT.format("K3") + REFUND.format("## Refund")) == []


BOXES = "- [{}] **K1** - nobody can pay\n- [{}] **K2** - some cannot\n- [{}] **K3** - it is slow\n"


@pytest.mark.parametrize(
    "told", ["*Tick exactly one.*\n\n", "> Pick the worst that fits.\n\n", "Tick one.\n\n", "_One only_\n\n", ""]
)
def test_levels_in_boxes_below_what_the_writer_is_told(told: str) -> None:
    gated = "\n## Refund\n\n*K1 and K2 only - delete for K3.*\n\n- What: [what]\n"
    form = f"# [T]\n\n## Severity\n\n{told}{BOXES.format(' ', ' ', ' ')}\nWhy this level: [reason]\n{gated}"
    report = "# Pump\n\n## Severity\n\n{}\nWhy this level: it was a mode\n"
    assert codes(form, report.format(BOXES.format(" ", " ", "x"))) == []
    assert codes(form, report.format(BOXES.format(" ", "x", " "))) == ["IR301"]
    assert codes(form, report.format(BOXES.format(" ", "x", "x"))) == ["IR202"]
    assert codes(form, report.format(BOXES.format(" ", " ", "x")).replace("it was a mode", "[reason]")) == ["IR201"]


def test_boxes_that_are_no_levels_may_all_be_ticked() -> None:
    boxes = "- [{}] Region 1 - the north\n- [{}] Region 2 - the south\n"
    form = f"# [T]\n\n## Impact\n\n*Tick all that hold.*\n\n{boxes.format(' ', ' ')}"
    assert codes(form, f"# Pump\n\n## Impact\n\n{boxes.format('x', 'x')}") == []


@pytest.mark.parametrize(
    ("item", "made"),
    [
        ("Read by: `<name>`", "Read by: Ada"),
        ("Read by `<first reader>`", "Read by Ada"),
        ("Read by (`[name]`)", "Read by (Ada)"),
        ("Read by - `{name}`", "Read by - Ada"),
        ("Read by: _name_", "Read by: Ada"),
        ("Read by: `name`", "Read by: Ada"),
    ],
)
def test_an_item_that_ends_with_a_slot_in_code(item: str, made: str) -> None:
    form = f"# [T]\n\n## Cause\n\n[Cause]\n\n## End\n\n- [ ] Sent\n- [ ] {item}\n"
    report = "# Pump\n\n## Cause\n\nA stone.\n\n## End\n\n- [x] Sent\n"
    assert codes(form, f"{report}- [x] {made}\n") == []
    assert codes(form, f"{report}- [x] {item}\n") == ["IR201"]
    assert codes(form, report) == ["IR112"]


@pytest.mark.parametrize(
    ("language", "severity", "cause", "told"),
    [
        ("de", "Schweregrad", "Ursache", "Nur bei Diebstahl."),
        ("de", "Schweregrad", "Ursache", "Entfällt, wenn niemand informiert wurde."),
        ("de", "Schweregrad", "Ursache", "Falls nichts verloren ging, diesen Abschnitt löschen."),
        ("fr", "Gravité", "Cause", "À supprimer si personne n'a été touché."),
        ("fr", "Gravité", "Cause", "Si rien n'a été perdu, supprimer cette section."),
        ("fr", "Gravité", "Cause", "Sauf S3."),
        ("es", "Gravedad", "Causa", "Rellenar solo si intervino un proveedor."),
        ("es", "Gravedad", "Causa", "Si no se perdió nada, borrar esta sección."),
        ("it", "Gravità", "Causa", "Compilare solo se è coinvolto un fornitore."),
        ("pt", "Gravidade", "Causa", "Pode ser omitida."),
        ("nb", "Alvorlighetsgrad", "Årsak", "Slettes hvis ikke aktuelt."),
        ("ja", "深刻度", "原因", "外部委託先が関係した場合のみ記入。"),
        ("ja", "深刻度", "原因", "該当しない場合は削除。"),
    ],
)
@pytest.mark.parametrize("mark", ["*{}*", "<!-- {} -->"])
def test_cases_of_a_section_in_other_languages(language: str, severity: str, cause: str, told: str, mark: str) -> None:
    form = f"# [T]\n\n**{severity}:** S1 / S2 / S3\n\n## {cause}\n\n[text]\n\n"
    form += f"## Info\n\n{mark.format(told)}\n\n- A: [text]\n"
    report = f"# Pump\n\n**{severity}:** S3\n\n## {cause}\n\nA stone.\n"
    found = lint_text(report, [pack_of(form, f'languages = ["{language}"]\n')], path="docs/incidents/pump.md")
    assert [each.code for each in found if each.level != "info"] == []
