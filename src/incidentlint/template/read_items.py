"""Items of a checklist in a template: how far the name of each goes, and what is to be filled in behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from incidentlint.markdown import Prose
from incidentlint.outline import Label
from incidentlint.template.around_slots import label_end, main_type, notes
from incidentlint.template.find_slots import template_slots
from incidentlint.template.item_ends import in_path, named_behind
from incidentlint.template.moment_forms import YEAR_DATE
from incidentlint.template.option_lists import without_emoji
from incidentlint.template.reading import Reading
from incidentlint.template.sample_links import is_sample_link
from incidentlint.template.shape import ShapeNode
from incidentlint.template.slot_types import Slot, SlotType
from incidentlint.text import normalise
from incidentlint.vocabulary import Lexicon, begins_example, either, is_marked_prompt, names_any, phrases, split_name


def read_item(shape: ShapeNode, whole: Prose, at: Reading) -> ShapeNode:
    """A check item: its label goes up to the last ``:`` or ``?`` outside parentheses before its slot."""
    lexicon = at.lexicon
    slots = tuple(template_slots(whole, lexicon, whole=True))
    if any(slot.start == 0 and _is_only(slot, whole, lexicon) for slot in slots):  # and names others behind it
        slots = tuple(slot for slot in slots if slot.type.kind != "choice")
    slots = tuple(slot for slot in slots if not _says_when(slot, whole.text, lexicon))
    told = next(filter(None, (_told_in_quotes(slot, whole.text) for slot in slots)), 0)
    slots = () if told else slots
    slots = (*_opening(whole.text, lexicon), *slots) if not slots or slots[0].start else slots
    if at.statements and not is_marked_prompt(whole.text, lexicon, italic=whole.italic, task=True):
        said = without_emoji(whole.text).strip()  # `Grafana / Loki alert` is stated as the others are
        stated = (said, whole.text.strip()) if said[:1].isalnum() else ()
        slots = tuple(slot for slot in slots if not (slot.whole or slot.text in stated))
    if shape.label.key and whole.text.rstrip().endswith(("?", "？")) and all(slot.whole for slot in slots):
        slots = ()  # a question is answered by its tick
    if not slots and (
        names_any(shape.label.key, lexicon.words.prompts) or any(is_sample_link(mark, lexicon) for mark in whole.marks)
    ):
        slots = (Slot(whole.text, 0, len(whole.text), SlotType("text"), whole=True),)
    slots = slots or named_behind(whole.text, lexicon) or in_path(whole.text)
    shape = replace(shape, box=True, required=True, why="an item of a checklist")
    if not slots:
        shape = replace(shape, constant=normalise(whole.text)) if told else shape
        end = told or _start_of_any(whole) or _end_of_question(whole.text)
        return replace(shape, label=_label_before(whole, end)) if end else shape
    end = label_end(whole.text, slots[0].start)
    label = _label_before(whole, end)
    # `Other: [describe]` may go, and so may an example.
    other = phrases(lexicon.words.figures.rest).fullmatch(label.key) is not None
    other = other or begins_example(whole.text, lexicon.words.prompts)
    return replace(
        shape,
        ends=end > 0 and whole.text[end - 1] in ":?：？",
        label=label,
        required=not other,
        slots=slots,
        type=main_type(slots, whole.text[end:].lstrip(": ?")),
        notes=notes(whole.text, slots),
    )


def _start_of_any(whole: Prose) -> int:
    """Where what stands for any time, day or version begins in an item: each report has its own, in the same item."""
    codes = (mark for mark in whole.marks if mark.kind == "code" and mark.start)
    forms = (mark.start for mark in codes if _FORMS.search(whole.text, mark.start, mark.end))
    any_time = _ZEROS.search(whole.text, 1)
    start = any_time.start() if any_time else next(forms, 0)
    return len(whole.text[:start].rstrip(" (（"))


_FORMS = re.compile(rf"{YEAR_DATE}|(?<![A-Za-z])[XN]\.[XYN](?![A-Za-z])")


def _end_of_question(text: str) -> int:
    """Where the question that an item asks ends, if what to do then is behind it; a report answers it in that place.

    ``Was a check missing? Add it to the list.``
    """
    asked = _QUESTION.match(text)
    return asked.end() if asked is not None else 0


_QUESTION = re.compile(r"[^?？()\n]{8,160}[?？](?=\s+[^\W\d_]{2,}\s)")


def _told_in_quotes(slot: Slot, text: str) -> int:
    """Where an item begins to quote what another place may say, with a slot and more: ``(or "N/A - <why>")``."""
    start = max(text.rfind(sign, 0, slot.start) for sign in _OPENING)
    quoted = _QUOTED.match(text, start) if start > 0 else None
    if quoted is None or quoted.end() < slot.end or not text[start + 1 : slot.start].strip():
        return 0
    opened = text.rfind("(", 0, start)
    return len(text[: opened if opened > 0 and ")" not in text[opened:start] else start].rstrip())


_OPENING = '"“„«「'
_QUOTED = re.compile(r"[\"“„«「][^\"“”»」]{2,60}[\"“”»」]")

_ZEROS = re.compile(r"(?<![\w:.])(?:0?0[:.h時]00(?!\d)|00([/.-])00\1(?:00)?00|0000([/.-])00\2(?:00))")
"""The time or day that stands for any."""


def _label_before(whole: Prose, end: int) -> Label:
    return Label(*split_name(whole.text[:end]), whole.source(0, end))


def _opening(text: str, lexicon: Lexicon) -> Iterator[Slot]:
    """The slot that an item begins with where it stands for any: dots, ``FIXME what, @who``."""
    opening = re.match(rf"(?:(?:…|\.\.\.)|({either(lexicon.words.answers.marks)}))(?=[\s:])", text)
    if opening:
        yield Slot(opening[1] or "", 0, len(opening[1] or ""), SlotType("text"), exact=True)


def _says_when(slot: Slot, text: str, lexicon: Lexicon) -> bool:
    """Whether options are in a note that says when an item is made: ``Review held (SEV1/SEV2 mandatory)``."""
    gates = lexicon.words.gates
    opened, closed = text.rfind("(", 0, slot.start), text.find(")", slot.end)
    if slot.type.kind != "choice" or opened < 1 or closed < 0 or ")" in text[opened : slot.start]:
        return False
    return any(
        phrases((*gates.only, *gates.demands)).search(part)
        for part in (text[opened + 1 : slot.start], text[slot.end : closed])
    )


def _is_only(slot: Slot, whole: Prose, lexicon: Lexicon) -> bool:
    """Whether a slot of options says for which of them an item is made: ``P0/P1 only: read by a second person``.

    Without a word for *only* too: ``P0/P1: read by a second person``.
    """
    only = rf"(?:\s+{either(lexicon.words.gates.only)})?"
    behind = re.compile(rf"{only}\s*(?:[:：]\s*\S|[—–-])", re.IGNORECASE).match(whole.text, slot.end)
    return slot.type.kind == "choice" and behind is not None
