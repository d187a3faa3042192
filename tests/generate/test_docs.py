"""The documentation: generated pages are fresh, every example in it is run, every link leads somewhere.

Conventions of the hand-written pages:

- ``console`` blocks are run, in order, in one folder a page: lines with ``$ `` are commands, the rest is what they
  print. A line ``…`` stands for any number of lines. Other shell blocks (``sh``) are not run.
- A block with ``title="path"`` is written to that file before the next command.
- ``<!-- files: examples/bilko -->`` copies a folder of the repository there.
- TOML, JSON and YAML blocks parse; TOML is a pack's or a configuration's, with its keys.

After a change that is meant, write the outputs anew and review the difference::

    INCIDENTLINT_UPDATE_DOCS=1 pytest tests/generate/test_docs.py
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from click.testing import CliRunner

from incidentlint.authoring.mdformat_options import Style
from incidentlint.cli.main import cli
from incidentlint.packs.pack_file import PackFile
from incidentlint.project.config_schema import Config
from incidentlint.rulebook.explain import Heading, Listing, Paragraph, Points, rule_text
from incidentlint.rulebook.rule import Rule
from incidentlint.rulebook.selection import load_rules
from incidentlint.toml_file import convert
from incidentlint.vocabulary.tables import Table
from tools.generate import docs
from tools.generate.docs_text import JSON, SEE

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
WRITTEN = [page for page in PAGES if docs.MADE.partition("{")[0] not in (DOCS / page).read_text("utf-8")]
UPDATE = bool(os.environ.get("INCIDENTLINT_UPDATE_DOCS"))

GUIDES = (
    "quick-start", "your-own-template", "new-report", "writing-a-pack", "languages", "adopting", "ci", "editors",
    "pre-commit", "formatting", "asking-your-reports", "register", "legal-deadlines", "installing", "upgrading",
)  # fmt: skip


class Block(NamedTuple):
    """A block of code: its language, its title, its text, and where it is in the page."""

    language: str
    title: str
    text: str
    start: int
    end: int


_FENCE = re.compile(
    r"^(?P<in> *)(?P<ticks>`{3,})(?P<info>[^`\n]*)\n(?P<text>.*?)^(?P=in)(?P=ticks)$", re.MULTILINE | re.DOTALL
)
_FILES = re.compile(r"<!-- files: (\S+) -->")
_LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(([^()\s]+)\)")


def read(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def blocks(text: str) -> Iterator[Block]:
    for match in _FENCE.finditer(text):
        language, _, rest = match["info"].strip().partition(" ")
        title = re.search(r'title="([^"]+)"', rest)
        lines = [line.removeprefix(match["in"]) for line in match["text"].splitlines(keepends=True)]
        yield Block(language, title[1] if title else "", "".join(lines), match.start("text"), match.end("text"))


# --- What is generated ---


def test_generated_pages_are_fresh() -> None:
    stale = [path.relative_to(ROOT).as_posix() for path in docs.stale(ROOT)]
    assert not stale, "make generate"


def test_every_rule_has_a_page() -> None:
    for rule in load_rules():
        text = docs.rule_page(rule)
        assert text.startswith(f"# {rule.code} {rule.name}\n")
        assert rule.page in PAGES
        assert f"]({rule.page.removeprefix('rules/')})" in read("rules/index.md")
        assert "«" not in text
        for example in rule.bad:
            for message in example.says:
                assert docs.prose(message) in text
        for example in (*rule.bad, *rule.good):
            assert (rule.example.template if example.template is None else example.template).strip() in text


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.code)
def test_the_command_prints_the_text_of_the_page(rule: Rule) -> None:
    shown = " ".join(CliRunner().invoke(cli, ["rule", rule.code]).stdout.split())
    page = docs.rule_page(rule)
    for block in rule_text(rule):
        match block:
            case Paragraph(text) | Heading(text):
                assert docs.prose(text) in page
                assert " ".join(text.split()) in shown
            case Points(items):
                assert all(" ".join(item.split()) in shown for item in items)
            case Listing(lines):
                assert "\n".join(lines) in page
                assert " ".join("\n".join(lines).split()) in shown


def test_stale_pages_are_told_and_written(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"nav:\n{docs.NAV_BEGIN}  - old.md\n{docs.NAV_END}  - last.md\n")
    (tmp_path / "docs/rules").mkdir(parents=True)
    (tmp_path / "docs/rules/IR999-gone.md").write_text("# Gone\n")
    run = CliRunner().invoke
    told = run(docs.main, [str(tmp_path), "--check"])
    assert told.exit_code == 1
    assert "stale: docs/rules/IR999-gone.md\n" in told.output
    assert "stale: mkdocs.yml\n" in told.output
    assert sorted(path.name for path in (tmp_path / "docs").rglob("*.md")) == ["IR999-gone.md"]
    written = run(docs.main, [str(tmp_path)])
    assert written.exit_code == 0
    assert written.output == told.output.replace("stale: ", "written: ")
    nav = (tmp_path / "mkdocs.yml").read_text()
    assert "old.md" not in nav
    assert nav.endswith("  - last.md\n")
    assert load_rules()[0].page in nav
    assert not (tmp_path / "docs/rules/IR999-gone.md").exists()
    (tmp_path / "docs/rules/index.md").write_text("# Rules\n")
    assert run(docs.main, [str(tmp_path)]).output == "written: docs/rules/index.md\n"
    assert run(docs.main, [str(tmp_path), "--check"]).exit_code == 0


def test_every_key_has_a_meaning() -> None:
    for page in ("reference/packs.md", "reference/configuration.md"):
        for line in read(page).splitlines():
            if line.startswith("| `") and "`{" not in line:
                assert not line.endswith("|  |"), f"{page}: {line}"
    structs = {struct.__name__: struct for kind in (PackFile, Config, Rule) for struct in _structs(kind)}
    for struct in structs.values():
        for field in msgspec.structs.fields(struct):
            if not issubclass(struct, Table):  # the tables of words are told in their own files
                assert docs.meaning(struct, field)
    gone = [key for key in SEE if key[1] not in {f.encode_name for f in msgspec.structs.fields(structs[key[0]])}]
    assert gone == []


def _structs(struct: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    yield struct
    for field in msgspec.structs.fields(struct):
        for inner in docs._structs_in(field.type):
            yield from _structs(inner)


def test_the_json_page_tells_of_every_key() -> None:
    page = docs.json_page()
    document = json.loads(next(block.text for block in blocks(page) if block.language == "json"))
    (diagnostic,) = document["diagnostics"]
    assert diagnostic["code"] == "IR403"
    assert diagnostic["help"].endswith("(incidentlint rule IR403)")
    assert diagnostic["fix"]
    assert diagnostic["related"]
    told = set(re.findall(r"`([a-z_]+)`", "\n".join(JSON.after)))
    keys = {*document, *diagnostic, *diagnostic["fix"], *document["files"][0], *document["summary"], "text"}
    assert keys <= told


def test_a_finding_s_help_has_the_address_of_its_page() -> None:
    for rule in load_rules():
        assert rule.advice("Do this.") == f"Do this. (incidentlint rule {rule.code})"
        assert (DOCS / rule.page).is_file()


# --- What is written by hand ---


def test_the_guides_are_there() -> None:
    assert set(WRITTEN) == set(PAGES) - set(docs.pages())
    assert set(WRITTEN) == {"index.md", "concepts.md", "reference/python.md", *(f"guides/{name}.md" for name in GUIDES)}


@pytest.fixture(scope="session")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the command, for the PATH."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "incidentlint"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT / "src"}" exec "{sys.executable}" -m incidentlint "$@"\n')
    script.chmod(0o755)
    return folder


@pytest.mark.skipif(os.name == "nt", reason="a shell")
@pytest.mark.parametrize("page", WRITTEN)
def test_commands_print_what_the_page_says(page: str, command: Path, tmp_path: Path) -> None:
    text = read(page)
    (tmp_path / ".git").mkdir()  # the root of a project
    for folder in _FILES.findall(text):
        shutil.copytree(ROOT / folder, tmp_path, dirs_exist_ok=True)
    changed: list[str] = []
    end = 0
    for block in blocks(text):
        if block.title:
            path = tmp_path / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        if block.language == "console":
            real = _run(_commands(block.text), command, tmp_path)
            if not _fits(block.text, real):
                assert UPDATE, f"{page} says\n{block.text}\nand it is\n{real}"
                changed += [text[end : block.start], real]
                end = block.end
    if changed:
        (DOCS / page).write_text("".join([*changed, text[end:]]), encoding="utf-8", newline="\n")


def _commands(text: str) -> list[str]:
    return [line[2:] for line in text.splitlines() if line.startswith("$ ")]


def _run(commands: list[str], command: Path, folder: Path) -> str:
    """What a terminal shows of some commands, given to one shell."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("INCIDENTLINT_")}
    env |= {"PATH": f"{command}{os.pathsep}{env['PATH']}", "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    script = "".join(f"{line}\ns=$?; printf '\\036'; (exit $s)\n" for line in commands)
    done = subprocess.run(
        ["/bin/sh", "-c", script], cwd=folder, env=env, check=False, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60,
    )  # fmt: skip
    shown = done.stdout.decode().split("\036")
    assert len(shown) == len(commands) + 1, done.stdout.decode()
    return "".join(f"$ {line}\n{output}" for line, output in zip(commands, shown, strict=False))


def _fits(said: str, real: str) -> bool:
    parts = [re.escape(part) for part in re.split(r"^…\n", said, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*?".join(parts), real) is not None


@pytest.mark.parametrize("page", PAGES)
def test_blocks_of_data_are_in_order(page: str) -> None:
    for block in blocks(read(page)):
        if block.language == "toml":
            _check_toml(block)
        elif block.language == "json":
            json.loads(block.text)
        elif block.language == "yaml":
            yaml = pytest.importorskip("yaml")
            assert yaml.safe_load(block.text)


def _check_toml(block: Block) -> None:
    from incidentlint.project.config_schema import Config

    data = tomllib.loads(block.text)
    folder, _, name = block.title.rpartition("/")
    if folder.endswith("/rules"):
        convert(data, Rule, block.text, block.title)
        return
    if name == "pyproject.toml" and "project" in data:
        assert list(data["project"]["entry-points"]) == ["incidentlint.packs"]
        return
    if name == "pyproject.toml":
        data, name = data["tool"]["incidentlint"], "incidentlint.toml"
    if name.endswith("incidentlint.toml"):
        convert(data, Config, block.text, block.title)
    elif name == ".mdformat.toml":
        convert(data, Style, block.text, block.title)
    elif name:
        assert name == "pack.toml"
        convert(data, PackFile, block.text, block.title)
    else:
        for kind in (PackFile, Config):
            try:
                msgspec.convert(data, kind)
            except msgspec.ValidationError:
                continue
            return
        raise AssertionError(f"neither a pack's nor a configuration's:\n{block.text}")


def test_problem_matchers_read_what_is_printed() -> None:
    line = "docs/a b.md:9:21: error IR403 duration-mismatch Total duration says 3 hours: it is 2"
    matchers = [
        json.loads(b.text)
        for b in blocks(read("guides/editors.md"))
        if b.language == "json" and "problemMatcher" in b.text
    ]
    assert matchers
    for pattern in _patterns(matchers):
        match = re.match(pattern["regexp"], line)
        assert match
        groups = {name: match[number] for name, number in pattern.items() if isinstance(number, int)}
        assert groups == {
            "file": "docs/a b.md", "line": "9", "column": "21", "severity": "error", "code": "IR403",
            "message": "duration-mismatch Total duration says 3 hours: it is 2",
        }  # fmt: skip


def _patterns(data: object) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        if "regexp" in data:
            yield data
        for value in data.values():
            yield from _patterns(value)
    elif isinstance(data, list):
        for value in data:
            yield from _patterns(value)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = _FENCE.sub("", read(page))
    for target in _LINK.findall(re.sub(r"`[^`\n]*`", "", text)):
        assert not target.startswith(("http", "/")), f"{page}: {target}: every page works without the network"
        name, _, anchor = target.partition("#")
        path = (DOCS / page).parent / name if name else DOCS / page
        assert path.is_file(), f"{page}: {target}"
        if anchor:
            headings = re.findall(r"^#+ (.*)$", _FENCE.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\s-]", "", h).strip().lower().replace(" ", "-") for h in headings}, target


@pytest.mark.parametrize("page", PAGES)
def test_pages_have_one_title_and_no_report_is_seen_in_them(page: str) -> None:
    text = _FENCE.sub("", read(page))
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
    assert text.startswith("# ")


def test_the_documentation_holds_no_reports(command: Path) -> None:
    """A page that speaks of reports may be taken for one by its name, but nothing is wrong with it."""
    done = subprocess.run(
        [command / "incidentlint", "check", "--isolated", "docs"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_every_page_is_in_the_navigation() -> None:
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    named = re.findall(r"^ +- (?:.*: )?([\w/-]+\.md)$", site, re.MULTILINE)
    assert sorted(named) == PAGES
