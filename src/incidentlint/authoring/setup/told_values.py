"""Values that the reports have and their template does not offer: levels, states, and what says that there is none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from incidentlint.authoring.setup.seen import TWO, Seen
from incidentlint.report import Value
from incidentlint.template import ShapeNode
from incidentlint.text import normalise
from incidentlint.vocabulary import (
    MILESTONES,
    SEPARATOR,
    Lexicon,
    is_bare_waiver,
    is_none,
    is_nothing,
    is_todo,
    known_level,
    level_key,
)


class Further(msgspec.Struct, frozen=True):
    """Options that several reports have in a field and the template does not offer.

    `options` are all of them, the template's first; `new` those that it does not offer. `count` of the `having` reports
    have one of these. They are `sure` where that many reports write no slip.
    """

    node: ShapeNode
    options: tuple[str, ...]
    new: tuple[str, ...]
    count: int
    having: int
    sure: bool


class Without(msgspec.Struct, frozen=True):
    """A field, or a column of a table, in which `count` of the `having` reports say no more than that there is none."""

    node: ShapeNode
    column: str
    count: int
    having: int


# --- Options ---

_SHARE = 2
"""One of so many reports at least has an option, or it is no more than likely that it may be one."""

_WORDS = 3
"""An option has no more words than this: what has more is a sentence."""

_LONGEST = 30


def find_further(seen: Seen) -> Iterator[Further]:
    """Yield the fields in which several reports have the same answers, and others than the template offers.

    Levels of a known scale are one answer: half of the reports that have any of them use the scale.
    """
    lexicon, severity = seen.pack.lexicon, seen.pack.roles.get("severity", ())
    for node in seen.pack.shape.walk():
        if node.kind != "field" or node.sample or node.guide or node.box or node.type is None:
            continue
        if node.type.kind != "choice" or node.origin == "ballot":
            continue
        values = [bound.value for bound in seen.valued(node) if bound.value is not None and _is_answer(bound.value)]
        stated = {"severity", "status"} & {*node.roles}  # elsewhere what an open choice takes may say anything
        others = [
            (value, _option(value.text))
            for value in values
            if not value.answer and (stated or value.state == "invalid")
        ]
        named = [(option, value) for value, option in others if option and not _says_none(value.text, lexicon)]
        graded = any(node is one for one in severity)
        further = _levels(named, lexicon, len(values)) if graded else None
        if further is None:
            further = _same(named, len(values))
        new, count, sure = further
        if new:
            options = (*node.type.options, *new)
            yield Further(node, options, tuple(new), count, len(values), sure)


def _is_answer(value: Value) -> bool:
    return value.state in ("ok", "invalid") and bool(value.text.strip())


def _option(text: str) -> str:
    """What a value says before anything that explains it; empty for a sentence."""
    plain = " ".join(text.strip(" *_`").split())
    end = SEPARATOR.search(plain)
    name = plain[: end.start()].strip(" *_`") if end is not None else plain
    return name if 0 < len(name) <= _LONGEST and len(name.split()) <= _WORDS else ""


def _same(named: Sequence[tuple[str, Value]], having: int) -> tuple[list[str], int, bool]:
    """The answers that enough of the reports share, each as the first in the alphabet spells it."""
    spelt: dict[str, list[str]] = defaultdict(list)
    for option, _ in named:
        spelt[normalise(option).casefold()].append(option)
    shared = {key: options for key, options in spelt.items() if len(options) >= TWO}
    often = {key: options for key, options in shared.items() if len(options) * _SHARE >= having}
    found = often or shared
    ranked = sorted(found.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return [min(options) for _, options in ranked], sum(map(len, found.values())), bool(often)


def _levels(named: Sequence[tuple[str, Value]], lexicon: Lexicon, having: int) -> tuple[list[str], int, bool] | None:
    """The levels of one known scale that reports use, most severe first, with those between; None where it is none."""
    known = [(known_level(value.text, lexicon), option) for option, value in named]
    spelt = {level: option for level, option in sorted(known, reverse=True) if level}
    count = sum(bool(level) for level, _ in known)
    if count < TWO or count < len(named):
        return None
    keys = {level_key(level, lexicon.numbered): level for level in spelt}
    for scale in lexicon.scales:
        ranks = [level_key(word, lexicon.numbered) for word in scale]
        if len(keys) > 1 and all(key in ranks for key in keys):
            places = [ranks.index(key) for key in keys]
            between = range(min(places), max(places) + 1)
            like = next(iter(spelt.values()))
            levels = [spelt.get(keys.get(ranks[place], ""), _cased(scale[place], like)) for place in between]
            return levels, count, 2 * count >= having
    uses = Counter(level for level, _ in known)
    often = [level for level in spelt if uses[level] >= TWO and uses[level] * _SHARE >= having]
    if often or 2 * count >= having:
        return [spelt[level] for level in sorted(often or spelt)], count, True
    return [spelt[level] for level in sorted(spelt) if uses[level] >= TWO], count, False


def _cased(word: str, like: str) -> str:
    """A word as another is written: ``Medium`` beside ``High``."""
    if like.isupper():
        return word.upper()
    return word.capitalize() if like[:1].isupper() else word.lower()


# --- None ---

_NEVER = frozenset(("id", "title", "severity", "status", "sign-off", "post-mortem", "authority-notified", *MILESTONES))
"""What has these roles must have a value: rules rest on it."""

_NEVER_IN = ("owner", "due", "action", "time", "event", "date", "number", "signature")
"""The columns of what every entry has to tell."""


def find_without(seen: Seen) -> Iterator[Without]:
    """Yield the fields and columns in which most of the reports, and several, say N/A, None or a dash and no more."""
    lexicon = seen.pack.lexicon
    for node in seen.pack.shape.walk():
        if node.guide:
            continue
        if node.kind == "field" and not (node.sample or node.box or set(node.roles) & _NEVER):
            values = [
                bound.value for bound in seen.valued(node) if bound.value is not None and bound.value.text.strip()
            ]
            told = [_is_refused(value, lexicon) for value in values]
            if sum(told) >= TWO and 2 * sum(told) > len(told):
                yield Without(node, "", sum(told), len(told))
        elif node.kind == "table" and node.sample:
            yield from _columns_without(seen, node, lexicon)


def _columns_without(seen: Seen, node: ShapeNode, lexicon: Lexicon) -> Iterator[Without]:
    tables = [(bound, n) for n, each in enumerate(seen.bounds) if (bound := each.get(node.index)) and bound.present]
    for index, column in enumerate(node.columns):
        if not column.label.key or column.role in _NEVER_IN:
            continue
        having = refused = 0
        for bound, number in tables:
            values = [row.values[index] for row in seen.reports[number].rows(bound) if index in row.values]
            values = [value for value in values if value.text.strip()]
            having += bool(values)
            refused += any(_is_refused(value, lexicon) for value in values)
        if refused >= TWO and 2 * refused > having:
            yield Without(node, column.label.text, refused, having)


def _is_refused(value: Value, lexicon: Lexicon) -> bool:
    """Whether a value says that there is none, and is not taken for an answer."""
    return value.state in ("empty", "invalid", "unread") and _says_none(value.text, lexicon)


def _says_none(text: str, lexicon: Lexicon) -> bool:
    return (is_nothing(text) or is_bare_waiver(text, lexicon) or is_none(text, lexicon)) and not is_todo(text, lexicon)
