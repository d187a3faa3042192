"""Figures of the summary: how many were affected, and what it cost, against the fields that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from incidentlint.checks.common import named
from incidentlint.checks.figures.amounts import Amount, amounts
from incidentlint.facts import tokens
from incidentlint.findings import Finding, Related
from incidentlint.grammars import Count, Figure, Money, find_quantities, slack_of_figures
from incidentlint.markdown import Prose
from incidentlint.outline import SectionNode, own_texts, walk
from incidentlint.report import Bound, Report
from incidentlint.vocabulary import SummaryWords

_SENTENCE = re.compile(r"(?<!\.\w)[.!?;](?:\s|$)|[。！？।]")  # i.e. and p.m. end none
_CLAUSE = re.compile(r"[.!?;,](?:\s|$)|[。！？।、，]")
_REACH = 240
_NEAR = 8
_DOUBT = 4


def sentence_at(text: str, start: int, end: int) -> tuple[str, str]:
    """What a sentence says before and after a place in it, of a very long one the nearest part."""
    before = _SENTENCE.split(text[max(0, start - _REACH) : start])[-1]
    return before, _SENTENCE.split(text[end : end + _REACH], maxsplit=1)[0]


def summary_texts(report: Report) -> Iterator[Prose]:
    """The texts of the summary that its writer wrote."""
    for bound in report.role("summary"):
        node = bound.node
        if node is None or bound.waived:
            continue
        for child in walk(node.children) if isinstance(node, SectionNode) else walk((node,)):
            if not report.is_guide(child.span):
                yield from own_texts(child, code=False)


def stated(report: Report, role: str) -> tuple[Bound, Amount] | None:
    """The figure that a role's value begins with."""
    for bound in report.role(role):
        if bound.value is not None and bound.value.ok:
            found = amounts(bound.value.prose, report.lexicon.words.figures)
            lead = bound.value.prose.text[: max(0, bound.value.prose.text.find(found[0].text))] if found else ""
            if found and set(tokens(lead)) <= set(report.lexicon.words.summary.skipped):
                return bound, found[0]
    return None


def counts(report: Report, texts: list[Prose]) -> Iterator[Finding]:
    """Counts of those of whom the users' value is, said to be affected: ``51 customers were affected``.

    So are those of what another label says that it was: ``Orders affected: 51``.
    """
    words = report.lexicon.words.summary
    found = stated(report, "users")
    named = [(noun, bound) for bound in report.walk() if (noun := _affected(bound, words))][:_MOST_NAMED]
    users = found is not None and isinstance(found[1].figure, Count)
    told = _told(texts) if users or named else []
    if found is not None and isinstance(found[1].figure, Count):
        yield from _counted(report, told, *found, _nouns(found[0], found[1].figure, words))
    for noun, bound in named:
        value = _begins_with_count(report, bound, noun)
        if value is not None:
            yield from _counted(report, told, bound, value, {noun}, said=True)


def _told(texts: list[Prose]) -> list[tuple[Prose, Count]]:
    """The counts of some texts."""
    return [(prose, f) for prose in texts for f in find_quantities(prose.text) if isinstance(f, Count)]


_MOST_NAMED = 8
"""So many fields tell what was affected."""


def _affected(bound: Bound, words: SummaryWords) -> str:
    """What a label says was affected, where it says nothing more and that is no people: ``Orders affected``."""
    if bound.shape.kind != "field" or bound.value is None or "users" in bound.shape.roles:
        return ""
    said = _label_words(bound.shape.label.text)
    others = [word for word in said if word not in words.affected]
    noun = others[0] if len(others) == 1 and len(said) == _PAIR else ""
    return "" if noun in words.people else noun.removesuffix("s")


@lru_cache(maxsize=1024)
def _label_words(label: str) -> tuple[str, ...]:
    return tuple(tokens(label))


_PAIR = 2
"""What was affected, and the word for it."""


