"""The files that a set-up writes: planned first, so that nothing is written where one of them cannot be."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Sequence

import msgspec

from incidentlint.about import __version__
from incidentlint.authoring.setup.ci_jobs import GITLAB_JOB, github_text, gitlab_lines
from incidentlint.authoring.setup.hooks import hook_lines
from incidentlint.authoring.setup.toml_edit import EditError
from incidentlint.project import UserError, shown_path, write_file
from incidentlint.regular import read_regular
from incidentlint.toml_file import FileError

_HOOKS = ".pre-commit-config.yaml"

_WORKFLOWS = ".github/workflows"

_GITLAB = ".gitlab-ci.yml"

_BOM = "\ufeff"


class Change(msgspec.Struct, frozen=True):
    """One file: its text before (None where there is none) and after, and what is said of it."""

    path: str
    old: str | None
    new: str
    what: str = ""


class Changes:
    """What is to be written, in order, and what is left alone."""

    def __init__(self, root: str) -> None:
        """Take the folder that hooks and CI are set up in, an absolute path."""
        self.root = root
        self.planned: list[Change] = []
        self.left: list[str] = []

    def there(self, path: str) -> bool:
        """Whether a file is there, or is to be written."""
        return os.path.lexists(path) or any(change.path == path for change in self.planned)

    def read(self, path: str) -> str:
        """A file's text as it will be so far, without its byte order mark. Raises `UserError`."""
        planned = next((change.new for change in self.planned if change.path == path), None)
        if planned is not None:
            return planned
        try:
            return read_regular(path).decode("utf-8").removeprefix(_BOM)
        except OSError as error:
            raise UserError(f"{shown_path(path)}: cannot be read: {error.strerror or error}") from None
        except UnicodeDecodeError as error:
            raise UserError(f"{shown_path(path)}: is not UTF-8 (byte {error.start})") from None

    def new(self, path: str, text: str) -> None:
        """Plan a file that is not there yet."""
        self.planned.append(Change(path, None, text))

    def edit(self, path: str, text: str, what: str) -> None:
        """Plan another text for a file; `what` says what is new in it. The same text is no change."""
        old = self.read(path)
        if text == old:
            self.same(path, "nothing to add")
            return
        for number, change in enumerate(self.planned):
            if change.path == path:
                self.planned[number] = msgspec.structs.replace(change, new=text)
                return
        self.planned.append(Change(path, old, text, what))

    def same(self, path: str, why: str) -> None:
        """Note a file that is left alone."""
        self.left.append(f"{shown_path(path)} unchanged: {why}")

    def add_hook(self) -> None:
        """Plan the hooks of pre-commit. Raises `UserError` for a file that is wrong, or is not to be edited."""
        from incidentlint.authoring.setup.yaml_edit import add_hook

        path = os.path.join(self.root, _HOOKS)
        entry = hook_lines(__version__)
        by_hand = [f"{'  ' if number else '- '}{line}" for number, line in enumerate(entry)]
        self._add_yaml(path, lambda text: add_hook(text, entry, shown_path(path)), "the hook", by_hand)

    def add_ci(self, name: str) -> None:
        """Plan the job of a CI, ``github`` or ``gitlab``. Raises `UserError` as `add_hook` does."""
        if name == "github":
            self._add_workflow()
            return
        from incidentlint.authoring.setup.yaml_edit import add_job

        path = os.path.join(self.root, _GITLAB)
        job = gitlab_lines(__version__)
        by_hand = [f"{GITLAB_JOB}:", *(f"  {line}" for line in job)]
        self._add_yaml(path, lambda text: add_job(text, GITLAB_JOB, job, shown_path(path)), "the job", by_hand)

    def _add_workflow(self) -> None:
        folder = os.path.join(self.root, *_WORKFLOWS.split("/"))
        names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
        for name in names:
            path = os.path.join(folder, name)
            if name.endswith((".yml", ".yaml")) and os.path.isfile(path):
                with open(path, "rb") as file:
                    if b"incidentlint check" in file.read():
                        self.same(path, "it already runs incidentlint")
                        return
        path = os.path.join(folder, "incidentlint.yml")
        if os.path.lexists(path):
            self.same(path, "it already exists and does something else")
        else:
            self.new(path, github_text(__version__))

    def _add_yaml(self, path: str, edit: Callable[[str], str | None], what: str, by_hand: Sequence[str]) -> None:
        text = self.read(path) if os.path.lexists(path) else ""
        shown = shown_path(path)
        try:
            made = edit(text)
        except FileError as error:
            raise UserError(str(error)) from None
        except EditError:
            said = f"{shown}: cannot be edited automatically; add {what} by hand and run this again:"
            raise UserError(said, by_hand) from None
        if made is None:
            self.same(path, f"it already has {what}")
        elif not os.path.lexists(path):
            self.new(path, made)
        else:
            self.edit(path, made, f"{what} added")

    def apply(self, say: Callable[[str], None], *, dry_run: bool) -> None:
        """Write all files, or with `dry_run` say what would be written. Raises `UserError`, having said what was."""
        for change in self.planned:
            _check_writable(change.path)
        written: list[str] = []
        for change in self.planned:
            shown = shown_path(change.path)
            what = f" ({change.what})" if change.what else ""
            if dry_run:
                say(f"would write {shown}{what}\n{_preview(change, shown)}\n")
                continue
            mark = _BOM if change.old is not None and _has_mark(change.path) else ""
            try:
                write_file(change.path, mark + change.new)
            except UserError as error:
                so_far = f"written before it: {', '.join(written)}" if written else "nothing was written"
                raise UserError(f"{error}; {so_far}") from None
            written.append(shown)
            say(f"wrote {shown}{what}\n")
        for left in self.left:
            say(f"{left}\n")
        if not self.planned:
            say("nothing to write\n")


def _has_mark(path: str) -> bool:
    with open(path, "rb") as file:
        return file.read(3) == _BOM.encode()


def _preview(change: Change, shown: str) -> str:
    if change.old is None:
        return "".join(f"  {line}\n" for line in change.new.splitlines())
    lines = difflib.unified_diff(change.old.splitlines(), change.new.splitlines(), shown, shown, lineterm="")
    return "".join(f"  {line}\n" for line in lines)


def _check_writable(path: str) -> None:
    """Raise `UserError` for a file that is read-only, or that is where nothing can be written."""
    shown = shown_path(path)
    if os.path.isdir(path):
        raise UserError(f"{shown}: is a folder; nothing was written")
    if os.path.lexists(path) and not os.path.exists(path):
        raise UserError(f"{shown}: is a link to nothing; nothing was written")
    if os.path.exists(path) and not os.access(path, os.W_OK):
        raise UserError(f"{shown}: is read-only; nothing was written")
    folder = os.path.dirname(os.path.realpath(path))
    while not os.path.lexists(folder):
        folder = os.path.dirname(folder)
    if not os.path.isdir(folder):
        raise UserError(f"{shown}: cannot be written: {shown_path(folder)} is not a folder; nothing was written")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UserError(
            f"{shown}: cannot be written: the folder {shown_path(folder)} is read-only; nothing was written"
        )
