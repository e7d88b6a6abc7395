"""Makes docs/reference/brontaal.md of the Dutch schema: every field, what may stand in it, and what it means."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

TYPES = {
    "Text": "gewone tekst",
    "Name": "naam",
    "Prose": "tekst met opmaak",
    "Plain": "woord voor policyc zelf",
    "Id": "korte naam",
    "Date": "datum",
    "Duration": "periode",
    "Version": "versienummer",
    "WholeNumber": "geheel getal",
    "Url": "webadres",
    "Link": "verwijzing",
    "Email": "e-mailadres",
    "Phone": "telefoonnummer",
    "Country": "landcode",
    "LanguageCode": "taalcode",
    "Colour": "kleur",
    "FileName": "bestandsnaam",
}
"""How the page calls the kinds of single values, in its order."""

_FEW = 5
"""So many words may be listed again; more of them are listed once."""

_HEAD = """# De brontaal

Een beleid is een YAML-bestand met de velden op deze pagina. Bijna alles mag ontbreken: wat u nog niet weet, laat u weg,
en policyc zegt wat de wet nog vraagt. Wat er staat, moet wel kloppen. Een veld dat policyc niet kent, is een fout.

Deze pagina is gemaakt van hetzelfde schema als waarmee [uw editor](editor.md) velden aanvult. Pas haar niet aan: de
zinnen staan in `policyc/export/source_language.yaml`, en `python tools/generate_schema.py` schrijft haar opnieuw.

Zo leest u haar:

- `<naam>` staat voor een korte naam die u zelf kiest. Met die naam verwijst u elders in het bestand naar dat onderdeel.
- **Verplicht** is een veld zonder welk policyc het bestand niet kan lezen. Wat de wet eist, zeggen
  [de regels](../rules/README.md).
