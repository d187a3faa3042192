"""Packs that Python packages bring: entry points of the group ``incidentlint.packs``.

An entry point's name is the pack's, its value the importable name of the folder with the ``pack.toml``:
``acme = "acme_packs.acme"``. None of the package's code is run to find it.
"""

from __future__ import annotations

from pathlib import Path

from incidentlint.regular import is_file

GROUP = "incidentlint.packs"

NO_FOLDER = "an installed package says that it brings this pack, but has no such folder"
"""What to say of a pack whose package does not hold what its entry point says."""


def installed_packs() -> dict[str, str]:
    """The packs that installed packages bring: their names, each with the importable name of its folder."""
    from importlib.metadata import entry_points

    found: dict[str, str] = {}
    for point in entry_points(group=GROUP):
        found.setdefault(point.name, point.value.replace(":", ".").strip())
    return dict(sorted(found.items()))


def installed_folder(name: str) -> Path | None:
    """The folder of a pack that an installed package brings; None where no package says so, or brings no folder."""
    if not name or "/" in name or "\\" in name:
        return None  # a path that is not there: no package is asked
    value = installed_packs().get(name)
    return folder_of(value) if value else None


def folder_of(value: str) -> Path | None:
    """The folder with a ``pack.toml`` that an importable name names; its package is looked up, not imported."""
    from importlib.util import find_spec

    first, *rest = value.split(".")
    try:
        spec = find_spec(first)  # of a top-level name: its parents, which would be imported, are none
    except (ImportError, ValueError):
        return None
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place, *rest)
        if is_file(folder / "pack.toml"):
            return folder
    return None
