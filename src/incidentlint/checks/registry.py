"""Checks: pure functions ``(Report, Params) -> Iterator[Finding]``, one module a family.

A rule names its check as ``module.function``; the second parameter's annotation is the type of the rule's ``[params]``.
The rules of packs name public checks: ``forbidden-text`` is the function ``forbidden_text`` of ``public``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any, get_type_hints

import msgspec

from incidentlint.findings import Finding
from incidentlint.report import Report

Check = Callable[[Report, Any], Iterator[Finding]]


class NoParams(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The params of a check that takes none."""


@lru_cache(maxsize=256)
def _load(name: str) -> tuple[Check, type]:
    module, dot, function = name.partition(".")
    if not dot:
        module, function = "custom", name.replace("-", "_")
    found: Check = getattr(import_module(f"incidentlint.checks.{module}"), function)
    hints = [hint for key, hint in get_type_hints(found).items() if key != "return"]
    return found, hints[1]


def find_check(name: str, params: dict[str, Any]) -> tuple[Check, Any]:
    """The check that a rule names, and the rule's params for it, typed."""
    function, kind = _load(name)
    return function, msgspec.convert(params, kind, strict=True)
