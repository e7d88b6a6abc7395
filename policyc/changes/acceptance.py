"""Changes whose duty someone answers for in another way: `release.accept`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from policyc.changes.materiality import MaterialChange
from policyc.diagnostics import Path
from policyc.model import shape
from policyc.model.policy import AcceptedChange

Staleness = Literal["", "gone", "different", "expired"]


@dataclass(frozen=True, slots=True)
class Accepted:
    """An entry of `release.accept`: the changes it answers for, by their place in the list; none when it is stale."""

    index: int
    entry: AcceptedChange
    changes: tuple[int, ...]
    stale: Staleness = ""
    """Why it counts for nothing: `gone` (no such change there), `different` (the change there is another one),
    `expired`; empty when it counts."""


def accepted_changes(
    entries: Sequence[AcceptedChange], changes: Sequence[MaterialChange], fingerprints: Sequence[str], on: date
) -> tuple[Accepted, ...]:
    """Every entry with what it answers for on a day. It holds through the day of its `until`."""
    if not entries:
        return ()
    by_place: dict[tuple[str, Path], list[int]] = {}
    for place, change in enumerate(changes):
        by_place.setdefault((change.kind.id, _steps(change.path)), []).append(place)
    return tuple(
        _accepted(index, entry, by_place.get((entry.change, _written(entry.at)), ()), fingerprints, on)
        for index, entry in enumerate(entries)
    )


def _accepted(
    index: int, entry: AcceptedChange, there: Sequence[int], fingerprints: Sequence[str], on: date
) -> Accepted:
    same = tuple(place for place in there if fingerprints[place] == entry.fingerprint)
    if not same:
        return Accepted(index, entry, (), "different" if there else "gone")
    return Accepted(index, entry, (), "expired") if entry.until < on else Accepted(index, entry, same)


def _written(at: str) -> Path:
    """A path as an author writes it; the row of a purpose with one row may be left out."""
    return _steps(shape.canonical(shape.parse(at)))


def _steps(path: Path) -> Path:
    return tuple(str(step) for step in path)
