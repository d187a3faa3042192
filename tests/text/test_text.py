"""Tests of `incidentlint.text`: places in files, and texts derived from them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from incidentlint.text import count_sentences
from incidentlint.text.source import SourceText, UndecodableError
from incidentlint.text.spans import Mapped, Piece, Position, Span, join

# --- Span ---


def test_span_covers_spans_that_lie_inside() -> None:
    """A span covers what lies inside it, its own end included."""
    span = Span(2, 5)
    assert all(span.covers(inside) for inside in (Span(2, 5), Span(5, 5), Span(3, 4)))
    assert not any(span.covers(outside) for outside in (Span(4, 6), Span(1, 3)))


@given(*[st.integers(0, 6)] * 4)
def test_span_overlap_is_a_shared_offset(a: int, b: int, c: int, d: int) -> None:
    """Two spans overlap where they share a character."""
    first, second = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    if first.start < first.end and second.start < second.end:
        assert first.overlaps(second) == bool(set(range(*first)) & set(range(*second)))


# --- Mapped against a list of (character, its source range) ---

Model = list[tuple[str, Span]]


@st.composite
def mapped_texts(draw: st.DrawFn) -> tuple[Mapped, Model]:
    """Draw a text of verbatim runs and atoms with gaps between them, and its model."""
    offset = draw(st.integers(0, 5))
    text, pieces, model = "", [], []
    for verbatim in draw(st.lists(st.booleans(), max_size=5)):
        part = draw(st.text("ab \t\n\xa0é", min_size=1, max_size=4))
        width = len(part) if verbatim else draw(st.integers(1, 6))
        source = Span(offset, offset + width)
        pieces.append(Piece(len(text), source, verbatim))
        model += [
            (char, Span(offset + index, offset + index + 1) if verbatim else source) for index, char in enumerate(part)
        ]
        text += part
        offset += width + draw(st.integers(0, 3))
    if not pieces:
        pieces = [Piece(0, Span(offset, offset), True)]
    return Mapped(text, tuple(pieces)), model


def model_source(model: Model, start: int, end: int) -> Span:
    """Return what `source` gives for a text with this model, which is not empty."""
    if start < end:
        return Span(model[start][1].start, model[end - 1][1].end)
    place = model[start][1].start if start < len(model) else model[-1][1].end
    return Span(place, place)


def assert_models(mapped: Mapped, model: Model) -> None:
    """Check that a text has the characters, source ranges and form that its model says."""
    assert mapped.text == "".join(char for char, _ in model)
    assert mapped.pieces
    assert mapped.pieces[0].start == 0
    starts = [piece.start for piece in mapped.pieces]
    assert starts == sorted(set(starts))
    for index, (_, span) in enumerate(model):
        assert mapped.source(index, index + 1) == span
    if model:
        assert mapped.span == Span(model[0][1].start, model[-1][1].end)


@given(mapped_texts(), st.data())
def test_source_is_that_of_the_characters(drawn: tuple[Mapped, Model], data: st.DataObject) -> None:
    """A range comes from where its first character begins to where its last ends."""
    mapped, model = drawn
    start = data.draw(st.integers(0, len(model)))
    end = data.draw(st.integers(start, len(model)))
    assert_models(mapped, model)
    if model:
        assert mapped.source(start, end) == model_source(model, start, end)
    else:
        assert mapped.source(0, 0) == mapped.span


@given(mapped_texts(), st.data())
def test_slice_keeps_the_places(drawn: tuple[Mapped, Model], data: st.DataObject) -> None:
    """A slice, and a slice of a slice, have the characters' own places; an empty one has the place it was cut at."""
    mapped, model = drawn
    start = data.draw(st.integers(0, len(model)))
    end = data.draw(st.integers(start, len(model) + 2))
    part = mapped.slice(start, end)
    assert_models(part, model[start:end])
    if model and not part.text:
        assert part.span == model_source(model, start, start)
        assert part.source(0, 0) == part.span
    low = data.draw(st.integers(0, len(part.text)))
    assert_models(part.slice(low, len(part.text)), model[start:end][low:])


