"""`incidentlint init` reads the reports that there are: what became of the template in them says what it means."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from support import run

TEMPLATE = """\
# Incident: [Title]

We write these for each other, and the board has a copy of them.

**Severity:** P1 / P2 / P3
**Status:** Draft
**Day:** July 1, 2020
**Lead:** [Name]
**Ticket for the vendor:**

## Summary

The short version that the whole company will read on Monday.

## Cause

_Nobody is blamed in what follows, neither here nor elsewhere._

[Why]

## Lessons

[What we learned]
"""
BOARD = "We write these for each other, and the board has a copy of them."
REPORT = """\
# Incident: the queue was full

**Severity:** P2
**Status:** Final
**Day:** March 4, 2026
**Lead:** Ana Ruiz

## Summary

Mails were late by an hour, as a queue was full.

## Cause

_Nobody is blamed in what follows, neither here nor elsewhere._

The consumer had stopped after an update.

## Lessons

Watch the length of the queue.
"""
PACK = Path(".incidentlint/incidents/pack.toml")

pytestmark = pytest.mark.usefixtures("checkout")


def set_up(template: str = TEMPLATE, reports: tuple[str, ...] = (REPORT,) * 4) -> str:
    write("template", template)
    for number, text in enumerate(reports):
        write(f"2026-03-0{number + 1}-mail", text)
    return run("init", "--from", "incidents/template.md")


def write(name: str, text: str) -> None:
    path = Path(f"incidents/{name}.md")
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


def told() -> tuple[dict[str, str], dict[str, dict[str, bool]]]:
    data = tomllib.loads(PACK.read_text("utf-8"))
    return data.get("texts", {}), data.get("nodes", {})


def findings(text: str, code: str) -> list[str]:
    write("2026-03-09-next", text)
    arguments = ("check", "incidents/2026-03-09-next.md", "--select", code, "--output-format", "concise", "--exit-zero")
    return [line for line in run(*arguments).splitlines() if f" {code} " in line]


def test_what_the_reports_tell_is_written_and_said() -> None:
    output = set_up()
    assert told() == (
        {
            "We write these for each other, and the board has a copy of": "instruction",
            "July 1, 2020": "slot",
            "The short version that the whole company will read on": "instruction",
            "Nobody is blamed in what follows, neither here nor": "kept",
        },
        {"Ticket for the vendor": {"required": False}},
    )
    assert (
        "note: the 4 reports that follow incidents/template.md told how 4 texts and 1 part of it "
        "are meant: see [texts] and [nodes] in its pack.toml\n"
    ) in output
    assert "4 reports, 4 without a finding" in output
    assert "is read as it is recorded" in run("init", "--check")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("March 4, 2026", "July 1, 2020", "IR201"),
        ("\n## Summary\n", f"\n{BOARD}\n\n## Summary\n", "IR204"),
        ("Mails were late by an hour, as a queue was full.",
         "The short version that the whole company will read on Monday.", "IR201"),
    ],
)  # fmt: skip
def test_the_next_report_is_held_against_it(old: str, new: str, code: str) -> None:
    set_up()
    assert not findings(REPORT, code)
    assert len(findings(REPORT.replace(old, new), code)) == 1


def test_few_reports_tell_nothing() -> None:
    assert "told how" not in set_up(reports=(REPORT, REPORT))
    assert told() == ({}, {})


def test_what_some_keep_is_not_told() -> None:
    other = REPORT.replace("_Nobody is blamed in what follows, neither here nor elsewhere._\n\n", "")
    other = other.replace("**Status", "\nWe write these for each other, and the board has a copy of them.\n\n**Status")
    other = other.replace("March 4, 2026", "July 1, 2020").replace("**Lead", "**Ticket for the vendor:** 17\n**Lead")
    set_up(reports=(REPORT, REPORT, other, other))
    assert told() == ({"The short version that the whole company will read on": "instruction"}, {})


def test_what_says_a_zone_may_always_stay() -> None:
    set_up(TEMPLATE.replace(BOARD, "All times are in UTC."))
    assert "All times are in UTC." not in told()[0]


def test_the_order_of_the_reports_is_none_of_the_answer() -> None:
    other = REPORT.replace("Mails were", "Orders were")
    set_up(reports=(REPORT, other, other))
    first = PACK.read_text("utf-8")
    PACK.unlink()
    Path("incidentlint.toml").unlink()
    set_up(reports=(other, other, REPORT))
    assert PACK.read_text("utf-8") == first


GERMAN = """\
# Störung: {}

