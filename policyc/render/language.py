"""Values in the words of a language: dates, periods, countries and lists, with babel and never the machine's locale."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.dates import format_date
from babel.lists import format_list

from policyc.diagnostics import Wording
from policyc.model.address import AddressForm, addressed
from policyc.model.text import Name, Text
from policyc.model.values import Country, Duration
from policyc.render.folders import Folder

_UNITS = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")


@dataclass(frozen=True)
class Language:
    """One language of statements: its code, its words for the codes of the model (`terms.yaml`), and u or je."""

    code: str
    terms: Mapping[str, Any]
    form: AddressForm = "u"

    @cached_property
    def _locale(self) -> Locale:
        return _locale(self.code)

    def date(self, value: date) -> str:
        """2026-12-15 as “15 december 2026”."""
        return str(format_date(value, format="long", locale=self._locale))

    def country(self, code: Country | str) -> str:
        """US as “Verenigde Staten”."""
        return str(self._locale.territories[code])

    def duration(self, value: Duration) -> str:
        """P1Y6M as “1 jaar en 6 maanden”, in the units the author chose."""
        amounts = [(getattr(value, unit), unit) for unit in _UNITS if getattr(value, unit)]
        return self.list([f"{amount} {self._unit(unit, amount)}" for amount, unit in amounts])

    def _unit(self, unit: str, amount: int) -> str:
        """“dag” or “dagen”. The words are ours: CLDR has no plain form of day and week in every language."""
        singular, plural = self.terms["units"][unit]
        return str(singular if amount == 1 else plural)

    def list(self, parts: Sequence[str]) -> str:
        """“a, b en c”."""
        return str(format_list(list(parts), locale=self._locale)) if parts else ""

    def choice(self, parts: Sequence[str]) -> str:
        """“a, b of c”."""
        return str(format_list(list(parts), style="or", locale=self._locale)) if parts else ""

    def text(self, value: Text, fallback: str) -> str:
        """A text of the author in this language, else in the language of the policy."""
        found = value.in_language(self.code, self.form)
        found = value.in_language(fallback, self.form) if found is None else found
        return str(value) if found is None else found

    def other_language_of(self, value: Text, fallback: str) -> str | None:
        """The language in which `text` gives these words, where it is not this one: nobody has translated them."""
        if isinstance(value, Name) or self.code == fallback or value.is_in(self.code):
            return None
        return fallback

    def name_of(self, code: str) -> str:
        """“en” as “Engels”."""
        return str(self._locale.languages.get(code, code))


def _locale(code: str) -> Locale:
    """English as in the Union: “a, b and c”, not the American “a, b, and c”."""
    return Locale.parse("en_GB") if code == "en" else Locale(code)


def own_name(code: str) -> str:
    """What a language calls itself, with a capital: “Nederlands”, “English”."""
    name = str(Locale(code).languages.get(code, code))
    return name[:1].upper() + name[1:]


def locale_of(code: str) -> str:
    """A language with the country where most people speak it, as Open Graph asks: “nl_NL”."""
    locale = _locale(code)
    likely = Locale.parse(get_global("likely_subtags").get(code, code))
    return f"{code}_{locale.territory or likely.territory or code.upper()}"


def language_of(code: str, templates: Folder, form: AddressForm = "u") -> Language:
    """The language whose templates and `terms.yaml` lie in `templates/<code>`. Raises PolicycError without them."""
    from policyc.render.templates import read_terms

    return Language(code, read_terms(templates / code, form), form)


def filled(form: str, values: Mapping[str, str]) -> str:
    """A form such as “Versie {version}” with its values, in one go: a value may hold braces of its own."""
    return re.sub(r"\{([a-z]+)\}", lambda found: values.get(found.group(1), found.group()), form)


# --- The shape of terms.yaml ---

_FORMS: Mapping[str, tuple[str, ...]] = {
    "skip": (),
    "contents": (),
    "page_of": ("page", "pages"),
    "version_and_date": ("version", "date"),
    "version": ("version",),
    "date": ("date",),
    "description": ("title", "controller", "colophon"),
    "attached": (),
}
_GROUPS = ("units", "page", "callouts", "marks")
_TermPath = tuple[str, ...]
Fault = tuple[_TermPath, Wording]
"""The keys that lead to what is wrong, and what that is."""


def fault_in_terms(terms: Mapping[str, object]) -> Fault | None:
    """The first thing in `terms.yaml` that is not as the templates and the page need it."""
    for group in _GROUPS:
        if group not in terms:
            return (group,), Wording("deze groep ontbreekt", "this group is missing")
    for group, words in terms.items():
        if not isinstance(words, Mapping):
            return (group,), Wording("hier horen woorden te staan (code: woord)", "words belong here (code: word)")
        for code, word in words.items():
            wrong = _pair(word) if group == "units" else _word(word)
            if wrong is not None:
                return (group, code), wrong
    return _missing_unit(terms["units"]) or _wrong_form(terms["page"])


def _word(word: object) -> Wording | None:
    if isinstance(word, str) and word.strip():
        return None
    return Wording(
        "hier hoort een tekst te staan, zo nodig tussen aanhalingstekens", "a text belongs here, if need be in quotes"
    )


def _pair(pair: object) -> Wording | None:
    if isinstance(pair, list) and len(pair) == 2 and not any(map(_word, pair)):
        return None
    return Wording(
        "hier horen twee woorden te staan: [enkelvoud, meervoud]", "two words belong here: [singular, plural]"
    )


def _missing_unit(units: Any) -> Fault | None:
    for unit in _UNITS:
        if unit not in units:
            return ("units", unit), Wording("dit ontbreekt", "this is missing")
    return None


def _wrong_form(page: Any) -> Fault | None:
    for name, places in _FORMS.items():
        if name not in page:
            return ("page", name), Wording("dit ontbreekt", "this is missing")
        if not places:
            continue
        wanted = [f"{{{place}}}" for place in places]
        # Every brace counts, so that one that is not closed is found too; but for those around u and je.
        written = re.findall(r"\{[a-z]+\}|[{}]", addressed(page[name], "u"))
        # The page splits `page_of` at its two numbers, so those come in this order.
        if (written if name == "page_of" else sorted(written)) != (wanted if name == "page_of" else sorted(wanted)):
            nl, en = " en ".join(wanted), " and ".join(wanted)
            order = ("in deze volgorde en ", "in this order and ") if name == "page_of" else ("", "")
            return ("page", name), Wording(
                f"hier hoort {nl} in te staan, {order[0]}elk één keer, en verder geen accolades",
                f"{en} belong in here, {order[1]}once each, and no other braces",
            )
    return None
