"""A document recognised, matched to a pack, valued and dated."""

from __future__ import annotations

from incidentlint.report.candidates import Candidates, Packs, templates_of
from incidentlint.report.check_items import box_of
from incidentlint.report.chronology import (
    Chronology,
    Length,
    Statement,
    chronology,
    incident_days,
    is_after,
    length_of,
)
from incidentlint.report.deadlines import is_future, waits
from incidentlint.report.generic_reports import is_bundle, is_post_mortem
from incidentlint.report.incident import Judged, incident, judged
from incidentlint.report.incidents import split_incidents
from incidentlint.report.leftovers.read import Leftover
from incidentlint.report.match import Bound
from incidentlint.report.recognise import Recognised, fit, has_timed_headings, recognise
from incidentlint.report.report import Report, Row, read_report, read_reports
from incidentlint.report.suppressions import Suppressions
from incidentlint.report.surroundings import NOWHERE, Head, Surroundings, head_of
from incidentlint.report.values import Value, unstruck

__all__ = [
    "NOWHERE",
    "Bound",
    "Candidates",
    "Chronology",
    "Head",
    "Judged",
    "Leftover",
    "Length",
    "Packs",
    "Recognised",
    "Report",
    "Row",
    "Statement",
    "Suppressions",
    "Surroundings",
    "Value",
    "box_of",
    "chronology",
    "fit",
    "has_timed_headings",
    "head_of",
    "incident",
    "incident_days",
    "is_after",
    "is_bundle",
    "is_future",
    "is_post_mortem",
    "judged",
    "length_of",
    "read_report",
    "read_reports",
    "recognise",
    "split_incidents",
    "templates_of",
    "unstruck",
    "waits",
]
