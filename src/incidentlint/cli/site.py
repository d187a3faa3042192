"""``incidentlint site``: a register of incidents as a folder of pages."""

from __future__ import annotations

from typing import Any

from incidentlint.cli.collected import Collection
from incidentlint.cli.configured import time_of
from incidentlint.cli.console import tell
from incidentlint.output import counted
from incidentlint.pictures import story_of
from incidentlint.project import MadeFolder
from incidentlint.register import STYLE_NAME, Register, is_page, style


def write_site(options: dict[str, Any]) -> int:
    """Write the pages, each as soon as it is made, and return the exit status. Raises `UserError`."""
    now = time_of("--as-of", options["as_of"])
    collection = Collection(options, now=now)
    register = Register(options["title"], now.date() if now else None)
    number = 0
    with MadeFolder(options["output"], is_page, force=options["force"]) as folder:
        folder.write(STYLE_NAME, style())
        for one in collection:
            page = register.add(one.record, story_of(one.facts), one.found)
            folder.write(page.name, page.text)
            number += 1
        for page in register.pages():
            folder.write(page.name, page.text)
    if number:
        tell(f"{counted(number, 'incident')} written to {options['output']}")
    else:
        collection.tell_nothing()
    return collection.status()
