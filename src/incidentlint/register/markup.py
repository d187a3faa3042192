"""What all pages are made of: the frame with its policy, texts that cannot be markup, tables. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from incidentlint.register.assets import STYLE_NAME, script, script_hash
from incidentlint.text import one_line

_POLICY = "default-src 'none'; style-src 'self' file:; img-src data:; base-uri 'none'; form-action 'none'"
"""Nothing is fetched but the style sheet beside the page; ``file:`` is where it is for a page that is no server's."""

_SECTIONS = (("index.html", "Incidents"), ("actions.html", "Actions"), ("calendar.html", "Calendar"))


_CURRENT = ' aria-current="page"'


def said(text: str | None) -> str:
    """A text of a report as it stands in a page, in a value of an attribute too: no markup, no sign that turns it."""
    return escape(one_line(text or ""))


def frame(title: str, site: str, body: str, *, here: str, scripted: bool = False) -> str:
    """A whole page. `title` and `site` are texts, `body` is markup; `here` is the page's name."""
    up = "../" if "/" in here else ""
    links = "".join(
        f'<li><a href="{up}{name}"{_CURRENT if name == here else ""}>{told}</a></li>' for name, told in _SECTIONS
    )
    end = f"<script>{script()}</script>\n" if scripted else ""
    policy = f"{_POLICY}; script-src '{script_hash()}'" if scripted else _POLICY
    whole = said(site) if title == site else f"{said(title)} - {said(site)}"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<title>{whole}</title>\n<link rel="stylesheet" href="{up}{STYLE_NAME}">\n'
        '<link rel="icon" href="data:,">\n</head>\n<body>\n'
        '<a class="skip" href="#content">Skip to the content</a>\n'
        f'<header class="top"><p class="site">{said(site)}</p>\n'
        f'<nav aria-label="Register"><ul>{links}</ul></nav></header>\n'
        f'<main id="content" tabindex="-1">\n{body}</main>\n'
        '<footer><p>Made by <span translate="no">incidentlint</span>.</p></footer>\n'
        f"{end}</body>\n</html>\n"
    )


def table(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[str],
    *,
    name: str,
    hidden: bool = False,
    sortable: bool = False,
    latest_first: bool = False,
) -> str:
    """A table in a region that scrolls by itself. `caption` and `heads` are texts, `rows` are markup.

    `name` is its id; a `hidden` caption is there for those who cannot see that a heading is above it. The rows of a
    `sortable` one have links, by which a keyboard gets at them; any other region can be focused itself. In one that is
    `latest_first` the first column falls.
    """
    falls = ' aria-sort="descending"' if latest_first else ""
    head = "".join(f'<th scope="col"{"" if number else falls}>{said(one)}</th>' for number, one in enumerate(heads))
    sorts = " data-sortable" if sortable else ""
    unseen = ' class="unseen"' if hidden else ""
    caption = f'<caption id="{name}-caption"{unseen}>{said(caption)}</caption>'
    region = "" if sortable else f' role="region" aria-labelledby="{name}-caption" tabindex="0"'
    return (
        f'<div class="region"{region}>\n'
        f'<table id="{name}"{sorts}>{caption}\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody>\n</table>\n</div>\n"
    )


def cell(content: str, value: object = None, kind: str = "") -> str:
    """A cell of a table: its content is markup; `value` is what it is sorted by where that is something else."""
    by = "" if value is None else f' data-value="{said(str(value))}"'
    of_kind = f' class="{kind}"' if kind else ""
    return f"<td{of_kind}{by}>{content}</td>"


def pill(severity: str | None, rank: int | None) -> str:
    """A severity in the colour of its rank."""
    if not severity:
        return '<span class="none">not stated</span>'
    return f'<span class="pill rank-{shade(rank)}">{said(severity)}</span>'


def shade(rank: int | None) -> int:
    """Which colour a rank has: there are those of five, and 0 for what has none."""
    return min(rank, 5) if rank else 0
