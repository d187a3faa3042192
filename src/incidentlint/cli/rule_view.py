"""Rules as `incidentlint rule` shows them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from incidentlint.output import pretty
from incidentlint.rulebook import (
    Block,
    Heading,
    Listing,
    Paragraph,
    Points,
    Rule,
    Title,
    UnknownRuleError,
    find_rules,
    marks,
    messages,
    rule_text,
)
from incidentlint.toml_file import FileError

WIDTH = 100


def find(name: str, pack: str) -> tuple[Rule, ...]:
    """The rules that a name means: of the package, of a pack if one is named, else of those that the configuration of
    the current folder names.

    Raises `UnknownRuleError`, and `FileError` for a pack or a configuration that is not in order.
    """
    if pack:
        from incidentlint.packs import load_pack
        from incidentlint.rulebook import known_rules

        return find_rules(name, known_rules(load_pack(pack).own_rules))
    try:
        found = find_rules(name)
    except UnknownRuleError:
        return find_rules(name, _configured())
    return found if name.strip().upper() != "ALL" else _configured()


def _configured() -> tuple[Rule, ...]:
    """The rules that the configuration of the current folder knows."""
    import os

    from incidentlint.project import Resolver

    settings = Resolver().settings(os.getcwd())
    if isinstance(settings, FileError):
        raise settings
    return settings.known


def rules_as_list(rules: Sequence[Rule]) -> str:
    """Return the rules, one on a line: code, name, level, and what is special about it."""
    width = max((len(rule.name) for rule in rules), default=0)
    lines = (f"{rule.code} {rule.name:<{width}} {rule.level:<7} {', '.join(marks(rule))}".rstrip() for rule in rules)
    return "".join(f"{line}\n" for line in lines)


def rules_as_json(rules: Sequence[Rule]) -> str:
    """Return the rules as a JSON list."""
    found = [
        {
            "code": rule.code,
            "name": rule.name,
            "level": rule.level,
            "messages": messages(rule),
            "why": rule.why.strip(),
            "help": rule.help.strip(),
            "optional": rule.optional,
            "waits": rule.waits,
            "fixable": rule.fixable,
        }
        for rule in rules
    ]
    return pretty(found)


def rules_as_text(rules: Sequence[Rule]) -> str:
    """Return what there is to know of each rule."""
    return "\n\n".join("\n".join(_explain(rule)) for rule in rules) + "\n"


def _explain(rule: Rule) -> Iterator[str]:
    """Yield the lines of a rule's text: headings at the margin, what they are for below them."""
    indent = ""
    after_heading = False
    for block in rule_text(rule):
        close = after_heading and isinstance(block, Points | Paragraph)
        if not isinstance(block, Title) and not close:
            yield ""
        if isinstance(block, Heading):
            indent = "  "
        yield from _block(block, indent)
        after_heading = isinstance(block, Heading) and not block.minor


def _block(block: Block, indent: str) -> Iterator[str]:
    match block:
        case Title(text, facts):
            yield f"{text} ({', '.join(facts)})"
        case Heading(text, minor):
            yield f"{indent if minor else ''}{text}:"
        case Paragraph(text):
            yield from _wrap(text, indent)
        case Points(items, places):
            for number, item in enumerate(items):
                lead = "- " if len(items) > 1 else ""
                yield from _wrap(f"{places[number]}: {item}" if places else item, indent, lead)
        case Listing(lines):
            yield from (f"{indent}  {line}".rstrip() for line in lines)


def _wrap(text: str, indent: str, lead: str = "") -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), WIDTH, initial_indent=indent + lead, subsequent_indent=indent + " " * len(lead),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
