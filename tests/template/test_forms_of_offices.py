"""Forms as offices have them: aligned in a block, with legends and reckonings beside what is to be filled in."""

from __future__ import annotations

import pytest

from support import codes_of as codes
from support import pack_of

BLOCKS = [
    (
        "es",
        "    Inicio   : __/__/____ __:__\n    Fin      : __/__/____ __:__\n    Duración : __ h __ min\n",
        ("15/07/2026 13:10", "15/07/2026 15:40", "2 h 30 min", "2 h 50 min"),
    ),
    (
        "de",
        "```\nBeginn:  <TT.MM.JJJJ HH:MM>\nEnde:    <TT.MM.JJJJ HH:MM>\nDauer:   <Minuten> Minuten\n```\n",
        ("15.07.2026 13:10", "15.07.2026 13:40", "30", "50"),
    ),
    (
        "fr",
        "```yaml\ndébut: JJ/MM/AAAA HH:MM   # local\nfin: JJ/MM/AAAA HH:MM\ndurée: X minutes  # fin - début\n```\n",
        ("15/07/2026 13:10", "15/07/2026 13:40", "30 minutes", "50 minutes"),
    ),
    (
        "ja",
        "    発生日時　：YYYY/MM/DD HH:MM\n    復旧日時　：YYYY/MM/DD HH:MM\n    継続時間　：○分\n",
        ("2026/07/15 13:10", "2026/07/15 13:40", "30分", "50分"),
    ),
]


@pytest.mark.parametrize(("language", "block", "values"), BLOCKS)
def test_the_lines_of_a_form_in_a_block_are_fields(language: str, block: str, values: tuple[str, ...]) -> None:
    template = f"# [T]\n\n## A\n\n{block}\n## B\n\n[Text]\n"
    slots = {
        "es": ("__/__/____ __:__", "__/__/____ __:__", "__ h __ min"),
        "de": ("<TT.MM.JJJJ HH:MM>", "<TT.MM.JJJJ HH:MM>", "<Minuten>"),
        "fr": ("JJ/MM/AAAA HH:MM", "JJ/MM/AAAA HH:MM", "X minutes"),
        "ja": ("YYYY/MM/DD HH:MM", "YYYY/MM/DD HH:MM", "○分"),
    }[language]

    def filled(values: tuple[str, ...]) -> str:
        report = template.replace("[T]", "Pump").replace("[Text]", "It stopped.")
        for slot, value in zip(slots, values, strict=True):
            report = report.replace(slot, value, 1)
        return report

    assert codes(template, filled(values[:3]), language) == []
    assert codes(template, filled((*values[:2], values[3])), language) == ["IR403"]
    assert codes(template, filled((values[0], slots[1], values[2])), language) == ["IR201"]


@pytest.mark.parametrize("block", ["```\nbash: ./run\nnote: ok\n```\n", "```\npump: stopped\nvalve: open\n```\n"])
def test_lines_of_output_are_no_fields(block: str) -> None:
    template = f"# [T]\n\n## A\n\n[Text]\n\n{block}\n"
    assert codes(template, "# Pump\n\n## A\n\nIt stopped.\n") == []
    assert codes("# [T]\n\n**Mark:** [X]\n\n## A\n\n[Text]\n", f"# Pump\n\n**Mark:** M\n\n## A\n\n{block}\n") == []


@pytest.mark.parametrize(
    ("language", "head", "rows", "values"),
    [
        ("es", "| Métrica | Cálculo | Valor |", ("| Detección | Detección − Inicio | XX min |",), ("75 min",)),
        (
            "de",
            "| Kennzahl | Berechnung | Wert |",
            ("| Erkennung | Erkannt minus Beginn | __ Minuten |",),
            ("5 Minuten",),
        ),
        ("fr", "| Moment | Définition | Heure |", ("| Appel | premier appel reçu | HH:MM |",), ("10:40",)),
        ("ja", "| 指標 | 計算 | 値 |", ("| 検知まで | 検知 − 発生 | XX 分 |",), ("16 分",)),
    ],
)
def test_how_a_value_is_reckoned_is_none(language: str, head: str, rows: tuple[str], values: tuple[str]) -> None:
    rows = (*rows, rows[0].replace("| ", "| Zz ", 1))
    table = f"{head}\n|---|---|---|\n" + "\n".join(rows)
    template = f"# [T]\n\n## A\n\n{table}\n\n## B\n\n[Text]\n"
    slot = rows[0].split("|")[3].strip()
    report = template.replace("[T]", "Pump").replace("[Text]", "It stopped.").replace(slot, values[0])
    assert codes(template, report, language) == []
    assert codes(template, report.replace(values[0], slot, 1), language) == ["IR201"]
    short = report.replace(head, "|".join(head.split("|")[i] for i in (0, 1, 3, 4))).replace(
        "|---|---|---|", "|---|---|"
    )
    for row in rows:
        name, how = row.split("|")[1:3]
        short = short.replace(f"{name}|{how}|", f"{name}|")
    assert codes(template, short, language) == []


