"""A set-up, planned: which pack and which reports there are, and what has to be written so that they are checked."""

from __future__ import annotations

import os
from collections.abc import Sequence

import msgspec

from incidentlint.authoring.condition_words import all_of
from incidentlint.authoring.setup.answers import Answers, Target
from incidentlint.authoring.setup.changes import Changes
from incidentlint.authoring.setup.choose import Chooser
from incidentlint.authoring.setup.compose import pack_text
from incidentlint.authoring.setup.entry import Entries
from incidentlint.authoring.setup.evidence import Evidence, read_evidence
from incidentlint.authoring.setup.names import folder_globs, name_pattern
from incidentlint.authoring.setup.record import RECORD, record_of, record_text
from incidentlint.authoring.setup.site import Site, relative
from incidentlint.authoring.setup.template_review import Reading, read_template
from incidentlint.authoring.setup.toml_edit import EditError, add_key, quoted
from incidentlint.authoring.setup.where import joined, judge_named, look, share
from incidentlint.engine import Plan, lint
from incidentlint.output import counted
from incidentlint.packs import Files, Pack, PackFile, load_pack
from incidentlint.project import (
    GitIgnore,
    Overrides,
    Resolver,
    Run,
    UserError,
    git_root,
    lint_paths,
    slashed,
)
from incidentlint.rulebook import load_rules
from incidentlint.toml_file import FileError, convert, parse_toml


