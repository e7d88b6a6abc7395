"""Periods as the facts write them: ISO 8601, such as P1M."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from policyc.model.values import Duration


def period_of(text: str | None) -> Duration | None:
    return None if text is None else Duration.parse(text)


def later(day: date, period: Duration) -> date:
    """The day that lies a period after another; the last of the month where the month has no such day."""
    months, seconds = period.length
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last)) + timedelta(seconds=seconds)
    except (ValueError, OverflowError):
        return date.max  # a calendar ends; a period of thousands of years may not
