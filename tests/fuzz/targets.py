"""One function for each kind of input: it takes any bytes, and raises where something does not hold of them."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from fuzz import seeds
from incidentlint.engine import Plan
from incidentlint.engine.lint import lint
from incidentlint.findings import FileResult, Place
from incidentlint.output.formats import Look
from incidentlint.output.registry import FORMATS
from incidentlint.packs.pack import Pack
from incidentlint.project import Overrides, Resolver
from incidentlint.rulebook.selection import choose, known_rules, levels_of
from incidentlint.text.source import SourceText, UndecodableError
from incidentlint.toml_file import FileError
from support import built_in, fixed_once, pack_of, suppressed_once

LONGEST = 20_000
"""Bytes of an input; what longer ones cost is another test's."""

RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys instead of showing it."""


@cache
def plans() -> tuple[Plan, ...]:
    """What reports are linted with: all rules, by detection and as reports of each pack."""
    rules = choose(("IR",), (), ())
    return Plan(rules, built_in()), *(Plan(rules, (pack,), forced=True) for pack in built_in())


def chosen(data: bytes) -> tuple[Plan, bytes]:
    """The first byte of an input says which plan, the others are the text."""
    return plans()[data[0] % len(plans())] if data else plans()[0], data[1:]


def places(result: FileResult) -> Iterator[Place]:
    """All places that a result names in its file."""
    for one in result.diagnostics:
        yield one.place
        yield from (related.place for related in one.related if related.path == result.path)
        yield from (edit.place for edit in (one.fix.edits if one.fix else ()))


def holds(data: bytes, plan: Plan) -> None:
    """Lint a file, twice: what is found lies in it, is the same again, and is written without a sign to obey."""
    found = lint(data, "docs/INCIDENT-2026-02-24-x.md", plan)
    assert lint(data, "docs/INCIDENT-2026-02-24-x.md", plan) == found
    try:
        lines = re.split("\r\n?|\n", SourceText.decode(data).original)
    except UndecodableError:
        lines = []
    for place in places(found) if lines else ():
        assert (place.line, place.column) <= (place.end_line, place.end_column), place
        assert 1 <= place.line <= place.end_line <= len(lines), place
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, place
        assert 1 <= place.end_column <= len(lines[place.end_line - 1]) + 1, place
    for name, form in FORMATS.items():
        written = form.render((found,), Look())
        assert form.for_programs or not RAW.search(written), name


def check(data: bytes) -> None:
    """Any bytes as a report."""
    holds(*reversed(chosen(data)))  # type: ignore[arg-type]


def template(data: bytes) -> None:
    """Any text as a template, which is then a report of itself."""
    pack = _pack(data, "")
    if pack is not None:
        holds(data, Plan(choose(("IR",), (), ()), (pack,), forced=True))


def pack(data: bytes) -> None:
    """Any bytes as a pack file, over the template of a pack; it holds for a report of that one."""
    which, text = (data[0] if data else 0), data[1:]
    path = seeds.TEMPLATES[which % len(seeds.TEMPLATES)]
    made = _pack(path.read_bytes(), text.decode("utf-8", "replace"))
    if made is not None:
        holds(path.read_bytes(), Plan(choose(("IR",), (), ()), (made,), forced=True))


def _pack(template: bytes, overrides: str) -> Pack | None:
    """The pack of two texts; None where they are none, which has to be said with a place."""
    try:
        if template:
            made = pack_of(SourceText.decode(template).text, overrides)
            levels_of(made.file.rules, known_rules(made.own_rules))  # the command asks before it lints
            return made
    except FileError as error:
        assert str(error).startswith("pack.toml"), error
    except ValueError:
        pass
    return None


def configuration(data: bytes) -> None:
    """Any bytes as a configuration: a plan, or an error with the name of its file."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        path = Path(folder, "incidentlint.toml")
        path.write_bytes(data)
        choice = Resolver(Overrides()).choice(str(Path(folder, "docs", "x.md")))
        if isinstance(choice, FileError):
            assert "incidentlint.toml" in str(choice), choice


def suppressions(data: bytes) -> None:
    """Any lines as comments of a report, which is then linted and fixed."""
    plan, text = chosen(data)
    report = seeds.REPORTS[(data[0] if data else 0) % len(seeds.REPORTS)].read_bytes().splitlines(keepends=True)
    for number, line in enumerate(text.splitlines()[:30]):
        report.insert(7 * number % len(report), b"<!-- incidentlint-" + line + b" -->\n")
    holds(b"".join(report), plan)
    fixed_once(b"".join(report), plan, unsafe=False)


def fixes(data: bytes) -> None:
    """Any bytes as a report that is fixed, and one whose findings are suppressed."""
    plan, text = chosen(data)
    if text.startswith((b"\xff", b"\xfe")) or len(text) > LONGEST // 4:
        return
    for unsafe in (False, True):
        fixed_once(text, plan, unsafe=unsafe)
    suppressed_once(text, plan)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "check": check,
    "template": template,
    "pack": pack,
    "configuration": configuration,
    "suppressions": suppressions,
    "fixes": fixes,
}


def beginnings(target: str) -> list[bytes]:
    """The seeds of a target."""
    if target == "template":
        return seeds.texts()
    if target == "configuration":
        return [text.encode() for text in seeds.CONFIGURATIONS]
    if target == "pack":
        return [bytes([number]) + path.read_bytes() for number, path in enumerate(seeds.PACKS)]
    if target == "suppressions":
        return [b"\0" + text.encode() for text in seeds.COMMENTS]
    texts = [*seeds.texts(), *seeds.examples()]
    return [bytes([number % 251]) + text for number, text in enumerate(texts)]
