"""Runs the targets with atheris for some time, one after the other: `python -m fuzz --minutes 10 [TARGET]...`.

Inputs are mutated by lines and by pieces of the field, guided by the coverage of the package. One that fails is written
to `--found`; run it again with `python -m fuzz TARGET --input FILE`.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from pathlib import Path


def mutated(data: bytes, size: int, seed: int, others: list[bytes], pieces: tuple[bytes, ...]) -> bytes:
    """An input with one to four changes to its lines."""
    draw = random.Random(seed)
    lines = data.splitlines(keepends=True) or [b""]
    for _ in range(draw.randint(1, 4)):
        place = draw.randrange(len(lines) + 1)
        line = lines[place - 1]
        kind = draw.randrange(8)
        if kind == 0 and len(lines) > 1:
            del lines[place - 1 : place - 1 + draw.randint(1, 5)]
        elif kind == 1:
            lines[place:place] = lines[draw.randrange(len(lines)) :][: draw.randint(1, 8)]
        elif kind == 2:
            other = draw.choice(others).splitlines(keepends=True) or [b""]
            lines[place:place] = other[draw.randrange(len(other)) :][: draw.randint(1, 12)]
        elif kind in (3, 4, 5):
            column = draw.randrange(len(line) + 1)
            end = column + draw.choice((0, 0, 1, 4, 40))
            lines[place - 1] = line[:column] + draw.choice(pieces) * draw.choice((1, 1, 1, 1, 30)) + line[end:]
        elif kind == 6:
            lines[place - 1] = line[: draw.randrange(len(line) + 1)]
        else:
            other = draw.choice(lines)
            lines[place - 1] = line[: len(line) // 2] + other[draw.randrange(len(other) + 1) :]
        lines = lines or [b""]
    return b"".join(lines)[:size]


def run(target: str, seconds: int, corpus: Path, found: Path) -> None:
    """One target in this process; it ends the process."""
    import atheris

    with atheris.instrument_imports(include=["incidentlint", "markdown_it"]):
        from fuzz import seeds
        from fuzz.targets import LONGEST, TARGETS, beginnings

        others = beginnings(target)
        TARGETS[target](others[0])  # what is imported on first use

    def change(data: bytes, size: int, seed: int) -> bytes:
        if seed % 5 == 0:
            return bytes(atheris.Mutate(data, size))
        return mutated(data, size, seed, others, seeds.PIECES)

    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(others):
        (corpus / f"seed-{number}").write_bytes(data)
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=60", "-rss_limit_mb=2048", "-verbosity=1"]
    options += [f"-artifact_prefix={found}/{target}-", "-print_final_stats=1", "-report_slow_units=20", str(corpus)]
    atheris.Setup(["fuzz", *options], TARGETS[target], custom_mutator=change)
    atheris.Fuzz()


def main() -> int:
    """Run what the command line says; the status is 1 when an input failed."""
    from fuzz.targets import TARGETS

    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--minutes", type=float, default=10, help="for each target")
    parser.add_argument("--found", type=Path, default=Path(".fuzz"), help="where failing inputs and the corpus go")
    parser.add_argument("--input", type=Path, help="run one input, without atheris")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    names = given.targets or list(TARGETS)
    if given.input:
        for name in names:
            TARGETS[name](given.input.read_bytes())
        return 0
    given.found.mkdir(parents=True, exist_ok=True)
    if given.inside:
        run(names[0], int(60 * given.minutes), given.found / "corpus" / names[0], given.found)
    failed = False
    for name in names:
        command = [sys.executable, "-m", "fuzz", name, "--inside", "--minutes", str(given.minutes)]
        failed |= subprocess.run([*command, "--found", str(given.found)], check=False).returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
