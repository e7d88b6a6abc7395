"""Two versions of a statement in, everything there is to say of their difference out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policyc.changes.acceptance import Accepted, accepted_changes
from policyc.changes.change import Action, Change
from policyc.changes.compare import compare
from policyc.changes.duties import Verdict, verdict
from policyc.changes.events import Event, events_of
from policyc.changes.fingerprint import fingerprint
from policyc.changes.materiality import MaterialChange, classify
from policyc.changes.pair import Pair
from policyc.changes.renames import LikelyRename, likely_renames
from policyc.changes.rows.generic import STATEMENT_NEW, STATEMENT_WITHDRAWN
from policyc.model.policy import Policy

__all__ = ["Accepted", "Difference", "LikelyRename", "difference"]


@dataclass(frozen=True, slots=True)
class Difference:
    """`old` is None for a new statement, `new` for one that was withdrawn; then there is no `pair`.

    `changes` are all changes with their meaning, and `fingerprints` theirs, in the same order. `accepted` says which of
    them someone answers for; those ask nothing any more. `on` is the day by whose lead times and terms was judged.
    """

    on: date
    old: Policy | None
    new: Policy | None
    pair: Pair | None
    changes: tuple[MaterialChange, ...]
    fingerprints: tuple[str, ...]
    events: tuple[Event, ...]
    renames: tuple[LikelyRename, ...]
    accepted: tuple[Accepted, ...]
    verdict: Verdict


def difference(old: Policy | None, new: Policy | None, on: date) -> Difference:
    """What differs, what it means, and whether its duty is carried, by the lead times and terms of the day `on`.

    At least one side is there: ValueError when neither is.
    """
    if old is None and new is None:
        raise ValueError("there is nothing to compare")
    pair = None if old is None or new is None else Pair.of(old, new, compare(old, new))
    changes = (_whole(old, new),) if pair is None else classify(pair)
    fingerprints = tuple(fingerprint(change, pair.old if pair else old, new) for change in changes)
    entries = new.release.accept if new is not None and new.release is not None else ()
    accepted = accepted_changes(entries, changes, fingerprints, on)
    return Difference(
        on=on,
        old=old,
        new=new,
        pair=pair,
        changes=changes,
        fingerprints=fingerprints,
        events=events_of(changes),
        renames=() if old is None or new is None or pair is None else likely_renames(old, new, pair.changes),
        accepted=accepted,
        verdict=verdict(old, new, changes, accepted, on),
    )


def _whole(old: Policy | None, new: Policy | None) -> MaterialChange:
    """A statement that came or went, as one change."""
    kind = STATEMENT_NEW if old is None else STATEMENT_WITHDRAWN
    action = Action.ADDED if old is None else Action.REMOVED
    return MaterialChange(Change(action, (), (), old, new), kind, kind.materiality, subject=())
