"""The id of a report that has no known template: one in its fields, its title and its file's name."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text, pack_of

REST = "\n**Started:** 2026-05-12 08:05 UTC\n\n## Summary\n\nThe lifts stood still.\n"
SAME = "docs/incidents/INC-231-lifts.md"


def found(report: str, path: str) -> list[tuple[int, str]]:
    told = lint_text(report, [load_built_in("generic")], path=path)
    return [(one.place.line, one.level) for one in told if one.code == "IR706"]


@pytest.mark.parametrize(
    ("head", "path", "line"),
    [
        ("# INC-213: no lifts\n", SAME, 1),
        ("# 🛗 No lifts (PIR_2026_41)\n", "pir/pir_2026_14_lifts.md", 1),
        ("# INC-213: no lifts\n\n**Incident number:** INC-231\n", SAME, 1),
        ("# INC-231: no lifts\n\n- **Incident ID:** INC-213\n", SAME, 3),
        ("# OUT-2026-09 no lifts\n\n| Item | It |\n| --- | --- |\n| RCA no | OUT-2026-19 |\n", "outages/lifts.md", 5),
        ("---\nid: INC-0231\n---\n\n# INC-0213 - no lifts\n", "incidents/inc-231.md", 5),
        ("# Incident: no lifts\n\n**Case ID:** `INC-213`\n", SAME, 3),
        ("# Vorfall V-26-19: nichts\n\n**Vorfallnummer:** V-26-91\n**Schweregrad:** Hoch\n", "vorfaelle/V-26-19.md", 3),
    ],
)  # fmt: skip
def test_another_id_is_reported(head: str, path: str, line: int) -> None:
    assert found(head + REST, path) == [(line, "error")]


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("# INC-2025-014: no lifts\n\n**Incident ID:** INC-2025-014\n\n- Channel: `#inc-2025-041`\n", 5),
        ("# No lifts\n\n**Incident ID:** INC-231\n\nWe met in #inc-213.\n", 5),
        ("# Postmortem #231: HTTP 503\n\nSlack: #inc-213\n", 3),
        ("---\nid: pmt-0017\n---\n\n# No lifts\n\n`Postmortem: pmt-0071` `DRAFT`\n", 7),
    ],
)
def test_a_channel_with_two_digits_swapped_is_reported(head: str, line: int) -> None:
    assert found(head + REST, "incidents/lifts.md") == [(line, "error")]


def test_a_reference_may_be_a_ticket() -> None:
    assert found("# OPS-12: no lifts\n\n**Reference:** OPS-21\n" + REST, "incidents/lifts.md") == [(3, "info")]


@pytest.mark.parametrize(
    ("head", "path"),
    [
        ("# INC-231: no lifts\n\n**Incident ID:** INC-231\n", SAME),
        ("# INC-231: no lifts, as in INC-213\n\n**Incident ID:** INC-231\n", SAME),
        ("# INC-0231: no lifts\n", SAME),
        ("# No lifts again: what INC-190 and INC-213 had in common\n", SAME),
        ("# SEV-2: no lifts\n", "incidents/2026-05-12-sev-1-review.md"),
        ("# INC-231: no lifts\n\n**Related incident:** INC-213\n", SAME),
        ("# No lifts after RFC-2119\n", SAME),
        ("# No lifts\n\n**Incident ID:** INC-231\n**Related incident:** `INC-213`\n", SAME),
        ("# No lifts\n\n**Incident ID:** INC-231\n\nThe channel was #inc-231, that of last year #inc-114.\n", SAME),
        ("# No lifts\n\n**Incident ID:** INC-231\n\nAs in INC-213, the motor.\n", SAME),
        ("# Postmortem #231: no lifts\n\nSlack: #inc-231, fixed by #213\n", "incidents/lifts.md"),
        ("# Post-mortem 2026-05-12: no lifts\n", "docs/postmortems/2026-05-12-lifts.md"),
    ],
)
def test_one_id_or_that_of_another_incident(head: str, path: str) -> None:
    assert found(head + REST, path) == []


def _of_template(template: str, report: str) -> list[tuple[int, str]]:
    rest = "\n## Cause\n\n{}\n"
    pack = pack_of(template + rest.format("[cause]"))
    told = lint_text(report + rest.format("A full disk."), [pack], path="incidents/lifts.md")
    return [(one.place.line, one.level) for one in told if one.code == "IR706"]


@pytest.mark.parametrize(
    ("template", "report", "line"),
    [
        ("---\npm-number: NNNN\n---\n\n# PM-NNNN: Title\n", "---\npm-number: 3117\n---\n\n# PM-3171: no lifts\n", 2),
        (
            "---\ncase: INC<n>\n---\n\n# Review <Case>: <Title>\n",
            "---\ncase: INC4987\n---\n\n# Review INC4897: lifts\n",
            2,
        ),
        ("# Post #NNN: [Title]\n\n- **Incident ID:** #NNN\n", "# Post #116: lifts\n\n- **Incident ID:** #117\n", 3),
        (
            "---\nid: INC-YYYYMMDD-x\n---\n\n# INC-YYYYMMDD-x: [Title]\n",
            "---\nid: INC-20260311-b\n---\n\n# INC-20260311-a: lifts\n",
            2,
        ),
        (
            '---\ntitle: "[INC-0000] "\n---\n\n### Incident ID\n\nINC-\n',
            '---\ntitle: "[INC-0317] lifts"\n---\n\n### Incident ID\n\nINC-0371\n',
            7,
        ),
    ],
)
def test_the_id_of_a_title_in_another_form(template: str, report: str, line: int) -> None:
    assert _of_template(template, report) == [(line, "error")]


@pytest.mark.parametrize(
    "report",
    [
        "---\npm-number: 3117\n---\n\n# PM-3117: no lifts\n\n**Related:** PM-3116\n",
        "# PM-3117: no lifts\n\n**Port:** 3171\n",
        "# HTTP-503: no lifts\n\n**Code:** HTTP-502\n",
        "# PM-3117: no lifts, after PM-3116\n\n**Ticket:** PM-3171\n",
    ],
)
def test_a_number_of_something_else_is_none_of_the_title(report: str) -> None:
    assert _of_template("# PM-NNNN: Title\n", report) == []


ROWS = "\n## Timeline\n\n- 08:05 Lifts stop\n- 08:11 {}\n- 09:40 Service restored\n"


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("# Postmortem #437: no lifts\n", "Incident #473 declared as SEV-1"),
        ("# INC-2041: no lifts\n\n**Incident ID:** INC-2041\n", "INC-2014 declared"),
        ("# INC-2041: no lifts\n\n**Incident ID:** INC-2041\n", "Incident INC-2401 declared"),
    ],
)
def test_a_row_that_opens_the_incident_has_its_id(head: str, row: str) -> None:
    assert [level for _, level in found(head + REST + ROWS.format(row), "incidents/lifts.md")] == ["error"]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("# Postmortem #437: no lifts\n", "Incident #437 declared, after #473 of May"),
        ("# INC-2041: no lifts\n\n**Incident ID:** INC-2041\n", "Looks like INC-2014 to us"),
        ("# INC-2041: no lifts\n\n**Incident ID:** INC-2041\n", "INC-2042 is looked into as well"),
    ],
)
def test_a_row_may_tell_of_another_incident(head: str, row: str) -> None:
    assert found(head + REST + ROWS.format(row), "incidents/lifts.md") == []


TWICE = """---
incident_id: "INC-YYYY-NNN"
severity: SEV1  # SEV1, SEV2, SEV3
---

