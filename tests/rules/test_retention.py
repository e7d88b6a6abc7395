"""Family RT: what the pages do not show."""

from __future__ import annotations

from datetime import date

import pytest

from rules.asking import ask, places, related, told


def purpose(fields: str, id_: str = "p", name: str = "Vragen beantwoorden") -> str:
    return f"purposes:\n  {id_}: {{name: {name}, {fields}}}\n"


def term(fields: str, rest: str = "") -> str:
    return purpose(f"retention: {{{fields}}}{rest}")


POOR_RULE = "retention: {rule: {criterion: Niet langer dan nodig.}}\n"
RULE = "retention: {rule: {period: P1Y, from: ons contact}}\n"

# --- RT001 ---


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (purpose("legal_basis: consent"), ["purposes.p.retention"]),
        ("purposes:\n  p: {name: Leeg}\n", ["purposes.p.retention"]),
        (purpose("legal_basis: consent, listed: false"), ["purposes.p.retention"]),
        (purpose("own_role: processor"), []),
        (purpose("own_role: joint_controller"), ["purposes.p.retention"]),
        (purpose("until: 2026-11-22"), []),
        (purpose("until: 2026-11-23"), ["purposes.p.retention"]),
        (purpose("from: 2027-01-01"), ["purposes.p.retention"]),
        (purpose("on_device: true"), []),
        (purpose("on_device: false"), ["purposes.p.retention"]),
        (term("indefinite: archief"), []),
        (term("criterion: Niet langer dan nodig."), []),
        (purpose("legal_basis: consent") + RULE, []),
        ("purposes:\n  p: {name: Leeg}\n" + RULE, []),
        (purpose("legal_basis: consent") + POOR_RULE, ["purposes.p.retention"]),
        ("purposes:\n  p: {name: Leeg}\n" + POOR_RULE, ["purposes.p.retention"]),
        (purpose("legal_basis: consent") + "retention: {exception: {description: de wet}}\n", ["purposes.p.retention"]),
        (
            "purposes:\n  p: {name: P, processing: {a: {name: A}, b: {on_device: true}, c: {}}}\n",
            ["purposes.p.processing.a.retention", "purposes.p.processing.c.retention"],
        ),
        ("purposes: {}\n", []),
    ],
)
def test_every_row_needs_a_term(source: str, expected: list[str]) -> None:
    assert places(ask("RT001", source)) == expected


def test_a_missing_term_in_words() -> None:
    source = "purposes:\n  a: {name: Leeg}\n  b: {name: Twee, processing: {x: {name: Eerste}, y: {}}}\n"
    assert [(level, nl, en) for level, _, nl, en in told(ask("RT001", source))] == [
        ("error", "Bij “Leeg” ontbreekt de bewaartermijn.", "“Leeg” has no retention period."),
        ("error", "Bij “Twee” (Eerste) ontbreekt de bewaartermijn.", "“Twee” (Eerste) has no retention period."),
        ("error", "Bij “Twee” (y) ontbreekt de bewaartermijn.", "“Twee” (y) has no retention period."),
    ]


@pytest.mark.parametrize("source", ["purposes:\n  p: {name: Leeg}\n", purpose("legal_basis: consent")])
def test_a_missing_term_points_at_the_rule_that_is_none(source: str) -> None:
    assert related(*ask("RT001", source + POOR_RULE)) == [(3, 13, "dit is geen termijn", "this is no term")]
    assert related(*ask("RT001", source)) == []


