"""What a notice holds, as values: what is told, to whom, in which order, and what follows from the law."""

from __future__ import annotations

from datetime import date

import pytest

from changes.twins import policy_of
from policyc.changes.difference import difference
from policyc.changes.kind import Materiality
from policyc.changes.naming import PartName, name_of, section_of
from policyc.changes.notice import Notice, notice_of
from policyc.changes.notice_rights import NewUse
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
    return [str(name.text) for one in found.subjects for name in one.names]


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
    assert found.asking == found.subjects[:1]


def test_an_entry_makes_one_subject_of_all_it_covers() -> None:
    new = LONGER.replace("{until: u zich afmeldt}", "{period: P9Y}")
    found = notice(
        new + "release: {changes: [{covers: ['purposes.**'], subject: Bewaren, nature: processing_change}]}\n"
    )
    (subject,) = found.subjects
    assert str(subject.title) == "Bewaren"
    assert subject.section == "retention"
    assert [str(name.text) for name in subject.names] == ["Leveren", "Nieuws"]
    assert {one.path[1] for one in subject.changes} == {"leveren", "nieuws"}


def test_a_correction_is_told_apart() -> None:
    entry = "release: {changes: [{covers: ['purposes.**'], nature: disclosure_correction}]}\n"
    found = notice(LONGER + entry)
    assert found.subjects == ()
    assert len(found.corrections) == 1
    assert found.undated == found.corrections
    for since in ("since: 2026-01-01", "since_unknown: true"):
        assert notice(LONGER + entry.replace("correction}", f"correction, {since}}}")).undated == ()


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


def test_an_entry_keeps_its_class_for_readers_it_asks_no_consent() -> None:
    """What others are asked must not seem to begin by itself for the rest: that is told apart, without the words of
    the author, which are about the consent."""
    new = (
        ASKED.replace("{until: u zich afmeldt}", "{period: P9Y}") + "commitments: {zuinig: {text: Wij delen niets.}}\n"
    )
    entry = (
        "release: {summary: Wij vragen toestemming., changes: [{covers: ['**'], subject: Alles, options: Zeg ja.,"
        " nature: processing_change}]}\n"
    )
    (whole,) = notice(new + entry).subjects
    assert whole.asks_consent
    found = notice(new + entry, audience="lezers")
    (part,) = found.subjects
    assert (part.title, part.materiality, names(found)) == (None, Materiality.ADVANCE, ["Nieuws"])
    assert part.nature == "processing_change"
    assert part.entry is not None
    assert part.entry.options is None
    assert not found.is_whole
    assert notice(new + entry, audience="klanten").is_whole


def test_who_is_not_meant_by_what_weighs_most_does_not_hear_of_the_rest_for_everyone() -> None:
    new = ASKED + "commitments: {zuinig: {text: Wij delen niets.}}\n"
    assert told(new + "release: {changes: [{covers: ['**']}]}\n", audience="lezers") is None


def test_data_that_a_new_purpose_needs_are_told_with_it() -> None:
    more = OLD.replace("  mail: {name: E-mailadres}", "  mail: {name: E-mailadres}\n  beeld: {name: Beelden}") + (
        "  filmen:\n    name: Filmen\n    audiences: [klanten]\n    data: [beeld]\n"
        "    legal_basis: {basis: legitimate_interests, interest: rust}\n    retention: {period: P1M}\n"
    )
    found = notice(more)
    assert names(found) == ["Filmen"]
    assert found.others == ()
    assert ("data_categories", "beeld") in {one.path for one in found.subjects[0].changes}
    assert found.new_use == NewUse(portable=False)
    assert found.subjects[0].topic == "purposes_new"


# --- the right to object ----------------------------------------------------------------------------------------------

ROWS = """
version: 1.0.0
controller: {name: Korenaar, address: {city: Gouda, country: NL}}
audiences:
  klanten: {name: Klanten}
  lezers: {name: Lezers}
data_categories:
  naam: {name: Naam}
purposes:
  account:
    name: Uw account
    processing:
      inloggen: {name: Inloggen, audiences: [klanten], data: [naam], legal_basis: contract, retention: {period: P1Y}}
      profiel:
        name: Uw profiel
        audiences: [klanten]
        data: [naam]
        legal_basis: {basis: legitimate_interests, interest: gemak}
        retention: {period: P1Y}
  bewaken:
    name: Bewaken
    audiences: [lezers]
    data: [naam]
    legal_basis: {basis: public_task, task: orde}
    retention: {period: P1Y}
"""


