"""A report begun: which pack it is of, its id, its file and folder, and the writing of it."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
from collections.abc import Iterator, Sequence

import msgspec

from incidentlint.about import data_folder
from incidentlint.authoring.folders import constant_folder, folder_of
from incidentlint.authoring.naming import UNTITLED, file_name, folder_name, next_id, next_number, number_of, slug
from incidentlint.authoring.new_report import Facts, Written, write_report
from incidentlint.authoring.setup.survey import is_elsewhere
from incidentlint.authoring.setup.told_names import told_folder
from incidentlint.authoring.setup.where import ANYWHERE
from incidentlint.authoring.template_ids import id_pattern, next_titled
from incidentlint.near import nearest
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
    shown_path,
    slashed,
    write_file,
)
from incidentlint.regular import read_regular
from incidentlint.template import Moment, Slot, at_instant, read_moment, slot_pattern, target
from incidentlint.text import SourceText
from incidentlint.toml_file import FileError


class Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a new report is to be; what is empty is found out or stays open.

    `output` is a file, a folder, or ``-`` for a text that is not written.
    """

    pack: str = ""
    title: str | None = None
    severity: str = ""
    detected: str = ""
    started: str = ""
    author: str = ""
    incident: str = ""
    output: str = ""
    minimal: bool = False
    force: bool = False
    config_file: str = ""
    isolated: bool = False


class Begun(msgspec.Struct, frozen=True):
    """A report that was begun: its text, and where it was written to, empty where it was not.

    `unplaced` names what was wanted and has no place in the template. `outside` is the place of the ``[[reports]]``
    that means the pack and does not name the file.
    """

    text: str
    path: str = ""
    unplaced: tuple[str, ...] = ()
    outside: str = ""