# --- RT002 ---


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Niet langer dan nodig.", "Niet langer dan nodig"),
        ("Wij bewaren nooit langer dan strikt noodzakelijk.", "nooit langer dan strikt noodzakelijk"),
        ("Wij bewaren zolang als nodig.", "zolang als nodig"),
        ("Zolang dat voor ons nodig is.", "Zolang dat voor ons nodig"),
        ("Zodra ze niet meer nodig zijn.", "Zodra ze niet meer nodig"),
        ("Zo lang als wettelijk vereist.", "Zo lang als wettelijk vereist"),
        ("Niet langer dan nodig, en uiterlijk als u opzegt.", None),
        ("Niet langer dan nodig. Na 2 jaar wissen wij ze.", None),
        ("Totdat u opzegt.", None),
        ("Tot het einde van het project.", None),
    ],
)
@pytest.mark.parametrize("kind", ["criterion", "until", "indefinite"])
def test_a_phrase_is_no_term(kind: str, text: str, phrase: str | None) -> None:
    expected = [] if phrase is None else [f"purposes.p.retention.{kind} “{phrase}”"]
    assert places(ask("RT002", term(f'{kind}: "{text}"'))) == expected


@pytest.mark.parametrize(
    "source",
    [
        term("period: P1Y, from: wij ze niet meer nodig hebben"),
        term("range: {at_least: P1M, at_most: P1Y}, depends_on: zolang als nodig"),
        term("criterion: Niet langer dan nodig.", ", own_role: processor"),
        term("until: u zich afmeldt") + "introduction: Wij bewaren niet langer dan nodig.\n",
        "introduction: Wij bewaren niet langer dan nodig, en hoogstens een jaar.\n",
    ],
)
def test_a_phrase_beside_a_term_is_harmless(source: str) -> None:
    assert places(ask("RT002", source)) == []


def test_without_any_term_a_phrase_counts_wherever_it_stands() -> None:
    source = "introduction: Welkom. Wij bewaren *niet langer dan nodig*.\n" + purpose("legal_basis: consent")
    assert told(ask("RT002", source)) == [
        (
            "error",
            "introduction",
            "“niet langer dan nodig” is geen bewaartermijn.",
            "“niet langer dan nodig” is no retention period.",
        )
    ]
    (one,) = ask("RT002", source)
    assert (one.subject, one.reader) == ("niet langer dan nodig", "Wij bewaren niet langer dan nodig.")


def test_a_phrase_shows_the_text_it_stands_in() -> None:
    (one,) = ask("RT002", POOR_RULE)
    assert one.reader == "Niet langer dan nodig."
    assert one.path == ("retention", "rule", "criterion")


# --- RT003 ---


@pytest.mark.parametrize(
    ("fields", "field", "nl", "en"),
    [
        ("", "law", "welke en hoe lang", "which one and for how long"),
        (", law: AWR", "period", "hoe lang", "for how long"),
        (", period: P7Y", "law", "welke", "which one"),
    ],
)
def test_an_exception_names_act_and_period(fields: str, field: str, nl: str, en: str) -> None:
    source = f"retention:\n  exception: {{description: de wet{fields}}}\n"
    assert told(ask("RT003", source)) == [
        (
            "warning",
            f"retention.exception.{field}",
            f"U noemt een wettelijke bewaarplicht, maar niet {nl}. Voor de administratie is dat 7 jaar (artikel 52 "
            "AWR).",
            f"You mention a legal duty to keep data, but not {en}. For business records that is 7 years (art. 52 AWR).",
        )
    ]


def test_an_exception_points_at_its_description() -> None:
    source = "retention:\n  exception:\n    description: de wet\n"
    assert related(*ask("RT003", source)) == [(3, 5, "hier noemt u de plicht", "here you mention the duty")]


