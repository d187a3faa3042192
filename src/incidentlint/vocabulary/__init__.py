"""The words of the field, all as data: the lexicon, keys of names, levels of severity, prompts."""

from __future__ import annotations

from incidentlint.vocabulary.all_checks import all_check_words
from incidentlint.vocabulary.answers import (
    OUTER,
    SEPARATOR,
    is_bare_waiver,
    is_none,
    is_nothing,
    is_todo,
    is_unsigned,
    leading_none,
    offers_waiver,
    waiver,
)
from incidentlint.vocabulary.conduct_words import ConductWords, PrivacyWords
from incidentlint.vocabulary.keys import bare_key, key_of, lead_key, loose_key, split_name
from incidentlint.vocabulary.leftover_words import LeftoverWords
from incidentlint.vocabulary.levels import (
    Change,
    LevelError,
    Scale,
    SeverityTable,
    forms_of,
    is_scale,
    known_level,
    make_scale,
    two_names,
)
from incidentlint.vocabulary.lexicon import NO_WORDING, Lexicon, Wording, find_language, language_hint, load_lexicon
from incidentlint.vocabulary.own_labels import ENOUGH, own_languages
from incidentlint.vocabulary.own_time_words import remembered
from incidentlint.vocabulary.phrase_patterns import either, literal, phrases
from incidentlint.vocabulary.phrases import Phrases, words_of
from incidentlint.vocabulary.prompts import (
    asked,
    asks,
    closes_deletion,
    deletes_section,
    is_kept,
    is_name_of_value,
    is_notice,
    is_prompt,
    is_reference,
    is_request,
    is_to_be_deleted,
    is_told,
    names_any,
    opens_deletion,
    speaks_of_forms,
    states,
    title_words,
)
from incidentlint.vocabulary.recognition_words import RecognitionWords
from incidentlint.vocabulary.roles import MILESTONES, ORDER, PARTS, ROLES, TELLING, MilestoneName, is_generic, kinds_of
from incidentlint.vocabulary.summary_words import SummaryWords
from incidentlint.vocabulary.tables import Texts
from incidentlint.vocabulary.time_words import other_time_words, time_words, zone_words
from incidentlint.vocabulary.words import FigureWords, Gates, Prompts, SlotWords, TimeWords, Words
from incidentlint.vocabulary.zone_names import told_zones

__all__ = [
    "ENOUGH",
    "MILESTONES",
    "NO_WORDING",
    "ORDER",
    "OUTER",
    "PARTS",
    "ROLES",
    "SEPARATOR",
    "TELLING",
    "Change",
    "ConductWords",
    "FigureWords",
    "Gates",
    "LeftoverWords",
    "LevelError",
    "Lexicon",
    "MilestoneName",
    "Phrases",
    "PrivacyWords",
    "Prompts",
    "RecognitionWords",
    "Scale",
    "SeverityTable",
    "SlotWords",
    "SummaryWords",
    "Texts",
    "TimeWords",
    "Wording",
    "Words",
    "all_check_words",
    "asked",
    "asks",
    "bare_key",
    "closes_deletion",
    "deletes_section",
    "either",
    "find_language",
    "forms_of",
    "is_bare_waiver",
    "is_generic",
    "is_kept",
    "is_name_of_value",
    "is_none",
    "is_nothing",
    "is_notice",
    "is_prompt",
    "is_reference",
    "is_request",
    "is_scale",
    "is_to_be_deleted",
    "is_todo",
    "is_told",
    "is_unsigned",
    "key_of",
    "kinds_of",
    "known_level",
    "language_hint",
    "lead_key",
    "leading_none",
    "literal",
    "load_lexicon",
    "loose_key",
    "make_scale",
    "names_any",
    "offers_waiver",
    "opens_deletion",
    "other_time_words",
    "own_languages",
    "phrases",
    "remembered",
    "speaks_of_forms",
    "split_name",
    "states",
    "time_words",
    "title_words",
    "told_zones",
    "two_names",
    "waiver",
    "words_of",
    "zone_words",
]
