"""How a template says that its reports are called: in its text, ``Save as docs/incidents/YYYY-MM-DD-slug.md``, or by
its own name, ``YYYY-MM-DD-template.md``.
"""

from __future__ import annotations

import re

from incidentlint.authoring.setup.survey import speaks_of_incidents
from incidentlint.packs import Files
from incidentlint.template import slot_pattern

_PATH = re.compile(r"[^\s`\"'“”„«»「」『』《》【】（）。、：,;|*()]{1,120}\.(?:md|markdown)(?![A-Za-z\d/]|\.\w)")

_HEADING = re.compile(r"^#{2,6}\s", re.MULTILINE)
"""Where the first section begins: before it a template speaks of its reports."""

_PIECES = re.compile(
    r"[<\[{]{0,2}(?:"
    r"(?P<date>(?:YYYY|yyyy|JJJJ|jjjj|AAAA|aaaa)(?:(?P<sign>[-_.]?)(?:MM|mm)(?P=sign)(?:DD|dd|TT|tt|JJ|jj|GG|gg))?)"
    r"|(?P<counter>(?<![A-Za-z])N{2,6}|(?<![A-Za-z])n{2,6}|#{2,6}|(?<!\d)0{2,6}|(?<![A-Za-z])X{3,6})(?!\w)"
    r")[>\]}]{0,2}"
)

_REST = re.compile(r"(?<=^[-_])(?:[<\[{]+[^<>\[\]{}]{1,60}[>\]}]+|[^\W\d][\w-]*)(?=\.\w+$)")

_SIGNS = str.maketrans("", "", "<>[]{}")

TITLE = "<short-title>"


def told_files(template: str, text: str) -> Files:
    """How a template at a path says that reports are called and where they are; empty where it does not say."""
    head = _HEADING.search(text)
    ours = template.rpartition("/")[0]
    for match in _PATH.finditer(text):
        folder, _, name = match.group().rpartition("/")
        pattern = _pattern(name)
        instructs = head is None or match.start() < head.start() or _in_comment(text, match.start())
        if pattern and (not folder or instructs or _is_ours(folder, ours)):
            return Files(name=pattern, folder=_folder(folder))
    stem, dot, suffix = template.rpartition("/")[2].rpartition(".")
    return Files(name=_pattern(f"{stem}{dot}{suffix}")) if " " not in stem else Files()


_FOLDER = re.compile(r"`([\w.<>\[\]{}-]{1,40}/(?:[\w.<>\[\]{}-]{1,40}/){0,5})`")


def told_folder(text: str) -> str:
    """The folder of reports that a template names in its text, ``Copy this to `incidents/<year>/```; empty without one.

    Only what is the same for all of them is named.
    """
    for match in _FOLDER.finditer(text):
        fixed = slot_pattern(match[1].removeprefix("./")).fixed_part
        if fixed and ".." not in fixed and speaks_of_incidents(fixed):
            return fixed
    return ""


def _in_comment(text: str, at: int) -> bool:
    return text.rfind("<!--", 0, at) > text.rfind("-->", 0, at)


def _is_ours(folder: str, ours: str) -> bool:
    """Whether a folder that a section names is one of reports, and not what a report links to: ``docs/decisions``."""
    plain = folder.removeprefix("./").rstrip("/")
    return plain.startswith((ours or ".", "../")) or speaks_of_incidents(plain)


def _pattern(name: str) -> str:
    """The slot pattern that a file's name in a template is; empty for the name of one file."""
    last = max((match.end() for match in _PIECES.finditer(name)), default=0)
    if not last:
        return ""
    made = _PIECES.sub(_piece, name[:last]) + _REST.sub(TITLE, name[last:])
    found = slot_pattern(made)
    return made if (found.has_day or found.counters) and found.holes in ((), (TITLE.strip("<>"),)) else ""


def _piece(match: re.Match[str]) -> str:
    text = match.group().translate(_SIGNS)
    if match["counter"]:
        return "N" * len(text)
    sign = match["sign"] or ""
    return f"YYYY{sign}MM{sign}DD" if len(text) > len("YYYY") else "YYYY"


def _folder(folder: str) -> str:
    """The folder as a pack names it; empty for one that is not below the root."""
    parts = [_PIECES.sub(_piece, part) for part in folder.removeprefix("./").split("/") if part]
    if not parts or ".." in parts or folder.startswith("/") or any(re.search(r"[<>\[\]{}:*]", part) for part in parts):
        return ""
    return "/".join(parts)
