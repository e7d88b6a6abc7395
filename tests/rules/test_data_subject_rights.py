"""Family RI: what the pages do not show."""

from __future__ import annotations

import pytest

from rules.asking import ask, places, related, told

BASIC = "access, rectification, erasure, restriction"


def stated(rights: str = BASIC, more: str = "") -> str:
    return f"rights:\n  stated: [{rights}]\n{more}"


def purpose(fields: str, id_: str = "p", name: str = "Nieuws") -> str:
    return f"purposes:\n  {id_}: {{name: {name}, {fields}}}\n"


TAKEN_OVER = "transcription: true\n"

# --- RI001 and RI002 ---


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        (stated("restriction"), ["access", "rectification", "erasure"]),
        (stated("access, restriction"), ["rectification", "erasure"]),
        (stated("access, rectification"), ["erasure"]),
        (stated(), []),
        ("rights: {free: true}\n", []),
        (purpose("legal_basis: consent"), []),
        (TAKEN_OVER, ["access", "rectification", "erasure"]),
        (TAKEN_OVER + stated(), []),
    ],
)
def test_basic_rights(source: str, missing: list[str]) -> None:
    assert [one.subject for one in ask("RI001", source)] == missing


def test_basic_rights_in_words() -> None:
    assert told(ask("RI001", stated("restriction"))) == [
        ("error", "rights.stated", "Het recht op inzage ontbreekt.", "The right of access is missing."),
        ("error", "rights.stated", "Het recht op rectificatie ontbreekt.", "The right to rectification is missing."),
        ("error", "rights.stated", "Het recht op wissing ontbreekt.", "The right to erasure is missing."),
    ]


def test_restriction() -> None:
    assert told(ask("RI002", stated("access"))) == [
        (
            "error",
            "rights.stated",
            "Het recht op beperking van de verwerking ontbreekt.",
            "The right to restriction of processing is missing.",
        )
    ]
    assert places(ask("RI002", stated())) == places(ask("RI002", purpose("legal_basis: consent"))) == []
    assert places(ask("RI002", TAKEN_OVER)) == ["rights.stated “restriction”"]


# --- RI003 ---

SPECIAL = "special_ground: {condition: 9_2_a}"
DECISION = "automated_decisions: {{present: {present}, decisions: {{d: {{name: Krediet{ground}}}}}}}\n"


def decision(present: str, ground: str = "") -> str:
    return DECISION.format(present=present, ground=f", ground: {ground}" if ground else "")


def category(origin: str) -> str:
    return f"data_categories: {{d: {{name: D, origin: {origin}}}}}\n"


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        (purpose("legal_basis: consent"), ["portability"]),
        (purpose("legal_basis: contract"), ["portability"]),
        (purpose("legal_basis: contract, automated_means: true"), ["portability"]),
        (purpose("legal_basis: contract, automated_means: false"), []),
        (purpose("legal_basis: vital_interests"), []),
        (purpose("legal_basis: legal_obligation"), []),
        (purpose(f"legal_basis: legal_obligation, {SPECIAL}"), ["portability"]),
        (purpose("legal_basis: legal_obligation, special_ground: {condition: 9_2_b}"), []),
        (purpose("legal_basis: contract, own_role: processor"), []),
        (purpose("legal_basis: contract, until: 2026-11-22"), []),
        (purpose("legal_basis: contract, until: 2026-11-23"), ["portability"]),
        (purpose("legal_basis: contract, data: [d]") + category("third_party"), []),
        (purpose("legal_basis: contract, data: [d]") + category("derived"), []),
        (purpose("legal_basis: contract, data: [d]") + category("provided"), ["portability"]),
        (purpose("legal_basis: contract, data: [d]") + category("[derived, observed]"), ["portability"]),
        (purpose("legal_basis: contract, data: [d]") + "data_categories: {d: {name: D}}\n", ["portability"]),
        (purpose("legal_basis: legitimate_interests"), ["objection"]),
        (purpose("legal_basis: public_task"), ["objection"]),
        (purpose("legal_basis: public_task, own_role: processor"), []),
        (purpose("direct_marketing: {by: email}"), ["objection"]),
        (purpose("direct_marketing: {}"), ["objection"]),
        (purpose("legal_basis: [contract, public_task]"), ["objection", "portability"]),
        ("cookies: {c: {legal_basis: legitimate_interests}}\n", ["objection"]),
        ("cookies: {c: {legal_basis: public_task}}\n", ["objection"]),
        ("cookies: {c: {legal_basis: contract}}\n", []),
        ("cookies: {c: {legal_basis: consent}}\n", []),
        ("automated_decisions: {present: true}\n", ["automated_decisions"]),
        ("automated_decisions: {present: false}\n", []),
        ("automated_decisions: {explanation: Nog niet besloten.}\n", []),
        (decision("true"), ["automated_decisions"]),
        (decision("null"), ["automated_decisions"]),
        (decision("false", "contract"), []),
        (decision("true", "law"), []),
        (decision("true", "explicit_consent"), ["automated_decisions", "withdraw_consent"]),
        (decision("false", "explicit_consent"), []),
        (
            "recipients: {r: {name: R, transfers: {t: {mechanism: derogation, ground: 49_1_a}}}}\n",
            ["withdraw_consent"],
        ),
        ("recipients: {r: {name: R, transfers: {t: {mechanism: derogation, ground: 49_1_b}}}}\n", []),
        ("recipients: {r: {name: R, transfers: {t: {mechanism: adequacy}}}}\n", []),
    ],
)
def test_what_opens_a_right(source: str, missing: list[str]) -> None:
    assert sorted(one.subject for one in ask("RI003", source + stated())) == missing
    assert places(ask("RI003", source)) == []


