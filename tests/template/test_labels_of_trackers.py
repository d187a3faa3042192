"""Severities that are labels of a tracker, of which the template leaves the number open."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

FORM = (
    "# Incident: [Title]\n\n- **Severity**: {}\n\n## Cause\n\n[Cause]\n\n## Checks\n\n"
    "- [ ] cause is found\n- [ ] ({} only) board is told\n"
)
REPORT = (
    "# Incident: tills\n\n- **Severity**: {}\n\n## Cause\n\nA cable.\n\n## Checks\n\n"
    "- [x] cause is found\n- [{}] ({} only) board is told\n"
)


@pytest.mark.parametrize(
    ("slot", "form", "note"),
    [
        ('~"severity::`<1, 2, 3 or 4>`"', '~"severity::{}"', "~severity::1"),
        ("`severity.[1|2|3|4]`", "`severity.{}`", "severity.1"),
        ("~sev::<1-4>", "~sev::{}", "~sev::1"),
        ("sev:{1 to 4}", "sev:{}", "sev:1"),
    ],
)
def test_a_label_whose_number_is_open_is_a_scale(slot: str, form: str, note: str) -> None:
    pack = pack_of(FORM.format(slot, note))

    def codes(level: int, box: str) -> list[str]:
        found = lint_text(REPORT.format(form.format(level), box, note), [pack])
        return [one.code for one in found if one.level != "info"]

    assert codes(1, "x") == codes(3, " ") == codes(2, "x") == []
    assert codes(1, " ") == ["IR302"]
    assert codes(5, " ") == ["IR207"]
