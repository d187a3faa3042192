"""Modules that are kept compiled in one file: found there while their files are as they were, else not."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentlint import modules
from incidentlint.modules import KeptModules, Module, compiled_modules


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package whose modules are kept, with a package below it."""
    monkeypatch.setattr(modules, "_PACKAGES", ("ledger",))
    monkeypatch.syspath_prepend(str(tmp_path))
    folder = tmp_path / "ledger"
    for path, text in (
        ("__init__.py", ""),
        ("entries.py", "WHERE = 'entries'\n\ndef fail():\n    raise KeyError(WHERE)\n"),
        ("books/__init__.py", "from ledger.books.pages import COUNT\n"),
        ("books/pages.py", "COUNT = 12\n"),
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    yield folder
    forget()


def forget() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "ledger"]:
        del sys.modules[name]


def kept(*names: str) -> dict[str, Module]:
    """What is kept of modules after a run that imported them."""
    for name in names:
        importlib.import_module(name)
    found = compiled_modules()
    forget()
    return found


def through(monkeypatch: pytest.MonkeyPatch, found: dict[str, Module], name: str) -> str:
    """The kind of what loads a module when some are kept."""
    monkeypatch.setattr(sys, "meta_path", [KeptModules(found), *sys.meta_path])
    spec = importlib.import_module(name).__spec__
    assert spec is not None
    return type(spec.loader).__name__


def test_a_module_is_taken_from_what_is_kept(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = kept("ledger.entries", "ledger.books")
    assert sorted(found) == ["ledger.books", "ledger.books.pages", "ledger.entries"]
    assert through(monkeypatch, found, "ledger.entries") == "KeptModules"
    assert through(monkeypatch, found, "ledger.books") == "KeptModules"
    entries, books = sys.modules["ledger.entries"], sys.modules["ledger.books"]
    assert (entries.WHERE, entries.__file__, books.COUNT) == ("entries", str(package / "entries.py"), 12)
    assert books.__path__ == [str(package / "books")]
    assert sys.modules["ledger.books.pages"].__package__ == "ledger.books"
    with pytest.raises(KeyError) as raised:
        entries.fail()
    assert raised.traceback[-1].path == package / "entries.py"


def test_a_module_that_changed_is_read(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = kept("ledger.entries", "ledger.books.pages")
    (package / "entries.py").write_text("WHERE = 'changed'\n", encoding="utf-8")
    pages = package / "books" / "pages.py"
    stat = pages.stat()
    pages.write_text("COUNT = 13\n", encoding="utf-8")
    os.utime(pages, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000_000))
    assert through(monkeypatch, found, "ledger.entries") == "SourceFileLoader"
    assert through(monkeypatch, found, "ledger.books.pages") == "SourceFileLoader"
    assert (sys.modules["ledger.entries"].WHERE, sys.modules["ledger.books.pages"].COUNT) == ("changed", 13)


def test_a_module_of_another_place_is_not_taken_for_it(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = kept("ledger.entries")
    other = tmp_path / "other" / "ledger"
    other.mkdir(parents=True)
    (other / "__init__.py").touch()
    (other / "entries.py").write_text("WHERE = 'elsewhere'\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(other.parent))
    assert through(monkeypatch, found, "ledger.entries") == "SourceFileLoader"
    assert sys.modules["ledger.entries"].WHERE == "elsewhere"


def test_a_module_whose_file_is_gone_is_not_there(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = kept("ledger.entries")
    (package / "entries.py").unlink()
    with pytest.raises(ModuleNotFoundError):
        through(monkeypatch, found, "ledger.entries")


def test_a_module_that_others_import_runs_when_it_is_asked_for_a_name(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (package / "books" / "__init__.py").write_text("import sys\nfrom ledger import entries\nRUN = sys.RUN = True\n")
    monkeypatch.setattr(modules, "_LATER", {"ledger.books"})
    monkeypatch.setattr(sys, "meta_path", [KeptModules({}), *sys.meta_path])
    monkeypatch.setattr(sys, "RUN", False, raising=False)
    books = importlib.import_module("ledger.books")
    assert importlib.import_module("ledger.books.pages").COUNT == 12, "a module below it needs it not"
    assert books.pages.COUNT == 12
    assert "ledger.entries" not in sys.modules
    assert books.__file__ == str(package / "books" / "__init__.py")
    assert not sys.RUN  # type: ignore[attr-defined]
    assert books.RUN
    assert books.entries.WHERE == "entries"
    with pytest.raises(AttributeError, match="has no attribute 'CHAPTER'"):
        _ = books.CHAPTER


def test_a_dataclass_that_is_kept_asks_for_no_signature(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "from dataclasses import dataclass\n@dataclass\nclass Entry:\n    sum: int\n"
    (package / "entries.py").write_text(text, encoding="utf-8")
    found = kept("ledger.entries")
    through(monkeypatch, found, "ledger.entries")
    entry = sys.modules["ledger.entries"].Entry(3)
    assert (entry.sum, type(entry).__doc__) == (3, "Entry")
    assert repr(entry) == "Entry(sum=3)"
