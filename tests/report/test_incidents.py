"""Files of several incidents: what is one report, and what is many."""

import pytest

from incidentlint import read, read_all
from incidentlint.markdown import parse
from incidentlint.report import split_incidents
from incidentlint.text import SourceText
from incidentlint.vocabulary import load_lexicon

LOG = """# Incident log

## 2026

### Incident on 2026-05-04: disk full

- **Detected:** 2026-05-04 10:00
- **Resolved:** 2026-05-04 11:00

### Incident on 2026-06-02: pump stops

#### Impact

Ten users.

#### Root cause

A cable.
"""


def titles(text):
    parts = split_incidents(parse(SourceText(text)), load_lexicon())
    return [part.prose(part.root.children[0].title).text for part in parts]


def test_a_log_is_as_many_reports_as_it_has_incidents():
    assert titles(LOG) == ["Incident on 2026-05-04: disk full", "Incident on 2026-06-02: pump stops"]
    first, second = read_all(LOG, "docs/incidents.md")
    assert first == read(LOG, "docs/incidents.md")
    assert first.resolved is not None
    assert first.resolved.text == "2026-05-04 11:00"
    assert second.title == "Incident on 2026-06-02: pump stops"
    assert second.resolved is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "# Disk full\n\n## Summary\n\nx\n\n## Timeline\n\n### 2026-05-04 10:00\n\nx\n\n### 2026-05-04 11:00\n\ny\n",
            id="a timeline of headings",
        ),
        pytest.param("# Releases\n\n## 2026-05-04\n\n- x\n\n## 2026-06-02\n\n- y\n", id="what tells of no incident"),
        pytest.param(
            "# Disk full on 2026-05-04\n\n## Impact\n\nx\n\n## Root cause\n\n### INC-12\n\n**Cause:** x\n",
            id="one part",
        ),
        pytest.param("", id="nothing"),
    ],
)
def test_is_one_report(text):
    assert titles(text) == []
