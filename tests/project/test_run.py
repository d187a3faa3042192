"""Which files are linted, what is skipped, and what happens to files that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from incidentlint.engine.lint import lint
from incidentlint.engine.plan import Plan
from incidentlint.findings import FileResult
from incidentlint.packs.load import load_template
from incidentlint.project import run as run_module
from incidentlint.project.paths import shown_path
from incidentlint.project.resolver import Choice, Resolver
from incidentlint.project.results import Run
from incidentlint.project.run import lint_paths, lint_stdin
from incidentlint.project.settings import Settings
from incidentlint.rulebook.selection import choose

EMPTY = Plan((), ())


class Fixed(Resolver):
    """What is linted with the same plan everywhere."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(isolated=True)
        self.plan = plan

    def choice(self, path: str) -> Choice:
        settings = self.settings("")
        assert isinstance(settings, Settings)
        return Choice(self.plan, settings)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project that is the current folder."""
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Title\n\nText.\n", encoding="utf-8")


def linted(*paths: str, plan: Plan = EMPTY) -> list[str]:
    """The files that are linted, by the paths that are shown."""
    return [result.path for result in run_of(*paths, plan=plan).results if "skipped" not in result.reason]


def run_of(*paths: str, plan: Plan = EMPTY) -> Run:
    run = Run()
    lint_paths(paths, Fixed(plan), run)
    return run


def skipped(*paths: str, plan: Plan = EMPTY) -> dict[str, str]:
    results = run_of(*paths, plan=plan).results
    return {result.path: result.reason for result in results if "skipped" in result.reason}


def test_a_folder_is_searched_for_markdown_in_the_order_of_names(project: Path) -> None:
    make(project, "docs/b.md", "docs/a/z.markdown", "docs/a.MD", "docs/c.txt", "docs/md", "x.md")
    assert linted("docs") == ["docs/a/z.markdown", "docs/a.MD", "docs/b.md"]
    assert linted(".") == ["docs/a/z.markdown", "docs/a.MD", "docs/b.md", "x.md"]


def test_tool_folders_are_not_searched_unless_named(project: Path) -> None:
    hidden = (".git", ".hg", ".svn", "node_modules", ".venv", "venv", "__pycache__", ".tox", ".mypy_cache")
    make(
        project,
        *(f"{name}/x.md" for name in (*hidden, ".ruff_cache", "lib/site-packages")),
        "build/a.md",
        ".github/b.md",
    )
    assert linted(".") == [".github/b.md", "build/a.md"]
    assert linted(".venv") == [".venv/x.md"]


def test_named_files_are_linted_whatever_they_are_called(project: Path) -> None:
    make(project, "notes.txt", "report")
    assert linted("notes.txt", "report") == ["notes.txt", "report"]


def test_a_file_given_twice_is_linted_once(project: Path) -> None:
    make(project, "docs/a.md", "docs/b.md")
    assert linted("docs/b.md", "./docs", "docs/../docs/a.md", str(project / "docs/b.md")) == ["docs/b.md", "docs/a.md"]


def test_a_link_stands_back_behind_its_file(project: Path) -> None:
    make(project, "docs/report.md", "else/other.md")
    (project / "docs/CURRENT.md").symlink_to("report.md")
    (project / "docs/zz.md").symlink_to("../else/other.md")
    assert linted("docs") == ["docs/report.md", "docs/zz.md"]
    assert linted("docs/CURRENT.md") == ["docs/CURRENT.md"]


def test_links_to_folders_are_not_followed(project: Path) -> None:
    make(project, "docs/a.md", "else/b.md")
    (project / "docs/loop").symlink_to("..")
    run = run_of("docs")
    assert [result.path for result in run.results] == ["docs/a.md"]
    assert run.notes == ["docs/loop: not searched: a link to a folder"]
    (project / "link").symlink_to("else")
    assert linted("link") == ["link/b.md"]


def test_a_folder_with_a_markdown_name_is_a_folder(project: Path) -> None:
    make(project, "docs/x.md/a.md")
    run = run_of("docs", "docs/x.md")
    assert [result.path for result in run.results] == ["docs/x.md/a.md"]
    assert not run.failures


def test_a_very_deep_folder_is_searched(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    depth = 1500
    for _ in range(depth):
        os.mkdir("d")
        monkeypatch.chdir("d")
    Path("a.md").write_text("# A\n")
    for _ in range(depth):
        os.chdir("..")
    try:
        assert linted(".") == ["d/" * depth + "a.md"]
    finally:  # pytest's own clean-up can't
        os.remove("d/" * depth + "a.md")
        for number in range(depth, 0, -1):
            os.rmdir("d/" * number)


def test_what_is_not_there_is_a_failure_and_the_rest_is_linted(project: Path) -> None:
    make(project, "a.md", "b.md")
    run = run_of("a.md", "no.md", "b.md", "")
    assert [result.path for result in run.results] == ["a.md", "b.md"]
    assert [failure.message for failure in run.failures] == [
        "no.md: no such file or folder",
        ": no such file or folder",
    ]


def test_a_dangling_link_is_a_failure(project: Path) -> None:
    make(project, "docs/a.md")
    (project / "docs/gone.md").symlink_to("nowhere.md")
    run = run_of("docs")
    assert [result.path for result in run.results] == ["docs/a.md"]
    assert [failure.message for failure in run.failures] == ["docs/gone.md: cannot be read: No such file or directory"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_no_permission_is_a_failure(project: Path) -> None:
    make(project, "a.md", "shut/b.md", "c.md")
    (project / "a.md").chmod(0)
    (project / "shut").chmod(0)
    run = run_of(".")
    (project / "shut").chmod(0o755)
    assert [result.path for result in run.results] == ["c.md"]
    assert [failure.message for failure in run.failures] == [
        "shut: cannot be searched: Permission denied",
        "a.md: cannot be read: Permission denied",
    ]


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device")
def test_a_device_is_a_failure(project: Path) -> None:
    assert [failure.message for failure in run_of("/dev/zero").failures] == [
        "/dev/zero: cannot be read: it is a device, not a file"
    ]


def test_an_error_of_our_own_stops_no_other_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(project, "a.md", "b.md", "c.md")

    def broken(data: bytes, path: str, plan: Plan, **place: Any) -> FileResult:
        if path == "b.md":
            raise ZeroDivisionError("division by zero")
        return lint(data, path, plan, **place)

    monkeypatch.setattr(run_module, "lint", broken)
    run = run_of(".")
    assert [result.path for result in run.results] == ["a.md", "c.md"]
    assert [failure.message for failure in run.failures] == [
        "internal error while linting b.md: ZeroDivisionError: division by zero (please report it)"
    ]
    assert "in broken" in run.failures[0].trace


def test_what_was_found_stays_when_the_user_interrupts(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(project, "a.md", "b.md")

    def interrupted(data: bytes, path: str, plan: Plan, **place: Any) -> FileResult:
        if path == "b.md":
            raise KeyboardInterrupt
        return lint(data, path, plan, **place)

    monkeypatch.setattr(run_module, "lint", interrupted)
    run = Run()
    with pytest.raises(KeyboardInterrupt):
        lint_paths(["."], Fixed(EMPTY), run)
    assert [result.path for result in run.results] == ["a.md"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("docs/README.md", "a readme file"),
        ("docs/readme.da.md", "a readme file"),
        ("index.md", "an index file"),
        ("docs/_index.md", "an index file"),
        ("docs/incident-template.md", "its name says that it is a template"),
        ("docs/TEMPLATE.md", "its name says that it is a template"),
        ("docs/post_mortem_template.md", "its name says that it is a template"),
        ("docs/PostMortemTemplate.md", "its name says that it is a template"),
        (".github/ISSUE_TEMPLATE/incident.md", "it is in a folder of templates, ISSUE_TEMPLATE"),
        ("docs/_templates/a/incident.md", "it is in a folder of templates, _templates"),
        ("docs/readme-first.md", ""),
        ("docs/contemplated.md", ""),
        ("docs/indexing-outage.md", ""),
        ("docs/INCIDENT-2026-02-10-email-template-broken.md", ""),
        ("docs/2026-02-10-template-outage/report.md", ""),
    ],
)
def test_files_that_are_no_reports_by_their_names(project: Path, name: str, reason: str) -> None:
    make(project, name)
    for given in (name, "."):
        assert skipped(given) == ({name: f"skipped: {reason}"} if reason else {})
    run = Run()
    lint_stdin(b"# A\n", name, Fixed(EMPTY), run)
    assert run.results[0].reason == (f"skipped: {reason}" if reason else "no pack to check it against")


def test_a_project_may_be_called_a_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "service-template/.git", "service-template/docs/a.md")
    monkeypatch.chdir(tmp_path)
    assert linted("service-template") == ["service-template/docs/a.md"]
    monkeypatch.chdir(tmp_path / "service-template" / "docs")
    assert linted() == []
    assert linted(".") == ["a.md"]


def test_without_a_project_names_below_the_current_folder_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "templates/docs/a.md")
    monkeypatch.chdir(tmp_path)
    assert skipped(".") == {"templates/docs/a.md": "skipped: it is in a folder of templates, templates"}
    monkeypatch.chdir(tmp_path / "templates" / "docs")
    assert linted(".") == ["a.md"]


def test_a_packs_own_template_is_skipped_whatever_it_is_called(project: Path) -> None:
    (project / "incident.md").write_text("# Incident: [TITLE]\n\n## Summary\n\n[Text]\n", encoding="utf-8")
    make(project, "a.md")
    pack = load_template(Path("incident.md"))
    assert skipped(".", plan=Plan((), (pack,))) == {"incident.md": "skipped: the pack's own template"}


def test_a_pack_that_was_named_takes_files_that_were_named(project: Path) -> None:
    (project / "template.md").write_text("# Incident: [TITLE]\n\n## Summary\n\n[Text]\n", encoding="utf-8")
    make(project, "README.md", "docs/index.md")
    plan = Plan((), (load_template(Path("template.md")),), forced=True)
    assert linted("template.md", "README.md", plan=plan) == ["template.md", "README.md"]
    assert linted(".", plan=plan) == []
    assert linted(".", "README.md", plan=plan) == ["README.md"]


@pytest.mark.parametrize(
    ("data", "place"),
    [(b"# A\n\nab\xff\n", (3, 3)), (b"a\n\0", (2, 1)), (b"\x89PNG\r\n\x1a\n\0\0", (1, 1))],
)
def test_what_is_no_text_has_a_place(project: Path, data: bytes, place: tuple[int, int]) -> None:
    (project / "a.md").write_bytes(data)
    run = run_of("a.md", plan=Plan(choose(("IR001",), (), ()), ()))
    (found,) = run.results[0].diagnostics
    assert (found.path, found.code, found.place.line, found.place.column) == ("a.md", "IR001", *place)
    assert not run.failures


def locations(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str | None]]:
    """What the engine is told of every file from now on: its path, and where it lies in its project."""
    told: list[tuple[str, str | None]] = []

    def spy(data: bytes, path: str, plan: Plan, **place: Any) -> FileResult:
        told.append((path, place["location"]))
        return lint(data, path, plan, **place)

    monkeypatch.setattr(run_module, "lint", spy)
    return told


@pytest.mark.parametrize("mark", [".git", "pyproject.toml", "incidentlint.toml", ".incidentlint.toml"])
def test_rules_see_the_path_below_the_projects_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str) -> None:
    make(tmp_path, f"outer/{mark}", "outer/inner/docs/a.md", "outer/b.md")
    told = locations(monkeypatch)
    monkeypatch.chdir(tmp_path / "outer" / "inner")
    lint_paths([".", "../b.md"], Fixed(EMPTY), Run())
    assert told == [("docs/a.md", "inner/docs/a.md"), ("../b.md", "b.md")]
    make(tmp_path, "outer/inner/.git")
    del told[:]
    lint_paths([".", str(tmp_path / "outer" / "b.md")], Fixed(EMPTY), Run())
    assert told == [("docs/a.md", "docs/a.md"), (str(tmp_path / "outer" / "b.md"), "b.md")]


def test_below_no_project_there_is_no_location(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "docs/a.md")
    told = locations(monkeypatch)
    monkeypatch.chdir(tmp_path)
    lint_paths(["."], Fixed(EMPTY), Run())
    assert told == [("docs/a.md", "")]


def test_standard_input_is_the_file_that_it_is_said_to_be(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = locations(monkeypatch)
    (project / "docs").mkdir()
    monkeypatch.chdir(project / "docs")
    lint_stdin(b"# A\n", "x/not-there.md", Fixed(EMPTY), Run())
    lint_stdin(b"# A\n", "", Fixed(EMPTY), Run())
    assert told == [("x/not-there.md", "docs/x/not-there.md"), ("<stdin>", "")]


def test_paths_are_shown_relative_to_the_current_folder(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "docs").mkdir()
    assert shown_path(str(project / "docs" / "a.md")) == "docs/a.md"
    assert shown_path("./docs/../docs/a.md") == "docs/a.md"
    monkeypatch.chdir(project / "docs")
    assert shown_path("../b.md") == "../b.md"
    assert shown_path("/else/b.md") == "/else/b.md"


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_utf8_is_shown_with_escapes(project: Path) -> None:
    try:
        Path(os.fsdecode(b"caf\xe9.md")).write_text("# A\n")
    except OSError:
        pytest.skip("the file system takes no such name")
    assert linted(".") == ["caf\\xe9.md"]