def test_a_whole_exception_is_silent() -> None:
    assert places(ask("RT003", "retention: {exception: {description: de wet, law: AWR, period: P7Y}}\n")) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (term("until: de wettelijke bewaarplicht voorbij is"), ["until", "welke en hoe lang"]),
        (term("until: de wettelijke bewaarplicht voorbij is, law: AWR"), ["until", "hoe lang"]),
        (term("criterion: Wij volgen de wettelijke bewaartermijn."), ["criterion", "welke en hoe lang"]),
        (term("indefinite: een wettelijke plicht"), ["indefinite", "welke en hoe lang"]),
        (term("period: P7Y, from: het begin van de wettelijke bewaarplicht"), ["from", "welke"]),
        (term("period: P7Y, from: het begin van de wettelijke bewaarplicht, law: AWR"), []),
        (
            term("range: {at_least: P1Y, at_most: P7Y}, depends_on: de wettelijke bewaartermijn"),
            ["depends_on", "welke"],
        ),
        (term("at_least: P7Y, from: de wettelijke plicht"), ["from", "welke"]),
        (term("at_most: P7Y, from: de wettelijke plicht"), ["from", "welke"]),
        (term("criterion: Zo lang als wettelijk vereist."), []),
        (term("until: u zich afmeldt"), []),
        (term("until: de wettelijke bewaarplicht voorbij is", ", own_role: processor"), []),
    ],
)
def test_a_duty_in_the_text_of_a_term(source: str, expected: list[str]) -> None:
    said = [(one.path[-1], one.message.nl) for one in ask("RT003", source)]
    assert said == ([] if not expected else [(expected[0], said[0][1])])
    assert all(f"maar niet {expected[1]}. " in nl for _, nl in said)


def test_a_duty_in_the_text_of_a_term_is_shown_with_its_words() -> None:
    (one,) = ask("RT003", term("until: de wettelijke bewaarplicht voorbij is"))
    assert (one.subject, one.reader) == ("wettelijke bewaarplicht", "de wettelijke bewaarplicht voorbij is")


def test_a_term_with_two_texts_is_found_once() -> None:
    source = term("range: {at_least: P1Y, at_most: P7Y}, depends_on: een wettelijke plicht, from: de wettelijke plicht")
    assert places(ask("RT003", source)) == ["purposes.p.retention.from “wettelijke plicht”"]


OPENING = "openings: {retention: Soms is er een wettelijke plicht. Die wettelijke plicht volgen wij.}\n"


@pytest.mark.parametrize(
    ("rest", "asked"),
    [
        ("", True),
        (RULE, True),
        (term("period: P7Y, from: het boekjaar, law: AWR"), False),
        ("retention: {exception: {description: de wet, law: AWR, period: P7Y}}\n", False),
    ],
)
def test_a_duty_in_the_first_words_of_the_section(rest: str, asked: bool) -> None:
    assert places(ask("RT003", OPENING + rest)) == (["openings.retention “wettelijke plicht”"] if asked else [])


def test_a_duty_in_the_first_words_of_the_section_in_words() -> None:
    (one,) = ask("RT003", OPENING)
    assert one.reader == "Soms is er een wettelijke plicht."
    assert "maar niet welke en hoe lang." in one.message.nl
    assert places(ask("RT003", "openings: {rights: Er is een wettelijke plicht.}\n")) == []


ORDER = purpose("legal_basis: contract", name="Uw bestelling")


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        (ORDER, True),
        (purpose("legal_basis: contract, description: Wij sturen u een factuur."), True),
        (purpose("legal_basis: contract, condition: als u betaalt"), True),
        (purpose("legal_basis: contract, data: [d]") + "data_categories: {d: {name: Betaling}}\n", True),
        (purpose("legal_basis: contract, data: [d]") + "data_categories: {d: {name: D, items: [IBAN]}}\n", True),
        ("purposes:\n  p: {name: P, processing: {a: {name: Betaling, legal_basis: contract}}}\n", True),
        (purpose("legal_basis: contract", name="Uw account"), False),
        (purpose("legal_basis: consent", name="Uw bestelling"), False),
        (purpose("legal_basis: contract, own_role: processor", name="Uw bestelling"), False),
        (ORDER + "retention: {exception: {description: x, law: AWR, period: P7Y}}\n", False),
        (ORDER + "retention: {rule: {period: P7Y, from: x, law: AWR, article: 52}}\n", False),
        (purpose("legal_basis: contract, retention: {period: P7Y, norm: fiscal}", name="Uw bestelling"), False),
        (purpose("legal_basis: contract, retention: {period: P7Y, law: BW, article: '7:454'}", name="Koop"), True),
    ],
)
def test_who_is_paid_keeps_books(source: str, asked: bool) -> None:
    assert [one.severity for one in ask("RT003", source)] == (["info"] if asked else [])


