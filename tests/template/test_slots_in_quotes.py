"""Slots in quotes, behind an ``@``, in a table below the title; what a template offers to other levels."""

from __future__ import annotations

import pytest

from support import codes_of as codes
from support import pack_of


@pytest.mark.parametrize(
    ("language", "slots", "values"),
    [
        (
            "fr",
            ("« prénom nom »", "« jour JJ/MM/AAAA à HHhMM »", "« en cours / clos / rouvert »"),
            ("Ada Blin", "vendredi 28/11/2025 à 10h20", "clos"),
        ),
        (
            "de",
            ("„Vorname Nachname“", "„TT.MM.JJJJ HH:MM“", "„offen / gelöst / zu“"),
            ("Ada Berg", "28.11.2025 10:20", "gelöst"),
        ),
        ("ja", ("「氏名」", "「YYYY/MM/DD HH:MM」", "「対応中・監視中・完了」"), ("佐藤", "2025/11/28 10:20", "完了")),
        (
            "en",
            ("“first name last name”", "“YYYY-MM-DD HH:MM”", "“open / closed / void”"),
            ("Ada Berg", "2025-11-28 10:20", "closed"),
        ),
    ],
)
def test_quotes_around_most_values_are_of_slots(language: str, slots: tuple[str, ...], values: tuple[str, ...]) -> None:
    head = "# {}\n\n**Mark A:** {}\n**Mark B:** {}\n**Mark C:** {}\n\n## Story\n\n{}\n"
    template = head.format("[T]", *slots, "[Text]")
    assert codes(template, head.format("Pump", *values, f"It said {slots[0][0]}stop{slots[0][-1]}."), language) == []
    for number, slot in enumerate(slots):
        left = [slot if number == other else value for other, value in enumerate(values)]
        assert codes(template, head.format("Pump", *left, "It stopped."), language) in (["IR201"], ["IR202"])


def test_a_quotation_is_no_slot() -> None:
    template = "# [T]\n\n**Mark:** “What we say”\n\n## Story\n\n[Text]\n"
    assert codes(template, "# Pump\n\n**Mark:** “What we say”\n\n## Story\n\nIt stopped.\n") == []


@pytest.mark.parametrize(
    ("language", "item", "done"),
    [
        ("ja", "やること @担当 期限:YYYY/MM/DD", "監視を足す @sato 期限:2026/02/03"),
        ("de", "Aufgabe @verantwortlich bis: TT.MM.JJJJ", "Alarm @berg bis: 03.02.2026"),
        ("fr", "Action @porteur échéance : JJ/MM/AAAA", "Alerte @blin échéance : 03/02/2026"),
        ("en", "Task @owner due: YYYY-MM-DD", "Alarm @berg due: 2026-02-03"),
    ],
)
def test_a_handle_of_nobody_is_left(language: str, item: str, done: str) -> None:
    head = {"ja": "アクションアイテム", "de": "Maßnahmen", "fr": "Actions", "en": "Actions"}[language]
    text = "# {}\n\n## Story\n\n{}\n\n## {}\n\n- [ ] {}\n"
    template = text.format("[T]", "[Text]", head, f"{item}\n- [ ] {item}")
    assert codes(template, text.format("Pump", "It stopped.", head, done), language) == []
    handle = next(word for word in item.split() if word[0] == "@")
    mine = next(word for word in done.split() if word[0] == "@")
    assert codes(template, text.format("Pump", "It stopped.", head, done.replace(mine, handle)), language) == ["IR201"]


@pytest.mark.parametrize(
    ("language", "columns", "slots", "values", "left"),
    [
        (
            "fr",
            ("Niveau", "Période", "État"),
            ("{{N1, N2 ou N3}}", "{{du ... au ...}}", "{{état}}"),
            ("N2", "du 3 au 4", "clos"),
            "{{état}}",
        ),
        (
            "de",
            ("Stufe", "Zeitraum", "Leitung"),
            ("[S1, S2 oder S3]", "[von - bis]", "[Name]"),
            ("S2", "3. bis 4.", "Ada Berg"),
            "[Name]",
        ),
        (
            "es",
            ("Nivel", "Periodo", "Coordina"),
            ("<N1, N2 o N3>", "<desde - hasta>", "<nombre>"),
            ("N2", "3 a 4", "Ada Vera"),
            "<nombre>",
        ),
    ],
)
def test_the_row_below_the_title_is_of_fields(
    language: str, columns: tuple[str, ...], slots: tuple[str, ...], values: tuple[str, ...], left: str
) -> None:
    line = "| {} | {} | {} |"
    text = "# {}\n\n" + line.format(*columns) + "\n|---|---|---|\n" + line + "\n\n## Story\n\n{}\n"
    template = text.format("[T]", *slots, "[Text]")
    shape = pack_of(template, f'languages = ["{language}"]\n').shape
    assert [node.kind for node in shape.nodes[:3]] == ["field"] * 3
    assert codes(template, text.format("Pump", *values, "It stopped."), language) == []
    assert codes(template, text.format("Pump", *values[:2], left, "It stopped."), language) == ["IR201"]


