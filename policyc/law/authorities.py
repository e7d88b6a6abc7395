"""Where the AVG holds and who supervises it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from policyc.law.fact import Fact, common
from policyc.law.patterns import Needles, compiled, may_be_in
from policyc.law.store import rows
from policyc.model.values import Country


class SupervisoryAuthority(Fact):
    """An authority of art. 51, with what is known of how to reach it."""

    country: Country
    name: str
    name_en: str | None
    short: str | None
    website: str
    complaint_page: str | None
    postal_address: str | None
    visiting_address: str | None
    phone: str | None


class EeaMembership(Fact):
    """A time in which the AVG holds in a country, or in which sending data there is no transfer."""

    name_nl: str
    bridge: bool
    """No membership but an arrangement after it."""


class _Outdated(Fact):
    """Words and patterns that were right for the Dutch authority and no longer are."""

    words: tuple[str, ...]
    patterns: tuple[str, ...]
    needles: tuple[Needles, ...]


@cache
def authorities() -> tuple[SupervisoryAuthority, ...]:
    """All of them, in the order of the file."""
    return tuple(
        SupervisoryAuthority(
            **common(row),
            country=Country(row["iso2"]),
            name=row["name"],
            name_en=row.get("name_en"),
            website=row["website"],
            short=row.get("short"),
            complaint_page=row.get("complaint_page"),
            postal_address=row.get("postal_address"),
            visiting_address=row.get("visiting_address"),
            phone=row.get("phone"),
        )
        for row in rows("supervisory_authorities")
    )


@cache
def _by_country() -> dict[str, list[SupervisoryAuthority]]:
    found: dict[str, list[SupervisoryAuthority]] = {}
    for fact in authorities():
        found.setdefault(fact.country, []).append(fact)
    return found


def supervisory_authority(country: str, on: date) -> SupervisoryAuthority | None:
    """The authority of a country on a date, or None outside the EEA."""
    return next((fact for fact in _by_country().get(country, ()) if fact.holds(on)), None)


@cache
def _memberships() -> dict[str, list[EeaMembership]]:
    found: dict[str, list[EeaMembership]] = {}
    for row in rows("eea_countries"):
        found.setdefault(row["iso2"], []).append(
            EeaMembership(**common(row), name_nl=row["name_nl"], bridge=row.get("bridge", False))
        )
    return found


def is_in_eea(country: str, on: date) -> bool:
    """Whether the AVG holds in the country on a date."""
    return eea_membership(country, on) is not None


def eea_membership(country: str, on: date) -> EeaMembership | None:
    """Why the AVG holds in the country on a date; None where it does not."""
    return next((fact for fact in _memberships().get(country, ()) if fact.holds(on)), None)


@cache
def _outdated() -> tuple[_Outdated, ...]:
    return tuple(
        _Outdated(
            **common(row),
            words=tuple(row.get("words", ())),
            patterns=tuple(row.get("patterns", ())),
            needles=tuple(row.get("needles", ())),
        )
        for row in rows("outdated_authority_details")
    )


def outdated_authority_words(on: date) -> tuple[str, ...]:
    """Names, addresses, numbers and links that the Dutch authority no longer has, in lower case."""
    return tuple(word for fact in _outdated() if fact.holds(on) for word in fact.words)


def outdated_authority_patterns(on: date, *, within: str | None = None) -> tuple[re.Pattern[str], ...]:
    """The same for what is written in many ways, such as a phone number. `within`, in lower case, leaves out those that
    are surely not in that text.
    """
    return tuple(
        compiled(pattern)
        for fact in _outdated()
        if fact.holds(on)
        for pattern, needles in zip(fact.patterns, fact.needles, strict=True)
        if within is None or may_be_in(within, needles)
    )
