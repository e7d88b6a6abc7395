"""The worked example of docs/changes.md: the published statement of ProgressX against the corrected one.

The table there is a sketch of a corrected version that did not exist yet. Where this one differs, a comment says why.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from changes.twins import policy_in
from policyc.changes.difference import Difference, difference
from policyc.changes.kind import Materiality
from policyc.changes.materiality import MaterialChange

POLICIES = Path(__file__).parents[2] / "policies"
ON = date(2026, 12, 1)


@cache
def example() -> Difference:
    old, new = POLICIES / "archive" / "progressx-1.0.0.yaml", POLICIES / "progressx.yaml"
    return difference(policy_in(old), policy_in(new), ON)


def at(path: str) -> list[MaterialChange]:
    return [one for one in example().changes if ".".join(map(str, one.path)) == path]


TABLE = [
    # Basis linked to each purpose; provision explained.
    ("purposes.contact.processing.row.legal_basis", 54, "disclosure_correction", "notify"),
    ("purposes.account.processing.profile.legal_basis", 54, "disclosure_correction", "notify"),
    ("purposes.contact.processing.row.provision.required", 54, "disclosure_correction", "notify"),
    # Access: from consent, which was never the real basis. The sketch names the contract; technical data serve visitors
    # who have none, so this version relies on a legitimate interest.
    ("purposes.access.processing.row.legal_basis", 7, "disclosure_correction", "notify"),
    # Gender dropped from the account, and the date of birth with it.
    ("data_categories.gender", 14, "processing_change", "publish"),
    ("data_categories.date_of_birth", 14, "processing_change", "publish"),
    # Google named among the recipients, and with it the company that it engages.
    ("recipients.google.name", 17, "disclosure_correction", "notify"),
    ("recipients.google.sub_processors.google_llc", 17, "disclosure_correction", "notify"),
    # Privacy Shield replaced. The country and the recipient stay.
    ("recipients.google.transfers.us.decision", 23, "legal_update", "notify"),
    # Retention periods added.
    ("purposes.contact.processing.row.retention", 28, "disclosure_correction", "notify"),
    ("purposes.improvement.processing.row.retention", 28, "disclosure_correction", "notify"),
    # A cookie list, and a banner that can be reopened.
    ("cookies.ga.consent", 30, "processing_change", "consent"),
    ("cookies.preference.consent", 30, "processing_change", "consent"),
    ("consent.means", 35, "processing_change", "notify"),
    ("consent.withdrawal", 35, "processing_change", "notify"),
    # The sketch knows no exempt cookies: one for the choice itself, and a session cookie that no longer asks consent.
    ("cookies.cookie_choice", 29, "processing_change", "publish"),
    ("cookies.session.consent", 33, "processing_change", "notify"),
    # A question of its own for the newsletter, and less data to mend errors with.
    ("purposes.newsletter.processing.row.legal_basis.0.request", 2, "processing_change", "consent"),
    ("purposes.newsletter.processing.row.data", 54, "disclosure_correction", "notify"),
    ("purposes.improvement.processing.row.data", 14, "processing_change", "publish"),
    ("purposes.improvement.processing.row.legal_basis", 7, "disclosure_correction", "notify"),
    # What the cookies are for had no purpose of its own; both rest on consent that is asked afresh.
    ("purposes.statistics", 2, "processing_change", "consent"),
    ("purposes.personalisation", 2, "processing_change", "consent"),
    # The restriction right is told: the rights follow from the bases now, instead of from a list that lacked it. The
    # sketch also adds an e-mail address, which nobody knows yet, and a link to the authority, which comes from the law
    # facts and is no change of the policy.
    ("rights.stated", 41, "disclosure_correction", "notify"),
    ("rights.response_time.within", 40, "disclosure_correction", "notify"),
    # “Check this page regularly” replaced by a promise of active notice.
    ("change_promise.reader_duty", 51, "processing_change", "publish"),
    ("change_promise.channels", 51, "processing_change", "publish"),
    ("change_promise.lead_time", 51, "processing_change", "publish"),
]


@pytest.mark.parametrize(("path", "row", "nature", "word"), TABLE)
def test_the_table(path: str, row: int, nature: str, word: str) -> None:
    assert (row, nature, word) in {(one.kind.row, one.nature, one.materiality.word) for one in at(path)}


@pytest.mark.parametrize("path", ["cookies.session.name", "purposes.account.name", "data_categories.password.name"])
def test_other_words_are_editorial(path: str) -> None:
    assert {(one.nature, one.materiality.word) for one in at(path)} == {("editorial", "editorial")}


def test_the_release_asks_consent_because_of_the_cookies() -> None:
    found = example()
    assert found.verdict.materiality is Materiality.CONSENT
    asking = {one.subject for one in found.changes if one.materiality is Materiality.CONSENT}
    assert asking == {
        ("cookies", "ga"),
        ("cookies", "preference"),
        ("purposes", "statistics"),
        ("purposes", "personalisation"),
        # The sketch overlooks that the newsletter was in the same question as the cookies.
        ("purposes", "newsletter"),
    }
    assert {event.subject for event in found.events[:5]} == asking


def test_without_the_cookies_that_ask_it_the_release_falls() -> None:
    """“If the corrected version drops Google Analytics instead”: and the other things that ask consent."""
    found = example()
    assert found.old is not None
    assert found.new is not None
    gone = {"statistics", "personalisation", "newsletter"}
    new = found.new.model_copy(
        update={
            "purposes": {id_: one for id_, one in found.new.purposes.items() if id_ not in gone},
            "cookies": {id_: one for id_, one in found.new.cookies.items() if id_ not in ("ga", "preference")},
        }
    )
    assert difference(found.old, new, ON).verdict.materiality < Materiality.CONSENT


def test_the_duty_is_carried() -> None:
    found = example().verdict
    assert [step.wording.nl for step in found.steps] == []
    assert (found.carried, found.uncovered) == (True, frozenset())
    # 34 days, where what the practice changes asks 30.
    assert (found.notice_date, found.effective, found.earliest) == (
        date(2026, 12, 8),
        date(2027, 1, 11),
        date(2027, 1, 7),
    )


def test_what_is_left_are_the_open_questions() -> None:
    """Addresses, dates and whether the past was lawful: ProgressX knows, and nobody else."""
    codes = [step.code for step in example().verdict.advice]
    assert codes == ["add-links", "state-since", "check-lawfulness", "finish-draft"]


def test_every_change_that_means_something_is_told_of() -> None:
    untold = [one.path for one in example().changes if one.materiality > Materiality.EDITORIAL and one.entry is None]
    assert untold == []


def test_every_entry_tells_of_something() -> None:
    found = example()
    assert found.new is not None
    assert found.new.release is not None
    assert {one.entry for one in found.changes} >= set(range(len(found.new.release.changes)))


def test_no_change_is_unknown() -> None:
    assert [one.path for one in example().changes if one.kind.id == "unknown"] == []


def test_renamed_parts_are_no_new_ones() -> None:
    renamed = {(one.change.old, one.change.new) for one in example().changes if one.kind.id == "id-renamed"}
    assert renamed == {
        ("users", "visitors"),
        ("contact", "email"),
        ("name_address", "name"),
        ("feedback", "complaint"),
        ("analytics", "ga"),
        ("permanent", "preference"),
    }


def test_the_groups_that_changes_concern() -> None:
    assert {one.audiences for one in at("cookies.ga.consent")} == {("visitors", "account_holders")}
    assert {one.audiences for one in at("data_categories.gender")} == {("account_holders",)}
    assert {one.audiences for one in at("change_promise.channels")} == {()}
