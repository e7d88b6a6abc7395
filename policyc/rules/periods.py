"""Reckoning with periods, for which months and years have no fixed length."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from policyc.model.values import Duration

_DAY = 24 * 60 * 60


def surely_shorter(one: Duration, other: Duration) -> bool:
    """Whether a period is shorter whenever it begins. A month has 28 to 31 days and a year 365 or 366."""
    months, seconds = (a - b for a, b in zip(one.length, other.length, strict=True))
    years, rest = divmod(abs(months), 12)
    days = -(years * 365 + rest * 28) if months < 0 else years * 366 + rest * 31
    return days * _DAY + seconds < 0


def before(day: date, period: Duration) -> date:
    """The day that lies a period earlier; the last of the month where the month has no such day."""
    months, seconds = period.length
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) - timedelta(seconds=seconds)
