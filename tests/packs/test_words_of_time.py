"""A pack's own words of time are read, as those of every language are."""

from __future__ import annotations

from support import lint_text, pack_of

TEMPLATE = """\
# Incident: [Title]

**Detected:** YYYY-MM-DD HH:MM UTC
**Resolved:** YYYY-MM-DD HH:MM UTC
**Duration:** X hours Y minutes
"""

WORDS = """\
name = "own"
template = "t.md"
[lexicon.time]
months = [
  ["unua"], ["dua"], ["tria"], ["kvara"], ["kvina"],
  ["sesa"], ["sepa"], ["oka"], ["nauxa"], ["deka"], ["elva"], ["tola"]
]
at = ["je la"]
and = ["kaj"]
[lexicon.time.units]
hour = ["horoj"]
minute = ["minutoj"]
"""

REPORT = """\
# Incident: a gate jammed

**Detected:** 9 tria 2026 08:14 UTC
**Resolved:** 9 tria 2026, 09:49 UTC
**Duration:** {} horoj kaj 35 minutoj
"""


def test_words_of_a_packs_own_reach_the_readers() -> None:
    before = [one.code for one in lint_text(REPORT.format(1), [pack_of(TEMPLATE)])]
    assert before == ["IR208", "IR208", "IR208"]
    own = pack_of(TEMPLATE, WORDS)
    assert lint_text(REPORT.format(1), [own]) == ()
    assert [one.code for one in lint_text(REPORT.format(2), [own])] == ["IR403"]