def test_consent_to_a_purpose_leaves_the_withdrawal_to_the_rule_on_consent() -> None:
    source = decision("true", "explicit_consent") + "cookies: {c: {consent: required}}\n" + stated()
    assert [one.subject for one in ask("RI003", source)] == ["automated_decisions"]


@pytest.mark.parametrize("right", ["portability", "objection", "automated_decisions", "withdraw_consent"])
def test_a_right_that_is_stated_is_not_missing(right: str) -> None:
    source = purpose("legal_basis: [contract, public_task]") + decision("true", "explicit_consent")
    missing = [one.subject for one in ask("RI003", source + stated(f"{BASIC}, {right}"))]
    assert len(missing) == 3
    assert right not in missing


@pytest.mark.parametrize(
    ("source", "nl", "en"),
    [
        (
            purpose("legal_basis: consent"),
            "Omdat doel “Nieuws” op toestemming steunt, moet u het recht op overdraagbaarheid noemen.",
            "Because purpose “Nieuws” rests on consent, you must name the right to data portability.",
        ),
        (
            purpose("legal_basis: contract"),
            "Omdat doel “Nieuws” op een overeenkomst steunt, moet u het recht op overdraagbaarheid noemen.",
            "Because purpose “Nieuws” rests on a contract, you must name the right to data portability.",
        ),
        (
            purpose(SPECIAL),
            "Omdat doel “Nieuws” op toestemming steunt, moet u het recht op overdraagbaarheid noemen.",
            "Because purpose “Nieuws” rests on consent, you must name the right to data portability.",
        ),
        (
            purpose("legal_basis: public_task"),
            "Omdat doel “Nieuws” op een taak van algemeen belang steunt, moet u het recht van bezwaar noemen.",
            "Because purpose “Nieuws” rests on a public task, you must name the right to object.",
        ),
        (
            purpose("direct_marketing: {by: post}"),
            "Omdat u met doel “Nieuws” reclame maakt, moet u het recht van bezwaar noemen.",
            "Because purpose “Nieuws” is direct marketing, you must name the right to object.",
        ),
        (
            "cookies: {c: {names: [_a, _b], legal_basis: legitimate_interests}}\n",
            "Omdat cookie “_a” op gerechtvaardigd belang steunt, moet u het recht van bezwaar noemen.",
            "Because cookie “_a” rests on legitimate interests, you must name the right to object.",
        ),
        (
            "cookies: {c: {name: Meting, names: [_a], legal_basis: legitimate_interests}}\n",
            "Omdat cookie “Meting” op gerechtvaardigd belang steunt, moet u het recht van bezwaar noemen.",
            "Because cookie “Meting” rests on legitimate interests, you must name the right to object.",
        ),
        (
            "cookies: {c: {legal_basis: legitimate_interests}}\n",
            "Omdat cookie “c” op gerechtvaardigd belang steunt, moet u het recht van bezwaar noemen.",
            "Because cookie “c” rests on legitimate interests, you must name the right to object.",
        ),
        (
            "automated_decisions: {present: true}\n",
            "Omdat u besluiten neemt zonder dat een mens meekijkt, moet u het recht op menselijke tussenkomst noemen.",
            "Because you take decisions without a human who looks on, you must name the right to human intervention.",
        ),
        (
            "recipients: {r: {name: R, transfers: {t: {mechanism: derogation, ground: 49_1_a}}}}\n",
            "Omdat de doorgifte aan “R” op toestemming steunt, moet u het recht om toestemming in te trekken noemen.",
            "Because the transfer to “R” rests on consent, you must name the right to withdraw consent.",
        ),
    ],
)
def test_a_missing_right_in_words(source: str, nl: str, en: str) -> None:
    assert told(ask("RI003", source + stated())) == [("error", "rights.stated", nl, en)]


