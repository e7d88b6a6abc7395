"""The single values of a policy besides texts and links: ids, countries, numbers, dates, periods, versions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from policyc.model.base import quoted, refuse
from policyc.model.parsing import Parsed, as_text, line
from policyc.source.nodes import Numeral

_ID = re.compile(r"[a-z][a-z0-9_-]{0,63}\Z")
SELF = "self"
"""The one word that stands for the controller where a recipient's id may stand."""


def _id(value: Any) -> str:
    text = as_text(value, "een naam", "A name")
    if not _ID.match(text):
        meant = "_".join(text.lower().split())
        guess_nl, guess_en = (f" Bedoelt u “{meant}”?", f" Did you mean “{meant}”?") if _ID.match(meant) else ("", "")
        refuse(
            "MO013",
            f"{quoted(text)} kan geen naam van een onderdeel zijn.",
            f"{quoted(text)} cannot be the name of a part.",
            help_nl=f"Gebruik kleine letters, cijfers, - en _, en begin met een letter.{guess_nl}",
            help_en=f"Use lower-case letters, digits, - and _, and begin with a letter.{guess_en}",
        )
    return text


Id = Annotated[str, Parsed(_id)]
"""The stable name of a part of the policy. The key of a mapping; it shows in paths, never to readers."""


@cache
def _iso_countries() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("iso_3166_1.txt").read_text("ascii").split())


