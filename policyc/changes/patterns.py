"""From the path of a change to the field of the model it is about: `purposes.*.processing.*.retention.period`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from policyc.changes.table import ID, ITEM
from policyc.diagnostics import Path
from policyc.model import shape
from policyc.model.policy import Policy

Pattern = tuple[str, ...]


def pattern_of(path: Path) -> Pattern:
    """The path with every id as `*` and every place in a list as `#`, also where an id is called like a field."""
    place = _root()
    for step in path:
        place = place.below(step)
    return place.pattern


class _Place:
    """A place in the model. Those below it are made when they are first asked for, and no more than the model has."""

    __slots__ = ("_below", "_holds_ids", "allowed", "pattern")

    def __init__(self, pattern: Pattern, allowed: tuple[Any, ...]) -> None:
        self.pattern = pattern
        self.allowed = allowed
        self._holds_ids = any(is_mapping(option) for annotation in allowed for option in shape.options(annotation))
        self._below: dict[str, _Place] = {}

    def below(self, step: str | int) -> _Place:
        key = ID if self._holds_ids else ITEM if isinstance(step, int) else step
        found = self._below.get(key)
        if found is None:
            allowed = tuple(inner for annotation in self.allowed for inner in _below(annotation, key))
            found = _Place((*self.pattern, key), allowed)
            if allowed:
                self._below[key] = found
        return found


@cache
def _root() -> _Place:
    return _Place((), (Policy,))


def allowed_at(pattern: Pattern) -> tuple[Any, ...]:
    """The annotations of what may stand at a pattern; none where the model has no such place."""
    place = _root()
    for step in pattern:
        place = place.below(0 if step == ITEM else step)
    return place.allowed


def _below(annotation: Any, step: str) -> list[Any]:
    found: list[Any] = []
    for option in shape.options(annotation):
        if is_mapping(option) and step == ID:
            found.append(get_args(option)[1])
        elif get_origin(option) is tuple and step == ITEM:
            found.append(get_args(option)[0])
        elif isinstance(option, type) and issubclass(option, BaseModel):
            found += [f.annotation for name, f in option.model_fields.items() if (f.alias or name) == step]
    return found


def is_mapping(option: Any) -> bool:
    origin = get_origin(option)
    return isinstance(origin, type) and issubclass(origin, Mapping)
