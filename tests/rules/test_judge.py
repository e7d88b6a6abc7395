"""What becomes of a finding: its place, its label, its level, and what a machine knows it by."""

from __future__ import annotations

import pytest

from policyc.diagnostics import Severity, Wording
from rules.asking import only

BASES = {
    "a mapping": "    legal_basis: {basis: legitimate_interests}\n",
    "a list": "    legal_basis: [{basis: legitimate_interests}]\n",
    "a word": "    legal_basis: legitimate_interests\n",
}


@pytest.mark.parametrize("kind", BASES)
def test_what_lacks_is_named_wherever_the_list_is_left_out(kind: str) -> None:
    found = only("LI001", "purposes:\n  bezoek:\n    name: Bezoek meten\n" + BASES[kind])
    assert found.label == Wording("hier ontbreekt interest", "interest is missing here")
    assert found.path == ("purposes", "bezoek", "legal_basis", 0, "interest")
    assert found.span.line == 4


def test_what_lacks_altogether_stands_at_the_top() -> None:
    found = only("CH001", "title: Privacyverklaring\n")
    assert (found.span.line, found.span.column) == (1, 1)
    assert found.label == Wording("hier ontbreekt version", "version is missing here")


def test_what_is_there_has_no_label() -> None:
    found = only("PU005", "purposes:\n  beter:\n    name: Verbeteren van onze dienstverlening\n")
    assert found.label is None
    assert (found.span.line, found.span.column, found.span.end_column) == (3, 11, 46)


def test_a_phrase_that_goes_over_a_line_break() -> None:
    found = only(
        "CH002",
        "change_promise:\n  reader_duty: >-\n    Wij raden u aan deze pagina geregeld\n    te raadplegen.\n",
    )
    assert (found.span.line, found.span.end_line) == (3, 4)
    assert found.subject == "geregeld te raadplegen" or "raadplegen" in found.subject


def test_strict_raises_only_the_rules_that_say_so() -> None:
    source = "controller: {name: Zonnebloem B.V.}\n"
    assert only("ID004", source).severity is Severity.WARNING
    assert only("ID004", source, strict=True).severity is Severity.ERROR
    assert only("CH001", source, strict=True).severity is Severity.WARNING


def test_what_teaches_comes_along() -> None:
    found = only("ID002", "controller: {name: Zonnebloem}\n")
    assert found.sources[0] == "AVG 13(1)(a)"
    assert found.help is not None
    assert [one.label.nl for one in found.related] == ["dit is alleen de handelsnaam"]
    assert found.file == "voorbeeld.yaml"
    assert found.accepted is None
