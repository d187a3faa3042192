"""Complete reports of both seed packs, in each form that formatters and site generators give them: all silent."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import mdformat
import pytest

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
    "closed headings": lambda text: re.sub(r"(?m)^(#+) (.*)$", r"\1 \2 \1", text),
}


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("form", FORMS)
def test_a_complete_report_is_silent_in_any_form(form: str, report: str) -> None:
    text = (CASES / f"{report}.md").read_text(encoding="utf-8")
    assert loud(FORMS[form](text), report) == []


@pytest.mark.parametrize("path", sorted((HERE / "formatted").glob("*.md")), ids=lambda path: path.stem)
def test_what_prettier_made_of_it(path: Path) -> None:
    """The files are those of the cases after ``prettier --prose-wrap always`` (version 3)."""
    assert loud(path.read_text(encoding="utf-8"), path.stem) == []
