"""Lists of options in a template: ``P0 / P1 / P2``, ``Draft | Final``, ``P1-P4``, ``SEV1 (critical) / SEV2``."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from incidentlint.markdown import Prose
from incidentlint.template.slot_types import Slot, SlotType
from incidentlint.text import EASTERN
from incidentlint.vocabulary import Lexicon, Texts, either, is_name_of_value, is_scale, literal, phrases, two_names

_CODE = r"(?:[A-Za-z]{1,4}-?\d{1,2})"

CODES = rf"{_CODE}(?: ?[/|] ?{_CODE})+"

_WORD = r"[A-Z][\w-]*(?: [\w-]+){0,3}"

_WORDS = rf"{_WORD}(?: [/|] {_WORD})+"

# Words in lower case only where nothing else is meant: three or more, or yes and no (`_yes_no`).
_SMALL = r"[\w-]+(?: [\w-]+){0,2}"

_SMALL_WORDS = rf"{_SMALL}(?: [/|] {_SMALL}){{2,}}"

# A bar between words is unmistakable, and so are three names joined by slashes or middle dots.
_BARRED = r"(?:[\w][\w /-]{0,30}(?: ?\| ?[\w][\w /-]{0,30})+|[\w][\w ,/’'-]{0,40}(?: \| [\w][\w ,/’'-]{0,40}){2,8})"

_JOINED = r"[A-Z][\w-]*(?: [\w-]+){0,2}(?:/[A-Z][\w-]*(?: [\w-]+){0,2}){2,}"

_BARS = r"[^\W\d_][\w-]*(?: [\w-]+){0,2}(?:\|[^\W\d_][\w-]*(?: [\w-]+){0,2}){1,9}"

_DOTTED = r"[^\n·•]{1,40}(?: [·•・] [^\n·•]{1,40}){2,}"

# Three short words in a script without gaps: 高・中・低.
_GLUED = f"[{EASTERN}]"

_GLUED_WORDS = rf"{_GLUED}{{1,8}}(?:[・／/|｜、]{_GLUED}{{1,8}}){{2,}}"

_OPTIONS_ONLY = re.compile(rf"(?:{_WORDS}|{_SMALL_WORDS}|{_BARRED}|{_JOINED}|{_DOTTED}|{_GLUED_WORDS})$")

_HEAD_END = r"(?=\s+[—–-]+\s|\s*\()"

_OPTIONS_HEAD = re.compile(rf"({_WORDS}|{_SMALL_WORDS}|{_BARRED}|{CODES}|{_GLUED_WORDS}){_HEAD_END}")

_BETWEEN = re.compile(rf"\s*\|\s*|\s[/·•・]\s|/(?=[A-Za-z])|[・／/｜、](?={_GLUED})")


def _yes_no(lexicon: Lexicon, between: str) -> re.Pattern[str]:
    """Yes and no in the words of a language, and what is `between` them."""
    return _yes_no_pattern(lexicon.words.answers.yes, lexicon.words.answers.no, between)


@lru_cache(maxsize=64)
def _yes_no_pattern(yes: tuple[str, ...], no: tuple[str, ...], between: str) -> re.Pattern[str]:
    return re.compile(rf"({literal(yes)}{between}{literal(no)})", re.IGNORECASE)


def is_joined(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is options with slashes or bars and no blanks between them: ``Yes/No``, ``open|fixed|closed``."""
    joined = re.fullmatch(_JOINED, text) or re.fullmatch(_BARS, text) or _yes_no(lexicon, "/").fullmatch(text)
    return joined is not None


