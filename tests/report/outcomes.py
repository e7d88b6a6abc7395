"""Outcomes for the tests of every format: the things that formats get wrong, each in a run of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from policyc.diagnostics import Acceptance, Diagnostic, Language, Related, Severity, Span, Wording
from policyc.report import concise, github, gitlab, json_report, junit, sarif, text
from policyc.report.outcome import JudgedFile, Outcome, concluded
from policyc.rules.case import Case
from policyc.rules.rule import Check, Finding, Rule
from policyc.source.reader import read

DAY = date(2026, 11, 22)
HOSTILE = (
    "::error::x ]]> %0A {0} [hier](http://example.org) </failure> \x00\x1b[31m\u202e\r\n::error file=a::b\x85\u2028"
)


def legal_name_unknown(case: Case) -> Iterator[Finding]:
    yield from ()


def retention_vague(case: Case) -> Iterator[Finding]:
    yield from ()


def privacy_shield(case: Case) -> Iterator[Finding]:
    yield from ()


def _rule(code: str, check: Check, level: Severity, until: date | None = None) -> Rule:
    return Rule(
        code,
        check,
        level,
        title=Wording(f"Titel van {code} – één", f"Title of {code}"),
        help=Wording("Zo lost u het op.", "This mends it."),
        sources=("AVG 13(1)(a)", "WP260 annex"),
        until=until,
    )


# Codes that no page or rule of the catalogue has: what these tests expect must not change with those.
RULES = (
    _rule("ZZ003", privacy_shield, Severity.ERROR, until=date(2020, 7, 16)),
    _rule("ZZ001", legal_name_unknown, Severity.WARNING),
    _rule("ZZ002", retention_vague, Severity.ERROR),
)


def found(code: str, span: Span, message: str, *, file: str = "privacy.yaml", **more: Any) -> Diagnostic:
    """A finding of the law with all that it can carry."""
    values: dict[str, Any] = {
        "severity": Severity.ERROR,
        "path": ("purposes", "nieuwsbrief", "retention"),
        "help": Wording("Geef een duur (P2Y) of een criterium.", "Give a duration (P2Y) or a criterion."),
        "sources": ("AVG 13(2)(a)", "WP260 annex"),
        **more,
    }
    return Diagnostic(code=code, message=Wording(message, f"{message} (en)"), file=file, span=span, **values)


def one_file(raw: bytes, *diagnostics: Diagnostic, name: str = "privacy.yaml", **more: Any) -> Outcome:
    """A run over one file."""
    source = read(raw, name=name).source
    values: dict[str, Any] = {"policy_id": "korenaar", "status": "draft", "as_of": DAY, **more}
    file = JudgedFile(name=name, source=source, diagnostics=diagnostics, **values)
    return run(file)


def run(*files: JudgedFile) -> Outcome:
    return concluded(files, RULES, tool_version="0.3.0", facts_version="2026-11-22")


def _span(raw: bytes, word: str) -> Span:
    source = read(raw, name="x").source
    start = source.text.index(word)
    return source.span(start, start + len(word))


def _characters() -> Outcome:
    raw = "naam: café 😀 bakkerij\nlijst:\t[één, 日本, zolang nodig]\n".encode()
    return one_file(
        raw,
        found("ZZ001", _span(raw, "bakkerij"), "Achter één 😀.", severity=Severity.WARNING, path=("naam",)),
        found(
            "ZZ002",
            _span(raw, "zolang nodig"),
            "Achter een tab.",
            label=Wording("geen termijn en geen criterium", "no period and no criterion"),
            related=(Related(_span(raw, "lijst"), Wording("in deze [lijst]", "in this [list]")),),
            reader="Wij bewaren uw gegevens zolang nodig.",
            subject="zolang nodig",
        ),
    )


def _windows() -> Outcome:
    raw = "\ufeffnaam: één\r\nretention: 😀 zolang nodig\r\n".encode()
    first = found("ZZ001", _span(raw, "naam"), "Op de eerste regel, na het merkteken.", severity=Severity.INFO)
    return one_file(raw, first, found("ZZ002", _span(raw, "zolang nodig"), "Op de tweede regel."))


def _accepted() -> Outcome:
    raw = b"naam: a\nretention: zolang nodig\n"
    accepted = Acceptance("Termijn volgt uit archiefbesluit, nr. 2024-17", "j.devries (FG)", date(2027, 1, 31))
    return one_file(
        raw,
        found("ZZ001", Span(1, 7, 1, 8), "Een naam.", severity=Severity.INFO, path=("naam",)),
        found("ZZ002", _span(raw, "zolang nodig"), "Geen termijn.", accepted=accepted),
        low_confidence=("guidance/edpb_1_2024",),
    )


def _hostile() -> Outcome:
    name = "a,b:c %0A\n::stop-commands::x é.yaml"
    raw = b"naam: a\nretention: zolang nodig\n"
    accepted = Acceptance(HOSTILE, HOSTILE, date(2027, 1, 31))
    odd: dict[str, Any] = {"file": name, "subject": HOSTILE, "reader": HOSTILE, "path": ("p", HOSTILE, 0)}
    wording = Wording(HOSTILE, HOSTILE)
    return one_file(
        raw,
        found("ZZ001", _span(raw, "naam"), HOSTILE, accepted=accepted, **odd),
        found("ZZ002", _span(raw, "zolang"), HOSTILE, help=wording, label=wording, **odd),
        found("ZZ002", _span(raw, "nodig"), HOSTILE, related=(Related(_span(raw, "naam"), wording),), **odd),
        name=name,
        policy_id=None,
    )


def _multiline() -> Outcome:
    raw = b"naam: a\nretention: |\n  zolang\n  als\n  het\n  nodig is\n"
    span = Span(2, 12, 6, 11)
    label = Wording("geen termijn", "no period")
    return one_file(raw, found("ZZ002", span, "Geen termijn over meer regels.", label=label))


def _broken() -> Outcome:
    document = read(b"naam: 'a\nb: 1\n", name="map/kapot bestand.yaml")
    broken = JudgedFile("map/kapot bestand.yaml", document.source, None, None, None, document.diagnostics)
    good = JudgedFile("map/goed.yaml", read(b"a: 1\n", name="map/goed.yaml").source, "goed", "final", DAY, ())
    return run(broken, good)


OUTCOMES = {
    "accepted": _accepted(),
    "broken": _broken(),
    "characters": _characters(),
    "empty": one_file(b"naam: a\n"),
    "hostile": _hostile(),
    "multiline": _multiline(),
    "no-files": run(),
    "windows": _windows(),
}
"""By what is in them."""

MACHINE = {
    "github": github.render,
    "gitlab": gitlab.render,
    "json": json_report.render,
    "junit": junit.render,
    "sarif": sarif.render,
}
"""The formats for machines, each with its one function."""


def as_text(outcome: Outcome, language: Language = "nl", *, width: int = 80) -> str:
    sources = {file.name: file.source for file in outcome.files if file.source is not None}
    return text.render(outcome.diagnostics, sources, language=language, width=width, color=False, outcome=outcome)


def as_concise(outcome: Outcome) -> str:
    return concise.render(outcome.diagnostics, {}, language="nl", width=80, color=False)
