"""``incidentlint init``: from the options, or the answers at a terminal, to a repository that is set up."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec

from incidentlint.authoring import (
    Answers,
    Changes,
    EditError,
    Entries,
    Found,
    Reading,
    Survey,
    Target,
    add_key,
    covering_globs,
    find_root,
    folder_globs,
    name_pattern,
    pack_name,
    pack_text,
    quoted,
    read_template,
)
from incidentlint.cli.console import write
from incidentlint.cli.init_view import describe_reading, describe_reports
from incidentlint.engine import Plan, lint
from incidentlint.markdown import parse
from incidentlint.outline import outline
from incidentlint.output import counted, summary_line
from incidentlint.packs import Pack, PackFile, built_in_packs, compile_pack, load_pack
from incidentlint.project import GitIgnore, Overrides, Resolver, Run, Settings, UserError, git_root, lint_paths, slashed
from incidentlint.project import reports as claimed
from incidentlint.rulebook import load_rules
from incidentlint.text import SourceText, UndecodableError
from incidentlint.toml_file import FileError, convert, parse_toml

PACKS = ".incidentlint"
"""The folder at the root that packs are written to, each in a folder of its own name."""


CONFIG = "incidentlint.toml"


class Init:
    """One call of the command."""

    def __init__(self, answers: Answers, *, ask: bool = False) -> None:
        """Take the options; `ask` for what they leave open. Raises `UserError`."""
        self.answers = answers
        self.ask = ask
        resolver = Resolver(Overrides())
        self.root, self.mark = find_root(os.getcwd(), resolver)
        file = resolver.file(self.root)
        held = resolver.settings(self.root)
        if isinstance(held, FileError):
            raise UserError(f"{held} (mend it first; nothing was written)")
        self.settings: Settings = held
        self.above = file if file and os.path.dirname(file) != self.root else ""
        self.config = file if file and not self.above else os.path.join(self.root, CONFIG)
        self.changes = Changes(git_root(self.root))
        self.survey = Survey(self.root, resolver)
        self.said: list[str] = []
        self.entries = Entries(self.root, self.config, held, self.changes, answers, self._say)

    def status(self) -> int:
        """Do it all, and return the exit status. Raises `UserError`."""
        self._tell_root()
        self._take_configured()
        if self.ask:
            from incidentlint.cli.init_questions import Questions

            Questions(self.answers, self.survey, self.root).ask()
        target = self._target()
        if target is None:
            self.entries.plan_empty()
        else:
            self._look_for_reports(target)
            if target.template:
                self._plan_pack(target)
            self._tell_pack(target)
            self.entries.plan(target)
            for line in describe_reports(target.found, target.globs, self.survey.others(target.found), target.guess):
                self._say(line)
            self._say()
        if self.answers.pre_commit:
            self.changes.add_hook()
        for name in self.answers.ci:
            self.changes.add_ci(name)
        self._flush()
        self.changes.apply(write, dry_run=self.answers.dry_run)
        if not self.answers.dry_run and target is not None:
            self._verify(target)
        return 0

    # --- What is said ---

    def _say(self, line: str = "") -> None:
        self.said.append(f"{line}\n")

    def _flush(self) -> None:
        write("".join(self.said))
        self.said.clear()

    def _tell_root(self) -> None:
        shown = self._shown(self.root)
        why = f"it has {self.mark}" if self.mark else "neither it nor a folder above has .git or a configuration"
        self._say(f"repository {shown} ({why})")
        if self.above:
            self._say(
                f"note: {self._shown(self.above)} held here so far and no longer does: "
                f"extend = {slashed(os.path.relpath(self.above, self.root))!r} would keep it"
            )
        for failure in self.survey.failures:
            self._say(f"note: {failure}")

    def _tell_pack(self, target: Target) -> None:
        if not target.template:
            self._say(f"pack {target.pack.name} ('incidentlint packs {target.given}' shows what it demands)")
            self._say()
            return
        from incidentlint.cli.packs_view import describe_pack

        self._say(f"template {target.template}\n")
        self.said.append(describe_pack(target.pack))
        self._say()
        reading = self._reading(target.pack)
        lines = describe_reading(reading, target.template)
        if lines:
            self.said += [f"{line}\n" for line in lines]
            self._say()

    def _shown(self, path: str) -> str:
        return slashed(os.path.relpath(path))

    # --- Which pack ---

    def _take_configured(self) -> None:
        """Without a template or a pack, take that of the configuration: a repository that is set up needs no guess."""
        if self.answers.template or self.answers.pack or not self.settings.reports:
            return
        entry = self.settings.reports[0]
        given = entry.packs[0]
        own = self.entries.template_of(given)
        if own.startswith(os.path.join(os.path.realpath(self.root), "")):
            self.answers.template = os.path.join(self.root, os.path.relpath(own, os.path.realpath(self.root)))
        else:
            self.answers.pack = given
        self._say(f"note: {entry.place} names the pack {entry.given[0]}; --from and --pack name another")

    def _target(self) -> Target | None:
        if self.answers.template:
            return self._of_template(self._checked_template(self.answers.template))
        if self.answers.pack:
            return self._of_pack(self.answers.pack)
        templates = self.survey.templates()
        if templates:
            return self._of_template(self._chosen(templates))
        return self._of_built_in()

    def _chosen(self, templates: list[str]) -> str:
        """Of the templates found, the one that most reports follow."""
        if len(templates) == 1:
            self._say(f"note: {templates[0]} was found; --from names another")
            return templates[0]
        scores = []
        for path in templates:
            try:
                scores.append((len(self.survey.reports(self._compiled(path), path)), path))
            except UserError:
                continue
        best = max((score for score, _ in scores), default=0)
        winners = [path for score, path in scores if score == best]
        if len(winners) == 1 and best:
            self._say(f"note: {winners[0]} was taken of {len(templates)} templates: most reports follow it")
            return winners[0]
        names = "".join(f"\n  {path}" for path in templates)
        raise UserError(
            f"there are {len(templates)} templates, and no reports tell which is meant: name one, --from{names}"
        )

    def _checked_template(self, given: str) -> str:
        """A template's path below the root, with slashes. Raises `UserError`."""
        full = os.path.abspath(given)
        if not os.path.lexists(full):
            near = self.survey.templates()[:3]
            hint = f"; there is {' and '.join(near)}" if near else ""
            raise UserError(f"{given}: there is no such template{hint}")
        if os.path.isdir(full):
            raise UserError(f"{given}: is a folder; --from takes the Markdown file that reports are filled in from")
        if os.path.basename(full) == "pack.toml":
            raise UserError(
                f"{given}: is a pack, not a template; --pack {os.path.dirname(given) or '.'} takes it as it is"
            )
        if full.casefold().endswith((".toml", ".yaml", ".yml", ".json")):
            raise UserError(f"{given}: is no template; --from takes the Markdown file that reports are filled in from")
        if not full.startswith(os.path.join(self.root, "")):
            raise UserError(
                f"{given}: lies outside of the repository {self.root}, where others would not have it: copy it there"
            )
        return slashed(os.path.relpath(full, self.root))

    def _compiled(self, template: str, file: PackFile | None = None, text: str = "", shown: str = "") -> Pack:
        """A template as a pack with a pack file laid over it. Raises `UserError`."""
        path = os.path.join(self.root, template)
        name = self._shown(path)
        try:
            with open(path, "rb") as handle:
                data = handle.read()
            if b"\0" in data:
                raise UserError(f"{name}: is no text file")
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
        pack = self._compiled(template)
        folder = self._pack_folder(template)
        given = slashed(os.path.relpath(folder, os.path.dirname(self.config)))
        return Target(pack, given, template, folder)

    def _pack_folder(self, template: str) -> str:
        """The folder of a template's pack: the option's, else that of a configuration's entry, else the default."""
        if self.answers.pack_folder:
            folder = os.path.abspath(self.answers.pack_folder)
            if not folder.startswith(os.path.join(self.root, "")):
                raise UserError(f"--pack-folder {self.answers.pack_folder}: lies outside of the repository {self.root}")
            if os.path.lexists(folder) and not os.path.isdir(folder):
                raise UserError(f"--pack-folder {self.answers.pack_folder}: is a file")
            return folder
        for entry in self.settings.reports:
            for path in entry.packs:
                if os.path.isdir(path) and self.entries.template_of(path) == self.entries.real(template):
                    return path
        name = pack_name(template)
        return os.path.join(self.root, PACKS, f"{name}-own" if name in built_in_packs() else name)

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
        return Target(pack, slashed(os.path.relpath(folder, os.path.dirname(self.config))), folder=folder)

    def _of_built_in(self) -> Target | None:
        """Of the built-in packs, the one that most files of the repository are reports of; None without any."""
        run = Run()
        paths = [os.path.join(self.root, path) for path in self.survey.paths]
        lint_paths(paths, Resolver(Overrides(ignore=("ALL",)), isolated=True), run)
        counts: dict[str, int] = {}
        for result in claimed(run.results):
            counts[result.claim.pack] = counts.get(result.claim.pack, 0) + 1
        if not counts:
            return None
        name = max(counts, key=lambda name: (counts[name], name))
        self._say(f"note: no template was found; {counted(counts[name], 'report')} here fit the pack {name!r}")
        target = self._of_pack(name)
        folder = os.path.join(self.root, "")
        target.found = [
            Found(slashed(os.path.abspath(result.claim.path)[len(folder) :]), 0, 0)
            for result in claimed(run.results)
            if result.claim.pack == name
        ]
        return target

    # --- Which reports ---

    def _look_for_reports(self, target: Target) -> None:
        if self.answers.reports:
            target.globs = tuple(glob for given in self.answers.reports for glob in self._globs(given))
            try:
                target.found = self.survey.named(target.globs, target.pack)
            except ValueError as error:
                raise UserError(f"--reports: {error}") from None
            return
        target.found = target.found or self.survey.reports(target.pack, target.template)
        if target.found:
            target.globs = covering_globs([report.path for report in target.found], self.survey.others(target.found))
            return
        folder = target.pack.files.folder
        if not folder or any(char in folder for char in "<[#") or "YYYY" in folder:
            folder = self.survey.likely_folder(target.template)
        target.globs, target.guess = (f"{folder}/*.md",), True
        there = [report.path for report in self.survey.named(target.globs, target.pack)]
        if there:
            self._say(f"note: {counted(len(there), 'file')} in {folder} will have findings, such as {there[0]}")

    def _globs(self, given: str) -> tuple[str, ...]:
        """The globs of a folder, or a glob as it was given, relative to the current folder, relative to the root."""
        below = slashed(os.path.relpath(os.getcwd(), self.root))
        prefix = "" if below == "." else f"{below}/"
        full = os.path.abspath(given)
        if os.path.isdir(full):
            if full != self.root and not full.startswith(os.path.join(self.root, "")):
                raise UserError(f"--reports {given}: lies outside of the repository {self.root}")
            return folder_globs("" if full == self.root else slashed(os.path.relpath(full, self.root)))
        return (f"{prefix}{given.removeprefix('./')}" if prefix else given,)

    # --- The pack ---

    def _reading(self, pack: Pack) -> Reading:
        assert pack.template is not None
        return read_template(pack, outline(parse(SourceText.decode(pack.template.read_bytes())), template=True))

    def _plan_pack(self, target: Target) -> None:
        """Write the pack, or add what is missing to the one that is there."""
        if self.entries.names_template(target):
            return
        path = os.path.join(target.folder, "pack.toml")
        reading = self._reading(target.pack)
        relative = slashed(os.path.relpath(os.path.join(self.root, target.template), target.folder))
        if os.path.lexists(path):
            self._update_pack(target, path, reading)
            return
        pattern, named = self._name_pattern(target)
        name = os.path.basename(target.folder)
        whole = self._compiled(target.template, msgspec.structs.replace(target.pack.file, roles=dict(reading.roles)))
        text = pack_text(name, relative, pattern, named, reading.zones, reading.roles, whole)
        target.pack = self._with_text(target.template, text, path)
        self.changes.new(path, text)
        self._warn_ignored(path)

    def _with_text(self, template: str, text: str, path: str) -> Pack:
        shown = self._shown(path)
        try:
            file = convert(parse_toml(text, shown), PackFile, text, shown)
        except FileError as error:
            raise UserError(str(error)) from None
        return self._compiled(template, file, text, shown)

    def _update_pack(self, target: Target, path: str, reading: Reading) -> None:
        own = self.entries.template_of(target.folder)
        shown = self._shown(path)
        if own != self.entries.real(target.template):
            other = self._shown(own) if own else "no template"
            raise UserError(f"{shown}: is a pack of {other}: give --pack-folder another folder for {target.template}")
        text = self.changes.read(path)
        pack = self._with_text(target.template, text, path)
        added = []
        wanted = [("zones", name, zone) for name, zone in reading.zones.items() if name not in pack.zones]
        wanted += [("roles", role, node) for role, node in reading.roles.items() if role not in pack.roles]
        pattern, named = self._name_pattern(target)
        if pattern and not pack.files.name:
            wanted.append(("files", "name", pattern))
        for table, key, value in wanted:
            if _is_let_off(text, key, value):
                continue
            try:
                text = add_key(text, table, key, value, named if table == "files" else "")
            except EditError as error:
                self._say(f"note: {shown} was left alone; it lacks\n{error}")
                continue
            added.append(f"{table}.{key}")
        target.pack = self._with_text(target.template, text, path)
        self.changes.edit(path, text, f"{', '.join(added)} added" if added else "")

    def _name_pattern(self, target: Target) -> tuple[str, str]:
        """The pattern that all reports found are named by, and who says so.

        A date in it would be compared with the incident's: no pattern where the reports' names have another.
        """
        paths = [report.path for report in target.found]
        pattern = name_pattern([path.rpartition("/")[2] for path in paths])
        if not pattern:
            return "", ""
        file = msgspec.structs.replace(target.pack.file, files=msgspec.structs.replace(target.pack.files, name=pattern))
        pack = self._compiled(target.template, file)
        rules = tuple(rule for rule in load_rules() if rule.code in ("IR407", "IR701"))
        plan = Plan(rules, (pack,), forced=True)
        for path in paths:
            source = self.survey.source(path)
            if source is not None and lint(source, path, plan, location=path).diagnostics:
                return "", ""
        return pattern, f"as the {len(paths)} reports found are named"

    def _warn_ignored(self, path: str) -> None:
        """Say when git would ignore what is written."""
        if not os.path.exists(os.path.join(self.root, ".git")):
            return
        ignore, here = GitIgnore(self.root), self.root
        parts = os.path.relpath(path, self.root).split(os.sep)
        for number, part in enumerate(parts, start=1):
            here = os.path.join(here, part)
            if ignore.ignores(here, folder=number < len(parts)):
                self._say(f"note: git ignores {self._shown(here)}: have it added, or give another --pack-folder")
                return

    # --- Afterwards ---

    def _verify(self, target: Target) -> None:
        """Load what was written, and lint the reports found with it. Raises `UserError` when it does not hold."""
        resolver = Resolver(Overrides())
        settings = resolver.settings(self.root)
        if isinstance(settings, FileError):
            raise UserError(f"the configuration does not load: {settings}")
        if target.folder:
            try:
                load_pack(target.folder if os.path.isdir(target.folder) else os.path.join(self.root, target.template))
            except FileError as error:
                raise UserError(f"the pack does not load: {error}") from None
        paths = [os.path.join(self.root, report.path) for report in target.found]
        for path in paths:
            choice = resolver.choice(path)
            if isinstance(choice, FileError):
                raise UserError(f"the configuration does not hold for {self._shown(path)}: {choice}")
            if choice.glob is None:
                raise UserError(f"{self._shown(path)}: no [[reports]] names it")
        if not paths:
            write("\nThere are no reports yet. The first one is checked by: incidentlint check\n")
            return
        run = Run()
        lint_paths(paths, resolver, run)
        reports = claimed(run.results)
        clean = sum(1 for result in reports if not result.diagnostics)
        found = summary_line(run.results)
        rest = f"; {found}" if found else ""
        write(f"\nincidentlint check: {counted(len(reports), 'report')}, {clean} without a finding{rest}\n")


def _is_let_off(text: str, key: str, value: str) -> bool:
    """Whether a person has made a comment of a line."""
    for line in text.splitlines():
        name, equals, rest = line.lstrip().partition("=")
        if equals and name.startswith("#") and rest.lstrip().startswith(quoted(value)):
            if name.lstrip("# \t").strip().strip('"') == key:
                return True
    return False


def run_init(options: dict[str, Any], *, ask: bool) -> int:
    """Run the command with its options, by their names there, and return the exit status. Raises `UserError`."""
    answers = Answers(
        options["template"] or "",
        options["pack"] or "",
        tuple(options["reports"]),
        options["pack_folder"] or "",
        options["pre_commit"],
        tuple(options["ci"]),
        options["dry_run"],
    )
    try:
        return Init(answers, ask=ask).status()
    except FileError as error:
        raise UserError(str(error)) from None
