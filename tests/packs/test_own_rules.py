"""Rules of a pack's own: public checks, selection, errors in rule files, running their examples."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from incidentlint.checks.registry import find_check
from incidentlint.cli.main import cli
from incidentlint.engine.examples import run_examples
from incidentlint.findings import Diagnostic
from incidentlint.packs import load_pack
from incidentlint.packs.pack import Pack
from incidentlint.rulebook.custom_checks import PUBLIC
from incidentlint.rulebook.marked_places import marked
from incidentlint.rulebook.selection import load_rules
from incidentlint.toml_file import FileError
from support import corners, lint_text

TEMPLATE = """# Incident: [Title]

**Severity:** Critical / Major / Minor
**Ticket:** [Number]
**Data lost:** [Yes / No]
**Customer notice:** [Date, or None]
**Detected:** YYYY-MM-DD HH:MM UTC
**Resolved:** YYYY-MM-DD HH:MM UTC
**Review held:** YYYY-MM-DD

## Summary

[What happened to users]

## Users told

[How they were told]

## Root cause

[Why]

### Detail

[More]

## Action items

| Action | Owner | Ticket |
| --- | --- | --- |
| [Action] | [Name] | [Number] |

## Approval

| Role | Name | Team |
| --- | --- | --- |
| Reviewer | [Name] | [Team] |
| Director | [Name] | [Team] |
"""
PACK = """name = "acme"

[conditions]
grave = { severity = ["Critical"] }
lost = { field = "Data lost", is = ["Yes"] }

[nodes]
"Customer notice" = { required = false }
"Root cause" = { required = false }
"Users told" = { required = false }
"""
REPORT = """# Incident: lost orders

**Severity:** Critical
**Ticket:** OPS-12
**Data lost:** No
**Customer notice:** None
**Detected:** 2026-03-11 10:00 UTC
**Resolved:** 2026-03-11 12:00 UTC
**Review held:** 2026-03-12

## Summary

Orders were lost. See https://status.example/user-notice and [the page](https://example.com/user).

> A user wrote this.

```
user = 1
```

Run `drop user` again.

## Users told

By mail.

## Root cause

A job ran twice.

### Detail

The lock was gone.

## Action items

| Action | Owner | Ticket |
| --- | --- | --- |
| Keep the lock | Jana | OPS-13 |
| Alert on it | Omar | OPS-14 |

## Approval

| Role | Name | Team |
| --- | --- | --- |
| Reviewer | Ana | Web |
| Director | Bo | Web |
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write("acme/template.md", TEMPLATE)
    write("acme/pack.toml", PACK)
    write("report.md", REPORT)
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def rule_file(check: str, params: str, *, code: str = "ACME001", name: str = "our-rule", more: str = "") -> str:
    variants = {key: values for key, values in PUBLIC[check].variants.items() if key} if check in PUBLIC else {}
    values = next(iter(PUBLIC[check].variants.values())) if check in PUBLIC else ()
    message = "message = '" + "|".join(f"{{{value}}}" for value in values) + "'\n"
    if variants:
        message = "message = { " + ", ".join(
            f"{key} = '{key}:" + "|".join(f"{{{value}}}" for value in named) + "'" for key, named in variants.items()
        ) + " }\n"  # fmt: skip
    return (
        f'code = "{code}"\nname = "{name}"\ncheck = "{check}"\n{message}why = "Because."\n{more}\n[params]\n{params}\n'
    )


def put(check: str, params: str, **options: str) -> Pack:
    """The pack with one rule of its own."""
    write("acme/rules/one.toml", rule_file(check, params, **options))
    return load_pack("acme")


def found(pack: Pack, report: str) -> list[Diagnostic]:
    text, _ = marked(report)
    return list(lint_text(text, [pack], rules=pack.own_rules))


def said(pack: Pack, report: str) -> list[str]:
    """What a pack's own rules say, at the marked places exactly."""
    diagnostics = found(pack, report)
    assert [corners(diagnostic.place) for diagnostic in diagnostics] == marked(report)[1]
    return [diagnostic.message for diagnostic in diagnostics]


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), catch_exceptions=False)


