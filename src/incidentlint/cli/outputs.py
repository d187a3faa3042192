"""Where findings are written, and how: the values of ``--output-format`` and ``--output-file``."""

from __future__ import annotations

import os
from collections.abc import Sequence

from incidentlint.output import FORMATS, Format
from incidentlint.project import UserError, check_output
from incidentlint.tuples import NamedTuple

ON_GITHUB = "github"
"""The format that is used there unless another is named."""


class Output(NamedTuple):
    """A format by its name, and the file that it is written to: empty for standard output."""

    name: str
    file: str

    @property
    def form(self) -> Format:
        """How it is written."""
        return FORMATS[self.name]


def read_outputs(values: Sequence[str], file: str, *, statistics: bool = False) -> tuple[Output, ...]:
    """What ``FORMAT`` or ``FORMAT:FILE`` say, once each; `file` is the one of a single format.

    Without a format it is text, and in a job of GitHub Actions, which shows annotations, theirs. Raises `UserError`
    when two would be written to one place, for a file that is named like a report, and for a format that has no
    `statistics`.
    """
    on_github = os.environ.get("GITHUB_ACTIONS") == "true" and not file
    outputs = [Output(name, path) for name, _, path in (value.partition(":") for value in values)]
    outputs = outputs or [Output(ON_GITHUB if on_github else next(iter(FORMATS)), "")]
    if file:
        if len(outputs) > 1 or outputs[0].file:
            raise UserError("--output-file is for a single format; write --output-format FORMAT:FILE for each")
        outputs = [Output(outputs[0].name, file)]
    taken: set[str] = set()
    for one in outputs:
        if one.file:
            check_output(one.file)
        place = os.path.realpath(one.file) if one.file else ""
        if place in taken:
            where = one.file or "standard output"
            raise UserError(f"two formats cannot be written to {where}: name a file, --output-format {one.name}:FILE")
        taken.add(place)
        if statistics and not one.form.statistics:
            raise UserError(f"--statistics cannot be written as {one.name}: it holds findings only")
    return tuple(outputs)
