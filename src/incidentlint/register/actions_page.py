"""The page of what is still to be done, by who has to do it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from incidentlint.register.entries import Task, link
from incidentlint.register.incident_page import state
from incidentlint.register.markup import cell, frame, said, table

_TITLE = "Open actions"


def actions_page(site: str, tasks: Sequence[Task], today: dt.date | None) -> str:
    """The page: a line for each owner, who has most overdue first, then the actions of each."""
    by_owner: dict[str, list[Task]] = {}
    for task in tasks:
        by_owner.setdefault(task.owner.strip(), []).append(task)
    owners = sorted(by_owner.items(), key=lambda one: (not one[0], -_overdue(one[1]), -len(one[1]), one[0].casefold()))
    owners = [(owner, sorted(theirs, key=_order)) for owner, theirs in owners]
    told = (
        f"{len(tasks)} open, {_overdue(tasks)} of them overdue on {today}"
        if today
        else f"{len(tasks)} open. What is overdue can be told with <code>--as-of</code>"
    )
    body = f'<h1>{_TITLE}</h1>\n<p class="lead">{told}</p>\n'
    if tasks:
        heads = ("Owner", "Open", "Overdue", "Due first")
        rows = _owners(owners, known=today is not None)
        summary = table("Open actions by owner", heads, rows, name="owners", hidden=True, sortable=True)
        body += f'<section aria-labelledby="by-owner"><h2 id="by-owner">By owner</h2>\n{summary}</section>\n'
        body += "".join(_of_owner(number, owner, theirs) for number, (owner, theirs) in enumerate(owners, 1))
    return frame(_TITLE, site, body, here="actions.html", scripted=bool(tasks))


def _overdue(tasks: Sequence[Task]) -> int:
    return sum(1 for task in tasks if task.state == "overdue")


def _order(task: Task) -> tuple[bool, dt.date, str]:
    return task.state != "overdue", task.due or dt.date.max, task.action


def _name(owner: str) -> str:
    return said(owner) or "Without an owner"


def _owners(owners: Sequence[tuple[str, list[Task]]], *, known: bool) -> Iterator[str]:
    for number, (owner, theirs) in enumerate(owners, 1):
        late = _overdue(theirs)
        first = min((task.due for task in theirs if task.due is not None), default=None)
        yield (
            f'<tr><th scope="row" dir="auto" data-value="{_name(owner)}">'
            f'<a href="#owner-{number}">{_name(owner)}</a></th>'
            f"{cell(str(len(theirs)), kind='number')}{cell(str(late) if known else '-', late, 'number')}"
            f"{cell(str(first or '-'), first or '')}</tr>\n"
        )


def _of_owner(number: int, owner: str, tasks: Sequence[Task]) -> str:
    rows = (
        f'<tr><td dir="auto">{said(task.action)}</td>'
        f"{cell(said(str(task.due or task.due_text or '-')), task.due or '', 'due')}"
        f"{cell(state(task.state))}{cell(link(task.page, task.title))}</tr>\n"
        for task in tasks
    )
    heads = ("Action", "Due", "State", "Incident")
    caption = f"Open actions of {owner}" if owner else "Open actions without an owner"
    made = table(caption, heads, rows, name=f"actions-{number}", hidden=True, sortable=True)
    return (
        f'<section aria-labelledby="owner-{number}"><h2 id="owner-{number}" dir="auto">{_name(owner)}</h2>\n{made}'
        "</section>\n"
    )
