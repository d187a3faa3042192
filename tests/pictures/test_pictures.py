"""Pictures of timelines: moments at their places, whatever the report says."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from incidentlint import read
from incidentlint.cli import cli
from incidentlint.pictures import Story, as_html, as_lines, as_mermaid, as_svg, story_of

REPORT = """\
# Post-mortem: queue

**Start:** 2026-02-03 10:00 UTC
**Detected:** 2026-02-03 10:20 UTC
**End:** 2026-02-03 11:35 UTC

## Timeline

- 09:45 UTC: a release went out
- 10:31 UTC: somebody <b>looked</b> at it; all of it
- 10:25 UTC: the pager called
- 11:35 UTC: it was over
"""


def story(text: str = REPORT) -> Story:
    return story_of(read(text, path="postmortems/2026-02-03-queue.md"))


def test_a_row_has_its_place_and_one_out_of_order_is_marked() -> None:
    lines = list(as_lines(story()))
    rows = {re.search(r"\d\d:\d\d", line)[0]: line for line in lines if re.match(r"\d\d:\d\d", line)}  # type: ignore[index]
    assert list(rows) == ["09:45", "10:00", "10:20", "10:25", "10:31", "11:35"]
    places = {clock: max(line.find("●"), line.find("○")) for clock, line in rows.items()}
    assert sorted(places.values()) == list(places.values())
    assert "detected (+20 minutes)" in rows["10:20"]
    assert "< the pager called" in rows["10:25"]
    assert sum("< " in line for line in lines) == 1
    assert lines[-3:] == ["lead-up: 15 minutes", "unnoticed: 20 minutes", "response: 1 hour 15 minutes"]
    assert max(map(len, lines)) <= 100


NIGHT = """\
# Post-mortem: queue

**Start:** 2026-10-24 23:30 +02:00
**Detected:** 2026-10-24 23:40
**End:** 2026-10-25 03:15 +01:00
"""


def test_lengths_are_elapsed_time_whatever_the_clocks() -> None:
    told = story(NIGHT)
    lines = list(as_lines(told))
    assert [line[:11] for line in lines[:2]] == ["10-24 23:30", "10-25 03:15"]
    assert lines[2:] == ["incident: 4 hours 45 minutes", "1 without a time that fits here"]
    for made in (as_svg, as_mermaid, as_html):
        assert "1 without a time that fits here" in made(told)


def test_without_times_there_is_no_picture() -> None:
    nothing = story("# Post-mortem: queue\n\n**Start:** 2026-02-03\n\n## Summary\n\nIt stood.\n")
    assert list(as_lines(nothing)) == []
    assert "No two times to draw" in as_svg(nothing)
    assert as_mermaid(nothing).startswith("gantt\n")


class Page(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.said += data


HOSTILE = REPORT.replace("queue\n", 'queue <script>alert(1)</script> ]]>" onload="x\n').replace(
    "pager", "</text><script>"
)


@pytest.mark.parametrize("text", [REPORT, HOSTILE])
def test_what_a_report_says_is_text(text: str) -> None:
    drawn = ElementTree.fromstring(as_svg(story(text)))
    kinds = {element.tag.rpartition("}")[2] for element in drawn.iter()}
    assert kinds == {"svg", "title", "text", "line", "circle", "g", "rect"}
    assert {name for element in drawn.iter() for name in element.attrib if name.startswith("on")} == set()
    page = Page()
    page.feed(as_html(story(text)))
    assert "script" not in page.tags
    assert ("alert(1)" in page.said) is (text == HOSTILE)


def test_mermaid_has_a_line_for_each() -> None:
    lines = as_mermaid(story()).splitlines()
    assert "    response, 1 hour 15 minutes : 2026-02-03 10:20:00, 2026-02-03 11:35:00" in lines
    assert "    detected : milestone, 2026-02-03 10:20:00, 0d" in lines
    assert "    somebody looked at it all of it : milestone, 2026-02-03 10:31:00, 0d" in lines


@given(st.text(max_size=40), st.times().map(lambda at: at.strftime("%H:%M")))
def test_any_text_can_be_drawn(said: str, clock: str) -> None:
    text = REPORT.replace("the pager called", said).replace("10:31", clock).encode("utf-8", "replace").decode()
    told = story(text)
    ElementTree.fromstring(as_svg(told))
    assert all(len(line.splitlines()) <= 1 for line in as_lines(told))
    assert all(line.count(" : ") <= 1 for line in as_mermaid(told).splitlines())
    as_html(told)


def test_the_command_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2026-02-03-postmortem.md").write_text(REPORT)

    def shown(form: str) -> str:
        result = CliRunner().invoke(cli, ["show", "2026-02-03-postmortem.md", "--output-format", form])
        assert result.exit_code == 0, result.output
        return result.output

    assert re.search(r"^picture +09:45  ○", shown("text"), re.MULTILINE)
    assert shown("svg").startswith("<svg ")
    assert shown("mermaid").startswith("gantt\n")
    assert shown("html").startswith("<!doctype html>")


def test_standard_input_is_drawn_and_told() -> None:
    for arguments in (["show", "-"], ["show", "-", "--stdin-filename", "postmortems/2026-02-03-queue.md"]):
        result = CliRunner().invoke(cli, arguments, input=REPORT)
        assert result.exit_code == 0, result.output
        assert result.stdout.startswith(f"{arguments[-1] if len(arguments) > 2 else '<stdin>'}: ")
    result = CliRunner().invoke(cli, ["show", "-"], input="# Shopping list\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert CliRunner().invoke(cli, ["show", "-"], input=b"# Post-mortem\n\n\xff\xfe\n").exit_code == 2
    assert CliRunner().invoke(cli, ["show", "a.md", "--stdin-filename", "b.md"]).exit_code == 2
