"""What a row of a timeline tells: milestones of the incident, by the words of the lexicon."""

from __future__ import annotations

import re

import msgspec

from incidentlint.facts.words import FactWords, tokens

_SENTENCE = re.compile(r"\s(?:(?<=[.!?;:]\s)\s*|(?<=\n))")
_PARENTHESES = re.compile(r"\([^()]{0,400}\)")
_LONGEST = 500
_BEFORE = 8
_BETWEEN = 6


_NEXT = re.compile(r"\s+([^\W\d_]+)\b|\s*(\?)")
"""The word or question mark after a milestone's phrase: ``Incident resolved for the EU`` tells of something else."""


_HEAD = re.compile(r"([\s,;](?:(?<=\s)[-–—]\s|(?<=[,;])\s))")
"""What comes after the first words of a row: ``Resolved - Ana Cal``, ``Resolved, monitoring started``."""

_FEW = 3
_CLOCK = re.compile(r"(?<![\d.:])\d{1,2}[:.h]\d\d(?!\d)")


class Told(msgspec.Struct, frozen=True):
    """The milestones that a row tells: `sure` ones of the incident by name, `weak` ones of what may be a part of it."""

    sure: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()


def told(text: str, words: FactWords) -> Told:
    """The milestones that the text of a row tells, outside parentheses, and not as a plan, a doubt or of a part."""
    text = text[:_LONGEST]
    text = _PARENTHESES.sub(" ", text) if "(" in text else text
    head, _, rest = (part or "" for part in (*_HEAD.split(text, maxsplit=1), "", "")[:3])
    whole = tokens(head)
    if 0 < len(whole) <= 2 and all(word in words.roles for word in whole) and not _is_of_a_part(rest, words):
        tells = frozenset((words.roles[whole[-1]],))
        return Told(weak=tells) if _CLOCK.search(head) is not None else Told(tells)  # at another time than the row's
    sure: set[str] = set()
    weak: set[str] = set()
    for sentence in _SENTENCE.split(text)[:6]:
        said = tokens(sentence)
        if sentence.rstrip().endswith("?") or not said:
            continue
        for index, word in enumerate(said[: _BEFORE + 1]):
            if word in words.unless:
                break
            roles = _behind(said, index, words) or _before(said, index, words)
            if roles:
                (sure if word in words.incident or _names(said, index, words) else weak).update(roles)
                break
    if not sure and not weak and (role := _begun(text, words)):
        sure.add(role)
    return Told(frozenset(sure), frozenset(weak - sure))


def _is_of_a_part(rest: str, words: FactWords) -> bool:
    """Whether what comes after a milestone's word makes it one of a part, a plan or a doubt: ``Resolved - for now``."""
    said = tokens(rest)[:_FEW]
    return "?" in rest or bool(set(said[:1]) & words.partly or set(said) & words.unless)


def _begun(text: str, words: FactWords) -> str:
    """The milestone whose phrase a row begins with."""
    plain = " ".join(text.lstrip(" *_`").split()).casefold()
    for role, phrases in words.phrases.items():
        for phrase in phrases:
            if plain.startswith(phrase) and not plain[len(phrase) : len(phrase) + 1].isalnum():
                after = _NEXT.match(plain, len(phrase))
                return "" if after and (after[2] or after[1] in words.aside) else role
    return ""


def _names(said: list[str], index: int, words: FactWords) -> bool:
    """Whether a milestone word at `index` goes on with the incident's own name."""
    return said[index] in words.roles and any(word in words.incident for word in said[index + 1 : index + 4])


def _behind(said: list[str], index: int, words: FactWords) -> set[str]:
    """``Incident is declared``: what a subject at `index` became."""
    if said[index] not in words.subjects:
        return set()
    found: list[str] = []
    position = index + 1
    while position < min(len(said), index + 1 + _BETWEEN):
        word = said[position]
        if word in words.unless:
            return set()
        if word in words.roles:
            found.append(words.roles[word])
        elif word not in words.links:
            break
        position += 1
    if not found or (position < len(said) and said[position] in words.partly and found[-1] != "declared"):
        return set()
    return {role for role in found if role != "declared"} or set(found)


def _before(said: list[str], index: int, words: FactWords) -> set[str]:
    """``Declared an incident``: a milestone's word at `index` with its subject after it."""
    word = said[index]
    if word not in words.roles or not word.endswith("ed") or words.roles[word] in ("started", "reported", "detected"):
        return set()
    for position in range(index + 1, min(len(said), index + 5)):
        if said[position] in words.subjects:
            return {words.roles[word]}
        if said[position] not in words.links:
            break
    return set()
