"""The calendar: a month after the other, the latest first, days with incidents marked, and what happened. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from incidentlint.output import counted
from incidentlint.register.entries import Entry, link, time
from incidentlint.register.markup import frame, pill, shade

_TITLE = "Calendar"

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def calendar_page(site: str, entries: Sequence[Entry]) -> str:
    """The page, with the months that have incidents. `entries` are in order, the latest first."""
    dated = [entry for entry in entries if entry.day is not None]
    undated = [entry for entry in entries if entry.day is None]
    body = f"<h1>{_TITLE}</h1>\n"
    if not entries:
        body += "<p>No incident report was found.</p>\n"
    years = groupby(dated, key=lambda entry: entry.day.year if entry.day else 0)
    for year, of_year in years:
        found = list(of_year)
        months = groupby(found, key=lambda entry: entry.day.month if entry.day else 0)
        blocks = "".join(_month(year, month, list(of_month)) for month, of_month in months)
        body += (
            f'<section aria-labelledby="year-{year}"><h2 id="year-{year}">{year:04} '
            f'<small>{counted(len(found), "incident")}</small></h2>\n<div class="months">\n{blocks}</div></section>\n'
        )
    if undated:
        body += (
            f'<section aria-labelledby="undated"><h2 id="undated">Without a date '
            f"<small>{counted(len(undated), 'incident')}</small></h2>\n{_list(undated)}</section>\n"
        )
    return frame(_TITLE, site, body, here="calendar.html")


def _month(year: int, month: int, entries: Sequence[Entry]) -> str:
    by_day: dict[int, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.day.day if entry.day else 0, []).append(entry)
    first = dt.date(year, month, 1)
    end = 31 if month == 12 else (dt.date(year, month + 1, 1) - first).days
    cells = ["<td></td>"] * first.weekday()
    cells += [_day(first.replace(day=day), by_day.get(day, [])) for day in range(1, end + 1)]
    cells += ["<td></td>"] * (-len(cells) % 7)
    weeks = "".join(f"<tr>{''.join(cells[at : at + 7])}</tr>\n" for at in range(0, len(cells), 7))
    head = "".join(f'<th scope="col"><abbr title="{day}">{day[:2]}</abbr></th>' for day in _DAYS)
    return (
        f'<div class="month"><table class="calendar"><caption>{_MONTHS[month - 1]} {year:04}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{weeks}</tbody></table>\n{_list(entries)}</div>\n"
    )


def _day(day: dt.date, entries: Sequence[Entry]) -> str:
    if not entries:
        return f"<td>{day.day}</td>"
    gravest = min((entry.rank for entry in entries if entry.rank), default=None)
    told = f"{day.day} {_MONTHS[day.month - 1]}: {counted(len(entries), 'incident')}"
    return f'<td><a class="pill rank-{shade(gravest)}" href="#day-{day}" aria-label="{told}">{day.day}</a></td>'


def _list(entries: Sequence[Entry]) -> str:
    items = []
    before = None
    for entry in reversed(entries):
        mark = f' id="day-{entry.day}"' if entry.day and entry.day != before else ""
        before = entry.day
        items.append(
            f"<li{mark}>{time(entry.day)} {pill(entry.severity, entry.rank)} {link(entry.page, entry.title)}</li>\n"
        )
    return f'<ul class="days">\n{"".join(items)}</ul>\n'
