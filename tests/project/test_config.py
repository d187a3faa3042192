"""Configuration: which file holds, what it says, what is wrong with it and where, which files are left out."""

# ruff: noqa: E501 (tables of messages)

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentlint import __version__
from incidentlint.project import run as run_module
from incidentlint.project.gitignore import GitIgnore
from incidentlint.project.globs import Globs, read_glob
from incidentlint.project.resolver import Choice, Resolver
from incidentlint.project.results import Run
from incidentlint.project.run import lint_paths
from incidentlint.project.settings import Overrides, Settings
from incidentlint.rulebook.selection import load_rules
from incidentlint.toml_file import FileError, place_of

SOURCE = str(Path(run_module.__file__).parents[2])
USUAL = {rule.code for rule in load_rules() if not rule.optional}
ALL = {rule.code for rule in load_rules()}
TEMPLATE = "# Incident: [TITLE]\n\n**Owner:** [Name]\n\n## Summary\n\n[Text]\n\n## Impact\n\n[Text]\n"
REPORT = "# Incident: Disk full\n\n**Owner:** [Name]\n\n## Summary\n\nIt was full.\n\n## Impact\n\nSome.\n"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("INCIDENTLINT_"):
            monkeypatch.delenv(name)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str = "# A\n\nText.\n") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def settings(folder: str = ".", overrides: Overrides = Overrides(), **options: object) -> Settings:  # noqa: B008
    found = Resolver(overrides, **options).settings(os.path.abspath(folder))  # type: ignore[arg-type]
    assert isinstance(found, Settings), found
    return found


def codes(found: Settings) -> set[str]:
    return {rule.code for rule in found.rules}


def error(folder: str = ".") -> str:
    found = Resolver().settings(os.path.abspath(folder))
    assert isinstance(found, FileError)
    return str(found)


def searched(*paths: str, force_exclude: bool = False) -> list[str]:
    run = Run()
    lint_paths(paths, Resolver(), run, force_exclude=force_exclude)
    return [result.path for result in run.results]


def process(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "incidentlint", *arguments], capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "PYTHONPATH": SOURCE, **env},
    )  # fmt: skip


# --- Which file ---


def test_the_nearest_file_upward_holds_alone(here: Path) -> None:
    write("incidentlint.toml", 'ignore = ["IR4"]\nfail-on = "error"')
    write("a/b/incidentlint.toml", 'fail-on = "info"')
    write("a/b/c/x.md")
    assert (settings("a").file, settings("a").fail_on) == ("incidentlint.toml", "error")
    assert (settings("a/b/c").file, settings("a/b/c").fail_on) == ("a/b/incidentlint.toml", "info")
    assert codes(settings("a/b/c")) == USUAL
    assert not any(code.startswith("IR4") for code in codes(settings("a")))


def test_of_files_in_one_folder_one_holds(here: Path) -> None:
    write("pyproject.toml", '[tool.incidentlint]\nfail-on = "info"')
    assert settings().fail_on == "info"
    write("incidentlint.toml", 'fail-on = "warning"')
    assert settings().file == "incidentlint.toml"
    write(".incidentlint.toml", 'fail-on = "error"')
    assert settings().file == ".incidentlint.toml"


def test_a_pyproject_without_the_table_does_not_count(here: Path) -> None:
    write("incidentlint.toml")
    write("incidentlint.toml", 'fail-on = "error"')
    for text in ('[project]\nname = "x"', '[project]\ndependencies = ["incidentlint"]', 'broken = [ "incidentlint"'):
        write("a/pyproject.toml", text)
        assert settings("a").file == "incidentlint.toml"
    write("a/pyproject.toml", "[tool.incidentlint]\nbroken = [")
    assert error("a").startswith("a/pyproject.toml:2:11: not valid TOML: ")


def test_config_holds_for_all_and_isolated_for_none(here: Path) -> None:
    write("incidentlint.toml", 'fail-on = "error"')
    write("a/incidentlint.toml", "broken =")
    write("ci/strict.toml", 'fail-on = "info"\nexclude = ["a/old"]')
    found = settings("a", config="ci/strict.toml")
    assert (found.file, found.fail_on) == ("ci/strict.toml", "info")
    assert found.excludes(str(here / "a/old"), folder=True)  # globs are relative to the current folder
    assert settings("a", isolated=True).fail_on == "warning"
    for name, said in (
        ("no.toml", "no.toml: cannot be read: No such file"),
        ("a/incidentlint.toml", ":1:9: not valid"),
    ):
        with pytest.raises(FileError, match=said):
            Resolver(config=name)


# --- extend ---


