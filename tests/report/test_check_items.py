"""Check items in every notation: what counts as made, what does not, and where that is said."""

from __future__ import annotations

from functools import cache

import pytest

from incidentlint.findings import Diagnostic
from incidentlint.packs.pack import Pack
from support import lint_text, pack_of

TEMPLATE = """\
# Incident: [Title]

**Severity:** L1 / L2 / L3

## Yard Checks

- [ ] Gates counted
- [ ] Seals compared (before and after)
- [ ] Drivers told
"""

LISTED = """\
- [x] Gates counted
- [x] Seals compared (before and after)
- [x] Drivers told
"""

REPORT = """\
# Incident: the yard was shut

**Severity:** L1

## Yard Checks

"""

LINE = 8


@cache
def yard() -> Pack:
    return pack_of(
        TEMPLATE,
        'name = "yard"\ntemplate = "t.md"\nconditions.high = { severity = ["L1"] }\n'
        'nodes."Yard Checks" = { required = "high", ticked = "high" }\n',
    )


def found(checks: str, severity: str = "L1") -> list[Diagnostic]:
    text = REPORT.replace("L1", severity) + checks
    return [it for it in lint_text(text, (yard(),)) if it.level != "info"]


def with_item(form: str) -> str:
    return LISTED.replace("- [x] Seals compared (before and after)", form.format("Seals compared"))


MADE = [
    "- [X] {}", "- [x] {} (before and after)", "- [ x ] {}", "- [✓] {}", "- \\[x\\] {}", "- ［ｘ］ {}", "- (x) {}",
    "- [yes] {}", "- ✅ {}", "- ✔️ {}", "- ☑ {}", "- ☒ {}", '- <input type="checkbox" checked> {}', "- {}: yes",
    "- {} — done by Ana", "- {} ✅", "- {} [x]", "1. [x] {}", "- (/) {}",
    "- :white_check_mark: {}", "- :heavy_check_mark: {}", "* :ballot_box_with_check: **{}**",
    "- [x] 🔒 {}", "- [x] **{}** ✅ 2026-09-02",
    "- [x] {} ^seals", "- [x] {} #yard", "- [x] {} @ana",
    "- [x] {} [log](https://example.com)", "- [x] {} <https://example.com>",
    "- [x] {} 2026-09-02 10:00", "- [x] {}: no difference, nothing pending", "-[x] {}",
]  # fmt: skip

NOT_MADE = [
    "- [ ] {}", "- [] {}", "- [  ] {}", "- [ ]{}", "- \\[ \\] {}", "- ［　］ {}", "- ( ) {}", "- [?] {}",
    "- [/] {}", "- [no] {}", "- [-] {}", "- [~] {}: N/A", "- ~~{}~~", "- □ {}", "- ⬜ {}",
    "- :x: {}", "- :white_large_square: {}", "- :fire: {}",
    "- ❌ {}", "- ✗ {}", '- <input type="checkbox"> {}',
    "- {}", "1. {}", "* {}: No", "- {} - NOT DONE", "- {}: pending", "- {} ⬜", "- [x {}", "- x] {}", "- [ ] {} @ana",
    "- [ ] {} 📅 2026-10-01", "- [ ] {}: done",
]  # fmt: skip

WAIVED = [
    "- [ ] {}: N/A - no seals are used here", "- [~] {} - no seals are used here", "- [-] {} (N/A: no seals here)",
    "- ~~{}~~ no seals are used here", "- [ ] ~~{}~~ Not applicable: no seals here",
]  # fmt: skip

DENIED = [
    "- [x] {} - NOT DONE", "- [x] {}: still to be done", "- [x] {} (not checked yet)", "- [x] {}: skipped, no time",
    "- ✅ {} - has not been verified", "- [x] {}: No", "- [x] **{}**: nope", "- [x] {} → no", "- [x] {}: no, not yet",
    "- [x] {}: no, because the yard was shut", "- [x] {} — done: no", "- [x] {} (done? No)", "- [x] {}: ?",
    "- [x] {} — FAILED", "- [x] {} (planned for Monday)", "- [x] {}: unknown", "- [x] {} — we did not do this",
    "- [x] {} — aborted", "- [x] {} ❌", "- [x] ❌ {}", "- [x] [ ] {}", "- [x] {} [ ]", "- [x] {} ⏳",
    "- [x] {} - @ana: not done", "- [x] {} (#77) NOT DONE", "- [x] {} — 2026-05-12 — not yet",
    "- [x] {} — Status: pending", "- [x] {} (before and after) - NOT DONE", "- [x] {}: *not done*",
    "- [x] {} — noch nicht erledigt", "- [x] {} : pas encore fait", "- [x] {}: pendiente", "- [x] {} – ainda não",
    "- [x] {} — ikke gjort", "- [x] {}：未実施", "- [x] {}: non ancora", "- [x] {}: Nein", "- [x] {} — geplant",
]  # fmt: skip