def test_who_is_paid_keeps_books_in_words() -> None:
    source = ORDER + "  q: {name: Uw aankoop, legal_basis: contract}\n"
    assert told(ask("RT003", source)) == [
        (
            "info",
            "purposes.p.retention",
            "Bij “Uw bestelling” horen betalingen, maar nergens staat hoe lang u de administratie bewaart. Volgens de "
            "wet is dat 7 jaar (artikel 52 AWR).",
            "“Uw bestelling” involves payments, but nothing says how long you keep your business records. By law that "
            "is 7 years (art. 52 AWR).",
        )
    ]
    assert [one[2:] for one in related(*ask("RT003", source))] == [("de overeenkomst", "the contract")]


# --- RT004 ---


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ("period: P7Y, law: AWR, article: 52", None),
        ("period: P84M, law: AWR, article: 52", None),
        ("period: P10Y, law: AWR, article: 52", None),
        ("period: P83M, law: AWR, article: 52", "period"),
        ("period: P5Y, norm: fiscal", "period"),
        ("period: P5Y, law: Algemene wet inzake rijksbelastingen, article: 52 lid 4", "period"),
        ("period: P5Y, law: Archiefwet", None),
        ("period: P5Y", None),
        ("at_least: P5Y, norm: fiscal", "at_least"),
        ("at_most: P5Y, norm: fiscal", "at_most"),
        ("at_most: P8Y, norm: fiscal", None),
        ("range: {at_least: P5Y, at_most: P10Y}, norm: fiscal", "range.at_least"),
        ("range: {at_least: P7Y, at_most: P10Y}, norm: fiscal", None),
        ("until: einde, norm: fiscal", None),
        ("period: P4W, norm: applicants", None),
        ("period: P28D, norm: camera", None),
        ("period: P29D, norm: camera", "period"),
        ("period: P1M, norm: camera", None),
        ("period: P2M, norm: camera", "period"),
        ("at_least: P1Y, norm: camera", "at_least"),
        ("at_most: P1Y, norm: camera", "at_most"),
        ("at_most: P3W, norm: camera", None),
        ("range: {at_least: P1W, at_most: P1Y}, norm: camera", "range.at_most"),
        ("range: {at_least: P1W, at_most: P4W}, norm: camera", None),
        ("period: P99Y, norm: general", None),
        ("period: P99Y, norm: unknown_norm", None),
        ("period: P5Y, norm: camera, law: AWR, article: 52", "period"),
        ("period: P1W, norm: camera, law: AWR, article: 52", None),
    ],
)
def test_a_term_against_its_norm(fields: str, field: str | None) -> None:
    assert places(ask("RT004", term(fields))) == ([] if field is None else [f"purposes.p.retention.{field}"])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            term("period: P6M, norm: applicants"),
            (
                "warning",
                "purposes.p.retention.period",
                "De bewaartermijn voor “Vragen beantwoorden” (6 maanden) wijkt af van de norm “sollicitatiegegevens”: "
                "hoogstens 4 weken.",
                "The retention period for “Vragen beantwoorden” (6 months) deviates from the norm “applicants”: at "
                "most 4 weeks.",
            ),
        ),
        (
            "retention: {rule: {period: P5Y, from: x, norm: fiscal}}\n",
            (
                "warning",
                "retention.rule.period",
                "De bewaartermijn voor de algemene regel (5 jaar) wijkt af van de norm “fiscale bewaarplicht "
                "administratie”: minstens 7 jaar.",
                "The retention period for the general rule (5 years) deviates from the norm “fiscal”: at least 7 "
                "years.",
            ),
        ),
        (
            "retention: {exception: {description: x, law: AWR, article: 52, period: P5Y}}\n",
            (
                "warning",
                "retention.exception.period",
                "De bewaartermijn voor de uitzondering (5 jaar) wijkt af van de norm “fiscale bewaarplicht "
                "administratie”: minstens 7 jaar.",
                "The retention period for the exception (5 years) deviates from the norm “fiscal”: at least 7 years.",
            ),
        ),
    ],
)
def test_a_term_against_its_norm_in_words(source: str, expected: tuple[str, str, str, str]) -> None:
    assert told(ask("RT004", source)) == [expected]