def test_extend(here: Path) -> None:
    write("base.toml", 'select = ["IR4"]\nextend-exclude = ["old"]\nfail-on = "error"\nrules.IR401 = "info"')
    write("a/incidentlint.toml", 'extend = "../base.toml"\nextend-select = ["IR201"]\nignore = ["IR403"]')
    found = settings("a")
    assert codes(found) == {code for code in ALL if code.startswith("IR4")} - {"IR403"} | {"IR201"}
    assert (found.fail_on, found.levels) == ("error", {"IR401": "info"})
    assert found.chain == ("a/incidentlint.toml", "base.toml")
    assert found.excludes(str(here / "a/old"), folder=True)
    assert found.excludes(str(here / "a/node_modules"), folder=True)


def test_what_the_extending_file_says_goes_over(here: Path) -> None:
    write("base.toml", 'ignore = ["IR4"]\nrules.IR2 = "off"\nexclude = ["x"]\nrespect-gitignore = false')
    write("incidentlint.toml", 'extend = "base.toml"\nextend-select = ["IR403"]\nrules.IR201 = "info"\nexclude = []')
    found = settings()
    assert {"IR403", "IR201"} <= codes(found)
    assert not {"IR404", "IR202"} & codes(found)
    assert (found.levels, found.gitignore) == ({"IR201": "info"}, False)
    assert not found.excludes(str(here / "x"), folder=True)
    write("incidentlint.toml", 'extend = "base.toml"\nselect = ["IR4", "IR2"]')
    assert codes(settings()) == {code for code in ALL if code.startswith(("IR4", "IR2"))}


def test_extend_a_package(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("site/our_rules/__init__.py", "raise RuntimeError('imported')")
    write("site/our_rules/incidentlint.toml", '[[reports]]\nfiles = "docs/*.md"\npack = "packs/ours"')
    write("site/our_rules/packs/ours/template.md", TEMPLATE)
    write("site/our_rules/packs/ours/pack.toml", 'name = "ours"')
    write("incidentlint.toml", 'extend = "our-rules"')
    write("docs/a.md", REPORT)
    monkeypatch.syspath_prepend(str(here / "site"))
    choice = Resolver().choice(str(here / "docs/a.md"))
    assert isinstance(choice, Choice)
    assert [pack.name for pack in choice.plan.packs] == ["ours"]
    write("site/our_rules/incidentlint.toml", 'ingore = ["IR4"]')
    assert error() == "site/our_rules/incidentlint.toml:1:1: unknown key 'ingore'; did you mean 'ignore'?"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("no.toml", "incidentlint.toml:2:10: extend: 'no.toml': there is no such file"),
        ("folder/", "incidentlint.toml:2:10: extend: 'folder/': it is a folder"),
        ("no_such_package", "incidentlint.toml:2:10: extend: 'no_such_package' is neither a file nor an installed package with an incidentlint.toml"),
        ("pytest", "incidentlint.toml:2:10: extend: 'pytest' is neither a file nor an installed package with an incidentlint.toml"),
        ("incidentlint.toml", "incidentlint.toml:2:10: extend: is circular: incidentlint.toml extends incidentlint.toml"),
        ("b.toml", "c.toml:1:10: extend: is circular: b.toml extends c.toml extends b.toml"),
        ("pyproject.toml", "pyproject.toml:1:1: it has no [tool.incidentlint]"),
    ],
)  # fmt: skip
def test_extend_that_is_wrong(here: Path, given: str, said: str) -> None:
    Path("folder").mkdir()
    write("pyproject.toml", "[project]\n")
    write("b.toml", 'extend = "c.toml"')
    write("c.toml", 'extend = "b.toml"')
    write("incidentlint.toml", f'# first\nextend = "{given}"')
    assert error() == said


