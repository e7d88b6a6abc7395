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
from pathlib import Path
from typing import Annotated, Any, NoReturn, Self

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from policyc.model.base import KEY, below, quoted, refuse
from policyc.source.nodes import Numeral


class Parsed:
    """Marks a type whose values a function of ours makes of whatever the source gives.

    What pydantic's own PlainValidator does, without the look at the function's signature at every one of the four
    hundred fields: that look is a tenth of a cold start.
    """

    def __init__(self, parse: Callable[[Any], Any]) -> None:
        self._schema = core_schema.no_info_plain_validator_function(parse)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return self._schema


# --- texts ------------------------------------------------------------------------------------------------------


def _as_text(value: Any, nl: str = "tekst", en: str = "Text") -> str:
    """The text of a value; `nl` and `en` name what is expected, for when there is no text at all."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        word = "true" if value else "false"
        if nl != "tekst":
            refuse("MO010", f"Hier hoort {nl} te staan, geen {word}.", f"{en} is expected here, not {word}.")
        refuse(
            "MO010",
            f"Hier hoort tekst te staan, geen {word}.",
            f"Text is expected here, not {word}.",
            help_nl=f'Bedoelt u het woord, zet het dan tussen aanhalingstekens: "{word}".',
            help_en=f'If you mean the word, put it in quotes: "{word}".',
        )
    found_nl, found_en = ("geen lijst", "not a list") if isinstance(value, list) else ("geen velden", "not fields")
    if value is None:
        found_nl, found_en = "maar er staat niets", "but there is nothing"
    refuse("MO010", f"Hier hoort {nl} te staan, {found_nl}.", f"{en} is expected here, {found_en}.")


def _filled(value: str) -> str:
    if not value:
        _refuse_empty()
    return value


def _refuse_empty() -> NoReturn:
    refuse(
        "MO011",
        "Deze tekst is leeg.",
        "This text is empty.",
        help_nl="Vul de tekst in, of laat het veld weg.",
        help_en="Fill in the text, or leave the field out.",
    )


def _line(value: Any, nl: str = "tekst", en: str = "Text") -> str:
    return _filled(" ".join(_as_text(value, nl, en).split()))


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
                _refuse_empty()
            return cls(tuple(sorted((cls._language(key), cls._clean_below(key, text)) for key, text in value.items())))
        return cls((("", cls._clean(value)),))

    @staticmethod
    def _language(key: str) -> str:
        if not _LANGUAGE.match(key):
            refuse(
                "MO012",
                f"{quoted(key)} is geen taalcode.",
                f"{quoted(key)} is not a language code.",
                at=(key, KEY),
                help_nl="Schrijf per taal een tekst onder een code van twee letters, zoals nl of en.",
                help_en="Write a text per language under a code of two letters, such as nl or en.",
            )
        return key

    @classmethod
    def _clean_below(cls, language: str, value: Any) -> str:
        try:
            return cls._clean(value)
        except PydanticCustomError as error:
            raise below(language, error) from None

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
        # markdown-it costs more to import than a whole validation, so it is asked only where it could find something.
        if _SUSPECT.search(text):
            from policyc.model.prose import check

            check(text)
        return text


# Whatever makes CommonMark more than paragraphs, lists and emphasis holds one of these: a sign that begins it, the
# indent of a code block, a line of `=` or `-` below a heading, a dividing line.
_SUSPECT = re.compile(r"[<\[#`|~&>\t]| {4}|^ {0,3}(?:=+|-+) *$|(?:[-*_] *){3}$", re.MULTILINE)


Plain = Annotated[str, Parsed(_line)]
"""A word for the program itself, such as a path or a rule code; readers never see it."""

# --- names and links --------------------------------------------------------------------------------------------

_ID = re.compile(r"[a-z][a-z0-9_-]{0,63}\Z")
SELF = "self"
"""The one word that stands for the controller where a recipient's id may stand."""


def _id(value: Any) -> str:
    text = _as_text(value, "een naam", "A name")
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

# A host is letters and digits of any script, with dots and hyphens between: nothing that shows as one host and leads
# to another. No user name before it. After it the characters of RFC 3986 and letters of other scripts.
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = rf"{_LABEL}(?:\.{_LABEL})*"
_HTTPS = re.compile(rf"https://{_HOST}(?::(?P<port>[0-9]{{1,5}}))?(?:[/?#][^\s\\<>\"`{{}}|^\[\]]*)?\Z")
# Of what RFC 6068 lets stand before the @, only what needs no escape: a “?” there would begin the headers of a message.
_EMAIL = re.compile(rf"[\w+=&-]+(?:\.[\w+=&-]+)*@{_HOST}\.[^\W\d_]{{2,}}\Z")
_PHONE = re.compile(r"\+?\(?[0-9](?:[0-9 ().-]*[0-9])?\Z")


