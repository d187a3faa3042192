"""Complete reports of both templates, as many as are asked for: other days, times, people and sentences in each.

They are made from the complete reports that the tests lint, and grown to 7 to 16 KB. The same number gives the same
report at any time, on any machine, and `incidentlint check` finds nothing in any of them.

    python -m bench.generate FOLDER COUNT
"""

from __future__ import annotations

import datetime as dt
import random
import re
import sys
from pathlib import Path

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases"

BILKO_DAY, BELIZE_DAY = dt.date(2026, 3, 9), dt.date(2026, 4, 14)
"""The days on which the incidents of the two cases began."""

PARTS = {
    "who": "The exporter|The booking service|The payment worker|The search index|The mail queue|A replica|The cache|"
    "The scheduler|The importer|The gateway|The job runner|The session store",
    "did": "kept every connection open|retried without a pause|held its lock for too long|read the old column|"
    "logged an error for each request|answered with an empty page|lost its lease|ran out of file handles|"
    "dropped messages that it could not parse|waited for a peer that was gone|served stale data",
    "when": "while the others were healthy|after the deployment|until it was restarted by hand|as soon as traffic grew|"
    "although its health check was green|because its timeout was longer than the caller's|"
    "before anyone had looked at the dashboard|when the disk was nearly full|without any alert",
    "so": "Nobody had expected this|The runbook does not mention it|The on-call engineer found it in the logs|"
    "A test for it was written the same day|It had been seen in staging and was forgotten|The team agreed on a fix|"
    "The change was reviewed by two people|Customers noticed it in the `/orders` view|"
    "See [the notes](https://docs.example.com/notes) for the graphs|The limits are now written down",
}
"""What sentences are put together from. None of them has a figure, a day or a time: those must agree with the rest."""

SIZE = (7_200, 15_500)


