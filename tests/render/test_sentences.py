"""What readers read of a change: a sentence of the statement for every field, and never a code, an id or English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from document.rendering import AS_OF, TEMPLATES, language, policy, with_row
from document.spine import Spot, spots, without_and_with
from test_language import without_words
from test_wording import literals

from policyc.changes.compare import compare
from policyc.changes.difference import difference
from policyc.changes.kind import Materiality
from policyc.changes.materiality import MaterialChange, classify
from policyc.changes.pair import Pair
from policyc.changes.patterns import allowed_at, pattern_of
from policyc.changes.said import Said
from policyc.model.policy import Policy
from policyc.render.plain_text import words_of
from policyc.render.sentences import ASPECTS, SILENT, Sentences, aspect_of, sentences
from policyc.render.templates import Templates

ON = date(2026, 12, 15)


@cache
def templates() -> Templates:
    return Templates(TEMPLATES, language(), fallback="nl")


def said(old: Policy, new: Policy) -> dict[str, Said]:
    """The sentences by the path of the change."""
    found = difference(old, new, ON)
    spoken = sentences(found, TEMPLATES, None, AS_OF, AS_OF)
    assert len(spoken) == len(found.changes)
    return {".".join(map(str, one.path)): text for one, text in zip(found.changes, spoken, strict=True)}


# --- examples ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "old", "new", "at", "before", "after"),
    [
        (
            "retention", {"period": "P1Y"}, {"period": "P2Y", "from": "uw laatste bestelling"}, "retention.period",
            "Hoe lang wij ze bewaren: 1 jaar.",
            "Hoe lang wij ze bewaren: 2 jaar, gerekend vanaf uw laatste bestelling.",
        ),
        (
            "legal_basis", "contract", "consent", "legal_basis",
            "Grondslag: De gegevens zijn nodig om een overeenkomst met u uit te voeren (artikel 6 lid 1 onder b AVG).",
            "Grondslag: Wij doen dit alleen als u ons daar toestemming voor geeft (artikel 6 lid 1 onder a AVG).",
        ),
        ("recipients", [], ["drukker"], "recipients", None, "Wie de gegevens krijgt: Drukkerij Jansen."),
        (
            "provision", {"required": "voluntary"}, {"required": "statutory"}, "provision.required",
            "Moet u deze gegevens geven? Nee, u kiest zelf of u deze gegevens geeft.",
            "Moet u deze gegevens geven? Ja, de wet verplicht u om deze gegevens te geven.",
        ),
        (
            "profiling", {"present": False}, {"present": True}, "profiling.present",
            "Profilering: Wij maken geen profiel van u.",
            "Profilering: Wij maken een profiel van u. Dat betekent: een computer beoordeelt of voorspelt iets over u.",
        ),
    ],
)  # fmt: skip
def test_a_field_of_a_row(field: str, old: object, new: object, at: str, before: str | None, after: str | None) -> None:
    # `data` keeps the row a row, also where the field is empty.
    found = said(policy(**with_row(data=["naam"], **{field: old})), policy(**with_row(data=["naam"], **{field: new})))
    matching = [text for path, text in found.items() if path.startswith(f"purposes.klant.processing.rij.{at}")]
    assert matching
    assert set(matching) == {Said(before, after)}


def test_a_whole_purpose_is_told_whole() -> None:
    row = {"data": ["naam"], "legal_basis": "contract", "retention": {"period": "P1Y"}}
    new = policy(**with_row(**row))
    old = policy(**{**with_row(**row), "purposes": {}})
    assert said(old, new)["purposes.klant"] == Said(
        None,
        "Klant zijn. Gegevens: Naam. Grondslag: De gegevens zijn nodig om een overeenkomst met u uit te voeren "
        "(artikel 6 lid 1 onder b AVG). Hoe lang wij ze bewaren: 1 jaar.",
    )


def test_a_transfer_names_its_ground_by_the_law_of_the_day() -> None:
    def sent(**fields: object) -> Policy:
        return policy(recipients={"a": {"name": "Meter", "transfers": {"us": {"country": "US", **fields}}}})

    found = said(sent(), sent(mechanism="adequacy", certified=True))
    text = found["recipients.a.transfers.us"]
    assert text.before == "Land: Verenigde Staten."
    assert text.after is not None
    assert "Uitvoeringsbesluit (EU) 2023/1795" in text.after
    assert "Lijst van deelnemers: Meter staat op de lijst van deelnemers." in text.after


def test_what_follows_from_the_law_is_said_though_nobody_wrote_it() -> None:
    base = with_row(legal_basis="contract", data=["naam"])
    found = said(policy(**base), policy(**base, rights={"per_right": {"access": {"explanation": "Bel ons."}}}))
    text = found["rights.per_right.access"]
    assert text.before is not None
    assert text.after == f"{text.before} Bel ons."


def test_an_item_of_a_list_is_told_with_its_list() -> None:
    found = said(policy(security={"measures": ["Sloten"]}), policy(security={"measures": ["Sloten", "Camera's"]}))
    assert found["security.measures"] == Said(
        "Dit doen wij om uw gegevens te beschermen: Sloten.",
        "Dit doen wij om uw gegevens te beschermen: Sloten; Camera's.",
    )


def test_one_entry_of_a_mapping_is_told_without_the_others() -> None:
    def worked(**subs: str) -> Policy:
        return policy(recipients={"a": {"name": "A", "sub_processors": {k: {"name": v} for k, v in subs.items()}}})

    assert said(worked(x="Eks"), worked(x="Eks", y="Ypsilon"))["recipients.a.sub_processors.y"] == Said(
        None, "Wie deze partij zelf inschakelt: Ypsilon."
    )


def test_an_old_text_keeps_its_own_words() -> None:
    row = with_row(legal_basis="consent", data=["naam"])
    old = policy("archived", transcription=True, **row)
    found = said(old, policy(**with_row(legal_basis="contract", data=["naam"])))
    assert {text.before for path, text in found.items() if ".legal_basis" in path} == {"Grondslag: Uw toestemming."}


def test_the_reader_is_addressed_as_in_the_new_version() -> None:
    row = with_row(data=["naam"], legal_basis="contract")
    old = policy(**row)
    new = policy(**{**with_row(data=["naam"], legal_basis="consent"), "address_form": "je"})
    (text,) = {text for path, text in said(old, new).items() if "legal_basis" in path}
    assert text.before is not None
    assert text.after is not None
    assert "een overeenkomst met jou" in text.before
    assert "als je ons daar toestemming" in text.after


def test_the_languages_of_a_statement_are_told_by_their_names() -> None:
    old = policy(translations=["en", "de"], prevailing_language="nl")
    found = said(old, policy(translations=["en"], prevailing_language="en", address_form="je"))
    assert found["translations"] == Said(
        "De verklaring is er in deze talen: Nederlands, Engels, Duits.",
        "De verklaring is er in deze talen: Nederlands, Engels.",
    )
    assert found["prevailing_language"] == Said(
        "Verschillen de teksten van elkaar, dan geldt de tekst in deze taal: Nederlands.",
        "Verschillen de teksten van elkaar, dan geldt de tekst in deze taal: Engels.",
    )
    assert found["address_form"] == Said(None, None)
    alone = said(old, policy())
    assert alone["translations"].after == "De verklaring is er in deze taal: Nederlands."
    assert alone["prevailing_language"].after is None


def test_a_new_statement_changed_as_a_whole() -> None:
    assert sentences(difference(None, policy(), ON), TEMPLATES, None, AS_OF, AS_OF) == (Said(None, None),)


# --- every field ------------------------------------------------------------------------------------------------------

NAMED = {
    "app",
    "post",
    "cookies",
    "contract",
    "sms",
    "cookie",
    "pixel",
    "marketing",
    "website",
    "public",
    "register",
    "law",
    "path",
    "source",
    "u",
    "je",
}
"""Words of the model that are Dutch too, or that an address of the samples holds."""


@cache
def codes() -> frozenset[str]:
    """Every word of the model that stands for something, and the names of its fields that are no Dutch word."""
    return frozenset(word for _, words in literals() for word in words if not word.isdigit()) - NAMED


def told(spot: Spot) -> Iterator[tuple[MaterialChange, Said]]:
    """Every change of this field, both ways, with the sentences."""
    without, with_it = (without_words(one) for one in without_and_with(spot, full=True))
    for old, new in ((without, with_it), (with_it, without)):
        pair = Pair.of(old, new, compare(old, new))
        spoken = Sentences.of(pair, templates(), AS_OF, AS_OF)
        for change in classify(pair):
            yield change, Said(*(text and words_of(text) for text in spoken.told(change)))


def is_silent(change: MaterialChange) -> bool:
    pattern = pattern_of(change.path)
    return any(pattern[: len(silent)] == silent for silent in SILENT)


@pytest.mark.parametrize("spot", spots(), ids=str)
def test_every_field_is_told_without_a_code(spot: Spot) -> None:
    for change, texts in told(spot):
        if change.waived or change.materiality is Materiality.EDITORIAL:
            continue
        assert is_silent(change) or texts.before or texts.after, change.path
        for text in filter(None, texts):
            words = re.sub(r"\([^)]*\)|https?:\S+|\S+@\S+", "", text)
            assert not re.search(r"\b(?:True|False|None)\b|\b[a-z]+_[a-z0-9_]+|[{}]", words), text
            assert not codes() & set(re.findall(r"[\w-]+", words)), text
            assert "\n" not in text


def test_every_aspect_is_about_something_that_exists() -> None:
    assert [root for root in (*ASPECTS, *SILENT) if not allowed_at(root)] == []


def test_every_silent_field_is_silent_and_no_other() -> None:
    assert all(aspect_of(tuple("a" if step == "*" else step for step in pattern)) is None for pattern in SILENT)
    assert aspect_of(("purposes", "a", "name")) is not None


def test_the_same_change_gives_the_same_sentences_and_keeps_no_state(tmp_path: Path) -> None:
    old = policy(**with_row(retention={"period": "P1Y"}, data=["naam"]))
    new = policy(**with_row(retention={"period": "P2Y"}, data=["naam"]))
    found = difference(old, new, ON)
    cold = sentences(found, TEMPLATES, tmp_path / "cache", AS_OF, AS_OF)
    assert sentences(found, TEMPLATES, tmp_path / "cache", AS_OF, AS_OF) == cold
