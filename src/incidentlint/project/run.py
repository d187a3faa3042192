"""Which files are linted, and how they are read: all that touches the file system.

A run never stops at a bad file: what cannot be read, and what the linter itself stumbles over, is noted as a failure
and the next file is linted. What was found so far stays in the `Run` when the user interrupts it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from incidentlint.cache import content_of, state
from incidentlint.engine import STDIN, Reading, judge, lint, read_file
from incidentlint.findings import Diagnostic, FileResult
from incidentlint.project import neighbours
from incidentlint.project.around import Folders
from incidentlint.project.discover import Search, Target
from incidentlint.project.files import UserError, update_file, why
from incidentlint.project.kept import Basis, Kept
from incidentlint.project.neighbours import Question, Siblings
from incidentlint.project.paths import printable, shown_path, slashed
from incidentlint.project.resolver import Choice, Resolver
from incidentlint.project.results import Failure, FixedFile, Progress, Run
from incidentlint.project.roots import Places
from incidentlint.project.shared import Answer, shared
from incidentlint.regular import asked, read_regular
from incidentlint.report import NOWHERE, Report
from incidentlint.toml_file import FileError

if TYPE_CHECKING:
    from incidentlint.engine import FixResult
    from incidentlint.project.baseline import Baseline


def lint_paths(
    paths: Sequence[str],
    resolver: Resolver,
    run: Run,
    *,
    force_exclude: bool = False,
    progress: Progress | None = None,
    kept: Kept | None = None,
    jobs: int | None = 1,
) -> None:
    """Lint files and folders into `run`; what was found before and is `kept` is taken from there.

    `jobs` is how many processes share the work at most, None for as many as pay. Files are fixed by one alone: fixes
    change what others are compared with. Raises `UnknownRuleError` and `FileError` as `Resolver.check_names` does.
    """
    targets = Search(run, resolver, force_exclude=force_exclude).search(paths)
    folders = dict.fromkeys(os.path.dirname(os.path.abspath(target.path)) for target in targets)
    resolver.check_names(folders or (os.getcwd(),))
    linter = Linter(resolver, run, kept)
    choices = [linter.choose(target) for target in targets]
    tasks = [(target.path, target.shown) for target, choice in zip(targets, choices) if isinstance(choice, Choice)]
    with contextlib.closing(shared(linter, tasks, 1 if run.fix is not None else jobs)) as answers:
        for number, (target, choice) in enumerate(zip(targets, choices)):
            if progress:
                progress(number, len(targets))
            if isinstance(choice, Choice):
                linter.take(target.path, choice, next(answers))
            elif choice is not None:
                run.results.append(choice)
    if kept is not None:
        kept.keep_words({folder.path: folder.to_keep() for folder in linter.siblings.searched()})


def lint_stdin(data: bytes, filename: str, resolver: Resolver, run: Run, *, force_exclude: bool = False) -> None:
    """Lint the bytes of standard input into `run`; `filename` is the file's that they are said to be, or empty.

    Raises `UnknownRuleError` and `FileError` as `Resolver.check_names` does.
    """
    resolver.check_names((os.path.dirname(os.path.abspath(filename or STDIN)),))
    linter = Linter(resolver, run)
    if filename and force_exclude and Search(run, resolver, force_exclude=True).is_excluded(filename):
        run.notes.append(f"{shown_path(filename)}: not linted: the configuration excludes it")
    elif filename:
        shown = printable(slashed(filename))
        linter.lint(filename, shown, os.path.realpath(filename), named=True, data=data)
    else:
        linter.lint("", STDIN, "", named=True, data=data)


def examine_paths(
    paths: Sequence[str], resolver: Resolver, run: Run, *, progress: Progress | None = None
) -> Iterator[Examined]:
    """Yield what is found out about each file that files and folders name, with what is found in it.

    What is no report is yielded with the reason; what cannot be read is noted in `run`.
    """
    targets = Search(run, resolver).search(paths)
    linter = Linter(resolver, run)
    for number, target in enumerate(targets):
        if progress:
            progress(number, len(targets))
        found = linter.examine_one(target)
        if found is not None:
            yield found


def examine_stdin(data: bytes, filename: str, resolver: Resolver, run: Run) -> Iterator[Examined]:
    """Yield what is found out about the bytes of standard input; `filename` is as that of `lint_stdin`."""
    shown = printable(slashed(filename)) if filename else STDIN
    found = Linter(resolver, run).examine_one(Target(filename, shown, os.path.realpath(filename), named=True), data)
    if found is not None:
        yield found


class Examined(msgspec.Struct, frozen=True):
    """What was found out about one file.

    `pack` is the name of the one that takes it, empty where none does, and `reason` why. `chosen` says why the packs
    were these: a configuration, an option; empty when nobody chose. `reports` are those of the file. `found` is what
    the rules say of it, where they were asked.
    """

    shown: str
    pack: str
    reason: str
    chosen: str
    reports: tuple[Report, ...] = ()
    found: tuple[Diagnostic, ...] = ()

    @property
    def error(self) -> str:
        """Why it cannot be read, where its bytes are no text; else empty."""
        return f"{self.shown}: {self.found[0].message}" if self.found and not self.reports else ""


def examine(path: str, resolver: Resolver) -> Examined:
    """What is found out about one file, as `lint_paths` reads it. Raises `UserError`."""
    return Linter(resolver, Run()).examine(path)


class Linter:
    """Lints one file after the other into a run; what it learns of folders and neighbours it keeps."""

    def __init__(self, resolver: Resolver, run: Run, kept: Kept | None = None) -> None:
        """Take what holds for each file, where results go, and what was found before. `run` may be replaced later."""
        self.resolver = resolver
        self.run = run
        self.kept = kept
        self.places = Places()
        self.siblings = Siblings(kept)
        self.folders = Folders()
        self._told: set[str] = set()

    def lint(self, path: str, shown: str, real: str, *, named: bool, data: bytes | None = None) -> None:
        """Lint a file, or the bytes that are said to be it; without a path they are nowhere."""
        choice = self.choose(Target(path, shown, real, named=named))
        if isinstance(choice, Choice):
            self.take(path, choice, self._answer(path, shown, choice, data))
        elif choice is not None:
            self.run.results.append(choice)

    def choose(self, target: Target) -> Choice | FileResult | None:
        """What a file is linted with, or the result of one that is not; None where that cannot be said, which is noted.

        Without a path it is nowhere.
        """
        choice = self.resolver.choice(os.path.abspath(target.path or STDIN))
        if isinstance(choice, FileError):
            self.run.fail(str(choice))
            return None
        path = target.path
        reason = self.places.skip_reason(path, target.real, choice, named=target.named) if path else ""
        return FileResult(target.shown, reason=reason) if reason else choice

    def answer(self, path: str, shown: str) -> Answer:
        """What is found in a file that is linted."""
        choice = self.resolver.choice(os.path.abspath(path))
        if isinstance(choice, FileError):
            return Answer(None, [Failure(str(choice))])
        return self._answer(path, shown, choice, None)

    def _answer(self, path: str, shown: str, choice: Choice, data: bytes | None) -> Answer:
        failures: list[Failure] = []
        with _noted("linting", shown, failures):
            found = self._found(path, shown, choice) if data is None else self._result(data, shown, path, choice)
            return Answer(found)
        return Answer(None, failures)

    def take(self, path: str, choice: Choice, answer: Answer) -> None:
        """Note what was found in a file in the run, with all that goes with it; without a path it is nowhere."""
        asked.paths |= answer.paths
        asked.folders |= answer.folders
        if self.kept is not None:
            self.kept.take(answer.added, answer.words)
        failures = answer.failures
        if answer.result is not None:
            with _noted("linting", answer.result.path, failures):
                found = msgspec.structs.replace(answer.result, min_level=choice.settings.min_level)
                self.run.add(self._unknown(path, found, choice) if path else found, choice.settings.fail_on)
        for failure in failures:
            self.run.note(failure)

    def hand_over(self, answer: Answer) -> None:
        """Put into an answer what was learnt since the last one and goes into the cache."""
        if self.kept is not None:
            answer.added = self.kept.hand_over()
            new = [folder for folder in self.siblings.searched() if folder.path not in self._told]
            answer.words = {folder.path: folder.to_keep() for folder in new}
            self._told.update(answer.words)

    def remake(self) -> Callable[[], Linter] | None:
        """What makes such a linter in another process; None where it has packs that are known only here."""
        resolver = self.resolver.remake()
        if resolver is None:
            return None
        return partial(_remade, resolver, self.kept.remake() if self.kept is not None else None)

    def _unknown(self, path: str, found: FileResult, choice: Choice) -> FileResult:
        """What is found in a file without what its baseline knows. Raises `UserError`."""
        baseline = self._baseline(choice)
        if baseline is None or found.too_old:
            return found
        return baseline.left(path, found, (rule.code for rule in choice.plan.rules))

    def _baseline(self, choice: Choice) -> Baseline | None:
        """The baseline that holds for a file, if there is one. Raises `UserError`."""
        baselines, name = self.run.baselines, choice.settings.baseline
        if "" not in baselines and name and name not in baselines:
            from incidentlint.project.baseline import Baseline

            baselines[name] = Baseline.read(name)
        return baselines.get("") or baselines.get(name)

    def read(self, path: str, data: bytes) -> Reading | None:
        """How the bytes that a file is said to hold are read; None where they are not read as a report's."""
        choice = self.resolver.choice(os.path.abspath(path))
        if isinstance(choice, FileError) or self.places.skip_reason(path, os.path.realpath(path), choice, named=False):
            return None
        return self._read(path, printable(slashed(path)), data, choice)

    def _read(self, path: str, shown: str, data: bytes, choice: Choice) -> Reading:
        location = self.places.location(path) if path else ""
        around = self.folders.around(path, self.places.root(path)) if path else NOWHERE
        return read_file(data, shown, choice.plan, location=location, around=around)

    def examine_one(self, target: Target, data: bytes | None = None) -> Examined | None:
        """What is found out about a file and found in it; None for one that cannot be read, which the run notes.

        `data` are the bytes that are said to be it; without a path they are nowhere.
        """
        path, shown = target.path, target.shown
        choice = self.resolver.choice(os.path.abspath(path or STDIN))
        if isinstance(choice, FileError):
            self.run.fail(str(choice))
            return None
        reason = self.places.skip_reason(path, target.real, choice, named=target.named) if path else ""
        if reason:
            return Examined(shown, "", reason, choice.why)
        failures: list[Failure] = []
        with _noted("reading", shown, failures):
            reading = self._read(path, shown, _data(path, shown) if data is None else data, choice)
            result = judge(reading, choice.plan, self._basis(path, shown, choice).ask if path else None)
            return Examined(shown, result.pack, result.reason, choice.why, reading.reports, result.diagnostics)
        for failure in failures:
            self.run.note(failure)
        return None

    def examine(self, path: str) -> Examined:
        """Read one file as `lint` does, and say what was found out about it. Raises `UserError`."""
        choice = self.resolver.choice(os.path.abspath(path))
        if isinstance(choice, FileError):
            raise UserError(str(choice))
        shown = printable(slashed(path))
        data = _data(path, shown)
        skipped = self.places.skip_reason(path, os.path.realpath(path), choice, named=True)
        if skipped:
            return Examined(shown, "", skipped, choice.why)
        reading = self._read(path, shown, data, choice)
        if reading.error is not None:
            raise UserError(f"{shown}:{reading.error.line}: {reading.error}")
        recognised = reading.recognised
        assert recognised is not None
        pack = recognised.pack.name if recognised.pack is not None and recognised.misfit is None else ""
        reason = f"{choice.why}; {recognised.reason}" if choice.why else recognised.reason
        return Examined(shown, pack, reason, choice.why, reading.reports)

    def _found(self, path: str, shown: str, choice: Choice) -> FileResult:
        """What is found in a file: what was found before, where all that it rests on is as it was."""
        asked.of(path)
        known = state(path)  # before it is read: what is written meanwhile is another state
        data: bytes | None = None
        basis = self._basis(path, shown, choice)
        if self.kept is None:
            return self._result(_data(path, shown), shown, path, choice, basis)
        root, now = self.places.root(path), choice.plan.now
        key = self.kept.key(path, shown, choice, root, self.places.location(path))
        entry = self.kept.entry(key)
        if entry is not None and not self._would_change(entry.result):
            data = None if entry.state == known else _data(path, shown)
            if (data is None or content_of(data) == entry.content) and basis.holds(entry, now):
                if data is not None:
                    self.kept.keep(key, entry.in_state(known, self.kept.begin))
                return entry.result
        data = _data(path, shown) if data is None else data
        found = self._result(data, shown, path, choice, basis)
        if self.run.fix is None:
            self.kept.keep(key, basis.entry(data, now, found).in_state(known, self.kept.begin))
        return found

    def _would_change(self, found: FileResult) -> bool:
        """Whether the run changes a file in which this is found, if it can."""
        how = self.run.fix
        if how is None:
            return False
        if how.suppresses:
            return bool(found.diagnostics)
        return any(one.fix is not None and one.fix.edits for one in found.diagnostics)

    def _basis(self, path: str, shown: str, choice: Choice) -> Basis:
        root = self.places.root(path)

        def answer(question: Question) -> neighbours.Answer:
            return self.siblings.answer(question, choice.plan, path, shown, root)

        return Basis(self.folders.around(path, root), answer)

    def _result(self, data: bytes, shown: str, path: str, choice: Choice, basis: Basis | None = None) -> FileResult:
        """What is found in a file, after its fixes where the run makes them; without a path it is nowhere."""
        if basis is None and path:
            basis = self._basis(path, shown, choice)
        plan, how = choice.plan, self.run.fix
        location = self.places.location(path) if path else ""
        around, others = (basis.around, basis.ask) if basis is not None else (NOWHERE, None)
        if how is not None and not how.suppresses:
            from incidentlint.engine import fix

            done = fix(data, shown, plan, unsafe=how.unsafe, location=location, around=around, ask=others)
            if self._kept(path, shown, data, done):
                return _because(choice.why, done.result)
        found = lint(data, shown, plan, location=location, around=around, ask=others)
        if how is not None and how.suppresses:
            from incidentlint.engine import suppress

            baseline = self._baseline(choice)
            known = baseline.codes_known(path, found) if baseline is not None and path else ()
            done = suppress(
                data, shown, plan, how.reason,
                known=known, line=how.line, location=location, around=around, ask=others,
            )  # fmt: skip
            if self._kept(path, shown, data, done):
                found = done.result
        return _because(choice.why, found)

    def _kept(self, path: str, shown: str, data: bytes, done: FixResult) -> bool:
        """Write what a file is after its fixes, if the run writes; whether it is so now."""
        self.run.unfixed += done.notes
        if done.data != data:
            try:
                if self.run.fix is not None and self.run.fix.write:
                    update_file(path, data, done.data)
            except UserError as error:
                self.run.fail(str(error))
                return False
            self.run.fixed.append(FixedFile(shown, data, done.data, done.fixed))
        return True


def _remade(resolver: Callable[[], Resolver], kept: Callable[[], Kept] | None) -> Linter:
    """A linter in a process of its own."""
    return Linter(resolver(), Run(), kept() if kept is not None else None)


@contextlib.contextmanager
def _noted(doing: str, shown: str, failures: list[Failure]) -> Iterator[None]:
    """Note what goes wrong with a file, the user's errors and ours."""
    try:
        yield
    except (UserError, FileError) as error:
        failures.append(Failure(str(error)))
    except Exception as error:
        import traceback

        said = "".join(traceback.format_exception_only(error)).strip()
        message = f"internal error while {doing} {shown}: {said} (please report it)"
        failures.append(Failure(message, traceback.format_exc()))


def _data(path: str, shown: str) -> bytes:
    """The bytes of a file. Raises `UserError` when it cannot be read."""
    try:
        return read_regular(path)
    except OSError as error:
        raise UserError(f"{shown}: cannot be read: {why(error)}") from None


def _because(why: str, result: FileResult) -> FileResult:
    """A result with why its file is linted before why it is a report of its pack."""
    return msgspec.structs.replace(result, reason=f"{why}; {result.reason}") if why else result
