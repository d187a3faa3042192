"""Totals that are not the sum of their parts, and shares that are none of theirs, in the words of any language."""

from __future__ import annotations

import pytest

from support import tallies_of as wrong


@pytest.mark.parametrize(
    ("text", "languages", "expected"),
    [
        ("We lost 12 out of the 40 orders (25%).", (), [("25%", "30.0 %")]),
        ("We lost 12 of 40 orders, or 30%.", (), []),
        ("Es fehlten 12 von den 40 Bestellungen (25%).", ("de",), [("25%", "30.0 %")]),
        ("Es fehlten 12 von 40 Bestellungen, also 30%.", ("de",), []),
        ("On a perdu 12 sur les 40 commandes, soit 25%.", ("fr",), [("25%", "30.0 %")]),
        ("We changed 21 files (14 in the code and 6 in tests).", (), [("21", "20")]),
        ("Vi endret 21 filer (14 servere og 6 tester).", ("nb",), [("21", "20")]),
        ("Vi endret 20 filer (14 servere og 6 tester).", ("nb",), []),
    ],
)
def test_a_total_and_a_share(text: str, languages: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert wrong(text, *languages) == expected


PARTS = [
    ("- Failed payments: {} (41 in Italy, 12 in Austria, 4 in Norway).", "", ("57", "66")),
    ("**Fehlgeschlagene Zahlungen:** {} (410 im Web, 123 in der App, 40 am Telefon)", "de", ("573", "537")),
    ("- Correos perdidos: {} (523 en España y 218 en México)", "es", ("741", "714")),
    ("- 失敗した会員:{}名(Web 5,930名、アプリ 2,530名)", "ja", ("8,460", "8,640")),
    ("- 受影响用户:{}人(网页 620人、手机 141人)", "zh", ("761", "716")),
    ("- Lost orders: {} (web: 902, app: 282)", "", ("1,184", "1,148")),
    ("In 47 minutes {} attempts failed: 902 on the web and 282 in the app. 37 people wrote.", "", ("1,184", "1,148")),
    ("{} courriels retardés : 5 140 confirmations, 1 260 factures et 320 rappels.", "fr", ("6 720", "6 270")),
    ("Workspaces affected: {} in total (0 Free, 71 Team, 25 Enterprise)", "", ("96", "86")),
    ("Bestellungen: {} insgesamt (30 im Web, 81 am Telefon)", "de", ("111", "101")),
    ("電話は188件、メールは95件、あわせて{}件でした。", "ja", ("283", "273")),
    ("影響は{}件（うち決済1,104件、遅延182件）でした。", "ja", ("1,286", "1,268")),
    ("We resent {} letters: 1,204 in the U.S. and 318 in Canada.", "", ("1,522", "1,552")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "totals"), PARTS)
def test_the_parts_of_a_number_in_parentheses_or_behind_a_colon(
    text: str, language: str, totals: tuple[str, str]
) -> None:
    languages = (language,) if language else ()
    right, stated = totals
    assert wrong(text.format(right), *languages) == []
    assert [right.replace(" ", ",") for _, right in wrong(text.format(stated), *languages)] == [right.replace(" ", ",")]


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("- Failed payments: 57 (41 in Italy, 14 in Austria, the others in Norway)", ()),
        ("- Failed payments: 57 (about 41 in Italy, 12 in Austria)", ()),
        ("- Failed payments: 57 (30 customers, 12 shops)", ()),
        ("- Failed payments: 57 (of which 41 in Italy, 12 in Austria)", ()),
        ("- Fehlgeschlagene Zahlungen: 57 (davon 41 in Italien, 12 in Polen)", ("de",)),
        ("- Devices: 25 (iOS 17, Android 14)", ()),
        ("- Tables read: 40 (table 20, table 30)", ()),
        ("- 失敗した会員:60名(Web 35名、アプリ 14件)", ("ja",)),
        ("100 orders failed: 60 were refunded and 30 are still open.", ()),
        ("1,184 attempts failed: 902 on the web, 228 in the app, and the rest by telephone.", ()),
        ("1,184 attempts failed: mostly 902 on the web and 228 in the app.", ()),
        ("37 of 1,184 attempts failed: 902 on the web and 228 in the app were made again.", ()),
        ("1,184 attempts failed: 902 on the web and 20 % in the app.", ()),
        ("At 10:15 1,184 attempts: 902 on the web in 3 shops and 228 in the app.", ()),
    ],
)
def test_parts_that_may_not_be_all_are_left_alone(text: str, languages: tuple[str, ...]) -> None:
    assert wrong(text, *languages) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Usuarios: 83,400 (León 71,900; Silao 12,500)", [("83,400", "84,400")]),
        ("- Nutzer: 83 400 (Wien 71 900, Graz 12 500)", [("83 400", "84,400")]),
        ("- Usuarios: 83,400 (León 71,900; Silao 11,500)", []),
        ("- Usuarios: 83,000 (León 71,900; Silao 11,500)", []),
        ("- Usuarios: 84,000 (León 72,000; Silao 11,500)", []),
        ("- Usuarios: 83,400 (León 41,900; Silao 12,500)", []),
    ],
)
def test_named_parts_of_a_rounded_total_are_off_by_a_digit(text: str, expected: list[tuple[str, str]]) -> None:
    assert wrong(f"# T\n\n{text}\n") == expected


