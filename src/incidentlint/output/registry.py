"""The formats in which findings are given: a name here, and the functions of its module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentlint.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from incidentlint.findings import FileResult
    from incidentlint.output.formats import Look

    Renderer = Callable[[Sequence[FileResult], Look], str]


class Format(NamedTuple):
    """One format: where the functions are that write findings and statistics in it, as ``module.function``; some have
    no form for statistics.

    One `for_programs` is UTF-8 on any terminal, and nothing is written beside it; of the others a summary `sums_up`.
    In one `for_documents` there is more than findings: the commands that show facts or rules write it too. One `for_ci`
    is read where the whole repository is: its paths begin at the root.
    """

    findings: str
    statistics: str
    for_programs: bool = False
    sums_up: bool = False
    for_documents: bool = False
    for_ci: bool = False

    @property
    def raw(self) -> bool:
        """Whether it is UTF-8 whatever the encoding of standard output."""
        return self.for_programs or self.for_ci

    def render(self, results: Sequence[FileResult], look: Look) -> str:
        """Return the findings of all files; the text ends with a newline unless it is empty."""
        return _load(self.findings)(results, look)

    def tally(self, results: Sequence[FileResult], look: Look) -> str:
        """Return how often each rule found something."""
        return _load(self.statistics)(results, look)


def _load(name: str) -> Renderer:
    from importlib import import_module

    module, _, function = name.rpartition(".")
    found: Renderer = getattr(import_module(f"incidentlint.output.{module}"), function)
    return found


FORMATS: dict[str, Format] = {
    "text": Format("text.as_text", "statistics.statistics_as_text", sums_up=True, for_documents=True),
    "concise": Format("concise.as_concise", "statistics.statistics_as_text"),
    "json": Format("json.as_json", "statistics.statistics_as_json", for_programs=True, for_documents=True),
    "jsonl": Format("json.as_jsonl", "statistics.statistics_as_jsonl", for_programs=True),
    "markdown": Format("markdown.as_markdown", "statistics.statistics_as_markdown", for_ci=True),
    "github": Format("github.as_github", "statistics.statistics_as_text", for_ci=True),
    "gitlab": Format("gitlab.as_gitlab", "", for_programs=True, for_ci=True),
    "junit": Format("junit.as_junit", "", for_programs=True, for_ci=True),
    "rdjson": Format("rdjson.as_rdjson", "", for_programs=True, for_ci=True),
    "sarif": Format("sarif.as_sarif", "", for_programs=True, for_ci=True),
}
"""All formats by their names, the one that is used unless another is asked for first."""

DOCUMENT_FORMATS: tuple[str, ...] = tuple(name for name, form in FORMATS.items() if form.for_documents)
"""The formats of the commands that show anything but findings."""
