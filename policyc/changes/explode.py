"""A change of a whole part as the changes of its fields, for parts that mean nothing by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policyc.changes.change import Action, Change
from policyc.changes.compare import Comparison, fields_of, natural_key
from policyc.model.base import Model


def exploded(change: Change, comparison: Comparison) -> Iterator[Change]:
    """The changes one level down; none when the value has no parts.

    A part that came or went is all its fields added or removed. Two parts of different classes are compared by the
    fields they share. The items of a list are matched by what names them.
    """
    old, new = change.old, change.new
    if isinstance(old, Model) or isinstance(new, Model):
        yield from _fields(change, comparison)
    elif _is_list_of_models(old) or _is_list_of_models(new):
        yield from _items(change, comparison)


def _is_list_of_models(value: Any) -> bool:
    return _is_list(value) and bool(value) and isinstance(value[0], Model)


def _fields(change: Change, comparison: Comparison) -> Iterator[Change]:
    sides = (_by_key(change.old), _by_key(change.new))
    for key in dict.fromkeys((*sides[1], *sides[0])):
        old, new = _alike(*(side.get(key) for side in sides))
        if old != new:
            yield from comparison.values((*change.path, key), old, new)


def _alike(old: Any, new: Any) -> tuple[Any, Any]:
    """A list or a mapping beside nothing is one that gained or lost all it has, as it is between two whole parts."""
    empty = next((type(one)() for one in (old, new) if isinstance(one, dict) or _is_list(one)), None)
    return (empty if old is None else old, empty if new is None else new)


def _is_list(value: Any) -> bool:
    return isinstance(value, tuple)


def _by_key(part: Any) -> dict[str, Any]:
    return {alias: getattr(part, name) for name, alias in fields_of(type(part))} if isinstance(part, Model) else {}


def _items(change: Change, comparison: Comparison) -> Iterator[Change]:
    """An item that is gone has its place in the old list, for want of one in the new."""
    old, new = _by_natural_key(change.old), _by_natural_key(change.new)
    for key, (index, item) in new.items():
        if key not in old:
            yield Change(Action.ADDED, (*change.path, index), (*change.before, index), None, item)
        elif old[key][1] != item:
            yield from comparison.models((*change.path, index), old[key][1], item)
    for key, (index, item) in old.items():
        if key not in new:
            yield Change(Action.REMOVED, (*change.path, index), (*change.before, index), item, None)


def _by_natural_key(items: Any) -> dict[tuple[Any, ...], tuple[int, Any]]:
    """The items with their places."""
    return {natural_key(item): (index, item) for index, item in enumerate(items or ())}
