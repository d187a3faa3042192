"""``python -m incidentlint``, and the console script."""

from __future__ import annotations

import gc
import os
import sys

_IN_A_FOLDER = ("check", "export", "format", "init", "new", "show", "site", "stats")
"""The commands that ask where they are."""


def main() -> int:
    """Run the command line in a process of its own. Returns the exit status, or ends the process with it."""
    # Nearly all that a start makes lives to its end: to look through it for garbage every 700 objects, as Python does
    # unless it is told, takes a tenth of a run. What reports leave is still found, a few of them at a time.
    gc.set_threshold(100_000, 20, 50)
    from incidentlint.cli.recall import recall

    known = recall(sys.argv[1:])
    if known is not None:
        return _end(known)
    from incidentlint.regular import asked

    asked.on = True
    from incidentlint.snapshot import take_modules, take_patterns, write

    take_modules()
    take_patterns()
    from incidentlint.cli.quick import run

    if sys.argv[1:2] and sys.argv[1] in _IN_A_FOLDER and not _is_somewhere():
        print("incidentlint: error: the current folder is not there any more", file=sys.stderr)
        return 2

    status = run(sys.argv[1:])
    if status is None:
        from incidentlint.cli.main import main as run_all

        status = run_all()
        write()
        return status
    write()
    return _end(status)


def _end(status: int) -> int:
    """End the process of a `check`, which has nothing open any more, without taking everything in it apart first.

    That takes Python as long as to lint another report. Returns the status where something is still to be written, and
    cannot be: then Python ends as ever.
    """
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return status
    os._exit(status)


def _is_somewhere() -> bool:
    """Whether there is a current folder."""
    try:
        os.getcwd()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
