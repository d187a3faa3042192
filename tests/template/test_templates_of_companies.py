"""Templates as companies of four countries write them: a complete report is silent, one defect is found in place."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

GERMAN = """# Störungsbericht: <Kurztitel>

| Angabe | Wert |
| --- | --- |
| Schweregrad | S1 / S2 / S3 |
| Beginn der Störung | TT.MM.JJJJ HH:MM Uhr |
| Ende der Störung | TT.MM.JJJJ HH:MM Uhr |
| Gesamtdauer | X Std. Y Min. |

## Ursache

Beschreiben Sie die technische Ursache.

## Meldung an die Aufsicht (nur bei S1)

[Wann und durch wen]

## Maßnahmen

| Maßnahme | Verantwortlich | Termin |
| --- | --- | --- |
| [Maßnahme] | [Name] | TT.MM.JJJJ |

## Hinweise zum Ausfüllen

Alle Zeiten in Ortszeit.
"""

GERMAN_REPORT = """# Störungsbericht: Tor klemmt

| Angabe | Wert |
| --- | --- |
| Schweregrad | S2 |
| Beginn der Störung | 03.03.2026 08:12 Uhr |
| Ende der Störung | 03.03.2026 10:02 Uhr |
| Gesamtdauer | 1 Std. 50 Min. |

## Ursache

Ein Stein lag in der Schiene.

## Maßnahmen

| Maßnahme | Verantwortlich | Termin |
| --- | --- | --- |
| Schiene kehren | Uma Roth | 20.03.2026 |
"""

FRENCH = """---
gravité: P1 | P2 | P3
---

# [Titre de l'incident]

**Début de l'incident :** JJ/MM/AAAA HH:MM
**Fin de l'incident :** JJ/MM/AAAA HH:MM
**Durée totale :** X h Y min

## Résumé

Décrivez l'incident en quelques phrases.

## Communication aux clients (obligatoire pour P1 et P2)

[Message envoyé]

## Enseignements

Qu'est-ce qui a bien fonctionné ?
"""

FRENCH_REPORT = """---
gravité: P3
---

# Le portail est coincé

**Début de l'incident :** 03/02/2026 17:40
**Fin de l'incident :** 03/02/2026 19:10
**Durée totale :** 1 h 30 min

## Résumé

Le portail est resté coincé.

## Enseignements

La gardienne a vite appelé.
"""

SPANISH = """# Informe AAAA-MM-DD: <título breve>

- **Severidad:** Alta / Media / Baja
- **Inicio:** AAAA-MM-DD HH:MM
- **Resuelto:** AAAA-MM-DD HH:MM

## Impacto

Indique el número de usuarios afectados.

## Línea de tiempo

| Hora | Qué pasó | Quién |
| --- | --- | --- |
| HH:MM | | |

## ¿Se avisó al seguro?

- [ ] Sí
- [ ] No

## Acciones correctivas

1. <acción> — Responsable: <nombre> — Fecha límite: AAAA-MM-DD
"""

SPANISH_REPORT = """# Informe 2026-05-11: portón atascado

- **Severidad:** Media
- **Inicio:** 2026-05-11 10:05
- **Resuelto:** 2026-05-11 11:35

## Impacto

Doce coches no pudieron salir.

## Línea de tiempo

| Hora | Qué pasó | Quién |
| --- | --- | --- |
| 10:05 | El portón se atasca | |
| 11:35 | El portón se abre | Uma |

## ¿Se avisó al seguro?

- [ ] Sí
- [x] No

## Acciones correctivas

1. Limpiar el raíl — Responsable: Uma Gil — Fecha límite: 2026-05-25
"""

JAPANESE = """# 障害報告書：【件名】

| 項目 | 内容 |
|---|---|
| 管理番号 | INC-YYYYMMDD-XX |
| 重大度 | 高・中・低 |
| 発生日時 | YYYY/MM/DD HH:MM |
| 復旧日時 | YYYY/MM/DD HH:MM |

