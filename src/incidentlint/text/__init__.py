"""What is in a file and where: encoding, newlines, mended damage, spans, typography, sentences, word patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentlint.lazy import lazy_names
from incidentlint.text.display import Cell, cells, escaped, one_line
from incidentlint.text.sentences import count_sentences, sentence_around
from incidentlint.text.shorten import quoted, shorten
from incidentlint.text.source import ByteEdit, SourceText, TooLongError, UndecodableError, UnreadableError
from incidentlint.text.spans import Mapped, Piece, Span, SpanSet, join
from incidentlint.text.typography import (
    CASES,
    EASTERN,
    GAP,
    GAPLESS,
    GLUE,
    alike,
    fold,
    has_digit,
    narrow,
    normalise,
    plain_signs,
)
from incidentlint.text.units import Encoding, units_in

if TYPE_CHECKING:
    from incidentlint.text.word_patterns import whole_pattern, word_pattern

__all__ = [
    "CASES",
    "EASTERN",
    "GAP",
    "GAPLESS",
    "GLUE",
    "ByteEdit",
    "Cell",
    "Encoding",
    "Mapped",
    "Piece",
    "SourceText",
    "Span",
    "SpanSet",
    "TooLongError",
    "UndecodableError",
    "UnreadableError",
    "alike",
    "cells",
    "count_sentences",
    "escaped",
    "fold",
    "has_digit",
    "join",
    "narrow",
    "normalise",
    "one_line",
    "plain_signs",
    "quoted",
    "sentence_around",
    "shorten",
    "units_in",
    "whole_pattern",
    "word_pattern",
]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(__name__, {"whole_pattern": "text.word_patterns", "word_pattern": "text.word_patterns"})
