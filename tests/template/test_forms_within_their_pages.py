"""Forms that are only a part of their file: in a code block of a manual, or below a page on when to write."""

from __future__ import annotations

import pytest

from support import codes_of, lines_of, lint_text, pack_of

GERMAN = """# Handbuch der Fähre (Notfälle)

## Überblick

Die Fähre fährt stündlich.

## Szenarien und Maßnahmen

### 1. Motor steht

**Maßnahmen:**

1. Anker werfen.

### 2. Rampe klemmt

**Maßnahmen:**

1. Rampe schmieren.

## Ansprechpartner

| Rolle | Name |
|---|---|
| Kapitän | [Name] |

## Wiederanlauf

### Motor

Kühlung prüfen.

## {heading}

Nach jedem Ausfall:

```{info}
# Störung: [Titel]

## Zusammenfassung

[Was geschah]

## Ursache

[Warum]

## Zeitlicher Ablauf

| Uhrzeit | Ereignis |
|---|---|
| HH:MM | [Ereignis] |
```
"""

GERMAN_REPORT = """# Störung: Rampe klemmt

## Zusammenfassung

Die Rampe ging nicht auf.

## Ursache

Rost im Scharnier.

## Zeitlicher Ablauf

| Uhrzeit | Ereignis |
|---|---|
| 08:10 | Rampe klemmt |
| 08:40 | Rampe ist auf |
"""

JAPANESE = """# 渡し船の障害対応

## P1: 運航停止

### 初動対応（5 分以内）

1. 錨を下ろす。

### 復旧確認

汽笛を鳴らす。

## P2: 遅延

### 初動対応（15 分以内）

1. 港に知らせる。

### 復旧確認

時刻を確かめる。

## P3: 軽微

### 初動対応（当日中）

1. 日誌に書く。

### 復旧確認

日誌を読む。

## 雛形

```markdown
## 障害報告: <タイトル>

### 影響範囲

- 止まった便:

### 根本原因

（原因を書く）

### 再発防止策

| 対策 | 担当 |
|---|---|
| | |
```
"""

JAPANESE_REPORT = """## 障害報告: 綱が切れた

### 影響範囲

- 止まった便: 3 便

### 根本原因

綱が古かった。

### 再発防止策

| 対策 | 担当 |
|---|---|
| 綱を替える | 森 |
"""


@pytest.mark.parametrize("heading", ["Vorlage für den Bericht", "Nachbereitung", "Mustervorlage"])
@pytest.mark.parametrize("info", ["markdown", "md", ""])
def test_a_long_manual_in_a_language_holds_its_form(heading: str, info: str) -> None:
    template = GERMAN.format(heading=heading, info=info)
    assert codes_of(template, GERMAN_REPORT) == []
    lacking = GERMAN_REPORT.replace("## Ursache\n\nRost im Scharnier.\n\n", "")
    assert codes_of(template, lacking) == ["IR101"]


def test_what_a_manual_says_for_each_scenario_counts_once() -> None:
    assert codes_of(JAPANESE, JAPANESE_REPORT) == []
    assert codes_of(JAPANESE, JAPANESE_REPORT.replace("綱が古かった。", "（原因を書く）")) == ["IR201"]


def test_a_form_that_holds_another_one_is_the_form() -> None:
    """What is told to guests is a part of the report's own template, and no template of it."""
    template = (
        "# Störung: [Titel]\n\n## Zusammenfassung\n\n[Was geschah]\n\n## Ursache\n\n[Warum]\n\n"
        "## Auswirkungen\n\n[Wen]\n\n## Vorlage für die Gäste\n\n"
        "```markdown\n## Was ist\n\n[Text]\n\n## Seit wann\n\n[Text]\n\n## Wie weiter\n\n[Text]\n```\n"
    )
    report = (
        "# Störung: Rampe\n\n## Zusammenfassung\n\nSie klemmte.\n\n## Ursache\n\nRost.\n\n## Auswirkungen\n\nKeine.\n"
    )
    assert codes_of(template, report) == []
    assert codes_of(template, report.replace("## Ursache\n\nRost.\n\n", "")) == ["IR101"]


FORM = """# Разбор: [название]

## Кратко

[Что случилось]

## Выводы

[Выводы]
"""

PAGE = """# {title}

Разбор пишет один человек.

## Когда писать

- Паром стоял больше часа.

## Как писать

- Текст в скобках нужно заменить.

### О времени

Время местное.

---

"""

WRITTEN = "# Разбор: паром стоял\n\n## Кратко\n\nПаром стоял два часа.\n\n## Выводы\n\nНужен второй мотор.\n"


@pytest.mark.parametrize("title", ["Шаблон разбора", "Разборы", "Our reviews"])
def test_a_page_above_the_title_is_none_of_the_report(title: str) -> None:
    pack = pack_of(PAGE.format(title=title) + FORM)
    assert lines_of(lint_text(WRITTEN, [pack])) == []
    assert lines_of(lint_text(WRITTEN.replace("## Выводы\n\nНужен второй мотор.\n", ""), [pack])) == [("IR101", 5)]


@pytest.mark.parametrize(
    ("part", "missing"),
    [
        ("## Summary\n\nIn short.\n", True),  # told by each report
        ("## Boats\n\n[Which boats]\n", True),
        ("## Boats\n\n- **Number:** ____\n", True),
        ("## Boats\n\n- [ ] One\n- [ ] Two\n", True),
        ("## Boats\n\n| Boat | Damage |\n|---|---|\n| | |\n", True),
        ("## Boats\n\n", True),
        ("## Boats\n\nWhich boats were hit?\n", True),
        ("## Boats\n\nWe have two boats and a raft.\n", False),
    ],
)
def test_what_is_to_be_filled_in_above_the_title_is_the_forms(part: str, missing: bool) -> None:
    template = f"# Harbour\n\n{part}\n# Review: [Title]\n\n## Outcome\n\n[What]\n\n## Lessons\n\n[Lessons]\n"
    report = "# Review: the raft\n\n## Outcome\n\nIt sank.\n\n## Lessons\n\nRafts sink.\n"
    assert bool(codes_of(template, report)) is missing


