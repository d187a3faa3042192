"""The fields of a template: labels with a value, items of a checklist, leads over what is below them."""

from __future__ import annotations

import re
from typing import Literal

from msgspec.structs import replace

from incidentlint.markdown import Prose
from incidentlint.outline import NO_LABEL, FieldNode, Label, TextNode, walk
from incidentlint.template.alternatives import has_all_cases
from incidentlint.template.around_slots import main_type, notes
from incidentlint.template.comments import commented
from incidentlint.template.find_slots import has_slot, template_slots
from incidentlint.template.flow_lists import is_empty_list, is_list
from incidentlint.template.forms_of_values import is_named_by_label
from incidentlint.template.legends import are_codes, are_levels, levels_said
from incidentlint.template.option_lists import ballot_options, is_to_choose, option_list
from incidentlint.template.read_items import read_item
from incidentlint.template.reading import (
    BLANK,
    Path,
    Reading,
    calls_itself_template,
    choice_among,
    choice_of_boxes,
    example_type,
    is_for_readers,
    is_sample_label,
    is_state,
    listed_levels,
    offered_levels,
    offers_boxes,
    without_form,
)
from incidentlint.template.shape import ShapeNode
from incidentlint.template.slot_types import Slot, SlotType
from incidentlint.template.tags import is_tag_of_subject
from incidentlint.text import normalise
from incidentlint.vocabulary import (
    Lexicon,
    asked,
    bare_key,
    either,
    is_own_todo,
    is_prompt,
    is_reference,
    is_to_be_deleted,
    is_told,
    key_of,
    names_any,
    phrases,
)


def read_field(node: FieldNode, path: Path, at: Reading) -> tuple[ShapeNode, ...]:
    """What a template's field demands; nothing for a lead that is text."""
    shape = ShapeNode("field", node.label, path, at.line(node.span), origin=node.origin)
    if node.origin == "ballot":
        name = path[-1] if path else ""
        near, options = f"{name} {_line_above(node, at)}", ballot_options(node.value.text)
        if len(options) > 1 and all(has_slot(option, at.lexicon.words.slots.quotes) for option in options):
            # Boxes that each ask for something are no options: `☐ Head of operations, <name>, <date>`.
            slots = tuple(template_slots(node.value, at.lexicon))
            return (ShapeNode("text", NO_LABEL, path, shape.line, slots=slots),)
        choice = choice_among(options, key_of(name), near, at.lexicon)
        return (replace(shape, type=choice, one_ticked=True, required=True, why="a row of boxes"),)
    told = at.told(node.whole.text) if node.whole is not None else None
    if told == "kept" or is_empty_list(node, at.template):
        return ()
    remark = node.whole is not None and (
        commented(node.whole.text) is not None
        or (node.tick is None and is_to_be_deleted(node.whole.text, at.lexicon.words.prompts))
    )
    if node.whole is not None and (told or remark or _is_sentence(node, at)):
        text = ShapeNode("text", NO_LABEL, path, shape.line, constant=normalise(node.whole.text))
        return (replace(text, guide="delete" if told or remark else "prompt"),)
    guide = _guide_of(node, at)
    if guide:
        constant = normalise(node.whole.text) if node.whole is not None else ""
        return (replace(shape, guide=guide, constant=constant),)
    kept = is_for_readers(node.label.key, at.lexicon)
    shape = replace(shape, children=at.below(node.children, (*path, node.label.text), kept=kept))
    if node.tick is not None and node.whole is not None and node.origin == "item":
        shape = read_item(shape, node.whole, at)
    else:
        shape = _read_value(shape, node, at)
    any_item = (
        shape.box
        and bool(shape.slots)
        and names_any(shape.label.key.partition(" - ")[0], at.lexicon.words.prompts, slotted=True)
    )
    quotes = at.lexicon.words.slots.quotes
    coded = (
        shape.box and not shape.slots and has_slot(shape.label.text, quotes)
    )  # the `<head>` is fixed: code of the item
    any_item = any_item or (shape.box and bool(shape.slots) and any(map(is_reference, shape.label.text.split())))
    empty = not node.value.text.strip(" .…_") and not node.children
    label = without_form(shape.label.text) if empty else shape.label.text
    shape = replace(shape, sample=any_item or (is_sample_label(label, quotes) and not coded))
    return _read_lead(shape, node, at) if node.origin == "lead" else (shape,)