class Begin:
    """Begins one report."""

    def __init__(self, wanted: Wanted, folder: str, now: dt.datetime) -> None:
        """Take what is wanted, the current folder, an absolute path, and the time, an aware datetime.

        Raises `UserError`.
        """
        self.wanted = wanted
        for name in ("title", "severity", "incident", "author"):
            value = getattr(wanted, name) or ""
            if any(not char.isprintable() for char in value):
                option = "--id" if name == "incident" else f"--{name}"
                raise UserError(f"{option}: {value!r} has a character that cannot be printed")
        self.here = folder
        self.now = now
        self.settings = _settings(wanted, folder)
        self.pack, self.entry = self._pack()
        self.template = SourceText(self.pack.text.lstrip("\n"), str(self.pack.template))
        self.root = project_root(os.path.join(folder, "report.md")) or folder
        self.severity = self._severity()
        self.detected = self._given("detected", wanted.detected)
        self.started = self._given("started", wanted.started)
        first = self.started or self.detected or self._moment(now, "detected")
        self.day = first.day

    def write(self, title: str) -> Begun:
        """Write the report with a title, which may be empty. Raises `UserError`."""
        title = " ".join("".join(char for char in title if char.isprintable()).split())
        self.slug = slug(title) if title else UNTITLED
        if self.wanted.output == "-":
            return self._begin(title)
        with one_at_a_time(self.root):  # or two that run at once would take the same id
            return self._begin(title)

    def _begin(self, title: str) -> Begun:
        folder = self._folder()
        number = next_titled(self.pack, _headings(folder))
        author = " ".join(self.wanted.author.split())
        facts = Facts(self._id(folder), title, self.severity, self.detected, self.started, author, number)
        written = write_report(self.template, self.pack, facts, minimal=self.wanted.minimal)
        begun = Begun(written.text, "", tuple(self._unplaced(written, facts)))
        if self.wanted.output == "-":
            return begun
        path = self._write(written.text, folder, facts)
        outside = ""
        if self.entry is not None and not self.wanted.output and not self.entry.globs.covering(slashed(path)):
            outside = self.entry.place
        return msgspec.structs.replace(begun, path=path, outside=outside)

    def _unplaced(self, written: Written, facts: Facts) -> list[str]:
        return [
            name
            for name in ("incident", "title", "severity", "detected", "started", "author")
            if getattr(self.wanted, name) and getattr(facts, name) and name not in written.placed
        ]

    # What was wanted.

    def _pack(self) -> tuple[Pack, Entry | None]:
        """The pack to write a report of, and the ``[[reports]]`` that means it."""
        entries = self.settings.reports
        given = self.wanted.pack
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
            raise UserError(f"pack {pack.name!r} has no template to write a report from; choose another with --pack")
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
                "no pack to start a report from: no [[reports]] entry names one with a template. "
                f"Give one with --pack: a template, a pack's folder, or a built-in pack ({known})"
            )
        if len(found) > 1:
            shown = ", ".join(shown_path(name) if os.path.isabs(name) else name for name in found)
            raise UserError(f"{self.settings.file} names {len(found)} packs; choose one with --pack: {shown}")
        name, (_, entry) = next(iter(found.items()))
        return name, entry

    def _severity(self) -> str:
        given = self.wanted.severity.strip()
        known = self.pack.severities
        if not given or not known:
            return given
        for level in known:
            if level.casefold() == given.casefold():
                return level
        near = nearest(given.casefold(), [level.casefold() for level in known])
        hint = next((f"; did you mean {level!r}?" for level in known if level.casefold() == near), "")
        raise UserError(f"--severity: no severity {given!r}; pack {self.pack.name!r} has {' / '.join(known)}{hint}")

    def _given(self, role: str, given: str) -> Moment | None:
        """The moment of a role that the user states; None where he states none."""
        given = given.strip()
        if not given:
            return None
        if given.casefold() == "now":
            return self._moment(self.now, role)
        slots = self._slots(role)
        try:
            return read_moment(given, target(slots, self.pack.zones), self.pack.zones)
        except ValueError as error:
            raise UserError(
                f"--{role} takes 'now', a date or a date-time such as '2026-03-11 07:40', not {given!r}: {error}"
            ) from None

    def _moment(self, instant: dt.datetime, role: str) -> Moment:
        """A moment as the slots of a role want it."""
        return at_instant(instant, target(self._slots(role), self.pack.zones), self.pack.zones)

    def _slots(self, role: str) -> list[Slot]:
        return [slot for node in self.pack.roles.get(role, ()) for slot in node.slots]

    def _id(self, folder: str) -> str:
        """The id: the user's, else the next that is free."""
        given = self.wanted.incident.strip()
        pattern = id_pattern(self.pack)
        if given and pattern and not slot_pattern(pattern).regex.fullmatch(given):
            raise UserError(f"--id: {given!r} does not match {pattern}")
        if not pattern:
            return given
        folders = (
            [os.path.join(self.root, slot_pattern(self.pack.files.folder).fixed_part)] if self.pack.files.folder else []
        )
        folders += [constant_folder(self.entry)] if self.entry is not None else []
        folders += [self._target_folder(), folder]
        shape = slot_pattern(pattern).regex if given else slot_pattern(pattern).on(self.day).numbered
        taken = Siblings().ids(self.pack, [name for name in folders if name and os.path.isdir(name)], shape)
        if "id" not in self.pack.roles:
            taken |= _written_ids(folder, shape)
        if not given:
            return next_id(pattern, self.day, taken)
        other = taken.get(given)
        if other and not (self.wanted.force and os.path.realpath(other) == os.path.realpath(self._output())):
            raise UserError(f"--id: {given} is the id of {shown_path(other)}")
        return given

    # Where it goes.

    def _output(self) -> str:
        given = self.wanted.output
        return os.path.abspath(given) if given and given != "-" else ""

    def _folder(self) -> str:
        """The folder that the report goes to: the user's, else that of the pack or the configuration."""
        output = self._output()
        if not output:
            return self._target_folder()
        ends = self.wanted.output.endswith(("/", os.sep))
        return output if ends or os.path.isdir(output) else os.path.dirname(output)

    def _target_folder(self) -> str:
        """The folder that the pack names, else the configuration's globs, else the template's text, else its own."""
        if self.pack.files.folder:
            return os.path.join(self.root, folder_name(self.pack.files.folder, self.day))
        if self.entry is not None and not self._is_anywhere(self.entry):
            name = file_name(
                self.pack.files.name, self.day, self.pack.lexicon, title=UNTITLED, number=1, incident="x", severity="x"
            )
            return folder_of(self.entry, name or f"{UNTITLED}.md", self.day)
        told = told_folder(self.pack.text)
        template = os.path.abspath(str(self.pack.template))
        folder = os.path.dirname(template)
        inside = not os.path.relpath(template, data_folder()).startswith("..")
        if told and not inside:
            return os.path.join(self.root, told)
        below = slashed(os.path.relpath(folder, self.root))
        if inside or (below != "." and is_elsewhere(below)):
            return self.here
        return folder

    @staticmethod
    def _is_anywhere(entry: Entry) -> bool:
        """Whether the globs of a ``[[reports]]`` name any file below the configuration's folder, and so no folder."""
        return entry.globs.patterns == (ANYWHERE,)

    def _name(self, folder: str, facts: Facts, title: str) -> str:
        """The file's name by the pack."""
        pattern = self.pack.files.name
        number = number_of(facts.incident, id_pattern(self.pack), self.day) or facts.number
        if not number and slot_pattern(pattern).counters:
            try:
                number = next_number(pattern, self.day, os.listdir(folder))
            except OSError:
                number = 1
        name = file_name(
            pattern,
            self.day,
            self.pack.lexicon,
            title=title,
            number=number,
            incident=facts.incident,
            severity=facts.severity,
        )
        if not name:
            raise UserError(
                f"the pack names its files {pattern!r}, and not every part is known: name the file with --output"
            )
        return name

    def _write(self, text: str, folder: str, facts: Facts) -> str:
        """Write the file, and return its path. One without a title gets the next free name."""
        output = self._output()
        if output and folder != output:
            return self._write_to(output, text)
        path = os.path.join(folder, self._name(folder, facts, self.slug))
        count = 1
        while self.slug == UNTITLED and not self.wanted.force:
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
        if self.wanted.force:
            write_file(path, text)
            return path
        try:
            create_file(path, text)
        except FileExistsError:
            raise UserError(f"{shown_path(path)} already exists; --force overwrites it") from None
        return path


