"""Reading a template: from its outline to the shape that reports must have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec.structs import replace

from incidentlint.markdown import Prose, html_texts
from incidentlint.outline import (
    NO_LABEL,
    FieldNode,
    ListNode,
    Node,
    Outline,
    SectionNode,
    TableNode,
    TextNode,
    own_texts,
)
from incidentlint.template.alternatives import question_above
from incidentlint.template.begun_items import begun_items
from incidentlint.template.comments import template_comments
from incidentlint.template.find_slots import has_slot, template_slots
from incidentlint.template.groups import with_groups
from incidentlint.template.hint_labels import hint_starts, legend_starts
from incidentlint.template.legends import fields_of_legend, is_listed_legend, legend_of, words_of_tables
from incidentlint.template.page_above import without_page_above
from incidentlint.template.placeholder_names import with_names_of_values
from incidentlint.template.quoted_slots import names_slots
from incidentlint.template.read_fields import read_field
from incidentlint.template.read_lists import read_list
from incidentlint.template.read_sections import read_section
from incidentlint.template.read_tables import read_table
from incidentlint.template.read_texts import is_page, may_stay, read_text
from incidentlint.template.reading import Path, Reading, Told, calls_itself_template
from incidentlint.template.sample_links import links_to_nowhere
from incidentlint.template.shape import Shape, ShapeNode, deletions, make_shape
from incidentlint.template.slot_types import Slot, SlotType
from incidentlint.template.stated_marks import marks_told
from incidentlint.template.stated_sections import orders_told
from incidentlint.template.tags import without_tags
from incidentlint.text import SpanSet, normalise
from incidentlint.vocabulary import (
    Lexicon,
    deleted_marks,
    deleted_starts,
    either,
    is_request,
    is_to_be_deleted,
    phrases,
    staying_marks,
    title_requests,
    title_words,
)


def read_shape(
    template: Outline, lexicon: Lexicon, texts: Mapping[str, Told] = {}, page: Outline | None = None
) -> Shape:
    """The shape of a template, without any overrides; `texts` says what some are, by how they begin.

    `page` is what stands around one that is to be copied from a code block: it may explain the levels of severity.
    """
    template = _with_its_title(template, lexicon)
    known = {normalise(start): told for start, told in texts.items()}
    said, prompts = _texts_of(template), lexicon.words.prompts
    known |= {normalise(start): "instruction" for text in said for start in deleted_starts(text, prompts)}
    starts = (*hint_starts(template, lexicon), *legend_starts(template, lexicon))
    known |= {start: "kept" for start in starts if start not in known}
    deleted = SpanSet(deletions(template.document, lexicon))
    comments = template_comments(template.document)
    going = frozenset(mark for text in said for mark in deleted_marks(text, prompts))
    staying = frozenset(mark for text in said for mark in staying_marks(text, prompts))
    at = Reading(
        template,
        lexicon,
        deleted,
        _siblings,
        texts=known,
        going=going,
        staying=staying,
        comments=comments,
        used=words_of_tables(template),
    )
    slotted = [title for title in template.titles if _title_slots(title.title, lexicon)]
    chosen = next(iter((*slotted, *template.titles)), None)
    title = _title(chosen, at) if chosen else None
    sections = at.beside(_once(template.sections), ())
    sections = without_page_above(sections, template, chosen, at) if slotted and chosen else sections
    nodes = [*at.beside(_preamble(template), ()), *_below_title(sections, title)]
    nodes += _boxes(template, lexicon)
    constants = frozenset(other.label.key for other in template.titles if other is not chosen)
    legend = legend_of(template, lexicon) or (legend_of(page, lexicon) if page else ())
    coded, marks = _coded(template, at), tuple(marks_told(said, lexicon))
    orders = tuple(orders_told(template, (comment.text for comment in template.document.comments)))
    shape = make_shape(
        title,
        nodes,
        constants,
        deletes=bool(at.deleted),
        legend=legend,
        coded=coded,
        marks=marks,
        orders=orders,
        links=links_to_nowhere(template, lexicon),
        begun=begun_items(template, lexicon),
    )
    return with_names_of_values(without_tags(shape, lexicon), lexicon)


def _with_its_title(template: Outline, lexicon: Lexicon) -> Outline:
    """A template whose title only says that it is one, with the heading below that is a report's title as its title.

    ``# Postmortem template``, ``## Postmortem: [Title]``; what is below that one heads the report.
    """
    first, *others = template.sections or (None,)
    only = template.titles[0] if len(template.titles) == 1 else None
    if first is None or only is None or len(others) < _SECTIONS or any(True for _ in first.sections):
        return template
    if not calls_itself_template(only.title.text, lexicon) or _title_slots(only.title, lexicon):
        return template
    titles = phrases(lexicon.words.prompts.titles)
    slots = template_slots(first.title, lexicon, place="heading")
    if not any(titles.fullmatch(slot.text.strip(_SIGNS)) for slot in slots):
        return template
    preamble = (*template.preamble, *first.children)
    return replace(template, titles=(*template.titles, first), preamble=preamble, sections=tuple(others))


_SECTIONS = 2
"""So many sections beside a heading with a title's slot make it the report's title, and no sample of an entry."""

_SIGNS = "[]<>{}\\*_ "


def _boxes(template: Outline, lexicon: Lexicon) -> Iterator[ShapeNode]:
    """The boxes of HTML in which a template speaks to its writer, and its comments that say that they are to go."""
    words, document = lexicon.words.prompts, template.document
    for span, text in html_texts(document):
        guide: Literal["", "prompt", "delete"] = "prompt" if is_request(text, words) else ""
        guide = "delete" if is_to_be_deleted(text, words) else guide
        if guide:
            line = document.source.position(span.start).line
            yield ShapeNode("text", NO_LABEL, (), line, guide=guide, constant=normalise(text))
    for comment in document.comments:
        if is_to_be_deleted(" ".join(comment.text.split()), words):
            line = document.source.position(comment.span.start).line
            yield ShapeNode("text", NO_LABEL, (), line, guide="delete", constant=normalise(comment.text))


def _coded(template: Outline, at: Reading) -> frozenset[str]:
    """The inline code of a template that holds a slot: ``docs/policies/<file>.md``; brackets alone are told of."""
    kept = SpanSet(node.span for node in template.walk() if isinstance(node, TextNode) and may_stay(node, at))
    return frozenset(
        text
        for node in template.walk()
        if not kept.overlaps(node.span)
        for prose in own_texts(node, code=False, cells=True, values=True)
        for mark in prose.marks
        if mark.kind == "code" and has_slot(text := prose.text[mark.start : mark.end])
        if any(char.isalnum() for char in text) and not names_slots(text, at.lexicon)
        if not (isinstance(node, TextNode) and is_page(text))  # says where a report is to be kept
        if not _is_mark_in_sentence(text, prose)
    )


def _is_mark_in_sentence(code: str, prose: Prose) -> bool:
    """Whether code is a word in square brackets that a sentence speaks of: ``Search the logs for `[router]` lines``."""
    return _MARK.fullmatch(code) is not None and len(prose.text.replace(code, "").split()) >= _SENTENCE


_MARK = re.compile(r"\[[a-z][a-z\d]*[-_:.][\w:.-]+\]")

_SENTENCE = 4


def _texts_of(template: Outline) -> list[str]:
    """The comments and paragraphs of a template."""
    texts = [comment.text for comment in template.document.comments]
    return texts + [
        " ".join(line.text for line in node.lines) for node in template.walk() if isinstance(node, TextNode)
    ]


def _preamble(template: Outline) -> list[Node]:
    """What comes before the first section; the front matter of an issue template is none of the report's."""
    front_matter = template.document.front_matter
    keys = {entry.key.text for entry in front_matter.entries} if front_matter else set()
    if {"name", "about"} <= keys:
        return [
            node for node in template.preamble if not (isinstance(node, FieldNode) and node.origin == "front-matter")
        ]
    return list(template.preamble)


