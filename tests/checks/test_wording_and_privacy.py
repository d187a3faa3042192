"""Rules on wording and privacy: other languages, near misses, and that nothing found is ever written out."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from incidentlint.cli.main import cli
from incidentlint.output.registry import FORMATS
from incidentlint.rulebook.selection import choose
from support import lint_text, pack_of

TEMPLATE = """# Incident: [Title]

## {summary}

[Summary]

## {cause}

[Cause]

## {actions}

- [Action]
"""
RULES = choose(("IR801", "IR802", "IR604", "IR901", "IR902"), (), ())
LOCAL = {
    "en": ("Summary", "Root Cause", "Action Items"),
    "de": ("Zusammenfassung", "Ursache", "Maßnahmen"),
    "fr": ("Résumé", "Cause racine", "Actions correctives"),
    "es": ("Resumen", "Causa raíz", "Acciones"),
    "pt": ("Resumo", "Causa raiz", "Ações"),
    "it": ("Riepilogo", "Causa principale", "Azioni correttive"),
    "nb": ("Sammendrag", "Årsak", "Tiltak"),
    "ja": ("概要", "根本原因", "対応"),
    "zh": ("概述", "根本原因", "行动项"),
    "ko": ("요약", "근본 원인", "후속 조치"),
    "sr": ("Sažetak", "Uzrok", "Akcije"),
}


def codes(summary: str = "Rain.", cause: str = "Rain.", action: str = "Buy 2 pumps", code: str = "en") -> list[str]:
    names = dict(zip(("summary", "cause", "actions"), LOCAL[code], strict=True))
    pack = pack_of(
        TEMPLATE.format(**names),
        f'languages = ["{code}"]\nroles.cause = "{names["cause"]}"\nroles.actions = "{names["actions"]}"\n',
    )
    text = f"# Incident: x\n\n## {names['summary']}\n\n{summary}\n\n## {names['cause']}\n\n{cause}\n\n"
    text += f"## {names['actions']}\n\n- {action}\n"
    return [found.code for found in lint_text(text, (pack,), rules=RULES)]


@pytest.mark.parametrize(
    ("code", "bad", "good"),
    [
        ("en", "Ana deleted it: an operator error.", "Ana deleted it: an operator error. Both have the same name."),
        ("de", "Ana löschte es: menschliches Versagen.", "Menschliches Versagen. Das Werkzeug warnte nicht."),
        ("fr", "Une erreur humaine.", "Une erreur humaine. L'outil ne demande aucune confirmation."),
        ("es", "Un error humano.", "Un error humano. Faltaba una revisión."),
        ("pt", "Erro humano.", "Erro humano. O teste não existia."),
        ("it", "Errore umano.", "Errore umano. Nessuna conferma era richiesta."),
        ("nb", "Menneskelig svikt.", "Menneskelig svikt. Rutinen manglet."),
        ("ja", "ヒューマンエラー", "ヒューマンエラー\n\n確認の手順がなかった。"),
        ("zh", "人为失误", "人为失误\n\n没有审核流程。"),
        ("ko", "작업자 실수", "작업자 실수\n\n검증 절차가 없었다."),
        ("sr", "Ljudska greška.", "Ljudska greška. Alat nije tražio potvrdu."),
    ],
)
def test_human_error_in_languages(code: str, bad: str, good: str) -> None:
    """It is found where it is the end, and not where a condition is named."""
    assert codes(cause=bad, code=code) == ["IR802"]
    assert codes(cause=good, code=code) == []


@pytest.mark.parametrize(
    ("code", "bad", "good"),
    [
        ("en", "The vendor is to blame.", "No single team is to blame."),
        ("en", "It was the vendor’s fault.", "The vendor’s fault injection ran."),
        ("en", "Sheer incompetence? An incompetent choice.", 'A customer called us "incompetent".'),
        ("de", "Der Dienstleister hatte Schuld daran, grob fahrlässig.", "Niemand hat fahrlässig gehandelt."),
        ("fr", "L'équipe a été négligente.", "L'équipe n'a pas été négligente."),
        ("es", "El proveedor tuvo la culpa.", "Nadie tuvo la culpa."),
        ("nb", "Leverandøren hadde skylden.", "For sikkerhets skyld ble alt slått av."),
    ],
)
def test_blame_in_languages(code: str, bad: str, good: str) -> None:
    """Denied, quoted or with another meaning it is none."""
    assert set(codes(bad, code=code)) == {"IR801"}
    assert codes(good, code=code) == []


@pytest.mark.parametrize(
    "action",
    ["Improve the alert on `disk_free`", "Ensure that 2 people approve", "Review Grafana panels", "Improve it: #412",
     "Consider <https://example.com/rfc>", "Reviewed", "Considerable work on the disk",
     "Ensure backups — Ticket: OPS-1"],
)  # fmt: skip
def test_actions_that_name_something(action: str) -> None:
    """They are silent, whatever they begin with."""
    assert codes(action=action) == []


SECRETS = (
    "AKIA2Q7RT5VW3ZK9MB4H", "glpat-Zk29dLq81mXw7TeRb4Hs", "xoxb-204918273645-Kq81mXw7TeRb4HsZ",
    "sk_live_51Hq8sKd92LmWv47", "omar.bel@posteo.de", "93.184.216.34", "4539 1488 0343 6467", "vier7wale9meer",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI4ODEyMyIsInNob3AiOiJ3YWxlIn0.Qm9Kd29ybGQtc2lnbmF0dXJlLTIz",
)  # fmt: skip


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    lines = "\n".join(
        f"| 10:0{n} | the job said {secret} |" for n, secret in enumerate(SECRETS) if "wale9" not in secret
    )
    text = f"""# Incident report: key in a log

**Detected:** 2026-05-01 10:00 UTC
**Resolved:** {SECRETS[0]} is no time
**Duration:** amqp://shop:{SECRETS[7]}@queue.shop.de

## Summary

The job said amqp://shop:{SECRETS[7]}@queue.shop.de and failed.

## Timeline

| Time (UTC) | Event |
|---|---|
{lines}
"""
    path = tmp_path / "2026-05-01-incident.md"
    path.write_text(text)
    return path


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_that_is_found_is_written_out(report: Path, form: str) -> None:
    """In no format, whichever rule speaks of the line."""
    done = CliRunner().invoke(
        cli,
        [
            "check",
            report.name,
            "--extend-select",
            "IR9",
            "--min-level",
            "info",
            "--output-format",
            form,
            "--fail-on",
            "info",
        ],
    )
    assert done.exit_code == 1, done.output
    assert "IR902" in done.output or form == "junit"
    assert [secret for secret in SECRETS if secret in done.output] == []


def test_all_of_them_are_found(report: Path) -> None:
    """The key in the field and the timeline, the password in the field and the summary; the others once."""
    done = CliRunner().invoke(
        cli, ["check", report.name, "--select", "IR9", "--min-level", "info", "--output-format", "concise"]
    )
    assert (done.output.count("IR901"), done.output.count("IR902")) == (3, 8), done.output


def test_domains_of_a_configuration_may_be_named(report: Path) -> None:
    """They are words of the lexicon."""
    (report.parent / "incidentlint.toml").write_text(
        'extend-select = ["IR901"]\n[lexicon.privacy]\ndomains = ["posteo.de"]\n'
    )
    done = CliRunner().invoke(cli, ["check", report.name, "--select", "IR901", "--min-level", "info"])
    assert "e-mail" not in done.output
    assert "public IP address" in done.output
