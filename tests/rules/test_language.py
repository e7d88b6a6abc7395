"""Family LA, beyond the examples in its pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from policyc.diagnostics import Severity
from policyc.law import facts
from policyc.model.load import load
from policyc.rules.case import Case
from policyc.rules.language import RULES
from policyc.source.reader import read
from rules.asking import ask, related
from rules.examples import TODAY

POLICIES = Path(__file__).parents[2] / "policies"


def said_of(text: str, code: str) -> list[str]:
    """The words by which a sentence of an author trips."""
    return [found.subject for found in ask(code, yaml.dump({"introduction": text}, allow_unicode=True))]


# --- LA001 ----------------------------------------------------------------------------------------------------------

VAGUE = [
    ("Wij kunnen uw gegevens delen.", "kunnen"),
    ("Uw gegevens kan een ander zien.", "kan"),
    ("Uw gegevens worden mogelijk gedeeld.", "mogelijk"),
    ("Wij doen dat zo goed mogelijk.", "zo goed mogelijk"),
    ("Wij wissen ze zo  snel mogelijk.", "zo snel mogelijk"),
    ("Bepaalde gegevens delen wij soms.", "Bepaalde"),
    ("Dat zijn o.a. uw naam en adres.", "o.a."),
    ("Uw naam, adres etc.", "etc."),
    ("U kunt worden gebeld.", "kunt worden"),
    ("Klanten kunnen door ons worden gebeld.", "kunnen"),
    ("Als u belt, kan het dat wij uw nummer zien.", "kan"),
    ("Als u belt kan het dat wij uw nummer zien.", "kan"),
    ("Het kan niet worden uitgesloten.", "kan"),
    ("Dat zou kunnen.", "kunnen"),
    ("Zodat u bijvoorbeeld uw keuze kan zien.", "bijvoorbeeld"),
    ("Voor zoals dat heet reclame.", "zoals"),
    ("Dat is geanonimiseerd dan wel versleuteld.", "dan wel"),
    ("Wij gebruiken verschillende cookies.", "verschillende"),
    ("Het is mogelijk dat wij u bellen.", "mogelijk"),
    ("De reden is mogelijk bekend.", "mogelijk"),
]
EXACT = [
    "U kunt bezwaar maken en u kan ons bellen.",
    "Bij vragen kunt u bellen of kan u mailen.",
    "Je kan ons bellen, en dan kan je het zeggen.",
    "Zo bewaren wij het zodat u uw keuze later kan zien.",
    "Een knop waarmee u zich kan afmelden.",
    "Iedereen kan een klacht indienen.",
    "Ouders kunnen ons bellen, en een bezoeker kan alles weigeren.",
    "Niemand kan uw wachtwoord lezen.",
    "Alleen wij kunnen daarbij.",
    "Alleen onze eigen medewerkers kunnen erbij.",
    "Zonder uw naam kunnen wij u niet helpen.",
    "Dan kan de bezorger u nooit vinden.",
    "Wij vragen uw adres om het pakket te kunnen bezorgen.",
    "Deze gegevens maken het mogelijk om in te loggen.",
    "Dat maakt het voor u mogelijk om te bestellen.",
    "Om dat mogelijk te maken, gebruiken wij een cookie.",
    "Inloggen is dan niet mogelijk.",
    "Het is ook mogelijk om te bellen.",
    "Wij geven uw gegevens aan geen enkele partij.",
    "Wij zijn de enige die dit lezen.",
    "U kiest hoe vaak u post krijgt, en zo vaak als u wilt.",
    "Wij plaatsen drie verschillende cookies, en daarna 2 verschillende pixels.",
    "Dat doen wij zoals hierboven beschreven en zoals u dat vraagt.",
    "Geeft u toestemming, dan doen wij het dan wel.",
    "Kunnen wij u bijvoorbeeld bellen?",
    "Zo bewaren wij het zodat je je keuze later kan zien.",
    "Je kiest hoe vaak je post krijgt, en zo vaak als je wilt.",
    "Dat doen wij zoals je dat vraagt, en alleen jij kan dat zien.",
    "Via dit kanaal in een kantoor in het kanton Enigerlei.",
]


@pytest.mark.parametrize(("text", "word"), VAGUE)
def test_vague(text: str, word: str) -> None:
    assert [" ".join(subject.split()) for subject in said_of(text, "LA001")] == [" ".join(word.split())]


@pytest.mark.parametrize("text", EXACT)
def test_not_vague(text: str) -> None:
    assert said_of(text, "LA001") == []


def test_one_finding_for_a_sentence_and_one_for_the_next() -> None:
    text = (
        "Wij kunnen soms vaak bellen. Dat is zo. Wij kunnen ook mailen. U kan nee zeggen, maar wij kunnen vaak niets."
    )
    assert said_of(text, "LA001") == ["kunnen", "Wij kunnen ook", "kunnen vaak"]


def test_a_word_is_marked_where_it_stands() -> None:
    """Not in an earlier word or sentence that happens to hold the same letters."""
    source = "introduction: Via dit kanaal komt niets. Een ander kan het zien.\n"
    (found,) = ask("LA001", source)
    assert found.subject == "ander kan"
    assert source[found.span.column - 1 : found.span.end_column - 1] == "ander kan"
    assert found.reader == "Een ander kan het zien."


def test_the_words_of_a_vague_finding() -> None:
    (found,) = ask("LA001", "introduction: Dat is eventueel zo.\n")
    assert found.severity is Severity.WARNING
    assert found.message.nl == "Vaag woord “eventueel”: zeg wat u wel en niet doet."
    assert found.message.en == "Vague word “eventueel”: say what you do and what you do not do."
    assert found.path == ("introduction",)


@pytest.mark.parametrize(
    "source",
    [
        "controller: {name: Van Kan B.V., address: {street: Enige weg 1}}\n",
        "recipients: {a: {name: Diverse Media}}\n",
        "cookies: {a: {names: [soms]}}\n",
        "unconfirmed: [{at: title, question: Hoe kan dat.}]\n",
    ],
)
def test_names_and_questions_to_the_controller_are_no_text_of_the_statement(source: str) -> None:
    assert [rule.code for rule in RULES if ask(rule.code, source)] == []


def test_every_vague_word_is_found() -> None:
    for word in facts.words("vague_qualifiers_nl", TODAY):
        assert len(said_of(f"Dat is {word} zo.", "LA001")) == 1, word


def test_the_rules_begin_with_the_avg() -> None:
    source = "introduction: Wij kunnen nimmer, webbrower.\n"
    assert [rule.code for rule in RULES if ask(rule.code, source, date(2018, 5, 24))] == []
    assert sum(len(ask(rule.code, source, date(2018, 5, 25))) for rule in RULES) == 3


# --- LA002 ----------------------------------------------------------------------------------------------------------


def sentence(count: int) -> str:
    return " ".join(["Wij", *["ja"] * (count - 2), "nee"]) + "."


@pytest.mark.parametrize(
    ("count", "expected"), [(25, []), (26, ["Zin van 26 woorden: maak het korter en eenvoudiger."])]
)
def test_a_sentence_over_the_limit(count: int, expected: list[str]) -> None:
    found = ask("LA002", f"introduction: Dit is kort. {sentence(count)}\n")
    assert [one.message.nl for one in found] == expected
    for one in found:
        assert one.message.en == "A sentence of 26 words: make it shorter and simpler."
        assert one.subject == one.reader == sentence(count)
        assert (one.span.line, one.span.column, one.severity) == (1, 28, Severity.INFO)


def test_the_items_of_a_list_are_sentences_of_their_own() -> None:
    text = "".join(f"  - {'woord ' * 10}\n" for _ in range(5))
    assert not ask("LA002", f"introduction: |\n{text}")


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ([15] * 7, []),
        ([16] + [15] * 6, ["Over de hele tekst: de zinnen hebben gemiddeld 15,1 woorden (hoogstens 15)."]),
        ([20] * 5, ["Over de hele tekst: de zinnen hebben gemiddeld 20,0 woorden (hoogstens 15)."]),
        ([20] * 4 + [19], []),  # 99 words
    ],
)
def test_the_mean(sentences: list[int], expected: list[str]) -> None:
    found = ask("LA002", f"introduction: {' '.join(map(sentence, sentences))}\n")
    assert [one.message.nl for one in found] == [f"{text} Maak het korter en eenvoudiger." for text in expected]
    assert all(one.path == ("title",) for one in found)


def test_the_score_and_the_mean_are_one_finding_over_all_passages() -> None:
    long = (
        "De verwerkingsverantwoordelijke verwerkt persoonsgegevens overeenkomstig privacyverklaringen"
        + " ja" * 14
        + "."
    )
    source = yaml.dump({"introduction": " ".join([long] * 3), "security": {"explanation": " ".join([long] * 3)}})
    (found,) = ask("LA002", source)
    score = 206.84 - 77 * (6 * 43) / (6 * 20) - 0.93 * 20
    nl = f"{score:.1f}".replace(".", ",")
    assert found.message.nl == (
        f"Over de hele tekst: de zinnen hebben gemiddeld 20,0 woorden (hoogstens 15) en de leesbaarheid is {nl} "
        "(minstens 60). Maak het korter en eenvoudiger."
    )
    assert found.message.en == (
        "Over the whole text: the sentences have 20.0 words on average (at most 15) and the readability is "
        f"{score:.1f} (at least 60). Make it shorter and simpler."
    )


def test_names_of_parties_do_not_count() -> None:
    names = {f"r{number}": {"name": "Verwerkingsverantwoordelijke persoonsgegevens B.V."} for number in range(60)}
    assert not ask("LA002", yaml.dump({"recipients": names}))


# --- LA003 ----------------------------------------------------------------------------------------------------------


def test_every_stiff_word() -> None:
    assert said_of("Nimmer, behoudens dat. En nimmer dit, Nimmer dat.", "LA003") == [
        "Nimmer",
        "behoudens",
        "nimmer",
        "dit, Nimmer",
    ]
    (found,) = ask("LA003", "introduction: Dat doen wij derhalve.\n")
    assert found.message.nl == "“derhalve” is ambtelijk. Schrijf gewoon en actief."
    assert found.message.en == "“derhalve” is officialese. Write plainly and in the active voice."
    assert found.reader == "Dat doen wij derhalve."
    assert found.severity is Severity.INFO
    for word in facts.words("legalese_nl", TODAY):
        assert said_of(f"Dat is {word} zo.", "LA003") == [word]


PASSIVE, ACTIVE = "Uw naam wordt door ons altijd goed bewaard.", "Wij bewaren uw naam altijd heel erg goed."


@pytest.mark.parametrize(
    ("passive", "active", "expected"),
    [(4, 12, []), (5, 12, ["5 van de 17 zinnen zijn lijdend (hoogstens 25%). Schrijf gewoon en actief."]), (12, 0, [])],
)
def test_the_share_of_the_passive(passive: int, active: int, expected: list[str]) -> None:
    found = ask("LA003", f"introduction: {' '.join([PASSIVE] * passive + [ACTIVE] * active)}\n")
    assert [one.message.nl for one in found] == expected
    for one in found:
        assert one.message.en == (
            "5 of the 17 sentences are passive (at most 25%). Write plainly and in the active voice."
        )
        assert one.path == ("title",)
        assert one.help is not None
        assert one.help.nl == "Noem wie iets doet: niet “gegevens worden bewaard”, maar “wij bewaren gegevens”."
        assert one.help.en == "Say who acts: not “data are kept” but “we keep data”."


# --- LA004 ----------------------------------------------------------------------------------------------------------

EXPLAINED = [
    "Wij bewaren uw IP-adres. Een IP-adres is het nummer van uw apparaat.",
    "Wij bewaren uw IP-adres (het nummer van uw apparaat).",
    "Wij bewaren het nummer van uw apparaat (IP-adres).",
    "Wij bewaren uw IP-adres, dat is het nummer van uw apparaat.",
    "Wij bewaren uw IP-adres, ofwel het nummer van uw apparaat.",
    "Het nummer van uw apparaat heet een IP-adres.",
    "Wij bewaren uw IP-adres. Dat is het nummer van uw apparaat.",
    "Met IP-adres bedoelen wij het nummer van uw apparaat.",
    "Wij tonen cookies. Cookies zijn kleine bestanden.",
    "Wij plaatsen een cookie. Een cookie is een klein bestand.",
]
UNEXPLAINED = [
    ("Wij bewaren uw IP-adres. Een IP-adres bewaren wij kort.", "IP-adres"),
    ("Wij lezen twee IP-adressen.", "IP-adressen"),
    ("Wij sluiten verwerkersovereenkomsten.", "verwerkersovereenkomsten"),
    ("Dat zijn gepseudonimiseerde gegevens.", "gepseudonimiseerde"),
    ("Apparaatgegevens / (gepseudonimiseerd) nummer.", "gepseudonimiseerd"),
    ("Dat doen wij met een cookie. De cookie telt bezoek.", "cookie"),
    ("Dat is een Tracking  pixel.", "Tracking pixel"),
]


@pytest.mark.parametrize("text", EXPLAINED)
def test_jargon_that_is_explained(text: str) -> None:
    assert said_of(text, "LA004") == []


@pytest.mark.parametrize(("text", "term"), UNEXPLAINED)
def test_jargon_that_is_not(text: str, term: str) -> None:
    assert [" ".join(subject.split()) for subject in said_of(text, "LA004")] == [term]


def test_the_words_of_a_finding_about_jargon() -> None:
    (found,) = ask("LA004", "introduction: Wij vragen uw naw-gegevens.\n")
    assert found.message.nl == "Leg “naw-gegevens” uit, of gebruik een gewoon woord."
    assert found.message.en == "Explain “naw-gegevens”, or use an everyday word."
    assert found.reader == "Wij vragen uw naw-gegevens."
    assert found.severity is Severity.INFO


def test_a_name_with_a_description_is_explained() -> None:
    source = "introduction: Wij zien uw IP-adres.\ndata_categories: {ip: {name: IP-adres%s}}\n"
    assert [one.path for one in ask("LA004", source % "")] == [("introduction",)]
    assert not ask("LA004", source % ", description: Het nummer van uw apparaat")


NAMES = "title: %s\nintroduction: Dit is deze privacyverklaring. %s\n"


@pytest.mark.parametrize(
    ("title", "text", "second"),
    [
        ("Privacyverklaring", "Lees dit privacybeleid.", ["privacybeleid"]),
        (
            "Privacy- en cookieverklaring",
            "Lees dit privacy statement. En dit privacy statement.",
            ["privacy statement"],
        ),
        ("Verklaring", "Lees dit privacybeleid en deze privacy policy.", ["privacybeleid", "privacy policy"]),
        ("Privacyverklaring", "Lees het privacybeleid van uw werkgever.", []),
        ("Privacy- en cookieverklaring", "Lees deze Privacyverklaring.", []),
        ("Privacyverklaring", "Wij hebben een privacybeleid voor onze medewerkers.", []),
    ],
)
def test_names_of_the_statement_itself(title: str, text: str, second: list[str]) -> None:
    assert [one.subject for one in ask("LA004", NAMES % (title, text))] == second


def test_the_words_of_a_finding_about_names() -> None:
    (found,) = ask("LA004", NAMES % ("Verklaring", "Lees dit privacybeleid."))
    assert (
        found.message.nl
        == "“privacybeleid” en “privacyverklaring” zijn hier hetzelfde. Gebruik overal hetzelfde woord."
    )
    assert (
        found.message.en
        == "“privacybeleid” and “privacyverklaring” are the same thing here. Use the same word everywhere."
    )
    assert found.help is not None
    assert found.help.nl == "Schrijf ook hier “privacyverklaring”."
    assert found.help.en == "Write “privacyverklaring” here too."
    (found,) = ask("LA004", NAMES % ("Privacyverklaring", "Lees dit privacybeleid."))
    assert related(found) == [(1, 1, "hier staat “Privacyverklaring”", "here it says “Privacyverklaring”")]


def test_slips_of_spelling() -> None:
    assert said_of("Uw naam, adres een woonplaats in uw webbrower, of webbrower.", "LA004") == [
        "adres een woonplaats",
        "webbrower",
        "of webbrower",
    ]
    (found,) = ask("LA004", "introduction: Wij vragen toesteming.\n")
    assert found.message.nl == "“toesteming” is een schrijffout."
    assert found.message.en == "“toesteming” is a spelling mistake."
    assert found.help is not None
    assert (found.help.nl, found.help.en) == ("Verbeter het woord.", "Correct the word.")
    assert found.reader == "Wij vragen toesteming."


# --- LA005 ----------------------------------------------------------------------------------------------------------


def transcription(count: int, more: str = "", transcribed: str = "true") -> str:
    words = "\n\n".join("  Wij " + "ja " * 8 + "nee." for _ in range(count // 10))
    return f"title: Verklaring\ntranscription: {transcribed}\nintroduction: |-\n{words}\n{more}"


def test_a_long_text_that_was_taken_over() -> None:
    assert not ask("LA005", transcription(1490))
    (found,) = ask("LA005", transcription(1500))  # and the title
    assert found.severity is Severity.INFO
    assert found.path == ("title",)
    assert found.message.nl == "Een tekst van 1501 woorden: geef een korte samenvatting of een inhoudsopgave."
    assert found.message.en == "A text of 1501 words: give a short summary or a list of contents."
    assert not ask("LA005", transcription(1490, "sections: {a: {title: Nu, text: Ja nee ja nee ja nee ja nee.}}\n"))


@pytest.mark.parametrize("title", ["Samenvatting", "Inhoudsopgave", "Inhoud", "In het kort", "Kort samengevat: dit"])
def test_a_long_text_with_a_first_layer(title: str) -> None:
    assert not ask("LA005", transcription(1600, f"sections: {{a: {{title: '{title}', text: Wij.}}}}\n"))
    assert len(ask("LA005", transcription(1600, f"sections: {{a: {{title: 'De {title}', text: Wij.}}}}\n"))) == 1


def test_our_own_statement_begins_with_a_summary_and_its_contents() -> None:
    assert not ask("LA005", transcription(1600, transcribed="false"))


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("We use this information for the analysis of your visits.", True),
        ("The data are sent to our office.", False),  # seven words
        ("Google Analytics Advertising Features Reporting Identity Data Sharing Settings Options", False),
        ("Wij sturen u the best of your favourite offers from our shop.", False),
        ("Your Google account settings page shows this setting.", False),  # two of them
    ],
)
def test_a_text_in_english(text: str, english: bool) -> None:
    found = ask("LA005", f"introduction: Dit is Nederlands.\nsecurity:\n  explanation: {text}\n")
    assert [one.path for one in found] == [("security", "explanation")] * english
    for one in found:
        assert one.severity is Severity.WARNING
        assert one.message.nl == "Deze tekst is Engels. Schrijf in de taal van uw bezoekers."
        assert one.message.en == "This text is English. Write in the language of your visitors."
        assert one.reader == text
        assert one.help is not None
        assert (one.help.nl, one.help.en) == ("Vertaal deze tekst.", "Translate this text.")


NO_ENGLISH = "Wij bewaren uw naam en uw adres, en wij wissen die na een jaar."


@pytest.mark.parametrize(
    ("text", "dutch"),
    [
        (NO_ENGLISH, True),
        ("Wij bewaren uw naam en uw adres.", False),  # seven words
        ("We keep your naam en uw adres, die wij van u en uw bedrijf krijgen.", False),
        ("Handbalvereniging De Vliegende Otter Landelijke Zaalsportbond Werkdienst Waardenland Zilverwaard", False),
    ],
)
def test_a_translation_that_is_none(text: str, dutch: bool) -> None:
    found = ask("LA005", f"translations: [en]\nintroduction:\n  nl: Wij zijn er.\n  en: {text}\n")
    assert [one.path for one in found] == [("introduction", "en")] * dutch
    for one in found:
        assert (one.severity, one.span.line, one.span.column) == (Severity.WARNING, 4, 7)
        assert (one.message.nl, one.message.en) == (
            "Dit is geen Engels, maar Nederlands.",
            "This is not English but Dutch.",
        )


# --- languages and forms of address ---------------------------------------------------------------------------------

DUTCH_WORDS = "Zij geschieden teneinde wat wij eventueel doen. Dat is toesteming."
ENGLISH = (
    "We use this information for the analysis of your visits, and we keep it for as long as we need it to be there."
)


@pytest.mark.parametrize("code", ["LA001", "LA002", "LA003", "LA004", "LA005"])
def test_only_dutch_is_judged_by_lists_of_dutch_words(code: str) -> None:
    assert (
        ask(code, f"language: en\nintroduction: {ENGLISH * 3}\nsections: {{a: {{title: A, text: {DUTCH_WORDS}}}}}\n")
        == ()
    )


@pytest.mark.parametrize(
    "source",
    [
        f"introduction: {{nl: {DUTCH_WORDS}, en: Hello.}}\n",
        f"language: en\ntranslations: [nl]\nintroduction: {{nl: {DUTCH_WORDS}, en: Hello.}}\n",
    ],
)
def test_dutch_is_judged_whatever_the_language_of_the_policy(source: str) -> None:
    assert len(ask("LA001", source)) == 1
    assert len(ask("LA003", source)) == 2
    (slip,) = ask("LA004", source)
    line = source.split("\n")[slip.span.line - 1]
    assert line[slip.span.column - 1 : slip.span.end_column - 1] == "toesteming"


@pytest.mark.parametrize(("form", "words"), [("u", "kunt worden"), ("je", "kan")])
def test_a_sentence_is_judged_as_its_readers_read_it(form: str, words: str) -> None:
    source = f"address_form: {form}\nintroduction: Zo {{kunt worden|kan}} het, en {{u|je}} weet dat.\n"
    (found,) = ask("LA001", source)
    assert found.subject == words
    assert found.reader == f"Zo {words} het, en {form} weet dat."
    line = source.split("\n")[1]
    assert line[found.span.column - 1 : found.span.end_column - 1] == words


def test_the_braces_of_both_forms_are_no_words() -> None:
    both = "Wij {bewaren|bewaren} " + "{uw|je} naam en " * 6 + "adres."
    assert ask("LA002", f'introduction: "{both}"\n') == ()
    assert len(ask("LA002", f'introduction: "{both[:-1]} {both} en dan nog een woord."\n')) == 1


# --- the real statements --------------------------------------------------------------------------------------------


def case_of(name: str) -> Case:
    loaded = load(read((POLICIES / name).read_bytes(), name=name))
    assert loaded.policy is not None
    return Case(loaded.policy, TODAY)


def test_the_statement_of_today_is_plain() -> None:
    case = case_of("progressx.yaml")
    assert [(rule.code, finding) for rule in RULES for finding in rule.check(case)] == []
    assert case.readability is not None
    assert case.readability.flesch_douma(facts.plain_language(TODAY)) > 70


def test_the_statement_of_before_trips_over_all_of_them() -> None:
    case = case_of("archive/progressx-1.0.0.yaml")
    counts = {rule.code: len(list(rule.check(case))) for rule in RULES}
    assert all(counts.values()), counts
    assert {finding.level for finding in RULES[4].check(case)} == {Severity.INFO}


# --- LA001: what tells nothing of the controller ---


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Dat kan ook per telefoon.", None),
        ("Dat kan via het formulier.", None),
        ("Uw kind kan zelf inloggen vanaf 12 jaar.", None),
        ("Uw ouders kunnen dit voor u doen.", None),
        ("Uw werkgever kan u afmelden.", None),
        ("Hier leest u wat uw kind kan.", None),
        ("Controleer regelmatig uw bankafschrift.", None),
        ("Tip: verander regelmatig uw wachtwoord.", None),
        ("Wij raden u aan regelmatig uw wachtwoord te veranderen.", None),
        ("Bijvoorbeeld: u zegt op in maart, dan wissen wij in april.", None),
        ("Dat kan ook met uw gegevens gebeuren.", "kan"),
        ("Dat kan via een ander gebeuren.", "kan"),
        ("Uw kind kan worden gevolgd.", "kan"),
        ("Uw werkgever kan uw gegevens ontvangen.", "kan"),
        ("Bijvoorbeeld: naam en adres.", "Bijvoorbeeld"),
        ("Wij delen bijvoorbeeld uw naam.", "bijvoorbeeld"),
        ("Wij controleren regelmatig uw gegevens.", "regelmatig"),
        ("Controleer regelmatig of wij iets wijzigen.", "regelmatig"),
    ],
)
def test_advice_and_means(text: str, word: str | None) -> None:
    assert said_of(text, "LA001") == ([] if word is None else [word])
