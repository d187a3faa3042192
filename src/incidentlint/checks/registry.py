"""Checks: pure functions ``(subject, Params) -> Iterator[Finding]``, one module a family.

A rule names its check as ``module.function``. The annotation of its first parameter says what it is about: a `Report`
for nearly all, else the text of a file, bytes that are none, how a file was recognised, its suppressions, or its
neighbours. That of the second is the type of the rule's ``[params]``. The rules of packs name public checks:
``forbidden-text`` is the function ``forbidden_text`` of ``custom``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any, get_type_hints

import msgspec

from incidentlint.findings import Finding
from incidentlint.tuples import NamedTuple

Function = Callable[[Any, Any], Iterator[Finding]]


class Check(NamedTuple):
    """A check with a rule's params: `subject` is the type of what it is about."""

    subject: type
    function: Function
    params: Any


class NoParams(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The params of a check that takes none."""


@lru_cache(maxsize=256)
def _load(name: str) -> tuple[type, Function, type]:
    module, dot, function = name.partition(".")
    if not dot:
        module, function = "custom", name.replace("-", "_")
    found: Function = getattr(import_module(f"incidentlint.checks.{module}"), function)
    subject, params = (_hint(found, text) for name, text in found.__annotations__.items() if name != "return")
    return subject, found, params


def _hint(function: Function, text: str) -> type:
    """The type that an annotation of a check names, as `get_type_hints` gives it in ten times the time."""
    named = getattr(function, "__globals__", {}).get(text)
    if isinstance(named, type):
        return named
    hint: type = next(hint for name, hint in get_type_hints(function).items() if function.__annotations__[name] == text)
    return hint


def find_check(name: str, params: dict[str, Any]) -> Check:
    """The check that a rule names, with the rule's params for it, typed."""
    subject, function, kind = _load(name)
    return Check(subject, function, msgspec.convert(params, kind, strict=True))