@pytest.mark.parametrize(
    ("text", "languages", "expected"),
    [
        ("- Users: ~1,260 (28 % of 7,000 active users)", (), [("28 %", "18.0 %")]),
        ("- Users: ~1,260 (18 % of 7,000 active users)", (), []),
        ("- Kunden: 45 (52 % von 180 Kunden)", ("de",), [("52 %", "25.0 %")]),
        ("- 影響ユーザー数: 5,130 人（Web 1,480 / iOS 2,210 / Android 1,640）", ("ja",), [("5,130", "5,330")]),
        ("- 影響ユーザー数: 5,130 人（Web 1,480 / iOS 2,210 / Android 1,440）", ("ja",), []),
        ("- 影響: 600 人（東京 250 / 大阪 230）", ("ja",), []),
        ("- Users: 5,130 (Web 1,480 / iOS 2,210 / Android 1,640)", (), [("5,130", "5,330")]),
        ("Staff 64 h × 55 EUR = 3,520 EUR; other cost 480 EUR; total 4,200 EUR", (), [("4,200 EUR", "4,000")]),
        ("Staff 64 h × 55 EUR = 3,520 EUR; other cost 480 EUR; total 4,000 EUR", (), []),
        ("Refunds 120 EUR, credits 340 EUR, total: 640 EUR.", (), [("640 EUR", "460")]),
        ("Web 1,230 orders, app 2,400 orders, in total 3,360 orders.", (), [("3,360", "3,630")]),
        ("30 nodes, 15 pods, total 40 errors.", (), []),
        ("Refunds 120 EUR, of which 20 EUR as vouchers, total 120 EUR.", (), []),
        ("Rembourses : 120 EUR ; avoirs : 340 EUR ; total : 640 EUR", ("fr",), [("640 EUR", "460")]),
    ],
)
def test_shares_of_a_whole_and_totals_of_lines(
    text: str, languages: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    assert wrong(text, *languages) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Support opened 212 tickets: 187 by e-mail and 35 by phone.", "", [("212", "222")]),
        ("Of 41,300 users nobody could log in, and support opened 212 tickets: 187 by e-mail and 35 by chat.", "",
         [("212", "222")]),
        ("Support opened 212 tickets: 187 by e-mail and 24 by phone.", "", []),
        ("- Complaints: 46 by phone, 29 by e-mail, 85 in total", "", [("85", "75")]),
        ("- Reclami: 46 per telefono, 29 per e-mail, 85 in totale", "it", [("85", "75")]),
        ("Beschwerden: 46 per Telefon, 29 per E-Mail, insgesamt 85.", "de", [("85", "75")]),
        ("Réclamations : 46 par téléphone, 29 par e-mail, 85 au total.", "fr", [("85", "75")]),
        ("Quejas: 46 por teléfono, 29 por correo, 75 en total.", "es", []),
        ("We had 3 calls in May, 5 in June, 12 in total this year.", "", []),
        ("Complaints: 46 by phone, 29 by e-mail and some in person, 85 in total.", "", []),
        ("1.415 pedidos cancelados (1.102 por el cliente y 331 por el restaurante)", "es", [("1.415", "1,433")]),
        ("Perdimos 2.430 pedidos: 1.580 en la web y 760 en la app.", "es", [("2.430", "2,340")]),
        ("Perdimos 2.340 pedidos: 1.580 en la web y 760 en la app.", "es", []),
        ("Insgesamt 42 Pakete: 20 in Kassel, 12 in Ulm.", "de", [("42", "32")]),
        ("In total 42 parcels: 25 by more than an hour, 3 by more than a day.", "", []),
        ("61 decisions were taken on stale features (M2: 38, M5: 33).", "", [("61", "71")]),
        ("61 decisions were taken on stale features (M2: 38, M5: 23).", "", []),
        ("61 decisions were late (at most: 42, median: 27).", "", []),
        ("提交的 1,260 个回测未能完成，其中 1,190 个补跑成功，170 个需要重新提交", "zh", [("1,260", "1,360")]),
        ("提交的 1,260 个回测未能完成，其中 1,190 个补跑成功，70 个需要重新提交", "zh", []),
        ("3,870 orders were late, of which 2,540 on the web, of which 1,430 in the app.", "", [("3,870", "3,970")]),
        ("3,870 orders were late, of which 2,540 on the web, of which 1,480 abroad.", "", []),
        ("1,461 customers were affected, 1,130 in the north and 286 in the south.", "", [("1,461", "1,416")]),
    ],
)  # fmt: skip
def test_a_list_and_its_sum_in_a_sentence(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert wrong(text, *([language] if language else [])) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("影響は1,300件（うち決済1,104件、遅延182件）でした。", "ja"),  # a part of them
        ("影響は1,250件（うち決済1,104件、遅延182件）でした。", "ja"),  # and some in both
        ("We saw 96 in total (71 of a team).", ""),
    ],
)
def test_parts_of_a_part_need_not_add_up(text: str, language: str) -> None:
    assert wrong(text, *((language,) if language else ())) == []
