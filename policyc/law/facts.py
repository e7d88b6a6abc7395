"""Legal facts, looked up at a date. Every topic is one YAML file in `facts/`, read when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from policyc.model.values import Country

_FOLDER = Path(__file__).with_name("facts")

Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something the law says during a time. It holds on d when valid_from <= d < valid_until (None: still)."""

    id: str
    valid_from: date
    valid_until: date | None
    confidence: Confidence
    source: str
    """Instrument, article and identifier, such as `AVG 45(1) (CELEX:32016R0679)`."""

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisoryAuthority(Fact):
    """An authority of art. 51, with what is known of how to reach it."""

    country: Country
    name: str
    short: str | None
    website: str
    complaint_page: str | None
    postal_address: str | None
    visiting_address: str | None
    phone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdequacyDecision(Fact):
    """A decision that a country protects data well enough (art. 45), perhaps only for some recipients."""

    country: str | None
    document: str
    document_nl: str
    scope: str
    scope_condition: str | None
    framework_nl: str | None
    register: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferSafeguard(Fact):
    """A safeguard of arts. 46-47."""

    name_nl: str
    document: str
    document_nl: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CookieKind(Fact):
    """A kind of cookie under art. 11.7a Tw."""

    name_nl: str
    consent_required: bool


def supervisory_authority(country: str, on: date) -> SupervisoryAuthority | None:
    """The authority of a country on a date, or None outside the EEA."""
    return next((fact for fact in _authorities() if fact.country == country and fact.holds(on)), None)


def adequacy_decision(id_: str) -> AdequacyDecision | None:
    """A decision by its id, in force or not."""
    return next((fact for fact in adequacy_decisions() if fact.id == id_), None)


def adequacy_for(country: str, on: date) -> AdequacyDecision | None:
    """The decision in force for a country on a date. Where two overlap, the later one."""
    found = [fact for fact in adequacy_decisions() if fact.country == country and fact.holds(on)]
    return max(found, key=lambda fact: fact.valid_from, default=None)


def transfer_safeguard(id_: str) -> TransferSafeguard | None:
    """A safeguard by its id, in force or not."""
    return next((fact for fact in transfer_safeguards() if fact.id == id_), None)


def is_in_eea(country: str, on: date) -> bool:
    """Whether the AVG holds in the country on a date."""
    return any(row["iso2"] == country and _fact(row).holds(on) for row in _rows("eea_countries"))


@cache
def _authorities() -> tuple[SupervisoryAuthority, ...]:
    return tuple(
        SupervisoryAuthority(
            **_common(row),
            country=Country(row["iso2"]),
            name=row["name"],
            website=row["website"],
            short=row.get("short"),
            complaint_page=row.get("complaint_page"),
            postal_address=row.get("postal_address"),
            visiting_address=row.get("visiting_address"),
            phone=row.get("phone"),
        )
        for row in _rows("supervisory_authorities")
    )


@cache
def adequacy_decisions() -> tuple[AdequacyDecision, ...]:
    """All of them, in the order of the file."""
    return tuple(
        AdequacyDecision(
            **_common(row),
            country=row.get("iso2"),
            document=row["document"],
            document_nl=row["document_nl"],
            scope=row["scope"],
            scope_condition=row.get("scope_condition"),
            framework_nl=row.get("framework_nl"),
            register=row.get("register"),
        )
        for row in _rows("adequacy_decisions")
    )


@cache
def transfer_safeguards() -> tuple[TransferSafeguard, ...]:
    """All of them, in the order of the file."""
    return tuple(
        TransferSafeguard(
            **_common(row), name_nl=row["name_nl"], document=row["document"], document_nl=row.get("document_nl")
        )
        for row in _rows("transfer_safeguards")
    )


@cache
def cookie_kinds() -> tuple[CookieKind, ...]:
    """All of them, in the order of the file."""
    return tuple(
        CookieKind(**_common(row), name_nl=row["name_nl"], consent_required=row["consent_required"])
        for row in _rows("cookie_categories")
    )


def topics() -> Iterator[str]:
    """The names of the fact files."""
    for file in sorted(_FOLDER.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            yield file.name.removesuffix(".yaml")


def _fact(row: dict[str, Any]) -> Fact:
    return Fact(**_common(row))


def _common(row: dict[str, Any]) -> dict[str, Any]:
    source = row["source"]
    return {
        "id": row["id"],
        "valid_from": row["valid_from"],
        "valid_until": row["valid_until"],
        "confidence": row["confidence"],
        "source": f"{source['instrument']} {source['article']} ({source['id']})",
    }


@cache
def _rows(topic: str) -> list[dict[str, Any]]:
    text = (_FOLDER / f"{topic}.yaml").read_text("utf-8")
    rows: list[dict[str, Any]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return rows
