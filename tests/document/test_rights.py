"""Rights follow from the legal bases (arts. 7(3), 15-22), each with the purposes that open it."""

from __future__ import annotations

from typing import Any

import pytest

from document.rendering import policy, rendered, said, with_row
from policyc.document.rights import RightView, rights_of
from policyc.model.policy import Policy

ALWAYS = ["access", "rectification", "erasure", "restriction"]


def of_row(**row: Any) -> Policy:
    return policy(**with_row(**row))


def by_name(source: Policy) -> dict[str, RightView]:
    return {view.right: view for view in rights_of(source)}


BASES: list[tuple[dict[str, Any], list[str], str]] = [
    ({"legal_basis": "consent"}, ["portability", "withdraw_consent"], "met uw toestemming gebruiken (artikel 20 AVG)"),
    ({"legal_basis": "contract"}, ["portability"], "voor een overeenkomst met u (artikel 20 AVG)"),
    ({"legal_basis": "legal_obligation"}, [], ""),
    ({"legal_basis": "vital_interests"}, [], ""),
    ({"legal_basis": "public_task"}, ["objection"], "gebruiken voor een taak van algemeen belang. Bij ons"),
    ({"legal_basis": "legitimate_interests"}, ["objection"], "gebruiken voor een gerechtvaardigd belang. Bij ons"),
    (
        {"legal_basis": ["legitimate_interests", "public_task"]},
        ["objection"],
        "voor een gerechtvaardigd belang of voor een taak van algemeen belang. Bij ons",
    ),
    (
        {"legal_basis": ["consent", "contract"]},
        ["portability", "withdraw_consent"],
        "met uw toestemming of voor een overeenkomst met u (artikel 20 AVG)",
    ),
    ({"legal_basis": "contract", "automated_means": False}, [], ""),
    ({"legal_basis": "contract", "automated_means": True}, ["portability"], "“Klant zijn”"),
    ({"legal_basis": "consent", "automated_means": False}, ["withdraw_consent"], "“Klant zijn”"),
    ({"special_ground": {"condition": "9_2_a"}}, ["portability", "withdraw_consent"], "“Klant zijn”"),
    ({"special_ground": {"condition": "9_2_h"}}, [], ""),
    ({"direct_marketing": {}}, ["objection"], "zonder een reden te geven"),
    ({"legal_basis": "consent", "direct_marketing": {}}, ["portability", "objection", "withdraw_consent"], "reclame"),
    ({}, [], ""),
]


@pytest.mark.parametrize(("row", "rights", "words"), BASES, ids=lambda value: str(value)[:60])
def test_the_bases_give_the_rights(row: dict[str, Any], rights: list[str], words: str) -> None:
    source = of_row(**row)
    assert list(by_name(source)) == [*ALWAYS, *rights]
    text = rendered(source)
    assert words in text
    assert ("**Recht van bezwaar**" in text) is ("objection" in rights)
    assert ("**Overdracht.**" in text) is ("portability" in rights)
    assert ("**Intrekken van uw toestemming.**" in text) is ("withdraw_consent" in rights)


def test_only_the_purposes_that_open_a_right_are_named() -> None:
    source = policy(
        purposes={
            "a": {"name": "Aa", "legal_basis": "contract"},
            "b": {"name": "Bee", "legal_basis": "legitimate_interests"},
            "c": {"name": "Cee", "legal_basis": "legal_obligation"},
            "d": {"name": "Dee", "legal_basis": "consent", "direct_marketing": {"by": "email"}},
        }
    )
    rights = by_name(source)
    assert list(map(str, rights["portability"].purposes)) == ["Aa", "Dee"]
    assert list(map(str, rights["objection"].purposes)) == ["Bee"]
    assert list(map(str, rights["objection"].marketing)) == ["Dee"]
    assert list(map(str, rights["withdraw_consent"].purposes)) == ["Dee"]
    text = rendered(source)
    assert "Bij ons gaat het om: “Aa” en “Dee”." in text
    assert "Bij ons gaat het om: “Bee”." in text


def test_marketing_alone_opens_no_balancing() -> None:
    text = rendered(of_row(legal_basis="contract", direct_marketing={}))
    assert "zonder een reden te geven" in text
    assert "dwingende redenen" not in text


def test_the_objection_stands_in_a_block_of_its_own() -> None:
    """Art. 21(4): clearly and separately."""
    text = rendered(
        policy(
            **with_row(legal_basis="legitimate_interests"),
            rights={"per_right": {"objection": {"explanation": "Een.\n\n- Twee\n- Drie", "channel": "https://a.nl/b"}}},
        )
    )
    block = text[text.index("> **Recht van bezwaar**") :].split("\n\n")[0].split("\n")
    assert all(line.startswith(">") for line in block)
    assert "> - Drie" in block
    assert block[-1] == "> Bezwaar maken doet u hier: [a.nl/b](https://a.nl/b)."
    assert "- **Bezwaar" not in text


