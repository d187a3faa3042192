"""Titles, ends and timelines of other days than all else in a report, read without a template, and near misses."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

PACK = load_built_in("generic")
ROWS = "## Timeline\n\n- 14-05-2026 08:05 - the crane stops\n- 14-05-2026 08:20 - the fuse is found\n"
ROWS += "- 14-05-2026 08:40 - a new one is in\n- 14-05-2026 09:10 - the crane goes\n\n## Summary\n\nIt stood still.\n"


def found(text: str, *codes: str) -> list[tuple[str, int]]:
    told = lint_text(text, [PACK])
    return [(one.code, one.place.line) for one in told if one.code in codes and one.level != "info"]


@pytest.mark.parametrize(
    "title",
    ["# 14-04-2026 - The crane stood still", "# 2026-01-27, crane", "# Postmortem 2026-04-14: crane"],
)
def test_a_title_of_a_day_before_all_that_is_told(title: str) -> None:
    assert found(f"{title}\n\n{ROWS}", "IR418") == [("IR418", 1)]


@pytest.mark.parametrize(
    "text",
    [
        f"# 14-05-2026 - The crane stood still\n\n{ROWS}",
        f"# 20-05-2026 - The crane stood still\n\n{ROWS}",
        f"# 30-04-2026 - The crane stood still\n\n{ROWS}",
        f"# Post-mortem: 2026-01-27 release took the crane down\n\n{ROWS}",
        f"# 27 January 2026 certificate expiry takes the crane down\n\n{ROWS}",
        f"# Data breach in the crane portal (2026-02-20)\n\n{ROWS}",
        f"# The crane stood still since April 17th, 2026\n\n{ROWS}",
        f"# The fuse of 30-04-2026 broke\n\n{ROWS}",
        f"# 30-04-2026 - The crane stood still\n\n{ROWS}\nThe fuse had been put in on 30 April 2026.\n",
        f"# 30-04-2026 - The crane stood still\n\n{ROWS}\nThe order of 1 May says 4 A.\n",
        f"# 30-04-2026 - The crane stood still\n\n**Date:** 2026-04-30\n\n{ROWS}",
    ],
)
def test_a_title_of_a_day_that_something_shares(text: str) -> None:
    assert not found(text, "IR418")


HEAD = "# The crane stood still\n\n**{}:** {}\n\n**{}:** {}\n\n"


@pytest.mark.parametrize(
    ("begin", "end"),
    [("Incident from", "Incident until"), ("Outage from", "Outage till"), ("Downtime from", "Downtime to")],
)
def test_an_end_before_its_beginning(begin: str, end: str) -> None:
    head = HEAD.format(begin, "2026-05-12", end, "2026-05-02")
    assert found(head + "## Summary\n\nIt stood still.\n", "IR402") == [("IR402", 5)]
    head = HEAD.format(begin, "2026-05-12", end, "2026-05-13")
    assert not found(head + "## Summary\n\nIt stood still.\n", "IR402")


def test_a_meeting_before_its_incident() -> None:
    head = HEAD.format("Incident from", "2026-05-12", "Retro held", "2026-04-13")
    assert found(head + "## Summary\n\nIt stood still.\n", "IR402") == [("IR402", 5)]


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (("Incident from", "2026-07-14", "Incident until", "2026-07-14"), ROWS),
        (("Started", "2026-04-14", "Resolved", "2026-04-14"), ROWS),
        (("Started", "2025-05-14", "Resolved", "2025-05-14"), ROWS),
    ],
)
def test_a_timeline_that_does_not_touch_the_incident(head: tuple[str, ...], rows: str) -> None:
    assert [code for code, _ in found(HEAD.format(*head) + rows, "IR405")] == ["IR405"]


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (("Started", "2026-05-14", "Resolved", "2026-05-14"), ROWS),
        (("Incident from", "2026-02-20", "Incident until", "2026-03-01"), ROWS),  # ended before anyone knew
        (("Started", "2026-05-07", "Resolved", "2026-05-08"), ROWS),  # a timeline of the audit
        (("Reported on", "2026-05-05", "Solution completed", "2026-05-05"), ROWS),
        (("Started", "2026-05-13", "Resolved", "2026-04-14"), ROWS),
        (("Started", "2026-05-13", "Resolved", "2026-05-13"), ROWS),  # by the clock of another zone
        (("Started", "2026-05-15", "Resolved", "2026-05-15"), ROWS),
        (("Detected", "2026-07-19", "Retro held", "2026-07-20"), ROWS),
        (("Started", "2026-05-12", "Resolved", "05/06/2026"), ROWS.replace("14-05-2026", "2026-05-12")),
        (("Started", "2026-05-19", "Resolved", "2026-05-20"), "## Timeline\n\n12 May 2026\n\nSee the board.\n"),
        (("Started", "2026-05-12", "Resolved", "2026-05-12"), ROWS.replace("14-05-2026 ", "")),
    ],
)
def test_a_timeline_that_may_touch_the_incident(head: tuple[str, ...], rows: str) -> None:
    assert not found(HEAD.format(*head) + rows, "IR405")


def test_remarks_behind_moments_in_japanese() -> None:
    rows = "| 項目 | 内容 |\n|---|---|\n| 発生日時 | 2026-05-12 12:40 (JST) ※ 起点 |\n"
    rows += "| 検知日時 | 2026-05-13 09:20 (JST) 頃 ※ 報告 |\n| 復旧日時 | 2026-05-13 09:45 (JST)、確認済み |\n\n"
    text = f"# クレーン停止\n\n{rows}## 検知\n\n- **検知までの時間 (TTD):** 約 33 時間\n\n## 影響\n\n船。\n"
    assert found(text, "IR413") == [("IR413", 11)]
    assert not found(text.replace("33", "20"), "IR413")


ASIDE = (
    "| Whom | Told | When |\n| --- | --- | --- |\n| Ann | yes | 2026-05-14 09:30 |\n| Ben | yes | 2026-05-15 08:00 |\n"
)
ASIDE += "| Eve | yes | 2026-05-13 18:05 |\n| Flo | yes | 2026-05-16 10:00 |\n"


def test_a_table_that_tells_by_the_way_when_something_was_done_has_no_order() -> None:
    text = f"# The crane stood still\n\n{ROWS}\n## Notices\n\n{ASIDE}"
    assert not found(text, "IR404")
    rows = ROWS.replace("08:40", "08:10")
    assert [code for code, _ in found(f"# The crane stood still\n\n{rows}\n## Notices\n\n{ASIDE}", "IR404")] == [
        "IR404"
    ]
    second = (
        "| When | What |\n| --- | --- |\n| 2026-05-15 08:00 | a |\n| 2026-05-13 18:05 | b |\n| 2026-05-16 10:00 | c |\n"
    )
    assert found(f"# The crane stood still\n\n{ROWS}\n## Repair\n\n{second}", "IR404")


@pytest.mark.parametrize(
    ("began", "noticed", "eased", "took", "heading"),
    [
        ("Início (UTC)", "Detecção (UTC)", "Mitigação (UTC)", "Tempo até mitigação", "Resumo\n\nParou.\n\n## Impacto"),
        ("Inicio (UTC)", "Detección (UTC)", "Mitigación (UTC)", "Tiempo hasta mitigación", "Resumen\n\nx\n\n## Efecto"),
        ("Beginn (UTC)", "Erkennung (UTC)", "Eindämmung (UTC)", "Zeit bis Eindämmung", "Ursache\n\nx\n\n## Lehren"),
    ],
)  # fmt: skip
def test_a_beginning_with_its_zone_counts(began: str, noticed: str, eased: str, took: str, heading: str) -> None:
    rows = f"| | |\n| --- | --- |\n| {began} | 2026-05-14T08:05Z |\n| {noticed} | 2026-05-14T08:15Z |\n"
    rows += f"| {eased} | 2026-05-14T08:45Z |\n| {took} | 40 min |\n\n## {heading}\n\nx\n"
    assert not found(f"# Postmortem\n\n{rows}", "IR403")
