"""What may carry a transfer out of the EEA (arts. 45-49 AVG), and the judgments of the court."""

from __future__ import annotations

from datetime import date
from functools import cache

from policyc.law.fact import Fact, by_id, common, holding
from policyc.law.store import rows


class AdequacyDecision(Fact):
    """A decision that a country protects data well enough (art. 45), perhaps only for some recipients."""

    country: str | None
    document: str
    document_nl: str
    scope: str
    scope_condition: str | None
    scope_condition_nl: str | None
    framework_nl: str | None
    framework_en: str | None
    register: str | None


class TransferSafeguard(Fact):
    """A safeguard of arts. 46-47. Old clauses live on in contracts that were signed in time."""

    name_nl: str
    document: str
    document_nl: str | None
    new_contracts_from: date | None
    new_contracts_until: date | None
    grace_until: date | None


class Derogation(Fact):
    """A derogation of art. 49."""

    name_nl: str
    systematic: bool
    """Whether it may carry transfers that happen all the time."""


class Case(Fact):
    """A judgment. It holds from the day it was given."""

    number: str
    """Such as `C-673/17`."""
    ecli: str
    holding: str


def adequacy_decision(id_: str) -> AdequacyDecision | None:
    """A decision by its id, in force or not."""
    return _adequacy_by_id().get(id_)


def adequacy_for(country: str, on: date) -> AdequacyDecision | None:
    """The decision in force for a country on a date. Where two overlap, the later one."""
    found = [fact for fact in adequacy_decisions() if fact.country == country and fact.holds(on)]
    return max(found, key=lambda fact: fact.valid_from, default=None)


def transfer_safeguard(id_: str) -> TransferSafeguard | None:
    """A safeguard by its id, in force or not."""
    return _safeguards_by_id().get(id_)


def derogation(id_: str, on: date) -> Derogation | None:
    """A derogation by its id, such as `49_1_a`."""
    return holding(_derogations().get(id_), on)


def case(id_: str) -> Case | None:
    """A judgment by its id, such as `planet49`."""
    return _cases().get(id_)


@cache
def adequacy_decisions() -> tuple[AdequacyDecision, ...]:
    """All of them, in the order of the file."""
    return tuple(
        AdequacyDecision(
            **common(row),
            country=row["iso2"],
            document=row["document"],
            document_nl=row["document_nl"],
            scope=row["scope"],
            scope_condition=row["scope_condition"],
            scope_condition_nl=row.get("scope_condition_nl"),
            framework_nl=row.get("framework_nl"),
            framework_en=row.get("framework_en"),
            register=row.get("register"),
        )
        for row in rows("adequacy_decisions")
    )


@cache
def _adequacy_by_id() -> dict[str, AdequacyDecision]:
    return by_id(adequacy_decisions())


@cache
def transfer_safeguards() -> tuple[TransferSafeguard, ...]:
    """All of them, in the order of the file."""
    return tuple(
        TransferSafeguard(
            **common(row),
            name_nl=row["name_nl"],
            document=row["document"],
            document_nl=row.get("document_nl"),
            new_contracts_from=_day(row.get("usable_for_new_contracts_from")),
            new_contracts_until=_day(row.get("usable_for_new_contracts_until")),
            grace_until=_day(row.get("grace_until")),
        )
        for row in rows("transfer_safeguards")
    )


@cache
def _safeguards_by_id() -> dict[str, TransferSafeguard]:
    return by_id(transfer_safeguards())


@cache
def _derogations() -> dict[str, Derogation]:
    return by_id(
        Derogation(**common(row), name_nl=row["name_nl"], systematic=row["systematic_use_allowed"])
        for row in rows("transfer_derogations")
    )


@cache
def _cases() -> dict[str, Case]:
    return by_id(
        Case(
            **common(row),
            number=row["case"],
            ecli=row["source"]["id"],
            holding=row["holding_en"] if topic == "case_law" else row["effect"],
        )
        for topic in ("case_law", "transfer_case_law")
        for row in rows(topic)
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
