"""Changes to a user's YAML file, made in its text: comments, order and indentation stay as they are.

The parser says only where things are; what comes out is parsed again and must hold what was there, and the addition.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from incidentlint.authoring.setup.toml_edit import EditError, newline_of
from incidentlint.toml_file import FileError

_TAG = "tag:yaml.org,2002:"

Plain = Any
"""A YAML value as tuples of tags and texts: two that are equal say the same, whatever the file's own tags mean."""


def add_hook(text: str, entry: Sequence[str], shown: str) -> str | None:
    """The text of a ``.pre-commit-config.yaml`` with one more repository, `entry` being its lines without indentation.

    None when one of its hooks is incidentlint's already. Raises `FileError` for a file that is no valid YAML or no
    configuration of pre-commit, and `EditError` for one that is written in a form that is not edited.
    """
    root = _composed(text, shown)
    if root is None:
        return _joined(text, ["repos:", *_indented(entry, "- ", 0)])
    if not isinstance(root, yaml.MappingNode):
        raise FileError(shown, _line(root), "is not a pre-commit configuration: it has no keys")
    if root.flow_style:
        raise EditError("\n".join(entry))
    repos = _value(root, "repos")
    if repos is None:
        return _checked(_joined(text, ["repos:", *_indented(entry, "- ", 0)]), text, shown)
    empty = isinstance(repos, yaml.ScalarNode) and repos.tag == f"{_TAG}null"
    if not empty and not isinstance(repos, yaml.SequenceNode):
        raise FileError(shown, _line(repos), "'repos' is not a list")
    if isinstance(repos, yaml.SequenceNode) and any(map(_has_hook, repos.value)):
        return None
    if empty or (repos.flow_style and not repos.value):
        start, end = repos.start_mark.index, repos.end_mark.index
        rest = text[end:]
        line_end = rest.find("\n") + 1 or len(rest)
        lines = [*_indented(entry, "- ", 2)]
        made = text[:start].rstrip(" ") + rest[:line_end].rstrip("\r\n") + newline_of(text)
        made += newline_of(text).join(lines) + newline_of(text) + rest[line_end:]
        return _checked(made, text, shown)
    if repos.flow_style:
        raise EditError("\n".join(entry))
    last = repos.value[-1]
    dash = repos.start_mark.column
    lead = "-".ljust(max(2, last.start_mark.column - dash))
    lines = _indented(_nested(entry, last, lead), lead, dash)
    return _checked(_behind(text, last, dash, lines), text, shown)


def add_job(text: str, name: str, job: Sequence[str], shown: str) -> str | None:
    """The text of a ``.gitlab-ci.yml`` with one more job, `job` being its lines below its name.

    The job takes the stage of the tests, else of the first that is named like checks, else the first of those that the
    file lists. None when the job is there already. Raises `FileError` and `EditError` as `add_hook` does.
    """
    root = _composed(text, shown)
    lines = [f"{name}:"]
    if root is not None:
        if not isinstance(root, yaml.MappingNode):
            raise FileError(shown, _line(root), "is not a GitLab CI configuration: it has no keys")
        if root.flow_style:
            raise EditError("\n".join([*lines, *(f"  {line}" for line in job)]))
        if _value(root, name) is not None:
            return None
        listed = _value(root, "stages")
        stages = [node.value for node in listed.value] if isinstance(listed, yaml.SequenceNode) else []
        if stages and "test" not in stages:
            lines.append(f"  stage: {next((stage for stage in stages if stage in _CHECKS), stages[0])}")
    lines += [f"  {line}" if line else "" for line in job]
    made = _joined(text, lines)
    return made if root is None else _checked(made, text, shown)


_CHECKS = ("lint", "check", "checks", "verify", "validate", "quality")


def _composed(text: str, shown: str) -> yaml.Node | None:
    """The document of a YAML text, None where it holds nothing.

    Raises `FileError`, and `EditError` for a text of several documents.
    """
    try:
        found: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.composer.ComposerError as error:
        if error.problem == "but found another document":
            raise EditError("") from None
        raise FileError(shown, error.problem_mark.line + 1, f"not valid YAML: {error.problem}") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        problem = error.problem or error.context or "cannot be read"
        raise FileError(shown, line, f"not valid YAML: {problem}", column) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise FileError(shown, line, f"not valid YAML: {error.reason}") from None
    except RecursionError:
        raise FileError(shown, 1, "not valid YAML: nested too deeply") from None
    if isinstance(found, yaml.ScalarNode) and found.tag == f"{_TAG}null" and not found.value:
        return None  # nothing but ``---`` and comments
    return found


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _value(mapping: yaml.MappingNode, key: str) -> Any:
    for name, value in mapping.value:
        if isinstance(name, yaml.ScalarNode) and name.value == key:
            return value
    return None


