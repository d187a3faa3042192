"""The questions that `incidentlint init` asks at a terminal: what the options leave open."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click
import msgspec

from incidentlint.authoring import Survey
from incidentlint.packs import built_in_packs
from incidentlint.project import git_root

if TYPE_CHECKING:
    from incidentlint.authoring import Answers


_NO_CI = "none"


def wants_baseline() -> bool:
    """Ask whether what was found is to be set aside. Raises `click.Abort` when the user goes away."""
    return click.confirm("Set these findings aside in a baseline, so that only what is new is reported?", False)


class Questions:
    """Asks, and notes the answers."""

    def __init__(self, answers: Answers, survey: Survey, root: str) -> None:
        """Take what is known already; it is not asked again."""
        self.answers = answers
        self.survey = survey
        self.root = root

    def ask(self) -> Answers:
        """Ask one question after the other, and return all answers. Raises `click.Abort` when the user goes away."""
        configured = bool(self.answers.templates or self.answers.pack)
        if not configured:
            self._template()
        if not (configured or self.answers.reports):
            given = click.prompt(
                "Where are the reports? A folder, a glob, or Enter to look for them", "", show_default=False
            )
            self._note(reports=(given.strip(),) if given.strip() else ())
        there = os.path.exists(os.path.join(git_root(self.root), ".pre-commit-config.yaml"))
        if not self.answers.pre_commit:
            self._note(pre_commit=click.confirm("Check reports before every commit, with pre-commit?", there))
        if not self.answers.ci:
            choice = click.Choice(["github", "gitlab", _NO_CI])
            found = click.prompt("Check them in CI?", self._likely_ci(), type=choice)
            self._note(ci=() if found == _NO_CI else (found,))
        return self.answers

    def _note(self, **answers: object) -> None:
        self.answers = msgspec.structs.replace(self.answers, **answers)

    def _likely_ci(self) -> str:
        if os.path.exists(os.path.join(git_root(self.root), ".gitlab-ci.yml")):
            return "gitlab"
        return "github" if os.path.isdir(os.path.join(git_root(self.root), ".github", "workflows")) else _NO_CI

    def _template(self) -> None:
        templates = self.survey.templates()
        packs = [name for name in built_in_packs() if name != "generic"]
        lines = [*templates, *(f"the built-in pack {name}" for name in packs), "none: post-mortems of any form"]
        click.echo("What are reports written from?")
        for number, line in enumerate(lines, start=1):
            click.echo(f"  {number}  {line}")

        def chosen(text: str) -> tuple[str, str]:
            text = text.strip()
            if text.isdecimal() and 1 <= int(text) <= len(lines):
                number = int(text) - 1
                if number < len(templates):
                    return os.path.join(self.root, templates[number]), ""
                return "", [*packs, "generic"][number - len(templates)]
            if os.path.isfile(text):
                return text, ""
            raise click.BadParameter(f"{text!r} is neither a number from 1 to {len(lines)} nor a file")

        default = "1" if templates else str(len(lines))
        template, pack = click.prompt("A number, or the path of a template", default, value_proc=chosen)
        self._note(templates=(template,) if template else (), pack=pack)