def in_report(old: str, new: str, report: str = REPORT) -> str:
    assert old in report
    return report.replace(old, new)


# --- The public checks ---


def test_forbidden_text_is_found_in_prose_alone() -> None:
    pack = put("forbidden-text", 'words = ["user*", "end ?ser*"]')
    assert said(pack, REPORT) == []
    report = in_report("Orders were lost.", "Orders of «Users» were lost, and «end\nusers» of «user»'s.")
    report = in_report("| Alert on it |", "| Alert «user» |", report)
    assert said(pack, report) == [
        "Users|user*|Summary",
        "end users|end ?ser*|Summary",
        "user|user*|Summary",
        "user|user*|Action items",
    ]


def test_forbidden_text_in_some_sections_and_with_exact_case() -> None:
    pack = put("forbidden-text", 'words = ["OPS", "lock"]\nexact = true\nsections = ["Root cause", "Users told"]')
    assert said(pack, in_report("The lock was gone", "The Lock and the «lock» of «OPS» and ops was gone")) == [
        "lock|lock|Detail",
        "OPS|OPS|Detail",
    ]


def test_forbidden_text_while_a_condition_holds() -> None:
    pack = put("forbidden-text", 'words = ["job"]\nwhen = "lost"')
    assert said(pack, REPORT) == []
    assert said(pack, in_report("lost:** No", "lost:** Yes", in_report("A job", "A «job»"))) == ["job|job|Root cause"]


def test_required_text_stands_in_its_section_or_in_a_link_there() -> None:
    pack = put("required-text", 'section = "Root cause"\nwords = ["wiki.example/rca", "5 whys"]')
    message = '"Root cause"|"wiki.example/rca" or "5 whys"'
    assert said(pack, in_report("## Root cause", "«## Root cause»")) == [message]
    assert said(pack, in_report("The lock was gone", "The 5 Whys: the lock was gone")) == []
    assert said(pack, in_report("A job ran", "[A job](https://wiki.example/rca/7) ran")) == []
    gone = "## Root cause\n\nA job ran twice.\n\n### Detail\n\nThe lock was gone.\n\n"
    for filled in (
        "",
        "## Root cause\n\n[Why]\n\n",
        "## Root cause\n\n",
        "## Root cause\n\nNot applicable: a test.\n\n",
    ):
        assert said(pack, in_report(gone, filled)) == []


def test_field_value_is_one_of_some_or_matches() -> None:
    pack = put("field-value", 'field = "Ticket"\nvalues = ["none yet"]\npatterns = ["OPS-#", "https://t.example/*"]')
    assert said(pack, REPORT) == []
    wanted = "none yet or OPS-# or https://t.example/*"
    assert said(pack, in_report("OPS-12\n", "«OPS-12b»\n")) == [f"Ticket|OPS-12b|{wanted}"]
    for right in ("ops-7", "None yet", "[seven](https://t.example/7)", "[Number]", "", "TBD"):
        assert said(pack, in_report("OPS-12\n", f"{right}\n")) == []


@pytest.mark.parametrize("said", ["None", "None.", "No", "N/A", "N/A - nobody was affected", "TBD"])
def test_a_section_that_is_answered_with_none_is_left_to_other_rules(said: str) -> None:
    report = REPORT.replace("By mail.", said)
    assert found(put("required-text", 'section = "Users told"\nwords = ["support"]'), report) == []
    assert found(put("word-count", 'section = "Users told"\nmin = 4'), report) == []


def test_field_value_without_what_is_crossed_out() -> None:
    pack = put("field-value", 'field = "Ticket"\npatterns = ["OPS-#"]')
    assert found(pack, REPORT.replace("OPS-12", "~~OPS-1~~ OPS-12")) == []
    assert len(found(pack, REPORT.replace("OPS-12", "~~OPS-1~~ SUP-12"))) == 1


def test_field_value_of_every_row() -> None:
    pack = put("field-value", 'field = "Approval > * > Team"\nvalues = ["Web", "Shop"]\nexact = true')
    assert said(pack, REPORT) == []
    assert said(pack, in_report("Bo | Web", "Bo | «web»")) == ["Team|web|Web or Shop"]


