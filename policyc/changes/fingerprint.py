"""What tells a change from every other: for `release.accept`, and for reports that follow a change over time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from policyc.changes.change import Action
from policyc.changes.compare import fields_of, natural_key
from policyc.changes.materiality import MaterialChange
from policyc.changes.pair import value_at
from policyc.diagnostics import Path
from policyc.model.base import Model
from policyc.model.policy import Policy
from policyc.model.text import Text
from policyc.model.values import Duration

_DIGITS = 16


def fingerprint(change: MaterialChange, old: Policy | None, new: Policy | None) -> str:
    """`v1:` and 16 hexadecimal digits, of the kind, the place and both values. `old` has the ids of `new`.

    It is blind to what is no part of the change: the order of mappings and lists, the place of an item in its list,
    notation (P12M and P1Y, white space), other edits, and fields of the model that nobody filled in.
    """
    language = next(side for side in (new, old) if side is not None).language
    raw = change.change
    inside = old if raw.action is Action.REMOVED else new
    told = [
        change.kind.id,
        _place(change.path, inside, language),
        _canonical(raw.old, language),
        _canonical(raw.new, language),
    ]
    text = json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return f"v1:{sha256(text.encode()).hexdigest()[:_DIGITS]}"


def _place(path: Path, policy: Policy | None, language: str) -> list[Any]:
    """The path; an item of a list goes by what names it, not by its place."""
    return [
        _named(path[: index + 1], policy, language) if isinstance(step, int) else step
        for index, step in enumerate(path)
    ]


def _named(path: Path, policy: Policy | None, language: str) -> Any:
    item = None if policy is None else value_at(policy, path)
    if not isinstance(item, Model):
        return path[-1]
    _, *names = natural_key(item)
    return [_canonical(name, language) for name in names]


def _canonical(value: Any, language: str) -> Any:
    """A value of the model as JSON that is the same for whatever means the same."""
    if isinstance(value, Model):
        return {
            alias: _canonical(inner, language)
            for name, alias in fields_of(type(value))
            if _is_filled(type(value), name, inner := getattr(value, name))
        }
    if isinstance(value, Text):
        return {code or language: " ".join(words.split()) for code, words in value.by_language}
    if isinstance(value, Duration):
        return list(value.length)
    if isinstance(value, Mapping):
        return {str(key): _canonical(inner, language) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return sorted((_canonical(inner, language) for inner in value), key=lambda one: json.dumps(one, sort_keys=True))
    return value.isoformat() if isinstance(value, date) else value


def _is_filled(cls: type[Model], name: str, value: Any) -> bool:
    """An empty list counts where leaving it out means something else: nobody, and not stated."""
    return value is not None and (value not in ((), {}) or cls.model_fields[name].default is None)
