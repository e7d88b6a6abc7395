"""The tree of a YAML document: values with the place they have in the text.

Source: YAML 1.2.2, 3.2.1 (nodes) and 10.3 (the core schema), with the deviations named in `scalars`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from policyc.diagnostics import Span

Style = Literal["plain", "single", "double", "literal", "folded"]
Kind = Literal["text", "null", "bool", "int", "float"]


class Scalar(NamedTuple):
    """One value. `value` is its text as YAML reads it (escapes and folding done), `kind` what a plain one means."""

    value: str
    style: Style
    span: Span
    kind: Kind


class Sequence(NamedTuple):
    """A list. An item that was an alias is the very node its anchor names, so nodes can be shared."""

    items: tuple[Node, ...]
    span: Span


class Entry(NamedTuple):
    """One key with its value. The text of keys is unique within a mapping."""

    key: Scalar
    value: Node


@dataclass(frozen=True)
class Mapping:
    """Keys with values, in the order of the text."""

    entries: tuple[Entry, ...]
    span: Span

    @cached_property
    def _by_key(self) -> dict[str, Entry]:
        return {entry.key.value: entry for entry in self.entries}

    def get(self, key: str) -> Entry | None:
        """The entry under that key, or nothing."""
        return self._by_key.get(key)


Node: TypeAlias = "Scalar | Sequence | Mapping"


class Numeral(str):
    """A plain scalar that reads as a number, still as its author wrote it.

    `1234` is a postal code, `2.0` a version and `30` a number of days: only the model knows which. A field that wants a
    number takes a `Numeral` and no other text; a field that wants text gets all its digits.
    """

    __slots__ = ()


Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | bool | None"


def plain(node: Node) -> Plain:
    """Python data for pydantic: dict, list, str, `Numeral`, bool or None.

    Every node is converted once and the result shared, as the nodes are: an alias costs nothing. Hence: do not change
    what you get. Children are handled before their parents, without recursion.
    """
    done: dict[int, Plain] = {}
    todo: list[Node] = [node]
    while todo:
        top = todo.pop()
        if id(top) in done:
            continue
        waiting = [child for child in _children(top) if id(child) not in done]
        if waiting:
            todo += [top, *waiting]
        else:
            done[id(top)] = _convert(top, done)
    return done[id(node)]


def _children(node: Node) -> Iterator[Node]:
    if isinstance(node, Mapping):
        return (entry.value for entry in node.entries)
    return iter(node.items if isinstance(node, Sequence) else ())


def _convert(node: Node, done: dict[int, Plain]) -> Plain:
    """One node, given that its children are done."""
    match node:
        case Mapping():
            return {entry.key.value: done[id(entry.value)] for entry in node.entries}
        case Sequence():
            return [done[id(item)] for item in node.items]
        case Scalar(kind="null"):
            return None
        case Scalar(kind="bool"):
            return node.value in ("true", "True", "TRUE")
        case Scalar(kind="int" | "float"):
            return Numeral(node.value)
        case Scalar():
            return node.value
