"""Family ED, beyond the examples in its pages."""

from __future__ import annotations

import pytest

from rules.asking import ask, brief, only, places, related, told

# --- ED001, ED002 -----------------------------------------------------------------------------------------------------

TITLE = "title: {nl: Verklaring, en: Statement}\n"
TRANSLATED = TITLE + "translations: [en]\n"


def test_a_text_without_a_translation() -> None:
    assert told(ask("ED001", TRANSLATED + "introduction: Wij zijn er.\n")) == [
        ("warning", "introduction", "Deze tekst is er niet in het Engels.", "This text is not there in English."),
    ]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("draft", ["warning introduction", "warning release.stays"]),
        ("final", ["error introduction", "warning release.stays"]),
        ("archived", []),
    ],
)
def test_how_bad_a_missing_translation_is(status: str, expected: list[str]) -> None:
    source = TRANSLATED + "introduction: Wij zijn er.\nrelease: {stays: Alles., changes: []}\n"
    assert brief(ask("ED001", f"{source}status: {status}\n")) == expected


def test_the_language_of_the_policy_is_no_translation() -> None:
    assert ask("ED001", "title: Verklaring\nlanguage: nl\ntranslations: [nl]\n") == ()
    assert ask("ED001", "title: Verklaring\n") == ()


def test_a_policy_in_english_with_dutch_beside_it() -> None:
    source = "language: en\ntranslations: [nl]\n" + TITLE
    assert told(ask("ED001", source + "introduction: {en: We are here.}\n")) == [
        ("warning", "introduction", "Deze tekst is er niet in het Nederlands.", "This text is not there in Dutch."),
    ]
    assert only("ED001", source + "introduction: We are here.\n").path == ("introduction",)


@pytest.mark.parametrize(
    "source",
    [
        "controller: {name: Zon, legal_name: Zon B.V., address: {street: Laan 1, city: Zon}}\n",
        "recipients: {a: {name: Maan B.V., law: Gemeentewet, article: 5 lid 2}}\n",
        "cookies: {a: {names: [_ga]}}\n",
        "data_categories: {a: {name: {nl: Nummer, en: Number}, items: ['123']}}\n",  # not a word to translate
        "unconfirmed: [{at: title, question: Wat?}]\n",
        "suppress: [{rule: ID002, reason: Daarom., by: Iemand}]\n",
        "release: {accept: [], changes: [{covers: [title], law: Een wet, compatibility: Het past.}]}\n",
    ],
)
def test_what_needs_no_translation(source: str) -> None:
    assert ask("ED001", TRANSLATED + source) == ()


def test_languages_that_nobody_gets_to_read_are_named_once() -> None:
    source = TITLE + "introduction: {nl: Wij, de: Wir, en: We}\nscope: {services: [{nl: een, en: one}]}\n"
    assert told(ask("ED002", source)) == [
        (
            "info",
            "title.en",
            "3 teksten zijn er ook in het Engels, maar de verklaring is er niet in die taal.",
            "3 texts are there in English too, but the statement is not published in that language.",
        ),
        (
            "info",
            "introduction.de",
            "Eén tekst is er ook in het Duits, maar de verklaring is er niet in die taal.",
            "One text is there in German too, but the statement is not published in that language.",
        ),
    ]
    assert ask("ED002", "translations: [de, en]\n" + source) == ()


# --- ED003 ------------------------------------------------------------------------------------------------------------


