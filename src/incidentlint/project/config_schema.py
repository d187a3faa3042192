"""What a configuration may hold."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from incidentlint.findings import Level
from incidentlint.vocabulary import Words

CONFIGURATION_FILES = (".incidentlint.toml", "incidentlint.toml", "pyproject.toml")
"""What configuration files are called; of those in one folder the first holds."""


EXCLUDE = (
    ".git", ".hg", ".svn", ".tox", ".nox", ".venv", "venv", "node_modules", "__pycache__", "site-packages",
    ".mypy_cache", ".pytest_cache", ".ruff_cache",
)  # fmt: skip
"""What is not searched unless a configuration says otherwise."""


Setting = Literal["error", "warning", "info", "off"]


class Reports(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Files that are reports, and the pack that they are checked against."""

    files: Annotated[
        str | tuple[str, ...], Meta(description="Glob or globs of the files, relative to this file's folder.")
    ]
    pack: Annotated[
        str | tuple[str, ...],
        Meta(
            description="A built-in pack's name, the path of a pack's folder or of a template, relative to this "
            "file, or the name of a pack that an installed package brings. Of several, each file is checked against "
            "the one that fits it best."
        ),
    ]


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The configuration of incidentlint: ``incidentlint.toml``, or ``[tool.incidentlint]`` in ``pyproject.toml``."""

    extend: Annotated[
        str | None,
        Meta(
            description="A configuration file to build on: its path relative to this file, or the name of an installed "
            "package that brings an incidentlint.toml."
        ),
    ] = None
    required_version: Annotated[
        str | None,
        Meta(
            description="The versions of incidentlint that this file is for, as requirements of Python packages name "
            'them, such as ">=0.2" or "==0.2.*": with another one its files are not checked, and the exit status is 2.'
        ),
    ] = None
    select: Annotated[
        tuple[str, ...] | None,
        Meta(description="Run only these rules: codes (IR403), beginnings of codes (IR4), names, or ALL."),
    ] = None
    ignore: Annotated[tuple[str, ...], Meta(description="Do not run these rules.")] = ()
    extend_select: Annotated[
        tuple[str, ...], Meta(description="Run these rules too: those that are off until they are selected.")
    ] = ()
    rules: Annotated[
        dict[str, Setting], Meta(description="The level of rules, by code, beginning of codes, or name.")
    ] = {}
    exclude: Annotated[
        tuple[str, ...] | None,
        Meta(description="Globs of files and folders that are not searched; replaces the default."),
    ] = None
    extend_exclude: Annotated[
        tuple[str, ...], Meta(description="Globs of further files and folders that are not searched.")
    ] = ()
    respect_gitignore: Annotated[
        bool | None, Meta(description="Whether what git ignores is not searched; true by default.")
    ] = None
    per_file_ignores: Annotated[
        dict[str, tuple[str, ...]], Meta(description="Rules that do not run on the files that a glob matches.")
    ] = {}
    fail_on: Annotated[
        Level | None, Meta(description='The lightest level that gives exit status 1; "warning" by default.')
    ] = None
    min_level: Annotated[
        Level | None,
        Meta(
            description='The lightest level that the formats for people show; "warning" by default. What gives exit '
            "status 1 is always shown."
        ),
    ] = None
    as_of: Annotated[
        Literal["now"] | None,
        Meta(
            description='"now": the clock is used. What a report lacks is info until its deadline, and an error after '
            "it; dates in the future are errors. Without it, or --as-of, the clock is never used."
        ),
    ] = None
    baseline: Annotated[
        str | None,
        Meta(
            description="A file that --write-baseline wrote: the findings that it counts are not reported. Its path is "
            "relative to this file."
        ),
    ] = None
    since: Annotated[
        dt.date | None,
        Meta(
            description='A day, such as "2026-01-01": reports of incidents before it are left out. A report whose '
            "incident has no date that can be read is not."
        ),
    ] = None
    docs_url: Annotated[
        str,
        Meta(
            description="The address of a copy of this documentation, such as https://docs.example.com/incidentlint: "
            "the help of a finding then links to the page of its rule."
        ),
    ] = ""
    languages: Annotated[
        tuple[str, ...],
        Meta(
            description="The languages of the reports, by code, beside English, which is always known. A template or "
            "report in another language is recognised by two headings or labels of its own."
        ),
    ] = ()
    lexicon: Annotated[Words, Meta(description="Words of your own, beside those of the languages.")] = Words()
    reports: Annotated[
        tuple[Reports, ...], Meta(description="Which files are reports of which pack; the first match wins.")
    ] = ()