# --- What is wrong, and where ---


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('ingore = ["IR4"]', "1:1: unknown key 'ingore'; did you mean 'ignore'?"),
        ("\n  [rulse]\nIR4 = 'off'", "2:3: unknown key 'rulse'; did you mean 'rules'?"),
        ('select = "IR4"', "1:10: select: expected a list, not a text"),
        ('select = [\n  "IR4",\n  "IR999",\n]', "3:3: select: no rule 'IR999'; did you mean IR902?"),
        ('ignore = ["unfiled-placeholder"]', "1:11: ignore: no rule 'unfiled-placeholder'; did you mean unfilled-placeholder?"),
        ("extend-select = ['IR4', 4]", "1:25: extend-select.1: expected a text, not a whole number"),
        ("[rules]\nIR4 = 'info'\nIR403 = 'of'", "3:9: rules.IR403: 'of' is not one of error, warning, info, off; did you mean 'off'?"),
        ("[rules]\nIR4 = 1", "2:7: rules.IR4: expected a text, not a whole number"),
        ("[rules]\n'due-dates' = 'off'", "2:1: rules: no rule 'due-dates'"),
        ("rules = { IR4 = 'off', IRX = 'off' }", "1:24: rules: no rule 'IRX'"),
        ("fail-on = 'eror'", "1:11: fail-on: 'eror' is not one of error, warning, info; did you mean 'error'?"),
        ("respect-gitignore = 'no'", "1:21: respect-gitignore: expected true or false, not a text"),
        ("exclude = ['a', '../b']", "1:17: exclude: '../b': a glob cannot leave the folder of its file: '..' is not allowed"),
        ("exclude = ['a[b']", "1:12: exclude: 'a[b': '[' is never closed"),
        ("extend-exclude = ['']", "1:19: extend-exclude: '': matches nothing"),
        ("exclude = ['docs\\old']", "1:12: exclude: 'docs\\\\old': folders are separated by '/', not by '\\'"),
        ("[per-file-ignores]\n'a/!' = ['IR4']\n'[' = []", "3:1: per-file-ignores: '[': '[' is never closed"),
        ("[per-file-ignores]\n'a' = ['IR4', 'IR88']", "2:15: per-file-ignores: no rule 'IR88'"),
        ("[per-file-ignores]\n'a' = ['IR4']\n'b' = 'IR4'", "3:7: per-file-ignores.b: expected a list, not a text"),
        ("[[reports]]\nfiles = 'a'\npack = 'bilko'\n[[reports]]\nfiles = 'b'", "4:1: reports.1: 'pack' is missing"),
        ("[[reports]]\nfiles = 'a'\npack = 'bilkoo'", "3:8: reports: no such pack, folder or template 'bilkoo'; did you mean 'bilko'?"),
        ("[[reports]]\nfiles = 'a'\npack = ['bilko', 'zzz']", "3:18: reports: no such pack, folder or template 'zzz'; there are"),
        ("[[reports]]\nfiles = []\npack = 'bilko'", "2:9: reports.0.files: is empty"),
        ("[[reports]]\nfiles = 'a'\npack = 'bilko'\npacks = 'x'", "4:1: unknown key 'packs'; did you mean 'pack'?"),
        ("reports = [{ files = 'a', pakc = 'bilko', pack = 'bilko' }]", "1:27: unknown key 'pakc'; did you mean 'pack'?"),
        ("[reports]\nfiles = 'a'", "1:1: reports: expected a list, not a table"),
        ("select = [", "1:11: not valid TOML: "),
        ("a = 1\na = 2", "2:6: not valid TOML: "),
        ("\"sel\\u0065kt\" = 1", "1:1: unknown key 'selekt'; did you mean 'select'?"),
        (f"a = {'[' * 5000}", "1:1: not valid TOML: nested too deeply"),
    ],
)  # fmt: skip
def test_what_is_wrong_has_a_place(here: Path, text: str, said: str) -> None:
    write("incidentlint.toml", text)
    assert error().startswith(f"incidentlint.toml:{said}")
    try:
        import tomllib

        tomllib.loads(text)
    except (ValueError, RecursionError):
        return
    if text.startswith(("\n", "[", '"')):
        return
    write("p/pyproject.toml", f"[project]\nname = 'ä'\n[tool.incidentlint]\n{text}")
    line, rest = said.split(":", 1)
    assert error("p").startswith(f"p/pyproject.toml:{int(line) + 3}:{rest}")


def test_tables_of_a_pyproject_have_places(here: Path) -> None:
    write("pyproject.toml", "[tool.incidentlint.rules]\nIR4 = 'off'\n\n[[tool.incidentlint.reports]]\nfils = 'a'\n")
    assert error() == "pyproject.toml:5:1: unknown key 'fils'; did you mean 'files'?"
    write("pyproject.toml", "tool.incidentlint.rules.IR4 = 'on'")
    assert error().startswith("pyproject.toml:1:31: rules.IR4: 'on' is not one of")


def test_a_file_that_is_no_text(here: Path) -> None:
    Path("incidentlint.toml").write_bytes(b"\xff")
    assert error() == "incidentlint.toml:1:1: is not UTF-8: byte 0xff; save it as UTF-8"
    Path("incidentlint.toml").write_bytes("\ufefffail-on = 'info'".encode())
    assert settings().fail_on == "info"