def test_column_value_of_every_entry() -> None:
    pack = put("column-value", 'table = "Action items"\ncolumn = "Ticket"\npatterns = ["OPS-#"]')
    assert said(pack, REPORT) == []
    report = in_report("OPS-14", "«soon»", in_report("OPS-13", ""))
    assert said(pack, report) == ["Ticket|soon|OPS-#|2"]
    assert said(pack, in_report("OPS-13", "[Number]")) == []


def test_a_node_that_a_condition_requires() -> None:
    pack = put("required-when", 'node = "Root cause"\nwhen = "grave"')
    assert said(pack, REPORT) == []
    gone = in_report("## Root cause\n\nA job ran twice.\n\n### Detail\n\nThe lock was gone.\n\n", "")
    assert said(pack, in_report("Critical", "«Critical»", gone)) == ['missing:"Root cause"|Critical']
    assert said(pack, in_report("Critical", "Major", gone)) == []
    assert said(pack, in_report("**Severity:** Critical\n", "", gone)) == []


def test_a_part_of_an_optional_section_is_missing_with_the_section() -> None:
    pack = put("required-when", 'node = "Detail"\nwhen = "grave"')
    start, end = REPORT.index("## Root cause"), REPORT.index("## Action items")
    [missing] = found(pack, REPORT[:start] + REPORT[end:])
    assert missing.message == 'missing:"Detail"|Critical'
    assert found(pack, REPORT) == []
    assert found(pack, (REPORT[:start] + REPORT[end:]).replace("Critical", "Major")) == []
    waived = REPORT[:start] + "## Root cause\n\nNot applicable: a drill\n\n" + REPORT[end:]
    assert found(pack, waived) == []


def test_a_value_that_a_condition_requires() -> None:
    pack = put("required-when", 'node = "Customer notice"\nwhen = "lost"\nvalue = true')
    assert said(pack, REPORT) == []
    lost = in_report("lost:** No", "lost:** Yes")
    assert said(pack, in_report("notice:** None", "notice:** «None»", lost)) == [
        'value:"Customer notice"|"Data lost" says Yes|None'
    ]
    assert said(pack, in_report("notice:** None", "notice:** 2026-03-12", lost)) == []
    assert said(
        pack, in_report("**Customer notice:** None\n", "", in_report("lost:** Yes", "lost:** «Yes»", lost))
    ) == ['missing:"Customer notice"|"Data lost" says Yes']


@pytest.mark.parametrize(
    ("held", "says"),
    [
        ("2026-03-11", ()),
        ("2026-03-13", ()),
        ("«2026-03-14»", ("late:Review held|2026-03-14|Resolved|2026-03-11 12:00 UTC|48h",)),
        ("«2026-03-10»", ("early:Review held|2026-03-10|Resolved|2026-03-11 12:00 UTC|0h",)),
        ("2026-02-30", ()),
        ("YYYY-MM-DD", ()),
    ],
)
def test_a_date_lies_within_limits(held: str, says: tuple[str, ...]) -> None:
    pack = put("date-order", 'field = "Review held"\nother = "Resolved"\nnot-before = "0h"\nnot-after = "48h"')
    assert said(pack, in_report("held:** 2026-03-12", f"held:** {held}")) == list(says)


@pytest.mark.parametrize(
    ("resolved", "says"),
    [
        ("2026-03-11 10:30 UTC", ()),
        ("«2026-03-11 10:29 UTC»", ("early:Resolved|2026-03-11 10:29 UTC|Detected|2026-03-11 10:00 UTC|30 minutes",)),
        ("2026-03-11 11:15 CET", ()),
    ],
)
def test_a_time_lies_within_limits(resolved: str, says: tuple[str, ...]) -> None:
    pack = put("date-order", 'field = "Resolved"\nother = "Detected"\nnot-before = "30 minutes"')
    assert said(pack, in_report("2026-03-11 12:00 UTC", resolved)) == list(says)


