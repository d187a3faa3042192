"""The pure parts of setting up: names of files, globs, zones, and edits of TOML and YAML that only add."""

from __future__ import annotations

import string
import tomllib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from incidentlint.authoring.setup.ci_jobs import gitlab_lines
from incidentlint.authoring.setup.hooks import hook_lines
from incidentlint.authoring.setup.names import covering_globs, folder_globs, name_pattern, pack_name
from incidentlint.authoring.setup.toml_edit import EditError, add_key, add_reports, extend_entry, listed, quoted
from incidentlint.authoring.setup.yaml_edit import add_hook, add_job
from incidentlint.project.globs import Globs
from incidentlint.template.slot_patterns import slot_pattern
from incidentlint.toml_file import FileError
from incidentlint.vocabulary.zone_names import told_zones

# --- Names ---


@pytest.mark.parametrize(
    ("names", "pattern"),
    [
        (["2026-01-02-a.md", "2026-11-30-b-c.md"], "YYYY-MM-DD-<short-title>.md"),
        (["2026-01-02_a.md", "2026-11-30_b.md"], "YYYY-MM-DD_<short-title>.md"),
        (["2026-01-02.md", "2026-11-30.md"], "YYYY-MM-DD.md"),
        (["INC-001-disk.md", "INC-012-net-work.md"], "INC-NNN-<short-title>.md"),
        (["INC-001.md", "INC-012.md"], "INC-NNN.md"),
        (["PM-2026-001-a.md", "PM-2025-040-b.md"], "PM-YYYY-NNN-<short-title>.md"),
        (["INCIDENT-2026-01-02-a.md", "INCIDENT-2026-01-03-b.md"], "INCIDENT-YYYY-MM-DD-<short-title>.md"),
        (["0001-a.md", "0002-b.md"], "NNNN-<short-title>.md"),
        (["a.md", "b.md"], ""),
        (["2026-01-02-a.md", "search.md"], ""),
        (["2026-01-02-a.md", "2026-01-b.md"], ""),
        (["2026-13-02-a.md", "2026-11-30-b.md"], ""),
        (["INC-1-a.md", "INC-2-b.md"], ""),
        (["INC-001-a.md", "INC-0001-b.md"], ""),
        (["INC-001-a.md", "PM-001-b.md"], ""),
        (["2026-01-02-a b.md", "2026-01-03-c.md"], ""),
        (["2026-01-02-a.md"], ""),
        ([], ""),
    ],
)
def test_the_pattern_that_all_names_follow(names: list[str], pattern: str) -> None:
    assert name_pattern(names) == pattern


NAME = st.text(st.sampled_from("ab0129-_. é"), min_size=1, max_size=12).map(lambda text: f"{text}.md")


@given(st.lists(NAME, max_size=5))
def test_a_pattern_takes_every_name_that_it_was_read_from(names: list[str]) -> None:
    pattern = name_pattern(names)
    assert not pattern or all(slot_pattern(pattern).regex.fullmatch(name) for name in names)


@pytest.mark.parametrize(
    ("paths", "others", "globs"),
    [
        (["d/a.md", "d/b.md"], [], ("d/*.md",)),
        (["d/a.md"], ["e/b.md", "d/sub/c.md"], ("d/*.md",)),
        (["d/2026-01-02-a.md", "d/2025-01-02-b.md"], ["d/p.md"], ("d/20*.md",)),
        (["d/INC-1.md", "d/INC-2.md"], ["d/p.md"], ("d/INC-*.md",)),
        (["d/a.md", "d/b.md"], ["d/p.md"], ("d/*.md", "!d/p.md")),
        (["d/a.md"], ["d/p.md", "d/q.md"], ("d/a.md",)),
        (["d/2025/a.md", "d/2026/b.md"], [], ("d/**/*.md",)),
        (["d/2025/a.md", "d/2026/b.md"], ["d/p.md"], ("d/[0-9][0-9][0-9][0-9]/*.md",)),
        (["2025-01/a.md", "2026-02/b.md"], ["x.md"], ("[0-9][0-9][0-9][0-9]-[0-9][0-9]/*.md",)),
        (["a.md", "b.md"], ["x/c.md"], ("/*.md",)),
        (["x/a.md", "y/b.md"], ["z.md"], ("x/*.md", "y/*.md")),
        (["x/a/README.md", "x/b/README.md"], [], ("x/**/README.md",)),
        (["x [1]/a.md"], [], ("x [[]1]/*.md",)),
        (["d/a.markdown", "d/b.markdown"], [], ("d/*.markdown",)),
    ],
)
def test_the_globs_that_cover_reports(paths: list[str], others: list[str], globs: tuple[str, ...]) -> None:
    assert covering_globs(paths, others) == globs


