"""The first page: figures, charts over time, and the table of all incidents. Pure."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Iterator, Sequence

from incidentlint.output import counted
from incidentlint.records import short_length
from incidentlint.register.charts import Period, counts_chart, legend, lengths_chart, medians, periods
from incidentlint.register.entries import Entry, lengths, link, time
from incidentlint.register.markup import cell, frame, pill, said, shade, table

_HEADS = ("Date", "Severity", "Incident", "Detected after", "Resolved after", "Open actions", "Findings")


def overview_page(title: str, entries: Sequence[Entry], today: dt.date | None) -> str:
    """The page. `entries` are in the order of the table."""
    if not entries:
        body = f'<h1 dir="auto">{said(title)}</h1>\n<p>No incident report was found.</p>\n'
        return frame(title, title, body, here="index.html")
    made = table(
        "All incidents", _HEADS, _rows(entries), name="incidents", hidden=True, sortable=True, latest_first=True
    )
    body = (
        f'<h1 dir="auto">{said(title)}</h1>\n{_lead(entries, today)}{_figures(entries, today)}{_charts(entries)}'
        f'<section aria-labelledby="all"><h2 id="all">All incidents</h2>\n{_filters(entries)}{made}</section>\n'
    )
    return frame(title, title, body, here="index.html", scripted=True)


def _lead(entries: Sequence[Entry], today: dt.date | None) -> str:
    days = [entry.day for entry in entries if entry.day is not None]
    span = f", from {time(min(days))} to {time(max(days))}" if days else ""
    at = f", as of {time(today)}" if today else ""
    return f'<p class="lead">{counted(len(entries), "incident")}{span}{at}</p>\n'


def _figures(entries: Sequence[Entry], today: dt.date | None) -> str:
    found = [_median(entries, "detect"), _median(entries, "resolve")]
    open_, overdue = sum(one.open for one in entries), sum(one.overdue for one in entries)
    rest = f"{overdue} of them overdue" if today else f"{sum(one.done for one in entries)} done"
    found.append((str(open_), "Open actions", rest))
    faulty = sum(1 for one in entries if one.findings)
    found.append((str(faulty), "Reports with findings", f"of {len(entries)}"))
    items = "".join(f"<div><dt>{name}</dt><dd>{value} <small>{note}</small></dd></div>" for value, name, note in found)
    return f'<dl class="figures">{items}</dl>\n'


def _median(entries: Sequence[Entry], name: str) -> tuple[str, str, str]:
    known = lengths(entries, name)
    value = short_length(statistics.median(known)) if known else "-"
    return value, f"Median time to {name}", f"known of {len(known)} in {len(entries)}"


def _charts(entries: Sequence[Entry]) -> str:
    kind, found, lost = periods(entries)
    if not found:
        return ""
    shades = legend(entries)
    keys = "".join(f'<li><span class="key rank-{one}"></span>{said(names)}</li>' for one, names in shades)
    detect, resolve = medians(found, "detect"), medians(found, "resolve")
    times = '<li><span class="key round"></span>detect</li><li><span class="key square"></span>resolve</li>'
    note = f'<p class="none">{lost} earlier ones are not in the charts.</p>\n' if lost else ""
    return (
        '<section aria-labelledby="over-time"><h2 id="over-time">Over time</h2>\n<div class="charts">\n'
        f"<figure><figcaption>Incidents a {kind}, by severity</figcaption>\n"
        f'{counts_chart(found, [one for one, _ in shades])}<ul class="legend">{keys}</ul></figure>\n'
        f"<figure><figcaption>Median times of each {kind}</figcaption>\n"
        f'{lengths_chart(found, detect, resolve)}<ul class="legend">{times}</ul></figure>\n</div>\n{note}'
        f"<details><summary>The numbers of the charts</summary>\n{_numbers(kind, found, shades, detect, resolve)}"
        "</details></section>\n"
    )


def _numbers(
    kind: str, found: Sequence[Period], shades: Sequence[tuple[int, str]], *values: Sequence[float | None]
) -> str:
    heads = (kind.capitalize(), "Incidents", *(names for _, names in shades), "Median to detect", "Median to resolve")

    def rows() -> Iterator[str]:
        for index, period in enumerate(found):
            ranks = [shade(entry.rank) for entry in period.entries]
            counts = "".join(cell(str(ranks.count(one)), kind="number") for one, _ in shades)
            times = "".join(_length(one[index]) for one in values)
            yield (
                f'<tr><th scope="row">{period.name}</th>{cell(str(len(ranks)), kind="number")}{counts}{times}</tr>\n'
            )

    return table(f"Incidents and median times of each {kind}", heads, rows(), name="numbers")


def _filters(entries: Sequence[Entry]) -> str:
    ranks = {entry.severity: entry.rank or 99 for entry in entries if entry.severity}
    levels = sorted(ranks, key=lambda one: (ranks[one], one))
    years = sorted({entry.day.year for entry in entries if entry.day}, reverse=True)
    return (
        '<form class="filters" data-filters="incidents" hidden>\n'
        '<label>Search <input type="search" name="text" autocomplete="off"></label>\n'
        f"{_select('severity', 'Severity', levels)}{_select('year', 'Year', [f'{year:04}' for year in years])}"
        '<label class="box"><input type="checkbox" name="open"> with open actions</label>\n'
        '<label class="box"><input type="checkbox" name="findings"> with findings</label>\n'
        '<button type="reset">Show all</button>\n'
        '<output aria-live="polite"></output>\n</form>\n'
    )


def _select(name: str, label: str, values: Sequence[str]) -> str:
    options = "".join(f'<option value="{said(one)}">{said(one)}</option>' for one in values)
    return f'<label>{label} <select name="{name}"><option value="">all</option>{options}</select></label>\n'


def _rows(entries: Sequence[Entry]) -> Iterator[str]:
    for one in entries:
        year = f"{one.day.year:04}" if one.day else ""
        marked = f' <span class="id">{said(one.id)}</span>' if one.id and one.id not in one.title else ""
        overdue = f' <span class="state overdue">{one.overdue} overdue</span>' if one.overdue else ""
        yield (
            f'<tr data-severity="{said(one.severity)}" data-year="{year}" data-open="{one.open}" '
            f'data-findings="{one.findings}">{cell(time(one.day), one.day or "")}'
            f"{cell(pill(one.severity, one.rank), one.rank or one.severity or '')}"
            f'<th scope="row" data-value="{said(one.title)}">{link(one.page, one.title)}{marked}</th>'
            f"{_length(one.detect)}{_length(one.resolve)}{cell(f'{one.open}{overdue}', one.open, 'number')}"
            f"{cell(str(one.findings), one.findings, 'number')}</tr>\n"
        )


def _length(seconds: float | None) -> str:
    if seconds is None:
        return cell("-", "", "number")
    return cell(short_length(seconds), f"{seconds:g}", "number")
