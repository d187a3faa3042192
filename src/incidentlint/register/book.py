"""The register: reports go in one after the other, pages come out; of each report only a line is kept. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from incidentlint.findings import Diagnostic
from incidentlint.pictures import Story
from incidentlint.records import Record, state_of, took
from incidentlint.register.actions_page import actions_page
from incidentlint.register.calendar_page import calendar_page
from incidentlint.register.entries import Entry, Task, rank_of
from incidentlint.register.incident_page import incident_page
from incidentlint.register.names import page_name
from incidentlint.register.overview_page import overview_page
from incidentlint.text import one_line, shorten
from incidentlint.tuples import NamedTuple

_TITLE, _ACTION, _SHORT = 160, 240, 60
"""So many characters of a text are kept for the pages about all reports; a report's own page has the whole of it."""


class Page(NamedTuple):
    """A file of the register: its name, with a slash where it is in a folder, and its text."""

    name: str
    text: str


class Register:
    """Makes the pages. What it keeps of a report does not grow with its length."""

    def __init__(self, title: str, today: dt.date | None = None) -> None:
        """Take the title of the register, and the day that it is, by which actions are overdue; None: nobody knows."""
        self.title = title
        self.today = today
        self._entries: list[Entry] = []
        self._tasks: list[Task] = []
        self._of_file: Counter[str] = Counter()

    def add(self, record: Record, story: Story, found: Sequence[Diagnostic]) -> Page:
        """Take a report, with its timeline and what is found in it, and return its page."""
        self._of_file[record.path] += 1
        name = page_name(record.path, self._of_file[record.path])
        open_ = [one for one in found if one.level != "info"]
        states = [state_of(action, self.today) for action in record.actions]
        title = shorten(record.title or record.id or record.path, _TITLE)
        entry = Entry(
            page=name,
            title=title,
            id=shorten(record.id or "", _SHORT),
            day=record.day,
            severity=shorten(record.severity or "", _SHORT) or None,
            rank=rank_of(record),
            detect=took(record, "time_to_detect"),
            resolve=took(record, "time_to_resolve"),
            open=len(states) - states.count("done"),
            overdue=states.count("overdue"),
            done=states.count("done"),
            findings=len(open_),
        )
        self._entries.append(entry)
        for action, state in zip(record.actions, states):
            if state != "done":
                owner, text = shorten(one_line(action.owner), _SHORT), shorten(action.action, _ACTION)
                self._tasks.append(Task(owner, text, action.due, shorten(action.due_text, _SHORT), state, name, title))
        return Page(name, incident_page(entry, record, story, open_, states, self.title))

    def pages(self) -> Iterator[Page]:
        """Yield the pages about all reports that were taken, each when it is asked for."""
        entries = sorted(self._entries, key=lambda one: (one.day or dt.date.min, one.page), reverse=True)
        yield Page("index.html", overview_page(self.title, entries, self.today))
        yield Page("actions.html", actions_page(self.title, self._tasks, self.today))
        yield Page("calendar.html", calendar_page(self.title, entries))
