"""Everything that writes what users own: new reports, set-up, formatting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentlint.lazy import lazy_names

if TYPE_CHECKING:
    from incidentlint.authoring.begin import Begin, Begun, Wanted
    from incidentlint.authoring.condition_words import all_of, any_of, words
    from incidentlint.authoring.format_files import Formatting
    from incidentlint.authoring.setup.answers import Answers, Target
    from incidentlint.authoring.setup.plan import Setup
    from incidentlint.authoring.setup.set_aside import set_aside
    from incidentlint.authoring.setup.site import Site, relative
    from incidentlint.authoring.setup.survey import Found, Survey
    from incidentlint.authoring.setup.suspects import Unclear
    from incidentlint.authoring.setup.template_check import check_templates
    from incidentlint.authoring.setup.template_review import Reading, read_template

__all__ = [
    "Answers",
    "Begin",
    "Begun",
    "Formatting",
    "Found",
    "Reading",
    "Setup",
    "Site",
    "Survey",
    "Target",
    "Unclear",
    "Wanted",
    "all_of",
    "any_of",
    "check_templates",
    "read_template",
    "relative",
    "set_aside",
    "words",
]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "Begin": "authoring.begin",
            "Begun": "authoring.begin",
            "Wanted": "authoring.begin",
            "Formatting": "authoring.format_files",
            "Answers": "authoring.setup.answers",
            "Found": "authoring.setup.survey",
            "Reading": "authoring.setup.template_review",
            "Setup": "authoring.setup.plan",
            "Site": "authoring.setup.site",
            "Survey": "authoring.setup.survey",
            "Target": "authoring.setup.answers",
            "Unclear": "authoring.setup.suspects",
            "all_of": "authoring.condition_words",
            "any_of": "authoring.condition_words",
            "check_templates": "authoring.setup.template_check",
            "words": "authoring.condition_words",
            "read_template": "authoring.setup.template_review",
            "relative": "authoring.setup.site",
            "set_aside": "authoring.setup.set_aside",
        },
    )
