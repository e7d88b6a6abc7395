"""Two versions of a policy side by side: what a judgement of their changes looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from policyc.changes.change import Change
from policyc.changes.entries import Entries
from policyc.changes.renames import Renames, renamed
from policyc.diagnostics import Path
from policyc.model.base import Model
from policyc.model.policy import Policy, ReleaseChange
from policyc.model.purpose import Processing


@dataclass(frozen=True)
class Pair:
    """`old` has its renamed parts under their new ids, so that one path leads to the same thing in both."""

    old: Policy
    new: Policy
    changes: tuple[Change, ...]

    @classmethod
    def of(cls, old: Policy, new: Policy, changes: tuple[Change, ...]) -> Pair:
        return cls(renamed(old, Renames.of(changes)), new, changes)

    @cached_property
    def _entries(self) -> Entries:
        return Entries.of(self.new.release.changes if self.new.release else ())

    def entry_index(self, path: Path) -> int | None:
        """Which entry of `release.changes` tells of a change at `path`."""
        return self._entries.index(path)

    def entry(self, path: Path) -> ReleaseChange | None:
        """The entry of `release.changes` that tells of a change at `path`."""
        index = self.entry_index(path)
        return None if index is None or self.new.release is None else self.new.release.changes[index]

    @cached_property
    def old_rows(self) -> Mapping[Path, Processing]:
        """Every row of the old policy by its path."""
        return _rows(self.old)

    @cached_property
    def new_rows(self) -> Mapping[Path, Processing]:
        """Every row of the new policy by its path."""
        return _rows(self.new)

    @cached_property
    def held(self) -> frozenset[str]:
        """The categories of data that the old policy already used: data of people that are there now."""
        return frozenset(id_ for row in self.old_rows.values() for id_ in row.data) | frozenset(
            id_ for cookie in self.old.cookies.values() for id_ in cookie.data
        )


def _rows(policy: Policy) -> dict[Path, Processing]:
    return {
        ("purposes", purpose_id, "processing", row_id): row
        for purpose_id, purpose in policy.purposes.items()
        for row_id, row in purpose.processing.items()
    }


def value_at(policy: Policy, path: Path) -> Any:
    """The value at a path of the model, by the keys an author writes; None where there is none."""
    value: Any = policy
    for step in path:
        if isinstance(value, Model):
            field = next((n for n, f in type(value).model_fields.items() if (f.alias or n) == step), None)
            value = None if field is None else getattr(value, field)
        elif isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, tuple) and isinstance(step, int):
            value = value[step] if step < len(value) else None
        else:
            return None
    return value
