"""The single values of the source language (texts, dates, links, codes) as JSON Schema says them.

Patterns are ECMA 262 and mean the same to Python's `re`: no `\\d`, no `\\p`. A letter or digit of any script is what is
left when white space and the ASCII signs are taken away. That is a little more than the model allows; the tests name
this difference and every other one (tests/schema/unsayable.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from policyc.model import design, link, text, values

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """What may stand somewhere. `schema` takes null too, for null is the same as nothing; `types` are the others."""

    schema: Json
    types: tuple[str, ...]

    @property
    def optional(self) -> Json:
        """Where the field may be left out."""
        return dict(self.schema)

    @property
    def required(self) -> Json:
        """Where there must be something: a field that is required, an item, a value under a name."""
        narrowed = {**self.schema, "type": self.types[0] if len(self.types) == 1 else list(self.types)}
        if self.schema.get("enum", [""])[-1] is None:
            narrowed |= {key: self.schema[key][:-1] for key in ("enum", "enumDescriptions")}
        return narrowed


def of_types(*types: str, **keywords: Any) -> Shape:
    """A shape of these JSON types (and null) with further keywords."""
    return Shape({"type": [*types, "null"], **keywords}, types)


_ALNUM = r"[^\s!-/:-@\[-`{-~]"
_WORD = r"[^\s!-,./:-@\[-^`{-~]"  # with _ and -
_LABEL = rf"{_ALNUM}(?:{_WORD}{{0,61}}{_ALNUM})?"
_HOST = rf"{_LABEL}(?:\.{_LABEL})*"
_PORT = r"(?!0+(?![0-9]))(?:[0-5]?[0-9]{1,4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])(?![0-9])"
_HTTPS = rf"https://{_HOST}(?::{_PORT})?" + r'(?:[/?#][^\s\\<>"`{}|^\[\]]*)?'
_LOCAL = r"[^\s!-%'-*,./:-<>-@\[-^`{-~]+"  # letters, digits, _ + = & -
_EMAIL = rf"{_LOCAL}(?:\.{_LOCAL})*@{_HOST}\.[^\s!-@\[-`{{-~]{{2,}}"
_PHONE = r"(?=(?:[^0-9]*[0-9]){3,15}[^0-9]*$)\+?\(?[0-9](?:[0-9\s().-]*[0-9])?"


def alone(pattern: str) -> str:
    """The pattern of a value on one line: white space around it does not count."""
    return rf"^\s*(?:{pattern})\s*$"


def _amount(unit: str) -> str:
    return rf"(?:0*[0-9]{{1,4}}{unit})?"


DURATION = r"^P(?=.*[1-9])" + "".join(map(_amount, "YMWD")) + r"(?:T(?=[0-9])" + "".join(map(_amount, "HMS")) + r")?$"
ID = "^[a-z][a-z0-9_-]{0,63}$"
# The days that exist: 29 February in leap years only (proleptic Gregorian calendar, ISO 8601).
_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_DAY = "(?:0[1-9]|1[0-9]|2[0-8])"
_DATE = (
    f"^(?!0000)(?:[0-9]{{4}}-(?:(?:0[1-9]|1[0-2])-{_DAY}|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    f"|{_LEAP}-02-29)$"
)
_VERSION = alone(r"[0-9]{1,9}(?:\.[0-9]{1,9}){0,2}")
# White space counts as one space, however long it is; (?=\S) makes it count whole, and not at the end.
_FONT = alone(rf"(?=(?:\S|\s+(?=\S)){{1,60}}\s*$){_ALNUM}(?:{_ALNUM}|[\s-])*")
_FILE = r"^\s*(?!\s|[/\\~]|[A-Za-z][A-Za-z0-9+.-]*:)[^\\\r\n\t]*[^\\\s][\s]*$"

# Digits without quotes are a number to an editor and text to policyc, which knows which field they stand in. The editor
# forgets how they were written: 012 is 12 and 020.123 is 20.123. So a number is not refused for how few digits it has.
FILLED: Json = {"pattern": r"\S"}
SINGLE: Mapping[str, Shape] = {
    "Id": of_types("string", pattern=ID),
    "WholeNumber": of_types("integer", minimum=0, maximum=9999),
    "Date": of_types("string", pattern=_DATE),
    "Duration": of_types("string", pattern=DURATION),
    "Version": of_types("string", "number", pattern=_VERSION, minimum=0, exclusiveMaximum=10**9),
    "Url": of_types("string", pattern=alone(_HTTPS)),
    "Link": of_types("string", pattern=alone(rf"{_HTTPS}|mailto:{_EMAIL}|tel:{_PHONE}")),
    "Email": of_types("string", pattern=alone(_EMAIL)),
    "Phone": of_types("string", "number", pattern=alone(_PHONE), minimum=0, maximum=10**15 - 1),
    "Plain": of_types("string", "number", **FILLED),
    "FontFamily": of_types("string", "number", pattern=_FONT, minimum=0),
    "FileName": of_types("string", "number", pattern=_FILE),
    "Colour": of_types("string", pattern=r"^\s*#[0-9A-Fa-f]{6}\s*$"),
}
"""By name, as the schema defines them under `$defs`. Text, prose, flags and codes are made where the words are."""


def country_codes() -> tuple[str, ...]:
    """The codes of ISO 3166-1 that a policy may use."""
    return _listed("iso_3166_1.txt")


def language_codes() -> tuple[str, ...]:
    """The codes of ISO 639-1 that a policy may use."""
    return _listed("iso_639_1.txt")


def _listed(name: str) -> tuple[str, ...]:
    return tuple(Path(values.__file__).with_name(name).read_text("ascii").split())


def marker(alias: Any) -> Any:
    """What tells one `Annotated[…, Parsed(…)]` from another."""
    return get_args(alias)[1]


NAMES: Mapping[int, str] = {
    id(marker(alias)): name
    for alias, name in (
        (values.Id, "Id"),
        (values.WholeNumber, "WholeNumber"),
        (values.Date, "Date"),
        (values.Version, "Version"),
        (values.LanguageCode, "LanguageCode"),
        (values.Flag, "Flag"),
        (link.Url, "Url"),
        (link.Link, "Link"),
        (link.Email, "Email"),
        (link.Phone, "Phone"),
        (text.Plain, "Plain"),
        (design.FontFamily, "FontFamily"),
        (design.FileName, "FileName"),
        (design.LightColour, "Colour"),
        (design.DarkColour, "Colour"),
    )
}
CLASSES: Mapping[type, str] = {
    values.Country: "Country",
    values.Duration: "Duration",
    text.Text: "Text",
    text.Name: "Name",
    text.Prose: "Prose",
}


def name_of(hint: Any, metadata: tuple[Any, ...]) -> str | None:
    """The name of a single value's type, or None when the hint is something else."""
    if isinstance(hint, type) and hint in CLASSES:
        return CLASSES[hint]
    return next((NAMES[id(mark)] for mark in metadata if id(mark) in NAMES), None)
