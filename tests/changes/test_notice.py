"""What a notice holds, as values: what is told, to whom, in which order, and what follows from the law."""

from __future__ import annotations

from datetime import date

import pytest

from changes.twins import policy_of
from policyc.changes.difference import difference
from policyc.changes.kind import Materiality
from policyc.changes.notice import Notice, name_of, notice_of, section_of
from policyc.errors import PolicycError

ON = date(2026, 12, 1)

OLD = """
version: 1.0.0
controller: {name: Korenaar, address: {city: Gouda, country: NL}}
audiences:
  klanten: {name: Klanten}
  lezers: {name: Lezers}
data_categories:
  naam: {name: Naam}
  mail: {name: E-mailadres}
purposes:
  leveren:
    name: Leveren
    audiences: [klanten]
    data: [naam]
    legal_basis: contract
    retention: {period: P1Y}
  nieuws:
    name: Nieuws
    audiences: [lezers]
    data: [mail]
    legal_basis: consent
    retention: {until: u zich afmeldt}
"""
LONGER = OLD.replace("{period: P1Y}", "{period: P2Y}")
BALANCED = OLD.replace("legal_basis: contract", "legal_basis: {basis: legitimate_interests, interest: verkopen}")
ASKED = OLD.replace(
    "legal_basis: contract",
    "legal_basis: {basis: consent, withdrawn_by: email, withdraw_at: 'https://korenaar.example/nee'}",
)


def told(new: str, old: str = OLD, audience: str | None = None) -> Notice | None:
    return notice_of(difference(policy_of(old), policy_of(new), ON), ON, audience)


def notice(new: str, old: str = OLD, audience: str | None = None) -> Notice:
    found = told(new, old, audience)
    assert found is not None
    return found


def names(found: Notice) -> list[str]:
    return [str(name) for one in found.subjects for name in one.names]


def test_nothing_is_announced_that_needs_no_announcement() -> None:
    assert told(OLD) is None
    assert told(OLD.replace("1.0.0", "1.0.1")) is None
    assert told(OLD.replace("{period: P1Y}", "{period: P12M}")) is None


def test_a_statement_that_is_new_or_withdrawn_is_no_change_of_it() -> None:
    assert notice_of(difference(None, policy_of(OLD), ON), ON) is None
    assert notice_of(difference(policy_of(OLD), None, ON), ON) is None


def test_each_part_is_a_subject_the_weightiest_first() -> None:
    new = ASKED.replace("{until: u zich afmeldt}", "{period: P9Y}")
    found = notice(new)
    assert names(found) == ["Leveren", "Nieuws"]
    assert [one.materiality for one in found.subjects] == [Materiality.CONSENT, Materiality.ADVANCE]
    assert [str(one.names[0]) for one in found.weightiest] == ["Leveren"]


def test_an_entry_makes_one_subject_of_all_it_covers() -> None:
    new = LONGER.replace("{until: u zich afmeldt}", "{period: P9Y}")
    found = notice(
        new + "release: {changes: [{covers: ['purposes.**'], subject: Bewaren, nature: processing_change}]}\n"
    )
    (subject,) = found.subjects
    assert str(subject.title) == "Bewaren"
    assert subject.section == "retention"
    assert [str(name) for name in subject.names] == ["Leveren", "Nieuws"]
    assert {one.path[1] for one in subject.changes} == {"leveren", "nieuws"}


def test_a_correction_is_told_apart() -> None:
    entry = "release: {changes: [{covers: ['purposes.**'], nature: disclosure_correction}]}\n"
    found = notice(LONGER + entry)
    assert found.subjects == ()
    assert len(found.corrections) == 1
    assert found.undated == found.corrections
    assert (
        notice(LONGER + entry.replace("disclosure_correction", "disclosure_correction, since: 2026-01-01")).undated
        == ()
    )


def test_only_what_concerns_an_audience_is_told_to_it() -> None:
    new = LONGER.replace("{until: u zich afmeldt}", "{period: P9Y}")
    assert names(notice(new, audience="lezers")) == ["Nieuws"]
    assert told(LONGER, audience="lezers") is None
    found = notice(new)
    assert [str(one.name) for one in found.audiences] == ["Klanten", "Lezers"]
    assert [[str(who.name) for who in one.audiences] for one in found.subjects] == [["Klanten"], ["Lezers"]]


def test_what_concerns_everyone_is_told_to_each() -> None:
    found = notice(OLD.replace("Korenaar", "Molenaar"), audience="lezers")
    assert found.subjects[0].audiences == ()
    assert found.audiences == ()


