"""Packs are values: never changed, told apart by what is in their files, and the same in another process."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from incidentlint.packs import load_folder
from incidentlint.template import Edits, ShapeNode
from tests.support import built_in, lint_text, pack_of

ROOT = Path(__file__).parents[2]

TEMPLATE = "# Incident: [TITLE]\n\n**Severity:** P0 / P1\n\n## Checks\n- [ ] Backups verified\n- [ ] Owner: [Name]\n"


@pytest.mark.parametrize("name", ["bilko", "letsgobelize"])
def test_a_pack_sent_to_another_process_finds_the_same(name: str) -> None:
    text = (ROOT / f"rules/{name}/template.md").read_text(encoding="utf-8")
    pack = pack_of("", name)
    copy = pickle.loads(pickle.dumps(pack))
    assert copy.fingerprint == pack.fingerprint
    found = lint_text(text, [pack])
    assert found
    assert lint_text(text, [copy]) == found


def test_the_fingerprint_is_that_of_the_contents(tmp_path: Path) -> None:
    def written(folder: str, pack: str, template: str) -> str:
        path = tmp_path / folder
        path.mkdir()
        (path / "pack.toml").write_text(f'name = "mine"\n{pack}', encoding="utf-8")
        (path / "template.md").write_text(template, encoding="utf-8")
        return load_folder(path).fingerprint

    first = written("one", "", TEMPLATE)
    assert written("two", "", TEMPLATE) == first
    assert written("three", 'nodes.Checks.ticked = "all"\n', TEMPLATE) != first
    assert written("four", "", TEMPLATE + "- [ ] Logs kept\n") != first


def test_no_two_packs_have_the_same_fingerprint() -> None:
    fingerprints = [pack.fingerprint for pack in built_in()]
    assert len(set(fingerprints)) == len(fingerprints)


def test_nodes_are_known_by_their_index() -> None:
    for pack in built_in():
        for node in pack.shape.walk():
            assert pack.shape[node.index] is node
            assert all(pack.shape.parent(child) is node for child in node.children)
        for role, nodes in pack.roles.items():
            assert all(node is pack.shape[node.index] and role in node.roles for node in nodes)


def test_a_shape_is_not_changed() -> None:
    shape = pack_of(TEMPLATE).shape
    edits = Edits(shape)
    box = shape.find("Backups verified")
    edits.change(box, ticked=True)
    edits.change(box, aliases=("Backups checked",))
    changed = edits.shape()
    assert (box.ticked, box.aliases) == (False, ())
    assert shape.find("Backups verified") is box
    found = changed.find("Backups verified")
    assert (found.ticked, found.aliases, found.index) == (True, ("Backups checked",), box.index)
    assert changed.find("Checks").children[0].children[0] is found
    assert Edits(shape).shape() is shape
    with pytest.raises(AttributeError):
        box.ticked = True  # type: ignore[misc]
    assert isinstance(box, ShapeNode)
