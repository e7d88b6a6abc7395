"""The JSON Schema (2020-12) of the source language and of the settings, read off the model classes.

Made for editors as much as for validators. Every field is described, every word explained (`enumDescriptions`, which
yaml-language-server shows), and a mistake has a sentence of ours (`errorMessage`, `patternErrorMessage`); to a
validator these are annotations. `null` may stand wherever a field may be left out, for to policyc both are the same.

An editor reads `version: 2.0` as a number where policyc keeps the text. So numbers are allowed where text is.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from babel import Locale
from pydantic import BaseModel, BeforeValidator

from policyc.diagnostics import Language
from policyc.export.json_schema_values import (
    FILLED,
    ID,
    SINGLE,
    Json,
    Shape,
    alone,
    country_codes,
    language_codes,
    name_of,
    of_types,
)
from policyc.export.json_schema_words import SchemaWords
from policyc.model import cookies, legal_basis, parsing, personal_data, policy, recipient, rights
from policyc.model.address import AddressForm
from policyc.model.cookies import Cookie, CookieDuration
from policyc.model.design import Design, Font
from policyc.model.legal_basis import AnyLegalBasis
from policyc.model.party import Controller
from policyc.model.policy import Exclusion, OwnSection, Policy
from policyc.model.purpose import Processing, Purpose
from policyc.model.recipient import Recipient
from policyc.model.retention import KINDS, Retention
from policyc.model.rights import ResponseTime
from policyc.model.transfer import Transfer
from policyc.model.values import SELF

DIALECT = "https://json-schema.org/draft/2020-12/schema"
LANGUAGES: tuple[Language, ...] = ("nl", "en")
_DEFS = "#/$defs/"

_GROUPS: Mapping[tuple[str, ...], str] = {
    get_args(alias): name
    for name, alias in (
        ("Section", policy.Section),
        ("Nature", policy.Nature),
        ("AddressForm", AddressForm),
        ("CookieCategory", cookies.CookieCategory),
        ("Storage", cookies.Storage),
        ("Means", legal_basis.Means),
        ("Art9Condition", legal_basis.Art9Condition),
        ("Origin", personal_data.Origin),
        ("SpecialCategory", personal_data.SpecialCategory),
        ("RegulatedData", personal_data.RegulatedData),
        ("Role", recipient.Role),
        ("Right", rights.Right),
    )
}
"""The sets of words that have a name of their own. Any other set is called after its field."""


def policy_schema(words: SchemaWords) -> Json:
    """The schema of a policy."""
    return _Maker(words).of_policy()


def settings_schema(words: SchemaWords) -> Json:
    """The schema of policyc.toml."""
    return _Maker(words).of_settings()


def as_text(schema: Json) -> str:
    """A schema as its file has it."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


