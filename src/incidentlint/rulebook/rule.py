"""Rule files: the typed form of one rule, of the package or of a pack."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from incidentlint.findings import Level
from incidentlint.toml_file import convert, read_toml


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A report with what the rule says of it: ``«...»`` marks each exact span, `says` are the messages in order.

    `template` and `pack` (TOML, or the name of a built-in pack) override the file's shared ones; `path` is the
    report's, `level` the level expected of all findings, `fixed` the report after its safe fixes, `files` other
    files of the project by path, `as_of` the clock.
    """

    report: str
    says: tuple[str, ...] = ()
    template: str | None = None
    pack: str | None = None
    path: str = ""
    level: str = ""
    fixed: str | None = None
    files: dict[str, str] = {}
    as_of: str = msgspec.field(default="", name="as-of")
    title: str = ""


class Shared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the examples of a file share."""

    template: str = ""
    pack: str = ""
    path: str = ""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule. `check` is ``module.function`` in ``checks``; in a pack's rule the name of a public check
    (``forbidden-text``).

    `message` is one text with ``{values}``, or one for each variant of the finding. `waits` says that an incomplete
    report may have it until its deadline; `optional` that it is off until selected; `demands` that it says what a pack
    demands, which is a note where nobody named the pack. Of several rules with `claims` that find something at one
    place, that with the lowest speaks. `suppressible` says whether a comment can silence it.
    """

    code: str
    name: str
    check: str
    message: str | dict[str, str]
    why: str
    level: Level = "error"
    help: str = ""
    waits: bool = False
    optional: bool = False
    demands: bool = False
    claims: int = 0
    suppressible: bool = True
    params: dict[str, Any] = {}
    example: Shared = Shared()
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()
    source: str = ""

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

    def advice(self, text: str = "", docs_url: str = "") -> str:
        """The help of a finding: `text`, or what the rule says there is to do, and which command says more.

        `docs_url` is the address of the documentation, where there is one: the rule's page is named too.
        """
        text = (text or self.help).strip()
        if self.is_own:
            return text
        more = f"incidentlint rule {self.code}"
        if docs_url:
            more += f", {docs_url.rstrip('/')}/{self.page.removesuffix('.md')}/"
        return f"{text} ({more})" if text else more


def read_rule(path: Path) -> Rule:
    """The rule in a file. Raises `FileError`."""
    data, text = read_toml(path)
    return convert(data, Rule, text, str(path))