@pytest.mark.parametrize("wanted", [f"=={__version__}", ">=0.2", "~=0.2.0", "<99, >=0.1", ""])
def test_a_version_that_a_configuration_is_for(here: Path, wanted: str) -> None:
    write("incidentlint.toml", f'required-version = "{wanted}"\nfail-on = "info"')
    assert settings().fail_on == "info"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('required-version = ">=99"', f"1:20: required-version: needs incidentlint >=99, and this is {__version__}"),
        # What another version knows is no concern of this one's.
        ('new-key = 1\nrequired-version = "~=98.7"', f"2:20: required-version: needs incidentlint ~=98.7, and this is {__version__}"),
        ('required-version = "latest"', f"1:20: required-version: 'latest' names no versions; write \">={__version__}\", or \"=={__version__}\" for exactly this one"),
    ],
)  # fmt: skip
def test_another_version_checks_nothing(here: Path, text: str, said: str) -> None:
    write("incidentlint.toml", text)
    assert error() == f"incidentlint.toml:{said}"
    write("base.toml", text)
    write("a/incidentlint.toml", 'extend = "../base.toml"')
    assert error("a") == f"base.toml:{said}"
    write("b/pyproject.toml", f"[tool.incidentlint]\n{text}")
    assert error("b").endswith(said.partition(":")[2])


def test_a_version_is_a_text(here: Path) -> None:
    write("incidentlint.toml", "required-version = 2")
    assert error().startswith("incidentlint.toml:1:20: required-version: expected a text, not a whole number")


def test_places_of_keys() -> None:
    text = 'a = """\nb = 1\n"""\nb = [\n  { c = 1 }, # {\n  { c = "]", "d e".f = 2 },\n]\n[[x.y]]\n[[x.y]]\nz = 1979-05-27 07:32:00\n[x.y.w]\nv = \'\'\'a\'\'\'\n'
    assert place_of(text, ("b",)) == (4, 1)
    assert place_of(text, ("b", 1, "c")) == (6, 5)
    assert place_of(text, ("b", 1, "d e", "f"), value=True) == (6, 24)
    assert place_of(text, ("x", "y", 1)) == (9, 1)
    assert place_of(text, ("x", "y", 1, "z")) == (10, 1)
    assert place_of(text, ("x", "y", 1, "w", "v"), value=True) == (12, 5)
    assert place_of(text, ("no",)) == (1, 1)


@given(st.text(alphabet="[]{}\"'=.#a1 \n,\\", max_size=40))
def test_places_of_any_text(text: str) -> None:
    assert place_of(text, ("a", 0)) >= (1, 1)


def test_a_broken_configuration_stops_only_its_own_files(here: Path) -> None:
    write("template.md", TEMPLATE)
    write("incidentlint.toml", "[[reports]]\nfiles = '*.md'\npack = 'template.md'")
    for name in ("a.md", "bad/b.md", "bad/sound/c.md"):
        write(name, REPORT)
    write("bad/incidentlint.toml", "ingore = []")
    write("bad/sound/incidentlint.toml", "[[reports]]\nfiles = '*.md'\npack = '../../template.md'")
    for arguments in ((".",), ("a.md", "bad/b.md", "bad/sound/c.md")):
        done = process("check", "--output-format", "concise", *arguments)
        assert done.returncode == 2
        assert (
            done.stderr
            == "incidentlint: error: bad/incidentlint.toml:1:1: unknown key 'ingore'; did you mean 'ignore'?\n"
        )
        assert {line.partition(":")[0] for line in done.stdout.splitlines() if "IR201" in line} == {
            "a.md",
            "bad/sound/c.md",
        }


@pytest.mark.once
def test_a_broken_pack_of_a_configuration(here: Path) -> None:
    write("packs/ours/template.md", TEMPLATE)
    write("packs/ours/pack.toml", "[nodes]\n'Sumary' = { required = false }\n")
    write("incidentlint.toml", "[[reports]]\nfiles = 'docs/*.md'\npack = 'packs/ours'")
    write("docs/a.md", REPORT)
    done = process("check", "docs")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("incidentlint: error: packs/ours/pack.toml:2:1: ")
    for text, said in (
        ("IR4 = 'of'", "2:7: rules: 'of' is not one of"),
        ("IR77 = 'off'", "2:1: rules: no rule 'IR77'"),
    ):
        write("packs/ours/pack.toml", f"[rules]\n{text}\n")
        assert f"packs/ours/pack.toml:{said}" in process("check", "docs").stderr
        assert f"packs/ours/pack.toml:{said}" in process("check", "docs", "--isolated", "--pack", "packs/ours").stderr


# --- Rules and levels ---


