"""The lists of a template."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from incidentlint.markdown import Prose
from incidentlint.outline import NO_LABEL, FieldNode, ListNode, walk
from incidentlint.template.find_slots import has_slot, template_slots
from incidentlint.template.option_lists import without_emoji
from incidentlint.template.reading import BLANK, Path, Reading, begins_with_moment
from incidentlint.template.sample_entries import is_sample_entry
from incidentlint.template.sample_links import is_sample_link
from incidentlint.template.shape import ShapeNode
from incidentlint.template.slot_types import Slot, SlotType
from incidentlint.text import normalise
from incidentlint.vocabulary import (
    Lexicon,
    begins_example,
    either,
    goes_on,
    is_name_of_value,
    is_to_be_deleted,
    is_todo,
    key_of,
    marks_example,
    phrases,
)


def read_list(node: ListNode, path: Path, at: Reading) -> tuple[ShapeNode, ...]:
    """What a template's list demands: entries like its sample, or its own; nothing where all its items are constant."""
    shape = ShapeNode("list", NO_LABEL, path, at.line(node.span))
    children = replace(at, statements=_are_statements(node, path, at.lexicon)).below(node.children, path)
    if _is_to_go(node, children, at.lexicon):
        texts = [item.whole.text for item in node.children if item.whole is not None]
        return tuple(replace(shape, kind="text", guide="delete", constant=normalise(text)) for text in texts)
    if (at.top and _are_orders(node)) or _are_references(node, at.lexicon):
        return ()
    fields = _labels_among_questions(node, children)
    if fields:
        return (replace(shape, children=fields, slots=tuple(slot for child in children for slot in _asked(child))),)
    if _names_more(node, children, at):
        slots = tuple(_wholes(node))
        return (replace(shape, sample=True, slots=slots, min=1, required=True, why="a list to be filled in"),)
    own = _asks(node, at.lexicon)
    asks = own | _asked_in_words(node, at)
    fixed = any(child.ends for child in children)
    counted = _counted(node, at.lexicon)
    exemplified = _is_of_examples(node, at.lexicon)
    counted = counted or (tuple(_wholes(node)) if exemplified else ())
    sample = _is_sample(node, children, at.lexicon) or bool(counted)
    if sample or (asks >= _ACTION and not fixed) or _is_of_records(node, at.lexicon):
        slots = (*counted, *(slot for child in children for slot in child.slots))
        slots += tuple(
            slot
            for entry in node.children
            if entry.whole
            for slot in (*template_slots(entry.whole, at.lexicon), *_named_in(entry.whole.text, at.lexicon))
            if slot not in slots
        )
        slots = slots if slots or own < _ACTION else tuple(_wholes(node))
        below = (field for entry in node.children for field in _below(entry))
        slots += tuple(slot for field in below for slot in template_slots(field.value, at.lexicon) if slot not in slots)
        examples = frozenset(_examples(node, at.lexicon))
        shape = replace(shape, sample=True, slots=slots, examples=examples, asks=asks, min=1, required=True)
        return (replace(shape, why="a list to be filled in"),)
    # Items without a label, a box or a slot are constant text.
    labelled = tuple(child for child in children if child.label.key)
    if any(child.why == BLANK for child in labelled):
        labelled = tuple(map(_with_answer, labelled))
    return (replace(shape, children=tuple(_with_short_names(labelled))),) if labelled else ()


def _with_answer(child: ShapeNode) -> ShapeNode:
    """A question that is a label among others with nothing behind them, with its answer: ``- **Was it early?**``."""
    bare = child.type is None and not child.slots and not child.children and not child.constant and not child.guide
    if not bare or child.box or not child.label.text.rstrip().endswith(("?", "？")):
        return child
    return replace(child, type=SlotType("text"), required=True, why=BLANK)


def _labels_among_questions(node: ListNode, children: tuple[ShapeNode, ...]) -> tuple[ShapeNode, ...]:
    """The fields of a list of labels with questions among them; empty for another, or where questions are most of it.

    ``- How it was found:``, ``- Was that early enough?`` A label is a fact of each report, a question may be reworded.
    """
    if len(children) != len(node.children) or node.is_checklist:
        return ()
    fields = tuple(child for child in children if not _asked(child))
    plain = all(field.label.key and field.required and not field.sample and not field.children for field in fields)
    named = all(field.type is not None and not any(slot.whole for slot in field.slots) for field in fields)
    return fields if plain and named and len(fields) * 2 >= len(children) > len(fields) else ()


