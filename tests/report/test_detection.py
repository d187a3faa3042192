"""Which pack claims a file when nobody said which, and which packs are loaded to find out."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from incidentlint.markdown.parser import parse
from incidentlint.packs.find import load_built_in
from incidentlint.packs.pack import Pack
from incidentlint.packs.sources import built_in_packs
from incidentlint.report.candidates import Candidates, sketch_of
from incidentlint.report.recognise import Recognised, recognise
from incidentlint.text.source import SourceText
from incidentlint.toml_file import FileError
from incidentlint.vocabulary.keys import bare_key
from support import built_in, pack_of

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "examples").glob("*/**/*.md"))
CASES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests/cases").glob("*.md"))
TEMPLATED = [name for name in built_in_packs() if name != "generic"]


def claim(text: str, *packs: Pack, path: str = "") -> Recognised:
    return recognise(parse(SourceText.decode(text.encode())), packs or Loading(), path=path)


class Loading(Candidates):
    """The built-in packs, noting which are loaded."""

    def __init__(self) -> None:
        super().__init__(built_in_packs(), self._load)
        self.loaded: list[str] = []

    def _load(self, name: str) -> Pack:
        self.loaded.append(name)
        return load_built_in(name)


def headings(*names: str, body: str = "Words.") -> str:
    return "# A title\n\n" + "".join(f"## {name}\n\n{body}\n\n" for name in names)


def template(*names: str, share: float = 0.0, name: str = "ours") -> Pack:
    """A pack that requires some sections."""
    overrides = f'name = "{name}"\n' + (f"[detection]\nshare = {share}\n" if share else "")
    return pack_of(headings(*names, body="[Words]"), overrides)


# --- The packs of practices ---

COMMON = ("Summary", "Impact", "Timeline", "Root Cause", "Resolution", "Lessons Learned", "Action Items")


@pytest.mark.parametrize(
    "names",
    [
        COMMON,
        (*COMMON, "Detection", "What went well", "What went wrong", "Where we got lucky"),
        (*COMMON, "Overview", "What Happened", "Contributing Factors", "Responders", "What Went Well?"),
        ("Leadup", "Impact", "Detection", "Response", "Recovery", "Five Why's", "Root cause", "Lessons learned"),
        ("Summary", "Impact", "Detection", "Response", "Recovery", "Timeline", "Root Cause", "Lessons Learned"),
        ("Summary", "Timeline", "Follow-ups", "Contributors", "Mitigators"),
        ("What happened?", "How did we respond?", "Timeline", "Action Items", "Root Cause"),
    ],
)
def test_headings_that_any_report_may_have_are_no_practices_report(names: tuple[str, ...]) -> None:
    match = claim(headings(*names), path="docs/postmortems/2026-01-02-x.md")
    assert match.pack is not None
    assert match.pack.name == "generic"


@pytest.mark.parametrize("path", EXAMPLES)
def test_an_example_without_its_share_of_the_sections_is_not_claimed(path: str) -> None:
    """Every second heading and label of it renamed, it is anybody's."""
    text = (ROOT / path).read_text(encoding="utf-8")
    pack = load_built_in(path.split("/")[1])
    if not pack.file.detection.share:
        pytest.skip("a pack of an organisation takes half")
    for node in list(pack.required())[::2]:
        text = text.replace(node.label.text, f"Our {node.label.text[::-1]}")
    match = claim(text)
    assert match.pack is None or match.pack.name == "generic"


def test_a_practice_claims_what_has_its_share() -> None:
    pack = template("A", "B", "C", "D", "E", share=0.8)
    assert claim(headings("A", "B", "C", "D"), pack).pack is pack
    assert claim(headings("A", "B", "C"), pack).pack is None


def test_other_names_that_a_pack_knows_count() -> None:
    """A report that calls each section by its other name is the practice's all the same."""
    pack = load_built_in("atlassian")
    names = [node.aliases[0] if node.aliases else node.label.text for node in pack.required() if node.kind == "section"]
    assert "Summary" in names
    match = claim(headings(*names))
    assert match.pack is not None
    assert match.pack.name == "atlassian"


@pytest.mark.parametrize("form", ["[{}](#top)", '<a name="a"></a>{}', "{}[^1]", "⚠️ **{}**:"])
def test_headings_are_told_with_links_and_marks_in_them(form: str) -> None:
    names = [node.label.text for node in load_built_in("atlassian").required() if node.kind == "section"]
    match = claim(headings(*map(form.format, names)))
    assert match.pack is not None
    assert match.pack.name == "atlassian"


def test_front_matter_of_any_report_is_no_status_page() -> None:
    matter = "---\ntitle: Search was down\ndate: 2026-01-02\nseverity: P1\nresolved: 2026-01-03\n---\n\n"
    match = claim(matter + headings("Summary", "Impact", "Timeline"), path="docs/incidents/search.md")
    assert match.pack is not None
    assert match.pack.name == "generic"


LESSONS = "## Lessons Learned\n\n### What went well\n\n- This.\n\n### What went wrong\n\n- That.\n\n"


@pytest.mark.parametrize(
    ("entry", "name"),
    [("### 09:20\n\nIt began.", "mybinder"), ("### [HH:MM]\n\nx", "mybinder"), ("- 09:20 It began", "generic")],
)
def test_headings_of_times_tell_a_report_of_mybinder_from_any_other(entry: str, name: str) -> None:
    text = f"# Postmortem\n\n## Summary\n\nWords.\n\n## Timeline\n\n{entry}\n\n{LESSONS}## Action Items\n\n- One.\n"
    match = claim(text, path="docs/postmortems/checkout.md")
    assert match.pack is not None
    assert match.pack.name == name


