"""Packs that Python packages bring: found by entry points, without running any code of theirs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from incidentlint.packs.sources import built_in_packs

ROOT = Path(__file__).parents[2]
TEMPLATE = "# Incident: [Title]\n\n**Severity:** S1 / S2\n\n## Summary\n\n[What happened]\n\n## Cause\n\n[Why]\n"
REPORT = "# Incident: a\n\n**Severity:** S1\n\n## Summary\n\nIt broke.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder as pip leaves it: a package with two packs, and its dist-info with the entry points."""
    site = tmp_path / "site"
    for name in ("acme", "shop"):
        folder = site / "acme_packs" / name
        folder.mkdir(parents=True)
        (folder / "pack.toml").write_text(f'name = "{name}"\n', encoding="utf-8")
        (folder / "template.md").write_text(TEMPLATE, encoding="utf-8")
    for package in ("acme_packs", "acme_packs/acme"):
        (site / package / "__init__.py").write_text("raise SystemExit('the code of the package ran')\n")
    info = site / "acme_packs-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-packs\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        "[incidentlint.packs]\nacme = acme_packs.acme\nshop = acme_packs.shop\ngone = acme_packs.gone\n"
        "bilko = acme_packs.acme\n",
        encoding="utf-8",
    )
    (tmp_path / "work").mkdir()
    return site


def run(site: Path, *arguments: str, python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run the program with the packages of `site` installed, in the folder beside it."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("INCIDENTLINT_")}
    env["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(site)])
    return subprocess.run(
        [sys.executable, *python, "-m", "incidentlint", *arguments],
        cwd=site.parent / "work", check=False, capture_output=True, encoding="utf-8", env=env,
    )  # fmt: skip


def test_a_pack_is_used_by_its_name(site: Path) -> None:
    (site.parent / "work" / "r.md").write_text(REPORT, encoding="utf-8")
    for arguments in (["--pack", "acme"], ["--pack", "shop"]):
        result = run(site, "check", "--output-format", "concise", *arguments, "r.md")
        assert (result.returncode, result.stderr) == (1, "")
        assert 'r.md:7:1: error IR101 missing-section section "Cause" is missing' in result.stdout


def test_a_configuration_and_a_pack_name_it_too(site: Path) -> None:
    work = site.parent / "work"
    (work / "r.md").write_text(REPORT, encoding="utf-8")
    (work / "own").mkdir()
    (work / "own" / "pack.toml").write_text('extends = "acme"\nnodes.Cause = { required = false }\n', encoding="utf-8")
    for pack, status in (("acme", 1), ("own", 0)):
        (work / "incidentlint.toml").write_text(f'[[reports]]\nfiles = "r.md"\npack = "{pack}"\n', encoding="utf-8")
        result = run(site, "check")
        assert (result.returncode, result.stderr) == (status, "")


@pytest.mark.once
def test_packs_lists_it_and_shows_it(site: Path) -> None:
    result = run(site, "packs", "acme")
    assert result.stdout.startswith("acme\n")
    listed = run(site, "packs")
    names = [line.split()[0] for line in listed.stdout.partition("\n\n")[0].splitlines() if not line.startswith(" ")]
    assert names == [*built_in_packs(), "acme", "shop"]
    assert listed.returncode == 2
    assert "gone: an installed package says that it brings this pack, but has no such folder" in listed.stderr


def test_a_name_that_is_none_suggests_one(site: Path) -> None:
    result = run(site, "packs", "acmee")
    assert result.returncode == 2
    assert "acmee: no such pack, folder or template; did you mean 'acme'?" in result.stderr


@pytest.mark.once
def test_a_list_has_the_names_to_call_packs_by_and_all_that_is_wrong_with_them(site: Path) -> None:
    (site / "acme_packs" / "acme" / "pack.toml").write_text('name = "something else"\n', encoding="utf-8")
    (site / "acme_packs" / "shop" / "pack.toml").write_text("nmae = 1\n", encoding="utf-8")
    listed = run(site, "packs")
    assert "\nacme\n" in listed.stdout
    assert "something else" not in listed.stdout
    said = listed.stderr.splitlines()
    assert len(said) == 2
    assert "gone: an installed package says" in said[0]
    assert "pack.toml:1:1: unknown key 'nmae'" in said[1]


def test_a_pack_whose_package_lacks_it_is_not_suggested_for_itself(site: Path) -> None:
    result = run(site, "packs", "gone")
    assert result.returncode == 2
    said = "an installed package says that it brings this pack, but has no such folder"
    assert result.stderr.strip().endswith(f"gone: no such pack, folder or template; {said}")


def test_a_folder_of_that_name_and_a_built_in_pack_come_first(site: Path) -> None:
    folder = site.parent / "work" / "acme"
    folder.mkdir()
    (folder / "pack.toml").write_text('name = "here"\n', encoding="utf-8")
    (folder / "template.md").write_text(TEMPLATE, encoding="utf-8")
    assert run(site, "packs", "acme").stdout.startswith("here\n")
    assert run(site, "packs", "bilko").stdout.startswith("bilko: ")


@pytest.mark.parametrize(
    "arguments",
    [["check", "r.md"], ["check", "--pack", "bilko", "r.md"], ["check", "--pack", "own", "r.md"], ["rule", "--all"]],
)  # fmt: skip
def test_nobody_looks_for_it_who_does_not_name_it(site: Path, arguments: list[str]) -> None:
    work = site.parent / "work"
    (work / "r.md").write_text(REPORT, encoding="utf-8")
    (work / "own").mkdir()
    (work / "own" / "pack.toml").write_text('extends = "bilko"\n', encoding="utf-8")
    result = run(site, *arguments, python=("-X", "importtime"))
    imported = {
        line.rpartition("|")[2].strip() for line in result.stderr.splitlines() if line.startswith("import time")
    }
    assert "incidentlint.cli" in imported
    assert "importlib.metadata" not in imported
