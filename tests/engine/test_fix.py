"""Fixes: they come to an end, change nothing else, and safe ones make nothing worse."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentlint.engine.fixes import fix
from incidentlint.engine.lint import Found
from incidentlint.engine.plan import Plan
from incidentlint.engine.read import Reading
from incidentlint.engine.signature import same_but, signature
from incidentlint.findings import Edit, Finding, Fix
from incidentlint.markdown import parse
from incidentlint.rulebook.selection import choose, load_rules
from incidentlint.text import SourceText, Span
from support import built_in, examples, fixed_once, marked, pack_of, suppressed_once

fix_module = import_module("incidentlint.engine.fixes")
ROOT = Path(__file__).parents[2]
REPORTS = sorted([*(ROOT / "tests/cases").glob("*.md"), *(ROOT / "examples").rglob("*.md")])
EXAMPLES = [(rule, example) for rule in load_rules() for example in (*rule.bad, *rule.good) if rule.fixable]
VALUES = {"error": "made up"}
SLIPS = (
    ("**Total duration:** ", "**Total duration:** 9"),
    ("\n## ", "\n#### "),
    ("\n", "\n<!-- incidentlint-disable-line IR403 -->\n"),
    ("é", "Ã©"),
    (" -> ", " â†’ "),
    ("CEST", "CET"),
    ("\n- [x] ", "\n- [ X] "),
    ("\n| 2 |", "\n| 7 |"),
    ("**Severity:** P", "**Severity:** p"),
    ("\n## ", "\n"),
    ("\n**", "\n"),
)


@cache
def plan() -> Plan:
    return Plan(choose((), (), ("other-spelling",)), built_in())


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_reports_are_fixed_once(path: Path, unsafe: bool) -> None:
    fixed_once(path.read_bytes(), plan(), unsafe=unsafe)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda pair: pair[0].code)
def test_the_fixes_of_every_rule(example: tuple[object, object]) -> None:
    rule, one = example
    template = rule.example.template if one.template is None else one.template
    given_pack = rule.example.pack if one.pack is None else one.pack
    pack = pack_of(template, given_pack)
    text, _ = marked(one.report)
    fixed_once(text.encode(), Plan((rule,), (pack,), certain=True), unsafe=True)


@pytest.mark.once
@examples(10)
@given(st.data())
def test_slips_in_whole_reports(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([path for path in REPORTS if path.stat().st_size < 20_000]))
    text = path.read_text(encoding="utf-8", errors="surrogateescape")
    for old, new in data.draw(st.lists(st.sampled_from(SLIPS), max_size=3, unique=True)):
        places = text.count(old)
        if places:
            place = data.draw(st.integers(0, places - 1))
            start = -1
            for _ in range(place + 1):
                start = text.index(old, start + 1)
            text = text[:start] + new + text[start + len(old) :]
    text = data.draw(st.sampled_from(["\n", "\r\n"])).join(text.split("\n"))
    raw = text.encode("utf-8", "surrogateescape")
    fixed_once(raw, plan(), unsafe=data.draw(st.booleans()))
    suppressed_once(raw, plan())


def test_what_would_be_read_differently_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# Incident: disk full\n\n**Severity:** P1\n\n## Summary\n\nThe disk was full.\n"
    at = text.index("\n\nThe disk")
    harm = Fix("Join the lines", "safe", (Edit(Span(at, at + 2), " "),))
    good = Fix("Write an hour", "safe", (Edit(Span(text.index("full.\n"), text.index("full.\n") + 4), "empty"),))
    made = [Finding(Span(0, 1), VALUES, fix=harm), Finding(Span(2, 3), VALUES, fix=good)]
    rule = load_rules()[0]

    def find(reading: Reading, *_: object) -> list[Found]:
        assert reading.document is not None
        left = made if "full.\n" in reading.document.source.text else made[:1]
        return [Found(rule, finding) for finding in left]

    monkeypatch.setattr(fix_module, "find", find)
    done = fix(text.encode(), "report.md", plan())
    assert done.data.decode() == text.replace("full.\n", "empty.\n")
    assert [one.title for one in done.fixed] == ["Write an hour"]
    assert done.notes == (f"report.md:1: {rule.code} is not fixed: the rest of the report would be read differently",)


def test_what_is_read_to_try_fixes_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not tried by then is left as it is, which is said."""
    text = "# Incident: disk full\n\nThe disk was full.\n"
    edit = Edit(Span(text.index("full.\n"), text.index("full.\n") + 4), "empty")
    rule = load_rules()[0]

    def find(reading: Reading, *_: object) -> list[Found]:
        assert reading.document is not None
        made = [Finding(Span(0, 1), VALUES, fix=Fix("Write empty", "unsafe", (edit,)))]
        return [Found(rule, finding) for finding in made if "full.\n" in reading.document.source.text]

    monkeypatch.setattr(fix_module, "find", find)
    assert b"empty" in fix(text.encode(), "report.md", plan(), unsafe=True).data
    monkeypatch.setattr(fix_module, "READ", 0)
    done = fix(text.encode(), "report.md", plan(), unsafe=True)
    assert done.data == text.encode()
    assert done.notes == (f"report.md:1: {rule.code} is not fixed: there are too many of them",)


