"""Which time zone an abbreviation of a template means: only where it means one."""

from __future__ import annotations

from collections.abc import Collection

_ONE_MEANING = {
    "AKDT": "America/Anchorage",
    "BZT": "America/Belize",
    "CEST": "Europe/Paris",
    "CET": "Europe/Paris",
    "EDT": "America/New_York",
    "HKT": "Asia/Hong_Kong",
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "MSK": "Europe/Moscow",
    "NZDT": "Pacific/Auckland",
    "NZST": "Pacific/Auckland",
    "PDT": "America/Los_Angeles",
    "SGT": "Asia/Singapore",
    "WIB": "Asia/Jakarta",
}

SEVERAL = {
    "AEST": ("Australia/Sydney", "Australia/Brisbane"),
    "AST": ("America/Halifax", "Asia/Riyadh"),
    "BST": ("Europe/London", "Asia/Dhaka"),
    "CDT": ("America/Chicago", "America/Havana"),
    "CST": ("America/Chicago", "Asia/Shanghai", "America/Havana"),
    "CT": ("America/Chicago",),
    "EET": ("Europe/Athens", "Africa/Cairo"),
    "EST": ("America/New_York", "America/Panama"),
    "ET": ("America/New_York",),
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "MST": ("America/Denver", "America/Phoenix"),
    "PST": ("America/Los_Angeles", "Asia/Manila"),
    "PT": ("America/Los_Angeles",),
    "WET": ("Europe/Lisbon", "Africa/Casablanca"),
}
"""What abbreviations may mean that are never guessed."""


_SEASONS = (("CET", "CEST"), ("EST", "EDT"), ("PST", "PDT"), ("AKST", "AKDT"), ("NZST", "NZDT"))
"""What one place calls its time in winter and in summer: a template that names one of them means both."""


def told_zones(names: Collection[str]) -> dict[str, str]:
    """The IANA names of the abbreviations that have one meaning, or have one beside the others of `names`.

    With an abbreviation goes the one that its place has in the other half of the year.
    """
    found = {name: zone for name in names if (zone := _ONE_MEANING.get(name))}
    for pair in _SEASONS:
        zone = next((found[name] for name in pair if name in found), "")
        if zone:
            found.update(dict.fromkeys(pair, zone))
    return {name: found[name] for name in sorted(found)}
