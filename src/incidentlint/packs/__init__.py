"""A pack file over a template, compiled once."""

from __future__ import annotations

from incidentlint.packs.installed import NO_FOLDER, installed_folder, installed_packs
from incidentlint.packs.load import compile_pack, in_languages, load_built_in, load_folder, load_pack
from incidentlint.packs.pack import Pack, rules_of
from incidentlint.packs.pack_file import Deadline, PackFile, Total
from incidentlint.packs.sources import built_in_packs, find_pack, pack_hint

__all__ = [
    "NO_FOLDER",
    "Deadline",
    "Pack",
    "PackFile",
    "Total",
    "built_in_packs",
    "compile_pack",
    "find_pack",
    "in_languages",
    "installed_folder",
    "installed_packs",
    "load_built_in",
    "load_folder",
    "load_pack",
    "pack_hint",
    "rules_of",
]
