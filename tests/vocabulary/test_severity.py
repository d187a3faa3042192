"""Severity vocabularies: which levels there are, in which order, how a report may spell them, and what is unknown."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from incidentlint.cli.main import cli
from incidentlint.cli.packs_view import describe_pack
from incidentlint.packs.pack import Pack
from incidentlint.toml_file import FileError
from incidentlint.vocabulary.levels import Scale, known_level, level_key, ordered
from incidentlint.vocabulary.lexicon import load_lexicon
from support import corners, lint_text, marked, pack_of

PREFIXES = load_lexicon().numbered
GATED = """
[conditions]
grave = { at-least = "%s" }
[nodes]
Check = { required = "grave", ticked = "grave" }
"""
CHECK = "\n## Check\n\n- [ ] Balances verified\n"


def pack(field: str, gate: str = "", more: str = "") -> Pack:
    return pack_of(f"# Incident: [Title]\n\n{field}\n{CHECK}", (GATED % gate if gate else "") + more)


def found(given: Pack, field: str) -> list[tuple[str, str]]:
    """The findings of a report with that field and an unticked box, which a grave severity makes mandatory."""
    return [(d.code, d.message) for d in lint_text(f"# Incident: x\n\n{field}\n{CHECK}", (given,))]


TICK = "IR302"

# --- Order ---


@pytest.mark.parametrize(
    ("options", "most_severe_first"),
    [
        ("P0 / P1 / P2", "P0 P1 P2"),
        ("P5 / P4 / P3 / P2 / P1 / P0", "P0 P1 P2 P3 P4 P5"),
        ("SEV3 / SEV2 / SEV1", "SEV1 SEV2 SEV3"),
        ("Sev-2 / Sev-1", "Sev-1 Sev-2"),
        ("S4/S3/S2/S1", "S1 S2 S3 S4"),
        ("Low / Medium / High / Critical", "Critical High Medium Low"),
        ("critical | high | medium | low", "critical high medium low"),
        ("Minor / Major", "Major Minor"),
        ("SEV-1 / SEV-2 / SEV-3 / near-miss", "SEV-1 SEV-2 SEV-3 near-miss"),
        ("None / Low / High", "High Low None"),
        # unknown words, and a mixture, as the template lists them
        ("Small / Big / Huge", "Small Big Huge"),
        ("Kraken / Storm / Breeze", "Kraken Storm Breeze"),
        ("Low / Kraken / High", "Low Kraken High"),
        ("Storm / Breeze / storm", "storm Breeze"),
    ],
)
def test_levels_of_known_vocabularies_have_their_order(options: str, most_severe_first: str) -> None:
    assert pack(f"**Severity:** {options}").severities == tuple(most_severe_first.split())


def test_ordering_keeps_every_option_once() -> None:
    lexicon = load_lexicon()
    for scale in (*lexicon.scales, lexicon.lightest):
        assert ordered(tuple(reversed(scale)), lexicon) in (scale, tuple(reversed(scale)))
    assert ordered((), lexicon) == ()


@pytest.mark.parametrize(
    "names",
    [
        "SEV1 SEV-1 sev_1 Sev1 SEV01 severity-1 SEV‑1 SEV–1",
        "P0 p0 P-0 priority-0 prio.0",
        "near-miss Near_Miss NEAR-MISS",
    ],
)
def test_spellings_of_a_level_have_one_key(names: str) -> None:
    assert len({level_key(name, PREFIXES) for name in names.split()}) == 1
    assert level_key("SEV 1", PREFIXES) == level_key("Severity 1", PREFIXES) == "sev1"


def test_different_levels_have_different_keys() -> None:
    names = "SEV1 SEV10 SEV2 S1 P1 Critical High near-miss miss".split()
    assert len({level_key(name, PREFIXES) for name in names}) == len(names)


# --- What a report says ---


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("SEV1", "SEV1"), ("SEV-1", "SEV1"), ("sev 1", "SEV1"), ("Severity 1", "SEV1"), ("Sev‑2", "SEV2"),
        ("**SEV2** - all customers", "SEV2"), ("SEV-3 (High)", "SEV3"), ("High (SEV-3)", "SEV3"), ("🔴 SEV1", "SEV1"),
        ("`SEV1`", "SEV1"), ("[SEV-1]", "SEV1"), ("~~SEV2~~ SEV-1", "SEV1"),
        ("SEV-1: full outage", "SEV1"), ("Total failure", "SEV1"), ("total failure (all regions)", "SEV1"),
        ("SEV1 / Total failure", "SEV1"),
    ],
)  # fmt: skip
def test_a_level_may_be_spelt_in_many_ways(text: str, level: str) -> None:
    given = pack("**Severity:** SEV3 / SEV2 / SEV1", "SEV2", '[severity]\naliases = { SEV1 = ["Total failure"] }')
    expected = [(TICK, f'"Balances verified" must be ticked for {level}')] if level != "SEV3" else []
    assert found(given, f"**Severity:** {text}") == expected


@pytest.mark.parametrize("text", ["P7", "Urgent", "SEV10", "SEV", "Critical", "S1", "P1", "High (P1)", "not SEV1", "1"])
def test_what_is_no_level_is_one_finding_at_the_value(text: str) -> None:
    given = pack("**Severity:** SEV1 / SEV2 / SEV3", "SEV2")
    report, places = marked(f"# Incident: x\n\n**Severity:** «{text}»\n{CHECK}")
    [only] = lint_text(report, (given,))
    assert (only.code, corners(only.place)) == ("IR207", places[0])
    assert only.message == f"\"Severity\": '{text}' is not one of the options; expected one of SEV1, SEV2, SEV3"


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("**Severity:** TBD", "IR206"),
        ("**Severity:**", "IR205"),
        ("**Severity:** High / Critical", "IR202"),
        ("**Severity:** Low / Medium / High / Critical", "IR202"),
        ("**Severity:** Lowish", "IR207"),
        ("**Severity:** Low to medium", "IR202"),
        ("**Severity:** Medium-High", "IR207"),
        ("", "IR107"),
    ],
)
def test_an_unknown_severity_is_one_finding_and_its_gates_are_off(field: str, code: str) -> None:
    given = pack("**Severity:** Low / Medium / High / Critical", "Low")
    assert [each for each, _ in found(given, field)] == [code]


@pytest.mark.parametrize(
    "text", ["high", "HIGH: everything", "Critical outage", "High severity", "P1 (High)", "critical."]
)
def test_words_of_a_vocabulary_may_have_more_words_behind_them(text: str) -> None:
    given = pack("**Severity:** Low / Medium / High / Critical", "High")
    assert [code for code, _ in found(given, f"**Severity:** {text}")] == [TICK]


def test_an_open_severity_takes_an_explanation_and_no_other_level() -> None:
    known, own = pack("**Severity:** Low / Medium / High / Critical"), pack("**Severity:** Drizzle / Rain / Flood")
    assert [code for code, _ in found(known, "**Severity:** Urgent")] == ["IR207"]
    assert found(known, "**Severity:** as bad as in May, or worse") == []
    assert [code for code, _ in found(own, "**Severity:** Hail")] == ["IR207"]


@pytest.mark.parametrize(
    ("template", "report"),
    [
        ("---\nseverity: SEV3 / SEV2 / SEV1\n---\n# [Title]\n", "---\nseverity: {}\n---\n# x\n"),
        (
            "# [Title]\n\n| Field | Value |\n|---|---|\n| Severity | SEV1 / SEV2 / SEV3 |\n| Lead | [Name] |\n",
            "# x\n\n| Field | Value |\n|---|---|\n| Severity | {} |\n| Lead | Ana |\n",
        ),
        ("# [Title]\n\n## Severity\n\n[SEV1 / SEV2 / SEV3]\n", "# x\n\n## Severity\n\n{}\n"),
        ("# [Title]\n\n## Severity\n\nSEV1 / SEV2 / SEV3\n", "# x\n\n## Severity\n\n{}\n"),
        (
            "# [Title]\n\n**Severity:** SEV1 / SEV2 / SEV3\n\nSEV1 — full outage. SEV2 — part of it.\n",
            "# x\n\n**Severity:** {}\n\nSEV1 — full outage. SEV2 — part of it.\n",
        ),
    ],
    ids=["front matter", "table", "heading", "heading over bare options", "with a guide"],
)
def test_the_severity_may_stand_anywhere(template: str, report: str) -> None:
    given = pack_of(template + CHECK, GATED % "SEV2")
    assert given.severities == ("SEV1", "SEV2", "SEV3")
    for text, codes in (("sev1", [TICK]), ("SEV-2", [TICK]), ("SEV 3", []), ("P7", ["IR207"])):
        assert [d.code for d in lint_text(report.format(text) + CHECK, (given,))] == codes, text


@pytest.mark.parametrize(("text", "codes"), [("1", [TICK]), ("2 (major)", []), ("1.5", ["IR207"]), ("2.", [])])
def test_a_level_that_is_a_number_is_a_whole_one(text: str, codes: list[str]) -> None:
    given = pack_of("# [Title]\n\n**Severity:** 1 / 2 / 3\n" + CHECK, GATED % "1")
    assert [d.code for d in lint_text(f"# x\n\n**Severity:** {text}\n" + CHECK, (given,))] == codes


def test_bare_options_are_a_choice_below_a_heading_that_says_severity_alone() -> None:
    text = "# [Title]\n\n## {}\n\nHigh / Medium / Low\n"
    assert pack_of(text.format("Severity")).severities == ("High", "Medium", "Low")
    assert pack_of(text.format("Severity levels")).severities == ()
    assert pack_of("# [Title]\n\n## Severity\n\nHigh / Low\n\nHigh is an outage.\n").severities == ()


def test_a_report_of_no_known_template_has_a_level_of_a_known_vocabulary() -> None:
    lexicon = load_lexicon()
    levels = {"sev-2": "SEV2", "P1 (High)": "P1", "critical": "Critical", "Urgent: all down": "Urgent"}
    assert {text: known_level(text, lexicon) for text in levels} == levels
    assert [known_level(text, lexicon) for text in ("Low to medium", "Kraken", "P77", "Page load is slow")] == [""] * 4


# --- What a pack says ---


@pytest.mark.parametrize("gate", ["SEV2", "SEV-2", "severity 2", "Major"])
def test_conditions_take_a_level_in_any_spelling(gate: str) -> None:
    given = pack("**Severity:** SEV1 / SEV2 / SEV3", gate, '[severity]\naliases.SEV-2 = "Major"')
    codes = {text: [code for code, _ in found(given, f"**Severity:** {text}")] for text in ("SEV1", "SEV2", "SEV3")}
    assert codes == {"SEV1": [TICK], "SEV2": [TICK], "SEV3": []}
    assert found(given, "**Severity:** Major") == [(TICK, '"Balances verified" must be ticked for SEV2')]


def test_levels_are_the_packs_where_the_slot_has_none() -> None:
    given = pack("**Severity:** [Severity]", "Storm", '[severity]\nlevels = ["Kraken", "Storm", "Breeze"]')
    assert given.severities == ("Kraken", "Storm", "Breeze")
    expected = {
        "kraken": [TICK],
        "Storm": [TICK],
        "Breeze": [],
        "Fog": ["IR207"],
        "[Severity]": ["IR202"],
        "": ["IR205"],
    }
    assert {text: [code for code, _ in found(given, f"**Severity:** {text}")] for text in expected} == expected


def test_the_pack_may_set_the_order() -> None:
    given = pack("**Severity:** Breeze / Storm / Kraken", "Storm", '[severity]\nlevels = ["kraken", "storm", "breeze"]')
    assert given.severities == ("Kraken", "Storm", "Breeze")
    assert [code for code, _ in found(given, "**Severity:** Kraken")] == [TICK]
    assert found(given, "**Severity:** Breeze") == []


@pytest.mark.parametrize(
    ("overrides", "line", "message"),
    [
        (
            '[conditions]\ng = { at-least = "P11" }',
            2,
            "no severity 'P11'; did you mean 'P1'? the template has P0 / P1 / P2",
        ),
        ('[conditions]\ng = { severity = ["P0", "High"] }', 2, "no severity 'High'; the template has P0 / P1 / P2"),
        ('[conditions]\ng = { at-least = ["P1"] }', 2, "'at-least' takes one level"),
        ('[conditions]\ng = { at-least = "P1", not = "x" }', 2, "'at-least' cannot be combined"),
        ('[conditions]\ng = { at-leest = "P1" }', 2, "unknown key 'at-leest' in a condition; did you mean 'at-least'?"),
        ('[severity]\nlevels = ["P0", "P1", "P2", "P9"]', 2, "no severity 'P9'"),
        ('[severity]\nlevels = ["P0", "P1"]', 2, "'P2' of the template is not among the levels"),
        ('[severity]\nlevels = ["P0", "P-0"]', 2, "two of the levels are the same"),
        ('[severity.aliases]\nP9 = "Minor"', 2, "no severity 'P9'"),
        ('[severity.aliases]\nP0 = "P1"', 2, "'P1' means P1 already"),
        ('[severity.aliases]\nP0 = "Big"\nP1 = ["big"]', 3, "'big' means P0 already"),
        ('[severity]\nlevel = ["P0"]', 2, "unknown key 'level'; did you mean 'levels'?"),
    ],
)
def test_errors_of_a_pack_have_their_line(overrides: str, line: int, message: str) -> None:
    with pytest.raises(FileError) as caught:
        pack("**Severity:** P0 / P1 / P2", more=overrides)
    assert str(caught.value).startswith(f"pack.toml:{line}:")
    assert message in str(caught.value)


def test_a_condition_needs_levels() -> None:
    with pytest.raises(FileError, match=r"pack\.toml:3:\d+: there are no levels of severity.*\[severity\] levels"):
        pack("**Severity:** [Severity]", "P0")
    with pytest.raises(FileError, match=r"pack\.toml:1:\d+: the template has no field for the severity"):
        pack("**Lead:** [Name]", more='[severity]\nlevels = ["P0"]')


def test_packs_show_levels_with_their_aliases_and_conditions_in_words() -> None:
    given = pack("**Severity:** SEV2 / SEV1", "SEV2", '[severity]\naliases = { SEV1 = ["Critical", "P0"] }')
    shown = describe_pack(given)
    assert "  severity   SEV1 (also Critical or P0), SEV2 (most severe first)\n" in shown
    assert "required when severity is SEV2 or more severe" in shown
    listed = CliRunner().invoke(cli, ["packs", "bilko"]).stdout
    assert "  severity   P0, P1, P2, P3 (most severe first)\n" in listed


def test_a_scale_knows_what_is_as_grave() -> None:
    scale = Scale(("P0", "P1", "P2"), {"P0": ("Critical",)})
    assert scale.at_least("P1") == ("P0", "P1")
    assert (scale.find("critical"), scale.find("P7"), scale.names("P1")) == ("P0", None, ())
    assert [
        scale.several(text, load_lexicon().words.gates)
        for text in ("P0 / P1", "P0 or P1 or P2", "P0 / Critical", "P0", "P0 / x")
    ] == [
        2,
        3,
        0,
        0,
        0,
    ]
    assert not Scale()


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("P5 (Low)", None),
        ("p0: low", None),
        ("P 5 - Low", None),
        ("P4 (Low)", "P4"),
        ("Low (P4)", "P4"),
        ("Low", "P4"),
        ("SEV5 (Low)", "P4"),
        ("5 (Low)", "P4"),
        ("Tier 2, Low", "P4"),
    ],
)
def test_a_number_that_no_level_has_is_none_by_the_word_behind_it(text: str, level: str | None) -> None:
    reading = Scale(("P1", "P2", "P3", "P4"), {"P1": ("High",), "P4": ("Low",)}, prefixes=PREFIXES).read(text)
    assert (reading.level if reading else None) == level


@pytest.mark.parametrize(
    "text", ["P" * 50_000, "SEV " * 20_000, "(" * 50_000, "P1 / " * 20_000, " -" * 40_000, "*" * 50_000]
)
def test_a_long_text_without_a_level_is_read_to_its_end(text: str) -> None:
    scale = Scale(("P0", "P1", "SEV1", "near miss"), prefixes=PREFIXES)
    scale.read(text)
    scale.several(text, load_lexicon().words.gates)
    level_key(text, PREFIXES)
