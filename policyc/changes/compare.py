"""Two policies in, typed raw changes out: complete, without loss, and without any judgement.

Parts with an id are matched by it, then by `formerly`. A null is the same as a field that is left out. The order of
mappings and the spelling of the YAML are gone before this begins: both policies are values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from policyc.changes.change import Action, Change
from policyc.changes.renames import Renames, renamed, renames_between
from policyc.diagnostics import Path
from policyc.law.periods import surely_shorter
from policyc.model.address import ADDRESS_FORMS, AddressForm
from policyc.model.base import Model
from policyc.model.legal_basis import (
    Consent,
    Contract,
    LegalObligation,
    LegitimateInterests,
    PublicTask,
    VitalInterests,
)
from policyc.model.policy import (
    AcceptedChange,
    Exclusion,
    Policy,
    PublishedVersion,
    ReleaseChange,
    Suppression,
    Unconfirmed,
)
from policyc.model.purpose import DataSource
from policyc.model.rights import ComplaintStep
from policyc.model.text import Text
from policyc.model.values import Duration


def compare(old: Policy, new: Policy) -> tuple[Change, ...]:
    """Every difference, renames first and then in the order of the model; what is gone comes after what is there.

    `apply(compare(a, b), a) == b`, `compare(a, a) == ()`, and swapping the policies swaps the actions (`OPPOSITE`).
    """
    renames = renames_between(old, new)
    comparison = Comparison(renames, new.language)
    return (*renames.changes(), *comparison.models((), renamed(old, renames), new))


def apply(changes: Sequence[Change], policy: Policy) -> Policy:
    """The policy that `compare` was given as `new`, from the one it was given as `old`."""
    others = [change for change in changes if change.action is not Action.RENAMED]
    return cast("Policy", patched(renamed(policy, Renames.of(changes)), others, 0))


# --- comparing ------------------------------------------------------------------------------------------------------


class Comparison:
    """The two sides of one run: how ids changed, and in which language a text without one is written."""

    def __init__(self, renames: Renames, language: str) -> None:
        self._renames = renames
        self._language = language

    def models(self, path: Path, old: Model, new: Model) -> Iterator[Change]:
        """What differs between two parts of one class."""
        for name, alias in fields_of(type(new)):
            one, other = getattr(old, name), getattr(new, name)
            if one is not other and one != other:
                yield from self.values((*path, alias), one, other)

    def values(self, path: Path, old: Any, new: Any) -> Iterator[Change]:
        """What differs between two values of one field; None is what is not there."""
        if old is None or new is None or type(old) is not type(new):
            yield self._change(_presence(old, new), path, old, new)
        elif isinstance(old, Model):
            yield from self.models(path, old, new)
        elif isinstance(old, Mapping):
            yield from self._mappings(path, old, new)
        elif isinstance(old, tuple):
            yield from self._lists(path, old, new)
        else:
            yield self._change(self._action(old, new), path, old, new)

    def _mappings(self, path: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
        for key, value in new.items():
            if key not in old:
                yield self._change(Action.ADDED, (*path, key), None, value)
            elif old[key] != value:
                yield from self.values((*path, key), old[key], value)
        for key, value in old.items():
            if key not in new:
                yield self._change(Action.REMOVED, (*path, key), value, None)

    def _lists(self, path: Path, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Change]:
        if not old or not new:
            yield self._change(Action.WIDENED if new else Action.NARROWED, path, old, new)
        elif self._same_items(old, new) or self._same_words(old, new):
            for index, (one, other) in enumerate(zip(old, new, strict=True)):
                if one != other:
                    yield from self.values((*path, index), one, other)
        else:
            yield self._change(_list_action(self._said(old), self._said(new)), path, old, new)

    def known_by(self, item: Model) -> tuple[Any, ...]:
        """The natural key of an item, blind to other languages than that of the policy and to notation."""
        key = natural_key(item)
        return tuple(part.in_language(self._language) or part if isinstance(part, Text) else part for part in key)

    def _same_items(self, old: tuple[Any, ...], new: tuple[Any, ...]) -> bool:
        """Whether two lists hold the same items, one by one, so that only what is in the items can differ."""
        return len(old) == len(new) and all(
            isinstance(one, Model) and self.known_by(one) == self.known_by(other)
            for one, other in zip(old, new, strict=True)
        )

    def _same_words(self, old: tuple[Any, ...], new: tuple[Any, ...]) -> bool:
        """Whether two lists of texts differ in nothing but notation and languages."""
        return len(old) == len(new) and all(
            isinstance(one, Text) and (one == other or self._action(one, other) is not Action.CHANGED)
            for one, other in zip(old, new, strict=True)
        )

    def _action(self, old: Any, new: Any) -> Action:
        if isinstance(old, Duration):
            return _period_action(old, new)
        if isinstance(old, Text):
            return _text_action(old, new, self._language)
        return Action.CHANGED

    def _said(self, items: tuple[Any, ...]) -> tuple[Any, ...]:
        """The items; of texts what they say, whatever the notation."""
        return tuple(
            tuple(_by_language(item, self._language).items()) if isinstance(item, Text) else item for item in items
        )

    def _change(self, action: Action, path: Path, old: Any, new: Any) -> Change:
        return Change(action, path, self._renames.before(path), old, new)


def _presence(old: Any, new: Any) -> Action:
    if old is None:
        return Action.ADDED
    return Action.REMOVED if new is None else Action.CHANGED


def _period_action(old: Duration, new: Duration) -> Action:
    if old.length == new.length:
        return Action.RESPELLED
    if surely_shorter(old, new):
        return Action.LONGER
    return Action.SHORTER if surely_shorter(new, old) else Action.CHANGED


def _by_language(text: Text, language: str, form: AddressForm = "u") -> dict[str, str]:
    return {code or language: " ".join((text.in_language(code, form) or "").split()) for code, _ in text.by_language}


def _text_action(old: Text, new: Text, language: str) -> Action:
    """A text that reads the same to a reader called u, or to one called je, has only got the other form beside it."""
    actions = [_said_action(*(_by_language(text, language, form) for text in (old, new))) for form in ADDRESS_FORMS]
    return next((action for action in actions if action is not Action.CHANGED), Action.CHANGED)


def _said_action(old: Mapping[str, str], new: Mapping[str, str]) -> Action:
    """A text with another language beside it is wider: what it said it still says."""
    if old == new:
        return Action.RESPELLED
    if old.items() < new.items():
        return Action.WIDENED
    return Action.NARROWED if new.items() < old.items() else Action.CHANGED


def _list_action(old: tuple[Any, ...], new: tuple[Any, ...]) -> Action:
    lost, gained = not_in(old, new), not_in(new, old)
    if lost and gained:
        return Action.CHANGED
    if lost or gained:
        return Action.NARROWED if lost else Action.WIDENED
    return Action.REORDERED


def not_in(some: Sequence[Any], others: Sequence[Any]) -> tuple[Any, ...]:
    """What of a list is not in another; what stands twice has to be there twice."""
    left = Counter(others)
    lost = []
    for item in some:
        if left[item]:
            left[item] -= 1
        else:
            lost.append(item)
    return tuple(lost)


# --- lists whose items have no id -----------------------------------------------------------------------------------

_KEYS: Mapping[type[Model], tuple[str, ...]] = {
    **dict.fromkeys(
        (Consent, Contract, LegalObligation, VitalInterests, PublicTask, LegitimateInterests), ("basis", "cases")
    ),
    DataSource: ("name",),
    Exclusion: ("what",),
    ComplaintStep: ("name",),
    PublishedVersion: ("version",),
    Unconfirmed: ("at",),
    Suppression: ("rule", "at"),
    ReleaseChange: ("covers",),
    AcceptedChange: ("change", "at"),
}
"""By which fields an item of a list is known, where it has no id."""


def natural_key(item: Model) -> tuple[Any, ...]:
    """What tells an item of a list from the others: its class and the fields that name it."""
    return type(item), *(getattr(item, field) for field in _KEYS[type(item)])


# --- applying -------------------------------------------------------------------------------------------------------


def patched(value: Any, changes: Sequence[Change], depth: int) -> Any:
    """The value with the changes made in it; on every path it lies `depth` steps down."""
    if not changes:
        return value
    if len(changes[0].path) == depth:
        return changes[0].new
    below: dict[str | int, list[Change]] = {}
    for change in changes:
        below.setdefault(change.path[depth], []).append(change)
    if isinstance(value, Model):
        fields = ((name, alias, getattr(value, name)) for name, alias in fields_of(type(value)) if alias in below)
        return value.model_copy(update={name: patched(old, below[alias], depth + 1) for name, alias, old in fields})
    if isinstance(value, tuple):
        return tuple(patched(old, below.get(index, ()), depth + 1) for index, old in enumerate(value))
    made = {key: patched(value.get(key), inner, depth + 1) for key, inner in below.items()}
    return {key: inner for key, inner in {**value, **made}.items() if inner is not None}


# --- the fields of a class ------------------------------------------------------------------------------------------

_FIELDS: dict[type[Model], tuple[tuple[str, str], ...]] = {}


def fields_of(cls: type[Model]) -> tuple[tuple[str, str], ...]:
    """(name in Python, key in the source) of every field, in the order of the class."""
    if cls not in _FIELDS:
        _FIELDS[cls] = tuple((name, field.alias or name) for name, field in cls.model_fields.items())
    return _FIELDS[cls]
