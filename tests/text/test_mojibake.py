"""Tests of `incidentlint.mojibake`: damage is mended, and sound text is left alone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from incidentlint.text.mojibake import Repair, find_mojibake
from support import examples, is_linear


def mend(text: str) -> str:
    """Return the text with its repairs applied, which must be in order, apart, and within their lines."""
    parts, last = [], 0
    repairs = list(find_mojibake(text))
    for before, after in pairwise(repairs):
        assert before.end < after.start, "adjacent damage is one repair"
    for repair in repairs:
        assert repair.end - repair.start > len(repair.text) > 0
        assert "\n" not in text[repair.start : repair.end] + repair.text
        parts += [text[last : repair.start], repair.text]
        last = repair.end
    return "".join([*parts, text[last:]])


def windows(text: str) -> str:
    """Return the text as Windows-1252 shows its UTF-8, holes filled by Latin-1."""
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte) for byte in text.encode()
    )


def mac(text: str) -> str:
    """Return the text as Mac Roman shows its UTF-8."""
    return text.encode().decode("mac_roman")


def stripped(text: str) -> str:
    """Return the text as Mac Roman shows its UTF-8, without the private character that begins an emoji."""
    return mac(text).replace("\uf8ff", "")


MAC_SAMPLES = [
    ("‚úÖ", "✅"),
    ("‚úçÔ∏è", "✍️"),
    ("‚Üí", "→"),
    ("√ó", "×"),
    ("‚òê Yes  ‚òë No", "☐ Yes  ☑ No"),
    ("√©", "é"),
    ("caf√©", "café"),
    ("Stra√üe", "Straße"),
    ("M√ºller", "Müller"),
    ("√ºber", "über"),
    ("espa√±ol", "español"),
    ("informaci√≥n", "información"),
    ("atenci√≥n, se√±or", "atención, señor"),
    ("voil√†", "voilà"),
    ("it‚Äôs ‚Äúbroken‚Äù ‚Äì again‚Ä¶", "it’s “broken” – again…"),
    ("47 √ó 10%", "47 × 10%"),
    ("20¬∞C", "20°C"),
    ("5 ¬µs", "5 µs"),
    ("10 m¬≤", "10 m²"),
    ("¬© 2025", "© 2025"),
    ("‚Ç¨5", "€5"),
    ("‚â§ 5 ms", "≤ 5 ms"),
    ("‚ö†Ô∏è", "⚠️"),
    ("1Ô∏è‚É£", "1️⃣"),
    ("a‚Üíb", "a→b"),
    ("bad ÔøΩ byte", "bad \ufffd byte"),
    ("üá∫üá∏", "🇺🇸"),
    ("## üöÄ Launch", "## 🚀 Launch"),
    ("## üöß Doing", "## 🚧 Doing"),
    ("## **üöß Doing**", "## **🚧 Doing**"),
    (stripped("👍🏽 ok"), "👍🏽 ok"),
    (stripped("👩‍💻 ok"), "👩‍💻 ok"),
    (stripped("- 🚨🔥 ok"), "- 🚨🔥 ok"),
]
WINDOWS_SAMPLES = [
    ("âœ…", "✅"),
    ("Ã©", "é"),
    ("â€“", "–"),
    ("â€œ", "“"),
    ("ðŸ“‹", "📋"),
    ("itâ€™s â€œbrokenâ€\x9d â€“ againâ€¦", "it’s “broken” – again…"),
    ("a â†’ b", "a → b"),
    ("aâ†’b", "a→b"),
    ("47 Ã— 10%", "47 × 10%"),
    ("3Ã—4", "3×4"),
    ("PÃ©rez, MartÃ\xadn, JosÃ©", "Pérez, Martín, José"),
    ("Ã–sterreich, schÃ¶n, GrÃ¶ÃŸe", "Österreich, schön, Größe"),
    ("Ã…ngstrÃ¶m", "Ångström"),
    ("Ã‰tÃ©", "Été"),
    ("NÃƒO", "NÃO"),
    ("voilÃ\xa0", "voilà"),
    ("grÃ¢ce Ã\xa0 la", "grâce à la"),
    ("20Â°C, 5Âµs", "20°C, 5µs"),
    ("Â© 2025 Â§ 5", "© 2025 § 5"),
    ("end.Â\xa0 Next", "end.\xa0 Next"),
    ("Â« Ã©tÃ© Â»", "« été »"),
    ("â‚¬5", "€5"),
    ("âš\xa0ï¸\x8f", "⚠️"),
    ("â\x9c\x85 done, itâ\x80\x99s", "✅ done, it’s"),
    ("bad ï¿½ byte", "bad \ufffd byte"),
    ("â”œâ”€â”€ src", "├── src"),
    ("æ—¥æœ¬èªž", "日本語"),
]


@pytest.mark.parametrize(("damaged", "sound"), MAC_SAMPLES + WINDOWS_SAMPLES)
def test_mends(damaged: str, sound: str) -> None:
    """Damage is mended, in any sort of line."""
    assert mend(damaged) == sound
    assert mend(f"x\n{damaged}\ny") == f"x\n{sound}\ny"
    assert mend(sound) == sound


@pytest.mark.parametrize("emoji", list("📋🕐🚨🏆💡🔒📄📊🔍📝🚀🔥📈🎯👥🔴🟡🟢🧪🛠🗒"))
@pytest.mark.parametrize("frame", ["## {} **Title**", "{}", "- {} item", "| {} | cell |", "**{} Title**", "\n{}\n"])
def test_mends_emoji(emoji: str, frame: str) -> None:
    """An emoji is mended with and without its first byte, and from Windows-1252."""
    sound = frame.format(emoji)
    damages = [mac(sound), windows(sound)]
    if not set(stripped(emoji)) <= set("äöüÖÜßõçáéíóú"):  # Only in headings: it may be a list of letters.
        damages.append(stripped(sound))
    for damaged in damages:
        assert mend(damaged) == sound


SOUND = """
Größe üÜöß, Äpfel, Öl, Übung, „Größe“, ‚klein‘, »groß«, ›klein‹, Menü™, Menü®™, „ß“, ‚Äpfel‘, ‚Übung‘, ‚Öl‘
Sonderzeichen: äöü ÄÖÜß (üöä), üöß, üÜö, üÜöß, üÜÄ, üöç ış, öäü, üöä und üöäÄÖÜß
«été», “été”, l’été œuvre, « été », « Â », «Â», ‹Ã›, à, É, ÀÂÇÉÈÊËÎÏÔÙÛÜŸ, “été”… “é”— (é)™, ÈèéÊêëÎîïÔôö
NÃO, Ã, “AMANHÔ, ‘AMANHÒ, AMANHÃ…, AMANHÃ – HOJE, AMANHÖHOJE, AMANHÃ—HOJE, AMANHî, AMANHò, «AMANHû, AMANHÃ\xa0: hoje
AMANHÃ·HOJE, IRMÃ—que, SÃO PAULO, ÂNGULO, CÂMARA, manhã…, “manhã”, irmãs, maçã – pêra, ÃÃÃ, ÂÂÂ
COBORÂ, „COBORÂ”, «COBORÂ», COBORÂ\xa0: x, coborâ”…, „coborâ”—, “â”—, coborâ…, ROMÂN, HÂ·HÂ, kâr, KÂR
Hodžić, Bašić, Kovač, Đorđe, Åse, Ærø, Øl, smørrebrød, blåbær, ‚én‘, ÅÄÖåäö, Ääni, ‚Ääni’, jäääär, õäöü, üõö
‚één’, ‚óók’, ‚úúr’, ‚áá‘, ‚één, Türkçe İstanbul ığüşöç, ‚üç’, Čeština příliš žluťoučký kůň, Zażółć gęślą jaźń
Tiếng Việt: ĐÃ, “ĐÔ, ĐÃ…, ẤY Â, Â…, NHÂN, hâm…, Ðakota, þorn, ÐŸ
√2 ≤ x, ≈é, “é, √π, 2√π r, x√π, √Ω, √∞, √∑x, √∫f(x)dx, 2√∫f, √∏, √ä, √é, ∂√∂, √ ok, √état prêt, √Équipe prévenue, √óra
| √† | √• | √™ |
¬p ∧ ¬q, ¬Ω, ¬π, ¬∑ x, ¬≤, ¬≠, A ∧ ¬Ω, ¬¬p, +-*¬±√×÷
‚ “ „ Ω ∂ ® © ™ € £ ¥ § ¶ † ‡ • ° ± ≤ ≥ ≠ ∑ ∏ ∫ Â Ê Ô ð ï â ü \uf8ff
Ελληνικά, Русский «текст», Українська, 日本語、中文。한국어, עברית, العربية, हिन्दी, ไทย
✅ ✍️ → × ☐ ☑ 📋 🕐 🚨 ├── ─── ⚠️ 1️⃣ 👩‍💻 🇺🇸 ½ ² °C µs £5 €5 naïve façade Ångström piñata
¿Qué? ¡Sí! señor, à la carte, São, æ—, ç…, è™, é”…, ê–, ë—, ì’…, í”, î»…, ã€, ä„, å™
line\x85Ã\x85break, nbsp\xa0Ã\xa0», Â\u2028, plain Ã space, Â space
"""


@pytest.mark.parametrize("line", SOUND.split("\n"))
def test_keeps_sound_text(line: str) -> None:
    """Sound text of many languages, sciences and typographies has no repairs."""
    assert list(find_mojibake(line)) == []
    for word in line.split(" "):
        assert list(find_mojibake(word)) == []


def test_sound_neighbours_of_damage_stay() -> None:
    """A damaged line is no reason to change what cannot be damage, or words of another misreading."""
    assert mend("## üìã “AMANHÔ, Menü™®, „Größe“ ‚Äì ok") == "## 📋 “AMANHÔ, Menü™®, „Größe“ – ok"
    assert mend("√2 √ó √π") == "√2 × ù"  # the price: √π in a line that was certainly read as Mac Roman
    assert mend("√2 ‚Üí\n√π") == "√2 →\n√π"


def test_doubtful_places_follow_the_line() -> None:
    """What sound text can contain is mended where its line was certainly misread."""
    assert mend("GRÃ–SSE") == "GRÃ–SSE"
    assert mend("GRÃ–SSE schÃ¶n") == "GRÖSSE schön"
    assert mend("o√π") == "o√π"
    assert mend("caf√© o√π tu √©tais") == "café où tu étais"
    assert mend("a √π b\ncaf√©") == "a √π b\ncafé"


def test_repairs_are_ranges_of_the_text() -> None:
    """Adjacent damage is one repair; offsets count from the start of the text."""
    assert list(find_mojibake("a\n‚úçÔ∏è x ‚Üí")) == [Repair(2, 8, "✍️"), Repair(11, 14, "→")]
    assert list(find_mojibake("")) == []
    assert list(find_mojibake("\n\nÃ©")) == [Repair(2, 4, "é")]


def test_double_damage_is_mended_or_left() -> None:
    """Text that was misread twice is mended all the way down."""
    assert mend(windows(windows("it’s é"))) == "it’s é"
    assert mend(mac(mac("a → b"))) == "a → b"
    deep = "Ãƒ" + "ƒ" * 50
    assert mend(deep) == deep


def test_byte_pairs_of_other_scripts_stay() -> None:
    """A two-byte letter beyond Latin-1 is not mended: ``“é`` would be Cyrillic."""
    for char in "ЎяžčćδΩא":
        for damaged in (mac(char), windows(char)):
            assert mend(damaged) == damaged


def test_invalid_bytes_stay() -> None:
    """Lead characters without their trail, overlong forms and lone ends are not damage."""
    for text in ("Ã", "â€", "ðŸ“", "‚Ä", "üì", "\uf8ffüì", "\uf8ff", "√", "¬A", "Âx", "âœ x", "à€€"):
        assert mend(text) == text


EMOJI = "📋🕐🚨🏆💡🔒📄📊🔍📝🎯🔥📈👥🔴🟢🧪🤖🥇"
SYMBOLS = "✅✍️→←↑↔⇒×☐☑☒★✓✔✗❌⚠⏰⌚•–—“”‘’…€™≤≥≠≈∞■□▶●─│├└⬛⭐‼№"
LETTERS = "äößéèàùêîôûçñáíóúãõåæøÄÖÜÉÇ"
# No ü and no â: before symbols, which nobody writes after them, they are themselves signs of damage.
PLAIN = "abcxyz ABC 019 .,:#-*|"


@given(st.text(st.sampled_from(EMOJI + SYMBOLS + PLAIN)), st.sampled_from([mac, windows]))
@example("™≥–", windows)  # its middle reads like two Chinese characters of the other misreading
@settings(deadline=None)
def test_symbols_come_back(sound: str, damage: Callable[[str], str]) -> None:
    """Any text of plain characters, symbols and emoji comes back from its misreadings."""
    # ``‘Ò`` and the like, where a symbol is glued to a letter, may be sound: an undoubted one is in front.
    assert mend(damage("✅ " + sound)) == "✅ " + sound


@given(st.lists(st.text(st.sampled_from(LETTERS + PLAIN + SYMBOLS), min_size=1)), st.sampled_from([mac, windows]))
@settings(deadline=None)
def test_letters_come_back(lines: list[str], damage: Callable[[str], str]) -> None:
    """Lines with an undoubted sign of damage come back with all their letters."""
    sound = "\n".join(f"✅ {line}" for line in lines)
    assert mend(damage(sound)) == sound


@given(st.text(st.sampled_from(LETTERS + PLAIN + "üâ")), st.sampled_from([mac, windows]))
@settings(deadline=None)
def test_words_come_back(sound: str, damage: Callable[[str], str]) -> None:
    """So do letters among themselves."""
    assume(mend(sound) == sound)
    assert mend(damage(f"→ {sound}")) == f"→ {sound}"


@given(st.lists(st.sampled_from(EMOJI), min_size=1), st.sampled_from(["", " ", "**", ": "]))
@settings(deadline=None)
def test_stripped_emoji_come_back(emoji: list[str], gap: str) -> None:
    """Emoji without their first byte come back, alone or in a row."""
    sound = "## " + gap.join(emoji) + " Title"
    assert mend(stripped(sound)) == sound


# The lead and trail characters of both misreadings, over and over: the densest text there can be.
HOSTILE = st.text(st.sampled_from("\uf8ffü‚Ô¬√ðŸâïÂÃéèäö”“’…™€–—\xa0\xad\x85\x9d‹»©®πΩ∂ºƒœ \n#aZ1È"), max_size=30)


@given(st.one_of(st.text(), HOSTILE, st.text(st.characters(categories=("L", "M", "S", "P", "Z", "Co", "Cc")))))
@examples(150)
def test_mending_is_idempotent(text: str) -> None:
    """Mended text has nothing left to mend, whatever it was; and nothing raises."""
    mended = mend(text)
    assert list(find_mojibake(mended)) == []
    assert mended.count("\n") == text.count("\n")


@given(HOSTILE, HOSTILE)
@settings(deadline=None)
def test_lines_are_independent(first: str, second: str) -> None:
    """What is mended in a line depends on that line only."""
    assert mend(f"{first}\n{second}") == f"{mend(first)}\n{mend(second)}"


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_is_never_changed(text: str) -> None:
    """ASCII has no repairs."""
    assert list(find_mojibake(text)) == []


@given(st.text(st.characters(min_codepoint=0x370, max_codepoint=0x1FFF) | st.characters(max_codepoint=127)))
def test_other_scripts_are_never_changed(text: str) -> None:
    """Greek, Cyrillic, Hebrew, Indic and other letters have no repairs."""
    assert list(find_mojibake(text)) == []


@given(st.text(st.sampled_from("abcdefgh äöüßéèàâêîôûçñãõåæø’ ,.-")))
@example("â’’")
def test_small_letters_are_never_changed(text: str) -> None:
    """Western words in lower case have no repairs, whatever follows what.

    ü is tested with real words above; no word has œ after â, which together begin a dingbat.
    """
    assert list(find_mojibake(text.replace("ü", "u"))) == []


@given(st.text(st.sampled_from(LETTERS + EMOJI + SYMBOLS + PLAIN), min_size=1), st.sampled_from([mac, windows]))
@settings(deadline=None)
def test_ftfy_agrees(sound: str, damage: Callable[[str], str]) -> None:
    """What `ftfy` takes for one misreading of a whole line and undoes is undone here, to the same text."""
    ftfy = pytest.importorskip("ftfy")
    damaged = damage("✅ " + sound)
    theirs = ftfy.fix_encoding(damaged)
    if theirs == "✅ " + sound:
        assert mend(damaged) == theirs


def test_ftfy_agrees_on_samples() -> None:
    """`ftfy` leaves each damaged sample alone or mends it to the same text."""
    ftfy = pytest.importorskip("ftfy")
    for damaged, sound in WINDOWS_SAMPLES:
        assert ftfy.fix_encoding(damaged) in {damaged, sound}


@pytest.mark.once
@pytest.mark.parametrize(
    "text",
    ["Ã", "ü", "√", "‚", "Ã©", "√ó", "üìã", "\uf8ffüìã", "é”…", "ÈèéÊêë", "Ã©\n", "Ãƒ", "â", "Â\xa0", "ðŸ“‹", "Größe "],
)
def test_a_long_text_of_anything_is_read_to_its_end(text: str) -> None:
    assert is_linear(lambda length: list(find_mojibake(text * (length // len(text)))), 6_000)


@pytest.mark.once
def test_a_long_sound_text_has_no_repairs() -> None:
    """Text without the signs of damage is passed over."""
    for text in ("plain text\n" * 90_000, "Größe über „alles“ – 日本語\n" * 40_000):
        assert list(find_mojibake(text)) == []
