"""Gates that templates of other languages state, and the slots of other scripts and notations."""

from __future__ import annotations

import pytest

from incidentlint.template.conditions import Severity
from support import lint_text, pack_of

HEADS = {
    "de": "**Schweregrad:** {}\n**Beginn:** 2026-03-10 09:10 UTC\n**Ende:** 2026-03-10 09:40 UTC\n",
    "fr": "**Gravité:** {}\n**Début:** 2026-03-10 09:10 UTC\n**Fin:** 2026-03-10 09:40 UTC\n",
    "es": "**Severidad:** {}\n**Inicio:** 2026-03-10 09:10 UTC\n**Fin:** 2026-03-10 09:40 UTC\n",
    "pt": "**Severidade:** {}\n**Início:** 2026-03-10 09:10 UTC\n**Fim:** 2026-03-10 09:40 UTC\n",
    "ja": "**重大度:** {}\n**発生日時:** 2026-03-10 09:10 UTC\n**復旧日時:** 2026-03-10 09:40 UTC\n",
}
LEVELS = "SEV1 / SEV2 / SEV3"


def gate_of(language: str, section: str) -> object:
    """What makes the only section of a template required: True, False or a condition."""
    template = f"# [T]\n\n{HEADS[language].format(LEVELS)}\n{section}\n"
    pack = pack_of(template, f'languages = ["{language}"]\n')
    node = next(node for node in pack.shape.walk() if node.kind == "section")
    return pack.conditions[node.required] if isinstance(node.required, str) else node.required


@pytest.mark.parametrize(
    ("language", "section", "levels"),
    [
        ("de", "## Kundenmeldung (nur bei SEV1)\n\n[Text]", ("SEV1",)),
        ("de", "## Kundenmeldung\n\nPflicht für SEV1 und SEV2.\n\n[Text]", ("SEV1", "SEV2")),
        ("de", "## Kundenmeldung (ab SEV2)\n\n[Text]", ("SEV1", "SEV2")),
        ("fr", "## Avis aux clients (SEV1 uniquement)\n\n[Texte]", ("SEV1",)),
        ("fr", "## Avis aux clients (obligatoire pour SEV1 et SEV2)\n\n[Texte]", ("SEV1", "SEV2")),
        ("es", "## Aviso a clientes (solo para SEV1)\n\n[Texto]", ("SEV1",)),
        ("es", "## Aviso a clientes (a partir de SEV2)\n\n[Texto]", ("SEV1", "SEV2")),
        ("pt", "## Aviso aos clientes (obrigatório para SEV1/SEV2)\n\n[Texto]", ("SEV1", "SEV2")),
        ("pt", "## Aviso aos clientes\n\nApenas para SEV1.\n\n[Texto]", ("SEV1",)),
        ("ja", "## 顧客への連絡（SEV1のみ）\n\n[内容]", ("SEV1",)),
        ("ja", "## 顧客への連絡（SEV2以上）\n\n[内容]", ("SEV1", "SEV2")),
    ],
)
def test_a_section_for_some_severities_is_known_in_other_languages(
    language: str, section: str, levels: tuple[str, ...]
) -> None:
    assert gate_of(language, section) == Severity(levels)


WORDS = "mineure / majeure / critique"
BOXES = "- [ ] [Text]\n- [ ] Aviso"


