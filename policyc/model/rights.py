"""The rights of data subjects (arts. 7(3), 15-22, 77) and how to use them (art. 12)."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from policyc.model.base import Model
from policyc.model.link import Email, Link, Phone, Url
from policyc.model.parsing import unique
from policyc.model.text import Name, Prose, Text
from policyc.model.values import Country, Duration, Flag, Id, WholeNumber

Right = Literal[
    "access",
    "rectification",
    "erasure",
    "restriction",
    "portability",
    "objection",
    "withdraw_consent",
    "automated_decisions",
    "complaint",
]


class RightsChannel(Model):
    """Where a request goes. `controller_contact`: to the contact details of the controller."""

    controller_contact: Flag | None = None
    email: Email | None = None
    form: Link | None = None
    phone: Phone | None = None
    explanation: Prose | None = None


class RightDetail(Model):
    """What the statement says of one right beyond the law's own words."""

    explanation: Prose | None = None
    channel: Link | None = None


class ResponseTime(Model):
    """How soon an answer comes: a period (art. 12(3): a month at most) or the words of a text without one."""

    within: Duration | None = None
    words: Text | None = None
    extension: Duration | None = None


def _short_time(value: Any) -> Any:
    return {"within": value} if isinstance(value, str) else value


class ComplaintStep(Model):
    """A place to complain before or beside the supervisory authority."""

    name: Text
    explanation: Prose | None = None
    url: Url | None = None
    email: Email | None = None


class Complaint(Model):
    """What the statement itself says of the complaint (arts. 13(2)(d), 77)."""

    authority: Country | None = None
    """The country whose supervisory authority is named; its contact data come from the law facts."""
    explanation: Prose | None = None


class Rights(Model):
    """`stated`: just these rights are printed, as a published text names them; null: they follow from the bases."""

    stated: Annotated[tuple[Right, ...], unique] | None = None
    introduction: Prose | None = None
    channel: RightsChannel | None = None
    per_right: Mapping[Right, RightDetail] = {}
    identification: Prose | None = None
    response_time: Annotated[ResponseTime, BeforeValidator(_short_time)] | None = None
    free: Flag | None = None
    complaint: Complaint | None = None
    complaint_ladder: tuple[ComplaintStep, ...] = ()


class AutomatedDecision(Model):
    """One decision without a human (art. 22), with what art. 13(2)(f) asks to explain."""

    name: Text
    logic: Prose | None = None
    significance: Prose | None = None
    consequences: Prose | None = None
    ground: Literal["contract", "law", "explicit_consent"] | None = None
    law: Name | None = None
    article: Name | None = None
    human_review: Prose | None = None


class AutomatedDecisions(Model):
    """`present` null: not decided; false: decided that there are none."""

    present: Flag | None = None
    decisions: Mapping[Id, AutomatedDecision] = {}
    explanation: Prose | None = None


class Children(Model):
    """Whether children are addressed, from which age, and who consents (art. 8 AVG, art. 5 UAVG)."""

    addressed: Flag | None = None
    minimum_age: WholeNumber | None = None
    parental_consent: Prose | None = None
    age_check: Prose | None = None
    explanation: Prose | None = None
