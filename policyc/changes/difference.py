"""Two versions of a statement in, everything there is to say of their difference out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policyc.changes.duties import Verdict
from policyc.changes.events import Event
from policyc.changes.materiality import MaterialChange
from policyc.changes.pair import Pair
from policyc.diagnostics import Path
from policyc.model.policy import AcceptedChange, Policy


@dataclass(frozen=True, slots=True)
class LikelyRename:
    """A part that is gone and one that came, so much alike (0 to 1) that they may be the same under another id."""

    path: Path
    before: Path
    likeness: float


@dataclass(frozen=True, slots=True)
class Accepted:
    """An entry of `release.accept`: the changes it answers for, by their place in the list; none when it is stale."""

    index: int
    entry: AcceptedChange
    changes: tuple[int, ...]
    stale: str = ""
    """Why it counts for nothing: `gone`, `different` or `expired`; empty when it counts."""


@dataclass(frozen=True, slots=True)
class Difference:
    """`old` is None for a new statement, `new` for one that was withdrawn; then there is no `pair`.

    `changes` are all changes with their meaning, and `fingerprints` theirs, in the same order. `accepted` says which of
    them someone answers for; those ask nothing any more.
    """

    old: Policy | None
    new: Policy | None
    pair: Pair | None
    changes: tuple[MaterialChange, ...]
    fingerprints: tuple[str, ...]
    events: tuple[Event, ...]
    renames: tuple[LikelyRename, ...]
    accepted: tuple[Accepted, ...]
    verdict: Verdict


def difference(old: Policy | None, new: Policy | None, on: date) -> Difference:
    """What differs, what it means, and whether its duty is carried, by the lead times and terms of the day `on`.

    At least one side is there.
    """
    raise NotImplementedError
