"""The kinds of change and what each means for people: the rows of docs/changes.md."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Literal

from policyc.diagnostics import Wording


class Materiality(IntEnum):
    """How much a change matters to people, the least first; a release has the class of its weightiest change.

    The classes are a choice of this project; what must always be told is WP260 rev.01, 29-30.
    """

    EDITORIAL = 1
    """No effect on meaning."""
    PUBLISH = 2
    """A new version and its date are enough."""
    NOTIFY = 3
    """People are told, at the latest when it takes effect."""
    ADVANCE = 4
    """People are told well before it takes effect."""
    CONSENT = 5
    """Nothing happens to a person before that person has consented afresh."""

    @property
    def word(self) -> str:
        """The name for machines, in the law facts (`lead_times`) and on the command line: `advance`."""
        return self.name.lower()


class Direction(StrEnum):
    """What a change does to the people concerned."""

    BETTER = "better"
    WORSE = "worse"
    NEUTRAL = "neutral"
    """Neither, or it depends on the reader."""


Need = Literal["since", "options", "compatibility", "refusals_respected", "risks", "arrangement"]
"""What a kind asks for besides `nature`, `why` and `means`: a field of its `release.changes` entry.

`arrangement` is one of the recipient, or else of the statement: who answers for what (art. 26(2)). From class `advance`
every change asks for `options`, so a kind has it only for when it is told at a lower class.
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of change. Two rows of the table may share a number where the class depends on more than the field."""

    id: str
    """For machines and for `release.accept`: `retention-longer`."""
    row: int
    """The row of docs/changes.md."""
    materiality: Materiality
    direction: Direction
    title: Wording
    """What changed, in a few words, such as “bewaartermijn verlengd”."""
    sources: tuple[str, ...]
    """What the class rests on: `AVG 13(3)`, `WP260 rev.01, 29-30`."""
    asks: Wording | None = None
    """What the notice must say besides what every notice says."""
    needs: frozenset[Need] = frozenset()
