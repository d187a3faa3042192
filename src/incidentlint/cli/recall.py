"""``incidentlint check`` that finds all as it was when the same was called before: what it wrote is written again.

That needs neither the parser of the command line nor any of what lints: no option is looked at but where the cache is.
"""

from __future__ import annotations

import os
import sys

from incidentlint.cache import cache_of, recalled
from incidentlint.cli.streams import put, put_again

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

CACHE_DIR = "INCIDENTLINT_CACHE_DIR"
"""CI services say in the environment where the cache is that they keep."""


def recall(arguments: Sequence[str]) -> int | None:
    """Write what the command with some arguments wrote before, and return its exit status; None where it is not known,
    or may be another one by now.
    """
    if arguments[:1] != ["check"] or os.name == "nt" or "--no-cache" in arguments:
        return None
    cache = cache_of(_folder(arguments))
    said = recalled(cache, arguments) if cache is not None else None
    if said is None:
        return None
    try:
        put_again(said.pieces)
    except OSError as error:
        put(f"incidentlint: error: cannot write the output: {error.strerror or error}\n", sys.stderr)
        return 2
    return said.status


def _folder(arguments: Sequence[str]) -> str:
    """The folder of caches that is named; empty where none is."""
    found = os.environ.get(CACHE_DIR, "")
    for number, given in enumerate(arguments):
        name, equals, value = given.partition("=")
        if name == "--cache-dir":
            found = value if equals else next(iter(arguments[number + 1 : number + 2]), "")
    return found
