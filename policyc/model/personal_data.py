"""Whose data, and which: categories of data subjects (art. 4(1)) and of personal data (AVG 4, 9, 10, 87, 14(1)(d))."""

from typing import Annotated, Literal

from policyc.model.base import Model
from policyc.model.parsing import one_or_more, unique
from policyc.model.text import Prose, Text
from policyc.model.values import Flag, Id

Formerly = Annotated[tuple[Id, ...], unique]
"""Earlier ids of the same thing: a rename is no removal and no addition (design 7)."""


class DataSubjectCategory(Model):
    """A group of people the statement is about."""

    name: Text
    description: Prose | None = None
    formerly: Formerly = ()


Origin = Literal["provided", "observed", "derived", "third_party", "public"]

SpecialCategory = Literal[
    "racial_ethnic",
    "political",
    "religious_philosophical",
    "trade_union",
    "genetic",
    "biometric_unique_id",
    "health",
    "sex_life",
    "sexual_orientation",
    "inferred_special",
]

RegulatedData = Literal["criminal", "bsn", "gender_title", "date_of_birth", "online_identifiers", "pseudonymised"]


class DataCategory(Model):
    """A category of personal data. `listed: false`: the text uses it, but not in its own list of data."""

    name: Text
    items: tuple[Text, ...] = ()
    description: Prose | None = None
    origin: Annotated[tuple[Origin, ...], one_or_more(), unique] | None = None
    source: Text | None = None
    special: SpecialCategory | None = None
    regulated: Annotated[tuple[RegulatedData, ...], one_or_more(), unique] | None = None
    listed: Flag | None = None
    formerly: Formerly = ()
