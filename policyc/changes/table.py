"""The table of changes: which field, changed in which way, is which kind. The rows stand in `changes/rows/`.

A line says for one field of the model, and for some actions, what the change means: a kind, or a function that looks
closer and gives one or more judgements. A field that has no line for an action is an unknown change (class `advance`);
a line with a reason in place of a kind waives it: nobody's data are touched. `tests/changes/test_grid.py` proves that
every field has a line or a waiver for everything that can happen to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from policyc.changes.change import Action, Change
from policyc.changes.kind import Kind
from policyc.changes.pair import Pair
from policyc.diagnostics import Path

ID, ITEM, ALL = "*", "#", "**"
"""In a pattern: the id of a part in a mapping; an item of a list without ids; at the end, a part and all in it."""


class Judgement(NamedTuple):
    """What a change means, as far as its kind goes.

    `path` is where it lies, when that is below the change itself; `subject` the part readers know it by, when that is
    another one than the part around the path: a recipient that is added to a row is told with the recipient.
    """

    kind: Kind
    path: Path | None = None
    subject: Path | None = None


Judge = Callable[[Pair, Change], Iterable[Judgement]]


class Waiver(NamedTuple):
    """Why a change of a field is none for people."""

    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    pattern: tuple[str, ...]
    actions: frozenset[Action]
    meaning: Kind | Judge | Waiver


def line(pattern: str, meaning: Kind | Judge | Waiver, *actions: Action) -> Line:
    """`line("rights.free", RIGHTS_WORSE, REMOVED)`. Without actions: whatever happens to the field.

    `release.**` is about `release` and everything in it that has no line of its own.
    """
    return Line(tuple(pattern.split(".")), frozenset(actions) or ANY, meaning)


def lines(meaning: Kind | Judge | Waiver, *patterns: str, actions: Iterable[Action] = ()) -> Iterator[Line]:
    """The same meaning for several fields."""
    for pattern in patterns:
        yield line(pattern, meaning, *actions)


ANY = frozenset(Action) - {Action.RENAMED, Action.REORDERED, Action.RESPELLED}
"""What a line without actions is about. A rename, another order and another notation mean the same in every field."""


class Table:
    """The lines, found by the path of a change. No field and action may have two lines."""

    def __init__(self, all_lines: Iterable[Line]) -> None:
        self._by_pattern: dict[tuple[str, ...], dict[Action, Line]] = {}
        for one in all_lines:
            known = self._by_pattern.setdefault(one.pattern, {})
            for action in one.actions:
                if action in known:
                    raise ValueError(f"{'.'.join(one.pattern)} has two lines for {action}")
                known[action] = one

    @property
    def patterns(self) -> Mapping[tuple[str, ...], Mapping[Action, Line]]:
        return self._by_pattern

    def find(self, pattern: tuple[str, ...], action: Action) -> Line | None:
        """The line for what happens to a field: its own, or else the nearest that is about all around it."""
        found = self._by_pattern.get(pattern, {}).get(action)
        steps = len(pattern)
        while found is None and steps:
            found = self._by_pattern.get((*pattern[:steps], ALL), {}).get(action)
            steps -= 1
        return found
