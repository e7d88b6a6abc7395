"""Every code of the model has its words, and every kind of term, ground and duration is a whole sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

import pytest
from document.rendering import language, policy, rendered, said, with_row
from document.spine import all_shown
from model.maximal import maximal_policies
from pydantic import BaseModel

from policyc.model import policy as model
from policyc.model.cookies import CookieCategory, Storage
from policyc.model.legal_basis import Art9Condition, Means
from policyc.model.personal_data import Origin, SpecialCategory
from policyc.model.recipient import Role
from policyc.model.retention import KINDS
from policyc.model.rights import Right
from policyc.model.shape import options
from policyc.model.transfer import MECHANISMS


def literal_of(cls_name: str, field: str) -> tuple[str, ...]:
    return next(words for (cls, name), words in literals() if (cls, name) == (cls_name, field))


def literal_of_all(field: str) -> Iterator[tuple[str, ...]]:
    return (words for (_, name), words in literals() if name == field)


def literals() -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    for cls in sorted(
        {type(part) for source in maximal_policies() for part in parts(source)}, key=lambda c: c.__name__
    ):
        for name, info in cls.model_fields.items():
            for option in options(info.annotation):
                inner = [option, *(deeper for arg in get_args(option) for deeper in options(arg))]
                words = [word for o in inner if get_origin(o) is Literal for word in get_args(o)]
                if words:
                    yield (cls.__name__, name), tuple(dict.fromkeys(words))


def parts(value: Any) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        value = [getattr(value, name) for name in type(value).model_fields]
    for inner in value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ():
        yield from parts(inner)


def without(words: tuple[str, ...], *left_out: str) -> set[str]:
    return set(words) - set(left_out)


TERMS: dict[str, set[str]] = {
    "means": set(get_args(Means)),
    "origin": set(get_args(Origin)),
    "special": set(get_args(SpecialCategory)),
    "special_condition": set(get_args(Art9Condition)),
    "source_kind": set(literal_of("DataSource", "kind")),
    "required": set(literal_of("Provision", "required")),
    "marketing": set(literal_of("DirectMarketing", "by")),
    "own_role": set(literal_of("Processing", "own_role")),
    "role": set(get_args(Role)),
    # The others have sentences of their own in parts/transfer_ground.md.j2.
    "mechanism": without(MECHANISMS, "adequacy", "standard_clauses", "binding_corporate_rules", "derogation"),
    "derogation": set(literal_of("DerogationTransfer", "ground")),
    # An objection has a block of its own, and a complaint a section.
    "right": without(get_args(Right), "objection", "complaint"),
    "stated_right": without(get_args(Right), "complaint"),
    "decision_ground": set(literal_of("AutomatedDecision", "ground")),
    "cookie_category": set(get_args(CookieCategory)),
    "storage": set(get_args(Storage)),
    "afterwards": set(literal_of("RetentionPeriod", "afterwards")),
    # Of the summary. A complaint is told apart there too.
    "right_in_short": without(get_args(Right), "complaint"),
    # Steps before a contract are no contract (art. 6(1)(b)).
    "basis": {basis for words in literal_of_all("basis") for basis in words}
    | {"steps_at_request"}
    | {f"legitimate_interests_of_{whose}" for whose in literal_of("LegitimateInterests", "whose")},
}
"""The words of terms.yaml that stand for codes of the model."""

NOT_IN_TERMS = {
    ("Commitment", "after"): "where it stands",
    ("OtherDocument", "after"): "where it stands",
    ("Commitment", "claim"): "for the rules",
    ("DataCategory", "regulated"): "for the rules",
    ("ReleaseChange", "nature"): "the announcement has its own words",
    ("ReleaseChange", "wording"): "for the comparison of two versions",
    ("Policy", "status"): "worded by statement.md.j2",
    ("Policy", "address_form"): "which words are chosen: test_address_form",
    ("Policy", "openings"): "where it stands",
    ("Cookie", "consent"): "worded by cookie_consent.md.j2",
    ("LegitimateInterests", "whose"): "worded by legal_basis.md.j2",
    ("StandardClausesTransfer", "module"): "a number",
}


def test_every_code_has_a_term_and_none_is_left_over() -> None:
    terms = language().terms
    of_the_page = {"units", "page", "callouts", "marks", "redline", "own_title", "figure"}
    assert terms.keys() - of_the_page == TERMS.keys()
    assert {name: set(terms[name]) for name in TERMS} == TERMS


def test_every_list_of_words_in_the_model_is_worded_somewhere() -> None:
    worded = [frozenset(codes) for codes in TERMS.values()]
    for place, words in literals():
        sentence_of_its_own = place[1] in ("basis", "mechanism")
        known = any(set(words) - {"objection", "complaint"} <= codes for codes in worded)
        assert known or sentence_of_its_own or place in NOT_IN_TERMS, place
    assert NOT_IN_TERMS.keys() <= {place for place, _ in literals()}


def test_every_term_is_printed() -> None:
    final = {"status": "final", "address_form": "u"}
    shown = [all_shown(source).model_copy(update=final) for source in maximal_policies()]
    derived = shown[0].model_copy(update={"rights": None})
    printed = "\n".join(map(rendered, (*shown, derived)))
    terms = language().terms
    missing = [word for name in TERMS for word in map(str, terms[name].values()) if word not in printed]
    assert missing == []


# --- terms of retention ---------------------------------------------------------------------------------------------

RETENTION: dict[str, list[tuple[dict[str, Any], str]]] = {
    "period": [
        ({"period": "P2Y"}, "2 jaar."),
        ({"period": "P2Y", "from": "de aankoop"}, "2 jaar, gerekend vanaf de aankoop."),
    ],
    "range": [
        ({"range": {"at_least": "P1Y", "at_most": "P3Y"}}, "Minstens 1 jaar en hoogstens 3 jaar."),
        (
            {"range": {"at_least": "P1Y", "at_most": "P3Y"}, "from": "de aankoop", "depends_on": "het product"},
            "Minstens 1 jaar en hoogstens 3 jaar, gerekend vanaf de aankoop. De precieze termijn hangt af van het "
            "product.",
        ),
    ],
    "at_least": [
        (
            {"at_least": "P7Y", "law": "Algemene wet inzake rijksbelastingen", "article": "52"},
            "Minstens 7 jaar. Deze termijn staat hier: Algemene wet inzake rijksbelastingen, artikel 52.",
        ),
        ({"at_least": "P7Y", "from": "het boekjaar"}, "Minstens 7 jaar, gerekend vanaf het boekjaar."),
    ],
    "at_most": [
        ({"at_most": "P4W"}, "Hoogstens 4 weken."),
        ({"at_most": "P4W", "from": "uw bezoek"}, "Hoogstens 4 weken, gerekend vanaf uw bezoek."),
    ],
    "until": [({"until": "u zich afmeldt"}, "Totdat u zich afmeldt.")],
    "criterion": [({"criterion": "zolang u klant bent"}, "Zolang u klant bent.")],
    "date": [({"date": "2027-01-01"}, "Tot 1 januari 2027.")],
    "indefinite": [
        ({"indefinite": "het archief is openbaar."}, "Voor onbepaalde tijd. De reden: het archief is openbaar."),
    ],
}

MORE = [
    ({"afterwards": "erased"}, "Daarna wissen wij de gegevens."),
    ({"afterwards": "anonymised"}, "Daarna maken wij de gegevens anoniem."),
    ({"afterwards": "archived"}, "Daarna gaan de gegevens naar een archief."),
    ({"inactivity": "P2Y"}, "Gebruikt u de dienst 2 jaar niet? Ook dan stoppen wij met bewaren."),
    ({"law": "Wft"}, "Deze termijn staat hier: Wft."),
    ({"longer_with_consent": "P1Y"}, "Met uw toestemming is de termijn 1 jaar."),
    ({"backups": "P30D"}, "In reservekopieën blijven de gegevens daarna nog 30 dagen staan."),
]


def test_every_kind_of_term_is_tried() -> None:
    assert RETENTION.keys() == KINDS.keys()


@pytest.mark.parametrize(("term", "words"), [case for cases in RETENTION.values() for case in cases], ids=str)
def test_a_term_with_its_purpose_and_in_the_table(term: dict[str, Any], words: str) -> None:
    row = {"data": ["naam"], "retention": term}
    assert f"- **Hoe lang wij ze bewaren:** {words}\n" in said(**with_row(**row))
    two = {**with_row(), "purposes": {"a": {"name": "Aa", **row}, "b": {"name": "Bee", **row}}}
    assert f"| Aa | Naam | {words} |\n| Bee | Naam | {words} |\n" in said(**two)


@pytest.mark.parametrize(("term", "words"), [case for cases in RETENTION.values() for case in cases], ids=str)
def test_the_general_term_is_a_sentence(term: dict[str, Any], words: str) -> None:
    text = said(retention={"rule": term})
    sentence = words if "criterion" in term else f"Wij bewaren uw gegevens {words[:1].lower()}{words[1:]}"
    assert f"\n\n{sentence}\n" in text


@pytest.mark.parametrize(("field", "words"), MORE, ids=str)
def test_what_comes_with_a_term(field: dict[str, str], words: str) -> None:
    assert f"2 jaar. {words}\n" in said(**with_row(retention={"period": "P2Y", **field}))


# --- legal bases ----------------------------------------------------------------------------------------------------

BASES: list[tuple[Any, str]] = [
    ("consent", "Wij doen dit alleen als u ons daar toestemming voor geeft (artikel 6 lid 1 onder a AVG)."),
    (
        {"basis": "consent", "explicit": True, "given_by": ["website", "email"], "withdrawn_by": "account_settings"},
        "Wij doen dit alleen als u ons daar uitdrukkelijk toestemming voor geeft (artikel 6 lid 1 onder a AVG). U "
        "geeft uw toestemming via de website of e-mail. U trekt uw toestemming in via de instellingen van uw account.",
    ),
    ("contract", "De gegevens zijn nodig om een overeenkomst met u uit te voeren (artikel 6 lid 1 onder b AVG)."),
    (
        {"basis": "contract", "steps_at_request": True, "agreement": "een offerte"},
        "De gegevens zijn nodig voor stappen die u ons vraagt voordat wij een overeenkomst sluiten (artikel 6 lid 1 "
        "onder b AVG). Het gaat om: een offerte.",
    ),
    (
        {"basis": "legal_obligation", "law": "Wwft", "article": "33"},
        "Wij zijn dit wettelijk verplicht (artikel 6 lid 1 onder c AVG). De regel staat hier: Wwft, artikel 33.",
    ),
    (
        {"basis": "vital_interests", "interest": "hulp bij een ongeval"},
        "Het is nodig om iemands leven of gezondheid te beschermen (artikel 6 lid 1 onder d AVG). Het gaat om: hulp "
        "bij een ongeval.",
    ),
    (
        {"basis": "public_task", "task": "onderwijs geven", "law": "WEB"},
        "De gegevens zijn nodig voor een taak van algemeen belang of om openbaar gezag uit te oefenen (artikel 6 lid 1 "
        "onder e AVG). Onze taak: onderwijs geven. De regel staat hier: WEB.",
    ),
    (
        {"basis": "legitimate_interests", "interest": "fraude voorkomen", "whose": "controller"},
        "Wij hebben er een gerechtvaardigd belang bij (artikel 6 lid 1 onder f AVG). Het belang: fraude voorkomen.",
    ),
    (
        {"basis": "legitimate_interests", "whose": "third_party", "balancing_on_request": True},
        "Een ander heeft er een gerechtvaardigd belang bij (artikel 6 lid 1 onder f AVG). U kunt bij ons opvragen hoe "
        "wij de belangen hebben afgewogen.",
    ),
    (
        {"basis": "legitimate_interests", "whose": "both", "cases": "reclame per post"},
        "Wij en een ander hebben er een gerechtvaardigd belang bij (artikel 6 lid 1 onder f AVG). Waarvoor dit geldt: "
        "reclame per post.",
    ),
    ("legitimate_interests", "Er is een gerechtvaardigd belang (artikel 6 lid 1 onder f AVG)."),
]


@pytest.mark.parametrize(("basis", "words"), BASES, ids=str)
def test_a_legal_basis(basis: Any, words: str) -> None:
    assert f"- **Grondslag:** {words}\n" in said(**with_row(legal_basis=basis))


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("consent", "Uw toestemming."),
        ({"basis": "contract", "agreement": "uw account"}, "Een overeenkomst met u: uw account."),
        ("legal_obligation", "Een wettelijke verplichting."),
        ("vital_interests", "Een vitaal belang."),
        ("public_task", "Een taak van algemeen belang."),
        ("legitimate_interests", "Een gerechtvaardigd belang."),
    ],
    ids=str,
)
def test_a_legal_basis_in_an_earlier_text_gets_no_gloss(basis: Any, words: str) -> None:
    assert f"- **Grondslag:** {words}\n" in said("archived", transcription=True, **with_row(legal_basis=basis))


# --- transfers ------------------------------------------------------------------------------------------------------

GROUNDS: list[tuple[dict[str, Any], str]] = [
    (
        {"country": "JP", "mechanism": "adequacy"},
        "De doorgifte berust op een adequaatheidsbesluit van de Europese Commissie: Uitvoeringsbesluit (EU) 2019/419 "
        "(artikel 45 AVG). Daarin staat dat de gegevens daar goed beschermd zijn.",
    ),
    (
        {"country": "US", "mechanism": "adequacy"},
        "De doorgifte berust op een adequaatheidsbesluit van de Europese Commissie: Uitvoeringsbesluit (EU) 2023/1795 "
        "(artikel 45 AVG). Daarin staat dat de gegevens goed beschermd zijn bij organisaties die meedoen aan het "
        "EU-VS-gegevensbeschermingskader (Data Privacy Framework).",
    ),
    (
        {"country": "IN", "mechanism": "standard_clauses", "clauses": "scc_2021", "module": "2"},
        "De doorgifte berust op standaardcontractbepalingen van de Europese Commissie (artikel 46 lid 2 onder c AVG). "
        "Dat zijn vaste afspraken over hoe de andere partij de gegevens beschermt.\n"
        "- **Welke bepalingen:** Uitvoeringsbesluit (EU) 2021/914\n- **Module:** Wij gebruiken module 2.",
    ),
    (
        {"country": "IN", "mechanism": "binding_corporate_rules"},
        "De doorgifte berust op bindende bedrijfsvoorschriften (artikel 47 AVG). Dat zijn goedgekeurde privacyregels "
        "die voor alle bedrijven in een groep gelden.",
    ),
    (
        {"country": "IN", "mechanism": "code_of_conduct"},
        "De doorgifte berust op een goedgekeurde gedragscode (artikel 46 lid 2 onder e AVG).",
    ),
    (
        {"country": "IN", "mechanism": "certification"},
        "De doorgifte berust op een goedgekeurde certificering (artikel 46 lid 2 onder f AVG).",
    ),
    (
        {"country": "IN", "mechanism": "public_instrument"},
        "De doorgifte berust op bindende afspraken tussen overheden (artikel 46 lid 2 onder a AVG).",
    ),
    (
        {"country": "IN", "mechanism": "ad_hoc_clauses"},
        "De doorgifte berust op een contract dat de toezichthouder heeft goedgekeurd (artikel 46 lid 3 onder a AVG).",
    ),
    (
        {"country": "IN", "mechanism": "derogation", "ground": "49_1_b"},
        "De doorgifte is nodig voor een overeenkomst met u (artikel 49 lid 1 onder b AVG).",
    ),
    (
        {"country": "IN", "mechanism": "derogation"},
        "De doorgifte berust op een uitzondering (artikel 49 AVG).",
    ),
]


def transferred(**transfer: Any) -> dict[str, Any]:
    subs = {"llc": {"name": "Drukker LLC"}}
    return {"recipients": {"d": {"name": "Drukker BV", "sub_processors": subs, "transfers": {"t": transfer}}}}


def test_every_mechanism_is_tried() -> None:
    assert {transfer["mechanism"] for transfer, _ in GROUNDS} == set(MECHANISMS)


@pytest.mark.parametrize(("transfer", "words"), GROUNDS, ids=str)
def test_a_ground_of_transfer(transfer: dict[str, Any], words: str) -> None:
    assert f"- **Waarom dit mag:** {words}\n" in said(**transferred(**transfer))


def test_who_takes_part_is_who_gets_the_data() -> None:
    """The framework binds the company over there, not the recipient it works for."""
    text = said(**transferred(country="US", mechanism="adequacy", certified=True, through="llc"))
    assert "- **Lijst van deelnemers:** Drukker LLC staat op de lijst van deelnemers.\n" in text
    assert "Drukker BV staat" not in text


def test_a_transfer_without_a_ground_claims_none() -> None:
    assert "Waarom dit mag" not in said(**transferred(country="IN"))


def test_an_archived_transfer_is_told_in_its_own_words() -> None:
    fields = transferred(country="US", mechanism="adequacy", decision="ad_us_ps", explanation="Google doet mee.")
    text = said("archived", transcription=True, **fields)
    assert "Google doet mee." in text
    assert "Uitvoeringsbesluit" not in text
    assert "berust" not in text


# --- cookies --------------------------------------------------------------------------------------------------------

DURATIONS: list[tuple[Any, str]] = [
    ("P2Y", "2 jaar"),
    ("session", "Tot u de browser sluit"),
    ("permanent", "Tot u de cookie zelf verwijdert"),
    ({"sliding": "P30D"}, "30 dagen na uw laatste bezoek"),
    ({"until": "u uitlogt"}, "Totdat u uitlogt"),
]


@pytest.mark.parametrize(("duration", "words"), DURATIONS, ids=str)
def test_how_long_a_cookie_stays(duration: Any, words: str) -> None:
    text = said(cookies={"a": {"names": "_a", "duration": duration}})
    assert f"| `_a` |  |  | {words} |  |  |\n".replace("  ", " ") in text.replace("  ", " ")


def test_the_table_of_cookies() -> None:
    text = said(
        recipients={"meter": {"name": "Meetbureau"}},
        purposes={"meten": {"name": "Meten"}},
        cookies={
            "a": {
                "names": ["_m", "_m_*"],
                "description": "telt bezoek",
                "provider": "meter",
                "purpose": "meten",
                "category": "analytics_other",
                "storage": ["cookie", "pixel"],
                "duration": "P1Y",
                "third_party_access": [],
                "consent": "required",
            },
            "b": {"name": "Inlogcookie", "provider": "self", "third_party_access": [], "consent": "exempt"},
            "c": {"names": "c|d", "third_party_access": [], "consent": "exempt", "exemption": "u vraagt erom"},
            "d": {"names": "e", "third_party_access": ["meter"]},
        },
    )
    rows = [[cell.strip() for cell in line.split(" |")] for line in text.splitlines() if line.startswith("| `")]
    assert rows[0][:-1] == [
        "| `_m`, `_m_*` (cookie en onzichtbaar plaatje (pixel))",
        "Meetbureau",
        "Telt bezoek. Doel: Meten. Soort: statistiek.",
        "1 jaar",
        "Alleen Meetbureau",
        "Ja, alleen met uw toestemming.",
    ]
    assert "| Inlogcookie | Wij zelf | | | Alleen wij | Nee, de wet maakt hiervoor een uitzondering. |" in " ".join(
        text.split()
    )
    assert rows[1][0] == "| `c\\|d`"
    assert rows[1][4:6] == ["Niemand anders", "Nee, de wet maakt hiervoor een uitzondering. De reden: u vraagt erom."]
    assert rows[2][4] == "Meetbureau"


# --- consent that is not about cookies ------------------------------------------------------------------------------


def heading_of_consent(**fields: Any) -> list[str]:
    text = said(consent={"means": ["email"], "refuse_as_easy": True}, **fields)
    return [line for line in text.splitlines() if line.startswith(("## Cookies", "## Toestemming", "### "))]


def test_consent_has_a_heading_of_its_own_unless_it_is_about_cookies() -> None:
    assert heading_of_consent() == ["## Toestemming geven en intrekken"]
    assert heading_of_consent(cookie_use={"present": True}) == [
        "## Cookies en toestemming",
        "### Toestemming geven en intrekken",
    ]
    banner = said(consent={"means": "cookie_banner"})
    assert "## Cookies en vergelijkbare technieken\n\n### Uw toestemming\n" in banner


# --- the summary ----------------------------------------------------------------------------------------------------


def summary(**fields: Any) -> str:
    """What stands before the contents list, without the title."""
    return said(**fields).split("\n## Inhoud\n")[0].partition("\n")[2].strip()


TERMS_IN_SHORT: list[tuple[Any, str]] = [
    ({"period": "P2Y"}, "2 jaar"),
    ({"period": "P2Y", "from": "de aankoop", "afterwards": "erased"}, "2 jaar vanaf de aankoop"),
    ({"range": {"at_least": "P1Y", "at_most": "P3Y"}}, "Minstens 1 jaar en hoogstens 3 jaar"),
    ({"at_least": "P7Y"}, "Minstens 7 jaar"),
    ({"at_most": "P4W", "from": "uw bezoek"}, "Hoogstens 4 weken vanaf uw bezoek"),
    ({"until": "u zich afmeldt"}, "Totdat u zich afmeldt"),
    ({"criterion": "zolang u klant bent"}, "Zolang u klant bent."),
    ({"date": "2027-01-01"}, "Tot 1 januari 2027"),
    ({"indefinite": "het archief"}, "Voor onbepaalde tijd"),
]


def test_every_kind_of_term_is_tried_in_the_summary() -> None:
    assert [next(key for key in KINDS if key in term) for term, _ in TERMS_IN_SHORT if "afterwards" not in term] == [
        *RETENTION
    ]


@pytest.mark.parametrize(("term", "words"), TERMS_IN_SHORT, ids=str)
def test_a_term_in_the_summary(term: Any, words: str) -> None:
    text = summary(**with_row(data=["naam"], legal_basis="contract", retention=term))
    assert f"| [Klant zijn](#klant-zijn) | Een overeenkomst met u | Naam | {words} |  |" in text


def several(*terms: Any) -> str:
    rows = {f"r{number}": {"retention": term} for number, term in enumerate(terms)}
    text = summary(purposes={"klant": {"name": "Klant zijn", "processing": rows}})
    return next(line for line in text.splitlines() if line.startswith("| [Klant")).split("|")[4].strip()


def test_a_purpose_with_several_terms_says_so() -> None:
    assert several({"period": "P1Y"}, {"period": "P2Y"}) == "1 jaar; 2 jaar"
    assert several({"period": "P1Y"}, {"period": "P1Y", "from": "de aankoop"}) == "1 jaar; 1 jaar vanaf de aankoop"
    assert several({"period": "P1Y", "inactivity": "P2Y"}) == "1 jaar, of 2 jaar zonder gebruik"
    assert several(*({"period": f"P{years}Y"} for years in (1, 2, 3, 4))) == "4 termijnen"


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("consent", "Uw toestemming"),
        ({"basis": "legitimate_interests", "whose": "controller"}, "Ons gerechtvaardigd belang"),
        ({"basis": "legitimate_interests", "whose": "third_party"}, "Het gerechtvaardigd belang van een ander"),
        ({"basis": "legitimate_interests", "whose": "both"}, "Ons gerechtvaardigd belang en dat van een ander"),
        ("legitimate_interests", "Een gerechtvaardigd belang"),
        (["consent", "legal_obligation"], "Uw toestemming en een wettelijke plicht"),
    ],
    ids=str,
)
def test_a_basis_in_the_summary(basis: Any, words: str) -> None:
    assert f"| [Klant zijn](#klant-zijn) | {words} |  |  |  |" in summary(**with_row(legal_basis=basis))


def test_the_summary_is_all_there_is_to_know_in_short() -> None:
    text = summary(
        **with_row(data=["naam"], legal_basis="consent", recipients=["drukker"], retention={"period": "P1Y"}),
        controller={"name": "Jansen", "email": "post@jansen.example", "address": {"city": "Wijk", "country": "NL"}},
        rights={"channel": {"form": "https://jansen.example/verzoek"}},
        release={"summary": "De drukker is een andere."},
    )
    assert text == (
        "## In het kort\n\nJansen is verantwoordelijk voor uw gegevens.\n\n"
        "- **Plaats:** Wijk, Nederland\n- **E-mail:** [post@jansen.example](mailto:post@jansen.example)\n\n"
        "**Waarvoor wij uw gegevens gebruiken**\n\n"
        "| Waarvoor | Waarom het mag | Welke gegevens | Hoe lang | Wie ze krijgt |\n| --- | --- | --- | --- | --- |\n"
        "| [Klant zijn](#klant-zijn) | Uw toestemming | Naam | 1 jaar | Drukkerij Jansen |\n\n"
        "U hebt deze rechten: inzage, verbetering, wissing, beperking, overdracht en intrekken van uw toestemming. "
        "[Lees hoe u uw rechten gebruikt](#welke-rechten-hebt-u).\n\n"
        "- **Formulier voor verzoeken:** [jansen.example/verzoek](https://jansen.example/verzoek)\n\n"
        "Bent u niet tevreden? [Lees waar u een klacht indient](#hebt-u-een-klacht).\n\n"
        "### Wat is er veranderd?\n\nDe drukker is een andere."
    )


def test_with_many_purposes_the_summary_keeps_to_a_line_each() -> None:
    def of(count: int) -> str:
        row = {"data": ["naam"], "legal_basis": "contract", "retention": {"period": "P1Y"}}
        purposes = {f"p{number}": {"name": f"Doel {number}", **row} for number in range(count)}
        return summary(**{**with_row(), "purposes": purposes})

    assert "| [Doel 19](#doel-19) | Een overeenkomst met u | Naam | 1 jaar |  |" in of(20)
    assert "| [Doel 59](#doel-59) | Een overeenkomst met u | Naam | 1 jaar |  |" in of(60)


def test_purposes_of_which_nothing_is_said_are_a_list() -> None:
    purposes = {"a": {"name": "Aa"}, "b": {"name": "Bee", "description": "Dat doen wij."}}
    assert "Wij gebruiken uw gegevens hiervoor:\n\n- Aa\n- [Bee](#bee)" in summary(purposes=purposes)


def test_several_controllers_stand_in_a_list() -> None:
    text = summary(controllers={"a": {"name": "Aa", "email": "a@a.example", "phone": "010 1"}, "b": {"name": "Bee"}})
    assert text == (
        "## In het kort\n\nDeze organisaties zijn samen verantwoordelijk voor uw gegevens:\n\n"
        "- **Aa:** [a@a.example](mailto:a@a.example), [010 1](tel:0101)\n- Bee"
    )


def test_nobody_else_is_said_only_when_it_is_decided() -> None:
    row = with_row(data=["naam"])
    assert "| Naam |  | Niemand anders |" in summary(**row, no_recipients=True)
    assert "Niemand" not in summary(**row)


def test_a_transcription_has_no_summary() -> None:
    assert "In het kort" not in said("archived", transcription=True, **with_row(data=["naam"]))


# --- languages ------------------------------------------------------------------------------------------------------


def test_which_language_counts_is_said_where_there_is_another() -> None:
    said_of_it = (
        "Deze verklaring is er ook in deze taal: Engels. Verschillen de teksten? Dan geldt de tekst in het Nederlands."
    )
    assert said_of_it in summary(translations=["en"], prevailing_language="nl", **with_row())
    more = summary(translations=["en", "de"], prevailing_language="en", **with_row())
    assert "ook in deze talen: Engels en Duits. Verschillen de teksten? Dan geldt de tekst in het Engels." in more
    assert "Verschillen" not in summary(translations=["en"], **with_row())
    assert "Verschillen" not in summary(prevailing_language="nl", **with_row())


# --- rights with many purposes --------------------------------------------------------------------------------------


def test_many_purposes_of_a_right_are_a_list() -> None:
    purposes = {f"p{number}": {"name": f"Doel {number}", "legal_basis": "consent"} for number in range(4)}
    text = said(purposes=purposes)
    assert "Bij ons gaat het om:\n  - Doel 0\n  - Doel 1\n  - Doel 2\n  - Doel 3\n- **Intrekken" in text
    balanced = {key: {**purpose, "legal_basis": "public_task"} for key, purpose in purposes.items()}
    assert "Bij ons gaat het om:\n>\n> - Doel 0\n> - Doel 1\n> - Doel 2\n> - Doel 3\n>\n> Vertel" in said(
        purposes=balanced
    )


def test_the_model_in_use_is_that_of_the_policy() -> None:
    assert isinstance(policy(), model.Policy)
