"""Words that name data: whether those data are there, and whether they are of people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from policyc.law import facts

_TERM = "TERM"
"""What stands for the words themselves in the patterns of `absent_data_nl`."""

_REACH = 80
"""How far around the words a text may take them back."""


def mentioned(wanted: Iterable[re.Pattern[str]], text: str, on: date) -> str | None:
    """The first words of a text that name data: “BSN”, but not in “zonder BSN” or “BSN doorgestreept”."""
    hits = sorted(
        (hit for pattern in wanted for hit in pattern.finditer(text)), key=lambda hit: (hit.start(), -hit.end())
    )
    return next((hit.group() for hit in hits if not _is_taken_back(hit, on)), None)


def mentioned_in(wanted: Iterable[re.Pattern[str]], texts: Sequence[str], on: date) -> str | None:
    """The same of the texts of a category, its name first: what is “van uw hond” is no personal data (art. 4(1))."""
    words = mentioned(wanted, "\n".join(texts), on)
    if words is not None and any(name.search(texts[0]) for name in facts.patterns("records_of_animals_nl", on)):
        return None
    return words


def _is_taken_back(hit: re.Match[str], on: date) -> bool:
    before = hit.string[max(0, hit.start() - _REACH) : hit.start()]
    around = f"{before}{_TERM}{hit.string[hit.end() : hit.end() + _REACH]}"
    return any(pattern.search(around) for pattern in facts.patterns("absent_data_nl", on, within=around.lower()))