def _asked(child: ShapeNode) -> tuple[Slot, ...]:
    """The question that an item of a list is as a whole."""
    whole = child.slots[0] if len(child.slots) == 1 and not child.label.key else None
    return child.slots if whole is not None and whole.whole and whole.text.rstrip().endswith(("?", "？")) else ()


def _names_more(node: ListNode, children: tuple[ShapeNode, ...], at: Reading) -> bool:
    """Whether the only item of a list names some of what may be told: ``Things that worked: alerts, runbooks, etc.``.

    A bold label is that of a field.
    """
    only = children[0] if len(children) == 1 == len(node.children) else None
    if only is None or len(only.slots) != 1 or not only.slots[0].whole or only.box:
        return False
    bold = "**" in at.template.document.source[node.children[0].span]
    return not bold and goes_on(only.slots[0].text, at.lexicon.words.prompts)


def _wholes(node: ListNode) -> Iterator[Slot]:
    """The items of a list as slots as a whole, without their boxes."""
    for entry in node.children:
        text = entry.whole.text.strip() if entry.whole is not None else ""
        if text:
            yield Slot(text, 0, len(text), SlotType("text"), whole=True)


def _with_short_names(items: tuple[ShapeNode, ...]) -> Iterator[ShapeNode]:
    """The items of a list, those of a checklist with what they are called without the note behind their name.

    ``Mail sent (see 4.2) — by whom, and when`` is where no other item has that name.
    """
    names = [key_of(_NOTED.split(item.label.text, maxsplit=1)[0]) if item.box else "" for item in items]
    counts = Counter(names)
    for item, name in zip(items, names, strict=True):
        is_short = " " in name and name != item.label.key and counts[name] == 1
        yield replace(item, short=name) if is_short else item


_NOTED = re.compile(r"\s(?:[(（]|[—–-]{1,3}\s)")


_ACTION = {"owner", "due"}

_ORDER = 3
"""Words of a sentence that tells the writer something."""


def _are_orders(node: ListNode) -> bool:
    """Whether all items of a list are sentences: above all sections they say how to fill a form in."""
    texts = [item.whole.text.strip() for item in node.children if item.whole is not None and not item.label.key]
    sentences = [text for text in texts if text.endswith((".", "!", "。")) and len(text.split()) >= _ORDER]
    return len(node.children) > 1 and len(sentences) == len(node.children) and not node.is_checklist


def _are_references(node: ListNode, lexicon: Lexicon) -> bool:
    """Whether each item of a list begins with a link that leads somewhere, and has no slot in brackets or blanks."""
    wholes = [item.whole for item in node.children if item.whole is not None and not item.children]
    if len(wholes) < len(node.children) or node.is_checklist:
        return False
    for whole in wholes:
        first = next((mark for mark in whole.marks if mark.kind == "link"), None)
        if first is None or whole.text[: first.start].strip() or is_sample_link(first, lexicon):
            return False
        if any(not slot.whole and slot.text != whole.text for slot in template_slots(whole, lexicon)):
            return False
    return bool(wholes)


def _is_to_go(node: ListNode, children: tuple[ShapeNode, ...], lexicon: Lexicon) -> bool:
    """Whether a list tells its writer what to do, and that it is to be deleted: ``2. Remove this box``."""
    if node.is_checklist or any(not slot.whole for child in children for slot in child.slots):
        return False
    texts = [item.whole.text for item in node.children if item.whole is not None]
    return any(is_to_be_deleted(text, lexicon.words.prompts) for text in texts)


def _are_statements(node: ListNode, path: Path, lexicon: Lexicon) -> bool:
    """Whether a list is of several boxes, and not below a heading of actions, which each report has of its own."""
    boxed = len(node.children) > 1 and all(entry.tick is not None for entry in node.children)
    return boxed and not any(key_of(label) in lexicon.roles["actions"] for label in path)


