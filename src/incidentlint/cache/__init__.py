"""What was found before, kept in the user's cache folder: a file for each folder that the program is called in.

Nothing here needs a package that Python does not bring: a run that finds all as it was imports no more than this.
"""

from __future__ import annotations

from incidentlint.cache.file import CacheFile, cache_folder, cache_of
from incidentlint.cache.runs import Said, keep_run, recalled
from incidentlint.cache.states import content_of, folder_state, is_settled, state, state_of

__all__ = [
    "CacheFile",
    "Said",
    "cache_folder",
    "cache_of",
    "content_of",
    "folder_state",
    "is_settled",
    "keep_run",
    "recalled",
    "state",
    "state_of",
]
