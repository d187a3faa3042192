"""The paragraphs, quotes and code blocks of a template: slots, guide text, or constant."""

from __future__ import annotations

from msgspec.structs import replace

from incidentlint.markdown import Code, Prose, Quote
from incidentlint.outline import NO_LABEL, FieldNode, TextNode, said_below
from incidentlint.template.comments import commented
from incidentlint.template.find_slots import template_slots
from incidentlint.template.legends import is_quoted_legend
from incidentlint.template.quoted_slots import is_in_quotes
from incidentlint.template.reading import Path, Reading, begins_with_moment, states_zone
from incidentlint.template.shape import ShapeNode
from incidentlint.template.slot_patterns import slot_pattern
from incidentlint.template.slot_types import Slot, SlotType
from incidentlint.text import normalise
from incidentlint.vocabulary import (
    MILESTONES,
    Lexicon,
    Prompts,
    asks,
    deletes_section,
    is_contact,
    is_notice,
    is_prompt,
    is_request,
    is_to_be_deleted,
    phrases,
    speaks_of_forms,
)


def read_text(node: TextNode, path: Path, at: Reading) -> tuple[ShapeNode, ...]:
    """What a template's text demands; nothing where it is constant."""
    whole = " ".join(line.text for line in node.lines)
    shape = ShapeNode("text", NO_LABEL, path, at.line(node.span))
    code = isinstance(node.block, Code)
    if at.top and not code and _is_of_form(node, whole, at):
        return tuple(replace(shape, guide="delete", constant=text) for text in _that_go(node, whole, at))
    if may_stay(node, at) or (isinstance(node.block, Quote) and not at.going and _says_how(node, at)):
        return tuple(replace(shape, guide="stays", constant=normalise(line.text)) for line in node.lines)
    told = at.told(whole) if whole.strip() else None
    if told == "kept":
        return ()
    going = (isinstance(node.block, Quote) and "quote" in at.going) or (node.italic and "italic" in at.going)
    noted = not code and is_to_be_deleted(whole, at.lexicon.words.prompts)
    if told or going or noted or (not code and commented(whole) is not None):
        # What says when its section goes has done its work where the section stays.
        section = noted and not (told or going) and deletes_section(whole, at.lexicon.words.prompts)
        if section:
            return (replace(shape, guide="prompt", constant=normalise(whole)),)
        alone = (normalise(line.text) for line in node.lines if is_to_be_deleted(line.text, at.lexicon.words.prompts))
        # Of several paragraphs that go together, one that says so may be left alone.
        texts = dict.fromkeys((normalise(whole), *(alone if not code else ())))
        return tuple(replace(shape, guide="delete", constant=text) for text in texts)
    if is_quoted_legend(node, at.lexicon):
        return ()
    if not code and phrases(at.lexicon.words.prompts.stays).search(whole):
        return (replace(shape, constant=normalise(whole)),)  # whatever forms it speaks of
    if node.children:
        fields = _children(node, path, at)
        if not code or all(field.slots for field in fields):
            return fields
    if whole.strip() and not whole.strip(" .…") and not code:
        return (_of_slot(shape, Slot(whole.strip(), 0, len(whole.strip()), SlotType("text"), whole=True)),)
    found = [
        (slot, not code and (_is_mentioned(slot, line, at.lexicon) or _is_mark(slot, line.text, at.lexicon)))
        for line in node.lines
        for slot in template_slots(line, at.lexicon, place="code" if code else "text")
    ]
    slots = tuple(slot for slot, mentioned in found if not mentioned)
    if found and not slots:
        return ()
    if code:
        return (replace(shape, origin="item", slots=slots),) if slots else ()
    if speaks_of_forms(whole, at.lexicon.words.prompts) or _is_remark(whole):
        slots = tuple(slot for slot in slots if slot.type.kind not in ("date", "date-time", "time"))
    if slots or node.italic:
        return _marked(node, replace(shape, slots=slots), at.lexicon.words.prompts)
    return _plain(node, shape, at)


def _children(node: TextNode, path: Path, at: Reading) -> tuple[ShapeNode, ...]:
    """What is demanded by what is in a text; what a quote says and lists is for its writer, and no list of a report."""
    fields = at.beside(node.children, path)
    if not isinstance(node.block, Quote) or not any(line.text.strip() for line in node.lines):
        return fields
    return tuple(replace(each, required=False, min=0) if each.kind == "list" else each for each in fields)


_QUOTES = ("«»", "„“", "“”", "「」", "『』", '""', "‹›", "‚‘", "‘’")


def _that_go(node: TextNode, whole: str, at: Reading) -> dict[str, None]:
    """A text that speaks of its template as a whole, and the lines of it that do so, or that it is to be deleted."""
    prompts = at.lexicon.words.prompts
    lines = (line.text for line in node.lines)
    alone = (text for text in lines if _speaks_of_itself(text, at) or is_to_be_deleted(text, prompts))
    return dict.fromkeys(map(normalise, (whole, *alone)))


def _speaks_of_itself(text: str, at: Reading) -> bool:
    """Whether a text says that what it is in is a template, or to be copied, which no report is.

    That it is to be kept it may say as well.
    """
    words = at.lexicon.words
    return phrases(words.guide.of_itself).search(text) is not None and not phrases(words.prompts.stays).search(text)


def _is_of_form(node: TextNode, whole: str, at: Reading) -> bool:
    """Whether a text above all sections speaks of the template itself, or of the file that is to be made of it."""
    return not may_stay(node, at) and (_speaks_of_itself(whole, at) or _says_where(node, at.lexicon))


