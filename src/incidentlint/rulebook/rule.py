"""Rule files: the typed form of one rule, of the package or of a pack."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from incidentlint.findings import Level
from incidentlint.toml_file import convert, read_toml


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A report with what the rule says of it."""

    report: Annotated[str, Meta(description="The report; `«...»` marks the exact place of each finding.")]
    says: Annotated[tuple[str, ...], Meta(description="The messages, in the order of their places.")] = ()
    template: Annotated[str | None, Meta(description="A template of its own, instead of the file's.")] = None
    pack: Annotated[
        str | None,
        Meta(
            description="The text of a `pack.toml` of its own, instead of the file's; without a template the name of a "
            "built-in pack."
        ),
    ] = None
    path: Annotated[str, Meta(description="Where the report is in its project.")] = ""
    level: Annotated[str, Meta(description="The level of all its findings, where it is not the rule's.")] = ""
    fixed: Annotated[str | None, Meta(description="The report after all of its fixes.")] = None
    files: Annotated[dict[str, str], Meta(description="Other files of the project, by path.")] = {}
    as_of: Annotated[str, Meta(description="The time that it is.")] = msgspec.field(default="", name="as-of")
    title: Annotated[str, Meta(description="What the example shows, in a few words.")] = ""


class Shared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the examples of a file share."""

    template: Annotated[str, Meta(description="The template of the reports.")] = ""
    pack: Annotated[
        str,
        Meta(description="The text of a `pack.toml` beside it; without a template the name of a built-in pack."),
    ] = ""
    path: Annotated[str, Meta(description="Where the reports are in their project.")] = ""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule: what can be wrong, which check finds it, and how that is said."""

    code: Annotated[
        str,
        Meta(
            description="Its code. In a pack: 2 to 8 capital letters, other than `IR`, and three digits, such as "
            "`ACME001`."
        ),
    ]
    name: Annotated[
        str, Meta(description="Small letters and digits with dashes, which name the fault: `ticket-number`.")
    ]
    check: Annotated[
        str,
        Meta(
            description="The check that finds it: in a pack the name of a public check, such as `forbidden-text`; in "
            "the package `module.function`."
        ),
    ]
    message: Annotated[
        str | dict[str, str],
        Meta(
            description="What a finding says, with `{values}` of the check. A check with variants has a message for "
            'each, `message = { few = "...", many = "..." }`, or one text for all.'
        ),
    ]
    why: Annotated[str, Meta(description="The reason for the rule.")]
    level: Annotated[Level, Meta(description="The level of its findings.")] = "error"
    help: Annotated[str, Meta(description="What to do about a finding.")] = ""
    waits: Annotated[bool, Meta(description="Whether a report may have it until its deadline.")] = False
    optional: Annotated[bool, Meta(description="Whether it is off until it is selected.")] = False
    demands: Annotated[
        bool,
        Meta(
            description="Whether it says what a pack requires: its findings are info where no configuration names the "
            "pack."
        ),
    ] = False
    habit: Annotated[
        bool,
        Meta(description="Whether `init` turns it off where most of the reports that follow a template break it."),
    ] = False
    claims: Annotated[
        int,
        Meta(description="Of several rules that find something in one place, the ones with the lowest number speak."),
    ] = 0
    suppressible: Annotated[bool, Meta(description="Whether a comment in the report can silence it.")] = True
    params: Annotated[dict[str, Any], Meta(description="What the check takes.")] = {}
    example: Annotated[Shared, Meta(description="What the examples share.")] = Shared()
    bad: Annotated[tuple[Example, ...], Meta(description="Examples that have findings.")] = ()
    good: Annotated[tuple[Example, ...], Meta(description="Examples that have none.")] = ()
    source: Annotated[str, Meta(description="Where the rule comes from: a law, a standard, a template.")] = ""

    def says(self, variant: str, values: dict[str, str]) -> str:
        """The message of a finding."""
        text = self.message if isinstance(self.message, str) else self.message[variant]
        return text.format(**values)

    @property
    def fixable(self) -> bool:
        """Whether some bad example states a fixed text."""
        return any(example.fixed is not None for example in self.bad)

    @property
    def is_own(self) -> bool:
        """Whether it is a rule of a pack, not one of the package's."""
        return self.code[:-3] != "IR"

    @property
    def page(self) -> str:
        """The address of the rule's page, relative to the root of the documentation; a pack's rule has none."""
        return "" if self.is_own else f"rules/{self.code}-{self.name}.md"

    def url(self, docs_url: str) -> str:
        """The address of the rule's page where the documentation is at `docs_url`; empty without either."""
        return f"{docs_url.rstrip('/')}/{self.page.removesuffix('.md')}/" if docs_url and self.page else ""

    def advice(self, text: str = "", docs_url: str = "") -> str:
        """The help of a finding: `text`, or what the rule says there is to do, and which command says more.

        `docs_url` is the address of the documentation, where there is one: the rule's page is named too.
        """
        text = (text or self.help).strip()
        if self.is_own:
            return text
        more = f"incidentlint rule {self.code}"
        if docs_url:
            more += f", {self.url(docs_url)}"
        return f"{text} ({more})" if text else more


def read_rule(path: Path) -> Rule:
    """The rule in a file. Raises `FileError`."""
    data, text = read_toml(path)
    return convert(data, Rule, text, str(path))
