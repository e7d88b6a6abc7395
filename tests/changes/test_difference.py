"""One call gives all there is to say of two versions, in one order, the same every time."""

from __future__ import annotations

from datetime import date

from changes.releases import ON
from changes.twins import policy_of
from policyc.changes.change import Action
from policyc.changes.difference import difference
from policyc.changes.materiality import classify
from policyc.changes.notice import notice_of

OLD = """
version: 1.0.0
effective: 2026-01-01
data_categories: {naam: {name: Naam}, mail: {name: E-mail}}
recipients: {drukker: {name: Drukkerij Jansen, task: drukt onze brieven, country: NL}}
purposes:
  koop: {name: Verkopen, data: [naam], recipients: [drukker], retention: {period: P1Y, from: uw koop}}
"""
NEW = (
    OLD.replace("1.0.0", "2.0.0").replace("2026-01-01", "2027-02-01").replace("P1Y", "P2Y")
    + "release: {notice_date: 2026-12-01, summary: Langer., "
    "changes: [{covers: [purposes], nature: processing_change, why: Nodig., "
    "means: Langer., options: Bel ons.}]}\n"
)


def test_all_of_it() -> None:
    old, new = policy_of(OLD), policy_of(NEW)
    found = difference(old, new, ON)
    assert (found.old, found.new) == (old, new)
    assert found.pair is not None
    assert found.changes == classify(found.pair)
    assert len(found.fingerprints) == len(found.changes)
    assert sorted(map(id, (one for event in found.events for one in event.changes))) == sorted(map(id, found.changes))
    assert (found.renames, found.accepted) == ((), ())
    assert found.verdict.carried


def test_the_same_every_time() -> None:
    one, other = (difference(policy_of(OLD), policy_of(NEW), ON) for _ in range(2))
    assert one == other


def test_the_day_decides_which_measures_hold() -> None:
    """Before the guidelines were endorsed there was no lead time of this project."""
    old, new = policy_of(OLD), policy_of(NEW.replace("2027-02-01", "2026-12-02"))
    assert not difference(old, new, ON).verdict.carried
    assert difference(old, new, date(2018, 5, 24)).verdict.carried


def test_a_rename_that_nobody_wrote_down_is_suggested() -> None:
    new = OLD.replace("drukker:", "drukkerij:").replace("[drukker]", "[drukkerij]")
    found = difference(policy_of(OLD), policy_of(new), ON)
    assert [(one.before, one.path) for one in found.renames] == [
        (("recipients", "drukker"), ("recipients", "drukkerij"))
    ]
    assert {one.change.action for one in found.changes if one.path[0] == "recipients"} == {Action.ADDED, Action.REMOVED}


def test_the_old_side_goes_by_the_new_ids() -> None:
    new = OLD.replace("drukker: {", "drukkerij: {formerly: [drukker], ").replace("[drukker]}", "[drukker]}")
    new = new.replace("recipients: [drukker]", "recipients: [drukkerij]")
    found = difference(policy_of(OLD), policy_of(new), ON)
    assert found.pair is not None
    assert list(found.pair.old.recipients) == ["drukkerij"]
    assert found.old is not None
    assert list(found.old.recipients) == ["drukker"]
    assert found.verdict.carried


def test_what_the_last_version_announced_covers_nothing_now() -> None:
    """The old entry says why data were kept less long; it may not carry that they are kept longer."""
    later = NEW.replace("P2Y", "P9Y").replace("2.0.0", "3.0.0").replace("2027-02-01", "2028-02-01")
    found = difference(policy_of(NEW), policy_of(later.replace("2026-12-01", "2027-12-01")), ON).verdict
    assert [step.code for step in found.steps] == ["announce"]
    assert "review-entry" in [step.code for step in found.advice]


def test_a_statement_put_away_without_successor_is_announced() -> None:
    final = NEW.replace("release:", "url: https://www.voorbeeld.nl/privacy\nrelease:")
    old = policy_of(final).model_copy(update={"status": "final"})
    ended = difference(old, old.model_copy(update={"status": "archived"}), ON)
    assert [change.kind.id for change in ended.changes] == ["statement-ends"]
    codes = [step.code for step in ended.verdict.steps]
    assert "announce" in codes
    assert not {"raise-version", "move-effective"}.intersection(codes)


def test_where_nothing_changes_nothing_is_said_of_the_last_release() -> None:
    assert difference(policy_of(NEW), policy_of(NEW), ON).verdict.advice == ()
    first = difference(None, policy_of(NEW), ON).verdict
    assert (first.carried, "drop-entry" in [step.code for step in first.advice]) == (True, False)


def test_the_first_day_is_no_promise_of_a_date_that_a_step_refuses() -> None:
    """An old notice date says nothing of this version, and the version before it holds until the day after."""
    kept = NEW.replace("P2Y", "P9Y").replace("2.0.0", "3.0.0")
    assert difference(policy_of(NEW), policy_of(kept), ON).verdict.earliest is None
    soon = kept.replace("2026-12-01", "2026-12-02")
    assert difference(policy_of(NEW), policy_of(soon), ON).verdict.earliest == date(2027, 2, 2)


MAIL = """
version: 1.0.0
effective: 2026-01-01
url: https://www.voorbeeld.nl/privacy
data_categories: {mail: {name: E-mailadres, origin: [provided]}}
audiences: {klanten: {name: Klanten}, lezers: {name: Lezers}}
controller: {legal_name: De Ketel B.V., trade_register: "00000001"}
purposes:
  nieuws: {name: Nieuwsbrief, data: [mail], direct_marketing: {by: email}, legal_basis: BASIS, audiences: [klanten]}
"""
ASKED = MAIL.replace("BASIS", "{basis: consent, withdrawn_by: [unsubscribe_link]}")


def test_advertising_that_gives_up_consent_is_not_asked_for_a_plan_of_consent() -> None:
    """Whoever follows the steps may not end with a letter that asks a yes for what goes on without one."""
    given_up = MAIL.replace("BASIS", "legitimate_interests").replace("[klanten]}", "[klanten, lezers]}")
    found = difference(policy_of(ASKED), policy_of(given_up), ON).verdict
    codes = [step.code for step in found.steps]
    assert "state-consent" in codes
    assert not {"plan-consent", "state-withdrawal"}.intersection(codes)


def test_a_takeover_is_no_question_but_what_rests_on_consent_is_asked_again() -> None:
    other = ASKED.replace("De Ketel B.V.", "De Theepot B.V.").replace("00000001", "00000002")
    notice = notice_of(difference(policy_of(ASKED), policy_of(other), ON), ON)
    assert notice is not None
    (subject,) = (one for one in notice.told if one.asks_again)
    assert not subject.asks_consent
    assert (notice.only_asks, notice.asking) == (False, (subject,))