## 概要

（障害の概要を記載してください）

## 影響範囲

- 影響を受けた顧客数：〇〇社
- 影響を受けた機能：

## 監督官庁への報告（重大度「高」の場合のみ）

（報告日時を記載してください）

## 振り返り

良かった点・改善すべき点を記入する。
"""

JAPANESE_REPORT = """# 障害報告書：門が開かない

| 項目 | 内容 |
|---|---|
| 管理番号 | INC-20260415-01 |
| 重大度 | 低 |
| 発生日時 | 2026/04/15 10:20 |
| 復旧日時 | 2026/04/15 12:05 |

## 概要

門に石が挟まり、車が出られなくなった。

## 影響範囲

- 影響を受けた顧客数：3社
- 影響を受けた機能：正門

## 振り返り

連絡は早かった。次は予備の鍵を置く。
"""

ALL = {
    "German": (GERMAN, GERMAN_REPORT),
    "French": (FRENCH, FRENCH_REPORT),
    "Spanish": (SPANISH, SPANISH_REPORT),
    "Japanese": (JAPANESE, JAPANESE_REPORT),
}


@pytest.mark.parametrize("language", ALL)
def test_a_complete_report_is_silent(language: str) -> None:
    template, report = ALL[language]
    assert [found.message for found in lint_text(report, [pack_of(template)]) if found.level != "info"] == []


@pytest.mark.parametrize(
    ("language", "right", "wrong", "code", "line"),
    [
        ("German", "Tor klemmt", "<Kurztitel>", "IR201", 1),
        ("German", "| S2 |", "| S1 / S2 / S3 |", "IR202", 5),
        ("German", "| S2 |", "| S1 |", "IR301", 5),
        ("German", "10:02 Uhr", "07:02 Uhr", "IR402", 7),
        ("German", "1 Std. 50", "2 Std. 50", "IR403", 8),
        ("German", "Ein Stein lag in der Schiene.", "Beschreiben Sie die technische Ursache.", "IR201", 12),
        ("German", "| Uma Roth |", "| |", "IR601", 18),
        ("French", "gravité: P3", "gravité: P7", "IR207", 2),
        ("French", "gravité: P3", "gravité: P2", "IR301", 2),
        ("French", "1 h 30", "2 h 30", "IR403", 9),
        ("French", "Le portail est resté coincé.", "Décrivez l'incident en quelques phrases.", "IR201", 13),
        ("French", "La gardienne a vite appelé.", "Qu'est-ce qui a bien fonctionné ?", "IR201", 17),
        ("Spanish", "portón atascado", "<título breve>", "IR201", 1),
        ("Spanish", "Doce coches no pudieron salir.", "Indique el número de usuarios afectados.", "IR201", 9),
        ("Spanish", "- [x] No", "- [ ] No", "IR302", 18),
        ("Spanish", "2026-05-25", "2025-05-25", "IR409", 25),
        ("Japanese", "門が開かない", "【件名】", "IR201", 1),
        ("Japanese", "| 低 |", "| 高・中・低 |", "IR202", 6),
        ("Japanese", "| 低 |", "| 最低 |", "IR207", 6),
        ("Japanese", "| 低 |", "| 高 |", "IR301", 6),
        ("Japanese", "3社", "〇〇社", "IR201", 16),
        ("Japanese", "：正門", "：", "IR205", 17),
        (
            "Japanese",
            "門に石が挟まり、車が出られなくなった。",
            "（障害の概要を記載してください）",
            "IR201",
            12,
        ),
    ],
)
def test_one_defect_is_found_where_it_is(language: str, right: str, wrong: str, code: str, line: int) -> None:
    template, report = ALL[language]
    assert report.count(right) == 1
    found = [one for one in lint_text(report.replace(right, wrong), [pack_of(template)]) if one.level != "info"]
    assert [(one.code, one.place.line) for one in found] == [(code, line)]
