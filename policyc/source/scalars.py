"""What a scalar means: YAML 1.2.2, 10.3.2 (core schema), narrowed where a statement would be misread.

Narrowed: `012` (a trade register number), `0x1F`, `0o17` and `.inf` are text here. Text in YAML 1.2 already, unlike
1.1: `NO`, `on`, `yes`, `22:30`, `1_000`, `2026-01-01`.
"""

from __future__ import annotations

import re

from policyc.source.nodes import Kind, Style

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BOOL = frozenset(("true", "True", "TRUE", "false", "False", "FALSE"))
# ASCII digits by name: \d would also take Arabic-Indic ones.
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")

TAG = re.compile(r"![^\s\[\]{}]*")
_PREFIX = "tag:yaml.org,2002:"
COLLECTION_TAGS = {"mapping": _PREFIX + "map", "sequence": _PREFIX + "seq"}
_SCALAR_TAGS: dict[str, Kind] = {
    _PREFIX + "str": "text",
    _PREFIX + "int": "int",
    _PREFIX + "float": "float",
    _PREFIX + "bool": "bool",
    _PREFIX + "null": "null",
}
KNOWN_TAGS = frozenset((*_SCALAR_TAGS, *COLLECTION_TAGS.values()))


def resolve(value: str, style: Style) -> Kind:
    """The kind of a scalar without a tag. Quoted and block scalars are text whatever they hold."""
    if style != "plain":
        return "text"
    if value in _NULL:
        return "null"
    if value in _BOOL:
        return "bool"
    if _INT.fullmatch(value):
        return "int"
    return "float" if _FLOAT.fullmatch(value) else "text"


def resolve_tagged(value: str, tag: str) -> Kind | None:
    """The kind a known tag gives to a scalar, or None when the text does not fit the tag."""
    wanted = _SCALAR_TAGS.get(tag)
    if wanted is None or wanted == "text":
        return wanted
    found = resolve(value, "plain")
    return wanted if found == wanted or (wanted, found) == ("float", "int") else None


def tag_name(tag: str) -> str:
    """A tag as its author wrote it: `!!str` for the long name, the tag itself otherwise."""
    return "!!" + tag.removeprefix(_PREFIX) if tag.startswith(_PREFIX) else tag
