"""How a template says that its reports are called."""

from __future__ import annotations

import pytest

from incidentlint.authoring.setup.told_names import told_files, told_folder


@pytest.mark.parametrize(
    ("text", "name", "folder"),
    [
        ("Save it as `docs/incidents/YYYY-MM-DD-short-title.md`.", "YYYY-MM-DD-<short-title>.md", "docs/incidents"),
        ("File name: INC-NNNN-<slug>.md", "INC-NNNN-<short-title>.md", ""),
        (
            "<!-- copy to postmortems/{yyyy}/{yyyy-mm-dd}-{slug}.md -->",
            "YYYY-MM-DD-<short-title>.md",
            "postmortems/YYYY",
        ),
        ("`./pm/<YYYY-MM-DD>_<service>.md`", "YYYY-MM-DD_<short-title>.md", "pm"),
        ("Nenne die Datei PM-####.md", "PM-NNNN.md", ""),
        ("../reports/YYYYMMDD.markdown", "YYYYMMDD.markdown", ""),
        ("See README.md and docs/how-to-write.md, v2.md, and https://example.org/YYYY-MM-DD.html", "", ""),
        ("2026-03-11-mail.md is an example", "", ""),
        ("ファイル名は「YYYY-MM-DD_件名.md」としてください。", "YYYY-MM-DD_<short-title>.md", ""),
        ("In eine neue Datei JJJJ-MM-TT-kurztitel.md kopieren.", "YYYY-MM-DD-<short-title>.md", ""),
        ("`docs/pannes/AAAA-MM-JJ-titre.md`", "YYYY-MM-DD-<short-title>.md", "docs/pannes"),
        ("Copy this file to NNNN-short-title.md. Then write.", "NNNN-<short-title>.md", ""),
    ],
)
def test_the_name_that_a_template_s_text_tells(text: str, name: str, folder: str) -> None:
    found = told_files("docs/template.md", f"# [Title]\n\n{text}\n")
    assert (found.name, found.folder) == (name, folder)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("- Or the decision that follows: `docs/decisions/NNNN-slug.md`.", ""),
        ("Link the runbook, runbooks/NNN-<name>.md.", ""),
        ("Die Entscheidung steht in architektur/JJJJ/NNNN-titel.md.", ""),
        ("The next one is `docs/incidents/NNNN-slug.md`.", "NNNN-<short-title>.md"),
        ("Keep it beside this: docs/forms/NNNN-slug.md", "NNNN-<short-title>.md"),
        ("<!-- Save as notes/2026/NNNN-slug.md -->", "NNNN-<short-title>.md"),
    ],
)
def test_what_a_section_links_to_is_no_place_of_reports(text: str, name: str) -> None:
    assert told_files("docs/forms/template.md", f"# [Title]\n\n## Prevention\n\n{text}\n").name == name


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("pm/YYYY-MM-DD-template.md", "YYYY-MM-DD-<short-title>.md"),
        ("pm/000-template.md", "NNN-<short-title>.md"),
        ("pm/INC-NNNN.md", "INC-NNNN.md"),
        ("pm/postmortem-template.md", ""),
        ("pm/template-2.md", ""),
        ("TEMPLATE.md", ""),
        ("nothing", ""),
    ],
)
def test_the_name_that_a_template_s_own_name_tells(template: str, name: str) -> None:
    assert told_files(template, "# [Title]\n").name == name


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("Copy the file to `incident-reviews/<year>/`.", "incident-reviews"),
        ("1. Save it in `./docs/postmortems/`, please", "docs/postmortems"),
        ("Neue Berichte liegen in `docs/vorfaelle/JJJJ/`", "docs/vorfaelle"),
        ("Runbooks are in `docs/runbooks/`.", ""),
        ("See `../incidents/` and incidents/ of old", ""),
    ],
)
def test_the_folder_that_a_template_s_text_names(text: str, folder: str) -> None:
    assert told_folder(f"# [Title]\n\n{text}\n") == folder