PART = st.text(st.sampled_from("ab12-[!*"), min_size=1, max_size=4)
PATHS = st.lists(st.lists(PART, min_size=1, max_size=3).map(lambda parts: "/".join(parts) + ".md"), max_size=8)


@given(PATHS, PATHS)
def test_globs_cover_the_reports_and_nothing_else(paths: list[str], others: list[str]) -> None:
    others = [path for path in others if path not in paths]
    globs = Globs(covering_globs(paths, others), "/r")
    assert all(globs.covering(f"/r/{path}") for path in paths)
    assert not any(globs.covering(f"/r/{path}") for path in others)


def test_the_globs_of_a_folder() -> None:
    assert Globs(folder_globs("a/b"), "/r").covering("/r/a/b/c/d.md")
    assert Globs(folder_globs(""), "/r").covering("/r/d.md")
    assert not Globs(folder_globs(""), "/r").covering("/r/a/d.md")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("docs/postmortem-template.md", "postmortem"),
        ("docs/incidents/TEMPLATE.md", "incidents"),
        (".github/ISSUE_TEMPLATE/incident-report.md", "incident-report"),
        ("template.md", "reports"),
        ("docs/templates/_template.md", "reports"),
        ("Vorfälle/Störung.md", "st-rung"),
    ],
)
def test_a_pack_is_called_after_its_template(path: str, name: str) -> None:
    assert pack_name(path) == name


def test_only_zones_of_one_meaning_are_told() -> None:
    assert told_zones({"CET"}) == {"CEST": "Europe/Paris", "CET": "Europe/Paris"}
    assert told_zones({"JST", "NZDT"}) == {"JST": "Asia/Tokyo", "NZDT": "Pacific/Auckland", "NZST": "Pacific/Auckland"}
    assert told_zones({"CST", "IST", "BST", "EST", "UTC", "XYZ"}) == {}
    assert told_zones({"EST", "EDT"}) == {"EDT": "America/New_York", "EST": "America/New_York"}


# --- TOML ---


@given(st.text(max_size=30))
def test_any_text_is_a_toml_string(text: str) -> None:
    assert tomllib.loads(f"a = {quoted(text)}")["a"] == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment",
        "a = 1",
        "a = 1\r\n[rules]\r\nIR1 = 'off'\r\n",
        "[[reports]]\nfiles = 'x'\npack = 'y'\n[rules]\n",
        "reports = []",
        "reports = [ # none\n]",
        "reports = [{ files = 'x', pack = 'y' }]",
        "reports = [\n  { files = 'x', pack = 'y' }, # one\n]\nb = ']'",
        "reports = [\n  { files = ['x', \"]\"], pack = 'y' } # one ]\n]",
    ],
)
def test_an_entry_is_added_behind_all_others(text: str) -> None:
    made = add_reports(text, (), ["d/*.md", "!d/x.md"], ["p"], "Why.")
    before, after = tomllib.loads(text), tomllib.loads(made)
    assert after == {**before, "reports": [*before.get("reports", []), {"files": ["d/*.md", "!d/x.md"], "pack": "p"}]}
    assert all(line in made for line in text.replace("]", "\n").splitlines())
    assert ("\r\n" in made) == ("\r\n" in text)


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("[[reports]]\nfiles = 'x' # why\npack = 'y'\n", ["x", "z"]),
        ("[[reports]]\nfiles = ['x', # a\n 'w']\npack = 'y'\n", ["x", "w", "z"]),
        ("[[reports]]\nfiles = ['x', 'w', # a\n]\npack = 'y'\n", ["x", "w", "z"]),
        ("reports = [{ files = 'x', pack = 'y' }]\n", ["x", "z"]),
    ],
)
def test_globs_are_added_to_an_entry(text: str, files: list[str]) -> None:
    made = extend_entry(text, ("reports", 0), "files", ["z"])
    assert tomllib.loads(made)["reports"] == [{"files": files, "pack": "y"}]
    assert made.count("#") == text.count("#")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("", '[zones]\nCET = "Europe/Paris"\n'),
        ("a = 1\n", 'a = 1\n\n[zones]\nCET = "Europe/Paris"\n'),
        ("[zones] # ours\nX = 'UTC'\n", "[zones] # ours\nCET = \"Europe/Paris\"\nX = 'UTC'\n"),
        ("[zones]", '[zones]\nCET = "Europe/Paris"\n'),
        ("[zones]\r\n[rules]\r\n", '[zones]\r\nCET = "Europe/Paris"\r\n[rules]\r\n'),
    ],
)
def test_a_key_is_added_to_its_table(text: str, made: str) -> None:
    assert add_key(text, "zones", "CET", "Europe/Paris") == made


