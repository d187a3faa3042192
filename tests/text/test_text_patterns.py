"""The patterns of users' rules: what they match, what is refused, and that none takes more than linear time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentlint.text.word_patterns import LONGEST, whole_pattern, word_pattern
from support import examples


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        ("OPS-#", ("OPS-1", "ops-123"), ("OPS-", "OPS-1a", "xOPS-1", "OPS-1 ")),
        ("*@acme.example", ("a@acme.example", "@acme.example"), ("a@acmeXexample", "a@acme.example.org")),
        ("a*b*c", ("abc", "aXbYc", "abcbc"), ("ab", "acb")),
        ("*ab", ("ab", "aab", "abab"), ("aba",)),
        ("P[0-3]", ("P0", "p3"), ("P4", "P")),
        ("P[!0-3]", ("P4", "PX"), ("P0", "P")),
        ("[a-]", ("a", "-"), ("b",)),
        ("[]a]", ("]", "a"), ("b",)),
        ("?", ("a", "*"), ("", "ab")),
        (r"\*\?\[\#", ("*?[#",), ("a?[#",)),
        ("two  words", ("two words",), ("twowords", "two")),
        ("#.#", ("1.20",), ("1.", "1.2.3")),
        ("*#", ("a12", "1", "a1b2"), ("a", "1a")),
        ("a**b", ("ab", "aXb"), ("a",)),
    ],
)
def test_a_pattern_for_a_whole_value(pattern: str, right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    assert [text for text in right if not whole_pattern(pattern).match(text)] == []
    assert [text for text in wrong if whole_pattern(pattern).match(text)] == []


def test_case_matters_where_it_is_asked_for() -> None:
    assert whole_pattern("Ops", exact=True).match("Ops")
    assert not whole_pattern("Ops", exact=True).match("ops")
    assert not word_pattern("Ops", exact=True).search("the ops")


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("user", "a User, users, user's", ["User", "user"]),
        ("user*", "users; superuser; user-id", ["users", "user"]),
        ("*user", "superuser of users", ["superuser"]),
        ("human error", "Human\nerror and human  error, inhuman errors", ["Human\nerror", "human  error"]),
        ("c++", "in C++ and c+", ["C++"]),
        ("n/a", "N/A (n/ab)", ["N/A"]),
        ("v#", "v12 and v1a, av1", ["v12"]),
        ("should ha[sv]e", "should have, should had", ["should have"]),
        ("just *ly", "just simply; just a", ["just simply"]),
        ("to?", "too to. tow", ["too", "to.", "tow"]),
        ("a b", "a b b", ["a b"]),
        (".", "no.", ["."]),
        ("don't", "don't, don’t", ["don't", "don’t"]),
        ("follow-up", "follow-up, follow‑up", ["follow-up", "follow‑up"]),
        ("障害", "人的ミスによる障害です", ["障害"]),
        ("#件", "約13件", ["13件"]),
        ("user", "ユーザーuserです", ["user"]),
    ],
)
def test_a_pattern_is_found_as_whole_words(pattern: str, text: str, found: list[str]) -> None:
    assert [match[0] for match in word_pattern(pattern).finditer(text)] == found


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("", "matches nothing"),
        ("  ", "matches nothing"),
        ("a[b", "is never closed"),
        ("a\\", "has nothing after it"),
        ("[z-a]", "is not a range: it runs backwards"),
        ("a" * (LONGEST + 1), f"is longer than {LONGEST} characters"),
    ],
)
def test_a_pattern_that_is_none_is_refused(pattern: str, said: str) -> None:
    for read in (whole_pattern, word_pattern):
        with pytest.raises(ValueError, match=said):
            read(pattern)


@pytest.mark.parametrize(("pattern", "said"), [("a * b", "nothing but"), ("a*b*c*", "may have 2")])
def test_a_search_has_few_stars(pattern: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        word_pattern(pattern)


SIGNS = st.text(alphabet="ab1 *?#[]!-\\", min_size=1, max_size=20)


@pytest.mark.once
@examples(100)
@given(SIGNS, st.text(alphabet="ab1 -", min_size=1, max_size=4))
def test_no_pattern_takes_long_on_any_text(pattern: str, piece: str) -> None:
    text = piece * 5_000
    for read in (whole_pattern, word_pattern):
        try:
            regex = read(pattern)
        except ValueError:
            continue
        # A pattern that went back and forth would not come to an end in the lifetime of the machine.
        regex.match(" ".join(text.split())) if read is whole_pattern else list(regex.finditer(text))


@pytest.mark.parametrize("pattern", ["*a*a*a*a*a*a*b", "? ? ? ? ? ? ? ?b", "*#*#*#*#x", "*[ab]?[ab]*[ab]?x"])
def test_a_long_text_that_a_pattern_does_not_match_is_no_match(pattern: str) -> None:
    assert not whole_pattern(pattern).match("a1 " * 80_000)


@given(st.text(alphabet="abc", max_size=8), st.text(alphabet="abc*?", min_size=1, max_size=6))
def test_a_whole_pattern_is_the_shell_s(text: str, pattern: str) -> None:
    from fnmatch import fnmatchcase

    assert bool(whole_pattern(pattern, exact=True).match(text)) == fnmatchcase(text, pattern)
