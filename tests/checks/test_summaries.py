"""What a summary says of the whole incident: a true one is never blamed, and a stale figure is found."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

TEMPLATE = """# Outage: [Title]

**Began:** YYYY-MM-DD HH:MM UTC
**Over:** YYYY-MM-DD HH:MM UTC
**Length:** X hours Y minutes

## In Short

[What happened]

## Damage

| What | How much |
| --- | --- |
| Travellers affected | [N travellers] |
| Fares not sold | [Amount] |
| Vouchers | [Amount] |
| Damage in all | [Amount] |

## Timeline

- HH:MM - [Event]
"""
PACK = """
name = "ferry"
[roles]
started = "Began"
resolved = "Over"
duration = "Length"
summary = "In Short"
users = "Travellers affected"
loss = "Damage in all"
[[totals]]
total = "Damage in all"
parts = ["Fares not sold", "Vouchers"]
"""
REPORT = """# Outage: tickets could not be bought

**Began:** 2026-08-03 07:15 UTC
**Over:** 2026-08-03 09:00 UTC
**Length:** 1 hour 45 minutes

## In Short

{summary}

## Damage

| What | How much |
| --- | --- |
| Travellers affected | {users} |
| Fares not sold | {fares} |
| Vouchers | $200 |
{row}| Damage in all | {damage} |

## Timeline

