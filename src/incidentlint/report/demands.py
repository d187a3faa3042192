"""What still holds of the template's demands, given what a report says around them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import islice

from incidentlint.markdown import Break, Html, Prose
from incidentlint.outline import Node, SectionNode, TableNode, said_below
from incidentlint.report.bound import Bound
from incidentlint.report.report import Report, Row
from incidentlint.report.values import Value
from incidentlint.template import ShapeNode
from incidentlint.text import normalise
from incidentlint.vocabulary import (
    is_bare_waiver,
    is_none,
    is_todo,
    key_of,
    leading_none,
    offers_waiver,
    phrases,
    waiver,
)


def wanted(report: Report, bound: Bound) -> bool:
    """Whether the nodes around a missing one demand it: not if one is empty, or says None, a waiver or TBD."""
    parent = bound.parent
    if parent is None:
        return True
    below = report.once(f"wanted below {parent.shape.index}", lambda: _wanted_below(report, parent))
    return below and not _is_answered_in_prose(report, bound)


def _wanted_below(report: Report, parent: Bound) -> bool:
    above: Bound | None = parent
    while above is not None:
        if above.shape.kind == "section" and (
            is_left_empty(above)
            or says_only_none(report, above)
            or bare_waiver(report, above) is not None
            or _is_ticked_off(report, above)
        ):
            return False
        above = above.parent
    return report.active(parent)


def _is_ticked_off(report: Report, section: Bound) -> bool:
    """Whether a ticked box of a section says that it does not apply: ``[x] Not applicable``."""
    boxes = [item for part in section.children for item in (part, *part.children) if item.shape.box]
    made = [item for item in boxes if item.check is not None and item.check.made]
    return len(made) == 1 and is_bare_waiver(made[0].shape.label.text, report.lexicon)


def _is_answered_in_prose(report: Report, bound: Bound) -> bool:
    """Whether a question is missing where its section keeps none of the template's, and tells all in its own words.

    So does one whose heading asks for its only field: ``Which level was it?``, and below it ``Yellow, nobody waited``.
    """
    section = bound.parent
    if section is None or not isinstance(section.node, SectionNode):
        return False
    if section.shape.label.text.endswith(_ASKS) and [child.shape for child in section.children] == [bound.shape]:
        return bound.shape.origin != "lead" and any(line.text.strip() for line in said_below(section.node))
    if not _is_question(bound):
        return False
    return report.once(
        f"no question below {section.shape.index}",
        lambda: not any(_is_question(other) and other.present for other in section.children),
    )


def _is_question(bound: Bound) -> bool:
    return bound.shape.origin == "lead" and bound.shape.label.text.endswith(_ASKS)


_ASKS = ("?", "？", "؟")


_TWO = 2
"""What says more than one thing is asked no further."""


def is_left_empty(bound: Bound) -> bool:
    """Whether a section's heading has nothing below it, and nothing of it is elsewhere."""
    node = bound.node
    return isinstance(node, SectionNode) and node.empty and not any(child.present for child in bound.children)


def says_none(report: Report, bound: Bound) -> bool:
    """Whether the section of a table or list says None, or why it does not apply.

    Of a table that need not have entries a sentence may say so: ``None left after the review.``
    """
    section = bound.parent
    if section is None:
        return False
    if says_only_none(report, section) or _is_waived_as_offered(report, section, bound):
        return True
    if bound.shape.kind != "table" or not bound.shape.sample or section.node is None:
        return False
    if any(told.shape.index in (section.shape.index, bound.shape.index) for told in report.role("timeline")):
        return False  # of any incident there is something to tell
    only = _only_text(report, section.node, section)
    if only is None or leading_none(only.text, report.lexicon) is not None:
        return False
    return len(only.text) <= _SENTENCE or len(only.text.partition(". ")[0]) <= _FEW_WORDS  # `None found. The log ...`


_SENTENCE, _FEW_WORDS = 120, 30
"""Letters of a text that says that there is none, and nothing else; of a first sentence that says so."""


def says_only_none(report: Report, bound: Bound) -> bool:
    """Whether all that a section or lead says is None, or why it does not apply."""
    if bound.node is None:
        return False
    if bound.waived:
        return True
    only = _only_text(report, bound.node, bound)
    return only is not None and (
        leading_none(only.text, report.lexicon) is True
        or waiver(only.text, report.lexicon) is not None
        or is_todo(only.text, report.lexicon)
    )


def _only_text(report: Report, node: Node, bound: Bound) -> Prose | None:
    """The one text below a node that its template does not say; None for none, or for several.

    What is behind a rule is a footer.
    """
    kept = _normalised(bound.shape.says)
    rules = report.once("rules", lambda: _rules(report))
    end = rules.get(node.heading.start) if isinstance(node, SectionNode) else None
    texts_of = (line for line in said_below(node) if end is None or line.span.start < end)
    own = (line for line in texts_of if not kept or not _is_said(normalise(line.text), kept))
    texts = [*islice(own, _TWO)]
    return texts[0] if len(texts) == 1 else None


def _rules(report: Report) -> dict[int, int]:
    """Where the first rule behind a text is, by where the heading of its section begins."""
    found: dict[int, int] = {}
    for section in report.document.root.walk():
        said = False
        for block in section.blocks:
            if isinstance(block, Break) and said:
                found[section.heading.start] = block.span.start
                break
            said = said or not isinstance(block, (Break, Html))
    return found


@lru_cache(maxsize=256)
def _normalised(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(normalise, texts))


def _is_said(text: str, kept: frozenset[str]) -> bool:
    """Whether a line is a text of the template, perhaps behind a mark of its own: ``Hint: amounts in EUR.``."""
    return text in kept or (":" in text and text.partition(":")[2].strip() in kept)


