"""The picture as a Gantt chart of Mermaid, which GitHub, GitLab and many wikis draw in Markdown. Pure.

Source of the form: https://mermaid.js.org/syntax/gantt.html
"""

from __future__ import annotations

import re

from incidentlint.pictures.story import Story
from incidentlint.text import one_line, shorten


def as_mermaid(story: Story) -> str:
    """The chart as the text of a code block for Mermaid; without two moments it has no bars."""
    lines = [
        "gantt",
        f"    title {_said(story.title)}{' (UTC)' if story.zoned else ''}",
        "    dateFormat YYYY-MM-DD HH:mm:ss",
        "    axisFormat %H:%M",
    ]
    if story.lost:
        lines.insert(1, f"    %% {story.lost}")
    if story.phases:
        lines.append("    section Phases")
        lines += [f"    {one.name}, {one.length} : {one.start:{_FORM}}, {one.end:{_FORM}}" for one in story.phases]
    for head, points in (("Milestones", story.milestones), ("Timeline", story.entries)):
        if points:
            lines.append(f"    section {head}")
            lines += [f"    {_said(point.name or point.text)} : milestone, {point.at:{_FORM}}, 0d" for point in points]
    return "\n".join(lines) + "\n"


_FORM = "%Y-%m-%d %H:%M:%S"


def _said(text: str) -> str:
    """A text without the signs that end it in Mermaid."""
    return shorten(" ".join(re.sub(r"[:;#%{}<>\"`]+", " ", one_line(text)).split()), 60) or "-"
