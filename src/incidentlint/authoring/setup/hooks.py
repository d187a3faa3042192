"""The hooks of pre-commit: those that the project offers, and of them those that `init` writes."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from incidentlint.authoring.setup.compose import requirement


class Hook(msgspec.Struct, frozen=True):
    """A hook: its id, its name in pre-commit's output, what it does, and the command that it runs.

    `types` are those of the files that it is run for. It gets their names where it `takes_files`, and runs whatever is
    committed where it runs `always`. `written` ones are those that `init` writes. `language` is how pre-commit installs
    it: as a Python package, or as the image of the Dockerfile.
    """

    id: str
    name: str
    description: str
    entry: str
    types: tuple[str, ...] = ("markdown",)
    takes_files: bool = True
    always: bool = False
    written: bool = False
    language: str = "python"


HOOKS = (
    Hook(
        "incidentlint",
        "incidentlint",
        "Lint incident reports and post-mortems against the template that they are written from",
        "incidentlint check --force-exclude",
        written=True,
    ),
    Hook(
        "incidentlint-fix",
        "incidentlint (fixes)",
        "Lint incident reports, and make the fixes that change no statement",
        "incidentlint check --fix --force-exclude",
    ),
    Hook(
        "incidentlint-format",
        "incidentlint (format)",
        "Format incident reports with mdformat, where nothing is read differently afterwards",
        "incidentlint format --force-exclude",
    ),
    Hook(
        "incidentlint-all",
        "incidentlint (all reports)",
        "Lint all reports of the repository, whatever is committed, so that a changed template, pack or configuration "
        "is noticed too",
        "incidentlint check",
        takes_files=False,
        always=True,
    ),
    Hook(
        "incidentlint-setup",
        "incidentlint (templates, packs and configuration)",
        "Fail when a template or pack is no longer read as it was recorded, or a configuration is wrong",
        "incidentlint init --check",
        types=("markdown", "toml"),
        takes_files=False,
        written=True,
    ),
    Hook(
        "incidentlint-docker",
        "incidentlint (in a container)",
        "Lint incident reports and post-mortems where there is Docker and no Python",
        "incidentlint check --force-exclude",
        language="docker",
    ),
)


def manifest() -> str:
    """The ``.pre-commit-hooks.yaml`` of the project."""
    return "# Made by `make generate` from src/incidentlint/authoring/setup/hooks.py.\n" + "".join(
        f"{line}\n" for hook in HOOKS for line in _offered(hook)
    )


def _offered(hook: Hook) -> Iterator[str]:
    yield f"- id: {hook.id}"
    yield f"  description: {hook.description}"
    yield from (f"  {line}" for line in _lines(hook))
    yield '  minimum_pre_commit_version: "3.2.0"'


def _lines(hook: Hook) -> Iterator[str]:
    yield f"name: {hook.name}"
    yield f"entry: {hook.entry}"
    yield f"language: {hook.language}"
    yield f"types: [{hook.types[0]}]" if len(hook.types) == 1 else f"types_or: [{', '.join(hook.types)}]"
    if not hook.takes_files:
        yield "pass_filenames: false"
    if hook.always:
        yield "always_run: true"


def hook_lines(version: str) -> list[str]:
    """A repository for a ``.pre-commit-config.yaml``, as lines without indentation: a hook for the reports, and one for
    what they are checked by.
    """
    made = ["repo: local", "hooks:"]
    for hook in HOOKS:
        if hook.written:
            made.append(f"  - id: {hook.id}")
            made += [f"    {line}" for line in _lines(hook)]
            made.append(f'    additional_dependencies: ["{requirement(version)}"]')
    return made
