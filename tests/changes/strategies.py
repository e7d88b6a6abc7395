"""Policies for properties: valid ones, over the whole model, and what can happen to them between two versions.

The classes of the model are walked, so a new field takes part when it is made. What is made is the source as plain
data, by a `Random`: of a strategy, or of a loop over all fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache
from io import StringIO
from random import Random
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

import yaml
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from policyc.diagnostics import Path
from policyc.model import design, link, shape, values
from policyc.model.cookies import CookieDuration
from policyc.model.parsing import unique
from policyc.model.party import Controller
from policyc.model.policy import Policy
from policyc.model.recipient import Recipient
from policyc.model.text import Name, Plain, Prose, Text
from policyc.model.values import SELF, Country, Duration

Source = dict[str, Any]
"""A policy, or a part of one, as an author writes it: without short forms, so that its paths are those of the model."""

# --- every field of the model ---------------------------------------------------------------------------------------


class Place(NamedTuple):
    """A field: the steps to it, `*` for an id and `#` for an item of a list, and the class that has it."""

    pattern: tuple[str, ...]
    owner: type[BaseModel]


@cache
def places() -> tuple[Place, ...]:
    """Every field that can hold something, also of every member of a union."""
    return tuple(_places(Policy, ()))


def _places(annotation: Any, pattern: tuple[str, ...]) -> Iterator[Place]:
    for option in shape.options(annotation):
        if _is_mapping(option):
            yield from _places(get_args(option)[1], (*pattern, "*"))
        elif get_origin(option) is tuple:
            yield from _places(get_args(option)[0], (*pattern, "#"))
        elif isinstance(option, type) and issubclass(option, BaseModel):
            for key, hint in hints(option).items():
                if hint is not type(None):
                    yield Place((*pattern, key), option)
                    yield from _places(hint, (*pattern, key))


@cache
def hints(cls: type[BaseModel]) -> Mapping[str, Any]:
    """The annotation of every field by its key in the source."""
    by_name = get_type_hints(cls, include_extras=True)
    return {field.alias or name: by_name[name] for name, field in cls.model_fields.items()}


@cache
def _required(cls: type[BaseModel]) -> tuple[str, ...]:
    needed = ("regular",) if cls is design.Font else ()  # without it no other file of a font may be there
    return (*(field.alias or name for name, field in cls.model_fields.items() if field.is_required()), *needed)


def _is_mapping(option: Any) -> bool:
    origin = get_origin(option)
    return isinstance(origin, type) and issubclass(origin, Mapping)


class Node(NamedTuple):
    """A part of a policy that has fields."""

    path: Path
    pattern: tuple[str, ...]
    part: BaseModel


def nodes(value: Any, path: Path = (), pattern: tuple[str, ...] = ()) -> Iterator[Node]:
    """Every part, the outermost first."""
    if isinstance(value, BaseModel):
        yield Node(path, pattern, value)
        for name, field in type(value).model_fields.items():
            key = field.alias or name
            yield from nodes(getattr(value, name), (*path, key), (*pattern, key))
    elif isinstance(value, Mapping):
        for id_, inner in value.items():
            yield from nodes(inner, (*path, id_), (*pattern, "*"))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from nodes(inner, (*path, index), (*pattern, "#"))


def filled(policy: Policy) -> Iterator[Place]:
    """Every field of the model that holds something in this policy."""
    for node in nodes(policy):
        for name, field in type(node.part).model_fields.items():
            if getattr(node.part, name) not in (None, (), {}):
                yield Place((*node.pattern, field.alias or name), type(node.part))


# --- values ---------------------------------------------------------------------------------------------------------

_TEXTS: tuple[Any, ...] = (
    "de klantenservice",
    "AWR: artikel 52 # lid 4",
    '\'s ochtends, of "later"',
    "true",
    "2026",
    {"nl": "de klantenservice"},
    {"nl": "de klantenservice", "en": "customer service"},
    {"nl": "één 😀 café", "de": "ein Café"},
)
_PROSES: tuple[Any, ...] = (
    "Wij bewaren uw gegevens niet langer dan nodig.",
    "Eén alinea.\n\nEn nog een, met *nadruk*.",
    "Dit doen wij:\n\n- bellen\n- schrijven",
    {"nl": "Wij bewaren uw gegevens niet langer dan nodig.", "en": "No longer than needed."},
    {"nl": "Wij bewaren uw gegevens\nniet langer dan nodig."},
)
_PATHS = ("title", "controller", "purposes.*.description", "cookies.*.duration", "release.**", "recipients.**")
_SINGLE: Mapping[Any, tuple[Any, ...]] = {
    link.Url: ("https://voorbeeld.example/", "https://voorbeeld.example/pad?a=b#c"),
    link.Link: ("https://voorbeeld.example/", "mailto:privacy@voorbeeld.example", "tel:+31201234567"),
    link.Email: ("privacy@voorbeeld.example", "info@voorbeeld.example"),
    link.Phone: ("+31 20 123 45 67", "020 1234567"),
    values.Date: ("2026-12-15", "2027-01-31", "2027-02-28"),
    values.Version: ("1", "2.0", "1.10.3"),
    values.WholeNumber: (12, 16, 18),
    values.Id: ("eerste", "tweede", "derde"),
    Plain: ("IN003", "retention-longer", "v1:0123456789abcdef"),
    values.LanguageCode: ("nl", "en", "de"),
    design.FileName: ("beeld/merk.svg", "merk.png"),
    design.LightColour: ("#0b5a6b", "#9c1a4b"),
    design.DarkColour: ("#86d3e3", "#ffffff"),
    design.FontFamily: ("Source Sans 3", "Lato"),
    Name: _TEXTS,
    Text: _TEXTS,
    Prose: _PROSES,
    Country: ("NL", "NO", "US"),
    Duration: ("P12M", "P1Y", "P30D", "P1M", "P4W", "P28D", "P7Y"),
    bool: (True, False),
}
_GIVEN: Mapping[str, tuple[Any, ...]] = {
    "Policy.policyc": (1,),
    "Policy.language": ("nl",),
    "Unconfirmed.at": _PATHS,
    "Suppression.at": _PATHS,
    "AcceptedChange.at": _PATHS,
    "ReleaseChange.covers": (["recipients.**"], ["purposes.*.name", "title"], ["recipients.**", "cookies.**"]),
    "Processing.from": ("2026-12-15", "2026-12-31"),
    "Processing.until": ("2027-01-31", "2027-02-28"),
    "Bounds.at_least": ("P1M", "P2M", "P30D"),
    "Bounds.at_most": ("P1Y", "P12M", "P7Y"),
    "OwnSection.after": ("scope", "changes", "cookies"),
}
POINTERS = {
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
"""Fields that hold ids, and the mapping these are keys of."""
IDS = ("een", "twee", "drie")

_EITHER: Mapping[type[BaseModel], tuple[tuple[str, ...], ...]] = {
    Policy: (("controller", "controllers"),),
    Recipient: (("name", "category"),),
    Controller: (("representative", "representative_exception"),),
    CookieDuration: (tuple(CookieDuration.model_fields),),
}
"""Fields of which a part can have one at most."""


class Maker:
    """Makes values. `ids` are those that a reference may name, by the mapping that has them."""

    def __init__(self, random: Random, ids: Callable[[str], Sequence[str]] = lambda _: IDS) -> None:
        self.random = random
        self._ids = ids

    def part(self, cls: type[BaseModel], wanted: Place | None = None, most: int = 3) -> Source:
        """A part with what it must have, up to `most` fields more, and the wanted field."""
        key = wanted.pattern[0] if wanted else None
        optional = [name for name, hint in hints(cls).items() if hint is not type(None) and name not in _required(cls)]
        picked = self.random.sample(optional, self.random.randint(0, min(most, len(optional))))
        if cls is Recipient and "category" not in (key, *picked):
            picked.append("name")
        chosen = dict.fromkeys((*([key] if key else []), *_required(cls), *picked))
        for either in (found for base, groups in _EITHER.items() if issubclass(cls, base) for found in groups):
            for extra in [name for name in chosen if name in either][1:]:
                del chosen[extra]
        made = {name: self.field(cls, name, _below(wanted) if name == key else None) for name in chosen}
        return {name: value for name, value in made.items() if value is not None}

    def field(self, cls: type[BaseModel], key: str, wanted: Place | None = None) -> Any:
        """A value for a field; None when it must stay empty."""
        annotation = hints(cls)[key]
        given = next((g for base in cls.__mro__ if (g := _GIVEN.get(f"{base.__name__}.{key}"))), None)
        if given:
            return self.random.choice(given)
        if key in POINTERS and not any(map(_is_mapping, shape.options(annotation))):
            return self._pointer(key, annotation)
        if key == "formerly":
            return [f"vroeger{self.random.randint(0, 10**9)}"]
        return self._of(annotation, wanted)

    def _pointer(self, key: str, annotation: Any) -> Any:
        known = [*self._ids(POINTERS[key]), *([SELF] if key == "provider" else [])]
        if not known:
            return None
        if any(get_origin(option) is tuple for option in shape.options(annotation)):
            return self.random.sample(known, self.random.randint(1, len(known)))
        return self.random.choice(known)

    def _of(self, annotation: Any, wanted: Place | None) -> Any:
        if annotation in _SINGLE:
            return self.random.choice(_SINGLE[annotation])
        if get_origin(annotation) is Annotated:
            value = self._of(get_args(annotation)[0], wanted)
            return _once(value) if unique in get_args(annotation) else value
        if get_origin(annotation) is Literal:
            return self.random.choice(get_args(annotation))
        if _is_mapping(annotation):
            key, value = get_args(annotation)
            words = next((get_args(option) for option in shape.options(key) if get_origin(option) is Literal), IDS)
            chosen = self.random.sample(words, self.random.randint(1, 2))
            inner = _below(wanted)
            return {word: self._of(value, inner if word == chosen[0] else None) for word in chosen}
        if get_origin(annotation) is tuple:
            inner, count = _below(wanted), self.random.randint(1, 3)
            return [self._of(get_args(annotation)[0], inner if place == 0 else None) for place in range(count)]
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.part(annotation, wanted)
        members = [member for member in get_args(annotation) if member is not type(None)]
        fitting = [member for member in members if wanted is None or _fits(member, wanted)]
        return self._of(self.random.choice(fitting), wanted)


def _once(items: list[Any]) -> list[Any]:
    """Without repeats, also of a text that one item has in more languages than another."""
    return list({next(iter(item.values())) if isinstance(item, dict) else item: item for item in items}.values())


def _below(wanted: Place | None) -> Place | None:
    return Place(wanted.pattern[1:], wanted.owner) if wanted and len(wanted.pattern) > 1 else None


def _fits(member: Any, wanted: Place) -> bool:
    """Whether the wanted field lies in this member of a union."""
    return any(
        not (isinstance(option, type) and issubclass(option, BaseModel))
        or (option is wanted.owner if len(wanted.pattern) == 1 else wanted.pattern[0] in hints(option))
        for option in shape.options(member)
    )


# --- policies -------------------------------------------------------------------------------------------------------


def made(random: Random, wanted: Place | None = None) -> Source:
    """A valid policy; with the wanted field filled."""
    source = deepcopy(Maker(random).part(Policy, wanted, most=6))
    for holder, key, near in list(_pointers(source)):
        mapping = _pointed_at(source, key, near, make=True)
        if mapping is None:
            del holder[key]
        else:
            mapping.update({name: {"name": f"Deel {name}"} for name in _names(holder, key) if name not in mapping})
    for _, mapping in histories(source):
        _say_former_ids(mapping, random)
    return source


def _say_former_ids(mapping: Source, random: Random) -> None:
    """Of some parts the former id is one that another policy may well use."""
    free = [id_ for id_ in IDS if id_ not in mapping]
    for part in mapping.values():
        if "formerly" in part and free and random.random() < 0.7:
            part["formerly"] = [free.pop()]


def _pointers(value: Any, near: Source | None = None) -> Iterator[tuple[Source, str, Source | None]]:
    """Every reference: what holds it, its key, and the recipient around it."""
    if isinstance(value, dict):
        near = value if {"transfers", "sub_processors"} & value.keys() else near
        for key, inner in value.items():
            if key == "openings":
                continue  # its keys are sections, which have the names of mappings
            if key in POINTERS and (isinstance(inner, str) or (isinstance(inner, list) and inner)):
                yield value, key, near
            else:
                yield from _pointers(inner, near)
    elif isinstance(value, list):
        for inner in value:
            yield from _pointers(inner, near)


def _names(holder: Source, key: str) -> list[str]:
    return [name for name in (holder[key] if isinstance(holder[key], list) else [holder[key]]) if name != SELF]


def _pointed_at(source: Source, key: str, near: Source | None, *, make: bool = False) -> Source | None:
    """The mapping that a reference leads into; None when there can be none."""
    match POINTERS[key]:
        case "controllers" if "controller" in source:
            return None
        case "sub_processors":
            holder = near
        case "requests":
            holder = source.setdefault("consent", {}) if make else source.get("consent")
        case _:
            holder = source
    if holder is None:
        return None
    found: Source | None = holder.setdefault(POINTERS[key], {}) if make else holder.get(POINTERS[key])
    return found


def policy_of(source: Source) -> Policy:
    return Policy.model_validate(source)


def _is_valid(source: Source) -> bool:
    """Whether the model takes it, all that is referred to exists, and no former id is in use or said twice."""
    try:
        policy_of(source)
    except ValidationError:
        return False
    for _, parts in histories(source):
        ids = [*parts, *(former for part in parts.values() for former in part.get("formerly", ()))]
        if len(set(ids)) < len(ids):
            return False
    return all(
        (mapping := _pointed_at(source, key, near)) is not None and mapping.keys() >= set(_names(holder, key))
        for holder, key, near in _pointers(source)
    )


def at(source: Source, path: Path) -> Any:
    """What a source has at a path."""
    value: Any = source
    for step in path:
        value = value[step]
    return value


# --- one field changed ----------------------------------------------------------------------------------------------


@cache
def can_change(place: Place) -> bool:
    """Whether a field has more than one value: the kind of a legal basis has none but its own."""
    annotation = hints(place.owner)[place.pattern[-1]]
    return not (get_origin(annotation) is Literal and len(get_args(annotation)) == 1) and place.pattern not in (
        ("policyc",),
        ("language",),
    )


def changed(source: Source, random: Random, wanted: Place | None = None) -> tuple[Source, Path] | None:
    """The policy with one field of one part different, and the path of it; None when chance found no other value."""
    policy = policy_of(source)
    spots = list(_at_place(source, wanted))
    for tries_left in reversed(range(40)):
        node, key = random.choice(spots)
        other = deepcopy(source)
        holder = at(other, node.path)
        value = Maker(random, _existing(source, node.path)).field(type(node.part), key)
        if value is None or (key in holder and (random.random() < 0.2 or not tries_left)):
            holder.pop(key, None)
        elif isinstance(value, list) and key in holder and random.random() < 0.8:
            items = [*holder[key], *random.choice(([], deepcopy(value)))]
            holder[key] = random.sample(items, random.choice((len(items), random.randint(1, len(items)))))
        elif isinstance(value, dict) and any(map(_is_mapping, shape.options(hints(type(node.part))[key]))):
            holder[key] = {**holder.get(key, {}), **deepcopy(value)}
        else:
            holder[key] = deepcopy(value)
        if _is_valid(other) and policy_of(other) != policy:
            return other, (*node.path, key)
    return None


def _at_place(source: Source, wanted: Place | None) -> Iterator[tuple[Node, str]]:
    """Every part with a field that can change; with `wanted` only that field."""
    for node in nodes(policy_of(source)):
        for key, hint in hints(type(node.part)).items():
            place = Place((*node.pattern, key), type(node.part))
            if hint is not type(None) and can_change(place) and wanted in (None, place):
                yield node, key


def _existing(source: Source, path: Path) -> Callable[[str], Sequence[str]]:
    """The ids that a reference at a path may name."""

    def ids(mapping: str) -> Sequence[str]:
        holder: Source = source
        if mapping == "requests":
            holder = source.get("consent", {})
        elif mapping == "sub_processors":
            holder = at(source, path[:2]) if path[:1] == ("recipients",) and len(path) > 1 else {}
        return list(holder.get(mapping, ()))

    return ids


# --- renamed parts --------------------------------------------------------------------------------------------------


def histories(source: Source) -> Iterator[tuple[Path, Source]]:
    """Every mapping whose parts can say what they were called."""
    for name in ("audiences", "data_categories", "recipients", "purposes", "cookies"):
        yield (name,), source.get(name, {})
    for name, inner in (("purposes", "processing"), ("recipients", "transfers"), ("recipients", "sub_processors")):
        for id_, part in source.get(name, {}).items():
            yield (name, id_, inner), part.get(inner, {})


class Renamed(NamedTuple):
    """A part under another id: the mapping it is in, and both ids."""

    mapping: Path
    old: str
    new: str


def renamed(source: Source, random: Random, *, said: bool = True) -> tuple[Source, Renamed] | None:
    """The policy with one part under another id, which every reference follows and, when `said`, the part tells."""
    parts = [(path, id_) for path, mapping in histories(source) for id_ in mapping]
    if not parts:
        return None
    path, id_ = random.choice(parts)
    other = deepcopy(source)
    mapping = at(other, path)
    known = {*mapping, *(former for part in mapping.values() for former in part.get("formerly", ()))}
    now = next(name for n in range(len(known) + 1) if (name := f"nieuw{n}") not in known)
    near = at(other, path[:2])
    for holder, key, around in list(_pointers(other)):
        if POINTERS[key] == path[-1] and (path[-1] != "sub_processors" or around is near):
            holder[key] = _replaced(holder[key], id_, now)
    part = mapping.pop(id_)
    if said:
        part["formerly"] = [*part.get("formerly", ()), id_]
    mapping[now] = part
    return other, Renamed(path, id_, now)


def _replaced(names: Any, old: str, new: str) -> Any:
    return (
        [new if name == old else name for name in names] if isinstance(names, list) else new if names == old else names
    )


# --- the same policy in another notation ----------------------------------------------------------------------------


def rewritten(source: Source, random: Random) -> bytes:
    """The policy as YAML in which nothing looks the same: order, quotes, blocks and braces, nulls, comments, breaks."""
    source = deepcopy(source)
    for node in nodes(policy_of(source)):
        holder = at(source, node.path)
        for key, hint in hints(type(node.part)).items():
            if key not in holder and type(None) in get_args(hint) and random.random() < 0.2:
                holder[key] = None
    dumper = _Dumper(stream := StringIO(), allow_unicode=random.random() < 0.8, width=random.choice((40, 10**6)))
    dumper.open()
    root = dumper.represent_data(source)
    _restyled(root, random)
    root.flow_style = False
    dumper.serialize(root)
    dumper.close()
    lines = [line for written in stream.getvalue().splitlines() for line in (*_comments(written, random), written)]
    return random.choice(("\n", "\r\n")).join([*lines, "# einde", ""]).encode()


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _restyled(node: Any, random: Random) -> None:
    if isinstance(node, yaml.MappingNode):
        random.shuffle(node.value)
        for key, value in node.value:
            key.style = random.choice((None, "'", '"'))
            _restyled(value, random)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _restyled(value, random)
    elif node.tag.endswith(":str"):
        node.style = random.choice((None, "'", '"', "|"))
    if isinstance(node, yaml.nodes.CollectionNode):
        node.flow_style = random.random() < 0.3


def _comments(line: str, random: Random) -> Sequence[str]:
    """What may stand above a line that begins a field of the policy itself."""
    return ("", f"# {line[:20]}") if line[:1] not in ("", " ", "-", "#") and random.random() < 0.3 else ()


# --- strategies -----------------------------------------------------------------------------------------------------


@cache
def _changeable() -> tuple[Place, ...]:
    return tuple(place for place in places() if can_change(place))


@cache
def _lists() -> tuple[Place, ...]:
    """The lists of parts without ids."""
    return tuple(place for place in places() if any(other.pattern[:-1] == (*place.pattern, "#") for other in places()))


def two_versions(random: Random) -> tuple[Source, Source]:
    """Two that have little to do with each other, or two of which one is made of the other in a few steps."""
    kind = random.choice(("unrelated", "field", "list", "renames", "unsaid renames", "mixed"))
    place = random.choice(_lists() if kind == "list" else _changeable())
    old = new = made(random, place)
    if kind == "unrelated":
        return old, made(random)
    for _ in range(random.randint(1, 3)):
        step: tuple[Source, object] | None = None
        if "renames" in kind or (kind == "mixed" and random.random() < 0.5):
            step = renamed(new, random, said=kind != "unsaid renames")
        elif kind == "mixed":
            step = changed(new, random)
        elif list(_at_place(new, place)):
            step = changed(new, random, place)
        new = step[0] if step else new
    return (old, new) if random.random() < 0.5 else (new, old)


def sources() -> st.SearchStrategy[Source]:
    """A valid policy."""
    return _randoms().map(lambda random: made(random, random.choice((None, *places()))))


def pairs() -> st.SearchStrategy[tuple[Policy, Policy]]:
    """Two versions of a policy."""
    return _randoms().map(two_versions).map(lambda pair: (policy_of(pair[0]), policy_of(pair[1])))


def notations() -> st.SearchStrategy[tuple[Source, bytes]]:
    """A policy, and its YAML in some notation."""

    def of(random: Random) -> tuple[Source, bytes]:
        source = made(random, random.choice((None, *places())))
        return source, rewritten(source, random)

    return _randoms().map(of)


def edits() -> st.SearchStrategy[tuple[Source, Source, Path] | None]:
    """A policy, the same with one field changed, and the path of that field."""

    def of(random: Random) -> tuple[Source, Source, Path] | None:
        place = random.choice(_changeable())
        source = made(random, place)
        found = changed(source, random, place)
        return found and (source, *found)

    return _randoms().map(of)


def renamings() -> st.SearchStrategy[tuple[Source, Source, Renamed] | None]:
    """A policy, the same with one part under another id, and which."""

    def of(random: Random) -> tuple[Source, Source, Renamed] | None:
        with_history = [place for place in places() if "formerly" in place.pattern]
        source = made(random, random.choice(with_history))
        found = renamed(source, random)
        return found and (source, *found)

    return _randoms().map(of)


def _randoms() -> st.SearchStrategy[Random]:
    """By a seed: a policy takes hundreds of choices, and hypothesis would take ten times as long to note each."""
    return st.integers(0, 2**32 - 1).map(Random)
