"""Words in brackets that mark the entries of a timeline: they stay in reports, other slots do not."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of


def codes(timeline: str, told: str) -> list[str]:
    page = "# Incident: {}\n\n**Date:** 2026-03-04\n\n## Timeline\n\n{}\n## Cause\n\n{}\n"
    pack = pack_of(page.format("[Title]", timeline, "[Cause]"), 'languages = ["es", "de"]')
    found = lint_text(page.format("tills", told, "A cable."), [pack])
    return [one.code for one in found if one.level != "info"]


@pytest.mark.parametrize(
    ("entry", "tags"),
    [
        ("- HH:MM – {} {}", ("[START]", "[DETECTED]", "[ENGAGED]")),
        ("- HH:MM {} [{}]", ("[START]", "[RESOLVED]")),
        ("- `HH:MM` **{}** {}", ("[inicio]", "[fin]")),
        ("| HH:MM | **{}** {} |", ("[DETECTED]", "[MITIGATED]", "[RESOLVED]")),
    ],
)
def test_tags_stay(entry: str, tags: tuple[str, ...]) -> None:
    head = "| Time | Event |\n|--|--|\n" if entry.startswith("|") else ""
    form = head + "".join(f"{entry.format(tag, 'what happened')}\n" for tag in tags)
    lines = (
        entry.replace("HH:MM", f"10:{10 + n}").replace("[{}]", "{}").format(t, f"till {n} stops")
        for n, t in enumerate(tags)
    )
    told = head + "".join(f"{line}\n" for line in lines)
    assert codes(form, told) == []
    assert codes(form, told.replace("10:11", "HH:MM")) != []


def test_tags_that_a_text_explains_stay() -> None:
    form = "Mark entries with [START], [DETECTED] and [RESOLVED].\n\n- HH:MM – [TAG] event\n"
    assert codes(form, "- 10:10 – [START] tills stop\n- 10:20 – [RESOLVED] cable in\n") == []


def test_slots_of_two_moments_are_no_tags() -> None:
    form = "| Start | End | Event |\n|--|--|--|\n| [start] | [end] | [event] |\n"
    assert "IR201" in codes(form, "| Start | End | Event |\n|--|--|--|\n| [start] | 10:20 | tills stop |\n")
