"""Values in the words of a language: dates, periods, countries and lists, with babel and never the machine's locale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from policyc.model.text import Text
from policyc.model.values import Country, Duration

_UNITS = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")


@dataclass(frozen=True)
class Language:
    """One language of statements: its code and its words for the codes of the model (`terms.yaml`)."""

    code: str
    terms: Mapping[str, Any]

    @cached_property
    def _locale(self) -> Locale:
        return Locale(self.code)

    def date(self, value: date) -> str:
        """2026-12-15 as “15 december 2026”."""
        return str(format_date(value, format="d MMMM y", locale=self._locale))

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
        found = value.in_language(self.code)
        found = value.in_language(fallback) if found is None else found
        return str(value) if found is None else found


def language_of(code: str, templates: Path) -> Language:
    """The language whose templates and `terms.yaml` lie in `templates/<code>`."""
    from policyc.render.templates import read_terms

    return Language(code, read_terms(templates / code))
