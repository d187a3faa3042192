"""Words of the field are data: no pattern of the code holds one, but for notations that are alike in every language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "incidentlint"
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))

NOTATIONS = {
    "fields of slots and what is unknown in a time": (
        "YYYY YYY YY yyyy JJJJ jjjj AAAA aaaa AA RRRR rrrr GGGG gggg ÅÅÅÅ åååå MM mm DD dd TT tt JJ jj GG gg UU "
        "uu HH hh SS ss NN NNN XX XXX XXXX xx ZZ "
        "Month Year TZ TIMEZONE ISO SSZ"
    ),
    "codes of incidents, severities and tickets": "SEV PR GH",
    "zones of ISO 8601, and the areas of the tz database": (
        "UTC GMT Africa America Antarctica Arctic Asia Atlantic Australia Brazil Canada Chile Etc Europe Indian Mexico "
        "Pacific US"
    ),
    "signs of currencies": "US BZ CA NZ HK kr",
    "addresses and suffixes of files": "https ftp mailto www git md markdown",
    "SQL": "BETWEEN AND",
    "keys in the form of PEM, tokens in that of JSON Web Tokens": "BEGIN PRIVATE KEY BLOCK eyJ",
    "periods in the file of a pack": "months",
    "HTML": (
        "aside article center details div main section summary tab tabs table thead tbody tfoot tr th td row col span "
        "input checkbox checked id name dl dt dd"
    ),
    "directives of MyST and Sphinx": (
        "admonition note tip hint warning caution danger error important attention seealso dropdown margin sidebar "
        "topic card item set"
    ),
    "a writer's own mark in brackets, and a page's for its contents": "sic TOC toc",
    "comments of this program": "incidentlint disable enable next line file",
    "messages of the readers of TOML": (
        "Object contains unknown field Invalid enum value missing required Expected got array of length int at key in "
        "line column end document"
    ),
}
"""What a pattern may hold, by what it is: it is written so whatever the language of a report."""

ALLOWED = {word for words in NOTATIONS.values() for word in words.split()}
_REGULAR = re.compile(r"\\[bBdDsSwWAZ]|\(\?[:P=!<i(]|[\])]\{|[\])]\?")
_NO_TEXT = (
    (re.compile(r"\(\?P?<\w+>|\(\?P=\w+\)|\(\?\(\w+\)|\(\?[aiLmsux-]+:?"), "("),
    (re.compile(r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[A-Za-z]"), " "),
    (re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]"), " "),
)


def words_of_pattern(pattern: str) -> set[str]:
    """The runs of letters in a regular expression that it looks for as they are; those of a class are no run."""
    for sign, instead in _NO_TEXT:
        pattern = sign.sub(instead, pattern)
    return set(re.findall(r"[^\W\d_]{2,}", re.sub(r"(?<=[A-Za-z])\?|\(\?:", "", pattern)))


def own_texts(node: ast.AST) -> Iterator[str]:
    """The texts of an expression, but for those that it hands to a function; a text with gaps is one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "\0".join(part.value for part in node.values if isinstance(part, ast.Constant))
    elif not isinstance(node, ast.Call):
        for child in ast.iter_child_nodes(node):
            yield from own_texts(child)


def patterns_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The regular expressions of a module: what goes to `re`, and whatever else has the form of one."""
    descriptions = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
            for text in own_texts(node.args[0]):
                yield node.lineno, text
        elif isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in descriptions | parts:
            for text in own_texts(node):
                if _REGULAR.search(text):
                    yield node.lineno, text


@cache
def words_of_module(module: str) -> set[tuple[int, str]]:
    """The words in the patterns of a module, with their lines."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"), module)
    return {(line, word) for line, text in patterns_of(tree) for word in words_of_pattern(text)}


@pytest.mark.parametrize("module", MODULES)
def test_no_pattern_holds_a_word(module: str) -> None:
    assert not [f"{module}:{line}: {word}" for line, word in words_of_module(module) if word not in ALLOWED]


def test_every_notation_is_in_use() -> None:
    assert ALLOWED - {word for module in MODULES for _, word in words_of_module(module)} == set()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (r're.compile(r"\bhours?\b")', {"hours"}),
        (r'x = rf"(?P<n>\d+) (?:minutes|{unit})"', {"minutes"}),
        (r're.split(r",|und", text)', {"und"}),
        (r'_A = r"[~≈]?\s?(?:about )?"', {"about"}),
        (r"""re.compile(rf"\d{either(other_words('at'))}")""", set()),
        (r're.compile(r"[a-z]{1,8}\u00e9(?i:x)")', set()),
        ('"an hour or two"', set()),
    ],
)
def test_a_word_in_a_pattern_is_seen(code: str, words: set[str]) -> None:
    assert {word for _, text in patterns_of(ast.parse(code)) for word in words_of_pattern(text)} == words
