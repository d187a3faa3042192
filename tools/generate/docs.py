"""The generated part of the documentation: ``python -m tools.generate [--check] [ROOT]``.

Pages of the rules, of the packs, of the configuration, of the command line and of the JSON are made from the rule
files, the types and the commands themselves, so they cannot say anything else. `--check` writes nothing and fails when
a page is not what it would be.
"""

from __future__ import annotations

import inspect
import re
import sys
import types
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import click
import msgspec

from incidentlint.about import data_folder
from incidentlint.cli import cli, describe_pack
from incidentlint.engine.lint import lint
from incidentlint.engine.plan import Plan
from incidentlint.output import FORMATS, Look
from incidentlint.packs import load_built_in
from incidentlint.packs import pack_file as packs_module
from incidentlint.packs.pack_file import PackFile
from incidentlint.packs.sources import built_in_packs
from incidentlint.project import config_schema as config
from incidentlint.rulebook import (
    FAMILIES,
    PUBLIC,
    Heading,
    Listing,
    Paragraph,
    Params,
    Points,
    Rule,
    Title,
    choose,
    load_rules,
    marks,
    message_forms,
    rule_text,
)
from incidentlint.rulebook.rule import Example, Shared
from incidentlint.template import SlotKind
from incidentlint.toml_file import read_toml
from incidentlint.vocabulary import ROLES, SeverityTable
from tools.generate.docs_text import EXAMPLES, JSON, NOTES, PACK_CONDITIONS, PACK_PATHS, PATTERNS, RULE_FILES, SEE

MADE = "<!-- Made by `python -m tools.generate` from {source}: change that, not this page. -->"

NAV_BEGIN, NAV_END = "  # rules: begin (made by `python -m tools.generate`)\n", "  # rules: end\n"


_CODE = re.compile(r"(`+[^`]+`+)")


def prose(text: str) -> str:
    """Return plain text as Markdown: what would be a mark or a tag is escaped, code between backticks stays."""
    return "".join(part if number % 2 else _escaped(part) for number, part in enumerate(_CODE.split(text)))


