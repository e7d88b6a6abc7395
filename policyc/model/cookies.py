"""Cookies and similar techniques (art. 11.7a Tw), and how consent for them is asked."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from policyc.model.base import KEY, Model, refuse
from policyc.model.legal_basis import LegalBases, ManyMeans
from policyc.model.link import Link
from policyc.model.parsing import one_or_more, unique
from policyc.model.personal_data import Formerly
from policyc.model.purpose import Ids
from policyc.model.text import Name, Prose, Text
from policyc.model.values import Duration, Flag, Id

CookieCategory = Literal[
    "communication",
    "strictly_necessary",
    "analytics_limited",
    "analytics_other",
    "preference",
    "marketing",
    "third_party_embed",
]

Storage = Literal[
    "cookie", "local_storage", "session_storage", "indexed_db", "pixel", "sdk", "fingerprint", "tracking_link", "cache"
]


class CookieDuration(Model):
    """How long it stays: exactly one of a period, a session, a sliding period, an event, or for good."""

    period: Duration | None = None
    session: Flag | None = None
    sliding: Duration | None = None
    """The period begins again at every visit."""
    until: Text | None = None
    permanent: Flag | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_kind(cls, data: Any) -> Any:
        given = data.items() if isinstance(data, dict) else ()
        kinds = [key for key, value in given if key in cls.model_fields and value is not None]
        if len(kinds) > 1:
            refuse(
                "MO032",
                f"Hoe lang een cookie blijft staan, zegt u op één manier; hier staan er meer: {', '.join(kinds)}.",
                f"A cookie has one kind of duration; here are more: {', '.join(kinds)}.",
                at=(kinds[1], KEY),
            )
        return data


def _short_duration(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return {value: True} if value in ("session", "permanent") else {"period": value}


class AnalyticsConditions(Model):
    """The conditions under which analytics need no consent (art. 11.7a(3)(b) Tw; Kamerstukken II 33902, 3)."""

    own_use_only: Flag | None = None
    no_profiles: Flag | None = None
    processor_agreement: Flag | None = None
    no_reuse_by_provider: Flag | None = None
    ip_shortened: Flag | None = None
    retention: Duration | None = None


class Cookie(Model):
    """One cookie, or a group that the statement describes as one. A text without a list has only descriptions."""

    names: Annotated[tuple[Name, ...], one_or_more(), unique] = ()
    name: Text | None = None
    """What the statement calls it, where it gives no technical names."""
    description: Text | None = None
    """What it does. One line: it stands in a cell of the list of cookies."""
    provider: Id | None = None
    """A recipient, or `self` for the controller."""
    category: CookieCategory | None = None
    storage: Annotated[tuple[Storage, ...], one_or_more(), unique] | None = None
    purpose: Annotated[Ids, one_or_more()] = ()
    data: Ids = ()
    duration: Annotated[CookieDuration, BeforeValidator(_short_duration)] | None = None
    third_party_access: Ids | None = None
    """Who else can read it; an empty list says nobody can, null that it is not stated (C-673/17)."""
    consent: Literal["required", "exempt"] | None = None
    exemption: Text | None = None
    asked_by_user: Flag | None = None
    """The visitor asked for exactly this function (WP194)."""
    legal_basis: LegalBases = ()
    conditions: AnalyticsConditions | None = None
    conditional: Text | None = None
    """Words by which the statement leaves open whether the technique is used at all."""
    removal: Prose | None = None
    formerly: Formerly = ()


class CookieUse(Model):
    """What the statement says of cookies as a whole. `present: false`: decided, there are none."""

    present: Flag | None = None
    explanation: Prose | None = None
    purposes: Prose | None = None
    removal: Prose | None = None


class ConsentRequest(Model):
    """A question that people answer with yes or no. One question for several purposes is a finding (CO005)."""

    name: Text
    asked: Text | None = None


class ConsentMeans(Model):
    """How consent is asked, kept and taken back (art. 7)."""

    means: ManyMeans = ()
    explanation: Prose | None = None
    choices: tuple[Text, ...] = ()
    refuse_as_easy: Flag | None = None
    refusal: Prose | None = None
    """What still works after a no."""
    withdrawn_by: ManyMeans = ()
    withdraw_at: Link | None = None
    withdrawal: Prose | None = None
    record: Text | None = None
    valid_for: Duration | None = None
    """After how long the question is asked again."""
    asserted: Prose | None = None
    """A claim that consent was asked before."""
    requests: Mapping[Id, ConsentRequest] = {}

    @property
    def is_of_cookies(self) -> bool:
        """Whether what the statement says of consent is about its cookies: a banner takes back no other consent."""
        return "cookie_banner" in (*self.means, *self.withdrawn_by)
