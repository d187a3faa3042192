"""What a pack may ask of a report: the answers to the questions that differ with and without a template."""

from __future__ import annotations

from typing import Final

import msgspec


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """How a pack's reports are read and judged. Callers ask the question that they mean, not which pack it is.

    `templated`: reports are filled in from a template, and recognised by it; others by what they call themselves.
    `demands`: what the pack asks for is a fault where it is missing, empty or left as the form has it.
    `lenient`: the rules about what the pack demands give notes.
    `binds`: a report's parts are what the template says; otherwise the report alone tells what they are.
    `closed`: the pack knows all parts by name. Otherwise a report has headings, labels and tables of its own, which
    messages call as the writer did.
    `ordered`: its sections have places, so that one that is missing belongs before the next.
    `exact_names`: a heading is one of the pack's only by its whole name, not by a word in it.
    `single`: a file is one report, and not one for each of the incidents in it.
    `least_sections`: how many of its sections a report has before one that is missing is reported.
    """

    templated: bool = True
    demands: bool = True
    lenient: bool = False
    binds: bool = True
    closed: bool = True
    ordered: bool = True
    exact_names: bool = True
    single: bool = True
    least_sections: int = 0


TEMPLATED: Final = Policy()
"""Reports are filled in from the pack's template, which somebody named or which is unmistakable."""

GUESSED: Final = Policy(demands=False, lenient=True, binds=False, single=False)
"""The template of a practice fits, and nobody named it: nothing is demanded."""

FREE: Final = Policy(
    templated=False,
    demands=False,
    binds=False,
    closed=False,
    ordered=False,
    exact_names=False,
    single=False,
    least_sections=2,
)
"""There is no template: the parts of a report are known by the words of the lexicon. One with fewer than two of them is
written in another language or form, and nothing is known of what it should have."""
