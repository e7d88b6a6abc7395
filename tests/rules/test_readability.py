"""How hard a text is to read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyc.law import facts
from policyc.rules.readability import Readability, is_passive, is_whole, readability, syllables, words

SCALE = facts.plain_language(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wij sturen u, zo nodig, een brief.", ["Wij", "sturen", "u", "zo", "nodig", "een", "brief"]),
        ("“Uw e-mailadres” (IP-adres)", ["Uw", "e-mailadres", "IP-adres"]),
        ("'s Avonds pagina's en/of 2.000 euro", ["s", "Avonds", "pagina's", "en/of", "2.000", "euro"]),
        ("info@a.nl of https://a.nl/b?c=d.", ["info@a.nl", "of", "https://a.nl/b?c=d"]),
        ("één – twee … | drie", ["één", "twee", "drie"]),
        ("", []),
        ("- … !", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


@given(st.lists(st.text("abcdé", min_size=1, max_size=6), max_size=8), st.sampled_from([" ", ", ", ". ", " – ", "\n"]))
def test_words_do_not_depend_on_what_stands_between_them(given_words: list[str], between: str) -> None:
    assert words(between.join(given_words)) == given_words


HYPHENATED = """
    de wij uw een één vóór dat brief naam nieuws nieu-we leeuw leeu-wen mooi mooi-e koei-en aai ja yes mail thuis uit
    web-si-te coo-kie coo-kies ver-kla-ring pri-va-cy-ver-kla-ring per-soons-ge-ge-vens ge-ge-vens o-ver-een-komst
    cre-ë-ren be-ëin-di-gen fi-nan-ci-ë-le ge-ïn-for-meerd mo-za-ïek be-oor-de-len re-a-ge-ren ge-au-to-ma-ti-seerd
    bu-reau ni-veau mu-se-um se-ri-eus ac-tu-eel in-di-vi-du-eel ja-nu-a-ri au-to-ri-teit eu-ro-pe-se sta-tis-tiek
    func-ti-o-na-ris ver-wer-kings-ver-ant-woor-de-lij-ke ge-bruik bui-ten bij-zon-der ty-pe sys-teem roy-aal dis-play
    toe-stem-ming be-waar-ter-mijn a-po-theek hoe-veel ru-ï-ne
"""


@pytest.mark.parametrize("hyphenated", HYPHENATED.split())
def test_syllables(hyphenated: str) -> None:
    word = hyphenated.replace("-", "")
    expected = len(hyphenated.split("-"))
    assert syllables(word) == syllables(word.upper()) == expected


def test_hyphens_and_capitals_do_not_count() -> None:
    assert syllables("E-mailadres") == 4
    assert syllables("IP-adres") == 3


@pytest.mark.parametrize("word", ["2027", "info@voorbeeld.nl", "www.voorbeeld.nl", "en/of", "_ga", "KvK", "B.V"])
def test_what_is_not_read_as_a_word_has_one_syllable(word: str) -> None:
    assert syllables(word) == 1


@given(st.text(min_size=1, max_size=20))
def test_every_word_has_a_syllable_and_no_more_than_letters(word: str) -> None:
    assert 1 <= syllables(word) <= len(word.lower())


@pytest.mark.parametrize(
    ("sentence", "passive"),
    [
        ("Uw gegevens worden bewaard.", True),
        ("Uw naam wordt niet doorgegeven.", True),
        ("Dat werd toen verwerkt.", True),
        ("Zij werden opgeslagen op servers.", True),
        ("De gegevens die worden ontvangen, wissen wij.", True),
        ("Word ik herkend?", True),
        ("Wij bewaren uw gegevens.", False),
        ("U wordt lid.", False),
        ("De gegevens zijn opgeslagen.", False),
        ("Zij is verwerkt in een antwoord.", False),
        ("Wordt u boos?", False),
    ],
)
def test_is_passive(sentence: str, passive: bool) -> None:
    assert is_passive(sentence) is passive


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Ja.", True),
        ("Ja!", True),
        ("Ja?", True),
        ("Ja…", True),
        ("“Ja.”", True),
        ("(Ja.)", True),
        ("Dit zijn ze:", False),
    ],
)
def test_is_whole(text: str, whole: bool) -> None:
    assert is_whole(text) is whole


def test_the_measures() -> None:
    measured = readability(["Wij sturen u een brief.", "Naam", "Die wordt bewaard.", "…", "Dat kost u niets."])
    assert measured == Readability(sentences=3, words=12, syllables=14, longest=5, passive=1)
    assert measured.mean == 4
    assert measured.passive_share == pytest.approx(1 / 3)
    assert measured.flesch_douma(SCALE) == pytest.approx(206.84 - 77 * 14 / 12 - 0.93 * 4)


def test_a_text_without_sentences_has_no_measure() -> None:
    assert readability([]) is None
    assert readability(["Naam", "E-mailadres"]) is None
    assert readability(["…", "?"]) is None


SENTENCE = st.lists(st.text("abcde", min_size=1, max_size=6), min_size=1, max_size=8).map(
    lambda one: " ".join(one) + "."
)


@given(st.lists(SENTENCE, min_size=1, max_size=5), st.lists(SENTENCE, min_size=1, max_size=5))
def test_the_measures_of_two_texts_are_those_of_each_added_up(one: list[str], other: list[str]) -> None:
    a, b, both = readability(one), readability(other), readability(one + other)
    assert a is not None
    assert b is not None
    assert both == Readability(
        a.sentences + b.sentences,
        a.words + b.words,
        a.syllables + b.syllables,
        max(a.longest, b.longest),
        a.passive + b.passive,
    )


@given(SENTENCE)
def test_longer_sentences_of_the_same_words_score_lower(sentence: str) -> None:
    twice, once = readability([sentence[:-1] + " " + sentence]), readability([sentence])
    assert twice is not None
    assert once is not None
    assert twice.flesch_douma(SCALE) < once.flesch_douma(SCALE)


def test_the_measure_tells_plain_from_legal() -> None:
    plain = readability(["Wij sturen u een brief.", "Dat kost u niets."])
    legal = readability(
        ["De verwerkingsverantwoordelijke verwerkt persoonsgegevens overeenkomstig privacyverklaringen."]
    )
    assert plain is not None
    assert legal is not None
    assert plain.flesch_douma(SCALE) > 90
    assert legal.flesch_douma(SCALE) < 0
