"""Whom a change concerns: the groups of people in the rows it touches."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.changes.change import Change
from policyc.changes.pair import Pair


def concerned(pair: Pair, change: Change) -> tuple[str, ...]:
    """The ids of the audiences, in the order of the new policy and then of the old; empty: everyone.

    A row that names nobody is about everyone, and so is a change that touches no row.
    """
    found = [set(audiences) for audiences in _of_rows(pair, change)]
    if not found or not all(found):
        return ()
    named = set().union(*found)
    known = dict.fromkeys((*pair.new.audiences, *pair.old.audiences))
    return () if named.issuperset(pair.new.audiences) else tuple(id_ for id_ in known if id_ in named)


def _of_rows(pair: Pair, change: Change) -> Iterator[tuple[str, ...]]:
    path = change.path
    if path[:1] == ("audiences",) and len(path) > 1:
        yield (str(path[1]),)
    elif path[-1:] == ("audiences",):
        # Who is left out from now on is concerned as well; a row that names nobody any more is about everyone.
        old, new = (value if isinstance(value, tuple) else () for value in (change.old, change.new))
        yield (*old, *new) if new else ()
    else:
        yield from (pair.rows[row].audiences for row in pair.rows_at(path))
