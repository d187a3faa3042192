"""The door for Python: `lint`, `read`, `load_pack` and their types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentlint.lazy import lazy_names

if TYPE_CHECKING:
    from incidentlint.api.calls import lint, load_pack, read, read_all
    from incidentlint.api.facts import Action, Duration, Moment, Place, Report, TimelineEntry, facts_of
    from incidentlint.api.types import (
        DecodeError,
        Diagnostic,
        Edit,
        Error,
        Fix,
        InvalidTimeError,
        Pack,
        PackError,
        RelatedPlace,
        UnknownRuleError,
    )

__all__ = [
    "Action",
    "DecodeError",
    "Diagnostic",
    "Duration",
    "Edit",
    "Error",
    "Fix",
    "InvalidTimeError",
    "Moment",
    "Pack",
    "PackError",
    "Place",
    "RelatedPlace",
    "Report",
    "TimelineEntry",
    "UnknownRuleError",
    "facts_of",
    "lint",
    "load_pack",
    "read",
    "read_all",
]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "Action": "api.facts",
            "DecodeError": "api.types",
            "Diagnostic": "api.types",
            "Duration": "api.facts",
            "Edit": "api.types",
            "Error": "api.types",
            "Fix": "api.types",
            "InvalidTimeError": "api.types",
            "Moment": "api.facts",
            "Pack": "api.types",
            "PackError": "api.types",
            "Place": "api.facts",
            "RelatedPlace": "api.types",
            "Report": "api.facts",
            "TimelineEntry": "api.facts",
            "UnknownRuleError": "api.types",
            "facts_of": "api.facts",
            "lint": "api.calls",
            "load_pack": "api.calls",
            "read": "api.calls",
            "read_all": "api.calls",
        },
    )
