"""What every legal fact has: an id, the days on which it holds, how sure it is, and its source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal, NoReturn, TypeVar, dataclass_transform

Confidence = Literal["high", "medium", "low"]


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Fact:
    """Something the law says during a time. It holds on d when valid_from <= d < valid_until (None: still).

    Type checkers see a frozen dataclass. It is none, because making twenty of those costs 15 ms at every start.
    """

    id: str
    valid_from: date
    valid_until: date | None
    confidence: Confidence
    source: str
    """Instrument, article and identifier, such as `AVG 45(1) (CELEX:32016R0679)`."""

    def __init__(self, **fields: Any) -> None:
        self.__dict__.update(fields)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(f"a fact does not change: {name}")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id!r}, {self.valid_from} to {self.valid_until or 'now'})"

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)


AnyFact = TypeVar("AnyFact", bound=Fact)


def common(row: dict[str, Any]) -> dict[str, Any]:
    """The fields that every row has, as a fact keeps them."""
    source, until = row["source"], row["valid_until"]
    return {
        "id": row["id"],
        "valid_from": date.fromisoformat(row["valid_from"]),
        "valid_until": None if until is None else date.fromisoformat(until),
        "confidence": row["confidence"],
        "source": f"{source['instrument']} {source['article']} ({source['id']})",
    }


def by_id(facts: Iterable[AnyFact]) -> dict[str, AnyFact]:
    return {fact.id: fact for fact in facts}


def holding(fact: AnyFact | None, on: date) -> AnyFact | None:
    """The fact, if there is one and it holds on that day."""
    return fact if fact is not None and fact.holds(on) else None
