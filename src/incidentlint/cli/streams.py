"""Writing to standard output and standard error, and what was written, for a cache.

It imports nothing: a run that finds all as it was writes through here what it wrote before.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

Piece = tuple[bool, bool, bytes]
"""What was written at once: whether to standard output, whether as it is or in the stream's encoding, and the text."""

written: list[Piece] = []
"""What this run wrote."""


def put(text: str | bytes, stream: TextIO | None) -> None:
    """Write to a stream that may be closed or hold no bytes; a console of Windows needs help with colours."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    written.append((stream is sys.stdout, isinstance(text, bytes), data))
    if os.name == "nt":
        import click

        click.echo(text, file=stream, nl=False, color=True)
    elif stream is not None:
        if isinstance(text, bytes) and hasattr(stream, "buffer"):
            stream.flush()
            stream.buffer.write(text)
        else:
            stream.write(text.decode() if isinstance(text, bytes) else text)
        stream.flush()


def put_again(pieces: Sequence[Piece]) -> None:
    """Write what a run wrote before. Who has stopped to read misses nothing. Raises `OSError` for a full disk."""
    for out, raw, data in pieces:
        try:
            put(data if raw else data.decode("utf-8", "surrogatepass"), sys.stdout if out else sys.stderr)
        except BrokenPipeError:
            if out:
                let_go()
        except OSError:
            if out:
                raise


def let_go() -> None:
    """Let what is still to be written go nowhere, or Python would complain about it at its exit."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
