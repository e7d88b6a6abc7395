"""Small policies cut out of the big ones: one field, the parts around it, and nothing else that could be left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from model.maximal import maximal_policies
from pydantic import BaseModel

from policyc.model.party import Controller
from policyc.model.policy import Policy
from policyc.model.recipient import Recipient

Place = tuple[str | int, ...]

COMPANY: Mapping[str, Mapping[str, Any]] = {
    # A field that says something only beside another one: that one is there in every policy cut out for it.
    "DataProtectionOfficer": {"designated": True},
}
NEEDS: Mapping[str, str] = {"article": "law"}
_POINTERS = {
    "audiences": "audiences",
    "data": "data_categories",
    "recipients": "recipients",
    "third_party_access": "recipients",
    "provider": "recipients",
    "purpose": "purposes",
    "controllers": "controllers",
}


@dataclass(frozen=True, eq=False)
class Spot:
    """One field of one part of a maximal policy, with one of the values it may have."""

    policy: Policy
    place: Place
    field: str
    value: Any

    @property
    def part(self) -> BaseModel:
        found: Any = self.policy
        for step in self.place:
            found = getattr(found, str(step)) if isinstance(found, BaseModel) else found[step]
        assert isinstance(found, BaseModel)
        return found

    @property
    def name(self) -> str:
        return f"{type(self.part).__name__}.{self.field}"

    def __str__(self) -> str:
        value = self.value
        return f"{self.name}={value!r}" if isinstance(value, bool | int) or type(value) is str else self.name


@cache
def spots() -> tuple[Spot, ...]:
    """Every optional field of every class, once for each flag and each word it may be, else once."""
    found: dict[tuple[object, ...], Spot] = {}
    for policy in maximal_policies():
        for place, part in _parts(policy, ()):
            for field, info in type(part).model_fields.items():
                value = getattr(part, field)
                if info.is_required() or value == info.get_default(call_default_factory=True):
                    continue
                kind = (
                    value if isinstance(value, bool) or (isinstance(value, str) and _is_word(info.annotation)) else None
                )
                found.setdefault((type(part), field, kind), Spot(policy, place, field, value))
    return tuple(found.values())


def _is_word(annotation: Any) -> bool:
    return any(str(get_origin(option)) == "typing.Literal" for option in _options(annotation))


def _options(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Annotated:
        yield from _options(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for member in get_args(annotation):
            yield from _options(member)
    else:
        yield annotation


def _parts(value: Any, place: Place) -> Iterator[tuple[Place, BaseModel]]:
    if isinstance(value, BaseModel):
        yield place, value
        for field in type(value).model_fields:
            yield from _parts(getattr(value, field), (*place, field))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _parts(inner, (*place, key))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _parts(inner, (*place, index))


def least(value: Any) -> Any:
    """The value with nothing in it that may be left out."""
    if isinstance(value, BaseModel):
        optional = {
            name: info.get_default(call_default_factory=True)
            for name, info in type(value).model_fields.items()
            if not info.is_required()
        }
        return value.model_copy(update={**optional, **COMPANY.get(type(value).__name__, {}), **_names(value)})
    if isinstance(value, Mapping):
        return {key: least(inner) for key, inner in value.items()}
    return tuple(map(least, value)) if isinstance(value, tuple) else value


def _names(value: BaseModel) -> Mapping[str, Any]:
    """What others call it by, although it may be left out: a recipient has a name or a category."""
    called = {"Recipient": ("name", "category"), "JointController": ("name",)}.get(type(value).__name__, ())
    return {field: getattr(value, field) for field in called}


def without_and_with(spot: Spot, *, full: bool) -> tuple[Policy, Policy]:
    """Two policies that differ in this field. `full`: all the other fields of the part are there."""
    part = spot.part
    default = type(part).model_fields[spot.field].get_default(call_default_factory=True)
    if full:
        # What the text does not list is not shown, so nothing about it is either.
        shown = {"listed": None} if "listed" in type(part).model_fields else {}
        start, value = part.model_copy(update=shown), spot.value
    else:
        need = NEEDS.get(spot.field, "")
        beside = {need: getattr(part, need)} if need in type(part).model_fields else {}
        start, value = least(part).model_copy(update=beside), least(spot.value)
    return tuple(_placed(spot, start.model_copy(update={spot.field: v})) for v in (default, value))  # type: ignore[return-value]


def _placed(spot: Spot, part: BaseModel) -> Policy:
    """The policy with `part` in its place, and the least of whatever the part points at."""
    policy = _around(spot.policy, spot.place, part)
    assert isinstance(policy, Policy)
    if spot.part is spot.policy:
        return policy
    near = {target: dict(getattr(policy, target)) for target in set(_POINTERS.values())}
    for _, found in _parts(spot.part, ()):
        for field, target in _POINTERS.items():
            ids = getattr(found, field, None)
            for id_ in (ids,) if isinstance(ids, str) else ids if isinstance(ids, tuple) else ():
                if id_ in getattr(spot.policy, target):
                    near[target].setdefault(id_, least(getattr(spot.policy, target)[id_]))
    if "per_right" in spot.place:  # there are no rights where nothing is done with data
        near["purposes"] = {"doel": least(next(iter(spot.policy.purposes.values())))}
    if "channel" in spot.place:
        policy = policy.model_copy(update={"controller": Controller(email="klant@voorbeeld.example")})
    return policy.model_copy(update={**near, "status": "final"})


def _around(value: Any, place: Place, part: Any) -> Any:
    """The least of everything from the policy down to the part."""
    if not place:
        return part
    step, rest = place[0], place[1:]
    if isinstance(value, BaseModel):
        subs = {"sub_processors": least(value.sub_processors)} if isinstance(value, Recipient) else {}
        return least(value).model_copy(update={**subs, str(step): _around(getattr(value, str(step)), rest, part)})
    inner = _around(value[step], rest, part)
    return {step: inner} if isinstance(value, Mapping) else (inner,)


def all_shown(source: Policy) -> Policy:
    """Everything listed, so that everything is shown; a DPO, so that there is one to describe."""
    shown = {
        field: {
            key: part.model_copy(update={"listed": True} if "listed" in type(part).model_fields else {})
            for key, part in getattr(source, field).items()
        }
        for field in ("data_categories", "recipients", "purposes")
    }
    assert source.dpo is not None
    return source.model_copy(update={**shown, "dpo": source.dpo.model_copy(update={"designated": True})})
