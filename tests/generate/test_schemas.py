"""The JSON Schemas and the manual page: fresh, and right about every file that we ship or show."""

from __future__ import annotations

import json
import re
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from incidentlint.cli.main import cli
from tools.generate import manpage, schemas

ROOT = Path(__file__).parents[2]
SHOWN = [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "examples").rglob("*.md"))]

_BLOCK = re.compile(r"^```toml([^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def validator(name: str) -> Any:
    return jsonschema.Draft202012Validator(schemas.schema(name))


def blocks() -> list[tuple[str, str, object]]:
    """The TOML that documentation shows of configuration and packs: where, which kind, the data."""
    found: list[tuple[str, str, object]] = []
    for path in SHOWN:
        for number, match in enumerate(_BLOCK.finditer(path.read_text("utf-8"))):
            try:
                data = tomllib.loads(match[2])
            except tomllib.TOMLDecodeError:
                continue  # a piece, or one that is meant to be wrong
            named = match[1] + match[2].partition("\n")[0]
            where = f"{path.relative_to(ROOT)}#{number}"
            if "incidentlint" in data.get("tool", {}):
                found.append((where, "config", data["tool"]["incidentlint"]))
            elif "incidentlint.toml" in named:
                found.append((where, "config", data))
            elif "pack.toml" in named:
                found.append((where, "pack", data))
    return found


@pytest.mark.parametrize("name", schemas.NAMES)
def test_schemas_are_schemas_and_fresh(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas.schema(name))
    shipped = (ROOT / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert shipped == schemas.text(name), "make generate"


def test_the_manual_page_is_fresh() -> None:
    assert (ROOT / "man" / "incidentlint.1").read_text(encoding="utf-8") == manpage.manual_page(), "make generate"


def test_the_manual_page_has_every_option() -> None:
    page = manpage.manual_page().replace("\\-", "-")
    options = {name for command in cli.commands.values() for option in command.params for name in option.opts}
    for name in options:
        assert not name.startswith("-") or name in page
    assert not [line for line in page.splitlines() if re.match(r"[.'](?!TH|SH|TP|PP|br)", line)]


@pytest.mark.parametrize("module", ["tools.generate.schemas", "tools.generate.manpage"])
def test_generators_write_and_check(module: str, tmp_path: Path) -> None:
    target = tmp_path / "new" if module.endswith("schemas") else tmp_path / "new" / "x.1"

    def run(*arguments: str) -> int:
        return import_module(module).main(arguments)

    assert run(str(target), "--check") == 1
    assert run(str(target)) == 0
    assert run("--check", str(target)) == 0


@pytest.mark.parametrize("path", sorted((ROOT / "rules" / "core").glob("*.toml")), ids=lambda path: path.stem)
def test_rules_are_valid(path: Path) -> None:
    validator("rule").validate(tomllib.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", sorted(ROOT.glob("rules/*/pack.toml")), ids=lambda path: path.parent.name)
def test_packs_are_valid(path: Path) -> None:
    validator("pack").validate(tomllib.loads(path.read_text(encoding="utf-8")))


def test_what_the_documentation_shows_is_valid() -> None:
    assert {kind for _, kind, _ in blocks()} >= {"config"}
    for where, kind, data in blocks():
        errors = [error.message for error in validator(kind).iter_errors(data)]
        assert not errors, where


CONFIG = """
extend = "base.toml"
select = ["IR4", "ALL"]
ignore = ["IR403"]
extend-select = ["blameful-wording"]
exclude = ["drafts/"]
extend-exclude = ["*.tmp.md"]
respect-gitignore = false
fail-on = "error"
rules.IR4 = "off"
per-file-ignores."docs/old/**" = ["IR1"]
[[reports]]
files = "docs/*.md"
pack = ["bilko", "packs/ours"]
"""


def test_configuration_is_valid() -> None:
    validator("config").validate(tomllib.loads(CONFIG))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("config", 'ingore = ["IR4"]'),
        ("config", 'rules.IR4 = "of"'),
        ("config", 'fail-on = "off"'),
        ("config", 'select = "IR4"'),
        ("config", '[[reports]]\nfiles = "x"'),
        ("config", '[[reports]]\nfiles = "x"\npack = "y"\nfile = "z"'),
        ("pack", 'nmae = "x"'),
        ("pack", 'nodes.X.requird = true'),
        ("pack", 'roles.sevrity = "x"'),
        ("pack", 'rules.IR4 = "of"'),
        ("pack", 'conditions.x = { severty = ["P0"] }'),
        ("pack", 'deadlines.other = {}'),
        ("rule", 'cod = "IR1"'),
        ("rule", 'code = "IR999"\nname = "x"\ncheck = "y"\nmessage = "z"'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_not_valid(name: str, text: str) -> None:
    assert not validator(name).is_valid(tomllib.loads(text))


def test_schemas_know_no_null() -> None:
    assert all('"null"' not in json.dumps(schemas.schema(name)) for name in schemas.NAMES if name != "record")
