"""What was left of a form, in reports of no known template: what is found, and the traps that are none."""

import pytest

from incidentlint.markdown import parse
from incidentlint.outline import outline
from incidentlint.report.leftovers.read import is_blank_form, prompt_like, read_leftovers
from incidentlint.report.leftovers.units import read_groups
from incidentlint.text import SourceText
from incidentlint.vocabulary import is_todo, load_lexicon
from support import built_in, lint_text, pack_of

WORDS = load_lexicon()
FILLED = "## Summary\n\nThe disk was full.\n\n## Impact\n\nTen users.\n\n"


def left(text, repeated=frozenset()):
    source = SourceText(text)
    found = read_leftovers(outline(parse(source)), WORDS, repeated)
    return [(piece.kind, source.line_of(piece.span.start) + 1, piece.text) for piece in found]


def one(text):
    return [(kind, said) for kind, _, said in left(f"# The disk was full\n\n{text}\n")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## {{ name of the incident }}\n\nx", ("slot", "{{ name of the incident }}")),
        ("## {{ 09:40 }}\n\nx", ("slot", "{{ 09:40 }}")),
        ("- Alert on the disk [link to the issue]", ("slot", "[link to the issue]")),
        ("Reviewed by [your name]", ("slot", "[your name]")),
        ("Reviewed by [name] (head of operations) on 4 May 2026.", ("slot", "[name]")),
        ("Gelesen von [Name], 4. Mai 2026", ("slot", "[Name]")),
        ("Approved by Ana Silva, XX May 2026", ("slot", "XX May")),
        ("Signed on March DD, 2026.", ("slot", "March DD")),
        ("Aprobado el XX de mayo 2026", ("slot", "XX de mayo")),
        ("- A second pump. Ben, until <date>.", ("slot", "<date>")),
        ("## Ursache\n\n<bitte ausfüllen>", ("slot", "<bitte ausfüllen>")),
        ("**Reviewer:** [Name]", ("slot", "[Name]")),
        ("**Cause:** [What broke the pump first]", ("slot", "[What broke the pump first]")),
        ("## Cause\n\n[Why]", ("slot", "[Why]")),
        ("**Lead:** <insert name>", ("slot", "<insert name>")),
        ("Paged by <add name here>", ("slot", "<add name here>")),
        ("- 2026-05-04 HH:mm the pump stops", ("slot", "HH:mm")),
        ("| Time | Event |\n| - | - |\n| 2026-05-?? hh:mm | the pump stops |", ("slot", "hh:mm")),
        ("- 2026-05-04 X - the pump stops", ("slot", "X")),
        ("**Started:** YYYY-MM-DD HH:MM", ("slot", "YYYY-MM-DD HH:MM")),
        ("| Lasted | ~X hours Y minutes |\n| - | - |\n| Who | Ana |", ("slot", "~X hours Y minutes")),
        ("**Downtime:** XX minutes", ("slot", "XX minutes")),
        ("It took about XX minutes to recover.", ("slot", "XX minutes")),
        ("| Time in SEV1 | ?mins |\n| - | - |\n| x | y |", ("slot", "?mins")),
        ("**Signed:** ________", ("slot", "________")),
        ("**Severity:** P1 / P2 / P3 / P4", ("choice", "P1 / P2 / P3 / P4")),
        ("**Severity:** Critical | High | Low", ("choice", "Critical | High | Low")),
        ("**Data lost:** Yes / No", ("choice", "Yes / No")),
        ("**Status:** Draft / Final", ("choice", "Draft / Final")),
        ("**Owner:** Firstname Lastname", ("slot", "Firstname Lastname")),
        ("**Resolution:** to be filled in", ("slot", "to be filled in")),
        ("The vendor (to be added later) was slow.", ("slot", "(to be added later)")),
        ("> This is a template; copy it.", ("instruction", "This is a template; copy it.")),
        ("- Delete this line when done", ("instruction", "Delete this line when done")),
        ("These are only sample rows.", ("example", "These are only sample rows.")),
        ("## Impact\n\nDescribe who was affected and how.", ("slot", "'Describe who was affected and how'")),
        ("## Impact\n\n*(Who noticed, and what did they see?)*", ("slot", "'(Who noticed, and what did they see?)'")),
        ("**Resolved:** TBD", ("todo", "TBD")),
        ("- 10:40 TODO", ("todo", "TODO")),
        ("The rows follow.\nTODO: mail of the vendor", ("todo", "TODO: mail of the vendor")),
        ("## {{ 2026-05-04 between 2.00 and 2.30 PM }}\n\nx", ("slot", "{{ 2026-05-04 between 2.00 and 2.30 PM }}")),
        ("- {{ Buy disks }} [link to the issue]", ("slot", "{{ Buy disks }}")),
        ("- {{ [Buy disks](https://example.org/1) soon }}", ("slot", "{{ Buy disks soon }}")),
        ("The cause was [Ana to fill in the details].", ("slot", "[Ana to fill in the details]")),
        ("At 0:59 CET (need to convert to UTC) the pump stopped.", ("slot", "(need to convert to UTC)")),
        ("Since then the queue is ????", ("slot", "????")),
        (
            "The rows follow. The example below shows one form.",
            ("example", "The rows follow. The example below shows one form."),
        ),
        (
            "## Action items\n\nThis section should be filled in.\n\n- Buy disks",
            ("instruction", "This section should be filled in."),
        ),
        ("Found on 2026-05-04 (time TBC)", ("todo", "(time TBC)")),
        ("## What we saw\n\nTODO", ("todo", "TODO")),
    ],
)
def test_is_left(text, expected):
    assert one(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Run `kubectl get pod <name of the pod>` and `{{ name }}`.", id="code"),
        pytest.param("```\n{{ name of it }}\n[link to issue]\n```", id="a code block"),
        pytest.param('{{ page.title }} {{< ref "x.md" >}} {{ "/a.png" | relative_url }}', id="a site generator"),
        pytest.param("[link to the issue](https://example.org/1), [name]: none", id="links"),
        pytest.param("He said so [sic], see [1], [^note] and [a [nested] one].", id="notes and footnotes"),
        pytest.param("- ??:?? [???] somebody restarts it", id="an honest unknown time"),
        pytest.param("- 2026-05-?? ??:?? the pump stops", id="an honest unknown day"),
        pytest.param("- 2026-05-04 22:XX more reports", id="an honest unknown minute"),
        pytest.param("Calls to <private_ip> and <redacted> failed for ticket P-XXX.", id="redactions"),
        pytest.param("> ana: [add your name here] lol\n>\n> ben: TODO: sleep", id="quoted chat"),
        pytest.param("The form shows YYYY-MM-DD in place of a date.", id="a form that is spoken of"),
        pytest.param("Alert when nothing was written in X hours.", id="a rule with a variable"),
        pytest.param("We had a TODO list, and what is high is TBD by the team.", id="inside a sentence"),
        pytest.param("## Action items\n\n- TODO: alert on the disk\n- Describe the cache (TBD)", id="actions"),
        pytest.param("| Task | Owner | Status |\n| - | - | - |\n| Alert | Ana | TODO |", id="an action table"),
        pytest.param("| Task | State | Pull request |\n| - | - | - |\n| Alert | TODO | TBD |", id="states and tickets"),
        pytest.param("The [service] pod restarted, then [name] did. Section XX of May is about it.", id="variables"),
        pytest.param("**Team:** Yes / No Records Ltd", id="a name with a slash"),
        pytest.param("**Impact:** Critical/High traffic", id="two levels in a text"),
        pytest.param("*Names are left out on purpose.*", id="a remark in italics"),
        pytest.param("## Open questions\n\n*Why did it begin at noon?*", id="an open question"),
        pytest.param("Delete this pod and restart. To add disks, call the vendor.", id="what was done"),
        pytest.param("[Action item] launches are told apart. Is it so????", id="a tag, and a question"),
        pytest.param("The vendor (who needs to confirm it) was slow.", id="a remark on somebody"),
        pytest.param("SELECT * FROM t WHERE a = '<name>' AND b IN ({x});", id="SQL"),
    ],
)
def test_is_left_in_peace(text):
    assert one(f"{FILLED}{text}") == []


