"""The zone that the head of a timeline or column states: by its abbreviation, or in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from incidentlint.facts.both_zones import ZONE_WORD
from incidentlint.grammars import Zone, read_zone

_NOTE = re.compile(r"[(（]([^()（）]{6,60})[)）]")


def zone_in_head(head: str, zones: Mapping[str, str]) -> Zone | None:
    """The zone in a head: ``Time (CET)``, ``UTC``; in words in parentheses alone: ``Timeline (all in Japan time)``."""
    for match in ZONE_WORD.finditer(head):
        zone = read_zone(match.group(), zones)
        if zone is not None and zone.end == len(match.group()):
            return zone
    for match in _NOTE.finditer(head):
        words = match[1].split()
        for first in range(len(words)):
            name = " ".join(words[first:])
            zone = read_zone(name, zones)
            if zone is not None and zone.end == len(name):
                return zone
    return None


__all__ = ["zone_in_head"]
