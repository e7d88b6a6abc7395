"""Children: who consents and who uses their rights (art. 8 AVG, art. 5 UAVG)."""

from __future__ import annotations

from datetime import date
from functools import cache

from policyc.law.fact import Fact, common
from policyc.law.store import rows


class ChildRule(Fact):
    """A rule about children up to or from an age."""

    name_nl: str
    age: int | None
    exercised_by: str | None
    """Who uses the rights of the child."""
    condition: str | None


@cache
def _rules() -> tuple[ChildRule, ...]:
    return tuple(
        ChildRule(
            **common(row),
            name_nl=row["name_nl"],
            age=row.get("age"),
            exercised_by=row.get("exercised_by"),
            condition=row.get("condition"),
        )
        for row in rows("children")
    )


def child_rules(on: date) -> tuple[ChildRule, ...]:
    """All that hold on a date, in the order of the file."""
    return tuple(rule for rule in _rules() if rule.holds(on))


def consent_age(on: date) -> int:
    """From what age a child itself consents to an online service (art. 8(1) AVG). LookupError before the AVG."""
    for rule in child_rules(on):
        if rule.id == "online_consent_age" and rule.age is not None:
            return rule.age
    raise LookupError(f"no age of consent on {on}")