def test_a_limit_may_lie_behind_the_end_of_the_calendar() -> None:
    limits = 'field = "Review held"\nother = "Detected"\n'
    assert found(put("date-order", limits + 'not-after = "9999999 days"'), REPORT) == []
    [early] = found(put("date-order", limits + 'not-before = "9999999 days"'), REPORT)
    assert early.message.startswith("early:")
    times = 'field = "Resolved"\nother = "Detected"\nnot-after = "9999999 days"'
    assert found(put("date-order", times), REPORT) == []
    dates = 'field = "Review held"\nother = "Review held"\nnot-after = "9999999 days"'
    assert found(put("date-order", dates), REPORT) == []


def test_a_deadline_may_lie_behind_the_end_of_the_calendar() -> None:
    deadline = 'complete = { within = "9999999 days", after = "resolved", by = "report-date" }'
    write("acme/pack.toml", f'{PACK}[roles]\nreport-date = "Review held"\n[deadlines]\n{deadline}\n')
    assert lint_text(REPORT.replace("By mail.", "Later."), [load_pack("acme")], as_of="2026-03-13") == ()


def test_words_are_counted_in_a_section_and_those_below_it() -> None:
    pack = put("word-count", 'section = "Root cause"\nmin = 8\nmax = 10')
    assert said(pack, REPORT) == []  # "A job ran twice. The lock was gone."
    assert said(pack, in_report("A job ran twice.", "It.", in_report("## Root cause", "«## Root cause»"))) == [
        'few:"Root cause"|5|8'
    ]
    many = in_report("twice.", "twice or three times.\n\n```\nno words here\n```", in_report("## Root", "«## Root"))
    assert said(pack, in_report("Root cause\n", "Root cause»\n", many)) == ['many:"Root cause"|11|10']
    assert said(pack, in_report("A job ran twice.", "[Why]")) == []


def test_every_public_check_has_a_function_and_documented_keys() -> None:
    for name, kind in PUBLIC.items():
        function = find_check(name, _least(kind)).function
        assert function.__name__ == name.replace("-", "_")
        assert (function.__doc__ or "").endswith(".")
        assert (kind.__doc__ or "").rstrip().endswith(".")


def _least(kind: type[msgspec.Struct]) -> dict[str, object]:
    """Parameters that a check takes: its required ones."""
    text = {"words": ["x"]}
    return {
        field.encode_name: text.get(field.encode_name, "x")
        for field in msgspec.structs.fields(kind)
        if field.required
    }  # fmt: skip


