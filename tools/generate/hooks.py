"""``.pre-commit-hooks.yaml``, made from the table of hooks."""

from __future__ import annotations

from pathlib import Path

from incidentlint.authoring.setup.hooks import manifest

FILE = ".pre-commit-hooks.yaml"


def write(root: Path) -> None:
    """Write the manifest of the hooks below a root."""
    (root / FILE).write_text(manifest(), encoding="utf-8")
