"""Notations of a time of day by where it stands: in its own place, beside its date, before a word for *about*.

`9h10`, `09.10`, `0910`, `10 Uhr`, `T09:10` are times only where a time of day belongs, in its slot or in a column of
times: elsewhere such a text may be a length, a number or a version.
"""

from __future__ import annotations

import re

from incidentlint.grammars.spelling import Respelt, Rule, compiled, respelt
from incidentlint.grammars.time_words import all_words, either, other_units, other_words, units
from incidentlint.text import GAPLESS, GLUE
from incidentlint.vocabulary import remembered, time_words, zone_words


def _pattern() -> str:
    words = time_words()
    before = either(all_words("at", "clock_before"))
    clock = {*words.clock, *other_words("clock")}
    behind = either(clock)
    alone = either({word for word in clock if len(word) == 1 or word not in {*units(), *other_units()}})
    about = either(all_words("about"))
    minutes = either(words.units.minute)
    zones = "|".join(sorted(zone_words().known | {"UTC", "GMT", "Z"}))
    return (
        rf"\A[ ]{{0,3}}(?:(?![0-9])(?:[~≈]|(?:{about})[ ])[ ]{{0,2}})?"
        rf"(?P<clock>(?:(?![0-9])(?:{before})[ ]{{1,2}}|T(?=[0-9]))?(?P<h>2[0-4]|[01]?[0-9])"
        r"(?:[.:](?P<min>[0-5][0-9])(?:[.:](?P<s>[0-5][0-9]))?"
        rf"|[ ]?(?:{behind})[ ]?(?P<min2>[0-5][0-9])(?:[ ]?(?:{minutes}))?"
        rf"|(?<=[0-9]{{2}})(?P<min3>[0-5][0-9])|(?=[ ]?(?:{alone})(?![{GLUE}])))"
        rf"(?:[ ]?(?:{behind}))?)(?:(?![{GLUE}])|(?=Z(?![{GLUE}])))"
        rf"(?=[ ]{{0,3}}(?:$|[,;|(\[\n]|:(?![0-9])|[–—-][ ])|[ ]{{0,2}}(?:{zones})(?![{GLUE}])"
        rf"|[ ]{{0,2}}[-+][0-9]{{2}}:?[0-9]{{2}}(?![{GLUE}]))"
    )


def _clock(match: re.Match[str]) -> Respelt:
    minute = match["min"] or match["min2"] or match["min3"] or "00"
    seconds = f":{match['s']}" if match["s"] else ""
    return Respelt(match.start("clock"), match.end(), f"{int(match['h']):02}:{minute}{seconds} ".rstrip())


IN_ITS_PLACE = (Rule(("",), compiled(_pattern, re.IGNORECASE), _clock),)
"""What is spelt anew where a time of day belongs."""


@remembered
def _behind() -> tuple[str, ...]:
    """The words of other languages for *about* that stand right behind a time, or its zone: `10:00頃`."""
    return tuple(word for word in other_words("about") if word > GAPLESS)


def _about_pattern() -> str:
    zone = r"(?P<zone>[ ]?(?:\([A-Z]{3,4}\)|[A-Z]{3,4}))?"
    return rf"(?<![0-9:.])(?P<clock>[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?){zone}[ ]?(?:{either(_behind())})"


def _about(match: re.Match[str]) -> Respelt:
    return respelt(match, f"~{match['clock']}{match['zone'] or ''}")


def _wide_gap_pattern() -> str:
    """Many blanks between a date and its time, where something was crossed out or columns were aligned."""
    return r"(?<=[0-9][/.-][0-9]{2})[ ]{3,400}(?=[0-2]?[0-9]:[0-5][0-9])"


def _wide_gap(match: re.Match[str]) -> Respelt:
    return respelt(match, " ")


def _joined_pattern() -> str:
    """`20260512-0805`, `20260512 080530`: as programs name what they write."""
    return (
        r"\A[ ]{0,3}(?P<y>20[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])[ _-]"
        rf"(?P<h>[01][0-9]|2[0-3])(?P<min>[0-5][0-9])(?P<s>[0-5][0-9])?(?:(?![{GLUE}-])|(?=Z(?![{GLUE}])))"
    )


def _joined(match: re.Match[str]) -> Respelt:
    seconds = f":{match['s']}" if match["s"] else ""
    return respelt(match, f"{match['y']}-{match['m']}-{match['d']}T{match['h']}:{match['min']}{seconds}")


AROUND = (
    Rule(("   ",), compiled(_wide_gap_pattern), _wide_gap),
    Rule(_behind, compiled(_about_pattern, re.IGNORECASE), _about),
)
"""What is spelt anew anywhere."""

ALONE = (Rule(("20",), compiled(_joined_pattern), _joined),)
"""What is spelt anew where a moment begins the text."""
