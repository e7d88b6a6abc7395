"""How long data are kept (art. 13(2)(a)): every kind of term that real statements use, one class each."""

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from policyc.model.base import Model, refuse
from policyc.model.text import Name, Text
from policyc.model.values import Date, Duration, Id


class _Retention(Model):
    law: Name | None = None
    article: Name | None = None
    longer_with_consent: Duration | None = None
    backups: Duration | None = None
    """How much longer a back-up still holds the data."""
    inactivity: Duration | None = None
    """After how long without use the data go, where the term itself would never begin (accounts)."""
    afterwards: Literal["erased", "anonymised", "archived"] | None = None
    norm: Id | None = None
    """The term of the law facts (`retention_periods`) that counts for these data, such as `applicants` or `camera`."""

    @model_validator(mode="before")
    @classmethod
    def _null_is_no_kind(cls, data: Any) -> Any:
        """A term that was changed from `period` to `until` may keep an empty `period:`."""
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in KINDS}

    @property
    def kind(self) -> str:
        """The key that says which kind of term it is."""
        return next(key for key, cls in KINDS.items() if type(self) is cls)


class RetentionPeriod(_Retention):
    """A fixed time, counted from an event: `{period: P2Y, from: opzegging}`."""

    period: Duration
    start: Text | None = Field(default=None, alias="from")


class Bounds(Model):
    at_least: Duration
    at_most: Duration

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        # Months and days have no fixed ratio (ISO 8601), so only what is longer by both measures is refused.
        least, most = self.at_least.length, self.at_most.length
        if least != most and least[0] >= most[0] and least[1] >= most[1]:
            refuse(
                "MO035", "De kortste termijn is langer dan de langste.", "The shortest term is longer than the longest."
            )
        return self


class RetentionRange(_Retention):
    """Between two times: `{range: {at_least: P1Y, at_most: P3Y}, depends_on: …}`."""

    range: Bounds
    depends_on: Text | None = None
    start: Text | None = Field(default=None, alias="from")


class RetentionAtLeast(_Retention):
    """No shorter than a time, as a statute may ask: `{at_least: P7Y, law: AWR, article: 52}`."""

    at_least: Duration
    start: Text | None = Field(default=None, alias="from")


class RetentionAtMost(_Retention):
    """No longer than a time."""

    at_most: Duration
    start: Text | None = Field(default=None, alias="from")


class RetentionUntil(_Retention):
    """Until an event: `{until: u zich afmeldt}`."""

    until: Text


class RetentionCriterion(_Retention):
    """A rule by which the reader can work out the end."""

    criterion: Text


class RetentionDate(_Retention):
    """Until a date."""

    date: Date


class RetentionIndefinite(_Retention):
    """Without end, and why."""

    indefinite: Text


KINDS: dict[str, type[_Retention]] = {
    "period": RetentionPeriod,
    "range": RetentionRange,
    "at_least": RetentionAtLeast,
    "at_most": RetentionAtMost,
    "until": RetentionUntil,
    "criterion": RetentionCriterion,
    "date": RetentionDate,
    "indefinite": RetentionIndefinite,
}
"""The key that says which kind of term it is."""


# Tags end up in the locations of pydantic's errors; the brackets keep them from being taken for a key of the source.
def _kind(value: Any) -> str | None:
    if isinstance(value, _Retention):
        return f"<{value.kind}>"
    given = value if isinstance(value, dict) else {}
    return next((f"<{key}>" for key in KINDS if given.get(key) is not None), None)


Retention = Annotated[
    Annotated[RetentionPeriod, Tag("<period>")]
    | Annotated[RetentionRange, Tag("<range>")]
    | Annotated[RetentionAtLeast, Tag("<at_least>")]
    | Annotated[RetentionAtMost, Tag("<at_most>")]
    | Annotated[RetentionUntil, Tag("<until>")]
    | Annotated[RetentionCriterion, Tag("<criterion>")]
    | Annotated[RetentionDate, Tag("<date>")]
    | Annotated[RetentionIndefinite, Tag("<indefinite>")],
    Discriminator(_kind, custom_error_type="retention_kind", custom_error_message="no kind of term"),
]


class StatutoryRetention(Model):
    """A duty to keep data that goes before the rule; a text that does not name the act has only `description`."""

    description: Text
    law: Name | None = None
    article: Name | None = None
    period: Duration | None = None


class GeneralRetention(Model):
    """What the statement says of retention as a whole, for purposes that have no term of their own."""

    rule: Retention | None = None
    exception: StatutoryRetention | None = None
