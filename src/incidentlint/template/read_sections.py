"""The sections of a template."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from incidentlint.markdown import Code, Quote
from incidentlint.outline import FieldNode, ListNode, Node, SectionNode, TableNode, TextNode, said, walk
from incidentlint.template.comments import commented
from incidentlint.template.find_slots import template_slots
from incidentlint.template.legends import is_legend, is_listed_legend
from incidentlint.template.option_lists import option_list
from incidentlint.template.reading import (
    BARE_NUMBER,
    Path,
    Reading,
    calls_itself_template,
    is_for_readers,
    is_moment,
    listed_levels,
    offers_boxes,
    states_zone,
)
from incidentlint.template.sample_links import names_file
from incidentlint.template.shape import ShapeNode
from incidentlint.template.slot_types import Slot, SlotType
from incidentlint.text import SpanSet, normalise
from incidentlint.vocabulary import (
    Lexicon,
    asked,
    asks,
    deletes_section,
    either,
    is_contact,
    is_kept,
    is_notice,
    key_of,
    phrases,
    states,
)


def read_section(node: SectionNode, path: Path, at: Reading) -> tuple[ShapeNode, ...]:
    """What a template's section demands; a heading over one value and nothing else is a field.

    Of a section that says that it is to be deleted, what follows those words is beside it.
    """
    told = next(
        (child for child in node.children if isinstance(child, TextNode) and _deletes(child, at.lexicon)),
        None,
    )
    if told is None:
        return _parted(node, path, at) or (_section(node, path, at),)
    after = [child for child in node.children if child.span.start > told.span.start]
    guide = ShapeNode("section", node.label, path, at.line(node.heading), level=node.level, guide="section")
    return (guide, *at.beside(after, path))


def _parted(node: SectionNode, path: Path, at: Reading) -> tuple[ShapeNode, ...]:
    """The sections below a heading that only says whether they are needed, which a report may leave out itself.

    ``Required sections``, ``Optional sections``. None for any other heading, and one with a text of its own.
    """
    words = at.lexicon.words.guide
    free = phrases(words.optional_parts).fullmatch(node.label.key) is not None
    if not free and phrases(words.required_parts).fullmatch(node.label.key) is None:
        return ()
    if not node.children or not all(isinstance(child, SectionNode) for child in node.children):
        return ()
    below = at.beside(node.children, path)
    return tuple(replace(child, required=False) for child in below) if free else below


def _deletes(node: TextNode, lexicon: Lexicon) -> bool:
    """Whether a text says that its section is to be deleted, not when: ``Sev 1 only, else delete this section``."""
    words = lexicon.words.prompts
    if isinstance(node.block, Code) or not any(deletes_section(line.text, words) for line in node.lines):
        return False
    gates = lexicon.words.gates
    severity = lexicon.words.severity
    levels = tuple({word for words in (*severity.scales, *severity.forms) for word in words if len(word) > 1})
    levelled = phrases(gates.levels_before, "", rf"\s(?:[^\W\d]{{1,12}}\s)?(?:[A-Za-z]{{1,8}}[ -]?\d|{either(levels)})")
    return not any(
        phrases((*gates.only, *gates.dropped_else, *gates.in_case)).search(line.text) or levelled.search(line.text)
        for line in node.lines
    )


def _section(node: SectionNode, path: Path, at: Reading) -> ShapeNode:
    gates = at.lexicon.words.gates
    restricts = phrases(gates.only, r"\W{1,2}(?:\w[\w /,&+-]{0,30}\s)?", r"\b[^\[\]{}]{0,30}\W{1,2}")
    demands = phrases(gates.demands, r"\[", r"\]")
    mark = demands.search(node.title.text)
    slots = tuple(
        slot
        for slot in template_slots(node.title, at.lexicon, place="heading")
        if not (restricts.fullmatch(slot.text) or _is_form(slot, node.title.text))  # `Refunds [P1 only]`
        and not demands.fullmatch(slot.text)  # `Lessons [REQUIRED]`
    )
    shape = ShapeNode("section", node.label, path, at.line(node.heading), level=node.level, slots=slots)
    if node.label.key in at.lexicon.guide_sections:
        return replace(shape, guide="section")
    if mark is not None and (bare := node.title.text[: mark.start()].strip()):
        shape = replace(shape, aliases=(bare,))
    if called := _called_template(node.title.text, at.lexicon):
        shape = replace(shape, aliases=(*shape.aliases, called))
    says = tuple(_says(node, at))
    example = _is_example(node, at.lexicon)
    kept = example or is_kept(node.label.key, at.lexicon.words.prompts) or (not path and _tells_readers(node, at))
    children = replace(at, says=says).below(node.children, (*path, node.label.text), kept=kept)
    if _has_sample_headings(node, at):
        children = tuple(replace(child, required=False) if child.kind == "section" else child for child in children)
    sample = bool(slots) or BARE_NUMBER.fullmatch(node.label.text) is not None
    filled = any(child.kind == "section" or _is_fillable(child) for child in children)
    sample = sample or _is_exemplified(node, at) or is_moment(node.title.text)
    spared = example or phrases(at.lexicon.words.guide.of_template).fullmatch(node.label.key) is not None
    spared = spared or (not filled and _may_go(node, at)) or _only_refers(node, children) or _is_title_of_form(node, at)
    prompts, asking = (frozenset(), False) if filled or spared else _prompts(node, at)
    shape = replace(
        shape,
        says=says,
        children=children,
        one_ticked=offers_boxes(children) and _is_question(node),
        sample=sample,
        required=not (sample or spared or _is_of_others(node, at)),
        why="a section of the template",
        prompts=prompts,
        asking=asking,
    )
    if not sample and (fielded := _heading_field(shape, at)):
        return fielded
    if not children and node.label.key in at.lexicon.roles["severity"]:
        return _severity_heading(shape, node, at)
    return shape


def _called_template(title: str, lexicon: Lexicon) -> str:
    """A title without the word that says that it is a template's: ``A.1 Report`` of ``A.1 Template: Report``."""
    word = phrases(lexicon.words.guide.templates, r"(?<![^\s])", r"\s?[:：]\s").search(title)
    return (title[: word.start()] + title[word.end() :]).strip() if word else ""


