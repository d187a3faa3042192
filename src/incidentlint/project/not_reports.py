"""Files that are no reports by their name: READMEs, templates, indexes."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from incidentlint.project.paths import printable

SUFFIXES = (".md", ".markdown", ".mdown", ".mdx", ".qmd", ".md.erb")
"""How the names of the files end that are searched for reports."""


def kind_of_name(name: str) -> str:
    """What a file is by its name, if that is no report."""
    stem = name.partition(".")[0].strip("_").lower()
    if stem in ("readme", "index"):
        return "a readme file" if stem == "readme" else "an index file"
    return "its name says that it is a template" if says_template(os.path.splitext(name)[0]) else ""


def reason_of_name(parts: Sequence[str]) -> str:
    """Why a file is no report by its name or the folders that it is in, or empty; `parts` are those of its path."""
    kind = kind_of_name(parts[-1])
    if kind:
        return kind
    folder = next((folder for folder in parts[:-1] if says_template(folder)), "")
    return f"it is in a folder of templates, {printable(folder)}" if folder else ""


_WORDS = re.compile(r"[^\W\d_]+")


_CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z])")


_DATED = re.compile(r"(?<!\d)(?!0000)\d{4}-?(?!00)\d\d-?(?!00)\d\d(?!\d)")
"""A day; `0000-00-00` is the form of one."""


def says_template(name: str) -> bool:
    """Whether a file's or folder's name has the word.

    One with a date in it is an incident's: that of an e-mail template, say.
    """
    words = [word.lower() for word in _WORDS.findall(_CAMEL.sub(" ", name))]
    return ("template" in words or "templates" in words) and not _DATED.search(name)
