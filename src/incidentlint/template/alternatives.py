"""Lists of boxes of which one is to be ticked: below a question, below `tick one`, of Yes and No, or of all cases."""

from __future__ import annotations

import re

from incidentlint.markdown import Code, Quote
from incidentlint.outline import ListNode, Node, TextNode
from incidentlint.vocabulary import Lexicon, is_for_others, phrases


def question_above(node: Node, before: Node | None, lexicon: Lexicon) -> str | None:
    """The text `before` a list of boxes to which one of them is the answer; None where all of them may be ticked.

    Empty where no text is before a list of Yes and No, or of all cases that there are.
    """
    if not isinstance(node, ListNode) or not node.is_checklist or len(node.children) < _FEWEST:
        return None
    above = before.lines[-1].text.strip() if isinstance(before, TextNode) and _is_said(before) else ""
    words = lexicon.words.prompts
    if phrases(words.several).search(above):
        return None
    said = phrases(words.one).search(above)
    chosen = said is not None and not any(map(str.isdigit, said.group()))  # `Sev 1 only` is a level
    asks = _ASKS.search(above) or chosen or phrases(lexicon.words.slots.choose).search(above)
    return above if asks or _are_yes_and_no(node, lexicon) or has_all_cases(node, lexicon) else None


_FEWEST = 2

_ASKS = re.compile(r"[?？؟][\s*_]*(?:[(（][^()（）]*[)）][\s*_]*)?$")
"""A question at the end of a text, with a note behind it."""


def _is_said(node: TextNode) -> bool:
    return bool(node.lines) and not isinstance(node.block, (Code, Quote))


def _are_yes_and_no(node: ListNode, lexicon: Lexicon) -> bool:
    """Whether the items begin with Yes and No, in the words of a language."""
    answers = lexicon.words.answers
    texts = [item.whole.text.strip(" *_") for item in node.children if item.whole is not None]
    yes, no = phrases(answers.yes), phrases(answers.no)
    said = [(yes.match(text) is not None, no.match(text) is not None) for text in texts]
    return all(any(each) for each in said) and any(each[0] for each in said) and any(each[1] for each in said)


def has_all_cases(node: Node, lexicon: Lexicon) -> bool:
    """Whether one of some boxes holds whatever happened: there is one for what is none of the others, and one for
    what nobody knows. Other lists may have boxes for things of which there were none.
    """
    if not isinstance(node, ListNode) or not node.is_checklist:
        return False
    texts = [item.whole.text.strip(" *_") for item in node.children if item.whole is not None]
    names = {re.split(r"[:：(（]", text, maxsplit=1)[0].strip(" *_.").casefold() for text in texts}
    return not names.isdisjoint(lexicon.unknown) and any(is_for_others(name, lexicon) for name in names)
