"""Packs: a template, and what it cannot say about itself.

A pack is a folder with a ``pack.toml`` and a template, or a bare template. Loading one reads the template's shape and
lays the pack's overrides over it, those of the pack that it extends first; whatever is wrong is reported with its file
and line.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from incidentlint.markdown import parse
from incidentlint.outline import Outline, languages_of, outline, whole_texts
from incidentlint.packs.compile import Parts, compile_shape
from incidentlint.packs.custom_rules import read_own_rules
from incidentlint.packs.lookup import Lookup
from incidentlint.packs.pack import Pack, Variant, fingerprint_of
from incidentlint.packs.pack_file import PackFile
from incidentlint.packs.sources import (
    Source,
    Sources,
    further_templates,
    joined,
    merged,
    read_sources,
)
from incidentlint.regular import is_file, read_regular
from incidentlint.template import (
    form_of,
    generic_shape,
    quotes_of,
    read_shape,
    with_front_matter,
    with_quotes,
    without_admonitions,
)
from incidentlint.text import SourceText, UnreadableError, normalise
from incidentlint.toml_file import FileError, Steps, parse_toml
from incidentlint.vocabulary import (
    NO_WORDING,
    Lexicon,
    Wording,
    find_language,
    language_hint,
    load_lexicon,
)


def load_folder(folder: Path, wording: Wording = NO_WORDING) -> Pack:
    """The pack in a folder, with its further templates and its own rules. Raises `FileError`."""
    sources = read_sources(folder)
    reach, template = _template(sources)
    file = merged(sources, reach, generic=template is None)
    rules = read_own_rules(sources)
    further = further_templates(sources, reach)
    if template is None and further:
        raise sources.error(("templates",), "a pack without a template has no [templates]")
    text = _read_template(template) if template is not None else None
    parts = Parts(file.name or folder.name, load_lexicon(), rules, wording=wording)
    lacking: list[dict[Steps, FileError]] = [{} for _ in range(1 + len(further))]
    main = _compile(parts, file, text, sources, reach, lacking[0] if further else None)
    main = replace(main, template=template)
    variants: list[Variant] = []
    for missing, (given, (source, levels)) in zip(lacking[1:], further.items(), strict=True):
        path = joined(source.folder, given)
        if not is_file(path):
            raise sources.error(("templates", given), f"template {given!r} is not there")
        _check_levels(main, variants, given, levels)
        variant = _compile(parts, file, _read_template(path), sources, reach, missing, main)
        variants.append(Variant(levels, replace(variant, template=path)))
    for error in _lacking_everywhere(lacking):
        raise error
    made = fingerprint_of(
        parts.name,
        main.lexicon.fingerprint,
        *(source.text for source in sources.chain),
        *(own.text for own in rules),
        *(pack.text for pack in (main, *(variant.pack for variant in variants))),
    )
    if not variants:
        return replace(main, fingerprint=made)
    variants = [
        Variant(variant.severities, replace(variant.pack, is_variant=True, fingerprint=f"{made}-{number}"))
        for number, variant in enumerate(variants, 1)
    ]
    return replace(main, variants=tuple(variants), fingerprint=made)


def _template(sources: Sources) -> tuple[int, Path | None]:
    """The number of the pack file that says the template, and the template: that which the nearest of them names or has
    beside it; None for a pack without one.
    """
    for number, source in enumerate(sources.chain):
        if source.file.generic:
            if source.file.template:
                raise sources.error(("generic",), "a generic pack has no template; leave one of the two out")
            return number, None
        template = joined(source.folder, source.file.template or "template.md")
        if is_file(template):
            return number, template
        if source.file.template:
            raise sources.error(("template",), f"template {source.file.template!r} is not there")
    raise FileError(sources.own.shown, 1, "no 'template': name the Markdown file that reports are filled in from", 1)


def _check_levels(pack: Pack, others: list[Variant], template: str, levels: tuple[str, ...]) -> None:
    """The severities that a further template is for are levels of the main one, and no other template's."""
    at = ("templates", template)
    if not pack.severities:
        raise pack.sources.error(at, "the main template has no severity with options")
    if not levels:
        raise pack.sources.error(at, "name the severities that this template is for")
    for number, level in enumerate(levels):
        if level not in pack.severities:
            said = f"no severity {level!r}; the main template has {' / '.join(pack.severities)}"
            raise pack.sources.error((*at, number), said)
        if any(level in other.severities for other in others):
            raise pack.sources.error((*at, number), f"{level!r} has another template already")


