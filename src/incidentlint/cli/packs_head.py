"""What a pack is as a whole, line by line: its files, template, severities, zones, roles and deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from incidentlint.authoring import all_of, any_of, words
from incidentlint.packs import Pack, built_in_packs, load_built_in
from incidentlint.project import shown_path
from incidentlint.report import has_timed_headings
from incidentlint.template import Demand, Named
from incidentlint.text import one_line
from incidentlint.vocabulary import ROLES

WIDTH = 110
"""So wide is a screen."""


def head_lines(pack: Pack) -> Iterator[str]:
    """The lines of a pack's head, none wider than a screen."""
    for name, texts in (
        ("files", [_where(pack)]),
        ("template", list(_templates(pack))),
        ("extends", [one_line(source.file.name or source.folder.name) for source in pack.sources.chain[1:]]),
        ("claims", [_claims(pack)]),
        ("severity", _severities(pack)),
        ("zones", list(_zones(pack))),
        ("durations", list(_durations(pack))),
        ("totals", [f"{one_line(total.total)}: the sum of {all_of(total.parts)}" for total in pack.totals]),
        ("beside it", _companion(pack)),
        ("due", list(_deadlines(pack))),
        ("roles", list(_roles(pack))),
        ("rules", [f"{rule.code} {one_line(rule.name)}" for rule in pack.own_rules]),
        ("levels", [_levels(pack)] if pack.file.rules else []),
    ):
        for number, text in enumerate(texts):
            line = f"  {'' if number else name:<11}{text}"
            yield from wrapped(line, 15) if " " in text else [line]


def _severities(pack: Pack) -> list[str]:
    """The levels, most severe first, each with what the pack calls it too."""
    if not pack.severities:
        return []
    levels = []
    for level in pack.severities:
        names = pack.scale.names(level)
        levels.append(f"{one_line(level)} (also {any_of(names)})" if names else one_line(level))
    return [f"{', '.join(levels)} (most severe first)"]


def _levels(pack: Pack) -> str:
    """The rules whose level is the pack's own: ``off: IR102, IR106; info: IR109``."""
    codes: dict[str, list[str]] = {}
    for code, level in pack.file.rules.items():
        codes.setdefault(str(level), []).append(code)
    return "; ".join(f"{level}: {', '.join(map(one_line, found))}" for level, found in codes.items())


def _where(pack: Pack) -> str:
    folder, name = one_line(pack.files.folder), one_line(pack.files.name)
    if folder:
        return f"{folder.rstrip('/')}/{name or ' (any name)'}".replace("/ (", " (")
    return f"{name} in any folder" if name else "any name, in any folder"


def _template(pack: Pack) -> str:
    if pack.name in built_in_packs() and load_built_in(pack.name) is pack:
        return "built-in" if pack.policy.templated else "none"
    return path_of_template(pack)


def _templates(pack: Pack) -> Iterator[str]:
    yield f"{_template(pack)}{' for all other severities' if pack.variants else ''}"
    for variant in pack.variants:
        yield f"{path_of_template(variant.pack)} for {any_of(variant.severities)}"


def path_of_template(pack: Pack) -> str:
    """Where a pack's template is, as users are shown it."""
    if pack.template is None:
        return "none"
    return pack.template.name if pack.name in built_in_packs() else one_line(shown_path(str(pack.template)))


def _claims(pack: Pack) -> str:
    if not pack.policy.templated:
        return "files whose path, title or headings say incident report or post-mortem, and that no other pack claims"
    if pack.name not in built_in_packs():
        return "files named with --pack or [[reports]]"
    share = pack.file.detection.share
    if not share:
        return "files with at least half of what is required, and twice as much as of the next pack"
    what = "all" if share == 1 else f"at least {share:.0%}"
    timed = " and a time in a heading" if has_timed_headings(pack) else ""
    return f"files with {what} of what is required{timed}, when no other pack fits as well"


def _zones(pack: Pack) -> Iterator[str]:
    for zone in dict.fromkeys(pack.zones.values()):
        names = [one_line(name) for name, other in pack.zones.items() if other == zone]
        yield f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} {zone}"


def _roles(pack: Pack) -> Iterator[str]:
    """What the checks take for what, whatever it is called: a line for each role, and one for those not found."""
    if not pack.policy.templated:
        return
    columns = [
        (column.role, one_line(column.label.text), node.index) for node in pack.shape.walk() for column in node.columns
    ]
    for role in ROLES:
        if role in pack.roles:
            yield f"{role}: {_labels_of(role, pack)}"
        inside = {node.index for root in pack.roles.get(role, ()) for node in root.walk()}
        named = {(name, label): None for name, label, index in columns if index in inside}
        yield from (f"  {name}: the column {label}" for name, label in named if name in _COLUMNS_OF.get(role, ()))
    begun = "started" in pack.roles or "detected" in pack.roles
    missing = [role for role in _WANTED if role not in pack.roles and not (role == "started" and begun)]
    if missing:
        yield f"not found: {', '.join(missing)}"


_WANTED = ("id", "severity", "started", "resolved", "timeline", "actions")
"""The roles that checks need most: it is said when nothing has one."""

_COLUMNS_OF = {"timeline": ("time", "event"), "actions": ("owner", "due", "status", "priority")}
"""The columns that checks read in the tables of a role."""


def _durations(pack: Pack) -> Iterator[str]:
    for role in dict.fromkeys(("duration", *pack.file.durations)):
        if role in pack.roles and pack.policy.templated:
            begin, end = pack.duration_of(role)
            name = _labels_of(role, pack) if role == "duration" else role
            yield f"{name}: from {begin} to {end}"


def _companion(pack: Pack) -> list[str]:
    companion = pack.files.companion
    if not companion:
        return []
    return [f"{one_line(companion.name)}{when_words(companion.when, pack) if companion.when else ''}"]


def _deadlines(pack: Pack) -> Iterator[str]:
    notices = {"authority notified" if name == "authority" else name: one for name, one in pack.notices.items()}
    for what, deadline in {**({"complete": pack.complete} if pack.complete else {}), **notices}.items():
        when = when_words(deadline.when, pack) if deadline.when else ""
        by = one_line(deadline.field) if deadline.field else _labels_of(deadline.by, pack)
        yield f"{one_line(what)} within {deadline.within} after {one_line(deadline.after)}, by {by}{when}"


def _labels_of(role: str, pack: Pack) -> str:
    """The nodes of a role, as the template calls them: by their path only where the label says too little."""
    labels = [node.label.key for node in pack.shape.walk()]
    nodes = pack.roles.get(role, ())
    return all_of(tuple(node.label.text if labels.count(node.label.key) == 1 else node.name for node in nodes)) or role


def when_words(demand: Demand, pack: Pack) -> str:
    """The condition that a demand rests on, as the end of a sentence; empty for none."""
    return f" when {words(Named(demand), pack.conditions)}" if isinstance(demand, str) else ""


def wrapped(line: str, indent: int) -> list[str]:
    """A line as one that fits, or more: the further ones begin at a column."""
    if len(line) <= WIDTH:
        return [line]
    start = len(line) - len(line.lstrip())
    width = max(WIDTH, indent + 40)
    # Spaces that align are kept: a name and what is said of it are never one text.
    return wrap(line[start:], width, initial_indent=line[:start], subsequent_indent=" " * indent,
                break_long_words=False, break_on_hyphens=False, replace_whitespace=False)  # fmt: skip
