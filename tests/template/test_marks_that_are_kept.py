"""Options of which several hold, times since the start, lengths by level, items that quote a slot or name a file."""

from __future__ import annotations

import pytest

from support import lint_text, load_built_in, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a gate jammed\n\n"


def found(template: str, report: str) -> list[tuple[str, int, str]]:
    return [(one.code, one.place.line, one.level) for one in lint_text(report, [pack_of(template, "")])]


@pytest.mark.parametrize(
    ("label", "options", "several"),
    [
        ("Shops hit", "Nord / Süd / West", "Nord / West"),
        ("Systems", "[tills | scales | belts]", "tills | belts"),
        ("Found by", "guest / guard / camera", "guest or guard"),
    ],
)
def test_several_of_some_names_may_hold(label: str, options: str, several: str) -> None:
    template = f"{HEAD}**{label}:** {options}\n\n## Cause\n\n[Cause]\n"
    report = f"{REPORT}**{label}:** {{}}\n\n## Cause\n\nA stone.\n"
    assert found(template, report.format(several)) == []
    assert found(template, report.format(options)) == [("IR202", 3, "error")]


@pytest.mark.parametrize(
    ("options", "two"),
    [
        ("P1 / P2 / P3", "P1 / P2"),
        ("high / medium / low", "high / low"),
        ("draft / in review / final", "draft / final"),
    ],
)
def test_one_level_or_state_holds(options: str, two: str) -> None:
    template = f"{HEAD}**Weight:** {options}\n\n## Cause\n\n[Cause]\n"
    report = f"{REPORT}**Weight:** {{}}\n\n## Cause\n\nA stone.\n"
    assert found(template, report.format(two)) == [("IR202", 3, "error")]


def test_a_letter_before_options_is_a_blank_of_its_own() -> None:
    template = f"{HEAD}- **Guests:** N (fed / sent home / lost)\n\n## Cause\n\n[Cause]\n"
    report = f"{REPORT}- **Guests:** {{}}\n\n## Cause\n\nA stone.\n"
    assert found(template, report.format("34 fed (a counter ran on), 0 sent home, 0 lost")) == []
    assert found(template, report.format("N (fed / sent home / lost)")) == [("IR202", 3, "error")]


SINCE = "## Timeline\n\n- {}:\n- {}:\n\n## Cause\n\n[Cause]\n"


@pytest.mark.parametrize("marks", [("T0", "T+X"), ("T0", "T+15"), ("T-5 min", "T+5 min")])
def test_times_since_the_start_are_samples(marks: tuple[str, str]) -> None:
    report = f"{REPORT}## Timeline\n\n- T0: 10:15 gate jams\n- T+4 min: 10:19 {{}}\n\n## Cause\n\nA stone.\n"
    assert found(HEAD + SINCE.format(*marks), report.format("guard calls")) == []


@pytest.mark.parametrize("row", ["- T+22 min: {} UTC, gate opens", "- T+22 min ({}): gate opens"])
def test_a_time_since_the_start_is_that_of_its_row(row: str) -> None:
    zero = "- T0: 10:15 UTC, gate jams\n" if ": {}" in row else "- T0 (10:15): gate jams\n"
    other = zero.replace("T0", "T+6 min").replace("10:15", "10:21").replace("gate jams", "guard called")
    report = f"# Incident: gate jammed for 22 minutes\n\n## Timeline\n\n{zero}{other}{row}\n\n## Cause\n\nA stone.\n"
    generic = [load_built_in("generic")]
    told = [one.code for one in lint_text(report.format("10:37"), generic) if one.level == "error"]
    assert told == []
    assert "IR403" in [one.code for one in lint_text(report.format("10:47"), generic) if one.level == "error"]


@pytest.mark.parametrize("target", ["P1: 4 h, P2: 24 h, P3: 72 h", "P1 (30 min) / P2 (2 h)", "P1 15m | P2 4h"])
def test_a_length_for_each_level_is_nothing_to_choose(target: str) -> None:
    template = (
        f"{HEAD}| Field | Value |\n|---|---|\n| Severity | P1 / P2 / P3 |\n| Goal | {target.replace('|', '/')} |\n"
    )
    report = f"{REPORT}| Field | Value |\n|---|---|\n| Severity | P2 |\n| Goal | {{}} |\n"
    assert found(template, report.format(target.replace("|", "/"))) == []
    assert found(template, report.format("24 h")) == []


ITEMS = """## Checks

- [ ] All is said (or "none: <why>" stands there)
- [ ] The file is `incidents/YYYY-MM-DD-*.md`
- [ ] Told in `NEWS-X.Y.md`
"""


def test_an_item_quotes_a_slot_and_names_a_file() -> None:
    done = ITEMS.replace("[ ]", "[x]")
    filled = done.replace("YYYY-MM-DD-*", "2026-03-04-gate").replace("X.Y", "1.2")
    assert found(HEAD + ITEMS, REPORT + done) == []
    assert found(HEAD + ITEMS, REPORT + filled) == []
    gone = filled.replace("- [x] The file is `incidents/2026-03-04-gate.md`\n", "")
    assert found(HEAD + ITEMS, REPORT + gone) == [("IR112", 3, "error")]
    left = filled + "\n## Cause\n\nA stone, and <why>\n"
    assert [code for code, *_ in found(f"{HEAD}{ITEMS}\n## Cause\n\n<why>\n", REPORT + left)] == ["IR201"]


@pytest.mark.parametrize(
    "order",
    [
        "If all of it went well at the first try, say so and delete this section.",
        "List it.\n\nIf nothing was tried, note that here and remove this section.",
    ],
)
def test_a_section_may_go_though_it_is_to_say_so(order: str) -> None:
    template = f"{HEAD}## Cause\n\n[Cause]\n\n## Tried\n\n{order}\n"
    assert found(template, f"{REPORT}## Cause\n\nA stone.\n") == []
    kept = template.replace(order, "List it. If nothing was tried, say so.")
    assert found(kept, f"{REPORT}## Cause\n\nA stone.\n") == [("IR101", 5, "error")]


def test_a_day_with_its_year_before_a_colon_is_that_day() -> None:
    story = "**March 06, 2026:**\n\n14:10 - gate jams\n\n**March 09, 2026:**\n\n09:14 - {}\n\n09:20 - gate opens\n"
    report = f"{REPORT}## Timeline\n\n{story.format('stone found')}"
    assert [one.code for one in lint_text(report, [load_built_in("generic")]) if one.level == "error"] == []
    wrong = report.replace("March 09", "March 05")
    assert "IR404" in [one.code for one in lint_text(wrong, [load_built_in("generic")])]


@pytest.mark.parametrize(
    ("last", "codes"),
    [
        ("- [ ] Later: a wider gate, in the first quarter of 2027", []),
        ("- [ ] Later: a wider gate", []),
        ("- [ ] Soon: a guard, by 2026-04-01\n- [ ] Later: a wider gate", ["IR602"]),
    ],
)
def test_days_on_which_actions_were_done_are_no_due_dates(last: str, codes: list[str]) -> None:
    done = "- [x] At once: stone taken away (2026-03-06)\n- [x] Then: gate oiled (2026-03-07)\n"
    template = f"{HEAD}## Corrective actions\n\n- [ ] At once\n- [ ] Then\n- [ ] Later\n"
    report = f"{REPORT}## Corrective actions\n\n{done}{last}\n"
    assert [code for code, *_ in found(template, report)] == codes
