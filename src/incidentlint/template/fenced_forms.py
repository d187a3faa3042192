"""Templates that are in a code block of their file, to be copied from there: a handbook's page with the form in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from incidentlint.markdown import Block, Code, Document, Section, parse
from incidentlint.outline import languages_of, outline
from incidentlint.template.reading import calls_itself_template
from incidentlint.text import SourceText
from incidentlint.vocabulary import Lexicon, bare_key, is_told, key_of

_MARKDOWN = ("", "markdown", "md")

_LEAST = 3
"""Headings that a form in a code block has at least; `#` alone begins comments of programs as well."""


def form_of(document: Document, words: Callable[[Sequence[str]], Lexicon]) -> SourceText:
    """The text of the form that a template's file holds: the file's own, or that of its first code block that is one.

    It is one where it has headings below the first level, more of them (or more that each report tells anew) than the
    file has around its code, or a title to be filled in, and is no copy of the file's own that shows them filled in.
    Its lines keep their numbers, but behind front matter. `words` are those of the languages that the file and the form
    turn out to be in: a manual in a language is compared with its form by the words of that language.
    """
    around = [section for section in document.root.walk() if section.level]
    for holder, code in _codes(document.root):
        text = "\n".join(line.text for line in code.lines)
        form = parse(SourceText(text))
        inside = [section for section in form.root.walk() if section.level > 1]
        if len(inside) < _LEAST or _is_copy(inside, around):
            continue
        lexicon = words([code for read in (document, form) for code in languages_of(outline(read), enough=1)])
        told, beside = len(_told(inside, lexicon)), len(_told(around, lexicon))
        named = told == beside > 0 and calls_itself_template(holder.title.text, lexicon)
        titled = _asks_for_title(form) and not _asks_for_title(document)
        if len(inside) >= len(around) or told > beside or named or titled:
            first = document.source.position(code.lines[0].span.start).line
            above = "" if text.startswith(("---", "+++")) else "\n" * (first - 1)
            return SourceText(f"{above}{text}\n", document.source.path)
    return document.source


def _asks_for_title(document: Document) -> bool:
    """Whether the first heading of the first level has something to be filled in: ``Post-mortem - [Title]``."""
    title = next((section.title.text for section in document.root.walk() if section.level == 1), "")
    return _SLOT.search(title) is not None


_SLOT = re.compile(r"\[[^\[\]]{2,60}\]|<[^<>]{2,60}>|\{[^{}]{2,60}\}")


def _is_copy(inside: Sequence[Section], around: Sequence[Section]) -> bool:
    """Whether a code block has the headings of the file that it is in: these, filled in."""
    names = [key_of(section.title.text) for section in inside]
    return 2 * len({*names} & {key_of(section.title.text) for section in around}) >= len(names)


def _told(sections: Sequence[Section], lexicon: Lexicon) -> set[str]:
    """What each report tells anew, by its names: what a manual has for each of its scenarios it has once."""
    names = {bare_key(section.title.text) for section in sections}
    return {name for name in names if is_told(name, lexicon.words.prompts)}


def _codes(root: Section) -> Iterator[tuple[Section, Code]]:
    """Yield the code blocks that may be Markdown, each with the section that it is in."""
    blocks: Iterator[tuple[Section, Block]] = ((section, block) for section in root.walk() for block in section.blocks)
    for holder, block in blocks:
        if isinstance(block, Code) and block.lines and block.info.strip().casefold() in _MARKDOWN:
            yield holder, block