@pytest.mark.parametrize("sign", ["·", "–", "-", "|", "•"])
def test_a_sign_behind_the_number_of_a_heading_is_none_of_its_name(sign: str) -> None:
    template = f"# [T]\n\n## 1 {sign} Story\n\n[Text]\n\n## 2 {sign} Cause\n\n[Text]\n"
    assert codes(template, "# Pump\n\n## Story\n\nIt stopped.\n\n## 2. Cause\n\nRust.\n") == []


@pytest.mark.parametrize(
    ("language", "level", "hint", "kept", "said"),
    [
        (
            "es",
            "Nivel: Alto / Medio / Bajo",
            'Obligatorio cuando el nivel es Alto. En Medio y Bajo: "No aplica".',
            "Obligatorio cuando el nivel es Alto.",
            "No aplica.",
        ),
        (
            "de",
            "Schweregrad: S1 / S2 / S3",
            "Pflicht bei S1. Bei S2 und S3 nur „entfällt“ schreiben.",
            "Pflicht bei S1.",
            "entfällt",
        ),
        (
            "fr",
            "Gravité : G1 / G2 / G3",
            "Obligatoire pour G1. Pour G2 et G3, écrire « sans objet ».",
            "Obligatoire pour G1.",
            "sans objet",
        ),
    ],
)
def test_what_others_may_say_is_none_below_a_hint(language: str, level: str, hint: str, kept: str, said: str) -> None:
    label, _, options = level.replace(" :", ":").partition(": ")
    first, *_, last = options.split(" / ")
    template = f"# [T]\n\n- {label}: {options}\n\n## A\n\n[Text]\n\n## B\n\n> {hint}\n\n[Text]\n"
    report = "# Pump\n\n- {}: {}\n\n## A\n\nIt stopped.\n\n## B\n\n> {}\n\n{}\n"
    extra = f'[roles]\nseverity = "{label}"\n'
    assert codes(template, report.format(label, first, kept, said), language, extra) == ["IR301"]
    assert codes(template, report.format(label, last, kept, said), language, extra) == []
    assert codes(template, report.format(label, first, kept, "It was told."), language, extra) == []


@pytest.mark.parametrize("sign", ["🔥", "▶", "🔴"])
def test_the_ends_of_a_length_may_be_signs_of_rows(sign: str) -> None:
    template = (
        f"# [T]\n\n## Timeline\n\n- HH:MM {sign} [what]\n- HH:MM ✅ [what]\n\n## A\n\n- Fixed ({sign}→✅): [n] min\n"
    )
    rows = f"- 12:00 {sign} pumps stop\n- 12:30 a call\n- 12:57 ✅ pumps run\n"
    report = f"# Pump\n\n## Timeline\n\n{rows}\n## A\n\n- Fixed ({sign}→✅): {{}} min\n"
    assert codes(template, report.format(57)) == []
    assert codes(template, report.format(47)) == ["IR403"]
    assert codes(template, report.format(47).replace("12:30 a", f"12:30 {sign} a")) == []


@pytest.mark.parametrize("label", ["Operations affected", "Betroffene Vorgänge", "Operaciones afectadas", "影響件数"])
def test_the_items_below_a_count_add_up_to_it(label: str) -> None:
    template = f"# [T]\n\n## Impact\n\n{label}: [n]\n\n- Web: [n]\n- Cards: [n]\n- Cash: [n]\n"
    report = f"# Pump\n\n## Impact\n\n{label}: 31,480\n\n- Web: 22,760\n- Cards: {{}}\n- Cash: 815\n"
    assert codes(template, report.format("7,905")) == []
    assert codes(template, report.format("7,950")) == ["IR501"]
    assert codes(template, report.format("5,000")) == []


@pytest.mark.parametrize(
    "said",
    [
        "※「〇〇」および（　）内の説明は記入後に削除してください。",
        "Alle „XXX“ sind vor dem Versand zu ersetzen.",
        "Remplacez chaque « JJ/MM/AAAA » avant l'envoi.",
        'Replace every "____" before you send it.',
    ],
)
def test_a_sentence_may_speak_of_slots(said: str) -> None:
    text = "# {}\n\n{}\n\n**Mark:** {}\n\n## Story\n\n{}\n"
    template = text.format("[T]", said, "〇〇", "[Text]")
    assert codes(template, text.format("Pump", said, "M", "It stopped.")) == []
    assert codes(template, text.format("Pump", said, "〇〇", "It stopped.")) == ["IR201"]