def bare_waiver(report: Report, bound: Bound) -> Prose | None:
    """The ``N/A`` that is all a section says beside what its template says there, unless that offers it."""
    node = bound.node
    if bound.shape.kind != "section" or not isinstance(node, SectionNode) or any(True for _ in node.sections):
        return None
    only = _only_text(report, node, bound)
    if only is None or not is_bare_waiver(only.text, report.lexicon):
        return None
    return None if any(_is_offer(text, report) for text in bound.shape.says) else only


def _is_waived_as_offered(report: Report, section: Bound, bound: Bound) -> bool:
    """Whether all that a section says is N/A, which the template offers between its heading and a table or list."""
    only = _only_text(report, section.node, section) if section.node is not None else None
    if only is None or not is_bare_waiver(only.text, report.lexicon):
        return False
    lines = template_lines(report)[section.shape.line : bound.shape.line - 1]
    return any(_is_offer(sentence, report) for line in lines for sentence in _SENTENCES.split(line))


def does_not_apply(report: Report, row: Bound, *, signed: bool = False) -> bool:
    """Whether a row says in one of its cells that it does not apply, and nothing in the others.

    One of several cells needs no reason: who was told nothing was told at no time, by nobody. The only cell of a
    row, and one that is to be `signed`, has to say why, unless the template lets the row go, or tells its writers to
    put N/A there.
    """
    values = [cell.value for cell in row.children if cell.value is not None]

    def offered() -> bool:
        lets_go = report.demanded(row.shape.required) is not True or _offers_waiver(report, row)
        return lets_go or (not signed and len(values) >= _FEWEST)

    return _nothing_applies(report, values, offered)


_FEWEST = 2


def is_row_without(report: Report, table: Bound, row: Row) -> bool:
    """Whether a row of a sample table says behind its first cell that there is nothing, and nothing more.

    Its name may say when it applies: ``Regulator (only with personal data) | n/a | -``.
    """
    if len(row.values) < _FEWEST:
        return False
    (first, name), *others = sorted(row.values.items())
    if table.shape.columns[first].role:
        return False  # an entry of a timeline, or an action
    gates = report.lexicon.words.gates
    return _nothing_applies(
        report,
        [value for _, value in others],
        lambda: len(others) >= _FEWEST or phrases((*gates.only, *gates.if_), r"\(").search(name.text) is not None,
    )


def _nothing_applies(report: Report, values: list[Value], offered: Callable[[], bool]) -> bool:
    if any(value.state not in ("waived", "empty") and not _is_no(report, value) for value in values):
        return False
    if any(value.state == "waived" or _is_no(report, value) for value in values):
        return True
    return any(value.problem for value in values) and offered()


def _is_no(report: Report, value: Value) -> bool:
    return value.ok and is_none(value.text, report.lexicon)


def may_be_waived(report: Report, bound: Bound) -> bool:
    """Whether the template offers N/A on the line of a node or in its section, or asks for it only if there is any."""
    lines = template_lines(report)
    line = lines[bound.shape.line - 1] if bound.shape.line <= len(lines) else ""
    if _is_offer(line, report) or phrases(report.lexicon.words.gates.optional, r"\(", r"\)").search(line) is not None:
        return True
    gates = phrases(report.lexicon.words.gates.if_)
    sentences = (sentence for text in _said_in_section(bound) for sentence in _SENTENCES.split(text))
    return any(_is_offer(sentence, report) and gates.search(sentence) is not None for sentence in sentences)


def template_lines(report: Report) -> list[str]:
    """The lines of the template's file."""
    return report.once("lines of the template", lambda: report.pack.text.split("\n"))


_SENTENCES = re.compile(r"(?<=[.!?。])\s")


def _is_offer(text: str, report: Report) -> bool:
    """Whether a text offers N/A and asks for no reason."""
    answers = report.lexicon.words.answers
    reasoned = phrases((*answers.explanation, *answers.because)).search(text) is not None or "<" in text
    return offers_waiver(text, report.lexicon) and not reasoned


def _offers_waiver(report: Report, row: Bound) -> bool:
    """Whether the section of a row tells to put N/A into what does not apply."""
    return any(offers_waiver(text, report.lexicon) for text in _said_in_section(row))


def _said_in_section(bound: Bound) -> tuple[str, ...]:
    """What the template says right below the heading of the section that a node is in, nothing outside of one."""
    section = bound.parent
    while section is not None and section.shape.kind != "section":
        section = section.parent
    return section.shape.says if section is not None else ()


def is_ragged(report: Report, bound: Bound) -> bool:
    """Whether a missing row is there after all, with a wrong number of cells, which is another rule's finding."""
    table = bound.parent.node if bound.parent else None
    if bound.shape.origin != "row" or not isinstance(table, TableNode):
        return False
    rows = report.once(f"ragged rows {table.span.start}", lambda: _ragged_rows(table))
    return bound.shape.label.key in rows


def _ragged_rows(table: TableNode) -> set[str]:
    """The names of the rows that have a wrong number of cells."""
    return {key_of(row.cells[0].text) for row in table.rows if 0 < len(row.cells) != len(table.columns)}


def is_explanation(report: Report, shape: ShapeNode) -> bool:
    """Whether a field is the explanation of the ballot line before it."""
    parent = report.shape.parent(shape)
    siblings = parent.children if parent else ()
    labels = tuple(map(key_of, report.lexicon.words.answers.explanation))
    return shape.label.key.startswith(labels) and any(sibling.origin == "ballot" for sibling in siblings)
