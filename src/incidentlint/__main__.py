"""``python -m incidentlint``, and the console script."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line in a process of its own. Returns the exit status."""
    from incidentlint.snapshot import take_patterns, write

    take_patterns()
    from incidentlint.cli.quick import run

    if sys.argv[1:2] and sys.argv[1] in ("check", "init", "new", "show", "format") and not _is_somewhere():
        print("incidentlint: error: the current folder is not there any more", file=sys.stderr)
        return 2

    status = run(sys.argv[1:])
    if status is None:
        from incidentlint.cli.main import main as run_all

        status = run_all()
    write()
    return status


def _is_somewhere() -> bool:
    """Whether there is a current folder."""
    import os

    try:
        os.getcwd()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