def _once(sections: tuple[SectionNode, ...]) -> tuple[SectionNode, ...]:
    """The sections of a template that is in its file more than once: to be copied, or filled in as an example."""
    keys = [(section.level, section.label.key) for section in sections]
    for count in range(2, len(keys) // 2 + 1):
        if all(keys[index] == keys[index % count] for index in range(len(keys))) and len(keys) % count == 0:
            return sections[:count] if len(set(keys[:count])) == count else sections
    return sections


def _title(node: SectionNode, at: Reading) -> ShapeNode:
    slots = _title_slots(node.title, at.lexicon)
    constant = "" if slots else normalise(node.title.text)
    guide: Literal["", "title"] = "title" if constant and calls_itself_template(constant, at.lexicon) else ""
    return ShapeNode(
        "title",
        node.label,
        (),
        at.line(node.heading),
        level=1,
        slots=slots,
        constant=constant,
        required=bool(slots) and node.level == 1,  # at a lower level a report's page has the title
        guide=guide,
    )


def _below_title(nodes: tuple[ShapeNode, ...], title: ShapeNode | None) -> tuple[ShapeNode, ...]:
    """The sections of a template; a lone one over all others is its title at a lower level, which a report changes."""
    only = nodes[0] if len(nodes) == 1 and title is None else None
    if only is None or only.kind != "section" or not any(child.kind == "section" for child in only.children):
        return nodes
    return (replace(only, required=False),)


def _siblings(nodes: Iterable[Node], path: Path, at: Reading) -> tuple[ShapeNode, ...]:
    here = [node for node in nodes if not at.deleted.has(node.span.start)]
    legends = fields_of_legend(here, at.lexicon)
    found: list[ShapeNode] = []
    for number, node in enumerate(here):
        if number not in legends:
            question = question_above(node, here[number - 1] if number else None, at.lexicon)
            made = _node(node, path, at)
            if number > 1 and _says_or(here[number - 1], at):
                made = (replace(shape, required=False) for shape in made)
            found += (_answering(shape, question) for shape in made)
    return tuple(with_groups(tuple(_with_samples(found)), path, at.lexicon))


def _says_or(node: Node, at: Reading) -> bool:
    """Whether a text says that what is before it may be there instead of what follows: ``OR`` alone."""
    text = " ".join(line.text for line in node.lines) if isinstance(node, TextNode) else ""
    return text.strip(" *_–—-.:").casefold() in at.lexicon.words.slots.or_


def _answering(shape: ShapeNode, question: str | None) -> ShapeNode:
    """The shape of a list of boxes that answer a question, if it is one."""
    if question is None or shape.kind != "list" or shape.sample:
        return shape
    return replace(shape, one_ticked=True, says=(question,))


def _node(node: Node, path: Path, at: Reading) -> Iterable[ShapeNode]:
    if isinstance(node, SectionNode):
        return read_section(node, path, at)
    if isinstance(node, FieldNode):
        return read_field(node, path, at)
    if isinstance(node, TableNode):
        return read_table(node, path, at)
    if isinstance(node, ListNode):
        return () if is_listed_legend(node, at.lexicon, at.used) else read_list(node, path, at)
    return read_text(node, path, at)


def _with_samples(nodes: list[ShapeNode]) -> Iterator[ShapeNode]:
    """The nodes; a label that is repeated among them names samples, and such sections are not required."""
    first: dict[tuple[str, bool], int] = {}
    samples: set[int] = set()
    optional: set[int] = set()
    for index, node in enumerate(nodes):
        if node.kind in ("field", "section") and node.label.key:
            # the front matter and the body say one thing twice, and neither is a sample
            before = first.setdefault((node.label.key, node.origin == "front-matter"), index)
            if before != index and not node.guide:
                samples |= {before, index}
                optional |= {before, index} if node.kind == "section" else set()
    for index, node in enumerate(nodes):
        if index in samples:
            yield replace(node, sample=True, required=False if index in optional else node.required)
        else:
            yield node


def _title_slots(title: Prose, lexicon: Lexicon) -> tuple[Slot, ...]:
    """The slots of a title: those of a heading, words that stand for the title or ask for it, and marks before it."""
    slots = template_slots(title, lexicon, place="heading")
    wholes = [*title_words(title.text, lexicon.words.prompts), *title_requests(title.text, lexicon.words.prompts)]
    slots += [
        Slot(title.text[start:end], start, end, SlotType("text"), whole=True)
        for start, end in dict.fromkeys(wholes)
        if not any(slot.start < end and start < slot.end for slot in slots)
    ]
    mark = re.match(rf"\s*({either(lexicon.words.answers.marks)}(?:\([^()]{{1,30}}\))?)(?=\s?[:：])", title.text)
    if mark is not None:
        slots.append(Slot(mark[1], *mark.span(1), SlotType("text"), exact=True))
    return tuple(sorted(slots, key=lambda slot: slot.start))
