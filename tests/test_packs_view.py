"""What `incidentlint packs` shows of the built-in packs: reviewed snapshots in ``tests/snapshots``.

After a change that is meant, write them anew and review the difference::

    INCIDENTLINT_UPDATE_SNAPSHOTS=1 pytest tests/test_packs_view.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from incidentlint.cli.packs_view import describe_pack, list_packs, words
from incidentlint.conditions import AllOf, Answer, AnyOf, Condition, Named, Not, Present, Severity
from incidentlint.packs import built_in_packs, load_built_in, load_pack

SNAPSHOTS = Path(__file__).parent / "snapshots"


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
    shown = list_packs([load_built_in(name) for name in built_in_packs()])
    assert [line for line in shown.splitlines() if line and not line.startswith(" ")] == list(built_in_packs())
    assert "  file name  INCIDENT-YYYY-MM-DD-<short-title>.md\n" in shown


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
    assert shown.startswith("mine\n  template   mine/template.md\n  sections   3\n  file name  any\n  folder     any\n")
    assert "   1  title   Incident: [TITLE]: any title; required\n" in shown
    assert "also called Commander" in shown
    assert "sample rows, at least 2 and at most 9" in shown
    assert "section Checks: required when severity is High\n" in shown
    assert "box     Backups: required (an item of a checklist); must be ticked when severity is High\n" in shown
    assert "\x1b" not in shown


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