def is_safe_link(target: str) -> bool:
    """Whether a link may lead there: https, mailto or tel, and well-formed (RFC 3986, 6068, 3966)."""
    if not target.isprintable():
        return False
    if target.startswith("mailto:"):
        return _EMAIL.match(target[7:]) is not None
    if target.startswith("tel:"):
        return _is_phone(target[4:])
    https = _HTTPS.match(target)
    return https is not None and 0 < int(https["port"] or 443) < 65536


def _is_phone(text: str) -> bool:
    return _PHONE.match(text) is not None and 3 <= sum(c.isdigit() for c in text) <= 15


def _url(value: Any) -> str:
    text = _line(value, "een webadres", "A web address")
    if not text.startswith("https://"):
        refuse(
            "MO014",
            f"{quoted(text)} is geen webadres dat met https:// begint.",
            f"{quoted(text)} is not a web address that begins with https://.",
            help_nl="Schrijf het hele adres, zoals https://www.voorbeeld.nl/privacy.",
            help_en="Write the whole address, such as https://www.example.org/privacy.",
        )
    return _link(text)


def _link(value: Any) -> str:
    text = _line(value, "een verwijzing", "A link")
    if not is_safe_link(text):
        refuse_link(text)
    return text


def refuse_link(target: str, *, find: str = "") -> NoReturn:
    """Say what is wrong with a link for which `is_safe_link` is false; `find` is how the source writes it."""
    nl, en = "Een verwijzing begint met https://, mailto: of tel:.", "A link begins with https://, mailto: or tel:."
    if target.startswith("https://"):
        nl = "Schrijf een gewoon adres: de naam van een website en het pad, zonder gebruikersnaam of vreemde tekens."
        en = "Write a plain address: the name of a website and the path, without user name or strange characters."
    elif target.startswith("mailto:"):
        nl, en = "Na mailto: hoort alleen een e-mailadres.", "After mailto: only an e-mail address may stand."
    elif target.startswith("tel:"):
        nl, en = "Na tel: hoort alleen een telefoonnummer.", "After tel: only a telephone number may stand."
    refuse(
        "MO015",
        f"{quoted(target)} is geen toegestane verwijzing.",
        f"{quoted(target)} is not an allowed link.",
        find=find or target,
        help_nl=nl,
        help_en=en,
    )


def _email(value: Any) -> str:
    text = _line(value, "een e-mailadres", "An e-mail address")
    if not _EMAIL.match(text):
        refuse(
            "MO016",
            f"{quoted(text)} is geen e-mailadres.",
            f"{quoted(text)} is not an e-mail address.",
            help_nl="Schrijf alleen het adres zelf, zoals privacy@voorbeeld.nl.",
            help_en="Write just the address itself, such as privacy@example.org.",
        )
    return text


def _phone(value: Any) -> str:
    text = _line(value, "een telefoonnummer", "A telephone number")
    if not _is_phone(text):
        refuse(
            "MO017",
            f"{quoted(text)} is geen telefoonnummer.",
            f"{quoted(text)} is not a telephone number.",
            help_nl="Schrijf het nummer met cijfers en spaties, zoals +31 20 123 45 67.",
            help_en="Write the number in digits and spaces, such as +31 20 123 45 67.",
        )
    return text


Url = Annotated[str, Parsed(_url)]
Link = Annotated[str, Parsed(_link)]
Email = Annotated[str, Parsed(_email)]
Phone = Annotated[str, Parsed(_phone)]


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
        text = _line(value, "een landcode", "A country code")
        if text not in _iso_countries():
            guess = _country_meant(text)
            refuse(
                "MO018",
                f"{quoted(text)} is geen landcode.",
                f"{quoted(text)} is not a country code.",
                help_nl=f"Bedoelt u “{guess}”?" if guess else "Schrijf de landcode van ISO 3166-1, zoals NL of US.",
                help_en=f"Did you mean “{guess}”?" if guess else "Write the ISO 3166-1 code, such as NL or US.",
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
    text = _as_text(value, "een datum", "A date")
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
        text = _as_text(value, "een periode", "A period")
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
    text = _line(value, "een versienummer", "A version number")
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


def one_or_more(parse: Callable[[Any], Any] | None = None) -> BeforeValidator:
    """Accept one value where a list is meant: `legal_basis: contract` is `legal_basis: [contract]`."""

    def as_list(value: Any) -> Any:
        values = value if isinstance(value, list | tuple) else [value]
        return [parse(item) for item in values] if parse else values

    return BeforeValidator(as_list)


def _no_repeats(values: tuple[Any, ...]) -> tuple[Any, ...]:
    seen: set[Any] = set()
    for number, value in enumerate(values):
        if value in seen:
            refuse("MO025", f"{quoted(value)} staat er twee keer.", f"{quoted(value)} is listed twice.", at=(number,))
        seen.add(value)
    return values


unique = AfterValidator(_no_repeats)
