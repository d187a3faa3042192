"""``python -m incidentlint``."""

from __future__ import annotations

import sys

from incidentlint.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