def option_list(text: str, lexicon: Lexicon) -> Slot | None:
    """The slot of a value that is a list of options, emoji aside: ``Draft / Final``, ``yes / no — if no, why``.

    In wide brackets, or in parentheses, it is one as a whole: ``【S / A / B】``.
    """
    wide = _WIDE.match(text)
    if wide is not None:
        slot = _chosen_of(wide[1], lexicon) or _options_of(wide[1], lexicon)
        whole = slot is not None and slot.start == 0 and slot.end == len(wide[1])
        if slot is not None and all(is_name_of_value(name, lexicon.words.prompts) for name in slot.type.options):
            return None  # `(day / month / year)`
        return Slot(wide[0].strip(), wide.start(1) - 1, wide.end(1) + 1, slot.type) if slot and whole else None
    if (slot := _chosen_of(text, lexicon)) is not None:
        return slot
    bare = _EMOJI.sub("", text)
    slot = _options_of(bare, lexicon)
    if slot is None and (noted := _EXPLAINED.match(text)) is not None:
        return _options_of(noted[1], lexicon)
    if slot is None or bare == text:
        return slot
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return Slot(text[start:end], start, end, slot.type) if slot.end == len(bare.rstrip()) else None


_EXPLAINED = re.compile(r"(\s*[A-Z]{1,5}-?\d\s?[-–—]\s?(?:[A-Z]{1,5}-?)?\d)\s[(（][^()（）]{2,100}[)）]\s*$")
"""A range of levels, and where they are explained: ``SEV1–4 (see the guide)``."""


def coded_options(prose: Prose, lexicon: Lexicon) -> Slot | None:
    """The slot of options in backticks, each or all, as what is to be written is: `` `low` / `high` ``."""
    text = prose.text.strip()
    parts = _STROKE.split(prose.text)
    marks = [mark for mark in prose.marks if mark.kind == "code"]
    coded = [prose.text[mark.start : mark.end].strip() for mark in marks]
    coded = [part.strip() for part in _STROKE.split(coded[0])] if coded == [text] else coded
    if not 1 < len(parts) <= _MOST_CODED or [part.strip() for part in parts] != coded:
        return None
    if not all(map(_PLAIN_WORD.fullmatch, coded)) or len({*coded}) < len(coded):
        return None
    start = prose.text.index(text)
    return Slot(text, start, start + len(text), choice_of(coded, "", lexicon))


_STROKE = re.compile(r"\s[/|]\s|\s?\|\s?")
_PLAIN_WORD = re.compile(r"[^\W\d_][\w-]{1,20}")
_MOST_CODED = 8


def _chosen_of(text: str, lexicon: Lexicon) -> Slot | None:
    """The slot of options with words that say to choose; None where they are no options."""
    only = _without_order(text, lexicon)
    if only == text:
        return None
    slot = _options_of(only, lexicon)
    kind = slot.type if slot is not None and slot.end == len(only) else _listed(only, lexicon)
    if kind is None or not (":" in text or not text.endswith(only) or len(kind.options) > 2):
        return None  # `Select region / zone` asks for both
    start, stripped = len(text) - len(text.lstrip()), text.strip()
    return Slot(stripped, start, start + len(stripped), kind)


def is_to_choose(text: str, lexicon: Lexicon) -> bool:
    """Whether a text has options, and words that say to choose among them: ``one of: A, B, C``."""
    return _without_order(text, lexicon) != text


def _without_order(text: str, lexicon: Lexicon) -> str:
    """Options without the words that say to choose: ``one of: A, B, C``, ``A / B / C (choose one)``."""
    before, behind = _orders(lexicon.words.slots.choose)
    head = before.match(text)
    tail = behind.search(text, head.end() if head else 0)
    return text[head.end() if head else 0 : tail.start() if tail else len(text)] if head or tail else text


def _listed(text: str, lexicon: Lexicon) -> SlotType | None:
    """The choice of options that are a plain list, as those are of which one is to be chosen: ``open, closed``."""
    parts = re.split(rf"(?:,|\s)\s?{either(lexicon.words.slots.or_)}\s|[,;/|、]", text)
    options = [part.strip() for part in parts]
    if len(options) < 2 or any(not 0 < len(option.split()) <= 3 for option in options):
        return None
    if options[0].split()[0].casefold() in lexicon.words.figures.no_nouns:
        return None  # `one of the engineers, or a manager`
    return choice_of(options, "", lexicon)