- `null` is hetzelfde als een veld weglaten: nog niet bekend. `false` is iets anders: u hebt besloten van niet.
"""


def reference(schema: Json) -> str:
    """The page, in Markdown. `schema` is that of a policy, with Dutch words."""
    return "\n".join(_Page(schema).lines()).replace("\n\n\n", "\n\n").rstrip() + "\n"


class _Page:
    def __init__(self, schema: Json) -> None:
        self._schema = schema
        self._defs: dict[str, Json] = schema["$defs"]
        # A value that stands in a field itself, and not behind a reference, is known by its message.
        self._types = {self._defs[name]["errorMessage"]: name for name in TYPES if name in self._defs}
        self._told: dict[str, str] = {}  # definition -> the path where it is explained
        self._linked: set[str] = set()  # paths of fields that say themselves where their part is explained
        self._listed: dict[tuple[tuple[str, str], ...], tuple[str, str]] = {}  # words -> the field that lists them
        self._fields: dict[tuple[str, str], str] = {}  # (field, schema) -> the path where it is explained

    def lines(self) -> Iterator[str]:
        yield _HEAD
        yield "## Soorten waarden\n"
        for name, called in TYPES.items():
            if name in self._defs:
                yield f"- **{called}**. {_plain(self._defs[name]['errorMessage'])}"
        yield "- **ja of nee**. true (ja) of false (nee), zonder aanhalingstekens."
        yield ""
        simple = {key: field for key, field in self._schema["properties"].items() if not self._below(field)}
        yield "## De verklaring zelf\n"
        yield from self._list(simple, "", self._schema.get("required", []))
        for key, field in self._schema["properties"].items():
            if key not in simple:
                yield f"## {key}\n"
                yield f"{field['description']}\n"
                if field.get("type") == ["array", "null"]:
                    yield "Een lijst: elk deel begint met een streepje.\n"
                yield from self._parts(key, field)

    # --- parts ---

    def _parts(self, path: str, field: Json) -> Iterator[str]:
        """What stands below a field, when nothing said so before."""
        for suffix, schema in self._below(field):
            yield from self._part(path + suffix, schema, is_field=not suffix)

    def _part(self, path: str, schema: Json, *, is_field: bool) -> Iterator[str]:
        name = _name(schema)
        if name is not None and name in self._told:
            if path in self._linked or path == self._told[name]:
                return
            yield from ([f"### `{path}`\n"] if "." in path else [])
            yield f"De velden staan bij [`{self._told[name]}`](#{slug(self._told[name])}).\n"
            return
        if name is not None:
            self._told[name] = path
        whole = self._resolved(schema)
        if not is_field or "." in path:
            yield f"### `{path}`\n"
            yield from ([f"{whole['description']}\n"] if "description" in whole else [])
        nested: dict[str, Json] = {}
        variants = list(self._variants(whole))
        if variants:
            yield from self._by_kind(path, whole, variants, nested)
        else:
            yield from self._list(whole.get("properties", {}), path, whole.get("required", []), nested)
            yield from (f"Let op: {_lower(said)}\n" for said in _cautions(whole))
        for key, field in nested.items():
            step = "<recht>" if path == "rights.per_right" else key
            yield from self._parts(f"{path}.{step}", field)

    def _by_kind(
        self, path: str, whole: Json, variants: list[tuple[str, Json]], nested: dict[str, Json]
    ) -> Iterator[str]:
        """A part of which one field says which others there are."""
        own = {key: field for key, field in whole["properties"].items() if "enum" in field or "anyOf" in field}
        yield from self._list(own, path, whole.get("required", []), nested)
        if not own:
            yield f"Kies één soort: {', '.join(f'`{kind}`' for kind in whole['properties'])}.\n"
        shared = [
            key
            for key, field in variants[0][1]["properties"].items()
            if field and all(variant["properties"].get(key) == field for _, variant in variants)
        ]
        common = {key: variants[0][1]["properties"][key] for key in shared}
        if common:
            yield "Bij elke soort:\n"
            yield from self._list(common, path, [], nested)
        for label, variant in variants:
            fields = {
                key: field
                for key, field in variant["properties"].items()
                if key not in shared and field and field.get("type") != "null"
            }
            if fields:
                yield f"{label}:\n"
                yield from self._list(fields, path, variant.get("required", []), nested)

    def _variants(self, whole: Json) -> Iterator[tuple[str, Json]]:
        for rule in whole.get("allOf", ()):
            name = _name(rule.get("then", {}))
            if name is None:
                continue
            condition = rule["if"]
            ((key, wanted),) = condition["properties"].items()
            if "pattern" in wanted:
                words = wanted["pattern"].removeprefix("^(?:").removesuffix(")$").split("|")
                label = f"Bij `{key}: {'`, `'.join(words)}`"
            else:
                label = f"Met `{key}`" if "required" in condition else f"Zonder `{key}`"
            yield label, self._defs[name]

    # --- fields ---

    def _list(
        self, fields: dict[str, Json], path: str, required: list[str], nested: dict[str, Json] | None = None
    ) -> Iterator[str]:
        elsewhere: dict[str, list[str]] = {}
        for key, field in fields.items():
            known = self._fields.get((key, json.dumps(field, sort_keys=True)))
            if known is not None and known != path:
                elsewhere.setdefault(known, []).append(key)
        apart = {key for keys in elsewhere.values() if len(keys) > 2 for key in keys}
        for key, field in fields.items():
            if key not in apart:
                self._fields.setdefault((key, json.dumps(field, sort_keys=True)), path)
                yield from self._field(key, field, is_required=key in required, path=path)
                if nested is not None and self._below(field):
                    nested[key] = field
        yield ""
        for known, keys in elsewhere.items():
            if len(keys) > 2:
                listed = ", ".join(f"`{key}`" for key in keys)
                yield f"Ook {listed}, met dezelfde betekenis als bij [`{known}`](#{slug(known)}).\n"

    def _field(self, key: str, field: Json, *, is_required: bool, path: str) -> Iterator[str]:
        must = "**verplicht**, " if is_required else ""
        yield f"- `{key}` ({must}{self._kind(field)}). {field['description']}{self._told_at(f'{path}.{key}', field)}"
        words = tuple(self._words(field))
        before = self._listed.setdefault(words, (key, path)) if len(words) > _FEW else (key, path)
        if before == (key, path):
            yield from (f"  - `{word}`: {told}" for word, told in words)
        else:
            yield f"  - De woorden zijn die van `{before[0]}` bij [`{before[1]}`](#{slug(before[1])})."
        examples = [_flow(example) for example in field.get("examples", ())]
        if examples:
            yield f"  - Voorbeeld: {' of '.join(f'`{key}: {example}`' for example in examples)}"

    def _told_at(self, path: str, field: Json) -> str:
        """Where the part below a field is explained, if that was before this."""
        for suffix, schema in self._below(field):
            known = self._told.get(_name(schema) or "")
            if known is not None:
                self._linked.add(path + suffix)
                return f" Zie [`{known}`](#{slug(known)})."
        return ""

    def _words(self, field: Json) -> Iterator[tuple[str, str]]:
        """The words that a field may have or that are proposed for it, each with its meaning."""
        arms = field.get("anyOf", ())
        for schema in (
            field,
            *arms,
            *(inner for arm in arms for inner in arm.get("anyOf", ())),
            field.get("items", {}),
        ):
            words, told = schema.get("enum", ()), schema.get("enumDescriptions", ())
            found = [(word, said) for word, said in zip(words, told, strict=True) if isinstance(word, str)]
            if found:
                yield from found
                return

    def _kind(self, field: Json) -> str:
        """What may stand in a field, in a few words."""
        arms = [arm for arm in field.get("anyOf", ()) if arm.get("type", "null") != "null"]
        if arms and "pattern" not in field:
            kinds = list(dict.fromkeys(self._kind(arm) for arm in arms))
            many = [kind for kind in kinds if f"lijst: {kind}" in kinds]
            return f"{many[0]} of een lijst daarvan" if len(kinds) == 2 and many else " of ".join(kinds)
        schema = self._resolved(field)
        said = field.get("errorMessage") or field.get("patternErrorMessage") or schema.get("errorMessage")
        types = [kind for kind in _as_list(schema.get("type")) if kind != "null"]
        if said in self._types:
            return TYPES[self._types[said]]
        if "enum" in schema:
            return "één woord"
        if types == ["boolean"]:
            return "ja of nee"
        if types == ["array"]:
            return f"lijst: {self._kind(schema['items'])}"
        if types == ["object"] and "propertyNames" in schema:
            return "onderdelen, elk onder een korte naam"
        if types == ["object"]:
            return "velden"
        return "tekst"

    # --- schema ---

    def _below(self, field: Json) -> list[tuple[str, Json]]:
        """The parts that stand below a field: (what its path adds, schema)."""
        found: list[tuple[str, Json]] = []
        for schema in (field, *field.get("anyOf", ())):
            inner = schema
            suffix = ""
            if "array" in _as_list(schema.get("type")) and "items" in schema:
                inner = schema["items"]
            elif isinstance(schema.get("additionalProperties"), dict):
                inner, suffix = schema["additionalProperties"], ".<naam>"
            for arm in (inner, *inner.get("anyOf", ())):
                whole = self._resolved(arm)
                if _name(arm) not in TYPES and "properties" in whole and whole["properties"] and "pattern" not in whole:
                    found.append((suffix, arm))
        named = {json.dumps(schema, sort_keys=True): (suffix, schema) for suffix, schema in found}
        return list(named.values())

    def _resolved(self, schema: Json) -> Json:
        name = _name(schema)
        return schema if name is None else self._defs[name]


def slug(heading: str) -> str:
    """The anchor that GitHub and GitLab give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _name(schema: Json) -> str | None:
    return schema["$ref"].rsplit("/", 1)[1] if "$ref" in schema else None


def _as_list(types: str | list[str] | None) -> list[str]:
    return [types] if isinstance(types, str) else types or []


def _cautions(whole: Json) -> list[str]:
    """The sentences about fields that do not go together, each once."""
    found = re.findall(r'"errorMessage": "([^"]*)"', json.dumps(whole.get("allOf", []), ensure_ascii=False))
    return list(dict.fromkeys(found))


def _plain(sentence: str) -> str:
    """A sentence that shows Markdown instead of being it."""
    return re.sub(r"([*\[\]_])", r"\\\1", sentence)


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _flow(value: Any) -> str:
    """A value as YAML writes it on one line."""
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, str):
        return f'"{value}"' if re.match(r"[#*&!|>%@`\"'\[{]|[0-9]+$", value) else value
    return json.dumps(value)
