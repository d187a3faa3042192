"""Two digits in each other's place, of counts whose things are named before them, by a counter, or twice."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

TEMPLATE = "# Incident: [Title]\n\n## Summary\n\n[Text]\n\n## Impact\n\n[Text]\n"


def found(summary: str, impact: str, language: str = "") -> list[str]:
    pack = pack_of(TEMPLATE, f'languages = ["{language}"]\n' if language else "")
    report = f"# Incident: mail was late\n\n## Summary\n\n{summary}\n\n## Impact\n\n{impact}\n"
    return [one.code for one in lint_text(report, [pack]) if one.level != "info"]


TOLD = [
    ("같은 메일 {}건이 두 번 발송되었다.", "- **데이터**: 중복 발송 2,480건은 취소 완료", "ko", "2,480", "2,840"),
    ("同じメール{}件を二重に送信した。", "- **データ**: 二重送信2,480件は取り消し済み", "ja", "2,480", "2,840"),
    ("共有 {} 封邮件被重复发送。", "- 数据：重复的 2,480 封已撤回", "zh", "2,480", "2,840"),
    ("The queue sent {} letters twice.", "- Data: duplicated letters 2,480, all taken back", "", "2,480", "2,840"),
    ("Doppelt gingen {} Briefe hinaus.", "- Daten: doppelte Briefe: 2.480, alle zurückgeholt", "de", "2.480", "2.840"),
    ("27 letters were lost in the queue; all 27 letters were sent again from the log.",
     "| Time | What |\n|---|---|\n| 10:20 | All {} lost letters were sent again |\n", "", "27", "72"),
    ("27 Briefe gingen verloren. Alle 27 Briefe wurden noch einmal gesendet.",
     "- Die {} Briefe, die verloren gingen, kamen am Abend an", "de", "27", "72"),
    ("Потеряно 27 писем; все 27 писем отправлены снова.", "- Отправлены снова: {} писем", "", "27", "72"),
    ("Nobody could log in; {} players were turned away.",
     "- **Users affected:** 15,300 (34% of all)", "", "15,300", "13,500"),
    ("We paid back {} USDC.", "- **Paid back in all:** 7,315.50 USDC", "", "7,315.50", "7,135.50"),
    ("The refunds came to €{}.", "Of the refunds, €2,480 went to shops.", "", "2,480", "2,840"),
    ("The mail was late.\n\n| Fact | Number |\n|---|---|\n| Late | {}件 |",
     "| Time | What |\n|---|---|\n| 06:40 | 残り2,480件を送信した |", "ja", "2,480", "2,840"),
]  # fmt: skip


@pytest.mark.parametrize(("summary", "impact", "language", "right", "stated"), TOLD)
def test_one_of_two_statements_is_a_slip(summary: str, impact: str, language: str, right: str, stated: str) -> None:
    assert found(summary.format(right), impact.format(right), language) == []
    assert found(summary.format(stated), impact.format(stated), language) == ["IR502"]


@pytest.mark.parametrize(
    ("summary", "impact"),
    [
        ("27 letters were lost.", "We sent 72 letters by hand."),
        ("27 letters were lost, and 27 letters came late.", "We wrote 72 letters by hand."),
        ("We paid €2,480 for the first and", "€28.40 for the last."),
        ("We run version 12.5 of the tool.", "We ran version 15.2 of the tool before."),
        ("Letters were lost on build 2480.", "Letters were sent again with build 2840."),
        ("The proxy gave 502 errors.", "The network gave 520 errors."),
        ("Of 72 letters that were lost 27 letters were found.", "27 letters were found and sent again."),
    ],
)
def test_what_counts_something_else_is_no_slip(summary: str, impact: str) -> None:
    assert found(summary, impact) == []