def _counted(
    report: Report,
    counts: list[tuple[Prose, Count]],
    bound: Bound,
    amount: Amount,
    nouns: set[str],
    *,
    said: bool = False,
) -> Iterator[Finding]:
    """The counts of some nouns that a value does not have.

    `said`: where their sentence has a word for affected, and their digits are the same; others may be of a part.
    """
    words = report.lexicon.words.summary
    total = amount.figure
    if not isinstance(total, Count) or total.ambiguous:
        return
    known = _parts_of(report, bound, "") | _all_counts(report, nouns)
    told = [(prose, figure) for prose, figure in counts if _noun(figure) in nouns]
    mine = [(prose, figure) for prose, figure in told if _is_of_all(prose.text, figure, words)]
    if said:
        mine = [(prose, f) for prose, f in mine if f.value > 1 and _says_affected(prose.text, f, words)]
        mine = [(prose, f) for prose, f in mine if sorted(str(f.value)) == sorted(str(total.value))]
        known.add(total.value)
        if len(told) > 1 and sum(figure.value for _, figure in told) == total.value:
            return  # each is of a part
    if len({figure.value for _, figure in mine}) != 1:
        return
    for prose, figure in mine:
        slack = slack_of_figures(figure, total)
        if not figure.ambiguous and figure.value not in known and abs(figure.value - total.value) > slack:
            yield _disagree(prose, figure, bound, amount)


def _begins_with_count(report: Report, bound: Bound, noun: str) -> Amount | None:
    """The count that a value begins with, of some noun; numbers that things are called by are none: ``4, 7 and 9``."""
    if bound.value is None or not bound.value.ok:
        return None
    prose = bound.value.prose
    found = amounts(prose, report.lexicon.words.figures)
    first = found[0].figure if found else None
    if not isinstance(first, Count) or prose.text[: first.start].strip(" *_`") or first.value % 1:
        return None
    listed = re.match(r"([^\d.;:()]*)\d", prose.text[first.end :])
    named_so = listed is not None and {*tokens(listed[1])} <= {*report.lexicon.words.time.and_}
    return None if named_so or (first.noun and _noun(first) != noun) else found[0]


def _says_affected(text: str, figure: Count, words: SummaryWords) -> bool:
    """Whether the clause of a figure has a word for affected itself, and its sentence none of another time."""
    before, behind = sentence_at(text, figure.start, figure.end)
    if not {*tokens(before), *tokens(behind)}.isdisjoint((*words.elsewhere, *words.later)):
        return False
    clause = (*tokens(_CLAUSE.split(before)[-1]), *tokens(_CLAUSE.split(behind, maxsplit=1)[0]))
    return not {*clause}.isdisjoint(words.affected)


def _noun(figure: Count) -> str:
    noun = (figure.noun or "").casefold()
    return noun.removesuffix("s")


def _nouns(bound: Bound, total: Count, words: SummaryWords) -> set[str]:
    """What a value counts: its own noun or its label's; people are people, whatever they are called."""
    people = {word.removesuffix("s") for word in words.people}
    mine = {_noun(total)} if total.noun else {word.removesuffix("s") for word in tokens(bound.shape.label.text)}
    if mine & people:
        return people | (mine if total.noun else set())
    return mine if total.noun else set()


def _all_counts(report: Report, nouns: set[str]) -> set[Decimal]:
    """All counts with one of some nouns that fields of the report state."""
    return {
        figure.value
        for bound in report.walk()
        if bound.shape.kind == "field" and "users" not in bound.shape.roles and bound.value is not None
        for figure in find_quantities(bound.value.prose.text)
        if isinstance(figure, Count) and _noun(figure) in nouns
    }


def _is_of_all(text: str, figure: Count, words: SummaryWords) -> bool:
    """Whether a count is of all whom the incident affected, and not ``of``, ``another`` or ``at least`` some."""
    before, behind = sentence_at(text, figure.start, figure.end)
    told = tokens(before)
    if _is_part(before, told, words) or tokens(behind)[:1] in [[word] for word in words.of]:
        return False
    if any(word in words.affected for word in figure.words):
        return True
    narrower = tokens(behind)[len(figure.words) :][:2]
    if narrower[:1] and narrower[0] in words.narrowed and narrower[-1] in words.determiners:
        return False
    while told and told[-1] in words.skipped:
        told.pop()
    if told and told[-1] in words.affected:
        return True
    said = tokens(_CLAUSE.split(behind, maxsplit=1)[0])[: _NEAR + 2]
    return any(
        word in words.could or (word in words.affected and _was(said, index, words)) for index, word in enumerate(said)
    )


def _was(said: list[str], index: int, words: SummaryWords) -> bool:
    """Whether a verb comes before a word: ``were``, ``were briefly``."""
    return any(word in words.were for word in said[max(0, index - 2) : index])


