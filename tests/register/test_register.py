"""The register: what its pages say, that nothing in them is markup of a report, and what is done to its folder."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from incidentlint.cli import cli
from incidentlint.register import is_page
from incidentlint.register.assets import script, script_hash
from incidentlint.register.charts import counts_chart, medians, periods
from incidentlint.register.entries import Entry
from incidentlint.register.names import page_name
from incidentlint.text import one_line
from register.reports import HOSTILE, report, write, write_hostile


def site(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["site", *map(str, arguments)])


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register of three reports, as of a day on which one action is overdue and another is not."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    done = site("postmortems", "-o", "out", "--as-of", "2026-05-05")
    assert done.exit_code == 0, done.output
    assert done.stderr == "incidentlint: 3 incidents written to out\n"
    return tmp_path / "out"


class Reader(HTMLParser):
    """The elements of a page with their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self._in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        (self.scripts if self._in_script else self.texts).append(data)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.texts).split())


def pages(folder: Path) -> dict[str, Reader]:
    return {path.relative_to(folder).as_posix(): Reader(path.read_text("utf-8")) for path in folder.rglob("*.html")}


def one_page(folder: Path, title: str) -> Reader:
    return next(page for page in pages(folder).values() if f"{title} - Incident register" in page.texts)


def test_the_first_page_has_all_incidents_the_latest_first(made: Path) -> None:
    page = pages(made)["index.html"]
    rows = [attrs for tag, attrs in page.tags if tag == "tr" and "data-severity" in attrs]
    assert [row["data-severity"] for row in rows] == ["SEV1", "SEV3", "SEV2"]
    assert "3 incidents, from 2026-03-11 to 2026-05-04 , as of 2026-05-05" in page.words
    assert "Median time to detect 12 min known of 2 in 3" in page.words
    assert "Open actions 3 3 of them overdue" in page.words
    heads = [attrs for tag, attrs in page.tags if tag == "th" and attrs.get("scope") == "col"]
    assert [attrs.get("aria-sort") for attrs in heads].count("descending") == 1
    assert "2026-03 2 0 1 1 12 min 1 h 30 min 2026-04 0 0 0 0 - - 2026-05 1 1 0 0 - 4 h" in page.words


def test_a_page_says_what_its_report_says(made: Path) -> None:
    page = one_page(made, "Post-mortem: queue")
    for said in ("Id INC-7", "Started 2026-03-11 10:00 UTC", "Time to resolve 2 h", "Summary The queue stood."):
        assert said in page.words
    assert "the queue stood Ana Cal 2026-04-10 overdue Write it down Li Wei 2026-04-20 done" in page.words
    assert "unnoticed, 20 minutes" in page.words  # of the picture
    assert [tag for tag, _ in page.tags].count("svg") == 1
    assert "script" not in {tag for tag, _ in page.tags}


def test_findings_are_those_of_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2026-03-11-postmortem.md").write_text(report().replace("2026-03-11 10:20", "2026-03-11 09:20"))
    site(".", "-o", "out")
    found = one_page(tmp_path / "out", "Post-mortem: queue")
    assert "Detected" in found.words.partition("Open findings")[2]
    assert "error" in found.words.partition("Open findings")[2]


def test_actions_are_told_by_owner(made: Path) -> None:
    words = pages(made)["actions.html"].words
    assert "3 open, 3 of them overdue on 2026-05-05" in words
    assert "Owner Open Overdue Due first Ana Cal 2 2 2026-04-10 Omar Haddad 1 1 2026-04-10" in words
    assert "Li Wei" not in words  # who has done it


def test_without_a_clock_nothing_is_overdue(made: Path) -> None:
    site("postmortems", "-o", "out")
    assert "3 open. What is overdue can be told with --as-of" in pages(made)["actions.html"].words
    assert "overdue" not in pages(made)["index.html"].words


def test_the_calendar_has_the_months_with_incidents(made: Path) -> None:
    page = pages(made)["calendar.html"]
    assert "May 2026 Mo Tu We Th Fr Sa Su 1 2 3 4 5" in page.words
    assert "April 2026" not in page.words
    days = [attrs.get("aria-label") for tag, attrs in page.tags if tag == "a" and attrs.get("aria-label")]
    assert days == ["4 May: 1 incident", "11 March: 1 incident", "28 March: 1 incident"]
    anchors = {attrs["id"] for tag, attrs in page.tags if attrs.get("id")}
    assert {attrs["href"] for tag, attrs in page.tags if (attrs.get("href") or "").startswith("#day")} <= {
        f"#{anchor}" for anchor in anchors
    }


