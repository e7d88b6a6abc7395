"""Open questions of a draft stand where they belong, once; an archived text has none."""

from __future__ import annotations

import re

import pytest

from document.rendering import policy, rendered
from policyc.model.policy import Policy

WHERE: dict[str, str] = {
    # path -> the headings above it
    "title": "Verklaring",
    "url": "Verklaring",
    "effective": "Verklaring",
    "version": "Verklaring",
    "translations": "Verklaring",
    "prevailing_language": "Verklaring",
    "address_form": "Verklaring",
    "design": "Verklaring",
    "introduction": "Verklaring",
    "scope": "Waarvoor geldt deze verklaring?",
    "scope.websites": "Waarvoor geldt deze verklaring?",
    "scope.further_purposes": "Waarvoor gebruiken wij uw gegevens? / Meer over de doelen",
    "controller.email": "Wie is verantwoordelijk voor uw gegevens?",
    "controller.address.city": "Wie is verantwoordelijk voor uw gegevens?",
    "arrangement": "Wie is verantwoordelijk voor uw gegevens?",
    "dpo.designated": "Functionaris voor gegevensbescherming",
    "audiences": "Over wie gaat deze verklaring?",
    "audiences.klanten.name": "Over wie gaat deze verklaring?",
    "commitments.nooit": "Wie krijgt uw gegevens? / Meer over wie gegevens krijgt",
    "commitments.altijd": "Wat u van ons mag verwachten",
    "purposes": "Waarvoor gebruiken wij uw gegevens? / Meer over de doelen",
    "purposes.klant": "Waarvoor gebruiken wij uw gegevens? / Klant zijn",
    "purposes.klant.retention": "Waarvoor gebruiken wij uw gegevens? / Klant zijn",
    "purposes.twee": "Waarvoor gebruiken wij uw gegevens? / Twee",
    "purposes.twee.processing.a.data": "Waarvoor gebruiken wij uw gegevens? / Twee / Rij a",
    "purposes.twee.processing.b.recipients": "Waarvoor gebruiken wij uw gegevens? / Twee / Onderdeel 2",
    "purposes.elders.legal_basis": "Doelen die wij elders noemen / Elders",
    "data_categories": "Welke gegevens gebruiken wij?",
    "data_categories.naam": "Welke gegevens gebruiken wij?",
    "data_categories.verborgen": "Welke gegevens gebruiken wij?",
    "recipients.drukker.country": "Wie krijgt uw gegevens? / Drukkerij Jansen",
    "recipients.drukker.transfers.us.certified": (
        "Gaan uw gegevens naar landen buiten de EER? / Drukkerij Jansen: Verenigde Staten"
    ),
    "recipients.verborgen": "Wie krijgt uw gegevens? / Meer over wie gegevens krijgt",
    "disclosure_by_law": "Wie krijgt uw gegevens? / Meer over wie gegevens krijgt",
    "retention.rule": "Hoe lang bewaren wij uw gegevens?",
    "automated_decisions.present": "Besluiten door een computer / Meer over deze besluiten",
    "automated_decisions.decisions.krediet.logic": "Besluiten door een computer / Krediet",
    "children": "Kinderen",
    "cookies": "Cookies en vergelijkbare technieken / Meer over cookies",
    "cookies.a.duration": "Cookies en vergelijkbare technieken / _a",
    "cookies.los": "Cookies en vergelijkbare technieken",
    "consent.means": "Cookies en vergelijkbare technieken / Meer over cookies",
    "security.measures": "Hoe beveiligen wij uw gegevens?",
    "openings.security": "Hoe beveiligen wij uw gegevens?",
    "rights.channel": "Welke rechten hebt u?",
    "rights.complaint": "Hebt u een klacht?",
    "rights.complaint_ladder": "Hebt u een klacht?",
    "change_promise.archive": "Wijzigingen in deze verklaring",
    "release.notice_date": "Wijzigingen in deze verklaring",
    "documents.lijst": "Andere documenten",
    "documents.kader": "Hoe beveiligen wij uw gegevens?",
    "sections.links.text": "Links",
}