@lru_cache(maxsize=64)
def _orders(choose: Texts) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says to choose, as it stands before and behind options."""
    return (
        phrases(choose, r"\s*[(\[*_]{0,2}", r"[)\]*_]{0,2}\s?[:：]?\s*"),
        phrases(choose, r"\s?[—–,;、。-]?\s?[(\[（*_]{0,2}", r"[)\]）*_]{0,2}[.。]?\s*\Z"),
    )


_WIDE = re.compile(r"\s*[(（【〔〈《]([^()（）【】〔〕〈〉《》\n]{3,80})[)）】〕〉》]\s*$")

_EMOJI = re.compile("[\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f300-\U0001faff]+ ?")


def without_emoji(text: str) -> str:
    """A text without its emoji and the blanks behind them."""
    return _EMOJI.sub("", text)


def _options_of(text: str, lexicon: Lexicon) -> Slot | None:
    stripped = text.strip()
    start = len(text) - len(text.lstrip())
    named, both = named_options(stripped, lexicon), two_named(stripped)
    if both:
        return Slot(stripped, start, start + len(stripped), both)
    if named:
        kind = SlotType("text") if _are_counted_names(named, lexicon) else choice_of(named, "", lexicon)
        return Slot(stripped, start, start + len(stripped), kind)
    alone = _OPTIONS_ONLY.match(stripped) or _yes_no(lexicon, r"(?: [/|] |/)").fullmatch(stripped)
    if alone and (is_options(text, lexicon) or not re.search(r"\s/\s", text)):
        note, end = "", start + len(stripped)
    else:
        head = _OPTIONS_HEAD.match(stripped) or _yes_no(lexicon, r" [/|] ").match(stripped)
        if head is None:
            return None
        stripped, note, end = head[1], text[start + head.end() :], start + head.end(1)
    parts = [part for part in _BETWEEN.split(stripped) if part]
    if len(parts) < 2 or any(len(part.split()) > 4 for part in parts):
        return None
    kind = choice_of(parts, note, lexicon)
    if "/" in stripped and " / " not in stripped and not re.fullmatch(CODES, stripped):
        kind = msgspec.structs.replace(kind, closed=False)  # Yes/No in passing is no closed list
    elif re.match(rf"\s*[—–-]+\s+(?!{either(lexicon.words.gates.if_)})\w", note, re.IGNORECASE):
        kind = msgspec.structs.replace(kind, closed=False)  # yes / no — describe it: the description says enough
    return Slot(stripped, start, end, kind)


@lru_cache(maxsize=64)
def _range(to: Texts) -> re.Pattern[str]:
    """The first and last of some codes: ``SEV1 to SEV4``."""
    return re.compile(rf"([A-Za-z]{{1,8}}[ -]?)(\d)\s*(?:-|–|—|{either(to)}|\.\.\.?|…)\s*(?:\1)?(\d)", re.IGNORECASE)


_NOTED = re.compile(r"([\w-]+(?: [\w-]+){0,2})\s*(?:\([^()]{1,80}\)|(?:\s[—–·•-]+\s|:\s)[^/|]{1,80})")


@lru_cache(maxsize=64)
def _listed_codes(or_: Texts) -> re.Pattern[str]:
    """Codes with words between them: ``P0, P1 or P2``."""
    return re.compile(rf"{_CODE}(?:,? {either(or_)} {_CODE}|[,、・] ?{_CODE})+")


@lru_cache(maxsize=64)
def _listed_words(or_: Texts) -> re.Pattern[str]:
    """Three words or more with a word between the last two: ``active, mitigated or resolved``."""
    word = r"[^\W\d_][\w-]*(?: [\w-]+)?"
    return re.compile(rf"{word}(?:, {word}){{1,8}},? {either(or_)} {word}")


_ANY_CODE = rf"(?:{_CODE}|[A-Z]|\d)"

_BETWEEN_NAMED = re.compile(r"\s[/|·•]\s|[,;]\s|[、・]")

_CODE_FIRST = re.compile(rf"({_CODE})\s([^\W\d_]+(?:\s[^\W\d_]+)?)|(\d) ?[-=] ?([^\W\d_]+(?:\s[^\W\d_]+)?)")


def _two_names(option: str) -> tuple[str, ...]:
    code_first = _CODE_FIRST.fullmatch(option.strip())
    return (code_first[1] or code_first[3], code_first[2] or code_first[4]) if code_first else two_names(option)


def two_named(text: str) -> SlotType | None:
    """The choice of a text whose options have two names each, one of them a code.

    ``P1/High | P2/Medium``, ``G1 (major), G2 (minor)``, ``P1 Critical / P2 High``.
    """
    parts = [_two_names(part) for part in _BETWEEN_NAMED.split(text.strip())]
    if len(parts) < 2 or not all(parts):
        return None
    also = []
    for one, other in parts:
        codes = [bool(re.fullmatch(_ANY_CODE, name)) for name in (one, other)]
        if sum(codes) != 1 or max(len(one.split()), len(other.split())) > 2:
            return None
        also.append((one, other) if codes[0] else (other, one))
    return SlotType("choice", options=tuple(code for code, _ in also), closed=True, also=tuple(also))


def named_options(text: str, lexicon: Lexicon) -> list[str]:
    """The options of a text that names them in another way than with slashes alone; none when it does not.

    ``P1-P4``; ``SEV<1-4>``; ``SEV1, SEV2, SEV3``; ``SEV1 (critical) / SEV2 (major)``.
    """
    text = _NUMBERED.sub(r"\1\2", text.strip())
    if series := _SERIES.fullmatch(text):
        return [f"{series[1]}{number}" for number in re.findall(r"\d", series[2])]
    span = _range(lexicon.words.gates.to).fullmatch(text)
    if span:
        return [f"{span[1]}{number}" for number in range(int(span[2]), int(span[3]) + 1)] if span[2] < span[3] else []
    if _listed_codes(lexicon.words.slots.or_).fullmatch(text):
        codes = re.findall(_CODE, text)
        # Of several kinds they are what all reports name: `Controls: IR-4, IR-5, CA-7`.
        alike = len({code.rstrip("0123456789") for code in codes}) == 1
        return codes if alike or phrases(lexicon.words.slots.or_, r"(?<=[\d ])").search(text) else []
    if _listed_words(lexicon.words.slots.or_).fullmatch(text):
        return re.split(rf",? {either(lexicon.words.slots.or_)} |, ", text)
    letters = re.split(rf",? {either(lexicon.words.slots.or_)} |[/|,、・･] ?", text)
    if len(letters) > 2 and _LETTERS.startswith("".join(letters)) and all(len(letter) == 1 for letter in letters):
        return letters
    joined = [part.strip() for part in re.split(r"[/,、・･]", text)]
    if len(joined) > 2 and all(map(str.isalpha, joined)) and is_scale(joined, lexicon):
        return joined
    options = [option.strip() for option in _OUTSIDE.split(text)]
    heads = [part[1] if (part := _NOTED.fullmatch(option)) else option for option in options]
    if len(options) < 2 or options == heads:
        return []
    plain = [head for head, option in zip(heads, options, strict=True) if head == option]
    return [] if plain and not all(re.fullmatch(_CODE, head) for head in heads) else heads  # `P1: down / P2`


def _are_counted_names(codes: list[str], lexicon: Lexicon) -> bool:
    """Whether codes are a small word that is counted and no level's: ``tag1, tag2`` stand for any tags."""
    stems = {code.rstrip("0123456789") for code in codes}
    stem = stems.pop() if len(stems) == 1 else ""
    known = any(stem in spellings for spellings in lexicon.numbered.values())
    return len(stem) >= _SHORTEST and stem.islower() and stem.isalpha() and not known