UNREASONED = ["- [x] ~~{}~~", "- [x] <del>{}</del>", "- ✅ ~~{}~~", "- [x] {} — N/A", "- [x] {} (not applicable)"]

TOLD_BELOW = [
    "- [x] {}\n  NOT DONE", "- [x] {}\n  - not done yet", "- [x] {}\n\n  Still to be done.",
]  # fmt: skip


@pytest.mark.parametrize("form", [*MADE, *WAIVED])
def test_made_or_waived_is_silent(form: str) -> None:
    assert not found(with_item(form))


@pytest.mark.parametrize("form", NOT_MADE)
def test_not_made_is_told_at_its_line(form: str) -> None:
    assert [(it.code, it.place.line) for it in found(with_item(form))] == [("IR302", LINE)]


@pytest.mark.parametrize("form", DENIED)
def test_a_tick_that_its_text_takes_back(form: str) -> None:
    assert [(it.code, it.place.line) for it in found(with_item(form))] == [("IR308", LINE)]


@pytest.mark.parametrize("form", UNREASONED)
def test_a_tick_over_an_item_that_does_not_apply_for_no_reason(form: str) -> None:
    assert [(it.code, it.place.line) for it in found(with_item(form))] == [("IR302", LINE)]


@pytest.mark.parametrize("form", TOLD_BELOW)
def test_a_tick_that_the_text_below_it_takes_back(form: str) -> None:
    assert [it.code for it in found(with_item(form))] == ["IR308"]


@pytest.mark.parametrize("form", [*MADE, *NOT_MADE, *WAIVED])
def test_a_light_incident_demands_no_tick(form: str) -> None:
    assert not found(with_item(form), "L3")


@pytest.mark.parametrize(
    "checks",
    [
        "✅ Gates counted  \n✅ Seals compared  \n✅ Drivers told",
        "Gates counted: yes\nSeals compared: yes\nDrivers told: yes",
        "| Check | Done |\n|---|---|\n| Gates counted | x |\n| Seals compared | ✅ |\n| Drivers told | yes |",
        "• [x] Gates counted\n• [x] Seals compared\n• [x] Drivers told",
        "Not applicable: the yard was empty",
    ],
)
def test_the_whole_list_in_other_forms(checks: str) -> None:
    assert not found(checks)


@pytest.mark.parametrize(
    "checks",
    [
        "⬜ Gates counted  \n⬜ Seals compared  \n⬜ Drivers told",
        "Gates counted: No\nSeals compared: No\nDrivers told: No",
        "| Check | Done |\n|---|---|\n| Gates counted | |\n| Seals compared | no |\n| Drivers told | ❌ |",
        "None", "No", "-", "N/A", "We looked at everything.", "- Gates\n- Seals", "- [x] Gates\n- [x] Seals",
        "- [ ] Gates counted\n-[ ] Seals compared\n- [ ] Drivers told",
    ],
)  # fmt: skip
def test_no_way_around_the_list(checks: str) -> None:
    assert any(it.level == "error" for it in found(checks))


@pytest.mark.parametrize("reason", ["TBD", "[reason]", "<reason>", "N/A", "to be confirmed", "..."])
def test_what_is_no_reason_waives_nothing(reason: str) -> None:
    assert [one.code for one in found(with_item(f"- [ ] {{}} — Not applicable: {reason}"))] == ["IR302"]


@pytest.mark.parametrize(
    "told",
    [
        "will be done later",
        "only partly",
        "only half of them",
        "waiting for the harbour",
        "blocked",
        "ran out of time",
        "to follow next week",
        "Alem will do it tomorrow",
        "the harbour must repeat this next week",
        "Ines checks them later",
    ],
)
def test_a_tick_over_a_text_that_says_otherwise(told: str) -> None:
    assert [one.code for one in found(with_item(f"- [x] {{}} — {told}"))] == ["IR308"]


LEFT = [
    "differences still open", "12 counted, two still open", "2 seals still to be replaced", "one difference unresolved",
    "only for 3 of 14", "only 3 of 14 gates", "only the first 3 of 14 so far", "so far only the north gate",
    "not for the north gate yet", "pending Ana Cal", "pending @ana", "awaiting the harbour", "waiting for Ana's list",
    "Ana still has to count them", "partly, the rest tomorrow", "11 of 14 to go", "OPEN", "open, see ticket 88",
    "still open: 3 seals", "Differenzen noch offen", "offen", "nur für 3 von 14", "écarts encore ouverts", "ouvert",
    "en attente de Jana", "seulement 3 sur 14", "diferencias aún abiertas", "pendiente de Jana", "solo 3 de 14",
    "differenze ancora aperte", "in attesa di Jana", "solo 3 su 14", "avvik fortsatt åpne", "åpen", "bare 3 av 14",
    "diferenças ainda em aberto", "aguardando Jana", "apenas 3 de 14", "razlike još otvorene", "čeka se Jana",
    "samo 3 od 14", "差異が未解決", "14件中3件のみ", "差异尚未解决", "仅14个中的3个", "14건 중 3건만",
]  # fmt: skip


