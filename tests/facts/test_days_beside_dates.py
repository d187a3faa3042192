"""Numbers of days beside the two dates that they are between, in sentences, fields and cells of any language."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

REPORT = """# Postmortem: no lifts

**Date:** 2026-03-30

{}

## Cause

A relay.
"""


def found(told: str) -> list[str]:
    return [
        one.code for one in lint_text(REPORT.format(told), [load_built_in("generic")]) if one.level != "info"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "right", "wrong"),
    [
        ("- Tempo com a porta aberta: {}, de 2026-03-10 a 2026-03-17", ("7 dias", "8 dias"), "17 dias"),
        ("- Unseen for {}, from 2026-03-02 to 2026-03-30, by all", ("28 days", "29 days"), "18 days"),
        ("The relay was wrong from 2026-03-02 to 2026-03-30 ({}).", ("28 days", "27 days"), "38 days"),
        ("| Field | Value |\n|---|---|\n| Wrong | 2026-03-02 – 2026-03-30 ({}) |", ("28 days",), "18 days"),
        ("Falsch seit {} (vom 02.03.2026 bis 30.03.2026).", ("28 Tagen", "28 Tage"), "82 Tagen"),
        ("- Exposition : {}, du 2 mars 2026 au 30 mars 2026", ("28 jours",), "38 jours"),
        ("露出期間: {}（2026-03-02〜2026-03-30）", ("28日",), "38日"),
        ("- 노출 기간: {} (2026-03-02 ~ 2026-03-30)", ("28일",), "38일"),
        ("- Wrong between 2 March and 30 March 2026, {}.", ("28 days",), "38 days"),
        ("| A | B | C |\n|---|---|---|\n| a | {} (2026-03-02 to 2026-03-30) | x |\n| b | - | y |",
         ("28 days",), "38 days"),
    ],
)  # fmt: skip
def test_days_are_counted(told: str, right: tuple[str, ...], wrong: str) -> None:
    for days in right:
        assert found(told.format(days)) == []
    assert found(told.format(wrong)) == ["IR403"]


@pytest.mark.parametrize(
    "told",
    [
        "Fehler an 3 Tagen (2026-03-02 bis 2026-03-09)",
        "Errors on 4 days from 2026-03-02 to 2026-03-19.",
        "5 business days (2026-03-02 to 2026-03-09)",
        "about 30 days, from 2026-03-02 to 2026-03-30",
        "4 weeks, from 2026-03-02 to 2026-03-30",
        "The 90 days before; from 2026-03-02 to 2026-03-30 it was calm.",
        "Kept for 90 days. From 2026-03-02 to 2026-03-30 nothing was lost",
        "2 months (2026-03-02 to 2026-04-30)",
        "Within 40 days of 2026-03-02, and 2026-03-30",
        "`38 days, from 2026-03-02 to 2026-03-30`",
    ],
)
def test_other_days_are_left_alone(told: str) -> None:
    assert found(told) == []