def test_the_right_to_object_comes_with_its_basis() -> None:
    found = notice(BALANCED).objection
    assert found is not None
    assert [str(use.purpose) for use in found.uses] == ["Leveren"]
    assert found.bases == ("legitimate_interests",)
    assert not found.elsewhere
    assert notice(LONGER).objection is None
    assert notice(OLD, BALANCED).objection is None


def test_no_right_to_object_is_told_of_a_row_that_did_not_change() -> None:
    """A row on a contract that changes brings nobody the right that goes with another row of the same purpose."""
    new = ROWS.replace(
        "legal_basis: contract, retention: {period: P1Y}", "legal_basis: contract, retention: {period: P3Y}"
    )
    assert notice(new, ROWS).objection is None


def test_the_row_is_named_where_the_purpose_has_another_that_bears_no_objection() -> None:
    new = ROWS.replace("{period: P1Y}", "{period: P3Y}")
    found = notice(new, ROWS).objection
    assert found is not None
    assert [(str(use.purpose), use.row and str(use.row)) for use in found.uses] == [
        ("Uw account", "Uw profiel"),
        ("Bewaken", None),
    ]
    assert found.bases == ("public_task", "legitimate_interests")


def test_only_what_concerns_an_audience_is_open_to_its_objection() -> None:
    found = notice(ROWS.replace("{period: P1Y}", "{period: P3Y}"), ROWS, audience="lezers").objection
    assert found is not None
    assert [str(use.purpose) for use in found.uses] == ["Bewaken"]
    assert found.elsewhere


def test_a_row_without_a_name_goes_by_its_data() -> None:
    nameless = ROWS.replace("        name: Uw profiel\n", "")
    found = notice(nameless.replace("{period: P1Y}", "{period: P3Y}"), nameless).objection
    assert found is not None
    assert found.uses[0].row is None
    assert [str(one.name) for one in found.uses[0].data] == ["Naam"]


def test_advertising_may_be_objected_to_without_a_reason() -> None:
    found = notice(OLD.replace("data: [mail]", "data: [mail]\n    direct_marketing: {by: email}")).objection
    assert found is not None
    assert (found.uses, [str(use.purpose) for use in found.marketing]) == ((), ["Nieuws"])


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("{basis: legitimate_interests, interest: a}", "contract", ["objection"]),
        ("{basis: public_task, task: a}", "{basis: legal_obligation, law: AWR}", ["objection"]),
        ("{basis: public_task, task: a}", "{basis: legitimate_interests, interest: a}", []),
        ("contract", "{basis: legitimate_interests, interest: a}", ["portability"]),
        ("contract", "consent", []),
    ],
)
def test_a_right_that_goes_with_the_basis_is_said_to_be_lost(old: str, new: str, lost: list[str]) -> None:
    was, is_now = (OLD.replace("legal_basis: contract", f"legal_basis: {basis}") for basis in (old, new))
    found = [one for subject in notice(is_now, was).subjects for one in subject.lost]
    assert [one.right for one in found] == lost
    assert all([str(use.purpose) for use in one.uses] == ["Leveren"] for one in found)


# --- taking consent back ----------------------------------------------------------------------------------------------

COOKIE = """
cookies:
  meten: {names: [_m], purpose: nieuws, provider: self, consent: required, duration: P1Y}
consent: {means: cookie_banner, withdrawn_by: cookie_banner, withdraw_at: 'https://korenaar.example/cookies'}
"""


def test_consent_says_every_way_to_take_it_back_and_no_other() -> None:
    other = ASKED.replace(
        "legal_basis: consent", "legal_basis: {basis: consent, withdraw_at: 'https://korenaar.example/af'}"
    )
    (found,) = notice(other, OLD).withdrawals
    assert (found.at, found.by) == (("https://korenaar.example/nee",), ("email",))
    assert [str(name) for name in found.names] == ["Leveren"]
    assert notice(LONGER).withdrawals == ()


