"""Boxes that a form has for itself: the task to write the very report, and what a lead says that has to be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incidentlint.outline import FieldNode
from incidentlint.report.leftovers.units import Group, Unit
from incidentlint.vocabulary import LeftoverWords, words_of


def names_itself(groups: Sequence[Group], words: LeftoverWords) -> tuple[str, ...]:
    """What a report calls itself in its title, as plain words: ``incident report``; nothing where it does not."""
    titles = " ".join(f" {words_of(unit.text)} " for group in groups[:1] for unit in group.units)
    return tuple(name for name in words.report_names if f" {name} " in titles)


def is_to_write(text: str, called: Sequence[str], words: LeftoverWords) -> bool:
    """Whether a task says no more than that what is so `called` is to be written: ``Write an incident report``."""
    key = f" {words_of(text)} " if called else ""
    for name in called:
        before, found, after = key.partition(f" {name} ")
        rest = " ".join((before, after)).split()
        verbs = [word for word in rest if word in words.report_verbs]
        if found and verbs and all(word in words.report_rest or word in verbs for word in rest):
            return True
    return False


def must_be_done(group: Group, words: LeftoverWords) -> Iterator[Unit]:
    """The open boxes of a list whose lead says that all has to be done: ``Make sure that the following are done:``."""
    lead = False
    for unit in group.units:
        tick = unit.node.tick if isinstance(unit.node, FieldNode) else None
        if tick is None:
            key = f" {words_of(unit.text)} "
            lead = unit.text.endswith((":", "：")) and any(f" {phrase} " in key for phrase in words.must)
        elif lead and not tick:
            yield unit


__all__ = ["is_to_write", "must_be_done", "names_itself"]