def _is_form(slot: Slot, title: str) -> bool:
    """Whether a slot of a title says which form the moments below it have: ``Times (local time, DD/MM/YYYY HH:MM)``."""
    return slot.type.kind in ("date", "time", "date-time") and any(
        note.start() < slot.start and slot.end < note.end() and title[: note.start()].strip()
        for note in _FORM_NOTE.finditer(title)
    )


_FORM_NOTE = re.compile(r"[(（][^()（）]*[^\W\d_]{4}[ ,:][^()（）]*[)）]")
"""Words, and the form of a moment beside them."""


def _may_go(node: SectionNode, at: Reading) -> bool:
    """Whether a section without anything to fill in speaks to the writer, or leads elsewhere: a report may drop it.

    So may one that holds a legend, and nothing that is asked.
    """
    legends = [child for child in node.children if _is_legend(child, at)]
    told = SpanSet(legend.span for legend in legends)
    texts = [prose.text for prose in said(node) if prose.text.strip() and not told.has(prose.span.start)]
    if texts and is_for_readers(node.label.key, at.lexicon):
        return True
    return bool(legends) and not any(asks(text, at.lexicon) for text in texts)


def _tells_readers(node: SectionNode, at: Reading) -> bool:
    """Whether a section beside the form is for its readers by its heading, and has nothing to fill in: ``Tips``."""
    return is_for_readers(node.label.key, at.lexicon) and not any(
        not slot.whole for text in said(node) for slot in template_slots(text, at.lexicon)
    )


