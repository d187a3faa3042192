"""Everything that writes what users own: new reports, set-up, formatting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentlint.lazy import lazy_names

if TYPE_CHECKING:
    from incidentlint.authoring.naming import UNTITLED, file_name, folder_name, next_id, next_number, number_of, slug
    from incidentlint.authoring.new_report import Facts, Written, id_pattern, write_report
    from incidentlint.authoring.setup.answers import Answers, Target
    from incidentlint.authoring.setup.plan import Setup
    from incidentlint.authoring.setup.site import Site, relative
    from incidentlint.authoring.setup.survey import Found, Survey
    from incidentlint.authoring.setup.template_review import Reading, Unclear

__all__ = [
    "UNTITLED",
    "Answers",
    "Facts",
    "Found",
    "Reading",
    "Setup",
    "Site",
    "Survey",
    "Target",
    "Unclear",
    "Written",
    "file_name",
    "folder_name",
    "id_pattern",
    "next_id",
    "next_number",
    "number_of",
    "relative",
    "slug",
    "write_report",
]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "Answers": "authoring.setup.answers",
            "Facts": "authoring.new_report",
            "Found": "authoring.setup.survey",
            "Reading": "authoring.setup.template_review",
            "Setup": "authoring.setup.plan",
            "Site": "authoring.setup.site",
            "Survey": "authoring.setup.survey",
            "Target": "authoring.setup.answers",
            "UNTITLED": "authoring.naming",
            "Unclear": "authoring.setup.template_review",
            "Written": "authoring.new_report",
            "file_name": "authoring.naming",
            "folder_name": "authoring.naming",
            "id_pattern": "authoring.new_report",
            "next_id": "authoring.naming",
            "next_number": "authoring.naming",
            "number_of": "authoring.naming",
            "relative": "authoring.setup.site",
            "slug": "authoring.naming",
            "write_report": "authoring.new_report",
        },
    )