- 07:15 - First ticket fails
- 07:50 - Incident declared
- 09:00 - Tickets are sold again
"""


def lint(
    summary: str = "Nobody could buy a ticket.",
    *,
    users: str = "310 travellers",
    fares: str = "$1,800",
    row: str = "",
    damage: str = "$2,000",
) -> list[str]:
    text = REPORT.format(summary=summary, users=users, fares=fares, row=row, damage=damage)
    found = lint_text(text, [pack_of(TEMPLATE, PACK)])
    return [f"{finding.code} {finding.message}" for finding in found if finding.level != "info"]


@pytest.mark.parametrize(
    "summary",
    [
        "Nobody could buy a ticket for one hour and three quarters. The map was down for 20 minutes.",
        "Nobody could buy a ticket. Parking passes failed for 25 minutes.",
        "Nobody could buy a ticket. A month ago, the ticket machines had been down for 3 hours.",
        "Nobody could buy a ticket. On 9 July the ticket machines were down for 50 minutes.",
        "Nobody could buy a ticket. The incident was resolved within 2 hours.",
        "Nobody could buy a ticket. We restored the sale within 70 minutes of the declaration.",
        "Tickets could not be bought; it took 35 minutes until an incident was declared.",
        "Nobody could buy a ticket. It cost $2,000, of which insurance pays $1,500.",
        "Nobody could buy a ticket. The new time server cost $640.",
        "Nobody could buy a ticket. An outage in May had cost $750.",
        "Nobody could buy a ticket. The damage could have been $9,000.",
        "Nobody could buy a ticket. A similar outage lasted 40 minutes and cost $900.",
        "Nobody could buy a ticket. Two seasons ago a storm had cost $6,000.",
        "Nobody could buy a ticket: fares of $1,800 were lost, and vouchers cost $200.",
        "Nobody could buy a ticket. In all, 310 people were affected; 12 travellers complained.",
        "On 2026-08-03 at 07:50 UTC an incident was declared, since nobody could buy a ticket.",
        "On 2026-08-02 at 21:00 UTC a change of the clocks was rolled out, and the tickets failed in the morning.",
        "On 3 August 2026 at 07:15 UTC nobody could buy a ticket any more.",
        "Nobody could buy a ticket. We went back to the old clock and tickets were sold again after 1 hour 45 minutes.",
        "Nobody could buy a ticket. Three of us looked for the fault and the map worked again after 20 minutes.",
        "Nobody could buy a ticket. Compared to the previous outage, tickets were on sale again after 3 hours less.",
        "Nobody could buy a ticket. In the previous outage all was restored after 3 hours and 20 minutes.",
        "Nobody could buy a ticket. All 12 inspectors were without their list for 30 minutes.",
        "Nobody could buy a ticket. At first we reckoned with 400 travellers and $3,000, in the end it was 310.",
        "Nobody could buy a ticket. The fix took 20 minutes to write and $500 of overtime.",
        "Nobody could buy a ticket. Of the 310 travellers 40 took the bus, and 12 guests were refunded $50 each.",
        "On 2026-08-03 at 07:31 UTC a traveller told us that nobody could buy a ticket.",
        "On 3 August a traveller wrote that the machine took no money. Nobody could buy a ticket for 105 minutes.",
        "Nobody could buy a ticket. One ferry waited for a pump, and it was late for 20 minutes.",
        "Nobody could buy a ticket. One of us took a pump out, and nobody could pay there for 5 of the 105 minutes.",
        "Nobody could buy a ticket. A previous outage had lasted 50 minutes; all was restored after 20 minutes then.",
        "Nobody could buy a ticket. We took the previous release and tickets were sold again after 105 minutes.",
        "Nobody could buy a ticket. All 40 travellers in the queue could not pay for 15 minutes.",
        "A clock that was set on 3 July 2026 was wrong, and on 3 August 2026 nobody could buy a ticket.",
        "The supplier had planned a change for 3 July 2026. Nobody could buy a ticket.",
        "On 30 July 2026 at 09:00 UTC a new clock was delivered. Later nobody could buy a ticket.",
        "Nobody could buy a ticket: 280 in the shop + 30 on the phone = 310.",
    ],
)
def test_a_true_summary_is_never_blamed(summary: str) -> None:
    assert lint(summary) == []


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ("Nobody could buy a ticket. Tickets were sold again after 3 hours and 10 minutes.", "3 hours and 10 minutes"),
        ("Nobody could buy a ticket. It took 4 hours to bring the sale back.", "4 hours"),
        ("A wrong clock stopped the sale, leading to 3 hours of downtime.", "3 hours"),
        ("Nobody could buy a ticket (i.e. 15 minutes of outage).", "15 minutes"),
        ("Nobody could buy a ticket. In all, 130 guests were affected.", "130"),
        ("Nobody could buy a ticket. The outage affected 301 people.", "301"),
        ("Nobody could buy a ticket. The damage is $2,200.", "$2,200"),
        ("On 3 July 2026 at 07:15 UTC nobody could buy a ticket any more.", "3 July 2026"),
        ("At 17:15 UTC on 3 August 2026 tickets began to fail.", "17:15 UTC on 3 August 2026"),
        ("Nobody could buy a ticket. We set the clock and all of it worked again after 4 hours.", "4 hours"),
        ("The sale failed. We went back to the previous clock and sold tickets again after 4 hours.", "4 hours"),
        ("On 2026-07-03 at 07:15 UTC a traveller told us that nobody could buy a ticket.", "2026-07-03"),
        ("On 4 August a guest wrote to us that the sale did not work.", "4 August"),
        ("All 310 travellers were unable to buy a ticket for 40 minutes.", "40 minutes"),
        ("Nobody could buy a ticket. We set a new clock and everything worked again after 3 hours.", "3 hours"),
        ("Nobody could buy a ticket. One of us set the clock and the service was restored after 3 hours.", "3 hours"),
        ("No ticket was sold. We took the earlier version and had ticket sales back after 5 hours.", "5 hours"),
        (
            "No ticket was sold. We put back the previous configuration and restored ticket sales in 145 minutes.",
            "145 minutes",
        ),
        ("On 2026-08-04 at 07:15 UTC a traveller told us that no ticket was sold.", "2026-08-04"),
        ("In the morning of September 3, 2026, the sale of tickets stood still.", "September 3, 2026"),
    ],
)
def test_a_stale_statement_is_found(summary: str, said: str) -> None:
    (found,) = lint(summary)
    assert found.startswith(f"IR502 the summary says {said}; ")


@pytest.mark.parametrize(
    "users", ["All (310 travellers on 4 ferries)", "all 310 travellers", "a total of (310 travellers)"]
)
def test_the_count_of_all_may_have_words_before_it(users: str) -> None:
    assert lint("Nobody could buy a ticket. All 310 travellers were affected.", users=users) == []


def test_a_count_of_all_in_parentheses_is_compared() -> None:
    (found,) = lint("All 301 travellers were unable to buy a ticket.", users="All (310 travellers on 4 ferries)")
    assert found == 'IR502 the summary says 301; "Travellers affected" says 310'


@pytest.mark.parametrize(
    ("fares", "wrong"),
    [
        ("45 fares × avg $40/fare = $1,800", ""),
        ("45 fares x average $40 = $1,800", ""),
        ("$1,800 in fares (45 fares × $40)", ""),
        ("$1,800 of lost fares (45 at $40)", ""),
        ("$1,800 (45 fares at $40, before the refunds)", ""),
        ("54 fares × avg $40/fare = $1,800", "54 fares × avg $40 is 2,160"),
        ("$1,800 in fares (54 fares × $40)", "54 fares × $40 is 2,160"),
    ],
)
def test_a_product_is_read_with_the_words_around_it(fares: str, wrong: str) -> None:
    found = lint("Nobody could buy a ticket.", fares=fares)
    assert [one.partition("; ")[2] for one in found] == ([wrong] if wrong else [])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("280 in the shop + 30 on the phone = 301.", "280 + 30 is 310"),
        ("Held: 12 mails + 3 letters + 1 parcel = 61 in all.", "12 + 3 + 1 is 16"),
        ("We paid $1,200 + $350 = $1,505 for buses.", "$1,200 + $350 is 1,550"),
        ("We paid $1,200 + $350 = $1,550 for buses.", ""),
        ("With 2 × 3 + 4 = 10 lanes it was enough.", ""),
        ("With 9 - 3 + 4 = 10 lanes it was enough.", ""),
        ("The key is `2 + 2 = 5`.", ""),
        ("We need 3 + 4 = 14 / 2 lanes.", ""),
        ("About 280 + 30 = 301.", ""),
        ("It cost $5 + 3 hours = 8.", ""),
    ],
)
def test_a_sum_that_is_written_out_is_right(text: str, wrong: str) -> None:
    found = lint(f"Nobody could buy a ticket. {text}")
    assert [one for one in found if one.startswith("IR501")] == (
        [f"IR501 the text says {_result(text)}; {wrong}"] if wrong else []
    )


def _result(text: str) -> str:
    return text.partition("= ")[2].split()[0].rstrip(".")


def test_a_bare_number_of_travellers_is_one_of_people() -> None:
    assert lint("Nobody could buy a ticket. 310 people were affected.", users="310") == []
    (found,) = lint("Nobody could buy a ticket. 301 people were affected.", users="310")
    assert found == 'IR502 the summary says 301; "Travellers affected" says 310'


def test_thousands_after_plain_spaces_are_read_alike_in_summary_and_field() -> None:
    assert lint("Nobody could buy a ticket. 8 450 people were affected.", users="8 450 travellers") == []
    (found,) = lint("Nobody could buy a ticket. 8 540 people were affected.", users="8 450 travellers")
    assert found == 'IR502 the summary says 8 540; "Travellers affected" says 8 450'


def test_where_the_total_is_wrong_the_summary_with_the_right_sum_is_not_blamed() -> None:
    (found,) = lint("Nobody could buy a ticket. $2,000 were lost.", fares="45 fares, $1,800", damage="$2,100")
    assert found.startswith('IR501 "Damage in all" says $2,100')


def test_a_row_that_the_writer_added_counts_into_the_total() -> None:
    assert lint(row="| Buses instead | $450 |\n", damage="$2,450") == []
    (found,) = lint(row="| Buses instead | $450 |\n", damage="$2,540")
    assert found.startswith("IR501 ")


NIGHT_PACK = f'{PACK}[zones]\nAEST = "Australia/Brisbane"\nEST = "America/Panama"\n'


def lint_night(summary: str, began: str = "2026-08-03 23:20 AEST", over: str = "2026-08-04 01:05 AEST") -> list[str]:
    text = REPORT.format(summary=summary, users="310 travellers", fares="$1,800", row="", damage="$2,000")
    text = text.replace("2026-08-03 07:15 UTC", began).replace("2026-08-03 09:00 UTC", over)
    found = lint_text(text, [pack_of(TEMPLATE, NIGHT_PACK)])
    return [finding.message for finding in found if finding.code == "IR502"]


@pytest.mark.parametrize(
    "summary",
    [
        "Between 13:20 UTC and 15:05 UTC nobody could buy a ticket.",
        "From 13:20 to 15:05 UTC on 3 August 2026 nobody could buy a ticket.",
        "From 13:20 UTC to 15:05 UTC on 3 and 4 August 2026 nobody could buy a ticket.",
        "Nobody could buy a ticket between 13:20 and 15:05 UTC (23:20-01:05 AEST).",
        "In the night of 3 to 4 August 2026, from 23:20 to 01:05 AEST, nobody could buy a ticket.",
        "On 3/4 August 2026, between 11:20 PM and 1:05 AM AEST, nobody could buy a ticket.",
        "Overnight from August 3 to August 4, 2026, from 23:20 to 01:05 AEST, nobody could buy a ticket.",
    ],
)
def test_a_night_may_be_told_in_utc_or_by_both_of_its_days(summary: str) -> None:
    assert lint_night(summary) == []


def test_the_evening_in_one_zone_is_the_next_day_in_utc() -> None:
    ends = ("2026-08-03 18:40 EST", "2026-08-03 20:25 EST")
    assert lint_night("Between 23:40 and 01:25 UTC nobody could buy a ticket.", *ends) == []
    (found,) = lint_night("Between 23:40 and 01:52 UTC nobody could buy a ticket.", *ends)
    assert found.startswith("the summary says 01:52 UTC; ")


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ("Between 13:20 UTC and 16:05 UTC nobody could buy a ticket.", "16:05 UTC"),
        ("In the night of 3 to 4 August 2026, from 23:02 to 01:05 AEST, nobody could buy a ticket.", "23:02"),
        ("In the night of 4 August 2026, from 23:20 to 01:05 AEST, nobody could buy a ticket.", "4 August 2026"),
    ],
)
def test_a_night_told_wrong_is_found(summary: str, said: str) -> None:
    (found,) = lint_night(summary)
    assert found.startswith(f"the summary says {said}; ")


COUNTS = """# Outage: [Title]

