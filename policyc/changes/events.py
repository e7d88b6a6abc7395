"""Linked changes as one event: a new processor in the United States is one thing that happens, not five."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyc.changes.change import Action
from policyc.changes.kind import Materiality
from policyc.changes.materiality import MaterialChange, heaviest
from policyc.diagnostics import Path


@dataclass(frozen=True, slots=True)
class Event:
    """All that changes about one part of the statement: the part, and its changes, the weightiest first."""

    subject: Path
    changes: tuple[MaterialChange, ...]

    @property
    def materiality(self) -> Materiality:
        return heaviest(self.changes)


def events_of(changes: Sequence[MaterialChange]) -> tuple[Event, ...]:
    """The changes by subject; the weightiest event first, and of equals the one that comes first in the statement.

    `compare` gives renames before all others: they come last here, so that none of them moves its part to the front.
    """
    by_subject: dict[Path, list[MaterialChange]] = {}
    for change in sorted(changes, key=lambda one: one.change.action is Action.RENAMED):
        by_subject.setdefault(change.subject, []).append(change)
    found = [
        Event(subject, tuple(sorted(linked, key=lambda one: -one.materiality)))
        for subject, linked in by_subject.items()
    ]
    return tuple(sorted(found, key=lambda event: -event.materiality))
