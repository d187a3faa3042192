"""Where two readings exist and one is consistent, that is the reading: lengths, times and numbers."""

from __future__ import annotations

import pytest

from support import built_in, lint_text, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a gate jammed - 2026-04-02\n\n"
ROWS = [
    ("11:05", "Onset: the first gate jams"),
    ("11:12", "First signal: the alert rings"),
    ("11:20", "A porter is called"),
    ("11:31", "The relay is found stuck"),
    ("11:40", "A new relay is put in"),
    ("11:54", "Service restored"),
]
TABLE = "## Timeline\n\n| Time (UTC) | Event |\n| -- | -- |\n"


def timeline(rows: list[tuple[str, str]]) -> str:
    return TABLE + "".join(f"| {time} | {event} |\n" for time, event in rows)


def found(template: str, report: str, overrides: str = "") -> list[str]:
    return [one.code for one in lint_text(report, [pack_of(template, overrides)]) if one.level != "info"]


FORM = f"{HEAD}**Duration:** X minutes\n\n{TABLE}| HH:MM | [Event] |\n"


@pytest.mark.parametrize(("minutes", "codes"), [(49, []), (42, []), (71, ["IR403"])])
def test_a_length_may_count_from_where_it_was_noticed(minutes: int, codes: list[str]) -> None:
    assert found(FORM, f"{REPORT}**Duration:** {minutes} minutes\n\n{timeline(ROWS)}") == codes


@pytest.mark.parametrize(("felt", "codes"), [(49, []), (44, ["IR403"])])
def test_lengths_of_two_labels_may_count_two_spans(felt: int, codes: list[str]) -> None:
    form = FORM.replace("\n\n## T", "\n**Duration of user impact:** X minutes\n\n## T")
    told = f"**Duration:** 42 minutes\n**Duration of user impact:** {felt} minutes\n\n"
    assert found(form, f"{REPORT}{told}{timeline(ROWS)}") == codes


@pytest.mark.parametrize(
    ("language", "span"),
    [("es", "08:00 a 13:40"), ("de", "08:00 bis 13:40"), ("fr", "08:00 à 13:40"), ("ja", "08:00〜13:40")],
)
def test_a_range_in_words_is_as_long_as_it_is(language: str, span: str) -> None:
    labels = {"es": "Duración", "de": "Dauer", "fr": "Durée", "ja": "期間"}
    rows = [("08:00", "A"), ("08:30", "B"), ("10:00", "C"), ("13:40", "D")]
    form = f"{HEAD}- **{labels[language]}**: HH:MM - HH:MM\n\n{TABLE}| HH:MM | [Event] |\n"
    report = f"{REPORT}- **{labels[language]}**: {span}\n\n{timeline(rows)}"
    assert found(form, report, f'languages = ["{language}"]') == []


def test_that_nothing_was_down_is_no_length() -> None:
    assert found(FORM, f"{REPORT}**Duration:** 0 minutes\n\n{timeline(ROWS)}") == []


@pytest.mark.parametrize(
    ("again", "codes"), [("The east hall was shut for 20 minutes.", []), ("It was shut.", ["IR502"])]
)
def test_a_length_that_is_told_again_is_of_what_it_tells(again: str, codes: list[str]) -> None:
    form = f"{HEAD}**Duration:** X minutes\n\n## Summary\n\n[Text]\n\n## Impact\n\n[Text]\n"
    told = "**Duration:** 49 minutes\n\n## Summary\n\nThe hall was unavailable for 20 minutes.\n\n"
    assert found(form, f"{REPORT}{told}## Impact\n\n{again}\n") == codes


def test_an_evening_is_before_the_day_of_the_end() -> None:
    form = f"{HEAD}- **Incident date:** YYYY-MM-DD\n- **Detected:** [time]\n- **Resolved:** YYYY-MM-DD HH:MM\n"
    told = "- **Incident date:** 2026-04-02\n- **Detected:** 22:10\n- **Resolved:** 2026-04-03 01:25\n"
    assert found(form, f"# Incident: a gate jammed\n\n{told}") == []


ACTIONS = "| # | Action | Owner |\n| -- | -- | -- |\n"


@pytest.mark.parametrize(("second", "codes"), [(3, []), (1, []), (4, ["IR603"])])
def test_numbers_may_go_on_in_a_further_table(second: int, codes: list[str]) -> None:
    form = f"{HEAD}## Actions\n\n### Now\n\n{ACTIONS}| 1 | [A] | [B] |\n\n### Later\n\n{ACTIONS}| 1 | [A] | [B] |\n"
    first = "| 1 | New relay | Uma Ray |\n| 2 | New bell | Bo Li |\n"
    report = f"{REPORT}## Actions\n\n### Now\n\n{ACTIONS}{first}\n### Later\n\n{ACTIONS}| {second} | Lamp | Uma Ray |\n"
    assert found(form, report) == codes


def test_minutes_are_no_counts_with_swapped_digits() -> None:
    text = (
        "The gate was shut for 52 minutes. Porters waited 52 minutes at the gate of the hall.\n\n"
        "For 25 minutes the porters searched at the gate of the hall.\n"
    )
    assert [
        one.code for one in lint_text(f"{REPORT}## Summary\n\n{text}", built_in(), path="docs/incidents/gate.md")
    ] == []


@pytest.mark.parametrize(("length", "codes"), [("2 h 45 min", []), ("1 h 45 min", ["IR403"])])
def test_times_of_one_day_with_the_day_behind_them(length: str, codes: list[str]) -> None:
    text = f"Between 08:12 and 10:57 UTC on Thursday 2026-04-02 ({length}) no gate opened.\n"
    found = lint_text(f"{REPORT}## Summary\n\n{text}", built_in(), path="docs/incidents/gate.md")
    assert [one.code for one in found if one.level != "info"] == codes