def test_a_decision_on_consent_in_words() -> None:
    said = told(ask("RI003", decision("true", "explicit_consent") + stated(f"{BASIC}, automated_decisions")))
    assert said == [
        (
            "error",
            "rights.stated",
            "Omdat besluit “Krediet” op toestemming steunt, moet u het recht om toestemming in te trekken noemen.",
            "Because decision “Krediet” rests on consent, you must name the right to withdraw consent.",
        )
    ]


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("purposes:\n  p:\n    name: P\n    legal_basis:\n      - vital_interests\n      - public_task\n", (6, 9)),
        ("purposes:\n  p:\n    name: P\n    special_ground: {condition: 9_2_a}\n", (4, 5)),
        ("purposes:\n  p:\n    name: P\n    direct_marketing: {by: post}\n", (4, 5)),
        ("cookies:\n  c:\n    legal_basis:\n      - vital_interests\n      - public_task\n", (5, 9)),
        ("automated_decisions:\n  present: true\n", (2, 3)),
        ("automated_decisions:\n  decisions:\n    d:\n      name: D\n", (3, 5)),
        (
            "recipients:\n  r:\n    name: R\n    transfers:\n      t: {mechanism: derogation, ground: 49_1_a}\n",
            (5, 34),
        ),
    ],
)
def test_a_missing_right_points_at_what_gives_it(source: str, place: tuple[int, int]) -> None:
    assert related(*ask("RI003", source + stated())) == [(*place, "dit geeft het recht", "this gives the right")]


def test_a_decision_on_consent_points_at_its_ground() -> None:
    source = "automated_decisions:\n  decisions:\n    d:\n      name: D\n      ground: explicit_consent\n"
    assert related(*ask("RI003", source + stated(f"{BASIC}, automated_decisions"))) == [
        (5, 7, "dit geeft het recht", "this gives the right")
    ]


# --- RI004 ---

WIDE = "Het {} geldt niet voor alle gegevens. Leg uit wanneer wel."
NOTHING = "Het {} geldt voor niets in deze verklaring."
OPEN = purpose("legal_basis: [contract, legitimate_interests]")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (OPEN + stated("portability"), ["rights.stated.0"]),
        (OPEN + stated("access, objection"), ["rights.stated.1"]),
        (OPEN + stated("access, rectification, erasure, restriction, complaint"), []),
        (OPEN + stated("portability", "  introduction: U kunt uw gegevens uit een overeenkomst meenemen.\n"), []),
        (OPEN + stated("objection", "  introduction: Bezwaar kan bij een gerechtvaardigd belang.\n"), []),
        (OPEN + stated("objection", "  introduction: Overdracht kan bij een overeenkomst.\n"), ["rights.stated.0"]),
        (
            OPEN + stated("objection", "  per_right: {objection: {explanation: U mag bezwaar maken.}}\n"),
            ["rights.per_right.objection.explanation"],
        ),
        (OPEN + stated("objection", "  per_right: {objection: {channel: https://a.nl}}\n"), ["rights.stated.0"]),
        (OPEN + stated("objection", "  per_right: {objection: {explanation: Bij reclame.}}\n"), []),
        (purpose("legal_basis: consent") + stated("withdraw_consent"), []),
        (purpose("legal_basis: contract") + stated("withdraw_consent"), ["rights.stated.0"]),
        (purpose("legal_basis: contract") + stated("objection"), ["rights.stated.0"]),
        (purpose("description: Nog open.") + stated("objection"), []),
        ("purposes:\n  p: {name: Leeg}\n" + stated("objection"), []),
        (stated("objection"), []),
        (purpose("legal_basis: contract") + "  q: {name: Leeg}\n" + stated("objection"), []),
        (purpose("legal_basis: contract") + "  q: {name: Q, condition: x}\n" + stated("objection"), []),
        (stated("automated_decisions"), []),
        ("automated_decisions: {explanation: Nog open.}\n" + stated("automated_decisions"), []),
        ("automated_decisions: {present: false}\n" + stated("automated_decisions"), ["rights.stated.0"]),
        ("automated_decisions: {present: true}\n" + stated("automated_decisions"), []),
        (
            "automated_decisions: {decisions: {d: {name: D, ground: law}}}\n" + stated("automated_decisions"),
            ["rights.stated.0"],
        ),
        (OPEN + "rights: {free: true}\n", []),
        (OPEN, []),
    ],
)
def test_a_right_told_too_widely(source: str, expected: list[str]) -> None:
    assert places(ask("RI004", source)) == expected


