"""What stands in a file and where: encoding, newlines, mended damage, spans, typography, sentences, word patterns."""

from __future__ import annotations

from incidentlint.text.display import Cell, cells, one_line, shorten
from incidentlint.text.sentences import count_sentences
from incidentlint.text.source import SourceText, UndecodableError
from incidentlint.text.spans import Mapped, Piece, Span, SpanSet
from incidentlint.text.typography import APPROX, APPROX_NOTE, GAP, GLUE, fold
from incidentlint.text.word_patterns import whole_pattern, word_pattern

__all__ = [
    "APPROX",
    "APPROX_NOTE",
    "GAP",
    "GLUE",
    "Cell",
    "Mapped",
    "Piece",
    "SourceText",
    "Span",
    "SpanSet",
    "UndecodableError",
    "cells",
    "count_sentences",
    "fold",
    "one_line",
    "shorten",
    "whole_pattern",
    "word_pattern",
]