# --- What is wrong with a rule file ---


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (rule_file("forbidden-txt", 'words = ["a"]'),
         "3:9: check: unknown check 'forbidden-txt'; did you mean"),
        (rule_file("gates.ticked", ""),
         "3:9: check: unknown check 'gates.ticked'; there are forbidden-text,"),
        (rule_file("word-count", 'section = "Summry"\nmin = 2'),
         "8:11: section: the template has no 'Summry'; did you mean 'Summary'?"),
        (rule_file("word-count", 'section = "Ticket"\nmin = 2'), "8:11: section: 'Ticket' is not a section"),
        (rule_file("word-count", 'section = "Severity"\nmin = 2'), "8:11: section: 'Severity' is not a section"),
        (rule_file("word-count", 'section = "Summary"'), "8:11: params.section: needs 'min' or 'max'"),
        (rule_file("word-count", 'section = "Summary"\nmin = 3\nmax = 2'), "9:7: params.min: is more than 'max'"),
        (rule_file("word-count", 'section = "Summary"\nmni = 3'), "9:1: unknown key 'mni'; did you mean 'min'?"),
        (rule_file("word-count", 'section = "Summary"\nmin = -3'), "9:7: min: expected a whole number, 0 or more"),
        (rule_file("word-count", 'section = "Summary"\nmin = "3"'), "9:7: min: expected a whole number, not a text"),
        (rule_file("field-value", 'field = "Summary"\nvalues = ["a"]'),
         "8:9: field: 'Summary' is a section, not a field"),
        (rule_file("field-value", 'field = "Severity"'), "8:9: params.field: needs 'values' or 'patterns'"),
        (rule_file("field-value", 'field = "Severity"\npatterns = ["a", "b[c"]'),
         "9:18: patterns: 'b[c' '[' is never closed"),
        (rule_file("forbidden-text", 'words = ["a**b*c*d"]'), "8:10: words: 'a**b*c*d' a word of it may have 2 '*'"),
        (rule_file("forbidden-text", "words = []"), "8:9: params.words: is empty"),
        (rule_file("forbidden-text", 'words = ["a"]\nwhen = "grav"'),
         "9:8: when: no condition 'grav' in [conditions]; did you mean 'grave'?"),
        (rule_file("column-value", 'table = "Action items"\ncolumn = "Tickt"\nvalues = ["a"]'),
         "9:10: column: 'Action items' has no column 'Tickt'; did you mean 'Ticket'?"),
        (rule_file("column-value", 'table = "Summary"\ncolumn = "Ticket"\nvalues = ["a"]'),
         "8:9: table: there is no table in 'Summary'"),
        (rule_file("date-order", 'field = "Resolved"\nother = "Detected"\nnot-after = "soon"'),
         "10:13: not-after: a duration such as \"48h\", not 'soon'"),
        (rule_file("date-order", 'field = "Resolved"\nother = "Detected"\nnot-after = "~2 days"'),
         "10:13: not-after: a duration such as \"48h\", not '~2 days'"),
        (rule_file("word-count", 'section = "Summary"\nmin = 1', code="IR950"), "1:8: code: 'IR950' is not"),
        (rule_file("word-count", 'section = "Summary"\nmin = 1', code="acme001"), "1:8: code: 'acme001' is not"),
        (rule_file("word-count", 'section = "Summary"\nmin = 1', name="Our Rule"), "2:8: name: 'Our Rule' is not"),
        (rule_file("word-count", 'section = "Summary"\nmin = 1', name="late-report"),
         "2:8: name: 'late-report' is the name of IR408"),
        (rule_file("word-count", 'section = "Summary"\nmin = 1').replace("{count}", "{cuont}"),
         "4:19: message: word-count has no value {cuont}; did you mean {count}?"),
        (rule_file("word-count", 'section = "Summary"\nmin = 1').replace("few =", "fwe ="),
         "4:13: message: word-count has no variant 'fwe'; did you mean 'few'?"),
        (rule_file("word-count", 'section = "Summary"\nmin = 1').replace("{count}", "{count"), "4:19: message: "),
        (rule_file("word-count", 'section = "Summary"\nmin = 1').replace("{count}", "{count:>9}"),
         "4:19: message: braces hold the name of one value: {count}"),
        (rule_file("forbidden-text", 'words = ["a"]').replace("'{text}|{pattern}|{section}'", '""'),
         "4:11: message: is empty"),
        (rule_file("forbidden-text", 'words = ["a"]').replace("'{text}|{pattern}|{section}'", "{}"),
         "4:1: message: missing"),
        (rule_file("word-count", 'section = "Summary"\nmin = 1', code="ACME٠٠١"), "1:8: code: 'ACME٠٠١' is not"),
        (rule_file("word-count", 'section = "Summary"\nmin = 1') + "[[bad]]\nreport = 'x'\nfixed = 'y'\n",
         "12:1: fixed: custom checks fix nothing"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_rule_file_has_its_place(file: str, message: str) -> None:
    write("acme/rules/one.toml", file)
    with pytest.raises(FileError) as raised:
        load_pack("acme")
    assert str(raised.value).startswith(f"acme/rules/one.toml:{message}")


def test_codes_and_names_are_each_used_once() -> None:
    put("word-count", 'section = "Summary"\nmin = 1')
    write("acme/rules/two.toml", rule_file("word-count", 'section = "Summary"\nmin = 2', name="other-rule"))
    with pytest.raises(FileError, match=r"two.toml:1:8: the code ACME001 is also that of one.toml"):
        load_pack("acme")
    write("acme/rules/two.toml", rule_file("word-count", 'section = "Summary"\nmin = 2', code="ACME002"))
    with pytest.raises(FileError, match=r"two.toml:2:8: the name 'our-rule' is also that of ACME001"):
        load_pack("acme")


# --- Which of them run ---


SHORT = rule_file("word-count", 'section = "Summary"\nmin = 500', code="ACME001", name="summary-words")
NO_JOBS = rule_file("forbidden-text", 'words = ["job*"]', code="ACME002", name="no-jobs", more='level = "warning"')
CONFIG = '[[reports]]\nfiles = "*.md"\npack = "acme"\n'


def checked(*arguments: str) -> list[str]:
    result = invoke("check", "--output-format", "json", *arguments)
    assert result.exit_code in (0, 1), result.stderr
    return [f"{d['code']} {d['level']}" for d in json.loads(result.stdout)["diagnostics"]]


@pytest.fixture
def _two_rules() -> None:
    write("acme/rules/short.toml", SHORT)
    write("acme/rules/jobs.toml", NO_JOBS)
    write("incidentlint.toml", CONFIG)


@pytest.mark.usefixtures("_two_rules")
def test_they_run_beside_the_package_s_and_are_selected_like_them() -> None:
    both = ["ACME001 error", "ACME002 warning"]
    assert checked() == both
    assert checked("--select", "ACME") == checked("--select", "acme0") == both
    assert checked("--select", "ACME001") == checked("--select", "summary-words") == ["ACME001 error"]
    assert checked("--ignore", "ACME", "--extend-select", "ACME002") == ["ACME002 warning"]
    assert checked("--select", "IR4") == []
    write("incidentlint.toml", 'extend-select = ["IR104"]\nignore = ["no-jobs"]\nrules.ACME001 = "info"\n' + CONFIG)
    assert checked() == ["ACME001 info"]
    write("incidentlint.toml", CONFIG + '[per-file-ignores]\n"rep*.md" = ["ACME00"]\n')
    assert checked() == []
    write("incidentlint.toml", 'select = ["ACME002"]\n' + CONFIG)
    assert checked() == ["ACME002 warning"]


@pytest.mark.usefixtures("_two_rules")
def test_the_pack_sets_their_levels_and_comments_suppress_them() -> None:
    write("acme/pack.toml", PACK + '[rules]\nACME = "info"\nsummary-words = "off"\n')
    assert checked() == ["ACME002 info"]
    comment = "<!-- incidentlint-disable-next-line ACME002 -- it is the name -->\nA job ran"
    write("report.md", in_report("A job ran", comment))
    assert checked() == []
    write("report.md", in_report("A job ran", comment.replace("ACME002", "ACMF002")))
    assert checked() == ["IR006 error", "ACME002 info"]


@pytest.mark.usefixtures("_two_rules")
def test_an_unknown_rule_stays_an_error_that_names_the_nearest() -> None:
    for arguments in (["--select", "ACME009"], ["--ignore", "sumary-words"], ["--extend-select", "IR999"]):
        result = invoke("check", *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"error: no rule {arguments[1]!r}; did you mean " in result.stderr
    write("incidentlint.toml", 'ignore = ["ACME007"]\n' + CONFIG)
    assert "incidentlint.toml:1:11: ignore: no rule 'ACME007'; did you mean ACME00" in invoke("check").stderr
    write("incidentlint.toml", "")
    assert invoke("check", "--select", "ACME001", "--pack", "acme").exit_code == 1
    assert "no rule 'ACME001'" in invoke("check", "--select", "ACME001").stderr
    assert "no rule 'ACME001'" in invoke("check", "--isolated", "--select", "ACME001").stderr


@pytest.mark.usefixtures("_two_rules")
def test_a_rule_of_one_of_several_configurations_can_be_selected() -> None:
    write("other/incidentlint.toml", "")
    write("other/incident.md", in_report("A job", "A job", REPORT))
    assert checked("--select", "ACME001", ".") == ["ACME001 error"]


@pytest.mark.usefixtures("_two_rules")
def test_they_run_on_reports_of_their_pack_and_of_those_that_extend_it() -> None:
    write("heir/pack.toml", 'extends = "../acme"\n')
    write("other/pack.toml", PACK)
    write("other/template.md", TEMPLATE)
    for name, ran in (("heir", ["ACME001 error", "ACME002 warning"]), ("other", [])):
        write("incidentlint.toml", f'[[reports]]\nfiles = "x.md"\npack = "acme"\n{CONFIG.replace("acme", name)}')
        assert checked("report.md") == ran
    write("heir/rules/jobs.toml", NO_JOBS.replace("job*", "ran").replace("warning", "info"))
    write("incidentlint.toml", CONFIG.replace("acme", "heir"))
    assert checked() == ["ACME001 error", "ACME002 info"]


@pytest.mark.usefixtures("_two_rules")
def test_a_rule_for_a_node_that_an_heir_s_template_has_not_is_silent() -> None:
    write("heir/pack.toml", 'extends = "../acme"\n')
    write("heir/template.md", TEMPLATE.replace("## Summary\n\n[What happened to users]\n\n", ""))
    assert [rule.code for rule in load_pack("heir").own_rules] == ["ACME001", "ACME002"]
    report = REPORT.replace("A job", "A «job»")
    assert said(load_pack("heir"), report) == ["job|job*|Root cause"]


@pytest.mark.usefixtures("_two_rules")
def test_a_finding_s_help_points_to_no_page_that_is_not_there() -> None:
    write("acme/rules/jobs.toml", NO_JOBS.replace("why =", 'help = "Say task."\nwhy ='))
    diagnostics = json.loads(invoke("check", "--output-format", "json").stdout)["diagnostics"]
    assert [diagnostic["help"] for diagnostic in diagnostics] == ["", "Say task."]
    assert "help" not in invoke("check", "--select", "ACME001").stdout


# --- incidentlint rule ---


@pytest.mark.usefixtures("_two_rules")
def test_rule_explains_one_where_its_pack_can_be_reached() -> None:
    assert invoke("rule", "ACME001").stdout.startswith("ACME001 summary-words (error, rule of a pack)")
    assert "ACME002 no-jobs" in invoke("rule", "--all").stdout
    Path("incidentlint.toml").unlink()
    assert "no rule 'ACME001'" in invoke("rule", "ACME001").stderr
    assert invoke("rule", "no-jobs", "--pack", "acme").stdout.startswith("ACME002 no-jobs (warning, rule of a pack)")
    assert "ACME" not in invoke("rule", "--all").stdout
    assert invoke("rule", "IR302", "--pack", "acme").exit_code == 0
    assert "did you mean ACME00" in invoke("rule", "ACME003", "--pack", "acme").stderr


EXAMPLES = """
[[bad]]
report = '''
# Incident: a

## Root cause

The «job» and the «jobs».
'''
says = ["job|job*|Root cause", "jobs|job*|Root cause"]

[[good]]
report = '''
# Incident: a

## Root cause

The task.
'''

[[bad]]
template = "# Report\\n\\n## Why\\n\\n[Text]\\n"
report = '''
# Report

## Why

The «job».
'''
says = ["job|job*|Why"]
level = "warning"
"""


def test_rule_runs_the_examples_of_a_pack_s_rules() -> None:
    write("acme/rules/jobs.toml", NO_JOBS + EXAMPLES)
    result = invoke("rule", "--test", "acme")
    assert (result.exit_code, result.stdout) == (0, "1 rule, 3 examples: none failed\n")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("The «job» and", "The job and", "  found: 5:5-8: job|job*|Root cause"),
        ("«jobs»", "«jobs» of «it»", "  it marks 3 places and states 2 messages"),
        ('says = ["job|job*|Root cause",', 'says = ["Job|job*|Root cause",', "  not found: 5:5-8: Job|job*|Root cause"),
        ("The task.", "The job.", "ACME002 no-jobs: good 1"),
        ('level = "warning"\n', 'level = "error"\n', "  level warning, not error: job|job*|Why"),
        ("The «job» and", "The «job and", "  a « is not closed"),
        (
            "The task.",
            "The task.'''\npack = '''blko",
            "  blko: no such pack, folder or template; did you mean 'bilko'?",
        ),
    ],
)
def test_rule_says_which_examples_fail(old: str, new: str, line: str) -> None:
    assert old in EXAMPLES
    write("acme/rules/jobs.toml", NO_JOBS + EXAMPLES.replace(old, new))
    result = invoke("rule", "--test", "acme")
    assert result.exit_code == 1
    assert line in result.stdout.splitlines()
    assert result.stdout.splitlines()[-1] == "1 rule, 3 examples: 1 failed"
    pack = load_pack("acme")
    assert len(list(run_examples(pack.own_rules[0], pack))) == 1