@pytest.mark.parametrize(
    ("text", "overrides", "wanted"),
    [
        ("", Overrides(), USUAL),
        ("select = []", Overrides(), set()),
        ("select = ['IR403', 'IR201']\nignore = ['IR4']", Overrides(), {"IR403", "IR201"}),
        ("select = ['IR403']\nrules.IR403 = 'off'", Overrides(), set()),
        ("rules.IR4 = 'off'\nrules.IR403 = 'error'", Overrides(), {c for c in USUAL if c[:3] != "IR4"} | {"IR403"}),
        ("rules.unexpected-section = 'warning'", Overrides(), USUAL | {"IR104"}),
        ("rules.IR10 = 'warning'", Overrides(), USUAL),
        ("select = ['IR2']\nrules.IR104 = 'info'", Overrides(), {c for c in ALL if c[:3] == "IR2"}),
        ("select = ['IR2']\nignore = ['IR201']", Overrides(select=("IR201",)), {"IR201"}),
        ("rules.IR4 = 'off'", Overrides(select=("IR403",)), {"IR403"}),
        ("rules.IR403 = 'off'", Overrides(extend_select=("IR403",)), USUAL),
        ("select = ['IR201', 'IR202']", Overrides(ignore=("IR201",)), {"IR202"}),
        ("select = ['IR201']", Overrides(extend_select=("IR403",)), {"IR201", "IR403"}),
    ],
)  # fmt: skip
def test_which_rules_run(here: Path, text: str, overrides: Overrides, wanted: set[str]) -> None:
    write("incidentlint.toml", text)
    assert codes(settings(overrides=overrides)) == wanted


def test_levels(here: Path) -> None:
    write("ours/template.md", TEMPLATE)
    write("ours/pack.toml", "[rules]\nIR2 = 'info'\nIR105 = 'off'")
    write("docs/a.md", REPORT.replace("Some.", ""))

    def found(config: str, *arguments: str) -> dict[str, str]:
        write("incidentlint.toml", f"{config}\n[[reports]]\nfiles = 'docs/*.md'\npack = 'ours'")
        lines = process(
            "check", "docs", "--min-level", "info", "--output-format", "concise", *arguments
        ).stdout.splitlines()
        return {line.split()[2]: line.split()[1] for line in lines}

    assert found("") == {"IR201": "info"}
    assert found("rules.IR201 = 'warning'\nrules.IR2 = 'error'\nrules.IR105 = 'error'") == {
        "IR201": "warning",
        "IR105": "error",
    }
    assert found("rules.IR201 = 'off'") == {}
    assert found("rules.IR201 = 'off'", "--select", "IR201,IR105") == {"IR201": "info", "IR105": "error"}


@pytest.mark.once
def test_precedence(here: Path) -> None:
    write("template.md", TEMPLATE)
    write("docs/a.md", REPORT)
    write(
        "incidentlint.toml",
        "fail-on = 'error'\nrules.IR201 = 'warning'\n[[reports]]\nfiles = 'docs/*'\npack = 'template.md'",
    )
    assert process("check", "docs").returncode == 0
    assert process("check", "docs", INCIDENTLINT_FAIL_ON="warning").returncode == 1
    assert process("check", "docs", "--fail-on", "error", INCIDENTLINT_FAIL_ON="warning").returncode == 0
    assert process("check", "docs", INCIDENTLINT_ISOLATED="1", INCIDENTLINT_PACK="template.md").returncode == 1
    write("other.toml", "fail-on = 'info'\n[[reports]]\nfiles = 'docs/*'\npack = 'template.md'")
    assert process("check", "docs", INCIDENTLINT_CONFIG="other.toml").returncode == 1
    assert process("check", "docs", "--isolated", "--config", "other.toml").returncode == 2
    write("docs/sub/incidentlint.toml", "fail-on = 'info'\n[[reports]]\nfiles = '*'\npack = '../../template.md'")
    write("docs/sub/b.md", REPORT)
    assert process("check", "docs").returncode == 1  # each file fails at its own configuration's level


def test_per_file_ignores(here: Path) -> None:
    write("incidentlint.toml", "[per-file-ignores]\n'docs/old/' = ['IR4']\n'*-draft.md' = ['IR201', 'IR403']")
    resolver = Resolver()

    def ran(name: str) -> set[str]:
        choice = resolver.choice(os.path.abspath(name))
        assert isinstance(choice, Choice)
        return {rule.code for rule in choice.plan.rules}

    assert ran("docs/a.md") == USUAL
    assert ran("docs/old/x/a.md") == {code for code in USUAL if not code.startswith("IR4")}
    assert ran("docs/x-draft.md") == USUAL - {"IR201", "IR403"}
    assert "IR201" not in ran("docs/old/x-draft.md")


