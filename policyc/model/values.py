"""The single values of a policy: texts, links, numbers, dates, periods, countries.

Every one is parsed by a function of ours, so that a wrong value is refused in a sentence a lawyer understands. The
source gives text for everything that is not a boolean or null (see `policyc.source.nodes.Numeral`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, PlainValidator
from pydantic_core import CoreSchema, core_schema

from policyc.model.base import refuse
from policyc.source.nodes import Numeral

# --- texts ------------------------------------------------------------------------------------------------------


def _as_text(value: Any) -> str:
    if not isinstance(value, str):
        if isinstance(value, bool):
            word = "true" if value else "false"
            refuse(
                "MO010",
                f"Hier hoort tekst te staan, geen {word}.",
                f"Text is expected here, not {word}.",
                help_nl=f'Bedoelt u het woord, zet het dan tussen aanhalingstekens: "{word}".',
                help_en=f'If you mean the word, put it in quotes: "{word}".',
            )
        refuse("MO010", "Hier hoort tekst te staan.", "Text is expected here.")
    return str(value)


def _filled(value: str) -> str:
    if not value:
        refuse(
            "MO011",
            "Deze tekst is leeg.",
            "This text is empty.",
            help_nl="Vul de tekst in, of laat het veld weg.",
            help_en="Fill in the text, or leave the field out.",
        )
    return value


def _line(value: Any) -> str:
    return _filled(" ".join(_as_text(value).split()))


_LANGUAGE = re.compile(r"[a-z]{2}\Z")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the author, on one line, in one or more languages. Plain: nothing in it is mark-up.

    Source form: a string (in the language of the policy), or a mapping from language code to string.
    `by_language` is sorted; the key "" stands for the language of the policy.
    """

    by_language: tuple[tuple[str, str], ...]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)

    @classmethod
    def parse(cls, value: Any) -> Self:
        if isinstance(value, cls):
            return value
        if isinstance(value, dict):
            if not value:
                refuse("MO011", "Deze tekst is leeg.", "This text is empty.")
            return cls(tuple(sorted((cls._language(key), cls._clean(text)) for key, text in value.items())))
        return cls((("", cls._clean(value)),))

    @staticmethod
    def _language(key: str) -> str:
        if not _LANGUAGE.match(key):
            refuse(
                "MO012",
                f"“{key}” is geen taalcode.",
                f"“{key}” is not a language code.",
                help_nl="Schrijf per taal een tekst onder een code van twee letters, zoals nl of en.",
                help_en="Write a text per language under a code of two letters, such as nl or en.",
            )
        return key

    @classmethod
    def _clean(cls, value: Any) -> str:
        return _line(value)

    def in_language(self, language: str) -> str | None:
        """The text in `language`, or the one without a language, which is in the language of the policy."""
        texts = dict(self.by_language)
        return texts.get(language, texts.get(""))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in; empty for a plain string."""
        return tuple(language for language, _ in self.by_language if language)

    def __str__(self) -> str:
        return self.by_language[0][1]


class Prose(Text):
    """A text of the author in Markdown: paragraphs, lists, emphasis and safe links, nothing else."""

    __slots__ = ()

    @classmethod
    def _clean(cls, value: Any) -> str:
        text = _filled(_as_text(value).strip())
        # Only these characters can begin something that is not a plain paragraph, list or emphasis; markdown-it
        # costs more to import than a whole validation, so it is asked only when one of them is there.
        if any(mark in text for mark in _SUSPECT):
            from policyc.model.prose import check

            check(text)
        return text


_SUSPECT = ("<", "[", "!", "#", "`", "|", "~", "==", "--", "***", "___", "* *", "- -", "_ _", "&", ">", "    ", "\t")


Plain = Annotated[str, BeforeValidator(_line)]
"""A word for the program itself, such as a path or a rule code; readers never see it."""

# --- names and links --------------------------------------------------------------------------------------------

_ID = re.compile(r"[a-z][a-z0-9_-]{0,63}\Z")
SELF = "self"
"""The one word that stands for the controller where a recipient's id may stand."""


