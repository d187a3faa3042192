"""incidentlint: a linter for incident reports and post-mortems written in Markdown."""

__version__ = "0.1.0"