def addressed(form: str, text: str) -> list[str]:
    """The words by which a text addresses its reader wrongly, with what tells them apart."""
    return [found.subject for found in ask("ED003", f"address_form: {form}\nintroduction: >-\n  {text}\n")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dat leest u hier.", ["u"]),
        ("Uw naam en uw adres. Dat zegt uzelf.", ["Uw", "uzelf"]),
        ("{Leest u|Lees je} dit en kent {u|je} ons?", []),
        ("{Leest je|Lees u} dit?", ["u"]),
        ("Dat is voor {u|u} zo.", []),
        ('Kies “Wijzig uw keuze” of "Uw keuze" of ‘uw foto’s’.', []),
        ("Wij rijden 30 km/u, van 9 tot 17 u, a.u.b. met U.A. in een U-bocht.", []),
        ("Kijk op https://x.nl/u/uw of [hier](https://x.nl/uw).", []),
        ("*U* bent **u**.", ["U"]),
        ("Nu is het uur u.", ["u"]),
        ("Uw {naam|naam} en uwe.", ["Uw"]),
    ],
)
def test_u_in_a_statement_that_says_je(text: str, words: list[str]) -> None:
    assert addressed("je", text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dat lees je hier. Jij ook.", ["je", "Jij"]),
        ("Wij schrijven jou over jouw naam.", ["jou"]),
        ("{Leest u|Lees je} dit?", []),
        ("Dat is voor {je|je} zo.", []),
        ("Een A4-je, een sms'je en een ’t je-weet-wel.", []),
        ("Kies “Wijzig je keuze”.", []),
    ],
)
def test_je_in_a_statement_that_says_u(text: str, words: list[str]) -> None:
    assert addressed("u", text) == words


def test_the_place_of_a_word_is_that_word() -> None:
    source = "address_form: je\nintroduction: Nu kunt {u|je} dat. Dus geven wij {uw|je} naam aan u.\n"
    found = only("ED003", source)
    assert (found.span.line, found.span.column, found.span.end_column) == (2, 66, 67)
    assert found.reader == "Dus geven wij je naam aan u."


def test_a_word_that_stood_there_before_takes_its_neighbours_along() -> None:
    assert addressed("je", "Hier is {u|je} dat. Dat is u. Wat is u?") == ["u", "Wat is u"]


def test_a_notice_addresses_its_readers_too() -> None:
    assert brief(ask("ED003", "address_form: je\nrelease: {stays: Uw naam., changes: []}\n")) == [
        "warning release.stays"
    ]


@pytest.mark.parametrize(
    "source",
    [
        "recipients: {a: {name: Je Geld B.V.}}\ndocuments: {d: {name: Ken je rechten, url: 'https://x.nl'}}\n",
        "sections: {a: {title: Uitleg voor kinderen, text: Dit is voor jou.}}\n",
        "children: {addressed: true, explanation: Soms beslist je ouder.}\n",
        "introduction: {en: je ne sais quoi, nl: Wij weten dat niet.}\n",
        "status: archived\nintroduction: Dit is voor jou.\n",
        "introduction: Dit is voor {u|je jij}}.\n",  # ED004 tells about the braces
    ],
)
def test_texts_that_may_say_je(source: str) -> None:
    assert ask("ED003", "address_form: u\n" + source) == ()


def test_children_are_not_called_u_in_a_statement_that_says_je() -> None:
    source = "address_form: je\nsections: {a: {title: Uitleg voor kinderen, text: Dit is voor u.}}\n"
    assert places(ask("ED003", source)) == ["sections.a.text “u”"]


def test_a_text_for_others_than_children() -> None:
    assert places(ask("ED003", "address_form: u\nsections: {a: {title: Uitleg, text: Dit is voor jou.}}\n")) == [
        "sections.a.text “jou”"
    ]


def test_a_form_that_nobody_chose() -> None:
    assert ask("ED003", "introduction: Hier leest u dat.\n") == ()
    assert told(ask("ED003", "introduction: Hier lees je dat. Weet je?\nscope: {services: [je naam]}\n")) == [
        (
            "warning",
            "introduction",
            "Hier staat “je”, maar deze verklaring zegt “u”: address_form ontbreekt.",
            "This says “je”, but this statement says “u”: address_form is missing.",
        )
    ]
    mixed = only("ED003", "introduction: Hier lees je dat.\nscope: {services: [uw naam]}\n")
    assert (mixed.severity, mixed.message.nl) == ("info", "Hier staat “je”, en elders “uw”. Kies één vorm.")
    assert related(mixed) == [(2, 20, "hier staat “uw”", "here it says “uw”")]


# --- ED004 ------------------------------------------------------------------------------------------------------------

