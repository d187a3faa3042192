"""Ends before the beginning of all, ranges that are turned round, and the order of day and month that others settle."""

from __future__ import annotations

import pytest

from support import lint_text, load_built_in

REPORT = "# Incident: a gate jammed\n\n{}\n\n## Cause\n\nA stone.\n"


def told(head: str) -> list[str]:
    findings = lint_text(REPORT.format(head), [load_built_in("generic")])
    return [one.code for one in findings if one.level == "error"]


@pytest.mark.parametrize(
    ("head", "right", "wrong"),
    [
        ("**Date opened:** 2026-03-24 14:05\n**Date resolved:** {}", "2026-03-24 14:50", "2026-03-23 14:50"),
        ("**Date of event:** 2026-03-24\n**Closure date:** {}", "2026-04-02", "2026-02-24"),
        (
            "- **Gravité** : haute\n- **Statut** : fermé\n- **Détection** : 13/03/2026 18:05\n- **Fermeture** : {}",
            "14/03/2026 09:00",
            "06/03/2026 17:00",
        ),
        (
            "- **Gravedad:** alta\n- **Estado:** cerrado\n- **Detección:** 2026-03-13 18:05\n- **Cierre:** {}",
            "2026-03-14 09:00",
            "2026-03-12 17:00",
        ),
        ("- **Erkennung:** 13.03.2026 18:05\n- **Behebung:** {}", "13.03.2026 19:00", "12.03.2026 19:00"),
    ],
)
def test_an_end_is_not_before_the_beginning(head: str, right: str, wrong: str) -> None:
    assert told(head.format(right)) == []
    assert told(head.format(wrong)) == ["IR402"]


@pytest.mark.parametrize(
    "head",
    [
        "**Date of event:** 2026-03-24\n**Ticket 12 closed:** 2026-02-24",
        "**Closure date:** 2026-02-24",
        "**Date opened:** 2026-03-24\n**Date of event:** 2026-02-20\n**Closure date:** 2026-02-24",
    ],
)
def test_what_closed_something_else_is_no_end(head: str) -> None:
    assert told(head) == []


@pytest.mark.parametrize("label", ["Period", "Zeitraum", "Ausfall"])
def test_a_range_is_not_turned_round(label: str) -> None:
    head = f"**{label}:** 2026-03-03 08:12 UTC - {{}} 10:40 UTC"
    assert told(head.format("2026-03-03")) == []
    assert told(head.format("2026-03-02")) == ["IR402"]


def test_days_that_can_be_read_in_one_order_settle_the_others() -> None:
    head = "**Started:** 03/13/2026 08:00\n**Resolved:** {} 09:00"
    assert told(head.format("04/02/2026")) == []
    assert told(head.format("02/04/2026")) == ["IR402"]


@pytest.mark.parametrize(
    ("detected", "closed", "more"),
    [
        ("Fecha/hora de detección", "Fecha/hora de cierre", "- **Gravedad:** alta\n- **Estado:** cerrado\n"),
        ("Date et heure de détection", "Heure de stabilisation", "- **Gravité :** haute\n- **Statut :** clos\n"),
        ("Data/hora da detecção", "Data e hora do encerramento", "- **Gravidade:** alta\n- **Estado:** fechado\n"),
    ],
)
def test_labels_with_words_beside_them(detected: str, closed: str, more: str) -> None:
    head = f"{more}- **{detected}:** 2026-03-13 18:05\n- **{closed}:** {{}}"
    assert told(head.format("2026-03-13 19:00")) == []
    assert told(head.format("2026-03-13 17:00")) == ["IR402"]
