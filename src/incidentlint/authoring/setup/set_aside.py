"""The baseline of a repository that is set up: what its old reports have is counted, and no longer reported."""

from __future__ import annotations

import os
from collections.abc import Callable

from incidentlint.authoring.setup.changes import Changes
from incidentlint.authoring.setup.site import Site, relative
from incidentlint.authoring.setup.toml_edit import EditError, add_setting
from incidentlint.output import counted
from incidentlint.project import Baseline, Run, UserError, git_root, slashed
from incidentlint.rulebook import load_rules

BASELINE = ".incidentlint/baseline.json"


def set_aside(site: Site, run: Run, say: Callable[[str], None]) -> None:
    """Write the baseline of what a run found, and name it in the configuration. Raises `UserError`, having said what
    was written.
    """
    path = os.path.join(site.root, *BASELINE.split("/"))
    baseline = Baseline(path)
    for result in run.results:
        baseline.left(result.path, result, (rule.code for rule in load_rules()))
    say(f"wrote {relative(path)} ({counted(baseline.save(), 'finding')})\n")
    changes = Changes(git_root(site.root))
    at = ("tool", "incidentlint") if os.path.basename(site.config) == "pyproject.toml" else ()
    named = slashed(os.path.relpath(path, os.path.dirname(site.config)))
    note = "What old reports had when the rules came is counted there, and not reported; what is new is."
    try:
        text = add_setting(changes.read(site.config), at, "baseline", named, note)
    except EditError as error:
        said = f"{relative(site.config)}: cannot be edited automatically; add only this by hand:"
        raise UserError(said, str(error).split("\n")) from None
    changes.edit(site.config, text, "baseline added")
    changes.apply(say, dry_run=False)
