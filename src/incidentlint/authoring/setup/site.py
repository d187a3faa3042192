"""The repository that is set up: its root, its configuration, and the files that are in it."""

from __future__ import annotations

import os

import msgspec

from incidentlint.authoring.setup.answers import Answers
from incidentlint.authoring.setup.survey import Survey, find_root
from incidentlint.packs import built_in_packs, load_pack
from incidentlint.project import Overrides, Resolver, Settings, UserError, slashed
from incidentlint.toml_file import FileError

CONFIG = "incidentlint.toml"
"""The configuration that is written where there is none."""


def relative(path: str) -> str:
    """A path as set-up shows it: relative to the current folder, with slashes."""
    return slashed(os.path.relpath(path))


class Site:
    """What is there before anything is set up.

    `mark` says by what the root was told, empty for nothing. `config` is the configuration file to write to, which need
    not be there, and `above` one that is farther up and holds so far.
    """

    def __init__(self, folder: str) -> None:
        """Look at the repository that a folder, an absolute path, is in. Raises `UserError`."""
        resolver = Resolver(Overrides())
        self.root, self.mark = find_root(folder, resolver)
        file = resolver.file(self.root)
        held = resolver.settings(self.root)
        if isinstance(held, FileError):
            raise UserError(f"{held} (fix it first; nothing was written)")
        self.settings: Settings = held
        self.above = file if file and os.path.dirname(file) != self.root else ""
        self.config = file if file and not self.above else os.path.join(self.root, CONFIG)
        self.survey = Survey(self.root, resolver)

    def contains(self, path: str) -> bool:
        """Whether an absolute path is below the root."""
        return path.startswith(os.path.join(self.root, ""))

    def configured(self, answers: Answers) -> tuple[Answers, str]:
        """The answers, with the pack that the configuration names where they name none, and what is to be said of it.

        A repository that is set up needs no guess. Raises `UserError`.
        """
        if answers.templates or answers.pack or not self.settings.reports:
            return answers, ""
        entry = self.settings.reports[0]
        given = entry.packs[0]
        own, root = self.template_of(given), os.path.realpath(self.root)
        if own.startswith(os.path.join(root, "")):
            answers = msgspec.structs.replace(answers, templates=(os.path.join(self.root, os.path.relpath(own, root)),))
        else:
            answers = msgspec.structs.replace(answers, pack=given)
        return answers, f"{entry.place} names the pack {entry.given[0]}; --from and --pack name another"

    def real(self, path: str) -> str:
        """The real path of one below the root."""
        return os.path.realpath(os.path.join(self.root, path))

    def template_of(self, path: str) -> str:
        """The template of a pack as a configuration names it: a folder or a template; empty for a built-in one."""
        if path in built_in_packs():
            return ""
        if os.path.isfile(path) and os.path.basename(path) != "pack.toml":
            return os.path.realpath(path)
        try:
            pack = load_pack(path.removeprefix(os.path.join(os.getcwd(), "")))  # errors name it as short as can be
        except FileError as error:
            raise UserError(str(error)) from None
        return os.path.realpath(pack.template) if pack.template else ""
