"""Totals, parts and differences that sentences, fields and cells tell: a slip of the pen in one of them is found."""

from __future__ import annotations

import pytest

from support import tallies_of as wrong

PAIRS = [
    # Amounts of money, and words of any script between a total and its parts.
    ("We refunded $520 ({} and $180).", "", "$340", "$430"),
    ("Gutgeschrieben: 520 € ({} für Porto und 180 € für Ware).", "de", "340 €", "430 €"),
    ("We paid €2,450 back (€1,300 to shops, {} to guests).", "", "€1,150", "€1,510"),
    ("Falharam 5.310 inscrições (4.800 de alunos e {} de docentes).", "pt", "510", "150"),
    ("| Zone | Effect |\n|---|---|\n| North | 1 shop, 5.310 réservations (4.800 en ligne et {} au guichet) |\n", "fr",
     "510", "150"),
    # `Of which`, with nothing left out.
    ("- Jobs that failed: {}, of which 93 timed out and 45 ran out of memory.", "", "138", "148"),
    ("Fehlgeschlagen sind {} Aufträge, davon 93 wegen der Frist und 45 wegen des Speichers.", "de", "138", "128"),
    ("Fallaron {} trabajos, de los cuales 93 vencieron y 45 se quedaron sin memoria.", "es", "138", "148"),
    ("{} tâches ont échoué, dont 93 par dépassement et 45 faute de mémoire.", "fr", "138", "148"),
    # A total behind its parts.
    ("Cartas: 2 650 entregadas, {} devueltas y 31 sin respuesta, sobre un total de 3 069.", "es", "388", "838"),
    ("We delivered 2,450 letters, got {} back and lost 31, out of a total of 2,869.", "", "388", "838"),
    ("Hit: 4,120 guests and {} hosts, together 4,197.", "", "77", "57"),
    ("Betroffen (4.120 Gäste und {} Wirte, zusammen 4.197).", "de", "77", "707"),
    ("Zugestellt 2.450, zurück {} und verloren 31, insgesamt 2.869.", "de", "388", "838"),
    ("Mail to 26 members, and the address book of one of them (45 members), {} members in all.", "", "71", "81"),
    ("Mails an 26 Mitglieder und die Liste von einem (45 Mitglieder), {} Mitglieder insgesamt.", "de", "71", "81"),
    ("| What | Data |\n|---|---|\n| Names | 26 members, and the list of one (45 members), {} members in all |\n", "",
     "71", "81"),
    # Parts in the next clause.
    ("534 orders were refused; {} were placed again and 71 were not.", "", "463", "436"),
    ("534 pedidos fueron rechazados; {} se repitieron y 71 no.", "es", "463", "436"),
    ("{} Bestellungen scheiterten. 463 wurden wiederholt und 71 nicht.", "de", "534", "543"),
    # Large numbers need no words.
    ("I alt 60.000 kall ga 57.914 kall svaret 200 og {} kall svaret 502.", "nb", "2.086", "2.806"),
    ("Из 60,000 запросов 57,914 запросов вернули 200, {} запросов вернули 502.", "", "2,086", "2,806"),
    ("Of 60,000 calls 57,914 calls were answered and {} calls were dropped.", "", "2,086", "2,806"),
    # Parts by day.
    ("- Late reports: 0 (21 reports late: 8 from day 3, {} from day 4 and 6 from day 5)", "", "7", "9"),
    ("- Informes tardíos: 21 informes: 8 del día 3, {} del día 4 y 6 del día 5", "es", "7", "9"),
    ("21 reports were late (8 on 3 May, {} on 4 May and 6 on 5 May).", "", "7", "9"),
    # What is in one part only can't be more than the whole, and what names all parts leaves nothing out.
    ("We rotated 15 tokens: 6 in Oslo, 5 in Rome and {} in Bonn.", "", "4", "5"),
    ("Sostituite 15 chiavi: 6 a Roma, 5 a Bari e {} a Pisa.", "it", "4", "5"),
    ("- **Parcels:** 143 (80 by ship + {} by rail)", "", "63", "36"),
    ("Perdemos 143 pacotes, sendo 80 do porto e {} da estação.", "pt", "63", "36"),
    ("Verloren gingen 143 Pakete, und zwar 80 im Hafen und {} im Bahnhof.", "de", "63", "54"),
    ("対象は 143 件で、内訳は港 80 件、駅 {} 件。", "ja", "63", "36"),
    ("共 143 件，分别为港口 80 件、车站 {} 件。", "zh", "63", "36"),
    # All that a field says, and names for nearly all of it.
    ("- **Guests:** {} (North 21, South 117, West 18)", "", "156", "166"),
    ("- **Gäste:** {} (Nord 21, Süd 117, West 18)", "de", "156", "166"),
    ("- 止まった門: {} 件（北 9 件、南 6 件）", "ja", "15", "17"),
    ("- 受影响的门：{} 扇（北 9 扇，南 6 扇）", "zh", "15", "17"),
    # All of a whole that is named first.
    ("Of 240 parcels 150 came on the same day and {} on the next.", "", "90", "80"),
    ("Von 240 Paketen kamen 150 am selben und {} am nächsten Tag.", "de", "90", "80"),
    ("De los 240 envíos, 150 llegaron tarde y {} se perdieron.", "es", "90", "80"),
    # The rest is counted as well.
    ("失敗したジョブは計 {} 件（web 31 件、api 12 件、ほか 3 リポジトリで合わせて 9 件）", "ja", "52", "62"),
    ("In total {} jobs (31 jobs in web, 12 jobs in api, 9 jobs in 3 other places).", "", "52", "62"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "right", "stated"), PAIRS)