def _line_above(node: FieldNode, at: Reading) -> str:
    """The last line with something on it before a row of boxes."""
    source = at.template.document.source
    return source.text[: node.span.start].rstrip().rpartition("\n")[2]


def _is_short(value: str) -> bool:
    """Whether a value says no more than that; a longer one tells where the form is from, which a report may say too."""
    return len(value.split()) <= 8


def _read_lead(shape: ShapeNode, node: FieldNode, at: Reading) -> tuple[ShapeNode, ...]:
    children = shape.children
    options = listed_levels(shape.label, children[0], at.lexicon) if len(children) == 1 else ()
    if options:
        choice = SlotType("choice", options=options, closed=True)
        return (replace(shape, type=choice, children=(), required=True, why="a row of boxes"),)
    chosen = _asks(node, at) or any(has_all_cases(child, at.lexicon) for child in node.children)
    if offers_boxes(children) and node.label.span.end and chosen:
        shape = replace(shape, one_ticked=True)
    demanding = any(child.required is not False or child.slots or child.kind in ("list", "table") for child in children)
    texts = [child for child in children if child.kind == "text" and child.slots]
    if len(texts) == 1 and texts[0].type:
        only = texts[0]
        shape = replace(shape, slots=only.slots, type=shape.type if only.origin == "item" else only.type)
    if not node.children and not shape.slots:
        # A bold line over nothing is text, a bold label over nothing a blank.
        whole = node.whole.text.strip() if node.whole else ""
        if not whole.endswith((":", "?", "：", "？")) and not _is_commented(node, at):
            return ()
        shape = replace(shape, type=_hint(node, at) or SlotType("text"))
        demanding = True
    if _is_branch(shape.label.text, at.lexicon):
        return (replace(shape, why="it holds for one answer"),)
    if is_for_readers(shape.label.key, at.lexicon):
        return (replace(shape, why="it is the template's own"),)
    hints = _are_hints(children) and bool(shape.path) and not is_told(shape.label.key, at.lexicon.words.prompts)
    if (demanding or shape.slots) and not hints and not _is_order(shape.label.text, at):
        shape = replace(shape, required=True, why="it holds what is to be filled in")
    return (shape,)


def _is_order(label: str, at: Reading) -> bool:
    """Whether a lead is what its writer is told, of which what is below it is a part: ``Each action must be:``."""
    words = at.lexicon.words.prompts
    ordered = phrases(words.lead_orders).match(label) is not None
    return ordered or phrases(words.obliges, "", r"\W*$").search(label) is not None


def _is_branch(label: str, lexicon: Lexicon) -> bool:
    """Whether a lead says for which answer what is below it holds: ``If yes, tell:``; none need repeat it."""
    answers = either((*lexicon.words.answers.yes, *lexicon.words.answers.no))
    return phrases(lexicon.words.gates.if_, "", rf"\s+{answers}(?:[,:;–—-].*)?").fullmatch(label) is not None


def _are_hints(children: tuple[ShapeNode, ...]) -> bool:
    """Whether all that a lead has below it is a list of questions or prompts: of what its section might tell."""
    only = children[0] if len(children) == 1 else None
    return only is not None and only.kind == "list" and bool(only.slots) and all(slot.whole for slot in only.slots)


def _is_sentence(node: FieldNode, at: Reading) -> bool:
    """Whether what looks like a label and its value is one sentence to the writer, with a colon in it.

    Its end is one, its beginning is longer than labels are, and it runs on in lower case: ``By luck only: things
    that could have been worse.``
    """
    value = node.value.text.strip()
    if node.origin == "plain" and is_own_todo(node.label.text, at.lexicon):
        return bool(value)  # TODO: three sentences
    of_each = phrases(at.lexicon.words.prompts.of_each).fullmatch(node.label.key) is not None
    if node.origin == "plain" and of_each and value and not _asks_out_of_code(node, at):
        return True  # For each: what, who, until when
    how = phrases(at.lexicon.words.guide.answers).fullmatch(node.label.key) is not None
    if node.origin == "plain" and how and value and not template_slots(node.value, at.lexicon):
        return True  # Free text: what would you do otherwise?
    if node.origin != "plain" or not value.endswith((".", "!", "?", "…", "。")):
        return False
    if any(node.label.key in labels for labels in (*at.lexicon.roles.values(), *at.lexicon.columns.values())):
        return False
    further = _FURTHER_LABEL.findall(value)
    if further and not template_slots(node.value, at.lexicon):  # `P1: within a day. P2: within a week.`
        labels = [node.label.text, *(label.strip() for label in further)]
        if are_levels(map(bare_key, labels), at.lexicon) or are_codes(labels):
            return True
    questions = _SEVERAL.split(value)
    if len(questions) > _TWO and all(is_prompt(question, at.lexicon) for question in questions):
        return True  # `Useful lenses: what made it easy · what hid it · what should have stopped it?`
    words = len(node.label.text.split())
    runs_on = words >= _LONG_LABEL and value[0].islower() and len(value.split()) >= _SENTENCE
    slots = template_slots(node.value, at.lexicon)
    if len(at.says) == 1 and not at.top and words > 1 and value[0].islower() and len(value.split()) >= _SENTENCE:
        return not slots  # all that a section says: `One-paragraph summary: what happened, for how long.`
    return (words >= _NO_LABEL or runs_on) and not slots


