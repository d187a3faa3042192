"""Values of a template that stand for others without any brackets: ``LDAP, LDAP``, ``team-name``, paths with a form."""

from __future__ import annotations

import re

from incidentlint.vocabulary import Prompts, is_name_of_value, words_of

_TWICE = re.compile(r"([^\W\d_][\w.-]{1,20}(?: [\w.-]{1,20})?)\s?[,;/&]\s?\1(?:\s?[,;/&]\s?\1){0,4}")
"""One name for several, which are different in a report."""

_PATH = re.compile(
    r"(?:[\w.-]{1,60}/){0,8}[\w.-]{0,60}(?<![A-Za-z])(?:YYYY|JJJJ|AAAA)-?MM-?(?:DD|TT|JJ)[-_][\w.-]{1,60}"
)
"""The path or the name of something, with the form of a day and more in it."""

_PAGES = (".md", ".markdown", ".mdx")


def is_form_of_value(text: str) -> bool:
    """Whether a whole value is a name that is there twice, or has the form of a day; the path of a page may stay."""
    value = text.strip(" *_`")
    path = _PATH.fullmatch(value) is not None and not value.lower().endswith(_PAGES)
    return path or _TWICE.fullmatch(value) is not None


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
