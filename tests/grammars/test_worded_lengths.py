"""Lengths in the words of each language of the lexicon, read whole; several spellings of each length."""

from __future__ import annotations

import pytest

from incidentlint.grammars import read_duration
from incidentlint.grammars.worded_lengths import names_unit

LENGTHS = {
    "half an hour": """
        half an hour | a half hour | 30 min | eine halbe Stunde | une demi-heure | media hora | meia hora | mezz'ora
        | mezza ora | en halv time | en halvtime | pola sata | 半時間 | 半小时 | 半个小时 | 반 시간""",
    "quarter of an hour": """
        a quarter of an hour | eine Viertelstunde | un quart d'heure | un cuarto de hora | um quarto de hora
        | un quarto d'ora | et kvarter | četvrt sata | 一刻钟""",
    "three quarters": """
        three quarters of an hour | 45 minutes | eine Dreiviertelstunde | eine dreiviertel Stunde
        | fünfundvierzig Minuten | trois quarts d'heure | quarante-cinq minutes | tres cuartos de hora
        | cuarenta y cinco minutos | três quartos de hora
        | quarenta e cinco minutos | tre quarti d'ora | quarantacinque minuti | tre kvarter
        | førtifem minutter | četrdeset pet minuta | četrdeset i pet minuta | 四十五分 | 四十五分钟 | 사십오 분""",
    "an hour and a quarter": """
        an hour and a quarter | 1¼ hours | 1 1/4 Stunden | une heure et quart | una hora y cuarto | uma hora e um quarto
        | un'ora e un quarto | en time og et kvarter | sat i petnaest minuta""",
    "an hour and a half": """
        an hour and a half | 1½ hours | 1 ½ h | eineinhalb Stunden | anderthalb Stunden | 1½ Stunden | 1,5 Stunden
        | une heure et demie | 1 heure et demie | 1½ heure | una hora y media | hora y media | uma hora e meia
        | hora e meia | un'ora e mezza | un’ora e mezzo | halvannen time | en og en halv time | sat i po
        | jedan i po sat | 1時間半 | 一時間半 | 1个半小时 | 一个半小时 | 一個半小時 | 1시간 반 | 한 시간 반
        | neunzig Minuten | quatre-vingt-dix minutes | noventa minutos | novanta minuti | nitti minutter""",
    "an hour and 45 minutes": """
        1 hour 45 | 1 hr 45 | 1 hour + 45 minutes | 1-3/4 hours | 1:45 Std. | 1:45 Stunden | 1 3/4 Stunden
        | eine Stunde und fünfundvierzig Minuten | 1 heure 45 | une heure quarante-cinq | 1 h 45 mn
        | une heure trois quarts | 1 hora con 45 minutos | una hora cuarenta y cinco minutos | 1:45 horas
        | uma hora e quarenta e cinco minutos | un'ora e quarantacinque minuti | 1 t 45 min | 1t45m | 1:45 timer
        | en time og tre kvarter | sat i 45 minuta | 一時間四十五分 | 一小时四十五分钟
        | 1個小時45分鐘 | 한 시간 45분""",
    "two hours and a half": """
        two and a half hours | zweieinhalb Stunden | zwei und eine halbe Stunde | 2 ½ Stunden | deux heures et demie
        | dos horas y media | duas horas e meia | due ore e mezza | to og en halv time | dva i po sata | 二時間半
        | 两个半小时 | 두 시간 반""",
    "14 hours 5 minutes": "14 h 05 | 14h05 | 14 h 05 min | 14 heures 5 | vierzehn Stunden und fünf Minuten | 14:05 h",
    "2 days 3 hours 5 minutes": "2 days, 3:05:00 | 2 days, 3:05 | 2d 03:05 | 2 Tage 3 Stunden 5 Minuten | 2天3小时5分",
}
MINUTES = dict(zip(LENGTHS, (30, 15, 45, 75, 90, 105, 150, 845, 3065), strict=True))
CASES = [(text.strip(), MINUTES[name]) for name, texts in LENGTHS.items() for text in texts.split(" | ")]


@pytest.mark.parametrize(("text", "minutes"), [(" ".join(text.split()), minutes) for text, minutes in CASES])
def test_a_length_in_words(text: str, minutes: int) -> None:
    read = read_duration(text, clock=True)
    assert read is not None
    assert (read.seconds, read.start, read.end) == (minutes * 60, 0, len(text))


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("moins d'une heure", "less"), ("meno di un'ora", "less"), ("45分未満", "less"), ("1時間以内", "less"),
        ("45분 미만", "less"), ("2 heures maximum", "less"), ("manje od sat vremena", "less"), ("1시간 이상", "more"),
        ("gut zwei Stunden", None), ("snaut to timer", None), ("um dia e duas horas", None),
    ],
)  # fmt: skip
def test_a_bound_in_words(text: str, bound: str | None) -> None:
    read = read_duration(text, clock=True)
    assert read is not None
    assert (read.bound, read.end) == (bound, len(text))


@pytest.mark.parametrize("text", ["1h/45m", "1h:45m", "halb", "una hora", "einhalb", "dos", "un quart", "Stunde"])
def test_a_part_of_a_length_is_none(text: str) -> None:
    read = read_duration(text, clock=True)
    assert read is None or read.end == len(text)


@pytest.mark.parametrize("text", ["several hours", "Mehrere Stunden", "数時間", "몇 시간", "qualche ora"])
def test_an_unclear_length_names_its_unit(text: str) -> None:
    assert names_unit(text)
    assert read_duration(text) is None


@pytest.mark.parametrize("text", ["overnight", "none", "unit", "Not told", "hourly"])
def test_what_names_no_unit(text: str) -> None:
    assert not names_unit(text)
