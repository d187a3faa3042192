"""The words of the field: files of languages, how they go together, and when a language is on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, get_args, get_origin

import msgspec
import pytest
from click.testing import CliRunner

from incidentlint.cli.main import cli
from incidentlint.packs.pack_file import PackFile
from incidentlint.toml_file import FileError, convert
from incidentlint.vocabulary.answers import is_bare_waiver, is_none, is_todo, is_unsigned, leading_none, waiver
from incidentlint.vocabulary.keys import key_of
from incidentlint.vocabulary.lexicon import (
    Wording,
    find_language,
    known_languages,
    language_hint,
    load_lexicon,
    read_language,
)
from incidentlint.vocabulary.merging import merge, spelt_out
from incidentlint.vocabulary.own_labels import labels_of, make_index, own_languages
from incidentlint.vocabulary.roles import MILESTONES, ORDER, ROLES
from incidentlint.vocabulary.tables import Texts, list_kinds
from incidentlint.vocabulary.words import Answers, TimeWords, Units, Words
from support import lint_text, pack_of

ROOT = Path(__file__).parents[2]
OTHERS = [code for code in known_languages() if code != "en"]

# --- Files ---


@pytest.mark.parametrize("code", known_languages())
def test_a_file_of_words_says_what_every_language_must(code: str) -> None:
    words = read_language(code)
    assert set(words.columns) >= {"action", "owner", "due", "status", "time", "event", "date", "name", "priority"}
    assert set(words.roles) >= set(MILESTONES) - {"declared"} | {
        "severity",
        "status",
        "duration",
        "timeline",
        "actions",
    }
    assert words.answers.none
    assert words.answers.todo
    assert words.answers.nobody
    assert words.answers.not_applicable
    assert words.gates.demands
    assert words.gates.optional
    assert words.severity.scales
    assert (len(words.time.months), len(words.time.weekdays)) == (12, 7)
    assert all(getattr(words.time.units, unit) for unit in ("week", "day", "hour", "minute", "second"))
    assert words.checks.draft


@pytest.mark.parametrize("code", known_languages())
def test_a_label_has_one_role_in_a_language(code: str) -> None:
    words = read_language(code)
    seen: dict[str, str] = {}
    for role, labels in words.roles.items():
        keys = {key_of(label) for label in labels}
        assert "" not in keys
        assert {key: seen[key] for key in keys if key in seen} == {}, role
        seen.update(dict.fromkeys(keys, role))


@pytest.mark.parametrize("code", known_languages())
def test_no_word_stands_twice_in_a_list(code: str) -> None:
    def twice(table: object, at: str) -> list[str]:
        if isinstance(table, msgspec.Struct):
            return [found for name in table.__struct_fields__ for found in twice(getattr(table, name), f"{at}.{name}")]
        if isinstance(table, dict):
            return [found for name, value in table.items() for found in twice(value, f"{at}.{name}")]
        if isinstance(table, tuple) and all(isinstance(word, str) for word in table):
            return [f"{at}: {word}" for number, word in enumerate(table) if word in table[:number]]
        return [found for part in table for found in twice(part, at)] if isinstance(table, tuple) else []

    assert twice(read_language(code), code) == []


def fields(table: type[msgspec.Struct]) -> Iterator[str]:
    """The names of all lists of words below a table, but for those that are only asked for as a whole."""
    for field in msgspec.structs.fields(table):
        kind = get_args(field.type)[0] if get_origin(field.type) is Annotated else field.type
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            yield from fields(kind) if kind is not Units else ()
        else:
            yield field.name


def test_no_list_of_words_is_accepted_and_ignored() -> None:
    package = ROOT / "src" / "incidentlint"
    modules = [path for path in package.rglob("*.py") if path != package / "vocabulary" / "words.py"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in modules)
    assert [name for name in fields(Words) if not re.search(rf"[.'\"]{name}\b", code)] == []


def test_a_list_of_lists_declares_how_it_goes_together() -> None:
    def undeclared(table: type[msgspec.Struct]) -> Iterator[str]:
        for field in msgspec.structs.fields(table):
            kind = get_args(field.type)[0] if get_origin(field.type) is Annotated else field.type
            if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
                yield from undeclared(kind)
            elif kind == tuple[Texts, ...] and list_kinds(table).get(field.name) not in {"places", "wholes"}:
                yield f"{table.__name__}.{field.name}"

    assert list(undeclared(Words)) == []
    assert list_kinds(TimeWords)["months"] == "places"
    assert list_kinds(Answers) == {"marks": "as written", "undecided": "as written"}


def test_the_list_of_labels_is_fresh() -> None:
    assert (ROOT / "rules" / "lexicon" / "labels.tsv").read_text(encoding="utf-8") == make_index()


def test_every_role_has_one_row() -> None:
    assert tuple(ROLES) == tuple(role.name for role in ROLES.values())
    assert (*MILESTONES, "report-date") == ORDER
    assert set(load_lexicon().roles) <= set(ROLES)


# --- Putting together ---


def test_english_is_always_on() -> None:
    assert load_lexicon().languages == ("en",)
    both = load_lexicon(["nb", "en"])
    assert both.languages == ("en", "nb")
    assert {"started", "starttid"} <= set(both.roles["started"])
    assert both.words.time.months[4] == ("May", "mai")
    assert is_none("None", both)
    assert is_none("Ingen", both)
    assert not is_none("Ingen", load_lexicon())


def test_a_language_serves_its_neighbours() -> None:
    assert [find_language(code) for code in ("sr", "hr", "BS", "no")] == ["sr", "sr", "sr", "nb"]
    with pytest.raises(KeyError):
        find_language("xx")
    assert language_hint("nob") == "did you mean 'nb'?"
    assert language_hint("q").startswith("there are de, en")


@pytest.mark.parametrize(
    ("code", "role", "label"),
    [
        ("de", "cause", "Ursache der Stoerung"),
        ("de", "impact", "Ausmass"),
        ("fr", "summary", "Resume"),
        ("nb", "cause", "Rotaarsak"),
        ("nb", "cause", "Rotarsak"),
        ("sr", "summary", "Sazetak"),
        ("es", "resolved", "Fecha de resolucion"),
        ("pt", "duration", "Duracao"),
    ],
)
def test_words_are_known_without_their_accents(code: str, role: str, label: str) -> None:
    assert key_of(label) in load_lexicon([code]).roles[role]


def test_function_words_keep_their_accents() -> None:
    requests = load_lexicon(["es"]).words.prompts.requests
    assert "cómo" in requests
    assert "como" not in requests


def test_words_of_ones_own_go_beside_the_others() -> None:
    own = convert({"answers": {"none": ["Nada de nada"]}, "roles": {"started": ["Lights out"]}}, Words, "", "x")
    lexicon = load_lexicon((), (own,))
    assert is_none("nada de nada", lexicon)
    assert is_none("None", lexicon)
    assert {"lights out", "started"} <= set(lexicon.roles["started"])
    assert lexicon.fingerprint != load_lexicon().fingerprint
    assert lexicon.fingerprint == load_lexicon((), (own,)).fingerprint
    over = Wording(("de",), (own,)).over(Wording(("fr",)))
    assert over == Wording(("fr", "de"), (own,))


def test_lists_by_place_are_joined_place_by_place() -> None:
    months = merge((read_language("de"), read_language("fr"))).time.months
    assert {"Januar", "janvier"} <= set(months[0])
    assert {"Dezember", "décembre"} <= set(months[11])
    scales = spelt_out(read_language("fr")).severity.scales
    assert ("Critique", "Élevée", "Moyenne", "Faible") in scales
    assert ("Critique", "Elevee", "Moyenne", "Faible") in scales


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"lexicon": {"role": {}}}, "unknown key 'role'; did you mean 'roles'?"),
        ({"lexicon": {"roles": {"start": ["x"]}}}, "started"),
        ({"lexicon": {"answers": {"none": "x"}}}, "lexicon.answers.none: expected a list, not a text"),
        ({"lexicon": {"answers": {"none": [""]}}}, "lexicon.answers.none"),
        ({"lexicon": {"time": {"months": [["Jan"]]}}}, "lexicon.time.months"),
    ],
)
def test_what_is_wrong_in_a_table_of_words_is_said(data: dict[str, object], says: str) -> None:
    with pytest.raises(FileError) as error:
        convert(data, PackFile, "", "pack.toml")
    assert says in str(error.value)


# --- Which languages are on ---


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["Zeitleiste", "Ursache"], ("de",)),
        (["Zeitleiste"], ()),
        (["Zeitleiste", "Timeline", "Zeitleiste"], ()),
        (["Début", "Fin de l'incident", "Chronologie"], ("fr",)),
        (["タイムライン", "再発防止策"], ("ja",)),
        (["Summary", "Impact", "Root Cause", "Status", "Actions", "Description", "Participants"], ()),
    ],
)
def test_two_words_of_its_own_tell_a_language(labels: list[str], expected: tuple[str, ...]) -> None:
    assert own_languages(map(key_of, labels))[:1] == expected


def test_no_english_label_is_another_language_s_own() -> None:
    english = labels_of(read_language("en"))
    for line in make_index().splitlines():
        assert line.partition("\t")[0] not in english


GERMAN = """\
# Störung: Pumpe steht

