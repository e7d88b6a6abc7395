"""Lists of words are written for a reader called u, and hold what is said to one called je as well."""

from __future__ import annotations

from datetime import date

import pytest

from policyc.law import facts

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("list_id", "phrase"),
    [
        ("no_disclosure_nl", "delen uw gegevens niet"),
        ("no_disclosure_nl", "delen je gegevens niet"),
        ("no_disclosure_nl", "delen jouw gegevens niet"),
        ("exempt_contexts_nl", "kun je"),
        ("asserted_consent_nl", "heb je al toestemming gegeven"),
        ("asserted_consent_nl", "je hebt toestemming gegeven voor het plaatsen"),
        ("asserted_consent_nl", "door het gebruik van onze website stem je in"),
        ("asserted_consent_nl", "ben je akkoord gegaan"),
        ("anonymous_labels_nl", "niet tot jou herleidbaar"),
        ("only_provided_nl", "rechtstreeks door je opgegeven"),
        ("excessive_identification_nl", "duidelijk aangeeft wie je bent"),
    ],
)
def test_a_phrase_in_both_forms(list_id: str, phrase: str) -> None:
    assert phrase in facts.words(list_id, TODAY)


def test_what_does_not_speak_to_the_reader_stays_as_it_is() -> None:
    assert "u.a." in facts.words("legal_form_marks_nl", TODAY)
    assert not any("je" in word.split() for word in facts.words("legalese_nl", TODAY))
    assert "kunt jou" not in facts.words("exempt_contexts_nl", TODAY)
    words = facts.words("exempt_contexts_nl", TODAY)
    assert len(words) == len(set(words))
