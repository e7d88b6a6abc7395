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
    """The path with every id as `*` and every place in a list as `#`."""
    pattern: Pattern = ()
    for step in path:
        pattern = (*pattern, _step(pattern, step))
    return pattern


def _step(above: Pattern, step: str | int) -> str:
    if isinstance(step, int):
        return ITEM
    return ID if _is_mapping(above) else step


@cache
def _is_mapping(pattern: Pattern) -> bool:
    return any(is_mapping(option) for annotation in allowed_at(pattern) for option in shape.options(annotation))


@cache
def allowed_at(pattern: Pattern) -> tuple[Any, ...]:
    """What may stand at a pattern."""
    if not pattern:
        return (Policy,)
    *above, step = pattern
    return tuple(inner for one in allowed_at(tuple(above)) for inner in _below(one, step))


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
