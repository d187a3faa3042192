"""Files whose name says that they are a template, with a day in it or the form of one."""

from __future__ import annotations

import pytest

from incidentlint.project.not_reports import kind_of_name


@pytest.mark.parametrize(
    "name", ["template.md", "0000-00-00-template.md", "00000000-template.md", "0000_00_template.md"]
)
def test_a_template(name: str) -> None:
    assert kind_of_name(name)


@pytest.mark.parametrize("name", ["2026-05-12-mail-template.md", "20260512-template-lost.md", "belts.md"])
def test_a_report(name: str) -> None:
    assert not kind_of_name(name)
