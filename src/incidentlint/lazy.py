"""Names of a room that are loaded when they are first asked for, so that a door costs only what is used of it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def lazy_names(package: str, names: dict[str, str]) -> Callable[[str], object]:
    """The `__getattr__` of a package whose `names` are in modules, each given below ``incidentlint``."""

    def load(name: str) -> object:
        """The value of a name, kept in the package. Raises `AttributeError` for one that is not handed out."""
        from importlib import import_module

        if name not in names:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(import_module(f"incidentlint.{names[name]}"), name)
        setattr(import_module(package), name, value)
        return value

    return load
