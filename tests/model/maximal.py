"""Policies in which every field of the model is filled, every word is used and every kind of every union occurs.

Nothing here names a field but the few that need a real id or break a rule when all are filled at once: the classes
of the model are walked, so a new field is covered when it is made. A class with alternatives (kinds of term, legal
bases, the words of a `Literal`, yes and no) gives as many samples as its richest field has, and the samples of the
policy itself are the policies. A text holds the path of its own field.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import cycle
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints
from zlib import crc32

import yaml
from pydantic import BaseModel

from policyc.diagnostics import Path
from policyc.model import design, link, values
from policyc.model.cookies import CookieDuration
from policyc.model.load import load
from policyc.model.party import Controller
from policyc.model.policy import Policy
from policyc.model.recipient import Recipient
from policyc.model.retention import KINDS, Retention
from policyc.model.shape import options
from policyc.model.text import Prose, Text
from policyc.model.values import Country, Duration
from policyc.source.reader import read

# --- what cannot be made up ---

_SINGLE: Mapping[Any, tuple[str, ...]] = {
    link.Url: ("https://voorbeeld.example/pad?a=b#c",),
    link.Link: ("https://voorbeeld.example/", "mailto:privacy@voorbeeld.example", "tel:+31201234567"),
    link.Email: ("privacy@voorbeeld.example",),
    link.Phone: ("+31 20 123 45 67",),
    values.Date: ("2026-12-15", "2027-01-31"),
    values.Version: ("2.0", "1.10.3"),
    values.LanguageCode: ("nl", "en"),
    design.FileName: ("beeld/bestand",),
    design.LightColour: ("#0b5a6b", "#9c1a4b"),
    design.DarkColour: ("#86d3e3", "#ffffff"),
    design.FontFamily: ("Source Sans 3", "Lato"),
}
# Ids that must exist: (field) -> the mapping they are taken from, all of them for a list.
_POINTERS = {
    "audiences": "audiences",
    "data": "data_categories",
    "recipients": "recipients",
    "third_party_access": "recipients",
    "provider": "recipients",
    "purpose": "purposes",
    "controllers": "controllers",
    "request": "requests",
    "through": "sub_processors",
}
_GIVEN: Mapping[str, tuple[Any, ...]] = {
    "Policy.policyc": (1,),
    "Policy.language": ("nl",),
    "Policy.transcription": (False, False, True),  # goes with the archived ones among the statuses
    "AdequacyTransfer.country": ("US",),
    "AdequacyTransfer.decision": ("ad_us_dpf",),
    "Bounds.at_least": ("P1M",),
    "Bounds.at_most": ("P1Y6M",),
    "Processing.starts": ("2026-12-15",),
    "Processing.ends": ("2027-01-31",),
    "StandardClausesTransfer.clauses": ("scc_2021",),
    "Unconfirmed.at": ("controller", "purposes.purposes_1", "cookies.*.duration", "release.**"),
    "Suppression.at": ("purposes.purposes_1.processing.processing_1.retention",),
    "Suppression.rule": ("IN003",),
    "ReleaseChange.covers": (["recipients.**"],),
    "OwnSection.after": ("scope", "changes"),
    "Children.minimum_age": (16,),
    **{f"{cls.__name__}.norm": ("fiscal", "camera") for cls in KINDS.values()},
}


_POLICIES = 6
"""As many as make every field of the policy itself occur; what it holds occurs in full in each."""


class _Pointer(str):
    """Stands for the ids of a mapping that is not made yet."""


class _Mark(str):
    """Stands for a text that holds its own path: `Tekst` or `Proza`, or an id that is used nowhere else."""


# --- samples ---


def _of_class(cls: type[BaseModel]) -> list[Any]:
    hints = get_type_hints(cls, include_extras=True)
    filled = {
        field.alias or name: _given(cls, name, hints[name]) or _of(hints[name])
        for name, field in cls.model_fields.items()
    }
    if cls is CookieDuration:  # one of its fields at a time
        return [{key: sample} for key, samples in filled.items() for sample in samples if sample is not False]
    made: list[dict[str, Any]] = []
    for n in range(_POLICIES if cls is Policy else max(map(len, filled.values()))):
        sample = {key: samples[n % len(samples)] for key, samples in filled.items() if samples}
        if cls is Recipient:  # a name or a category
            del sample["category" if n % 2 else "name"]
        if issubclass(cls, Controller):  # a representative or a reason why there is none
            del sample["representative" if n % 2 else "representative_exception"]
        if cls is Policy:  # one controller or several
            del sample["controller" if n % 2 else "controllers"]
        made.append(sample)
    return made


def _given(cls: type[BaseModel], name: str, annotation: Any) -> list[Any]:
    if name in _POINTERS and not any(map(_is_mapping, options(annotation))):
        return [_Pointer(_POINTERS[name])]
    return list(_GIVEN.get(f"{cls.__name__}.{name}", ()))


def _is_mapping(option: Any) -> bool:
    origin = get_origin(option)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _of(annotation: Any) -> list[Any]:
    """Samples of an annotation; the whole of it is looked at before it is taken apart."""
    if annotation in _SINGLE:
        return list(_SINGLE[annotation])
    if annotation == values.Id:
        return [_Mark("eerder")]
    if annotation == Retention:  # every kind once: with every word in every kind a purpose has dozens of rows
        kinds = [_of(member) for member in get_args(get_args(annotation)[0])]
        return [samples[n % len(samples)] for n, samples in enumerate(kinds)]
    if get_origin(annotation) is Annotated:
        return _of(get_args(annotation)[0])
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    if _is_mapping(annotation):
        key, value = get_args(annotation)
        words = [word for option in options(key) if get_origin(option) is Literal for word in get_args(option)]
        samples = _of(value)
        return [dict(zip(words, cycle(samples), strict=False)) if words else dict(enumerate(samples, start=1))]
    if get_origin(annotation) is tuple:
        samples = _of(get_args(annotation)[0])
        return [samples * 2 if samples == [_Mark("Tekst")] else samples]
    members = [member for member in get_args(annotation) if member is not type(None)]
    return [sample for member in members for sample in _of(member)] if members else _of_type(annotation)


def _of_type(cls: Any) -> list[Any]:
    if issubclass(cls, BaseModel):
        return _of_class(cls)
    if issubclass(cls, Text):
        return [_Mark("Proza" if issubclass(cls, Prose) else "Tekst")]
    samples: dict[type, list[Any]] = {
        bool: [True, False],
        Country: ["NL", "NO"],
        Duration: ["P1Y6M", "P4W", "P30D"],
        str: [_Mark("Tekst")],
        type(None): [],
    }
    return samples[cls]


# --- putting in names, ids and texts ---


def _named(value: Any, field: str = "") -> Any:
    """Mappings by number get names: `recipients_1`."""
    if isinstance(value, dict):
        return {key if isinstance(key, str) else f"{field}_{key}": _named(v, str(key)) for key, v in value.items()}
    return [_named(item) for item in value] if isinstance(value, list) else value


def _filled(value: Any, at: Path, root: Mapping[str, Any], near: Mapping[str, Any]) -> Any:
    """`value` with every stand-in replaced; `near` is the recipient around it, for its sub-processors."""
    if isinstance(value, _Pointer):
        ids = list({**root, **near, "requests": root["consent"]["requests"]}.get(str(value), ()))
        return ids if at[-1] in _LISTS else ids[0]
    if isinstance(value, _Mark):
        path = ".".join(map(str, at))
        return f"eerder-{crc32(path.encode()):x}" if value == "eerder" else f"{value} {path}" + "." * (value == "Proza")
    if isinstance(value, dict):
        near = value if "sub_processors" in value else near
        return {key: _filled(inner, (*at, key), root, near) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, (*at, index), root, near) for index, inner in enumerate(value)]
    return value


_LISTS = ("audiences", "data", "recipients", "third_party_access", "purpose", "controllers")


@cache
def maximal_sources() -> tuple[dict[str, Any], ...]:
    """The policies as plain data. Do not change what you get; `copy.deepcopy` it first."""
    made = []
    for number, sample in enumerate(_of_class(Policy), start=1):
        named = _named(sample)
        policy = _filled(named, (), named, {})
        made.append({**policy, "id": f"maximaal-{number}", "language": "nl"})
    return tuple(made)


def to_yaml(source: Mapping[str, Any]) -> bytes:
    return yaml.dump(source, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000).encode()


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    def ignore_aliases(self, data: Any) -> bool:
        return True


def policy_of(source: Mapping[str, Any]) -> Policy:
    """Through the whole path: YAML, source, model."""
    loaded = load(read(to_yaml(source), name="maximaal.yaml"))
    assert loaded.diagnostics == ()
    assert loaded.policy is not None
    return loaded.policy


@cache
def maximal_policies() -> tuple[Policy, ...]:
    return tuple(policy_of(source) for source in maximal_sources())
