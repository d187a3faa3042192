"""Which time zone an abbreviation of a template means: only where it means one."""

from __future__ import annotations

from collections.abc import Collection

from incidentlint.vocabulary.time_words import zone_words


def told_zones(names: Collection[str]) -> dict[str, str]:
    """The IANA names of the abbreviations that have one meaning, or have one beside the others of `names`.

    With an abbreviation goes the one that its place has in the other half of the year. Both together tell the place.
    """
    words = zone_words()
    found = {name: zone for name in names if (zone := words.one_meaning.get(name))}
    for pair in words.seasons:
        zone = next((found[name] for name in pair if name in found), "")
        if zone:
            found.update(dict.fromkeys(pair, zone))
        elif all(name in names for name in pair):
            found.update((name, words.several[name][0]) for name in pair if name in words.several)
    return {name: found[name] for name in sorted(found)}


__all__ = ["told_zones"]
