"""What several tests need: reports with marked spans, packs from text, linting a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import thread_time
from typing import Any

from click.testing import CliRunner
from hypothesis import settings

from incidentlint.cli.main import cli
from incidentlint.engine.fixes import FixResult, fix, suppress
from incidentlint.engine.lint import lint
from incidentlint.engine.plan import Plan
from incidentlint.facts.tallies import tally_words, wrong_tallies
from incidentlint.findings import Diagnostic, FileResult, Place
from incidentlint.grammars.clock import read_clock
from incidentlint.markdown import parse
from incidentlint.outline import FieldNode, TableNode, outline
from incidentlint.packs import compile_pack, load_built_in
from incidentlint.packs.pack import Pack
from incidentlint.packs.pack_file import PackFile
from incidentlint.packs.sources import built_in_packs
from incidentlint.project.neighbours import Siblings
from incidentlint.rulebook.marked_places import CLOSE, OPEN, Corners, marked
from incidentlint.rulebook.rule import Rule
from incidentlint.rulebook.selection import choose, load_rules
from incidentlint.text.source import SourceText, UndecodableError
from incidentlint.toml_file import convert, parse_toml
from incidentlint.vocabulary import load_lexicon

__all__ = ["CLOSE", "OPEN", "Corners", "marked"]


def corners(place: Place) -> Corners:
    """The place as a tuple, which reads well in a failed comparison."""
    return place.line, place.column, place.end_line, place.end_column


def pack_of(template: str, overrides: str = "") -> Pack:
    """The pack of a template with a pack file's text, or with no template the built-in pack of that name."""
    if not template:
        return load_built_in(overrides)
    file = convert(parse_toml(overrides, "pack.toml"), PackFile, overrides, "pack.toml")
    return compile_pack(file, SourceText.decode(template.encode()), overrides, "pack.toml")


def built_in() -> tuple[Pack, ...]:
    """All packs that the package brings."""
    return tuple(load_built_in(name) for name in built_in_packs())


def tallies_of(text: str, *languages: str) -> list[tuple[str, str]]:
    """The totals and shares of a text that its parts do not give, with what these give."""
    words = load_lexicon(languages).words
    read = outline(parse(SourceText(text)))
    texts = [line for node in read.walk() for line in getattr(node, "lines", ())]
    texts += [cell for node in read.walk() if isinstance(node, TableNode) for row in node.rows for cell in row.cells]
    texts += [node.whole for node in read.walk() if isinstance(node, FieldNode) and node.whole is not None]
    rest, people = frozenset(words.facts.words.rest), frozenset(words.summary.people)
    found = wrong_tallies(texts, (), text, tally_words(words.figures, rest, people, words.time.numbers))
    return [(tally.raw, tally.result) for tally in found]


def lint_text(
    text: str | bytes,
    packs: Iterable[Pack],
    *,
    rules: Iterable[Rule] | None = None,
    path: str = "",
    forced: bool = True,
    as_of: str = "",
) -> tuple[Diagnostic, ...]:
    """The diagnostics of a text: of the default rules, or of `rules`."""
    chosen = tuple(rules) if rules is not None else choose((), (), ())
    plan = Plan(chosen, tuple(packs), forced=forced, now=read_clock(as_of) if as_of else None)
    data = text if isinstance(text, bytes) else text.encode()
    return lint(data, path or "report.md", plan, location=path).diagnostics


def codes_of(template: str, report: str, language: str = "", extra: str = "") -> list[str]:
    """The codes of what is found in a report of a template in a language, notes aside; `extra` is more of its pack."""
    pack = pack_of(template, (f'languages = ["{language}"]\n' if language else "") + extra)
    return [found.code for found in lint_text(report, [pack], path="docs/pump.md") if found.level != "info"]


def lines_of(found: Iterable[Diagnostic]) -> list[tuple[str, int]]:
    """The codes and lines of diagnostics, without those that are information only."""
    return [(one.code, one.place.line) for one in found if one.level != "info"]


