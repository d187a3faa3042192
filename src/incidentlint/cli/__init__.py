"""The door of the command line: options in, text and exit status out."""

from __future__ import annotations

from incidentlint.lazy import lazy_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from incidentlint.cli.main import cli
    from incidentlint.cli.packs_view import describe_pack

__all__ = [
    "cli",
    "describe_pack",
]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "cli": "cli.main",
            "describe_pack": "cli.packs_view",
        },
    )
