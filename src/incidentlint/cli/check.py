"""``incidentlint check``: from the options to the exit status."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import msgspec

from incidentlint.cache import Said, cache_of
from incidentlint.cli.configured import day_of, is_now, jobs_of, resolver_for, time_of
from incidentlint.cli.console import (
    ColorChoice,
    is_terminal,
    is_watched,
    look,
    plain,
    read_stdin,
    tell,
    unobeyed,
    write,
    write_bytes,
)
from incidentlint.cli.outputs import read_outputs
from incidentlint.cli.progress import progress_for
from incidentlint.cli.quick import INTERRUPTED
from incidentlint.cli.streams import written
from incidentlint.findings import Level
from incidentlint.output import FORMATS, ColumnUnit, Format, Look, counted, diagnostics, hidden_line, summary_line
from incidentlint.project import (
    FixMode,
    Kept,
    Overrides,
    Run,
    UserError,
    changed_since,
    from_root,
    lint_paths,
    lint_stdin,
    reports,
    shown_path,
    write_output,
)
from incidentlint.regular import asked
from incidentlint.report import BLANK_FORM
from incidentlint.rulebook import UnknownRuleError
from incidentlint.text import one_line
from incidentlint.toml_file import FileError

if TYPE_CHECKING:
    from incidentlint.cli.progress import Progress


LONG = 2.0
"""Who waited so many seconds at a terminal is told what for."""


_FOR_EVER = 1e12


class CheckOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The options of the command."""

    paths: tuple[str, ...] = (".",)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    config_file: str = ""
    isolated: bool = False
    force_exclude: bool = False
    output_formats: tuple[str, ...] = ()
    output_file: str = ""
    statistics: bool = False
    fail_on: Level | None = None
    min_level: Level | None = None
    require_reports: bool = False
    changed_since: str = ""
    as_of: str = ""
    since: str = ""
    baseline: str = ""
    write_baseline: str = ""
    exit_zero: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    fix_only: bool = False
    show_fixes: bool = False
    add_suppressions: str = ""
    show_settings: bool = False
    show_files: bool = False
    explain: bool = False
    no_cache: bool = False
    cache_dir: str = ""
    jobs: str = ""
    stdin_filename: str = ""
    quiet: bool = False
    verbose: bool = False
    color: ColorChoice = "auto"
    column_unit: ColumnUnit = "characters"