HEADED = "# Act\n\n{}\n\n**City:** [City]\n\n## Cause\n\n[Cause]\n"
ACT = "# Act\n\n{}\n\n**City:** Bergen\n\n## Cause\n\nA fuse.\n"


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("**Act No. ____**  \n**on the loss of a boat**", "**Act No. 7**  \n**on the loss of a boat**"),
        ("**Akt nr ____**\n**om et tapt skip**\n**(utkast)**", "**Akt nr 7**\n**om et tapt skip**\n**(utkast)**"),
        ("**АКТ № ____**  \n**о пропаже лодки**", "**АКТ № 7**  \n**о пропаже лодки**"),
    ],
)
def test_bold_lines_that_go_on_with_one_another_are_a_headline(asked: str, written: str) -> None:
    assert codes_of(HEADED.format(asked), ACT.format(written)) == []


@pytest.mark.parametrize(
    ("asked", "labels"),
    [
        ("**Owner**\n**Harbour**", {"owner"}),
        ("**owner**\n**harbour**", {"owner"}),
        ("**Owner:**\n**harbour:**", {"owner", "harbour"}),
        ("**Owner**: ____\n**who was told?** ____", {"owner", "who was told"}),
    ],
)
def test_bold_names_below_one_another_are_labels(asked: str, labels: set[str]) -> None:
    assert labels <= pack_of(HEADED.format(asked)).shape.labels()


CASES = "# Review: [Title]\n\n## Cause\n\n{}\n\n## Lessons\n\n[Lessons]\n"


@pytest.mark.parametrize(
    "boxes",
    [
        "**Way in:**\n- [ ] Gate\n- [ ] Fence\n- [ ] Unknown\n- [ ] Other: ____",
        "- [ ] Gate\n- [ ] Fence\n- [ ] Not determined\n- [ ] Other (which): ____",
        "**Weg hinein:**\n\n- [ ] Tor\n- [ ] Zaun\n- [ ] Unbekannt\n- [ ] Sonstiges: ____",
        "**Точка входа:**\n- [ ] Ворота\n- [ ] Забор\n- [ ] Не установлен\n- [ ] Иное: ____",
    ],
)
def test_boxes_for_all_cases_want_one_of_them(boxes: str) -> None:
    language = "de" if "Tor" in boxes else ""
    report = CASES.format(boxes).replace("[Title]", "a goat").replace("[Lessons]", "Goats jump.").replace("____", "-")
    assert codes_of(CASES.format(boxes), report, language) == ["IR302"]
    assert codes_of(CASES.format(boxes), report.replace("[ ]", "[x]", 1), language) == []


@pytest.mark.parametrize(
    "boxes",
    [
        "**Told:**\n- [ ] Guards\n- [ ] Guests\n- [ ] Other: ____",
        "**Signs:**\n- [ ] Smoke\n- [ ] Noise\n- [ ] Unknown van",
    ],
)
def test_other_boxes_may_all_be_open(boxes: str) -> None:
    report = CASES.format(boxes).replace("[Title]", "a goat").replace("[Lessons]", "Goats jump.").replace("____", "-")
    assert codes_of(CASES.format(boxes), report) == []


ROWS = """# Review: [Title]

## {}

| No | Boat | Damage |
|---|---|---|
| 1 | | |
| 2 | | |

## Outcome

[What]
"""


@pytest.mark.parametrize(
    ("heading", "said", "found"),
    [
        ("Лодки", "Нет: шторм прошёл мимо.", []),
        ("Человек", "Нет.", []),
        ("Łodzie", "Brak, sztorm przeszedł obok.", []),
        ("Boten", "Geen: de storm ging voorbij.", []),
        ("Boats", "None: the storm passed.", []),
        ("Лодки", "Шторм прошёл мимо.", ["IR109"]),
        ("Boats", "Neither.", ["IR109"]),
    ],
)
def test_none_in_a_word_of_a_language_stands_for_a_table(heading: str, said: str, found: list[str]) -> None:
    report = f"# Review: a storm\n\n## {heading}\n\n{said}\n\n## Outcome\n\nNothing sank.\n"
    assert codes_of(ROWS.format(heading), report) == found


RUNBOOK = """# {title}

## Severity

## Timeline of a call

### Investigation

Look at the lamps.

### Fix

Mend them.

## Impact on the yard

## Communication

## After the call

```markdown
# Post-mortem - {slot}

## Story

[What happened]

## Cause

[Why]

## Next

[What will be done]
```
"""


@pytest.mark.parametrize(
    ("title", "slot", "codes"),
    [
        ("Runbook for calls", "[Title] ([Date])", []),
        ("Runbook for calls", "<title>", []),
        ("Runbook for [team]", "[Title]", ["IR004"]),
        ("Runbook for calls", "the lamp of yard 3", ["IR004"]),
    ],
)
def test_a_block_whose_title_is_to_be_filled_in_is_the_form(title: str, slot: str, codes: list[str]) -> None:
    report = "# Post-mortem - lamps out\n\n## Story\n\nDark.\n\n## Cause\n\nA fuse.\n\n## Next\n\nA second fuse.\n"
    pack = pack_of(RUNBOOK.format(title=title, slot=slot))
    assert [one.code for one in lint_text(report, [pack], path="docs/lamps.md")][:1] == codes