def _asks_out_of_code(node: FieldNode, at: Reading) -> bool:
    """Whether a value has a slot that is not in code, as what says of a line how it is written has."""
    slots = template_slots(node.value, at.lexicon)
    return any(node.value.marked(slot.start, slot.end, "code") is None for slot in slots)


_FURTHER_LABEL = re.compile(r"[.;!] ([^.:;!?]{1,30}): \S")

_SEVERAL = re.compile(r"\s[·•|]\s|;\s")
_TWO = 2

_LONG_LABEL, _NO_LABEL, _SENTENCE = 3, 6, 4
"""Words of a label that may be part of a sentence, of what is no label, and of what makes a sentence."""


def _guide_of(node: FieldNode, at: Reading) -> Literal["", "example", "format", "prompt"]:
    first = node.label.key.split()[:1]
    if node.label.key in at.lexicon.guide_examples or (
        first and first[0] in at.lexicon.guide_examples and node.children
    ):
        return "example"
    if node.label.key in at.lexicon.guide_formats:
        return "format"
    if node.label.key in at.lexicon.guide_sections and node.origin != "row" and node.children:
        return "prompt"  # what a list below it says
    hints = (*at.lexicon.guide_hints, *at.lexicon.guide_sections)
    if node.label.key in hints and node.origin != "row" and node.value.text.strip():
        return "prompt"
    return ""


def _read_value(shape: ShapeNode, node: FieldNode, at: Reading) -> ShapeNode:
    text = node.value.text
    boxes = choice_of_boxes(text, node.label, node.whole.text if node.whole else node.label.text, at.lexicon)
    if boxes is not None:
        return replace(shape, type=boxes, required=True, why="a row of boxes")
    if node.origin == "front-matter" and (choice := _hint(node, at)) and text.strip() in choice.options:
        return replace(shape, type=choice, required=True, why="a key with its options")
    if node.origin == "front-matter" and shape.children:
        asking = any(child.required for child in shape.children)
        return replace(shape, required=True, why="a key below it is to be filled in") if asking else shape
    slots = _slots_of(node, at) or _todo_before_note(text, at)
    if len(slots) == 1 and slots[0].type.kind == "choice" and is_list(node, at.template):
        slots = (replace(slots[0], type=SlotType("text", several=True), whole=True),)
    constant = normalise(text) if not slots else ""
    shape = replace(
        shape,
        slots=slots,
        type=_glued_levels(node, at)
        or _explained_levels(node, slots, at)
        or _noted_options(slots, text, at)
        or _of_length(main_type(slots, text), node.label, at.lexicon)
        or example_type(text),
        notes=notes(text, slots),
        constant=constant,
        guide="value"
        if constant
        and _is_short(constant)
        and not node.value.marked(0, len(text), "link")  # it leads to another template
        and calls_itself_template(constant.replace("_", " "), at.lexicon)
        else "",
    )
    valued = node.origin not in ("lead", "item") or _is_blank_item(node)
    if not slots and not text.strip() and not node.children and valued:
        kind = _hint(node, at) or _levels_of_label(node, at) or SlotType("text")
        spared = node.origin == "front-matter" and _is_optional_key(node, at)
        spared = spared or calls_itself_template(node.label.text, at.lexicon)  # a line at its end that says what it is
        return replace(shape, type=kind, required=not spared, why=BLANK)
    return replace(shape, required=True, why=f"it holds the slot {slots[0].text}") if slots else shape


