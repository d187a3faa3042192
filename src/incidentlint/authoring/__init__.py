"""Everything that writes what users own: new reports, set-up, formatting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentlint.lazy import lazy_names

if TYPE_CHECKING:
    from incidentlint.authoring.naming import UNTITLED, file_name, folder_name, next_id, next_number, number_of, slug
    from incidentlint.authoring.new_report import Facts, Written, id_pattern, write_report
    from incidentlint.authoring.setup.answers import Answers, Target
    from incidentlint.authoring.setup.changes import Changes
    from incidentlint.authoring.setup.compose import pack_text
    from incidentlint.authoring.setup.entry import Entries
    from incidentlint.authoring.setup.names import covering_globs, folder_globs, name_pattern, pack_name
    from incidentlint.authoring.setup.survey import Found, Survey, find_root
    from incidentlint.authoring.setup.template_review import Reading, Unclear, read_template
    from incidentlint.authoring.setup.toml_edit import EditError, add_key, quoted

__all__ = [
    "UNTITLED",
    "Answers",
    "Changes",
    "EditError",
    "Entries",
    "Facts",
    "Found",
    "Reading",
    "Survey",
    "Target",
    "Unclear",
    "Written",
    "add_key",
    "covering_globs",
    "file_name",
    "find_root",
    "folder_globs",
    "folder_name",
    "id_pattern",
    "name_pattern",
    "next_id",
    "next_number",
    "number_of",
    "pack_name",
    "pack_text",
    "quoted",
    "read_template",
    "slug",
    "write_report",
]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "Answers": "authoring.setup.answers",
            "Changes": "authoring.setup.changes",
            "EditError": "authoring.setup.toml_edit",
            "Entries": "authoring.setup.entry",
            "Facts": "authoring.new_report",
            "Found": "authoring.setup.survey",
            "Reading": "authoring.setup.template_review",
            "Survey": "authoring.setup.survey",
            "Target": "authoring.setup.answers",
            "UNTITLED": "authoring.naming",
            "Unclear": "authoring.setup.template_review",
            "Written": "authoring.new_report",
            "add_key": "authoring.setup.toml_edit",
            "covering_globs": "authoring.setup.names",
            "file_name": "authoring.naming",
            "find_root": "authoring.setup.survey",
            "folder_globs": "authoring.setup.names",
            "folder_name": "authoring.naming",
            "id_pattern": "authoring.new_report",
            "name_pattern": "authoring.setup.names",
            "next_id": "authoring.naming",
            "next_number": "authoring.naming",
            "number_of": "authoring.naming",
            "pack_name": "authoring.setup.names",
            "pack_text": "authoring.setup.compose",
            "quoted": "authoring.setup.toml_edit",
            "read_template": "authoring.setup.template_review",
            "slug": "authoring.naming",
            "write_report": "authoring.new_report",
        },
    )
