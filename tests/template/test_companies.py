"""Templates of companies with complete reports by two hands, and their single defects: `companies/` has a folder each.

A template is read as `init` reads it, with the roles that it would write into the pack.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from incidentlint.authoring.setup.template_review import read_template
from incidentlint.findings import Diagnostic
from incidentlint.packs import Pack
from support import lint_text, pack_of

FOLDER = Path(__file__).parent / "companies"

COMPANIES = sorted(path.name for path in FOLDER.iterdir())

LATER = "2027-06-01T00:00Z"
"""No report is a draft any more."""


@cache
def pack(company: str) -> Pack:
    bare = pack_of(text(company, "template"))
    roles = read_template(replace(bare, template=FOLDER / company / "template.md")).roles
    lines = (f"{role} = {name!r}" for role, name in roles.items())
    return pack_of(text(company, "template"), "\n".join(("[roles]", *lines)))


@cache
def text(company: str, name: str) -> str:
    return (FOLDER / company / f"{name}.md").read_text(encoding="utf-8")


def found(company: str, report: str) -> list[Diagnostic]:
    return [one for one in lint_text(report, [pack(company)], as_of=LATER) if one.level != "info"]


def defects() -> list[Any]:
    cases = []
    for company in COMPANIES:
        listed = tomllib.loads((FOLDER / company / "defects.toml").read_text(encoding="utf-8"))["defect"]
        cases += [pytest.param(company, one, id=f"{company}: {one['name']}") for one in listed]
    return cases


@pytest.mark.parametrize("company", COMPANIES)
@pytest.mark.parametrize("name", ["terse", "wordy"])
def test_a_complete_report_is_silent(company: str, name: str) -> None:
    assert [(one.code, one.place.line, one.message) for one in found(company, text(company, name))] == []


@pytest.mark.parametrize(("company", "defect"), defects())
def test_a_defect_is_found(company: str, defect: dict[str, Any]) -> None:
    report = text(company, defect["report"])
    assert report.count(defect["right"]) == 1
    codes = {one.code for one in found(company, report.replace(defect["right"], defect["wrong"]))}
    assert any(code.startswith(tuple(defect["codes"])) for code in codes), codes