PARTS = {
    "controller": {"name": "Jansen"},
    "audiences": {"klanten": {"name": "Klanten"}},
    "commitments": {"nooit": {"text": "Nooit.", "after": "recipients"}, "altijd": {"text": "Altijd."}},
    "purposes": {
        "klant": {"name": "Klant zijn", "data": ["naam"]},
        "twee": {"name": "Twee", "processing": {"a": {"name": "Rij a"}, "b": {}}},
        "elders": {"name": "Elders", "listed": False, "data": ["naam"]},
    },
    "data_categories": {"naam": {"name": "Naam"}, "verborgen": {"name": "Verborgen", "listed": False}},
    "recipients": {
        "drukker": {"name": "Drukkerij Jansen", "transfers": {"us": {"country": "US", "mechanism": "adequacy"}}},
        "verborgen": {"name": "Verborgen", "listed": False},
    },
    "automated_decisions": {"decisions": {"krediet": {"name": "Krediet"}}},
    "cookies": {"los": {"description": "Zomaar een cookie."}, "a": {"names": "_a"}},
    "documents": {"lijst": {"name": "Lijst"}, "kader": {"name": "Kader", "after": "security"}},
    "openings": {"security": "Veilig."},
    "sections": {"links": {"title": "Links", "text": "Links."}},
    "rights": {"introduction": "Rechten."},
}


def asked(status: str) -> Policy:
    facts = [{"at": path, "question": f"Vraag over <{path}>?"} for path in WHERE]
    return policy(status, **PARTS, unconfirmed=facts)


def headings_over_questions(markdown: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    above: list[str] = []
    for line in markdown.splitlines():
        if heading := re.match(r"(#+) (.*)", line):
            level = len(heading[1])
            above = [*above[: level - 1], heading[2].replace("`", "").replace("\\", "")]
        for path in re.findall(r"Vraag over \\<(.+?)\\>\?", line):
            assert line.startswith("> "), line
            found.setdefault(path.replace("\\", ""), []).append(" / ".join(above[1:] or above))
    return found


def test_every_question_stands_once_where_it_belongs() -> None:
    found = headings_over_questions(rendered(asked("draft")))
    assert found == {path: [headings] for path, headings in WHERE.items()}


def test_a_draft_says_how_many_questions_are_open() -> None:
    text = rendered(asked("draft"))
    assert "> **CONCEPT** Dit is een concept. Deze tekst geldt nog niet." in text
    assert f"Er staan nog {len(WHERE)} vragen open.\n" in text
    one = policy("draft", unconfirmed=[{"at": "controller.email", "question": "Welk adres?"}])
    assert "Er staat nog 1 vraag open.\n" in rendered(one)
    assert "> **CONCEPT** Dit is een concept. Deze tekst geldt nog niet.\n" in rendered(policy("draft"))


@pytest.mark.parametrize("status", ["final", "archived"])
def test_only_a_draft_is_marked_as_one(status: str) -> None:
    assert "CONCEPT" not in rendered(asked(status))


def test_an_archived_text_has_no_questions_and_is_marked_as_an_earlier_one() -> None:
    text = rendered(asked("archived"))
    assert "Vraag over" not in text
    assert "Nog te bevestigen" not in text
    assert "> **Eerdere versie** Dit is een eerdere versie van deze verklaring.\n" in text


def test_every_field_of_the_policy_has_a_question_in_the_table() -> None:
    """So that a new field gets a place for its questions."""
    for_the_program = {"policyc", "id", "language", "status", "transcription", "unconfirmed", "suppress"}
    told_beside_another = {"controllers", "no_recipients", "cookie_use"}
    assert {path.split(".")[0] for path in WHERE} == set(Policy.model_fields) - for_the_program - told_beside_another
