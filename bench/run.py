"""How long linting takes, as a ratio to starting Python: of one report, of a thousand, and of the parser alone.

Run it with `make bench`, or `python bench/run.py --reports 200 --rounds 3` for a quick look. What is compared is run in
turn, round by round, so that a machine that is busy for a while slows down all of it. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
MODULE = [sys.executable, "-m", "incidentlint"]

START = "python -c pass"
IMPORT = "import incidentlint.cli.main"
ONE = "check, one report"
STDIN = "check, one report from stdin"
MANY = "check, {count} reports"
BARE_ONE = "markdown-it-py blocks, one report"
BARE = "markdown-it-py blocks, {count} reports"

BLOCKS = """
import sys
from pathlib import Path
from markdown_it import MarkdownIt
parser = MarkdownIt("commonmark").enable("table")
parser.disable("inline")
for path in sorted(Path(sys.argv[1]).rglob("*.md")) if Path(sys.argv[1]).is_dir() else [Path(sys.argv[1])]:
    parser.parse(path.read_text(encoding="utf-8"))
"""


def reports(folder: Path, count: int) -> None:
    """Write reports made from the examples: other days, ids and figures in each, so that no two are alike."""
    (folder / "pyproject.toml").touch()
    sources = sorted(path for path in EXAMPLES.rglob("*.md") if path.name != "README.md")
    for number in range(count):
        source = sources[number % len(sources)]
        year = str(2027 + number // 700)
        text = source.read_text(encoding="utf-8").replace("2026", year)
        text = re.sub(rf"INC-{year}-(\d\d)-(\d\d)-\d{{3}}", rf"INC-{year}-\1-\2-{number % 1000:03}", text)
        text = re.sub(r"\b\d+ (customers|organizations)\b", rf"{number + 10} \1", text)
        place = folder / source.relative_to(EXAMPLES).parent.as_posix().replace("2026", year)
        place.mkdir(parents=True, exist_ok=True)
        name = source.stem.replace("2026", year)
        (place / f"{name}-{number:04}.md").write_text(text, encoding="utf-8")


def timed(command: list[str], data: bytes | None = None) -> float:
    """Run a command; return how many seconds it took. Exit status 1, findings, is no failure."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INCIDENTLINT_")}
    begin = time.perf_counter()
    result = subprocess.run(command, input=data or b"", capture_output=True, check=False, env=environment)
    taken = time.perf_counter() - begin
    if result.returncode not in (0, 1) or b"Traceback" in result.stderr:  # 1 is that of findings, and of Python
        sys.exit(f"{' '.join(command)}: exit status {result.returncode}\n{result.stderr.decode()}")
    return taken


def measure(cases: dict[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Run all cases in turn, once unmeasured and then so many rounds."""
    for case in cases.values():
        case()
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, case in cases.items():
            taken[name].append(case())
    return taken


def show(taken: dict[str, list[float]], count: int) -> None:
    """Print medians, how far they spread, and the ratios that mean something on another machine."""
    median = {name: statistics.median(times) for name, times in taken.items()}
    width = max(map(len, median))
    print(f"{'':{width}}  median ms   min ms   max ms  to start of Python")
    for name, times in taken.items():
        row = f"{median[name] * 1000:9.1f}  {min(times) * 1000:7.1f}  {max(times) * 1000:7.1f}"
        print(f"{name:{width}}  {row}  {median[name] / median[START]:18.2f}")
    start = median[START]
    many, bare = median[MANY.format(count=count)], median[BARE.format(count=count)]
    each = (many - median[ONE]) / max(1, count - 1) * 1000
    print()
    print(f"each further report: {each:.2f} ms, {each / start / 1000:.3f} of a start of Python")
    print(f"{count} reports: {many / bare:.2f} times the bare parse of the same files")
    print(f"one report: {median[ONE] / median[BARE_ONE]:.2f} times the bare parse of the same file")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1000, help="how many reports (default 1000)")
    parser.add_argument("--rounds", type=int, default=7, help="how often each is run (default 7)")
    options = parser.parse_args()
    count, rounds = max(2, options.reports), max(1, options.rounds)
    one = next(EXAMPLES.rglob("INCIDENT-*-database-disk-full.md"))
    data = one.read_bytes()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        reports(folder, count)
        check = [*MODULE, "check", "--output-format", "concise", "--quiet"]
        print(f"Python {sys.version.split()[0]}, {count} reports, medians of {rounds} rounds\n")
        taken = measure(
            {
                START: lambda: timed([sys.executable, "-c", "pass"]),
                IMPORT: lambda: timed([sys.executable, "-c", "import incidentlint.cli.main"]),
                ONE: lambda: timed([*check, str(one)]),
                STDIN: lambda: timed([*check, "--stdin-filename", str(one), "-"], data),
                BARE_ONE: lambda: timed([sys.executable, "-c", BLOCKS, str(one)]),
                MANY.format(count=count): lambda: timed([*check, temporary]),
                BARE.format(count=count): lambda: timed([sys.executable, "-c", BLOCKS, temporary]),
            },
            rounds,
        )
        if sum(1 for _ in folder.rglob("*.md")) != count:
            sys.exit(f"the reports in {folder} were removed while they were measured")
    show(taken, count)


if __name__ == "__main__":
    main()