@pytest.mark.parametrize(
    ("language", "levels", "told", "gated"),
    [
        ("de", "A / B / C", "Bei Klasse A müssen alle Kästchen angekreuzt sein.", ("A",)),
        ("de", "hoch / mittel / niedrig", "Bei „mittel“ und „niedrig“ kann dieser Abschnitt entfallen.", ("hoch",)),
        ("de", LEVELS, "Für SEV3 diesen Abschnitt löschen.", ("SEV1", "SEV2")),
        ("de", LEVELS, "Bei SEV1 ist dieser Abschnitt Pflicht.", ("SEV1",)),
        ("fr", WORDS, "Si la gravité est critique, toutes les cases sont cochées.", ("critique",)),
        ("fr", WORDS, "Pour les incidents mineurs, supprimez cette section.", ("critique", "majeure")),
        ("fr", LEVELS, "En SEV3, cette section peut être supprimée.", ("SEV1", "SEV2")),
        ("es", "Crítica / Alta / Media", "(Obligatoria con prioridad Crítica, con todas las casillas.)", ("Crítica",)),
        ("es", "Crítica / Alta / Media", "Con gravedad Media se borra la lista.", ("Crítica", "Alta")),
        ("pt", "Crítica / Alta / Média", "Com severidade Crítica, todos os itens devem estar marcados.", ("Crítica",)),
        ("pt", LEVELS, "Em SEV3, apague esta seção.", ("SEV1", "SEV2")),
        ("ja", "S1／S2／S3", "※ 重大度S1の場合は全項目必須。S2・S3の場合は本章を削除する。", ("S1",)),
        ("ja", "大・中・小（いずれか）", "「中」「小」ではリストを消して「対象外」と書きます。", ("大",)),
        ("ja", "高／中／低", "重大度が「高」のときは必ず記入する。", ("高",)),
        ("de", "A / B / C", "A Team hilft. Nur a small thing.", None),
        ("de", LEVELS, "Bei SEV1 kommt die Rufbereitschaft dazu.", None),
        ("ja", "S1／S2／S3", "S1の場合は電話で連絡する。", None),
    ],
)  # fmt: skip
def test_a_sentence_that_begins_with_levels_says_what_is_demanded_of_them(
    language: str, levels: str, told: str, gated: tuple[str, ...] | None
) -> None:
    template = f"# [T]\n\n{HEADS[language].format(levels)}\n## X\n\n{told}\n\n{BOXES}\n"
    pack = pack_of(template, f'languages = ["{language}"]\n')
    node = next(node for node in pack.shape.walk() if node.kind == "section")
    found = pack.conditions[node.required] if isinstance(node.required, str) else node.required
    assert found == (True if gated is None else Severity(gated))


@pytest.mark.parametrize(
    ("language", "section"),
    [
        ("de", "## Anhang (falls zutreffend)\n\n[Text]"),
        ("de", "## Anhang – optional\n\n[Text]"),
        ("fr", "## Annexes (le cas échéant)\n\n[Texte]"),
        ("es", "## Anexos (si aplica)\n\n[Texto]"),
        ("pt", "## Anexos\n\nOpcional.\n\n[Texto]"),
        ("ja", "## 添付（任意）\n\n[内容]"),
    ],
)
def test_an_optional_section_is_known_in_other_languages(language: str, section: str) -> None:
    assert gate_of(language, section) is False


@pytest.mark.parametrize(
    ("language", "section"),
    [
        ("de", "## Folgen (für Kunden)\n\n[Text]"),
        ("fr", "## Suites (pour les clients)\n\n[Texte]"),
        ("es", "## Impacto (en clientes)\n\n[Texto]"),
        ("ja", "## 影響（顧客）\n\n[内容]"),
    ],
)
def test_a_note_that_says_nothing_of_a_gate_leaves_its_section_required(language: str, section: str) -> None:
    assert gate_of(language, section) is True


@pytest.mark.parametrize(
    "slot",
    [
        "<имя автора>", "<작성자 이름>", "<tên tác giả>", "{概要}", "{5 Whys, in order}",
        "`<branch name>`", "`{branch}`", "<% tp.date %>", "XX명", "YYY", "SEV-N", "XXXX-XX-XX", "<name / team>",
    ],
)  # fmt: skip
def test_a_slot_of_any_script_and_notation_is_found_where_it_was_left(slot: str) -> None:
    pack = pack_of(f"# [T]\n\n**Mark:** {slot}\n\n## Story\n\n[Text]\n")

    def codes(value: str) -> list[str]:
        text = f"# A pump stopped\n\n**Mark:** {value}\n\n## Story\n\nThe pump stopped.\n"
        return [found.code for found in lint_text(text, [pack]) if found.level != "info"]

    assert codes(slot) == ["IR201"]
    assert codes("oil") == []


def test_an_id_s_form_in_the_title_is_a_slot() -> None:
    pack = pack_of("# INC-YYYY-NNN: [Title]\n\n## Story\n\n[Text]\n")
    left = lint_text("# INC-YYYY-NNN: Pumps\n\n## Story\n\nThe pump stopped.\n", [pack])
    assert [(found.code, found.place.line) for found in left] == [("IR201", 1)]
    assert not lint_text("# INC-2026-014: Pumps\n\n## Story\n\nThe pump stopped.\n", [pack])