**Schweregrad:** {}

## Zusammenfassung

{}

## Ursache

{}

## Lehren

{}
"""


def test_reports_in_another_language_tell_as_much() -> None:
    words = "Diese Fassung geht am Montag an das Haus."
    template = GERMAN.format("[Titel]", "hoch / mittel / gering", words, "[Warum]", "[Was]")
    text = GERMAN.format("Post", "hoch", "Die Post kam zu spät an.", "Ein Dienst stand still.", "Öfter nachsehen.")
    set_up(template, (text,) * 3)
    assert told()[0] == {words: "instruction"}


def test_a_pack_says_it_by_hand() -> None:
    write("template", TEMPLATE)
    pack = Path("pack/pack.toml")
    pack.parent.mkdir()
    pack.write_text('template = "../incidents/template.md"\n[texts]\n"we write THESE" = "instruction"\n', "utf-8")
    assert "to be deleted" in run("packs", "pack")
    pack.write_text('template = "../incidents/template.md"\n[texts]\n"We wrote these" = "kept"\n', "utf-8")
    assert "pack.toml:3:1: the template has no paragraph or value that begins 'We wrote these'" in run(
        "packs", "pack", status=2
    )
    pack.write_text('template = "../incidents/template.md"\n[texts]\n"We write these" = "keep"\n', "utf-8")
    assert "pack.toml:3" in run("packs", "pack", status=2)


HABITS = """\
# Incident: [Title]

**Severity:** P1 / P2 / P3
**Packet:** PACKET-NN
**Ticket:** [link]

## Summary

One sentence: what happened.

## Cause

[Why]

## Thanks

[To whom]
"""
HABIT = """\
# Incident: the pump stood

**Severity:** P2
**Packet:** PACKET-{0}-night
**Ticket:** <https://tickets.example/{0}>

## Summary

The pump stood. Nobody saw it for an hour. A guest rang. It was mended at once. All is well.

## Cause

The oil was old.
"""


def test_what_most_reports_do_without_and_how_they_write_is_told() -> None:
    thanks = "\n## Thanks\n\nTo the guest.\n"
    reports = (*(HABIT.format(number) for number in (11, 12, 13)), HABIT.format(14) + thanks)
    output = set_up(HABITS, reports)
    data = tomllib.loads(PACK.read_text("utf-8"))
    assert data["nodes"] == {"Thanks": {"required": False}, "Packet": {"type": "text"}}
    assert "rule" not in data.get("texts", {})
    assert "4 reports, 4 without a finding" in output
    assert "is read as it is recorded" in run("init", "--check")
    assert findings(HABIT.format(15), "IR101") == []
    assert findings(HABIT.format(15).replace("## Cause", "## Why"), "IR101") != []


def test_half_of_the_reports_are_not_most() -> None:
    thanks = "\n## Thanks\n\nTo the guest.\n"
    set_up(HABITS, tuple(HABIT.format(number) + (thanks if number % 2 else "") for number in (11, 12, 13, 14)))
    assert "Thanks" not in told()[1]


def test_a_level_is_no_id() -> None:
    set_up(HABITS.replace("P1 / P2 / P3", "SEV-N"), tuple(HABIT.format(n).replace("P2", "SEV-2") for n in (11, 12, 13)))
    assert "id" not in tomllib.loads(PACK.read_text("utf-8")).get("roles", {})
