"""Family SU: what a policy accepts, and what is wrong with that, beyond the examples in its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from policyc.diagnostics import Acceptance, Diagnostic, Path, Severity, Wording
from policyc.rules import catalogue, suppression
from policyc.rules.case import Case
from policyc.rules.rule import Finding, Rule
from policyc.rules.suppression import _leads_to
from rules.examples import TODAY, findings

PLACES: tuple[Path, ...] = (
    ("title",),
    ("purposes", "account", "processing", "row", "retention", "from"),
    ("purposes", "order", "processing", "pay", "retention"),
    ("purposes", "order", "processing", "pay", "legal_basis", 0, "interest"),
    ("purposes", "order", "processing", "pay", "data", 1),
)


def everywhere(case: Case) -> Iterator[Finding]:
    for place in PLACES:
        yield Finding(place, Wording("nl", "en"))


def made_up(code: str, *, acceptable: bool = True, since: date = date(2018, 5, 25)) -> Rule:
    nothing = Wording("", "")
    return Rule(code, everywhere, Severity.ERROR, nothing, nothing, ("AVG 1",), since=since, acceptable=acceptable)


XX = (made_up("XX001"), made_up("XX002"), made_up("XX003", acceptable=False), *suppression.RULES)

POLICY = """\
purposes:
  account: {name: Account, retention: {period: P1Y, from: nu}}
  order:
    name: Bestelling
    processing:
      pay: {data: [naam, adres], legal_basis: {basis: legitimate_interests, interest: geld}, retention: {period: P1Y}}
