"""How long linting takes, as a ratio to starting Python, beside other linters of Markdown.

    make bench                                          all of it, and bench/RESULTS.md written anew: some minutes
    python -m bench.run --counts 1 20 --rounds 3        a quick look, printed only

Whole commands are timed, each in turn, round by round, so that a machine that is busy for a while slows down all of
them. Wall time, CPU time and the memory of the largest process are the operating system's own figures. A command that
fails ends the benchmark; that findings are told (status 1) is no failure of a peer, but it is one of incidentlint,
which must find nothing in these reports. Nothing else is asserted.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bench.generate import large, reports
from bench.peers import Peer, peers

RESULTS = Path(__file__).with_name("RESULTS.md")
START = "python -c pass"
OWN = "incidentlint"
BLOCKS = """
import sys
from pathlib import Path
from markdown_it import MarkdownIt
parser = MarkdownIt("commonmark").enable("table")
parser.disable("inline")
for path in sorted(Path(sys.argv[1]).rglob("*.md")):
    parser.parse(path.read_text(encoding="utf-8"))
"""
"""The floor of a linter in Python: the blocks of the files, parsed as incidentlint parses them, and nothing else."""


WARM_ONLY = 10_000
"""So many reports are linted to be linted again: that is what is measured, and the first time is timed once."""

Command = tuple[str, list[str], "Path | None", tuple[int, ...]]
"""What is timed: its name, the command, its standard input, and the exit statuses that are no failure."""


class Taken(NamedTuple):
    """What a command took: seconds by the clock and of the processors, and MiB."""

    wall: float
    cpu: float
    peak: float


class Row(NamedTuple):
    """The rounds of a command."""

    name: str
    rounds: list[Taken]

    def median(self, field: str) -> float:
        """The median of a figure."""
        figures: list[float] = [getattr(taken, field) for taken in self.rounds]
        return statistics.median(figures)


def timed(command: list[str], data: Path | None, statuses: tuple[int, ...]) -> Taken:
    """Run a command with a file as its standard input, and return what it took."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INCIDENTLINT_")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # the first, unmeasured run writes what the others read
    with open(data or os.devnull, "rb") as source, tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        running = subprocess.Popen(command, stdin=source, stdout=said, stderr=subprocess.STDOUT, env=environment)
        _, status, usage = os.wait4(running.pid, 0)
        wall = time.perf_counter() - begin
        running.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode(errors="replace")
    if running.returncode not in statuses or "Traceback" in text:
        sys.exit(f"{' '.join(command)}: exit status {running.returncode}\n{text[:2000]}")
    megabytes = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return Taken(wall, usage.ru_utime + usage.ru_stime, megabytes)


def program() -> list[str]:
    """The installed command where there is one beside this Python."""
    script = Path(sys.executable).with_name(OWN)
    return [sys.executable, str(script)] if script.is_file() else [sys.executable, "-m", OWN]


def measure(folder: Path, count: int, rounds: int, others: list[Peer]) -> list[Row]:
    """Time all commands on so many reports."""
    written = reports(folder, count)
    check = [*program(), "check", "--isolated", "--quiet"]
    warm = [*check, "--cache-dir", str(folder.with_name(f"cache-{count}")), str(folder)]
    commands: list[Command] = [
        (START, [sys.executable, "-c", "pass"], None, (0,)),
        (OWN, [*check, "--no-cache", str(folder)], None, (0,)),
        (f"{OWN}, unchanged since the last run", warm, None, (0,)),
    ]
    if count == 1:
        command = [*check, "--stdin-filename", str(written[0]), "-"]
        commands.append((f"{OWN}, from stdin", command, written[0], (0,)))
    else:
        one = [*check, "--no-cache", str(written[0])]
        commands.append((f"{OWN}, one of them by name", one, None, (0,)))
    if 1 < count < WARM_ONLY:
        alone = [*check, "--no-cache", "--jobs", "1", str(folder)]
        commands.append((f"{OWN}, in one process", alone, None, (0,)))
    if count < WARM_ONLY:
        commands.append(("markdown-it-py, blocks only", [sys.executable, "-c", BLOCKS, str(folder)], None, (0,)))
    for peer in others:
        if count <= peer.most:
            commands.append((peer.name, peer.command(folder), None, (0, 1)))
        if peer.warm is not None:
            commands.append((f"{peer.name}, unchanged", peer.warm(folder), None, (0, 1)))
    return in_turn(commands, rounds, once=OWN if count >= WARM_ONLY else "")


