"""What a template says without a sign that it is a slot, or that every report has it: no error then."""

from __future__ import annotations

import pytest

from support import codes_of, lint_text, pack_of

KEPT = [
    # A legend behind a label, statements, and a sentence of several words that explains a column.
    (
        "**Kinds:** `stop` (ends the cause), `find` (shows it sooner), `soften` (makes it hurt less)",
        "**Kinds:** `stop` (ends the cause), `find` (shows it sooner), `soften` (makes it hurt less)",
    ),
    (
        "**Regel:** alle Punkte sind vor dem Ende zu erledigen. Wer es nicht kann, sagt warum.",
        "**Regel:** alle Punkte sind vor dem Ende zu erledigen. Wer es nicht kann, sagt warum.",
    ),
    (
        "Types: stop ends the cause, find shows it sooner, soften makes it hurt less.",
        "Types: stop ends the cause, find shows it sooner, soften makes it hurt less.",
    ),
    # A number of people is no hint.
    ("- **Users hit**: owner (1)", "- **Users hit**: owner (1)"),
    # The name of the file, said in the path of a page.
    ("Keep it in `docs/pumps/YYYY-MM-DD-{slug}.md`.", "Keep it in `docs/pumps/YYYY-MM-DD-{slug}.md`."),
    (
        "> Copy this to `reports/<YYYY-MM-DD>-<slug>.md` and fill it in.",
        "> Copy this to `reports/<YYYY-MM-DD>-<slug>.md` and fill it in.",
    ),
    # Items are stated as the others are, with a stroke or not.
    (
        "- [ ] Grid / pump alarm\n- [ ] Call of a neighbour\n- [ ] Own round",
        "- [x] Grid / pump alarm\n- [ ] Call of a neighbour\n- [ ] Own round",
    ),
    # Questions stay above their answers.
    (
        "1. **Why** did it stop?\n   -\n2. **Why** was that so?\n   -",
        "1. **Why** did it stop?\n   - No oil.\n2. **Why** was that so?\n   - No round.",
    ),
    # Letters beside a counter, and the state that an action begins with.
    ("Story: ST-XXX-NNN", "Story: ST-EXE-114"),
    (
        "| Step | Owner | Status |\n|---|---|---|\n| [step] | @name | TODO |",
        "| Step | Owner | Status |\n|---|---|---|\n| Oil | @ana | TODO |",
    ),
]


@pytest.mark.parametrize(("asked", "said"), KEPT)
def test_what_may_stay_as_it_is(asked: str, said: str) -> None:
    assert (
        codes_of(
            f"# [Title]\n\n## Story\n\n[What happened]\n\n{asked}\n",
            f"# Pump\n\n## Story\n\nIt stood.\n\n{said}\n",
        )
        == []
    )


GONE = [
    # A lead over a list of checks, fields of a few dots, what holds in one case.
    ("Changes that help:\n\n- [ ] **Alarm**: [alarm to add] - Ticket: #XXX", "- [ ] **Alarm**: Oil low - Ticket: #12"),
    ("- Technical factor A: ...\n- Human factor B (rare): ...", "- Technical factor A: the filter"),
    ("If yes: say which kind of data was touched.", "None was touched."),
]


@pytest.mark.parametrize(("asked", "said"), GONE)
def test_what_may_be_left_out(asked: str, said: str) -> None:
    assert codes_of(f"# [Title]\n\n## More\n\n{asked}\n", f"# Pump\n\n## More\n\n{said}\n") == []


@pytest.mark.parametrize("heading", ["Root cause", "Action items"])
def test_boxes_that_offer_causes_or_steps_may_go(heading: str) -> None:
    template = f"# [Title]\n\n## {heading}\n\n- [ ] Oil filled\n- [ ] Round made\n- [ ] Neighbour told\n"
    assert codes_of(template, f"# Pump\n\n## {heading}\n\n- [x] Oil filled\n- [x] Neighbour told\n") == []


SURE = [
    ("Severity: [SEV1/SEV2]\nDepots hit: [names]", "Severity: SEV1", "IR107"),
    ("Severity: [SEV1/SEV2]\nDepots hit:", "Severity: SEV1", "IR107"),
    (
        "- [ ] Oil filled (required for SEV1)\n- [ ] Round made\n\nSeverity: [SEV1/SEV2]",
        "- [x] Round made\n\nSeverity: SEV1",
        "IR112",
    ),
    ("Checked by: TODO (name)", "Checked by: TODO (name)", "IR201"),
    ("Was oil lost? TODO (yes or no)\nChecked by: TODO (name)", "Was oil lost? no\nChecked by: TODO (name)", "IR206"),
    (
        "| Schritt | Dono(a) |\n|---|---|\n| [Schritt] | preencher |",
        "| Schritt | Dono(a) |\n|---|---|\n| Oel | preencher |",
        "IR201",
    ),
]


@pytest.mark.parametrize(("asked", "said", "code"), SURE)
def test_what_is_sure_stays_an_error(asked: str, said: str, code: str) -> None:
    assert code in codes_of(f"# [Title]\n\n## More\n\n{asked}\n", f"# Pump\n\n## More\n\n{said}\n")


