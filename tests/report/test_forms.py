"""Complete reports of both seed packs, in each form that formatters and site generators give them: all silent."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import mdformat
import pytest

import incidentlint
from incidentlint.packs.pack import Pack
from support import lint_text, pack_of

HERE = Path(__file__).parent
CASES = HERE.parent / "cases"
REPORTS = {"bilko-two-titles": "bilko", "letsgobelize-p1": "letsgobelize"}

LABEL = re.compile(r"^(?P<lead>- )?\*\*(?P<label>[A-Z][^*\n:]{1,40}):\*\* ?(?P<value>[^\n]*)$", re.MULTILINE)
BLOCK = re.compile(r"(?m)(?:^\*\*[A-Z][^*\n:]{1,40}:\*\* [^\n]*\n\n?){3,}")
TABLE = re.compile(r"(?m)((?:^\|.*\n){3,})")

Form = Callable[[str], str]


@cache
def pack(name: str) -> Pack:
    return pack_of("", name)


def loud(text: str, report: str) -> list[str]:
    """What is found in a report, but for where its file lies."""
    found = lint_text(text, [pack(REPORTS[report])])
    return [
        f"{one.place.line} {one.code} {one.message}" for one in found if one.level != "info" and one.code[:4] != "IR70"
    ]


def told(text: str, report: str) -> list[object]:
    """What is read in a report: its silence says that it is right, and not that it was not understood."""
    read = incidentlint.read(text, pack=REPORTS[report])
    assert read is not None
    moments = [read.started, read.detected, read.declared, read.resolved]
    rows = [(row.time.at if row.time else None, row.milestone) for row in read.timeline]
    actions = [(action.owner, action.due, action.priority) for action in read.actions]
    lengths = [(length.role, length.length) for length in read.durations]
    return [read.id, read.severity, [moment.at if moment else None for moment in moments], rows, actions, lengths]


def labelled(form: str, *, blanks: bool = True) -> Form:
    """Each label with its value as `form` writes them; without `blanks`, only those that have a value beside them."""

    def write(match: re.Match[str]) -> str:
        if not blanks and not match["value"].strip():
            return match[0]
        return (match["lead"] or "") + form.format(label=match["label"], value=match["value"])

    return lambda text: LABEL.sub(write, text)


def numbered(form: str, numbers: str) -> Form:
    def renumber(text: str) -> str:
        left = iter(numbers.split())
        return re.sub(r"(?m)^## (?:\d+\. )?(.*)$", lambda match: f"## {form.format(next(left))} {match[1]}", text)

    return renumber


def inside(before: str, after: str = "", *, deep: bool = False) -> Form:
    """What stands below each heading as the text of a container."""

    def put(text: str) -> Iterator[str]:
        first, *sections = re.split(r"(?m)^(?=## )", text)
        yield first
        for section in sections:
            heading, _, body = section.partition("\n")
            lines = body.strip("\n").split("\n")
            body = "\n".join(f"    {line}" if line.strip() else "" for line in lines) if deep else "\n".join(lines)
            yield f"{heading}\n\n{before}{body}\n{after}\n\n"

    return lambda text: "".join(put(text))


def quoted(alert: str, *, whole: bool = False) -> Form:
    """What stands below each heading in an alert, or the whole section."""

    def put(text: str) -> Iterator[str]:
        first, *sections = re.split(r"(?m)^(?=## )", text)
        yield first
        for section in sections:
            heading, _, body = section.strip("\n").partition("\n")
            outside, inside = ("", section) if whole else (f"{heading}\n\n", body)
            yield outside + re.sub("(?m)^", "> ", f"{alert}\n{inside.strip()}") + "\n\n"

    return lambda text: "".join(put(text))


def below_tables(mark: str) -> Form:
    return lambda text: TABLE.sub(rf"\g<1>{mark}\n", text)


def html_tables(text: str) -> str:
    def rows(match: re.Match[str]) -> str:
        cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in match[0].strip().split("\n")]
        head, _, *body = ["".join(f"<td>{cell}</td>" for cell in row) for row in cells]
        return f"<table>\n<tr>{head}</tr>\n" + "".join(f"<tr>{row}</tr>\n" for row in body) + "</table>\n"

    return TABLE.sub(rows, text)


def fields(match: re.Match[str]) -> dict[str, str]:
    return {field["label"]: field["value"].strip() for field in LABEL.finditer(match[0])}


def one_row(text: str) -> str:
    def table(match: re.Match[str]) -> str:
        rows = (fields(match).keys(), ["---"] * len(fields(match)), fields(match).values())
        return "\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n\n"

    return BLOCK.sub(table, text, count=1)


def front_matter(write: Callable[[dict[str, str]], str]) -> Form:
    def move(text: str) -> str:
        match = BLOCK.search(text)
        return text if match is None else write(fields(match)) + text[: match.start()] + text[match.end() :]

    return move


def yaml(values: dict[str, str]) -> str:
    return "---\n" + "".join(f"{name}: {json.dumps(value)}\n" for name, value in values.items()) + "---\n\n"


def formatted(**options: object) -> Form:
    return lambda text: mdformat.text(text, options=options, extensions={"gfm", "frontmatter"})


FORMS: dict[str, Form] = {
    "mdformat": formatted(),
    "mdformat --wrap 80": formatted(wrap=80),
    "emoji before a label": labelled("🚨 **{label}:** {value}"),
    "emoji in a label": labelled("**⏱️ {label}:** {value}"),
    "short code before a label": labelled(":clock1: **{label}:** {value}"),
    "bullet before a label": labelled("• **{label}:** {value}"),
    "dash behind a label": labelled("**{label}** — {value}", blanks=False),
    "hyphen behind a label": labelled("**{label}** - {value}", blanks=False),
    "dash in a bold label": labelled("**{label} –** {value}", blanks=False),
    "Dataview": labelled("{label}:: {value}", blanks=False),
    "Dataview in bold": labelled("**{label}**:: {value}", blanks=False),
    "colon behind bold": labelled("**{label}**: {value}"),
    "underscores": labelled("__{label}:__ {value}"),
    "italics": labelled("*{label}:* {value}"),
    "definition list": lambda text: LABEL.sub(
        lambda m: m[0] if m["lead"] or not m["value"] else f"\n{m['label']}\n: {m['value']}\n", text
    ),
    "one-row table": one_row,
    "JSON front matter": front_matter(lambda values: json.dumps(values, indent=2) + "\n\n"),
    "YAML front matter": front_matter(yaml),
    "Roman numbers": numbered("{}.", "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX"),
    "letters": numbered("{}.", "A B C D E F G H I J K L M N O P Q R S T"),
    "letters in parentheses": numbered("({})", "a b c d e f g h i j k l m n o p q r s t"),
    "paragraphs": numbered("§ {}", " ".join(map(str, range(1, 21)))),
    "parts": numbered("Part {}:", " ".join(map(str, range(1, 21)))),
    "aside": inside("<aside>\n\n", "\n</aside>"),
    "div": inside('<div class="x" markdown="1">\n\n', "\n</div>"),
    "details": inside("<details>\n<summary>More</summary>\n\n", "\n</details>"),
    "MkDocs !!!": inside("!!! note\n\n", deep=True),
    "MkDocs ???": inside('???+ note "More"\n\n', deep=True),
    "MkDocs ===": inside('=== "Tab"\n\n', deep=True),
    "MyST": inside("::::{admonition} Note\n:class: tip\n\n", "::::"),
    "Docusaurus": inside(":::info\n\n", "\n:::"),
    "Hugo <": inside("{{< callout >}}\n", "{{< /callout >}}"),
    "Hugo %": inside("{{% notice tip %}}\n\n", "\n{{% /notice %}}"),
    "GitHub's alert": quoted("[!NOTE]"),
    "alert with a title": quoted("[!WARNING] Read this"),
    "Obsidian's folded callout": quoted("[!info]- Details"),
    "section in an alert": quoted("[!IMPORTANT]", whole=True),
    "section in a callout": quoted("[!abstract]+ Part", whole=True),
    "metadata in an alert": lambda text: BLOCK.sub(
        lambda match: "\n" + re.sub("(?m)^", "> ", f"[!NOTE]\n{match[0].strip()}") + "\n\n", text, count=1
    ),
    "HTML tables": html_tables,
    "kramdown below a table": below_tables("{: .striped}"),
    "Obsidian below a table": below_tables("^facts"),
    "component below a table": below_tables("</Tabs>"),
    "container below a table": below_tables(":::"),
    "Hugo below a table": below_tables("{{< /table >}}"),
    "attributes of headings": lambda text: re.sub(r"(?m)^(##+ .*)$", r"\1 {#part .x}", text),
    "field in bold": labelled("**{label}: {value}**", blanks=False),
    "emoji before a plain label": lambda text: BLOCK.sub(
        lambda match: LABEL.sub(r"🔥 \g<label>: \g<value>  ", match[0]), text, count=1
    ),
    "small Roman numbers": numbered("{}.", "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"),
    "letters with a parenthesis": numbered("{})", "a b c d e f g h i j k l m n o p q r s t"),
    "caption below a table": below_tables(": Table 1. Facts"),
    "closed headings": lambda text: re.sub(r"(?m)^(#+) (.*)$", r"\1 \2 \1", text),
}


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("form", FORMS)
def test_a_complete_report_is_silent_in_any_form(form: str, report: str) -> None:
    text = (CASES / f"{report}.md").read_text(encoding="utf-8")
    assert loud(FORMS[form](text), report) == []
    assert told(FORMS[form](text), report) == told(text, report)


STAMP = re.compile(r"(?<=[|*] )(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d) (?P<h>\d\d):(?P<min>\d\d) (?P<zone>CET|BZT)")
ROW = re.compile(r"(?m)^(?P<lead>[\s|]*)(?P<h>\d\d):(?P<min>\d\d)(?= [|-])")
LENGTH = re.compile(r"(?<=[|*] )(?:(?P<h>\d+) (?:h|hours?) )?(?P<min>\d+) (?:minutes|min)\b")
DAY = re.compile(r"(?<=[|*] )(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?= *(?:\||$))", re.MULTILINE)

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
OFFSETS = {"CET": "+01:00", "BZT": "-06:00"}


def values(where: re.Pattern[str], form: str) -> Form:
    """Each value that a pattern finds in another notation; of a month its name, of a zone its offset as well."""

    def write(match: re.Match[str]) -> str:
        parts = {name: text or "0" for name, text in match.groupdict().items()}
        if "m" in parts:
            day = int(parts["d"])
            parts |= {"month": MONTHS[int(parts["m"]) - 1], "m1": str(int(parts["m"])), "d1": str(day)}
        if "zone" in parts:
            parts["offset"] = OFFSETS[parts["zone"]]
        whole = int(parts["h"]) * 60 + int(parts["min"]) if "h" in parts else 0
        parts |= {"half": f"{int(parts.get('h', 0)) % 12 or 12}", "m_": "AM" if int(parts.get("h", 0)) < 12 else "PM"}
        return form.format(**parts, whole=whole, hours=whole // 60, minutes=whole % 60)

    return lambda text: where.sub(write, text)


VALUES: dict[str, Form] = {
    "offset": values(STAMP, "{y}-{m}-{d} {h}:{min}{offset}"),
    "UTC and offset": values(STAMP, "{y}-{m}-{d} {h}:{min} UTC{offset}"),
    "ISO 8601": values(STAMP, "{y}-{m}-{d}T{h}:{min}:00{offset}"),
    "ISO basic": values(STAMP, "{y}{m}{d}T{h}{min} {zone}"),
    "German": values(STAMP, "{d1}.{m1}.{y} {h}:{min} {zone}"),
    "dots and Uhr": values(STAMP, "{d}.{m}.{y}, {h}.{min} Uhr {zone}"),
    "month in words": values(STAMP, "{d1} {month} {y}, {h}:{min} {zone}"),
    "American": values(STAMP, "{month} {d1}, {y} {half}:{min} {m_} {zone}"),
    "kl.": values(STAMP, "{d1}. {month} {y} kl. {h}.{min} {zone}"),
    "Japanese": values(STAMP, "{y}年{m1}月{d1}日 {h}時{min}分 {zone}"),
    "zone in parentheses": values(STAMP, "{y}-{m}-{d} {h}:{min} ({zone})"),
    "narrow spaces": values(STAMP, "{y}-{m}-{d}\u202f{h}:{min}\u202f{zone}"),
    "struck value": values(STAMP, "~~{y}-{m}-{d} 03:03 {zone}~~ {y}-{m}-{d} {h}:{min} {zone}"),
    "rows with dots": values(ROW, "{lead}{h}.{min}"),
    "rows with h": values(ROW, "{lead}{h}h{min}"),
    "rows with Uhr": values(ROW, "{lead}{h}.{min} Uhr"),
    "rows with seconds": values(ROW, "{lead}{h}:{min}:00"),
    "rows with AM and PM": values(ROW, "{lead}{half}:{min} {m_}"),
    "rows with full-width digits": lambda text: ROW.sub(
        lambda match: match[0].translate(str.maketrans("0123456789:", "０１２３４５６７８９：")), text
    ),
    "h and min": values(LENGTH, "{hours} h {minutes} min"),
    "glued": values(LENGTH, "{hours}h{minutes:02}m"),
    "clock and h": values(LENGTH, "{hours}:{minutes:02} h"),
    "ISO length": values(LENGTH, "PT{hours}H{minutes}M"),
    "minutes": values(LENGTH, "{whole} minutes"),
    "bound": values(LENGTH, "less than {whole} minutes"),
    "German length": values(LENGTH, "{hours} Std. {minutes} Min."),
    "French length": values(LENGTH, "{hours} heures {minutes} minutes"),
    "Portuguese length": values(LENGTH, "{hours} horas e {minutes} minutos"),
    "Norwegian length": values(LENGTH, "{hours} timer og {minutes} minutter"),
    "Japanese length": values(LENGTH, "{hours}時間{minutes}分"),
    "days in German": values(DAY, "{d}.{m}.{y}"),
    "days in words": values(DAY, "{d1} {month} {y}"),
    "days in Japanese": values(DAY, "{y}年{m1}月{d1}日"),
}


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("form", VALUES)
def test_a_complete_report_is_silent_in_any_notation(form: str, report: str) -> None:
    text = (CASES / f"{report}.md").read_text(encoding="utf-8")
    changed = VALUES[form](text)
    assert changed != text
    assert loud(changed, report) == []


@pytest.mark.parametrize("path", sorted((HERE / "formatted").glob("*.md")), ids=lambda path: path.stem)
def test_what_prettier_made_of_it(path: Path) -> None:
    """The files are those of the cases after ``prettier --prose-wrap always`` (version 3)."""
    assert loud(path.read_text(encoding="utf-8"), path.stem) == []
