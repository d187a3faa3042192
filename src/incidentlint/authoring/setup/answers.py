"""What `incidentlint init` is asked for, and what it is about."""

from __future__ import annotations

import msgspec

from incidentlint.authoring.setup.survey import Found
from incidentlint.packs import Files, Pack


class Answers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be set up: by the options, by the answers at a terminal, or by default."""

    templates: tuple[str, ...] = ()
    pack: str = ""
    reports: tuple[str, ...] = ()
    pack_folder: str = ""
    pre_commit: bool = False
    ci: tuple[str, ...] = ()
    baseline: bool = False
    dry_run: bool = False
    verbose: bool = False


class Target(msgspec.Struct):
    """The pack that reports are to be checked against: how it is loaded and how a configuration names it.

    `found` are the files that follow it, `strays` those that its globs name besides. With `mixed` the entry takes
    reports of any form, too. `guess` says that no file told where reports are. `also` names the packs of other
    templates whose reports are in the same place, and share the entry. `told` is how the template says that reports are
    called and where they are.
    """

    pack: Pack
    given: str
    template: str = ""
    folder: str = ""
    found: list[Found] = []
    globs: tuple[str, ...] = ()
    guess: bool = False
    strays: list[str] = []
    mixed: bool = False
    also: tuple[str, ...] = ()
    told: Files = Files()

    @property
    def packs(self) -> tuple[str, ...]:
        """The packs as a configuration names them."""
        return (self.given, *self.also, *(("generic",) if self.mixed else ()))
