"""Tables of a company's own form: sums below their rows, names that stand for any row, days with short years."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of


def found(template: str, report: str) -> list[str]:
    return [one.code for one in lint_text(report, [pack_of(template)]) if one.level != "info"]


HEAD = "# Incident: [Title]\n\n## Losses\n\n"
REPORT = "# Incident: a gate jammed\n\n## Losses\n\n"


@pytest.mark.parametrize("total", ["**Total**", "Sum", "Grand total:", "_Overall_"])
@pytest.mark.parametrize("first", ["<shop>", "FIXME", "TBD"])
def test_a_sum_has_nothing_to_say_in_the_columns_of_its_rows(first: str, total: str) -> None:
    head = "| Shop | Orders lost | Mended by |\n|---|---:|---|\n"
    template = f"{HEAD}{head}| {first} | <n> | <how> |\n| {total} | <n> | |\n"
    rows = "| Riga | 12 | hand |\n| Oslo | 30 | a script |\n"
    assert found(template, f"{REPORT}{head}{rows}| {total} | 42 | |\n") == []
    assert found(template, f"{REPORT}{head}{rows.replace('hand', '')}| {total} | 42 | |\n") == ["IR205"]


def test_so_has_a_sum_below_rows_of_names_of_their_own() -> None:
    head = "| Shop | Orders lost | Mended by |\n|---|---:|---|\n"
    template = f"{HEAD}{head}| Riga | <n> | <how> |\n| Oslo | <n> | <how> |\n| Total | <n> | |\n"
    rows = "| Riga | 12 | hand |\n| Oslo | 30 | a script |\n"
    assert found(template, f"{REPORT}{head}{rows}| Total | 42 | |\n") == []
    assert found(template, f"{REPORT}{head}{rows}| Total | | |\n") == ["IR205"]


@pytest.mark.parametrize("name", ["ip / domain / hash", "Van | Truck | Bike".replace("|", "/"), "TODO", "tbd", "FIXME"])
def test_a_name_that_stands_for_any_row_need_not_be_kept(name: str) -> None:
    head = "| Kind | Value | Sure |\n|---|---|---|\n"
    template = f"{HEAD}{head}| {name} | [value] | low / medium / high |\n"
    assert found(template, f"{REPORT}{head}| other | 12 | low |\n| ip | 13 | high |\n") == []


@pytest.mark.parametrize("name", ["Van / truck / bike", "Cash"])
def test_a_name_of_several_things_among_others_is_kept(name: str) -> None:
    head = "| Kind | Value | Sure |\n|---|---|---|\n"
    template = f"{HEAD}{head}| {name} | [value] | [how] |\n| Post | [value] | [how] |\n"
    assert found(template, f"{REPORT}{head}| Post | 12 | very |\n") == ["IR107"]


@pytest.mark.parametrize("day", ["14 JUL 25", "14 Jul 25", "4-Jul-25", "14.07.25"])
@pytest.mark.parametrize("form", ["dd MMM yy", "DD-MM-YYYY"])
def test_a_short_year_is_a_year(form: str, day: str) -> None:
    head = "| Action | Owner | Target date |\n|---|---|---|\n"
    template = f"# Incident: [Title]\n\n## Actions\n\n{head}| [action] | [name] | {form} |\n"
    report = f"# Incident: a gate jammed\n\n## Actions\n\n{head}| Oil the gate | Uma Ray | {day} |\n"
    assert found(template, report) == []


def test_when_somebody_was_told_is_no_start() -> None:
    template = (
        "# Incident: [Title]\n\n| Field | Value |\n|---|---|\n| Noted | YYYY-MM-DD HH:MM |\n"
        "| Restored | YYYY-MM-DD HH:MM |\n"
        "\n## Notices\n\n| Body | When | Who |\n|---|---|---|\n"
        "| Board | YYYY-MM-DD HH:MM | [name] |\n| Port | YYYY-MM-DD HH:MM | [name] |\n"
    )
    report = (
        "# Incident: a gate jammed\n\n| Field | Value |\n|---|---|\n| Noted | 2026-03-02 08:00 |\n"
        "| Restored | 2026-03-02 10:00 |\n\n## Notices\n\n| Body | When | Who |\n|---|---|---|\n"
        "| Board | 2026-03-02 11:00 | Uma Ray |\n| Port | 2026-03-02 12:00 | Uma Ray |\n"
    )
    assert found(template, report) == []
    assert found(template.replace("Noted", "Start of impact"), report.replace("Noted", "Start of impact")) == []
