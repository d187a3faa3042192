"""Everything that reads the world: configuration, discovery, runs, neighbours, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentlint.lazy import lazy_names

if TYPE_CHECKING:
    from incidentlint.project.baseline import Baseline
    from incidentlint.project.changes import changed_since
    from incidentlint.project.config_schema import CONFIGURATION_FILES, Config
    from incidentlint.project.discover import Target, find_files
    from incidentlint.project.files import (
        UserError,
        check_output,
        create_file,
        one_at_a_time,
        update_file,
        write_file,
        write_output,
        write_stream,
    )
    from incidentlint.project.gitignore import GitIgnore
    from incidentlint.project.globs import Globs, read_glob
    from incidentlint.project.kept import Kept
    from incidentlint.project.made_folder import MadeFolder
    from incidentlint.project.neighbours import Siblings
    from incidentlint.project.not_reports import SUFFIXES, reason_of_name, says_template
    from incidentlint.project.paths import git_root, printable, shown_path, slashed, upward
    from incidentlint.project.resolver import Resolver
    from incidentlint.project.results import FixedFile, FixMode, Run, reports
    from incidentlint.project.rooted import from_root
    from incidentlint.project.roots import project_root
    from incidentlint.project.run import Examined, Linter, examine, examine_paths, examine_stdin, lint_paths, lint_stdin
    from incidentlint.project.settings import Entry, Overrides, Settings

__all__ = [
    "CONFIGURATION_FILES",
    "SUFFIXES",
    "Baseline",
    "Config",
    "Entry",
    "Examined",
    "FixMode",
    "FixedFile",
    "GitIgnore",
    "Globs",
    "Kept",
    "Linter",
    "MadeFolder",
    "Overrides",
    "Resolver",
    "Run",
    "Settings",
    "Siblings",
    "Target",
    "UserError",
    "changed_since",
    "check_output",
    "create_file",
    "examine",
    "examine_paths",
    "examine_stdin",
    "find_files",
    "from_root",
    "git_root",
    "lint_paths",
    "lint_stdin",
    "one_at_a_time",
    "printable",
    "project_root",
    "read_glob",
    "reason_of_name",
    "reports",
    "says_template",
    "shown_path",
    "slashed",
    "update_file",
    "upward",
    "write_file",
    "write_output",
    "write_stream",
]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "Baseline": "project.baseline",
            "CONFIGURATION_FILES": "project.config_schema",
            "Config": "project.config_schema",
            "Examined": "project.run",
            "Entry": "project.settings",
            "FixMode": "project.results",
            "FixedFile": "project.results",
            "GitIgnore": "project.gitignore",
            "Globs": "project.globs",
            "Kept": "project.kept",
            "Overrides": "project.settings",
            "Linter": "project.run",
            "MadeFolder": "project.made_folder",
            "Resolver": "project.resolver",
            "Run": "project.results",
            "SUFFIXES": "project.not_reports",
            "Settings": "project.settings",
            "Siblings": "project.neighbours",
            "Target": "project.discover",
            "UserError": "project.files",
            "changed_since": "project.changes",
            "check_output": "project.files",
            "create_file": "project.files",
            "examine": "project.run",
            "examine_paths": "project.run",
            "examine_stdin": "project.run",
            "find_files": "project.discover",
            "from_root": "project.rooted",
            "git_root": "project.paths",
            "lint_paths": "project.run",
            "lint_stdin": "project.run",
            "one_at_a_time": "project.files",
            "printable": "project.paths",
            "project_root": "project.roots",
            "read_glob": "project.globs",
            "reason_of_name": "project.not_reports",
            "reports": "project.results",
            "says_template": "project.not_reports",
            "shown_path": "project.paths",
            "slashed": "project.paths",
            "update_file": "project.files",
            "upward": "project.paths",
            "write_file": "project.files",
            "write_output": "project.files",
            "write_stream": "project.files",
        },
    )