# Post-mortem: [Title]

**{}**: INC-YYYY-NNN

| Field | Value |
| --- | --- |
| Severity | SEV1 / SEV2 / SEV3 |
"""


def _twice(label: str, number: str, level: str = "SEV2") -> list[tuple[str, int]]:
    pack = pack_of(TWICE.format(label), 'name = "own"\ntemplate = "template.md"\n')
    report = TWICE.format(label).replace('"INC-YYYY-NNN"', "INC-2026-014").replace("INC-YYYY-NNN", number)
    report = report.replace("SEV1  # SEV1, SEV2, SEV3", "SEV2").replace("SEV1 / SEV2 / SEV3", level)
    told = lint_text(report.replace("[Title]", "no lifts"), [pack], path="docs/x.md")
    return [(one.code, one.place.line) for one in told if one.level != "info"]


@pytest.mark.parametrize("label", ["Incident ID", "Incident ticket", "Case ID", "Incident reference"])
def test_two_fields_of_a_template_say_one_id(label: str) -> None:
    assert _twice(label, "INC-2026-014") == []
    assert _twice(label, "INC-2026-041") == [("IR706", 8)]


@pytest.mark.parametrize("label", ["Related incident", "Duplicate of", "Previous incident ID"])
def test_another_incident_has_another_id(label: str) -> None:
    assert _twice(label, "INC-2026-041") == []


def test_two_fields_of_a_template_say_one_severity() -> None:
    assert _twice("Incident ID", "INC-2026-014", "SEV1") == [("IR307", 12)]
