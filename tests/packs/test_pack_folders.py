"""Packs in folders: one that extends another, several templates, and errors with their places."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from incidentlint.about import data_folder
from incidentlint.cli.packs_view import describe_pack
from incidentlint.findings import Diagnostic
from incidentlint.packs import check_file
from incidentlint.packs.find import load_built_in, load_pack
from incidentlint.packs.pack import Pack
from incidentlint.packs.pack_file import PackFile
from incidentlint.toml_file import FileError, convert, parse_toml
from support import lint_text

TEMPLATE = """# Incident: [Title]

**Incident ID:** INC-YYYY-MM-DD-NNN
**Severity:** Critical / Major / Minor
**Data lost:** [Yes / No]
**Detected:** YYYY-MM-DD HH:MM UTC
**Resolved:** YYYY-MM-DD HH:MM UTC

## Summary

[What happened]

## Mitigation Plan

- [ ] Backups looked at
- [ ] Customers told

## Costs

| Metric | Value |
| --- | --- |
| Refunds | [Amount] |
| Total | [Amount] |

## Action items

| Action | Owner | Due |
| --- | --- | --- |
| [Action] | [Name] | YYYY-MM-DD |
"""
BASE = """name = "base"

[files]
name = "YYYY-MM-DD-<short-title>.md"
folder = "incidents"

[zones]
CET = "Europe/Oslo"

[roles]
impact = "Costs"

[conditions]
grave = { severity = ["Critical"] }
lost = { any = [{ severity = ["Critical"] }, { field = "Data lost", is = ["Yes"] }] }

[nodes]
"Mitigation Plan" = { required = "grave", ticked = "all" }
"Costs" = { required = false }

[aliases]
"Summary" = ["What happened"]

[rules]
IR114 = "info"
IR105 = "off"

[[totals]]
total = "Costs > Total"
parts = ["Refunds"]

[deadlines]
complete = { within = "48h", after = "resolved", by = "report-date" }
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def base() -> None:
    write("base/pack.toml", BASE)
    write("base/template.md", TEMPLATE)


def error(pack: str = "own") -> str:
    with pytest.raises(FileError) as raised:
        load_pack(pack)
    return str(raised.value)


def codes(found: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(diagnostic.code, diagnostic.message) for diagnostic in found]


def node(pack: Pack, path: str):
    return pack.shape.find(path)


# --- One pack extends another ---


def test_a_pack_inherits_all_that_it_does_not_say_itself() -> None:
    base()
    write("own/pack.toml", 'extends = "../base"\n')
    pack, parent = load_pack("own"), load_pack("base")
    assert pack.name == "own"
    assert pack.template == Path("base/template.md")
    assert (pack.files, pack.zones, pack.file.deadlines, pack.totals) == (
        parent.files, parent.zones, parent.file.deadlines, parent.totals,
    )  # fmt: skip
    assert describe_pack(pack).splitlines()[7:] == describe_pack(parent).splitlines()[6:]
    assert "  extends    base" in describe_pack(pack).splitlines()


def test_a_pack_is_not_described_as_the_one_that_it_extends() -> None:
    write("own/pack.toml", 'extends = "bilko"\n')
    assert describe_pack(load_pack("own")).startswith("own\n")
    write("own/pack.toml", 'extends = "bilko"\ndescription = "Ours"\n')
    assert describe_pack(load_pack("own")).startswith("own: Ours\n")


def test_its_own_keys_win_table_by_table_and_option_by_option() -> None:
    base()
    write(
        "own/pack.toml",
        """name = "ours"
extends = "../base"

[files]
folder = "reports"

[zones]
EET = "Europe/Helsinki"

[conditions]
grave = { severity = ["Critical", "Major"] }

[nodes]
"Mitigation Plan" = { ticked = "lost" }

[rules]
IR105 = "error"

[[totals]]
total = "Costs > Total"
parts = ["Costs > Refunds"]

[deadlines]
complete = { within = "3 days", after = "resolved", by = "report-date" }
""",
    )
    pack = load_pack("own")
    assert pack.name == "ours"
    assert (pack.files.name, pack.files.folder) == ("YYYY-MM-DD-<short-title>.md", "reports")
    assert pack.zones == {"CET": "Europe/Oslo", "EET": "Europe/Helsinki"}
    assert node(pack, "Mitigation Plan").required == "grave"
    assert node(pack, "Backups looked at").ticked == "lost"
    assert node(pack, "Costs").required is False
    assert pack.file.rules == {"IR114": "info", "IR105": "error"}
    assert [total.parts for total in pack.totals] == [("Costs > Refunds",)]
    assert pack.complete is not None
    assert pack.complete.within == "3 days"
    assert "severity is Critical or Major" in describe_pack(pack)