@pytest.mark.parametrize(
    ("basis", "fields", "asked"),
    [
        ("{basis: legal_obligation, law: AWR, article: 52}", "period: P5Y", True),
        ("[consent, {basis: legal_obligation, law: AWR, article: 52}]", "period: P5Y", True),
        ("{basis: legal_obligation}", "period: P5Y", False),
        ("contract", "period: P5Y", False),
        ("{basis: legal_obligation, law: AWR, article: 52}", "period: P5Y, law: Archiefwet", False),
        ("{basis: legal_obligation, law: AWR, article: 52}", "period: P7Y", False),
    ],
)
def test_the_act_of_the_basis_is_the_norm_of_its_term(basis: str, fields: str, asked: bool) -> None:
    assert bool(ask("RT004", term(fields, f", legal_basis: {basis}"))) is asked


@pytest.mark.parametrize(
    ("source", "on", "asked"),
    [
        (term("period: P15Y, law: BW, article: '7:454'"), date(2019, 12, 31), False),
        (term("period: P15Y, law: BW, article: '7:454'"), date(2020, 1, 1), True),
        (term("period: P15Y, norm: medical"), date(2019, 12, 31), False),
        (term("period: P15Y, norm: medical"), date(2020, 1, 1), True),
        (term("period: P5Y, norm: fiscal", ", until: 2026-11-22"), date(2026, 11, 22), False),
        ("retention: {exception: {description: x, law: AWR, article: 52, period: P7Y}}\n", date(2026, 11, 22), False),
        ("retention: {exception: {description: x, law: AWR, article: 52}}\n", date(2026, 11, 22), False),
        ("retention: {exception: {description: x, period: P5Y}}\n", date(2026, 11, 22), False),
    ],
)
def test_a_norm_of_the_day(source: str, on: date, asked: bool) -> None:
    assert bool(ask("RT004", source, on)) is asked


# --- RT005 ---


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ("period: P1Y", "from"),
        ("period: P1Y, from: x", None),
        ("period: P1Y, law: AWR", None),
        ("at_most: P1Y", "from"),
        ("at_most: P1Y, from: x", None),
        ("range: {at_least: P1M, at_most: P1Y}", "from"),
        ("range: {at_least: P1M, at_most: P1Y}, from: x", None),
        ("at_least: P1Y", "at_least"),
        ("at_least: P1Y, from: x", "at_least"),
        ("at_least: P1Y, law: AWR", None),
        ("indefinite: archief", "indefinite"),
        ("indefinite: archief, law: Archiefwet", None),
        ("until: einde", None),
        ("criterion: tot het einde", None),
        ("date: 2030-01-01", None),
    ],
)
def test_a_term_has_a_start_and_an_end(fields: str, field: str | None) -> None:
    assert places(ask("RT005", term(fields))) == ([] if field is None else [f"purposes.p.retention.{field}"])