## Damage

**Mails not sent:** [N mails]
**Calls not made:** [N mails]
**Both:** [N mails]

**Search down:** X hours Y minutes
**Sale down:** X hours Y minutes
**Down in all:** X hours Y minutes
"""
COUNTED = """
name = "counts"
[[totals]]
total = "Both"
parts = ["Mails not sent", "Calls not made"]
[[totals]]
total = "Down in all"
parts = ["Search down", "Sale down"]
"""


@pytest.mark.parametrize(
    ("both", "down", "codes"),
    [
        ("75 mails", "1 hour 25 minutes", []),
        ("~80 mails", "about 1 hour 30 minutes", []),
        ("57 mails", "1 hour 25 minutes", ["IR501"]),
        ("75 mails", "2 hours 15 minutes", ["IR501"]),
    ],
)
def test_totals_hold_for_counts_and_lengths_of_time(both: str, down: str, codes: list[str]) -> None:
    text = (
        "# Outage: no mail\n\n## Damage\n\n**Mails not sent:** 62 mails (4 of them twice)\n"
        f"**Calls not made:** 13 mails\n**Both:** {both}\n\n"
        f"**Search down:** 40 minutes\n**Sale down:** 45 minutes\n**Down in all:** {down}\n"
    )
    found = lint_text(text, [pack_of(COUNTS, COUNTED)])
    assert [finding.code for finding in found if finding.level != "info"] == codes


ORIGINS = """# Outage: [Title]

