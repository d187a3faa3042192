"""What there is to say of a rule, once: for `incidentlint rule` and for the page of the rule in the documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from incidentlint.rulebook.marked_places import Corners, marked
from incidentlint.rulebook.rule import Example, Rule
from incidentlint.text import cells

FAMILIES = {
    "0": "source",
    "1": "structure",
    "2": "placeholders",
    "3": "gates",
    "4": "dates and times",
    "5": "figures",
    "6": "actions",
    "7": "files",
    "8": "wording",
    "9": "privacy",
}
"""The families of rules, by the first digit of their codes."""


_VALUE = re.compile(r"\{(\w+)\}")
"""Of a message: what is put in its place when it is said."""


class Title(msgspec.Struct, frozen=True):
    """The rule's code and name, and what is special about it in a few words."""

    text: str
    marks: tuple[str, ...]


class Heading(msgspec.Struct, frozen=True):
    """What comes below, to the next heading; one of a `minor` kind stands for an example or a part of it."""

    text: str
    minor: bool = False


class Paragraph(msgspec.Struct, frozen=True):
    """Prose. It may hold code between backticks."""

    text: str


class Points(msgspec.Struct, frozen=True):
    """A list of short texts; `places` come before them where they speak of a place, as line and column."""

    items: tuple[str, ...]
    places: tuple[str, ...] = ()


class Listing(msgspec.Struct, frozen=True):
    """Lines as they stand in a file."""

    lines: tuple[str, ...]
    language: str = "markdown"


Block = Title | Heading | Paragraph | Points | Listing


def family(rule: Rule) -> str:
    """The family that a rule belongs to."""
    return "rule of a pack" if rule.is_own else FAMILIES[rule.code[2]]


def marks(rule: Rule) -> tuple[str, ...]:
    """What is special about a rule."""
    found = []
    if rule.optional:
        found.append("off until selected")
    if rule.waits:
        found.append("waits for the deadline")
    if rule.fixable:
        found.append("fixable")
    return tuple(found)


def messages(rule: Rule) -> tuple[str, ...]:
    """What a rule may say, with names for the values."""
    return (rule.message,) if isinstance(rule.message, str) else tuple(rule.message.values())


def message_forms(rule: Rule) -> tuple[str, ...]:
    """What a rule says, with `<label>` where a message has a label."""
    return tuple(_VALUE.sub(lambda value: f"<{value[1].replace('_', ' ')}>", message) for message in messages(rule))


def rule_text(rule: Rule) -> Iterator[Block]:
    """Yield all there is to know of a rule."""
    yield Title(f"{rule.code} {rule.name}", (rule.level, family(rule), *marks(rule)))
    yield from _paragraphs(rule.why)
    said = message_forms(rule)
    yield Heading("It says" if len(said) == 1 else "It says one of")
    yield Points(said)
    if rule.help:
        yield Heading("What to do")
        yield from _paragraphs(rule.help)
    facts = tuple(_facts(rule))
    if facts:
        yield Heading("Good to know")
        yield Points(facts)
    yield from _examples(rule)
    yield from _suppression(rule)


def _paragraphs(text: str) -> Iterator[Block]:
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        yield Paragraph(" ".join(paragraph.split()))


def _facts(rule: Rule) -> Iterator[str]:
    if rule.optional:
        yield f"It is off until it is selected: `--extend-select {rule.code}`."
    if rule.waits:
        yield "A report that is not complete yet may have it until its deadline."
    if rule.fixable:
        yield "Some of its findings can be fixed automatically."


def _suppression(rule: Rule) -> Iterator[Block]:
    yield Heading("How to suppress it")
    if not rule.suppressible:
        yield Paragraph(f"A file that cannot be read has no comments. Leave the rule out: `--ignore {rule.code}`.")
        return
    yield Paragraph("For one place, with a comment on the line above it:")
    yield Listing((f"<!-- incidentlint-disable-next-line {rule.code} -- why it is right here -->",), "html")
    yield Paragraph("For a whole file, with a comment anywhere in it:")
    yield Listing((f"<!-- incidentlint-disable-file {rule.code} -- why it is right here -->",), "html")
    yield Paragraph(f"For all files: `--ignore {rule.code}`.")


def _examples(rule: Rule) -> Iterator[Block]:
    """Yield the examples, each with its template and pack where these are not those of the one before it."""
    setting: tuple[Block, ...] = ()
    for title, examples in (("Wrong", rule.bad), ("Right", rule.good)):
        for number, example in enumerate(examples):
            if not number:
                yield Heading(title)
            shown = tuple(_setting(rule, example))
            if example.title or number or example.path:
                path = example.path or rule.example.path
                name = example.title or ("Another" if number else "An example")
                yield Heading(f"{name} ({path})" if path else name, minor=True)
            if shown != setting:
                yield from shown
                yield Paragraph("this report:")
            setting = shown
            yield from _example(rule, example)


def _setting(rule: Rule, example: Example) -> Iterator[Block]:
    """Yield the template and the pack that an example is linted with."""
    template = rule.example.template if example.template is None else example.template
    pack = rule.example.pack if example.pack is None else example.pack
    if template.strip():
        yield Paragraph("With this template:")
        yield Listing(_lines(template))
        if pack.strip():
            yield Paragraph("and this pack:")
            yield Listing(_lines(pack), "toml")
    elif pack.strip():
        yield Paragraph(f"With the pack `{pack.strip()}`:")


def _example(rule: Rule, example: Example) -> Iterator[Block]:
    if example.as_of:
        yield Paragraph(f"as of {example.as_of}:")
    text, places = _marked(example.report)
    yield Listing(tuple(underlined(text, places)))
    for path, text in example.files.items():
        yield Paragraph(f"with `{path}` beside it:")
        yield Listing(_lines(text), "markdown" if path.endswith(".md") else "text")
    if example.says:
        level = example.level or rule.level
        yield Paragraph("gets this finding:" if len(example.says) == 1 else "gets these findings:")
        signs = tuple(f"{line}:{column} {level}" for line, column, *_ in places)
        yield Points(example.says, signs if len(signs) == len(example.says) else ())
    if example.fixed is not None:
        yield Paragraph("and is fixed to:")
        yield Listing(_lines(example.fixed))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(_shown(line) for line in text.strip("\n").splitlines())


def _marked(report: str) -> tuple[str, list[Corners]]:
    """An example's text and marked places; one with a mark that has no partner is shown as it stands."""
    try:
        return marked(report)
    except ValueError:
        return report, []


def underlined(text: str, places: Sequence[Corners]) -> Iterator[str]:
    """Yield the lines of an example, carets below its marked places; an empty place has one."""
    for number, line in enumerate(text.rstrip("\n").split("\n"), start=1):
        carets = ""
        for first, start, last, end in places:
            if first <= number <= last:
                begin = _columns(line[: start - 1]) if number == first else 0
                stop = _columns(line[: end - 1]) if number == last else _columns(line)
                if (first, start) == (last, end):
                    stop = begin + 1
                carets = (carets[:begin].ljust(begin) + "^" * (stop - begin)).ljust(len(carets), "^")
        yield _shown(line)
        if "^" in carets:
            yield carets.rstrip()


def _shown(text: str) -> str:
    return "".join(cell.text for cell in cells(text))


def _columns(text: str) -> int:
    return sum(cell.width for cell in cells(text))