def _has_hook(repository: yaml.Node) -> bool:
    hooks = _value(repository, "hooks") if isinstance(repository, yaml.MappingNode) else None
    for hook in hooks.value if isinstance(hooks, yaml.SequenceNode) else ():
        name = _value(hook, "id") if isinstance(hook, yaml.MappingNode) else None
        entry = _value(hook, "entry") if isinstance(hook, yaml.MappingNode) else None
        for value in (name, entry):
            if isinstance(value, yaml.ScalarNode) and value.value.split("-")[0].split(" ")[0] == "incidentlint":
                return True
    return False


def _nested(entry: Sequence[str], like: yaml.Node, lead: str) -> list[str]:
    """The entry's lines with the lists in it indented as those of a repository that is there already."""
    inner, gap = 2, 2
    hooks = _value(like, "hooks") if isinstance(like, yaml.MappingNode) else None
    if isinstance(hooks, yaml.SequenceNode) and not hooks.flow_style and hooks.value:
        inner = hooks.start_mark.column - like.start_mark.column
        gap = max(2, hooks.value[0].start_mark.column - hooks.start_mark.column)
    elif len(lead) > 2:
        inner, gap = 0, len(lead)
    made = []
    for line in entry:
        body = line.lstrip()
        depth = (len(line) - len(body)) // 2
        if body.startswith("- "):
            made.append(" " * inner + "-".ljust(gap) + body[2:])
        else:
            made.append((" " * (inner + gap) if depth else "") + body)
    return made


def _indented(entry: Sequence[str], lead: str, column: int) -> list[str]:
    """The lines as one item of a list."""
    begin = " " * column
    return [f"{begin}{lead if not number else ' ' * len(lead)}{line}" for number, line in enumerate(entry)]


def _behind(text: str, last: yaml.Node, dash: int, lines: Sequence[str]) -> str:
    """The text with lines after a list's last item, and after the comments that are indented as parts of it."""
    newline = newline_of(text)
    offset = _end_of(last)
    end = text.find("\n", offset - 1 if text[offset - 1 : offset] == "\n" else offset) + 1 or len(text)
    while True:
        stop = text.find("\n", end) + 1 or len(text)
        line = text[end:stop]
        body = line.lstrip(" ")
        if end >= len(text) or not body.startswith("#") or len(line) - len(body) <= dash:
            break
        end = stop
    before = text[:end] if text[:end].endswith("\n") else text[:end] + newline
    return before + newline.join(lines) + newline + text[end:]


def _end_of(node: yaml.Node) -> int:
    """Where the last word of a node ends; a block's own end is that of the white space and comments after it."""
    while isinstance(node, yaml.MappingNode | yaml.SequenceNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return int(node.end_mark.index)


def _joined(text: str, lines: Sequence[str]) -> str:
    newline = newline_of(text)
    body = text.rstrip()
    start = f"{body}{newline}{newline}" if body.strip("\ufeff") else text[: len(body)]
    return start + newline.join(lines) + newline


def _checked(made: str, text: str, shown: str) -> str:
    """What was made, if all that the text said is still there, with exactly one thing more."""
    try:
        before, after = _plain(_composed(text, shown)), _plain(_composed(made, shown))
    except (FileError, EditError, RecursionError):
        before, after = (), ()
    if not _adds_one(before, after):
        raise EditError("")
    return made


def _plain(node: Any) -> Plain:
    if isinstance(node, yaml.MappingNode):
        return ("map", [(_plain(key), _plain(value)) for key, value in node.value])
    if isinstance(node, yaml.SequenceNode):
        return ("list", [_plain(value) for value in node.value])
    return ("text", node.tag, node.value)


def _adds_one(before: Plain, after: Plain) -> bool:
    """Whether a mapping has one more key, or one of its lists one more item at its end, and is the same besides."""
    if not before or not after or before[0] != "map" or after[0] != "map":
        return False
    old, new = before[1], after[1]
    if len(new) == len(old) + 1:
        return bool(new[:-1] == old)
    changed = [(a, b) for a, b in zip(old, new, strict=False) if a != b]
    if len(old) != len(new) or len(changed) != 1 or changed[0][0][0] != changed[0][1][0]:
        return False
    was, now = changed[0][0][1], changed[0][1][1]
    if was[0] == "text":
        return bool(was[1] == f"{_TAG}null" and now[0] == "list" and len(now[1]) == 1)
    return bool(was[0] == now[0] == "list" and now[1][:-1] == was[1] and len(now[1]) == len(was[1]) + 1)
