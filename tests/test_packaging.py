"""The project as its users get it: a wheel and an editable install, each in an environment of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from incidentlint import __version__
from installing import ROOT, copy_of_the_project, need_index, new_environment, run, succeed

pytestmark = pytest.mark.xdist_group("packaging")
EXAMPLE = ROOT / "examples/bilko/docs/operations/incidents/INCIDENT-2026-07-14-bank-feed-duplicates.md"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the source distribution, and the wheel that was built from it."""
    project = copy_of_the_project(tmp_path_factory.mktemp("project"))
    folder = tmp_path_factory.mktemp("dist")
    succeed(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, cwd=project)
    return folder


@pytest.fixture(scope="module")
def from_wheel(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    need_index(tmp_path_factory.mktemp("index"))
    return new_environment(tmp_path_factory.mktemp("wheel"), *built.glob("*.whl"))


@pytest.fixture(scope="module")
def from_checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    need_index(tmp_path_factory.mktemp("index"))
    return new_environment(tmp_path_factory.mktemp("editable"), "--editable", ROOT)


@pytest.mark.parametrize("environment", ["from_wheel", "from_checkout"])
def test_the_installed_program_brings_its_rules_and_packs(
    environment: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    program = request.getfixturevalue(environment) / "incidentlint"
    assert succeed(program, "--version", cwd=tmp_path) == f"incidentlint {__version__}\n"
    checked = run(program, "check", "--output-format", "concise", EXAMPLE, cwd=tmp_path)
    assert checked.returncode == 1, checked.stdout
    assert "IR403 duration-mismatch" in checked.stdout
    assert succeed(program, "rule", "IR302", cwd=tmp_path).startswith("IR302 unchecked-item (error")
    assert "INCIDENT-YYYY-MM-DD-<short-title>.md" in succeed(program, "packs", "bilko", cwd=tmp_path)


@pytest.mark.parametrize("environment", ["from_wheel", "from_checkout"])
def test_the_rules_are_those_of_the_installation(environment: str, request: pytest.FixtureRequest) -> None:
    programs: Path = request.getfixturevalue(environment)
    code = "from incidentlint.about import data_folder; print(data_folder())"
    folder = Path(succeed(programs / "python", "-I", "-c", code).strip())
    if environment == "from_checkout":
        assert folder == ROOT / "rules"
    else:
        assert folder.parent.parent.name == "site-packages"
        assert _files(folder) == _files(ROOT / "rules")


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_wheel_is_typed_and_holds_nothing_else(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = wheel.namelist()
    assert "incidentlint/py.typed" in names
    tops = {name.split("/")[0] for name in names}
    assert tops - {f"incidentlint-{__version__}.data"} == {"incidentlint", f"incidentlint-{__version__}.dist-info"}
    assert all(name.endswith(".1") for name in names if ".data/" in name), "data files are man pages"
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_what_is_published_passes_the_checks_of_the_index(built: Path) -> None:
    succeed(sys.executable, "-m", "twine", "check", "--strict", *built.iterdir())


def test_the_description_s_links_lead_somewhere_from_the_index(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        metadata = wheel.read(f"incidentlint-{__version__}.dist-info/METADATA").decode()
    links = re.findall(r"\]\((.+?)\)", re.sub(r"^```.*?^```$", "", metadata, flags=re.MULTILINE | re.DOTALL))
    assert len(links) > 10
    assert [link for link in links if not link.startswith("https://")] == []
    assert f"https://github.com/incidentlint/incidentlint/blob/v{__version__}/docs/guides/ci.md" in links


def test_the_wheel_brings_what_is_kept_of_its_sources(built: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path)
    code = "from incidentlint import snapshot as s; from incidentlint.packs import load_built_in; "
    code += "from incidentlint.vocabulary import load_lexicon; "
    code += "load_lexicon(['de']); load_lexicon(['ja']); kept = s._opened(); "
    code += (
        "print(load_built_in('bilko').template, sorted(kept.made), len(kept.patterns) > 1000, len(kept.texts) > 300)"
    )
    env = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONPYCACHEPREFIX": str(tmp_path / "empty")}
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=env).stdout
    assert said.split(" ", 1) == [str(tmp_path / "incidentlint/rules/bilko/template.md"), "[] True True\n"]


def test_pip_builds_the_same_from_the_sources(built: Path, tmp_path: Path) -> None:
    need_index(tmp_path)
    project = copy_of_the_project(tmp_path / "project")
    succeed(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path / "made", project)
    names = []
    for wheel in (next((tmp_path / "made").glob("*.whl")), next(built.glob("*.whl"))):
        with zipfile.ZipFile(wheel) as opened:
            names.append(sorted(opened.namelist()))
    assert names[0] == names[1]
    assert "incidentlint/snapshot.bin" in names[0]


@pytest.mark.parametrize("line", ["uvx incidentlint --version", "pipx run incidentlint --version"])
def test_the_lines_of_the_guide_work_against_the_wheel(line: str, built: Path, tmp_path: Path) -> None:
    assert line.replace("--version", "check docs/") in (ROOT / "docs/guides/installing.md").read_text("utf-8")
    programs = Path(sysconfig.get_path("scripts"))
    program = line.partition(" ")[0]
    if not (programs / program).exists():
        pytest.skip(f"there is no {program}; `make` installs it")
    need_index(tmp_path)
    env = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    env |= {"UV_FIND_LINKS": str(built), "UV_CACHE_DIR": str(tmp_path / "uv"), "PIPX_HOME": str(tmp_path / "pipx")}
    env["PIP_FIND_LINKS"] = f"{os.environ.get('PIP_FIND_LINKS', '')} {built}".strip()
    shown = subprocess.run(line.split(), check=False, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert shown.stdout == f"incidentlint {__version__}\n", shown.stderr


def test_the_source_distribution_holds_what_a_packager_needs(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "Makefile", "rules/lexicon/en.toml"):
        assert name in names
    assert {"Dockerfile", ".dockerignore", ".github/workflows/publish.yml", "templates/incidentlint.yml"} <= names
    assert not [name for name in names if name.split("/")[0] in (".git", ".venv", "dist", "site", "build")]
    assert not [name for name in names if name.endswith((".pyc", ".so")) or "node_modules" in name]
    assert {"tests/test_packaging.py", "src/incidentlint/project/run.py", "examples/README.md", "bench/run.py"} <= names
