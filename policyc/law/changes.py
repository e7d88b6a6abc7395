"""How far ahead a change is announced, and when something wants another look. Choices of this project, not law."""

from __future__ import annotations

from datetime import date
from functools import cache

from policyc.law.fact import Fact, by_id, common, holding
from policyc.law.periods import period_of
from policyc.law.store import rows
from policyc.model.values import Duration


class LeadTime(Fact):
    """What a class of change asks: the classes are those of `policyc diff`."""

    rank: int
    """A higher rank is a weightier change."""
    period: Duration | None
    """The time between notice and effect; None: no notice ahead."""
    route: str


class ReviewPeriod(Fact):
    """How long something may go without a check."""

    period: Duration


@cache
def _lead_times() -> dict[str, LeadTime]:
    return by_id(
        LeadTime(**common(row), rank=row["rank"], period=period_of(row["period"]), route=row["route"])
        for row in rows("lead_times")
    )


def lead_time(change_class: str, on: date) -> LeadTime | None:
    """That of a class: consent, advance, notify, publish or editorial."""
    return holding(_lead_times().get(change_class), on)


def lead_times(on: date) -> tuple[LeadTime, ...]:
    """All, the weightiest first."""
    return tuple(fact for fact in _lead_times().values() if fact.holds(on))


@cache
def _review_periods() -> dict[str, ReviewPeriod]:
    return by_id(ReviewPeriod(**common(row), period=Duration.parse(row["period"])) for row in rows("review_periods"))


def review_period(id_: str, on: date) -> ReviewPeriod | None:
    """A period by its id: such as `dpf_list_check` or `legal_fact_ending`."""
    return holding(_review_periods().get(id_), on)
