"""Whether the templates of a repository are read as its set-up recorded: ``incidentlint init --check``."""

from __future__ import annotations

import os
from collections.abc import Iterator

import msgspec

from incidentlint.authoring.setup.record import RECORD, differences, read_record, record_of
from incidentlint.authoring.setup.survey import Survey, find_root
from incidentlint.packs import load_pack
from incidentlint.project import Entry, Overrides, Resolver, UserError, shown_path
from incidentlint.regular import read_regular
from incidentlint.toml_file import FileError


class Checked(msgspec.Struct, frozen=True):
    """A pack that was compared: what it is called, what is read otherwise than recorded, and what is merely noted."""

    pack: str
    changed: tuple[str, ...] = ()
    note: str = ""


def check_templates(folder: str) -> list[Checked]:
    """Compare the packs that the configurations of a repository name with what is recorded of each.

    `folder` is an absolute path in the repository. Raises `UserError` for a configuration, a pack, a template or a
    record that is not in order.
    """
    resolver = Resolver(Overrides())
    try:
        root, _ = find_root(folder, resolver)
        found: dict[str, Checked] = {}
        for entry in _entries(root, resolver):
            for path in entry.packs:
                if path not in found:
                    found[path] = _checked(path, entry, root)
    except FileError as error:
        raise UserError(str(error)) from None
    return [checked for checked in found.values() if checked.pack]


def _entries(root: str, resolver: Resolver) -> Iterator[Entry]:
    """Yield the entries of all configurations below a root: in a repository of several projects each has its own."""
    folders = {os.path.dirname(os.path.join(root, path)) for path in Survey(root, resolver).paths}
    files: set[str] = set()
    for folder in sorted({root, *folders}):
        file = resolver.file(folder)
        if file in files:
            continue
        files.add(file)
        settings = resolver.settings(folder)
        if isinstance(settings, FileError):
            raise settings
        yield from settings.reports


def _checked(path: str, entry: Entry, root: str) -> Checked:
    """One pack, as an entry names it; without a name where no template below the root could have changed."""
    pack = load_pack(path)
    if os.path.isfile(path):
        return Checked(shown_path(path), note=f"{entry.place} names the template itself, and only a pack has a record")
    inside = os.path.join(os.path.realpath(root), "")
    if pack.template is None or not os.path.isdir(path) or not os.path.realpath(pack.template).startswith(inside):
        return Checked("")
    file = os.path.join(path, RECORD)
    shown = shown_path(file)
    template = shown_path(str(pack.template))
    if not os.path.isfile(file):
        return Checked(template, (f"nothing is recorded of it: there is no {shown}",))
    try:
        text = read_regular(file).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{shown}: cannot be read: {error}") from None
    return Checked(template, tuple(differences(read_record(text, shown), record_of(pack))))
