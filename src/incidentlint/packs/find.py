"""Packs by their names: what reads a template and a pack file is imported only for one that is not kept already."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

import msgspec

from incidentlint.about import data_folder
from incidentlint.packs.pack import Pack
from incidentlint.packs.sources import built_in_packs, find_pack, pack_hint
from incidentlint.regular import is_file
from incidentlint.snapshot import kept
from incidentlint.toml_file import FileError
from incidentlint.vocabulary import NO_WORDING, Wording


@cache
def load_built_in(name: str) -> Pack:
    """A pack that the package brings. Raises `KeyError` for an unknown name."""
    if name not in built_in_packs():
        raise KeyError(name)
    return kept(f"pack {name}", lambda: _folder(data_folder() / name))


def load_pack(given: str, wording: Wording = NO_WORDING) -> Pack:
    """The pack that a user names: a built-in one, a folder with a ``pack.toml``, a template, or the name of a pack that
    a Python package brings.

    `wording` is what a configuration says of languages and words. Raises `FileError` for a pack that is not there or
    not in order.
    """
    if given in built_in_packs():
        return load_built_in(given) if wording == NO_WORDING else _folder(data_folder() / given, wording)
    path = Path(given)
    if is_file(path) and path.name != "pack.toml":
        if path.suffix.casefold() == ".toml":
            raise FileError(
                given, 0, "is neither a template nor a pack: give a Markdown file, or the folder of a pack.toml"
            )
        from incidentlint.packs.load import load_template

        return load_template(path, wording)
    folder = find_pack(given, Path()) if given else None
    if folder is not None:
        return _folder(folder, wording)
    raise FileError(given or "pack ''", 0, f"no such pack, folder or template; {pack_hint(given)}")


def in_languages(pack: Pack, languages: tuple[str, ...]) -> Pack:
    """A pack without a template, for reports in further languages, by their codes."""
    if set(languages) <= set(pack.lexicon.languages):
        return pack
    wording = Wording(languages).over(pack.wording)
    return _in_languages(pack.sources.own.folder, msgspec.json.encode(wording))


@lru_cache(maxsize=64)
def _in_languages(folder: Path, wording: bytes) -> Pack:
    return _folder(folder, msgspec.json.decode(wording, type=Wording))


def _folder(folder: Path, wording: Wording = NO_WORDING) -> Pack:
    from incidentlint.packs.load import load_folder

    return load_folder(folder, wording)