def _slots_of(node: FieldNode, at: Reading) -> tuple[Slot, ...]:
    """The slots of a value; what is asked on the line below a bold label is one as a whole."""
    text = node.value.text
    told = at.told(text) if text.strip() else None
    if told:
        return (Slot(text, 0, len(text), SlotType("text"), whole=True),) if told != "kept" else ()
    slots = template_slots(node.value, at.lexicon, whole=True, entry=node.origin == "item" and not node.label.key)
    slots = slots or [*offered_levels(text, node.label, at.lexicon)]
    if not slots and _is_below(node, at) and asked(text, node.label.key, at.lexicon, question=_asks(node, at)):
        slots = [Slot(text, 0, len(text), SlotType("text"), whole=True)]
    if not slots and is_named_by_label(text, node.label.text, at.lexicon.words.prompts):
        slots = [Slot(text, 0, len(text), SlotType("text"), whole=True)]
    if is_state(text, node.label, at.lexicon):
        return ()
    slots = [slot for slot in slots if not is_tag_of_subject(slot, node.label, text, at.lexicon)]
    # A question with a list of its own below it stays above the answer.
    kept = at.kept or is_for_readers(node.label.key, at.lexicon)
    asked_below = "?" in f"{node.label.text}{text}" or _is_over_blanks(node)
    kept = kept or (node.origin == "item" and bool(node.children) and asked_below)
    return tuple(slot for slot in slots if not (slot.whole and kept))


def _is_over_blanks(node: FieldNode) -> bool:
    """Whether all that is below an item are empty ones, which its answer goes into."""
    below = [child for child in walk(node.children) if isinstance(child, (FieldNode, TextNode))]
    texts = [child.whole for child in below if isinstance(child, FieldNode)]
    return len(texts) == len(below) and not any(text is not None and text.text.strip(" .…_-") for text in texts)


def _is_commented(node: FieldNode, at: Reading) -> bool:
    """Whether a comment is on the line below a label: what is to be written there.

    One that speaks of the template, or of what is to be deleted, says nothing of it.
    """
    source = at.template.document.source
    line = source.line_of(node.span.end)
    below = (c for c in at.template.document.comments if source.line_of(c.span.start) in (line + 1, line + 2))
    going = phrases(at.lexicon.words.prompts.deletes)
    return any(not (calls_itself_template(c.text, at.lexicon) or going.search(c.text)) for c in below)


def _asks(node: FieldNode, at: Reading) -> bool:
    text = node.whole.text if node.whole else at.template.document.source[node.label.span]
    return text.strip().rstrip("*_").rstrip().endswith(("?", "？", "؟"))


def _is_below(node: FieldNode, at: Reading) -> bool:
    """Whether a value is on the line below its bold label, as a paragraph below a heading."""
    source = at.template.document.source
    return node.origin == "bold" and source.line_of(node.label.span.end) < source.line_of(node.value.span.start)


def _hint(node: FieldNode, at: Reading) -> SlotType | None:
    """The choice that a comment after an empty value lists or explains: ``**Severity:** <!-- P0 / P1 / P2 -->``.

    In front matter it may be an example of a date or time too.
    """
    source = at.template.document.source
    end = source.line_span(source.line_of(node.span.start)).end
    if node.origin == "front-matter":
        behind = node.value.span.end if node.value.text else node.label.span.end
        _, mark, after = source.text[behind:end].partition(" #")
        found = option_list(after, at.lexicon) if mark else None
        if found is None and (levels := levels_said(after, at.lexicon)):
            return SlotType("choice", options=levels, closed=True)
        return found.type if found is not None else example_type(after.strip())
    for comment in at.template.document.comments:
        if node.span.start <= comment.span.start < end:
            slots = template_slots(Prose(comment.text.strip(), (), (), comment.span), at.lexicon, whole=True)
            if slots and slots[0].type.kind == "choice":
                return slots[0].type
            levels = levels_said(comment.text, at.lexicon)
            if levels:
                return SlotType("choice", options=levels, closed=True)
    return None


def _is_optional_key(node: FieldNode, at: Reading) -> bool:
    """Whether the comment behind a key says that it may be empty: ``ticket: ""  # elsewhere (optional)``."""
    source = at.template.document.source
    line = source[source.line_span(source.line_of(node.span.start))]
    return phrases(at.lexicon.words.gates.optional, r"(?:\(|#\s?)", r"(?:\)|\Z)").search(line.strip()) is not None


