"""Reckoning with periods: those of the facts, written in ISO 8601 such as P1M, and those of a policy."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from policyc.model.values import Duration

_DAY = 24 * 60 * 60


def period_of(text: str | None) -> Duration | None:
    return None if text is None else Duration.parse(text)


def later(day: date, period: Duration) -> date:
    """The day that lies a period after another; the last of the month where the month has no such day."""
    months, seconds = period.length
    return _moved(day, months, seconds // _DAY) or date.max


def before(day: date, period: Duration) -> date:
    """The day that lies a period before another; the last of the month where the month has no such day."""
    months, seconds = period.length
    return _moved(day, -months, -(seconds // _DAY)) or date.min


def _moved(day: date, months: int, days: int) -> date | None:
    """None beyond the calendar, which ends; a period of thousands of years may not."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last)) + timedelta(days)
    except (ValueError, OverflowError):
        return None


def surely_shorter(one: Duration, other: Duration) -> bool:
    """Whether a period is shorter whenever it begins. A month has 28 to 31 days and a year 365 or 366."""
    months, seconds = (a - b for a, b in zip(one.length, other.length, strict=True))
    years, rest = divmod(abs(months), 12)
    days = -(years * 365 + rest * 28) if months < 0 else years * 366 + rest * 31
    return days * _DAY + seconds < 0
