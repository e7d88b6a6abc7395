"""The rows of the table, one module per part of the model. A new kind of change: a `Kind` and a `line` in one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import FunctionType, MethodType

from policyc.changes.kind import Kind
from policyc.changes.rows import (
    cookies,
    data,
    generic,
    legal_basis,
    parties,
    processing,
    purposes,
    recipients,
    retention,
    rights,
    statement,
)
from policyc.changes.table import Line, Table

_MODULES = (
    generic,
    parties,
    data,
    purposes,
    processing,
    legal_basis,
    recipients,
    retention,
    cookies,
    rights,
    statement,
)

LINES: tuple[Line, ...] = (
    *generic.LINES,
    *parties.LINES,
    *data.LINES,
    *purposes.LINES,
    *recipients.LINES,
    *retention.LINES,
    *cookies.LINES,
    *rights.LINES,
    *statement.LINES,
)
TABLE = Table(LINES)


def kinds() -> tuple[Kind, ...]:
    """Every kind, each once, by row and then in the order of the modules.

    A kind is a constant of a module, or is held by one: in a mapping, by an object that groups some, or by a judging
    function that was made with it.
    """
    found: dict[str, Kind] = {}
    for module in _MODULES:
        for value in vars(module).values():
            for kind in _held_by(value, set()):
                found.setdefault(kind.id, kind)
    return tuple(sorted(found.values(), key=lambda kind: kind.row))


def _held_by(value: object, seen: set[int]) -> Iterator[Kind]:
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, Kind):
        yield value
    elif isinstance(value, FunctionType):
        for cell in value.__closure__ or ():
            yield from _held_by(cell.cell_contents, seen)
    elif isinstance(value, MethodType):
        yield from _held_by(value.__self__, seen)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _held_by(inner, seen)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _held_by(inner, seen)
    elif type(value).__module__.startswith(__name__):
        yield from _held_by(vars(value), seen)
