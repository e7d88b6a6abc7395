"""An acceptance answers for exactly one change, through its last day, and for no other."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from changes.releases import ON, change, told
from changes.twins import policy_of
from policyc.changes.difference import Difference, difference
from policyc.changes.fingerprint import fingerprint

OLD = """
version: 1.0.0
effective: 2026-01-01
data_categories: {naam: {name: Naam}, adres: {name: Adres}}
purposes:
  koop: {name: Verkopen, data: [naam, adres], retention: {period: P1Y, from: uw koop}}
  post: {name: Post, processing: {a: {data: [naam], legal_basis: contract}, b: {data: [adres], legal_basis: contract}}}
"""
NEW = OLD.replace("P1Y", "P2Y")


def between(old: str, new: str, on: date = ON) -> Difference:
    return difference(policy_of(old), policy_of(new), on)


def longer(new: str = NEW, old: str = OLD) -> tuple[str, str]:
    """Kind and fingerprint of the only change of the term."""
    found = between(old, new)
    (place,) = [place for place, one in enumerate(found.changes) if "retention" in one.path]
    return found.changes[place].kind.id, found.fingerprints[place]


def accepting(kind: str, mark: str, at: str = "purposes.koop.retention.period", until: str = "2027-06-01") -> str:
    entry = (
        f"{{change: {kind}, at: {at}, fingerprint: '{mark}', reason: Stond al zo., by: J. de Vries, until: {until}}}"
    )
    return f"release: {{accept: [{entry}]}}\n"


# --- fingerprints ---------------------------------------------------------------------------------------------------


def test_a_fingerprint_stays_what_it_is() -> None:
    """It stands in the sources of others: another reckoning needs another version before the colon."""
    policy = policy_of("")
    assert fingerprint(change("notify"), policy, policy) == "v1:864f6bee21bc361b"
    assert all(re.fullmatch("v1:[0-9a-f]{16}", mark) for mark in between(OLD, NEW).fingerprints)


@pytest.mark.parametrize(
    "new",
    [
        NEW.replace("name: Verkopen", "name: Verkoop"),
        NEW.replace("P2Y", "P24M"),
        NEW.replace("{naam: {name: Naam}, adres: {name: Adres}}", "{adres: {name: Adres}, naam: {name: Naam}}"),
        NEW.replace("{period: P2Y, from: uw koop}", "{from: 'uw  koop', period: P2Y}"),
        NEW + "rights: {free: true}\n",
    ],
)
def test_a_fingerprint_is_blind_to_what_is_no_part_of_the_change(new: str) -> None:
    assert longer(new) == longer()


def test_a_fingerprint_is_that_of_one_change() -> None:
    assert longer(NEW.replace("P2Y", "P3Y")) != longer()
    other = OLD.replace("koop:", "verkoop:")
    assert longer(other.replace("P1Y", "P2Y"), other) != longer()
    assert longer(NEW, OLD.replace("P1Y", "P6M")) != longer(NEW.replace("P2Y", "P3Y"), OLD.replace("P1Y", "P6M"))


def test_equal_changes_at_two_places_have_two() -> None:
    new = OLD.replace("[naam]", "[naam, adres]").replace("[adres]", "[naam, adres]")
    found = between(OLD, new)
    assert len(found.fingerprints) == len(set(found.fingerprints)) >= 2


def test_an_item_goes_by_its_name_and_not_by_its_place() -> None:
    one = "rights: {complaint_ladder: [{name: Klant, explanation: Oud.}]}\n"
    two = "rights: {complaint_ladder: [{name: Baas}, {name: Klant, explanation: Oud.}]}\n"
    marks = [between(old, old.replace("Oud", "Nieuw")).fingerprints for old in (one, two)]
    assert marks[0] == marks[1]


def test_an_empty_list_is_something_else_than_none() -> None:
    cookie = "cookies: {a: {names: _a, third_party_access: []}}\n"
    empty, unsaid = (
        between("", source).fingerprints for source in (cookie, cookie.replace(", third_party_access: []", ""))
    )
    assert set(empty) != set(unsaid)


# --- what they answer for -------------------------------------------------------------------------------------------


def test_an_accepted_change_is_listed_and_asks_no_more_than_a_version_of_its_own() -> None:
    kind, mark = longer()
    found = between(OLD, NEW + accepting(kind, mark))
    (accepted,) = found.accepted
    (place,) = accepted.changes
    assert (accepted.stale, accepted.index, found.changes[place].kind.id) == ("", 0, kind)
    assert place not in found.verdict.uncovered
    assert [step.code for step in found.verdict.steps] == ["raise-version", "move-effective"]
    assert "announce" in [step.code for step in between(OLD, NEW).verdict.steps]


@pytest.mark.parametrize("at", ["purposes.koop.retention.period", "purposes.koop.processing.row.retention.period"])
def test_the_place_is_written_as_authors_do(at: str) -> None:
    found = between(OLD, NEW + accepting(*longer(), at=at))
    assert [one.stale for one in found.accepted] == [""]


def test_it_holds_through_its_last_day() -> None:
    source = NEW + accepting(*longer(), until="2027-06-01")
    last = date(2027, 6, 1)
    assert [one.stale for one in between(OLD, source, last).accepted] == [""]
    found = between(OLD, source, last + timedelta(1))
    assert [(one.stale, one.changes) for one in found.accepted] == [("expired", ())]
    assert found.verdict.steps != ()
    kind, _ = longer()
    assert told(found.verdict.advice)[-1] == (
        f"renew-acceptance release.accept.0.until: De aanvaarding van {kind} (purposes.koop.retention.period) gold "
        "tot en met 1 juni 2027. Voer de plicht uit, of besluit opnieuw."
    )


def test_another_change_at_the_place_is_not_accepted() -> None:
    kind, mark = longer()
    found = between(OLD, NEW.replace("P2Y", "P3Y") + accepting(kind, mark))
    assert [(one.stale, one.changes) for one in found.accepted] == [("different", ())]
    assert told(found.verdict.advice)[-1] == (
        f"review-acceptance release.accept.0.fingerprint: De aanvaarding van {kind} (purposes.koop.retention.period) "
        "telt niet: daar staat nu een andere wijziging. Besluit opnieuw."
    )


@pytest.mark.parametrize(
    ("kind", "at"), [(None, "purposes.post.retention.period"), ("geen-soort", "purposes.koop.retention.period")]
)
def test_a_change_that_is_not_there_is_not_accepted(kind: str | None, at: str) -> None:
    known, mark = longer()
    found = between(OLD, NEW + accepting(kind or known, mark, at=at))
    assert [(one.stale, one.changes) for one in found.accepted] == [("gone", ())]
    assert told(found.verdict.advice)[-1] == (
        f"drop-acceptance release.accept.0.at: De aanvaarding van {kind or known} ({at}) past bij geen wijziging. Haal "
        "haar weg, of kijk change en at na."
    )


def test_a_stale_acceptance_of_what_nobody_changed() -> None:
    """It is reported also when the change it was for is published by now."""
    found = between(NEW, NEW + accepting(*longer()))
    assert [one.stale for one in found.accepted] == ["gone"]
    assert found.verdict.carried
