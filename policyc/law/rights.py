"""The rights of people, and how a request must be answered."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

from policyc.law.fact import Fact, by_id, common, holding
from policyc.law.periods import period_of
from policyc.law.store import rows
from policyc.model.values import Duration


class Right(Fact):
    """A right of the data subject."""

    name_nl: str
    article: str
    applies: Literal["always", "always_mention", "conditional"]
    condition: str | None


class ResponseRule(Fact):
    """A rule of art. 12 on answering requests."""

    period: Duration | None
    condition: str | None


@cache
def _rights() -> dict[str, Right]:
    return by_id(
        Right(
            **common(row),
            name_nl=row["name_nl"],
            article=row["article"],
            applies=row["applies"],
            condition=row["condition"],
        )
        for row in rows("data_subject_rights")
    )


def right(id_: str, on: date) -> Right | None:
    """A right by its id, such as `inzage`."""
    return holding(_rights().get(id_), on)


def rights(on: date) -> tuple[Right, ...]:
    """All that hold on a date, in the order of the AVG."""
    return tuple(fact for fact in _rights().values() if fact.holds(on))


@cache
def _rules() -> dict[str, ResponseRule]:
    return by_id(
        ResponseRule(**common(row), period=period_of(row.get("period")), condition=row.get("condition"))
        for row in rows("response_rules")
    )


def response_rule(id_: str, on: date) -> ResponseRule | None:
    """A rule by its id, such as `response_time` or `extension`."""
    return holding(_rules().get(id_), on)
