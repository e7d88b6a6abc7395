"""Whether the new version carries what its changes ask, and what is still to be done (docs/changes.md, 2 and 5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policyc.changes.kind import Materiality
from policyc.diagnostics import Path, Wording
from policyc.model.values import Duration


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do before the duty is carried: for machines `raise-version`, for people a sentence.

    `at` is where in the new policy to write it. `changes` are the places, in the list of changes, of those it is for;
    none for the release as a whole.
    """

    code: str
    wording: Wording
    at: Path
    changes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """`carried` when there is no step left. `advice` stops nothing. `uncovered`: changes whose own duty is not carried.

    `lead_time` is what the weightiest change that must be told ahead asks: by class, or more where the old statement
    promised more. `earliest` is the first day on which the version may take effect, given its notice date.
    """

    materiality: Materiality
    steps: tuple[Step, ...] = ()
    advice: tuple[Step, ...] = ()
    uncovered: frozenset[int] = frozenset()
    lead_time: Duration | None = None
    notice_date: date | None = None
    effective: date | None = None
    earliest: date | None = None

    @property
    def carried(self) -> bool:
        return not self.steps
