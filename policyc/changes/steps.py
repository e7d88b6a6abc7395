"""What duties are made of: the changes that nobody accepted, and steps that name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from policyc.changes.kind import Materiality
from policyc.changes.materiality import MaterialChange, heaviest
from policyc.diagnostics import Path, Wording
from policyc.model.policy import Policy, Release, ReleaseChange
from policyc.rules.spoken import listed


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an entry to write. `paths` are what it must hold; none where a person has to say it, helped by `hints`.

    A person's key is never filled in: a text that nobody thought about must not pass for an answer.
    """

    name: str
    paths: tuple[str, ...] = ()
    hints: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do before the duty is carried: for machines `raise-version`, for people a sentence.

    `at` is where in the new policy to write it. `changes` are the places, in the list of changes, of those it is for;
    none for the release as a whole. `keys` are those of an entry to add to the list at `at`; none where no entry is.
    """

    code: str
    wording: Wording
    at: Path
    changes: tuple[int, ...] = ()
    keys: tuple[Key, ...] = ()


Placed = tuple[int, MaterialChange]
"""A change with its place in the list of all changes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: both versions, the changes that nobody accepted, and the day of the lead times."""

    old: Policy | None
    new: Policy
    changes: tuple[Placed, ...]
    on: date

    @property
    def materiality(self) -> Materiality:
        return heaviest([change for _, change in self.changes])

    @property
    def release(self) -> Release:
        return self.new.release or Release()

    def at_least(self, materiality: Materiality) -> tuple[Placed, ...]:
        return tuple(placed for placed in self.changes if placed[1].materiality >= materiality)

    def entry(self, change: MaterialChange) -> ReleaseChange | None:
        """What the announcement says of a change."""
        return None if change.entry is None else self.release.changes[change.entry]


def places(changes: Iterable[Placed]) -> tuple[int, ...]:
    return tuple(place for place, _ in changes)


def written(path: Path) -> str:
    """A path as an author writes it in `covers`."""
    return ".".join(map(str, path))


def by_part(changes: Iterable[Placed]) -> Iterator[tuple[str, list[Placed]]]:
    """The changes by the part that they are about, as an author finds it in the source."""
    found: dict[str, list[Placed]] = {}
    for placed in changes:
        found.setdefault(written(placed[1].subject), []).append(placed)
    yield from found.items()


def subjects(changes: Iterable[Placed]) -> Wording:
    """The parts that changes are about."""
    return some([name for name, _ in by_part(changes)])


def entry_indexes(changes: Iterable[Placed]) -> list[int]:
    """The entries of `release.changes` that tell of the changes."""
    return sorted({change.entry for _, change in changes if change.entry is not None})


def entries(asked: Asked, indexes: Sequence[int]) -> Wording:
    """Entries of `release.changes`, each known by the first path it covers."""
    return some([f"“{asked.release.changes[index].covers[0]}”" for index in indexes])


_MOST_NAMES = 3


def some(names: Sequence[str]) -> Wording:
    """The first few names, and how many there are besides."""
    shown = list(names[:_MOST_NAMES])
    rest = len(names) - len(shown)
    if not rest:
        return Wording(listed(shown, "en"), listed(shown, "and"))
    return Wording(f"{', '.join(shown)} en nog {rest}", f"{', '.join(shown)} and {rest} more")
