"""Notations of a time of day that are one only where a time of day belongs: in its slot, in a column of times.

`9h10`, `09.10`, `0910`, `10 Uhr`, `T09:10`: elsewhere such a text may be a length, a number or a version.
"""

from __future__ import annotations

import re

from incidentlint.grammars.spelling import Respelt, Rule, compiled
from incidentlint.grammars.time_words import either, other_units, other_words, units
from incidentlint.text import GLUE
from incidentlint.vocabulary import time_words, zone_words


def _pattern() -> str:
    words = time_words()
    before = either((*words.at, *words.clock_before, *other_words("at", "clock_before")))
    clock = {*words.clock, *other_words("clock")}
    behind = either(clock)
    alone = either({word for word in clock if len(word) == 1 or word not in {*units(), *other_units()}})
    about = either((*words.about, *other_words("about")))
    minutes = either(words.units.minute)
    zones = "|".join(sorted(zone_words().known | {"UTC", "GMT", "Z"}))
    return (
        rf"\A[ ]{{0,3}}(?:(?:[~≈]|(?:{about})[ ])[ ]{{0,2}})?"
        rf"(?P<clock>(?:(?:{before})[ ]{{1,2}}|T(?=[0-9]))?(?P<h>2[0-4]|[01]?[0-9])"
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
