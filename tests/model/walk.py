"""Walking the classes of the model, so that tests find every field by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from policyc.model.policy import Policy


@cache
def classes() -> tuple[type[BaseModel], ...]:
    """Every class a policy can hold, the policy first."""
    found: dict[type[BaseModel], None] = {}
    todo: list[type[BaseModel]] = [Policy]
    while todo:
        cls = todo.pop(0)
        if cls not in found:
            found[cls] = None
            for hint in get_type_hints(cls, include_extras=True).values():
                todo += [option for option in plain_types(hint) if isinstance(option, type) and _is_model(option)]
    return tuple(found)


def _is_model(cls: type) -> bool:
    return issubclass(cls, BaseModel)


def plain_types(annotation: Any) -> Iterator[Any]:
    """Every type that an annotation mentions, at any depth."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from plain_types(get_args(annotation)[0])
    elif origin is Literal:
        return
    elif origin in (Union, UnionType) or origin is not None:
        for argument in get_args(annotation):
            yield from plain_types(argument)
    else:
        yield annotation


@cache
def fields_of_type(wanted: type) -> frozenset[str]:
    """`Class.field` of every field that holds the type, under the class that declares it."""
    found = set()
    for cls in classes():
        for name, hint in get_type_hints(cls, include_extras=True).items():
            if name in cls.model_fields and any(
                isinstance(option, type) and issubclass(option, wanted) for option in plain_types(hint)
            ):
                home = next(c for c in reversed(cls.__mro__) if name in getattr(c, "model_fields", {}))
                found.add(f"{home.__name__}.{name}")
    return frozenset(found)