@given(mapped_texts())
def test_strip_is_that_of_str(drawn: tuple[Mapped, Model]) -> None:
    """Stripping takes what `str.strip` takes, and leaves a place inside the source."""
    mapped, model = drawn
    low = len(mapped.text) - len(mapped.text.lstrip())
    stripped = mapped.strip()
    assert stripped.text == mapped.text.strip()
    assert_models(stripped, model[low : low + len(stripped.text)])
    assert mapped.span.start <= stripped.span.start <= stripped.span.end <= mapped.span.end


@given(st.lists(mapped_texts(), max_size=4))
def test_join_keeps_the_places(drawn: list[tuple[Mapped, Model]]) -> None:
    """Joined texts have the characters of all, at their own places; nothing but empty texts give the first."""
    joined = join([mapped for mapped, _ in drawn])
    models = [entry for _, model in drawn for entry in model]
    assert joined.text == "".join(mapped.text for mapped, _ in drawn)
    for index, (_, span) in enumerate(models):
        assert joined.source(index, index + 1) == span
    if drawn and not models:
        assert joined == drawn[0][0]


def test_join_of_nothing_is_empty() -> None:
    """There is an empty text even without parts."""
    assert join([]).text == ""
    assert join([]).span == Span(0, 0)


def test_join_out_of_order_never_gives_a_backward_span() -> None:
    """A range over parts that are in the source the other way round is empty, at its first character."""
    joined = join([Mapped.at("ab", 10), Mapped.at("cd", 0)])
    assert joined.source(0, 4) == Span(10, 10)
    assert joined.source(2, 4) == Span(0, 2)


def test_at_is_verbatim() -> None:
    """A verbatim text maps character by character; an empty one has a place."""
    assert Mapped.at("abc", 4).source(1, 2) == Span(5, 6)
    assert Mapped.at("abc", 4).source(3, 3) == Span(7, 7)
    assert Mapped.at("", 4).span == Span(4, 4)


# --- SourceText ---

# What is in the file, and what it is mended to.
DAMAGE = {"‚Üí": "→", "‚úÖ": "✅", "\uf8ffüìã": "📋", "‚úçÔ∏è": "✍️"}
TOKENS = st.lists(st.sampled_from([*"ab #-é日📋→", "\n", "\n", "\r\n", "\r", *DAMAGE]), max_size=40)


@given(TOKENS, st.booleans())
def test_position_is_the_place_in_the_file(tokens: list[str], bom: bool) -> None:
    """Each sound character, newline and the end has the line and column at which it is in the damaged file."""
    assume(("\r", "\n") not in pairwise(tokens))  # That would be one newline, not two.
    original = "".join(tokens)
    source = SourceText("\ufeff" * bom + original)
    line, column, offset = 1, 1, 0
    run = 1  # Where the damage began that the place is in or after; inside it places are no finer than that.
    for index, token in enumerate(tokens):
        if token not in DAMAGE or tokens[index - 1 : index] == [] or tokens[index - 1] not in DAMAGE:
            assert source.position(offset) == Position(line, column)
            run = column
        sound = "\n" if token in {"\r", "\r\n"} else DAMAGE.get(token, token)
        assert source[Span(offset, offset + len(sound))] == sound
        for inner in range(offset, offset + len(sound)):
            place = source.position(inner)
            assert place.line == line
            assert run <= place.column < column + len(token)
        offset += len(sound)
        line, column = (line + 1, 1) if sound == "\n" else (line, column + len(token))
    assert offset == len(source.text)
    assert source.position(offset) == Position(line, column)
    assert source.bom is bom
    assert source.original == original
    lines = re.split("\r\n|\r|\n", original)
    assert source.line_count == len(lines)
    assert [source.original_line(number) for number in range(len(lines))] == lines