def _is_sample(node: ListNode, children: tuple[ShapeNode, ...], lexicon: Lexicon) -> bool:
    """Whether a list's items stand for one or more like them: some hold slots for their labels, or all are blank."""
    blank = all(
        entry.whole is not None and not any(part.strip(BLANKS) for part in _LINKS.split(entry.whole.text))
        for entry in node.children
    )
    if any(child.sample and child.slots for child in children):
        return True
    if blank:
        return not any(entry.children for entry in node.children)
    if len(node.children) > 0 and all(entry.whole and begins_with_moment(entry.whole.text) for entry in node.children):
        return True
    boxed = any(child.box and child.label.key for child in children)
    labels = [child.label.text for child in node.children]
    marks = (label.isupper() and is_todo(label, lexicon) for label in labels)  # `TBD: TBD`
    quotes = lexicon.words.slots.quotes
    return (
        bool(labels)
        and not boxed
        and all(mark or has_slot(label, quotes) for mark, label in zip(marks, labels, strict=True))
    )


def _is_of_examples(node: ListNode, lexicon: Lexicon) -> bool:
    """Whether each item is a sign and an example in parentheses behind it: ``✅ (e.g. the alert fired at once)``."""
    texts = [entry.whole.text.strip() if entry.whole is not None else "" for entry in node.children]
    bare = [without_emoji(text).strip() for text in texts]
    signed = all(one != text and one[:1] in ("(", "（") for one, text in zip(bare, texts, strict=True))
    return bool(texts) and signed and all(begins_example(text, lexicon.words.prompts) for text in bare)


def _counted(node: ListNode, lexicon: Lexicon) -> tuple[Slot, ...]:
    """The slots of items that are all called alike, and counted: ``Factor 1``, ``Factor 2``; ``Item A``, ``Item B``."""
    texts = [item.whole.text.strip() if item.whole is not None else "" for item in node.children]
    found = [match for text in texts if (match := _COUNTED.fullmatch(without_emoji(text).strip()))]
    numbers = [ord(match[2]) for match in found]
    first = len(texts) == 1 == len(found) and numbers == [ord("1")]
    if first and phrases(lexicon.words.prompts.items).fullmatch(found[0][1].casefold()) is None:
        return ()
    if (len(found) < _FEWEST and not first) or len(found) != len(texts) or len({match[1] for match in found}) > 1:
        return ()
    ascending = numbers == [*range(numbers[0], numbers[0] + len(numbers))] and all(
        item.tick is None for item in node.children
    )
    return tuple(Slot(text, 0, len(text), SlotType("text"), whole=True) for text in texts) if ascending else ()


_COUNTED = re.compile(r"([^\W\d_]{3,20}(?: [^\W\d_]{2,20})?)(?: ?#?(?=\d)| (?=[A-Z]))([\dA-Z])")
_FEWEST = 2

BLANKS = " \t.…_"


def _is_of_records(node: ListNode, lexicon: Lexicon) -> bool:
    """Whether each item is the record of one action or event by its labels: ``**What:** [..]; **Owner:** [..]``."""
    first = {label for name in ("action", "event", "time") for label in lexicon.columns[name]}
    further = tuple(label for name in ("owner", "due", "event") for label in lexicon.columns[name])
    labelled = _labels(further)

    def is_record(entry: FieldNode) -> bool:
        named = any(field.label.key in further for field in _below(entry))
        return entry.label.key in first and (named or labelled.search(entry.value.text) is not None)

    return bool(node.children) and all(map(is_record, node.children))


def _asks(node: ListNode, lexicon: Lexicon) -> frozenset[str]:
    """What all items of a list ask of an action: its ``owner``, when it is ``due``."""
    entries = [entry for entry in node.children if entry.whole is None or entry.whole.text.strip(_DOTS)]
    if not entries:
        return frozenset()
    told = [_told_together(entry, lexicon) for entry in entries]
    return frozenset(
        role
        for role in _ACTION
        if all(both or _asks_for(role, entry, lexicon) for both, entry in zip(told, entries, strict=True))
    )


_DOTS = " .…<>[](){}*_`"


def _told_together(entry: FieldNode, lexicon: Lexicon) -> bool:
    """Whether the slot that an item is asks for an owner and a date: ``<What — with owner and target date>``."""
    if entry.whole is None or (entry.label.key and entry.tick is None):
        return False
    texts = [slot.text for slot in template_slots(entry.whole, lexicon)]
    owner, due = phrases(lexicon.columns["owner"]), phrases(lexicon.columns["due"])
    return any(owner.search(text) and due.search(text) for text in texts)