class _Maker:
    """Goes through the classes and collects their definitions."""

    def __init__(self, words: SchemaWords) -> None:
        self._words = words
        self._defs: dict[str, Json] = {}
        self._unions: tuple[tuple[Any, Callable[[], Shape]], ...] = (
            (AnyLegalBasis, self._legal_basis),
            (Retention, self._retention),
            (Transfer, self._transfer),
        )

    def of_policy(self) -> Json:
        root = {**self._object(Policy), "type": "object"}
        return {"$schema": DIALECT, **root, "$defs": self._definitions(root)}

    def of_settings(self) -> Json:
        texts = {"type": "array", "items": {"type": "string", **FILLED}}
        fields: dict[str, Json] = {
            "policies": texts,
            "select": texts,
            "ignore": texts,
            "fail-on": self._enum("Settings.fail-on", ("error", "warning", "info", "never")).required,
            "strict": {"type": "boolean"},
            "design": self._class(Design).required,
        }
        root: Json = {
            **self._about("Settings"),
            "type": "object",
            "properties": {name: self._described("Settings", name, schema) for name, schema in fields.items()},
            "additionalProperties": False,
        }
        return {"$schema": DIALECT, **root, "$defs": self._definitions(root)}

    def _definitions(self, root: Json) -> dict[str, Json]:
        """The definitions that something leads to, by name. Others were made to be copied."""
        needed: dict[str, Json] = {}
        todo = list(_references(root))
        while todo:
            name = todo.pop()
            if name not in needed:
                needed[name] = self._defs[name]
                todo += _references(needed[name])
        return dict(sorted(needed.items()))

    def _defined(self, name: str, types: tuple[str, ...], make: Callable[[], Json]) -> Shape:
        if name not in self._defs:
            self._defs[name] = {}  # its place is taken before it is made: no definition is made twice
            self._defs[name] = make()
        return Shape({"$ref": f"{_DEFS}{name}"}, types)

    # --- classes ---

    def _class(self, cls: type[BaseModel]) -> Shape:
        return self._defined(_name(cls), ("object",), lambda: self._object(cls))

    def _object(self, cls: type[BaseModel]) -> Json:
        properties = dict(self._properties(cls))
        if cls is Purpose:  # one with a single row has the fields of the row itself
            properties |= {key: made for key, made in self._properties(Processing) if key not in properties}
        required = [_key(cls, name) for name, field in cls.model_fields.items() if field.is_required()]
        return {
            **self._about(_name(cls)),
            "type": ["object", "null"],
            "properties": properties,
            "additionalProperties": False,
            **({"required": required} if required else {}),
            **self._together(cls, properties),
        }

    def _properties(self, cls: type[BaseModel]) -> Iterator[tuple[str, Json]]:
        hints = get_type_hints(cls, include_extras=True)
        for name, field in cls.model_fields.items():
            key, owner = _key(cls, name), _owner(cls, name)
            shape = self._special(cls, key) or self._shape(hints[name], f"{owner}.{key}")
            yield key, self._described(owner, key, shape.required if field.is_required() else shape.optional)

    def _described(self, owner: str, key: str, schema: Json) -> Json:
        """A field with its own description. An editor shows the innermost one, so that of its type has to go."""
        if "$ref" in schema and "type" in schema:
            schema = {**self._definition(schema), "type": schema["type"]}
        examples = self._words.examples_of(owner, key)
        return {
            "description": self._words.of_field(owner, key),
            **{keyword: value for keyword, value in schema.items() if keyword != "description"},
            **({"examples": examples} if examples else {}),
        }

    def _about(self, cls: str) -> Json:
        about = self._words.of_class(cls)
        return {} if about is None else {"description": about}

    def _special(self, cls: type[BaseModel], key: str) -> Shape | None:
        """A field whose type alone does not say what belongs there."""
        if (cls, key) == (Policy, "policyc"):
            return self._enum("Policy.policyc", ("1",))
        if (cls, key) == (OwnSection, "after"):
            return self._proposing(self._single("Id"), "Section", get_args(policy.Section))
        if (cls, key) == (Cookie, "provider"):
            return self._proposing(self._single("Id"), "Cookie.provider", (SELF,))
        return None

    # --- types ---

    def _shape(self, hint: Any, field: str) -> Shape:
        """What may stand where the model says `hint`."""
        for union, make in self._unions:
            if hint == union:
                return make()
        metadata: tuple[Any, ...] = ()
        if get_origin(hint) is Annotated:
            hint, *marks = get_args(hint)
            metadata = tuple(marks)
        if get_origin(hint) in (Union, UnionType):
            (hint,) = (member for member in get_args(hint) if member is not type(None))
            return self._shape(hint, field)
        shape = self._unwritten(hint, metadata, field)
        for mark in metadata:
            if isinstance(mark, BeforeValidator):
                shape = self._with_short_form(shape, hint, mark)
        return shape

    def _unwritten(self, hint: Any, metadata: tuple[Any, ...], field: str) -> Shape:
        """A hint in its full form."""
        name, origin = name_of(hint, metadata), get_origin(hint)
        if name is not None:
            return self._single(name)
        if origin is Literal:
            return self._enum(_GROUPS.get(get_args(hint), field), get_args(hint))
        if origin is tuple:
            items = self._shape(get_args(hint)[0], field).required
            return of_types("array", items=items, **({"uniqueItems": True} if parsing.unique in metadata else {}))
        if origin is not None and issubclass(origin, Mapping):
            key, value = get_args(hint)
            return self._mapping(key, value, field)
        return self._class(hint)

    def _mapping(self, key: Any, value: Any, field: str) -> Shape:
        inner = self._shape(value, field).required
        if get_origin(key) is Literal:
            group = _GROUPS[get_args(key)]
            parts = {word: {**inner, "description": self._words.of_word(group, word)} for word in get_args(key)}
            return of_types("object", properties=parts, additionalProperties=False)
        names = {"pattern": ID, "patternErrorMessage": self._words.of_type("Id")}
        return of_types("object", additionalProperties=inner, propertyNames=names)

    def _with_short_form(self, shape: Shape, hint: Any, mark: BeforeValidator) -> Shape:
        """A shape with the shorter form beside it; what that is the model says, when it is given one."""
        made = mark.func("x")  # type: ignore[call-arg]
        if isinstance(made, list):
            return self._one_or_more(shape, short=made[0] != "x")
        if hint is Font:
            return self._any(self._single("FontFamily"), shape)
        if hint is Exclusion:
            return self._any(of_types("string", "number", **self._filled()), shape)
        if hint is CookieDuration:
            words = ("session", "permanent")
            pattern = rf"^(?:{'|'.join(words)})$|{SINGLE['Duration'].schema['pattern']}"
            said = self._words.of_type("Duration")
            period = of_types("string", pattern=pattern, patternErrorMessage=said)
            return self._any(self._proposing(period, "CookieDuration.short", words), shape)
        assert hint is ResponseTime  # noqa: S101  a new short form is described here
        return self._any(self._single("Duration"), shape)

    def _one_or_more(self, many: Shape, *, short: bool) -> Shape:
        """One value where a list is meant. `short`: each of them may be a legal basis by its name alone."""
        item: Json = many.schema["items"]
        types = item["type"]
        one = Shape({**item, "type": types}, (types,) if isinstance(types, str) else tuple(types))
        if not short:
            return self._any(one, many)
        word = self._enum("Basis", tuple(_bases()))
        return self._any(word, one, Shape({**many.schema, "items": self._any(word, one).required}, many.types))

    def _any(self, *shapes: Shape) -> Shape:
        """Any of these, whose JSON types differ."""
        types = tuple(dict.fromkeys(kind for shape in shapes for kind in shape.types))
        # Without `properties` of their own yaml-language-server takes alternatives for one another, at a hover.
        arms = [{**self._arm(shape), "properties": {}} for shape in shapes]
        return Shape({"type": [*types, "null"], "anyOf": [*arms, {"type": "null", "properties": {}}]}, types)

    def _arm(self, shape: Shape) -> Json:
        """An alternative, without a description: an editor would show it instead of the one of the field."""
        schema = shape.required
        definition = self._definition(schema)
        if "description" in definition:
            schema = {**definition, "type": schema["type"]}
        return {keyword: value for keyword, value in schema.items() if keyword != "description"}

    def _definition(self, schema: Json) -> Json:
        """What a schema leads to; itself when it leads nowhere."""
        return self._defs[schema["$ref"].removeprefix(_DEFS)] if "$ref" in schema else schema

    def _proposing(self, shape: Shape, group: str, words: tuple[str, ...]) -> Shape:
        """A shape of which an editor proposes some values, though others will do."""
        told = [self._words.of_word(group, word) for word in words]
        proposals = {"enum": list(words), "enumDescriptions": told}
        return Shape({**self._definition(shape.schema), "anyOf": [{}, proposals]}, shape.types)

    def _enum(self, group: str, words: tuple[str, ...]) -> Shape:
        """Certain words. What is all digits may be written without quotes."""
        numbers = [int(word) for word in words if word.isdigit()]
        told = [self._words.of_word(group, str(word)) for word in (*numbers, *words)]
        schema = {
            "enum": [*numbers, *words, None],
            "enumDescriptions": [*told, self._words.of_rule("null")],
            "errorMessage": f"{self._words.of_rule('choose')} {', '.join(words)}.",
        }
        return Shape(schema, ("string", "integer") if numbers else ("string",))

    def _single(self, name: str) -> Shape:
        if name == "Flag":
            return of_types("boolean", errorMessage=self._words.of_type("Flag"))
        if name in ("Text", "Name", "Prose"):
            return self._defined(name, ("string", "number", "object"), lambda: self._text(name))
        if name in ("Country", "LanguageCode"):
            return self._defined(name, ("string",), lambda: self._codes(name))
        shape = SINGLE[name]
        return self._defined(name, shape.types, lambda: {**shape.schema, **self._said_of(name)})

    def _said_of(self, name: str) -> Json:
        """What a kind of value looks like, for who hovers over it and for who gets it wrong."""
        said = self._words.of_type(name)
        return {"description": said, "errorMessage": said, "patternErrorMessage": said}

    def _filled(self) -> Json:
        return {**FILLED, "patternErrorMessage": self._words.of_rule("empty")}

    def _text(self, name: str) -> Json:
        inner = {"type": ["string", "number"], **self._filled()}
        return {
            "type": ["string", "number", "object", "null"],
            **self._said_of(name),
            **self._filled(),
            "minProperties": 1,
            "properties": {code: {"description": self._words.of_rule(f"text_{code}"), **inner} for code in LANGUAGES},
            "patternProperties": {"^[a-z]{2}$": inner},
            "additionalProperties": False,
        }

    def _codes(self, name: str) -> Json:
        """Codes, with their names for who is choosing one."""
        locale = Locale(self._words.language)
        codes, names = (
            (country_codes(), locale.territories) if name == "Country" else (language_codes(), locale.languages)
        )
        # No `enum`, of which an editor shows every word at a hover. Whether it is a code, the pattern says.
        known = [{"const": code, "description": str(names[code])} for code in sorted(codes)]
        pattern = alone("|".join(sorted(codes)))
        return {**self._said_of(name), "type": ["string", "null"], "pattern": pattern, "anyOf": [{}, *known]}

    # --- alternatives: which fields go with which kind ---

    def _legal_basis(self) -> Shape:
        return self._defined(
            "LegalBasis", ("object",), lambda: self._by_word("LegalBasis", "basis", "Basis", _bases(), None)
        )

    def _transfer(self) -> Shape:
        members: dict[str, type[BaseModel]] = {}
        undecided: list[type[BaseModel]] = []
        for option in get_args(get_args(Transfer)[0]):
            cls = get_args(option)[0]
            words = get_args(get_type_hints(cls)["mechanism"])
            members |= dict.fromkeys(words, cls)
            undecided += [] if words else [cls]
        return self._defined(
            "Transfer",
            ("object",),
            lambda: self._by_word("Transfer", "mechanism", "Mechanism", members, undecided[0]),
        )

    def _by_word(
        self, name: str, key: str, group: str, members: Mapping[str, type[BaseModel]], none: type[BaseModel] | None
    ) -> Json:
        """Objects whose `key` says which fields they have; `none` has those of one without it."""
        enum = self._enum(group, tuple(members))
        words: dict[type[BaseModel], list[str]] = {}
        for word, cls in members.items():
            words.setdefault(cls, []).append(word)
        # A pattern and no `enum`, which an editor would show as if it were all there is.
        rules = [
            {
                "if": _has(key, {"type": "string", "pattern": f"^(?:{'|'.join(one)})$"}),
                "then": self._variant(cls, key).schema,
            }
            for cls, one in words.items()
        ]
        if none is not None:
            missing = {"type": "object", "properties": {key: {"type": "null"}}}
            rules.append({"if": missing, "then": self._variant(none, key).schema})
        return {
            **self._about(name),
            "type": ["object", "null"],
            "properties": {key: self._described(name, key, enum.required if none is None else enum.optional)},
            **({"required": [key]} if none is None else {}),
            "allOf": rules,
        }

    def _variant(self, cls: type[BaseModel], key: str) -> Shape:
        """The fields of one kind; `key` itself is described, and judged, where the kind is chosen."""

        def make() -> Json:
            hints = get_type_hints(cls, include_extras=True)
            properties: dict[str, Json] = {key: {}}
            for name in cls.model_fields:
                field, owner = _key(cls, name), _owner(cls, name)
                if field != key:
                    shape = self._shape(hints[name], f"{owner}.{field}")
                    properties[field] = self._described(owner, field, shape.optional)
            return {**self._about(_name(cls)), "properties": properties, "additionalProperties": False}

        return self._defined(_name(cls), ("object",), make)

    def _retention(self) -> Shape:
        def make() -> Json:
            rules: list[Json] = []
            kinds: dict[str, Json] = {}
            other = {"type": "null", "errorMessage": self._words.of_rule("one_term")}
            for kind, cls in KINDS.items():
                shape = self._class(cls)
                own = self._defs[_name(cls)]["properties"]
                own |= {key: other for key in KINDS if key != kind}
                kinds[kind] = {"description": own[kind]["description"]}
                rules.append({"if": _filled_in(kind), "then": shape.schema})
            some = {"anyOf": [{"type": "null"}, *map(_filled_in, KINDS)]}
            rules.append({"if": some, "else": self._refused("no_term")})
            return {"type": ["object", "null"], "properties": kinds, "allOf": rules}

        return self._defined("Retention", ("object",), make)

    # --- fields that do not go together ---

    def _together(self, cls: type[BaseModel], properties: Iterable[str]) -> Json:
        """What the validators of the class refuse."""
        rules: list[Json] = []
        if cls is Purpose:
            rules = [self._excludes("processing", [key for key in properties if key not in cls.model_fields], "rows")]
        if cls is Recipient:
            some = {"anyOf": [{"type": "null"}, _filled_in("name"), _filled_in("category")]}
            rules = [
                self._excludes("name", ["category"], "name_or_category"),
                {"if": some, "else": self._refused("name_or_category")},
            ]
        if issubclass(cls, Controller):
            rules = [self._excludes("representative", ["representative_exception"], "representative")]
        if cls is Policy:
            none: Json = {"if": {"minProperties": 1}, "then": self._refused("one_or_joint")}
            rules = [{"if": _filled_in("controller"), "then": {"properties": {"controllers": none}}}]
        if cls is CookieDuration:
            keys = list(cls.model_fields)
            rules = [self._excludes(key, [other for other in keys if other != key], "one_duration") for key in keys]
        if cls is Font:
            rules = [{"if": {"anyOf": [_filled_in("bold"), _filled_in("italic")]}, "then": self._needs("regular")}]
        return {"allOf": rules} if rules else {}

    def _excludes(self, key: str, others: Iterable[str], rule: str) -> Json:
        nothing = {"type": "null", "errorMessage": self._words.of_rule(rule)}
        return {"if": _filled_in(key), "then": {"properties": dict.fromkeys(others, nothing)}}

    def _needs(self, key: str) -> Json:
        return {"if": _filled_in(key), "else": self._refused(key)}

    def _refused(self, rule: str) -> Json:
        """What no object fits: it says so in our own words, which `not` could not."""
        return {"type": "null", "errorMessage": self._words.of_rule(rule)}


def _references(schema: Any) -> Iterator[str]:
    """The name of every definition that a schema leads to."""
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"].removeprefix(_DEFS)
        for inner in schema.values():
            yield from _references(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _references(inner)


def _name(cls: type[BaseModel]) -> str:
    return cls.__name__.lstrip("_")


def _key(cls: type[BaseModel], name: str) -> str:
    return cls.model_fields[name].alias or name


def _owner(cls: type[BaseModel], name: str) -> str:
    """The class that declares a field: its words hold for every class below it."""
    return next(_name(base) for base in cls.__mro__ if name in inspect.get_annotations(base))


def _bases() -> dict[str, type[BaseModel]]:
    """Word -> class of each legal basis."""
    return {get_args(get_type_hints(cls)["basis"])[0]: cls for cls in get_args(get_args(AnyLegalBasis)[0])}


def _has(key: str, schema: Json) -> Json:
    return {"type": "object", "required": [key], "properties": {key: schema}}


def _filled_in(key: str) -> Json:
    return _has(key, {"not": {"type": "null"}})