def examples(number: int, **others: Any) -> settings:
    """So many generated examples of a test; `make fuzz` tries more, by the factor by which its profile has more."""
    return settings(max_examples=number * settings.default.max_examples // 50, **others)


def is_linear(work: Callable[[int], object], few: int) -> bool:
    """Whether eight times as many cost less than 24 times the processor's time: by the square they would cost 64 times.

    One of three attempts is enough: what else the machine does counts little, and nothing in all of them.
    """

    def seconds(number: int) -> float:
        begun = thread_time()
        work(number)
        return thread_time() - begun

    # Other numbers each time: what was read before may be kept.
    return any(seconds(8 * each) < 24 * max(0.004, seconds(each)) for each in (few, few * 9 // 8, few * 10 // 8))


def lint_among(
    files: dict[str, str], text: str, packs: Iterable[Pack], *, rules: Iterable[Rule], path: str, root: bool = True
) -> tuple[Diagnostic, ...]:
    """The diagnostics of a text that lies at `path` among other files of a project, those across files too."""
    plan = Plan(tuple(rules), tuple(packs), forced=True)
    with TemporaryDirectory() as folder:
        for name, content in {path: text, **files}.items():
            file = Path(folder, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
        full, base = str(Path(folder, path)), folder if root else ""
        siblings = Siblings()
        result = lint(
            text.encode(),
            path,
            plan,
            location=path if root else "",
            ask=lambda report: siblings.of(report, plan, full, path, base),
        )
        return result.diagnostics


def rule(code: str) -> Rule:
    """The rule with a code."""
    return next(rule for rule in load_rules() if rule.code == code)


def mended(text: str, diagnostics: Iterable[Diagnostic]) -> str:
    """The text with the fixes of some diagnostics applied, unsafe ones too."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def offset(line: int, column: int) -> int:
        return starts[line - 1] + column - 1

    edits = {
        (offset(edit.place.line, edit.place.column), offset(edit.place.end_line, edit.place.end_column), edit.text)
        for diagnostic in diagnostics
        if diagnostic.fix
        for edit in diagnostic.fix.edits
    }
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def fixed_once(data: bytes, plan: Plan, *, unsafe: bool, path: str = "report.md") -> FixResult:
    """A file after its fixes, with all that has to hold of any."""
    before = lint(data, path, plan, location=path)
    done = fix(data, path, plan, unsafe=unsafe, location=path)
    again = fix(done.data, path, plan, unsafe=unsafe, location=path)
    assert again.data == done.data
    assert not again.fixed
    assert bool(done.fixed) == (done.data != data)
    if not unsafe:
        worse = _codes(done.result) - _codes(before)
        assert not worse, worse
    return done


def suppressed_once(data: bytes, plan: Plan, path: str = "report.md") -> FixResult:
    """A file after comments were written for all that is found, with what has to hold of any: nothing grave is left but
    what is told, nothing else is new, no line is changed, and there is nothing to do a second time.
    """
    before = lint(data, path, plan, location=path)
    done = suppress(data, path, plan, "for a test", location=path)
    grave = [one for one in done.result.diagnostics if one.level != "info"]
    assert len(grave) == len(done.notes), done.notes
    assert not _codes(done.result) - _codes(before)
    assert _without_comments(done.data) == _without_comments(data)
    assert suppress(done.data, path, plan, "for a test", location=path).data == done.data
    return done


def _without_comments(data: bytes) -> list[str]:
    try:
        text = SourceText.decode(data).original
    except UndecodableError:
        return [str(data)]
    return [line for line in text.splitlines() if "<!-- incidentlint-" not in line]


def _codes(result: FileResult) -> Counter[str]:
    return Counter(diagnostic.code for diagnostic in result.diagnostics)


def run(*arguments: str, status: int = 0) -> str:
    """What the command says, which ends with the given status."""
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == status, result.output
    return result.output