## Damage

- **Guests:** [N guests]
- **Where from:** [N Norway, N Sweden]
"""
ORIGIN = """
name = "origins"
[[totals]]
total = "Guests"
parts = ["Where from"]
"""


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ("30 from 6 counties of Norway, 8 from Sweden and 2 from Finland", None),
        ("Norway: 30 in 2 hotels; Sweden: 8 (3 of them children); Finland: 2", None),
        ("30 Norway / 8 Sweden / 2 Finland", None),
        ("25 + 5 Norway, 8 Sweden, 2 Finland", None),
        ("30 from 6 counties of Norway, 9 from Sweden", "30 + 9 is 39"),
        ("25 Norway, 8 Sweden, 2 Finland", "25 + 8 + 2 is 35"),
    ],
)
def test_a_number_within_the_words_of_a_part_is_no_part(parts: str, says: str | None) -> None:
    text = f"# Outage: no rooms\n\n## Damage\n\n- **Guests:** 40 guests\n- **Where from:** {parts}\n"
    found = [finding for finding in lint_text(text, [pack_of(ORIGINS, ORIGIN)]) if finding.code == "IR501"]
    assert [finding.message.partition('"Where from" ')[2] for finding in found] == ([says] if says else [])


@pytest.mark.parametrize(
    ("fares", "says"),
    [
        ("45 fares x avg $40 each = $1,800", None),
        ("45 fares x avg $40/fare = $1,900", "45 fares x avg $40 is 1,800"),
        ("45 x average $40 = $1,700", "45 x average $40 is 1,800"),
        ("$1,800 in lost sales (45 fares x $40)", None),
        ("$1,900 in lost sales (45 fares x $40)", "45 fares x $40 is 1,800"),
        ("$1,800 less what was paid later (45 fares at $50)", None),
    ],
)
def test_an_amount_is_the_product_beside_it(fares: str, says: str | None) -> None:
    found = [one for one in lint(fares=fares, damage="about the same") if "IR501" in one]
    assert [says in one for one in found] == ([True] if says else [])


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("By day: 120 adults + 90 children + 100 students = 310.", None),
        ("By day: 120 adults + 90 children + 100 students = 330.", "120 + 90 + 100 is 310"),
        ("In all 40 + 12 tickets = 53.", "40 + 12 is 52"),
        ("2 x 40 + 12 = 92 tickets.", None),
        ("The log says a+b = 7, 3 + x = 9, and ~40 + 12 = 60.", None),
        ("Rows 3 + 4 were sent twice.", None),
    ],
)
def test_what_is_added_in_a_sentence_gives_its_sum(sentence: str, says: str | None) -> None:
    found = lint(f"Nobody could buy a ticket. {sentence}")
    assert [says in one for one in found] == ([True] if says else [])


@pytest.mark.parametrize(("again", "line"), [("40 guests wrote to us.", 6), ("38 guests wrote to us.", 5), ("", 5)])
def test_a_list_is_wrong_where_its_total_is_told_again(again: str, line: int) -> None:
    template = f"{ORIGINS}- **Letters:** [N letters]\n"
    head = "# Outage: no rooms\n\n## Damage\n\n- **Guests:** 40 guests\n"
    text = f"{head}- **Where from:** 30 Norway, 9 Sweden\n- **Letters:** {again or 'None'}\n"
    (found,) = (one for one in lint_text(text, [pack_of(template, ORIGIN)]) if one.code == "IR501")
    assert found.place.line == line


DAY_AND_NIGHT = """# Outage: tickets could not be bought

**Began:** 2026-08-03 03:05 UTC
**Over:** 2026-08-04 00:06 UTC
**Length:** 21 hours 1 minute

## In Short

{}
"""


@pytest.mark.parametrize(
    ("summary", "found"),
    [
        ("On 3 August, between 03:05 and 00:06 UTC, no tickets could be bought.", []),
        ("No tickets could be bought from 3:05 AM to 12:06 AM UTC.", []),
        ("No tickets could be bought between 05:05 and 02:06 UTC+2.", []),
        ("Between 00:06 and 23:05 UTC no tickets could be bought.", ["IR502"]),
        ("Between 03:06 and 00:06 UTC no tickets could be bought.", ["IR502"]),
    ],
)
def test_a_range_of_all_but_a_day_is_not_taken_for_one_that_runs_backward(summary: str, found: list[str]) -> None:
    template = TEMPLATE.partition("## Damage")[0]
    pack = pack_of(
        template,
        PACK.partition("[[totals]]")[0]
        .replace('users = "Travellers affected"\n', "")
        .replace('loss = "Damage in all"\n', ""),
    )
    said = lint_text(DAY_AND_NIGHT.format(summary), [pack])
    assert [one.code for one in said if one.code == "IR502"] == found
