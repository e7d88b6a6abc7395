"""The part of a statement that readers know a change by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from policyc.changes.change import Change
from policyc.changes.pair import Pair
from policyc.diagnostics import Path

_PARTS = (
    "controllers", "audiences", "data_categories", "recipients", "purposes", "cookies", "commitments", "sections",
    "documents",
)  # fmt: skip


def subject_of(path: Path) -> Path:
    """The purpose, recipient, cookie … around a path, or else the section: `("rights",)`."""
    return path[:2] if path and path[0] in _PARTS else path[:1]


def told_with(pair: Pair, change: Change) -> Path:
    """The part around a change, or the one it comes or goes with.

    A row or a cookie that only gains or loses a recipient which itself comes or goes is told with that recipient: a
    new processor is one thing that happens.
    """
    path = change.path
    if _names_recipients(path):
        named = {*_ids(change.old)} ^ {*_ids(change.new)}
        if len(named) == 1 and all((id_ in pair.old.recipients) != (id_ in pair.new.recipients) for id_ in named):
            return ("recipients", *named)
    return subject_of(path)


def _names_recipients(path: Path) -> bool:
    if path[:1] == ("cookies",):
        return path[2:] in (("provider",), ("third_party_access",))
    return path[:1] == ("purposes",) and path[2:3] == ("processing",) and path[4:] == ("recipients",)


def _ids(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return value or ()
