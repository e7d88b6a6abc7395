"""The list of rules: codes that are unique and in order, and everything about a rule that people and machines see."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from policyc.diagnostics import Severity
from policyc.law import facts
from policyc.rules.catalogue import FAMILIES, RULES, rule
from policyc.rules.rule import Rule

RETIRED: set[str] = set()
"""Codes that were used once. They never come back with another meaning."""

RAISED_BY_STRICT = {"ID004", "CO003", "CK007", "RE005"}
NEVER_ACCEPTED = {"TR002", "TR003", "TR004", "TR005"}

SIZES = {
    "AD": 4, "CH": 5, "CK": 10, "CO": 7, "DC": 7, "ED": 6, "ID": 8, "IN": 6, "LA": 5, "LI": 3, "PU": 8, "RE": 6,
    "RI": 10, "RT": 5, "SC": 5, "SE": 1, "SO": 2, "SU": 5, "TR": 10,
}  # fmt: skip
"""How many rules each family has: the 100 of the catalogue, IN005 and IN006, those on editions and suppressions."""


def by_code(one: Rule) -> str:
    return one.code


def test_every_rule_of_the_catalogue_is_there() -> None:
    assert {family.code: len(family.rules) for family in FAMILIES} == SIZES
    assert sum(SIZES.values()) == 113


def test_codes_are_unique_in_order_and_of_their_family() -> None:
    assert all(first.code < second.code for first, second in pairwise(RULES))
    assert all(one.code.startswith(family.code) for family in FAMILIES for one in family.rules)
    assert not RETIRED & {one.code for one in RULES}
    assert not any(one.code.startswith(("WP", "YA", "MO")) for one in RULES)


def test_names_are_unique() -> None:
    assert len({one.name for one in RULES}) == len(RULES)


def test_a_rule_is_found_by_its_code() -> None:
    assert all(rule(one.code) is one for one in RULES)
    assert rule("ZZ999") is None


@pytest.mark.parametrize("one", RULES, ids=by_code)
def test_what_people_see_of_a_rule(one: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{2}[0-9]{3}", one.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.name)
    for title in (one.title.nl, one.title.en):
        assert title[0].isupper() or title[0] in "“"
        assert not title.endswith(".")
    for sentence in (one.help.nl, one.help.en):
        assert sentence[0].isupper()
        assert sentence.endswith((".", "?", "!"))
    assert one.title.nl != one.title.en
    assert one.help.nl != one.help.en
    assert one.sources


def test_levels_that_strict_raises_and_rules_that_nobody_may_accept() -> None:
    assert {one.code for one in RULES if one.strict} == RAISED_BY_STRICT
    assert all(one.strict is Severity.ERROR and one.level is Severity.WARNING for one in RULES if one.strict)
    assert {one.code for one in RULES if not one.acceptable and one.family != "SU"} == NEVER_ACCEPTED


DATES = {
    "TR002": date(2020, 7, 16), "TR003": date(2015, 10, 6), "TR004": date(2021, 9, 27), "TR007": date(2023, 7, 10),
    "TR010": date(2020, 7, 16), "DC004": date(2025, 1, 9), "CO007": date(2004, 5, 19), "CK001": date(2012, 6, 5),
    "CK002": date(2019, 10, 1), "CK003": date(2019, 10, 1), "CK004": date(2012, 6, 5), "CK006": date(2019, 10, 1),
    "CK007": date(2015, 3, 11), "CK008": date(2012, 6, 5), "IN003": date.min, "IN006": date.min,
}  # fmt: skip


def test_since_when_each_rule_holds() -> None:
    assert {one.code: one.since for one in RULES if one.since != date(2018, 5, 25)} == DATES
    assert {one.code: one.until for one in RULES if one.until} == {"IN006": date(2018, 5, 25)}


def test_the_facts_a_rule_names_exist() -> None:
    for one in RULES:
        for topic, id_ in one.facts:
            assert facts.fact(topic, id_).id == id_


def test_a_rule_holds_from_its_first_day() -> None:
    privacy_shield = rule("TR002")
    assert privacy_shield is not None
    assert not privacy_shield.holds(date(2020, 7, 15))
    assert privacy_shield.holds(date(2020, 7, 16))


LEVELS = {
    Severity.ERROR: 47, Severity.WARNING: 45, Severity.INFO: 8,
}  # fmt: skip


def test_the_default_levels_are_those_of_the_catalogue() -> None:
    counted = [one for one in RULES if one.family not in ("ED", "SU") and one.code not in ("IN005", "IN006")]
    assert {level: sum(one.level is level for one in counted) for level in Severity} == LEVELS