def _escaped(text: str) -> str:
    text = re.sub(r"([\\*_\[\]])", r"\\\1", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cell(text: str) -> str:
    """Return Markdown as it may be in a table's cell."""
    return " ".join(text.split()).replace("|", "\\|")


def code(text: object) -> str:
    """Return text as code."""
    shown = str(text)
    ticks = "``" if "`" in shown else "`"
    return f"{ticks}{shown}{ticks}"


def fence(lines: Iterable[str], language: str) -> Iterator[str]:
    """Yield lines as a block of code, whatever fences they hold themselves."""
    lines = list(lines)
    longest = max((len(run) for line in lines for run in re.findall(r"`{3,}", line)), default=2)
    ticks = "`" * (longest + 1)
    yield f"{ticks}{language}"
    yield from lines
    yield ticks


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield a table."""
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for row in rows:
        yield f"| {' | '.join(map(cell, row))} |"


def page(source: str, title: str, lines: Iterable[str]) -> str:
    """Return a page's text."""
    return "".join(f"{line}\n" for line in _tidy([f"# {title}", "", MADE.format(source=source), "", *lines]))


def _tidy(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines with one empty line at most between two, but in code as they are; none at the end."""
    fenced, blank = "", False
    for line in lines:
        if not fenced and not line:
            blank = True
            continue
        if blank:
            yield ""
        blank = False
        yield line
        mark = re.match(r"`{3,}", line)
        if mark and not fenced:
            fenced = mark[0]
        elif line == fenced:
            fenced = ""


# --- Rules ---


def rule_page(rule: Rule) -> str:
    """Return the page of a rule."""
    blocks = list(rule_text(rule))
    title = next(block for block in blocks if isinstance(block, Title))
    lines = [f"**{title.marks[0]}** · {' · '.join(title.marks[1:])}", ""]
    for block in blocks:
        match block:
            case Title():
                continue
            case Heading(text, minor):
                lines.append(f"{'###' if minor else '##'} {prose(text)}")
            case Paragraph(text):
                lines.append(prose(text))
            case Points(items, places) if places:
                lines += [f"- **{place}** {prose(item)}" for place, item in zip(places, items, strict=True)]
            case Points(items):
                said = items == message_forms(rule)
                lines += [f"- {code(item) if said else prose(item)}" for item in items]
            case Listing(listed, language):
                lines += fence(listed, language)
        lines.append("")
    return page(f"rules/core/{rule.code}-{rule.name}.toml", title.text, lines)


def rule_index() -> str:
    """Return the table of all rules, by family."""
    lines = [
        "A rule is one thing that can be wrong. It has a code and a name, and both work wherever a rule is named:",
        "`--select IR4`, `--ignore timeline-order`, `<!-- incidentlint-disable-next-line IR403 -->`.",
        "`incidentlint rule CODE` prints what is on a rule's page here.",
        "",
        "- *waits for the deadline*: a report that is not complete yet may have it until its deadline.",
        "- *off until selected*: it runs only when `--extend-select` or the configuration names it.",
        "- *fixable*: some of its findings can be fixed automatically.",
        "",
    ]
    for digit, name in FAMILIES.items():
        rules = [rule for rule in load_rules() if rule.code[2] == digit]
        if rules:
            lines += ["", f"## {name.capitalize()} (IR{digit})", ""]
            rows = (
                (
                    f"[{rule.code}]({rule.code}-{rule.name}.md) {rule.name}",
                    "; ".join([rule.level, *marks(rule)]),
                    _says(rule),
                )
                for rule in rules
            )
            lines += table(("Rule", "Level", "It says, for example"), rows)
    return page("rules/core", "Rules", lines)


def _says(rule: Rule) -> str:
    """Return a real message of a rule where it has one, else its form."""
    said = next((message for example in rule.bad for message in example.says), "")
    return prose(said) if said else code(message_forms(rule)[0])


def rule_nav() -> str:
    """Return the rules' part of the site's navigation."""
    lines = ["  - Rules:", "      - rules/index.md"]
    for digit, name in FAMILIES.items():
        rules = [rule for rule in load_rules() if rule.code[2] == digit]
        if rules:
            lines.append(f"      - {name.capitalize()}:")
            lines += [f"          - {rule.page}" for rule in rules]
    return "".join(f"{line}\n" for line in lines)


# --- Types: packs and configuration ---


def kind_of(annotation: Any) -> str:
    """Return a type in a reader's words: ``text``, ``list of text``, ``yes / no or text``."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return kind_of(arguments[0])
    if origin is Literal:
        return " / ".join(code(f'"{argument}"') for argument in arguments)
    if origin in (Union, types.UnionType):
        return " or ".join(dict.fromkeys(kind_of(part) for part in arguments if part is not type(None)))
    if origin in (tuple, list, frozenset, set):
        return f"list of {_several(kind_of(arguments[0]))}" if arguments else "list"
    if origin is dict:
        return f"table of {_several(kind_of(arguments[1]))}" if arguments else "table"
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return "table"
    return {str: "text", bool: "true / false", int: "number", float: "number", Any: "any"}.get(
        annotation, str(annotation)
    )


def _several(kind: str) -> str:
    return re.sub(r"^(list|table|number)\b", r"\1s", kind)


def default_of(field: msgspec.structs.FieldInfo) -> str:
    """Return a key's default where it has one that says something."""
    value = field.default if field.default is not msgspec.NODEFAULT else None
    if field.default_factory is not msgspec.NODEFAULT:
        value = field.default_factory()
    if value in ("", None, (), [], {}) or isinstance(value, msgspec.Struct | dict):
        return ""
    if isinstance(value, tuple | list | frozenset):
        return ", ".join(code(item) for item in value)
    return code(str(value).lower() if isinstance(value, bool) else value)


def meaning(struct: type[msgspec.Struct], field: msgspec.structs.FieldInfo) -> str:
    """Return what a key means: what its type says, and where to read more. Raises `LookupError` if that is nothing."""
    annotation = get_type_hints(struct, include_extras=True)[field.name]
    for note in (*getattr(annotation, "__metadata__", ()), getattr(field.type, "__metadata__", None)):
        if isinstance(note, msgspec.Meta) and note.description:
            see = SEE.get((struct.__name__, field.encode_name), "")
            return prose(note.description) + (f" See {see}." if see else "")
    raise LookupError(f"{struct.__name__}.{field.name} has no description")


def keys_of(struct: type[msgspec.Struct], without: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the table of a Struct's keys, `without` some of them."""
    fields = (field for field in msgspec.structs.fields(struct) if field.encode_name not in without)
    yield from table(("Key", "Type", "Meaning"), (_key(struct, field) for field in fields))


def _key(struct: type[msgspec.Struct], field: msgspec.structs.FieldInfo) -> tuple[str, ...]:
    default = default_of(field)
    said = meaning(struct, field) + (f" Default: {default}." if default else "")
    return code(field.encode_name), kind_of(field.type) + (", required" if field.required else ""), said


def pack_page() -> str:
    """Return the reference of ``pack.toml``."""
    sections: list[tuple[str, type[msgspec.Struct]]] = [
        ("`[files]`", packs_module.Files),
        ("`[files] companion`", packs_module.Companion),
        ("`[severity]`", SeverityTable),
        ("`[nodes]`", packs_module.NodeOptions),
        ("`[[totals]]`", packs_module.Total),
        ("`[deadlines]`", packs_module.Deadline),
        ("`[detection]`", packs_module.Detection),
    ]
    lexicon = read_toml(data_folder() / "lexicon" / "en.toml")[0]
    lines = [
        "A pack is a folder with a `pack.toml` and the template that it names. A bare template works as a pack too.",
        "[Writing a pack](../guides/writing-a-pack.md) shows how; this page lists every key.",
        "",
        "Files are TOML. An unknown key is an error that names the file, the line and the nearest known key.",
        "",
        "## Keys",
        "",
        *keys_of(PackFile),
        "",
        *PACK_PATHS,
    ]
    for title, struct in sections:
        lines += [
            "",
            f"## {title}",
            "",
            prose(_first_line(struct)),
            "",
            *keys_of(struct),
            *NOTES.get(struct.__name__, ()),
        ]
    lines += ["", *PACK_CONDITIONS]
    lines += [
        "",
        "## Types",
        "",
        f"A node's `type` is one of {', '.join(code(kind) for kind in get_args(SlotKind))}.",
        "Most nodes need none: the slot says it.",
        "",
        "## Roles",
        "",
        "A role says what a node means, whatever its label. Where a pack does not name the node of a role, it is the",
        "first node of the template with one of these labels. Numbering, emoji, emphasis, a trailing colon and case",
        "do not matter; parentheses after it do not where no node has the label without them.",
        "",
        *table(
            ("Role", "Labels it has by default"),
            ((code(role), ", ".join(map(prose, lexicon["roles"].get(role, ["none"])))) for role in ROLES),
        ),
        "",
        "## Columns",
        "",
        "Columns of tables have roles by their names. `columns` of a node adds names.",
        "",
        *table(
            ("Role of a column", "Names it has by default"),
            ((code(role), ", ".join(map(prose, labels))) for role, labels in lexicon["columns"].items()),
        ),
    ]
    return page("src/incidentlint/packs/pack_file.py and rules/lexicon/en.toml", "pack.toml", lines)


_OF_THE_PACKAGE = frozenset({"demands", "claims", "suppressible", "source", "fixed", "files"})
"""Keys that only the rules of the package have a use for."""


def checks_page() -> str:
    """Return the reference of the checks that rules of packs may name."""
    lines = [*RULE_FILES, *keys_of(Rule, _OF_THE_PACKAGE), "", "An example:", "", *keys_of(Example, _OF_THE_PACKAGE)]
    lines += ["", "`[example]`, for all examples of the file:", "", *keys_of(Shared), "", *EXAMPLES, *PATTERNS]
    for name, kind in PUBLIC.items():
        lines += ["", f"## `{name}`", "", prose(_first_line(kind)), "", *keys_of(kind), "", *_values(kind)]
    return page("src/incidentlint/rulebook/custom_checks.py and rule.py", "Checks for rules of your own", lines)


def _values(kind: type[Params]) -> Iterator[str]:
    """Yield what the messages of a check may use."""
    if list(kind.variants) == [""]:
        yield f"Values of its message: {', '.join(code(f'{{{value}}}') for value in kind.variants[''])}."
        return
    yield "Its variants, and the values of their messages:"
    yield ""
    for variant, values in kind.variants.items():
        yield f"- {code(variant)}: {', '.join(code(f'{{{value}}}') for value in values)}"


def _first_line(struct: type) -> str:
    return (inspect.getdoc(struct) or "").partition("\n\n")[0].replace("\n", " ").replace("``", "`")


def built_in_page() -> str:
    """Return what the built-in packs demand."""
    lines = [
        "What `incidentlint packs NAME` prints of each pack that comes with the package; `incidentlint packs FOLDER`",
        "shows the same of a pack of your own. The repository's folder `examples` has complete reports of each.",
        "",
        *table(
            ("Pack", "What it is for"),
            ((f"[{name}](#{name})", prose(load_built_in(name).file.description)) for name in built_in_packs()),
        ),
    ]
    for name in built_in_packs():
        shown = describe_pack(load_built_in(name)).rstrip("\n").splitlines()
        lines += ["", f"## {name}", "", *fence(shown, "text")]
    return page("rules/*/pack.toml and template.md", "Built-in packs", lines)


def configuration_page() -> str:
    """Return the reference of the configuration."""
    structs = _config_structs(config)
    lines = [
        "Configuration is `[tool.incidentlint]` in `pyproject.toml`, or a file `incidentlint.toml` or",
        "`.incidentlint.toml` with the same keys and no such header. The nearest one upward from each file counts.",
        "The command line goes before the environment, and the environment before the file.",
        "",
        "An unknown key or a wrong value is an error that names the file, line and column. It is never ignored.",
        "`incidentlint check --show-settings` writes what holds for a file, and which files say so.",
    ]
    for number, struct in enumerate(structs):
        title = "Keys" if not number else f"`[[{struct.__name__.lower()}]]`"
        lines += ["", f"## {title}", "", prose(_first_line(struct)), "", *keys_of(struct)]
        lines += NOTES.get(struct.__name__, ())
    excluded = ", ".join(map(code, config.EXCLUDE))
    lines += ["", "## What is not searched by default", "", f"{excluded}, and what git ignores."]
    return page("src/incidentlint/project/config_schema.py", "Configuration", lines)


def _config_structs(module: types.ModuleType) -> list[type[msgspec.Struct]]:
    """Return the Structs that a configuration file is made of: the one that no other holds, then those in it."""
    found = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, msgspec.Struct) and value.__module__ == module.__name__
        if value.__struct_config__.forbid_unknown_fields
    ]
    held = {inner for struct in found for field in msgspec.structs.fields(struct) for inner in _structs_in(field.type)}
    return [struct for struct in found if struct not in held] + [struct for struct in found if struct in held]


def _structs_in(annotation: Any) -> Iterator[type[msgspec.Struct]]:
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        yield annotation
    for part in get_args(annotation):
        yield from _structs_in(part)


# --- The command line ---


def command_page() -> str:
    """Return the reference of the commands."""
    lines = [
        "Most options have an environment variable, named below them. The command line goes before it,",
        "and the variable before what a [configuration](configuration.md) says.",
        "",
        "## Exit status",
        "",
        *table(
            ("Status", "Meaning"),
            [
                ("`0`", "Clean: nothing at the level of `--fail-on` or above."),
                ("`1`", "There are findings."),
                ("`2`", "A usage, configuration or internal error, or a file that cannot be read."),
                ("`130`", "Interrupted. What was found so far is printed."),
            ],
        ),
    ]
    for name in sorted(cli.commands, key=lambda name: (name != "check", name)):
        lines += ["", f"## incidentlint {name}", "", *_command(cli.commands[name])]
    lines += ["", "## Options of incidentlint itself", "", *_options(cli)]
    return page("src/incidentlint/cli/main.py", "Command line", lines)


def _command(command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=f"incidentlint {command.name}")
    yield from fence([f"incidentlint {command.name} {' '.join(command.collect_usage_pieces(context))}"], "text")
    yield ""
    yield prose(inspect.cleandoc(command.help or command.short_help or ""))
    yield ""
    yield from _options(command)


def _options(command: click.Command) -> Iterator[str]:
    options = [option for option in command.params if isinstance(option, click.Option) and not option.hidden]
    if not options:
        return
    yield from table(("Option", "Meaning"), map(_option, options))


def _option(option: click.Option) -> tuple[str, ...]:
    names = ", ".join(code(name) for name in [*option.opts, *option.secondary_opts])
    takes = ""
    if isinstance(option.type, click.Choice):
        takes = f" {' / '.join(code(choice) for choice in option.type.choices)}"
    elif not option.is_flag and not option.count:
        takes = f" {code(option.metavar or option.type.name.upper())}"
    variable = f"<br>{code(option.envvar)}" if isinstance(option.envvar, str) else ""
    shown = option.default if isinstance(option.default, str | int) and not isinstance(option.default, bool) else ""
    default = f" Default: {code(shown)}." if shown not in ("", 0) and "[default" not in (option.help or "") else ""
    return names + takes + variable, prose(option.help or "") + default


# --- JSON ---


def json_page() -> str:
    """Return the contract of the JSON output, with a real output."""
    pack = load_built_in("bilko")
    path = "docs/operations/incidents/INCIDENT-2026-08-02-queue-stopped.md"
    results = [lint(JSON.report.encode(), path, Plan(choose(("IR403",), (), ()), (pack,), forced=True))]
    shown = FORMATS["json"].render(results, Look()).rstrip("\n").splitlines()
    lines = [*JSON.before, *fence(JSON.report.strip("\n").splitlines(), "markdown"), "", JSON.between, ""]
    lines += [*fence(shown, "json"), "", *JSON.after]
    return page("src/incidentlint/output/json.py", "JSON output", lines)


# --- All pages ---


def pages() -> dict[str, str]:
    """Return the generated pages by their path below ``docs``."""
    found = {rule.page: rule_page(rule) for rule in load_rules()}
    found["rules/index.md"] = rule_index()
    found["reference/packs.md"] = pack_page()
    found["reference/built-in-packs.md"] = built_in_page()
    found["reference/checks.md"] = checks_page()
    found["reference/command-line.md"] = command_page()
    found["reference/json.md"] = json_page()
    found["reference/configuration.md"] = configuration_page()
    return found


def wanted(root: Path) -> dict[Path, str | None]:
    """Return what each generated file should hold; None for one that should not be there any more."""
    docs = root / "docs"
    found: dict[Path, str | None] = {docs / name: text for name, text in pages().items()}
    for path in sorted((docs / "rules").glob("*.md")):
        found.setdefault(path, None)
    site = root / "mkdocs.yml"
    text = site.read_text(encoding="utf-8") if site.is_file() else ""
    if NAV_BEGIN in text and NAV_END in text:
        before, _, rest = text.partition(NAV_BEGIN)
        found[site] = f"{before}{NAV_BEGIN}{rule_nav()}{NAV_END}{rest.partition(NAV_END)[2]}"
    return found


def stale(root: Path) -> dict[Path, str | None]:
    """Return the generated files that are not what they should be, with what they should hold."""
    return {path: text for path, text in wanted(root).items() if _read(path) != text}


def _read(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8") if path.is_file() else None


def write(root: Path) -> list[Path]:
    """Write the files that are not what they should be; return them."""
    changed = stale(root)
    for path, text in changed.items():
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
    return list(changed)


@click.command()
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when a file is stale, and list those.")
def main(*, root: Path, check: bool) -> None:
    """Write the generated pages of the documentation below ROOT/docs."""
    changed = stale(root) if check else write(root)
    for path in changed:
        click.echo(f"{'stale' if check else 'written'}: {path.relative_to(root).as_posix()}")
    sys.exit(1 if check and changed else 0)


if __name__ == "__main__":
    main()