data_categories: {naam: {name: Naam}, adres: {name: Adres}}
suppress:
"""
WHOLE = "reason: Daarom., by: J. de Vries, until: 2027-03-31"


@pytest.fixture(autouse=True)
def _catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyc.rules.judge.RULES", XX)


def judged(*entries: str, on: date = TODAY, rules: tuple[Rule, ...] = XX) -> tuple[Diagnostic, ...]:
    return findings(POLICY + "".join(f"  - {{{entry}}}\n" for entry in entries), on, rules=rules)


def accepted(*entries: str, on: date = TODAY) -> list[str]:
    """The places of what is accepted of XX001, as an author writes them."""
    return [".".join(map(str, one.path)) for one in judged(*entries, on=on) if one.accepted and one.code == "XX001"]


def about(code: str, *entries: str, on: date = TODAY) -> list[Diagnostic]:
    return [one for one in judged(*entries, on=on) if one.code == code]


# --- accepting ---


def test_an_accepted_finding_keeps_its_weight() -> None:
    found = judged(f"rule: XX001, {WHOLE}")
    assert {one.accepted for one in found if one.code == "XX001"} == {
        Acceptance("Daarom.", "J. de Vries", date(2027, 3, 31))
    }
    assert {one.accepted for one in found if one.code != "XX001"} == {None}
    assert {one.severity for one in found} == {Severity.ERROR}
    assert len(found) == 3 * len(PLACES)


EVERYTHING = [
    "purposes.account.retention.from",
    "purposes.order.processing.pay.data.1",
    "purposes.order.processing.pay.legal_basis.0.interest",
    "purposes.order.processing.pay.retention",
    "title",
]


@pytest.mark.parametrize(
    ("at", "covered"),
    [
        ("title", ["title"]),
        ("purposes", EVERYTHING[:4]),
        ("purposes.account", EVERYTHING[:1]),
        ("purposes.account.retention", EVERYTHING[:1]),
        ("purposes.account.retention.from", EVERYTHING[:1]),
        ("purposes.account.processing.row.retention", EVERYTHING[:1]),
        ("purposes.*.retention", EVERYTHING[:1]),
        ("purposes.*.processing.*.retention", [EVERYTHING[0], EVERYTHING[3]]),
        ("purposes.**", EVERYTHING[:4]),
        ("purposes.order.processing.pay.data", EVERYTHING[1:2]),
        ("purposes.order.processing.pay.data.1", EVERYTHING[1:2]),
        ("purposes.order.processing.pay.data.0", []),
        ("purposes.order.processing.pay.legal_basis.interest", EVERYTHING[2:3]),
        ("purposes.order.processing.pay.legal_basis.0.interest", EVERYTHING[2:3]),
        ("purposes.order.processing.pay.legal_basis.*.interest", EVERYTHING[2:3]),
        ("**", EVERYTHING),
        ("scope", []),
    ],
)
def test_what_a_place_covers(at: str, covered: list[str]) -> None:
    assert sorted(accepted(f"rule: XX001, at: '{at}', {WHOLE}")) == covered


@pytest.mark.parametrize(
    ("pattern", "path", "leads"),
    [
        ("a", ("a", 0, "b"), True),
        ("a.b", ("a", 0, "b"), True),
        ("a.b", ("a", 1, "b"), False),
        ("a.1.b", ("a", 1, "b"), True),
        ("a.*.b", ("a", 1, "b"), True),
        ("a.*", ("a",), False),
        ("a.**", ("a",), True),
        ("a.b", ("a",), False),
        ("a.b", ("a", 0), False),
        ("ab", ("a", "b"), False),
    ],
)
def test_leads_to(pattern: str, path: Path, leads: bool) -> None:
    assert _leads_to(tuple(pattern.split(".")), path) is leads


@pytest.mark.parametrize(
    ("entry", "on", "count"),
    [
        (f"rule: XX001, {WHOLE}", date(2027, 3, 31), 5),
        (f"rule: XX001, {WHOLE}", date(2027, 4, 1), 0),
        ("rule: XX001, by: J. de Vries, until: 2027-03-31", TODAY, 0),
        ("rule: XX001, reason: Daarom., until: 2027-03-31", TODAY, 0),
        ("rule: XX001, reason: Daarom., by: J. de Vries", TODAY, 0),
        (f"rule: XX002, {WHOLE}", TODAY, 0),
        (f"rule: xx001, {WHOLE}", TODAY, 0),
    ],
)
def test_only_an_entry_that_counts_accepts(entry: str, on: date, count: int) -> None:
    assert len(accepted(entry, on=on)) == count


def test_what_may_not_be_accepted_is_not() -> None:
    found = judged(f"rule: XX003, {WHOLE}", "rule: SU001", f"rule: SU001, {WHOLE}")
    assert not any(one.accepted for one in found)


def test_the_first_entry_that_covers_it_counts() -> None:
    found = judged(f"rule: XX001, {WHOLE}", "rule: XX001, at: title, reason: Anders., by: K., until: 2027-01-01")
    assert {one.accepted.reason for one in found if one.accepted} == {"Daarom."}
    assert [one.code for one in found if one.code == "SU002"] == []


# --- SU001 ---


@pytest.mark.parametrize(
    ("given", "lacking", "nl", "en"),
    [
        ("", "reason", "een reden (reason), wie dit besloot (by) en tot wanneer het geldt (until)", None),
        ("reason: R.", "by", "wie dit besloot (by) en tot wanneer het geldt (until)", None),
        ("reason: R., by: B.", "until", "tot wanneer het geldt (until)", "until when it holds (until)"),
        ("by: B., until: 2027-01-01", "reason", "een reden (reason)", "a reason (reason)"),
        ("reason: R., until: 2027-01-01", "by", "wie dit besloot (by)", "who decided this (by)"),
        ("until: 2027-01-01", "reason", "een reden (reason) en wie dit besloot (by)", None),
    ],
)
def test_what_an_entry_lacks(given: str, lacking: str, nl: str, en: str | None) -> None:
    (found,) = about("SU001", f"rule: XX001, {given}".strip(", "))
    assert found.path == ("suppress", 0, lacking)
    assert found.severity is Severity.ERROR
    assert found.message.nl == f"De aanvaarding van XX001 telt niet. Er ontbreekt: {nl}."
    if en:
        assert found.message.en == f"The acceptance of XX001 does not count. It lacks: {en}."
    assert found.label == Wording(f"hier ontbreekt {lacking}", f"{lacking} is missing here")


def test_the_english_list_of_what_lacks() -> None:
    (found,) = about("SU001", "rule: XX001")
    assert found.message.en == (
        "The acceptance of XX001 does not count. It lacks: a reason (reason), who decided this (by) and "
        "until when it holds (until)."
    )


# --- SU002 ---


def test_an_entry_that_covers_nothing() -> None:
    entries = (
        f"rule: XX001, at: scope, {WHOLE}",
        f"rule: XX001, at: title, {WHOLE}",
        "rule: XX001, at: scope",  # SU001
        "rule: XX001, at: scope, reason: R., by: B., until: 2026-01-01",  # SU003
        f"rule: XX009, at: scope, {WHOLE}",  # SU004
        f"rule: XX003, at: scope, {WHOLE}",  # SU005
    )
    (found,) = about("SU002", *entries)
    assert found.path == ("suppress", 0, "at")
    assert found.severity is Severity.WARNING
    assert found.message == Wording(
        "De aanvaarding van XX001 past bij geen bevinding.", "The acceptance of XX001 fits no finding."
    )
    assert [one.code for one in judged(*entries) if one.path[0] == "suppress"] == [
        "SU002",
        "SU001",
        "SU003",
        "SU004",
        "SU005",
    ]


def test_an_entry_of_a_rule_that_does_not_hold_yet_covers_nothing() -> None:
    rules = (made_up("XX001", since=date(2026, 11, 23)), *suppression.RULES)
    found = judged(f"rule: XX001, {WHOLE}", rules=rules)
    assert [one.code for one in found] == []  # it was not asked, so nobody knows
    found = judged(f"rule: XX001, {WHOLE}", rules=rules, on=date(2026, 11, 23))
    assert {one.code for one in found} == {"XX001"}


def test_a_rule_that_was_not_asked_is_not_held_against_an_entry() -> None:
    """`validate --select` asks a part of the catalogue."""
    entries = (f"rule: XX002, at: scope, {WHOLE}", f"rule: XX009, {WHOLE}", f"rule: XX003, {WHOLE}")
    found = judged(*entries, rules=(XX[0], *suppression.RULES))
    assert [one.code for one in found if one.path[0] == "suppress"] == ["SU004", "SU005"]
    assert [one.code for one in judged(*entries, rules=XX[:2]) if one.path[0] == "suppress"] == []


def test_without_a_place_the_rule_is_marked() -> None:
    rules = (replace(XX[0], check=lambda case: iter(())), *suppression.RULES)
    (found,) = judged(f"rule: XX001, {WHOLE}", rules=rules)
    assert (found.code, found.path) == ("SU002", ("suppress", 0, "rule"))


# --- SU003 ---


@pytest.mark.parametrize(("on", "expired"), [(date(2027, 3, 31), False), (date(2027, 4, 1), True)])
def test_an_entry_holds_through_its_last_day(on: date, expired: bool) -> None:
    found = about("SU003", f"rule: XX001, {WHOLE}", on=on)
    assert [(one.path, one.severity) for one in found] == [(("suppress", 0, "until"), Severity.WARNING)] * expired
    for one in found:
        assert one.message.nl == "De aanvaarding van XX001 gold tot en met 31 maart 2027."
        assert one.message.en == "The acceptance of XX001 held through 31 March 2027."


# --- SU004 and SU005 ---


@pytest.mark.parametrize(
    ("rule", "nl", "en"),
    [
        ("xx001", "Bedoelt u “XX001”?", "Did you mean “XX001”?"),
        ("XX01", "Bedoelt u “XX001”?", "Did you mean “XX001”?"),
        (
            "WP260",
            "Neem de code over uit de bevinding. policyc rules toont ze allemaal.",
            "Take the code from the finding. policyc rules lists them all.",
        ),
    ],
)
def test_an_unknown_rule(rule: str, nl: str, en: str) -> None:
    (found,) = about("SU004", f"rule: XX001, {WHOLE}", f"rule: {rule}, {WHOLE}")
    assert found.path == ("suppress", 1, "rule")
    assert found.severity is Severity.ERROR
    assert found.message == Wording(f"“{rule}” is geen regel.", f"“{rule}” is no rule.")
    assert found.help == Wording(nl, en)


def test_a_rule_that_may_not_be_accepted() -> None:
    found = about("SU005", f"rule: XX003, {WHOLE}", f"rule: SU002, {WHOLE}", f"rule: XX001, {WHOLE}")
    assert [(one.path, one.severity) for one in found] == [
        (("suppress", 0, "rule"), Severity.ERROR),
        (("suppress", 1, "rule"), Severity.ERROR),
    ]
    assert found[0].message == Wording(
        "Wat XX003 vindt, kan niemand aanvaarden.", "Nobody can accept what XX003 finds."
    )


def test_the_rules_about_dead_law_may_not_be_accepted() -> None:
    forbidden = {rule.code for rule in catalogue.RULES if not rule.acceptable}
    assert forbidden == {"TR002", "TR003", "TR004", "TR005", "SU001", "SU002", "SU003", "SU004", "SU005"}


def test_before_the_avg_nobody_asks_about_entries() -> None:
    assert judged("rule: WP260", on=date(2018, 5, 24)) == ()


def test_a_policy_without_entries_costs_nothing() -> None:
    assert {one.code for one in findings("introduction: Ja.\n", rules=XX)} == {"XX001", "XX002", "XX003"}


def test_a_place_that_is_written_wrongly_is_guessed() -> None:
    (found,) = (one for one in judged(f"rule: XX001, at: purposes.acount, {WHOLE}") if one.code == "SU002")
    assert found.help == Wording("Bedoelt u “account”?", "Did you mean “account”?")
    (right,) = (one for one in judged(f"rule: XX001, at: purposes.account.provision, {WHOLE}") if one.code == "SU002")
    assert right.help == next(rule.help for rule in suppression.RULES if rule.code == "SU002")
