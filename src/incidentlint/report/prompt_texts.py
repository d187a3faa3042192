"""The texts of a section in which its bracketed prompts are looked for: read once, however many prompts there are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cached_property

from incidentlint.markdown import Code, Prose
from incidentlint.outline import FieldNode, ListNode, Node, TableNode, TextNode
from incidentlint.template import Slot, sought_words, words_of_slots
from incidentlint.text import normalise


class PromptTexts:
    """The nodes of a section or lead, and which of its texts may hold a slot."""

    def __init__(
        self, nodes: Iterable[Node], is_bracket: Callable[[Prose], bool], asks: Callable[[str], object]
    ) -> None:
        """Take the nodes; what says whether a text is one bracket, and whether it begins as an example does."""
        self.nodes = list(nodes)
        self._is_bracket, self._asks = is_bracket, asks
        texts = [node for node in self.nodes if isinstance(node, TextNode) and node.lines and not node.children]
        self.alone = len(texts) == 1
        self.texts = [node for node in texts if not isinstance(node.block, Code)]
        self._told = False

    def of(self, slot: Slot) -> Iterator[TextNode]:
        """The texts that may hold a slot, and once those that are an example or the only text."""
        found = {*range(len(self.texts))}
        known = [self._words.get(word, []) for word in sought_words(slot)]
        if known:
            tags = self._tags if slot.text.startswith("<") else []
            found = {*min(known, key=len), *tags, *(self._asked if not self._told else ())}
        self._told = True
        return (self.texts[number] for number in sorted(found))

    def is_lonely(self, node: Node) -> bool:
        """Whether nothing else says something by itself, but for what is in a node."""
        return not any(other is not node and not node.span.covers(other.span) for other in self._contents)

    def is_answered(self, node: Node, prompts: Container[str]) -> bool:
        """Whether what comes right after a text says something of its own, and is none of the `prompts` of a template.

        `prompts` are normalised.
        """
        later = bisect_left(self.nodes, node.span.end, key=lambda other: other.span.start)
        behind = self.nodes[later] if later < len(self.nodes) else None
        if isinstance(behind, TextNode) and behind.lines and normalise(behind.lines[0].text) in prompts:
            return False
        return isinstance(behind, ListNode) or (behind is not None and self._is_content(behind))

    @cached_property
    def _contents(self) -> list[Node]:
        return [node for node in self.nodes if self._is_content(node)]

    def _is_content(self, node: Node) -> bool:
        """Whether a node says something by itself."""
        if isinstance(node, TextNode):
            return bool(node.lines) and not node.children and not all(map(self._is_bracket, node.lines))
        if isinstance(node, FieldNode):
            return node.whole is not None and bool(node.whole.text.strip())
        return isinstance(node, TableNode) and bool(node.rows)

    @cached_property
    def _asked(self) -> list[int]:
        return [n for n, node in enumerate(self.texts) if self.alone or self._asks(node.lines[0].text)]

    @cached_property
    def _tags(self) -> list[int]:
        return [n for n, node in enumerate(self.texts) if any(mark.kind == "html" for mark in node.lines[0].marks)]

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, node in enumerate(self.texts):
            for word in words_of_slots(node.lines[0].text):
                found.setdefault(word, []).append(number)
        return found
