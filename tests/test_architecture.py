"""The shape of the house: layers, who may touch the world outside, how long a module may be, what is imported when."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "incidentlint"
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))

OUTER = (
    "cli/", "lsp/", "api/", "project/", "authoring/", "cache/", "__main__.py", "about.py", "modules.py", "snapshot.py",
    "regular.py",
)  # fmt: skip
"""Those that may touch files, the environment and streams; the snapshot is the package's own compiled form, the cache
is what runs found before, and `regular` reads for all of them."""

READERS = {
    "packs/find.py": "whether what the user named is a template or a folder",
    "packs/load.py": "templates: the package's own, or those that the user named",
    "packs/sources.py": "pack files, the same way",
    "packs/pack.py": "the path of its template",
    "packs/installed.py": "where an installed package has its folder",
    "rulebook/rule.py": "rule files: the package's own, or those of a pack that the user named",
    "report/candidates.py": "the templates of the package's own packs, which it looks at before they are loaded",
    "register/assets.py": "the style and the script beside it",
    "toml_file.py": "TOML files, for those above",
}
"""Those below that read files all the same, with what they read. They may import `pathlib.Path`."""

WORLD = set(
    "asyncio builtins codecs fileinput getpass glob io locale mmap multiprocessing os pathlib platform random secrets "
    "shutil signal socket subprocess sys tempfile threading time urllib".split()
)
HARMLESS = {"PathLike", "StringIO", "quote", "unquote", "PurePath", "PurePosixPath", "PureWindowsPath", "fspath"}
"""Of those modules, what does no more than compute."""
CALLS = {"open", "input", "print", "breakpoint", "exec", "eval", "__import__"}
CLOCKS = {"now", "utcnow", "today", "localtime", "gmtime", "monotonic"}

LONGEST = 450
"""Lines of a module; one that would grow longer is two."""

LONGER: dict[str, str] = {}
"""Modules that are longer, and what they hold. One that has become short enough leaves this list."""

LONGEST_FUNCTION = 50
"""Lines of a function, its docstring left out. How many ways lead through it, ruff counts."""


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"), module)


@cache
def nodes(module: str) -> tuple[ast.AST, ...]:
    """All that a module's tree holds."""
    return tuple(ast.walk(tree(module)))


def imports(module: str) -> Iterator[tuple[int, str, str]]:
    """Every import of a module, wherever it is: line, top package, name (empty for a whole module)."""
    for node in nodes(module):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name.partition(".")[0], ""
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                yield node.lineno, (node.module or "").partition(".")[0], alias.name


def test_data_flows_one_way() -> None:
    code = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    result = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"], cwd=ROOT, check=False, capture_output=True, encoding="utf-8"
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


def test_only_the_parser_knows_its_parser() -> None:
    importers = {module for module in MODULES for _, package, _ in imports(module) if package == "markdown_it"}
    assert "markdown/markdown_it/parser.py" in importers
    assert all(module.startswith("markdown/") for module in importers)


@pytest.mark.parametrize("module", [module for module in MODULES if not module.startswith(OUTER)])
def test_nothing_below_the_run_touches_the_world_outside(module: str) -> None:
    found = []
    for line, package, name in imports(module):
        allowed = name in HARMLESS or (module in READERS and (package, name) == ("pathlib", "Path"))
        if package in WORLD and not allowed:
            found.append(f"{module}:{line} imports {package}{f'.{name}' if name else ''}")
    for node in nodes(module):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Name) and function.id in CALLS:
                found.append(f"{module}:{node.lineno} calls {function.id}")
            if isinstance(function, ast.Attribute) and function.attr in CLOCKS:
                found.append(f"{module}:{node.lineno} asks the clock: {ast.unparse(function)}")
    assert not found


def test_the_readers_are_still_there() -> None:
    assert [module for module in READERS if ("pathlib", "Path") not in {item[1:] for item in imports(module)}] == []


@pytest.mark.parametrize("module", MODULES)
def test_no_code_of_a_rule_stands_in_the_code(module: str) -> None:
    """What a rule is and which goes first is data of its file; a text for readers may name one."""
    found = [
        f"{module}:{node.lineno} names {node.value}"
        for node in nodes(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"IR\d+", node.value)
    ]
    assert not found


