"""The hooks that the project offers are those of the table, and the guide tells of each."""

from __future__ import annotations

import yaml

from incidentlint.authoring.setup.hooks import HOOKS
from installing import ROOT
from tools.generate import hooks


def test_the_manifest_is_made_from_the_table() -> None:
    text = (ROOT / hooks.FILE).read_text(encoding="utf-8")
    assert text == hooks.manifest(), "run `make generate`"
    assert [hook["id"] for hook in yaml.safe_load(text)] == [hook.id for hook in HOOKS]


def test_the_guide_names_every_hook() -> None:
    guide = (ROOT / "docs" / "guides" / "pre-commit.md").read_text(encoding="utf-8")
    assert [hook.id for hook in HOOKS if f"| `{hook.id}` |" not in guide] == []
