"""What the paths of existing reports have in common: the globs that cover them, and the pattern of their names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from incidentlint.project import read_glob
from incidentlint.template import slot_pattern

_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])(?!\d)")

_SEPARATOR = re.compile(r"[-_.]")

_DIGITS = re.compile(r"\d+")

_YEAR = re.compile(r"(?:19|20)\d\d")

_SPECIAL = re.compile(r"([*?\[\\])")

_SLUG = "<short-title>"

MOST_EXCEPTIONS = 6
"""A list of globs takes so many files back, and no more: beyond that it is no rule that a person would write."""


def name_pattern(names: Collection[str]) -> str:
    """The slot pattern that all file names follow, such as ``YYYY-MM-DD-<short-title>.md``.

    Empty when there is none: for fewer than two names, and where a part that differs is neither a date, nor a number of
    one length, nor the rest of the name.
    """
    if len(names) < 2:
        return ""
    found = {_pattern_of(name) for name in names}
    if len(found) != 1:
        return ""
    pattern = found.pop()
    if not pattern or not _says_something(pattern):
        return ""
    regex = slot_pattern(pattern).regex
    return pattern if all(regex.fullmatch(name) for name in names) else ""


def _pattern_of(name: str) -> str:
    """The pattern that one name follows: a constant, a date or numbers up to the first word, then free text."""
    stem, dot, suffix = name.rpartition(".")
    if not stem:
        return ""
    made, rest = "", stem
    while rest:
        date = _DATE.match(rest)
        if date:
            piece, length = "YYYY-MM-DD", date.end()
        elif number := _DIGITS.match(rest):
            year = _YEAR.fullmatch(number.group())
            piece, length = "YYYY" if year else "N" * len(number.group()), number.end()
            if len(piece) == 1:
                return ""  # a lone N stands for itself in a pattern
        elif not made and (word := re.match(r"[A-Za-z]+(?=[-_.]\d)", rest)):
            piece, length = word.group(), word.end()
        else:
            break
        separator = _SEPARATOR.match(rest, length)
        made += piece
        rest = rest[length:]
        if not rest:
            return f"{made}{dot}{suffix}"
        if not separator:
            return ""
        made, rest = made + separator.group(), rest[1:]
    return f"{made}{_SLUG}{dot}{suffix}" if made and rest else ""


def _says_something(pattern: str) -> bool:
    return "YYYY" in pattern or "NN" in pattern


def covering_globs(paths: Sequence[str], others: Iterable[str]) -> tuple[str, ...]:
    """The globs that cover all `paths` and none of `others`; all relative to the same folder, with slashes.

    They cover what will be written beside the paths, too: a whole folder where nothing else is in it, else the names
    that begin as these do, else the folder without the few files that are something else, else each path by its name.
    """
    rest = tuple(sorted(set(others) - set(paths)))
    found: dict[str, None] = {}
    for group in _groups(sorted(set(paths)), rest):
        found.update(dict.fromkeys(_globs_of(group, rest)))
    # What takes files back comes after what it takes them from.
    return tuple(sorted(found, key=lambda glob: glob.startswith("!")))


def _groups(paths: list[str], others: tuple[str, ...]) -> list[list[str]]:
    """The paths that one glob may cover: of one folder, of folders that differ in numbers only, of a whole tree."""
    folders = {_folder(path) for path in paths}
    if len(folders) > 1:
        top = _common(folders)
        if top and not any(path.startswith(f"{top}/") for path in others):
            return [paths]
    groups: dict[str, list[str]] = {}
    for path in paths:
        groups.setdefault(_DIGITS.sub("0", _folder(path)), []).append(path)
    return list(groups.values())


def _globs_of(paths: list[str], others: tuple[str, ...]) -> list[str]:
    folders = sorted({_folder(path) for path in paths})
    names = {_name(path) for path in paths}
    suffix = _suffix(names)
    for base in _bases(folders, others):
        if len(names) == 1 and len(paths) > 1:
            named = f"{base}{_escaped(next(iter(names)))}"
            if not _matching(named, others):
                return [named]
        whole = _rooted(f"{base}{suffix}")
        beside = _matching(whole, others)
        if not beside:
            return [whole]
        for start in _starts(names):
            glob = _rooted(f"{base}{start}{suffix}")
            if not _matching(glob, beside):
                return [glob]
        if len(beside) <= MOST_EXCEPTIONS and len(beside) <= len(paths):
            return [whole, *(f"!{_rooted(_escaped(path))}" for path in beside)]
    return [_rooted(_escaped(path)) for path in paths]


def _matching(glob: str, paths: Iterable[str]) -> list[str]:
    read = read_glob(glob)
    return [path for path in paths if read.entry(path, folder=False)]


def _bases(folders: list[str], others: tuple[str, ...]) -> list[str]:
    """What may come before the names: the folder, the tree that all folders are in, their names with any digits.

    A folder of one year is one of several, of which the next is still to come.
    """
    parts = folders[0].split("/")
    year = next((number for number, part in enumerate(parts) if number and _YEAR.fullmatch(part)), 0)
    if len(folders) == 1 and not year:
        return [f"{_escaped(folders[0])}/" if folders[0] else ""]
    top = _common(set(folders)) if len(folders) > 1 else "/".join(parts[:year])
    trees = [f"{_escaped(top)}/**/"] if top and not any(path.startswith(f"{top}/") for path in others) else []
    numbered = {re.sub(r"\d", "[0-9]", _escaped(folder)) for folder in folders}
    return [*trees, *(f"{folder}/" for folder in sorted(numbered) if len(numbered) == 1)]


def _starts(names: set[str]) -> list[str]:
    """What all names begin with, the friendliest first: ``20``, ``[0-9][0-9][0-9][0-9]``, ``INC-``."""
    found = ["20"] if all(name.startswith("20") and _YEAR.match(name) for name in names) else []
    if all(_DATE.match(name) for name in names):
        found.append("[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]")
    if all(_YEAR.match(name) for name in names):
        found.append("[0-9][0-9][0-9][0-9]")
    words = {match.group() if (match := re.match(r"[A-Za-z]{2,}[-_]", name)) else "" for name in names}
    tells = len(names) > 1 or any(re.match(r"[A-Za-z]{2,}[-_]\d", name) for name in names)
    if len(words) == 1 and words != {""} and tells:  # the first word of one title is not that of the next
        found.append(words.pop())
    return found


def folder_globs(folder: str) -> tuple[str, ...]:
    """The globs of all Markdown files in a folder and below it, a path relative to the configuration's folder."""
    return (f"{_escaped(folder)}/**/*.md",) if folder else ("/*.md",)


