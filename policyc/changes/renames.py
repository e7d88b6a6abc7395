"""Parts that kept what they are under another id: matched by `formerly`, and suggested where that is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from policyc.changes.change import Action, Change
from policyc.diagnostics import Path
from policyc.model import shape
from policyc.model.base import Model
from policyc.model.cookies import Cookie
from policyc.model.policy import Policy, Release
from policyc.model.purpose import Processing, Purpose
from policyc.model.recipient import Recipient
from policyc.model.text import Text
from policyc.model.transfer import Transfer
from policyc.model.values import SELF, Duration

_Ids = Mapping[str, str]
"""Old id → new id."""


@dataclass(frozen=True)
class Renames:
    """Which ids changed. The key is the path of the mapping that holds them, by the ids of the new policy."""

    by_mapping: Mapping[Path, _Ids] = field(default_factory=dict)

    @classmethod
    def of(cls, changes: Sequence[Change]) -> Renames:
        """The renames among raw changes."""
        found: dict[Path, dict[str, str]] = {}
        for change in changes:
            if change.action is Action.RENAMED:
                found.setdefault(change.path[:-1], {})[str(change.old)] = str(change.new)
        return cls(found)

    def changes(self) -> Iterator[Change]:
        for mapping, ids in self.by_mapping.items():
            for old, new in ids.items():
                yield Change(Action.RENAMED, (*mapping, new), (*self.before(mapping), old), old, new)

    @cached_property
    def _inverse(self) -> Mapping[Path, _Ids]:
        return {mapping: {new: old for old, new in ids.items()} for mapping, ids in self.by_mapping.items()}

    def before(self, path: Path) -> Path:
        """The path in the old policy of what lies at `path` in the new one."""
        if not self.by_mapping:
            return path
        return tuple(self._inverse.get(path[:index], {}).get(str(step), step) for index, step in enumerate(path))

    def below(self, mapping: Path) -> _Ids:
        return self.by_mapping.get(mapping, {})


_TOP = ("audiences", "data_categories", "recipients", "purposes", "cookies")
_NESTED = (("purposes", "processing"), ("recipients", "transfers"), ("recipients", "sub_processors"))


def renames_between(old: Policy, new: Policy) -> Renames:
    """The parts whose new name says, in either policy, what it was called before."""
    found: dict[Path, _Ids] = {}
    for name in _TOP:
        _note(found, (name,), getattr(old, name), getattr(new, name))
    for name, inner in _NESTED:
        before = found.get((name,), {})
        for id_, part in getattr(old, name).items():
            now = before.get(id_, id_)
            other = getattr(new, name).get(now)
            if other is not None:
                _note(found, (name, now, inner), getattr(part, inner), getattr(other, inner))
    return Renames(found)


def _note(found: dict[Path, _Ids], path: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    ids = _matched(old, new)
    if ids:
        found[path] = ids


def _matched(old: Mapping[str, Any], new: Mapping[str, Any]) -> _Ids:
    """Old id → new id, the same from both sides. Of two that became one, the one that `formerly` names first counts."""
    gone, come = old.keys() - new.keys(), new.keys() - old.keys()
    if not gone or not come:
        return {}
    rank = {(id_, later): place for id_ in gone for place, later in enumerate(old[id_].formerly) if later in come}
    rank |= {(former, id_): place for id_ in come for place, former in enumerate(new[id_].formerly) if former in gone}
    matched: dict[str, str] = {}
    taken: set[str] = set()
    for one, other in sorted(rank, key=lambda pair: (rank[pair], sorted(pair))):
        if one not in matched and other not in taken:
            matched[one] = other
            taken.add(other)
    return {id_: matched[id_] for id_ in old if id_ in matched}


# --- the old policy under the new names -----------------------------------------------------------------------------


def renamed(policy: Policy, renames: Renames) -> Policy:
    """The policy with every renamed part, and every reference to it, under its new id."""
    if not renames.by_mapping:
        return policy
    ids = {name: renames.below((name,)) for name in _TOP}
    return policy.model_copy(
        update={
            "audiences": _keys(policy.audiences, ids["audiences"]),
            "data_categories": _keys(policy.data_categories, ids["data_categories"]),
            "recipients": _mapped(
                _keys(policy.recipients, ids["recipients"]), lambda id_, one: _recipient(id_, one, renames)
            ),
            "purposes": _mapped(
                _keys(policy.purposes, ids["purposes"]), lambda id_, one: _purpose(id_, one, renames, ids)
            ),
            "cookies": _mapped(_keys(policy.cookies, ids["cookies"]), lambda _, one: _cookie(one, ids)),
            "unconfirmed": tuple(_pointing(one, renames) for one in policy.unconfirmed),
            "suppress": tuple(_pointing(one, renames) for one in policy.suppress),
            "release": policy.release and _release(policy.release, renames),
        }
    )


def _keys(parts: Mapping[str, Any], ids: _Ids) -> dict[str, Any]:
    return {ids.get(id_, id_): part for id_, part in parts.items()}


def _mapped(parts: Mapping[str, Any], made: Callable[[str, Any], Any]) -> dict[str, Any]:
    return {id_: made(id_, part) for id_, part in parts.items()}


def _all(names: tuple[str, ...], ids: _Ids) -> tuple[str, ...]:
    return tuple(ids.get(name, name) for name in names)


def _purpose(id_: str, purpose: Purpose, renames: Renames, ids: Mapping[str, _Ids]) -> Purpose:
    rows = _keys(purpose.processing, renames.below(("purposes", id_, "processing")))
    return purpose.model_copy(update={"processing": _mapped(rows, lambda _, row: _row(row, ids))})


def _row(row: Processing, ids: Mapping[str, _Ids]) -> Processing:
    return row.model_copy(
        update={
            "audiences": _all(row.audiences, ids["audiences"]),
            "data": _all(row.data, ids["data_categories"]),
            "recipients": _all(row.recipients, ids["recipients"]),
        }
    )


def _recipient(id_: str, recipient: Recipient, renames: Renames) -> Recipient:
    subs = renames.below(("recipients", id_, "sub_processors"))
    transfers = _keys(recipient.transfers, renames.below(("recipients", id_, "transfers")))
    return recipient.model_copy(
        update={
            "sub_processors": _keys(recipient.sub_processors, subs),
            "transfers": _mapped(transfers, lambda _, one: _through(one, subs)),
        }
    )


def _through(transfer: Transfer, subs: _Ids) -> Transfer:
    return transfer.model_copy(update={"through": transfer.through and subs.get(transfer.through, transfer.through)})


def _cookie(cookie: Cookie, ids: Mapping[str, _Ids]) -> Cookie:
    readers = cookie.third_party_access
    return cookie.model_copy(
        update={
            "provider": cookie.provider and _provider(cookie.provider, ids["recipients"]),
            "purpose": _all(cookie.purpose, ids["purposes"]),
            "data": _all(cookie.data, ids["data_categories"]),
            "third_party_access": None if readers is None else _all(readers, ids["recipients"]),
        }
    )


def _provider(name: str, ids: _Ids) -> str:
    """A recipient that is or was called `self` is never meant: that word stands for the controller."""
    now = ids.get(name, name)
    return name if SELF in (name, now) else now


def _pointing(part: Model, renames: Renames) -> Model:
    """A part with a path in `at` that its author wrote."""
    at: str | None = getattr(part, "at", None)
    return part if at is None else part.model_copy(update={"at": _path(at, renames)})


def _release(release: Release, renames: Renames) -> Release:
    return release.model_copy(
        update={
            "changes": tuple(
                one.model_copy(update={"covers": tuple(_path(written, renames) for written in one.covers)})
                for one in release.changes
            ),
            "accept": tuple(_pointing(one, renames) for one in release.accept),
        }
    )


def _path(written: str, renames: Renames) -> str:
    """A path under the new ids. It may lead nowhere: what names a new id already gets the old one, so that no two paths
    become the same."""
    path: Path = ()
    for step in shape.parse(written):
        ids = renames.below(path)
        path = (*path, {**{new: old for old, new in ids.items()}, **ids}.get(str(step), step))
    return ".".join(map(str, path))


# --- parts that may have been renamed -------------------------------------------------------------------------------

LIKELY = 0.6
"""From this likeness on a rename is suggested: clearly more is the same than differs."""
_NAME_WEIGHT = 3
"""What a name weighs against any other value: two companies with the same task are not the same company."""
_NAMES = (("name",), ("names",), ("category",))
_COMMON = 10
"""A value that more parts than this share tells nothing of which is which, so the search does not begin with it."""


@dataclass(frozen=True, slots=True)
class LikelyRename:
    """A part that is gone and one that came, so much alike (0 to 1) that they may be the same under another id."""

    path: Path
    before: Path
    likeness: float


class _Leaf(NamedTuple):
    """A value in a part and the way to it; of a list every item, wherever it stands."""

    path: tuple[str, ...]
    value: object
    weight: int


def likely_renames(old: Policy, new: Policy, changes: Sequence[Change]) -> tuple[LikelyRename, ...]:
    """What may be one part under two ids, where no `formerly` says so: to suggest, never to assume. The likest first.

    Only parts whose class has `formerly`, of one mapping, from a likeness of `LIKELY` on; each in one suggestion at
    most. `changes` are those of `compare(old, new)`. An id that some `formerly` names already is left alone: then two
    parts became one.
    """
    found: dict[Path, list[Change]] = {}
    for change in changes:
        part = change.new if change.old is None else change.old
        if change.action in (Action.ADDED, Action.REMOVED) and isinstance(part, Model) and hasattr(part, "formerly"):
            found.setdefault(change.path[:-1], []).append(change)
    pairs = [pair for in_one in found.values() for pair in _pairs(in_one, old, new)]
    return tuple(sorted(pairs, key=lambda pair: (-pair.likeness, pair.path)))


def _pairs(changes: Sequence[Change], old: Policy, new: Policy) -> Iterator[LikelyRename]:
    """The pairs of one mapping. Of equally likely ones the first by name, so that both sides see the same."""
    named = _former_ids(new, changes[0].path) | _former_ids(old, changes[0].before)
    by_id = {str(change.path[-1]): change for change in changes if change.path[-1] not in named}
    gone = {id_: frozenset(_leaves(one.old, new.language)) for id_, one in by_id.items() if one.new is None}
    come = {id_: frozenset(_leaves(one.new, new.language)) for id_, one in by_id.items() if one.old is None}
    likeness = {(one, other): _likeness(gone[one], come[other]) for one, other in _candidates(gone, come)}
    taken: set[str] = set()
    for pair in sorted(likeness, key=lambda pair: (-likeness[pair], sorted(pair))):
        if likeness[pair] >= LIKELY and taken.isdisjoint(pair):
            taken.update(pair)
            yield LikelyRename(by_id[pair[1]].path, by_id[pair[0]].before, likeness[pair])


def _former_ids(policy: Policy, path: Path) -> set[str]:
    """What the parts around the one at `path` say they were called."""
    parts = getattr(policy, str(path[0]))
    if len(path) > 2:
        parts = getattr(parts[path[1]], str(path[2]))
    return {former for part in parts.values() for former in part.formerly}


def _leaves(value: Any, language: str, path: tuple[str, ...] = ()) -> Iterator[_Leaf]:
    if isinstance(value, Model):
        for name in type(value).model_fields:
            if name != "formerly":
                yield from _leaves(getattr(value, name), language, (*path, name))
    elif isinstance(value, Mapping):
        for id_, inner in value.items():
            yield from _leaves(inner, language, (*path, id_))
    elif isinstance(value, tuple):
        for item in value:
            yield from _leaves(item, language, path)
    elif isinstance(value, Text):
        words = frozenset((code or language, " ".join(text.split()).casefold()) for code, text in value.by_language)
        yield _Leaf(path, words, _NAME_WEIGHT if path in _NAMES else 1)
    elif value is not None:
        yield _Leaf(path, value.length if isinstance(value, Duration) else value, 1)


def _candidates(gone: Mapping[str, Iterable[_Leaf]], come: Mapping[str, Iterable[_Leaf]]) -> set[tuple[str, str]]:
    """The pairs that share something telling; not every pair is looked at."""
    with_leaf: dict[_Leaf, tuple[list[str], list[str]]] = {}
    for side, parts in enumerate((gone, come)):
        for id_, leaves in parts.items():
            for leaf in leaves:
                with_leaf.setdefault(leaf, ([], []))[side].append(id_)
    telling = (ids for ids in with_leaf.values() if max(map(len, ids)) <= _COMMON)
    return {(one, other) for ones, others in telling for one in ones for other in others}


def _likeness(some: frozenset[_Leaf], others: frozenset[_Leaf]) -> float:
    """What both have, as a share of what they have together."""
    return 2 * _weight(some & others) / (_weight(some) + _weight(others))


def _weight(leaves: Iterable[_Leaf]) -> int:
    return sum(leaf.weight for leaf in leaves)
