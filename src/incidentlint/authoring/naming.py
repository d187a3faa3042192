"""Names for new reports: the next free id, the file's name and its folder, by the slot patterns of a pack.

Pure: what is taken already is handed in.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable

from incidentlint.template import slot_pattern
from incidentlint.vocabulary import Lexicon, phrases

LONGEST_SLUG = 60
"""Characters of a title that go into a file's name at most."""


UNTITLED = "untitled"
"""What stands for the title in the file's name of a report that has none yet."""

_UNSAFE = re.compile(r"[\s/\\:*?\"<>|]+")


def next_number(pattern: str, day: dt.date, taken: Iterable[str]) -> int:
    """The number after the highest that a name of the pattern and day has; 1 where there is none."""
    shape = slot_pattern(pattern).on(day).numbered
    numbers = [int(match[1]) for name in taken if (match := shape.fullmatch(name)) and shape.groups]
    return max(numbers, default=0) + 1


def next_id(pattern: str, day: dt.date, taken: Iterable[str]) -> str:
    """The next free id of a pattern on a day; empty where the pattern alone does not say it."""
    shape = slot_pattern(pattern)
    taken = frozenset(taken)
    if shape.holes or shape.counters > 1:
        return ""
    made = shape.fill(day, number=next_number(pattern, day, taken))
    return "" if made in taken else made


def number_of(name: str, pattern: str, day: dt.date) -> int:
    """The number that an id of a pattern has; 0 where it has none."""
    shape = slot_pattern(pattern).on(day).numbered
    match = shape.fullmatch(name) if pattern else None
    return int(match[1]) if match and shape.groups else 0


def slug(title: str) -> str:
    """A title as a part of a file's name: letters and digits in lower case, with dashes between; `UNTITLED` when
    nothing of it is left.
    """
    plain = unicodedata.normalize("NFKC", title).casefold()
    plain = unicodedata.normalize("NFC", plain)
    words = re.sub(r"[\W_]+", "-", re.sub(r"['’]", "", plain)).strip("-")
    if len(words) > LONGEST_SLUG:
        cut = words[: LONGEST_SLUG + 1].rpartition("-")[0] or words[:LONGEST_SLUG]
        words = cut.rstrip("-")
    return words or UNTITLED


def file_name(
    pattern: str, day: dt.date, lexicon: Lexicon, *, title: str, number: int, incident: str = "", severity: str = ""
) -> str:
    """The name of a report's file: the pattern with the day, the slug `title`, the counter and the id put in.

    Empty where the pattern has a slot that nothing of this is. Without a pattern: the day and the title.
    """
    if not pattern:
        return f"{day.isoformat()}-{title}.md"
    shape = slot_pattern(pattern)
    ids, severities = phrases(lexicon.words.slots.ids), phrases(lexicon.words.roles["severity"])
    names = [name for name in shape.holes if not ids.search(name) and not severities.search(name)]
    titled = names if len(names) == 1 else [name for name in names if phrases(lexicon.words.slots.titles).search(name)]

    def known(name: str) -> str:
        if ids.search(name):
            return _UNSAFE.sub("-", incident)
        if severities.search(name):
            return slug(severity) if severity else ""
        return title if titled[:1] == [name] else ""

    return shape.fill(day, number=number, hole=known)


def folder_name(pattern: str, day: dt.date) -> str:
    """A folder's pattern with the day put in; it ends before the first part that the day does not say."""
    parts = []
    for part in pattern.strip("/").split("/"):
        found = slot_pattern(part)
        if found.holes or found.counters:
            break
        parts.append(found.fill(day))
    return "/".join(parts)