_SHORTEST = 3
"""A word of fewer letters may be a level's: ``p1, p2``."""

_OUTSIDE = re.compile(r"\s[/|]\s(?![^()\n]{0,80}\))")
"""Strokes between options, and not in what explains one: ``SEV1 (data lost / leaked) / SEV2 (slow)``."""

_LETTERS = "ABCDEF"
"""Levels or classes that are letters: ``A, B, C``."""

_NUMBERED = re.compile(r"\A([A-Za-z]{1,8}[ -]?)[\[<{(]{1,2}(\d[\d\s/|,–-]{1,20})[\]>})]{1,2}\Z")
"""A code whose number alone is a slot: ``SEV<1-4>``, ``P{1|2|3}``."""

_SERIES = re.compile(r"([A-Za-z]{1,8}[ -]?)(\d(?:\s?[/|,]\s?\d){1,5})")


_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def is_options(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is a list of options: codes, or up to four words each with strokes between them."""
    if re.fullmatch(rf"\s*{CODES}\s*", text):
        return True
    options = re.split(r" [/|] ", text)
    if len(options) == 2 and (
        not _LATIN.search(text) or all(is_name_of_value(option, lexicon.words.prompts) for option in options)
    ):
        return False  # `이름 / 팀`, `name / team`: both are asked for; those that nobody here can read may be
    return len(options) > 1 and all(0 < len(option.split()) <= 4 for option in options)


def choice_of(options: list[str], note: str, lexicon: Lexicon) -> SlotType:
    """The choice of some options; `note` is what is said after them, as ``if yes, which``."""
    names = tuple(option.strip() for option in _without_lead(options))
    plain = [name.casefold() for name in names]
    closed = _is_yes_no(plain, lexicon) or all(re.fullmatch(_CODE, name) for name in names)
    match = re.search(rf"{either(lexicon.words.gates.if_)} ([\w ]{{1,20}}?),", note, re.IGNORECASE)
    explain = tuple(name for name in names if match and match[1].strip().casefold() == name.casefold())
    return SlotType("choice", options=names, closed=closed, explain=explain)


def _without_lead(options: list[str]) -> list[str]:
    """Options without what leads them all: ``FILL IN: low | high``; a code is the first of them: ``P1: down | P2``."""
    lead, _, first = options[0].partition(":") if options else ("", "", "")
    if not first.strip() or re.fullmatch(_CODE, lead.strip()) or any(":" in option for option in options[1:]):
        return options
    return [first, *options[1:]]


def tells_of_each(text: str) -> bool:
    """Whether a text says a length for each of some codes, and offers none of them: ``P1: 4 h, P2: 24 h``."""
    parts = re.split(r"[,;/|]", text.strip(" *_."))
    return len(parts) > 1 and all(map(_OF_CODE.fullmatch, parts))


_OF_CODE = re.compile(rf"\s*{_CODE}\s?[:=(（–—-]?\s?[<>≤~]?\s?\d+\s?[^\W\d_]{{1,9}}\.?[)）]?\s*")


def _is_yes_no(options: list[str], lexicon: Lexicon) -> bool:
    answers = lexicon.words.answers
    yes, no = ({word.casefold() for word in words} for words in (answers.yes, answers.no))
    return len(options) == len(set(options)) == 2 and bool(yes & {*options}) and bool(no & {*options})


_BOX = re.compile(r"[☐☑☒🗹✅⬜]|\[[ xX]\](?=\s*+[^\W_])|\([ xX]\)(?=\s*+[^\W_])")


def ballot_options(text: str) -> tuple[str, ...]:
    """The options of a ballot line: ``☐ Yes  ☑ No`` gives Yes and No."""
    parts = [part for found in _BOX.split(text)[1:] if (part := found.strip(" \t\n|/"))]
    return (*parts[:-1], _BEHIND_OPTIONS.sub("", parts[-1])) if parts else ()


_BEHIND_OPTIONS = re.compile(r"\s{2,}[(（][^()（）]*[)）]$")
"""A note on all options, behind the last one and a gap: ``[ ] Green  [ ] Red   (tick one)``."""
