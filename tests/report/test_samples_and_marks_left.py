"""What a writer left that says so by itself: marks before what is to come, samples in lists, filler, requests."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

PACK = load_built_in("generic")
REPORT = """# The belts stood still

**Date:** 2026-05-12
**Author:** Ana Cal
**Status:** Resolved
{head}
## Summary

The belts of hall 4 stood still for a while.{text}

## Timeline

- 08:05 the belts stop
- 08:20 a fuse is found
- 09:10 the belts run

## Root cause

The fuse was old.
{cause}
## Action items

| Action | Owner | Due | Status |
| --- | --- | --- | --- |
| Watch the motor | Ana | 2026-05-29 | {state} |
| Order fuses | Eva | 2026-05-30 | Open |
{action}"""
PARTS = {"head": "", "text": "", "cause": "", "action": "", "state": "Open"}


def found(**parts: str) -> list[str]:
    text = REPORT.format(**{**PARTS, **parts})
    return [one.code for one in lint_text(text, [PACK]) if one.level != "info"]


def test_the_report_itself() -> None:
    assert found() == []


@pytest.mark.parametrize(
    "parts",
    [
        {"text": " TBD: when the last belt ran."},
        {"text": " The vendor was told.\nTBC: the name of the vendor."},
        {"action": "\nTBD: what the vendor answers.\n"},
        {"action": "\n**TBC:** who pays.\n"},
        {"state": "TBD"},
        {"state": "*TBC*"},
        {"cause": "\n- The motor was hot. TBD: how hot.\n- The room was, too.\n"},
    ],
)
def test_a_mark_before_what_is_to_come(parts: dict[str, str]) -> None:
    assert found(**parts) == ["IR206"]


@pytest.mark.parametrize(
    "parts",
    [
        {"text": " The list said TBD: nobody had filled it in."},
        {"text": ' It showed "TBD: name" for each trip.'},
        {"text": " The sign `TBD: name` was on it."},
        {"action": "\nTODO: ask the vendor.\n"},
        {"state": "TODO"},
        {"action": "\n- TBD with the vendor: a second line\n"},
    ],
)
def test_a_mark_that_is_told_of_or_an_action(parts: dict[str, str]) -> None:
    assert found(**parts) == []


@pytest.mark.parametrize(
    "head",
    [
        "**Fix commit:** `<pending>`\n",
        "- Fix PR: `<tbd>`\n",
        "**Ticket:** `<todo>`\n",
        "\n| Commit | `<pending>` |\n| --- | --- |\n| Hall | 4 |\n",
    ],
)
def test_a_commit_in_code_that_is_none_yet(head: str) -> None:
    assert found(head=head) == ["IR201"]


@pytest.mark.parametrize(
    "head", ["**State of the job:** `<pending>`\n", "**Commit:** `<main>`\n", "**Fix commit:** `0f3c2aa`\n"]
)
def test_a_value_in_code(head: str) -> None:
    assert found(head=head) == []


@pytest.mark.parametrize(
    "cause",
    [
        "\n**What went well**\n\n- Item A\n- Item B\n- Item C\n",
        "\n## What went well\n\n1. Item 1\n2. Item 2\n",
        "\n## What went well\n\n* Point one\n* Point two\n* Point three\n",
        "\n## Lessons learned\n\n- Bullet 1\n- Bullet 2\n",
        "\n## Lessons learned\n\n- Lesson 1\n- Lesson 2\n- ...\n",
    ],
)
def test_a_list_of_samples(cause: str) -> None:
    assert found(cause=cause) == ["IR201"]


def test_several_lists_of_samples() -> None:
    cause = "\n**What went well**\n\n- Item A\n- Item B\n\n**What went wrong**\n\n- Item A\n- Item B\n- Item C\n"
    assert found(cause=cause) == ["IR201", "IR201"]


@pytest.mark.parametrize(
    "cause",
    [
        "\nWhat was late:\n\n- Item A of the first order\n- Item B\n",
        "\n- Belt 1\n- Belt 2\n",
        "\nSpared were:\n\n- Point A\n- the harbour\n",
        "\n- Item 7\n- Item 12\n",
    ],
)
def test_a_list_of_things(cause: str) -> None:
    assert found(cause=cause) == []


@pytest.mark.parametrize(
    "cause",
    [
        "\n- 14:51 Ipsum reprehenderit impedit facere explicabo fugiat.\n- 15:02 The belts run.\n",
        "\nSed ut perspiciatis unde omnis iste natus error sit voluptatem.\n",
        "\n> Dolorem consectetur adipisci velit, sed quia non numquam eius.\n",
        "\n| Belt | Why |\n| --- | --- |\n| North | Ut enim ad minim veniam quis nostrud |\n",
    ],
)
def test_filler(cause: str) -> None:
    assert found(cause=cause) == ["IR201"]


@pytest.mark.parametrize(
    "cause",
    [
        "\nThe minutes of the meeting: ad hoc, et cetera, pro forma, quod erat demonstrandum.\n",
        "\nThe page showed `Ipsum reprehenderit impedit facere` to all.\n",
        "\nThe sign read Lux et veritas.\n",
    ],
)
def test_latin(cause: str) -> None:
    assert found(cause=cause) == []


FRENCH = """# Les tapis se sont arrêtés

