"""Two versions of a policy side by side: what a judgement of their changes looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
        old, new = (policy.release.changes if policy.release else () for policy in (self.old, self.new))
        return Entries.of(new, old)

    @cached_property
    def _renames(self) -> Renames:
        return Renames.of(self.changes)

    def entry_index(self, path: Path) -> int | None:
        """Which entry of `release.changes` tells of a change at `path`, under its new name or its old one."""
        return self._entries.index(path, self._renames.before(path))

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

    @cached_property
    def rows(self) -> Mapping[Path, Processing]:
        """Every row as it is now, and after those the rows that are gone, as they were."""
        gone = {path: row for path, row in self.old_rows.items() if path not in self.new_rows}
        return {**self.new_rows, **gone}

    @cached_property
    def _rows_by_part(self) -> Mapping[Path, tuple[Path, ...]]:
        """The rows that use a part: by `("recipients", "x")`, `("purposes", "x")` and so on."""
        return _by_part(self.rows)

    @cached_property
    def _old_rows_by_part(self) -> Mapping[Path, tuple[Path, ...]]:
        return _by_part(self.old_rows)

    def rows_at(self, path: Path) -> tuple[Path, ...]:
        """The rows that a change at `path` touches: that row, those of the purpose, or those that use the part.

        A part that no row uses any more touches the rows that used it. A cookie touches the rows of its purposes.
        """
        if path[:1] == ("purposes",) and path[2:3] == ("processing",) and len(path) > 3:
            return (path[:4],) if path[:4] in self.rows else ()
        if path[:1] == ("cookies",) and len(path) > 1:
            purposes = self._cookie_purposes(str(path[1]))
            return tuple(row for id_ in purposes for row in self._rows_by_part.get(("purposes", id_), ()))
        return self._rows_by_part.get(path[:2], ()) or self._old_rows_by_part.get(path[:2], ())

    def _cookie_purposes(self, id_: str) -> tuple[str, ...]:
        cookie = self.new.cookies.get(id_) or self.old.cookies.get(id_)
        return cookie.purpose if cookie is not None else ()


def _by_part(rows: Mapping[Path, Processing]) -> dict[Path, tuple[Path, ...]]:
    found: dict[Path, list[Path]] = {}
    for path, row in rows.items():
        for part in _parts_of(path, row):
            found.setdefault(part, []).append(path)
    return {part: tuple(paths) for part, paths in found.items()}


def _parts_of(path: Path, row: Processing) -> Iterator[Path]:
    """The parts that a row uses."""
    yield path[:2]
    yield from (("data_categories", id_) for id_ in row.data)
    yield from (("recipients", id_) for id_ in row.recipients)
    yield from (("audiences", id_) for id_ in row.audiences)
    yield from (("controllers", id_) for id_ in row.controllers)


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
