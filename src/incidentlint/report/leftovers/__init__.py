"""What a writer left of a form, read without any template."""

from __future__ import annotations

from incidentlint.report.leftovers.read import Leftover, is_blank_form, prompt_like, read_leftovers
from incidentlint.report.leftovers.slots import blank_tags

__all__ = ["Leftover", "blank_tags", "is_blank_form", "prompt_like", "read_leftovers"]
