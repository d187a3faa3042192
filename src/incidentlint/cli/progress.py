"""How far a long run is, on a terminal."""

from __future__ import annotations

import sys
import time

from incidentlint.cli.console import is_terminal
from incidentlint.output import counted

_PATIENCE = 0.5
"""So many seconds nobody needs to be told that something goes on."""

_PAUSE = 0.1

_BAR = 24


class Progress:
    """A bar on standard error; called with how many of how many files are linted."""

    def __init__(self) -> None:
        """Begin to wait."""
        self._begin = self._last = time.monotonic()
        self._length = 0

    def __call__(self, done: int, total: int) -> None:
        """Draw the bar, if it is time."""
        now = time.monotonic()
        if now - self._begin < _PATIENCE or now - self._last < _PAUSE:
            return
        self._last = now
        full = _BAR * done // total
        self._draw(f"[{'#' * full}{'-' * (_BAR - full)}] {done} of {counted(total, 'file')}")

    def _draw(self, text: str) -> None:
        try:
            sys.stderr.write(f"\r{text:<{self._length}}")
            sys.stderr.flush()
        except (OSError, ValueError):
            return
        self._length = len(text)

    def clear(self) -> None:
        """Leave the line as it was."""
        if self._length:
            self._draw("")
            sys.stderr.write("\r")
            sys.stderr.flush()


def progress_for(*, quiet: bool, for_programs: bool) -> Progress | None:
    """The bar, where there is somebody to look at it, and where it mixes with nothing that programs read."""
    shown = is_terminal(sys.stderr) and not quiet and not (for_programs and is_terminal(sys.stdout))
    return Progress() if shown else None
