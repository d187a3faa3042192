"""What holds for a file or folder, as `incidentlint check --show-settings` shows it."""

from __future__ import annotations

import os
from collections.abc import Iterator

from incidentlint.authoring import any_of
from incidentlint.packs import built_in_packs
from incidentlint.project import Globs, Resolver, Settings, shown_path
from incidentlint.text import one_line
from incidentlint.toml_file import FileError


def describe_settings(resolver: Resolver, path: str, full: str) -> str | FileError:
    """What holds for a path, `full` its absolute form, or why nothing can be said."""
    if os.path.isdir(full):
        settings = resolver.settings(full)
        if isinstance(settings, FileError):
            return settings
        return "".join(f"{line}\n" for line in _lines(resolver, settings, path, full, is_folder=True))
    choice = resolver.choice(full)
    if isinstance(choice, FileError):
        return choice
    return "".join(f"{line}\n" for line in _lines(resolver, choice.settings, path, full, is_folder=False))


def _lines(resolver: Resolver, settings: Settings, path: str, full: str, *, is_folder: bool) -> Iterator[str]:
    yield one_line(path)
    yield _line("configuration", _chain(resolver, settings))
    if not is_folder:
        yield _line("pack", _pack(resolver, settings, full))
    yield _line("fail-on", settings.fail_on)
    yield _line("min-level", settings.min_level)
    if settings.clock:
        yield _line("as-of", "now")
    if settings.since:
        yield _line("since", settings.since.isoformat())
    if settings.baseline:
        yield _line("baseline", one_line(shown_path(settings.baseline)))
    if settings.docs_url:
        yield _line("docs-url", one_line(settings.docs_url))
    for number, globs in enumerate(settings.exclude):
        yield _line("exclude" if not number else "", _globs(globs) or "nothing")
    yield _line("respect-gitignore", "true" if settings.gitignore else "false")
    for number, (globs, codes) in enumerate(settings.per_file_ignores):
        yield _line("per-file-ignores" if not number else "", f"{_globs(globs)}: {', '.join(sorted(codes))}")
    for number, entry in enumerate(settings.reports):
        yield _line(
            "reports" if not number else "",
            f"{_globs(entry.globs)}: {any_of(entry.given)} ({one_line(entry.place)})",
        )
    ignored = frozenset() if is_folder else settings.ignored(full)
    rules = [rule for rule in settings.rules if rule.code not in ignored]
    yield _line("rules", str(len(rules)))
    for rule in rules:
        yield f"    {rule.code} {settings.levels.get(rule.code, rule.level):<7} {rule.name}"


def _line(name: str, value: str) -> str:
    return f"  {name:<18} {value}"


def _chain(resolver: Resolver, settings: Settings) -> str:
    if settings.chain:
        return " extends ".join(one_line(name) for name in settings.chain)
    return "none: --isolated" if resolver.isolated else "none: the defaults"


def _pack(resolver: Resolver, settings: Settings, full: str) -> str:
    found = settings.entry(full)
    if found:
        return f"{any_of(found[0].given)} (named by {one_line(found[0].place)})"
    if resolver.overrides.packs:
        return f"{any_of(resolver.overrides.packs)} (named by --pack)"
    return f"the one of {any_of(built_in_packs())} that the file fits"


def _globs(globs: Globs) -> str:
    shown = ", ".join(one_line(pattern) for pattern in globs.patterns)
    base = shown_path(globs.base)
    return shown if os.path.abspath(globs.base) == os.getcwd() or not shown else f"{shown} (below {one_line(base)})"