def test_every_link_leads_somewhere(made: Path) -> None:
    for name, page in pages(made).items():
        ids = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
        assert len(ids) == len(set(ids))
        for _, attrs in page.tags:
            href = attrs.get("href") or ""
            if href.startswith("#"):
                assert href[1:] in ids
            elif href and href != "data:,":
                assert ((made / name).parent / href).is_file()


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_hostile(tmp_path)
    assert site("postmortems", "-o", "out", "--title", HOSTILE[2], "--as-of", "2026-05-05").exit_code == 0
    return tmp_path / "out"


def test_no_text_of_a_report_is_markup(hostile: Path) -> None:
    found = pages(hostile)
    assert len(found) == len(HOSTILE) + 3
    for page in found.values():
        assert all(one == script() for one in page.scripts)
        for tag, attrs in page.tags:
            assert tag not in ("img", "b", "iframe", "object", "style")
            assert not [name for name in attrs if name.startswith("on") or name in ("style", "src", "formaction")]
            assert not (attrs.get("href") or "").startswith("javascript")
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", page.words)
    whole = " ".join(page.words for page in found.values())
    for text in HOSTILE:
        assert " ".join(map(one_line, text.split())) in whole


def test_only_our_script_may_run(made: Path) -> None:
    for name, page in pages(made).items():
        policy = next(
            attrs["content"] or "" for tag, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy"
        )
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        scripted = name in ("index.html", "actions.html")
        assert (f"script-src '{script_hash()}'" in policy) is scripted
        assert page.scripts == [script()] * scripted


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_reports_give_the_same_bytes(made: Path) -> None:
    before = everything(made)
    stamps = {path: path.stat().st_mtime_ns for path in made.rglob("*.html")}
    site("postmortems", "-o", "out", "--as-of", "2026-05-05")
    site("postmortems", "-o", "other", "--as-of", "2026-05-05")
    assert everything(made) == before == everything(made.parent / "other")
    assert stamps == {path: path.stat().st_mtime_ns for path in made.rglob("*.html")}  # nothing was written anew


def test_pages_of_reports_that_are_gone_go_too(made: Path) -> None:
    (made / "notes.txt").write_text("mine")
    (made / "incidents" / "mine.html").write_text("mine")
    (made.parent / "postmortems" / "2026-03-11-queue.md").unlink()
    assert site("postmortems", "-o", "out").exit_code == 0
    assert len(list((made / "incidents").glob("2026-*.html"))) == 2
    assert (made / "notes.txt").read_text() == (made / "incidents" / "mine.html").read_text() == "mine"


def test_a_folder_of_others_is_left_alone(made: Path) -> None:
    other = made.parent / "web"
    other.mkdir()
    (other / "index.html").write_text("mine")
    done = site("postmortems", "-o", "web")
    assert done.exit_code == 2
    assert "web has files, and none of them says that incidentlint site made it" in done.stderr
    assert everything(other) == {"index.html": b"mine"}
    assert site("postmortems", "-o", "web", "--force").exit_code == 0
    assert b"Incident register" in (other / "index.html").read_bytes()
    assert site("postmortems", "-o", "postmortems").exit_code == 2


def test_a_list_of_files_that_lies_removes_nothing_else(made: Path) -> None:
    (made.parent / "precious.html").write_text("mine")
    marker = made / ".incidentlint-site.json"
    said = json.loads(marker.read_text())
    said["files"] += ["../precious.html", "/etc/hostname", "incidents/../../precious.html", 7, "notes.txt"]
    marker.write_text(json.dumps(said))
    assert site("postmortems", "-o", "out").exit_code == 0
    assert (made.parent / "precious.html").exists()
    for wrong in ("[]", "{", '{"made-by": "incidentlint site", "files": 7}', "[" * 10_000):
        marker.write_text(wrong)
        assert site("postmortems", "-o", "out").exit_code == 2  # it is nobody's folder now


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_no_link_leads_out_of_the_folder(made: Path) -> None:
    away = made.parent / "away"
    (made / "incidents").rename(away)
    (made / "incidents").symlink_to(away)
    before = everything(away)
    (made.parent / "postmortems" / "2026-03-11-queue.md").unlink()
    done = site("postmortems", "-o", "out")
    assert done.exit_code == 2
    assert "symbolic link" in done.stderr
    assert everything(away) == before