def _settings(wanted: Wanted, folder: str) -> Settings:
    """What the nearest configuration says. Raises `UserError`."""
    try:
        resolver = Resolver(Overrides(), config=wanted.config_file, isolated=wanted.isolated)
    except FileError as error:
        raise UserError(str(error)) from None
    found = resolver.settings(folder)
    if isinstance(found, FileError):
        raise UserError(str(found))
    return found


def _headings(folder: str) -> list[tuple[str, str]]:
    """The names of the Markdown files in a folder, each with its first heading."""
    found = []
    for name, text in _texts(folder):
        heading = re.search(r"^#[ \t](.{1,300})$", text, re.MULTILINE)
        found.append((name, heading[1] if heading else ""))
    return found


def _written_ids(folder: str, shape: re.Pattern[str]) -> dict[str, str]:
    """The ids of a form anywhere in the Markdown files of a folder, each with its file."""
    form = re.compile(rf"(?<![\w-]){shape.pattern}(?![\w-])")
    found: dict[str, str] = {}
    for name, text in _texts(folder):
        for match in form.finditer(text):
            found.setdefault(match.group(), os.path.join(folder, name))
    return found


def _texts(folder: str) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of the Markdown files in a folder that can be read."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        if name.endswith((".md", ".markdown")):
            with contextlib.suppress(OSError):
                yield name, read_regular(os.path.join(folder, name)).decode("utf-8", "replace")
