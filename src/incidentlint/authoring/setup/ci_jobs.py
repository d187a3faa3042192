"""The jobs that `init --ci` writes."""

from __future__ import annotations

from incidentlint.authoring.setup.compose import requirement

CHECKOUT = "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2"
SETUP_PYTHON = "actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065 # v5.6.0"
"""By commit: a tag can be moved."""


def github_text(version: str) -> str:
    """A workflow of GitHub Actions, which annotates changes and shows a table of the reports."""
    return f"""\
name: incident reports
on:
  push:
  pull_request:
  schedule:  # what a report lacks is an error once its deadline has passed
    - cron: "17 5 * * *"
permissions: {{}}
jobs:
  incidentlint:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: {CHECKOUT}
        with:
          persist-credentials: false
      - uses: {SETUP_PYTHON}
        with:
          python-version: "3.13"
      - run: pip install "{requirement(version)}"
      - run: incidentlint init --check  # the templates are read as they were when this was set up
      - run: incidentlint check --require-reports --output-format github --output-format "markdown:$GITHUB_STEP_SUMMARY"
"""


GITLAB_JOB = "incidentlint"


def gitlab_lines(version: str) -> list[str]:
    """A job of GitLab CI, as the lines below its name: findings are shown in the log and in merge requests."""
    return [
        "image: python:3.13-slim",
        "script:",
        f'  - pip install "{requirement(version)}"',
        "  - incidentlint init --check  # the templates are read as they were when this was set up",
        "  - incidentlint check --require-reports"
        " --output-format text --output-format gitlab:gl-code-quality-report.json",
        "artifacts:",
        "  when: always",
        "  reports:",
        "    codequality: gl-code-quality-report.json",
    ]