@given(TOKENS)
def test_lines_are_those_of_the_text(tokens: list[str]) -> None:
    """Line starts, spans, texts and numbers agree with splitting the text at its newlines."""
    source = SourceText("".join(tokens))
    assert "\r" not in source.text
    start = 0
    for number, line in enumerate(source.text.split("\n")):
        assert source.line_start(number) == start
        assert source.line_span(number) == Span(start, start + len(line))
        assert source.line_text(number) == source[source.line_span(number)] == line
        assert {source.line_of(offset) for offset in range(start, start + len(line) + 1)} == {number}
        start += len(line) + 1
    assert source.line_start(source.line_count) == len(source.text)


@pytest.mark.parametrize(
    ("original", "newline", "text"),
    [
        ("", "\n", ""),
        ("a", "\n", "a"),
        ("a\r\nb\n", "\r\n", "a\nb\n"),
        ("a\nb\r\n", "\n", "a\nb\n"),
        ("a\rb", "\r", "a\nb"),
        ("\r\r\n\n", "\n", "\n\n\n"),
        ("a\x85b\u2028c\x0cd\x0be", "\n", "a\x85b\u2028c\x0cd\x0be"),
        ("\ufeff", "\n", ""),
        ("\ufeff\ufeffa", "\n", "\ufeffa"),
    ],
)
def test_newlines_and_byte_order_mark(original: str, newline: str, text: str) -> None:
    r"""All newlines are ``\n``; the first is kept in mind, a return only if it is alone; one byte-order mark goes."""
    source = SourceText(original, "a.md")
    assert (source.newline, source.text, source.path) == (newline, text, "a.md")
    assert source.bom == original.startswith("\ufeff")


def test_empty_text_has_a_place() -> None:
    """An empty file has one line, which is empty."""
    source = SourceText("")
    assert source.line_count == 1
    assert source.position(0) == Position(1, 1)
    assert source.line_span(0) == Span(0, 0)
    assert source.line_span(1) == Span(0, 0)
    assert source.original_line(0) == ""


def test_repairs_are_offsets_before_mending() -> None:
    """Repairs count in the text with plain newlines and damage."""
    source = SourceText("a\r\n‚Üí ‚Üí\r\n")
    assert [(repair.start, repair.end, repair.text) for repair in source.repairs] == [(2, 5, "→"), (6, 9, "→")]
    assert source.text == "a\n→ →\n"
    assert source.original_line(1) == "‚Üí ‚Üí"


def test_many_repairs_in_a_line_are_found_quickly() -> None:
    """A place in a long damaged line is found without walking through all its repairs."""
    source = SourceText("‚Üí " * 20_000)
    assert source.text == "→ " * 20_000
    for index in range(0, 40_000, 2):
        assert source.position(index).column == index * 2 + 1


# --- SourceText.decode ---


@pytest.mark.parametrize(
    ("data", "bom"),
    [
        ("é\r\n📋".encode(), False),
        ("é\r\n📋".encode("utf-8-sig"), True),
        ("\ufeffé\r\n📋".encode("utf-16-le"), False),
        ("\ufeffé\r\n📋".encode("utf-16-be"), False),
    ],
)
def test_decodes(data: bytes, bom: bool) -> None:
    """UTF-8 needs no byte-order mark, UTF-16 does; neither leaves it in the text."""
    source = SourceText.decode(data, "a.md")
    assert (source.text, source.newline, source.bom, source.path) == ("é\n📋", "\r\n", bom, "a.md")


def test_decodes_nothing() -> None:
    """An empty file is an empty text."""
    assert SourceText.decode(b"").text == ""
    assert SourceText.decode(b"\xff\xfe").text == ""