@pytest.mark.parametrize(
    ("source", "nl", "en"),
    [
        (
            term("period: P1Y"),
            "Vanaf wanneer loopt de bewaartermijn van “Vragen beantwoorden”?",
            "From when does the retention period of “Vragen beantwoorden” run?",
        ),
        (
            "retention: {rule: {period: P1Y}}\n",
            "Vanaf wanneer loopt de bewaartermijn van de algemene regel?",
            "From when does the retention period of the general rule run?",
        ),
        (
            term("indefinite: archief"),
            "Wanneer gaan de gegevens van “Vragen beantwoorden” weg? Deze termijn heeft geen einde.",
            "When do the data of “Vragen beantwoorden” go? This term has no end.",
        ),
        (
            purpose("retention: {until: u opzegt}", "account", "Uw profiel"),
            "Wat gebeurt er bij “Uw profiel” met accounts die niet meer worden gebruikt?",
            "What happens under “Uw profiel” to accounts that are no longer used?",
        ),
    ],
)
def test_a_start_or_an_end_in_words(source: str, nl: str, en: str) -> None:
    assert [(level, *said) for level, _, *said in told(ask("RT005", source))] == [("warning", nl, en)]


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        (purpose("retention: {until: u opzegt}", "account"), True),
        (purpose("legal_basis: contract", "account"), True),
        (purpose("retention: {until: u opzegt}", "p", "Uw klantaccount"), True),
        (purpose("retention: {until: u opzegt}", "p", "Accounts beheren"), True),
        (purpose("retention: {until: u opzegt}", "p", "Onze accountant"), False),
        (purpose("retention: {until: u opzegt}", "accounting", "Boeken"), False),
        (purpose("retention: {until: u opzegt, inactivity: P2Y}", "account"), False),
        (purpose("retention: {until: u een jaar niet inlogt}", "account"), False),
        (purpose("retention: {period: P2Y, from: uw laatste bezoek}", "account"), False),
        (purpose("retention: {criterion: Inactieve accounts gaan na een jaar weg.}", "account"), False),
        (purpose("own_role: processor", "account"), False),
        (purpose("until: 2020-01-01", "account"), False),
        ("purposes:\n  account: {name: Leeg}\n", False),
    ],
)
def test_an_account_that_nobody_uses(source: str, asked: bool) -> None:
    assert places(ask("RT005", source)) == ([f"purposes.{_id(source)}.retention.inactivity"] if asked else [])


def _id(source: str) -> str:
    return source.split("\n")[1].split(":")[0].strip()


def test_one_row_with_an_end_is_enough_for_an_account() -> None:
    rows = "a: {retention: {until: u opzegt}}, b: {retention: {until: u opzegt, inactivity: P2Y}}"
    assert places(ask("RT005", f"purposes:\n  account: {{name: A, processing: {{{rows}}}}}\n")) == []
    rows = "a: {own_role: processor}, b: {retention: {until: u opzegt}}, c: {}"
    source = f"purposes:\n  account: {{name: A, processing: {{{rows}}}}}\n"
    assert places(ask("RT005", source)) == ["purposes.account.processing.b.retention.inactivity"]


def test_two_accounts_are_two_questions() -> None:
    source = "purposes:\n  account: {name: A, legal_basis: contract}\n  b: {name: Uw account, legal_basis: contract}\n"
    assert places(ask("RT005", source)) == ["purposes.account.retention.inactivity", "purposes.b.retention.inactivity"]


# --- a reasonable time is no term ---


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Een redelijke termijn.", "redelijke termijn"),
        ("Wij hanteren een passende bewaartermijn.", "passende bewaartermijn"),
        ("Een redelijke termijn, hoogstens twee jaar na ons laatste contact.", None),
    ],
)
def test_a_reasonable_time(text: str, words: str | None) -> None:
    found = ask("RT002", f'retention: {{rule: {{criterion: "{text}"}}}}\n')
    assert places(found) == ([] if words is None else [f"retention.rule.criterion “{words}”"])


def test_a_reasonable_time_to_answer_is_no_term() -> None:
    assert ask("RT002", "introduction: Wij antwoorden binnen een redelijke termijn.\n") == ()


# --- RT003: the period of the act that is named ---

ASKED = "U noemt een wettelijke bewaarplicht, maar niet", "You mention a legal duty to keep data, but not"


