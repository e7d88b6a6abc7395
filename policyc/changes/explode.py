"""A change of a whole part as the changes of its fields, for parts that mean nothing by themselves. Without loss."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from policyc.changes.change import Action, Change
from policyc.changes.compare import Comparison, fields_of
from policyc.model.base import Model


def exploded(change: Change, comparison: Comparison) -> Iterator[Change]:
    """The changes one level down; none when the value has no parts, nothing is filled in, or only the order differs.

    A part that came or went is compared with one in which nothing is filled in. Two parts of different classes are
    compared by all the fields of both. The items of a list are matched by what names them; that they stand in another
    order is a change of its own, of the list.
    """
    old, new = change.old, change.new
    if change.action is Action.REORDERED:
        return
    if isinstance(old, Model) or isinstance(new, Model):
        yield from _fields(change, comparison)
    elif _is_list_of_models(old) or _is_list_of_models(new):
        yield from _items(change, comparison)


def _is_list_of_models(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Model)


def _moved(pieces: Iterator[Change], before: tuple[str | int, ...]) -> Iterator[Change]:
    """The changes of a part that lay at `before`: an item of a list may have had another place there."""
    for piece in pieces:
        yield piece._replace(before=(*before, *piece.before[len(before) :]))


# --- fields ---------------------------------------------------------------------------------------------------------


def _fields(change: Change, comparison: Comparison) -> Iterator[Change]:
    old, new = _by_key(change.old), _by_key(change.new)
    for key, empty in {**_empty(change.new), **_empty(change.old)}.items():
        one, other = old.get(key, empty), new.get(key, empty)
        if one != other:
            yield from _moved(comparison.values((*change.path, key), one, other), (*change.before, key))


def _by_key(part: Any) -> dict[str, Any]:
    return {alias: getattr(part, name) for name, alias in fields_of(type(part))} if isinstance(part, Model) else {}


def _empty(part: Any) -> dict[str, Any]:
    """What each field holds when it is not filled in. Null and an empty list may be two things: see the default."""
    return {key: _nothing(type(part), key, value) for key, value in _by_key(part).items()}


def _nothing(cls: type[Model], key: str, value: Any) -> Any:
    field = next(field for name, field in cls.model_fields.items() if (field.alias or name) == key)
    default = type(value)() if field.is_required() and isinstance(value, tuple | Mapping) else field.default
    return default if default in ((), {}) else None


# --- items of a list ------------------------------------------------------------------------------------------------


def _items(change: Change, comparison: Comparison) -> Iterator[Change]:
    """An item that is gone has its place in the old list, for want of one in the new."""
    old: Any = change.old or ()
    new: Any = change.new or ()
    places = _matched(old, new, comparison)
    kept = [places[index] for index in sorted(places)]
    if kept != sorted(kept):
        orders = (tuple(old[place] for place in order) for order in (sorted(kept), kept))
        yield Change(Action.REORDERED, change.path, change.before, *orders)
    for index, item in enumerate(new):
        path, place = (*change.path, index), places.get(index)
        if place is None:
            yield Change(Action.ADDED, path, (*change.before, index), None, item)
        elif old[place] != item:
            yield from _moved(comparison.models(path, old[place], item), (*change.before, place))
    for place in sorted(set(range(len(old))) - set(kept)):
        yield Change(Action.REMOVED, (*change.path, place), (*change.before, place), old[place], None)


def _matched(old: Sequence[Model], new: Sequence[Model], comparison: Comparison) -> dict[int, int]:
    """New place → old place: of what is the same first, then of what has the same name, each in order."""
    places: dict[int, int] = {}
    known_by: tuple[Callable[[Model], Any], ...] = (lambda item: item, comparison.known_by)
    for key in known_by:
        free: dict[Any, deque[int]] = defaultdict(deque)
        for place in sorted(set(range(len(old))) - set(places.values())):
            free[key(old[place])].append(place)
        for index in sorted(set(range(len(new))) - set(places)):
            if free[key(new[index])]:
                places[index] = free[key(new[index])].popleft()
    return places
