"""JUnit's XML: each file is a suite and each finding a failed test, for CI systems that show test results.

Source: https://github.com/testmoapp/junitxml, which describes what its readers have in common.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from incidentlint.findings import Diagnostic, FileResult
from incidentlint.output.formats import Look

_UNSAYABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to say, section 2.2."""


def as_junit(results: Sequence[FileResult], _look: Look) -> str:
    """Return the findings of all reports; a report without one is a test that passed, and an info is no failure."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    def failing(found: Sequence[Diagnostic]) -> int:
        return sum(1 for one in found if one.level != "info")

    told = [result for result in results if result.pack or result.diagnostics]
    tests = sum(max(1, len(result.diagnostics)) for result in told)
    failures = sum(failing(result.diagnostics) for result in told)
    root = Element("testsuites", name="incidentlint", tests=str(tests), failures=str(failures), errors="0")
    for result in told:
        found = result.diagnostics
        suite = SubElement(
            root, "testsuite", name=_sayable(result.path), tests=str(max(1, len(found))),
            failures=str(failing(found)), errors="0", skipped="0",
        )  # fmt: skip
        for one in found:
            place = f"{one.path}:{one.place.line}:{one.place.column}"
            case = SubElement(
                suite, "testcase", name=_sayable(f"{one.code} {one.name} ({one.place.line}:{one.place.column})"),
                classname=_sayable(one.path), file=_sayable(one.path), line=str(one.place.line),
            )  # fmt: skip
            text = _sayable("\n".join(part for part in (f"{place}: {one.message}", one.help) if part))
            if one.level == "info":
                SubElement(case, "system-out").text = text
            else:
                SubElement(case, "failure", type=one.level, message=_sayable(one.message)).text = text
        if not found:
            SubElement(suite, "testcase", name=_sayable(result.pack), classname=_sayable(result.path))
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _sayable(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _UNSAYABLE.sub("\ufffd", text)
