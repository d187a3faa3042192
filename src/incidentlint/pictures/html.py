"""The picture as a page that needs no network: the SVG, and the same times as a table for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from incidentlint.pictures.story import Story
from incidentlint.pictures.svg import as_svg
from incidentlint.text import one_line

_STYLE = """\
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem; }
svg { width: 100%; height: auto; color: CanvasText !important; }
table { border-collapse: collapse; } th, td { text-align: left; padding: .2rem .8rem .2rem 0; vertical-align: top; }
"""


def rows_of(story: Story) -> Iterator[str]:
    """Yield the rows of a table of the same times: when, which milestone, what the report says."""
    for point in story.points:
        yield (
            f"<tr><td>{point.day} {escape(point.clock)}</td><td>{escape(point.name)}</td>"
            f'<td dir="auto">{escape(one_line(point.text))}</td></tr>\n'
        )


def as_html(story: Story) -> str:
    """The page, with all that it needs in it; what the report says is escaped, and no script runs."""
    rows = "".join(rows_of(story))
    title = escape(one_line(story.title))
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<style>\n{_STYLE}</style>\n<h1>{title}</h1>\n{as_svg(story)}"
        "<table>\n<thead><tr><th>Time</th><th>Milestone</th><th>What the report says</th></tr></thead>\n"
        f"<tbody>\n{rows}</tbody>\n</table>\n{f'<p>{story.lost}</p>' if story.lost else ''}</html>\n"
    )
