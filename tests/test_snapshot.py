"""What is kept of the sources: the same values and patterns, and the sources where it is not in order."""

from __future__ import annotations

import importlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from incidentlint import snapshot
from incidentlint.about import data_folder
from incidentlint.packs import built_in_packs, load_folder
from incidentlint.rulebook import load_rules
from incidentlint.vocabulary import load_lexicon

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
REPORT = next(EXAMPLES.rglob("INCIDENT-*-database-disk-full.md"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder for compiled files, in which nothing is kept yet."""
    return tmp_path / "kept"


def check(home: Path, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(
        [sys.executable, "-m", "incidentlint", "check", "--no-cache", "--output-format", "json", *map(str, arguments)],
        check=False, capture_output=True, text=True,
        env={**inherited, "PYTHONPATH": str(ROOT / "src"), "PYTHONPYCACHEPREFIX": str(home), **environment},
    )  # fmt: skip


def kept(home: Path) -> Path | None:
    return next(home.rglob("snapshot*.bin"), None)


def test_a_run_writes_what_it_read_and_the_next_finds_the_same(home: Path) -> None:
    first = check(home, EXAMPLES)
    path = kept(home)
    assert path is not None
    written = path.read_bytes()
    second = check(home, EXAMPLES)
    assert (second.returncode, second.stdout, second.stderr) == (first.returncode, first.stdout, first.stderr)
    assert len(json.loads(second.stdout)["files"]) > 10
    assert path.read_bytes() == written, "nothing was read from sources again"


def test_nothing_is_written_where_python_writes_no_compiled_files(home: Path) -> None:
    check(home, REPORT, PYTHONDONTWRITEBYTECODE="1")
    assert kept(home) is None


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A folder for compiled files after a first run, and what that said."""
    folder = tmp_path_factory.mktemp("kept")
    return folder, check(folder, REPORT)


@pytest.mark.parametrize("damage", [b"", b"\xff", b"[\x00", b"s\x04"])
def test_a_file_that_is_not_in_order_is_made_again(
    made: tuple[Path, subprocess.CompletedProcess[str]], home: Path, damage: bytes
) -> None:
    folder, first = made
    shutil.copytree(folder, home)
    path = kept(home)
    assert path is not None
    whole = len(path.read_bytes())
    path.write_bytes(damage)
    for _ in range(2):
        again = check(home, REPORT, INCIDENTLINT_NO_CACHE="1")
        assert (again.returncode, again.stdout, again.stderr) == (first.returncode, first.stdout, first.stderr)
        # The same objects in another order may share a few bytes more or fewer.
        assert len(path.read_bytes()) == pytest.approx(whole, rel=0.001)


def test_a_newer_source_is_read(home: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    for name in ("src", "rules"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    source = {"PYTHONPATH": str(project / "src")}
    command = [sys.executable, "-m", "incidentlint", "rule", "IR403"]
    environment = {**os.environ, **source, "PYTHONPYCACHEPREFIX": str(home)}
    before = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    rule = next((project / "rules" / "core").glob("IR403*.toml"))
    rule.write_text(
        rule.read_text("utf-8").replace('name = "duration-mismatch"', 'name = "duration-otherwise"'), "utf-8"
    )
    after = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    assert before.startswith("IR403 duration-mismatch")
    assert after.startswith("IR403 duration-otherwise")


def through(value: Any, **live: Any) -> Any:
    """A value written down and read again, beside others that are kept."""
    writer = snapshot.Snapshot(b"", {}, {})
    writer.live = {**live, "value": value}
    reader = snapshot.Snapshot(b"", {"value": writer._pickled(value)}, {})
    reader.live = dict(live)
    return reader.get("value", lambda: pytest.fail("it was not kept"))


def test_rules_and_words_come_back_as_they_were() -> None:
    assert through(load_rules()) == load_rules()
    back, made = through(load_lexicon()), load_lexicon()
    for name in ("fingerprint", "words", "roles", "columns", "milestones", "todo", "none", "numbered", "scales"):
        assert getattr(back, name) == getattr(made, name), name


@pytest.mark.parametrize("name", built_in_packs())
def test_packs_come_back_as_they_were_with_the_words_that_they_share(name: str) -> None:
    lexicon = load_lexicon()
    folder = data_folder() / name
    pack = load_folder(folder)
    back = through(pack, words=lexicon)
    assert type(back) is type(pack)
    assert (back.fingerprint, back.shape.flat, back.text) == (pack.fingerprint, pack.shape.flat, pack.text)
    assert back.template == pack.template
    assert back.sources.own.folder == folder
    assert pack.lexicon is not lexicon or back.lexicon is lexicon


def test_paths_of_the_data_are_those_of_the_place_where_it_is_read() -> None:
    root = str(data_folder())
    writer = snapshot.Snapshot(b"", {}, {})
    data = writer._pickled((Path(root) / "bilko", f"{root}/bilko/pack.toml"))
    reader = snapshot.Snapshot(b"", {}, {})
    reader.root = "/elsewhere"
    assert reader._unpickled(data) == (Path("/elsewhere/bilko"), "/elsewhere/bilko/pack.toml")


def test_a_value_that_cannot_be_read_is_made() -> None:
    broken = snapshot.Snapshot(b"", {"value": b"no pickle"}, {})
    assert broken.get("value", lambda: 3) == 3
    assert broken.made == {"value": 3}


@pytest.mark.parametrize(
    ("pattern", "flags"),
    [
        (r"(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)|(x)", 0),
        (r"ärger|straße|[а-я]++|(?>a|ab)c", re.IGNORECASE),
        (r"^a.b$", re.MULTILINE | re.DOTALL),
        (r"(?i:a)\s*\Z", re.ASCII),
    ],
)
def test_a_pattern_that_was_kept_matches_as_the_one_that_was_compiled(pattern: str, flags: int) -> None:
    first = snapshot.Snapshot(b"", {}, {})
    compiled = first.pattern(pattern, int(flags))
    second = snapshot.Snapshot(b"", {}, first.compiled)
    taken = second.pattern(pattern, int(flags))
    assert second.compiled == {}
    expected = importlib.import_module("re").compile(pattern, flags)
    for one in (compiled, taken):
        assert one == expected
        assert (one.flags, one.groups, one.groupindex) == (expected.flags, expected.groups, expected.groupindex)
        for text in ("at 12:30", "STRASSE abc ärger Ä", "a\nb\na.b", "A  \n", "x"):
            assert [m.span() for m in one.finditer(text)] == [m.span() for m in expected.finditer(text)]


def test_what_is_wrong_with_a_pattern_is_said_as_ever() -> None:
    with pytest.raises(re.error, match="unterminated"):
        snapshot.Snapshot(b"", {}, {}).pattern("(a", 0)
    assert snapshot.Snapshot(b"", {}, {}).pattern(b"a+", 0).match(b"aa")


def test_a_set_of_signs_that_is_shared_is_the_one_that_re_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    compiler = importlib.import_module("re._compiler")
    snapshot.share_sets()
    shared = compiler._optimize_charset
    snapshot.share_sets()
    assert compiler._optimize_charset is shared
    plain = shared.__wrapped__
    for signs in (
        r"[^\W\u0e00-\u0e7f\u3400-\u9fff\uac00-\ud7af]",
        r"[\d_\-]",
        r"[a-zß-ÿ]",
        "[a]",
        r"[^\n]",
        r"[\U0001f300-\U0001faff]",
    ):
        for flags in (0, re.IGNORECASE, re.ASCII, re.IGNORECASE | re.ASCII):
            codes = []
            for make in (plain, shared, shared):
                monkeypatch.setattr(compiler, "_optimize_charset", make)
                codes.append(snapshot._compiled(f"x{signs}+(?!{signs})", flags))
            assert codes[0] == codes[1] == codes[2]


def test_a_pattern_is_kept_however_it_is_told_that_it_is_one_of_unicode() -> None:
    first = snapshot.Snapshot(b"", {}, {})
    first.pattern("a+", re.IGNORECASE)
    second = snapshot.Snapshot(b"", {}, first.compiled)
    found = second.matcher("a+", re.IGNORECASE | re.UNICODE, lambda *_: pytest.fail("it was kept"))
    assert found is second.matcher("a+", re.IGNORECASE, lambda *_: pytest.fail("it was kept"))
    assert (found.flags, found.pattern) == (re.compile("a+", re.IGNORECASE).flags, "a+")
    with pytest.raises(ValueError, match="ASCII and UNICODE"):
        second.matcher("a+", re.ASCII | re.UNICODE, re.compile)


def read_again(data: bytes, path: Path, wanted: bytes) -> snapshot.Snapshot | None:
    path.write_bytes(data)
    return snapshot._read(str(path), wanted)


def test_what_was_written_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    writer = snapshot.Snapshot(b"", {}, {})
    writer.get("value", lambda: [1, 2])
    writer.pattern(r"(?P<one>b)|c", 0)
    assert writer.text("given", lambda: "made") == "made"
    data = writer.data(b"now", {"room.door": ("door.py", 3, 4, "room", b"code")})
    reader = read_again(data, tmp_path / "kept.bin", b"now")
    assert reader is not None
    assert reader.get("value", lambda: pytest.fail("it was kept")) == [1, 2]
    assert reader.text("given", lambda: pytest.fail("it was kept")) == "made"
    found = reader.matcher(r"(?P<one>b)|c", 0, lambda *_: pytest.fail("it was kept"))
    assert (found.findall("abc"), found.groupindex) == (["b", ""], {"one": 1})
    assert bytes(reader.part(reader.modules["room.door"][-1])) == b"code"
    again = read_again(reader.data(b"now", {}), tmp_path / "again.bin", b"now")
    assert again is not None
    assert again.get("value", lambda: pytest.fail("it was kept")) == [1, 2]


@pytest.mark.parametrize("cut", [0, 4, 20, -1])
def test_a_file_that_is_cut_short_or_of_other_sources_is_not_taken(cut: int, tmp_path: Path) -> None:
    data = snapshot.Snapshot(b"", {"value": b"kept"}, {}).data(b"now", {})
    assert read_again(data, tmp_path / "whole.bin", b"now") is not None
    assert read_again(data, tmp_path / "other.bin", b"before") is None
    try:
        assert read_again(data[:cut], tmp_path / "cut.bin", b"now") is None
    except (ValueError, EOFError):
        assert cut == 0


def test_it_is_written_again_for_what_took_long_and_never_over_what_another_run_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept.bin"
    monkeypatch.setattr(snapshot, "_written", lambda: str(path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    run = snapshot.Snapshot(b"now", {}, {}, {"room.door": ("door.py", 3, 4, "room", b"code")})
    monkeypatch.setattr(snapshot, "_opened", lambda: run)
    run.pattern("ab?", 0)
    run.seconds = snapshot._COSTLY / 2
    snapshot.write()
    assert not path.exists()
    run.seconds = snapshot._COSTLY
    path.write_bytes(b"of another run")
    snapshot.write()
    assert path.read_bytes() == b"of another run"
    run.found = snapshot._state(str(path))
    with monkeypatch.context() as there:
        there.setattr(os, "access", lambda folder, _mode: folder != str(tmp_path))
        there.setattr(run, "data", lambda *_: pytest.fail("nobody may write it"))
        snapshot.write()
    snapshot.write()
    assert read_again(path.read_bytes(), path, b"now") is not None
