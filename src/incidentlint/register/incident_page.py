"""The page of one incident: what its report states, the picture of its timeline, actions, open findings. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incidentlint.findings import Diagnostic
from incidentlint.pictures import Story, as_svg, rows_of
from incidentlint.records import METRICS, Record, short_length, took
from incidentlint.register.entries import Entry, time
from incidentlint.register.markup import cell, frame, pill, said, table

_MOMENTS = ("started", "detected", "declared", "mitigated", "resolved", "reported")


def incident_page(
    entry: Entry, record: Record, story: Story, found: Sequence[Diagnostic], states: Sequence[str], site: str
) -> str:
    """The page. `states` are those of the record's actions, `found` the findings that are shown."""
    title = record.title or record.id or record.path
    body = (
        f'<h1 dir="auto">{said(title)}</h1>\n'
        f'<p class="lead">{pill(record.severity, entry.rank)} {time(record.day)} '
        f"<code>{said(record.path)}</code>, line {record.line}</p>\n"
        f"{_facts(record)}{_timeline(story)}{_text('Summary', record.summary)}{_text('Cause', record.cause)}"
        f"{_text('Detection', record.detection)}{_actions(record, states)}{_findings(found)}"
    )
    return frame(title, site, body, here=entry.page)


def _facts(record: Record) -> str:
    pairs = [("Id", said(record.id)), ("Status", said(record.status))]
    pairs += [(name.capitalize(), _moment(getattr(record, name))) for name in _MOMENTS]
    for metric, told in METRICS.items():
        seconds = took(record, metric)
        stated = " (as stated)" if seconds is not None and getattr(record, metric) is None else ""
        pairs.append((f"Time to {told}", "" if seconds is None else f"{short_length(seconds)}{stated}"))
    items = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in pairs if value)
    return f'<section aria-labelledby="facts"><h2 id="facts">Facts</h2>\n<dl class="facts">{items}</dl></section>\n'


def _moment(iso: str | None) -> str:
    if iso is None:
        return ""
    day, _, rest = iso.partition("T")
    clock, zone = rest[:5], rest[8:].lstrip("0123456789.")  # seconds are in the attribute
    told = " ".join(part for part in (day, clock, "UTC" if zone == "+00:00" else zone) if part)
    return f'<time datetime="{said(iso)}">{said(told)}</time>'


def _timeline(story: Story) -> str:
    rows = "".join(rows_of(story))
    if not rows:
        return _section("timeline", "Timeline", '<p class="none">No time of day is stated.</p>\n')
    made = table("The same times", _TIMES, [rows], name="times", hidden=True)
    picture = (
        f'<div class="region picture" role="region" aria-label="Picture of the timeline" tabindex="0">\n'
        f"{as_svg(story, titled=False)}</div>\n"
        f"<details><summary>The same times as a table</summary>\n{made}</details>\n"
    )
    return _section("timeline", "Timeline", picture)


_TIMES = ("Time", "Milestone", "What the report says")


def _text(heading: str, text: str | None) -> str:
    return _section(heading.lower(), heading, f'<p dir="auto">{said(text)}</p>\n') if text else ""


def _actions(record: Record, states: Sequence[str]) -> str:
    if not record.actions:
        return _section("actions", "Actions", '<p class="none">None is stated.</p>\n')
    rows = (
        f'<tr><th scope="row" dir="auto">{said(one.action)}</th>{cell(said(one.owner) or _NOBODY)}'
        f"{cell(said(str(one.due or one.due_text or '-')), kind='due')}{cell(state(name))}</tr>\n"
        for one, name in zip(record.actions, states)
    )
    made = table("Actions of this incident", ("Action", "Owner", "Due", "State"), rows, name="tasks", hidden=True)
    return _section("actions", "Actions", made)


_NOBODY = '<span class="none">nobody</span>'


def state(name: str) -> str:
    """The state of an action, in words and colour."""
    return f'<span class="state {name}">{name}</span>'


def _findings(found: Sequence[Diagnostic]) -> str:
    if not found:
        return _section("findings", "Open findings", '<p class="good">Nothing is found in this report.</p>\n')
    made = table(
        "What incidentlint finds in this report", ("Line", "Level", "Rule", "Finding"), _found(found),
        name="found", hidden=True,
    )  # fmt: skip
    return _section("findings", "Open findings", made)


def _found(found: Sequence[Diagnostic]) -> Iterator[str]:
    for one in found:
        level = f'<span class="level {one.level}">{one.level}</span>'
        rule = f"<code>{said(one.code)} {said(one.name)}</code>"
        yield (
            f"<tr>{cell(str(one.place.line), kind='number')}{cell(level)}{cell(rule)}"
            f'<td dir="auto">{said(one.in_full)}</td></tr>\n'
        )


def _section(name: str, heading: str, body: str) -> str:
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{heading}</h2>\n{body}</section>\n'
