"""What is around a file: asked only where the file alone does not tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

import msgspec

from incidentlint.vocabulary import words_of


class Head(msgspec.Struct, frozen=True):
    """What another file of the folder looks like: its name, and its headings as plain words."""

    name: str
    headings: frozenset[str]


class Surroundings(Protocol):
    """The folder of a file. Nothing is read before it is asked for."""

    @property
    def root(self) -> str:
        """The name of the project's root folder, empty where there is none."""

    def heads(self) -> Sequence[Head]:
        """The heads of some other files of the folder, always the same ones."""

    def repeated(self, texts: Sequence[str]) -> frozenset[str]:
        """Those of some texts (as plain words) that a template beside the file has, or some other reports, not most."""


class _Nowhere:
    """No folder at all."""

    root = ""

    def heads(self) -> Sequence[Head]:
        return ()

    def repeated(self, texts: Sequence[str]) -> frozenset[str]:
        return frozenset()


NOWHERE: Surroundings = _Nowhere()

_HEADING = re.compile(r"^#{1,6}[ \t]++(.+)$", re.MULTILINE)
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)


def head_of(name: str, text: str) -> Head:
    """The head of a file from its text, read without parsing it."""
    headings = _HEADING.findall(_FENCE.sub("", text))
    return Head(name, frozenset(words_of(heading) for heading in headings[:60]))