def test_not_applicable_without_a_reason_is_grave_only_where_more_is_asked_for() -> None:
    template = "# [Title]\n\nSeverity: [SEV1/SEV2]\nLogs: ____\nStarted: [YYYY-MM-DD HH:MM]\n"
    report = "# Pump\n\nSeverity: SEV1\nLogs: n/a\nStarted: n/a\n"
    found = lint_text(report, [pack_of(template)], path="docs/pump.md")
    assert {one.place.line: one.level for one in found if one.code == "IR205"} == {4: "info", 5: "error"}


@pytest.mark.parametrize("level", ["🔴 Red", "Red"])
def test_a_level_is_named_in_a_gate_without_its_signs(level: str) -> None:
    template = (
        f"# [Title]\n\n**Severity:** {level} / Amber / Green\n\n## Red incidents only\n\nBoard told at: [hh:mm]\n"
    )
    assert codes_of(template, f"# Pump\n\n**Severity:** {level}\n") == ["IR301"]
    assert codes_of(template, "# Pump\n\n**Severity:** Amber\n") == []


@pytest.mark.parametrize(
    ("heading", "row"),
    [("1900-01-01", "14:45 - it stops **&lt;START OF OUTAGE&gt;**"), ("2020-12-31", "09:12 - it runs <END OF OUTAGE>")],
)
def test_days_and_marks_of_a_sample_timeline(heading: str, row: str) -> None:
    template = f"# [Title]\n\n## Timeline\n\n### {heading}\n\n{row}\n\n## Cause\n\n[Why]\n"
    told = row.replace("it ", "the pump ")
    assert codes_of(template, f"# Pump\n\n## Timeline\n\n### 2026-03-01\n\n{told}\n\n## Cause\n\nOil.\n") == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("08:26 - 08:20 = 6 minutes", []),
        ("09:25 – 08:26 = 59 min", []),
        ("08:20 - 08:26 = 6 minutes", []),
        ("09:25 - 08:26 = 50 minutes", ["IR403"]),
    ],
)
def test_one_time_less_another(text: str, codes: list[str]) -> None:
    assert [
        one.code
        for one in lint_text(
            f"# Pump\n\n## Metrics\n\n{text}\n", [pack_of("", "generic")], path="docs/incidents/pump.md"
        )
        if one.level != "info"
    ] == codes


@pytest.mark.parametrize(
    "head", ["Hora | Qué pasó", "Heure | Ce qui s'est passé", "Uhrzeit | Was geschah", "Ora | Evento", "시각 | 내용"]
)
def test_the_head_of_a_table_of_times_is_no_value(head: str) -> None:
    table = f"| {head} |\n|---|---|\n| 09:10 | Stop |\n| 09:20 | Run |\n"
    report = f"# Incident 2026-03-01: pump\n\nSeverity: SEV2\n\n## Story\n\n{table}"
    found = lint_text(report, [pack_of("", "generic")], path="docs/incidents/pump.md")
    assert [one.code for one in found if one.level != "info"] == []


BOXES = "- [{a}] SEV-1 — nothing pumps\n- [{b}] SEV-2 — slow\n- [{c}] SEV-3 — small\n"


@pytest.mark.parametrize("note", ["SEV-1 / SEV-2 mandatory", "mandatory for SEV-1 and SEV-2", "SEV-1/SEV-2 only"])
def test_a_note_says_for_which_levels_a_box_is_ticked(note: str) -> None:
    template = f"# [Title]\n\n## Severity\n\n{BOXES.format(a=' ', b=' ', c=' ')}\n## Review\n\n- [ ] Planned ({note})\n"
    report = f"# Pump\n\n## Severity\n\n{{boxes}}\n## Review\n\n- [{{tick}}] Planned ({note})\n"
    grave, small = BOXES.format(a="x", b=" ", c=" "), BOXES.format(a=" ", b=" ", c="x")
    assert codes_of(template, report.format(boxes=grave, tick=" ")) == ["IR302"]
    assert codes_of(template, report.format(boxes=grave, tick="x")) == []
    assert codes_of(template, report.format(boxes=small, tick=" ")) == []


@pytest.mark.parametrize(("status", "codes"), [("ongoing", []), ("resolved", ["IR207"])])
def test_words_for_a_day_that_is_still_to_come(status: str, codes: list[str]) -> None:
    template = "# [Title]\n\nStatus: [ongoing / resolved]\n\n| Date | Event |\n|---|---|\n| [YYYY-MM-DD] | [what] |\n"
    rows = "| 2026-03-01 | It stops |\n| pending | Filter changed |\n"
    report = f"# Pump\n\nStatus: {status}\n\n| Date | Event |\n|---|---|\n{rows}"
    assert codes_of(template, report) == codes


@pytest.mark.parametrize(("minutes", "codes"), [(38, []), (41, []), (55, ["IR403"])])
def test_what_is_mended_may_be_counted_from_a_row_that_no_word_tells(minutes: int, codes: list[str]) -> None:
    rows = (
        "| 13:04 | Outage starts |\n| 13:07 | Bell rings |\n| 13:45 | Mitigated by the filter |\n| 13:52 | Resolved |\n"
    )
    head = f"# Incident 2026-03-01\n\nTime to mitigate: {minutes} min\n\n## Timeline\n\n| Time | Event |\n|---|---|\n"
    report = head + rows
    found = lint_text(report, [pack_of("", "generic")], path="docs/incidents/pump.md")
    assert [one.code for one in found if one.level != "info"] == codes
