"""A status that says that an incident goes on, where the template offers a state between that and closed."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of


@pytest.mark.parametrize(
    ("language", "labels", "options", "going", "over"),
    [
        ("es", ("Estado", "Inicio", "Fin"), "Abierta / Mitigada / Cerrada", "Abierta", "Mitigada"),
        ("de", ("Status", "Beginn", "Ende"), "offen / in Beobachtung / geschlossen", "offen", "geschlossen"),
        ("fr", ("Statut", "Début", "Fin"), "en cours / résolu / clos", "en cours", "résolu"),
        ("ja", ("状態", "発生日時", "復旧日時"), "対応中／暫定復旧／完了", "対応中", "暫定復旧"),
        ("de", ("Status", "Beginn", "Ende"), "offen / in Bearbeitung / geschlossen", "", "offen"),
        ("fr", ("Statut", "Début", "Fin"), "ouvert / clos", "", "ouvert"),
    ],
)
def test_what_goes_on_has_no_end(
    language: str, labels: tuple[str, str, str], options: str, going: str, over: str
) -> None:
    status, start, end = labels
    form = f"**{status}:** {{}}\n**{start}:** {{}}\n**{end}:** {{}}\n\n## Text\n\n{{}}\n"
    pack = pack_of(f"# [T]\n\n{form}".format(options, "[Z]", "[Z]", "[Text]"), f'languages = ["{language}"]\n')

    def codes(value: str) -> list[str]:
        text = f"# Pump\n\n{form}".format(value, "2026-03-10 09:10", "2026-03-10 09:40", "It stopped.")
        return [found.code for found in lint_text(text, [pack]) if found.level != "info"]

    assert codes(over) == []
    assert not going or codes(going) == ["IR308"]
