"""The register in a real browser, opened from the disk; left out where there is no Chromium with its driver."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from incidentlint.cli import cli
from register.browser import Browser, programs, started
from register.reports import HOSTILE, write, write_hostile

pytestmark = [
    pytest.mark.once,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(programs() is None, reason="there is no Chromium with chromedriver"),
]

ENTER, TAB = "\ue007", "\ue004"

TITLES = """return [...document.querySelectorAll("#incidents tbody tr:not([hidden]) th a")].map((a) => a.textContent)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = programs()
    assert found is not None
    with started(*found) as one:
        yield one


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register in one folder, and one of hostile reports in another."""
    root = tmp_path_factory.mktemp("register")
    for name, reports in (("good", write(root / "a")), ("hostile", write_hostile(root / "b"))):
        arguments = ["site", str(reports), "-o", str(root / name), "--as-of", "2026-05-05", "--isolated"]
        done = CliRunner().invoke(cli, arguments)
        assert done.exit_code == 0, done.output
    return root


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_no_page_complains_or_is_wider_than_its_window(browser: Browser, made: Path) -> None:
    for page in pages(made / "good"):
        for width in (1280, 390):
            browser.look(width, dark=width == 390)
            browser.open(page)
            assert browser.complaints() == []
            assert browser.run("return document.documentElement.scrollWidth") == width
        assert browser.run("return getComputedStyle(document.body).fontFamily").startswith(
            "system-ui"
        )  # the style is on


def test_a_hostile_report_runs_nothing(browser: Browser, made: Path) -> None:
    browser.look(1280)
    assert len(pages(made / "hostile")) == len(HOSTILE) + 3
    for page in pages(made / "hostile"):
        browser.open(page)
        assert browser.run("return window.hit ?? null") is None
        assert browser.run("return document.images.length + document.querySelectorAll('main script').length") == 0
        assert browser.complaints() == []


def test_even_markup_that_is_not_escaped_runs_nothing(browser: Browser, made: Path) -> None:
    page = made / "good" / "index.html"
    other = page.with_name("wrong.html")
    wrong = "<script>window.hit = 1</script><img src=x onerror='window.hit = 1'>"
    other.write_text(page.read_text("utf-8").replace("<h1 ", f"{wrong}<h1 "), encoding="utf-8")
    browser.open(other)
    other.unlink()
    assert browser.run("return window.hit ?? null") is None
    assert "Content Security Policy" in " ".join(browser.complaints())


def test_a_click_sorts(browser: Browser, made: Path) -> None:
    browser.look(1280)
    browser.open(made / "good" / "index.html")
    mail, search, queue = "Post-mortem: no mail", "Post-mortem: search was slow", "Post-mortem: queue"
    assert browser.run(TITLES) == [mail, search, queue]
    browser.click("#incidents th:nth-child(2) button")  # severity
    assert browser.run(TITLES) == [mail, queue, search]
    sorts = "return [...document.querySelectorAll('#incidents thead th')].map((one) => one.getAttribute('aria-sort'))"
    assert browser.run(sorts) == [None, "ascending", *[None] * 5]
    browser.click("#incidents th:nth-child(2) button")
    assert browser.run(TITLES) == [search, queue, mail]
    browser.click("#incidents th:nth-child(4) button")  # time to detect: the one that is not known is last
    assert browser.run(TITLES) == [search, queue, mail]
    browser.click("#incidents th:nth-child(4) button")
    assert browser.run(TITLES) == [queue, search, mail]
    assert browser.run(sorts) == [*[None] * 3, "descending", *[None] * 3]


def test_filters(browser: Browser, made: Path) -> None:
    browser.open(made / "good" / "index.html")
    told = "return document.querySelector('output').textContent"
    assert browser.run(told) == "3 of 3 shown"
    browser.type("input[type=search]", "SLOW post")
    assert browser.run(TITLES) == ["Post-mortem: search was slow"]
    assert browser.run(told) == "1 of 3 shown"
    browser.click("button[type=reset]")
    browser.click("select[name=severity] option[value=SEV1]")
    assert browser.run(TITLES) == ["Post-mortem: no mail"]
    browser.click("button[type=reset]")
    browser.click("input[name=findings]")
    assert browser.run(TITLES) == []
    browser.click("button[type=reset]")
    assert browser.run(told) == "3 of 3 shown"


def test_the_keyboard_is_enough(browser: Browser, made: Path) -> None:
    browser.open(made / "good" / "index.html")
    browser.press(TAB)
    assert browser.run("return document.activeElement.textContent") == "Skip to the content"
    assert browser.run("return document.activeElement.getBoundingClientRect().left") >= 0  # it is seen now
    browser.press(ENTER)
    assert browser.run("return document.activeElement.id") == "content"
    browser.run("document.querySelector('#incidents th button').focus()")
    browser.press(ENTER)
    assert browser.run("return document.querySelector('#incidents th').getAttribute('aria-sort')") == "ascending"
    outline = "return getComputedStyle(document.activeElement).outlineStyle"
    assert browser.run(outline) == "solid"


CONTRASTS = """
const channels = (text) => text.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) => [r, g, b].reduce((sum, value, at) => {
  const part = value / 255;
  return sum + [0.2126, 0.7152, 0.0722][at] * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
}, 0);
const behind = (element) => {
  for (let one = element; one; one = one.parentElement) {
    const colour = channels(getComputedStyle(one).backgroundColor);
    if (colour.length === 3 || colour[3] > 0) return colour;
  }
  return [255, 255, 255];
};
const weak = new Set();
for (const element of document.querySelectorAll("body *")) {
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (!own || ["SCRIPT", "TITLE", "OPTION"].includes(element.tagName) || element.closest("g")) continue;
  const style = getComputedStyle(element);
  const text = light(channels(element instanceof SVGElement ? style.fill : style.color));
  const back = light(behind(element));
  const ratio = (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
  if (ratio < 4.5) weak.add(`${element.tagName}.${element.getAttribute("class")}: ${ratio.toFixed(2)}`);
}
return [...weak];
"""


@pytest.mark.parametrize("dark", [False, True])
def test_texts_have_contrast(browser: Browser, made: Path, *, dark: bool) -> None:
    browser.look(1280, dark=dark)
    for page in pages(made / "good"):
        browser.open(page)
        assert browser.run(CONTRASTS) == []


def test_on_paper_there_is_nothing_to_click(browser: Browser, made: Path) -> None:
    browser.look(1280, media="print")
    browser.open(made / "good" / "index.html")
    shown = "return ['nav', '.filters', 'table'].map((one) => document.querySelector(one).getClientRects().length > 0)"
    assert browser.run(shown) == [False, False, True]
    browser.look(1280)


def test_without_scripts_the_table_is_there(browser: Browser, made: Path) -> None:
    browser.tell("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.load(made / "good" / "index.html")
        assert len(browser.nodes("form[hidden]")) == 1
        assert len(browser.nodes("#incidents tbody tr")) == 3
    finally:
        browser.tell("Emulation.setScriptExecutionDisabled", value=False)