class Country(str):
    """An ISO 3166-1 alpha-2 code in capitals."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)

    @classmethod
    def parse(cls, value: Any) -> Country:
        text = line(value, "een landcode", "A country code")
        if text not in _iso_countries():
            guess = country_meant(text)
            refuse(
                "MO018",
                f"{quoted(text)} is geen landcode.",
                f"{quoted(text)} is not a country code.",
                help_nl=f"Bedoelt u “{guess}”?" if guess else "Schrijf de landcode van ISO 3166-1, zoals NL of US.",
                help_en=f"Did you mean “{guess}”?" if guess else "Write the ISO 3166-1 code, such as NL or US.",
            )
        return cls(text)


@cache
def _iso_languages() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("iso_639_1.txt").read_text("ascii").split())


def _language(value: Any) -> str:
    text = line(value, "een taalcode", "A language code")
    if text not in _iso_languages():
        guess = text.lower() if text.lower() in _iso_languages() else None
        refuse(
            "MO050",
            f"{quoted(text)} is geen taalcode.",
            f"{quoted(text)} is not a language code.",
            help_nl=f"Bedoelt u “{guess}”?" if guess else "Schrijf de taalcode van ISO 639-1, zoals nl of en.",
            help_en=f"Did you mean “{guess}”?" if guess else "Write the ISO 639-1 code, such as nl or en.",
        )
    return text


LanguageCode = Annotated[str, Parsed(_language)]
"""An ISO 639-1 code in small letters, of a language in which CLDR can write a date."""


def country_meant(text: str) -> str | None:
    """The code that somebody means by a code in small letters or the Dutch or English name of a country."""
    if text.upper() in _iso_countries():
        return text.upper()
    if text.upper() == "UK":
        return "GB"
    from babel import Locale

    for language in ("nl", "en"):
        for code, name in sorted(Locale(language).territories.items()):
            if name.casefold() == text.casefold() and code in _iso_countries():
                return str(code)
    return None


_WHOLE = re.compile(r"[0-9]{1,4}\Z")


def _whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, Numeral) or not _WHOLE.match(value):
        refuse(
            "MO019",
            "Hier hoort een geheel getal te staan.",
            "A whole number is expected here.",
            help_nl="Schrijf alleen cijfers, zonder aanhalingstekens, zoals 16.",
            help_en="Write digits only, without quotes, such as 16.",
        )
    return int(value)


WholeNumber = Annotated[int, Parsed(_whole)]

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")


_DUTCH_DATE = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})\Z")


def _date(value: Any) -> date:
    if isinstance(value, date):
        return value
    text = as_text(value, "een datum", "A date")
    match = _DATE.match(text)
    if not match:
        dutch = _DUTCH_DATE.match(text)
        meant = f"{dutch[3]}-{int(dutch[2]):02}-{int(dutch[1]):02}" if dutch else None
        refuse(
            "MO020",
            f"{quoted(text)} is geen datum.",
            f"{quoted(text)} is not a date.",
            help_nl=f"Bedoelt u {meant}?" if meant else "Schrijf jaar-maand-dag, zoals 2026-12-15.",
            help_en=f"Did you mean {meant}?" if meant else "Write year-month-day, such as 2026-12-15.",
        )
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        refuse("MO021", f"De datum {text} bestaat niet.", f"The date {text} does not exist.")


Date = Annotated[date, Parsed(_date)]

_DURATION = re.compile(
    r"P(?!\Z)(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?(?:T(?!\Z)(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)S)?)?\Z"
)


@dataclass(frozen=True, slots=True)
class Duration:
    """A period of ISO 8601 in the units the author chose: `P18M` stays 18 months, `P4W` stays 4 weeks."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0
    minutes: int = 0
    seconds: int = 0

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)

    @classmethod
    def parse(cls, value: Any) -> Duration:
        if isinstance(value, cls):
            return value
        text = as_text(value, "een periode", "A period")
        match = _DURATION.match(text)
        if not match:
            refuse(
                "MO022",
                f"{quoted(text)} is geen periode.",
                f"{quoted(text)} is not a period.",
                help_nl="Schrijf bijvoorbeeld P2Y (2 jaar), P18M (18 maanden), P4W (4 weken) of P30D (30 dagen).",
                help_en="Write for instance P2Y (2 years), P18M (18 months), P4W (4 weeks) or P30D (30 days).",
            )
        parts = [part.lstrip("0") for part in match.groups("")]
        if not any(parts) or any(len(part) > 4 for part in parts):
            refuse(
                "MO023",
                f"De periode {quoted(text)} heeft geen bruikbare lengte.",
                f"The period {quoted(text)} has no usable length.",
                help_nl="Gebruik getallen van 1 tot en met 9999.",
                help_en="Use numbers from 1 to 9999.",
            )
        return cls(*(int(part or 0) for part in parts))

    def __str__(self) -> str:
        """The period as ISO 8601 writes it: `parse(str(x)) == x`."""
        days = f"{self.years}Y", f"{self.months}M", f"{self.weeks}W", f"{self.days}D"
        time = f"{self.hours}H", f"{self.minutes}M", f"{self.seconds}S"
        of_day = "".join(part for part in time if part[0] != "0")
        return "P" + "".join(part for part in days if part[0] != "0") + (f"T{of_day}" if of_day else "")

    @property
    def length(self) -> tuple[int, int]:
        """(months, seconds): what the period amounts to. `P12M` equals `P1Y`; months and days never mix."""
        days = self.weeks * 7 + self.days
        return self.years * 12 + self.months, ((days * 24 + self.hours) * 60 + self.minutes) * 60 + self.seconds


_YES = ("ja", "yes", "y", "on", "aan", "waar", "true", "1")
_NO = ("nee", "no", "n", "off", "uit", "onwaar", "false", "0")


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).casefold()
    meant = "true" if word in _YES else "false" if word in _NO else None
    refuse(
        "MO007",
        "Hier hoort true (ja) of false (nee) te staan.",
        "true (yes) or false (no) is expected here.",
        help_nl=f"Bedoelt u {meant}, zonder aanhalingstekens?"
        if meant
        else "Is het nog niet bekend, laat het veld dan weg.",
        help_en=f"Did you mean {meant}, without quotes?" if meant else "If it is not known yet, leave the field out.",
    )


Flag = Annotated[bool, Parsed(_flag)]
"""Yes or no. `Flag | None` has a third value: not decided."""


def _version(value: Any) -> str:
    text = line(value, "een versienummer", "A version number")
    if not re.match(r"[0-9]{1,9}(\.[0-9]{1,9}){0,2}\Z", text):
        refuse(
            "MO024",
            f"{quoted(text)} is geen versienummer.",
            f"{quoted(text)} is not a version number.",
            help_nl="Schrijf één tot drie getallen met punten ertussen, zoals 2.0.0.",
            help_en="Write one to three numbers with dots between, such as 2.0.0.",
        )
    return text


Version = Annotated[str, Parsed(_version)]