def test_an_audience_that_does_not_exist_is_named() -> None:
    with pytest.raises(PolicycError, match="“buren” is not in the statement"):
        notice(LONGER, audience="buren")


def test_the_right_to_object_comes_with_its_basis() -> None:
    found = notice(BALANCED).objection
    assert found is not None
    assert [str(name) for name in found.purposes] == ["Leveren"]
    assert found.bases == ("legitimate_interests",)
    assert notice(LONGER).objection is None
    assert notice(OLD, BALANCED).objection is None


def test_advertising_may_be_objected_to_without_a_reason() -> None:
    found = notice(OLD.replace("data: [mail]", "data: [mail]\n    direct_marketing: {by: email}")).objection
    assert found is not None
    assert (found.purposes, [str(name) for name in found.marketing]) == ((), ["Nieuws"])


def test_consent_says_where_it_is_taken_back_and_no_other_place() -> None:
    other = ASKED.replace(
        "legal_basis: consent", "legal_basis: {basis: consent, withdraw_at: 'https://korenaar.example/af'}"
    )
    found = notice(other, OLD).withdrawal
    assert found is not None
    assert (found.at, found.by) == (("https://korenaar.example/nee",), ("email",))
    assert notice(LONGER).withdrawal is None


def test_a_lesser_change_is_told_besides_when_it_makes_a_difference() -> None:
    found = notice(
        LONGER.replace("until: u zich afmeldt", "period: P1M"), OLD.replace("until: u zich afmeldt", "period: P9M")
    )
    assert names(found) == ["Leveren"]
    assert [str(name) for one in found.others for name in one.names] == ["Nieuws"]
    assert {one.materiality for one in found.others} == {Materiality.PUBLISH}


def test_the_day_of_the_notice_is_that_of_the_release() -> None:
    assert notice(LONGER).dated == ON
    found = notice(LONGER + "release: {notice_date: 2026-12-24}\n")
    assert (found.dated, found.date_known) == (date(2026, 12, 24), True)


def test_the_version_before_is_found_in_the_history() -> None:
    history = (
        "change_promise: {archive: 'https://a.example/oud', history: [{version: 1.0.0, url: 'https://a.example/1'}]}\n"
    )
    found = notice(LONGER + history, OLD + history)
    assert (found.previous, found.archive) == ("https://a.example/1", None)
    found = notice(LONGER + history, OLD.replace("1.0.0", "0.1.0") + history)
    assert (found.previous, found.archive) == (None, "https://a.example/oud")


def test_open_questions_stand_where_they_belong_and_the_rest_is_counted() -> None:
    asked = (
        "effective: 2027-02-01\nunconfirmed:\n"
        "  - {at: effective, question: Wanneer?}\n  - {at: release, question: Hoe?}\n"
        "  - {at: release.changes.0.why, question: Waarom?}\n  - {at: controller, question: Wie?}\n"
        "release: {changes: [{covers: ['purposes.**'], nature: processing_change, why: Daarom.}]}\n"
    )
    found = notice(LONGER + asked)
    assert [str(one) for one in found.questions] == ["Wanneer?", "Hoe?"]
    assert [str(one) for one in found.subjects[0].questions] == ["Waarom?"]
    assert found.open_elsewhere == 1


def test_the_authority_is_that_of_the_controller() -> None:
    authority = notice(LONGER).authority
    assert authority is not None
    assert authority.short == "AP"


@pytest.mark.parametrize(
    ("path", "section"),
    [
        (("purposes", "a", "processing", "row", "data"), "purposes"),
        (("purposes", "a", "processing", "row", "retention", "period"), "retention"),
        (("recipients", "a", "transfers", "us"), "transfers"),
        (("rights", "complaint_ladder", 0), "complaint"),
        (("rights", "free"), "rights"),
        (("openings", "cookies"), "cookies"),
        (("consent", "means"), "cookies"),
        (("change_promise",), "changes"),
        (("introduction",), "statement"),
        ((), "statement"),
    ],
)
def test_a_part_stands_in_its_section(path: tuple[str | int, ...], section: str) -> None:
    assert section_of(path) == section


def test_what_is_gone_keeps_its_name_and_a_whole_section_has_none() -> None:
    pair = difference(policy_of(OLD), policy_of(OLD.partition("  nieuws:\n    name")[0]), ON).pair
    assert pair is not None
    assert "nieuws" not in pair.new.purposes
    assert str(name_of(pair, ("purposes", "nieuws"))) == "Nieuws"
    assert name_of(pair, ("controller",)) is None
    assert name_of(pair, ("purposes", "weg")) is None
