"""``python -m incidentlint``, and the console script."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line in a process of its own. Returns the exit status."""
    from incidentlint.snapshot import take_patterns, write

    take_patterns()
    from incidentlint.cli.quick import run

    status = run(sys.argv[1:])
    if status is None:
        from incidentlint.cli.main import main as run_all

        status = run_all()
    write()
    return status


if __name__ == "__main__":
    sys.exit(main())