def test_a_built_in_pack_can_be_extended() -> None:
    write("own/pack.toml", 'extends = "bilko"\nfiles = { folder = "docs/reports" }\n')
    pack = load_pack("own")
    assert pack.files.folder == "docs/reports"
    assert pack.template == load_built_in("bilko").template
    assert [n.name for n in pack.shape.walk()] == [n.name for n in load_built_in("bilko").shape.walk()]


def test_the_pack_without_a_template_can_be_extended() -> None:
    write("own/pack.toml", 'extends = "generic"\n[nodes]\n"Impact" = { required = true }\n')
    assert not load_pack("own").policy.templated
    assert node(load_pack("own"), "Impact").required is True


def test_packs_extend_packs_that_extend_packs() -> None:
    base()
    write("middle/pack.toml", 'extends = "../base"\n[zones]\nCET = "Europe/Prague"\nEET = "Europe/Helsinki"\n')
    write("own/pack.toml", 'extends = "../middle"\n[zones]\nEET = "Europe/Riga"\n')
    assert load_pack("own").zones == {"CET": "Europe/Prague", "EET": "Europe/Riga"}


def test_with_its_own_template_what_that_has_not_is_left_out() -> None:
    base()
    template = TEMPLATE.replace("## Mitigation Plan\n\n- [ ] Backups looked at\n- [ ] Customers told\n\n", "")
    write("own/template.md", template.replace("**Data lost:** [Yes / No]\n", "").replace("| Total | [Amount] |\n", ""))
    write("own/pack.toml", 'extends = "../base"\n[nodes]\n"Action items" = { required = "lost" }\n')
    pack = load_pack("own")
    assert pack.template == Path("own/template.md")
    assert node(pack, "Costs").required is False
    assert pack.totals == ()
    assert "required when severity is Critical, or (never: the template has no Data lost)" in describe_pack(pack)
    report = "# Incident: x\n\n**Severity:** Major\n**Detected:** 2026-01-01 10:00 UTC\n"
    assert ("IR301" in {code for code, _ in codes(lint_text(report, [pack]))}) is False
    assert ("IR301" in {code for code, _ in codes(lint_text(report.replace("Major", "Critical"), [pack]))}) is True


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (
            'extends = "../base"\n\n[nodes]\n"Mitigation" = { required = true }\n',
            "own/pack.toml:4:1: the template has no 'Mitigation'; did you mean 'Mitigation Plan'?",
        ),
        ('name = "x"\nextends = "../bas"\n', "own/pack.toml:2:11: extends: no such pack or folder '../bas'"),
        ('extends = "blko"\n', "own/pack.toml:1:11: extends: no such pack or folder 'blko'; did you mean 'bilko'?"),
        ('extends = ".."\n', "own/pack.toml:1:11: extends: there is no pack.toml in '..'"),
        ('extends = "."\n', "own/pack.toml:1:11: extends: is circular: own/pack.toml extends own/pack.toml"),
        (
            'extends = "../base"\n[rolse]\n',
            "own/pack.toml:2:1: unknown key 'rolse'; did you mean 'roles'?",
        ),
    ],
)
def test_what_is_wrong_in_the_extending_pack(own: str, said: str) -> None:
    base()
    write("own/pack.toml", own)
    assert error().startswith(said)


def test_a_circle_is_told_with_all_its_files() -> None:
    write("a/pack.toml", 'extends = "../b"\n')
    write("b/pack.toml", 'name = "b"\nextends = "../c"\n')
    write("c/pack.toml", 'extends = "../b"\n')
    assert error("a") == ("c/pack.toml:1:11: extends: is circular: b/pack.toml extends c/pack.toml extends b/pack.toml")


