"""The words of the field, all as data: the lexicon, keys of names, levels of severity, prompts."""

from __future__ import annotations

from incidentlint.vocabulary.keys import bare_key, key_of, split_name
from incidentlint.vocabulary.leftover_words import LeftoverWords
from incidentlint.vocabulary.levels import Change, LevelError, Scale, SeverityTable, known_level, make_scale, two_names
from incidentlint.vocabulary.lexicon import Lexicon, load_lexicon
from incidentlint.vocabulary.phrase_patterns import phrases
from incidentlint.vocabulary.phrases import Phrases, words_of
from incidentlint.vocabulary.prompts import (
    asked,
    asks,
    closes_deletion,
    is_kept,
    is_notice,
    is_prompt,
    is_request,
    is_to_be_deleted,
    names_any,
    opens_deletion,
    speaks_of_forms,
    title_words,
)
from incidentlint.vocabulary.recognition_words import RecognitionWords
from incidentlint.vocabulary.zone_names import SEVERAL, told_zones

__all__ = [
    "SEVERAL",
    "Change",
    "LeftoverWords",
    "LevelError",
    "Lexicon",
    "Phrases",
    "RecognitionWords",
    "Scale",
    "SeverityTable",
    "asked",
    "asks",
    "bare_key",
    "closes_deletion",
    "is_kept",
    "is_notice",
    "is_prompt",
    "is_request",
    "is_to_be_deleted",
    "key_of",
    "known_level",
    "load_lexicon",
    "make_scale",
    "names_any",
    "opens_deletion",
    "phrases",
    "speaks_of_forms",
    "split_name",
    "title_words",
    "told_zones",
    "two_names",
    "words_of",
]
