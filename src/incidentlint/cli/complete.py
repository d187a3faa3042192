"""What a shell completes: names of rules and packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem


def one_rule(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The codes and names of rules that begin as what was typed does."""
    from click.shell_completion import CompletionItem

    from incidentlint.rulebook import load_rules

    return [
        CompletionItem(name, help=help_text)
        for rule in load_rules()
        for name, help_text in ((rule.code, rule.name), (rule.name, rule.code))
        if name.lower().startswith(incomplete.lower())
    ]


def rule_names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The same for the last of several names with commas between."""
    from click.shell_completion import CompletionItem

    before, comma, last = incomplete.rpartition(",")
    found = one_rule(context, parameter, last.lstrip())
    return [CompletionItem(f"{before}{comma}{item.value}", help=item.help) for item in found]


def complete_packs(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The built-in packs, and files and folders."""
    from click.shell_completion import CompletionItem

    from incidentlint.packs import built_in_packs

    found = [CompletionItem(name) for name in built_in_packs() if name.startswith(incomplete)]
    return [*found, CompletionItem(incomplete, type="file")]


def severities(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The severities of the pack that `--pack` names."""
    from click.shell_completion import CompletionItem

    from incidentlint.packs import load_pack
    from incidentlint.toml_file import FileError

    given = context.params.get("pack")
    try:
        found = load_pack(given).severities if given else ()
    except FileError:
        found = ()
    return [CompletionItem(level) for level in found if level.lower().startswith(incomplete.lower())]