def test_a_right_told_too_widely_in_words() -> None:
    source = OPEN + stated("portability, withdraw_consent", "  per_right: {portability: {explanation: Alles.}}\n")
    assert sorted(told(ask("RI004", source))) == [
        (
            "warning",
            "rights.per_right.portability.explanation",
            "Het recht op overdraagbaarheid geldt niet voor alle gegevens. Leg uit wanneer wel.",
            "The right to data portability does not apply to all data. Explain when it does.",
        ),
        (
            "warning",
            "rights.stated.1",
            "Het recht om toestemming in te trekken geldt voor niets in deze verklaring.",
            "The right to withdraw consent applies to nothing in this statement.",
        ),
    ]
    assert {one.reader for one in ask("RI004", source)} == {"Alles.", None}


# --- RI005 and RI006 ---


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        (OPEN + stated("objection"), True),
        (OPEN, False),
        (OPEN + stated(), False),
        (purpose("legal_basis: contract") + stated("objection"), False),
        (OPEN + stated("objection") + "sections: {s: {title: Uw recht van Bezwaar, text: Stop.}}\n", False),
        (OPEN + stated("objection") + "sections: {s: {title: Links, text: Bezwaar.}}\n", True),
    ],
)
def test_an_objection_in_a_list(source: str, asked: bool) -> None:
    assert places(ask("RI005", source)) == (["rights.stated.0"] if asked else [])


def test_an_objection_in_a_list_in_words() -> None:
    source = purpose("legal_basis: public_task") + stated("access, objection")
    assert told(ask("RI005", source)) == [
        (
            "warning",
            "rights.stated.1",
            "Zet het recht van bezwaar apart en opvallend neer.",
            "Set the right to object apart, where it catches the eye.",
        )
    ]
    assert [one[2:] for one in related(*ask("RI005", source))] == [("dit geeft het recht", "this gives the right")]


ASKED = purpose("legal_basis: consent")


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        (ASKED + stated("access, withdraw_consent"), True),
        ("cookies: {c: {consent: required}}\n" + stated("access, withdraw_consent"), True),
        ("cookies: {c: {legal_basis: consent}}\n" + stated("access, withdraw_consent"), True),
        ("cookies: {c: {consent: exempt}}\n" + stated("access, withdraw_consent"), False),
        (ASKED, False),
        (ASKED + stated(), False),
        (purpose("legal_basis: contract") + stated("access, withdraw_consent"), False),
        (purpose("legal_basis: consent, own_role: processor") + stated("access, withdraw_consent"), False),
        (purpose(SPECIAL) + stated("access, withdraw_consent"), True),
        (ASKED + stated("access, withdraw_consent") + "introduction: Intrekken werkt niet terug.\n", False),
        (
            ASKED + stated("access, withdraw_consent") + "consent: {withdrawal: Wat wij vóór de intrekking deden.}\n",
            False,
        ),
    ],
)
def test_the_effect_of_withdrawal(source: str, asked: bool) -> None:
    nl, en = "Vermeld dat intrekken niet terugwerkt.", "State that withdrawal does not work back."
    assert told(ask("RI006", source)) == ([("warning", "rights.stated.1", nl, en)] if asked else [])


# --- RI007 ---


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        (stated(), True),
        (stated("complaint"), True),
        (TAKEN_OVER, True),
        (TAKEN_OVER + "rights: {free: true}\n", True),
        (ASKED, False),
        ("rights: {free: true}\n", False),
        (stated(more="  complaint: {authority: NL}\n"), False),
        (stated(more="  complaint: {explanation: U mag klagen.}\n"), False),
        (stated(more="  complaint: {}\n"), True),
        (stated(more="  per_right: {complaint: {explanation: U mag klagen.}}\n"), False),
        (stated(more="  per_right: {complaint: {channel: https://a.nl}}\n"), False),
        (stated(more="  per_right: {complaint: {}}\n"), True),
        (stated(more="  per_right: {access: {explanation: Kijk maar.}}\n"), True),
        (stated(more="  complaint_ladder: [{name: Onze directie}]\n"), True),
        (stated(more="  complaint_ladder: [{name: Onze directie}, {name: De Autoriteit Persoonsgegevens}]\n"), False),
        (stated(more="  complaint_ladder: [{name: De AP}]\n"), False),
    ],
)
def test_the_right_to_complain(source: str, missing: bool) -> None:
    expected = (
        "error",
        "rights.complaint",
        "Het recht om een klacht in te dienen bij de toezichthouder ontbreekt.",
        "The right to lodge a complaint with the supervisory authority is missing.",
    )
    assert told(ask("RI007", source)) == ([expected] if missing else [])


# --- RI008 ---

