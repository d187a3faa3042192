"""Templates in scripts with wide signs: brackets, strokes, circles and dates that are to be filled in."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

TEMPLATE = """# 障害報告：［件名］

- **重大度**：S1／S2／S3
- **担当**：［氏名］
- **発生日時**：YYYY年M月D日（○）HH時MM分
- **復旧日時**：［YYYY年M月D日 HH:MM］
- **停止時間**：○時間○分
- **規模**：大・中・小（いずれか一つ）

## 概要

○○における○○障害

## 次にすること

### 対応1：［内容］

- 期限：YYYY年M月D日
"""
REPORT = """# 障害報告：決済の停止

- **重大度**：S2
- **担当**：榎本 直樹
- **発生日時**：2026年9月17日（木）20時05分
- **復旧日時**：2026年9月17日 21:40
- **停止時間**：1時間35分
- **規模**：中

## 概要

東京における決済障害

## 次にすること

### 対応1：時計を直す

- 期限：2026年10月9日

### 対応2：監視を加える

- 期限：2026年11月6日
"""


@pytest.mark.parametrize(
    ("filled", "left", "code"),
    [
        ("", "", ""),
        ("決済の停止", "［件名］", "IR201"),
        ("榎本 直樹", "［氏名］", "IR201"),
        ("榎本 直樹", "[氏名]", "IR201"),
        ("2026年9月17日（木）20時05分", "2026年9月D日（木）20時05分", "IR201"),
        ("2026年9月17日 21:40", "2026年M月17日 21:40", "IR201"),
        ("2026年9月17日 21:40", "2026年9月［D］日 21:40", "IR201"),
        ("1時間35分", "○時間○分", "IR201"),
        ("東京における決済障害", "東京における○○障害", "IR201"),
        ("S2", "S1／S2／S3", "IR202"),
        ("：中", "：大・中・小（いずれか一つ）", "IR202"),
        ("2026年11月6日", "YYYY年M月D日", "IR201"),
    ],
)
def test_a_slot_in_wide_signs_is_found_where_it_was_left(filled: str, left: str, code: str) -> None:
    pack = pack_of(TEMPLATE, 'languages = ["ja"]\n')
    found = lint_text(REPORT.replace(filled, left), [pack])
    assert [finding.code for finding in found if finding.level != "info"] == ([code] if code else [])


@pytest.mark.parametrize(
    ("form", "left"),
    [
        ("TT.MM.JJJJ", "14.MM.2026"),
        ("TT.MM.JJJJ", "TT.03.2026"),
        ("JJ/MM/AAAA", "14/03/AAAA"),
        ("DD/MM/AAAA", "DD/03/2026"),
        ("JJ/MM/AAAA HHhMM", "14/03/2026 09hMM"),
    ],
)
def test_a_part_of_a_date_that_was_left_is_found_in_any_language(form: str, left: str) -> None:
    pack = pack_of(f"# [T]\n\n**Day:** {form}\n\n## Story\n\n[Text]\n")
    found = lint_text(f"# A pump stopped\n\n**Day:** {left}\n\n## Story\n\nThe pump stopped.\n", [pack])
    assert [finding.code for finding in found if finding.level != "info"] == ["IR201"]