def _is_part(before: str, told: list[str], words: SummaryWords) -> bool:
    """Whether the words before a number make it one of a part, a limit, or one more."""
    if before.rstrip()[-1:] in ("-", "–", "/"):
        return True
    last = told[-2:] if told and told[-1] in words.determiners else told[-1:]
    if last and last[0] in words.joined:
        return not before.rstrip()[: -len(last[0])].rstrip().endswith(",")
    return (bool(last) and last[0] in words.part) or _is_of_whole(told, words)


def _is_of_whole(told: list[str], words: SummaryWords) -> bool:
    """Whether some words end in ``of all``, ``of our``."""
    return len(told) > 1 and told[-2] in words.of and told[-1] in words.whole


def _parts_of(report: Report, bound: Bound, kind: str) -> set[Decimal]:
    """The figures that are parts of a total, and their sum: the summary may quote one of them.

    A total that is not its parts' sum is said there; a summary that has the sum is right.
    """
    found: set[Decimal] = set()
    whole = Decimal(0)
    for total in report.pack.totals:
        if report.of(report.shape.find(total.total)) is bound:
            for path in total.parts:
                part = report.of(report.shape.find(path))
                if part is not None and part.value is not None:
                    mine = [
                        amount.figure.value
                        for amount in amounts(part.value.prose, report.lexicon.words.figures)
                        if amount.kind == kind
                    ]
                    whole += sum(mine)
                    found |= set(mine)
    return found | {whole} if found else found


def _disagree(prose: Prose, figure: Figure, bound: Bound, amount: Amount) -> Finding:
    values = {"value": figure.raw, "label": f"{named(bound.label)} says", "other": amount.text}
    place = prose.source(figure.start, figure.end)
    return Finding(place, values, (Related(amount.span, named(bound.label)),), variant="summary")


def money(report: Report, texts: list[Prose]) -> Iterator[Finding]:
    """A loss in the summary that is neither the total nor any stated part, where no other sum of it is the total."""
    found = stated(report, "loss")
    if found is None or not isinstance(found[1].figure, Money) or found[1].figure.ambiguous:
        return
    bound, amount = found
    total = found[1].figure
    words = report.lexicon.words.summary
    known = _all_money(report, total.currency) | _parts_of(report, bound, total.currency)
    mine: list[tuple[Prose, Money, bool]] = []
    for prose in texts:
        for figure in find_quantities(prose.text):
            if not isinstance(figure, Money) or figure.currency != total.currency or figure.rate or figure.ambiguous:
                continue
            slack = slack_of_figures(figure, total)
            if abs(figure.value - total.value) <= slack:
                return
            right = any(abs(figure.value - value) <= slack for value in known)
            if right or _is_loss(prose.text, figure, words):
                mine.append((prose, figure, right))
    wrong = {figure.value for _, figure, right in mine if not right}
    if len(wrong) != 1 or sum((figure.value for _, figure, _ in mine), Decimal(0)) == total.value:
        return
    for prose, figure, right in mine:
        if not right:
            yield _disagree(prose, figure, bound, amount)


def _is_loss(text: str, figure: Money, words: SummaryWords) -> bool:
    """Whether a sum is what was lost: its sentence says so, and it is no limit, and no part of another sum."""
    before, behind = sentence_at(text, figure.start, figure.end)
    told, said = tokens(before), tokens(behind)
    if told and told[-1] in words.determiners and told[-1] not in words.whole:
        told.pop()
    if (told and told[-1] in words.limits) or _is_of_whole(told, words):
        return False
    if re.match(r"\s*(?:/|-)", behind) or any(said[: len(rate)] == rate for rate in map(str.split, words.rates)):
        return False
    if {*told, *said} & set(words.other_money) or set(told[-_DOUBT:]) & set(words.doubt):
        return False
    return bool({*told, *said} & set(words.loss))


def _all_money(report: Report, currency: str) -> set[Decimal]:
    """All sums that the fields of the report state."""
    found: set[Decimal] = set()
    for bound in report.walk():
        if bound.shape.kind == "field" and bound.value is not None and bound.value.text:
            figures = find_quantities(bound.value.prose.text)
            found |= {f.value for f in figures if isinstance(f, Money) and f.currency == currency}
    return found


__all__ = ["counts", "money", "sentence_at", "stated", "summary_texts"]
