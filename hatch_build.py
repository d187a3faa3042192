"""What the wheel is given besides its sources: the snapshot of rules, words, packs and patterns.

It is made by linting reports of each pack and in each language, in the Python that builds; another one makes its own
on its first run. Where what linting needs is not installed beside the build, the wheel comes without it, and its first
run makes it too.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SnapshotHook(BuildHookInterface[Any]):
    """Puts the snapshot into a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make it; an editable install has its sources, and makes it when one of them is newer."""
        examples = os.path.join(self.root, "examples")
        if self.target_name != "wheel" or version == "editable" or not os.path.isdir(examples):
            return
        folder = tempfile.mkdtemp(prefix="snapshot")
        made = os.path.join(folder, "snapshot.bin")
        environment = {name: value for name, value in os.environ.items() if not name.startswith("INCIDENTLINT_")}
        # pip hands what the build needs to it by PYTHONPATH.
        paths = [os.path.join(self.root, "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment.update(PYTHONPATH=os.pathsep.join(paths), PYTHONPYCACHEPREFIX=os.path.join(folder, "cache"))
        reports = tempfile.mkdtemp(prefix="reports", dir=folder)
        command = [sys.executable, os.path.join(self.root, "tools", "warm.py"), made, examples, reports]
        result = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)  # noqa: S603
        if result.returncode or not os.path.isfile(made):
            self.app.display_warning(f"the wheel comes without its snapshot: {result.stderr.strip()[-200:]}")
            return
        build_data["force_include"][made] = "incidentlint/snapshot.bin"
