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
    ("Policy", "language"): "the language of the templates",
    ("Policy", "openings"): "where it stands",
    ("Cookie", "consent"): "worded by cookie_consent.md.j2",
    ("LegitimateInterests", "whose"): "worded by legal_basis.md.j2",
    ("StandardClausesTransfer", "module"): "a number",
}


def test_every_code_has_a_term_and_none_is_left_over() -> None:
    terms = language().terms
    of_the_page = {"units", "page", "callouts", "marks", "redline", "own_title"}
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
    shown = [all_shown(source).model_copy(update={"status": "final"}) for source in maximal_policies()]
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
    ({"inactivity": "P2Y"}, "Gebruikt u de dienst 2 jaar niet, dan bewaren wij de gegevens ook niet langer."),
    ({"law": "Wft"}, "Deze termijn staat hier: Wft."),
    ({"longer_with_consent": "P1Y"}, "Geeft u daar toestemming voor, dan is de termijn 1 jaar."),
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
        "(artikel 45 AVG). Dat besluit geldt voor organisaties die meedoen aan het EU-VS-gegevensbeschermingskader "
        "(Data Privacy Framework).",
    ),
    (
        {"country": "IN", "mechanism": "standard_clauses", "clauses": "scc_2021", "module": "2"},
        "De doorgifte berust op standaardcontractbepalingen van de Europese Commissie (artikel 46 lid 2 onder c AVG). "
        "Dat zijn vaste afspraken over hoe de ontvanger de gegevens beschermt.\n"
        "- **Welke bepalingen:** Uitvoeringsbesluit (EU) 2021/914\n- **Module:** Wij gebruiken module 2.",
    ),
    (
        {"country": "IN", "mechanism": "binding_corporate_rules"},
        "De doorgifte berust op bindende bedrijfsvoorschriften (artikel 47 AVG). Dat zijn goedgekeurde privacyregels "
        "die voor het hele concern gelden.",
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
    assert "| Inlogcookie | Wij zelf | | | Alleen wij | Nee, uitgezonderd. |" in " ".join(text.split())
    assert rows[1][0] == "| `c\\|d`"
    assert rows[1][4:6] == ["Niemand anders", "Nee, uitgezonderd. De reden: u vraagt erom."]
    assert rows[2][4] == "Meetbureau"


def test_the_model_in_use_is_that_of_the_policy() -> None:
    assert isinstance(policy(), model.Policy)