def _says_where(node: TextNode, lexicon: Lexicon) -> bool:
    """Whether a text tells its writer which file to make of it: ``Save it as `YYYY-MM-DD-<slug>.md` ``.

    Where reports are kept may stand in each of them, and a line that is the form alone is to be filled in.
    """
    told = phrases(lexicon.words.guide.filed, "", r"\W{0,3}\Z")
    for line in node.lines:
        for mark in line.marks:
            form = line.text[mark.start : mark.end]
            if mark.kind != "code" or not is_page(form) or len(line.text.split()) <= _HINT:
                continue
            made = any(piece.field or piece.hole for piece in slot_pattern(form).pieces)
            if made and told.search(line.text[max(0, mark.start - _BEFORE) : mark.start]):
                return True
    return False


_BEFORE = 60
"""No words before a form are longer."""


def _says_how(quote: TextNode, at: Reading) -> bool:
    """Whether a quote is of sentences alone that say how to write: ``> Each entry: HH:MM, then what happened.``."""
    texts = [*said_below(quote)] if quote.children else list(quote.lines)
    whole = " ".join(text.text for text in texts)
    if at.told(whole) or is_to_be_deleted(whole, at.lexicon.words.prompts) or commented(whole) is not None:
        return False
    if not texts or any(
        len(text.text.split()) < _HINT or not text.text.rstrip(" *_\n").endswith(_STOPS) for text in texts
    ):
        return False
    slots = [slot for text in texts for slot in template_slots(text, at.lexicon)]
    labelled = any(isinstance(child, FieldNode) for child in quote.children)
    return bool(slots or labelled) and all(slot.text[:1].isalnum() and slot.type.kind in _MOMENTS for slot in slots)


_STOPS = (".", "。")

_MOMENTS = ("date", "time", "date-time")


def _is_mentioned(slot: Slot, prose: Prose, lexicon: Lexicon) -> bool:
    """Whether a sentence speaks of a slot, which is in quotes there: ``Replace every "XXX" before you send it.``.

    Where slots are in quotes anyway, it is a request of those that write: ``Replace what is in «quotes».`` What is in
    the path of a page says where reports are kept: ``Copy this to `docs/YYYY-MM-DD-<slug>.md` and fill it in.``
    """
    text = prose.text
    coded = prose.marked(slot.start, slot.end, "code")
    if coded is not None and is_page(text[coded.start : coded.end]):
        return True
    before, after = text[: slot.start].rstrip(), text[slot.end :].lstrip()
    own = is_in_quotes(slot.text) and asks(text, lexicon)
    quoted = own or (before[-1:] + after[:1]) in _QUOTES
    return quoted and len(before) + len(after) > _MENTION and after[not own :].rstrip().endswith((".", "。", "!", "！"))


def _is_mark(slot: Slot, text: str, lexicon: Lexicon) -> bool:
    """Whether what is in brackets marks a row of a timeline as a milestone: ``09:12 - mails go <END OF OUTAGE>``."""
    row = text[text.rfind("\n", 0, slot.start) + 1 : slot.start]
    named = (words for role, words in lexicon.words.likely.items() if role in MILESTONES)
    return begins_with_moment(row) and any(phrases(words).search(slot.text.casefold()) for words in named)


def is_page(text: str) -> bool:
    """Whether a text is the path of a page of Markdown."""
    return text.lower().endswith((".md", ".markdown", ".mdx"))


_MENTION = 12
"""Signs of a sentence around what it mentions."""


def may_stay(node: TextNode, at: Reading) -> bool:
    """Whether a text is a hint of those that the template lets stay: its quotes, or its texts in italics."""
    if isinstance(node.block, Quote) and "quote" in at.staying:
        return True
    text = " ".join(line.text for line in node.lines).strip(" *_")
    return "italic" in at.staying and node.italic and len(text.split()) >= _HINT


_HINT = 3
"""What is in italics and has fewer words may be a slot."""


_REMARK = 5
"""Words of a sentence in parentheses that tells more than a form: ``(All times local; give them as HH:MM.)``."""


def _is_remark(text: str) -> bool:
    text = text.strip()
    inside = text[:1] in "(（" and text[-1:] in ")）" and ")" not in text[1:-1]
    return inside and len(text.split()) >= _REMARK and text[:-1].rstrip().endswith(_STOPS)


def _marked(node: TextNode, shape: ShapeNode, words: Prompts) -> tuple[ShapeNode, ...]:
    """A text that holds slots, or is italic: guide text, unless it is one slot as a whole."""
    text = node.lines[0].text if node.lines else ""
    whole = text.strip().strip("*_")
    if node.italic and (is_notice(whole, words) or states_zone(whole, words)) and not shape.slots:
        return ()
    alone = len(shape.slots) == 1 and whole in ("", shape.slots[0].text)  # a tag has no text
    if node.italic and not alone:
        return (replace(shape, guide="italic", constant=normalise(text)),)
    return (_of_slot(shape, shape.slots[0]) if alone else shape,)


def _plain(node: TextNode, shape: ShapeNode, at: Reading) -> tuple[ShapeNode, ...]:
    """A text without slots or italics: a prompt, or constant."""
    text = node.lines[0].text if node.lines else ""
    if at.top and is_prompt(text, at.lexicon) and len(text.split()) <= 4:
        slot = Slot(text.strip(), 0, len(text.strip()), SlotType("text"), whole=True)
        return (_of_slot(replace(shape, slots=(slot,)), slot),)
    if is_contact(text, at.lexicon.words.prompts):
        return ()
    if is_request(text, at.lexicon.words.prompts) and asks(text, at.lexicon) and not at.kept:
        return (replace(shape, guide="prompt", constant=normalise(text)),)
    return ()


def _of_slot(shape: ShapeNode, slot: Slot) -> ShapeNode:
    return replace(
        shape, slots=shape.slots or (slot,), type=slot.type, required=True, why=f"it holds the slot {slot.text}"
    )