def test_a_slip_in_a_total_or_its_parts(text: str, language: str, right: str, stated: str) -> None:
    languages = (language,) if language else ()
    assert wrong(text.format(right), *languages) == []
    assert len(wrong(text.format(stated), *languages)) == 1


DIFFERENCES = [
    ("The page grew from 310 kB to 457 kB ({} kB more).", "", "147", "174"),
    ("- Tamaño: 310 kB antes, 457 kB después ({} kB más); 315 kB con el arreglo", "es", "147", "174"),
    ("Die Seite wuchs von 310 kB auf 457 kB ({} kB mehr).", "de", "147", "174"),
    ("La page est passée de 310 ko à 457 ko ({} ko de plus).", "fr", "147", "174"),
    ("Size: 310 kB before, 457 kB after (+{} kB).", "", "147", "174"),
    ("サイズは310 kBから457 kBに増えた（{} kB増）。", "ja", "147", "174"),
    ("Rows in the new table: 512,360. Rows in the old one: 519,700. Difference: {}.", "", "7,340", "7,430"),
    ("Filas nuevas: 512.360. Filas antiguas: 519.700. Diferencia: {}.", "es", "7.340", "7.430"),
    ("Old 519,700, new 512,360, a difference of {} rows.", "", "7,340", "7,430"),
    ("The queue went from 5,140 to 4,230 jobs, i.e. {} fewer.", "", "910", "190"),
    ("Alt: 519.700, neu: 512.360, Differenz {}.", "de", "7.340", "7.430"),
    ("519,700 - 512,360 = {} rows are gone.", "", "7,340", "7,430"),
    ("519,700 − 512,360 = {} 行", "ja", "7,340", "7,430"),
]


@pytest.mark.parametrize(("text", "language", "right", "stated"), DIFFERENCES)
def test_a_slip_in_a_difference_beside_its_terms(text: str, language: str, right: str, stated: str) -> None:
    languages = (language,) if language else ()
    assert wrong(text.format(right), *languages) == []
    assert len(wrong(text.format(stated), *languages)) == 1


SHARES = [
    ("Of 40 users, {} (30%) saw an error.", "", "12", "18"),
    ("Von 40 Bestellungen gingen {} (30 %) verloren.", "de", "12", "18"),
    ("De las 40 compras, {} (30 %) fallaron.", "es", "12", "18"),
    ("40件中{}件（30%）が失敗した。", "ja", "12", "18"),
    ("40 个请求中有 {} 个（30%）失败。", "zh", "12", "18"),
    ("失敗 30%（40件中{}件）", "ja", "12", "18"),
    ("失败率 30%（40 个请求中 {} 个）", "zh", "12", "18"),
    ("40건 중 {}건(30%)이 실패했다.", "ko", "12", "18"),
]


@pytest.mark.parametrize(("text", "language", "right", "stated"), SHARES)
def test_a_share_behind_its_whole_and_part(text: str, language: str, right: str, stated: str) -> None:
    languages = (language,) if language else ()
    assert wrong(text.format(right), *languages) == []
    assert wrong(text.format(stated), *languages) == [("30%" if "30%" in text else "30 %", "45.0 %")]


