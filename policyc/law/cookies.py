"""Cookies and similar techniques (art. 11.7a Tw)."""

from __future__ import annotations

from datetime import date
from functools import cache

from policyc.law.fact import Fact, by_id, common, holding
from policyc.law.store import rows
from policyc.model.values import Duration


class CookieKind(Fact):
    """A kind of cookie under art. 11.7a Tw."""

    name_nl: str
    consent_required: bool
    exempt_when_asked: bool
    """Whether no consent is needed for a function that the visitor asked for himself (WP194)."""


class CookieRule(Fact):
    """A rule on information, consent or duration."""

    text: str
    reference: Duration | None
    """A duration that an authority named, which is no limit in law."""


@cache
def cookie_kinds() -> tuple[CookieKind, ...]:
    """All of them, in the order of the file."""
    return tuple(
        CookieKind(
            **common(row),
            name_nl=row["name_nl"],
            consent_required=row["consent_required"],
            exempt_when_asked=row.get("exempt_when_asked", False),
        )
        for row in rows("cookie_categories")
    )


@cache
def _kinds_by_id() -> dict[str, CookieKind]:
    return by_id(cookie_kinds())


def cookie_kind(category: str, on: date) -> CookieKind | None:
    """A kind by its id, which is the category of a cookie in a policy."""
    return holding(_kinds_by_id().get(category), on)


@cache
def _rules() -> dict[str, CookieRule]:
    return by_id(
        CookieRule(
            **common(row),
            text=row["text_en"],
            reference=Duration(months=row["reference_months"]) if "reference_months" in row else None,
        )
        for row in rows("cookie_rules")
    )


def cookie_rule(id_: str, on: date) -> CookieRule | None:
    """A rule by its id, such as `max_duration`."""
    return holding(_rules().get(id_), on)
