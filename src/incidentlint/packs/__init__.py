"""A pack file over a template, compiled once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentlint.lazy import lazy_names

if TYPE_CHECKING:
    from incidentlint.packs.find import in_languages, load_built_in, load_pack
    from incidentlint.packs.installed import NO_FOLDER, installed_folder, installed_packs
    from incidentlint.packs.load import compile_pack, load_folder
    from incidentlint.packs.pack import Pack, rules_of
    from incidentlint.packs.pack_file import Deadline, Files, NodeOptions, PackFile, Total
    from incidentlint.packs.policy import Policy
    from incidentlint.packs.sources import built_in_packs, find_pack, pack_hint

__all__ = [
    "NO_FOLDER",
    "Deadline",
    "Files",
    "NodeOptions",
    "Pack",
    "PackFile",
    "Policy",
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

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "Deadline": "packs.pack_file",
            "Files": "packs.pack_file",
            "NO_FOLDER": "packs.installed",
            "Pack": "packs.pack",
            "NodeOptions": "packs.pack_file",
            "PackFile": "packs.pack_file",
            "Policy": "packs.policy",
            "Total": "packs.pack_file",
            "built_in_packs": "packs.sources",
            "compile_pack": "packs.load",
            "find_pack": "packs.sources",
            "in_languages": "packs.find",
            "installed_folder": "packs.installed",
            "installed_packs": "packs.installed",
            "load_built_in": "packs.find",
            "load_folder": "packs.load",
            "load_pack": "packs.find",
            "pack_hint": "packs.sources",
            "rules_of": "packs.pack",
        },
    )
