"""What `read` tells of any report, beside the fields of its template."""

import datetime as dt
from decimal import Decimal

import incidentlint

TEXT = """# Search was slow on 2026-05-04

**Incident ID:** INC-2026-05-04-001
**Severity:** P2, raised to P1
**First detected:** 2026-05-04 10:05 UTC
**Mitigated:** 2026-05-04 10:50 UTC
**Resolved:** 12:xx
**Repaired:** 4/5/26 quarter past eleven
**Time to repair:** 45 min
**Downtime:** 3 moons

## Summary

On 2026-05-04 at 10:04 UTC search was down for about 45 minutes. 1,200 users and $3,500 were lost, 12% of all.

## Timeline

- 10:05 the alert
- 10:20 (not noted)
- ??:?? somebody restarts it
- then it was fast again
- 10:50 the fix

## Action items

- Watch the disk - Ana
"""


def told() -> incidentlint.Report:
    report = incidentlint.read(TEXT, path="incidents/2026-05-04.md")
    assert report is not None
    return report


def test_moments_under_any_label_with_their_roles() -> None:
    assert [(key.role, key.moment.label, key.moment.place.line) for key in told().key_moments] == [
        ("detected", "First detected", 5),
        ("mitigated", "Mitigated", 6),
        ("resolved", "Resolved", 7),
    ]
    assert all(
        key.moment.zone == "UTC" and key.moment.precision == dt.timedelta(minutes=1) for key in told().key_moments
    )


def test_lengths_of_labels_and_sentences_and_what_the_times_give() -> None:
    lengths = [(length.kind, length.length, length.in_sentence, length.place.line) for length in told().lengths]
    assert lengths == [
        ("repair", dt.timedelta(minutes=45), False, 9),
        ("whole", dt.timedelta(minutes=45), True, 14),
    ]
    between = {(interval.start, interval.end): interval.length for interval in told().intervals}
    assert between == {
        ("detected", "mitigated"): dt.timedelta(minutes=45),
        ("first entry", "last entry"): dt.timedelta(minutes=45),
    }


def test_days_sentences_figures_ids_and_severity() -> None:
    report = told()
    assert [(day.source, day.days) for day in report.days] == [
        ("title", (dt.date(2026, 5, 4),)),
        ("file", (dt.date(2026, 5, 4),)),
    ]
    assert [(moment.place.line, moment.clock) for moment in report.told] == [(14, dt.time(10, 4))]
    assert [(figure.kind, figure.value, figure.unit) for figure in report.figures if figure.place.line == 14] == [
        ("count", Decimal(1200), "users"),
        ("money", Decimal(3500), "USD"),
        ("percent", Decimal(12), "%"),
    ]
    assert [identifier.text for identifier in report.ids] == ["INC-2026-05-04-001"]


def test_what_was_not_understood_has_a_place_and_a_reason() -> None:
    unread = [(piece.what, piece.place.line, piece.text) for piece in told().not_understood]
    assert unread == [
        ("value", 7, "12:xx"),
        ("value", 8, "4/5/26 quarter past eleven"),
        ("value", 10, "3 moons"),
        ("entry", 20, "??:??"),
        ("entry", 21, "then it was fast again"),
    ]
    assert all(piece.why for piece in told().not_understood)


def test_an_entry_that_sets_the_severity_is_a_change() -> None:
    text = (
        "# Incident report: x\n\n**Severity:** P2\n\n## 2. Timeline\n\n- 10:05 Alert\n"
        "- 10:20 Severity raised from P2 to P1\n- 10:50 Over\n"
    )
    report = incidentlint.read(text, pack="bilko")
    assert report is not None
    changes = [(change.kind, change.level, change.place.line) for change in report.severity_changes]
    assert changes == [("set", "P1", 8)]
