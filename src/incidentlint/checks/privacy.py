"""Privacy: personal data and secrets, by forms that are hardly ever anything else; never by how random a text looks.

What is found is never written out: messages hold a part of it at most, and the engine masks it in the lines it shows.
"""

from __future__ import annotations

import base64
import ipaddress
import json
import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding
from incidentlint.report import Report
from incidentlint.text import Span
from incidentlint.vocabulary import PrivacyWords, phrases

_MAIL = re.compile(
    r"(?<![\w.+%/:@-])([A-Za-z0-9][\w.+%-]{0,63})@((?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})(?![\w@-])"
)

_NUMBERS = re.compile(r"(?<![\w.@:/+-])(?:\d{1,3}\.){3}\d{1,3}(?![\w/-]|\.\d)")

_CARD = re.compile(
    r"(?<![\w.#-])(?:\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}|\d{4}[ -]\d{6}[ -]\d{4,5}|\d{14,16})(?![\w-]|\.\d)"
)

_ISSUERS = re.compile(
    r"4\d{15}|5[1-5]\d{14}|35(?:2[89]|[3-8]\d)\d{12}|6(?:011|5\d\d)\d{12}"
    r"|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}"
)
"""How the numbers of issuers of cards begin, and how long they are."""

_LOW = 100
"""A number with dots of which no part is so great is rather a version than an address."""

_BEFORE = 24


def personal(report: Report, params: NoParams) -> Iterator[Finding]:
    """E-mail addresses, public IP addresses and card numbers, anywhere in the text and in code."""
    text, words = report.source.text, report.lexicon.words.privacy
    reach = report.document.reach
    for match in _MAIL.finditer(text, *reach):
        if not _is_nobody(match[1].casefold(), match[2].casefold(), words):
            shown = f"{match[1][0]}***@{match[2]}"
            yield _found(match, {"what": shown}, at_most="info", variant="mail")
    versions = phrases(words.versions)
    for match in _NUMBERS.finditer(text, *reach):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        is_version = any(not before[one.end() :].strip(" \t\"'`:=") for one in versions.finditer(before))
        if _is_public(match.group(), words) and not is_version:
            first, second, *_ = match.group().split(".")
            yield _found(match, {"what": f"{first}.{second}.*.*"}, variant="address")
    for match in _CARD.finditer(text, *reach):
        digits = re.sub(r"\D", "", match.group())
        if digits not in words.cards and _ISSUERS.fullmatch(digits) and _luhn(digits):
            yield _found(match, {"what": digits[-4:]}, variant="card")


def _found(match: re.Match[str], values: dict[str, str], **more: str) -> Finding:
    return Finding(Span(*match.span()), values, secret=True, **more)  # type: ignore[arg-type]


def _is_nobody(name: str, domain: str, words: PrivacyWords) -> bool:
    """Whether an address is no person's, or one that may be named."""
    parts = domain.split(".")
    below = {".".join(parts[index:]) for index in range(len(parts))}
    return (
        name in words.mailboxes or parts[-1] in words.endings or not below.isdisjoint(map(str.casefold, words.domains))
    )


def _is_public(number: str, words: PrivacyWords) -> bool:
    try:
        address = ipaddress.IPv4Address(number)
    except ValueError:
        return False
    plain = number in words.addresses or max(map(int, number.split("."))) < _LOW
    return address.is_global and not address.is_multicast and not plain


def _luhn(digits: str) -> bool:
    """Whether the last digit of a card number fits the others."""
    total = 0
    for index, digit in enumerate(map(int, reversed(digits))):
        total += digit if index % 2 == 0 else digit * 2 - 9 * (digit > 4)
    return total % 10 == 0 and len(set(digits)) > 1


class Token(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form of tokens: how they begin, of which characters they are, and how many follow at least and at most."""

    name: str
    starts: tuple[str, ...]
    signs: str
    least: int
    most: int


class SecretParams(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The forms of tokens that nothing else has."""

    tokens: tuple[Token, ...]


_KEY = re.compile(r"-----BEGIN ((?:[A-Z]{2,12} ){0,3})PRIVATE KEY( BLOCK)?-----")

_KEY_LINES = re.compile(r"(?:[ \t>]{0,40}[A-Za-z0-9+/=:, -]{1,200}\n){1,200}")

_BASE64 = re.compile(r"[A-Za-z0-9+/=]{40}")

_JWT = re.compile(r"(?<![\w.-])(eyJ[\w-]{10,2000})\.([\w-]{10,8000})\.[\w-]{16,2000}(?![\w-])")

_LOGIN = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,20}://([^\s/:@\"'<>]{0,100}):([^\s/@\"'<>]{1,200})@(?=[\w\[])", re.IGNORECASE
)

_VARIABLE = re.compile(r"[${}<>\[\]*•…]|%\w+%|\.\.\.")
"""Signs of what is put in later, or was taken out."""


def secret(report: Report, params: SecretParams) -> Iterator[Finding]:
    """Tokens, private keys, signed tokens and passwords in addresses, anywhere in the text and in code."""
    text, words = report.source.text, report.lexicon.words.privacy
    reach = report.document.reach
    for token in params.tokens:
        for match in _pattern(token).finditer(text, *reach):
            if not _is_placeholder(match.group(), words):
                yield _found(match, {"what": token.name}, variant="token")
    for match in _KEY.finditer(text, *reach):
        body = _KEY_LINES.match(text, text.find("\n", match.end()) + 1)
        if body and _BASE64.search(body.group()) and not _is_placeholder(body.group(), words):
            end = body.start() + len(body.group().rstrip())
            yield Finding(Span(match.start(), end), {"what": "private key"}, secret=True, variant="token")
    for match in _JWT.finditer(text, *reach):
        if _is_signed(match[1], match[2], words):
            yield _found(match, {"what": "signed token (JWT)"}, variant="token")
    for match in _LOGIN.finditer(text, *reach):
        password = match[2].casefold()
        plain = password in words.passwords or password == match[1].casefold() or _VARIABLE.search(password)
        if not plain and not _is_placeholder(password, words):
            yield Finding(Span(*match.span(2)), {}, secret=True, variant="password")


@lru_cache(maxsize=64)
def _pattern(token: Token) -> re.Pattern[str]:
    starts = "|".join(map(re.escape, token.starts))
    return re.compile(rf"(?<![\w-])(?:{starts})[{token.signs}]{{{token.least},{token.most}}}(?![{token.signs}])")


def _is_placeholder(text: str, words: PrivacyWords) -> bool:
    small = text.casefold()
    return any(word in small for word in words.placeholders) or len(set(small)) < 6


def _is_signed(head: str, body: str, words: PrivacyWords) -> bool:
    """Whether the two parts are those of a signed token, and say nothing that only examples say."""
    try:
        read = [json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))) for part in (head, body)]
    except (ValueError, RecursionError):
        return False
    is_token = all(isinstance(part, dict) for part in read) and "alg" in read[0]
    return is_token and not _is_placeholder(json.dumps(read[1], ensure_ascii=False), words)