class _Sentences:
    """Sentences by chance, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.parts = {name: parts.split("|") for name, parts in PARTS.items()}

    def clause(self) -> str:
        return " ".join(self.chance.choice(self.parts[name]) for name in ("who", "did", "when"))

    def paragraph(self, sentences: int) -> str:
        return " ".join(f"{self.clause()}. {self.chance.choice(self.parts['so'])}." for _ in range(sentences))


def _moved(text: str, old: dt.date, new: dt.date, minutes: int) -> str:
    """A report of another day: every date moved with it, and every time of the clock by some minutes."""
    shift = new - old

    def spelt(pattern: str, form: str, text: str) -> str:
        def other(match: re.Match[str]) -> str:
            year = "" if "%Y" in form else f" {old.year}"
            read = dt.datetime.strptime(match[0] + year, form + (" %Y" if year else ""))
            day = read.date() + shift
            return day.strftime(form).replace(" 0", " ")

        return re.sub(pattern, other, text)

    text = spelt(r"\b20\d\d-\d\d-\d\d\b", "%Y-%m-%d", text)
    text = spelt(r"\b20\d{6}(?=_)", "%Y%m%d", text)
    text = spelt(r"\b[A-Z][a-z]+day, \d+ [A-Z][a-z]+ 20\d\d", "%A, %d %B %Y", text)
    text = spelt(r"\bApril \d+, 2026", "%B %d, %Y", text)
    text = spelt(r"\b(?:Apr|May) \d+\b(?!,)", "%b %d", text)
    text = text.replace(f"/{old.year}/", f"/{new.year}/")

    def later(match: re.Match[str]) -> str:
        at = int(match[1]) * 60 + int(match[2]) + minutes
        return f"{at // 60:02}:{at % 60:02}"

    return re.sub(r"\b([01]\d|2[0-3]):([0-5]\d)\b", later, text)


def _grown(text: str, places: dict[str, str], sentences: _Sentences, size: int) -> str:
    """A report with more in it, until it is as large: after each line that begins so, another line or paragraph."""
    lines = text.splitlines()
    while sum(len(line.encode()) + 1 for line in lines) < size:
        begin, form = sentences.chance.choice(sorted(places.items()))
        at = next(number for number, line in enumerate(lines) if line.startswith(begin))
        told = sentences.paragraph(2) if form == "{}" else sentences.clause()
        lines[at + 1 : at + 1] = ["", told] if form == "{}" else [form.format(told)]
    return "\n".join(lines) + "\n"


def _timeline(text: str, first: str, form: str, minutes: range, sentences: _Sentences) -> str:
    """A timeline with more rows after one of its rows, each some minutes later."""
    hour, minute = map(int, re.findall(r"\d\d", first))
    chosen = sorted(sentences.chance.sample(minutes, sentences.chance.randint(3, min(12, len(minutes)))))
    at = text.index("\n", text.index(f"\n{first}") + 1) + 1
    rows = [
        form.format(f"{(minute + later) // 60 + hour:02}:{(minute + later) % 60:02}", sentences.clause())
        for later in chosen
    ]
    return text[:at] + "".join(f"{row}\n" for row in rows) + text[at:]


def bilko(number: int) -> tuple[str, str]:
    """The place and the text of a report of the first template."""
    sentences = _Sentences(number)
    text = (CASES / "bilko-p0.md").read_text("utf-8")
    text = _timeline(text, "| 08:31", "| {0} | {1} |", range(1, 26), sentences)
    text = _timeline(text, "| 09:20 | Patch", "| {0} | {1} |", range(1, 20), sentences)
    places = {
        "**Root cause:**": "{}",
        "- No alert on memory": "- {}",
        "- The BetterStack alert": "- {}",
        "- The heap dump took": "- {}",
        "| 08:16 |": "| 08:25 | Looked at the graphs | {} |",
        "| status.bilko.io | 08:50": "| status.bilko.io | 09:10 | {} |",
    }
    text = _grown(text, places, sentences, sentences.chance.randint(*SIZE))
    # Winter only: the report says CET.
    day = dt.date(2016 + number % 10, 1, 2) + dt.timedelta(days=number // 10 % 50)
    text = _moved(text, BILKO_DAY, day, sentences.chance.randrange(0, 480, 5))
    text = text.replace(f"INC-{day}-001", f"INC-{day}-{number // 500 + 1:03}")
    return f"bilko/docs/operations/incidents/INCIDENT-{day}-invoice-api-{number}.md", text


def letsgobelize(number: int) -> tuple[str, str]:
    """The place and the text of a report of the second template."""
    sentences = _Sentences(-number - 1)
    text = (CASES / "letsgobelize-p1.md").read_text("utf-8")
    text = text.replace("[booking-api.log](logs/booking-api.log)", "`booking-api.log`")
    text = _timeline(text, "10:20", "{0} - {1} - Ana Cal", range(1, 34), sentences)
    text = _timeline(text, "10:55", "{0} - {1} - Kenrick Flowers", range(1, 39), sentences)
    places = {
        "The migration renamed `trip_date`": "{}",
        "- Staging had both columns": "- {}",
        "1. **Fast rollback:**": "1. **Prepared:** {}",
        "1. **Late alert:**": "1. **Missed:** {}",
        "1. **Two steps:**": "1. **Reviewed:** {}",
        "1. **Contract tests:**": "1. **Guarded:** {}",
        "1. **Status page:**": "1. **Told:** {}",
    }
    text = _grown(text, places, sentences, sentences.chance.randint(*SIZE))
    tourists = sentences.chance.randint(10, 90)
    text = text.replace("28 customers", f"{tourists + 8} customers").replace("20 USA", f"{tourists} USA")
    day = dt.date(2016 + number % 10, 3, 1) + dt.timedelta(days=number // 10 % 200)
    text = _moved(text, BELIZE_DAY, day, sentences.chance.randrange(0, 300, 5))
    text = text.replace(f"INC-{day}-003", f"INC-{day}-{number // 2000 + 1:03}")
    return f"letsgobelize/docs/incident-reports/{day.year}/refused-bookings-{number}.md", text


def reports(folder: Path, count: int) -> list[Path]:
    """Write so many reports below a folder, the two templates in turn, and return where they are."""
    written = []
    for number in range(count):
        place, text = (bilko, letsgobelize)[number % 2](number // 2)
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def large(path: Path, shape: str, size: int = 5_000_000) -> None:
    """Write a report of so many bytes whose timeline section is all `prose`, or one dense `table`."""
    _, text = bilko(0)
    head, tail = text.split("## 4. Root Cause Analysis")
    sentences = _Sentences(7)
    more = f"{sentences.paragraph(6)}\n\n" if shape == "prose" else "| a | 12 | b c | 7 % |\n"
    begin = "\n" if shape == "prose" else "\n| one | two | three | four |\n|---|---|---|---|\n"
    text = f"{head}### Notes\n{begin}{more * (size // len(more))}\n## 4. Root Cause Analysis{tail}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    reports(Path(sys.argv[1]), int(sys.argv[2]))
