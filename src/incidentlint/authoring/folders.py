"""The folder in which the globs of a configuration name a report that is still to be written."""

from __future__ import annotations

import datetime as dt
import os

from incidentlint.project import Entry, reason_of_name, slashed


def constant_folder(entry: Entry) -> str:
    """The folder that the first glob of a ``[[reports]]`` spells out, with slashes: ``docs`` of ``docs/*/*.md``."""
    glob = next((glob for glob in entry.globs.globs if not glob.negated), None)
    parts: list[str] = []
    for part in glob.parts[:-1] if glob is not None else ():
        if any(sign in part for sign in "*?["):
            break
        parts.append(part)
    return "/".join([entry.globs.base.rstrip("/"), *parts])


def folder_of(entry: Entry, name: str, day: dt.date) -> str:
    """The folder in which the globs of a ``[[reports]]`` name a file.

    The one that they spell out, the last part of a glob that is a folder itself, or the year's below it; the year's,
    too, where reports are in folders of years.
    """
    folder = constant_folder(entry)
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
