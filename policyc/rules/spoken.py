"""Countries, languages, days and periods as messages say them, in both languages. Only the first two load babel."""

from __future__ import annotations

from datetime import date

from policyc.diagnostics import Wording
from policyc.model.values import Duration


def country(code: str) -> Wording:
    """US is “Verenigde Staten”."""
    from babel import Locale

    return Wording(*(str(Locale(language).territories[code]) for language in ("nl", "en")))


def language(code: str) -> Wording:
    """en is “Engels”; a code that babel does not know is itself."""
    from babel import Locale

    return Wording(*(str(Locale(said).languages.get(code, code)) for said in ("nl", "en")))


def day(value: date) -> Wording:
    """2020-07-16 is “16 juli 2020”."""
    nl, en = _MONTHS[value.month - 1]
    return Wording(f"{value.day} {nl} {value.year}", f"{value.day} {en} {value.year}")


# Babel knows these too, but reading its data takes longer than judging a whole policy.
_MONTHS = (
    ("januari", "January"), ("februari", "February"), ("maart", "March"), ("april", "April"), ("mei", "May"),
    ("juni", "June"), ("juli", "July"), ("augustus", "August"), ("september", "September"), ("oktober", "October"),
    ("november", "November"), ("december", "December"),
)  # fmt: skip


_UNITS = {
    "years": (("jaar", "jaar"), ("year", "years")),
    "months": (("maand", "maanden"), ("month", "months")),
    "weeks": (("week", "weken"), ("week", "weeks")),
    "days": (("dag", "dagen"), ("day", "days")),
    "hours": (("uur", "uur"), ("hour", "hours")),
    "minutes": (("minuut", "minuten"), ("minute", "minutes")),
    "seconds": (("seconde", "seconden"), ("second", "seconds")),
}


def period(value: Duration) -> Wording:
    """P1Y6M is “1 jaar en 6 maanden”, in the units the author chose."""
    parts = [(amount, words) for unit, words in _UNITS.items() if (amount := getattr(value, unit))]
    nl, en = ([f"{amount} {words[language][amount != 1]}" for amount, words in parts] for language in (0, 1))
    return Wording(listed(nl, "en"), listed(en, "and"))


def listed(parts: list[str], last: str) -> str:
    """“a, b en c”, with the word before the last one."""
    return f" {last} ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)
