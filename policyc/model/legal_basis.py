"""Why a processing is allowed: the six bases of art. 6(1) and the grounds beside them (arts. 9(2), 10, 87 AVG)."""

from typing import Annotated, Any, Literal

from pydantic import Field

from policyc.model.base import Model
from policyc.model.link import Link
from policyc.model.parsing import one_or_more, unique
from policyc.model.text import Name, Prose, Text
from policyc.model.values import Flag, Id

Means = Literal[
    "website",
    "cookie_banner",
    "account_settings",
    "app_settings",
    "unsubscribe_link",
    "email",
    "phone",
    "post",
    "paper_form",
    "in_person",
    "browser_settings",
    "continued_use",
    "preticked_box",
]
"""A way to say yes or no. The last three are no valid consent (C-673/17); a text may claim them all the same."""

ManyMeans = Annotated[tuple[Means, ...], one_or_more(), unique]


class _Basis(Model):
    cases: Text | None = None
    """When or for what this basis counts, where a row has several."""


class Consent(_Basis):
    """Art. 6(1)(a)."""

    basis: Literal["consent"]
    explicit: Flag | None = None
    request: Id | None = None
    """The question people are asked: a key of `consent.requests`."""
    given_by: ManyMeans | None = None
    withdrawn_by: ManyMeans | None = None
    withdraw_at: Link | None = None


class Contract(_Basis):
    """Art. 6(1)(b): performance of a contract with the person, or steps at the person's request before one."""

    basis: Literal["contract"]
    agreement: Text | None = None
    steps_at_request: Flag | None = None


class LegalObligation(_Basis):
    """Art. 6(1)(c)."""

    basis: Literal["legal_obligation"]
    law: Name | None = None
    article: Name | None = None


class VitalInterests(_Basis):
    """Art. 6(1)(d)."""

    basis: Literal["vital_interests"]
    interest: Text | None = None


class PublicTask(_Basis):
    """Art. 6(1)(e)."""

    basis: Literal["public_task"]
    task: Text | None = None
    law: Name | None = None
    article: Name | None = None


class LegitimateInterests(_Basis):
    """Art. 6(1)(f); art. 13(1)(d) wants the interest itself."""

    basis: Literal["legitimate_interests"]
    interest: Text | None = None
    whose: Literal["controller", "third_party", "both"] | None = None
    balancing: Prose | None = None
    balancing_on_request: Flag | None = None


AnyLegalBasis = Annotated[
    Consent | Contract | LegalObligation | VitalInterests | PublicTask | LegitimateInterests,
    Field(discriminator="basis"),
]


def _short_form(value: Any) -> Any:
    if isinstance(value, str):
        return {"basis": value}
    if isinstance(value, dict) and "basis" in value and value["basis"] is None:
        return {key: inner for key, inner in value.items() if key != "basis"}
    return value


LegalBases = Annotated[tuple[AnyLegalBasis, ...], one_or_more(_short_form)]

Art9Condition = Literal["9_2_a", "9_2_b", "9_2_c", "9_2_d", "9_2_e", "9_2_f", "9_2_g", "9_2_h", "9_2_i", "9_2_j"]


class SpecialCategoryGround(Model):
    """The exception of art. 9(2) for special categories, with the act where the condition needs one."""

    condition: Art9Condition
    law: Name | None = None
    article: Name | None = None
    explanation: Prose | None = None


class StatutoryGround(Model):
    """The act that allows criminal data (art. 10 AVG, 31-33 UAVG) or the BSN (art. 87 AVG, 46 UAVG)."""

    law: Name | None = None
    article: Name | None = None
    explanation: Prose | None = None
