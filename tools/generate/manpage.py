"""The manual page, made from the commands: ``python -m incidentlint.cli.manpage [--check] [FILE]``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from incidentlint.about import __version__
from incidentlint.cli import cli

_FILES = (
    (".incidentlint.toml, incidentlint.toml", "Configuration of the files in its folder and below."),
    ("pyproject.toml", "The same in the table [tool.incidentlint]."),
)

_STATUSES = (
    ("0", "Nothing was found at the level of --fail-on or above."),
    ("1", "Something was found."),
    ("2", "A usage or configuration error, an internal error, or a file that could not be read."),
    ("130", "The run was interrupted."),
)

_COMPLETION = (
    ("Bash", 'eval "$(_INCIDENTLINT_COMPLETE=bash_source incidentlint)"'),
    ("Zsh", 'eval "$(_INCIDENTLINT_COMPLETE=zsh_source incidentlint)"'),
    ("Fish", "_INCIDENTLINT_COMPLETE=fish_source incidentlint | source"),
)


def manual_page() -> str:
    """The page, in the man macros."""
    return "".join(f"{line}\n" for line in _page())


def _page() -> Iterator[str]:
    context = click.Context(cli, info_name="incidentlint")
    commands = {name: command for name in cli.list_commands(context) if (command := cli.get_command(context, name))}
    summary = (cli.help or "").strip().rstrip(".")
    yield f'.TH INCIDENTLINT 1 "" "incidentlint {__version__}" "User Commands"'
    yield ".SH NAME"
    yield _text(f"incidentlint - {summary[:1].lower()}{summary[1:]}")
    yield ".SH SYNOPSIS"
    for number, (name, command) in enumerate(commands.items()):
        if number:
            yield ".br"
        pieces = command.collect_usage_pieces(click.Context(command, parent=context, info_name=name))
        yield f"\\fBincidentlint {_text(name)}\\fR {_text(' '.join(pieces))}"
    yield ".SH DESCRIPTION"
    yield _text(f"{summary}. Each command tells of its options with --help too.")
    for name, command in commands.items():
        yield f'.SH "INCIDENTLINT {_text(name.upper())}"'
        yield from _paragraphs(command.help or "")
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                yield from _option(parameter, click.Context(command, parent=context, info_name=name))
    yield from _table("EXIT STATUS", _STATUSES)
    yield from _table("FILES", _FILES)
    yield ".SH ENVIRONMENT"
    for name, command in commands.items():
        for parameter in command.params:
            if isinstance(parameter, click.Option) and isinstance(parameter.envvar, str):
                yield ".TP"
                yield f"\\fB{_text(parameter.envvar)}\\fR"
                yield _text(f"What {parameter.opts[-1]} of {name} says, where that is not given.")
    yield ".TP"
    yield "\\fBNO_COLOR\\fR, \\fBFORCE_COLOR\\fR"
    yield "Whether text is coloured, unless \\-\\-color says so."
    yield ".SH SHELL COMPLETION"
    yield "A line in the configuration of the shell:"
    for shell, line in _COMPLETION:
        yield ".TP"
        yield shell
        yield _text(line)


def _table(title: str, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield f".SH {title}"
    for name, text in rows:
        yield ".TP"
        yield f"\\fB{_text(name)}\\fR"
        yield _text(text)


def _option(option: click.Option, context: click.Context) -> Iterator[str]:
    record = option.get_help_record(context)
    if record is None:
        return
    names, text = record
    yield ".TP"
    yield re.sub(r"(^|, )(\\-[\w\\-]+)", r"\1\\fB\2\\fR", _text(names))
    yield _text(" ".join(text.split()))


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text.strip())):
        if number:
            yield ".PP"
        yield _text(" ".join(paragraph.split()))


def _text(text: str) -> str:
    """Return text as roff: nothing in it is a request or an escape."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^(?=[.'])", r"\\&", text)


def main(arguments: Sequence[str]) -> int:
    """Write the page, ``man/incidentlint.1`` unless named; with ``--check`` say whether it is fresh."""
    path = Path(next((argument for argument in arguments if not argument.startswith("-")), "man/incidentlint.1"))
    if path.is_file() and path.read_text(encoding="utf-8") == manual_page():
        return 0
    if "--check" in arguments:
        sys.stderr.write(f"not fresh: {path} (make generate)\n")
        return 1
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(manual_page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
