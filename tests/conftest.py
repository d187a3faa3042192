"""The profiles of hypothesis: `make test` always tries the same examples, `make fuzz` looks for new ones."""

from __future__ import annotations

import os
import signal

from hypothesis import HealthCheck, settings

settings.register_profile("test", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("test")

# In a job of GitHub Actions the command has another default.
os.environ.pop("GITHUB_ACTIONS", None)

# A job that a shell starts in the background ignores interrupts, and so would the commands that the tests interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)
