"""Front matter: YAML between ``---``, TOML between ``+++``, or an object of JSON, at the head of a file.

It is read only as far as a linter of reports needs it: top-level keys and those of a mapping right below one, the
scalars on their lines, and whatever else is below a key (a list, a block of text) as it is written.
"""

from __future__ import annotations

import re

from incidentlint.markdown.document import Entry, FrontMatter
from incidentlint.markdown.markdown_it.lines import place
from incidentlint.text import Mapped, Piece, Span
from incidentlint.vocabulary import load_lexicon

_CLOSERS = {"---": ("---", "..."), "+++": ("+++",)}

# A line that begins so is no key: Markdown, or YAML that is more than keys and scalars.
_NO_KEY = frozenset("[{&*!|>%@`#,?<+=:-_~\\")

_BLOCK_SCALAR = frozenset(["|", ">", "|-", ">-", "|+", ">+", '"""', "'''"])


_ENTRY = re.compile(r"[\w./-]+")


def read_front_matter(text: str) -> FrontMatter | None:
    """Read the front matter of `text`, None when it has none; a thematic break and prose are not taken for it."""
    if text.startswith("{"):
        from incidentlint.markdown.json_matter import read_json_matter

        return read_json_matter(text)
    if not text.startswith(("---", "+++")):
        return None
    mark = text[:3]
    closers = _CLOSERS[mark]
    yaml = mark == "---"
    start = text.find("\n") + 1
    if not start or text[3:start].strip():
        return None
    entries: list[Entry] = []
    keys = 0
    top = True
    below = Span(0, 0)  # what is below a key that has nothing beside it
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        bare = line.rstrip()
        if bare in closers:
            entries = [_finished(text, entry) if yaml else _unlisted(entry) for entry in entries]
            return FrontMatter(Span(0, start + len(bare)), tuple(entries)) if keys else None
        if not yaml and line.startswith("["):
            # The keys below a TOML table head are not top-level ones.
            top = False
        elif not _is_filler(line, yaml):
            cut = _separator(line, yaml)
            if cut < 0:
                return None
            keys += 1
            if top:
                key = _scalar(text, start, start + len(line[:cut].rstrip()), yaml, end)
                entries.append(Entry(key, _scalar(text, start + cut + 1, end, yaml, end)))
                below = Span(0, 0) if entries[-1].value.text else Span(end, end)
        elif top and below.end and line.strip() and not line.lstrip().startswith("#"):
            first = start + len(line) - len(line.lstrip()) if below.start == below.end else below.start
            below = Span(first, start + len(bare))
            entries[-1] = Entry(entries[-1].key, Mapped.at(text[below.start : below.end], below.start))
        start = end + 1
    return None


def _unlisted(entry: Entry) -> Entry:
    return Entry(entry.key, without_brackets(entry.value))


def _finished(text: str, entry: Entry) -> Entry:
    """An entry with what is below it: a mapping's keys become its own, a list loses its brackets."""
    end = text.find("\n", entry.key.span.end)
    beside = text[entry.key.span.end : end].lstrip("\"' ").removeprefix(":").strip()
    if beside and not beside.startswith("#"):
        return _unlisted(entry)  # a scalar, a list, or a block of text, which may look like keys
    nested = _mapping(text, entry.value.span) if entry.value.text else []
    return Entry(entry.key, place(end), tuple(nested)) if nested else _unlisted(entry)


def _mapping(text: str, span: Span) -> list[Entry]:
    """The keys of the mapping that `span` is, by the indent of its first line; none if any line there is no key's.

    What is below one of them (deeper keys, a list, a block of text) is its value as it is written.
    """
    read: list[tuple[Mapped, Mapped, int]] = []
    ends: list[int] = []
    start = text.rfind("\n", 0, span.start) + 1
    depth = span.start - start
    while start < span.end:
        end = text.find("\n", start)
        line = text[start:end]
        said = line.strip()
        first = start + len(line) - len(line.lstrip())
        if said and not said.startswith("#"):
            if first - start > depth or (first - start == depth and said.startswith("- ") and read):
                ends[-1] = start + len(line.rstrip())
            else:
                cut = _separator(said, True) if first - start == depth else -1
                if cut < 0:
                    return []
                key = _scalar(text, first, first + len(said[:cut].rstrip()), True, end)
                read.append((key, _scalar(text, first + cut + 1, end, True, end), end))
                ends.append(end)
        start = end + 1
    return [
        _unlisted(Entry(key, _block(text, line, end) if end > line and not value.text else value))
        for (key, value, line), end in zip(read, ends, strict=True)
    ]


