"""A length whose note or label names its ends is compared with these: fields by their labels, rows that are marked."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

FIELDS = """# Postmortem: no lifts

**Started:** 2026-03-10 07:40 UTC
**Detected:** 2026-03-10 07:52 UTC
**Mitigated:** 2026-03-10 08:40 UTC
**Resolved:** 2026-03-10 09:10 UTC
{}

## Root cause

A relay.
"""

ROWS = """# Incident review: no lifts

## Timeline

2026-03-10

- `07:31` - new relay put in
- `07:40` - third lift stops, **impact began**
- `07:52` - [detected] the porter calls
- `08:40` - stairs opened, power cut; mitigated
- `09:10` - **Resolved** · old relay back

{}

## Root cause

A relay.
"""

GERMAN = """# Postmortem: Aufzüge

- **Beginn:** 2026-03-10 07:40
- **Entdeckt:** 2026-03-10 07:52
- **Lahmgelegt bis:** 2026-03-10 09:10
- {}

## Ursache

Ein Relais.
"""

FRENCH = """# Fiche d'incident

**Début de l'incident :** 2026-03-10 07:40
**Détection :** 2026-03-10 07:52
**Rétablissement du service :** 2026-03-10 09:10
{}

## Cause

Un relais.
"""

JAPANESE = """# ポストモーテム

- 影響開始: 2026-03-10 07:40
- 検知: 2026-03-10 07:52
- 収束: 2026-03-10 09:10
- {}

## 原因

リレー
"""

TABLE = """| Time to ... | Minutes |
| --- | --- |
| {} | {} |"""


def found(form: str, told: str) -> list[tuple[str, str]]:
    findings = lint_text(form.format(told), [load_built_in("generic")])
    return [(one.code, one.message) for one in findings if one.level != "info"]


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        (FIELDS, "**Duration:** 1 h 18 min (detected → resolved)", "**Duration:** 1 h 28 min (detected → resolved)"),
        (FIELDS, "**Downtime:** 60 min (start to mitigation)", "**Downtime:** 50 min (start to mitigation)"),
        (FIELDS, "**Lost (mitigated -> resolved):** 30m", "**Lost (mitigated -> resolved):** 20m"),
        (FIELDS, "**Detected => mitigated:** 48 min", "**Detected => mitigated:** 84 min"),
        (FIELDS, "**Time to resolve:** 1 h 30 min (from start)", "**Time to resolve:** 1 h 18 min (from start)"),
        (FIELDS, "**TTR:** 78 min (since detection)", "**TTR:** 87 min (since detection)"),
        (ROWS, TABLE.format("detect (impact began → detected)", 12), TABLE.format("detect (began → detected)", 21)),
        (ROWS, TABLE.format("mitigate (began → mitigated)", 60), TABLE.format("mitigate (began → mitigated)", 69)),
        (ROWS, "- **Down** (impact began → resolved): 90 min", "- **Down** (impact began → resolved): 99 min"),
        (ROWS, "- Duration: 1h 18m (detected → resolved)", "- Duration: 1h 08m (detected → resolved)"),
        (GERMAN, "**Dauer:** 90 min (Beginn → Lahmgelegt bis)", "**Dauer:** 80 min (Beginn → Lahmgelegt bis)"),
        (GERMAN, "**Zeit (Beginn → Entdeckt):** 12 min", "**Zeit (Beginn → Entdeckt):** 22 min"),
        (FRENCH, "**Panne (début → rétablissement) :** 1 h 30", "**Panne (début → rétablissement) :** 1 h 18"),
        (FRENCH, "**Durée :** 78 min (détection → rétablissement)", "**Durée :** 90 min (détection → rétablissement)"),
        (JAPANESE, "収束まで: 90 分", "収束まで: 80 分"),
        (JAPANESE, "停止時間: 78 分（検知→収束）", "停止時間: 87 分（検知→収束）"),
    ],
)  # fmt: skip
def test_it_is_the_time_between_them(form: str, right: str, wrong: str) -> None:
    assert found(form, right) == []
    (code, message), *others = found(form, wrong)
    assert code in ("IR403", "IR413")
    assert others == []
    assert " says " in message


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (FIELDS, "**Duration:** 50 min (first signal → resolved)"),
        (FIELDS, "**Duration:** 50 min (support hours only)"),
        (FIELDS, "**Response:** 5 min (page → answer)"),
        (FIELDS, "**Rollback → green:** 5 min"),
        (FIELDS, "**Duration:** about an hour (start → mitigated)"),
        (ROWS, "- Duration: 99 min (new relay → resolved)"),
        (ROWS, "- Time to repair: 30 min (mitigated → resolved)"),
        (JAPANESE, "対応まで: 5 分"),
        (JAPANESE, "影響時間: 5 分（一部のみ）"),
    ],
)
def test_ends_that_nothing_states_excuse_it(form: str, told: str) -> None:
    assert found(form, told) == []


def test_a_moment_in_doubt_is_no_end() -> None:
    rows = ROWS.replace("`08:40` - stairs", "`09:20` - stairs")
    assert [code for code, _ in found(rows, "- Down (impact began → mitigated): 60 min")] == ["IR404"]


def test_behind_midnight_the_day_of_a_row_is_only_guessed() -> None:
    text = ROWS.replace("2026-03-10\n\n", "").replace("`09:10`", "`00:10`")
    assert found(text, "- Down (impact began → resolved): 16 h 30 min") == []


@pytest.mark.parametrize("number", ["3.{}", "3.{}.", "10.2.{}"])
def test_labels_may_have_the_numbers_of_a_form(number: str) -> None:
    first, last, length = (number.format(part) for part in (2, 3, 4))
    head = (
        f"# Correction of error\n\n{first} Start of impact: 2026-03-10 09:17\n{last} End of impact: 2026-03-10 11:02\n"
    )
    tail = "\n\n## Root cause\n\nA relay.\n"
    assert found("{}", f"{head}{length} Length of impact: 105 minutes{tail}") == []
    assert [code for code, _ in found("{}", f"{head}{length} Length of impact: 145 minutes{tail}")] == ["IR403"]
