"""What `incidentlint packs` shows of the built-in packs: reviewed snapshots in ``tests/snapshots``.

After a change that is meant, write them anew and review the difference::

    INCIDENTLINT_UPDATE_SNAPSHOTS=1 pytest tests/test_packs_view.py
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from incidentlint.authoring import words
from incidentlint.cli.packs_view import _GUIDES, describe_pack, list_packs
from incidentlint.packs.find import load_built_in, load_pack
from incidentlint.packs.sources import built_in_packs
from incidentlint.template.conditions import AllOf, Answer, AnyOf, Condition, Named, Not, Present, Severity
from incidentlint.template.shape import ShapeNode

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"


@pytest.mark.parametrize("name", [name for name in built_in_packs() if name != "generic"])
def test_a_built_in_pack_is_understood_as_reviewed(name: str) -> None:
    shown = describe_pack(load_built_in(name))
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("INCIDENTLINT_UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8", newline="\n")
    assert path.is_file(), f"{path} is not there: write it with INCIDENTLINT_UPDATE_SNAPSHOTS=1"
    assert shown == path.read_text(encoding="utf-8")


def test_the_list_names_every_pack() -> None:
    shown = list_packs({name: load_built_in(name) for name in built_in_packs()})
    packs, _, hint = shown.partition("\n\n")
    assert [line.split()[0] for line in packs.splitlines()] == list(built_in_packs())
    assert "\nsrebook       Post-mortem of Google's SRE book" in packs
    assert hint == "incidentlint packs NAME shows what one of them requires.\n"


@pytest.mark.parametrize("name", built_in_packs())
def test_a_built_in_pack_says_in_one_line_what_it_is_for(name: str) -> None:
    about = load_built_in(name).file.description
    assert 20 < len(about) <= 90
    assert not about.endswith(".")
    assert describe_pack(load_built_in(name)).startswith(f"{name}: {about}\n")


@pytest.mark.parametrize("name", built_in_packs())
def test_a_description_fits_the_screen(name: str) -> None:
    lines = describe_pack(load_built_in(name)).splitlines()
    assert max(map(len, lines)) <= 110
    assert len(lines) <= 130
    assert not any(line != line.rstrip() for line in lines)


def test_a_pack_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine").mkdir()
    Path("mine/template.md").write_text(
        "# Incident: [TITLE]\n\n**Severity:** High / Low\n**Lead:** [Name]\n\n"
        "## Impact\n\n| What | How much |\n|---|---|\n| Users | [N] |\n| Money | [N] |\n\n"
        "## Steps\n\n| Step | Who |\n|---|---|\n| [Step] | [Name] |\n\n"
        "## Was it us?\n\n☐ Yes  ☐ No\n\n## Checks\n\n- [ ] Backups\n- [ ] Told them\n",
        encoding="utf-8",
    )
    Path("mine/pack.toml").write_text(
        'name = "mine"\n[conditions]\nhigh = { severity = ["High"] }\n'
        '[nodes]\nChecks = { required = "high", ticked = "high" }\nSteps = { min = 2, max = 9 }\n'
        '[aliases]\nLead = ["Commander"]\n',
        encoding="utf-8",
    )
    shown = describe_pack(load_pack("mine"))
    head, _, body = shown.partition("\n\nEverything below is required unless marked optional or conditional.\n\n")
    assert head.splitlines() == [
        "mine",
        "",
        "  files      any name, in any folder",
        "  template   mine/template.md",
        "  claims     files named with --pack or [[reports]]",
        "  severity   High, Low (most severe first)",
        "  roles      severity: Severity",
        "             impact: Impact",
        "             not found: id, started, resolved, timeline, actions",
    ]
    assert body.splitlines() == [
        "# Incident: [TITLE]",
        "Severity  High, Low, or other words",
        "Lead      text; also called Commander",
        "## Impact",
        "    Users  text",
        "    Money  text",
        "## Steps",
        "    at least 2 and at most 9 rows of | Step | Who |",
        "Was it us?  Yes or No; exactly one ticked",
        "## Checks: required when severity is High",
        "    [ ] Backups    ticked when severity is High",
        "    [ ] Told them  ticked when severity is High",
    ]
    assert "\x1b" not in shown


def test_what_a_template_holds_is_told_as_its_writer_would(tmp_path: Path) -> None:
    template = tmp_path / "template.md"
    template.write_text(
        "# Report template\n\n## Instructions\n\nCopy this.\n\n## Summary\n\n[2-4 sentences]\n\n"
        "## Causes\n\n- [Cause]\n\n## Times\n\n### [HH:MM]\n\n[Event]\n\n"
        "## Query\n\n```sql\nSELECT 1 WHERE t > '<incident_start>'\n```\n\n"
        "## Approval\n\n| Role | Name | Date |\n|---|---|---|\n| Author | | |\n| Boss | [Name] | YYYY-MM-DD |\n",
        encoding="utf-8",
    )
    body = describe_pack(load_pack(str(template))).partition("or conditional.\n\n")[2]
    assert body.splitlines() == [
        "# Report template: says that this is a template, to be replaced",
        "## Instructions: instructions, to be removed",
        "## Summary: 2 to 4 sentences",
        '## Causes: a list, such as "[Cause]"',
        "## Times",
        "### [HH:MM]: a sample: any number, of any name; text",
        "## Query",
        "    text  with <incident_start> filled in",
        "## Approval",
        "    Author  Name | Date: date",
        "    Boss    Name | Date: date",
    ]


def test_every_kind_of_guide_has_its_words() -> None:
    kinds = get_args(get_type_hints(ShapeNode)["guide"])
    assert set(kinds) - {""} == set(_GUIDES)


def test_a_template_that_asks_is_told_by_what_it_asks_for(tmp_path: Path) -> None:
    template = tmp_path / "template.md"
    template.write_text(
        "# Post-mortem: [Title]\n\n## Overview\n\n_Say in a sentence or two what happened._\n\n"
        "## Why?\n\nDescribe what led to it.\n\n## Who\n\n- [Name]\n",
        encoding="utf-8",
    )
    body = describe_pack(load_pack(str(template))).partition("or conditional.\n\n")[2]
    assert body.splitlines()[0] == "# Post-mortem: [Title]"
    assert body.splitlines()[1].startswith("## Overview: text")
    assert body.splitlines()[-1] == '## Who: a list, such as "[Name]"'


HIGH = Severity(("P0", "P1"))
MONEY = Answer("Financial records at risk", ("None",), negated=True)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (HIGH, "severity is P0 or P1"),
        (Severity(("P0", "P1", "P2")), "severity is P0, P1 or P2"),
        (MONEY, "Financial records at risk is not None"),
        (Present("Impact"), "there is Impact"),
        (Present("Impact", negated=True), "there is no Impact"),
        (AnyOf((HIGH, MONEY)), "severity is P0 or P1, or Financial records at risk is not None"),
        (
            AllOf((Named("high"), AnyOf((MONEY, Present("Loss"))))),
            "severity is P0 or P1, and (Financial records at risk is not None, or there is Loss)",
        ),
        (Not(Named("high")), "not (severity is P0 or P1)"),
    ],
)
def test_conditions_in_words(condition: Condition, said: str) -> None:
    assert words(condition, {"high": HIGH}) == said


def test_the_roles_are_a_line_each_with_their_columns_and_what_is_not_found(tmp_path: Path) -> None:
    template = tmp_path / "form.md"
    template.write_text(
        "# Incident: <short title>\n\n**Severity:** P1 / P2\n\n## Timeline\n\n| Time (UTC) | Event |\n| --- | --- |\n"
        "| HH:MM | [Event] |\n\n## Action items\n\n| Action | Assignee |\n| --- | --- |\n| [Action] | [Name] |\n",
        encoding="utf-8",
    )
    head, _, body = describe_pack(load_pack(str(template))).partition("\n\nEverything below")
    assert head.partition("  roles      ")[2].splitlines() == [
        "severity: Severity",
        "             timeline: Timeline",
        "               time: the column Time (UTC)",
        "               event: the column Event",
        "             actions: Action items",
        "               owner: the column Assignee",
        "             not found: id, started, resolved",
    ]
    assert "\n# Incident <short title>\n" in body


@pytest.mark.parametrize(
    ("item", "shown"),
    [
        ("- HH:MM – [what happened]", 'a list, such as "HH:MM – [what happened]"'),
        ("1. [ ] [task] (@owner)", 'a list, such as "[ ] [task] (@owner)"'),
        ("- `HH:MM` …", 'a list, such as "`HH:MM` …"'),
        ("-", "a list"),
    ],
)
def test_of_a_list_the_template_s_own_item_is_shown(item: str, shown: str, tmp_path: Path) -> None:
    template = tmp_path / "form.md"
    template.write_text(f"# Incident: [title]\n\n## Timeline\n\n{item}\n\n## End\n\n[text]\n", encoding="utf-8")
    assert f"## Timeline: {shown}" in describe_pack(load_pack(str(template))).splitlines()
