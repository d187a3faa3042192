"""Values of a template that stand for others without any brackets: ``NAME, NAME``, ``team-name``, paths with a form."""

from __future__ import annotations

import re

from incidentlint.vocabulary import Prompts, is_name_of_value, words_of

_TWICE = re.compile(r"([A-Z]{2,20}(?: [A-Z]{2,20})?)\s?[,;/&]\s?\1(?:\s?[,;/&]\s?\1){0,4}")
"""One word in capitals for several."""

_PATH = re.compile(
    r"(?:[\w.-]{1,60}/){0,8}[\w.-]{0,60}(?<![A-Za-z])(?:YYYY|JJJJ|AAAA)-?MM-?(?:DD|TT|JJ)[-_][\w.-]{1,60}"
)
"""The path or the name of something, with the form of a day and more in it."""

_PAGES = (".md", ".markdown", ".mdx")


def is_form_of_value(text: str, words: Prompts) -> bool:
    """Whether a whole value is twice what stands for a name, or has the form of a day; the path of a page may stay."""
    value = text.strip(" *_`")
    path = _PATH.fullmatch(value) is not None and not value.lower().endswith(_PAGES)
    twice = _TWICE.fullmatch(value)
    return path or (twice is not None and twice[1].casefold() in (*words.handles, *words.names))


def is_named_by_label(value: str, label: str, words: Prompts) -> bool:
    """Whether a value is the words of its label, and one for a name, joined: ``fix/branch-name`` of ``Branch``.

    So is ``your-branch``.
    """
    parts = _JOINED.split(value.strip(" *_`").rpartition("/")[2].casefold())
    names = {*words_of(label).split()}
    own = [part in names for part in parts]
    if not any(own) or all(own):
        return False
    return all(
        mine or is_name_of_value(part, words) or part in words.handles for part, mine in zip(parts, own, strict=True)
    )


_JOINED = re.compile(r"[-_]")
