"""Edits of a file's bytes: what they do not touch stays as it is, whatever the encoding, newlines and damage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentlint.text.source import ByteEdit, SourceText
from incidentlint.text.spans import Span

TEXTS = st.text(st.sampled_from("ab é🚀\r\n|"), max_size=30)
MARKS = st.sampled_from(
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")]
)


@given(TEXTS, MARKS)
def test_no_edit_is_no_change(text: str, mark: tuple[str, bytes]) -> None:
    data = mark[1] + text.encode(mark[0])
    assert SourceText.decode(data).splice([]) == data


@given(TEXTS, MARKS, st.data())
def test_an_edit_changes_its_place_and_nothing_else(text: str, mark: tuple[str, bytes], data: st.DataObject) -> None:
    encoding, head = mark
    source = SourceText.decode(head + text.encode(encoding))
    start = data.draw(st.integers(0, len(source.text)))
    end = data.draw(st.integers(start, len(source.text)))
    edits = source.byte_edits([(Span(start, end), "NEW")])
    made = source.splice(edits)
    assert made.startswith(head)
    assert SourceText.decode(made).text == f"{source.text[:start]}NEW{source.text[end:]}"
    old = head + text.encode(encoding)
    assert made.startswith(old[: edits[0].start])
    assert made.endswith(old[edits[0].end :])


def test_newlines_are_written_as_the_file_writes_them() -> None:
    source = SourceText.decode(b"one\r\ntwo\r\n")
    assert source.splice(source.byte_edits([(Span(4, 4), "new\n")])) == b"one\r\nnew\r\ntwo\r\n"


def test_damage_that_nobody_mends_stays() -> None:
    damaged = "It’s caf√© time – caf√© now\n"
    source = SourceText.decode(damaged.encode())
    assert source.text.count("café") == 2
    at = source.text.index("time")
    made = source.splice(source.byte_edits([(Span(at, at + 4), "TIME")])).decode()
    assert made == damaged.replace("time", "TIME")
    at = source.text.rindex("é")
    made = source.splice(source.byte_edits([(Span(at, at + 1), "é")])).decode()
    assert made == damaged[: damaged.rindex("√©")] + "é" + damaged[damaged.rindex("√©") + 2 :]


def test_edits_come_in_any_order_and_must_not_overlap() -> None:
    source = SourceText.decode(b"abc")
    assert source.splice([ByteEdit(2, 3, "C"), ByteEdit(0, 1, "A")]) == b"AbC"
    with pytest.raises(ValueError, match="overlap"):
        source.splice([ByteEdit(0, 2, ""), ByteEdit(1, 3, "")])


def test_columns_of_the_language_server_protocol() -> None:
    source = SourceText.decode("one\r\n🚀é x\n".encode())
    assert source.utf16(source.text.index("x")) == (1, 4)
    assert source.utf16(0) == (0, 0)