STROKE = "Zet er één streep in, tussen de u-vorm en de je-vorm: {u hebt|je hebt}."
SIDES = "Zet aan elke kant een accolade: {u hebt|je hebt}."
ONE = "Zet er aan elke kant één accolade om: {u|je}."
NESTED = "Zet geen accolades binnen accolades: {uw account|je account}."
BETWEEN = "Zet een streep tussen de u-vorm en de je-vorm: {u hebt|je hebt}."


@pytest.mark.parametrize(
    ("text", "braces", "help_"),
    [
        ("{u|je|jij} ziet", "{u|je|jij}", STROKE),
        ("wat {leest u|lees je ziet", "{leest u|lees", SIDES),
        ("wat u|je} ziet", "u|je}", SIDES),
        ("{{u|je}} ziet", "{{u|je}}", ONE),
        ("{u|je}} ziet", "{u|je}}", ONE),
        ("{{u|je} ziet", "{{u|je}", ONE),
        ("{u|{uw|je}} ziet", "{u|{uw|je}}", NESTED),
        ("{u/je} ziet", "{u/je}", BETWEEN),
        ("{u} ziet", "{u}", BETWEEN),
        ("{u|je} ziet {uw|je team", "{uw|je", SIDES),
        ("{u|je|jij} ziet {u|je", "{u|je|jij}", STROKE),
    ],
)
def test_braces_that_are_no_notation(text: str, braces: str, help_: str) -> None:
    found = only("ED004", f'introduction: "Wij, {text}."\n')
    assert found.subject == braces
    assert found.help is not None
    assert found.help.nl == help_
    line = f'introduction: "Wij, {text}."'
    assert line[found.span.column - 1 : found.span.end_column - 1] == braces


@pytest.mark.parametrize(
    "text",
    [
        "{u|je} ziet",
        "{|je} ziet",
        "{u|} ziet",
        "{naam} ziet",
        "{{ 7*7 }} ziet",
        "a { b } c",
        "{",
        "}",
        "a|b",
        "{%u|je%}",
    ],
)
def test_braces_that_are_notation_or_nothing_of_the_kind(text: str) -> None:
    found = ask("ED004", f'introduction: "Wij, {text}."\n')
    assert [one.subject for one in found] == (["{%u|je%}"] if "%" in text else [])


def test_both_forms_over_two_lines() -> None:
    assert ask("ED004", "introduction: >-\n  Hier {leest u|lees\n  je} dat.\n") == ()


def test_every_language_of_a_text() -> None:
    source = "status: final\nintroduction: {nl: 'Wij, {u|je}', en: 'We, {{you|you}}'}\n"
    found = only("ED004", source)
    assert (found.severity, found.path) == ("error", ("introduction", "en"))
    assert (found.span.line, found.span.column) == (2, 44)


@pytest.mark.parametrize("name", ["'_ga_{a|b}'", "'{u}'", "'{u|je|jij}'"])
def test_a_technical_name_may_hold_any_sign(name: str) -> None:
    assert ask("ED004", f"cookies: {{a: {{names: [{name}]}}}}\n") == ()


@pytest.mark.parametrize("piece", ["{", "{u|", "|}", "{u|je|", "u|je} ", "{{", "{u ", "a|", "{u|u}"])
def test_hostile_braces_take_linear_time(piece: str) -> None:
    assert len(ask("ED004", f"introduction: 'x{piece * 20_000}'\n")) <= 1
    ask("ED003", f"introduction: 'x{piece * 20_000}'\n")


# --- ED005, ED006 -----------------------------------------------------------------------------------------------------


def test_a_prevailing_language() -> None:
    assert brief(ask("ED005", TRANSLATED)) == ["info prevailing_language"]
    assert ask("ED005", TRANSLATED + "prevailing_language: en\n") == ()
    assert ask("ED005", TRANSLATED + "status: archived\n") == ()
    assert ask("ED005", TITLE) == ()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("translations: [en]\nprevailing_language: en\n", []),
        ("prevailing_language: nl\n", []),
        ("prevailing_language: en\n", ["error prevailing_language"]),
        ("translations: [en, nl]\n", ["error translations.1"]),
        ("language: en\ntranslations: [nl]\nprevailing_language: nl\n", []),
    ],
)
def test_languages_that_do_not_fit(source: str, expected: list[str]) -> None:
    assert brief(ask("ED006", source)) == expected
