"""One difference between two policies: where, of which sort, and both values. No judgement."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from policyc.diagnostics import Path


class Action(StrEnum):
    """The sort of a difference. Swapping the two policies swaps each pair."""

    ADDED = "added"
    REMOVED = "removed"
    LONGER = "longer"
    """A period that is surely longer, whenever it begins (months have 28 to 31 days)."""
    SHORTER = "shorter"
    WIDENED = "widened"
    """A list that has everything it had, and more."""
    NARROWED = "narrowed"
    CHANGED = "changed"
    """Another value; also a list that lost and gained, and periods of which neither is surely the longer."""
    REORDERED = "reordered"
    """A list with the same items in another order."""
    RESPELLED = "respelled"
    """The same value in another notation: P12M and P1Y, other white space in a text."""
    RENAMED = "renamed"
    """The same part under another id, by `formerly`. `old` and `new` are the ids."""


OPPOSITE = {
    Action.ADDED: Action.REMOVED,
    Action.REMOVED: Action.ADDED,
    Action.LONGER: Action.SHORTER,
    Action.SHORTER: Action.LONGER,
    Action.WIDENED: Action.NARROWED,
    Action.NARROWED: Action.WIDENED,
}
"""What an action is called from the other side; the rest stay what they are."""


class Change(NamedTuple):
    """A raw change.

    `path` leads to it by the ids of the new policy, as an author writes them; of what is removed, by those of the old
    one, with every renamed part above it under its new id. `before` is the path in the old policy. `old` and `new` are
    values of the model; None is what is not there. A part of a mapping that is added or removed is one change with the
    whole part as its value; so is a part that stands alone, such as `rights`.
    """

    action: Action
    path: Path
    before: Path
    old: object
    new: object