def test_what_cannot_be_read_is_told_and_the_rest_is_written(made: Path) -> None:
    (made.parent / "postmortems" / "2026-06-01-bytes.md").write_bytes(b"# Post-mortem\n\n\xff\xfe\n")
    done = site("postmortems", "-o", "out")
    assert done.exit_code == 2
    assert "2026-06-01-bytes.md" in done.stderr
    assert len(list((made / "incidents").iterdir())) == 3


def test_without_reports_there_are_pages_that_say_so(made: Path) -> None:
    (made.parent / "empty").mkdir()
    done = site("empty", "-o", "out")
    assert (done.exit_code, done.stderr) == (0, "incidentlint: no incident report found in 0 Markdown files\n")
    assert "No incident report was found." in pages(made)["index.html"].words
    assert set(everything(made)) == {
        "index.html",
        "actions.html",
        "calendar.html",
        "style.css",
        ".incidentlint-site.json",
    }


@pytest.mark.parametrize(
    "path", ["a/b.md", "INCIDENT 1.md", "..md", "", "\u202e<>.md", "con.md", "x" * 300, "\udcff.md"]
)
def test_any_path_has_a_name_of_its_own(path: str) -> None:
    assert is_page(page_name(path, 1))
    assert page_name(path, 1) != page_name(path, 2) != page_name(f"other/{path}", 2)
    assert len(page_name(path, 1)) < 100


@pytest.mark.parametrize(
    "name", ["../x.html", "/x.html", "incidents/../x.html", "a/b.html", "x.md", ".html", "incidents/.html", "x.html\n"]
)
def test_no_other_name_is_a_page(name: str) -> None:
    assert not is_page(name)


def entry(day: str | None, **said: object) -> Entry:
    usual: dict[str, object] = {
        "page": "incidents/a.html", "title": "a", "id": "", "severity": "SEV1", "rank": 1, "detect": None,
        "resolve": None, "open": 0, "overdue": 0, "done": 0, "findings": 0,
    }  # fmt: skip
    return Entry(day=dt.date.fromisoformat(day) if day else None, **{**usual, **said})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "kind", "first", "number", "lost"),
    [
        (["2026-02-10", "2026-04-01"], "month", "2026-02", 3, 0),
        (["2021-05-01", "2026-04-30"], "month", "2021-05", 60, 0),
        (["2021-04-30", "2026-04-30"], "quarter", "2021-Q2", 21, 0),
        (["1990-01-01", "2026-04-30"], "year", "1990", 37, 0),
        (["0001-01-01", "1966-01-01", "2025-04-30"], "year", "1966", 60, 1),
        ([None], "month", None, 0, 0),
    ],
)
def test_periods_fit_the_days(days: list[str | None], kind: str, first: str | None, number: int, lost: int) -> None:
    found_kind, found, found_lost = periods([entry(day) for day in days])
    assert (found_kind, len(found), found_lost) == (kind, number, lost)
    assert next((period.name for period in found), None) == first
    assert sum(len(period.entries) for period in found) == sum(day is not None for day in days) - lost


def test_a_bar_is_as_high_as_its_number() -> None:
    _, found, _ = periods([entry("2026-02-01"), entry("2026-02-02", rank=None), entry("2026-03-01")])
    heights = [float(height) for height in re.findall(r'<rect[^>]* height="([\d.]+)"', counts_chart(found, [1, 0]))]
    assert heights == [103.0, 103.0, 103.0]
    _, many, _ = periods([entry("2022-01-01"), entry("2026-03-01")])
    places = [float(x) for x in re.findall(r'<text x="([\d.]+)"[^>]*>2026-03<', counts_chart(many, [1]))]
    assert len(places) == 1
    assert places[0] <= 520 - 36  # the name is whole
    _, found, _ = periods([entry("2026-02-01", detect=60.0), entry("2026-02-02", detect=180.0), entry("2026-03-01")])
    assert medians(found, "detect") == [120.0, None]