class Setup:
    """What is to be done: `changes` are the files to be written, `notes` what the user should know of how it was found.

    First `choose`, then `plan`; nothing is written before `changes` are applied.
    """

    def __init__(self, site: Site, answers: Answers) -> None:
        """Take the repository and what is to be set up in it."""
        self.site = site
        self.root = site.root
        self.survey = site.survey
        self.answers = answers
        self.notes: list[str] = []
        self.changes = Changes(git_root(site.root))
        self.chooser = Chooser(site, answers, self.note)
        self.entries = Entries(site, self.changes, answers, self.note)

    def note(self, text: str) -> None:
        """Note something that the user should know."""
        self.notes.append(text)

    def take_notes(self) -> list[str]:
        """The notes since they were taken last."""
        taken, self.notes = self.notes, []
        return taken

    def choose(self) -> list[Target]:
        """Choose the packs, look for the reports, and plan the packs' files; none where there is nothing to set up.

        Raises `UserError`.
        """
        targets = self.chooser.targets()
        if len(targets) > 1:
            share(targets, self.survey)
        for target in targets:
            self._look_for_reports(target, shared=len(targets) > 1)
            if target.template and not self.entries.names_template(target):
                self._plan_pack(target)
                self._plan_record(target)
            target.found = self.survey.counted(target.found, target.pack)
        return targets

    def plan(self, targets: Sequence[Target]) -> list[Target]:
        """Plan the configuration, the hook and the jobs of CI, and return the targets that have an entry of their own.

        Raises `UserError`.
        """
        heads = joined(targets, self.survey)
        for target in heads:
            self.entries.plan(target)
        if not targets:
            self.entries.plan_empty()
        if self.answers.pre_commit:
            self.changes.add_hook()
        for name in self.answers.ci:
            self.changes.add_ci(name)
        return heads

    def _look_for_reports(self, target: Target, *, shared: bool) -> None:
        if self.answers.reports:
            target.globs = tuple(glob for given in self.answers.reports for glob in self._globs(given))
            try:
                target.found = self.survey.named(target.globs, target.pack)
            except ValueError as error:
                raise UserError(f"--reports: {error}") from None
            judge_named(target)
            return
        look(target, self.survey, found=shared)

    def _globs(self, given: str) -> tuple[str, ...]:
        """The globs of a folder, or a glob as it was given, relative to the current folder, relative to the root."""
        below = slashed(os.path.relpath(os.getcwd(), self.root))
        prefix = "" if below == "." else f"{below}/"
        full = os.path.abspath(given)
        if os.path.isdir(full):
            if full != self.root and not self.site.contains(full):
                raise UserError(f"--reports {given}: is outside the repository {self.root}")
            return folder_globs("" if full == self.root else slashed(os.path.relpath(full, self.root)))
        return (f"{prefix}{given.removeprefix('./')}" if prefix else given,)

    def _plan_pack(self, target: Target) -> None:
        """Write the pack, or add what is missing to the one that is there."""
        path = os.path.join(target.folder, "pack.toml")
        relative = slashed(os.path.relpath(os.path.join(self.root, target.template), target.folder))
        if os.path.lexists(path):
            self._update_pack(target, path, read_template(target.pack))
            return
        evidence = self._evidence(target)
        reading = read_template(target.pack)
        files, named = self._files(target)
        file = msgspec.structs.replace(
            target.pack.file, name=os.path.basename(target.folder), roles=dict(reading.roles)
        )
        whole = self.chooser.compiled(target.template, file)
        text = pack_text(relative, files, named, reading, evidence, whole)
        target.pack = self._with_text(target.template, text, path)
        self.changes.new(path, text)
        self._warn_ignored(path)

    def _evidence(self, target: Target) -> Evidence:
        """What the reports found tell of the template; the pack is read with it from here on."""
        follow = [report.path for report in target.found if report.hits and report.path not in target.strays]
        sources = [source for source in map(self.survey.source, follow) if source is not None]
        evidence = read_evidence(target.pack, sources, lambda file: self.chooser.compiled(target.template, file))
        if evidence.tells:
            aliases = {path: (name,) for path, name in evidence.aliases.items()}
            file = msgspec.structs.replace(
                target.pack.file, texts=dict(evidence.texts), nodes=evidence.nodes, aliases=aliases
            )
            target.pack = self.chooser.compiled(target.template, file)
            counts = {
                "text": len(evidence.texts),
                "name": len(evidence.aliases),
                "part": len(evidence.nodes),
                "rule": len(evidence.broken),
            }
            counts = {kind: count for kind, count in counts.items() if count}
            tables = {"text": "[texts]", "name": "[aliases]", "part": "[nodes]", "rule": "[rules]"}
            told = all_of(tuple(counted(count, kind) for kind, count in counts.items()))
            self.note(
                f"the {evidence.count} reports that follow {target.template} told how {told} of it "
                f"{'is' if sum(counts.values()) == 1 else 'are'} meant: "
                f"see {all_of(tuple(map(tables.__getitem__, counts)))} in its pack.toml"
            )
        offered = len(evidence.offered_aliases) + len(evidence.offered_nodes) + len(evidence.dependent)
        if offered:
            lines = f"{counted(offered, 'line')} in its pack.toml {'is a comment' if offered == 1 else 'are comments'}"
            self.note(f"{lines} for you to decide on: what only some of the {evidence.count} reports have in common")
        return evidence

    def _plan_record(self, target: Target) -> None:
        """Write what the template is read as, for `init --check` to compare."""
        path = os.path.join(target.folder, RECORD)
        text = record_text(record_of(target.pack), target.template)
        if self.changes.there(path):
            self.changes.edit(path, text, "as the template is read now")
        else:
            self.changes.new(path, text)

    def _with_text(self, template: str, text: str, path: str) -> Pack:
        shown = relative(path)
        return self.chooser.compiled(template, self._read_pack_file(text, shown), text, shown)

    @staticmethod
    def _read_pack_file(text: str, shown: str) -> PackFile:
        try:
            return convert(parse_toml(text, shown), PackFile, text, shown)
        except FileError as error:
            raise UserError(str(error)) from None

    def _update_pack(self, target: Target, path: str, reading: Reading) -> None:
        own = self.site.template_of(target.folder)
        shown = relative(path)
        if own != self.site.real(target.template):
            other = relative(own) if own else "no template"
            raise UserError(f"{shown}: is a pack of {other}: give --pack-folder another folder for {target.template}")
        text = self.changes.read(path)
        file = self._read_pack_file(text, shown)
        if file.extends or file.templates:  # what it says is laid over other files, which are not edited
            target.pack = load_pack(relative(target.folder))
            self.changes.same(path, "it builds on other files")
            return
        pack = self._with_text(target.template, text, path)
        added = []
        wanted = [("zones", name, zone) for name, zone in reading.zones.items() if name not in pack.zones]
        wanted += [("roles", role, node) for role, node in reading.roles.items() if role not in pack.roles]
        files, named = self._files(target)
        if files.name and not (pack.files.name or pack.files.folder):
            wanted.append(("files", "name", files.name))
        for table, key, value in wanted:
            if _is_let_off(text, key, value):
                continue
            try:
                text = add_key(text, table, key, value, named if table == "files" else "")
            except EditError as error:
                self.note(f"{shown} was left alone; it lacks\n{error}")
                continue
            added.append(f"{table}.{key}")
        target.pack = self._with_text(target.template, text, path)
        self.changes.edit(path, text, f"{', '.join(added)} added" if added else "")

    def _files(self, target: Target) -> tuple[Files, str]:
        """How all reports found are called and where they are, and who says so; what one of them contradicts is left.

        A date in a pattern is compared with the incident's: no pattern where the reports' names have another.
        """
        paths = [report.path for report in target.found]
        common = Files(name=name_pattern([path.rpartition("/")[2] for path in paths]))
        for files, named in (
            (common, f"as the {len(paths)} reports found are named"),
            (target.told, "as the template says"),
            (Files(name=target.told.name), "as the template says"),
        ):
            if (files.name or files.folder) and not any(self._contradicts(path, files, target) for path in paths):
                return files, named
        return Files(), ""

    def _contradicts(self, path: str, files: Files, target: Target) -> bool:
        """Whether a report is called otherwise, or is elsewhere."""
        made = self.chooser.compiled(target.template, msgspec.structs.replace(target.pack.file, files=files))
        rules = tuple(rule for rule in load_rules() if rule.check in ("files.name", "files.folder", "dates.file_date"))
        source = self.survey.source(path)
        plan = Plan(rules, (made,), forced=True)
        return source is not None and bool(lint(source.text.encode(), path, plan, location=path).diagnostics)

    def _warn_ignored(self, path: str) -> None:
        """Say when git would ignore what is written."""
        if not os.path.exists(os.path.join(self.root, ".git")):
            return
        ignore, here = GitIgnore(self.root, self.note), self.root
        parts = os.path.relpath(path, self.root).split(os.sep)
        for number, part in enumerate(parts, start=1):
            here = os.path.join(here, part)
            if ignore.ignores(here, folder=number < len(parts)):
                self.note(f"git ignores {relative(here)}: have it added, or give another --pack-folder")
                return

    def verify(self, targets: Sequence[Target]) -> Run:
        """Load what was written, and lint the reports found with it. Raises `UserError` when it does not hold."""
        resolver = Resolver(Overrides())
        settings = resolver.settings(self.root)
        if isinstance(settings, FileError):
            raise UserError(f"the configuration does not load: {settings}")
        for target in targets:
            if not target.folder:
                continue
            try:
                load_pack(target.folder if os.path.isdir(target.folder) else os.path.join(self.root, target.template))
            except FileError as error:
                raise UserError(f"the pack does not load: {error}") from None
        named = [path for one in targets for path in (*(report.path for report in one.found), *one.strays)]
        paths = [os.path.join(self.root, path) for path in dict.fromkeys(named)]
        for path in paths:
            choice = resolver.choice(path)
            if isinstance(choice, FileError):
                raise UserError(f"the configuration does not hold for {relative(path)}: {choice}")
            if choice.glob is None:
                raise UserError(f"{relative(path)}: no [[reports]] names it")
        run = Run()
        if paths:
            lint_paths(paths, resolver, run)
        return run


def _is_let_off(text: str, key: str, value: str) -> bool:
    """Whether a person has made a comment of a line."""
    for line in text.splitlines():
        name, equals, rest = line.lstrip().partition("=")
        if equals and name.startswith("#") and rest.lstrip().startswith(quoted(value)):
            if name.lstrip("# \t").strip().strip('"') == key:
                return True
    return False