def _asked_in_words(node: ListNode, at: Reading) -> frozenset[str]:
    """What a section says of the items of its list, where these have a place for each: ``what - who - until when``.

    Who and when have to be in one sentence.
    """
    wholes = [entry.whole.text for entry in node.children if entry.whole is not None]
    if not at.says or not wholes or any(len(_LINKS.split(text)) < _PLACES for text in wholes):
        return frozenset()
    words = at.lexicon.words
    owner = phrases((*at.lexicon.columns["owner"], *words.answers.persons))
    due = phrases((*at.lexicon.columns["due"], *words.slots.dates))
    sentences = (sentence for text in at.says for sentence in _SENTENCE.split(text))
    told = any(owner.search(sentence) and due.search(sentence) for sentence in sentences)
    return frozenset(_ACTION) if told else frozenset()


_LINKS = re.compile(r"\s(?:[—–-]{1,3}|[=-]{1,2}>|[→⇒/|])\s|[;|()]|,\s")
"""What is between the parts of an item."""

_PLACES = 3
"""What is to be done, who does it, and when it is due."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def _asks_for(role: str, entry: FieldNode, lexicon: Lexicon) -> bool:
    whole = entry.whole
    if whole is None:
        return False
    labels = lexicon.columns[role]
    if _labels(labels).search(whole.text) or any(field.label.key in labels for field in _below(entry)):
        return True
    named = (*labels, *lexicon.words.slots.dates) if role == "due" else labels
    if any(key_of(part) in named for part in _LINKS.split(whole.text)[1:]):
        return True  # `... (owner, by YYYY-MM-DD)`, `..., who, until when`
    if role == "owner" and _HANDLE.search(whole.text):
        return True
    slots = _further_slots(whole, lexicon)
    names = {*labels, *(lexicon.words.prompts.handles if role == "owner" else lexicon.words.slots.dates)}
    dated = role == "due" and any(slot.type.kind in ("date", "date-time") for slot in slots)
    texts = [slot.text.strip("[]<>{}()") for slot in slots]
    dated = dated or (
        role == "due"
        and any(phrases(labels).match(text) and has_slot(text, lexicon.words.slots.quotes) for text in texts)
    )
    return dated or any(key_of(text) in names for text in texts)


_PART = re.compile(r"[^;,:()|\n]{3,40}")


def _named_in(text: str, lexicon: Lexicon) -> Iterator[Slot]:
    """The parts of an item that name in some words what is to be written: ``… (first name last name, by …)``.

    So do those behind an ``@`` that are nobody's: ``what @owner by …``.
    """
    handles = lexicon.words.prompts.handles
    for handle in phrases(handles, r"(?<![\w@])@", rf"(?:[-_](?:{either(handles)}))?(?![\w.-])").finditer(text):
        yield Slot(handle.group(), *handle.span(), SlotType("text"), exact=True)
    for match in _PART.finditer(text):
        name = match.group().strip()
        if " " in name and is_name_of_value(name, lexicon.words.prompts):
            start = match.start() + match.group().index(name)
            yield Slot(name, start, start + len(name), SlotType("text"), exact=True)


_HANDLE = re.compile(r"(?<!\w)@[^\W\d]")


def _further_slots(whole: Prose, lexicon: Lexicon) -> list[Slot]:
    """The slots of an item after what is to be done."""
    slots = template_slots(whole, lexicon)
    return slots[1:] if slots and not whole.text[: slots[0].start].strip(" -*_[]") else slots


def _labels(labels: tuple[str, ...]) -> re.Pattern[str]:
    return phrases(labels, r"(?<!\w)", r"[*_\s]*[:：]")


def _below(entry: FieldNode) -> Iterator[FieldNode]:
    return (node for node in walk(entry.children) if isinstance(node, FieldNode))


def _examples(node: ListNode, lexicon: Lexicon) -> Iterator[tuple[str]]:
    """The entries that are examples by what they say, or are in italics, and those of an event at a time of day."""
    for entry in node.children:
        if entry.whole is None:
            continue
        said = entry.whole.italic or marks_example(entry.whole.text.strip(), lexicon.words.prompts)
        if said or (is_sample_entry(entry.whole.text) and not template_slots(entry.whole, lexicon)):
            yield (normalise(entry.whole.text),)
