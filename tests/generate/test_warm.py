"""The reports that are linted so that a wheel brings what a first run would have to compile."""

from __future__ import annotations

import pytest

from incidentlint.markdown import parse
from incidentlint.outline import languages_of, outline
from incidentlint.text import SourceText
from incidentlint.vocabulary.lexicon import known_languages
from tools.warm import FORMS, report


@pytest.mark.parametrize("code", [code for code in known_languages() if code != "en"])
def test_a_report_is_in_one_language(code: str) -> None:
    found = {languages_of(outline(parse(SourceText(report(code, form))))) for form in FORMS}
    assert (code,) in found
