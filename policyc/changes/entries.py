"""Which entry of `release.changes` tells of which change: paths with `*` for one step and `**` for all that follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from policyc.diagnostics import Path
from policyc.model import shape
from policyc.model.policy import ReleaseChange
from policyc.model.purpose import ONLY_ROW


class _Written(NamedTuple):
    """A pattern, how many of its steps are written out, and the place of its entry."""

    steps: tuple[str, ...]
    literal: int
    entry: int

    @property
    def rank(self) -> tuple[int, int]:
        return -self.literal, self.entry


@dataclass(frozen=True, slots=True)
class Entries:
    """The patterns by how they begin, up to two steps that are written out; in each group the most specific first."""

    by_beginning: Mapping[tuple[str, ...], tuple[_Written, ...]]

    @classmethod
    def of(cls, changes: Sequence[ReleaseChange], before: Sequence[ReleaseChange] = ()) -> Entries:
        """`before` are the entries of the old version: who left one as it was has said nothing of what changes now."""
        found: dict[tuple[str, ...], list[_Written]] = {}
        for entry, change in enumerate(changes):
            for written in () if change in before else change.covers:
                steps = _any_row(tuple(str(step) for step in shape.canonical(shape.parse(written))))
                literal = sum(step not in _WILD for step in steps)
                beginning = tuple(takewhile(lambda step: step not in _WILD, steps[:_BEGINNING]))
                found.setdefault(beginning, []).append(_Written(steps, literal, entry))
        return cls({key: tuple(sorted(group, key=lambda one: one.rank)) for key, group in found.items()})

    def index(self, path: Path, before: Path) -> int | None:
        """The entry whose pattern fits with the most steps written out; of equals, the first.

        `before` is the path in the old policy: who tells of a part that was renamed may call it by its old name.
        """
        places = {tuple(str(step) for step in one) for one in (path, before)}
        fitting = [one for place in places for one in self._first_that_fits(place)]
        return min(fitting, key=lambda one: one.rank).entry if fitting else None

    def _first_that_fits(self, path: tuple[str, ...]) -> Iterator[_Written]:
        """The most specific of each group in which one may fit."""
        for length in range(_BEGINNING + 1):
            group = self.by_beginning.get(path[:length], ()) if length <= len(path) else ()
            one = next((one for one in group if fits(one.steps, path)), None)
            if one is not None:
                yield one


_BEGINNING = 2
_WILD = ("*", "**")


def _any_row(steps: tuple[str, ...]) -> tuple[str, ...]:
    """A field written on a purpose itself, `purposes.x.retention`, is that field of each of its rows."""
    if len(steps) > 4 and steps[0] == "purposes" and steps[2:4] == ("processing", ONLY_ROW):
        return (*steps[:3], "*", *steps[4:])
    return steps


def fits(pattern: tuple[str, ...], path: tuple[str, ...]) -> bool:
    """Whether a pattern means a path: the path itself, or anything below it."""
    for index, step in enumerate(pattern):
        if step == "**":
            return True
        if index >= len(path) or step not in ("*", path[index]):
            return False
    return True