def whole_folders(paths: Sequence[str]) -> tuple[str, ...]:
    """The globs of all Markdown files in the folders that paths are in, whatever else is there."""
    folders = sorted({_folder(path) for path in paths})
    return tuple(_rooted(f"{_escaped(folder)}/*.md" if folder else "*.md") for folder in folders)


def _suffix(names: set[str]) -> str:
    suffixes = {name[name.rfind(".") :] for name in names}
    return f"*{suffixes.pop()}" if len(suffixes) == 1 else "*.m*"


def _rooted(glob: str) -> str:
    """The glob so that it means the configuration's own folder, and no other, where it has no slash."""
    return glob if "/" in glob else f"/{glob}"


def _escaped(path: str) -> str:
    path = _SPECIAL.sub(r"[\1]", path)
    return f"\\{path}" if path.startswith("!") else path


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _common(folders: set[str]) -> str:
    parts: list[str] = []
    for step in zip(*(folder.split("/") for folder in folders), strict=False):
        if len(set(step)) > 1:
            break
        parts.append(step[0])
    return "/".join(parts)


_WORDS = re.compile(r"[A-Za-z0-9]+")

_PLACE = re.compile(r"yyyy|^(?:n{2,}|x{2,}|mm|dd|\d+)$")

_NO_NAME = frozenset(("template", "templates", "md", "markdown", "issue", "docs", "doc", "github", "gitlab", "copy"))


def pack_name(template: str) -> str:
    """What a pack is called: the words of its template's path that say what it is of.

    ``docs/postmortem-template.md`` gives ``postmortem``, ``docs/incidents/TEMPLATE.md`` ``incidents``.
    """
    *folders, name = template.split("/")
    for part in (name.rpartition(".")[0] or name, *reversed(folders)):
        words = _naming_words(part)
        if words:
            return "-".join(words)
    return "reports"


def _naming_words(part: str) -> list[str]:
    """The words of a path's part that may name something: no template's, no number, no place for one."""
    words = (word.lower() for word in _WORDS.findall(part))
    return [word for word in words if word not in _NO_NAME and not _PLACE.search(word)]


def pack_names(template: str) -> list[str]:
    """Names for a template's pack, the shortest first: with the folders it is in, for where one is taken already.

    ``services/mail/docs/postmortem-template.md`` gives ``postmortem``, then ``mail-postmortem``.
    """
    made = [pack_name(template)]
    for part in reversed(template.split("/")[:-1]):
        words = _naming_words(part)
        if words and made[-1].split("-")[: len(words)] != words:
            made.append("-".join([*words, made[-1]]))
    return made