def test_rule_leaves_the_examples_of_inherited_rules_to_the_pack_that_has_them() -> None:
    write("acme/rules/jobs.toml", NO_JOBS + EXAMPLES)
    write("heir/pack.toml", 'extends = "../acme"\n')
    write("heir/template.md", "# Incident: [Title]\n\n**Severity:** Critical / Major\n\n**Data lost:** [Yes / No]\n")
    assert [rule.code for rule in load_pack("heir").own_rules] == ["ACME002"]
    assert "heir: the pack brings no rules" in invoke("rule", "--test", "heir").stderr


def test_a_rule_for_one_of_several_templates_is_in_order() -> None:
    light = TEMPLATE[: TEMPLATE.index("## Users told")].replace("Critical / Major / Minor", "Minor")
    write("acme/light.md", light + "\n## Note\n\n| Who | What |\n| --- | --- |\n| [Name] | [Text] |\n")
    write("acme/pack.toml", PACK.replace("\n[cond", '\n[templates]\n"light.md" = ["Minor"]\n\n[cond', 1))
    pack = put("column-value", 'table = "Note"\ncolumn = "Who"\nvalues = ["Ana"]')
    minor = REPORT[: REPORT.index("## Users told")].replace("Critical", "Minor")
    minor += "## Note\n\n| Who | What |\n| --- | --- |\n| «Bo» | x |\n"
    assert said(pack, minor) == ["Who|Bo|Ana|1"]
    assert said(pack, REPORT) == []
    with pytest.raises(FileError, match=r"one.toml:9:10: column: 'Note' has no column 'Whom'; did you mean 'Who'\?"):
        put("column-value", 'table = "Note"\ncolumn = "Whom"\nvalues = ["Ana"]')