@pytest.mark.parametrize("told", LEFT)
def test_a_tick_over_a_text_that_says_what_is_left(told: str) -> None:
    assert [(one.code, one.place.line) for one in found(with_item(f"- [x] {{}} — {told}"))] == [("IR308", LINE)]


def test_what_may_be_open_is_no_check_that_is() -> None:
    assert found(LISTED.replace("Gates counted", "Gates counted — open")) == []
    assert [one.code for one in found(LISTED.replace("Drivers told", "Drivers told — open"))] == ["IR308"]


TOLD = [
    "ticket 88 opened", "an open-source script was used", "closed the 3 open items", "no differences open",
    "none still open", "3 of 14 were wrong, corrected", "only 2 differences, both corrected", "0 still open",
    "pending loads included", "all open loads compared", "waiting time 2 minutes", "14 of 14", "keine offenen Posten",
    "2 still open at first, all closed", "only read-only queries were used", "aucun écart ouvert",
    "the remaining 3 too",
    "partly by hand", "none was blocked", "no time was lost", "12 of 12", "no difference", "no, none broken",
    "failed: 0, passed: 12", "pending: none", "open: 0", "failed payments refunded", "planned and tested: yes",
    "failed at first, repeated and passed", "failed on the first try; passed on Tuesday", "not only seals",
    "later than planned", "missing: none", "12 checked, not done by hand", "~~not done~~ done", "see ticket OPS-77",
    "see #77", "see [ticket](https://example.com/1)", "soon after the fix", "failed jobs re-run",
    "next sprint", "tomorrow", "unverified accounts closed", "deferred revenue checked too", "none", "nobody was hurt",
]  # fmt: skip


@pytest.mark.parametrize("told", TOLD)
def test_a_tick_over_a_text_that_says_what_was_found(told: str) -> None:
    assert found(with_item(f"- [x] {{}} — {told}")) == []


EXPECTS_NO = [
    "Data lost", "Any seal broken", "Discrepancies found (by hand)", "No data was lost", "Manual corrections needed",
    "Is anything missing", "Customer data at risk", "Clients told if seals were broken",
]  # fmt: skip


@pytest.mark.parametrize("item", EXPECTS_NO)
def test_no_is_the_good_answer_to_some_items(item: str) -> None:
    pack = pack_of(TEMPLATE.replace("Gates counted", item), 'name = "yard"\ntemplate = "t.md"\n')
    report = REPORT + LISTED.replace("Gates counted", item)
    for answer in ("", ": No", " — No", ": none", " (no)", ": Nein"):
        assert not lint_text(report.replace(item, f"{item}{answer}"), (pack,))


def test_what_depends_on_a_case_needs_no_reason() -> None:
    item = "Clients told if seals were broken"
    pack = pack_of(
        TEMPLATE.replace("Gates counted", item),
        'name = "yard"\ntemplate = "t.md"\nnodes."Yard Checks" = { ticked = "all" }\n',
    )
    assert not lint_text(REPORT + LISTED.replace("Gates counted", f"{item}: N/A"), (pack,))


def test_a_tick_whose_text_only_points_elsewhere_is_told_as_info() -> None:
    text = REPORT + with_item("- [x] {} — see ticket")
    assert [(it.code, it.level) for it in lint_text(text, (yard(),))] == [("IR308", "info")]


def test_a_cross_in_parentheses_beside_the_ticks_of_jira_is_no_tick() -> None:
    text = with_item("* (x) {}").replace("- [x]", "* (/)")
    assert [(it.code, it.place.line) for it in found(text)] == [("IR302", LINE)]
    assert found(with_item("* (x) {}")) == []


@pytest.mark.parametrize(
    ("said", "taken_back"),
    [
        ("awaiting nothing", False), ("waiting for nobody", False), ("(awaiting no one)", False),
        ("pending on none of them", False), ("wartet auf nichts", False), ("esperando nada", False),
        ("awaiting sign-off", True), ("waiting for the depot", True), ("wartet auf das Lager", True),
    ],
)  # fmt: skip
def test_a_check_that_waits_for_nothing_was_made(said: str, taken_back: bool) -> None:
    text = REPORT + LISTED.replace("Gates counted", f"Gates counted - {said}")
    assert any(one.code == "IR308" for one in lint_text(text, [yard()])) == taken_back