def _block(text: str, start: int, end: int) -> Mapped:
    """What is written between the end of a key's line and `end`, without the blanks around it."""
    said = text[start:end].strip()
    first = text.index(said, start)
    return Mapped.at(said, first) if said else place(start)


def _is_filler(line: str, yaml: bool) -> bool:
    """Tell whether a line carries no top-level key but may be in front matter."""
    if not line.strip() or line[0] in " \t#":
        return True
    return (yaml and (line == "-" or line.startswith("- "))) or line[0] in "]}"


def _separator(line: str, yaml: bool) -> int:
    """Find where the sign between key and value is; -1 when the line does not look like a key."""
    if line[0] in _NO_KEY:
        return -1
    if not yaml:
        return line.find("=") if line[0] != "=" else -1
    cut = line.find(":")
    while 0 <= cut < len(line) - 1 and line[cut + 1] not in " \t":
        cut = line.find(":", cut + 1)
    return cut


def _scalar(text: str, start: int, end: int, yaml: bool, fallback: int) -> Mapped:
    """Read the scalar in `text[start:end]` without quotes or comment; empty at `fallback` when there is none."""
    content = text[start:end]
    start += len(content) - len(content.lstrip())
    content = content.strip()
    if content[:1] in ("'", '"') and content[:3] not in ('"""', "'''"):
        quoted = _quoted(text, start, start + len(content), yaml)
        if quoted is not None:
            return quoted
    comment = 0 if content.startswith("#") else _comment(content)
    if comment >= 0:
        content = content[:comment].rstrip()
    if content in ("", "[", "{") or content.split(" ", 1)[0] in _BLOCK_SCALAR or content.startswith(('"""', "'''")):
        return place(fallback)
    return without_brackets(Mapped.at(content, start)) if content != "[]" else place(fallback)


def without_brackets(value: Mapped) -> Mapped:
    """A list's entries without its brackets, which are no slot's; any other value as it is."""
    content = value.text
    if content[:1] != "[" or content[-1:] != "]" or len(content) < 2:
        return value
    alone = content[1:-1].strip()
    if not alone:
        return place(value.span.end)
    if (
        alone[-1] == ","
        or "," in alone
        or alone[0] in "\"'"
        or (_ENTRY.fullmatch(alone) and alone not in load_lexicon().words.prompts.bracketed)
    ):
        start = content.index(alone)
        return value.slice(start, start + len(alone.rstrip(",").rstrip()))
    return value


def _comment(content: str) -> int:
    """Find where a comment after a bare value begins, -1 without one."""
    cut = content.find("#")
    while cut > 0 and content[cut - 1] not in " \t":
        cut = content.find("#", cut + 1)
    return cut


def _quoted(text: str, start: int, end: int, yaml: bool) -> Mapped | None:
    """Read what is between the quotes at `start`; None when they are not closed or more than a comment follows."""
    quote = text[start]
    pieces: list[Piece] = []
    parts: list[str] = []
    length = 0
    low = at = start + 1
    while at < end:
        sign = text[at]
        doubled = yaml and quote == "'" and text[at : min(end, at + 2)] == "''"
        if doubled or (quote == '"' and text[at : min(end, at + 2)] in ('\\"', "\\\\")):
            if low < at:
                pieces.append(Piece(length, Span(low, at), True))
                parts.append(text[low:at])
                length += at - low
            pieces.append(Piece(length, Span(at, at + 2), False))
            parts.append(text[at + 1])
            length += 1
            low = at = at + 2
            continue
        if sign == quote:
            break
        at += 1
    else:
        return None
    rest = text[at + 1 : end].strip()
    if rest and not rest.startswith("#"):
        return None
    if low < at:
        pieces.append(Piece(length, Span(low, at), True))
        parts.append(text[low:at])
    return Mapped("".join(parts), tuple(pieces)) if pieces else place(at)
