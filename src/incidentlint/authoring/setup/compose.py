"""The files that a set-up writes, as text: a pack, a configuration, a hook, a CI job."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from incidentlint.authoring.setup.evidence import Dependent, Evidence
from incidentlint.authoring.setup.template_review import Reading, path_of
from incidentlint.authoring.setup.toml_edit import bare, listed, quoted
from incidentlint.packs import Files, NodeOptions, Pack
from incidentlint.template import AmbiguousPathError, UnknownPathError
from incidentlint.text import one_line

_HEAD = """\
# What the template cannot say about itself. All else is read from the template: rename a section there, and the
# reports are checked for the new name.
"""


def pack_text(template: str, files: Files, named: str, reading: Reading, evidence: Evidence, pack: Pack) -> str:
    """A ``pack.toml``: `template` is a path relative to it, `named` says where the patterns of `files` were read."""
    name, zones, roles = pack.name, reading.zones, reading.roles
    parts = [f"{_HEAD}name = {quoted(name)}\ntemplate = {quoted(template)}\n"]
    said = [(key, text) for key, text in (("name", files.name), ("folder", files.folder)) if text]
    if said:
        parts.append("[files]\n" + "".join(f"{key} = {quoted(text)}  # {named}\n" for key, text in said))
    if zones:
        parts.append("[zones]\n" + "".join(f"{bare(key)} = {quoted(zone)}\n" for key, zone in zones.items()))
    maybe, known = list(_candidates(pack, roles)), list(_known(pack, roles))
    if roles or maybe or known:
        table = ["# Change a name here when the template's changes.", "[roles]"]
        table += [f"{role} = {quoted(path)}" for role, path in roles.items()]
        table += ["# Found by their labels. If another part is meant, remove the '# ' and name it:"] if known else []
        table += [f"# {line}" for line in known]
        table += ["# Not found in the template. If one of these is meant, remove the '# ' before it:"] if maybe else []
        parts.append("".join(f"{line}\n" for line in [*table, *(f"# {line}" for line in maybe)]))
    parts += [*_conditions(evidence, pack), *_told(evidence, pack)]
    nodes = bool(evidence.nodes or evidence.offered_nodes or evidence.dependent)
    has = {"has_files": bool(said), "has_nodes": nodes, "has_rules": bool(evidence.broken)}
    examples = "\n".join(f"# {line}" if line else "#" for line in _examples(pack, roles, **has)).rstrip("\n#")
    if examples:
        parts.append(f"# --- More that can be said: remove the '# ' before what should hold. ---\n#\n{examples}\n")
    return "\n".join(parts)


def _told(evidence: Evidence, pack: Pack) -> Iterator[str]:
    """Yield the tables of what the reports tell of the template."""
    follow = f"the {evidence.count} reports that follow the template"
    if evidence.texts:
        lines = [
            f"# Told by {follow}, by how each text begins: what all of them delete is an instruction,",
            "# what nearly all keep may stay, what all change is a slot. Change a word here, or delete its line.",
            "[texts]",
            *(f"{quoted(start)} = {quoted(told)}" for start, told in evidence.texts.items()),
        ]
        yield "".join(f"{line}\n" for line in lines)
    if evidence.aliases or evidence.offered_aliases:
        lines = [f"# What {follow} call otherwise.", "[aliases]"]
        lines += [
            f"{quoted(path)} = [{quoted(name)}]{_because(evidence.whys[f'aliases {path}'])}"
            for path, name in evidence.aliases.items()
        ]
        if evidence.offered_aliases:
            lines.append("# Is this the same by another name? If so, remove the '# ' before it:")
        lines += [
            f"# {quoted(path)} = [{quoted(name)}]{_because([why])}"
            for path, (name, why) in evidence.offered_aliases.items()
        ]
        yield "".join(f"{line}\n" for line in lines)
    if evidence.nodes or evidence.offered_nodes or evidence.dependent:
        lines = [f"# What {follow} do without, or say in another way than it does.", "[nodes]"]
        lines += [_node(path, options, evidence.whys[path]) for path, options in evidence.nodes.items()]
        if evidence.offered_nodes:
            lines.append("# Answers that some of them have. If they are meant to be right, remove the '# ' before it:")
        lines += [f"# {_node(path, options, [why])}" for path, (options, why) in evidence.offered_nodes.items()]
        if evidence.dependent:
            lines.append("# Missing in reports of other severities alone. If it depends on these, remove the '# ' here")
            lines.append("# and in [conditions]:")
        lines += [
            f"# {quoted(one.path)} = {{ required = {quoted(_condition(evidence, one, pack))} }}"
            f"  # {one.having} have it, {one.lacking} have not"
            for one in evidence.dependent
        ]
        yield "".join(f"{line}\n" for line in lines)
    if evidence.broken:
        lines = [f"# Most of {follow} break these.", "[rules]", *(f'{name} = "off"' for name in evidence.broken)]
        yield "".join(f"{line}\n" for line in lines)


def _conditions(evidence: Evidence, pack: Pack) -> Iterator[str]:
    """Yield a table of the conditions that nodes may depend on, all of it comments."""
    found = {_condition(evidence, one, pack): one.levels for one in evidence.dependent}
    if found:
        lines = [f"{name} = {{ severity = [{', '.join(map(quoted, levels))}] }}" for name, levels in found.items()]
        yield "".join(f"# {line}\n" for line in ("[conditions]", *lines))


def _condition(evidence: Evidence, one: Dependent, pack: Pack) -> str:
    """What the condition is called that a node may depend on: one name for each set of levels."""
    sets = list(dict.fromkeys(each.levels for each in evidence.dependent))
    names = (name for name in ("grave", "grave-severity", *(f"grave-{n}" for n in range(2, len(sets) + 4))))
    free = [name for name in names if name not in pack.conditions]
    return free[sets.index(one.levels)]


def _node(path: str, options: NodeOptions, whys: Sequence[str]) -> str:
    """The line of a node, with the reasons."""
    said = ["required = false"] if options.required is False else []
    said += [f"type = {quoted(options.type)}"] if options.type else []
    said += [f"options = [{', '.join(map(quoted, options.options))}]"] if options.options else []
    said += ["open = true"] if options.open else []
    said += ["none = true"] if options.none is True else []
    said += [f"none = [{', '.join(map(quoted, options.none))}]"] if isinstance(options.none, tuple) else []
    return f"{quoted(path)} = {{ {', '.join(said)} }}{_because(whys)}"


def _because(whys: Sequence[str]) -> str:
    return f"  # {one_line('; '.join(whys))}"


_TAKES: Final[dict[str, tuple[str, ...]]] = {
    "severity": ("choice",),
    "started": ("date-time", "time"),
    "resolved": ("date-time", "time"),
    "id": ("pattern",),
}
"""Roles that a pack can name a field for, and the types of slots that may be one."""


_CANDIDATES = 3


def _known(pack: Pack, roles: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each role that the template's labels tell: it needs none, and a person can check it."""
    for role, nodes in pack.roles.items():
        paths = [path_of(pack, node) for node in nodes]
        if role not in roles and all(paths):
            yield f"{role} = {listed(tuple(dict.fromkeys(paths)))}"


