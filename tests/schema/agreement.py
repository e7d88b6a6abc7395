"""A policy file as an editor has it, and what the schema and the loader each say of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from policyc.diagnostics import Diagnostic
from policyc.model.load import load
from policyc.source.document import Document
from policyc.source.nodes import Mapping, Node, Scalar
from policyc.source.reader import read

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "schema" / "policyc.nl.json"

# The core schema (YAML 1.2.2, 10.3.2) in full: an editor has none of the narrowing of policyc/source/scalars.py.
_INTEGER = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"([-+]?)\.(?:inf|Inf|INF)")


def as_an_editor_reads(node: Node) -> Any:
    """The JSON value of a node: what policyc keeps as the text of a number is a number."""
    if isinstance(node, Mapping):
        return {entry.key.value: as_an_editor_reads(entry.value) for entry in node.entries}
    if not isinstance(node, Scalar):
        return [as_an_editor_reads(item) for item in node.items]
    if node.kind == "null":
        return None
    if node.kind == "bool":
        return node.value.lower() == "true"
    return as_an_editor_reads_text(node.value) if node.style == "plain" else node.value


def as_an_editor_reads_text(text: str) -> Any:
    """A plain scalar that is no boolean and not null: a number where it looks like one."""
    if _INTEGER.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return float(text)
    infinite = _INFINITE.fullmatch(text)
    if infinite:
        return float(f"{infinite[1]}inf")
    return float("nan") if text in (".nan", ".NaN", ".NAN") else text


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """As ECMA 262 has it: `$` is the end, also where the last character is a line break."""
    if validator.is_type(instance, "string") and not _compiled(pattern).search(instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("$", r"\Z"))


@cache
def validator() -> Any:
    """Of the schema as it is published, and of nothing but the standard: formats are not looked at."""
    judge: Any = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
    return judge(json.loads(SCHEMA.read_text("utf-8")))


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the schema refuses, and where it stands."""

    path: tuple[str | int, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What became of one file: the schema's errors and the loader's."""

    document: Document
    instance: Any
    schema: tuple[Complaint, ...]
    loader: tuple[Diagnostic, ...]

    @property
    def agree(self) -> bool:
        return bool(self.schema) == bool(self.loader)


def verdicts(raw: bytes) -> Verdicts:
    """What the schema and the loader say of the bytes of a file."""
    document = read(raw, name="policy.yaml")
    instance = None if document.root is None else as_an_editor_reads(document.root)
    loader = load(document).diagnostics
    errors = validator().iter_errors(instance)
    # Where both refuse it, one complaint will do: finding all of them takes most of the time.
    some = islice(errors, 1 if loader else None)
    found = tuple(Complaint(tuple(error.absolute_path), error.message[:200]) for error in some)
    return Verdicts(document, instance, found, loader)


def as_yaml(policy: Any) -> bytes:
    """A policy as a file."""
    return yaml.dump(policy, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False).encode()