AP = "rights: {complaint: {authority: NL"
FORUM = "Betrokkenen mogen klagen waar zij wonen, werken of waar de inbreuk is."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            f"{AP}, explanation: Klaag waar u bent gevestigd.}}}}\n",
            ["rights.complaint.explanation “waar u bent gevestigd”"],
        ),
        (f"{AP}, explanation: Klaag waar u woont of waar u bent gevestigd.}}}}\n", []),
        (f"{AP}, explanation: U kunt niet alleen bij de Autoriteit Persoonsgegevens klagen.}}}}\n", []),
        (
            f"{AP}, explanation: Klagen kan uitsluitend bij de Autoriteit Persoonsgegevens.}}}}\n",
            ["rights.complaint.explanation “uitsluitend bij de Autoriteit Persoonsgegevens”"],
        ),
        ("introduction: Wij delen dit alleen met de toezichthouder.\n", []),
        (
            "introduction: Een klacht hoort in het land van vestiging.\n",
            ["introduction “klacht hoort in het land van vestiging”"],
        ),
    ],
)
def test_a_forum_that_is_too_narrow(source: str, expected: list[str]) -> None:
    assert places(ask("RI008", source)) == expected


def test_a_forum_that_is_too_narrow_in_words() -> None:
    source = f"{AP}, explanation: Welkom. Klaag waar u bent gevestigd.}}}}\n"
    assert told(ask("RI008", source)) == [
        (
            "warning",
            "rights.complaint.explanation",
            FORUM,
            "People may complain where they live, where they work or where the infringement is.",
        )
    ]
    (one,) = ask("RI008", source)
    assert one.reader == "Klaag waar u bent gevestigd."


LINK = "introduction: Klaag [hier](https://autoriteitpersoonsgegevens.nl/nl/zelf-doen/x).\n"
NAMED = "controller: {address: {country: %s}}\n"
PUBLISHED = "rights:\n  stated: [complaint]\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (ASKED, ["rights.complaint.authority"]),
        ("cookies: {c: {name: C}}\n", ["rights.complaint.authority"]),
        ("introduction: Welkom.\n", []),
        (ASKED + NAMED % "NL", []),
        (ASKED + NAMED % "US", ["rights.complaint.authority"]),
        (ASKED + "controllers: {a: {name: A}, b: {address: {country: DE}}}\n", []),
        (ASKED + NAMED % "US" + "rights: {complaint: {authority: NL}}\n", []),
        (ASKED + NAMED % "NL" + "rights: {complaint: {authority: US}}\n", ["rights.complaint.authority"]),
        (PUBLISHED + "  complaint: {authority: NL}\n", ["rights.complaint.explanation"]),
        (PUBLISHED + "  complaint: {explanation: Klaag bij de toezichthouder.}\n", ["rights.complaint.explanation"]),
        (PUBLISHED + "  complaint: {explanation: 'Klaag [hier](https://a.nl).'}\n", []),
        (PUBLISHED + "  per_right: {complaint: {explanation: 'Klaag [hier](https://a.nl).'}}\n", []),
        (PUBLISHED + "  per_right: {complaint: {channel: https://a.nl}}\n", []),
        (PUBLISHED + "  per_right: {complaint: {channel: mailto:a@a.nl}}\n", ["rights.complaint.explanation"]),
        (PUBLISHED + "  complaint_ladder: [{name: De AP, url: https://a.nl}]\n", []),
        (PUBLISHED + "  complaint_ladder: [{name: De AP}]\n", ["rights.complaint.explanation"]),
        (PUBLISHED, []),
        (TAKEN_OVER + ASKED, []),
    ],
)
def test_an_authority_without_a_website(source: str, expected: list[str]) -> None:
    assert places(ask("RI008", source)) == expected


def test_an_authority_without_a_website_in_words() -> None:
    website = "Autoriteit Persoonsgegevens, https://www.autoriteitpersoonsgegevens.nl"
    assert [one[2:] for one in told(ask("RI008", PUBLISHED + "  complaint: {authority: NL}\n"))] == [
        (
            f"Noem de toezichthouder met website: {website}.",
            f"Name the supervisory authority with its website: {website}.",
        )
    ]
    assert [one[2:] for one in told(ask("RI008", ASKED))] == [
        ("Noem de toezichthouder met website.", "Name the supervisory authority with its website.")
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "introduction: Het College Bescherming Persoonsgegevens ziet toe.\n",
            ["introduction “College Bescherming Persoonsgegevens”"],
        ),
        ("introduction: Bel 070 - 8888 500 voor hulp.\n", ["introduction “070 - 8888 500”"]),
        (LINK, ["introduction “autoriteitpersoonsgegevens.nl/nl/”"]),
        (
            "rights: {complaint_ladder: [{name: X, url: https://cbpweb.nl}]}\n",
            ["rights.complaint_ladder.0.url “cbpweb.nl”"],
        ),
        (
            "rights: {per_right: {complaint: {channel: https://cbpweb.nl}}}\n",
            ["rights.per_right.complaint.channel “cbpweb.nl”"],
        ),
        ("release: {stays: Het College bescherming persoonsgegevens.}\n", []),
        ("unconfirmed: [{at: dpo, question: Het College bescherming persoonsgegevens?}]\n", []),
        ("introduction: De Autoriteit Persoonsgegevens ziet toe.\n", []),
    ],
)
def test_an_authority_that_has_moved_on(source: str, expected: list[str]) -> None:
    assert places(ask("RI008", source)) == expected


