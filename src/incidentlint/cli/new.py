"""``incidentlint new``: a report begun from a pack's template."""

from __future__ import annotations

import datetime as dt
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import click

from incidentlint.about import data_folder
from incidentlint.authoring import (
    UNTITLED,
    Facts,
    Written,
    file_name,
    folder_name,
    id_pattern,
    next_id,
    next_number,
    number_of,
    slug,
    write_report,
)
from incidentlint.cli.console import is_terminal, tell, write
from incidentlint.packs import Pack, built_in_packs, load_pack
from incidentlint.project import (
    Entry,
    Overrides,
    Resolver,
    Settings,
    Siblings,
    UserError,
    create_file,
    one_at_a_time,
    project_root,
    reason_of_name,
    says_template,
    shown_path,
    slashed,
    write_file,
)
from incidentlint.template import Moment, at_instant, read_moment, slot_pattern, target
from incidentlint.text import SourceText, UndecodableError
from incidentlint.toml_file import FileError

_PLACES = {
    "incident": ("--id", "an incident id"),
    "title": ("--title", "the title"),
    "severity": ("--severity", "the severity"),
    "detected": ("--detected", "the time of detection"),
}


class New:
    """One call: `options` are those of the command, by their names there."""

    def __init__(self, options: dict[str, Any]) -> None:
        """Take what the user gave, and look up the pack and the editor. Raises `UserError`."""
        self.options = options
        for name in ("title", "severity", "incident"):
            if any(not char.isprintable() for char in options[name] or ""):
                option = "--id" if name == "incident" else f"--{name}"
                raise UserError(f"{option}: {options[name]!r} has a character that cannot be printed")
        self.here = os.getcwd()
        self.now = dt.datetime.now().astimezone()
        self.settings = _settings(options, self.here)
        self.pack, self.entry = self._pack()
        self.template = _template(self.pack)
        self.root = project_root(os.path.join(self.here, "report.md")) or self.here
        self.severity = self._severity()
        self.detected = self._detected()
        self.day = self.detected.day if self.detected else self._moment(self.now).day
        self.editor = _editor() if options["edit"] else []
        self.path = ""

    def status(self) -> int:
        """Write the report, and return the exit status."""
        title = self._title()
        self.slug = slug(title) if title else UNTITLED
        if self.options["output"] == "-":
            return self._begin(title)
        with one_at_a_time(self.root):  # or two that run at once would take the same id
            status = self._begin(title)
        return _edit([*self.editor, self.path]) if self.editor else status

    def _begin(self, title: str) -> int:
        """Write the report and its path, and return the exit status."""
        folder = self._folder()
        incident = self._id(folder)
        facts = Facts(incident, title, self.severity, self.detected)
        written = write_report(self.template, self.pack, facts, minimal=self.options["minimal"])
        self._tell_unplaced(written, facts)
        if self.options["output"] == "-":
            write(written.text, raw=True)
            return 0
        self.path = path = self._write(written.text, folder, facts)
        if self.entry is not None and not self.options["output"] and not self.entry.globs.covering(slashed(path)):
            tell(f"{shown_path(path)} is not among the files that {self.entry.place} names")
        write(f"{shown_path(path)}\n")
        return 0

    # What the user said.

    def _pack(self) -> tuple[Pack, Entry | None]:
        """The pack to write a report of, and the ``[[reports]]`` that means it."""
        entries = self.settings.reports
        given: str = self.options["pack"]
        try:
            if given:
                pack = load_pack(given)
                wanted = given if given in built_in_packs() else os.path.abspath(given)
                found = next((entry for entry in entries if wanted in entry.packs), None)
            else:
                name, found = self._configured(entries)
                pack = load_pack(name)
        except FileError as error:
            raise UserError(str(error)) from None
        if pack.template is None:
            raise UserError(f"pack {pack.name!r} has no template to write a report from; --pack names another")
        return pack, found

    def _configured(self, entries: Sequence[Entry]) -> tuple[str, Entry]:
        """The one pack with a template that the configuration names."""
        found: dict[str, tuple[str, Entry]] = {}
        for entry in entries:
            for name, given in zip(entry.packs, entry.given, strict=True):
                if name not in built_in_packs() or load_pack(name).template is not None:
                    found.setdefault(name, (given, entry))
        if not found:
            known = ", ".join(name for name in built_in_packs() if load_pack(name).template is not None)
            raise UserError(
                "no pack to write a report of: no [[reports]] of a configuration names one with a template. "
                f"--pack takes a template, a pack's folder, or a built-in pack ({known})"
            )
        if len(found) > 1:
            shown = ", ".join(shown_path(name) if os.path.isabs(name) else name for name in found)
            raise UserError(f"{self.settings.file} names {len(found)} packs; --pack says which: {shown}")
        name, (_, entry) = next(iter(found.items()))
        return name, entry

    def _severity(self) -> str:
        given: str = self.options["severity"].strip()
        known = self.pack.severities
        if not given or not known:
            return given
        for level in known:
            if level.casefold() == given.casefold():
                return level
        near = get_close_matches(given.casefold(), [level.casefold() for level in known], 1)
        hint = next((f"; did you mean {level!r}?" for level in known if [level.casefold()] == near), "")
        raise UserError(f"--severity: no severity {given!r}; pack {self.pack.name!r} has {' / '.join(known)}{hint}")

    def _detected(self) -> Moment | None:
        given: str = self.options["detected"].strip()
        if not given:
            return None
        if given.casefold() == "now":
            return self._moment(self.now)
        slots = [slot for node in self.pack.roles.get("detected", ()) for slot in node.slots]
        try:
            return read_moment(given, target(slots, self.pack.zones), self.pack.zones)
        except ValueError as error:
            raise UserError(
                f"--detected takes 'now', a date or a date-time such as '2026-03-11 07:40', not {given!r}: {error}"
            ) from None

    def _moment(self, instant: dt.datetime) -> Moment:
        """A moment as the slots of the time of detection want it."""
        slots = [slot for node in self.pack.roles.get("detected", ()) for slot in node.slots]
        return at_instant(instant, target(slots, self.pack.zones), self.pack.zones)

    def _title(self) -> str:
        """The title: the user's, asked for where he can answer."""
        given: str | None = self.options["title"]
        if given is None and is_terminal(sys.stdin) and is_terminal(sys.stderr):
            given = click.prompt("Title (empty: later)", default="", show_default=False, err=True)
        return " ".join("".join(char for char in given or "" if char.isprintable()).split())

    def _id(self, folder: str) -> str:
        """The id: the user's, else the next that is free."""
        given: str = self.options["incident"].strip()
        pattern = id_pattern(self.pack)
        if given and pattern and not slot_pattern(pattern).regex.fullmatch(given):
            raise UserError(f"--id: {given!r} is not of the form {pattern}")
        if not pattern:
            return given
        folders = (
            [os.path.join(self.root, slot_pattern(self.pack.files.folder).fixed_part)] if self.pack.files.folder else []
        )
        folders += [_constant_folder(self.entry)] if self.entry is not None else []
        folders += [self._target_folder(), folder]
        shape = slot_pattern(pattern).regex if given else slot_pattern(pattern).on(self.day).numbered
        taken = Siblings().ids(self.pack, [name for name in folders if name and os.path.isdir(name)], shape)
        if not given:
            return next_id(pattern, self.day, taken)
        other = taken.get(given)
        if other and not (self.options["force"] and os.path.realpath(other) == os.path.realpath(self._output())):
            raise UserError(f"--id: {given} is the id of {shown_path(other)}")
        return given

    # Where it goes.

    def _output(self) -> str:
        given: str = self.options["output"]
        return os.path.abspath(given) if given and given != "-" else ""

    def _folder(self) -> str:
        """The folder that the report goes to: the user's, else that of the pack or the configuration."""
        output = self._output()
        if not output:
            return self._target_folder()
        ends = self.options["output"].endswith(("/", os.sep))
        return output if ends or os.path.isdir(output) else os.path.dirname(output)

    def _target_folder(self) -> str:
        """The folder that the pack names, else that of the configuration's globs, else where the template lies."""
        if self.pack.files.folder:
            return os.path.join(self.root, folder_name(self.pack.files.folder, self.day))
        if self.entry is not None:
            name = file_name(self.pack.files.name, self.day, title=UNTITLED, number=1, incident="x", severity="x")
            return _folder_of(self.entry, name or f"{UNTITLED}.md", self.day)
        template = os.path.abspath(str(self.pack.template))
        folder = os.path.dirname(template)
        inside = not os.path.relpath(template, data_folder()).startswith("..")
        if inside or says_template(os.path.basename(folder)) or ".github" in folder.split(os.sep):
            return self.here
        return folder

    def _name(self, folder: str, facts: Facts, title: str) -> str:
        """The file's name by the pack."""
        pattern = self.pack.files.name
        number = number_of(facts.incident, id_pattern(self.pack), self.day)
        if not number and slot_pattern(pattern).counters:
            try:
                number = next_number(pattern, self.day, os.listdir(folder))
            except OSError:
                number = 1
        name = file_name(
            pattern, self.day, title=title, number=number, incident=facts.incident, severity=facts.severity
        )
        if not name:
            raise UserError(
                f"the pack calls its files {pattern!r}, and not all of that is known: --output names the file"
            )
        return name

    def _write(self, text: str, folder: str, facts: Facts) -> str:
        """Write the file, and return its path. One without a title gets the next free name."""
        output = self._output()
        if output and folder != output:
            return self._write_to(output, text)
        path = os.path.join(folder, self._name(folder, facts, self.slug))
        count = 1
        while self.slug == UNTITLED and not self.options["force"]:
            try:
                create_file(path, text)
            except FileExistsError:
                count += 1
                again = os.path.join(folder, self._name(folder, facts, f"{UNTITLED}-{count}"))
                if again == path:
                    break
                path = again
            else:
                return path
        return self._write_to(path, text)

    def _write_to(self, path: str, text: str) -> str:
        if os.path.isdir(path):
            raise UserError(f"cannot write {shown_path(path)}: it is a folder")
        if self.options["force"]:
            write_file(path, text)
            return path
        try:
            create_file(path, text)
        except FileExistsError:
            raise UserError(f"{shown_path(path)} is there already; --force writes over it") from None
        return path

    def _tell_unplaced(self, written: Written, facts: Facts) -> None:
        """Say what the user gave and the template has no place for."""
        for name, (option, what) in _PLACES.items():
            value = self.options["incident" if name == "incident" else name]
            if value and getattr(facts, name) and name not in written.placed:
                tell(f"the template has no slot for {what}: {option} is not written into the report")
        if not written.formatted:
            tell("mdformat would change what is read in this report: it is as the template has it")


