"""The door for Python: `lint`, `read`, `load_pack` and their types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentlint.lazy import lazy_names

if TYPE_CHECKING:
    from incidentlint.api.calls import lint, load_pack, read, read_all
    from incidentlint.api.facts import facts_of
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
    from incidentlint.api.values import (
        Action,
        Day,
        Duration,
        Figure,
        Identifier,
        Interval,
        KeyMoment,
        Length,
        Moment,
        NotUnderstood,
        Place,
        Report,
        SeverityChange,
        TimelineEntry,
    )

__all__ = [
    "Action",
    "Day",
    "DecodeError",
    "Diagnostic",
    "Duration",
    "Edit",
    "Error",
    "Figure",
    "Fix",
    "Identifier",
    "Interval",
    "InvalidTimeError",
    "KeyMoment",
    "Length",
    "Moment",
    "NotUnderstood",
    "Pack",
    "PackError",
    "Place",
    "RelatedPlace",
    "Report",
    "SeverityChange",
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
            "Action": "api.values",
            "Day": "api.values",
            "DecodeError": "api.types",
            "Diagnostic": "api.types",
            "Duration": "api.values",
            "Edit": "api.types",
            "Error": "api.types",
            "Figure": "api.values",
            "Fix": "api.types",
            "Identifier": "api.values",
            "Interval": "api.values",
            "InvalidTimeError": "api.types",
            "KeyMoment": "api.values",
            "Length": "api.values",
            "Moment": "api.values",
            "NotUnderstood": "api.values",
            "Pack": "api.types",
            "PackError": "api.types",
            "Place": "api.values",
            "RelatedPlace": "api.types",
            "Report": "api.values",
            "SeverityChange": "api.values",
            "TimelineEntry": "api.values",
            "UnknownRuleError": "api.types",
            "facts_of": "api.facts",
            "lint": "api.calls",
            "load_pack": "api.calls",
            "read": "api.calls",
            "read_all": "api.calls",
        },
    )