def test_what_is_wrong_in_the_extended_pack_is_told_there() -> None:
    base()
    write("own/pack.toml", 'extends = "../base"\n')
    Path("base/pack.toml").write_text(BASE.replace('"Costs" = {', '"Cost" = {'), encoding="utf-8")
    line = BASE[: BASE.index('"Costs" = {')].count("\n") + 1
    said = f"base/pack.toml:{line}:1: the template has no 'Cost'; did you mean 'Costs'? "
    said += "Name what it has instead, or delete this line (inherited by own/pack.toml)"
    assert error() == said


def test_a_severity_that_the_own_template_has_not_is_no_small_thing() -> None:
    base()
    write("own/pack.toml", 'extends = "../base"\n')
    write("own/template.md", TEMPLATE.replace("Critical / Major / Minor", "S1 / S2"))
    line = BASE[: BASE.index("grave =")].count("\n") + 1
    said = f"base/pack.toml:{line}:11: no severity 'Critical'; the template has S1 / S2 (inherited by own/pack.toml)"
    assert error() == said


# --- Places and near names ---


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        ('[roles]\nsummary = "Summary"\nimpact = "Cost"', 3, "no 'Cost'; did you mean 'Costs'?"),
        ('[roles]\nreport-date = [\n  "Detected",\n  "Resoled",\n]', 4, "no 'Resoled'; did you mean 'Resolved'?"),
        ('[roles]\nimpct = "Costs"', 2, "unknown role 'impct'; did you mean 'impact'?"),
        ('[nodes]\n"mitigation" = { required = true }', 2, "no 'mitigation'; did you mean 'Mitigation Plan'?"),
        ('[nodes]\n"Summary" = { required = true }\n"Actions" = { min = 2 }', 3,
         "'Actions'; did you mean 'Action items'?"),
        ('[nodes."Costs"]\nmin = 1\nrequired = "grve"\n[conditions]\ngrave = { severity = ["Major"] }', 3,
         "no condition 'grve' in [conditions]; did you mean 'grave'?"),
        ('[nodes]\n"Action items" = { columns = { Ownr = ["Who"] } }', 2, "no column 'Ownr'; did you mean 'Owner'?"),
        ('[aliases]\n"Summary" = ["What"]\n"Costs > Refund" = ["Back"]', 3,
         "no 'Costs > Refund'; did you mean 'Refunds'?"),
        ('[conditions]\na = { field = "Data loss", is = ["Yes"] }', 2, "no 'Data loss'; did you mean 'Data lost'?"),
        ('[conditions]\na = { any = [\n  { severity = ["Major"] },\n  { field = "Datalost", is = ["Yes"] },\n] }', 4,
         "no 'Datalost'; did you mean 'Data lost'?"),
        ('[conditions]\na = { any = [\n  { severity = ["Major"] },\n  "bb",\n] }\nb = { severity = ["Minor"] }', 4,
         "no condition 'bb' in [conditions]"),
        ('[[totals]]\ntotal = "Costs > Total"\nparts = [\n  "Refunds",\n  "Fees",\n]', 5, "the template has no 'Fees'"),
        ('[[totals]]\ntotal = "Totl"\nparts = ["Refunds"]', 2, "the template has no 'Totl'; did you mean 'Total'?"),
        ('[deadlines.complete]\nwithin = "48h"\nafter = "resolvd"\nby = "report-date"', 3,
         "unknown milestone 'resolvd'; did you mean 'resolved'?"),
        ('[deadlines.complete]\nwithin = "soon"\nafter = "resolved"\nby = "report-date"', 2, "'within' is a duration"),
        ('[deadlines.complete]\nwithin = "48h"\nafter = "resolved"\nby = "reportdate"', 4,
         "unknown role 'reportdate'; did you mean 'report-date'?"),
        ('[deadlines.complete]\nwithin = "48h"\nafter = "resolved"\nby = "report-date"\nwhen = "late"', 5,
         "no condition 'late' in [conditions]"),
        ('[files.companion]\nname = "pm.md"\nwhen = "late"', 3, "no condition 'late' in [conditions]"),
        ('[durations]\nduration = [\n  "detected",\n  "ended",\n]', 4, "unknown milestone 'ended'"),
        ('[zones]\nCET = "Europe/Oslo"\nBST = "London"', 3, "'London' is not an IANA time zone"),
    ],
)  # fmt: skip
def test_a_key_that_names_what_is_not_there_is_told_at_its_line(lines: str, line: int, said: str) -> None:
    write("own/template.md", TEMPLATE)
    write("own/pack.toml", f"{lines}\n")
    told = error()
    assert re.match(rf"own/pack\.toml:{line}:\d+: ", told)
    assert said in told


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        ('[conditions]\na = { field = "Data lost", is = ["Yes"], not = ["No"] }', 2, "'is' and 'not' cannot"),
        ('[conditions]\na = { field = "Data lost", is = ["Yes"], present = true }', 2, "'is' and 'present' cannot"),
        ('[conditions]\na = { field = "Data lost", present = "no" }', 2, "'present' is true or false"),
        ('[conditions]\na = { field = "Data lost", is = [] }', 2, "needs 'is', 'not' (a list of answers)"),
        ('[conditions]\na = { field = "Summary", is = ["None"] }', 2, "'Summary' is a section, which has no answer"),
        ('[conditions]\na = { not = { severity = "Major" }, present = true }', 2, "'not' of a condition must be the"),
        ('[conditions]\na = { severity = [] }', 2, "'severity' takes a list of levels"),
        ('[nodes]\n"" = { required = false }', 2, "the template has no ''"),
        ('[nodes]\n"Summary" = { min = 2 }', 2, "'Summary' has no table or list, whose entries 'min' counts"),
        ('[nodes]\n"Action items" = { min = -1 }', 2, "'min' is 0 or more, not -1"),
        ('[nodes."Action items"]\nmin = 3\nmax = 2', 3, "'max' is 2, less than the 3 that there must be"),
        ('[nodes]\n"Summary" = { type = "choice" }', 2, "a choice needs its 'options'"),
        ('[nodes]\n"Summary" = { options = [] }', 2, "'options' takes a list of answers"),
        ('[durations]\ndetection-time = ["started", "detected"]', 2, "unknown duration 'detection-time'"),
        ('[durations]\nduration = ["resolved", "detected"]', 2, "'detected' does not come after 'resolved'"),
        ('[durations]\nduration = ["detected"]', 2, "expected a list of 2, not of 1"),
        ('[[totals]]\ntotal = "Total"\nparts = []', 3, "'parts' names the fields"),
        ('[files]\nname = "docs/INC-YYYY.md"', 2, "is a path, not the name of a file"),
        ('[files]\nfolder = "../incidents"', 2, "is not a folder below the project root"),
        ('generic = true\ntemplate = "template.md"', 1, "a generic pack has no template"),
    ],
)  # fmt: skip
def test_what_could_never_hold_or_would_be_ignored_is_told(lines: str, line: int, said: str) -> None:
    write("own/template.md", TEMPLATE)
    write("own/pack.toml", f"{lines}\n")
    told = error()
    assert told.startswith(f"own/pack.toml:{line}:")
    assert said in told


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        ([f'c{n} = {{ all = ["c{n + 1}", "c{n + 1}"] }}' for n in range(40)], "has more than 1000 parts"),
        ([f'c{n} = {{ not = "c{n + 1}" }}' for n in range(2000)], "condition 'c0' is nested too deeply"),
        (
            ["a = { not = " + "{ not = " * 70 + '"c0" }' + " }" * 70, "c0 = { not = { severity = 'Major' } }"],
            "too deeply",
        ),
    ],
)
def test_conditions_that_no_report_could_answer_in_time_are_told(conditions: list[str], said: str) -> None:
    last = f'c{len(conditions)} = {{ severity = "Major" }}'
    write("own/template.md", TEMPLATE)
    write("own/pack.toml", "\n".join(["[conditions]", *conditions, last, ""]))
    assert said in error()