def place_of_error(data: bytes) -> tuple[str, int, int]:
    """Return the message and place of the error that decoding raises."""
    with pytest.raises(UndecodableError) as caught:
        SourceText.decode(data)
    return str(caught.value), caught.value.line, caught.value.column


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"\xff", 1, 1),
        (b"ab\xe9 c", 1, 3),
        (b"a\r\nb\r\xc3\xa9\xe9\n", 3, 2),
        (b"a\r\xff", 2, 1),
        (b"\xef\xbb\xbfa\xff", 1, 2),
        (b"a\nb\xe2\x9c", 2, 2),
        ("‚Üí ".encode() + b"\xff", 1, 5),
        ("‚Üí".encode() + b"\xff", 1, 4),
        (b"\xed\xa0\x80", 1, 1),
    ],
)
def test_bad_bytes_have_a_place(data: bytes, line: int, column: int) -> None:
    """The first byte that is no UTF-8 is named with its place in the file as it is."""
    message, *place = place_of_error(data)
    assert message.startswith("not valid UTF-8: byte 0x")
    assert place == [line, column]


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"\xff\xfea\0\r\0\n\0b", 2, 1),
        (b"\xff\xfea\0\x00\xdcb\0", 1, 2),
        (b"\xfe\xff\0a\0b\xd8\x3d", 1, 3),
    ],
)
def test_bad_utf_16_has_a_place(data: bytes, line: int, column: int) -> None:
    """So is the first that is no UTF-16: half a character, half a pair."""
    message, *place = place_of_error(data)
    assert message.startswith("not valid UTF-16: byte 0x")
    assert place == [line, column]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("\0", 1, 1),
        ("ab\0", 1, 3),
        ("a\r\nb\0c\0", 2, 2),
        ("a\r\n\r\nb\r\0", 4, 1),
        ("\ufeffa\0", 1, 2),
        ("‚Üí \0", 1, 5),
        ("‚Üí\r\n‚Üí‚Üí x\0", 2, 9),
    ],
)
def test_nul_has_a_place(text: str, line: int, column: int) -> None:
    """The first NUL is found at its place in the file as it is."""
    message, *place = place_of_error(text.encode())
    assert "NUL" in message
    assert place == [line, column]


@given(st.binary(max_size=30) | st.text(max_size=20).map(str.encode))
def test_decode_gives_text_or_a_place(data: bytes) -> None:
    """Any bytes are a text without NUL or give an error with a place."""
    try:
        source = SourceText.decode(data)
    except UndecodableError as error:
        assert min(error.line, error.column) >= 1
    else:
        assert "\0" not in source.text
        assert source.original.encode("utf-8", "strict") is not None


@given(TOKENS, st.sampled_from([b"\xff", b"\xc3(", b"\0", b"\xf0\x9f"]), st.text(max_size=5))
def test_error_place_is_the_end_of_the_good_text(tokens: list[str], bad: bytes, rest: str) -> None:
    """What is wrong is right after the good text."""
    good = "".join(tokens)
    lines = re.split("\r\n|\r|\n", good)
    _, *place = place_of_error(good.encode() + bad + rest.encode())
    assert place == [len(lines), len(lines[-1]) + 1]


ABBREVIATED = ("approx", "bldg", "e.g", "vers")


@pytest.mark.parametrize(
    ("text", "fewest", "most"),
    [
        ("The sale stopped. It came back.", 2, 2),
        ("サーバーが止まった。原因は時計だった。直した。", 3, 3),
        ("服务中断。原因是时钟！已修复", 3, 3),
        ("सेवा बंद हो गई। घड़ी गलत थी।", 2, 2),
        ("توقفت الخدمة؟ نعم۔ عادت.", 3, 3),
        ("彼は「止まった。」と言った。", 1, 2),
        ("The machines in bldg. A and bldg. 7 (vers. 2.1, e.g. Rome) stopped. They came back.", 2, 6),
        ("The drift was approx. 9 minutes. It grew.", 2, 3),
        ("Machines of the frn. 12 stopped.", 1, 2),
        ("Die Uhr (s. Anhang B) ging falsch.", 1, 2),
        ("ระบบล่ม แก้ไขแล้ว", 1, 2),
    ],
)
def test_sentences_are_counted_by_the_full_stops_of_their_script(text: str, fewest: int, most: int) -> None:
    assert count_sentences(text, ABBREVIATED) == (fewest, most)