# --- Which files are reports ---


def test_the_first_reports_entry_holds(here: Path) -> None:
    write("ours.md", TEMPLATE)
    write(
        "incidentlint.toml",
        "[[reports]]\nfiles = ['docs/a*.md', '!docs/ab.md']\npack = 'ours.md'\n[[reports]]\nfiles = 'docs'\npack = ['bilko', 'letsgobelize']",
    )
    resolver = Resolver(Overrides(packs=("ours.md",)))

    def packs(name: str) -> tuple[str, ...]:
        choice = resolver.choice(os.path.abspath(name))
        assert isinstance(choice, Choice)
        assert choice.plan.forced
        return (*(pack.name for pack in choice.plan.packs), choice.why)

    assert packs("docs/a.md") == ("ours", "named by incidentlint.toml:1")
    assert packs("docs/ab.md") == packs("docs/x/y.md") == ("bilko", "letsgobelize", "named by incidentlint.toml:4")
    assert packs("else.md") == ("ours", "")  # --pack is for what no [[reports]] names


@pytest.mark.once
def test_a_report_that_no_pack_fits_is_a_finding(here: Path) -> None:
    write("incidentlint.toml", "[[reports]]\nfiles = 'docs/*.md'\npack = ['bilko', 'letsgobelize']")
    write("docs/a.md", "# Notes\n\nNothing.\n")
    done = process("check", "docs", "--output-format", "concise")
    assert (done.returncode, done.stdout.split()[:3]) == (1, ["docs/a.md:1:1:", "error", "IR004"])


def test_other_names_that_globs_name_are_searched(here: Path) -> None:
    write(
        "incidentlint.toml", "[[reports]]\nfiles = ['docs/*.txt', 'docs/REPORT', 'docs/all/*', 'else']\npack = 'bilko'"
    )
    for name in ("docs/a.txt", "docs/REPORT", "docs/all/a.png", "else/b.txt", "c.txt", "docs/d.md"):
        write(name)
    assert searched(".") == ["docs/REPORT", "docs/a.txt", "docs/d.md"]


def test_what_a_glob_says_itself_is_not_skipped(here: Path) -> None:
    names = ("docs/README.md", "docs/index.md", "docs/template-a.md", "docs/templates/b.md", "ours.md")
    for name in names:
        write(name, TEMPLATE)

    def linted(files: str) -> list[str]:
        write("incidentlint.toml", f"[[reports]]\nfiles = {files}\npack = 'ours.md'")
        run = Run()
        lint_paths(["."], Resolver(), run)
        return [result.path for result in run.results if result.pack]

    assert linted("'*.md'") == []
    assert linted("['docs/README*.md', 'docs/index.md']") == ["docs/README.md", "docs/index.md"]
    assert linted("['docs/templates/*.md', 'docs/*template*.md']") == ["docs/template-a.md", "docs/templates/b.md"]
    assert linted("'ours.md'") == ["ours.md"]


# --- Which files are searched ---


def test_exclude(here: Path) -> None:
    for name in ("a.md", "old/b.md", "docs/old/c.md", "docs/d.tmp.md", "node_modules/e.md", "keep/old/f.md"):
        write(name)
    write("incidentlint.toml", "extend-exclude = ['/old', '*.tmp.md']")
    assert searched(".") == ["a.md", "docs/old/c.md", "keep/old/f.md"]
    write("incidentlint.toml", "exclude = ['docs', '!docs']")
    assert searched(".") == ["a.md", "docs/d.tmp.md", "docs/old/c.md", "keep/old/f.md", "node_modules/e.md", "old/b.md"]
    write("incidentlint.toml", "exclude = ['old']")
    assert searched("old") == ["old/b.md"]
    assert searched("old/b.md", "docs") == ["old/b.md", "docs/d.tmp.md"]
    assert searched("old", "old/b.md", "docs", "docs/old/c.md", "a.md", force_exclude=True) == ["docs/d.tmp.md", "a.md"]


def test_force_exclude_of_standard_input(here: Path) -> None:
    write("incidentlint.toml", "exclude = ['old']")
    write("old/a.md", REPORT)
    for arguments, status in (((), 0), (("--force-exclude",), 0)):
        done = process("check", "-", "--stdin-filename", "old/a.md", "-v", *arguments)
        assert done.returncode == status
        assert ("the configuration excludes it" in done.stderr) == bool(arguments)


def test_a_folder_may_lie_below_a_venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "venv" / "project").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "venv" / "project")
    write("a.md")
    write("venv/b.md")
    assert searched(".") == ["a.md"]
    assert searched("a.md", force_exclude=True) == ["a.md"]


