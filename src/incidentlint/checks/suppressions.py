"""Suppressions: comments that silence nothing, name no rule, or give no reason."""

from __future__ import annotations

from collections.abc import Iterator

from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding
from incidentlint.report import Suppressions


def unused(suppressions: Suppressions, params: NoParams) -> Iterator[Finding]:
    """Suppressions of rules that ran, and found nothing there."""
    for item in suppressions.unused():
        yield Finding(item.name, {"name": item.text or "any rule"}, fix=suppressions.removal(item))


def unknown(suppressions: Suppressions, params: NoParams) -> Iterator[Finding]:
    """Comments that look like a suppression, and name a command or a rule that there is not."""
    yield from suppressions.unknown


def unexplained(suppressions: Suppressions, params: NoParams) -> Iterator[Finding]:
    """Suppressions without a reason."""
    for comment in suppressions.unexplained:
        yield Finding(comment.span)