def _id(value: Any) -> str:
    text = _as_text(value)
    if not _ID.match(text):
        refuse(
            "MO013",
            f"“{text}” kan geen naam van een onderdeel zijn.",
            f"“{text}” cannot be the name of a part.",
            help_nl="Gebruik kleine letters, cijfers, - en _, en begin met een letter.",
            help_en="Use lower-case letters, digits, - and _, and begin with a letter.",
        )
    return text


Id = Annotated[str, BeforeValidator(_id)]
"""The stable name of a part of the policy. The key of a mapping; it shows in paths, never to readers."""

# RFC 3986 characters and letters of other scripts; no user name before the host, no white space, no quotes.
_HTTPS = re.compile(r"https://[^\s\x00-\x20\x7f-\xa0/?#@\\<>\"'`{}|^\[\]]+(?:[/?#][^\s\x00-\x20\x7f-\xa0\\<>\"`{}|^]*)?\Z")
_EMAIL = re.compile(r"[^\s@<>()\[\]\\,;:\"'`|{}\x00-\x20\x7f-\xa0]+@[^\s@<>()\[\]\\,;:\"'`|{}\x00-\x20\x7f-\xa0]+\.[^\W\d_]{2,}\Z")
_PHONE = re.compile(r"\+?[0-9][0-9 ().\-]*[0-9]\Z")


def is_safe_link(target: str) -> bool:
    """Whether a link may lead there: https, mailto or tel, and well-formed (RFC 3986, 6068, 3966)."""
    if target.startswith("mailto:"):
        return _EMAIL.match(target[7:]) is not None
    if target.startswith("tel:"):
        return _PHONE.match(target[4:]) is not None
    return _HTTPS.match(target) is not None and ".." not in target.split("/")[2]


def _url(value: Any) -> str:
    text = _line(value)
    if not text.startswith("https://") or not is_safe_link(text):
        refuse(
            "MO014",
            f"“{text}” is geen webadres dat met https:// begint.",
            f"“{text}” is not a web address that begins with https://.",
        )
    return text


def _link(value: Any) -> str:
    text = _line(value)
    if not is_safe_link(text):
        refuse(
            "MO015",
            f"“{text}” is geen toegestane verwijzing.",
            f"“{text}” is not an allowed link.",
            help_nl="Een verwijzing begint met https://, mailto: of tel:.",
            help_en="A link begins with https://, mailto: or tel:.",
        )
    return text


def _email(value: Any) -> str:
    text = _line(value)
    if not _EMAIL.match(text):
        refuse("MO016", f"“{text}” is geen e-mailadres.", f"“{text}” is not an e-mail address.")
    return text


def _phone(value: Any) -> str:
    text = _line(value)
    digits = sum(c.isdigit() for c in text)
    if not _PHONE.match(text) or not 3 <= digits <= 15:
        refuse(
            "MO017",
            f"“{text}” is geen telefoonnummer.",
            f"“{text}” is not a telephone number.",
            help_nl="Schrijf het nummer met cijfers en spaties, zoals +31 20 123 45 67.",
            help_en="Write the number in digits and spaces, such as +31 20 123 45 67.",
        )
    return text


Url = Annotated[str, BeforeValidator(_url)]
Link = Annotated[str, BeforeValidator(_link)]
Email = Annotated[str, BeforeValidator(_email)]
Phone = Annotated[str, BeforeValidator(_phone)]


@cache
def _iso_countries() -> frozenset[str]:
    return frozenset(resources.files("policyc.model").joinpath("iso_3166_1.txt").read_text("ascii").split())


