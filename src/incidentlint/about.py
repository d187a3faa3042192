"""What the package is: its version, and where its data is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__version__ = "0.2.0"


def data_folder() -> Path:
    """The folder with rules, packs and lexicon: inside the installed package, or beside ``src`` in a checkout."""
    from pathlib import Path

    here = Path(__file__).resolve().parent
    installed = here / "rules"
    return installed if installed.is_dir() else here.parents[1] / "rules"