@pytest.mark.parametrize("text", ["zones = { X = 'UTC' }\n", "zones.X = 'UTC'\n"])
def test_a_table_that_cannot_be_extended_says_what_to_write(text: str) -> None:
    with pytest.raises(EditError, match=r'\[zones\]\nCET = "Europe/Paris"'):
        add_key(text, "zones", "CET", "Europe/Paris")


def test_one_value_is_a_text_and_several_are_a_list() -> None:
    assert listed(["a"]) == '"a"'
    assert listed(["a", 'b"']) == '["a", "b\\""]'


# --- YAML ---

ENTRY = yaml.safe_load("\n".join(hook_lines("0.1.0")))
DASHES = [("", "- "), ("  ", "- "), ("", "-   "), ("    ", "-  ")]
HOOKS = [
    "hooks:\n  - id: a\n  - id: b",
    "hooks:\n- id: a\n  args: [x]  # why\n  # the end of it",
    "hooks: [{id: a}]",
    "hooks:\n  - id: a\n    entry: >\n      one\n      two\n",
    'hooks:\n  - id: a\n    entry: "one\n      two"',
    "hooks: &all\n  - id: a",
]
TAILS = [
    "",
    "\n",
    "\n\n# the end",
    "\n\nci:\n  skip: [a]\n",
    "\nfail_fast: true",
    "\n...\n",
    "\n  # deeper\n# none\nfail_fast: true\n",
]


def indented(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(rest + line if line else line for line in lines[1:])])


@pytest.mark.parametrize(("begin", "dash"), DASHES)
@pytest.mark.parametrize("hooks", HOOKS)
@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_hook_is_added_to_any_layout(begin: str, dash: str, hooks: str, tail: str, newline: str) -> None:
    item = indented(f"repo: r\nrev: v\n{hooks}", begin + dash, begin + " " * len(dash))
    text = f"# ours\nrepos:\n{item}{tail}".replace("\n", newline)
    made = add_hook(text, hook_lines("0.1.0"), "x.yaml")
    assert made is not None
    before, after = yaml.safe_load(text), yaml.safe_load(made)
    assert after == {**before, "repos": [*before["repos"], ENTRY]}
    # Nothing but whole lines was added.
    rest = iter(made.split(newline))
    assert all(line in rest for line in text.split(newline)), made
    assert add_hook(made, hook_lines("0.1.0"), "x.yaml") is None
    assert newline == "\n" or "\n" not in made.replace("\r\n", "")


@pytest.mark.parametrize(
    ("stages", "stage"), [("[build, test]", None), ("[build, verify, lint]", "verify"), ("[a, b]", "a"), ("!x y", None)]
)
def test_a_job_takes_a_stage_that_there_is(stages: str, stage: str | None) -> None:
    text = f"stages: {stages}  # ours\n\nother:\n  script: !reference [.a, b]"
    made = add_job(text, "incidentlint", gitlab_lines("0.1.0"), "x.yml")
    assert made is not None
    assert made.startswith(text)
    job = yaml.safe_load("incidentlint:" + made.partition("\nincidentlint:")[2])["incidentlint"]
    assert job.get("stage") == stage
    assert job["script"][0] == 'pip install "incidentlint==0.1.*"'
    assert job["artifacts"]["reports"] == {"codequality": "gl-code-quality-report.json"}
    assert add_job(made, "incidentlint", gitlab_lines("0.1.0"), "x.yml") is None


@given(st.text(st.sampled_from(string.ascii_letters + " \n:-[]{}#&*!|>'\"%\t,?"), max_size=60))
def test_any_text_is_edited_rightly_or_refused(text: str) -> None:
    for edit in (
        lambda: add_hook(text, hook_lines("0.1.0"), "x.yaml"),
        lambda: add_job(text, "incidentlint", ["script: x"], "x.yaml"),
    ):
        try:
            made = edit()
        except (FileError, EditError):
            continue
        if made is not None:
            assert yaml.compose(made) is not None