def test_gitignore(here: Path) -> None:
    write(".git/info/exclude", "secret.md\n")
    write(".gitignore", "# all\n/build\n*.log.md\n!important.log.md\ndrafts/\n[\n!\n")
    write("docs/.gitignore", "!x.log.md\n/y.md\n")
    for name in (
        "build/a.md", "docs/build/b.md", "c.log.md", "important.log.md", "docs/x.log.md", "docs/y.md", "docs/z/y.md",
        "drafts/d.md", "docs/drafts/e.md", "secret.md", "drafts.md",
    ):  # fmt: skip
        write(name)
    assert searched(".") == ["docs/build/b.md", "docs/x.log.md", "docs/z/y.md", "drafts.md", "important.log.md"]
    assert searched("docs/drafts", "build/a.md") == ["docs/drafts/e.md", "build/a.md"]
    write("incidentlint.toml", "respect-gitignore = false")
    assert len(searched(".")) == 11
    write("incidentlint.toml", "")
    write("docs/.git/HEAD", "")  # another repository within: the outer one's rules end here
    assert "docs/drafts/e.md" in searched(".")


def test_without_git_there_is_no_gitignore(here: Path) -> None:
    write(".gitignore", "*.md\n")
    write("a.md")
    assert searched(".") == ["a.md"]


def test_a_work_tree_shares_the_excludes(here: Path) -> None:
    write("main/.git/info/exclude", "secret.md\n")
    write("main/.git/worktrees/w/commondir", "../..\n")
    write("w/.git", f"gitdir: {here}/main/.git/worktrees/w\n")
    write("w/secret.md")
    write("w/a.md")
    assert searched("w") == ["w/a.md"]


@pytest.mark.parametrize(
    "lines",
    [
        "*\n!*/\n!README.md",
        "/*\n!/docs/\n",
        "a/**/b\n",
        "**/x\n!a/x\n",
        "a/*\n!a/b/\n",
        "\\!x\n",
        "a/\n!a/x\n",
        "x \n\\#y\nREADME.md\\ \n",
        "docs/**\n!docs/**/\n!docs/b/y",
    ],
)
def test_gitignore_is_gits(here: Path, lines: str) -> None:
    names = ("README.md", "x", "!x", "a/x", "a/b/x", "a/c/b", "a/b/README.md", "docs/y", "docs/b/y")
    for name in names:
        write(name)
    try:
        subprocess.run(["git", "init", "-q", "."], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git")
    write(".gitignore", lines)
    done = subprocess.run(["git", "check-ignore", "--", *names], check=False, capture_output=True, text=True)
    rules = GitIgnore(str(here), pytest.fail)

    def ignored(name: str) -> bool:
        parts = name.split("/")
        above = any(rules.ignores(str(here.joinpath(*parts[:end])), folder=True) for end in range(1, len(parts)))
        return above or rules.ignores(str(here / name), folder=False)

    assert {name for name in names if ignored(name)} == set(done.stdout.splitlines())


# --- Globs ---


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("*.md", ("a.md", "x/y/a.md"), ("a.txt", "a.md.x")),
        ("/a.md", ("a.md",), ("x/a.md",)),
        ("./a.md", ("a.md",), ("x/a.md",)),
        ("docs/*.md", ("docs/a.md",), ("docs/x/a.md", "x/docs/a.md")),
        ("docs/**/*.md", ("docs/a.md", "docs/x/y/a.md"), ("a.md",)),
        ("**/docs/a.md", ("docs/a.md", "x/y/docs/a.md"), ("xdocs/a.md",)),
        ("docs", ("docs/a.md", "x/docs/y/a.md", "docs"), ("docsx/a.md",)),
        ("docs/", ("docs/a.md",), ("docs",)),
        ("docs/**", ("docs/a.md", "docs/x/a.md"), ("docs",)),
        ("INC-[0-9]?.md", ("INC-1a.md",), ("INC-xa.md", "INC-1.md")),
        ("[!a].md", ("b.md",), ("a.md", "/.md")),
        ("a\\*.md", ("a*.md",), ("ab.md",)),
    ],
)
def test_globs(pattern: str, yes: tuple[str, ...], no: tuple[str, ...]) -> None:
    globs = Globs((pattern,), "/base")
    assert all(globs.covering(f"/base/{name}") for name in yes)
    assert not any(globs.covering(f"/base/{name}") for name in no)
    assert not any(globs.covering(f"/other/{name}") for name in yes)


