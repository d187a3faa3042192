"""Our `NamedTuple` and that of `typing` are the same to whoever uses them."""

from __future__ import annotations

import pickle
import typing
from typing import Any

import msgspec
import pytest

from incidentlint import tuples


class Ours(tuples.NamedTuple):
    """A place and what is there."""

    line: int
    text: str = ""
    more: tuple[int, ...] = ()

    @property
    def length(self) -> int:
        """How long it is."""
        return len(self.text)


class Theirs(typing.NamedTuple):
    """A place and what is there."""

    line: int
    text: str = ""
    more: tuple[int, ...] = ()

    @property
    def length(self) -> int:
        """How long it is."""
        return len(self.text)


@pytest.mark.parametrize("kind", [Ours, Theirs])
def test_a_class_has_what_a_class_of_typing_has(kind: Any) -> None:
    one = kind(3, more=(1,))
    assert (one, one[0], one.more, one.length, hash(one)) == ((3, "", (1,)), 3, (1,), 0, hash((3, "", (1,))))
    assert repr(one) == f"{kind.__name__}(line=3, text='', more=(1,))"
    assert one._replace(text="x") == kind(3, "x", (1,))
    assert (kind._fields, kind._field_defaults) == (("line", "text", "more"), {"text": "", "more": ()})
    assert (kind.__doc__, kind.__module__) == ("A place and what is there.", __name__)
    assert typing.get_type_hints(kind)["text"] is str
    match one:
        case kind(line, text):
            assert (line, text) == (3, "")
    again = pickle.loads(pickle.dumps(one))
    assert (again, type(again)) == (one, kind)
    assert msgspec.convert([4, "y"], kind) == kind(4, "y")
    assert not hasattr(one, "__dict__")


@pytest.mark.parametrize("kind", [Ours, Theirs])
@pytest.mark.parametrize(("given", "named"), [((), {}), ((1, "", (), 2), {}), ((1,), {"none": 3})])
def test_what_is_wrongly_given_is_refused(kind: Any, given: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        kind(*given, **named)
    with pytest.raises((TypeError, ValueError), match="unexpected field"):  # of another kind since Python 3.13
        kind(1)._replace(none=1)


def test_a_field_without_a_default_comes_first() -> None:
    with pytest.raises(TypeError, match="without a default"):
        type(tuples._Base)("Late", (), {"__annotations__": {"one": "int", "two": "int"}, "one": 1})