def test_an_authority_that_has_moved_on_in_words() -> None:
    assert [one[2:] for one in told(ask("RI008", "introduction: Bel 070 - 8888 500.\n"))] == [
        (
            "“070 - 8888 500” klopt niet meer. Neem de gegevens van de toezichthouder over van haar website.",
            "“070 - 8888 500” is out of date. Take the details of the authority from its website.",
        )
    ]


# --- RI009 ---

MONTH = ("Noem de termijn: binnen één maand na uw verzoek.", "State the time: within one month of the request.")


def response(value: str) -> str:
    return f"rights: {{response_time: {value}}}\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ["rights.response_time"]),
        ("rights: {free: true}\n", ["rights.response_time"]),
        (response("{extension: P2M}"), ["rights.response_time"]),
        (response("P1M"), []),
        (response("P4W"), []),
        (response("P30D"), []),
        (response("P31D"), []),
        (response("P32D"), ["rights.response_time “P32D”"]),
        (response("P2M"), ["rights.response_time “P2M”"]),
        (response("{within: P1M, extension: P2M}"), []),
        (response("{within: P1M, extension: P60D}"), []),
        (response("{within: P1M, extension: P3M}"), ["rights.response_time.extension"]),
        (response("{within: P2M, extension: P3M}"), ["rights.response_time “P2M”", "rights.response_time.extension"]),
        (response("{words: Binnen een maand.}"), []),
        (response("{words: Binnen 14 dagen.}"), []),
        (response("{words: Binnen vier weken.}"), []),
        (response("{words: Binnen tien werkdagen.}"), []),
        (response("{words: Binnen 48 uur.}"), []),
        (response("{words: Zo spoedig mogelijk.}"), ["rights.response_time.words “Zo spoedig mogelijk”"]),
        (response("{words: Binnen drie maanden.}"), ["rights.response_time.words"]),
        (response("{words: Binnen 60 dagen.}"), ["rights.response_time.words"]),
        (
            response("{words: Binnen zes weken., extension: P3M}"),
            ["rights.response_time.words", "rights.response_time.extension"],
        ),
        (response("{within: P1M, words: Zo spoedig mogelijk.}"), []),
    ],
)
def test_the_time_for_an_answer(source: str, expected: list[str]) -> None:
    assert places(ask("RI009", source)) == expected


@pytest.mark.parametrize("value", ["P2M", "{words: Ooit.}", "{extension: P1M}"])
def test_the_time_for_an_answer_in_words(value: str) -> None:
    assert [(level, *said) for level, _, *said in told(ask("RI009", response(value)))] == [("warning", *MONTH)]


def test_the_words_of_an_answer_are_shown() -> None:
    (one,) = ask("RI009", response("{words: Ooit. Zo snel mogelijk.}"))
    assert (one.reader, one.subject) == ("Ooit. Zo snel mogelijk.", "Zo snel mogelijk")


def test_an_extension_in_words() -> None:
    assert [one[2:] for one in told(ask("RI009", response("{within: P1M, extension: P10W}")))] == [
        (
            "Uitstel mag hoogstens twee maanden duren, niet 10 weken.",
            "An extension is two months at most, not 10 weeks.",
        )
    ]


# --- RI010 ---


def asking(rights: str, rest: str = "") -> str:
    return f"rights: {{{rights}}}\n{rest}"


