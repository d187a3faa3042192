"""Boxes that answer a question, fields with a sign or a case behind them, hints beside values, labels that may go."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import codes_of as codes
from support import lint_text


@pytest.mark.parametrize(
    ("language", "above", "no", "yes", "told"),
    [
        ("en", "Was the press told?", "No", "Yes, at [HH:MM], by [name]", "Yes, at 10:20, by Ada Berg"),
        (
            "en",
            "Contract partners (tick one)",
            "No partner has a claim",
            "Claims, sent on [date]",
            "Claims, sent on 2026-05-03",
        ),
        ("de", "Wurde die Presse informiert?*", "Nein", "Ja, um [HH:MM] durch [Name]", "Ja, um 10:20 durch Ada Berg"),
        ("fr", "Cocher une case.", "Aucun client lésé", "Clients lésés : [nombre]", "Clients lésés : 12"),
        ("es", "¿Se avisó a la prensa?", "No", "Sí, a las [HH:MM]", "Sí, a las 10:20"),
    ],
)
def test_one_of_the_boxes_below_a_question_is_ticked(language: str, above: str, no: str, yes: str, told: str) -> None:
    form = "# [T]\n\n**Severity:** P1 / P2 / P3\n\n## Press (P1 only)\n\n{}\n\n{}\n\n## Story\n\n[Text]\n"
    template = form.format(above, f"- [ ] {no}\n- [ ] {yes}")

    def found(*boxes: str) -> list[str]:
        text = form.format(above, "\n".join(boxes)).replace("P1 / P2 / P3", "P1")
        return codes(template, text.replace("[T]", "Pump").replace("[Text]", "It stopped."), language)

    assert found(f"- [x] {no}", f"- [ ] {yes}") == []
    assert found(f"- [ ] {no}", f"- [x] {told}") == []
    assert found(f"- [x] {told}") == []
    assert found(f"- [x] {no}") == []
    assert found(f"- [ ] {no}", f"- [ ] {yes}") == ["IR302"]
    assert found(f"- [ ] {no}", f"- [x] {yes}") != []


def test_all_that_apply_are_no_alternatives() -> None:
    template = "# [T]\n\n## Who was told? (tick all that apply)\n\n- [ ] Press\n- [ ] Board\n\n## Story\n\n[Text]\n"
    told = "# Pump\n\n## Who was told? (tick all that apply)\n\n- [x] Press\n- [x] Board\n\n## Story\n\nIt stopped.\n"
    assert codes(template, told) == []


@pytest.mark.parametrize(
    ("language", "note", "none"),
    [
        ("en", "(if used)", "not used"),
        ("de", "(falls gemeldet)", "nicht gemeldet"),
        ("fr", "(si transmis)", "non transmis"),
    ],
)
def test_a_case_behind_a_slot_makes_it_optional(language: str, note: str, none: str) -> None:
    form = "# {}\n\nBegan: {}\nPaper forms from: {}\n\n## Story\n\n{}\n"
    template = form.format("[T]", "__:__", f"__:__ {note}", "[Text]")
    for told in ("10:40", f"10:40 {note}", none):
        assert codes(template, form.format("Pump", "10:20", told, "It stopped."), language) == []
    assert codes(template, form.format("Pump", "__:__", none, "It stopped."), language) == ["IR201"]


@pytest.mark.parametrize(
    ("order", "sign"),
    [
        ("Please fill in all fields marked with an asterisk (\\*).", "\\*"),
        ("Fields marked with (\\*) are mandatory.", " (\\*)"),
    ],
)
def test_fields_without_the_sign_may_go(order: str, sign: str) -> None:
    form = "# {}\n\n" + order + "\n\n## Data\n\nSite" + sign + ": {}\nOwner" + sign + ": {}\n{}\n## Story\n\n{}\n"
    template = form.format("[T]", "____", "____", "Extension: ____\n", "[Text]")
    assert codes(template, form.format("Pump", "North", "Ada Berg", "", "It stopped.")) == []
    assert codes(template, form.format("Pump", "____", "Ada Berg", "", "It stopped.")) in (["IR201"], ["IR205"])
    gone = form.format("Pump", "North", "Ada Berg", "", "It stopped.").replace(f"Site{sign}: North\n", "")
    assert codes(template, gone) == ["IR107"]


@pytest.mark.parametrize(
    ("language", "order", "head"),
    [
        ("en", "Never drop mandatory sections (M). Voluntary ones (V) may go.", "Lessons (V)"),
        ("en", "Optional sections (o) may be deleted.", "Lessons (o)"),
        ("es", "No borre apartados obligatorios (O). Los voluntarios (V) se pueden borrar.", "Lecciones (V)"),
        ("de", "Pflichtabschnitte (P) bleiben. Freiwillige (F) dürfen entfallen.", "Lehren (F)"),
    ],
)
def test_letters_mark_what_may_go(language: str, order: str, head: str) -> None:
    template = f"# [T]\n\n<!-- {order} -->\n\n## Story\n\n[Text]\n\n## {head}\n\n[Text]\n"
    assert codes(template, "# Pump\n\n## Story\n\nIt stopped.\n", language) == []
    assert codes(template.replace(f" {head}", " Lore"), "# Pump\n\n## Story\n\nIt stopped.\n", language) == ["IR101"]


def test_words_beside_values_are_hints() -> None:
    head = "| Figure | Value | {} |\n|---|---|---|\n"
    template = "# [T]\n\n## Figures\n\n" + head.format("How it is counted")
    template += "| Orders lost | {{n}} | sum of all shops |\n| Budget used | {{n}} % | share of the year's total |\n"
    report = "# Pump\n\n## Figures\n\n" + head.format("How it is counted")
    report += "| Orders lost | 120 | sum of all shops |\n| Budget used | 12 % | share of the year's total |\n"
    assert codes(template, report) == []
    short = "# Pump\n\n## Figures\n\n| Figure | Value |\n|---|---|\n| Orders lost | 120 |\n| Budget used | 12 % |\n"
    assert codes(template, short) == []
    assert codes(template, report.replace("12 %", "{{n}} %")) == ["IR201"]


@pytest.mark.parametrize("row", ["01-01 00:00 | Example: belt stops | J. Doe", "10:00 | E.g. the belt stops | J. Doe"])
def test_a_row_of_a_moment_is_a_sample(row: str) -> None:
    head = "# {}\n\n## Log\n\n| When | Entry | By |\n|---|---|---|\n"
    template = head.format("[T]") + f"| {row} |\n"
    told = "| 05-03 10:20 | Belt stops | Ada |\n| 05-03 10:40 | Belt runs | Ben |\n"
    assert codes(template, head.format("Pump") + told) == []
    two = "# Pump\n\n## Log\n\n| When | Entry |\n|---|---|\n| 05-03 10:20 | Belt stops |\n| 05-03 10:40 | Belt runs |\n"
    assert codes(template, two) == []  # who wrote an entry need not be said


@pytest.mark.parametrize(
    "legend",
    [
        "_**high**: many cannot work. **medium**: a part is broken. **low**: only annoying._",
        "**high**: many cannot work.\n**medium**: a part is broken.\n**low**: only annoying.",
    ],
)
def test_levels_behind_the_fields_are_a_legend(legend: str) -> None:
    fields = "Owner: [name]\nSeverity: [high / medium / low]\nStatus: [open / closed]\n"
    template = f"# [T]\n\n{fields}\n{legend}\n\n## Story\n\n[Text]\n"
    report = "# Pump\n\nOwner: Ada Berg\nSeverity: low\nStatus: closed\n\n## Story\n\nIt stopped.\n"
    assert codes(template, report) == []
    assert codes(template, report.replace("Owner: Ada Berg\n", "")) == ["IR107"]


@pytest.mark.parametrize(
    ("language", "head", "first", "second"),
    [
        ("ja", "重大度の基準", "A：受付がすべて止まる", "B：受付の一部が止まる"),
        ("en", "Severity scale", "S1: nobody can order", "S2: some cannot order"),
        ("de", "Stufen", "S1: niemand kann bestellen", "S2: einige können nicht bestellen"),
    ],
)
def test_a_section_that_explains_levels_may_go(language: str, head: str, first: str, second: str) -> None:
    template = f"# [T]\n\n## {head}\n\n- {first}\n- {second}\n\n## Story\n\n[Text]\n"
    assert codes(template, "# Pump\n\n## Story\n\nIt stopped.\n", language) == []
    assert codes(template, template.replace("[T]", "Pump").replace("[Text]", "It stopped."), language) == []


def test_boxes_that_each_ask_for_a_name_are_no_choice() -> None:
    form = "# {}\n\n## Story\n\n{}\n\n## Release\n\n☐ Operations, {}, {}\n☐ Management, {}, {}\n"
    template = form.format("[T]", "[Text]", *("{name}", "{date}") * 2)
    signed = form.format("Pump", "It stopped.", "Ada Berg", "3 May 2026", "Ben Cole", "4 May 2026").replace("☐", "☒")
    assert codes(template, signed) == []


def test_a_table_says_what_the_label_above_it_says() -> None:
    form = "# {}\n\n## Impact\n\n{}| Depot | Parcels |\n|---|---|\n| {} | {} |\n\n## Story\n\n{}\n"
    template = form.format("[T]", "Depots affected:\n\n", "<depot>", "<n>", "[Text]")
    assert codes(template, form.format("Pump", "", "Ghent", "12", "It stopped.")) == []


@pytest.mark.parametrize(
    ("language", "number"), [("ja", "検知までに○分かかった理由"), ("ja", "復旧までに〇時間かかった理由")]
)
def test_a_number_in_a_label(language: str, number: str) -> None:
    form = "# {}\n\n## 原因\n\n**直接原因：** {}\n\n**{}：** {}\n"
    template = form.format("【件名】", "（記入）", number, "（記入）")
    label = number.replace("○", "9")
    assert codes(template, form.format("停止", "弁の故障", label, "警報がなかった"), "ja") == []


def test_a_table_of_actions_is_no_timeline() -> None:
    form = "# {}\n\n## To do\n\n| What | P/L | Who | When |\n|---|---|---|---|\n{}"
    template = form.format("[T]", "| [task] | [P/L] | [Name] | [DD Mon YYYY] |\n")
    rows = "| Book at once | P | Ada Berg | 27 Aug 2024 |\n| Slow down | P | Ben Cole | 23 Aug 2024 |\n"
    assert codes(template, form.format("Pump", rows)) == []


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("03-06 14:20", "03-06 18:05", []),
        ("05-06 18:05", "05-06 14:20", ["IR404"]),
        ("12-05 16:21", "03-26 17:40", []),
    ],
)
def test_the_order_of_days_without_a_year(first: str, second: str, found: list[str]) -> None:
    report = (
        "# Outage of the planner, 3 June 2026\n\n**Started:** 3 June 2026 14:20\n**Resolved:** 3 June 2026 18:05\n\n"
        f"## Timeline\n\n| Time | Event |\n|---|---|\n| {first} | Planner is slow |\n| {second} | Planner is normal |\n"
    )
    if "26" in second:
        report = report.replace("3 June 2026", "26 March 2026")
        report = report.replace("14:20", "17:40", 1)
    assert [
        f.code for f in lint_text(report, [load_built_in("generic")], path="docs/incidents/x.md") if f.code == "IR404"
    ] == found


@pytest.mark.parametrize(
    ("kept", "code"),
    [("Timestamped events. Factual only. UTC.", []), ("Oldest first, one line each.", [])],
)
def test_plain_words_that_ask_for_nothing_may_stay(kept: str, code: list[str]) -> None:
    form = "# {}\n\n## Timeline\n\n{}\n\n{}\n\n## Story\n\n{}\n"
    template = form.format("[T]", kept, "- HH:MM [event]", "[Text]")
    assert codes(template, form.format("Pump", kept, "- 10:20 Belt stops\n- 10:40 Belt runs", "It stopped.")) == code


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("en", "P1 and P2: all three boxes must be ticked. P3 and P4: tick what was done."),
        ("en", "For P1 all boxes have to be ticked."),
        ("de", "P1 und P2: alle Kästchen ankreuzen. P3 und P4: ankreuzen, was gemacht wurde."),
    ],
)
def test_all_boxes_for_some_levels(language: str, order: str) -> None:
    form = (
        "# {}\n\n**Severity:** {}\n\n> Priority:\n> - **P1** – no flights\n> - **P2** – late flights\n\n## Notices\n\n"
    )
    form += f"> {order}\n\n- [{{0}}] Tower told\n- [{{0}}] Board told\n\n## Story\n\n{{}}\n".replace("{0}", "{}")
    template = form.format("[T]", "P1 / P2 / P3 / P4", " ", " ", "[Text]")
    assert codes(template, form.format("Pump", "P3", "x", " ", "It stopped."), language) == []
    assert codes(template, form.format("Pump", "P1", "x", "x", "It stopped."), language) == []
    assert codes(template, form.format("Pump", "P1", "x", " ", "It stopped."), language) == ["IR302"]


def test_a_column_of_notes_is_beside_its_values() -> None:
    head = "# {}\n\n| Feld | Wert | Bemerkungen |\n|---|---|---|\n| Schweregrad | {} | {} |\n| Beginn | {} | |\n"
    form = head + "\n## Kunden\n\nNur bei Stufe hoch.\n\n{}\n"
    template = form.format("[T]", "[hoch / mittel / niedrig]", "", "[TT.MM.JJJJ HH:MM]", "[Text]")
    low = form.format("Pumpe", "niedrig", "nur ein Haus", "28.11.2025 10:20", "").partition("\n## Kunden")[0]
    assert codes(template, low + "\n", "de") == []
    assert codes(template, low.replace("niedrig", "hoch") + "\n", "de") == ["IR301"]
    assert codes(template, low.replace("28.11.2025 10:20", "[TT.MM.JJJJ HH:MM]") + "\n", "de") == ["IR201"]


@pytest.mark.parametrize("order", ['when the impact level is "severe"', "for severe incidents"])
@pytest.mark.parametrize("note", ["TODO (one of: minor, moderate, severe)", "TBD _(one of: minor, moderate, severe)_"])
def test_options_behind_what_is_to_be_done(order: str, note: str) -> None:
    form = "# {}\n\nImpact level: {}\nState: {}\n\n## Review\n\n<!-- Required " + order + ". -->\n\n{}\n"
    template = form.format("[T]", note, "TODO (one of: ongoing, resolved, dropped)", "[Text]")
    report = form.format("Pump", "severe", "resolved", "Ada Berg reviewed it.")
    assert codes(template, report) == []
    assert codes(template, report.replace("resolved", "fixed")) == ["IR207"]


def test_an_option_with_a_blank_and_a_note_behind_all() -> None:
    form = "# {}\n\nState: {} (tick one)\n\nPermits checked? {}\n\n## Story\n\n{}\n"
    template = form.format("[T]", "[ ] Open  [ ] Closed  ", "[ ] Yes  [ ] Not needed: ________", "[Text]")
    told = form.format("Pump", "[ ] Open  [x] Closed  ", "[ ] Yes  [x] Not needed: nobody was near", "It stopped.")
    assert codes(template, told) == []
    assert codes(template, told.replace("[x] Closed", "[ ] Closed")) == ["IR202"]


@pytest.mark.parametrize(
    ("language", "hint"),
    [
        ("en", "> New heading for each day. Each entry: **HH:MM** – what happened."),
        ("en", "> Critical incidents: the board must sign this.\n> Others: answer the first question only."),
        ("de", "> Je Eintrag eine Zeile: **HH:MM** – was geschah."),
    ],
)
def test_sentences_in_a_quote_may_stay(language: str, hint: str) -> None:
    form = "# {}\n\n## Log\n\n{}**{}** – {}\n\n## Story\n\n{}\n"
    template = form.format("[T]", hint + "\n\n", "[HH:MM]", "[event]", "[Text]")
    for kept in (hint + "\n\n", ""):
        assert codes(template, form.format("Pump", kept, "10:20", "Belt stops", "It stopped."), language) == []


@pytest.mark.parametrize("head", ["Heure", "Horaire"])
def test_hours_in_a_column_of_hours(head: str) -> None:
    form = "# {}\n\n## Chronologie\n\n| Jour | " + head + " | Détail |\n|---|---|---|\n{}"
    template = form.format("[T]", "| JJ/MM/AAAA | HH h MM | [fait] |\n")
    rows = ("| 22/04/2026 | 07 h 05 | Arrêt |\n", "| 22/04/2026 | 09 h 15 | Reprise |\n")
    assert codes(template, form.format("Pompe", "".join(rows)), "fr") == []
    assert codes(template, form.format("Pompe", "".join(reversed(rows))), "fr") == ["IR404"]


def test_a_length_over_midnight_between_times_without_days() -> None:
    form = '---\ndate: {}\ndebut: "{}"\nremise: "{}"\n---\n\n# {}\n\n- **Temps de remise** (début → remise) : {}\n'
    template = form.format("AAAA-MM-JJ", "HH:MM", "HH:MM", "[titre]", "[durée]")
    assert codes(template, form.format("2026-01-14", "22:40", "00:25", "Panne", "1 h 45"), "fr") == []
    assert codes(template, form.format("2026-01-14", "22:40", "00:25", "Panne", "1 h 15"), "fr") == ["IR403"]


def test_a_report_to_others_is_not_the_day_of_the_report() -> None:
    form = "# {}\n\n**重大度：** {}\n**発生日時：** {}\n**復旧日時：** {}\n\n"
    form += "## 経営層への報告\n\n※ 重大度Aの場合のみ記入。\n\n"
    form += "**報告日時：** {}\n"
    template = form.format("【件名】", "【A・B・C のいずれか】", *("YYYY/MM/DD HH:MM",) * 3)
    told = form.format("停止", "A", "2026/07/10 14:36", "2026/07/10 19:20", "2026/07/10 15:05")
    assert codes(template, told, "ja") == []


@pytest.mark.parametrize(("first", "last"), [("Erstes Zeichen", "Alles gut"), ("First sign", "Readers fine again")])
def test_a_length_between_fields_of_any_names(first: str, last: str) -> None:
    form = "# {}\n\n## When?\n\n" + first + ": {}\nWe noticed: {}\n" + last + ": {}\nSo readers were affected for: {}\n"
    form += "\n## Minute by minute\n\n**{}** Mails go out twice.\n\n**{}** A reader writes.\n\n**{}** We stop it.\n"
    slots = ("[day, date, time]",) * 3
    template = form.format("[T]", *slots, "[hours and minutes]", "[HH:MM]", "[HH:MM]", "[HH:MM]")
    day = "Tuesday, 14 October 2025, "
    times = (day + "12:05", day + "12:19", day + "12:55")
    told = form.format("Pump", *times, "50 minutes", "12:10", "12:19", "12:24")
    assert codes(template, told) == []


def test_the_number_of_a_level_alone() -> None:
    form = "# {}\n\n| Merkmal | Angabe |\n|:--|:--|\n| Priorität (1, 2 oder 3) | {} |\n\n## Freigabe\n\n"
    form += "*Bei Priorität 1 Pflicht. Bei Priorität 2 und 3 genügt „keine“.*\n\nName: {}\n"
    form += "\n*Priorität 1: alle stehen. Priorität 2: einige stehen. Priorität 3: Schönheitsfehler.*\n"
    template = form.format("[T]", "____", "____")
    for level in ("1", "Priorität 1", "1 (hoch)"):
        assert codes(template, form.format("Pumpe", level, "Ada Berg"), "de") == []


def test_a_number_behind_a_latin_label_without_a_blank() -> None:
    form = "# {}\n\n## 影響\n\n- 失敗した注文:\n  - PC:{}件\n  - アプリ:{}件\n  - 合計:{}件\n"
    template = form.format("【件名】", *("【件数】",) * 3)
    assert codes(template, form.format("停止", "2,140", "6,380", "8,520"), "ja") == []
    assert codes(template, form.format("停止", "2,140", "6,380", "8,250"), "ja") == ["IR501"]


def test_a_condition_on_a_severity_that_lists_no_levels() -> None:
    form = "# {}\n\n| id | severity | status |\n|---|---|---|\n| {} | {} | {} |\n\n## Security\n\n"
    form += '<!-- Required when severity is critical or high. Else write "No security impact" and a reason. -->\n\n'
    template = form.format("TODO: title", "`REG-TODO`", "`TODO`", "`TODO`") + "* Keys rotated: TODO\n"
    report = form.format("Pump", "`REG-0087`", "`moderate`", "`resolved`") + "No security impact: reads failed only.\n"
    assert codes(template, report) == []


def test_a_total_in_any_cell() -> None:
    form = "# {}\n\n## Windows\n\n| # | From | To | Duration (min) |\n|---|---|---|---|\n{}"
    template = form.format("[T]", "| 1 | [HH:MM] | [HH:MM] | [n] |\n| | | **Total** | [n] |\n")
    rows = "| 1 | 10:00 | 10:20 | 20 |\n| 2 | 11:00 | 11:10 | 10 |\n| | | **Total** | **30** |\n"
    assert codes(template, form.format("Pump", rows)) == []


def test_a_hint_above_answers_is_not_all_that_a_section_says() -> None:
    form = "# {}\n\n**Severidad:** {}\n\n## Aviso\n\n"
    form += "_Obligatorio si la severidad es Alta. Si no, se elimina la sección._\n\n"
    form += "Hora del aviso: {}\nTexto enviado:\n\n> {}\n"
    template = form.format("[T]", "{Alta / Media / Baja}", "{HH:MM}", "{copiar aquí el mensaje}")
    assert codes(template, form.format("Bomba", "Alta", "10:15", "Hoy hay retrasos."), "es") == []
