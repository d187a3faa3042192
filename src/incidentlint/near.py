"""The name that was meant where somebody wrote another."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def nearest(name: str, known: Iterable[str], *, least: float = 0.6) -> str:
    """The known name that is most like one that is not; empty where none is at least so much like it (0 to 1)."""
    from difflib import get_close_matches

    found = get_close_matches(name, list(known), 1, least)
    return found[0] if found else ""


def hint(name: str, known: Iterable[str], *, show: Callable[[str], str] = repr, list_all: bool = False) -> str:
    """What to say of a name that is not known, to be put after a message: ``; did you mean 'severity'?``.

    Without a near one it is empty, or with `list_all` says which there are. `show` writes the name that was meant.
    """
    known = tuple(known)
    found = nearest(name, known)
    if found:
        return f"; did you mean {show(found)}?"
    return f"; there are {', '.join(map(show, known) if show is not repr else known)}" if list_all and known else ""
