"""Totals whose parts follow in their sentence or the next one, in words that need not call them parts."""

from __future__ import annotations

import pytest

from support import tallies_of as wrong

PAIRS = [
    # Two digits changed places: in the total or a part, whatever is between them.
    ("{} parcels were returned, 152 by the depot and 61 by the shops, in nine towns.", "", "213", "231"),
    ("Zurück kamen {} Pakete, 152 vom Lager und 61 aus den Läden, in neun Städten.", "de", "213", "231"),
    ("{} colis sont revenus, 152 du dépôt et 61 des magasins.", "fr", "213", "231"),
    ("About {} readers got the old page, 820 of them by mail and 190 elsewhere.", "", "1,010", "1,100"),
    ("93 boxes fell, 36 from the cart and {} from the shelf.", "", "57", "75"),
    ("81 boxes ({} of glass, 18 of tin) fell.", "", "63", "36"),
    ("The 31 replies went to 32 teachers of 2 schools (19 of North, {} of South).", "", "13", "31"),
    # As many parts as are told of.
    ("The 31 replies went to 32 offices of 2 towns (18 of North, {} of South).", "", "14", "12"),
    ("Les 31 réponses concernent 32 bureaux de 2 villes (18 du nord, {} du sud).", "fr", "14", "12"),
    # All of a whole that is named first: what is in one of them only can't be more.
    ("Of the 46 broken jobs, 41 stopped in `read` and {} in `write`.", "", "5", "8"),
    ("Von 46 Aufträgen brachen 41 beim Lesen ab, {} beim Schreiben.", "de", "5", "8"),
    ("Dos 46 trabalhos, 41 pararam na leitura e {} na escrita.", "pt", "5", "8"),
    ("Of 512 rows 471 were read again from the log, {} rows were lost.", "", "41", "14"),
    # In the next clause or sentence.
    ("91 invoices bounced; 84 were sent again and {} customers paid at once.", "", "7", "9"),
    ("91 facturas rebotaron; 84 se enviaron de nuevo y {} clientes pagaron.", "es", "7", "9"),
    ("{} talep kaydedilemedi. 31 kişiye ulaşıldı, 22 kişiye ulaşılamadı.", "", "53", "35"),
    ("**Builds affected:** {} in total. 29 failed, 8 were stopped. Then 30 were run again.", "", "37", "39"),
]


@pytest.mark.parametrize(("text", "language", "right", "stated"), PAIRS)
def test_a_slip_in_what_follows_on_a_total(text: str, language: str, right: str, stated: str) -> None:
    languages = (language,) if language else ()
    assert wrong(text.format(right), *languages) == []
    assert len(wrong(text.format(stated), *languages)) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("84 letters came in; 36 were about rain and 21 were about snow.", ""),  # others were of something else
        ("840 letters came in; 360 were about rain and 210 were about snow.", ""),
        ("84 guests wrote to us: 42 from Spain and 24 from Portugal.", ""),
        ("93 guests wrote to us: 75 by mail and 36 by phone.", ""),  # some did both
        ("影響を受けたのは84台、うち36台は自動で復旧し、21台は交換した。", "ja"),
        ("Of 63 hosts, 36 were rebooted and 72 disks replaced.", ""),
        ("Late were 318 of 2,140 meters: 139 in houses and 125 in flats.", ""),
        ("12 clients and 8 partners total 18, as two are both.", ""),
        ("231 parcels were returned, 152 by the depot and 50 by the shops.", ""),  # others came otherwise
        ("231 parcels were returned, mostly 152 by the depot and 61 by the shops.", ""),
        ("231 parcels were returned, 152 by the depot and 61 by the shops, others by mail.", ""),
        ("35 parcels were returned, 31 kg by the depot and 22 kg by the shops.", ""),
        ("37 of 231 parcels were returned, 152 by the depot and 61 by the shops were kept.", ""),
        ("35 parcels were returned, 31 by the depot, 22 in the first week.", ""),
        ("35 parcels, i.e. 31 from the north and 22 letters.", ""),
        ("The 31 replies went to 32 teachers of 3 schools (18 of North, 12 of South).", ""),  # one school is not named
        ("The 31 replies went to 32 users of 2 shops (18 of North, 16 of South).", ""),  # one may be in both
        ("Of the 46 users, 41 stopped in `read` and 8 in `write`.", ""),
        ("Of the 46 broken jobs, 41 stopped in `read` and 3 in `write`.", ""),  # two stopped elsewhere
        ("91 invoices bounced; 84 were sent again and 5 customers paid at once.", ""),
        ("91 users complained; 84 by mail and 9 by phone.", ""),
        ("53 requests were lost. 31 came from phones, 12 in the first hour.", ""),
        ("**Builds affected:** 39 in total. 29 failed, at least 8 were stopped.", ""),
    ],
)
def test_numbers_that_need_not_be_all(text: str, language: str) -> None:
    assert wrong(text, *((language,) if language else ())) == []