def test_rule_tests_nothing_without_rules() -> None:
    result = invoke("rule", "--test", "acme")
    assert result.exit_code == 2
    assert "acme: the pack brings no rules" in result.stderr
    assert invoke("rule", "--test", "acme", "--all").exit_code == 2
    assert "no such pack" in invoke("rule", "--test", "acm").stderr


def test_no_code_of_the_package_can_be_one_of_a_pack() -> None:
    assert all(not rule.is_own and rule.page for rule in load_rules())


# --- Time ---


@pytest.mark.once
def test_many_places_between_many_marks_are_all_found() -> None:
    pack = put("forbidden-text", "words = ['?']")
    assert len(found(pack, REPORT.replace("By mail.", "*a* `b` " * 8000))) >= 8000


@pytest.mark.once
def test_no_pattern_of_a_user_hangs_on_any_text() -> None:
    words = ["*a*", "a*a*", "?*a*b", "#a*", "a* a* a* a* b", "[!x]*y", "[a-z] [a-z] [a-z]"]
    put("forbidden-text", f"words = {json.dumps(words)}")
    write("acme/rules/two.toml", rule_file(
        "field-value", 'field = "Ticket"\npatterns = ["*a*a*a*a*b", "? ? ? ? ?b", "*#*#*#x"]',
        code="ACME002", name="other",
    ))  # fmt: skip
    pack = load_pack("acme")
    for piece in ("a", "a ", "1", "1a", "-1", "ab "):
        text = in_report("OPS-12\n", piece * 20_000 + "\n", in_report("A job ran", piece * 20_000 + " ran"))
        # One that went back and forth would never end.
        assert {finding.code for finding in found(pack, text)} >= {"ACME001"}
