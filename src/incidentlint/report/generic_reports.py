"""What calls itself an incident report or a post-mortem, whatever its template."""

from __future__ import annotations

import re

from incidentlint.grammars import find_dates
from incidentlint.markdown import Document
from incidentlint.outline import FieldNode, Outline, walk
from incidentlint.packs import Pack
from incidentlint.vocabulary import key_of

_FOLDERS = re.compile(
    r"(?:post[-_ ]?mortems?|incidents?|incident[-_ ](?:reports?|reviews?)|outages?|rcas?|root[-_ ]cause[-_ ]anal\w+)$",
    re.IGNORECASE,
)

_FILES = re.compile(
    r"post[-_ ]?mortem|incident[-_ ]report|^(?:[\d-]*|inc[-_]?)(?:incident|outage)(?:[-_ .\d]|$)|(?:incident|outage)\.",
    re.IGNORECASE,
)

_NO_REPORT = re.compile(
    r"(?:^|[-_ ])(?:process|policy|guides?|guidelines|runbook|playbook|how[-_ ]?to|checklist|overview|roles|severity|"
    r"severities|response|management|faq|training|definitions?)(?:[-_ .]|$)",
    re.IGNORECASE,
)

_TITLE = re.compile(
    r"\bpost[\s-]?mortem\b|\bincident (?:report|review|retrospective|summary|disclosure)\b|\broot cause analysis\b"
    r"|\boutage\b|ポストモーテム|インシデント|障害|复盘|事故|故障|장애",
    re.IGNORECASE,
)

_TELLING = frozenset({"timeline", "cause", "impact", "resolved", "detected", "started", "severity"})


def is_post_mortem(document: Document, read: Outline, generic: Pack, path: str) -> str:
    """Why a document is a post-mortem or incident report, by its path, title and headings; empty if it is none."""
    *folders, name = path.split("/")
    titles = [title.title.text for title in read.titles[:1]]
    matter = document.front_matter
    titles += [entry.value.text for entry in matter.entries if entry.key.text == "title"] if matter else []
    head = (*read.preamble, *(node for section in read.sections[:1] for node in section.children))
    keys = {key for section in read.walk_sections() for key in (section.label.key, section.label.bare)}
    keys |= {node.label.key for node in walk(head) if isinstance(node, FieldNode)}
    roles = [
        role
        for role, nodes in generic.roles.items()
        if any(key in keys for node in nodes for key in (node.label.key, *node.aliases))
    ]
    telling = _TELLING & set(roles)
    placed = any(_FOLDERS.match(folder) for folder in folders) or bool(_FILES.search(name) and roles)
    if placed and (len(telling) >= 2 or not _NO_REPORT.search(name)):
        return f"its path calls it one: {path}"
    if any(_TITLE.search(title) for title in titles) and (
        len(telling) >= 2 or (telling and not _NO_REPORT.search(name))
    ):
        return f"its title calls it one: {titles[0]}"
    if matter and {"severity", "resolved"} <= {entry.key.text for entry in matter.entries}:
        return "its front matter is an incident's"
    if len(telling) >= 3:
        return f"it has the parts of one: {', '.join(sorted(telling))}"
    parts = _parts(read, generic)
    dated = find_dates(name, glued=True) or any(find_dates(title) for title in titles)
    if dated and "timeline" in parts and len(parts) >= 3 and not _NO_REPORT.search(name):
        return f"it has the parts of one, and a date: {', '.join(sorted(parts))}"
    return ""


_PARTS = ("summary", "impact", "timeline", "cause", "actions")

_RECOVERY = re.compile(r"\b(?:resolution|recovery|remediation|mitigation)\b")


def _parts(read: Outline, generic: Pack) -> set[str]:
    """The parts of a post-mortem that its headings name, with more words around them: ``Timeline (all times UTC)``."""
    headings = [section.label.key for section in read.walk_sections()]
    found = {"resolution"} if any(_RECOVERY.search(key) for key in headings) else set()
    for role in _PARTS:
        labels = [
            label for node in generic.roles.get(role, ()) for label in (node.label.key, *map(key_of, node.aliases))
        ]
        words = re.compile(rf"\b(?:{'|'.join(map(re.escape, labels))})\b")
        if labels and any(words.search(key) for key in headings):
            found.add(role)
    return found
