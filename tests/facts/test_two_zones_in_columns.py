"""Two times of one moment under a head that names both zones, or in two columns."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

REPORT = "# Incident 2026-05-12: the yard was shut\n\n## Timeline\n\n{}\n\n## Root cause\n\nA fuse.\n"


def found(head: str, *rows: str) -> list[tuple[str, str]]:
    lines = "|---" * (head.count("|") + 1)
    events = ("it begins", "it is seen", "it is known", "it is over")
    table = "\n".join([f"| {head} | Event |", f"{lines}|---|", *map("| {} | {} |".format, rows, events)])
    said = lint_text(REPORT.format(table), [load_built_in("generic")])
    return [(one.code, one.message) for one in said if one.level != "info"]


@pytest.mark.parametrize(
    ("head", "rows", "wrong", "right"),
    [
        ("Time (UTC/JST)", ("15:20 / 00:20", "15:48 / 00:48", "16:40 / {}", "17:00 / 02:00"), "02:40", "01:40"),
        ("Zeit (UTC / CEST)", ("15:20 (17:20)", "15:48 (17:48)", "16:40 ({})", "17:00 (19:00)"), "18:04", "18:40"),
        ("UTC/PDT", ("15:20/08:20", "15:48/08:48", "16:40/{}", "17:00/10:00"), "19:40", "09:40"),
        ("UTC | JST", ("15:20 | 00:20", "15:48 | 00:48", "16:40 | {}", "17:00 | 02:00"), "02:40", "01:40"),
    ],
)
def test_times_that_do_not_agree_are_found(head: str, rows: tuple[str, ...], wrong: str, right: str) -> None:
    assert found(head, *(row.format(right) for row in rows)) == []
    (said,) = found(head, *(row.format(wrong) for row in rows))
    assert said[0] == "IR419"
    assert f"not {wrong}" in said[1]


@pytest.mark.parametrize(
    "head",
    [
        "Time (from/to)",
        "Time (AM/PM)",
        "Time (ABC/XYZ)",
        "Start (UTC) | End (UTC)",
        "Start | End (UTC)",
        "From (UTC) | To (JST)",
    ],
)
def test_times_under_other_heads_are_two_moments(head: str) -> None:
    sign = " | " if "|" in head else " / "
    assert found(head, *(f"{one}{sign}{other}" for one, other in (("15:20", "15:31"), ("15:48", "16:12")))) == []