MAIL, FREE = "channel: {email: a@a.nl}", "free: true"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ["rights.channel"]),
        (asking(""), ["rights.channel"]),
        (asking("channel: {phone: +31 20 123 45 67}"), ["rights.channel.email"]),
        (asking(MAIL), []),
        (asking("channel: {form: https://a.nl}"), []),
        (asking("channel: {explanation: Mail naar a@a.nl.}"), []),
        (asking("channel: {explanation: 'Ga [hierheen](https://a.nl).'}"), []),
        (asking("channel: {explanation: Bel ons.}"), ["rights.channel.email"]),
        (asking("channel: {controller_contact: true}", "controller: {email: a@a.nl}\n"), []),
        (asking("channel: {controller_contact: true}", "controller: {contact_form: https://a.nl}\n"), []),
        (asking("channel: {controller_contact: true}", "controllers: {a: {name: A}, b: {email: a@a.nl}}\n"), []),
        (asking("channel: {controller_contact: true}", "controller: {name: A}\n"), ["rights.channel.email"]),
        (asking("channel: {controller_contact: false}", "controller: {email: a@a.nl}\n"), ["rights.channel.email"]),
        (asking("", "controller: {email: a@a.nl}\n"), ["rights.channel"]),
        (asking("", "dpo: {email: a@a.nl}\n"), []),
        (asking("", "dpo: {contact_form: https://a.nl}\n"), []),
        (asking("", "dpo: {phone: +31 20 123 45 67}\n"), ["rights.channel"]),
        (asking("per_right: {access: {channel: https://a.nl}}"), []),
        (asking("per_right: {access: {channel: mailto:a@a.nl}}"), []),
        (asking("per_right: {access: {channel: 'tel:+31201234567'}}"), ["rights.channel"]),
        (asking("per_right: {access: {explanation: Bel ons.}}"), ["rights.channel"]),
        (asking("per_right: {complaint: {channel: https://a.nl}}"), ["rights.channel"]),
    ],
)
def test_an_electronic_route(source: str, expected: list[str]) -> None:
    assert [place for place in places(ask("RI010", source)) if "channel" in place] == expected


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Stuur een kopie van uw paspoort mee.", "kopie van uw paspoort"),
        ("Wij willen weten wie u bent, dus graag duidelijk aangeeft wie u bent.", "duidelijk aangeeft wie u bent"),
        ("Wij vragen geen kopie van uw paspoort.", None),
        ("U hoeft nooit een kopie van uw paspoort te sturen.", None),
        ("Wij doen het niet zomaar, daarom vragen wij een kopie van uw paspoort.", "kopie van uw paspoort"),
        ("Wij bellen u terug.", None),
    ],
)
def test_too_much_to_identify_people(text: str, phrase: str | None) -> None:
    source = f"rights:\n  {MAIL}\n  {FREE}\n  identification: {text}\n"
    assert places(ask("RI010", source)) == ([] if phrase is None else [f"rights.identification “{phrase}”"])


def test_what_is_asked_elsewhere_is_not_for_a_request() -> None:
    source = f"introduction: Bij de balie ziet u een kopie van uw paspoort.\nrights:\n  {MAIL}\n  {FREE}\n"
    assert places(ask("RI010", source)) == []


SAY_SO = ("info", "Vermeld dat een verzoek gratis is.", "State that a request is free of charge.")
MUST_BE = ("warning", "Een verzoek moet gratis zijn.", "A request must be free of charge.")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", [SAY_SO]),
        ("  free: true\n", []),
        ("  free: false\n", [MUST_BE]),
        ("  introduction: Een verzoek is gratis.\n", []),
        ("introduction: Ons product is gratis.\n", [SAY_SO]),
        ("  introduction: Een verzoek is gratis.\n  free: false\n", [MUST_BE]),
    ],
)
def test_a_request_is_free(more: str, expected: list[tuple[str, str, str]]) -> None:
    said = told(ask("RI010", f"rights:\n  {MAIL}\n{more}"))
    assert said == [(level, "rights.free", nl, en) for level, nl, en in expected]


def test_a_request_in_words() -> None:
    source = "rights:\n  free: true\n  identification: Welkom. Stuur een kopie van uw paspoort.\n"
    assert told(ask("RI010", source)) == [
        (
            "warning",
            "rights.channel",
            "Leg uit hoe iemand langs digitale weg een verzoek doet.",
            "Explain how people make a request by electronic means.",
        ),
        (
            "warning",
            "rights.identification",
            "Leg uit hoe u de identiteit controleert, en vraag daarvoor niet meer dan nodig is.",
            "Explain how you check who somebody is, and ask no more for it than needed.",
        ),
    ]
    assert [one.reader for one in ask("RI010", source)] == [None, "Stuur een kopie van uw paspoort."]


# --- RI008: no condition, and the right authority ---

AP_SITE = "Kijk op https://www.autoriteitpersoonsgegevens.nl."


def complaint(text: str, authority: str = "authority: NL, ") -> str:
    return stated("complaint", f'  complaint: {{{authority}explanation: "{text}"}}\n')


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("U moet eerst bij ons klagen. Pas daarna mag u naar de toezichthouder.", "U moet eerst bij ons klagen"),
        ("Uw klacht moet u eerst bij ons indienen.", "moet u eerst bij ons"),
        ("Dien een klacht bij ons in; pas daarna kunt u naar de AP.", "pas daarna kunt u naar de AP"),
        ("U mag pas naar de AP als wij hebben geantwoord.", "mag pas naar de AP als"),
        ("U kunt pas klagen bij de toezichthouder nadat u ons schreef.", "kunt pas klagen bij de toezichthouder nadat"),
        ("U mag alleen naar de toezichthouder als u bij ons was.", "mag alleen naar de toezichthouder als"),
        ("Alleen als wij niet helpen, mag u naar de AP.", "Alleen als wij niet helpen, mag u naar de AP"),
        ("U hoeft niet eerst bij ons te klagen.", None),
        ("U moet niet eerst bij ons klagen.", None),
        ("Wij vragen u eerst bij ons te klagen.", None),
        ("Als u er met ons niet uitkomt, kunt u naar de toezichthouder.", None),
        ("U moet eerst bij ons klagen voordat u naar de geschillencommissie gaat.", None),
    ],
)
def test_nobody_need_complain_elsewhere_first(text: str, words: str | None) -> None:
    found = ask("RI008", complaint(f"{text} {AP_SITE}"))
    expected = (
        "warning",
        "rights.complaint.explanation",
        "Iedereen mag meteen bij de toezichthouder klagen, ook wie nog niet bij u heeft geklaagd.",
        "Anyone may complain to the supervisory authority at once, also who has not complained to you yet.",
    )
    assert told(found) == ([] if words is None else [expected])
    assert [one.subject for one in found] == ([] if words is None else [words])


