"""The shape of the source language, read off the model classes: which keys and words may stand where.

Serves the *did you mean* of schema errors and the check of the paths that an author writes (`unconfirmed.at`,
`release.changes.covers`). A path here is as an author writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from policyc.diagnostics import Path
from policyc.model.base import known_keys
from policyc.model.legal_basis import AnyLegalBasis
from policyc.model.policy import Policy
from policyc.model.purpose import ONLY_ROW, Processing, Purpose
from policyc.model.retention import Retention
from policyc.model.transfer import Transfer


def options(annotation: Any) -> Iterator[Any]:
    """The plain types an annotation allows: unions and `Annotated` taken apart, None left out."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from options(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for member in get_args(annotation):
            yield from options(member)
    elif annotation is not type(None):
        yield annotation


@cache
def _fields(cls: type[BaseModel]) -> Mapping[str, Any]:
    return {field.alias or name: _whole_annotation(field) for name, field in cls.model_fields.items()}


def _whole_annotation(field: Any) -> Any:
    return field.annotation


def below(annotation: Any, segment: str | int) -> list[Any]:
    """The annotations of what lies one segment below; empty when nothing can lie there."""
    found: list[Any] = []
    for option in options(annotation):
        origin = get_origin(option)
        if isinstance(option, type) and issubclass(option, BaseModel):
            if segment in _fields(option):
                found.append(_fields(option)[str(segment)])
            elif option is Purpose and segment in _fields(Processing):
                found.append(_fields(Processing)[str(segment)])
        elif origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
            found.append(get_args(option)[1])
        elif origin is tuple:
            # A list of one may be written without the list, so a key may follow directly.
            inner = get_args(option)[0]
            found.extend([inner] if str(segment).isdigit() else below(inner, segment))
    return found


def at(path: Path) -> list[Any]:
    """The annotations at a path of a validation error. What fits nowhere (union tags, made rows) is skipped."""
    found: list[Any] = [Policy]
    for segment in path:
        deeper = [inner for annotation in found for inner in below(annotation, segment)]
        found = deeper or found
    return found


def keys_at(path: Path) -> tuple[str, ...]:
    """The keys that may stand in the mapping at `path`, in the order of the classes."""
    keys: dict[str, None] = {}
    for annotation in at(path):
        for option in options(annotation):
            for cls in (option, *((get_args(option)[0],) if get_origin(option) is tuple else ())):
                for inner in options(cls):
                    if isinstance(inner, type) and issubclass(inner, BaseModel):
                        keys.update(dict.fromkeys(keys_of(inner)))
    return tuple(keys)


def keys_of(cls: type[BaseModel]) -> tuple[str, ...]:
    """The keys an author may write in a mapping for `cls`, the ones that must be there first."""
    keys = sorted(_fields(cls), key=lambda key: key not in _required(cls))
    if cls is Purpose:
        keys += [key for key in known_keys(Processing) if key not in keys]
    return tuple(keys)


def _required(cls: type[BaseModel]) -> frozenset[str]:
    return frozenset(field.alias or name for name, field in cls.model_fields.items() if field.is_required())


@cache
def variants() -> Mapping[str, type[BaseModel]]:
    """The members of the unions in the model, by the tag with which pydantic names them in the place of an error."""
    found: dict[str, type[BaseModel]] = {}
    for union in (Retention, Transfer, AnyLegalBasis):
        for member in get_args(get_args(union)[0]):
            if get_origin(member) is Annotated:
                cls, tag = get_args(member)
                found[tag.tag] = cls
            else:
                found.update(dict.fromkeys(get_args(_fields(member)["basis"]), member))
    return found


def words_at(path: Path) -> tuple[str, ...]:
    """The words that may stand at `path`, where only certain words may."""
    words: dict[str, None] = {}
    for annotation in at(path):
        for word in _literals(annotation):
            words[word] = None
    return tuple(words)


def _literals(annotation: Any) -> Iterator[str]:
    for option in options(annotation):
        if get_origin(option) is Literal:
            yield from (str(word) for word in get_args(option) if word is not None)
        elif get_origin(option) is tuple or _is_mapping(option):
            yield from _literals(get_args(option)[0])


def _is_mapping(option: Any) -> bool:
    origin = get_origin(option)
    return isinstance(origin, type) and issubclass(origin, Mapping)


# --- paths as an author writes them -------------------------------------------------------------------------------


def parse(path: str) -> Path:
    """`purposes.account.retention` as segments."""
    return tuple(path.split("."))


def canonical(path: Path) -> Path:
    """The path in the model: a purpose without rows has its one row under `processing.row`."""
    if len(path) > 2 and path[0] == "purposes" and path[2] in _fields(Processing) and path[2] not in _fields(Purpose):
        return (*path[:2], "processing", ONLY_ROW, *path[2:])
    return path


def misstep(policy: Policy, path: Path) -> tuple[int, tuple[str, ...]] | None:
    """Where `path` leaves the policy: (index of the wrong segment, what could stand there); None when it fits.

    Fields may be absent, ids must exist. `*` fits any segment, `**` the rest.
    """
    annotations: list[Any] = [Policy]
    value: Any = policy
    for index, segment in enumerate(path):
        if segment == "**":
            return None
        deeper = [inner for annotation in annotations for inner in below(annotation, segment)]
        if segment != "*":
            if not deeper or (isinstance(value, Mapping) and segment not in value):
                return index, _choices(annotations, value)
            if isinstance(value, tuple) and str(segment).isdigit() and int(segment) >= len(value):
                return index, ()
        annotations = deeper or annotations
        value = _value_below(value, segment)
    return None


def _choices(annotations: list[Any], value: Any) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        return tuple(value)
    found: dict[str, None] = {}
    for annotation in annotations:
        for option in options(annotation):
            if isinstance(option, type) and issubclass(option, BaseModel):
                found.update(dict.fromkeys(_fields(option)))
    return tuple(found)


def _value_below(value: Any, segment: str | int) -> Any:
    if isinstance(value, Mapping):
        return value.get(segment)
    if isinstance(value, tuple):
        return value[int(segment)] if str(segment).isdigit() and int(segment) < len(value) else None
    if isinstance(value, BaseModel):
        if isinstance(value, Purpose) and segment not in _fields(Purpose):
            row = value.processing.get(ONLY_ROW)
            return None if row is None else _value_below(row, segment)
        for name, field in type(value).model_fields.items():
            if (field.alias or name) == segment:
                return getattr(value, name)
    return None