def test_a_choice_of_the_template_may_be_called_one() -> None:
    write("own/template.md", TEMPLATE)
    write("own/pack.toml", '[nodes]\n"Data lost" = { type = "choice" }\n')
    kind = node(load_pack("own"), "Data lost").type
    assert kind is not None
    assert kind.options == ("Yes", "No")


def test_a_pack_that_is_no_utf_8_is_told_with_its_line() -> None:
    write("own/template.md", TEMPLATE)
    Path("own/pack.toml").write_bytes(b'name = "own"\ndescription = "caf\xe9"\n')
    assert error() == "own/pack.toml:2:19: is not UTF-8: byte 0xe9; save it as UTF-8"


def test_of_two_nodes_with_one_label_the_whole_path_is_suggested() -> None:
    write("own/template.md", TEMPLATE + "\n## Sign-off\n\n**Reviewer:** [Name]\n\n## Meeting\n\n**Reviewer:** [Name]\n")
    write("own/pack.toml", '[nodes]\n"Signoff > Reviewer" = { required = false }\n')
    assert "did you mean 'Sign-off > Reviewer'" in error()


# --- A template for each severity ---

LIGHT = """# Incident: [Title]

**Incident ID:** INC-YYYY-MM-DD-NNN
**Severity:** Minor
**Detected:** YYYY-MM-DD HH:MM UTC
**Resolved:** YYYY-MM-DD HH:MM UTC

## Summary

[What happened]

## Note

[Anything that others should know]
"""
MINOR = """# Incident: slow pages

**Incident ID:** INC-2026-03-11-001
**Severity:** Minor
**Detected:** 2026-03-11 10:00 UTC
**Resolved:** 2026-03-11 11:00 UTC

## Summary

Pages were slow.

## Note

None.
"""