def test_a_title_that_keeps_the_name_of_its_slot():
    assert [said for _, _, said in left("# incident date: 2026-05-04, disk full\n")] == ["incident date"]


def test_a_row_of_a_form_is_one_leftover():
    text = "# A\n\n| Time | Event |\n| - | - |\n| 2026-05-04 HH:mm | Short event description |\n"
    assert left(text) == [("slot", 5, "HH:mm")]


def test_the_requests_of_a_section_are_one_leftover():
    text = "# A\n\n## What went wrong\n\nThings that could have gone better. Ideally these are actions.\n\n- Disk\n"
    assert [(kind, line) for kind, line, _ in left(text)] == [("instruction", 5)]


def test_what_repeats_counts_where_it_asks_for_something():
    text = f"# A\n\n{FILLED}## Cause\n\nDescribe what broke and for how long.\n\nA cable broke in the cellar.\n"
    asked = prompt_like(read_groups(outline(parse(SourceText(text))), WORDS.leftovers), WORDS)
    assert asked == ("describe what broke and for how long",)
    assert left(text) == []
    assert [kind for kind, *_ in left(text, frozenset(asked))] == ["instruction"]
    assert left(text, frozenset({"a cable broke in the cellar"})) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{FILLED}## Analysis\n\n## What went well\n\nMuch.\n", [("empty-section", "Analysis")]),
        (f"{FILLED}## Action items\n", [("empty-section", "Action items")]),
        (f"{FILLED}## Pump room\n\n## Detection\n\nAn alert.\n", [("empty-section", "Pump room")]),
        (f"{FILLED}## Lessons learned\n\n-\n", [("empty-entry", "-")]),
        (f"{FILLED}## Actions\n\n| What | Who |\n| - | - |\n| | |\n", [("empty-entry", "| | |")]),
        (f"{FILLED}## Timeline\n\n| Time | Event |\n| - | - |\n", [("empty-section", "Timeline")]),
        (f"**Owner:** Ana\n**Severity:** P2\n**Duration:**\n\n{FILLED}", [("empty-value", "Duration")]),
        (f"{FILLED}## Lessons learned\n\n## What went well\n\nMuch.\n", []),
        (f"{FILLED}## Timeline\n\n## 2026-05-04\n\n- 10:00 x\n\n## 2026-05-05\n\n- 10:00 y\n", []),
        (f"{FILLED}## Timeline\n\n### 10:00 the pump stops\n\n### 10:05 it runs\n", []),
        (f"{FILLED}## Impact on users\n\n![users](users.png)\n", []),
        (f"{FILLED}## Root cause\n\n<!-- to come -->\n\n### The cable\n\nIt broke.\n", []),
        ("## Pumps fail\n\n## Disks fill\n\n## Users complain\n\nx\n", []),
        (f"**Owner:** Ana\n**Severity:** P2\n**Duration:**\n\n- 2 hours\n\n{FILLED}", []),
    ],
)
def test_what_is_empty_where_others_are_filled(text, expected):
    assert [(kind, said) for kind, _, said in left(f"# The disk was full\n\n{text}")] == expected