def _is_example(node: SectionNode, lexicon: Lexicon) -> bool:
    """Whether a section is an example by its heading, and has nothing to fill in: ``Example of a good title``.

    Its items may ask each other: ``Why? The belt broke.`` One that is worked may have a table.
    """
    words = lexicon.words.guide
    named = phrases(words.examples, "", rf"(?:\s{either(words.examples_of)}\s.+)?").fullmatch(node.label.key) or any(
        phrases(words.examples, r"(?:\w{1,20}[ -]){0,2}?", r"(?:\s\w{1,20}){0,2}").fullmatch(part.strip())
        for part in _PARTS.split(node.title.text)
    )
    worked = " " in node.label.bare and phrases(words.examples).fullmatch(node.label.bare) is not None
    if not named and not worked:
        return False
    below = [each for each in walk(node.children) if isinstance(each, (SectionNode, TableNode))]
    parts = [node, *(each for each in below if isinstance(each, SectionNode))]
    texts = [prose for part in parts for prose in said(part) if prose.text.strip()]
    if not texts or asks(texts[0].text, lexicon) or (len(parts) == 1 and below and not worked):
        return False
    return not any(slot for text in texts for slot in template_slots(text, lexicon) if not slot.whole)


_PARTS = re.compile(r"[:：]|\s[–—|-]\s")
"""Between the parts of a heading: ``Annex A - Short example``."""


def _is_title_of_form(node: SectionNode, at: Reading) -> bool:
    """Whether the first heading of several on one level says that this is a template: a report has its own."""
    first = next(iter(at.template.sections), None)
    called = calls_itself_template(node.title.text, at.lexicon)
    return node is first and called and not at.template.titles and len([*at.template.sections]) > 1


def _is_of_others(node: SectionNode, at: Reading) -> bool:
    """Whether a section is the template of another text, which some reports need: ``Status page template``."""
    words = at.lexicon.words.guide
    name = rf"(?:\A{either(words.templates)} {either(words.title_of)}|(?<=\s){either(words.templates)}\Z)"
    first = next(iter(at.template.sections), None)
    return node is not first and not any(True for _ in node.sections) and bool(re.search(name, node.label.bare))


def _only_refers(node: SectionNode, children: tuple[ShapeNode, ...]) -> bool:
    """Whether a section has a table of what holds for any report, and nothing to fill in."""
    below = (each for child in children for each in child.walk())
    if any(each.required is True or each.slots or each.box or each.kind == "section" for each in below):
        return False
    return any(map(_is_reference, walk(node.children)))


def _is_reference(node: Node) -> bool:
    """Whether a table is full of words that hold for any report."""
    if not isinstance(node, TableNode) or len(node.rows) < _SEVERAL or len(node.columns) < _SEVERAL:
        return False
    cells = [cell.text for row in node.rows for cell in row.cells]
    return all(map(str.strip, cells)) and not any(map(is_moment, cells))


_SEVERAL = 3
"""So many rows and columns that are filled are no sample."""


def _is_legend(node: Node, at: Reading) -> bool:
    if isinstance(node, TableNode):
        return is_legend(node, at.lexicon)
    return isinstance(node, ListNode) and is_listed_legend(node, at.lexicon, at.used)


def _has_sample_headings(node: SectionNode, at: Reading) -> bool:
    """Whether a section says that the headings below it are examples: a report has those that it needs."""
    said_so = phrases(at.lexicon.words.guide.sample_headings)
    return any(True for _ in node.sections) and any(said_so.search(text) for text in _says(node, at))


def _is_exemplified(node: SectionNode, at: Reading) -> bool:
    """Whether a heading is a label with an example after it: ``Date: July 1, 2020``, ``Owner: Jane Doe``."""
    label, colon, value = node.title.text.partition(":")
    value = value.strip()
    if not colon or not value:
        return False
    key = key_of(label)
    named = (*at.lexicon.roles.values(), *at.lexicon.columns.values())
    return is_moment(value) or any(key in labels for labels in named)


def _severity_heading(shape: ShapeNode, node: SectionNode, at: Reading) -> ShapeNode:
    """A heading that says severity over bare options: ``P0 / P1 / P2``. Below others such a line is prose.

    They may be in a comment, with nothing else below the heading.
    """
    said = option_list(shape.says[0], at.lexicon) if len(shape.says) == 1 and not node.children else None
    if said is not None and said.type.kind == "choice" and len(said.type.options) >= _SEVERAL:
        return replace(shape, kind="field", origin="heading", type=said.type, why="a heading over its options")
    only = node.children[0] if len(node.children) == 1 else None
    if isinstance(only, TextNode) and not isinstance(only.block, Code) and len(only.lines) == 1:
        slots = template_slots(only.lines[0], at.lexicon, whole=True)
        if len(slots) == 1 and slots[0].type.kind == "choice":
            return replace(
                shape,
                kind="field",
                origin="heading",
                prompts=frozenset(),
                slots=(slots[0],),
                type=slots[0].type,
                why="a heading over its options",
            )
    return shape


