"""Make all that is made from rules, types and commands: ``python -m tools.generate``."""

from __future__ import annotations

from pathlib import Path

from tools.generate import docs, hooks, labels, manpage, schemas

if __name__ == "__main__":
    labels.write(Path())
    schemas.main(["schema"])
    manpage.main(["man/incidentlint.1"])
    hooks.write(Path())
    docs.write(Path())