def test_question_marks_are_nobody_beside_real_owners():
    table = "# A\n\n| Task | Owner |\n| - | - |\n| Add an alert | {} |\n| Buy a disk | ??? |\n"
    assert [(kind, line) for kind, line, _ in left(table.format("Ana"))] == [("nobody", 6)]
    assert left(table.format("???")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# [Title]\n\n**Date:** YYYY-MM-DD\n\n## Summary\n\n[What happened]\n\n## Cause\n\n[Why it happened]\n", True),
        ("# Post-mortem\n\n## Summary\n\n## Impact\n\n## Cause\n\n## Timeline\n\n## Actions\n", True),
        (
            "# Disk full\n\n**Date:** 2026-05-04\n\n## Summary\n\n[What happened]\n\n## Cause\n\n[Why it happened]\n",
            False,
        ),
        ("# Disk full\n\n## Summary\n\nThe disk was full.\n\n## Cause\n\n[Why]\n", False),
    ],
)
def test_a_blank_form_is_told_from_a_report_with_gaps(text, expected):
    assert is_blank_form(outline(parse(SourceText(text))), WORDS) is expected


FORM = """# How we write up outages

We do not blame anybody. Keep it short.

## What broke

<what stopped, for whom>

## Clock

- [when] [what]

## Why

<the cause>

## Cost

<what it cost>

## Learnt

[what we do now]

## Next

| Task | Who | Until |
| --- | --- | --- |
| [task] | [name] | [day] |
"""


