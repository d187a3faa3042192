"""Every rule file: its examples are its tests, and its facts are in order."""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path
from typing import get_type_hints

import msgspec
import pytest

from incidentlint.about import data_folder
from incidentlint.checks.cross_file import Neighbours
from incidentlint.checks.registry import NoParams, find_check
from incidentlint.engine.lint import lint
from incidentlint.engine.plan import Plan
from incidentlint.engine.read import MOST_LINES
from incidentlint.markdown.document import MOST_SIGNS
from incidentlint.report.recognise import Recognised
from incidentlint.report.report import Report
from incidentlint.report.suppressions import Suppressions
from incidentlint.rulebook.rule import Example, Rule, read_rule
from incidentlint.rulebook.selection import UnknownRuleError, choose, find_rules, load_rules
from incidentlint.text.source import SourceText, TooLongError, UndecodableError
from incidentlint.toml_file import FileError
from support import built_in, corners, lint_among, lint_text, marked, mended, pack_of
from support import rule as rule_of

FILES = sorted((data_folder() / "core").glob("*.toml"))
RULES = load_rules()
BY_CODE = {rule.code: rule for rule in RULES}

NO_EXAMPLES = {"IR001", "IR009"}
"""Rules that a text cannot show: the bytes of an undecodable file are no text, and one too long is no example. See
`test_undecodable` and `test_too_long`.
"""

KEYS = (
    "code name check level waits optional demands habit claims suppressible message help why params example bad good"
).split()
"""The order of a rule file's keys."""


def examples(kind: str) -> list[object]:
    """All examples of a kind, ``bad`` or ``good``, with readable ids."""
    return [
        pytest.param(rule, example, id=f"{rule.code}-{kind}-{number}")
        for rule in RULES
        for number, example in enumerate(getattr(rule, kind), start=1)
    ]


def run(rule: Rule, example: Example, text: str):
    """The rule's own diagnostics of an example.

    Only the rule itself runs; with one about suppressions, which speaks of other rules' findings, all of them.
    """
    template = example.template if example.template is not None else rule.example.template
    overrides = example.pack if example.pack is not None else rule.example.pack
    pack = pack_of(template, overrides)
    subject = find_check(rule.check, rule.params).subject
    rules = choose((), (), (rule.code,)) if subject is Suppressions else (rule,)
    path = example.path or rule.example.path
    if example.files or subject is Neighbours:
        found = lint_among(example.files, text, (pack,), rules=rules, path=path or "report.md")
    else:
        found = lint_text(text, (pack,), rules=rules, path=path, as_of=example.as_of)
    return [diagnostic for diagnostic in found if diagnostic.code == rule.code]


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_bad(rule: Rule, example: Example) -> None:
    """The rule finds exactly what the example marks, and says what the example says."""
    text, places = marked(example.report)
    found = run(rule, example, text)
    assert [diagnostic.message for diagnostic in found] == list(example.says)
    assert [corners(diagnostic.place) for diagnostic in found] == places
    assert {diagnostic.level for diagnostic in found} == {example.level or rule.level}
    if example.fixed is not None:
        assert mended(text, found) == example.fixed


@pytest.mark.parametrize(("rule", "example"), examples("good"))
def test_good(rule: Rule, example: Example) -> None:
    """The rule finds nothing."""
    text, places = marked(example.report)
    assert not places
    assert run(rule, example, text) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_has_examples(rule: Rule) -> None:
    """A rule shows what it finds, and what it does not."""
    if rule.code in NO_EXAMPLES:
        assert not rule.bad
    else:
        assert len(rule.bad) >= 2
        assert len(rule.good) >= 2


def test_undecodable() -> None:
    """IR001 is at the first bytes that are no UTF-8."""
    data = "# Report\n\nZürich".encode("latin-1")
    (found,) = lint(data, "r.md", Plan((BY_CODE["IR001"],), ())).diagnostics
    assert corners(found.place) == (3, 2, 3, 3)
    assert found.message == "the file is not valid UTF-8: byte 0xfc"
    assert lint(data, "r.md", Plan((), ())).diagnostics == ()


def test_too_long() -> None:
    """IR009 is at the first line too many, of a file that somebody called a report; others are no reports."""
    text = b"# Incident: full disk\n" + b"\n" * MOST_LINES
    rules, pack = (BY_CODE["IR009"],), built_in()[0]
    (found,) = lint(text, "r.md", Plan(rules, (pack,), forced=True)).diagnostics
    assert corners(found.place) == (MOST_LINES + 1, 1, MOST_LINES + 1, 1)
    assert found.message == "the file is 20,002 lines long, and no more than 20,000 are read"
    guessed = lint(text, "r.md", Plan(rules, (pack,)))
    assert (guessed.reason, guessed.diagnostics) == ("it is 20,002 lines long, and no more than 20,000 are read", ())
    assert lint(text[:-2], "r.md", Plan(rules, (pack,), forced=True)).diagnostics == ()


