"""Comments that suppress what is found, in texts of any make: they do what was said, and change nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentlint.cli.main import main
from incidentlint.engine.lint import lint
from incidentlint.engine.plan import Plan
from incidentlint.rulebook.selection import choose
from support import built_in, examples, pack_of, suppressed_once

PARTS = (
    "---\nid: INC-2026-001\nseverity: P9\nstart: 2026-02-30\n---\n",
    '+++\nseverity = "P9"\n+++\n',
    "# Incident Report: [Title]\n\n",
    "Incident Report: [Title]\n===\n",
    "[Name]\n---\n",
    "## Timeline\n\n",
    "## [Section] YYYY-MM-DD\n",
    "**Severity:** P0 / P1 / P2 / P3\n**Start Time:** 2026-02-30 10:00 UTC\n",
    "- **Severity:** TBD\n- **Resolved:** 2026-02-24 25:78 UTC\n",
    "It was [Name] on YYYY-MM-DD.\nAnd on 2026-02-30 HH:MM.\n\n",
    "- a [Name]\n  - b YYYY-MM-DD\n\n    c [Name]\n    - d [Name]\n1. x\n   1. y HH:MM\n\n",
    "> **Owner:** TBD\n> [Name]\n>> YYYY-MM-DD\n\n",
    "> a\nb [Name]\n\n",
    "> [!NOTE]\n> [Name]\n\n",
    "| Time | Event |\n|---|---|\n| HH:MM | [Event] |\n| 25:78 | x |\n| 10:00 |\n\n",
    "- a\n\n  | Time | Event |\n  |---|---|\n  | HH:MM | [Event] |\n\n",
    "```sql\nSELECT [Name] FROM YYYY-MM-DD;\n```\n\n",
    "```\n[Name]\n",
    "- a\n  ```\n  [Name]\n  ```\n- b [Name]\n\n",
    "    [Name]\n    YYYY-MM-DD\n\n",
    "<div>\n[Name]\n<p>YYYY-MM-DD</p>\n</div>\n\n",
    "<table><tr><td>[Name]</td></tr></table>\n\n",
    "<details>\n<summary>[Name]</summary>\n\n**Owner:** TBD\n\n</details>\n\n",
    "<!-- TODO: write\n[Name]\n-->\n\n",
    "- [ ] Post-mortem scheduled: YYYY-MM-DD\n- [x] b [Name]\n\n",
    "a[^1]\n\n[^1]: [Name] TBD\n\n",
    "[x](nowhere.md) and [y](#nothing)\n\n",
    "CafÃ© closed at [Name]\n\n",
    "a [Name]  \nb [Name]\\\nc [Name]\n\n",
    "-\ta [Name]\n\t- b [Name]\n\n",
    "\u200b[Name]\u2028[Name]\n\na\x0b[Name]\x0c[Name]\x85[Name]\n\n",
    "a [Name]\rb [Name]\n\n",
    "<!-- incidentlint-disable-next-line IR201 -- old -->\nIt was [Name].\n\n",
    "<!-- incidentlint-disable IR206 -->\n**Owner:** TBD [Name]\n<!-- incidentlint-enable IR206 -->\n\n",
    "<!-- incidentlint-disable-next-line IR403 -->\nNothing.\n\n",
    "<!-- incidentlint-disable IR9999 -->\n\n",
    "<!-- incidentlint-disable-file IR101 -->\n\n",
)
"""Blocks of all kinds, with what is found in them, and with comments that are there already."""

COMMENT = re.compile(r"[ \t>]*<!-- incidentlint-[^\n\r]* -->")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


def is_with_comments(old: str, new: str) -> bool:
    """Whether a text is another one with lines that are comments, and an end of its last line where it had none."""
    olds, at = LINE.findall(old), 0
    for line in LINE.findall(new):
        last = at == len(olds) - 1 and line.rstrip("\r\n") == olds[at]
        if at < len(olds) and (line == olds[at] or last):
            at += 1
        elif COMMENT.fullmatch(line.rstrip("\r\n")) is None:
            return False
    return at == len(olds) or all(map(COMMENT.match, olds[at:]))


@pytest.mark.once
@examples(60)
@given(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=6),
    st.sampled_from(["\n", "\n", "\r\n", "\r", "mixed"]),
    st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(range(4)),
    st.booleans(),
)
def test_any_text_keeps_its_lines_and_has_no_finding_left(
    parts: list[str], newline: str, encoding: str, number: int, ended: bool
) -> None:
    text = "".join(parts) if ended else "".join(parts).rstrip("\n")
    lines = text.split("\n")
    ends = [
        "\r\n" if newline == "mixed" and at % 3 == 0 else newline.replace("mixed", "\n") for at in range(len(lines))
    ]
    text = "".join(map("".join, zip(lines, [*ends[:-1], ""], strict=True)))
    rules = choose(("IR",) if number == 3 else (), (), ())
    plan = Plan(rules, (built_in()[number % 3],), forced=True)
    data = text.encode(encoding)
    done = suppressed_once(data, plan)
    assert is_with_comments(data.decode(encoding), done.data.decode(encoding))
    assert done.data.startswith(data[: len("".encode(encoding))])  # the byte-order mark
    assert lint(done.data, "report.md", plan, location="report.md").diagnostics == done.result.diagnostics


def test_a_line_that_ends_in_a_return_alone_keeps_the_empty_one_behind_it() -> None:
    text = "a [Name]\rb [Name]\n\nIt was on YYYY-MM-DD.\nAnd on 2026-02-30 HH:MM.\n\n"
    plan = Plan(choose((), (), ()), (pack_of("", "bilko"),), forced=True)
    assert is_with_comments(text, suppressed_once(text.encode(), plan).data.decode())


REPORT = "# Incident Report: x\n\n**Severity:** P1\n\n## Incident Summary\n\nIt was [Name] on YYYY-MM-DD.\n"


def check(*arguments: str) -> int:
    return main(["check", "--isolated", "--no-cache", "--quiet", "--pack", "bilko", *arguments])


def test_a_link_stays_one_and_its_file_has_the_comments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file, link = tmp_path / "kept" / "a.md", tmp_path / "b.md"
    file.parent.mkdir()
    file.write_text(REPORT, encoding="utf-8")
    link.symlink_to(file)
    assert check("b.md") == 1
    assert check("--add-suppressions", "old", "b.md") == 0
    assert (link.is_symlink(), check("b.md")) == (True, 0)
    written = file.read_text(encoding="utf-8")
    assert is_with_comments(REPORT, written)
    assert check("--add-suppressions", "old", "b.md") == 0
    assert file.read_text(encoding="utf-8") == written


def test_a_read_only_file_is_said_and_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    (tmp_path / "a.md").chmod(0o444)
    assert check("--add-suppressions", "old", "a.md", "b.md") == 2
    assert "cannot write a.md: it is read-only" in capsys.readouterr().err
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == REPORT
    assert check("b.md") == 0
