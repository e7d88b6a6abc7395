"""What makes a change weigh more or less than its kind: whose data, which data, and what people expect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from policyc.changes.change import Change
from policyc.changes.kind import Direction, Kind, Materiality
from policyc.changes.pair import Pair
from policyc.diagnostics import Path
from policyc.model.policy import Nature, ReleaseChange


class Circumstance(StrEnum):
    """Why the class of a change is another one than that of its kind."""

    CHILDREN = "children"
    """The statement addresses children (recital 38)."""
    SENSITIVE = "sensitive"
    """Special categories, criminal data or the BSN (arts. 9, 10, 87)."""
    PROFILING = "profiling"
    """The data are used to profile people."""
    UNEXPECTED = "unexpected"
    """The author says that people would not expect it."""
    ONLY_NEW_DATA = "only_new_data"
    """Only people whose data are collected afterwards: they get the new statement then (art. 13(1))."""


RAISING = frozenset(Circumstance) - {Circumstance.ONLY_NEW_DATA}

_ABOUT_PROCESSING = frozenset(
    (
        1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 19, 20, 22, 23, 24, 26, 27, 30, 31, 32, 33, 43, 48,
    )
)  # fmt: skip
"""The rows of which it matters whose data are processed and which. A new telephone number is the same for everyone."""

_ABOUT_DATA = frozenset((1, 3, 4, 9, 10, 12, 13, 15, 16, 19, 22, 26, 43))
"""The rows that may be about data which nobody has given yet. A right is lost by everyone at once."""

_PAPERS = frozenset(("agreement_signed_on", "checked_on"))
"""Dates of documents: they say nothing of what happens to data."""

_OF_RECIPIENTS = frozenset(("role", "task", "condition", "collects_directly", "sub_processors", "transfers"))
"""The fields of a recipient that say what happens to the data it gets; the others only describe it."""


def weighed(
    kind: Kind, circumstances: tuple[Circumstance, ...], nature: Nature | None, *, is_text: bool
) -> Materiality:
    """The class of a change: of its kind, one up or down for the circumstances, and then what its nature makes of it.

    Nothing is raised into `consent`: consent is a legal basis, and asking for it where another basis carries the
    processing would be no free choice (art. 7(4)). What is better for people or means nothing is not raised.
    """
    found = kind.materiality
    if found in (Materiality.PUBLISH, Materiality.NOTIFY) and RAISING.intersection(circumstances):
        found = Materiality(found + 1)
    if found is Materiality.ADVANCE and Circumstance.ONLY_NEW_DATA in circumstances:
        found = Materiality.NOTIFY
    return _by_nature(found, nature, is_text=is_text)


def _by_nature(found: Materiality, nature: Nature | None, *, is_text: bool) -> Materiality:
    if found in (Materiality.EDITORIAL, Materiality.CONSENT):
        return found  # nothing lowers `consent`
    if nature == "editorial" and is_text:
        return Materiality.EDITORIAL
    if nature == "disclosure_correction":
        # It cannot be told in advance: it is so already. People hear of it without delay (WP260 rev.01, 29, 31).
        return Materiality.NOTIFY
    return found


def circumstances_of(pair: Pair, change: Change, kind: Kind, entry: ReleaseChange | None) -> tuple[Circumstance, ...]:
    """What holds for a change, in the order of `Circumstance`."""
    if kind.materiality is Materiality.EDITORIAL or _PAPERS.intersection(change.path):
        return ()
    return tuple(dict.fromkeys(_found(pair, change, kind, entry)))


def _found(pair: Pair, change: Change, kind: Kind, entry: ReleaseChange | None) -> Iterator[Circumstance]:
    if kind.direction is not Direction.BETTER and kind.row in _ABOUT_PROCESSING:
        if pair.new.children is not None and pair.new.children.addressed:
            yield Circumstance.CHILDREN
        if any(_is_sensitive(pair, id_) for id_ in _data(pair, change.path)):
            yield Circumstance.SENSITIVE
        if any((found := pair.rows[row].profiling) and found.present for row in _rows(pair, change.path)):
            yield Circumstance.PROFILING
        if entry is not None and entry.unexpected:
            yield Circumstance.UNEXPECTED
    if entry is not None and entry.only_new_data and kind.row in _ABOUT_DATA:
        yield Circumstance.ONLY_NEW_DATA


def _rows(pair: Pair, path: Path) -> tuple[Path, ...]:
    """The rows that a change really touches: who describes a recipient in other words does nothing with data."""
    if path[:1] == ("recipients",) and len(path) > 2 and path[2] not in _OF_RECIPIENTS:
        return ()
    return pair.rows_at(path)


def _data(pair: Pair, path: Path) -> Iterable[str]:
    """The categories of data that a change is about: the one it lies in, or those of the rows it touches."""
    if path[:1] == ("data_categories",) and len(path) > 1:
        return (str(path[1]),)
    return dict.fromkeys(id_ for row in _rows(pair, path) for id_ in pair.rows[row].data)


def _is_sensitive(pair: Pair, id_: str) -> bool:
    category = pair.new.data_categories.get(id_) or pair.old.data_categories.get(id_)
    return category is not None and bool(category.special or {"criminal", "bsn"}.intersection(category.regulated or ()))
