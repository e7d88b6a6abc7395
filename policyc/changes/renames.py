"""Parts that kept what they are under another id: matched by `formerly`, and suggested where that is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from policyc.changes.change import Action, Change
from policyc.diagnostics import Path
from policyc.model.cookies import Cookie
from policyc.model.policy import Policy
from policyc.model.purpose import Processing, Purpose
from policyc.model.recipient import Recipient
from policyc.model.transfer import Transfer

_Ids = Mapping[str, str]
"""Old id → new id."""


@dataclass(frozen=True, slots=True)
class Renames:
    """Which ids changed. The key is the path of the mapping that holds them, by the ids of the new policy."""

    by_mapping: Mapping[Path, _Ids] = field(default_factory=dict)

    @classmethod
    def of(cls, changes: Sequence[Change]) -> Renames:
        """The renames among raw changes."""
        found: dict[Path, dict[str, str]] = {}
        for change in changes:
            if change.action is Action.RENAMED:
                found.setdefault(change.path[:-1], {})[str(change.old)] = str(change.new)
        return cls(found)

    def changes(self) -> Iterator[Change]:
        for mapping, ids in self.by_mapping.items():
            for old, new in ids.items():
                yield Change(Action.RENAMED, (*mapping, new), (*self.before(mapping), old), old, new)

    def before(self, path: Path) -> Path:
        """The path in the old policy of what lies at `path` in the new one."""
        if not self.by_mapping:
            return path
        inverse = {mapping: {new: old for old, new in ids.items()} for mapping, ids in self.by_mapping.items()}
        return tuple(inverse.get(path[:index], {}).get(str(step), step) for index, step in enumerate(path))

    def below(self, mapping: Path) -> _Ids:
        return self.by_mapping.get(mapping, {})


_TOP = ("audiences", "data_categories", "recipients", "purposes", "cookies")
_NESTED = (("purposes", "processing"), ("recipients", "transfers"), ("recipients", "sub_processors"))


def renames_between(old: Policy, new: Policy) -> Renames:
    """The parts whose new name says, in either policy, what it was called before."""
    found: dict[Path, _Ids] = {}
    for name in _TOP:
        _note(found, (name,), getattr(old, name), getattr(new, name))
    for name, inner in _NESTED:
        before = found.get((name,), {})
        for id_, part in getattr(old, name).items():
            now = before.get(id_, id_)
            other = getattr(new, name).get(now)
            if other is not None:
                _note(found, (name, now, inner), getattr(part, inner), getattr(other, inner))
    return Renames(found)


def _note(found: dict[Path, _Ids], path: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    ids = _matched(old, new)
    if ids:
        found[path] = ids


def _matched(old: Mapping[str, Any], new: Mapping[str, Any]) -> _Ids:
    """Old id → new id. It comes out the same from both sides, so a pair that claims an id twice goes by name."""
    gone = {id_: part for id_, part in old.items() if id_ not in new}
    come = {id_: part for id_, part in new.items() if id_ not in old}
    if not gone or not come:
        return {}
    pairs = {(former, id_) for id_, part in come.items() for former in part.formerly if former in gone}
    pairs |= {(id_, later) for id_, part in gone.items() for later in part.formerly if later in come}
    matched: dict[str, str] = {}
    for one, other in sorted(pairs, key=lambda pair: (sorted(pair), pair)):
        if one not in matched and other not in matched.values():
            matched[one] = other
    return matched


# --- the old policy under the new names -----------------------------------------------------------------------------


def renamed(policy: Policy, renames: Renames) -> Policy:
    """The policy with every renamed part, and every reference to it, under its new id."""
    if not renames.by_mapping:
        return policy
    ids = {name: renames.below((name,)) for name in _TOP}
    return policy.model_copy(
        update={
            "audiences": _keys(policy.audiences, ids["audiences"]),
            "data_categories": _keys(policy.data_categories, ids["data_categories"]),
            "recipients": _mapped(
                _keys(policy.recipients, ids["recipients"]), lambda id_, one: _recipient(id_, one, renames)
            ),
            "purposes": _mapped(
                _keys(policy.purposes, ids["purposes"]), lambda id_, one: _purpose(id_, one, renames, ids)
            ),
            "cookies": _mapped(_keys(policy.cookies, ids["cookies"]), lambda _, one: _cookie(one, ids)),
        }
    )


def _keys(parts: Mapping[str, Any], ids: _Ids) -> dict[str, Any]:
    return {ids.get(id_, id_): part for id_, part in parts.items()}


def _mapped(parts: Mapping[str, Any], made: Callable[[str, Any], Any]) -> dict[str, Any]:
    return {id_: made(id_, part) for id_, part in parts.items()}


def _all(names: tuple[str, ...], ids: _Ids) -> tuple[str, ...]:
    return tuple(ids.get(name, name) for name in names)


def _purpose(id_: str, purpose: Purpose, renames: Renames, ids: Mapping[str, _Ids]) -> Purpose:
    rows = _keys(purpose.processing, renames.below(("purposes", id_, "processing")))
    return purpose.model_copy(update={"processing": _mapped(rows, lambda _, row: _row(row, ids))})


def _row(row: Processing, ids: Mapping[str, _Ids]) -> Processing:
    return row.model_copy(
        update={
            "audiences": _all(row.audiences, ids["audiences"]),
            "data": _all(row.data, ids["data_categories"]),
            "recipients": _all(row.recipients, ids["recipients"]),
        }
    )


def _recipient(id_: str, recipient: Recipient, renames: Renames) -> Recipient:
    subs = renames.below(("recipients", id_, "sub_processors"))
    transfers = _keys(recipient.transfers, renames.below(("recipients", id_, "transfers")))
    return recipient.model_copy(
        update={
            "sub_processors": _keys(recipient.sub_processors, subs),
            "transfers": _mapped(transfers, lambda _, one: _through(one, subs)),
        }
    )


def _through(transfer: Transfer, subs: _Ids) -> Transfer:
    return transfer.model_copy(update={"through": transfer.through and subs.get(transfer.through, transfer.through)})


def _cookie(cookie: Cookie, ids: Mapping[str, _Ids]) -> Cookie:
    readers = cookie.third_party_access
    return cookie.model_copy(
        update={
            "provider": cookie.provider and ids["recipients"].get(cookie.provider, cookie.provider),
            "purpose": _all(cookie.purpose, ids["purposes"]),
            "data": _all(cookie.data, ids["data_categories"]),
            "third_party_access": None if readers is None else _all(readers, ids["recipients"]),
        }
    )