def _heading_field(shape: ShapeNode, at: Reading) -> ShapeNode | None:
    """The field that a heading is over one value and nothing else but what the writer is told; None over more.

    Levels of severity may have more beside them: ``Why this level: [reason]``.
    """
    asked = [child for child in shape.children if not child.guide]
    levels = [(child, options) for child in asked if (options := listed_levels(shape.label, child, at.lexicon))]
    if len(levels) == 1 and all(child.kind in ("field", "text") for child in asked if child is not levels[0][0]):
        value, options = levels[0]
        only = replace(value, type=SlotType("choice", options=options, closed=True), slots=())
    elif len(asked) == 1:
        only = value = asked[0]
        typed = only.kind == "text" and only.type is not None and only.type.kind not in ("text", "sentences")
        if not typed and only.origin != "ballot":
            return None
    else:
        return None
    return replace(
        shape,
        kind="field",
        origin="heading",
        slots=only.slots,
        type=only.type,
        one_ticked=only.one_ticked,
        why="a heading over one slot",
        children=tuple(child for child in shape.children if child is not value),
    )


def _says(node: SectionNode, at: Reading) -> Iterator[str]:
    """The paragraphs and comments that are right below a heading, and a comment on the line above it."""
    end = next((child.span.start for child in node.sections), node.span.end)
    source = at.template.document.source
    line_of = source.line_of
    for child in node.children:
        if isinstance(child, TextNode) and not isinstance(child.block, Code):
            yield from (at.without_mark(commented(line.text) or line.text) for line in child.lines)
        elif isinstance(child, FieldNode) and child.origin == "plain" and child.whole is not None:
            yield at.without_mark(commented(child.whole.text) or child.whole.text)
        elif isinstance(child, FieldNode) and child.origin == "lead":
            yield child.label.text
    for comment in at.comments:
        below = line_of(comment.span.end) + 1
        inside = node.heading.start <= comment.span.start < end and not source.line_text(below).startswith("#")
        if inside or (comment.span.end <= node.heading.start and below == line_of(node.heading.start)):
            yield comment.text


def _is_question(section: SectionNode) -> bool:
    return section.title.text.rstrip(" *_").endswith(("?", "？", "؟"))


def _prompts(section: SectionNode, at: Reading) -> tuple[frozenset[str], bool]:
    """The texts of a section in which nothing else can be filled in, normalised, and whether they are known to ask.

    None where they are constant: where the section is the template's own, or says a zone, a notice or a statement.
    """
    texts = [prose for prose in said(section) if prose.text.strip() and at.told(prose.text) != "kept"]
    lexicon = at.lexicon
    if any(at.told(prose.text) for prose in texts):
        return frozenset(normalise(prose.text) for prose in texts), True
    words, key, question = lexicon.words.prompts, section.label.key, _is_question(section)
    texts = [prose for prose in texts if not is_contact(prose.text, words)]
    if texts and all(names_file(prose) for prose in texts):
        return frozenset(), False
    if is_kept(key, words) or any(states_zone(prose.text, words) or is_notice(prose.text, words) for prose in texts):
        return frozenset(), False
    # In a quote alone below a heading a template speaks to its writer, as in italics.
    aside = SpanSet(
        child.span for child in section.children if isinstance(child, TextNode) and isinstance(child.block, Quote)
    )
    asking = any(
        asked(prose.text, key, lexicon, question=question, italic=prose.italic or aside.has(prose.span.start))
        for prose in texts
    )
    if not asking and any(states(prose.text, words) for prose in texts):
        return frozenset(), False
    return frozenset(normalise(prose.text) for prose in texts), asking


def _is_fillable(node: ShapeNode) -> bool:
    """Whether a node of the template has a place to be filled in, or boxes."""
    if (node.guide and node.guide != "value") or (node.sample and node.kind == "field"):
        return False
    return bool(
        node.required is not False or node.slots or node.box or node.columns or any(map(_is_fillable, node.children))
    )
