"""``incidentlint rule --test``: the examples of the rules that a pack brings."""

from __future__ import annotations

from incidentlint.cli.console import write
from incidentlint.engine import run_examples
from incidentlint.output import counted
from incidentlint.packs import load_pack
from incidentlint.project import UserError
from incidentlint.text import one_line
from incidentlint.toml_file import FileError


def test_rules(given: str) -> int:
    """Run the examples of a pack's own rules and write which of them fail. Returns the exit status.

    Raises `UserError` for a pack that is not in order, and for one that brings no rules.
    """
    try:
        pack = load_pack(given)
    except FileError as error:
        raise UserError(str(error)) from None
    rules = [rule for rule in pack.own_rules if rule.code not in pack.inherited]
    if not rules:
        raise UserError(f"{given}: the pack brings no rules: they are TOML files in its folder 'rules'")
    lines, failed, ran = [], 0, 0
    for rule in rules:
        ran += len(rule.bad) + len(rule.good)
        for example in run_examples(rule, pack):
            failed += 1
            lines.append(f"{rule.code} {rule.name}: {one_line(example.example)}")
            lines += [f"  {one_line(line)}" for line in example.said]
    lines.append(f"{counted(len(rules), 'rule')}, {counted(ran, 'example')}: {failed or 'none'} failed")
    write("".join(f"{line}\n" for line in lines))
    return 1 if failed else 0
