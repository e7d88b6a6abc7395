"""Which entry of `release.changes` tells of which change: paths with `*` for one step and `**` for all that follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyc.diagnostics import Path
from policyc.model import shape
from policyc.model.policy import ReleaseChange


@dataclass(frozen=True, slots=True)
class Entries:
    """(pattern, index of the entry), the most specific pattern first."""

    patterns: tuple[tuple[tuple[str, ...], int], ...]

    @classmethod
    def of(cls, changes: Sequence[ReleaseChange]) -> Entries:
        found = [
            (tuple(str(step) for step in shape.canonical(shape.parse(written))), index)
            for index, entry in enumerate(changes)
            for written in entry.covers
        ]
        return cls(tuple(sorted(found, key=lambda one: (-_literal(one[0]), one[1]))))

    def index(self, path: Path) -> int | None:
        """The entry whose pattern fits with the most steps written out; of equals, the first."""
        steps = tuple(str(step) for step in path)
        return next((index for pattern, index in self.patterns if fits(pattern, steps)), None)


def _literal(pattern: tuple[str, ...]) -> int:
    return sum(step not in ("*", "**") for step in pattern)


def fits(pattern: tuple[str, ...], path: tuple[str, ...]) -> bool:
    """Whether a pattern means a path. `a.**` means `a` itself too, and so does the plain path of a part above it.

    The fields of a purpose with one row may be written on the purpose itself: `purposes.x.retention`.
    """
    for index, step in enumerate(pattern):
        if step == "**":
            return True
        if index >= len(path) or step not in ("*", path[index]):
            return False
    return True