def in_turn(commands: list[Command], rounds: int, once: str = "") -> list[Row]:
    """Run commands in turn, once unmeasured and then so many rounds; the one that is named `once` is run but once."""
    rows = [Row(name, []) for name, *_ in commands]
    for number in range(rounds + 1):
        for row, (name, command, data, statuses) in zip(rows, commands):
            if number and name == once:
                continue
            taken = timed(command, data, statuses)
            if number or name == once:
                row.rounds.append(taken)
    return rows


LARGE = (
    ("5 MB of prose", "prose", 5_000_000),
    ("19,000 rows of table", "table", 437_000),
    ("5 MB of table, not read", "table", 5_000_000),
)
"""What the large files are called, their shape, and their bytes."""


def measure_large(folder: Path, rounds: int) -> list[Row]:
    """Time files of 5 MB, and the longest dense table that is read; a longer one is not, which is a finding (IR009)."""
    commands: list[Command] = []
    for name, shape, size in LARGE:
        path = folder / f"{name}.md"
        large(path, shape, size)
        command = [*program(), "check", "--isolated", "--quiet", "--no-cache", str(path)]
        commands.append((f"{OWN}, {name}", command, None, (0, 1)))
    return in_turn(commands, rounds)


def alone(rows: list[Row]) -> Row:
    """The row of incidentlint in one process."""
    return next((row for row in rows if row.name == f"{OWN}, in one process"), rows[1])


def ratio(row: Row, other: Row, field: str) -> float:
    """The median of the ratios round by round."""
    ratios: list[float] = [getattr(a, field) / getattr(b, field) for a, b in zip(row.rounds, other.rounds)]
    return statistics.median(ratios)


def table(title: str, rows: list[Row], start: Row | None) -> str:
    """The figures of some commands in Markdown, with ratios to the start of Python."""
    rounds = len(rows[0].rounds)
    once = "".join(f" {row.name} was run once." for row in rows if len(row.rounds) < rounds)
    lines = [f"## {title}", "", f"Medians of {rounds} round{'s' * (rounds > 1)}.{once}", ""]
    lines += ["| | wall ms | CPU ms | peak MiB | wall, to Python | CPU, to Python |"]
    lines += ["| --- | ---: | ---: | ---: | ---: | ---: |"]
    for row in rows:
        times = (f"{ratio(row, start, field):.1f}" if start else "" for field in ("wall", "cpu"))
        figures = [f"{row.median('wall') * 1000:.0f}", f"{row.median('cpu') * 1000:.0f}", f"{row.median('peak'):.0f}"]
        lines.append(f"| {' | '.join([row.name, *figures, *times])} |")
    return "\n".join([*lines, ""])


def machine() -> str:
    """What this was measured on."""
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor(),
    )
    system = f"{platform.system()} {platform.machine()}, CPython {platform.python_version()}"
    return f"{os.cpu_count()} cores of {model}, {system}; load average at the start {os.getloadavg()[0]:.1f}"


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def main() -> None:
    """Measure, print, and where all was measured write it down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", type=int, nargs="+", default=[1, 20, 1_000, 10_000], help="how many reports")
    parser.add_argument(
        "--rounds", type=int, default=9, help="how often each command is run; on 1,000 and more a third"
    )
    parser.add_argument("--no-peers", action="store_true", help="install and time no other linters")
    parser.add_argument("--large", action="store_true", help="files of 5 MB too")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        where = machine()
        others = [] if options.no_peers else peers(folder / "peers")
        versions = ", ".join(peer.version for peer in others) or "none"
        parts = [f"# How long linting takes\n\nWritten by `make bench`. {where}. Other linters: {versions}.\n"]
        measured: dict[int, list[Row]] = {}
        for count in sorted(options.counts):
            rounds = options.rounds if count < 1_000 else max(1, options.rounds // 3)
            measured[count] = rows = measure(folder / f"{count}", count, rounds, others)
            parts.append(table(f"{count:,} report{'s' * (count > 1)}", rows, rows[0]))
            print(parts[-1], flush=True)
        least, most = min(measured), max((count for count in measured if count < WARM_ONLY), default=min(measured))
        if least != most:
            few, many = alone(measured[least]), alone(measured[most])
            more = (many.median("cpu") - few.median("cpu")) / (most - least)
            starts = measured[least][0].median("cpu")
            parts.append(
                f"Each further report takes {more * 1000:.1f} ms of CPU, {more / starts:.2f} starts of Python.\n"
            )
            print(parts[-1])
        if options.large:
            parts.append(table("Large files", measure_large(folder / "large", max(1, options.rounds // 3)), None))
            print(parts[-1])
    if options.write:
        RESULTS.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