def length(module: str) -> int:
    return len((PACKAGE / module).read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("module", [module for module in MODULES if module not in LONGER])
def test_no_module_is_too_long_to_be_read(module: str) -> None:
    assert length(module) <= LONGEST


def test_the_longer_modules_are_still_longer() -> None:
    assert [module for module in LONGER if module not in MODULES or length(module) <= LONGEST] == []


@pytest.mark.parametrize("module", MODULES)
def test_no_function_is_too_long_to_be_read(module: str) -> None:
    found = []
    for node in nodes(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            lines -= len((ast.get_docstring(node, clean=False) or "").splitlines())
            if lines > LONGEST_FUNCTION:
                found.append(f"{module}:{node.lineno} {node.name} has {lines} lines")
    assert not found


@pytest.mark.parametrize("module", MODULES)
def test_no_address_in_memory_serves_as_identity(module: str) -> None:
    """A node is equal to itself alone, a shape has its index, a fact its place; `id(...)` outlives its object."""
    calls = (node for node in nodes(module) if isinstance(node, ast.Call))
    assert not [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "id"]


def imported(*arguments: str, status: int = 0) -> set[str]:
    """What the program imports when it is called so."""
    command = [sys.executable, "-X", "importtime", "-m", "incidentlint", *arguments]
    result = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, encoding="utf-8")
    assert result.returncode == status
    names = {line.rpartition("|")[2].strip() for line in result.stderr.splitlines() if line.startswith("import time:")}
    assert "incidentlint.cli.main" in names
    return names


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["check", "--help"], ["init", "--help"], ["check", "--no-such-option"]]
)
def test_what_needs_no_report_imports_no_parser(arguments: list[str]) -> None:
    names = imported(*arguments, status=2 if "--no-such-option" in arguments else 0)
    assert not {"markdown_it", "msgspec", "tomllib", "yaml", "incidentlint.engine"} & names


@pytest.mark.parametrize("arguments", [["rule", "IR302"], ["rule", "--all"]])
def test_explaining_a_rule_imports_no_parser(arguments: list[str]) -> None:
    assert "markdown_it" not in imported(*arguments)


AHEAD = ("incidentlint", "markdown_it", "msgspec")
"""The packages that a `check` may import, beside those of Python itself."""

TRIED = ("linkify_it", "org", "typing_extensions")
"""What these and Python itself look for, and do without."""

BEHIND = frozenset(
    "argparse array ast asyncio calendar concurrent csv difflib dis email hashlib http json linecache "
    "multiprocessing random shutil sqlite3 statistics subprocess tempfile textwrap tokenize tomllib "
    "unittest xml zipfile".split()
)
"""Modules of Python that a `check` of a report in order needs nothing of."""

MOST = 426
"""How many modules it may import in all, those of Python's own start among them."""

UNUSED = frozenset(
    f"incidentlint.{name}"
    for name in "cli.main api lsp records authoring packs.load packs.compile rulebook.explain output.sarif".split()
) | {f"markdown_it.{name}" for name in "main parser_core renderer presets common.normalize_url".split()}
"""Modules of ours that it needs nothing of."""


def test_a_check_imports_what_it_needs(tmp_path: Path) -> None:
    """The usual path: rules, words and packs are kept, and the command line is plain."""
    report = next((ROOT / "examples").rglob("INC-*-tours-double-booked.md"))
    command = [
        sys.executable,
        "-X",
        "importtime",
        "-m",
        "incidentlint",
        "check",
        "--isolated",
        "--no-cache",
        "-q",
        str(report),
    ]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(tmp_path)  # what other tests keep meanwhile is not this one's
    for _ in range(2):  # the first has to read the sources
        result = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, encoding="utf-8", env=environment)
    lines = [line for line in result.stderr.splitlines() if line.startswith("import time:")]
    names = {line.rpartition("|")[2].strip() for line in lines}
    assert "incidentlint.engine.lint" in names
    roots = {name.partition(".")[0] for name in names}
    start = subprocess.run([sys.executable, "-X", "importtime", "-c", "pass"], check=True, capture_output=True)
    given = {line.rpartition("|")[2].strip() for line in start.stderr.decode().splitlines()}
    others = {name for name in roots - given - sys.stdlib_module_names if not name.startswith("_")}
    assert others <= {*AHEAD, *TRIED}
    assert not BEHIND & roots
    assert not UNUSED & names
    assert len(names) <= MOST


