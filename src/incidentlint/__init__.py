"""incidentlint: a linter for incident reports and post-mortems written in Markdown.

For scripts: `lint` gives the findings of a text, `read` the facts of a report, `read_all` those of each
incident of a file, `read_folder` the records of a folder's reports, `load_pack` a pack that is used for
many texts. They and their types are loaded on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from incidentlint.about import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from incidentlint.api import (
        Action,
        Day,
        DecodeError,
        Diagnostic,
        Duration,
        Edit,
        Error,
        Figure,
        Fix,
        Identifier,
        Interval,
        InvalidTimeError,
        KeyMoment,
        Length,
        Moment,
        NotUnderstood,
        Pack,
        PackError,
        Place,
        RelatedPlace,
        Report,
        SeverityChange,
        TimelineEntry,
        UnknownRuleError,
        lint,
        load_pack,
        read,
        read_all,
    )
    from incidentlint.records import Record, read_folder

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
    "Record",
    "RelatedPlace",
    "Report",
    "SeverityChange",
    "TimelineEntry",
    "UnknownRuleError",
    "__version__",
    "lint",
    "load_pack",
    "read",
    "read_all",
    "read_folder",
]

if not TYPE_CHECKING:
    # Hidden from type checkers, which would take any name at all for one of this module.

    def __getattr__(name: str) -> object:
        """A public name, loaded when it is first asked for."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from incidentlint import api, records

        globals()[name] = value = getattr(api if name in api.__all__ else records, name)
        return value

    def __dir__() -> list[str]:
        """The public names, those too that are not loaded yet."""
        return sorted({*globals(), *__all__})