@pytest.mark.parametrize(
    ("law", "on", "nl", "en"),
    [
        (
            "AWR",
            date(2026, 1, 1),
            " Voor de administratie is dat 7 jaar (artikel 52 AWR).",
            " For business records that is 7 years (art. 52 AWR).",
        ),
        (
            "WGBO",
            date(2026, 1, 1),
            " Voor “medisch dossier (WGBO)” is dat minstens 20 jaar.",
            " For “medical” that is at least 20 years.",
        ),
        (
            "WGBO",
            date(2019, 12, 31),
            " Voor “medisch dossier (WGBO)” is dat minstens 15 jaar.",
            " For “medical_until_2020” that is at least 15 years.",
        ),
        ("Archiefwet 1995", date(2026, 1, 1), "", ""),
    ],
)
def test_the_period_of_the_act(law: str, on: date, nl: str, en: str) -> None:
    source = f"retention: {{exception: {{description: tenzij dat moet, law: {law}}}}}\n"
    said = (f"{ASKED[0]} hoe lang.{nl}", f"{ASKED[1]} for how long.{en}")
    assert told(ask("RT003", source, on)) == [("warning", "retention.exception.period", *said)]
    source = term(f"until: de wettelijke bewaarplicht voorbij is, law: {law}")
    assert told(ask("RT003", source, on)) == [("warning", "purposes.p.retention.until", *said)]


# --- RT004: a norm by the words of a purpose ---


@pytest.mark.parametrize(
    ("name", "fields", "limit"),
    [
        ("Camera's", "retention: {period: P1Y}", "“camera”: at most 4 weeks"),
        ("Beveiliging met camera’s", "retention: {period: P1Y}", "“camera”: at most 4 weeks"),
        ("Camera's in de winkel", "retention: {period: P4W}", None),
        ("Camera's verkopen", "retention: {period: P7Y}", None),
        ("Diefstal", "retention: {period: P1Y, from: de opname van de camerabeelden}", "“camera”: at most 4 weeks"),
        ("Solliciteren", "retention: {period: P5Y}", "“applicants”: at most 4 weeks"),
        ("Werven", "retention: {at_most: P5Y, from: ontvangst van uw cv}", "“applicants”: at most 4 weeks"),
        ("Werven", "retention: {period: P4W, from: sluiting van de vacature}", None),
        ("Solliciteren", "legal_basis: consent, retention: {period: P1Y}", None),
        ("Solliciteren", "legal_basis: consent, retention: {period: P2Y}", "“applicants”: at most 1 year"),
        ("Solliciteren", "retention: {period: P1Y, law: Archiefwet}", None),
        ("Camera's", "retention: {period: P1Y, norm: general}", None),
    ],
)
def test_a_norm_by_words(name: str, fields: str, limit: str | None) -> None:
    found = ask("RT004", purpose(fields, name=name))
    assert [(str(one.severity), one.message.en.partition("the norm ")[2]) for one in found] == (
        [] if limit is None else [("info", f"{limit}.")]
    )


def test_the_help_for_a_norm_by_words() -> None:
    (one,) = ask("RT004", term("period: P1Y, from: uw sollicitatie"))
    assert one.help is not None
    assert (one.help.nl, one.help.en) == (
        "Pas de termijn aan. Gaat het om andere gegevens of hebt u een goede reden, leg dat dan vast met suppress.",
        "Change the term. If these are other data, or you have a good reason, record it with suppress.",
    )


def test_who_agrees_may_be_kept_for_a_year() -> None:
    assert ask("RT004", term("period: P1Y, norm: applicants", ", legal_basis: consent")) == ()
    (one,) = ask("RT004", term("period: P13M, norm: applicants", ", legal_basis: consent"))
    assert str(one.severity) == "warning"


def test_a_statute_may_set_a_longest_time() -> None:
    law = "from: de opname, law: Gemeentewet, article: 151c"
    assert ask("RT004", term(f"period: P4W, {law}")) == ()
    (one,) = ask("RT004", term(f"period: P29D, {law}"))
    assert one.message.en.endswith("deviates from the norm “camera_public_order”: at most 4 weeks.")
    source = term("until: de wettelijke bewaarplicht voorbij is, law: Gemeentewet")
    assert [found.message.en for found in ask("RT003", source)] == [
        f"{ASKED[1]} for how long. For “camera_public_order” that is at most 4 weeks."
    ]
