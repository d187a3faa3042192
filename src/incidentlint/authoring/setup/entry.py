"""The ``[[reports]]`` entry that `incidentlint init` adds to a configuration, or finds there."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Literal

from incidentlint.authoring.setup.answers import Answers, Target
from incidentlint.authoring.setup.changes import Changes
from incidentlint.authoring.setup.compose import EMPTY_CONFIG, config_text
from incidentlint.authoring.setup.site import Site
from incidentlint.authoring.setup.toml_edit import EditError, add_reports, extend_entry, listed, quoted
from incidentlint.project import Entry, UserError, shown_path, slashed


class Entries:
    """The entries of a repository's configuration."""

    def __init__(self, site: Site, changes: Changes, answers: Answers, note: Callable[[str], None]) -> None:
        """Take the repository, what is to be written, the answers, and whom to tell what is left alone."""
        self.site = site
        self.root = site.root
        self.config = site.config
        self.settings = site.settings
        self.changes = changes
        self.answers = answers
        self.note = note

    def names_template(self, target: Target) -> bool:
        """Whether an entry of the configuration names the bare template: then a pack of it would not be read."""
        if self.answers.pack_folder:
            return False
        real = self.site.real(target.template)
        return any(
            os.path.isfile(path) and os.path.realpath(path) == real
            for entry in self.settings.reports
            for path in entry.packs
        )

    def plan(self, target: Target) -> None:
        """Plan the entry of a pack, or more globs in the one that is there. Raises `UserError`."""
        shown = shown_path(self.config)
        same = [entry for entry in self.settings.reports if self.is_of(entry, target)]
        if same:
            self._extend_entry(same[0], target)
            missing = [given for given in target.also if given not in same[0].given]
            if missing:
                self.note(f"{same[0].place} does not name {' and '.join(missing)}: add it to pack there")
            return
        twin = next((entry for entry in self.settings.reports if entry.globs.patterns == target.globs), None)
        if twin is not None and target.guess:
            missing = [given for given in target.packs if given not in twin.given]
            self._extend(twin, "pack", missing)
            return
        for entry, path in self._rivals(target):
            raise UserError(
                f"{entry.place}: this [[reports]] entry already assigns {path} to {' or '.join(entry.given)}, and the "
                "first match wins: change it, remove it, or pass other files with --reports"
            )
        note = "Which files are incident reports, and the pack that they are checked against."
        if not self.changes.there(self.config):
            self.changes.new(self.config, config_text(target.globs, target.packs, note))
            return
        at = self._table()
        text = self.changes.read(self.config)
        try:
            made = add_reports(text, at, target.globs, target.packs, note)
        except EditError as error:
            raise UserError(
                f"{shown}: cannot be edited automatically; add only this by hand:", str(error).split("\n")
            ) from None
        self.changes.edit(self.config, made, "[[reports]] added")

    def is_of(self, entry: Entry, target: Target) -> bool:
        """Whether an entry holds its files against this pack, or against another of the same template."""
        wanted = {target.given, os.path.normpath(target.folder)} if target.folder else {target.given}
        if wanted & set(entry.packs):
            return True
        return bool(target.template) and self.site.real(target.template) in map(self.site.template_of, entry.packs)

    def _rivals(self, target: Target) -> list[tuple[Entry, str]]:
        """The entries that hold the same files against another pack."""
        found = []
        for report in target.found:
            named = self.settings.entry(slashed(os.path.join(self.root, report.path)))
            if named:
                found.append((named[0], report.path))
        wanted = set(target.globs)
        shared = [(entry, wanted & set(entry.globs.patterns)) for entry in self.settings.reports]
        found += [(entry, " ".join(sorted(globs))) for entry, globs in shared if globs]
        return found[:1]

    def _extend_entry(self, entry: Entry, target: Target) -> None:
        """Leave the entry alone, but for globs that were asked for; say which reports it does not name."""
        missing = [glob for glob in target.globs if glob not in entry.globs.patterns] if self.answers.reports else []
        if not missing or entry.place.rpartition(":")[0] != shown_path(self.config):
            self.changes.same(self.config, f"{entry.place} already names the reports")
            bare = target.template and any(map(os.path.isfile, entry.packs))
            if target.folder and self.answers.pack_folder and os.path.normpath(target.folder) not in entry.packs:
                other = "the template itself" if bare else f"{' or '.join(entry.given)}"
                self.note(f"{entry.place} names {other}: write pack = {quoted(target.given)} there instead")
            elif bare:
                self.note(f"{entry.place} names the template itself; --pack-folder makes a pack of it")
            full = slashed(self.root)
            rest = [report.path for report in target.found if not entry.globs.covering(f"{full}/{report.path}")]
            for path in rest:
                self.note(f"{path} follows the template, and {entry.place} does not name it; add globs with --reports")
            target.globs, target.guess = entry.globs.patterns, False
            target.found = [report for report in target.found if report.path not in rest]
            return
        self._extend(entry, "files", missing)
        target.globs = (*entry.globs.patterns, *missing)

    def _extend(self, entry: Entry, key: Literal["files", "pack"], more: Sequence[str]) -> None:
        """Plan more globs or packs in an entry. Raises `UserError` for one that is not to be edited."""
        number = next(n for n, other in enumerate(self.settings.reports) if other is entry)
        try:
            if entry.place.rpartition(":")[0] != shown_path(self.config):
                raise EditError(f"{key} = {listed((*(entry.given if key == 'pack' else entry.globs.patterns), *more))}")
            made = extend_entry(self.changes.read(self.config), (*self._table(), "reports", number), key, more)
        except EditError as error:
            raise UserError(
                f"{entry.place}: cannot be edited automatically; add by hand:", str(error).split("\n")
            ) from None
        self.changes.edit(self.config, made, f"{' '.join(more)} added to [[reports]]")

    def _table(self) -> tuple[str, ...]:
        return ("tool", "incidentlint") if os.path.basename(self.config) == "pyproject.toml" else ()

    def plan_empty(self) -> None:
        """Plan a configuration that says nothing yet, where there is none."""
        if os.path.exists(self.config):
            self.changes.same(self.config, "there is no template or report to add")
            return
        self.note(
            "neither a template nor a report was found; name a template with --from, or a built-in pack with --pack"
        )
        self.changes.new(self.config, EMPTY_CONFIG)