**Date de l'incident:** 2026-05-12
**Gravité:** haute

## Résumé

{summary}

## Chronologie

- 08:05 les tapis s'arrêtent
- 09:10 les tapis tournent

## Cause racine

{cause}
"""


@pytest.mark.parametrize(
    "cause", ["Décrire précisément ce qui a causé l'incident.", "*Expliquez pourquoi cela s'est produit.*"]
)
def test_a_request_in_another_language(cause: str) -> None:
    for parts in (("Un fusible.", cause), (cause, "Un fusible.")):
        text = FRENCH.format(summary=parts[0], cause=parts[1])
        assert [one.code for one in lint_text(text, [PACK]) if one.level != "info"] == ["IR201"]


@pytest.mark.parametrize(
    ("heads", "text"),
    [
        (("Zusammenfassung", "Zeitverlauf", "Ursache"), "Beschreiben Sie kurz, was passiert ist."),
        (("Resumen", "Cronología", "Causa raíz"), "Describa qué ocurrió y por qué."),
        (("Riepilogo", "Cronologia", "Causa principale"), "Descrivere cosa è successo."),
        (("Resumo", "Linha do tempo", "Causa raiz"), "Descreva o que aconteceu."),
        (("Sammendrag", "Tidslinje", "Årsak"), "Beskriv hva som skjedde."),
    ],
)
def test_requests_of_languages(heads: tuple[str, str, str], text: str) -> None:
    one, two, three = heads
    report = f"# X 12\n\n## {one}\n\n{{}}\n\n## {two}\n\n- 08:05 AX\n- 09:10 BX\n\n## {three}\n\n{text}\n"
    told = lint_text(report.format("AX"), [PACK])
    assert [one.code for one in told if one.level != "info"] == ["IR201"]


def test_a_sentence_that_begins_like_a_request() -> None:
    cause = "Décrire un incident prend du temps: le formulaire était long. Un fusible était vieux."
    text = FRENCH.format(summary="Un fusible.", cause=f"{cause}\n\nLe fusible a été changé.")
    assert [one.code for one in lint_text(text, [PACK]) if one.level != "info"] == []


PLAIN = "# Metadata\n\nTeam: north\n\n{}\n\nMeeting: held on site\n\n# Overview\n\nThe belts stood still.\n"


@pytest.mark.parametrize("label", ["Involved:", "People involved:", "Author:", "Severity:", "Status:"])
def test_a_label_alone_between_others_that_have_their_values(label: str) -> None:
    assert [one.code for one in lint_text(PLAIN.format(label), [PACK]) if one.level != "info"] == ["IR205"]


@pytest.mark.parametrize(
    "label",
    ["Involved: Ana", "Details:", "Involved:\n\n- Ana\n- Eva", "What was involved:", "Status: open", "Remarks:"],
)
def test_a_label_over_something(label: str) -> None:
    assert [one.code for one in lint_text(PLAIN.format(label), [PACK]) if one.level != "info"] == []


@pytest.mark.parametrize(
    "parts",
    [
        {"text": " It stood until 0X:40 at least."},
        {"text": " It stood from 08:2X to 08:40."},
        {"head": "**Found live:** 08:2X-08:40 UTC\n"},
    ],
)
def test_a_time_that_was_never_looked_up(parts: dict[str, str]) -> None:
    assert found(**parts) == ["IR201"]


@pytest.mark.parametrize(
    "text", [" The board showed `08:2X` all night.", " It was 08:xx or later.", " Type 4:3X of the lamp is old."]
)
def test_a_sign_that_is_no_time_to_come(text: str) -> None:
    assert found(text=text) == []