@pytest.mark.parametrize(
    "text", ["\n\n".join(["word " * 20_000] * 4), "| a | b |\n|---|---|\n" + "| x | y |\n" * 3_000, "- a\n" * 6_000]
)
def test_too_much_work(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """IR009 is where the budget of a file is spent: at long texts, and at the cells of many rows."""
    monkeypatch.setattr("incidentlint.engine.read.MOST_WORK", 300_000)
    data = f"# Incident: full disk\n\n{text}\n\n**Severity:** P9\n".encode()
    rules, pack = (BY_CODE["IR009"], BY_CODE["IR207"]), built_in()[0]
    (found,) = lint(data, "r.md", Plan(rules, (pack,), forced=True)).diagnostics
    assert (found.code, found.place.line >= 3) == ("IR009", True)
    assert found.message.endswith(f" texts long by line {found.place.line}, and no more are read")
    guessed = lint(data, "r.md", Plan(rules, (pack,)))
    assert (guessed.reason, guessed.diagnostics) == (found.message.replace("the file", "it", 1), ())


@pytest.mark.parametrize("begin", ["", "- ", "| a |\n|---|\n| ", "> ", "## ", "**Summary:** "])
def test_too_long_a_text(begin: str) -> None:
    """IR009 is at a text that nobody can have written, wherever it stands; with some signs less it is read."""
    rules, pack = (BY_CODE["IR009"], BY_CODE["IR207"]), built_in()[0]
    for signs, said in ((MOST_SIGNS + 1, True), (MOST_SIGNS - len(begin), False)):
        text = f"# Incident: full disk\n\n{begin}{'x' * signs}\n"
        found = lint(text.encode(), "r.md", Plan(rules, (pack,), forced=True)).diagnostics
        assert [one.code for one in found] == ["IR009"] * said
        if found:
            line = text[: text.index("xx")].count("\n") + 1
            assert (found[0].place.line, f"further than line {line}: " in found[0].message) == (line, True)


@pytest.mark.once
def test_what_is_no_text_of_a_report_is_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("incidentlint.engine.read.MOST_WORK", 300_000)
    picture = f"![][p]\n\n[p]: data:image/png;base64,{'A' * 400_000}\n"
    log = "```\n" + "2026-02-24 10:00 line\n" * 15_000 + "```\n"
    for text in (picture, log, f"![](data:image/png;base64,{'A' * 400_000})\n"):
        data = f"# Incident: full disk\n\n**Severity:** P1\n\n{text}".encode()
        assert lint(data, "r.md", Plan((BY_CODE["IR009"],), (built_in()[0],), forced=True)).diagnostics == ()


@pytest.mark.parametrize("text", ["# Zürich 🚒\n".encode(), b"\xef\xbb\xbf# Report\n", "# Report\n".encode("utf-16")])
def test_decodable(text: bytes) -> None:
    """UTF-8 is a text, with a byte order mark or without one; so is UTF-16 with one."""
    assert SourceText.decode(text).text.lstrip("\ufeff").startswith("# ")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_message_is_shown(rule: Rule) -> None:
    """Each variant of a message is said by a bad example."""
    if rule.code in NO_EXAMPLES:
        return
    variants = rule.message if isinstance(rule.message, dict) else {"": rule.message}
    said = {_variant(variants, message) for example in rule.bad for message in example.says}
    assert said == set(variants)


def _variant(variants: dict[str, str], message: str) -> str:
    """The most specific of the variants that a message can be made from."""
    fitting = [(len(text), name) for name, text in variants.items() if re.fullmatch(_pattern(text), message)]
    return max(fitting)[1]


def _pattern(text: str) -> str:
    """A message's text as a pattern, with anything for its values."""
    return "".join(".*" if part.startswith("{") else re.escape(part) for part in re.split(r"({\w+})", text))


def test_claims_are_in_one_order() -> None:
    """No two rules claim a place with the same right, but for what an action may lack at once."""
    lacks = {"missing-owner", "missing-due-date"}
    assert len({rule.claims for rule in RULES if rule.name in lacks}) == 1
    claims = sorted(rule.claims for rule in RULES if rule.claims and rule.name != "missing-due-date")
    assert claims == list(range(1, len(claims) + 1))


def test_codes_and_names_are_unique() -> None:
    """No two rules share a code or a name."""
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES) == len(FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file(path: Path) -> None:
    """A file is named after its rule, has its keys in order, and says why in whole sentences."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    rule = read_rule(path)
    assert path.stem == f"{rule.code}-{rule.name}"
    assert re.fullmatch(r"IR\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    # A table of messages comes after the plain keys.
    keys = [key for key in data if key != "message"]
    assert keys == [key for key in KEYS if key in keys]
    assert rule.why.strip().endswith(".")
    assert not rule.help or rule.help.endswith((".", ">"))
    for message in [rule.message] if isinstance(rule.message, str) else rule.message.values():
        assert not message.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_check(rule: Rule) -> None:
    """The check is there, takes what it is about and typed params, and the rule's params fit."""
    subject, function, params = find_check(rule.check, rule.params)
    assert list(inspect.signature(function).parameters)[1:] == ["params"]
    assert subject in (TooLongError, UndecodableError, SourceText, Recognised, Report, Neighbours, Suppressions)
    kind = get_type_hints(function)["params"]
    assert issubclass(kind, msgspec.Struct)
    assert isinstance(params, kind)
    assert kind is not NoParams or not rule.params


def test_unknown_key(tmp_path: Path) -> None:
    """A wrong key is an error at its line, with the nearest key."""
    path = tmp_path / "IR999-wrong.toml"
    path.write_text('code = "IR999"\nname = "wrong"\ncheck = "engine"\nmesage = "no"\nwhy = "x"\n', encoding="utf-8")
    with pytest.raises(FileError) as raised:
        read_rule(path)
    assert raised.value.line == 4
    assert "'mesage'; did you mean 'message'?" in str(raised.value)


def test_unknown_key_in_an_example(tmp_path: Path) -> None:
    """So is one in an example, at the example's line and not at the first one's."""
    path = tmp_path / "IR999-wrong.toml"
    head = 'code = "IR999"\nname = "wrong"\ncheck = "engine"\nmessage = "no"\nwhy = "x"\n\n'
    path.write_text(
        f"{head}[[bad]]\nreport = '''\nsays = 3\n'''\nsays = ['a']\n\n[[bad]]\nreport = 'y'\nsay = ['a']\n",
        encoding="utf-8",
    )
    with pytest.raises(FileError) as raised:
        read_rule(path)
    assert raised.value.line == 15
    assert "did you mean 'says'?" in str(raised.value)


def test_wrong_type(tmp_path: Path) -> None:
    """A value of the wrong type is an error at its line."""
    path = tmp_path / "IR999-wrong.toml"
    path.write_text('code = "IR999"\nname = "wrong"\ncheck = "engine"\nmessage = "no"\nwhy = "x"\nwaits = "yes"\n')
    with pytest.raises(FileError, match=r":6(:\d+)?: waits: "):
        read_rule(path)


# --- Selection ---


def codes(rules: tuple[Rule, ...]) -> set[str]:
    """The codes of some rules."""
    return {rule.code for rule in rules}


def test_find_rules() -> None:
    """A code, a prefix, a name and ALL name rules, in any case."""
    assert codes(find_rules("IR302")) == codes(find_rules("unchecked-item")) == codes(find_rules("ir302")) == {"IR302"}
    assert codes(find_rules("IR3")) == {code for code in BY_CODE if code.startswith("IR3")}
    assert codes(find_rules("all")) == set(BY_CODE)


@pytest.mark.parametrize(("name", "near"), [("uncheked-item", "unchecked-item"), ("IR999", "IR"), ("IR3022", "IR302")])
def test_unknown_rule(name: str, near: str) -> None:
    """A name that is no rule's is an error that suggests one."""
    with pytest.raises(UnknownRuleError, match=near):
        find_rules(name)


def test_choose() -> None:
    """Optional rules are off until selected; the longer of two names wins."""
    assert codes(choose((), (), ())) == {rule.code for rule in RULES if not rule.optional}
    assert codes(choose(("IR302",), ("IR3",), ())) == {"IR302"}
    assert codes(choose(("IR3",), ("IR302",), ())) == codes(find_rules("IR3")) - {"IR302"}
    assert "IR104" in codes(choose((), (), ("IR104",)))
    assert rule_of("IR104").optional


def test_built_in_packs_load() -> None:
    """The packs that the package brings are in order."""
    assert {"bilko", "letsgobelize"} <= {pack.name for pack in built_in()}