**Schweregrad:** Hoch
**Beginn:** 2026-03-10 09:10 UTC
**Ende:** 2026-03-10 08:40 UTC

## Zusammenfassung

Die Pumpe stand.

## Ursache

Ein Lager war trocken.

## Zeitleiste

- 2026-03-10 09:10 Die Pumpe steht
- 2026-03-10 09:40 Die Pumpe läuft
"""


def test_a_report_of_no_template_is_read_in_its_language() -> None:
    found = lint_text(GERMAN, (pack_of("", "generic"),), forced=False, path="docs/vorfaelle/2026-03-10.md")
    assert [diagnostic.code for diagnostic in found if diagnostic.level == "error"] == ["IR402"]


def test_a_template_is_read_in_its_language() -> None:
    head = "# Störung: [Titel]\n\n**Schweregrad:** Hoch / Mittel / Niedrig\n"
    moments = "**Beginn:** YYYY-MM-DD HH:MM UTC\n**Ende:** YYYY-MM-DD HH:MM UTC\n\n"
    sections = (
        "## Zusammenfassung\n\n[Text]\n\n## Ursache\n\n[Text]\n\n## Zeitleiste\n\n- YYYY-MM-DD HH:MM [Ereignis]\n"
    )
    pack = pack_of(head + moments + sections)
    assert pack.lexicon.languages == ("en", "de")
    assert set(pack.roles) >= {"severity", "started", "resolved", "summary", "cause", "timeline"}
    assert pack.severities == ("Hoch", "Mittel", "Niedrig")
    assert [diagnostic.code for diagnostic in lint_text(GERMAN, (pack,))] == ["IR402"]


def test_a_pack_names_languages_and_words() -> None:
    template = "# Incident: [Title]\n\n**Lights out:** YYYY-MM-DD HH:MM\n\n## Was war\n\n[Text]\n"
    given = 'languages = ["de"]\n[lexicon.roles]\nstarted = ["Lights out"]\nsummary = ["Was war"]\n'
    pack = pack_of(template, given)
    assert pack.lexicon.languages == ("en", "de")
    assert set(pack.roles) >= {"started", "summary"}
    with pytest.raises(FileError, match=r"pack.toml:1:14: languages: no language 'dee'; did you mean 'de'"):
        pack_of(template, 'languages = ["dee"]')


def test_a_configuration_names_languages_and_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = "# Incident report\n\n**Started:** 2026-03-10 09:10 UTC\n\n**Lights on:** 2026-03-10 08:10 UTC\n"
    (tmp_path / "incident-1.md").write_text(report, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "IR402" not in CliRunner().invoke(cli, ["check", "--pack", "generic", "."]).stdout
    config = tmp_path / "incidentlint.toml"
    config.write_text('languages = ["de"]\n[lexicon.roles]\nresolved = ["Lights on"]\n', encoding="utf-8")
    assert "IR402" in CliRunner().invoke(cli, ["check", "--pack", "generic", "."]).stdout
    config.write_text('languages = ["de", "dee"]\n', encoding="utf-8")
    result = CliRunner().invoke(cli, ["check", "."])
    assert result.exit_code == 2
    assert "incidentlint.toml:1:20: languages.1: no language 'dee'; did you mean 'de'?" in result.output


# --- Answers ---


@pytest.mark.parametrize(
    ("code", "none", "todo", "waived", "unsigned"),
    [
        ("de", "Keine", "Wird noch geklärt", "Entfällt, da keine Kunden betroffen waren", "Ausstehend"),
        ("fr", "Aucune", "À compléter", "Sans objet : aucun client touché", "Non signé"),
        ("es", "Ninguno", "Por definir", "No aplica: no hubo clientes afectados", "Pendiente"),
        ("pt", "Nenhum", "A definir", "Não se aplica - nenhum cliente afetado", "Pendente"),
        ("nb", "Ingen", "Må avklares", "Ikke relevant fordi ingen kunder var berørt", "Ikke signert"),
        ("sr", "Nema", "Treba dopuniti", "Nije primenjivo: nije bilo korisnika", "Nije potpisano"),
        ("ja", "なし", "未定", "該当なし：お客様への影響なし", "未署名"),
        ("en", "None", "TBD", "N/A: no customer was affected", "pending"),
    ],
)
def test_answers_of_each_language(code: str, none: str, todo: str, waived: str, unsigned: str) -> None:
    lexicon = load_lexicon([code])
    assert is_none(none, lexicon)
    assert leading_none(f"{none}.", lexicon)
    assert is_todo(todo, lexicon)
    assert waiver(waived, lexicon)
    assert not is_bare_waiver(waived, lexicon)
    assert is_unsigned(unsigned, lexicon)
    assert not is_unsigned("Uwe Falk", lexicon)
    if code != "en":
        assert not is_none(none, load_lexicon())
        assert waiver(waived, load_lexicon()) is None


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Section 3: Impact", "impact"),
        ("Kapitel 2. Ursache", "ursache"),
        ("Chapitre 4 - Causes", "- causes"),
        ("Part B. Impact", "impact"),
        ("Teil B: Ursache", "ursache"),
        ("5 Whys", "5 whys"),
        ("5 Warum", "5 warum"),
        ("3 Impact", "impact"),
        ("4-B. Way back", "way back"),
        ("2a) Ursache", "ursache"),
        ("3C. 検証", "検証"),
        ("24-hour review", "24-hour review"),
        ("3D printing", "3d printing"),
        ("4-A", "4-a"),
    ],
)
def test_the_number_of_a_heading_is_none_of_its_name(heading: str, key: str) -> None:
    assert key_of(heading) == key.strip(" -")
