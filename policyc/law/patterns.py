"""Patterns of the legal facts, made only when a text may hold what they look for."""

from __future__ import annotations

import re
from functools import cache

Needles = list[list[str]]
"""Groups of words in lower case; a text in which a pattern is found holds one of every group (tools/needles.py)."""


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """To be searched for in whatever case; `^` and `$` mean a line."""
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


def may_be_in(text: str, needles: Needles) -> bool:
    """A quick look in a text in lower case: False where the pattern is surely not found on any line of it."""
    return _all_in(text, needles) and any(_all_in(line, needles) for line in text.split("\n"))


def _all_in(text: str, needles: Needles) -> bool:
    return all(any(word in text for word in group) for group in needles)