def test_a_step_before_the_authority_may_come_first() -> None:
    step = '{name: Geschillencommissie, explanation: "U moet eerst bij ons klagen."}'
    assert ask("RI008", f"rights:\n  complaint_ladder: [{step}]\n") == ()
    condition = "U moet uw klacht eerst bij ons indienen voordat u naar de toezichthouder gaat."
    assert places(ask("RI008", f"introduction: {condition}\n")) == ["introduction “U moet uw klacht eerst bij ons”"]


def elsewhere(country: str, authority: str, more: str = "") -> str:
    address = f"{{street: Veldweg 1, postal_code: 1234 AB, city: Meerdam, country: {country}}}"
    return f"controller: {{name: Z, address: {address}}}\nrights: {{complaint: {{authority: {authority}{more}}}}}\n"


def test_the_authority_of_another_country() -> None:
    assert told(ask("RI008", elsewhere("NL", "BE"))) == [
        (
            "warning",
            "rights.complaint.authority",
            "U noemt de toezichthouder van België, en niet die van uw eigen land (Nederland): "
            "Autoriteit Persoonsgegevens.",
            "You name the supervisory authority of Belgium, and not that of your own country (Netherlands): "
            "Autoriteit Persoonsgegevens.",
        )
    ]


@pytest.mark.parametrize(
    "source",
    [
        elsewhere("NL", "NL"),
        elsewhere("US", "BE"),
        elsewhere("NL", "BE", ", explanation: Of bij de Autoriteit Persoonsgegevens"),
        elsewhere("NL", "BE", ", explanation: Of bij de AP"),
        "controller: {name: Z}\nrights: {complaint: {authority: BE}}\n",
    ],
)
def test_an_authority_that_may_be_named(source: str) -> None:
    assert ask("RI008", source) == ()


def test_joint_controllers_may_choose_one_authority() -> None:
    one, other = (f"{{name: {id_}, address: {{city: X, country: {id_}}}}}" for id_ in ("NL", "BE"))
    named = f"controllers:\n  a: {one}\n  b: {other}\nrights: {{complaint: {{authority: %s}}}}\n"
    assert ask("RI008", named % "BE") == ()
    assert places(ask("RI008", named % "DE")) == ["rights.complaint.authority"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("U kunt klagen bij de Autoriteit Consument en Markt, https://www.acm.nl.", "Autoriteit Consument en Markt"),
        ("U kunt klagen bij de ombudsman.", "ombudsman"),
        ("U kunt klagen bij de AP (https://www.autoriteitpersoonsgegevens.nl) of de ombudsman.", None),
        ("Klaag op https://www.autoriteitpersoonsgegevens.nl of bij de ombudsman.", None),
    ],
)
def test_who_does_not_supervise(text: str, words: str | None) -> None:
    expected = (
        "warning",
        "rights.complaint.explanation",
        f"“{words}” houdt geen toezicht op de AVG. Noem de toezichthouder met website.",
        f"“{words}” does not supervise the GDPR. Name the supervisory authority with its website.",
    )
    assert told(ask("RI008", complaint(text, ""))) == ([] if words is None else [expected])


def test_our_own_template_names_the_authority_beside_another_forum() -> None:
    assert ask("RI008", "rights: {complaint: {authority: NL, explanation: Of bij de ombudsman.}}\n") == ()


@pytest.mark.parametrize(
    ("text", "trips"),
    [
        ("De AP heette vroeger College bescherming persoonsgegevens.", False),
        ("Het College bescherming persoonsgegevens houdt toezicht.", True),
        ("De AP heette vroeger anders. Klaag bij het College bescherming persoonsgegevens.", True),
    ],
)
def test_a_name_of_before(text: str, trips: bool) -> None:
    expected = ["introduction “College bescherming persoonsgegevens”"] if trips else []
    assert places(ask("RI008", f"introduction: {text}\n")) == expected