@pytest.mark.parametrize(
    ("cookie", "opens"),
    [
        ({"consent": "required"}, True),
        ({"legal_basis": "consent"}, True),
        ({"consent": "exempt"}, False),
        ({}, False),
    ],
)
def test_cookies_on_consent_open_withdrawal(cookie: dict[str, Any], opens: bool) -> None:
    source = policy(cookies={"a": {"names": "_a", **cookie}})
    assert ("withdraw_consent" in by_name(source)) is opens
    assert ("Bij ons gaat het om cookies waarvoor u toestemming gaf." in rendered(source)) is opens


def test_every_way_to_withdraw_is_named_once() -> None:
    link = {"basis": "consent", "withdraw_at": "https://a.nl/1"}
    source = policy(
        purposes={"a": {"name": "A", "legal_basis": [link]}, "b": {"name": "B", "legal_basis": link}},
        cookies={"c": {"names": "_c", "legal_basis": {"basis": "consent", "withdraw_at": "https://a.nl/2"}}},
        consent={"withdraw_at": "https://a.nl/3"},
    )
    assert by_name(source)["withdraw_consent"].withdraw_at == ("https://a.nl/1", "https://a.nl/2", "https://a.nl/3")


@pytest.mark.parametrize(
    ("automated", "opens"),
    [
        ({"present": True}, True),
        ({"decisions": {"a": {"name": "Krediet"}}}, True),
        ({"present": False}, False),
        ({"present": False, "decisions": {"a": {"name": "Krediet"}}}, False),
        ({"explanation": "Zo."}, False),
    ],
)
def test_automated_decisions_open_article_22(automated: dict[str, Any], opens: bool) -> None:
    source = policy(**with_row(legal_basis="contract"), automated_decisions=automated)
    assert ("automated_decisions" in by_name(source)) is opens


def test_stated_rights_win() -> None:
    source = policy(**with_row(legal_basis="consent"), rights={"stated": ["erasure", "objection", "complaint"]})
    assert list(by_name(source)) == ["erasure", "objection"]
    text = rendered(source)
    assert "- het recht om uw gegevens te laten wissen\n- het recht om bezwaar te maken\n" in text
    assert "artikel 17" not in text
    assert "Recht van bezwaar" not in text


def test_an_archived_text_gets_no_rights_and_no_complaint() -> None:
    source = policy(
        "archived",
        transcription=True,
        **with_row(legal_basis="legitimate_interests"),
        controller={"address": {"country": "NL"}},
    )
    assert rights_of(source) == ()
    text = rendered(source)
    for ours in ("rechten", "klacht", "bezwaar", "artikel", "Autoriteit"):
        assert ours not in text.lower()


def test_nothing_is_done_with_data_so_there_are_no_rights() -> None:
    assert rights_of(policy()) == ()


@pytest.mark.parametrize("country", ["NL", "BE", "DE"])
def test_the_complaint_goes_to_three_places_and_the_nearest_has_an_address(country: str) -> None:
    text = rendered(policy(**with_row(legal_basis="contract"), controller={"address": {"country": country}}))
    assert "in het land waar u woont, waar u werkt of waar volgens u de regels zijn overtreden" in text
    assert "heet de toezichthouder" in text
    assert ("Postbus 93374, 2509 AJ Den Haag" in text) is (country == "NL")


def test_a_complaint_outside_the_eea_names_no_authority() -> None:
    text = rendered(policy(**with_row(legal_basis="contract"), controller={"address": {"country": "US"}}))
    assert "artikel 77" in text
    assert "heet de toezichthouder" not in text


def test_a_decision_on_a_law_alone_has_the_safeguards_of_that_law() -> None:
    """Art. 22(3) gives human review for decisions on a contract or on consent, not for those of art. 22(2)(b)."""
    by_law = {"name": "Boete", "ground": "law"}
    by_contract = {"name": "Krediet", "ground": "contract"}
    review = "artikel 22 AVG"
    assert review not in said(automated_decisions={"present": True, "decisions": {"a": by_law}}, **with_row())
    assert review in said(
        automated_decisions={"present": True, "decisions": {"a": by_law, "b": by_contract}}, **with_row()
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"automated_decisions": {"decisions": {"a": {"name": "Krediet", "ground": "explicit_consent"}}}},
        {
            "recipients": {
                "drukker": {
                    "name": "Drukkerij Jansen",
                    "transfers": {"us": {"country": "US", "mechanism": "derogation", "ground": "49_1_a"}},
                }
            }
        },
    ],
)
def test_explicit_consent_to_a_decision_or_a_transfer_can_be_withdrawn(fields: dict[str, Any]) -> None:
    assert "artikel 7 lid 3 AVG" in said(**{**with_row(), **fields})
