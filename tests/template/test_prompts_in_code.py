"""Blocks of code that say what they are for, sections that say what is to be added, and questions about the end."""

from __future__ import annotations

import pytest

from support import lines_of, lint_text, pack_of


def found(template: str, report: str, pack: str = "") -> list[tuple[str, int]]:
    return lines_of(lint_text(report, [pack_of(template, pack) if pack else pack_of(template)]))


FENCED = "# Report: [Title]\n\n## Messages\n\n```\n{}\n```\n\n## Cause\n\n[Text]\n"
TOLD = "# Report: a gate\n\n## Messages\n\n```\n{}\n```\n\n## Cause\n\nA fuse.\n"


@pytest.mark.parametrize(
    "prompt",
    [
        "Paste the messages here",
        "在这里粘贴日志",
        "로그 내용",
        "# the commands that were run",
        "-- query that was slow",
        "请粘贴日志 / Paste the log here",
    ],
)
def test_a_line_of_code_that_says_what_to_put_there_is_left(prompt: str) -> None:
    assert found(FENCED.format(prompt), TOLD.format(prompt)) == [("IR201", 6)]
    assert found(FENCED.format(prompt), TOLD.format("E42: no lock")) == []
    assert found(FENCED.format(prompt), TOLD.format(f"{prompt}\nE42: no lock")) == []


@pytest.mark.parametrize("line", ["kubectl get pods", "git log --oneline", "graph TD", "make check", "# x", "a = 1"])
def test_a_command_of_the_template_may_stay(line: str) -> None:
    assert found(FENCED.format(line), TOLD.format(line)) == []


@pytest.mark.parametrize(
    ("language", "heading", "prompt", "told"),
    [
        ("en", "Monitoring", "Alerts to add", "An alert on the queue"),
        ("ko", "모니터링", "추가할 알람", "대기열 알람 추가"),
        ("ja", "監視", "追加するアラート", "待ち行列のアラートを追加した"),
        ("zh", "监控", "需要增加的告警", "增加了队列告警"),
        ("de", "Überwachung", "Zu ergänzende Alarme", "Alarm für die Schlange ergänzt"),
        ("fr", "Surveillance", "Alertes à ajouter", "Une alerte sur la file"),
        ("es", "Monitoreo", "Alertas por añadir", "Una alerta de la cola"),
    ],
)
def test_what_is_to_be_added_is_asked(language: str, heading: str, prompt: str, told: str) -> None:
    languages = f'languages = ["{language}"]\n' if language != "en" else ""
    text = f"# T\n\n## {heading}\n\n- {{}}\n"
    assert found(text.format(prompt), text.format(prompt), languages) == [("IR201", 5)]
    assert found(text.format(prompt), text.format(told), languages) == []


ENDS = """\
---
status: investigating | resolved
resolved: true | false
---

# [Title]

| What | When |
|---|---|
| **Started** | YYYY-MM-DD HH:MM |
| **Time resolved** | YYYY-MM-DD HH:MM |
"""

ENDED = """\
---
status: resolved
resolved: true
---

# A gate

| What | When |
|---|---|
| **Started** | 2026-05-12 08:05 |
| **Time resolved** | 2026-05-12 09:15 |
"""


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("", "", []),
        ("12 09:15", "11 09:15", [("IR402", 11)]),
        ("status: resolved", "status: investigating", [("IR308", 2)]),
        ("resolved: true", "resolved: false", [("IR308", 3)]),
    ],
)
def test_a_question_about_the_end_is_no_time_of_it(old: str, new: str, faults: list[tuple[str, int]]) -> None:
    assert found(ENDS, ENDED.replace(old, new, 1) if old else ENDED) == faults