@pytest.mark.parametrize(
    ("language", "legend", "table", "row"),
    [
        (
            "es",
            "Prioridad: alta (2 semanas), media (1 mes), baja (1 trimestre).",
            "| Acción | Prioridad | Dueño |\n|---|---|---|\n| … | alta / media / baja | … |",
            "| Alarma | alta | Lucía Vera |",
        ),
        (
            "de",
            "**Priorität:** hoch = 2 Wochen, mittel = 1 Monat, niedrig = 1 Quartal",
            "| Maßnahme | Priorität | Wer |\n|---|---|---|\n| … | hoch / mittel / niedrig | … |",
            "| Alarm | hoch | Ada Berg |",
        ),
        (
            "fr",
            "Priorité : P1 (1 semaine) / P2 (1 mois) / P3 (1 trimestre)",
            "| Action | Priorité | Qui |\n|---|---|---|\n| … | P1 / P2 / P3 | … |",
            "| Alerte | P1 | Ada Blin |",
        ),
        (
            "ja",
            "優先度：高（1週間）、中（1か月）、低（3か月）",
            "| 対策 | 優先度 | 担当 |\n|---|---|---|\n| ○○ | 高・中・低 | ○○ |",
            "| 監視 | 高 | 佐藤 |",
        ),
    ],
)
def test_what_explains_a_column_may_stay_and_may_go(language: str, legend: str, table: str, row: str) -> None:
    template = f"# [T]\n\n## A\n\n[Text]\n\n## B\n\n{legend}\n\n{table}\n"
    report = f"# Pump\n\n## A\n\nIt stopped.\n\n## B\n\n{legend}\n\n{table[: table.rindex(chr(10))]}\n{row}\n"
    assert codes(template, report, language) == []
    assert codes(template, report.replace(f"{legend}\n\n", ""), language) == []


@pytest.mark.parametrize(
    ("language", "item", "done"),
    [
        ("es", "Aviso enviado a las 00:00", "Aviso enviado a las 12:20"),
        ("de", "Aufsicht informiert am 00.00.0000", "Aufsicht informiert am 04.06.2026"),
        ("fr", "Clients informés à 00h00", "Clients informés à 15h30"),
        ("ja", "上長へ報告（00:00）", "上長へ報告（11:20）"),
    ],
)
def test_a_box_has_another_time_than_that_which_stands_for_any(language: str, item: str, done: str) -> None:
    template = f"# [T]\n\n## A\n\n[Text]\n\n## B\n\n- [ ] {item}\n- [ ] Mark\n"
    report = "# Pump\n\n## A\n\nIt stopped.\n\n## B\n\n{}- [x] Mark\n"
    assert codes(template, report.format(f"- [x] {done}\n"), language) == []
    assert codes(template, report.format(""), language) == ["IR112"]


@pytest.mark.parametrize(
    ("language", "word"), [("es", "Opcional."), ("de", "Optional"), ("fr", "Facultatif."), ("ja", "任意")]
)
def test_a_heading_over_one_blank_is_optional_where_its_hint_says_so(language: str, word: str) -> None:
    template = f"# [T]\n\n## A\n\n[Text]\n\n## B\n\n> {word}\n\n`________`\n"
    assert codes(template, "# Pump\n\n## A\n\nIt stopped.\n", language) == []
    assert codes(template.replace(f"> {word}\n\n", ""), "# Pump\n\n## A\n\nIt stopped.\n", language) == ["IR101"]


def test_a_box_of_a_state_is_no_time() -> None:
    boxes = "Estatus (marque uno):\n\n* ( ) En curso\n* ( ) Solucionado\n"
    template = f"# [T]\n\n{boxes}\n- Inicio: DD/MM/AAAA HH:MM\n- Solución: DD/MM/AAAA HH:MM\n\n## B\n\n[Texto]\n"
    assert "resolved" not in pack_of(template, 'languages = ["es"]\n').roles


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Am Freitag, dem 28. November 2025, fiel die Kasse aus."),
        ("de", "Beim 3. Versuch lief die Pumpe."),
        ("nb", "Den 3. Mai 2026 sto pumpen."),
    ],
)
def test_an_ordinal_number_ends_no_sentence(language: str, sentence: str) -> None:
    asked = {"de": "[ein Satz]", "nb": "[1 setning]"}[language]
    template = f"# [T]\n\n**Mark:** {asked}\n\n## A\n\n[Text]\n"
    report = "# Pump\n\n**Mark:** {}\n\n## A\n\nPumpe.\n"
    assert codes(template, report.format(sentence), language) == []
    assert codes(template, report.format(f"{sentence} Danach nicht."), language) in (["IR114"], [])
