"""What follows from the law for the people who get a notice: objection, withdrawal, rights that come and go.

Everything here is about what changed, never about the statement as a whole: a letter that names a right people do not
have for this change misleads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from policyc.changes.change import Action
from policyc.changes.kind import Materiality
from policyc.changes.materiality import MaterialChange
from policyc.changes.pair import Pair, value_at
from policyc.diagnostics import Path
from policyc.model.cookies import ConsentMeans, Cookie
from policyc.model.legal_basis import Consent, Contract, LegitimateInterests, Means, PublicTask
from policyc.model.link import Link
from policyc.model.personal_data import DataCategory
from policyc.model.policy import Policy
from policyc.model.purpose import Processing, Purpose
from policyc.model.rights import RightDetail
from policyc.model.text import Prose, Text
from policyc.model.transfer import DerogationTransfer


@dataclass(frozen=True, slots=True)
class Use:
    """A purpose, or one row of it: by its own name, or else by its data."""

    purpose: Text
    row: Text | None = None
    data: tuple[DataCategory, ...] = ()


@dataclass(frozen=True, slots=True)
class Objection:
    """Against what people may object of what changed (art. 21(1)), and which advertising they can stop (21(2)-(3)).

    `bases` are in the order of art. 6(1). `elsewhere`: the statement has more that one may object to.
    """

    uses: tuple[Use, ...]
    bases: tuple[str, ...]
    marketing: tuple[Use, ...]
    elsewhere: bool
    detail: RightDetail | None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """How one takes back consent to `names` (art. 7(3)): the addresses, the ways, and what the author says of it."""

    names: tuple[Text, ...]
    at: tuple[Link, ...]
    by: tuple[Means, ...]
    words: Prose | None

    @property
    def is_told(self) -> bool:
        return bool(self.at or self.by or self.words)

    def __gt__(self, other: Withdrawal) -> bool:
        """Whether it has every way of another route, and more."""
        mine, theirs = {*self.at, *self.by, self.words}, {*other.at, *other.by, other.words}
        return mine > theirs - {None} and mine - {None} != theirs - {None}


@dataclass(frozen=True, slots=True)
class Lost:
    """A right that went with the legal basis (arts. 20(1), 21(1)), and for what."""

    right: Literal["objection", "portability"]
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class NewUse:
    """There is a new purpose, or a new part of one, so that people hear of their rights again (art. 13(3))."""

    portable: bool


# --- the right to object ----------------------------------------------------------------------------------------------


def objection(pair: Pair, changes: Iterable[MaterialChange], audience: str | None) -> Objection | None:
    """The right to object for the rows that changes touch in a way an objection helps against (art. 21(4))."""
    touched = _rows_touched(pair, changes)
    if audience is not None:
        touched = {path: row for path, row in touched.items() if not row.audiences or audience in row.audiences}
    balanced = [path for path, row in touched.items() if _is_balanced(row)]
    marketing = [path for path, row in touched.items() if row.direct_marketing is not None]
    if not balanced and not marketing:
        return None
    used = {basis.basis for path in balanced for basis in touched[path].legal_basis}
    open_to_it = [path for path, row in pair.new_rows.items() if _is_balanced(row) or row.direct_marketing is not None]
    rights = pair.new.rights
    return Objection(
        uses=_uses(pair.new, balanced),
        bases=tuple(basis for basis in ("public_task", "legitimate_interests") if basis in used),
        marketing=_uses(pair.new, marketing),
        elsewhere=not {*balanced, *marketing}.issuperset(open_to_it),
        detail=rights.per_right.get("objection") if rights is not None else None,
    )


_BRINGS_IT = frozenset(
    ("legal_basis", "direct_marketing", "retention", "profiling", "data", "audiences", "special_ground")
)


def _rows_touched(pair: Pair, changes: Iterable[MaterialChange]) -> Mapping[Path, Processing]:
    """The rows of now that are new or used otherwise, in the order of the statement."""
    found: set[Path] = set()
    for one in changes:
        path = one.path
        if one.materiality < Materiality.NOTIFY or path[:1] != ("purposes",):
            continue
        if len(path) in (2, 4) or (len(path) > 4 and path[4] in _BRINGS_IT):
            found.update(pair.rows_at(path))
    return {path: row for path, row in pair.new_rows.items() if path in found}


def _is_balanced(row: Processing) -> bool:
    """Art. 21(1)."""
    return any(isinstance(basis, PublicTask | LegitimateInterests) for basis in row.legal_basis)


def _uses(policy: Policy, rows: Sequence[Path]) -> tuple[Use, ...]:
    """The rows as readers know them: a purpose as a whole when all its rows are meant, else each row."""
    found: dict[Use, None] = {}
    for path in rows:
        purpose = policy.purposes[str(path[1])]
        meant = [one for one in rows if one[:2] == path[:2]]
        found.setdefault(Use(purpose.name) if len(meant) == len(purpose.processing) else _row(policy, purpose, path))
    return tuple(found)


def _row(policy: Policy, purpose: Purpose, path: Path) -> Use:
    row = purpose.processing[str(path[3])]
    if row.name is not None:
        return Use(purpose.name, row.name)
    known = policy.data_categories
    return Use(purpose.name, data=tuple(known[id_] for id_ in row.data if id_ in known))


# --- rights that come and go with a legal basis -----------------------------------------------------------------------


def lost_rights(pair: Pair, changes: Iterable[MaterialChange]) -> tuple[Lost, ...]:
    """What people can no longer do since the legal basis is another one. Advertising can always be stopped."""
    rows = [
        path
        for path in dict.fromkeys(row for one in changes if _is_of_basis(one) for row in pair.rows_at(one.path))
        if path in pair.old_rows and path in pair.new_rows
    ]
    old, new = pair.old_rows, pair.new_rows
    objections = [
        path
        for path in rows
        if _is_balanced(old[path]) and not _is_balanced(new[path]) and new[path].direct_marketing is None
    ]
    portable = [path for path in rows if is_portable(old[path]) and not is_portable(new[path])]
    lost = (Lost("objection", _uses(pair.new, objections)), Lost("portability", _uses(pair.new, portable)))
    return tuple(one for one in lost if one.uses)


def _is_of_basis(change: MaterialChange) -> bool:
    return change.path[:1] == ("purposes",) and "legal_basis" in change.path


def is_portable(row: Processing) -> bool:
    """Art. 20(1): consent or contract, and by automated means, which counts unless denied."""
    return row.automated_means is not False and any(isinstance(basis, Consent | Contract) for basis in row.legal_basis)


def new_use(pair: Pair, changes: Iterable[MaterialChange]) -> NewUse | None:
    """Whether something is used for a purpose, or in a row, that was not there."""
    rows = [
        pair.new_rows[row]
        for one in changes
        if one.change.action is Action.ADDED and one.path[:1] == ("purposes",) and len(one.path) in (2, 4)
        for row in pair.rows_at(one.path)
        if row in pair.new_rows
    ]
    return NewUse(any(map(is_portable, rows))) if rows else None


# --- taking consent back ----------------------------------------------------------------------------------------------


def withdrawals(pair: Pair, changes: Sequence[MaterialChange]) -> tuple[Withdrawal, ...]:
    """How to take back the consent that changed parts rest on: each route once, with what it is for.

    None at all when a part rests on something else as well: then taking consent back does not end it.
    """
    found = [one for change in changes for one in _consents(pair, change)]
    return () if None in found else merged(one for one in found if one is not None)


def merged(routes: Iterable[Withdrawal]) -> tuple[Withdrawal, ...]:
    """Each route once, with all that it is for; what has a fuller route is not told with a lesser one."""
    by_route: dict[tuple[tuple[Link, ...], tuple[Means, ...], Prose | None], dict[Text, None]] = {}
    for one in routes:
        by_route.setdefault((one.at, one.by, one.words), {}).update(dict.fromkeys(one.names))
    found = [Withdrawal(tuple(names), *route) for route, names in by_route.items()]
    left = (
        replace(
            one, names=tuple(name for name in one.names if not any(name in two.names and two > one for two in found))
        )
        for one in found
    )
    return tuple(one for one, whole in zip(left, found, strict=True) if one.names or not whole.names)


def _consents(pair: Pair, change: MaterialChange) -> Iterator[Withdrawal | None]:
    """The consent that each part a change touches rests on now; None where it rests on something else."""
    policy, path = pair.new, change.path
    if path[:1] in (("consent",), ("cookie_use",)):
        yield _withdrawal(policy, (), [policy.consent])
    elif path[:1] in (("controller",), ("controllers",)):
        # Consent names who asks it, so another controller asks all of it; another address of the same one does not.
        if change.materiality is Materiality.CONSENT:
            yield from (one for row in pair.new_rows if (one := _of_row(pair, row)) is not None)
    elif path[:1] == ("cookies",):
        cookie = policy.cookies.get(str(path[1]))
        if cookie is not None:
            yield _of_cookie(policy, cookie)
    elif "transfers" in path and _rests_on_explicit_consent(value_at(policy, path[:4])):
        yield _withdrawal(policy, (policy.recipients[str(path[1])].title,), [])
    else:
        yield from (_of_row(pair, row) for row in pair.rows_at(path) if row in pair.new_rows)


def _rests_on_explicit_consent(transfer: object) -> bool:
    return isinstance(transfer, DerogationTransfer) and transfer.ground == "49_1_a"


def _of_row(pair: Pair, path: Path) -> Withdrawal | None:
    row = pair.new_rows[path]
    bases = [basis for basis in row.legal_basis if isinstance(basis, Consent)]
    explicit = row.special_ground is not None and row.special_ground.condition == "9_2_a"
    name = pair.new.purposes[str(path[1])].name
    return _withdrawal(pair.new, (name,), bases) if bases or explicit else None


def _of_cookie(policy: Policy, cookie: Cookie) -> Withdrawal | None:
    bases = [one for one in cookie.legal_basis if isinstance(one, Consent)]
    if not bases and cookie.consent != "required":
        return None
    purposes = tuple(policy.purposes[id_].name for id_ in cookie.purpose if id_ in policy.purposes)
    names = purposes or ((cookie.name,) if cookie.name is not None else ())
    return _withdrawal(policy, names, [*bases, policy.consent])


def _withdrawal(policy: Policy, names: tuple[Text, ...], means: Sequence[Consent | ConsentMeans | None]) -> Withdrawal:
    """What the parts say; else what the statement says of all consent, or of the right to take it back."""
    detail = policy.rights.per_right.get("withdraw_consent") if policy.rights is not None else None
    general = policy.consent if policy.consent is not None and not policy.consent.is_of_cookies else None
    of_the_right = Withdrawal(names, (detail.channel,) if detail and detail.channel else (), (), None)
    tried = (_route(names, means), _route(names, [general]), of_the_right)
    return next((one for one in tried if one.is_told), of_the_right)


def _route(names: tuple[Text, ...], means: Sequence[Consent | ConsentMeans | None]) -> Withdrawal:
    told = [one for one in means if one is not None]
    return Withdrawal(
        names,
        at=tuple(dict.fromkeys(one.withdraw_at for one in told if one.withdraw_at is not None)),
        by=tuple(dict.fromkeys(way for one in told for way in one.withdrawn_by or ())),
        words=next((one.withdrawal for one in told if isinstance(one, ConsentMeans) and one.withdrawal), None),
    )