def test_globs_are_those_of_git(here: Path) -> None:
    try:
        subprocess.run(["git", "init", "-q", "."], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git")
    words = ["a", "b", "ab", "a.md"]
    names = [*words, *(f"{x}/{y}" for x in words for y in words), *(f"{x}/{y}/a.md" for x in words for y in words)]
    pieces = ["a", "*", "**", "?", "a*", "*.md", "[ab]", "[!a]", "[^a]b", "\\\\a"]
    patterns = [f"{before}{body}{after}" for body in (*pieces, *(f"{x}/{y}" for x in pieces for y in pieces))
                for before, after in (("", ""), ("/", ""), ("", "/"), ("**/", ""), ("", "/**"))]  # fmt: skip
    for pattern in random.Random(0).sample(patterns, 120):
        write(".gitignore", f"{pattern}\n")
        done = subprocess.run(
            ["git", "-c", "core.excludesFile=/dev/null", "check-ignore", "--no-index", "--stdin"],
            input="\n".join(names), check=False, capture_output=True, text=True,
        )  # fmt: skip
        globs = Globs.of_git(pattern, "/base", lambda _line, said: pytest.fail(said))
        assert {name for name in names if globs.covering(f"/base/{name}")} == set(done.stdout.splitlines()), pattern


@given(st.text(alphabet="ab*?[]!/\\.-^ ", max_size=12))
def test_any_glob_is_read_or_refused(pattern: str) -> None:
    try:
        glob = read_glob(pattern)
    except ValueError as refused:
        assert str(refused)
        return
    assert glob.entry("a/b", folder=True) in (True, False)


# --- What is shown ---


def test_show_settings(here: Path) -> None:
    write("base.toml", "fail-on = 'error'")
    write(
        "incidentlint.toml",
        "extend = 'base.toml'\nrules.IR403 = 'info'\n[per-file-ignores]\n'docs/a.md' = ['IR201']\n[[reports]]\nfiles = 'docs/*.md'\npack = 'bilko'",
    )
    write("docs/a.md", REPORT)
    shown = process("check", "--show-settings", "docs", "docs/a.md")
    assert (shown.returncode, shown.stderr) == (0, "")
    folder, file = shown.stdout.split("\n\n")
    assert folder.splitlines()[:3] == [
        "docs",
        "  configuration      incidentlint.toml extends base.toml",
        "  fail-on            error",
    ]
    assert "    IR403 info    duration-mismatch" in folder
    assert "  pack               bilko (named by incidentlint.toml:5)" in file
    assert "  per-file-ignores   docs/a.md: IR201" in file
    assert "IR201 error" in folder
    assert "IR201 error" not in file
    assert process("check", "--show-settings", "no.md").returncode == 2
    assert "none: the defaults" in process("check", "--show-settings", "/").stdout
    write("incidentlint.toml", "x = 1")
    assert process("check", "--show-settings", "docs").returncode == 2


def test_show_files(here: Path) -> None:
    write("template.md", TEMPLATE)
    write("incidentlint.toml", "[[reports]]\nfiles = 'docs/*.md'\npack = 'template.md'")
    write("docs/a.md", REPORT)
    write("notes.md", "# Notes\n")
    shown = process("check", "--show-files", ".")
    assert shown.stdout == "docs/a.md: template (named by incidentlint.toml:1; 3 of 3 required nodes match)\n"
    assert shown.returncode == 0
    assert "notes.md: skipped" in process("check", "--show-files", ".", "-v").stderr


# --- Speed ---


@pytest.mark.once
def test_a_single_file_imports_no_library_for_globs(here: Path) -> None:
    write("template.md", TEMPLATE)
    write(
        "incidentlint.toml",
        "extend-exclude = ['old/*']\n[[reports]]\nfiles = '*.md'\npack = 'template.md'\n[per-file-ignores]\n'x*' = ['IR4']",
    )
    write(".git/HEAD", "")
    write(".gitignore", "*.log\n")
    write("docs/a.md", REPORT)

    def imported(*arguments: str) -> str:
        command = [sys.executable, "-X", "importtime", "-m", "incidentlint", "check", "--no-cache", *arguments]
        return subprocess.run(
            command, check=False, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": SOURCE}
        ).stderr

    def modules(text: str) -> set[str]:
        names = {line.rpartition("|")[2].strip() for line in text.splitlines() if line.startswith("import time")}
        return names - {"encodings.utf_8_sig"}  # of a TOML file

    assert modules(imported("docs/a.md")) == modules(imported("--isolated", "--pack", "template.md", "docs/a.md"))
    assert modules(imported("docs/a.md")) == modules(imported("docs"))