@pytest.mark.parametrize(
    "text",
    [
        "Nodes restarted: {}/40 (45%)",
        "45 % ({}/40) of the nodes were restarted.",
        "| Nodes | Restarted |\n|---|---|\n| All | {}/40 nodes (45%) |\n",
    ],
)
def test_a_share_beside_numbers_with_a_slash(text: str) -> None:
    assert wrong(text.format(18)) == []
    assert [right for _, right in wrong(text.format(28))] == ["70.0 %"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We looked on 10/12 (50% of the nodes were up).", ""),
        ("3 payments of 2: 1,312 of 1,190 customers.", ""),
        ("We sent 40 of 25 rows each, 3 times.", ""),
        ("2.860 clientes de 318 lojas (22% dos 13.000 clientes ativos)", "pt"),
        ("Nodes: 28/40 (about 45%), 3/4 (45% of the load)", ""),
        ("See `28/40 (45%)` in 2 of 3 logs.", ""),
        ("We rotated 15 tokens: 6 in Oslo, 5 in Rome, 5 in Bonn.", ""),
        ("15 users: 6 on the web, 5 in the app and 5 by phone.", ""),
        ("126 commandes, soit 70 par heure et 65 appels.", "fr"),
        ("Of 240 parcels 150 came late and 30 were lost.", ""),
        ("Of 240 parcels, including 150 late ones, 80 were lost and 20 found.", ""),
        ("We refunded $520 (of which $340 by card and $80 as vouchers).", ""),
        ("We refunded $520 ($430 of it to shops, $210 of it by card).", ""),
        ("We refunded $520 (about $430 and $180).", ""),
        ("We refunded $520 (€430 and $180).", ""),
        ("Of 148 jobs, of which 45 timed out and 31 ran out of memory, most were run again.", ""),
        ("148 jobs failed, of which 93 timed out, 45 in the first hour.", ""),
        ("148 jobs failed, of which at least 93 timed out and 45 ran out of memory.", ""),
        ("148 jobs failed, including 93 in the web shop and 45 in the app.", ""),
        ("543 orders were refused; 463 were placed again and some were not.", ""),
        ("543 orders were refused; 463 were placed again, 71 by phone.", ""),
        ("543 orders were refused; 120 of them twice and 71 three times.", ""),
        ("Of 60,000 calls 57,914 calls were answered and 1,806 calls were dropped.", ""),
        ("We saw 60,000 calls, 57,914 of them in one hour, and 2,806 ms on average.", ""),
        ("153,000 EUR: guards 80,000 EUR, two gates 55,000 EUR, paint 18,000 EUR.", ""),
        ("Kosten 153.000 €: Wachen 80.000 €, Tore 55.000 €, Farbe 18.000 €.", "de"),
        ("Of 153,000 calls 80,000 calls were answered, 18,000 calls dropped and 55,000 calls lost.", ""),
        ("- **Guests:** 160 (North 20, South 110, West 20)", ""),
        ("- **Guests:** 158 (North 21, South 117, West 18)", ""),
        ("- **Guests:** 66 (North 21, South 17, West 18)", ""),
        ("- **Guests:** 166 (North 21, South 135)", ""),
        ("- **Guests:** 166 (among others North 21, South 117, West 18)", ""),
        ("- 止まった門: ~17 件（北 9 件、南 6 件）", "ja"),
        ("Latency: 2,086 ms, 2,806 ms and 4,982 ms.", ""),
        ("21 users: 8 on 3 May, 9 on 4 May and 6 on 5 May.", ""),
        ("21 reports were late: 8 on 3 May, 4 on 4 May.", ""),
        ("The page grew from 310 kB to 457 kB (174 kB more than a year ago).", ""),
        ("The page grew from 310 kB to 457 kB (about 150 kB more).", ""),
        ("310 kB of text, 457 kB of pictures (174 files).", ""),
        ("We have 3 regions, 457 nodes in the first (174 more in the second).", ""),
        ("The difference: 7,430 rows.", ""),
        ("Old: 519,700. New: 512,360. We looked at the difference on 3 hosts.", ""),
        ("1,200 - 1,500 = range of the port 300", ""),
        ("Of 40 users, 12 (45% of the mobile ones) saw an error.", ""),
        ("Of 40 users, 12 (about 33%) saw an error.", ""),
        ("40件中12件（うち45%は再試行）が失敗した。", "ja"),
    ],
)
def test_what_may_be_read_otherwise_is_left_alone(text: str, language: str) -> None:
    assert wrong(text, *([language] if language else [])) == []


@pytest.mark.parametrize("share", ["0.05 % (110 of 22,000)", "2.9% (18,600 of 775,000)", "110 of 22,000 users (0.3%)"])
def test_a_small_share_with_decimals_is_meant_so(share: str) -> None:
    assert len(wrong(f"We lost {share}.")) == 1


@pytest.mark.parametrize(
    "share",
    ["0.5 % (110 of 22,000)", "2.4% (18,600 of 775,000)", "0.1% (1 of 1,450)", "1% (4 of 900)", "12.1% (1 of 8)"],
)
def test_a_small_share_may_be_rounded(share: str) -> None:
    assert wrong(f"We lost {share}.") == []
