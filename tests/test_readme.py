"""The README: every command that it shows with its output is run, every name in it exists.

A fenced block with a ``title`` is a file; a ``console`` block has commands and what they write, in which a line ``...``
stands for any lines. After a change of what is written, put the new output in and review the difference::

    INCIDENTLINT_UPDATE_SNAPSHOTS=1 pytest tests/test_readme.py
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from incidentlint import __version__
from incidentlint.cli.main import cli
from incidentlint.packs.sources import built_in_packs
from incidentlint.rulebook.selection import load_rules

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w*)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CONSOLE = [match for match in FENCE.finditer(TEXT) if match[1] == "console"]
WIDTH = 120
HEAD = 40
"""So many lines of a longer output are shown when the README is written anew."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the examples, and the files of the README."""
    (tmp_path / ".git").mkdir()
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for match in FENCE.finditer(TEXT):
        title = re.search(r'title="(.+?)"', match[2])
        if title:
            (tmp_path / title[1]).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / title[1]).write_text(match[3], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def steps(block: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with what it writes."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
    assert not parts[0], "a console block begins with a command"
    return list(zip(parts[1::2], parts[2::2], strict=True))


def written(command: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a command writes; `cd` changes the folder for those after it."""
    program, *arguments = shlex.split(command)
    if program == "cd":
        monkeypatch.chdir(arguments[0])
        return ""
    assert program == "incidentlint"
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code in (0, 1), result.output
    return result.output


def same(shown: str, output: str) -> bool:
    """Whether the README shows an output: JSON by its data, text line by line."""
    if output and shown in ("", "...\n"):  # to be put in
        return False
    if output.startswith("{"):
        return bool(json.loads(shown) == json.loads(output))
    pattern = "".join("(?:.*\n)+?" if line == "...\n" else re.escape(line) for line in shown.splitlines(keepends=True))
    return re.fullmatch(pattern, output) is not None


def shortened(output: str) -> str:
    """What the README shows of an output: some findings and the last line of a long one."""
    if output.startswith("{"):
        return compact(json.loads(output)) + "\n"
    if output.count("\n") <= HEAD:
        return output
    blocks = output.split("\n\n")
    return "\n\n...\n\n".join([blocks[0], blocks[2], blocks[5], blocks[-1]])


def compact(value: object, indent: int = 0) -> str:
    """JSON, with as much in a line as there is room for."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + indent <= WIDTH or not isinstance(value, (dict, list)):
        return flat
    if isinstance(value, list):
        parts, ends = [compact(item, indent + 1) for item in value], "[]"
    else:
        parts, ends = [f"{json.dumps(key)}: {compact(item, indent + 1)}" for key, item in value.items()], "{}"
    lines = [parts[0]]
    for part in parts[1:]:
        if "\n" in lines[-1] + part or len(lines[-1]) + len(part) + indent > WIDTH:
            lines.append(part)
        else:
            lines[-1] += f", {part}"
    return ends[0] + f",\n{' ' * (indent + 1)}".join(lines) + ends[1]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("number", range(len(CONSOLE)))
def test_commands_write_what_is_shown(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for command, shown in steps(CONSOLE[number][3]):
        output = written(command, monkeypatch)
        if os.environ.get("INCIDENTLINT_UPDATE_SNAPSHOTS") and not same(shown, output):
            text = README.read_text(encoding="utf-8")
            README.write_text(
                text.replace(f"$ {command}\n{shown}", f"$ {command}\n{shortened(output)}"), encoding="utf-8"
            )
        else:
            assert same(shown, output), f"$ {command}\n{output}"


def test_something_is_shown() -> None:
    assert any("error[IR" in match[3] for match in CONSOLE)
    assert any('"version"' in match[3] for match in CONSOLE)


def test_every_family_of_rules_has_its_row() -> None:
    rows = re.findall(r"^\| `(IR\d)` \|", TEXT, re.MULTILINE)
    assert rows == sorted({rule.code[:3] for rule in load_rules()})


def test_every_pack_has_its_row() -> None:
    table = TEXT[TEXT.index("| pack | for |") :].partition("\n\n")[0]
    assert sorted(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)) == sorted(built_in_packs())


def test_every_rule_and_option_that_is_named_exists() -> None:
    codes = {rule.code for rule in load_rules()}
    assert set(re.findall(r"\bIR\d{3}\b", TEXT)) <= codes
    options = {option for command in cli.commands.values() for param in command.params for option in param.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", TEXT)) <= options | {"--help"}
    named = set(re.findall(r"\bincidentlint (\w+)\b(?!\.)", " ".join(re.findall(r"`(incidentlint [^`]*)`", TEXT))))
    assert named <= set(cli.commands)


def test_the_versions_are_the_packages() -> None:
    assert set(re.findall(r"rev: v([\d.]+)", TEXT)) == {__version__}
    assert set(re.findall(r"incidentlint==([\d.]+)", TEXT)) == {__version__}
    series = f"{__version__.rpartition('.')[0]}.*"
    guides = [path for path in (ROOT / "docs" / "guides").glob("*.md") if path.name != "upgrading.md"]
    pages = [*guides, ROOT / "templates" / "incidentlint.yml"]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert set(re.findall(r"incidentlint==([\d.*]*[\d*])", text)) == {series}
    pinned = r"(?:incidentlint/incidentlint(?:\.git)?[@#]v|git\.example\.org/incidentlint .*\n    rev: v)([\d.]+)"
    assert set(re.findall(pinned, text)) == {__version__}
    assert json.loads((ROOT / "editors" / "vscode" / "package.json").read_text("utf-8"))["version"] == __version__


def test_the_changelog_has_the_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(__version__)}\] - \d{{4}}-\d\d-\d\d$", text, re.MULTILINE)
    named = re.findall(r"^## \[(.+?)\]", text, re.MULTILINE)
    assert named == re.findall(r"^\[(.+?)\]: https://", text, re.MULTILINE)
    assert f"[Unreleased]: https://github.com/incidentlint/incidentlint/compare/v{__version__}...HEAD" in text


def test_the_problem_matcher_reads_the_concise_output(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    task = json.loads(next(match[3] for match in FENCE.finditer(TEXT) if '"problemMatcher"' in match[3]))["tasks"][0]
    pattern = task["problemMatcher"]["pattern"]
    path = "examples/bilko/docs/operations/incidents/INCIDENT-2026-07-14-bank-feed-duplicates.md"
    command = shlex.join([task["command"], *task["args"]]).replace("'${relativeFile}'", path)
    lines = written(command, monkeypatch).splitlines()
    found = [re.fullmatch(pattern["regexp"], line) for line in lines]
    assert lines
    assert all(match and match[pattern["file"]] == path and match[pattern["line"]].isdigit() for match in found)


@pytest.mark.usefixtures("project")
def test_what_does_not_apply_and_what_is_let_off_is_as_the_readme_says(monkeypatch: pytest.MonkeyPatch) -> None:
    report = Path("acme/2026-09-02-queue-stuck.md")
    text = report.read_text(encoding="utf-8")
    comment = "<!-- incidentlint-disable-next-line IR403 -- the clock stopped -->\n"
    text = text.replace("[ ] Account managers told", "[ ] Account managers told: not applicable: no customer noticed")
    text = text.replace("**Severity:**", f"{comment}**Severity:**").replace("[Owner]", "Ines Mota")
    text = text.replace("**Severity:** SEV1\n", "").replace("\n## Summary", "**Severity:** SEV1\n\n## Summary")
    text = text.replace(comment, "").replace("**Duration:**", f"\n{comment}**Duration:**")
    report.write_text(text, encoding="utf-8")
    output = written("incidentlint check --pack acme/postmortems --output-format concise acme", monkeypatch)
    assert output == "", output


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "examples/README.md"])
def test_links_between_the_documents_lead_somewhere(name: str) -> None:
    path = ROOT / name
    text = re.sub(r"`[^`\n]*`", "", FENCE.sub("", path.read_text(encoding="utf-8")))
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#`\s]*)(?:#([\w-]+))?\)", text):
        file = path.parent / target if target else path
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
