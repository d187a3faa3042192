"""A pack names the role of any column, in whatever words its template has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidentlint.api import lint
from incidentlint.packs import load_pack
from incidentlint.toml_file import FileError

TEMPLATE = """\
# Hlášení: [Název]

## Kdo kde byl

| Kdo | Kde |
| --- | --- |
| [Kdo] | [Kde] |

## Co dál

| Úkol | Kdo | Nejpozději |
| --- | --- | --- |
| [Co] | [Kdo] | RRRR-MM-DD |
"""
REPORT = """\
# Hlášení: pošta

## Kdo kde byl

| Kdo | Kde |
| --- | --- |
| Jana | doma |

## Co dál

| Úkol | Kdo | Nejpozději |
| --- | --- | --- |
| Vyčistit frontu | Jana | 2026-03-09 |
| Hlídat frontu | - | - |
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pack").mkdir()
    Path("pack/template.md").write_text(TEMPLATE, "utf-8")


def roles(text: str) -> list[list[str]]:
    """The roles of the columns of each table, with the [roles] of a pack."""
    Path("pack/pack.toml").write_text(f'[roles]\nactions = "Co dál"\n{text}\n', "utf-8")
    return [[column.role for column in node.columns] for node in load_pack("pack").shape.walk() if node.columns]


def test_a_column_is_named_by_its_label_or_with_its_section() -> None:
    assert roles("") == [["", ""], ["", "", ""]]
    assert roles('owner = "Co dál > kdo"\ndue = "Nejpozději"') == [["", ""], ["", "owner", "due"]]
    assert roles('owner = "Kdo"') == [["owner", ""], ["", "owner", "due"]]
    assert roles('owner = ["Co dál > Úkol"]\nname = "Kdo kde byl > Kdo"') == [["name", ""], ["owner", "", "due"]]


def test_its_rules_are_asked() -> None:
    roles('owner = "Co dál > Kdo"\ndue = "Nejpozději"')
    found = {finding.code for finding in lint(REPORT, pack="pack")}
    assert {"IR601", "IR602"} <= found
    roles("")
    assert not {"IR601", "IR602"} & {finding.code for finding in lint(REPORT, pack="pack")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('owner = "Co dál > Kde"', "pack.toml:3:1: the template has no column 'Co dál > Kde'"),
        ('owners = "Kdo"', "unknown role 'owners'; did you mean 'owner'"),
    ],
)
def test_a_column_that_is_not_there_is_an_error(text: str, said: str) -> None:
    with pytest.raises(FileError) as error:
        roles(text)
    assert said in str(error.value)
