"""SARIF 2.1.0, the form in which code scanning takes findings.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; what GitHub reads of it:
https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from incidentlint.about import __version__
from incidentlint.findings import Diagnostic, FileResult, Level, Place, PlacedFix
from incidentlint.output.fingerprints import fingerprints
from incidentlint.output.formats import Look, diagnostics
from incidentlint.output.json import pretty
from incidentlint.rulebook import Rule, load_rules

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

LEVELS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "note"}

ROOT = "ROOT"
"""What paths are relative to: the repository, wherever it is checked out."""


def as_sarif(results: Sequence[FileResult], _look: Look) -> str:
    """Return the findings of all files as the log of one run, with the rules that found them."""
    found = diagnostics(results)
    codes = sorted({one.code for one in found})
    first = {one.code: one for one in reversed(found)}
    core = {rule.code: rule for rule in load_rules()}
    run = {
        "tool": {
            "driver": {
                "name": "incidentlint",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(first[code], core.get(code)) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "results": [
            _result(one, codes.index(one.code), fingerprint)
            for one, fingerprint in zip(found, fingerprints(results), strict=True)
        ],
    }
    return pretty({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(found: Diagnostic, rule: Rule | None) -> dict[str, Any]:
    """A rule; of one of a pack's own no more is known than its findings say."""
    said: dict[str, Any] = {"id": found.code, "name": found.name}
    if rule is not None:
        title = rule.name.replace("-", " ").capitalize()
        why = " ".join(rule.why.split())
        said |= {
            "shortDescription": {"text": title},
            "fullDescription": {"text": why},
            "help": {"text": f"{why}\n\n{' '.join(rule.help.split())}".strip()},
            "defaultConfiguration": {"level": LEVELS[rule.level], "enabled": not rule.optional},
        }
    return said | ({"helpUri": found.url} if found.url else {})


def _result(found: Diagnostic, index: int, fingerprint: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": LEVELS[found.level],
        "message": {"text": found.in_full},
        "locations": [{"physicalLocation": _location(found.path, found.place)}],
        "partialFingerprints": {"incidentlint/v1": fingerprint},
    }
    if found.related:
        said["relatedLocations"] = [
            {"id": number, "physicalLocation": _location(one.path, one.place), "message": {"text": one.message}}
            for number, one in enumerate(found.related)
        ]
    if found.fix:
        said["fixes"] = [_fix(found.path, found.fix)]
    return said


def _fix(path: str, fix: PlacedFix) -> dict[str, Any]:
    edits = [{"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.text}} for edit in fix.edits]
    return {
        "description": {"text": fix.title},
        "artifactChanges": [{"artifactLocation": _artifact(path), "replacements": edits}],
    }


def _location(path: str, place: Place) -> dict[str, Any]:
    return {"artifactLocation": _artifact(path), "region": _region(place)}


def _artifact(path: str) -> dict[str, Any]:
    """A file; one outside the repository, by its whole path, is relative to nothing."""
    from urllib.parse import quote

    uri = quote(path)
    drive = path[1:3] == ":/"
    if path.startswith("/") or drive:
        return {"uri": f"file://{'/' if drive else ''}{quote(path, safe='/:')}"}
    return {"uri": uri, "uriBaseId": ROOT}


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