def _levels_of_label(node: FieldNode, at: Reading) -> SlotType | None:
    """The levels that the label of the severity has in parentheses: ``Severity (SEV1-SEV4):``."""
    note = _IN_LABEL.search(node.label.text)
    if note is None or {node.label.key, node.label.bare}.isdisjoint(at.lexicon.roles["severity"]):
        return None
    listed = option_list(note[1], at.lexicon)
    return listed.type if listed is not None and listed.type.kind == "choice" else None


_IN_LABEL = re.compile(r"[(（]([^()（）]{3,40})[)）]")

_GLUED = re.compile(
    r"([^\W\d_]{1,16}(?:::|[:._-])?)[\[<{(]\s?(\d(?:[^\w\[\]<>{}()]|[^\W\d_]){1,6}\d[^\[\]<>{}()]{0,24})[\]>})]"
)
"""A word, and the numbers that are glued to it: ``severity::<1, 2, 3 or 4>``."""


def _glued_levels(node: FieldNode, at: Reading) -> SlotType | None:
    """The levels of a severity that is a label of a tracker, of which the number alone is a slot."""
    match = _GLUED.search(node.value.text) if node.label.key in at.lexicon.roles["severity"] else None
    numbers = [*map(int, re.findall(r"\d", match[2]))] if match else []
    if match is None or len({*numbers}) != len(numbers):
        return None
    if len(numbers) == 2 and re.search(rf"\d\s?(?:[–-]|{either(at.lexicon.words.gates.to)})\s?\d", match[2]):
        numbers = [*range(numbers[0], numbers[1] + 1)]
    options = tuple(f"{match[1]}{number}" for number in numbers)
    return SlotType("choice", options=options, closed=True) if len(options) > 1 else None


def _explained_levels(node: FieldNode, slots: tuple[Slot, ...], at: Reading) -> SlotType | None:
    """The levels that a comment behind the severity's slot explains: ``Severity: TODO <!-- P0: ... / P1: ... -->``."""
    severity = bool(slots) and (node.label.key in at.lexicon.roles["severity"] or node.origin == "front-matter")
    return _hint(node, at) if severity and all(slot.type.kind == "text" for slot in slots) else None


def _noted_options(slots: tuple[Slot, ...], text: str, at: Reading) -> SlotType | None:
    """The options that a note behind the only slot lists: ``TODO (one of: minor, severe)``, ``TBD (high / low)``.

    Without words that say to choose the report may say something else.
    """
    if len(slots) != 1 or slots[0].start or slots[0].type.kind not in ("text", "blank"):
        return None
    note = _NOTE.fullmatch(text[slots[0].end :])
    listed = option_list(note[1], at.lexicon) or option_list(note[1].rpartition(",")[0], at.lexicon) if note else None
    if listed is None or note is None or listed.type.kind != "choice" or len(listed.type.options) < _FEWEST_OPTIONS:
        return None
    return listed.type if is_to_choose(note[1], at.lexicon) else replace(listed.type, closed=False)


def _todo_before_note(text: str, at: Reading) -> tuple[Slot, ...]:
    """The slot of a value that is to be done by a word, with a note of several behind it: ``TODO (one of: A, B)``."""
    mark, opened, _ = text.partition(" (")
    whole = _NOTE.fullmatch(text[len(mark) :]) is not None
    return (Slot(mark, 0, len(mark), SlotType("text")),) if opened and whole and is_own_todo(mark, at.lexicon) else ()


_NOTE = re.compile(r"[\s*_]*[(（]([^()（）]{3,80})[)）][\s*_.]*")

_FEWEST_OPTIONS = 3


def _of_length(kind: SlotType | None, label: Label, lexicon: Lexicon) -> SlotType | None:
    """The type of a value; a time below the label of a length is one: ``Duration: [time]``, ``Downtime: HH:MM``."""
    if kind is None or kind.kind != "time":
        return kind
    lengths = {*lexicon.roles["duration"], *lexicon.roles["detection-time"]}
    return kind if lengths.isdisjoint((label.key, label.bare)) else SlotType("duration", lenient=True)


def _is_blank_item(node: FieldNode) -> bool:
    """Whether a list's item is a label with nothing after its colon."""
    whole = node.whole.text.rstrip() if node.whole else ""
    return node.tick is None and bool(node.label.key) and whole.endswith((":", "："))