def _lacking_everywhere(lacking: list[dict[Steps, FileError]]) -> list[FileError]:
    """What the pack says of nodes that none of its templates has."""

    def lacks(missing: dict[Steps, FileError], at: Steps) -> bool:
        return any(at[: len(key)] == key for key in missing)

    return [error for missing in lacking for at, error in missing.items() if all(lacks(m, at) for m in lacking)]


def _compile(
    parts: Parts,
    file: PackFile,
    template: SourceText | None,
    sources: Sources,
    reach: int = 0,
    missing: dict[Steps, FileError] | None = None,
    main: Pack | None = None,
) -> Pack:
    """The pack of one template; see `compile_shape` and `Lookup`. Raises `FileError`."""
    parts = replace(parts, lexicon=_lexicon(sources, file, parts.wording))
    read: Outline | None = None
    page: Outline | None = None
    if template is None:
        shape = generic_shape(parts.lexicon)
    else:
        plain = with_front_matter(without_admonitions(template.text))
        template = template if plain == template.text else SourceText(plain, template.path)
        document = parse(template)
        form = form_of(document, lambda codes: _lexicon(sources, file, parts.wording, codes))
        if form is not template:
            page = outline(document, template=parts.lexicon.words.prompts)
            template, document = form, parse(form)
        read = outline(document, template=parts.lexicon.words.prompts)
        # One heading in a language is enough for what asks the writer: nobody else reads that.
        asking = _lexicon(sources, file, parts.wording, languages_of(read, enough=1))
        read = outline(document, template=asking.words.prompts) if asking is not parts.lexicon else read
        quotes = quotes_of(read)
        lexicon = with_quotes(_lexicon(sources, file, parts.wording, languages_of(read)), quotes)
        parts = replace(parts, text=template.text, lexicon=lexicon)
        shape = read_shape(read, with_quotes(asking, quotes), file.texts, page)
        if not shape.nodes and shape.title is None:
            said = "the template has no headings, fields or slots: nothing to check reports against"
            raise FileError(template.path or sources.own.shown, 1, said, 1)
    lookup = Lookup(file, sources, shape, reach, missing)
    if read is not None:
        _check_texts(lookup, read)
    return compile_shape(parts, lookup, main)


def _check_texts(lookup: Lookup, read: Outline) -> None:
    """See that each of ``[texts]`` is a text of the template. Raises `FileError`."""
    if lookup.file.texts:
        there = [normalise(text) for text in whole_texts(read.walk())]
        for start in lookup.file.texts:
            if not any(text.startswith(normalise(start)) for text in there):
                lookup.lacks(("texts", start), f"the template has no paragraph or value that begins {start!r}")


def _lexicon(sources: Sources, file: PackFile, wording: Wording, found: Sequence[str] = ()) -> Lexicon:
    """The words of a pack's reports: the languages that it or a configuration names or that were `found` in its
    template, and the words that the pack, those that it extends or a configuration adds. Raises `FileError` for an
    unknown language.
    """
    for number, code in enumerate(file.languages):
        try:
            find_language(code)
        except KeyError:
            said = f"languages: no language {code!r}; {language_hint(code)}"
            raise sources.error(("languages", number), said, value=True) from None
    own = (*wording.own, *(source.file.lexicon for source in reversed(sources.chain)))
    return load_lexicon((*wording.languages, *file.languages, *found), own)


def load_template(path: Path, wording: Wording = NO_WORDING) -> Pack:
    """A bare template as a pack. Raises `FileError`."""
    return compile_pack(PackFile(name=path.stem), _read_template(path), "", str(path), path, wording)


def _read_template(path: Path) -> SourceText:
    try:
        return SourceText.decode(read_regular(path), str(path))
    except OSError as error:
        raise FileError(str(path), 0, f"cannot be read: {error.strerror or error}") from None
    except UnreadableError as error:
        raise FileError(str(path), error.line, str(error), error.column) from None


def compile_pack(
    file: PackFile,
    template: SourceText,
    text: str,
    shown: str,
    path: Path | None = None,
    wording: Wording = NO_WORDING,
) -> Pack:
    """Lay a pack's overrides over its template's shape. `text` is the pack file's, for lines. Raises `FileError`.

    Such a pack is alone: it extends none, and has one template and no rules of its own.
    """
    sources = Sources((Source(path.parent if path else Path(), shown, text, parse_toml(text, shown), file),))
    for key, given in (("extends", file.extends), ("templates", file.templates)):
        if given:
            raise sources.error((key,), f"{key!r} needs a pack in a folder")
    parts = Parts(file.name or (path.parent.name if path else "pack"), load_lexicon(), wording=wording)
    pack = _compile(parts, file, template, sources)
    made = fingerprint_of(pack.name, pack.lexicon.fingerprint, text, pack.text)
    return replace(pack, template=path, fingerprint=made)
