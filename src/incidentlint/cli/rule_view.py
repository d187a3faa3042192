"""Rules as `incidentlint rule` shows them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

import msgspec

from ..output.cells import cells
from ..rules import Example, Rule

WIDTH = 100
_MARKS = re.compile("([«»])")


def rules_as_list(rules: Sequence[Rule]) -> str:
    """Return the rules, one on a line: code, name, level, and what is special about it."""
    width = max((len(rule.name) for rule in rules), default=0)
    lines = (f"{rule.code} {rule.name:<{width}} {rule.level:<7} {', '.join(_marks(rule))}".rstrip() for rule in rules)
    return "".join(f"{line}\n" for line in lines)


def _marks(rule: Rule) -> Iterator[str]:
    if rule.optional:
        yield "off until selected"
    if rule.waits:
        yield "waits for the deadline"
    if rule.fixable:
        yield "fixable"


def rules_as_json(rules: Sequence[Rule]) -> str:
    """Return the rules as a JSON list."""
    found = [
        {
            "code": rule.code,
            "name": rule.name,
            "level": rule.level,
            "messages": _messages(rule),
            "why": rule.why.strip(),
            "help": rule.help.strip(),
            "optional": rule.optional,
            "waits": rule.waits,
            "fixable": rule.fixable,
        }
        for rule in rules
    ]
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"


def _messages(rule: Rule) -> list[str]:
    return [rule.message] if isinstance(rule.message, str) else list(rule.message.values())


def rules_as_text(rules: Sequence[Rule]) -> str:
    """Return what there is to know of each rule."""
    return "\n\n".join("\n".join(_explain(rule)) for rule in rules) + "\n"


def _explain(rule: Rule) -> Iterator[str]:
    yield f"{rule.code} {rule.name} ({rule.level})"
    yield ""
    yield from _paragraphs(rule.why)
    messages = _messages(rule)
    yield ""
    yield "It says:" if len(messages) == 1 else "It says one of:"
    for message in messages:
        yield from _wrap(message, "  ")
    if rule.help:
        yield ""
        yield "What to do:"
        yield from (f"  {line}".rstrip() for line in _paragraphs(rule.help, WIDTH - 2))
    facts = list(_facts(rule))
    if facts:
        yield ""
        yield from facts
    yield from _examples(rule)


def _facts(rule: Rule) -> Iterator[str]:
    if rule.fixable:
        yield "Some of its findings can be mended automatically."
    if rule.waits:
        yield "A report that is not complete yet may have it until its deadline."
    if rule.optional:
        yield f"It is off until it is selected: --extend-select {rule.code}"


def _paragraphs(text: str, width: int = WIDTH) -> Iterator[str]:
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text.strip())):
        if number:
            yield ""
        yield from _wrap(paragraph, "", width)


def _wrap(text: str, indent: str, width: int = WIDTH) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), width, initial_indent=indent, subsequent_indent=indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _examples(rule: Rule) -> Iterator[str]:
    bad, good = next(iter(rule.bad), None), next(iter(rule.good), None)
    setting: tuple[str, ...] | None = None
    for title, example in (("Wrong", bad), ("Right", good)):
        if example is None:
            continue
        shown = tuple(_setting(rule, example))
        if shown != setting:
            yield from shown
        setting = shown
        yield ""
        yield f"{title}{f' ({example.path})' if example.path else ''}:"
        yield ""
        yield from (f"    {line}".rstrip() for line in underlined(example.report))
        if example.says and title == "Wrong":
            yield ""
            for message in example.says:
                yield from _wrap(f"-> {message}", "    ")


def _setting(rule: Rule, example: Example) -> Iterator[str]:
    """Yield the template and the pack that an example is linted with."""
    template = rule.example.template if example.template is None else example.template
    pack = rule.example.pack if example.pack is None else example.pack
    for title, text in (("With this template", template), ("and this pack" if template else "With this pack", pack)):
        if text.strip():
            yield ""
            yield f"{title}:"
            yield ""
            yield from (f"    {line}".rstrip() for line in text.strip("\n").splitlines())


def underlined(report: str) -> Iterator[str]:
    """Yield the lines of an example, carets below what its marks ``«...»`` enclose; an empty place has one."""
    depth, empty = 0, False
    for line in report.strip("\n").splitlines():
        plain, carets = "", ""
        for part in _MARKS.split(line):
            if part == "«":
                depth, empty = depth + 1, True
            elif part == "»":
                carets += "^" if empty else ""
                depth, empty = depth - 1, False
            elif part:
                plain += part
                carets = carets.ljust(_columns(plain), "^" if depth else " ")
                empty = False
        yield _shown(plain)
        if "^" in carets:
            yield carets.rstrip()


def _shown(text: str) -> str:
    return "".join(cell.text for cell in cells(text))


def _columns(text: str) -> int:
    return sum(cell.width for cell in cells(text))


__all__ = ["rules_as_json", "rules_as_list", "rules_as_text", "underlined"]
