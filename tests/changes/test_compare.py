"""Each sort of difference, in small policies: exactly these changes, at these paths, with these values."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from model.parse import policy

from policyc.changes.change import OPPOSITE, Action, Change
from policyc.changes.compare import Comparison, apply, compare, not_in
from policyc.changes.explode import exploded
from policyc.changes.renames import Renames
from policyc.model.legal_basis import Consent, Contract, PublicTask
from policyc.model.personal_data import DataSubjectCategory
from policyc.model.policy import Exclusion, Security
from policyc.model.text import Name, Prose, Text
from policyc.model.values import Duration

ADDED, REMOVED, CHANGED = Action.ADDED, Action.REMOVED, Action.CHANGED
WIDENED, NARROWED, REORDERED, RESPELLED = Action.WIDENED, Action.NARROWED, Action.REORDERED, Action.RESPELLED


def between(old: str, new: str) -> tuple[Change, ...]:
    """The changes, after a look whether they make the one of the other."""
    one, other = policy(old), policy(new)
    changes = compare(one, other)
    assert apply(changes, one) == other
    return changes


def only(old: str, new: str) -> tuple[Action, str]:
    """What happens to the one field that differs, and its path; from the other side it is the opposite."""
    (change,) = between(old, new)
    (back,) = between(new, old)
    assert (back.action, back.path) == (OPPOSITE.get(change.action, change.action), change.before)
    assert (back.old, back.new) == (change.new, change.old)
    assert change.before == change.path
    return change.action, ".".join(map(str, change.path))


def text(words: str) -> Text:
    return Text.parse(words)


def name(words: str) -> Name:
    return Name.parse(words)


# --- values ---------------------------------------------------------------------------------------------------------


def test_a_field_that_is_filled_emptied_or_has_another_value() -> None:
    assert between("", "effective: 2026-12-01") == (
        Change(ADDED, ("effective",), ("effective",), None, date(2026, 12, 1)),
    )
    assert only("effective: 2026-12-01", "effective: 2026-12-02") == (CHANGED, "effective")
    assert only("effective: 2026-12-01", "") == (REMOVED, "effective")


def test_no_is_a_decision_and_null_is_none() -> None:
    assert only("no_recipients: false", "") == (REMOVED, "no_recipients")
    assert only("no_recipients: true", "no_recipients: false") == (CHANGED, "no_recipients")
    assert between("no_recipients: null", "") == ()


def test_a_part_that_stands_alone_is_one_change() -> None:
    assert between("", "security: {explanation: Wij beveiligen.}") == (
        Change(ADDED, ("security",), ("security",), None, Security(explanation=Prose.parse("Wij beveiligen."))),
    )
    assert only("security: {}", "security: {explanation: Wij beveiligen.}") == (ADDED, "security.explanation")


def test_a_part_with_an_id_is_one_change() -> None:
    one, two = "audiences: {a: {name: A}}", "audiences: {b: {name: B}, a: {name: A}}"
    added = DataSubjectCategory(name=text("B"))
    assert between(one, two) == (Change(ADDED, ("audiences", "b"), ("audiences", "b"), None, added),)
    assert only(two, one) == (REMOVED, "audiences.b")
    assert only(one, "audiences: {a: {name: C}}") == (CHANGED, "audiences.a.name")


def test_what_is_gone_comes_after_what_is_there() -> None:
    changes = between("audiences: {a: {name: A}, b: {name: B}}", "audiences: {c: {name: C}, b: {name: D}}")
    assert [(change.action, change.path[1:]) for change in changes] == [
        (ADDED, ("c",)),
        (CHANGED, ("b", "name")),
        (REMOVED, ("a",)),
    ]


@pytest.mark.parametrize(
    ("old", "new", "action"),
    [
        ("P1Y", "P2Y", Action.LONGER),
        ("P2Y", "P18M", Action.SHORTER),
        ("P12M", "P1Y", RESPELLED),
        ("P4W", "P28D", RESPELLED),
        ("PT24H", "P1D", RESPELLED),
        ("P30D", "P1M", CHANGED),
        ("P28D", "P1M", CHANGED),
        ("P27D", "P1M", Action.LONGER),
        ("P32D", "P1M", Action.SHORTER),
        ("P365D", "P1Y", CHANGED),
        ("P1M", "P1M1D", Action.LONGER),
        ("P5Y", "P7D", Action.SHORTER),
    ],
)
def test_periods_are_compared_by_their_length(old: str, new: str, action: Action) -> None:
    one, other = (f"change_promise: {{lead_time: {period}}}" for period in (old, new))
    assert only(one, other) == (action, "change_promise.lead_time")
    (change,) = between(one, other)
    assert (change.old, change.new) == (Duration.parse(old), Duration.parse(new))


@pytest.mark.parametrize(
    ("old", "new", "action"),
    [
        ("Een tekst.", "Een andere tekst.", CHANGED),
        ("Een tekst.", "{nl: Een tekst.}", RESPELLED),
        ('"Een\\n\\ntekst."', "Een tekst.", RESPELLED),
        ("Een tekst.", "{nl: Een tekst., en: A text.}", WIDENED),
        ("{nl: Een tekst., en: A text.}", "Een tekst.", NARROWED),
        ("{nl: Een tekst., en: A text.}", "{nl: Een tekst., en: Another.}", CHANGED),
        ("{nl: Een tekst., en: A text.}", "{nl: Een tekst., de: Ein Text.}", CHANGED),
        ("Een tekst.", "{nl: Een andere., en: A text.}", CHANGED),
    ],
)
def test_texts_are_compared_by_language(old: str, new: str, action: Action) -> None:
    assert only(f"introduction: {old}", f"introduction: {new}") == (action, "introduction")


def test_a_value_of_another_class_is_one_change() -> None:
    row = "purposes: {p: {name: P, retention: {%s}}}"
    at = "purposes.p.processing.row.retention"
    assert only(row % "period: P1Y, from: besluit", row % "until: u zich afmeldt") == (CHANGED, at)
    assert only(row % "period: P1Y, from: besluit", row % "period: P1Y, from: einde") == (CHANGED, f"{at}.from")
    transfer = "recipients: {r: {name: R, transfers: {vs: {country: US, mechanism: %s}}}}"
    at = "recipients.r.transfers.vs"
    assert only(transfer % "null", transfer % "adequacy") == (CHANGED, at)
    assert only(transfer % "certification", transfer % "code_of_conduct") == (CHANGED, f"{at}.mechanism")


def test_paths_have_the_keys_of_the_source() -> None:
    row = "purposes: {p: {name: P, processing: {r: {%s}}}}"
    assert only(row % "from: 2026-12-01", row % "from: 2026-12-02") == (CHANGED, "purposes.p.processing.r.from")
    assert only(row % "until: 2026-12-01", row % "on_device: null") == (REMOVED, "purposes.p.processing.r.until")


# --- lists ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "action"),
    [
        ("[]", "[Slot]", WIDENED),
        ("[Slot]", "[]", NARROWED),
        ("[Slot]", "[Slot, Alarm]", WIDENED),
        ("[Slot, Alarm]", "[Alarm]", NARROWED),
        ("[Slot, Alarm]", "[Alarm, Slot]", REORDERED),
        ("[Slot, Alarm]", "[Alarm, Hond]", CHANGED),
        ("[Slot]", "[Alarm]", CHANGED),
        ("[Slot]", "[Slot, Slot]", WIDENED),
        ("[Slot, Slot, Alarm]", "[Slot, Alarm, Alarm]", CHANGED),
        ("[Slot, {nl: Alarm, en: Alarm}]", "[Alarm, {nl: Slot, en: Lock}]", CHANGED),
    ],
)
def test_lists_are_compared_by_what_is_in_them(old: str, new: str, action: Action) -> None:
    assert only(f"security: {{measures: {old}}}", f"security: {{measures: {new}}}") == (action, "security.measures")


def test_an_item_in_other_words_of_the_same_meaning_is_no_other_item() -> None:
    one, two = "security: {measures: [Slot, %s]}", "security: {measures: [%s, Slot]}"
    assert only(one % "Alarm", one % "{nl: Alarm}") == (RESPELLED, "security.measures.1")
    assert only(one % "Alarm", one % "{nl: Alarm, en: Siren}") == (WIDENED, "security.measures.1")
    assert only(one % "Alarm", two % "{nl: Alarm}") == (REORDERED, "security.measures")
    assert only(one % "Alarm", one % "{nl: Alarm}, Hond") == (WIDENED, "security.measures")
    assert only(one % "Alarm", two % "{nl: Alarm, en: Siren}") == (CHANGED, "security.measures")


def test_nobody_is_not_the_same_as_not_stated() -> None:
    cookie = "recipients: {r: {name: R}}\ncookies: {c: {name: C, third_party_access: %s}}"
    at = "cookies.c.third_party_access"
    assert only(cookie % "null", cookie % "[]") == (ADDED, at)
    assert only(cookie % "null", cookie % "[r]") == (ADDED, at)
    assert only(cookie % "[]", cookie % "[r]") == (WIDENED, at)


def test_items_are_known_by_what_names_them() -> None:
    scope = "scope: {exclusions: [%s]}"
    a, b = "{what: A, url: 'https://a.example/'}", "{what: B}"
    assert only(scope % f"{a}, {b}", scope % f"{{what: A}}, {b}") == (REMOVED, "scope.exclusions.0.url")
    assert only(scope % f"{a}, {b}", scope % f"{b}, {a}") == (REORDERED, "scope.exclusions")
    assert only(scope % f"{a}, {b}", scope % a) == (NARROWED, "scope.exclusions")
    assert only(scope % f"{a}, {b}", scope % f"{b}, {{what: A}}") == (CHANGED, "scope.exclusions")
    assert only(scope % a, scope % "{what: {nl: A}, url: 'https://a.example/'}") == (
        RESPELLED,
        "scope.exclusions.0.what",
    )


def test_a_legal_basis_is_known_by_its_kind_and_its_cases() -> None:
    row = "purposes: {p: {name: P, legal_basis: [%s]}}"
    at = "purposes.p.processing.row.legal_basis"
    law, other_law = "{basis: legal_obligation, law: AWR}", "{basis: legal_obligation, law: Wwft}"
    assert only(row % law, row % other_law) == (CHANGED, f"{at}.0.law")
    assert only(row % law, row % "{basis: contract}") == (CHANGED, at)
    assert only(row % f"{law}, {other_law}", row % f"{law}, {law}") == (CHANGED, f"{at}.1.law")


def test_what_of_a_list_is_not_in_another() -> None:
    assert not_in(("a", "b", "a"), ("a",)) == ("b", "a")
    assert not_in((), ("a",)) == ()
    assert not_in((text("a"), text("b")), (text("b"), text("c"))) == (text("a"),)
    assert not_in((Exclusion(what=text("a")),), ()) == (Exclusion(what=text("a")),)


# --- pieces ---------------------------------------------------------------------------------------------------------


def pieces(change: Change) -> list[tuple[Action, Any, Any, Any, Any]]:
    """(action, path below the change, path before below it, old, new)"""
    below = len(change.path)
    return [
        (piece.action, piece.path[below:], piece.before[below:], piece.old, piece.new)
        for piece in exploded(change, Comparison(Renames(), "nl"))
    ]


def test_a_part_that_came_is_all_its_fields() -> None:
    (change,) = between("", "cookies: {c: {name: C, names: [_c], third_party_access: [], asked_by_user: false}}")
    assert pieces(change) == [
        (WIDENED, ("names",), ("names",), (), (name("_c"),)),
        (ADDED, ("name",), ("name",), None, text("C")),
        (ADDED, ("third_party_access",), ("third_party_access",), None, ()),
        (ADDED, ("asked_by_user",), ("asked_by_user",), None, False),
    ]


def test_a_part_that_went_and_a_mapping_in_it() -> None:
    (change,) = between("rights: {free: true, per_right: {access: {explanation: Zo.}}}", "")
    (right, free) = pieces(change)
    assert right[:3] == (REMOVED, ("per_right", "access"), ("per_right", "access"))
    assert free == (REMOVED, ("free",), ("free",), True, None)


def test_a_part_in_which_nothing_is_filled_in_has_no_pieces() -> None:
    (change,) = between("", "security: {}")
    assert pieces(change) == []


def test_a_part_of_another_class_is_the_fields_of_both() -> None:
    row = "purposes: {p: {name: P, retention: {%s}}}"
    (change,) = between(row % "period: P1Y, from: besluit, law: AWR", row % "until: afmelding, law: Wwft")
    assert pieces(change) == [
        (CHANGED, ("law",), ("law",), name("AWR"), name("Wwft")),
        (ADDED, ("until",), ("until",), None, text("afmelding")),
        (REMOVED, ("period",), ("period",), Duration.parse("P1Y"), None),
        (REMOVED, ("from",), ("from",), text("besluit"), None),
    ]


def test_items_that_came_went_moved_and_changed() -> None:
    row = "purposes: {p: {name: P, legal_basis: [%s]}}"
    consent, task, other = "{basis: consent}", "{basis: public_task, law: %s}", "{basis: contract}"
    (change,) = between(row % f"{consent}, {task % 'AWR'}, {other}", row % f"{task % 'Wwft'}, vital_interests, consent")
    a, b = Consent(basis="consent"), PublicTask(basis="public_task", law=name("AWR"))
    came, *_ = (item for item in change.new if item.basis == "vital_interests")  # type: ignore[attr-defined]
    assert pieces(change) == [
        (REORDERED, (), (), (a, b), (b, a)),
        (CHANGED, (0, "law"), (1, "law"), name("AWR"), name("Wwft")),
        (ADDED, (1,), (1,), None, came),
        (REMOVED, (2,), (2,), Contract(basis="contract"), None),
    ]


def test_another_order_has_no_pieces() -> None:
    (change,) = between("scope: {exclusions: [A, B]}", "scope: {exclusions: [B, A]}")
    assert change.action is REORDERED
    assert pieces(change) == []


def test_items_with_the_same_name_lose_nothing() -> None:
    scope = "scope: {exclusions: [%s]}"
    one, two = "{what: A, explanation: Een.}", "{what: A, explanation: Twee.}"
    (change,) = between(scope % f"{one}, {two}", scope % two)
    assert pieces(change) == [(REMOVED, (0,), (0,), Exclusion(what=text("A"), explanation=Prose.parse("Een.")), None)]
    (change,) = between(scope % f"{one}, B", scope % f"{two}, {one}")
    assert pieces(change) == [
        (ADDED, (0,), (0,), None, Exclusion(what=text("A"), explanation=Prose.parse("Twee."))),
        (REMOVED, (1,), (1,), Exclusion(what=text("B")), None),
    ]