def test_fixes_that_undo_each_other_are_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# Incident: disk full\n\nThe disk was full.\n"
    one, other = load_rules()[:2]

    def find(reading: Reading, *_: object) -> list[Found]:
        assert reading.document is not None
        now = reading.document.source.text
        here = now.index("was ") + 4
        full = now[here:].startswith("full")
        word = "empty" if full else "full"
        edit = Edit(Span(here, now.index(".", here)), word)
        fix = Fix(f"Write {word}", "unsafe", (edit,))
        return [Found(one if full else other, Finding(Span(here - 4, here), VALUES, fix=fix))]

    monkeypatch.setattr(fix_module, "find", find)
    done = fix(text.encode(), "report.md", plan(), unsafe=True)
    assert done.data == text.encode()
    assert not done.fixed
    assert done.notes == (f"report.md: not fixed, because these fixes undo each other: {other.code}",)


def test_what_would_still_be_found_is_not_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# Incident: disk full\n\nThe disk was full.\n"
    rule = load_rules()[0]
    edit = Edit(Span(text.index("full.\n"), text.index("full.\n") + 4), "empty")
    always = [Found(rule, Finding(Span(0, 1), VALUES, fix=Fix("Write empty", "unsafe", (edit,))))]
    monkeypatch.setattr(fix_module, "find", lambda *_: always)
    done = fix(text.encode(), "report.md", plan(), unsafe=True)
    assert done.data == text.encode()
    assert done.notes == (f"report.md:1: {rule.code} is not fixed: it would still be found",)


def test_readings_differ_where_nothing_was_edited() -> None:
    one = signature(parse(SourceText("**Severity:** P1\n\nText\n")))
    other = signature(parse(SourceText("**Severity:** P2\n\nText\n")))
    assert same_but(one, one, [])
    assert not same_but(one, other, [])
    assert same_but(one, other, [(Span(14, 16), "P2")])
    assert not same_but(one, other, [(Span(18, 22), "Text")])


def test_of_equal_fixes_one_that_is_refused_leaves_the_others() -> None:
    comment = "<!-- incidentlint-disable-next-line IR403 -->\n"
    table = f"| Time | Event |\n|---|---|\n| 09:10 | Alert |\n{comment}| 09:20 | Fixed |\n"
    generic = next(pack for pack in built_in() if pack.name == "generic")
    done = fixed_once(
        f"# Incident: Disk full\n\n{table}\n{comment}\nIt was full.\n\n{comment}\nNot now.\n".encode(),
        Plan(choose((), (), ()), (generic,), forced=True),
        unsafe=False,
    )
    assert done.data.decode() == f"# Incident: Disk full\n\n{table}\n\nIt was full.\n\n\nNot now.\n"
    assert len(done.notes) == 1