AGAIN = {
    "incidentlint", "incidentlint.about", "incidentlint.__main__", "incidentlint.lazy", "incidentlint.cli",
    "incidentlint.cli.recall", "incidentlint.cli.streams", "incidentlint.cache", "incidentlint.cache.file",
    "incidentlint.cache.runs", "incidentlint.cache.states",
}  # fmt: skip
"""The modules that a check imports that finds all as it was, of ours and of other packages."""


def test_a_check_that_finds_all_as_it_was_imports_next_to_nothing(tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_bytes(next((ROOT / "examples").rglob("INC-*-tours-double-booked.md")).read_bytes())
    time.sleep(0.2)  # what is written just then may be written again at the same time
    code = "import sys; from incidentlint.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-X", "importtime", "-c", code, "check", "--cache-dir", "cache", "report.md"]
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    runs = [
        subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, encoding="utf-8", env=environment)
        for _ in range(2)
    ]
    names = [
        {line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if line.startswith("import time:")}
        for run in runs
    ]
    assert "incidentlint.engine.lint" in names[0], runs[0].stderr[-2000:]
    ours = {name for name in names[1] if name.partition(".")[0] in AHEAD}
    assert ours == AGAIN
    assert not {"re", "typing", "collections", "pathlib", "importlib", "json", "click", "hashlib"} & names[1]


ROOMS = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


def test_the_tests_mirror_the_rooms() -> None:
    """A test lies in the folder of the room that it is about; beside them are those of the whole, and of the tools."""
    folders = {path.parent.name for path in Path(__file__).parent.glob("*/test_*.py")}
    assert folders - {*ROOMS} == {"generate"}
    assert {*ROOMS} - folders == set()


def test_the_picture_of_the_house_is_that_of_the_contract() -> None:
    """CONTRIBUTING shows each room and module that the contract has, in its order."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = contract["contracts"][0]["layers"]
    names = [f"{name}/" if name in ROOMS else f"{name}.py" for layer in layers for name in layer.split(" | ")]
    picture = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## How it is built")[1].split("```")[1]
    places = [re.search(rf"(?<![\w/]){re.escape(name)}", picture) for name in names]
    assert [name for name, place in zip(names, places) if place is None] == []
    lines = [picture.count("\n", 0, place.start()) for place in places if place]
    assert lines == sorted(lines)


@cache
def surface(room: str) -> set[str]:
    """What a room hands out: the names in its `__all__`."""
    for node in tree(f"{room}/__init__.py").body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


@pytest.mark.parametrize("module", [module for module in MODULES if not module.startswith("__")])
def test_a_room_is_entered_by_its_door(module: str) -> None:
    """Outside of a room only what its `__init__` hands out is imported, and from there."""
    own = module.partition("/")[0]
    found = []
    for node in nodes(module):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("incidentlint."):
            continue
        assert node.level == 0, f"{module}:{node.lineno} imports by a relative name"
        room, _, rest = (node.module or "").removeprefix("incidentlint.").partition(".")
        if room == own or room not in ROOMS:
            continue
        names = {alias.name for alias in node.names}
        if rest or names - surface(room):
            found.append(f"{module}:{node.lineno} imports {node.module}: {', '.join(sorted(names))}")
    assert not found


def lazy_names() -> Iterator[tuple[str, str]]:
    """The names that rooms hand out on first use: the room's folder and the name."""
    for module in (module for module in MODULES if module.endswith("__init__.py")):
        for node in nodes(module):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "lazy_names":
                for name in ast.literal_eval(node.args[1]):
                    yield module.removesuffix("__init__.py"), name


def test_no_name_that_is_handed_out_on_first_use_is_that_of_a_module() -> None:
    """Importing the module would put itself in the place of the name."""
    assert [
        f"{room}{name}" for room, name in lazy_names() if {f"{room}{name}.py", f"{room}{name}/__init__.py"} & {*MODULES}
    ] == []
    assert ("project/", "Resolver") in set(lazy_names())