def _candidates(pack: Pack, roles: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each role that nothing in the template has and that a field or section of it may have."""
    free = [
        node for node in pack.shape.walk() if not (node.roles or node.sample or node.guide) and node.origin != "cell"
    ]
    for role, kinds in (*_TAKES.items(), ("timeline", ()), ("actions", ())):
        if role in pack.roles or role in roles:
            continue
        found = [
            node
            for node in free
            if (node.kind == "field" and node.type is not None and node.type.kind in kinds and not node.box)
            or (
                not kinds
                and node.kind == "section"
                and any(below.kind == "table" and below.sample for below in node.children)
            )
        ]
        paths = [path for path in (path_of(pack, node) for node in found[:_CANDIDATES]) if path]
        if paths:
            rest = f"  # or {', '.join(map(quoted, paths[1:]))}" if paths[1:] else ""
            yield f"{role} = {quoted(paths[0])}{rest}"


def _examples(
    pack: Pack, roles: Mapping[str, str], *, has_files: bool, has_nodes: bool, has_rules: bool
) -> Iterator[str]:
    """Yield lines of TOML that hold for this very template once they are no comments."""
    if not has_files:
        yield from ("[files]", 'name = "YYYY-MM-DD-<short-title>.md"', "")
    gated = _gated(pack)
    grave = pack.severities[: max(1, len(pack.severities) // 2)]
    condition = "grave" if "grave" not in pack.conditions else "grave-severity"
    nodes = []
    if has_nodes:
        gated = ""
    if gated and grave:
        yield from ("[conditions]", f"{condition} = {{ severity = [{', '.join(map(quoted, grave))}] }}", "")
        nodes.append(f"{quoted(gated)} = {{ required = {quoted(condition)} }}")
    elif gated:
        nodes.append(f"{quoted(gated)} = {{ required = false }}")
    if nodes:
        yield from ("[nodes]", *nodes, "")
    after = next((role for role in ("resolved", "detected", "started") if role in pack.roles or role in roles), "")
    if after and ("report-date" in pack.roles or "report-date" in roles):
        yield from ("[deadlines]", f'complete = {{ within = "48h", after = "{after}", by = "report-date" }}', "")
    if not has_rules:
        yield from ("[rules]", 'section-order = "off"')


def _gated(pack: Pack) -> str:
    """The name of a section that a severity might make mandatory, one that a report can do without most likely."""
    found = [
        node
        for node in pack.shape.walk()
        if node.kind == "section" and node.required is True and node.label.key and not (node.guide or node.sample)
    ]
    for node in sorted(found, key=lambda node: (bool(node.roles), node.level, -node.line)):
        try:
            if ">" not in node.label.text and pack.shape.find(node.label.text) is node:
                return node.label.text
        except (AmbiguousPathError, UnknownPathError):
            continue
    return ""


_CLOCK = """\
# The clock is used: what a report lacks is a note until its deadline, so that a draft can be committed, and an error
# after it. Without this line a report must be complete from the first commit on.
as-of = "now"

"""


def config_text(files: Sequence[str], packs: Sequence[str], note: str) -> str:
    """An ``incidentlint.toml`` with one entry; `note` says where its files were read."""
    return f"{_CLOCK}# {note}\n[[reports]]\nfiles = {listed(files)}\npack = {listed(packs)}\n"


_NOTHING_FOUND = """\
# Neither a template nor a report was found here. Without a [[reports]] every Markdown file that reads like an incident
# report or post-mortem is checked, against the built-in pack that it fits.
#
# [[reports]]
# files = "docs/incidents/*.md"
# pack = "generic"
"""

EMPTY_CONFIG = _CLOCK + _NOTHING_FOUND


def requirement(version: str) -> str:
    """What pip is to install: any release of this one's kind, so that no new rule fails an old commit."""
    major, minor, *_ = version.split(".")
    return f"incidentlint=={major}.{minor}.*"