def two(lines: str = '"light.md" = ["Minor"]', more: str = "") -> None:
    write("own/template.md", TEMPLATE)
    write("own/light.md", LIGHT)
    write("own/pack.toml", f'name = "own"\n\n[templates]\n{lines}\n{more}')


def test_a_report_is_held_against_the_template_of_its_severity() -> None:
    two()
    pack = load_pack("own")
    assert codes(lint_text(MINOR, [pack], forced=False)) == []
    major = codes(lint_text(MINOR.replace("Minor", "Major"), [pack]))
    assert ("IR101", 'section "Mitigation Plan" is missing') in [(c, m.partition(";")[0]) for c, m in major]
    unknown = codes(lint_text(MINOR.replace("Minor", "Minor / Major"), [pack]))
    assert "IR101" in {code for code, _ in unknown}


def test_what_the_pack_says_holds_for_the_templates_that_have_it() -> None:
    more = """
[conditions]
lost = { field = "Data lost", is = ["Yes"] }
small = { severity = ["Minor"] }

[nodes]
"Mitigation Plan" = { required = "lost" }
"Note" = { required = false }
"Summary" = { required = "small" }

[aliases]
"Note" = ["Remark"]

[roles]
impact = ["Costs", "Note"]
"""
    two(more=more)
    pack = load_pack("own")
    light = pack.for_severity("Minor")
    assert (node(pack, "Mitigation Plan").required, node(light, "Note").required) == ("lost", False)
    assert node(light, "Note").aliases == ("Remark",)
    assert [n.name for n in pack.roles["impact"]] == ["Costs"]
    assert [n.name for n in light.roles["impact"]] == ["Note"]
    assert light.severities == pack.severities == ("Critical", "Major", "Minor")
    assert codes(lint_text(MINOR.replace("## Note", "## Remark"), [pack])) == []
    assert pack.for_severity("Major") is pack
    assert pack.for_severity("") is pack