def test_each_subject_has_its_own_way_back() -> None:
    found = notice(ASKED + COOKIE).withdrawals
    assert {tuple(map(str, one.names)): (one.at, one.by) for one in found} == {
        ("Leveren",): (("https://korenaar.example/nee",), ("email",)),
        ("Nieuws",): (("https://korenaar.example/cookies",), ("cookie_banner",)),
    }


def test_a_banner_takes_back_no_consent_but_that_for_cookies() -> None:
    asked = OLD.replace("legal_basis: contract", "legal_basis: consent")
    found = notice(asked + COOKIE, OLD + COOKIE)
    assert [(one.at, one.by, one.is_told) for one in found.withdrawals] == [((), (), False)]
    assert found.unrouted == found.subjects
    general = "consent: {withdrawal: Bel ons.}\n"
    (route,) = notice(asked + general, OLD + general).withdrawals
    assert str(route.words) == "Bel ons."


def test_what_rests_on_consent_says_how_to_stop_it_also_when_something_else_changes() -> None:
    consented = OLD.replace("legal_basis: consent", "legal_basis: {basis: consent, withdrawn_by: email}")
    (subject,) = notice(consented.replace("data: [mail]", "data: [mail, naam]"), consented).subjects
    assert [one.by for one in subject.withdrawals] == [("email",)]


def test_the_fuller_of_two_routes_is_told() -> None:
    old = OLD.replace("legal_basis: consent", "legal_basis: {basis: consent, withdrawn_by: cookie_banner}")
    asked = old.replace("legal_basis: contract", "legal_basis: {basis: consent, withdrawn_by: cookie_banner}")
    found = notice(asked + COOKIE, old).withdrawals
    assert [tuple(map(str, one.names)) for one in found] == [("Leveren",), ("Nieuws",)]


# --- what else there is to say ----------------------------------------------------------------------------------------


def test_nothing_begins_by_itself_that_asks_consent_or_heeds_a_refusal() -> None:
    assert [str(one.names[0].text) for one in notice(LONGER).applies] == ["Leveren"]
    assert notice(ASKED).applies == ()
    entry = "release: {changes: [{covers: ['purposes.**'], refusals_respected: true}]}\n"
    assert notice(LONGER + entry).applies == ()


def test_of_several_only_those_of_which_the_author_says_nothing_begin_by_themselves() -> None:
    new = LONGER.replace("{until: u zich afmeldt}", "{period: P9Y}").replace("basis: consent", "basis: contract")
    old = OLD.replace("basis: consent", "basis: contract")
    entry = "release: {changes: [{covers: [purposes.leveren], options: Bel ons.}]}\n"
    assert [str(one.names[0].text) for one in notice(new + entry, old).applies] == ["Nieuws"]
    assert len(notice(LONGER + entry).applies) == 1


def test_a_notice_is_ready_when_its_version_carries_what_it_asks() -> None:
    assert not notice(LONGER).is_ready


def test_a_lesser_change_is_told_besides_when_it_makes_a_difference() -> None:
    found = notice(
        LONGER.replace("until: u zich afmeldt", "period: P1M"), OLD.replace("until: u zich afmeldt", "period: P9M")
    )
    assert names(found) == ["Leveren"]
    assert [str(name.text) for one in found.others for name in one.names] == ["Nieuws"]
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
    assert name_of(pair, ("purposes", "nieuws")) == PartName(pair.old.purposes["nieuws"].name)
    assert name_of(pair, ("controller",)) is None
    assert name_of(pair, ("purposes", "weg")) is None


def test_a_cookie_is_known_by_who_sets_it_and_else_by_what_it_is_for() -> None:
    """Nobody knows `_m`."""
    own = policy_of(OLD + COOKIE)
    theirs = policy_of(
        OLD
        + COOKIE.replace("provider: self", "provider: teller")
        + "recipients: {teller: {name: Telpotje, role: processor}}\n"
    )
    for policy, known in ((own, PartName(own.purposes["nieuws"].name)), (theirs, None)):
        pair = difference(policy_of(OLD), policy, ON).pair
        assert pair is not None
        assert name_of(pair, ("cookies", "meten")) == (
            known or PartName(theirs.recipients["teller"].title, of_cookie=True)
        )
