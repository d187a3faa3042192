"""The profiles of hypothesis: `make test` always tries the same examples, `make fuzz` looks for new ones."""

from __future__ import annotations

import os
import signal
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from incidentlint.snapshot import share_sets

QUICK = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("test", derandomize=True, max_examples=50, **QUICK)
settings.register_profile("fuzz", print_blob=True, max_examples=200, **QUICK)
settings.load_profile("test")

# The tests leave nothing in the cache of who runs them, and find nothing there.
_CACHE = tempfile.TemporaryDirectory(prefix="incidentlint-cache-")
os.environ["XDG_CACHE_HOME"] = _CACHE.name

# Half of what the tests did was to compile patterns with the same sets of signs.
share_sets()

# In a job of GitHub Actions the command has another default.
os.environ.pop("GITHUB_ACTIONS", None)

# A job that a shell starts in the background ignores interrupts, and so would the commands that the tests interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

ONCE = (
    "generate",
    "register",
    "template",
    "vocabulary",
    "test_architecture.py",
    "test_ci_jobs.py",
    "test_fuzz.py",
    "test_growth.py",
    "test_packaging.py",
    "test_patterns.py",
    "test_readme.py",
    "test_words.py",
    "cache/test_same_findings.py",
    "project/test_pre_commit.py",
    "report/test_linear.py",
)
"""Tests that read sources and pages, install the project elsewhere, ask how work grows, or what words and templates
mean: no version of Python makes a difference.
"""

HOSTILE = ("hostile", "megabyte")
"""So tests of how work grows are called in other files."""

SAMPLE = 16
"""Of a test with many parameters, which differ in words and not in what Python does, each so many-th is run again."""


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known by which CI leaves them out with its further Pythons."""
    config.addinivalue_line("markers", "once: needs to be run with one Python only")


PLACES = tuple(str(Path(__file__).parent / name) for name in ONCE)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not read what is left out."""
    return True if config.option.markexpr == "not once" and str(collection_path).startswith(PLACES) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark them, and what is no part of the sample of a test with parameters."""
    seen: Counter[str] = Counter()
    for item in items:
        name, parameters, _ = item.nodeid.partition("[")
        grows = any(word in name.rpartition("::")[2] for word in HOSTILE)
        if grows or str(item.path).startswith(PLACES) or (parameters and seen[name] % SAMPLE):
            item.add_marker("once")
        seen[name] += 1