@pytest.mark.parametrize(
    ("lines", "more", "said"),
    [
        ('"light.md" = ["Mnor"]', "",
         "own/pack.toml:4:15: no severity 'Mnor'; the main template has Critical / Major / Minor"),
        ('"lite.md" = ["Minor"]', "", "own/pack.toml:4:1: template 'lite.md' is not there"),
        ('"light.md" = []', "", "own/pack.toml:4:1: name the severities that this template is for"),
        ('"light.md" = ["Minor"]\n"template.md" = ["Minor"]', "",
         "own/pack.toml:5:18: 'Minor' has another template already"),
        ('"light.md" = ["Minor"]', '[nodes]\n"Notes" = { required = false }\n',
         "own/pack.toml:6:1: the template has no 'Notes'"),
        ('"light.md" = ["Minor"]', '[nodes]\n"Note" = { columns = { Who = ["What"] } }\n',
         "own/pack.toml:6:24: 'Note' has no column 'Who'"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_several_templates(lines: str, more: str, said: str) -> None:
    two(lines, more)
    assert error().startswith(said)


def test_further_templates_go_with_the_template_that_they_are_beside() -> None:
    two()
    write("heir/pack.toml", 'extends = "../own"\n')
    write("other/pack.toml", 'extends = "../own"\n')
    write("other/template.md", TEMPLATE)
    assert load_pack("heir").for_severity("Minor").template == Path("own/light.md")
    assert load_pack("other").variants == ()
    assert [path.name for path in load_pack("heir").templates()] == ["template.md", "light.md"]


def test_a_severity_has_the_template_of_the_nearest_pack() -> None:
    base()
    light = "# Incident: [Title]\n\n**Severity:** Minor\n"
    write("base/light.md", light)
    with Path("base/pack.toml").open("a", encoding="utf-8") as file:
        file.write('[templates]\n"light.md" = ["Major", "Minor"]\n')
    write("own/tiny.md", light)
    write("own/pack.toml", 'extends = "../base"\n[templates]\n"tiny.md" = ["Minor"]\n')
    pack = load_pack("own")
    assert [(v.pack.template, v.severities) for v in pack.variants] == [
        (Path("own/tiny.md"), ("Minor",)),
        (Path("base/light.md"), ("Major",)),
    ]


def test_packs_shows_each_template() -> None:
    two()
    shown = describe_pack(load_pack("own")).splitlines()
    assert "  template   own/template.md for all other severities" in shown
    assert "             own/light.md for Minor" in shown
    light = shown[shown.index("own/light.md, for Minor:") :]
    assert [line.split(":")[0] for line in light if line.startswith("## ")] == ["## Summary", "## Note"]


def test_a_pack_s_templates_are_no_reports() -> None:
    from incidentlint.project.resolver import Resolver
    from incidentlint.project.results import Run
    from incidentlint.project.run import lint_paths
    from incidentlint.project.settings import Overrides

    two()
    shutil.move("own/light.md", "own/short.md")
    write("own/pack.toml", '[templates]\n"short.md" = ["Minor"]\n')
    write("incidentlint.toml", '[[reports]]\nfiles = "own/*.md"\npack = "own"\n')
    run = Run()
    lint_paths(["own"], Resolver(Overrides()), run)
    assert {result.path: result.reason for result in run.results} == {
        "own/short.md": "skipped: the pack's own template",
        "own/template.md": "skipped: the pack's own template",
    }


def test_all_built_in_packs_stand_alone() -> None:
    for folder in sorted(data_folder().glob("*/pack.toml")):
        assert load_pack(str(folder.parent)).sources.chain[1:] == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[totals]]\ntotal = 'Users'", "'parts' is missing (parts: the paths of the fields that hold the parts"),
        ("[nodes]\nTimeline = { min = 'two' }", "expected a whole number, not a text (min: how many entries"),
        ("[files.companion]\nwhen = 'p0'", "'name' is missing (name: the file's name)"),
    ],
)
def test_an_error_says_what_the_key_is_for(text: str, said: str) -> None:
    with pytest.raises(FileError) as caught:
        convert(parse_toml(text, "pack.toml"), PackFile, text, "pack.toml")
    assert said in str(caught.value)


def test_where_no_zone_is_known_it_is_said_that_their_data_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "template.md").write_text("# Incident: [Title]\n\n**Start:** YYYY-MM-DD HH:MM CET\n", encoding="utf-8")
    (tmp_path / "pack.toml").write_text('[zones]\nCET = "Europe/Oslo"\n', encoding="utf-8")
    monkeypatch.setattr(check_file, "is_iana", lambda name: False)
    with pytest.raises(
        FileError, match=r"pack\.toml:2:1: 'Europe/Oslo' is not known, since the time zone data of this"
    ):
        load_pack(str(tmp_path))
