"""The picture as SVG: phases as bands, milestones above the axis, entries below it. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html import escape

from incidentlint.pictures.story import Story
from incidentlint.text import one_line, shorten

_NOT_XML = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")

WIDTH, LEFT, RIGHT = 960, 24, 24
ROW = 18
_HEAD = 32

COLORS = {
    "lead-up": "#8a8f98",
    "incident": "#b45309",
    "unnoticed": "#c2410c",
    "response": "#b45309",
    "monitoring": "#15803d",
}
"""Of each phase; they differ in lightness too, and each band says its name."""


def as_svg(story: Story, *, titled: bool = True) -> str:
    """The picture as a document of its own, which needs nothing else and runs no script.

    Without `titled` the title is there for those alone who cannot see the heading that is above it.
    """
    head = _HEAD if titled else 0
    if len(story.points) < 2 or story.start == story.end:
        text = f'<text x="{LEFT}" y="{head + 18}">No two times to draw.</text>'
        return _document(story, head + 44, [text], titled=titled)
    body: list[str] = []
    top = head + 8
    body += _phases(story, top)
    axis = top + 34
    body.append(f'<line x1="{LEFT}" y1="{axis}" x2="{WIDTH - RIGHT}" y2="{axis}" stroke="currentColor"/>')
    bottom = axis + 8
    texts: list[str] = []  # above the lines, which would strike them through
    for point in story.points:
        x = _x(story, point.at)
        bottom += ROW
        said = point.name or shorten(one_line(point.text), 80)
        radius, weight = (5, ' font-weight="bold"') if point.name else (3, "")
        anchor, at = ("end", x - 6) if x > WIDTH * 0.55 else ("start", x + 6)
        body.append(f'<line x1="{x}" y1="{axis}" x2="{x}" y2="{bottom - 4}" stroke="currentColor" opacity="0.35"/>')
        body.append(f'<circle cx="{x}" cy="{axis}" r="{radius}" fill="currentColor"/>')
        told = f"{'! ' if point.late else ''}{point.clock} {escape(_plain(said))}"
        texts.append(f'<text x="{at}" y="{bottom}" text-anchor="{anchor}"{weight}>{told}</text>')
    body += texts
    if story.lost:
        bottom += ROW
        body.append(f'<text x="{LEFT}" y="{bottom}" font-style="italic">{story.lost}</text>')
    return _document(story, bottom + 24, body, titled=titled)


def _phases(story: Story, top: int) -> Iterator[str]:
    for phase in story.phases:
        x = _x(story, phase.start)
        width = _x(story, phase.end) - x
        told = f"{phase.name}, {phase.length}"
        yield (
            f'<g><title>{escape(told)}</title><rect x="{x:.1f}" y="{top}" width="{max(width, 1):.1f}" height="22" '
            f'fill="{COLORS[phase.name]}"/>'
        )
        if width > 7 * len(told):
            yield f'<text x="{x + 6:.1f}" y="{top + 15}" fill="#fff">{escape(told)}</text>'
        yield "</g>"


def _x(story: Story, at: dt.datetime) -> float:
    return round(LEFT + story.share(at) * (WIDTH - LEFT - RIGHT), 1)


def _document(story: Story, height: int, body: list[str], *, titled: bool) -> str:
    title = escape(_plain(one_line(story.title)))
    shown = [f'<text x="{LEFT}" y="24" font-size="15">{title}</text>'] if titled else []
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{title}" '
        'font-family="system-ui, sans-serif" font-size="12" color="#1f2937" fill="currentColor">'
    )
    return "\n".join([head, f"<title>{title}</title>", *shown, *body, "</svg>", ""])


def _plain(text: str) -> str:
    """A text without what XML cannot hold."""
    return _NOT_XML.sub(" ", text)
