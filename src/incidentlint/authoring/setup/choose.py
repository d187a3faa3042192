"""The pack that a repository's reports are to be checked against: named, found, or made of a template."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import msgspec

from incidentlint.authoring.setup.answers import Answers, Target
from incidentlint.authoring.setup.names import pack_name, pack_names
from incidentlint.authoring.setup.site import Site, relative
from incidentlint.authoring.setup.survey import Found
from incidentlint.authoring.setup.told_names import told_files
from incidentlint.output import counted
from incidentlint.packs import Files, Pack, PackFile, built_in_packs, compile_pack, installed_packs, load_pack
from incidentlint.project import Overrides, Resolver, Run, UserError, lint_paths, reports, slashed
from incidentlint.regular import read_regular
from incidentlint.text import SourceText, UndecodableError
from incidentlint.toml_file import FileError

PACKS = ".incidentlint"
"""The folder at the root that packs are written to, each in a folder of its own name."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|git@|[\w.-]+@[\w.-]+:")


class Chooser:
    """Chooses the pack by the answers, else by what is in the repository."""

    def __init__(self, site: Site, answers: Answers, note: Callable[[str], None]) -> None:
        """Take whom to tell what was chosen without being asked for."""
        self.site = site
        self.answers = answers
        self.note = note
        self.survey = site.survey
        self.root = site.root
        self._folders: set[str] = set()  # those of the packs that are chosen already

    def targets(self) -> list[Target]:
        """The packs; none where there is neither a template nor a report. Raises `UserError`."""
        if self.answers.templates:
            given = dict.fromkeys(map(self._checked_template, self.answers.templates))
            if len(given) > 1 and self.answers.pack_folder:
                raise UserError(f"--pack-folder is for one template, and --from names {len(given)}")
            return [self._of_template(template) for template in given]
        if self.answers.pack:
            return [self._of_pack(self.answers.pack)]
        templates = self.survey.templates()
        if templates:
            return [self._of_template(self._chosen(templates))]
        built_in = self._of_built_in()
        return [built_in] if built_in else []

    def _chosen(self, templates: list[str]) -> str:
        """Of the templates found, the one that most reports follow."""
        if len(templates) == 1:
            self.note(f"{templates[0]} was found; choose another with --from")
            return templates[0]
        scores = []
        for path in templates:
            try:
                scores.append((len(self.survey.reports(self.compiled(path), path)), path))
            except UserError:
                continue
        best = max((score for score, _ in scores), default=0)
        winners = [path for score, path in scores if score == best]
        if len(winners) == 1 and best:
            self.note(f"{winners[0]} was chosen among {len(templates)} templates: most reports follow it")
            return winners[0]
        said = f"there are {len(templates)} templates, and no reports show which one is meant: name it with --from"
        raise UserError(said, [f"  {path}" for path in templates])

    def _checked_template(self, given: str) -> str:
        """A template's path below the root, with slashes. Raises `UserError`."""
        full = os.path.abspath(given)
        if not os.path.lexists(full):
            self._check_kind(given)
            near = self.survey.templates()[:3]
            hint = f"; there is {' and '.join(near)}" if near else ""
            raise UserError(f"{given}: no such template{hint}")
        if os.path.isdir(full):
            raise UserError(f"{given}: is a folder; --from needs the Markdown template of your reports")
        if os.path.basename(full) == "pack.toml":
            raise UserError(
                f"{given}: is a pack, not a template; --pack {os.path.dirname(given) or '.'} takes it as it is"
            )
        if full.casefold().endswith((".toml", ".yaml", ".yml", ".json")):
            raise UserError(f"{given}: is not a template; --from needs the Markdown template of your reports")
        if not self.site.contains(full):
            raise UserError(
                f"{given}: is outside the repository {self.root}, where others would not have it: copy it there"
            )
        return slashed(os.path.relpath(full, self.root))

    def _check_kind(self, given: str) -> None:
        """Raise `UserError` for what is not there as a file, and is an address or a pack."""
        if _ADDRESS.match(given):
            raise UserError(
                f"{given}: is an address, and nothing is fetched from one; --from needs a template in this repository: "
                "copy it there"
            )
        if given in built_in_packs() or given in installed_packs():
            raise UserError(f"{given}: is a pack, not a template; --pack {given} takes it as it is")

    def compiled(self, template: str, file: PackFile | None = None, text: str = "", shown: str = "") -> Pack:
        """A template as a pack with a pack file laid over it. Raises `UserError`."""
        path = os.path.join(self.root, template)
        name = relative(path)
        try:
            data = read_regular(path)
            if b"\0" in data:
                raise UserError(f"{name}: is not a text file")
            source = SourceText.decode(data, name)
            return compile_pack(file or PackFile(name=pack_name(template)), source, text, shown or name, Path(path))
        except OSError as error:
            raise UserError(f"{name}: cannot be read: {error.strerror or error}") from None
        except UndecodableError as error:
            raise UserError(f"{name}:{error.line}: {error}") from None
        except FileError as error:
            hint = ""
            if "nothing to check" in error.message:
                hint = "; give it headings (## Summary), fields (**Severity:** P1 / P2 / P3) or slots ([What happened])"
            raise UserError(f"{error}{hint}") from None

    def _of_template(self, template: str) -> Target:
        pack = self.compiled(template)
        told = told_files(template, pack.text)
        if told.folder:
            pack = self.compiled(template, msgspec.structs.replace(pack.file, files=Files(folder=told.folder)))
        folder = self._pack_folder(template)
        self._folders.add(folder)
        given = slashed(os.path.relpath(folder, os.path.dirname(self.site.config)))
        return Target(pack, given, template, folder, told=told)

    def _pack_folder(self, template: str) -> str:
        """The folder of a template's pack: the option's, else that of a configuration's entry, else the default."""
        if self.answers.pack_folder:
            folder = os.path.abspath(self.answers.pack_folder)
            if not self.site.contains(folder):
                raise UserError(f"--pack-folder {self.answers.pack_folder}: is outside the repository {self.root}")
            if os.path.lexists(folder) and not os.path.isdir(folder):
                raise UserError(f"--pack-folder {self.answers.pack_folder}: is a file")
            return folder
        for entry in self.site.settings.reports:
            for path in entry.packs:
                if os.path.isdir(path) and self.site.template_of(path) == self.site.real(template):
                    return path
        names = pack_names(template)
        for name in (*names, *(f"{names[-1]}-{number}" for number in range(2, 100))):
            folder = os.path.join(self.root, PACKS, f"{name}-own" if name in built_in_packs() else name)
            file = os.path.join(folder, "pack.toml")
            if folder in self._folders:
                continue
            if not os.path.lexists(file) or self.site.template_of(folder) == self.site.real(template):
                break
        return folder

    def _of_pack(self, given: str) -> Target:
        if os.path.isfile(given) and os.path.basename(given) != "pack.toml":
            raise UserError(f"{given}: is a template, not a pack; --from {given} makes a pack of it")
        try:
            pack = load_pack(given)
        except FileError as error:
            raise UserError(str(error)) from None
        if given in built_in_packs():
            return Target(pack, given)
        folder = os.path.abspath(given)
        folder = os.path.dirname(folder) if os.path.isfile(folder) else folder
        return Target(pack, slashed(os.path.relpath(folder, os.path.dirname(self.site.config))), folder=folder)

    def _of_built_in(self) -> Target | None:
        """Of the built-in packs, the one that most files of the repository are reports of; None without any."""
        run = Run()
        paths = [os.path.join(self.root, path) for path in self.survey.paths]
        lint_paths(paths, Resolver(Overrides(ignore=("ALL",)), isolated=True), run)
        counts: dict[str, int] = {}
        for result in reports(run.results):
            counts[result.pack] = counts.get(result.pack, 0) + 1
        if not counts:
            return None
        name = max(counts, key=lambda name: (counts[name], name))
        self.note(f"no template was found; {counted(counts[name], 'report')} here fit the pack {name!r}")
        target = self._of_pack(name)
        folder = os.path.join(self.root, "")
        target.found = [
            Found(slashed(os.path.abspath(result.path)[len(folder) :]), 0, 0)
            for result in reports(run.results)
            if result.pack == name
        ]
        return target