def _settings(options: dict[str, Any], folder: str) -> Settings:
    """What the nearest configuration says. Raises `UserError`."""
    try:
        resolver = Resolver(Overrides(), config=options["config_file"], isolated=options["isolated"])
    except FileError as error:
        raise UserError(str(error)) from None
    found = resolver.settings(folder)
    if isinstance(found, FileError):
        raise UserError(str(found))
    return found


def _template(pack: Pack) -> SourceText:
    """The text of a pack's template. Raises `UserError`."""
    path = str(pack.template)
    try:
        with open(path, "rb") as file:
            return SourceText.decode(file.read(), path)
    except (OSError, UndecodableError) as error:
        raise UserError(f"{shown_path(path)}: {error}") from None


def _constant_folder(entry: Entry) -> str:
    """The folder that the first glob of a ``[[reports]]`` spells out, with slashes: ``docs`` of ``docs/*/*.md``."""
    glob = next((glob for glob in entry.globs.globs if not glob.negated), None)
    parts: list[str] = []
    for part in glob.parts[:-1] if glob is not None else ():
        if any(sign in part for sign in "*?["):
            break
        parts.append(part)
    return "/".join([entry.globs.base.rstrip("/"), *parts])


def _folder_of(entry: Entry, name: str, day: dt.date) -> str:
    """The folder in which the globs of a ``[[reports]]`` name a file.

    The one that they spell out, the last part of a glob that is a folder itself, or the year's below it; the year's,
    too, where reports lie in folders of years.
    """
    folder = _constant_folder(entry)
    last = [
        glob.last for glob in entry.globs.globs if not glob.negated and not any(sign in glob.last for sign in "*?[")
    ]
    candidates = [folder, *(f"{folder}/{part}" for part in last[:1]), f"{folder}/{day.year:04}"]
    named = [candidate for candidate in candidates if entry.globs.covering(slashed(f"{candidate}/{name}"))]
    if candidates[-1] in named and _has_years(folder):
        return candidates[-1].replace("/", os.sep)
    return (named or candidates)[0].replace("/", os.sep)