def test_of_two_practices_the_better_share_wins_then_the_most_matches() -> None:
    small = template("A", "B", "C", share=0.6, name="small")
    large = template("A", "B", "C", "D", "E", share=0.6, name="large")
    assert claim(headings("A", "B", "C", "D"), small, large).pack is small
    assert claim(headings("A", "B", "D", "E"), small, large).pack is large
    assert claim(headings("A", "B", "C", "D", "E"), small, large).pack is large


def test_two_practices_that_fit_alike_claim_nothing() -> None:
    one, two = (template("A", "B", "C", "D", share=0.5, name=name) for name in ("one", "two"))
    assert claim(headings("A", "B", "C", "D"), one, two).pack is None
    generic = load_built_in("generic")
    match = claim(headings("A", "B", "C", "D"), one, two, generic, path="docs/postmortems/x.md")
    assert match.pack is generic


def test_a_practice_takes_no_report_of_an_organisation() -> None:
    ours = template("A", "B", "C", "D", name="ours")
    practice = template("A", "B", share=1.0, name="practice")
    assert claim(headings("A", "B", "C", "D"), practice, ours).pack is ours
    assert claim(headings("A", "B"), practice, ours).pack is ours
    assert claim(headings("A"), practice, ours).pack is None
    twin = template("A", "B", "E", "F", name="twin")
    assert claim(headings("A", "B"), practice, ours, twin).pack is None


def test_only_an_organisations_template_is_missed_when_the_markdown_was_lost() -> None:
    plain = "A title\n\nA\n\nWords.\n\nB\n\nWords.\n\nC\n\nWords.\n"
    assert claim(plain, template("A", "B", "C")).lost is not None
    assert claim(plain, template("A", "B", "C", share=0.8)).lost is None


@pytest.mark.parametrize("share", ["-0.1", "1.01"])
def test_a_share_is_a_part_of_one(share: str) -> None:
    with pytest.raises(FileError, match=r"pack.toml:3:1: 'share' must be between 0 and 1, not"):
        pack_of("## A\n\n[Words]\n", f'name = "x"\n[detection]\nshare = {share}\n')


def test_a_named_practice_takes_any_file() -> None:
    pack = template("A", "B", "C", "D", "E", share=1.0)
    document = parse(SourceText.decode(headings("A").encode()))
    assert recognise(document, (pack,), forced=True).pack is pack


# --- What is loaded ---


@pytest.mark.parametrize("path", EXAMPLES + CASES)
def test_a_report_loads_its_own_pack_and_what_may_rival_it(path: str) -> None:
    packs = Loading()
    document = parse(SourceText.decode((ROOT / path).read_bytes()))
    match = recognise(document, packs, path=path)
    assert match.pack is not None
    assert match.pack.name in packs.loaded
    assert "generic" not in packs.loaded
    assert len(packs.loaded) <= 3
    if match.pack.name in ("bilko", "letsgobelize", "cstate"):
        assert packs.loaded == [match.pack.name]
    again = recognise(document, built_in(), path=path).pack
    assert again is not None
    assert again.fingerprint == match.pack.fingerprint


def test_a_file_that_is_no_report_loads_only_the_pack_of_no_template() -> None:
    packs = Loading()
    document = parse(SourceText.decode((ROOT / "CONTRIBUTING.md").read_bytes()))
    assert recognise(document, packs, path="CONTRIBUTING.md").pack is None
    assert packs.loaded == []
    assert recognise(document, packs, path="docs/notes.md").pack is None
    assert packs.loaded == ["generic"]


@pytest.mark.parametrize("name", TEMPLATED)
def test_no_pack_is_left_unloaded_that_could_claim_a_file(name: str) -> None:
    """The fewest matches of a claim, those first that the look at the template does not see, are enough to load it."""
    sketch, pack = sketch_of(name), load_built_in(name)
    assert pack.template in sketch.templates
    assert pack.file.detection.share == sketch.share
    keys = [node.label.bare for node in pack.required()]
    fewest = math.ceil(len(keys) * (sketch.share or 0.5))
    seen = [key in sketch.headings or key in sketch.labels for key in keys]
    matched = sorted(zip(seen, keys, strict=True))[:fewest]
    words = frozenset(key for _, key in matched)
    assert sketch.resembles(words & sketch.headings, words & sketch.labels)
    others = {node.label.bare: bare_key(node.aliases[0]) for node in pack.required() if node.aliases}
    assert sketch.resembles(frozenset(others.get(word, word) for word in words), words)


def test_the_templates_of_all_packs_are_known_without_loading_one() -> None:
    packs = Loading()
    names = {f"{path.parent.name}/{path.name}" for path in packs.templates()}
    assert names == {*(f"{name}/template.md" for name in TEMPLATED), "incidentio/lightweight.md"}
    assert packs.loaded == []


@pytest.mark.parametrize(
    ("path", "parts", "claimed"),
    [
        ("docs/reports/2026-05-19-gate-down.md", ("Symptom", "Investigation", "Conclusion"), True),
        ("docs/reports/2026-05-19-gate-down.md", ("Plans", "Costs"), False),
        ("docs/reports/2026-05-19-gate-plans.md", ("Symptom", "Investigation", "Conclusion"), False),
        ("docs/reports/gate-down.md", ("Symptom", "Investigation", "Conclusion"), False),
        ("docs/reports/2026-05-19-slow-down-the-gate.md", ("Symptom", "Investigation", "Conclusion"), False),
    ],
)
def test_a_dated_name_says_that_something_failed(path: str, parts: tuple[str, ...], *, claimed: bool) -> None:
    found = claim(headings(*parts), path=path)
    assert (found.pack is not None) is claimed
