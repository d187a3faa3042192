"""Ends before the beginning of all, ranges that are turned round, and the order of day and month that others settle."""

from __future__ import annotations

import pytest

from support import lint_text, load_built_in

FRENCH = "- **Gravité** : haute\n- **Statut** : fermé\n- **Revu le** : 18/03/2026\n"
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
            f"{FRENCH}- **Détection** : 13/03/2026 18:05\n- **Fermeture** : {{}}",
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
    head = "**Seen:** 03/14/2026\n**Started:** 03/13/2026 08:00\n**Resolved:** {} 09:00"
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


@pytest.mark.parametrize(
    "head",
    [
        "**Rollback:** from 2026-05-04 to 2026-04-28",
        "**Versions:** 2026-05-04 - 2026-03-01 (rolled back)",
        "**Started:** 05/04/2026 09:00\n**Resolved:** 05/04/2026 11:20\n**Ticket of the maker:** 13/05/2026",
    ],
)
def test_from_what_to_what_is_no_period_and_one_day_settles_no_order(head: str) -> None:
    rows = "\n\n## Timeline\n\n- 2026-05-04 09:00 Gate jams\n- 2026-05-04 11:20 Resolved"
    assert told(head + rows) == []


def test_the_day_on_which_an_action_was_closed_is_no_end() -> None:
    head = "**Date of incident:** 04.05.2026\n**Closed:** 12.05.2026"
    table = "\n\n## Action items\n\n| Action | Owner | Closed |\n|---|---|---|\n| Oil it | Ann Lee | 2026-05-02 |"
    assert "IR402" not in told(head + table)
