"""Running the examples of a rule: the marked places and the messages that they state against what the rule says."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from incidentlint.engine.lint import lint
from incidentlint.engine.plan import Plan
from incidentlint.findings import Diagnostic
from incidentlint.grammars import read_clock
from incidentlint.packs import Pack, PackFile, compile_pack, load_pack
from incidentlint.rulebook import Corners, Example, Rule, marked
from incidentlint.text import SourceText
from incidentlint.toml_file import FileError, convert, parse_toml


class Failed(msgspec.Struct, frozen=True):
    """An example that does not hold: which one (``bad 2``), and what is otherwise than it says, line by line."""

    example: str
    said: tuple[str, ...]


def run_examples(rule: Rule, pack: Pack) -> Iterator[Failed]:
    """The examples of a rule that do not hold; those that name no template and no pack are of `pack`.

    Only the rule itself runs. An example's `pack` is the name or the folder of one, or beside a template the text of a
    pack file.
    """
    for kind, examples in (("bad", rule.bad), ("good", rule.good)):
        for number, example in enumerate(examples, start=1):
            said = tuple(_run(rule, example, pack))
            if said:
                yield Failed(f"{kind} {number}{f' ({example.title})' if example.title else ''}", said)


def _run(rule: Rule, example: Example, pack: Pack) -> Iterator[str]:
    try:
        text, places = marked(example.report)
        chosen = _pack(rule, example, pack)
        clock = read_clock(example.as_of) if example.as_of else None
        if example.as_of and clock is None:
            raise ValueError(f"as-of: {example.as_of!r} is not a date or date-time")
    except (ValueError, FileError) as error:
        yield str(error)
        return
    path = example.path or rule.example.path
    plan = Plan((rule,), (chosen,), certain=True, now=clock)
    found = lint(text.encode(), path or "report.md", plan, location=path).diagnostics
    yield from _compared(rule, example, places, found)


def _pack(rule: Rule, example: Example, pack: Pack) -> Pack:
    """The pack that an example is of, with the rule as one of its own."""
    template = rule.example.template if example.template is None else example.template
    given = rule.example.pack if example.pack is None else example.pack
    if not template.strip() and not given.strip():
        return pack
    if template.strip():
        file = convert(parse_toml(given, "pack"), PackFile, given, "pack")
        made = compile_pack(file, SourceText.decode(template.encode()), given, "pack")
    else:
        made = load_pack(given.strip())
    return made.alone_with(rule)


def _compared(rule: Rule, example: Example, places: list[Corners], found: tuple[Diagnostic, ...]) -> Iterator[str]:
    """What is otherwise than an example says."""
    real = [(_corners(diagnostic), diagnostic.message) for diagnostic in found]
    said = list(zip(places, example.says, strict=False))
    if len(places) != len(example.says):
        yield f"it marks {len(places)} places and states {len(example.says)} messages"
    for corners, message in said:
        if (corners, message) not in real:
            yield f"not found: {_place(corners)}: {message}"
    for corners, message in real:
        if (corners, message) not in said:
            yield f"found: {_place(corners)}: {message}"
    wanted = example.level or rule.level
    for diagnostic in found:
        if diagnostic.level != wanted:
            yield f"level {diagnostic.level}, not {wanted}: {diagnostic.message}"


def _corners(diagnostic: Diagnostic) -> Corners:
    place = diagnostic.place
    return place.line, place.column, place.end_line, place.end_column


def _place(corners: Corners) -> str:
    line, column, last, end = corners
    return f"{line}:{column}-{end}" if line == last else f"{line}:{column}-{last}:{end}"