@pytest.mark.parametrize(
    ("old", "new", "dated", "expected"),
    [
        ("", "", False, True),
        ("", "", True, False),
        ("[when] [what]", "10:20 the pump stops\n- 10:30 it runs\n- 10:40 it is watched\n- 10:50 end", False, False),
        ("[day]", "2026-05-01", False, False),
        ("<the cause>", "A cable.", False, True),
    ],
)
def test_a_form_that_tells_no_day_and_no_time_is_one(old, new, dated, expected):
    text = FORM.replace(old, new, 1) if old else FORM
    assert is_blank_form(outline(parse(SourceText(text))), WORDS, dated=dated) is expected


@pytest.mark.parametrize("pack", [pack for pack in built_in() if pack.text], ids=lambda pack: pack.name)
def test_the_copy_of_a_template_is_a_form_whatever_its_name(pack):
    read = outline(parse(SourceText(pack.text)))
    assert is_blank_form(read, WORDS, pack.text)
    dated = outline(parse(SourceText(f"{pack.text}\n\nIt began on 2025-05-06 at 10:20.\n")))
    assert not is_blank_form(dated, WORDS, pack.text)


@pytest.mark.parametrize(
    ("text", "languages", "expected"),
    [
        ("**Length:** about XX hours and YY minutes", (), [("slot", "about XX hours and YY minutes")]),
        ("**Dauer:** ca. XX Stunden und YY Minuten", ("de",), [("slot", "ca. XX Stunden und YY Minuten")]),
        ("**Durée:** XX heures", ("fr",), [("slot", "XX heures")]),
        ("**Share:** ??% (?? of ??)", (), [("slot", "??% (?? of ??)")]),
        ("**Anteil:** ??% (?? von ??)", ("de",), [("slot", "??% (?? von ??)")]),
        ("**Notified:** Y / N", (), [("choice", "Y / N")]),
        ("**Gemeldet:** Ja / Nein", ("de",), [("choice", "Ja / Nein")]),
        ("**Gemeldet:** Ja / nach Bedarf", ("de",), []),
    ],
)
def test_a_form_is_known_in_the_words_of_the_report(text, languages, expected):
    source = SourceText(f"# The disk was full\n\n{text}\n")
    found = read_leftovers(outline(parse(source)), load_lexicon(languages), frozenset())
    assert [(piece.kind, piece.text) for piece in found] == expected


@pytest.mark.parametrize("value", ["[Name", "Name]", "(Name)", "<Name>", "{Name}", "(Full name)", "Full name]"])
def test_a_name_with_half_of_its_brackets(value):
    assert one(f"**Date:** 2026-05-12\n**Lead:** {value}") == [("slot", value)]


@pytest.mark.parametrize("value", ["(Ana Silva)", "Ana (on call)", "Ana Silva :)", "(none)", "(see below)"])
def test_a_value_in_parentheses_is_no_slot(value):
    assert one(f"**Date:** 2026-05-12\n**Lead:** {value}") == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("TODO ask Selma", True), ("FIXME add the graph", True), ("TBD confirm with Ops", True),
        ("TODO lists were ignored", False), ("TBD Bank confirmed it", False), ("TODO added by Ana", False),
    ],
)  # fmt: skip
def test_a_mark_with_what_it_tells_to_do(text, marked):
    assert is_todo(text, WORDS) == marked


@pytest.mark.parametrize("said", ["-", "- ...", "To follow", "Under construction"])
def test_a_section_of_a_template_that_holds_nothing(said):
    pack = pack_of("# Incident: [Title]\n\n## Summary\n\n[Text]\n\n## Impact\n\n[Text]\n\n## Root Cause\n\n[Text]\n")
    found = lint_text(f"# Incident: no lifts\n\n{FILLED}## Root Cause\n\n{said}\n", [pack])
    assert {one.code for one in found} & {"IR105", "IR205", "IR206"}