class Country(str):
    """An ISO 3166-1 alpha-2 code in capitals."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)

    @classmethod
    def parse(cls, value: Any) -> Country:
        text = _line(value)
        if text not in _iso_countries():
            guess = _country_meant(text)
            refuse(
                "MO018",
                f"“{text}” is geen landcode.",
                f"“{text}” is not a country code.",
                help_nl=f"Bedoelt u {guess}?" if guess else "Schrijf de landcode van ISO 3166-1, zoals NL of US.",
                help_en=f"Did you mean {guess}?" if guess else "Write the ISO 3166-1 code, such as NL or US.",
            )
        return cls(text)


def _country_meant(text: str) -> str | None:
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


# --- numbers, dates, periods ------------------------------------------------------------------------------------

_WHOLE = re.compile(r"[0-9]{1,4}\Z")


def _whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, Numeral) or not _WHOLE.match(value):
        refuse("MO019", "Hier hoort een geheel getal te staan.", "A whole number is expected here.")
    return int(value)


WholeNumber = Annotated[int, PlainValidator(_whole)]

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")


def _date(value: Any) -> date:
    if isinstance(value, date):
        return value
    text = _as_text(value)
    match = _DATE.match(text)
    if not match:
        refuse(
            "MO020",
            f"“{text}” is geen datum.",
            f"“{text}” is not a date.",
            help_nl="Schrijf jaar-maand-dag, zoals 2026-12-15.",
            help_en="Write year-month-day, such as 2026-12-15.",
        )
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        refuse("MO021", f"De datum {text} bestaat niet.", f"The date {text} does not exist.")


Date = Annotated[date, PlainValidator(_date)]

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
        text = _as_text(value)
        match = _DURATION.match(text)
        if not match:
            refuse(
                "MO022",
                f"“{text}” is geen periode.",
                f"“{text}” is not a period.",
                help_nl="Schrijf bijvoorbeeld P2Y (2 jaar), P18M (18 maanden), P4W (4 weken) of P30D (30 dagen).",
                help_en="Write for instance P2Y (2 years), P18M (18 months), P4W (4 weeks) or P30D (30 days).",
            )
        amounts = [int(part or 0) for part in match.groups()]
        if not any(amounts) or any(amount > 9999 for amount in amounts):
            refuse(
                "MO023",
                f"De periode {text} heeft geen bruikbare lengte.",
                f"The period {text} has no usable length.",
            )
        return cls(*amounts)

    @property
    def length(self) -> tuple[int, int]:
        """(months, seconds): what the period amounts to. `P12M` equals `P1Y`; months and days never mix."""
        days = self.weeks * 7 + self.days
        return self.years * 12 + self.months, ((days * 24 + self.hours) * 60 + self.minutes) * 60 + self.seconds


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        refuse(
            "MO007",
            "Hier hoort true (ja) of false (nee) te staan.",
            "true (yes) or false (no) is expected here.",
            help_nl="Is het nog niet bekend, laat het veld dan weg.",
            help_en="If it is not known yet, leave the field out.",
        )
    return value


Flag = Annotated[bool, PlainValidator(_flag)]
"""Yes or no. `Flag | None` has a third value: not decided."""


def _version(value: Any) -> str:
    text = _line(value)
    if not re.match(r"[0-9]+(\.[0-9]+){0,2}\Z", text):
        refuse(
            "MO024",
            f"“{text}” is geen versienummer.",
            f"“{text}” is not a version number.",
            help_nl="Schrijf twee of drie getallen met punten, zoals 2.0.0.",
            help_en="Write two or three numbers with dots, such as 2.0.0.",
        )
    return text


Version = Annotated[str, BeforeValidator(_version)]


def one_or_more(parse: Callable[[Any], Any] | None = None) -> BeforeValidator:
    """Accept one value where a list is meant: `legal_basis: contract` is `legal_basis: [contract]`."""

    def as_list(value: Any) -> Any:
        values = value if isinstance(value, list | tuple) else [value]
        return [parse(item) for item in values] if parse else values

    return BeforeValidator(as_list)


def _no_repeats(values: tuple[Any, ...]) -> tuple[Any, ...]:
    for number, value in enumerate(values):
        if value in values[:number]:
            refuse("MO025", f"“{value}” staat er twee keer.", f"“{value}” is listed twice.")
    return values


unique = AfterValidator(_no_repeats)
