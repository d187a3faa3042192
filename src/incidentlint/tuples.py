"""`NamedTuple` as in `typing`, whose classes are made in a tenth of the time: a start makes some thirty of them.

`typing` compiles the annotation of each field, and `collections` the text of a constructor. Here the constructor of a
class is one that is there, with the names of the fields put in.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, NamedTuple
else:
    from _collections import _tuplegetter
    from types import FunctionType

    _new = tuple.__new__

    _NEW = (
        lambda c: _new(c, ()),
        lambda c, a: _new(c, (a,)),
        lambda c, a, b: _new(c, (a, b)),
        lambda c, a, b, d: _new(c, (a, b, d)),
        lambda c, a, b, d, e: _new(c, (a, b, d, e)),
        lambda c, a, b, d, e, f: _new(c, (a, b, d, e, f)),
        lambda c, a, b, d, e, f, g: _new(c, (a, b, d, e, f, g)),
        lambda c, a, b, d, e, f, g, h: _new(c, (a, b, d, e, f, g, h)),
        lambda c, a, b, d, e, f, g, h, i: _new(c, (a, b, d, e, f, g, h, i)),
    )
    """The constructors, by the number of fields."""

    class _Named(tuple):
        """What all of these classes have."""

        __slots__ = ()

        @classmethod
        def _make(cls, values: Iterable[Any]) -> _Named:
            return cls(*values)

        def _replace(self, /, **changes: Any) -> _Named:
            result = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return result

        def __repr__(self) -> str:
            fields = (f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({', '.join(fields)})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    class _Maker(type):
        """Makes a class of what is written in one."""

        def __new__(cls, name: str, bases: tuple[type, ...], names: dict[str, Any]) -> type:
            fields = tuple(names.get("__annotations__", ()))
            defaults = {field: names[field] for field in fields if field in names}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"fields of {name} without a default follow one that has it")
            made = _NEW[len(fields)]
            code = made.__code__.replace(co_name="__new__", co_varnames=("_cls", *fields))
            names |= {field: _tuplegetter(number, field) for number, field in enumerate(fields)}
            names["__slots__"] = ()
            names["__new__"] = FunctionType(code, made.__globals__, "__new__", tuple(defaults.values()))
            names["_fields"] = names["__match_args__"] = fields
            names["_field_defaults"] = defaults
            return type(name, (_Named,), names)

    class _NamedTuple:
        def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
            return (_Base,)

    _Base = type.__new__(_Maker, "NamedTuple", (), {})

    NamedTuple = _NamedTuple()
    """The base of a class with fields; it has at most eight of them."""

__all__ = ["NamedTuple"]
