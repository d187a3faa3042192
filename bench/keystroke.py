"""How long the language server takes to answer a keystroke: from a change of a report to what is found in it.

Run it with `python bench/keystroke.py`, after `make`. A report of about 15 KB is changed again and again by a letter,
and the median counts. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import BaseLanguageClient  # type: ignore[attr-defined]

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "examples/bilko/docs/operations/incidents/INCIDENT-2026-07-14-bank-feed-duplicates.md"
SIZE = 15_000


def text_of(size: int) -> str:
    """An example with so much said in its summary that it has a size in bytes."""
    text = REPORT.read_text(encoding="utf-8")
    head, mark, tail = text.partition("\n## 2.")
    said = (f"The queue of worker {number} was read again and found in order." for number in range(1_000))
    more = "".join(f"{one}\n" if number % 4 else f"\n{one}\n" for number, one in enumerate(said))
    return f"{head}\n{more[: max(0, size - len(text.encode()))]}\n{mark}{tail}"


class Editor(BaseLanguageClient):
    """A client that knows when it was told of a version."""

    def __init__(self) -> None:
        """Know nothing yet."""
        super().__init__("bench", "1")
        self.versions: asyncio.Queue[int | None] = asyncio.Queue()

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def told(params: types.PublishDiagnosticsParams) -> None:
            self.versions.put_nowait(params.version)


async def measure(rounds: int) -> list[float]:
    """The milliseconds from each change to what is found in it."""
    editor, text = Editor(), text_of(SIZE)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / ".git").mkdir()
        uri = (Path(folder) / "docs/operations/incidents" / REPORT.name).as_uri()
        await editor.start_io(sys.executable, "-m", "incidentlint", "lsp", cwd=folder)
        await editor.initialize_async(
            types.InitializeParams(types.ClientCapabilities(), process_id=None, root_uri=Path(folder).as_uri())
        )
        editor.initialized(types.InitializedParams())
        document = types.TextDocumentItem(uri, "markdown", 0, text)
        editor.text_document_did_open(types.DidOpenTextDocumentParams(document))
        await editor.versions.get()
        line = text[: text.index("The queue of")].count("\n")
        times = []
        for version in range(1, rounds + 1):
            at = types.Position(line, 0)
            letter = types.TextDocumentContentChangePartial(types.Range(at, at), "a")
            begin = time.perf_counter()
            editor.text_document_did_change(
                types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(version, uri), [letter])
            )
            while await editor.versions.get() != version:
                pass
            times.append((time.perf_counter() - begin) * 1_000)
        await editor.shutdown_async(None)
        editor.exit(None)
        await editor.stop()  # type: ignore[no-untyped-call]
    return times


def main() -> None:
    """Measure, and print the median and the slowest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    times = asyncio.run(measure(parser.parse_args().rounds))
    print(f"{SIZE / 1_000:.0f} KB: median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms")


if __name__ == "__main__":
    main()
