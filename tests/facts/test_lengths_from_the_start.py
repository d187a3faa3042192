"""Lengths of what was down count from the start, and those whose label says so too, in any language."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

EN = "# Incident\n\n- Started: 2026-03-25 08:15\n- Detected: 2026-03-25 08:30\n- Mitigated: 2026-03-25 09:30\n{}\n"
DE = "# Störung\n\n- Beginn: 25.03.2026 08:15\n- Erkannt: 25.03.2026 08:30\n- Ende: 25.03.2026 10:05\n{}\n"
FR = "# Incident\n\n- Début : 25/03/2026 08:15\n- Détection : 25/03/2026 08:30\n- Fin : 25/03/2026 10:05\n{}\n"
ES = "# Incidente: tienda\n\n- Inicio: 25/03/2026 08:15\n- Detección: 25/03/2026 08:30\n- Fin: 25/03/2026 10:05\n{}\n"
PT = "# Incidente: loja\n\n- Início: 25/03/2026 08:15\n- Detecção: 25/03/2026 08:30\n- Fim: 25/03/2026 10:05\n{}\n"
JA = "# 障害報告書\n\n- 発生日時: 2026/03/25 08:15\n- 検知日時: 2026/03/25 08:30\n- 復旧日時: 2026/03/25 10:05\n{}\n"


def found(report: str, language: str) -> list[str]:
    sections = {
        "": "",
        "de": "\n## Auswirkungen\n\nDer Shop stand.\n\n## Ursache\n\nEine Regel.\n",
        "fr": "\n## Résumé\n\nRien.\n\n## Cause racine\n\nUne règle.\n",
        "es": "\n## Resumen\n\nNada.\n\n## Causa raíz\n\nUna regla.\n",
        "pt": "\n## Resumo\n\nNada.\n\n## Causa raiz\n\nUma regra.\n",
        "ja": "\n## 概要\n\n停止。\n\n## 原因\n\n設定。\n",
    }
    return [
        one.code for one in lint_text(report + sections[language], [load_built_in("generic")]) if one.code == "IR403"
    ]


CASES = [
    (EN, "", "- Time to mitigate (from start): {}", "75 min", "110 min"),
    (EN, "", "- TTM (time to mitigate, from START): {}", "75 min", "60 min"),
    (DE, "de", "- Ausfalldauer: {}", "110 Min.", "95 Min."),
    (FR, "fr", "- Durée d'indisponibilité : {}", "110 min", "95 min"),
    (ES, "es", "- Tiempo de indisponibilidad: {}", "110 min", "95 min"),
    (PT, "pt", "- Duração da indisponibilidade: {}", "1h50min", "1h35min"),
    (JA, "ja", "- 影響時間: {}", "110分", "95分"),
]


@pytest.mark.parametrize(("head", "language", "label", "right", "wrong"), CASES)
def test_a_length_counts_from_the_start(head: str, language: str, label: str, right: str, wrong: str) -> None:
    assert found(head.format(label.format(right)), language) == []
    assert found(head.format(label.format(wrong)), language) == ["IR403"]


@pytest.mark.parametrize(
    ("head", "language", "line"),
    [
        (EN, "", "- Time to mitigate: 60 min"),
        (DE, "de", "- Dauer: 95 Min."),
        (JA, "ja", "- 継続時間: 95分"),
        (DE, "de", "- Ausfalldauer: ca. 2 Stunden"),
    ],
)
def test_any_other_may_count_from_the_detection(head: str, language: str, line: str) -> None:
    assert found(head.format(line), language) == []