class Check:
    """One call of the command."""

    def __init__(self, options: CheckOptions) -> None:
        """Take what the user gave; rules and packs that he named are looked up. Raises `UserError`."""
        self.options = options
        self.paths = options.paths
        self.outputs = read_outputs(options.output_formats, options.output_file, statistics=options.statistics)
        self.form = next((one.form for one in self.outputs if not one.file), self.outputs[0].form)
        self.quiet = options.quiet
        self.verbose = options.verbose
        self.file = options.output_file
        self.plain = plain(options.color, options.column_unit)
        self.look = self.plain if self.file else look(options.color, options.column_unit)
        self.run = Run(fix=self._fix_mode())
        if options.changed_since:
            self.run.changed = changed_since(options.changed_since)
        self._take_baseline()
        self.stdin = b""
        self.jobs = jobs_of(options.jobs)
        overrides = Overrides(
            options.select,
            options.ignore,
            options.extend_select,
            options.packs,
            options.fail_on,
            options.min_level,
            time_of("--as-of", options.as_of),
            day_of("--since", options.since, "2026-01-01"),
        )
        if options.show_files:  # which files are linted does not depend on the rules
            overrides = Overrides(ignore=("ALL",), packs=options.packs)
        self.kept = self._take_cache()
        self.resolver = resolver_for(overrides, config=options.config_file, isolated=options.isolated)

    def _take_baseline(self) -> None:
        """Read the baseline that the user names. Raises `UserError`."""
        path = self.options.write_baseline or self.options.baseline
        if path:
            from incidentlint.project import Baseline

            self.run.baselines[""] = Baseline.read(path, write=bool(self.options.write_baseline))

    def _take_cache(self) -> Kept | None:
        """What was found before, unless nothing is to be linted, or everything anew."""
        options = self.options
        if options.no_cache or options.show_settings or options.show_files or options.explain or "-" in self.paths:
            return None
        cache = cache_of(options.cache_dir)
        return Kept(cache) if cache is not None else None

    def _tell_baselines(self) -> None:
        """Write the baseline that was asked for, and tell what is in one that is no longer found."""
        for baseline in self.run.baselines.values():
            path = shown_path(baseline.path)
            if baseline.write:
                tell(f"{path}: {counted(baseline.save(), 'finding')} written")
            elif baseline.stale and not self.quiet:
                stale = counted(baseline.stale, "count")
                tell(f"{path}: {stale} too high for what is found now; --write-baseline {path} brings it up to date")

    def _fix_mode(self) -> FixMode | None:
        """How files are fixed, if at all; standard input is fixed to standard output."""
        options = self.options
        if not (options.fix or options.fix_only or options.diff or options.add_suppressions):
            return None
        write = not options.diff and "-" not in options.paths
        return FixMode(unsafe=options.unsafe_fixes, write=write, reason=options.add_suppressions)

    def status(self) -> int:
        """Do it all, and return the exit status."""
        if self.options.show_settings:
            return self._show_settings()
        if self.options.explain:
            return self._explain()
        begin = time.monotonic()
        interrupted = False
        progress = progress_for(quiet=self.quiet, for_programs=self.form.for_programs)
        try:
            self._lint(progress)
        except KeyboardInterrupt:
            interrupted = True
        except (FileError, UnknownRuleError) as error:
            raise UserError(str(error)) from None
        finally:
            if progress:
                progress.clear()
        self._tell_failures()
        if self.options.write_baseline:
            if self.run.failures or interrupted:
                raise UserError("the baseline was not written, since not all files were linted")
            self._tell_baselines()
            return 0
        if self.options.show_files:
            self._show_files()
        elif self.run.fix is not None:
            self._write_fixes()
        else:
            self._write_findings()
        self._tell_baselines()
        seconds = time.monotonic() - begin
        if not self.quiet or self._without_reports:
            self._conclude(seconds, interrupted=interrupted)
        status = self._exit_status(interrupted=interrupted)
        if self.kept is not None:
            self._keep(self.kept, status, seconds)
        return status

    def _exit_status(self, *, interrupted: bool) -> int:
        if interrupted:
            return INTERRUPTED
        if self.run.failures or self._without_reports:
            return 2
        return 1 if self._failing and not self.options.exit_zero else 0

    def _keep(self, kept: Kept, status: int, seconds: float) -> None:
        """Keep what was found for the next run; what was written too, where the same call would write the same.

        A program that calls us has no arguments of its own; what was not looked into as a process may have changed.
        """
        options = self.options
        other = options.changed_since or options.write_baseline or options.verbose or self.run.fix is not None
        said = None
        if asked.on and status in (0, 1) and not other and not any(one.file for one in self.outputs):
            if not self._is_long(seconds):
                said = Said(status, written, *self._while())
        problem = kept.save(said, sys.argv[1:])
        if problem and (options.cache_dir or options.verbose):
            tell(problem)

    def _while(self) -> tuple[float, float]:
        """From when to when the machine's clock lets this be found, in seconds since 1970; 0 where it was not asked."""
        now = self.resolver.overrides.now if is_now(self.options.as_of) else self.resolver.clock
        if now is None:
            return 0, 0
        return now.timestamp(), min((one.until for one in self.run.results if one.until), default=_FOR_EVER)

    def _is_long(self, seconds: float) -> bool:
        return seconds > LONG and is_terminal(sys.stderr)

    @property
    def _failing(self) -> bool:
        """Whether there is something left to do: changes that were only shown, else findings."""
        if self.options.diff:
            return bool(self.run.fixed)
        return self.run.failing and not self.options.fix_only

    @property
    def _without_reports(self) -> bool:
        """Whether there is no report where there should be one."""
        return self.options.require_reports and not reports(self.run.results)

    def _lint(self, progress: Progress | None) -> None:
        force = self.options.force_exclude
        if "-" not in self.paths:
            lint_paths(
                self.paths,
                self.resolver,
                self.run,
                force_exclude=force,
                progress=progress,
                kept=self.kept,
                jobs=self.jobs,
            )
            return
        self.stdin = read_stdin()
        lint_stdin(self.stdin, self.options.stdin_filename, self.resolver, self.run, force_exclude=force)

    def _tell_failures(self) -> None:
        for failure in self.run.failures:
            tell(f"error: {failure.message}" if not failure.trace else failure.message)
            if self.verbose and failure.trace:
                tell(failure.trace.rstrip(), lines=True)

    def _write(self, text: str) -> None:
        if self.file:
            write_output(self.file, text, (result.path for result in self.run.results))
        else:
            write(text if self.form.for_programs else unobeyed(text), raw=self.form.raw)

    def _write_findings(self) -> None:
        if self.verbose:
            self._tell_files()
        for one in self.outputs:
            text = self._rendered(one.form, self.plain if one.file else self.look)
            if one.file:
                write_output(one.file, text, (result.path for result in self.run.results))
            else:
                write(text, raw=one.form.raw)

    def _rendered(self, form: Format, look: Look) -> str:
        """The findings, or how many there are of each rule, in a format."""
        results = from_root(self.run.results) if form.for_ci else self.run.results
        text = (form.tally if self.options.statistics else form.render)(results, look)
        found = "; ".join(part for part in (summary_line(results), hidden_line(results)) if part)
        if found and form.sums_up and not self.quiet:
            text += ("\n" if text else "") + f"{look.paint(found, bold=True)}\n"
        return text

    def _write_fixes(self) -> None:
        """Write what was fixed, or would be, and what is left."""
        from incidentlint.cli.fixes import describe_fixes, diffs

        for note in self.run.unfixed:
            tell(note)
        if self.options.diff:
            self._write(diffs(self.run.fixed, self.look, escape=not self.file and is_watched()))
        elif "-" in self.paths:
            write_bytes(self.run.fixed[0].after if self.run.fixed else self.stdin)
            if not self.options.fix_only:
                self._tell_findings()
        elif not self.options.fix_only:
            self._write_findings()
        if not self.quiet or self.options.show_fixes:
            options = self.options
            verbs = ("suppressed", "would suppress") if options.add_suppressions else ("fixed", "would fix")
            for line in describe_fixes(self.run.fixed, verbs[options.diff], each=options.show_fixes):
                tell(line)

    def _tell_findings(self) -> None:
        """The findings on standard error, since standard output has the text."""
        for line in FORMATS["concise"].render(self.run.results, plain("never")).splitlines():
            tell(line, name="")

    def _tell_files(self) -> None:
        """Tell of every file what it was linted against, and why."""
        for path, what, _ in self._files():
            tell(f"{path}: {what}")
        for note in self.run.notes:
            tell(note)

    def _files(self) -> list[tuple[str, str, bool]]:
        """Every file, what is done with it and why, and whether it is linted."""
        found = []
        for result in self.run.results:
            severity = f", {result.severity}" if result.severity else ""
            if result.pack:
                what = f"{result.pack}{severity} ({result.reason})"
            elif result.diagnostics or result.reason.startswith("skipped"):
                what = result.reason
            else:
                what = f"skipped: {result.reason}"
            found.append((result.path, what, bool(result.pack)))
        return found

    def _show_files(self) -> None:
        files = self._files()
        self._write("".join(f"{one_line(path)}: {one_line(what)}\n" for path, what, linted in files if linted))
        if self.verbose:
            for path, what, linted in files:
                if not linted:
                    tell(f"{path}: {what}")
            for note in self.run.notes:
                tell(note)

    def _show_settings(self) -> int:
        from incidentlint.cli.settings_view import describe_settings

        parts = []
        folders = [path if os.path.isdir(path) else os.path.dirname(path) for path in map(os.path.abspath, self.paths)]
        try:
            self.resolver.check_names(folders)
        except (FileError, UnknownRuleError) as error:
            raise UserError(str(error)) from None
        for path in self.paths:
            full = os.path.abspath(path)
            if not os.path.exists(full):
                self.run.fail(f"{path}: no such file or folder")
                continue
            found = describe_settings(self.resolver, path, full)
            if isinstance(found, FileError):
                self.run.fail(str(found))
            else:
                parts.append(found)
        self._tell_failures()
        self._write("\n".join(parts))
        return 2 if self.run.failures else 0

    def _explain(self) -> int:
        from incidentlint.cli.explain import explain

        options = self.options
        packs, config, isolated = options.packs, options.config_file, options.isolated
        self._write("\n".join(explain(path, packs, config=config, isolated=isolated) for path in self.paths))
        return 0

    def _conclude(self, seconds: float, *, interrupted: bool) -> None:
        """Say what goes after the findings: that nothing was linted, what a long run was about."""
        run = self.run
        found, hidden = summary_line(run.results), hidden_line(run.results)
        claimed = len(reports(run.results))
        if interrupted:
            tell("interrupted: not all files were linted")
        elif self._without_reports:
            tell(
                f"error: no incident report found in {counted(len(run.results), 'Markdown file')}, and one is required"
            )
        elif not self.form.for_programs and not claimed and not run.failures and not diagnostics(run.results):
            hint = "" if self.verbose or not run.results else " (--verbose shows why)"
            tell(f"no incident report found in {counted(len(run.results), 'Markdown file')}{hint}")
        elif hidden and not (self.form.for_programs or self.form.sums_up or self.options.show_files):
            tell(hidden)
        forms = sum(result.reason == BLANK_FORM for result in run.results)
        older = sum(result.too_old for result in run.results)
        for number, what in ((forms if claimed else 0, "blank form"), (older, "older report")):
            if number and not (self.verbose or self.form.for_programs):
                tell(f"{counted(number, what)} skipped (--verbose names {'it' if number == 1 else 'them'})")
        if self.verbose or self._is_long(seconds):
            looked = f"{counted(len(run.results), 'file')}: {counted(claimed, 'report')}"
            skipped = f", {len(run.results) - claimed} skipped"
            what = "" if self.options.show_files else f"; {found or 'nothing found'}"
            tell(f"{looked}{skipped}{what}; {seconds:.1f} s")
