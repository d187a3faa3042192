"""How a report speaks of people, and what of them it should not hold: the tables ``[conduct]`` and ``[privacy]``."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from incidentlint.vocabulary.tables import Table, Texts


class ConductWords(Table, frozen=True):
    """Blame, causes that end at a person, actions that say nothing. All are phrases."""

    blame: Annotated[Texts, Meta(description="It blames somebody.")] = ()
    not_blame: Annotated[Texts, Meta(description="What is written like blame and is none: X's fault tolerance.")] = ()
    denials: Annotated[Texts, Meta(description="Words shortly before a phrase that take it back.")] = ()
    blameless: Annotated[Texts, Meta(description="Words of a sentence that says that nobody is blamed.")] = ()
    human_error: Annotated[Texts, Meta(description="A cause that is a person's mistake, and no more.")] = ()
    conditions: Annotated[
        Texts, Meta(description="Words that name what made the mistake possible, or did not stop it.")
    ] = ()
    vague: Annotated[Texts, Meta(description="How an action begins that nobody can tell is done.")] = ()


class PrivacyWords(Table, frozen=True):
    """What looks like personal data or a secret and is none."""

    domains: Annotated[
        Texts, Meta(description="Domains of e-mail addresses that may be named, with all below them: your own.")
    ] = ()
    endings: Annotated[Texts, Meta(description="Last parts of what is no domain: the suffixes of files.")] = ()
    mailboxes: Annotated[Texts, Meta(description="Names before an @ that are no person's.")] = ()
    addresses: Annotated[Texts, Meta(description="IP addresses that everybody knows.")] = ()
    cards: Annotated[Texts, Meta(description="Card numbers that are for tests, without gaps.")] = ()
    versions: Annotated[Texts, Meta(description="Words before a number with dots that is a version.")] = ()
    placeholders: Annotated[
        Texts, Meta(description="Parts of what stands for a secret, in lower case: example, changeme.")
    ] = ()
    passwords: Annotated[Texts, Meta(description="Whole passwords that stand for one, in lower case.")] = ()


__all__ = ["ConductWords", "PrivacyWords"]
