"""The author's texts as readers read them: mark-up, sentences, words."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policyc.diagnostics import Path
from policyc.model.policy import Policy
from policyc.rules.prose import (
    Passage,
    announced_of,
    first_of,
    found,
    is_own_words,
    passages_of,
    phrases,
    present,
    said_of,
    sentences,
    unmarked,
    vocabulary,
)


def words_of(text: str) -> list[str]:
    return text.split()


# --- mark-up ---


@pytest.mark.parametrize(
    ("markdown", "read"),
    [
        ("één **vet** en *schuin* en ***beide*** en _ook_ __dit__", "één vet en schuin en beide en ook dit"),
        ("a\nb\n\nc", "a b\nc"),
        ("a\n  \nb", "a\nb"),
        ("a\\\nb  \nc", "a b c"),
        ("- a\n- b\n  c\n\n1. d\n2) e", "a\nb c\nd\ne"),
        ("* a\n+ b\n  - c", "a\nb\nc"),
        ("-a\n1.b", "-a 1.b"),
        ('[onze *site*](https://a.nl/b_(c)) en [x (y)](https://b.nl "titel")', "onze site en x (y)"),
        ("<https://a.nl/b> en <mailto:a@b.nl>", "https://a.nl/b en mailto:a@b.nl"),
        ("snake_case, 5 * 3 en a * b", "snake_case, 5 * 3 en a * b"),
        ("de cookie `_ga_*` en ``a`b``", "de cookie _ga_* en ``a`b``"),
        (r"\*geen nadruk\* en 1\. geen punt", "*geen nadruk* en 1. geen punt"),
        ("&amp; &euml; &#233; &onzin &onzin;", "& ë é &onzin &onzin;"),
        ("[los] (haakjes) [[a](https://b.nl)", "[los] (haakjes) [a"),
        ("", ""),
        ("\n\n - \n", ""),
    ],
)
def test_unmarked(markdown: str, read: str) -> None:
    assert unmarked(markdown) == read


PLAIN = st.text("abc ABC.,;:?!é'’()12", max_size=30).map(lambda text: " ".join(text.split()))


@given(st.lists(PLAIN.filter(lambda text: bool(text) and not re.match(r"\d+[.)](?: |$)", text)), max_size=5))
def test_a_text_without_mark_up_stays_as_it_is(paragraphs: list[str]) -> None:
    assert unmarked("\n\n".join(paragraphs)) == "\n".join(paragraphs)


WORD = st.text("abcdeé", min_size=1, max_size=5)
MARKED = st.tuples(WORD, st.sampled_from(["{}", "*{}*", "**{}**", "_{}_", "`{}`", "[{}](https://a.nl/b_c)"]))


@given(st.lists(MARKED, min_size=1, max_size=8))
def test_mark_up_goes_and_the_words_stay(parts: list[tuple[str, str]]) -> None:
    markdown = " ".join(form.format(word) for word, form in parts)
    assert unmarked(markdown) == " ".join(word for word, _ in parts)


# --- sentences ---


@pytest.mark.parametrize(
    "text",
    [
        "Wij delen ze o.a. met Google. | Dat is zo.",
        "Zie art. 6 en nr. 12. | Bijv. Bol.com. | Klaar.",
        "Dat doet Bol.com B.V. | Wij niet.",
        "Dat is, d.w.z. Uw naam, m.b.t. Utrecht en i.v.m. Kerst. | Zo.",
        "Bel mr. J.P. Jansen of dr. A. de Vries. | Zij helpen.",
        "Is dat zo? | Ja! | Goed… | Mooi... | Klaar.",
        "“Is dat zo?” | “Ja.” | (Zo is het.) | 'Goed.' | Klaar.",
        "Wij doen twee dingen. | 1. Meten. | 2. Delen.",
        "Dat geldt vanaf 1 januari 2027. | Daarna niet. | 30 dagen later wel.",
        "Mail naar info@voorbeeld.nl. | Of kijk op www.voorbeeld.nl/a.b. | Daar staat het.",
        "Het kost 2.000 euro of 3.5 cent. | Dat is veel.",
        "Namen, adressen enz. | Dat is alles.",
        "Er is een dr. en een mr. in huis.",
        "een naam zonder punt",
        "Versie 2. | Versie 3.",
        "Kies optie A. Daarna bent u klaar.",  # an initial cannot be told from a letter
        "klein. geen nieuwe zin. | Wel een.",
        "Eerst dit. | Één ding. | Éven wachten.",
        "Ja. | [Zie boven.] | «Citaat.» | “Nog een.”",
    ],
)
def test_sentences(text: str) -> None:
    expected = tuple(text.split(" | "))
    assert sentences(text.replace(" | ", " ")) == expected


def test_a_line_ends_a_sentence() -> None:
    assert sentences("een\ntwee. Drie\n\n vier ") == ("een", "twee.", "Drie", "vier")
    assert Passage((), "A. b. Cd. Ef.").sentences == ("A. b.", "Cd.", "Ef.")
    assert sentences("") == sentences(" \n ") == ()


TEXT = st.text('abM .!?…\n"”)(1o.art', max_size=60) | st.text(max_size=60)


@given(TEXT)
@example("(1. A")
@example("1. 1. A")
def test_a_sentence_is_one_sentence_and_no_word_is_lost(text: str) -> None:
    split = sentences(text)
    assert [word for sentence in split for word in words_of(sentence)] == words_of(text)
    for sentence in split:
        assert sentence == sentence.strip() != ""
        assert sentences(sentence) == (sentence,)


@given(TEXT, TEXT)
def test_sentences_of_lines_are_those_of_each(one: str, other: str) -> None:
    assert sentences(f"{one}\n{other}") == sentences(one) + sentences(other)


@pytest.mark.parametrize(
    "piece",
    ["[", "[a](", "[a](b(", "*", "_ ", "`", "\\", "&a", "<https:", "a. B ", "B. ", "1. ", "(", '."', "\n- ", "x"],
)
def test_hostile_texts_take_linear_time(piece: str) -> None:
    """A quadratic search would take minutes here."""
    start = time.perf_counter()
    sentences(unmarked(piece * 100_000))
    assert time.perf_counter() - start < 5


# --- passages ---


def test_passages_are_what_readers_see() -> None:
    policy = Policy.model_validate(
        {
            "policyc": 1,
            "id": "p",
            "title": {"en": "Statement", "nl": "Verklaring"},
            "status": "draft",
            "introduction": "Wij *zijn* er.",
            "audiences": {"klanten": {"name": "De *klanten*"}},
            "unconfirmed": [{"at": "title", "question": "Wat?"}],
            "suppress": [{"rule": "ID002", "reason": "Daarom."}],
            "release": {"stays": "Alles."},
        }
    )
    assert [(one.path, one.text) for one in passages_of(said_of(policy))] == [
        (("title",), "Verklaring"),
        (("introduction",), "Wij zijn er."),
        (("audiences", "klanten", "name"), "De *klanten*"),
    ]


def test_a_text_that_is_not_in_the_language_of_the_policy_is_not_read() -> None:
    policy = Policy.model_validate({"policyc": 1, "id": "p", "title": {"en": "Statement"}, "status": "draft"})
    assert list(passages_of(said_of(policy))) == []


EDITIONS = {
    "title": {"en": "Statement", "nl": "Verklaring"},
    "introduction": "Hi {u|je}.",
    "scope": {"services": [{"en": "one", "nl": "{uw|je} een"}, {"en": "two", "de": "zwei"}]},
}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, [("Verklaring", True), ("Hi u.", True), ("uw een", True)]),
        ({"address_form": "je"}, [("Verklaring", True), ("Hi je.", True), ("je een", True)]),
        ({"language": "en"}, [("Statement", False), ("Hi u.", False), ("one", False), ("two", False)]),
        (
            {"language": "en", "translations": ["nl"]},
            [("Verklaring", True), ("Hi u.", False), ("uw een", True), ("two", False)],
        ),
        ({"language": "de"}, [("Hi u.", False), ("zwei", False)]),
    ],
)
def test_passages_are_in_dutch_where_the_statement_is(fields: dict[str, object], said: list[tuple[str, bool]]) -> None:
    policy = Policy.model_validate({"policyc": 1, "id": "p", "status": "draft", **EDITIONS, **fields})
    assert [(one.text, one.is_dutch) for one in passages_of(said_of(policy))] == said


def test_what_a_notice_says() -> None:
    change = {"covers": ["title"], "why": "Daarom.", "law": "Een wet", "compatibility": "Het past."}
    policy = Policy.model_validate(
        {
            "policyc": 1,
            "id": "p",
            "title": "Verklaring",
            "status": "draft",
            "release": {
                "stays": "Alles.",
                "consent_refresh": {"plan": "Zo."},
                "changes": [change],
                "accept": [
                    {"change": "a", "at": "b", "fingerprint": "c", "reason": "d", "by": "e", "until": "2027-01-01"}
                ],
            },
        }
    )
    assert [(".".join(map(str, path)), str(text)) for path, text in announced_of(policy)] == [
        ("release.stays", "Alles."),
        ("release.consent_refresh.plan", "Zo."),
        ("release.changes.0.why", "Daarom."),
    ]
    assert list(announced_of(policy.model_copy(update={"release": None}))) == []


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("nu bent u er", "u", (8, 9)),
        ("nu", "u", (1, 2)),
        ("nu", "x", (-1, -1)),
        ("zo\n  kan het", "zo kan", (0, 8)),
        ("u, u en u", "u", (0, 1)),
        ("É een é", "é", (6, 7)),
        ("een eén", "e", (0, 1)),
    ],
)
def test_the_first_of_a_phrase(text: str, phrase: str, found: tuple[int, int]) -> None:
    assert first_of(phrase, text) == found
    assert first_of(phrase, "u " + text, 2) == ((found[0] + 2, found[1] + 2) if found[0] >= 0 else found)


@pytest.mark.parametrize(
    ("path", "own"),
    [
        (("title",), True),
        (("controller", "name"), False),
        (("controllers", "a", "legal_name"), False),
        (("controllers", "a", "part"), True),
        (("controller", "address", "street"), False),
        (("controller", "address", "postal_code"), False),
        (("controller", "address", "city"), False),
        (("recipients", "a", "name"), False),
        (("recipients", "a", "sub_processors", "b", "name"), False),
        (("recipients", "a", "category"), True),
        (("dpo", "name"), False),
        (("documents", "a", "name"), False),
        (("cookies", "a", "names", 0), False),
        (("cookies", "a", "name"), True),
        (("purposes", "a", "name"), True),
        (("purposes", "a", "processing", "row", "legal_basis", 0, "law"), False),
        (("purposes", "a", "processing", "row", "legal_basis", 0, "article"), False),
        (("data_categories", "a", "items", 0), True),
    ],
)
def test_names_and_references_are_not_the_authors_own_words(path: Path, own: bool) -> None:
    assert is_own_words(Passage(path, "x")) is own


# --- words ---


def test_phrases_are_whole_in_any_case_and_the_longest_first() -> None:
    pattern = phrases(("mogelijk", "zo goed mogelijk", "o.a.", "kan"))
    hits = [match.group() for match in pattern.finditer("Zo  goed\nmogelijk, mogelijk o.a. Kan kanaal onmogelijk")]
    assert hits == ["Zo  goed\nmogelijk", "mogelijk", "o.a.", "Kan"]
    assert phrases(()).search("wat dan ook") is None


def test_found_gives_the_sentence() -> None:
    passages = [Passage(("a",), "Dat kan. Dat kan niet. Zo."), Passage(("b",), "Niets.")]
    hits = [(passage.path, sentence, match.start()) for passage, sentence, match in found(phrases(("kan",)), passages)]
    assert hits == [(("a",), "Dat kan.", 4), (("a",), "Dat kan niet.", 4)]


PHRASE = st.lists(WORD, min_size=1, max_size=3).map(" ".join)


@given(st.lists(PHRASE, max_size=4), st.lists(PHRASE, max_size=6).map(". ".join))
def test_what_is_not_present_is_not_found(wanted: list[str], text: str) -> None:
    passage = Passage(("a",), text)
    likely = present(wanted, vocabulary([passage]))
    assert set(likely) <= set(wanted)
    for phrase in set(wanted) - set(likely):
        assert not phrases((phrase,)).search(text)


def test_present_looks_at_every_word_without_case() -> None:
    known = vocabulary([Passage(("a",), "De NAW-gegevens"), Passage(("b",), "o.a. van u")])
    assert present(["naw-gegevens", "O.A.", "de u", "de gegeven"], known) == ("naw-gegevens", "O.A.", "de u")
