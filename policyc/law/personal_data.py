"""Data that need more than a legal basis (arts. 9, 10 and 87 AVG)."""

from __future__ import annotations

from datetime import date
from functools import cache

from policyc.law.fact import Fact, by_id, common, holding
from policyc.law.store import rows


class SpecialCondition(Fact):
    """What lifts the ban on special categories (art. 9(2))."""

    name_nl: str
    article: str
    needs_law: bool
    """Only as far as the law of the Union or of a Member State says so."""
    national_basis: str


class RegulatedData(Fact):
    """A kind of data with a rule of its own, or one that needs a reason."""

    name_nl: str
    allowed_when: str
    words: tuple[str, ...]
    """What a text calls such data, in lower case."""


@cache
def _conditions() -> dict[str, SpecialCondition]:
    return by_id(
        SpecialCondition(
            **common(row),
            name_nl=row["name_nl"],
            article=row["article"],
            needs_law=row["needs_national_or_union_law"],
            national_basis=row["national_basis"],
        )
        for row in rows("special_category_conditions")
    )


def special_condition(id_: str, on: date) -> SpecialCondition | None:
    """A condition by its id, such as `9_2_a`."""
    return holding(_conditions().get(id_), on)


@cache
def _regulated() -> dict[str, RegulatedData]:
    return by_id(
        RegulatedData(
            **common(row),
            name_nl=row["name_nl"],
            allowed_when=row["allowed_when"],
            words=tuple(row.get("words", ())),
        )
        for row in rows("other_regulated_data")
    )


def regulated_data(id_: str, on: date) -> RegulatedData | None:
    """A kind of data by its id, such as `bsn` or `gender_title`."""
    return holding(_regulated().get(id_), on)