def _has_years(folder: str) -> bool:
    """Whether a folder holds folders of years, and no report beside them."""
    try:
        names = os.listdir(folder)
    except OSError:
        return False
    files = [name for name in names if name.endswith((".md", ".markdown")) and not reason_of_name([name])]
    return not files and any(len(name) == 4 and name.isdecimal() for name in names)


def _editor() -> list[str]:
    """The user's editor and its arguments. Raises `UserError`."""
    given = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        command = shlex.split(given, posix=os.name != "nt")
    except ValueError as error:
        raise UserError(f"VISUAL or EDITOR cannot be read: {given!r}: {error}") from None
    if not command:
        raise UserError("--edit: no editor; set VISUAL or EDITOR, for example EDITOR='code --wait'")
    if shutil.which(command[0]) is None:
        raise UserError(f"--edit: there is no program {command[0]!r}, which VISUAL or EDITOR names")
    return command


def _edit(command: Sequence[str]) -> int:
    """Run the editor until it ends. Raises `UserError` when it failed."""
    try:
        status = subprocess.run(command, check=False).returncode  # noqa: S603 (the user's own editor)
    except OSError as error:
        raise UserError(f"cannot run {command[0]}: {error.strerror or error}") from None
    if status:
        raise UserError(f"{command[0]} ended with status {status}; the report was written")
    return 0
