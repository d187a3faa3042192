"""What runs in CI: the action of GitHub, the component of GitLab, and the jobs that README, guides and `init` show.

Their shell is run as a runner runs it; their form is what the official schemas say; zizmor looks for what is unsafe.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

from incidentlint import __version__
from incidentlint.authoring.setup.ci_jobs import CHECKOUT, SETUP_PYTHON, github_text, gitlab_lines
from installing import ROOT, copy_of_the_project, need_index, succeed

ACTION = ROOT / "action.yml"
COMPONENT = ROOT / "templates" / "incidentlint.yml"
REPORTS = ROOT / "examples" / "bilko" / "docs"
FENCE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = [ROOT / "README.md", ROOT / "docs" / "guides" / "ci.md"]


def blocks(*words: str) -> list[str]:
    """The whole YAML files of the pages with some words in them."""
    found = [match[1] for page in PAGES for match in FENCE.finditer(page.read_text("utf-8"))]
    return [block for block in found if all(word in block for word in words)]


OWN = {path.name: path.read_text("utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml")}
SHOWN = [github_text("1.2.3"), *blocks("runs-on:")]
WORKFLOWS = [*SHOWN, *OWN.values()]


def component() -> tuple[dict[str, Any], str]:
    """The inputs of the component, and its job."""
    head, _, job = COMPONENT.read_text("utf-8").partition("\n---\n")
    return yaml.safe_load(head)["spec"]["inputs"], job


def filled(job: str, **given: str) -> str:
    """A job with its inputs put in, as GitLab does before it reads it."""
    inputs, _ = component()
    return re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda match: given.get(match[1], inputs[match[1]]["default"]), job)


def written(folder: Path, texts: list[str]) -> list[Path]:
    """Files of a folder with some texts."""
    folder.mkdir(parents=True)
    paths = [folder / f"{number}.yml" for number in range(len(texts))]
    for path, text in zip(paths, texts):
        path.write_text(text, encoding="utf-8")
    return paths


def valid(schema: str, *paths: Path) -> None:
    succeed(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *paths)


def test_the_forms_are_those_of_the_schemas(tmp_path: Path) -> None:
    assert len(WORKFLOWS) > 2
    valid("vendor.github-actions", ACTION)
    valid("vendor.github-workflows", *written(tmp_path / "github", WORKFLOWS))
    made = "incidentlint:\n" + "".join(f"  {line}\n" for line in gitlab_lines("1.2.3"))
    jobs = [made, filled(component()[1]), *blocks("codequality:")]
    valid("vendor.gitlab-ci", *written(tmp_path / "gitlab", jobs))


def test_nothing_is_unsafe(tmp_path: Path) -> None:
    written(tmp_path / ".github" / "workflows", WORKFLOWS)
    shutil.copy(ACTION, tmp_path / "action.yml")
    zizmor = Path(sysconfig.get_path("scripts"), "zizmor")
    succeed(zizmor, "--offline", "--no-progress", "--config", ROOT / ".ci" / "zizmor.yml", tmp_path)


def test_actions_are_pinned_and_the_same_everywhere() -> None:
    texts = [*WORKFLOWS, ACTION.read_text("utf-8")]
    used = {match[1] for text in texts for match in re.finditer(r"uses: (actions/(?:checkout|setup-python)@.*)", text)}
    assert used == {CHECKOUT, SETUP_PYTHON}
    for text in SHOWN:
        if "incidentlint/incidentlint@" not in text:
            assert "incidentlint check --require-reports" in text


def test_only_the_job_that_publishes_may_do_more_than_read() -> None:
    for name, text in OWN.items():
        workflow = yaml.safe_load(text)
        assert workflow["permissions"] == {}
        for job in workflow["jobs"].values():
            more = {key: value for key, value in job["permissions"].items() if (key, value) != ("contents", "read")}
            published = {"id-token": "write"} if "environment" in job else {}
            assert more == published, name
            assert "timeout-minutes" in job


@pytest.mark.skipif(os.name == "nt", reason="a shell")
@pytest.mark.parametrize(
    ("tag", "said"), [("v" + __version__, ""), ("v99.0", f"the tag is v99.0, and the version {__version__}")]
)
def test_a_tag_that_is_not_the_version_is_not_published(tag: str, said: str) -> None:
    steps = yaml.safe_load(OWN["publish.yml"])["jobs"]["build"]["steps"]
    script = next(step["run"] for step in steps if step.get("name", "").startswith("The tag"))
    python = f'python() {{ "{sys.executable}" "$@"; }}\n'
    done = subprocess.run(
        ["bash", "-e", "-c", python + script], cwd=ROOT, env={**os.environ, "TAG": tag}, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr.strip()) == (1 if said else 0, said)


def steps_of_the_action() -> dict[str, dict[str, Any]]:
    """The steps of the action that run a shell, by their names."""
    steps = yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"]
    return {step["name"]: step for step in steps if "run" in step}


class Runner:
    """Runs the shell of steps as GitHub's runner does: variables, files for outputs and summary, a workspace."""

    def __init__(self, folder: Path, inputs: dict[str, str], action: Path = ROOT) -> None:
        self.folder, self.action = folder, action
        defaults = yaml.safe_load(ACTION.read_text("utf-8"))["inputs"]
        self.inputs = {name: str(one["default"]) for name, one in defaults.items()} | inputs
        (folder / "temp").mkdir()
        shutil.copytree(REPORTS, folder / "work" / "docs")
        (folder / "work" / ".git").mkdir()

    def run(self, step: dict[str, Any]) -> subprocess.CompletedProcess[str]:
        values = {f"inputs.{name}": value for name, value in self.inputs.items()}
        values["steps.python.outputs.python-path"] = sys.executable
        own = {
            name: re.sub(r"\$\{\{ (.*?) \}\}", lambda match: values[match[1]], text)
            for name, text in step["env"].items()
        }
        assert "${{" not in step["run"]
        script = self.folder / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        environment = {
            **os.environ,
            **own,
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(self.action),
            "PIP_NO_COMPILE": "1",
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "step_summary_1"),
            "GITHUB_WORKSPACE": str(self.folder / "work"),
            "RUNNER_TEMP": str(self.folder / "temp"),
        }
        # https://docs.github.com/en/actions/writing-workflows: what `shell: bash` stands for
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.folder / "work", env=environment, check=False, capture_output=True, encoding="utf-8",
        )  # fmt: skip


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder of programs with the command, as installing leaves one."""
    folder = tmp_path / "programs"
    folder.mkdir()
    command = folder / "incidentlint"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}/src" exec "{sys.executable}" -m incidentlint "$@"\n')
    command.chmod(0o755)
    return folder


needs_bash = pytest.mark.skipif(os.name == "nt" or shutil.which("bash") is None, reason="bash is not installed")


@needs_bash
def test_the_action_installs_itself_and_lints(tmp_path: Path) -> None:
    need_index(tmp_path)
    action = copy_of_the_project(tmp_path / "action", without="examples")
    runner = Runner(tmp_path, {"paths": "docs\n", "sarif-file": "found.sarif"}, action)
    done = runner.run(steps_of_the_action()["Install incidentlint"])
    assert done.returncode == 0, done.stderr
    done = runner.run(steps_of_the_action()["Lint"])
    assert done.returncode == 1, done.stderr
    assert re.search(r"^::error [^:]*file=docs/operations/incidents/", done.stdout, re.MULTILINE)
    assert (tmp_path / "output").read_text() == "sarif-file=found.sarif\n"
    assert json.loads((tmp_path / "work" / "found.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert "| Report |" in (tmp_path / "step_summary_1").read_text("utf-8")


@needs_bash
@pytest.mark.parametrize(
    ("inputs", "status", "says"),
    [
        ({"paths": "docs", "args": "--select\nIR101\n"}, 0, ""),
        ({"paths": "docs/no reports here"}, 2, "no such file or folder"),
        ({"paths": ".git"}, 2, "no incident report found"),
        ({"paths": ".git", "require-reports": "false"}, 0, ""),
        ({"paths": "$(touch made)", "args": "--select\n`touch made`"}, 2, "touch made"),
    ],
)
def test_the_action_hands_over_what_it_is_given(
    tmp_path: Path, installed: Path, inputs: dict[str, str], status: int, says: str
) -> None:
    runner = Runner(tmp_path, inputs | {"summary": "false"})
    (tmp_path / "temp" / "incidentlint").mkdir()
    installed.rename(tmp_path / "temp" / "incidentlint" / "bin")
    done = runner.run(steps_of_the_action()["Lint"])
    assert done.returncode == status, done.stderr
    assert says in done.stderr
    assert not (tmp_path / "step_summary_1").exists()
    assert not (tmp_path / "work" / "made").exists()


@needs_bash
def test_the_component_runs(tmp_path: Path, installed: Path) -> None:
    shutil.copytree(REPORTS, tmp_path / "docs")
    (tmp_path / ".git").mkdir()
    job = yaml.safe_load(filled(component()[1], paths="docs", args="--select IR305"))["incidentlint"]
    assert job["script"][0] == 'pip install "incidentlint"'
    path = os.pathsep.join([str(installed), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", job["script"][1]],
        cwd=tmp_path, env={**os.environ, "PATH": path}, check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "IR305" in done.stdout
    report = job["artifacts"]["reports"]["codequality"]
    assert {one["check_name"].split()[0] for one in json.loads((tmp_path / report).read_text("utf-8"))} == {"IR305"}
