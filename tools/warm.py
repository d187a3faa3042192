"""Lints what a usual run may read, so that the snapshot of a wheel keeps all that it would have to compile.

    python tools/warm.py SNAPSHOT EXAMPLES FOLDER

EXAMPLES are the reports of the packs. In FOLDER it writes reports of its own: one in each language and form, with words
that no other language has.
"""

from __future__ import annotations

import sys
from pathlib import Path
from unicodedata import combining, normalize

FORMS = ("**{}:** {}", "- {}: {}", "| {} | {} |\n|---|---|")
"""How a label and its value are written."""

VALUES = {
    "started": "{} 10:00",
    "detected": "{} 10:05",
    "resolved": "{} 11:20 CET",
    "duration": "1 h 20 min",
    "severity": "P1",
}
"""What stands behind the labels of some roles; behind others it is text."""


def main() -> None:
    """Write the snapshot."""
    made, examples, folder = sys.argv[1:]
    from incidentlint.snapshot import take_patterns, write

    take_patterns()
    from incidentlint.cli.quick import run
    from incidentlint.packs import built_in_packs, load_built_in
    from incidentlint.vocabulary.lexicon import known_languages

    for name in built_in_packs():
        load_built_in(name)
    for code in known_languages():
        for number, form in enumerate(FORMS):
            (Path(folder) / f"incident-{code}-{number}.md").write_text(report(code, form), encoding="utf-8")
    # In one process: what others compile is theirs.
    options = ["--jobs", "1", "--no-cache", "--isolated", "--quiet", "--exit-zero", "-o", f"{made}.findings"]
    if run(["check", *options, examples, folder]) != 0:
        sys.exit("the reports cannot be linted")
    write(made)


def labels(code: str) -> dict[str, tuple[str, ...]]:
    """The labels of a language by their roles."""
    from incidentlint.vocabulary.lexicon import read_language

    words = read_language(code)
    return {str(role): names for table in (words.columns, words.roles) for role, names in table.items()}


def plain(name: str) -> str:
    """A label without case and accents, as it is known too."""
    return "".join(sign for sign in normalize("NFKD", name.casefold()) if not combining(sign))


def report(code: str, form: str) -> str:
    """A report with the words of a language: what is read of one in it is compiled when it is linted."""
    from incidentlint.vocabulary.lexicon import known_languages, read_language

    languages = [other for other in known_languages() if other != code]
    others = {plain(name) for other in languages for names in labels(other).values() for name in names}
    own = {role: [name for name in names if plain(name) not in others] for role, names in labels(code).items()}
    label = {role: names[0] for role, names in own.items() if names}
    months = read_language(code).time.months
    day = f"3. {months[4][0]} 2026" if months else "2026-05-03"
    lines = [f"# {label.get('title', 'Incident')} 17"]
    lines += [form.format(name, VALUES.get(role, "text").format(day)) for role, name in label.items()]
    for role in ("summary", "impact", "timeline", "cause", "actions"):
        lines.append(f"## {label.get(role, role)}")
        lines.append(f"{day}, 10:15-11:00 (45 min): 1.200 text 1,5 h, 30 %, [TBD]. **text** `text` [text](#text)")
    lines += [f"- {hour}:{minute:02} {name}" for hour in (10, 11) for minute, name in enumerate(label.values())]
    lines += [f"- [{tick}] {name}: {word}" for tick in "x " for name in label.values() for word in ("text", day)]
    columns = [label.get(name, name) for name in ("time", "event", "action", "owner", "due", "status")]
    rows = (columns, ["---"] * 6, ["10:00", *columns[:3], day, "TODO"])
    lines.append("\n".join(f"| {' | '.join(cells)} |" for cells in rows))
    return "\n\n".join(lines)


if __name__ == "__main__":
    main()
