"""From raw changes to what they mean for people: kind, class, direction, nature, and whom they concern.

Order of the reckoning: the table gives kind and class; circumstances raise it (vulnerable people, sensitive data,
profiling, the unexpected) or lower it for people who are not there yet; then comes the nature that a person stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyc.changes.audiences import concerned
from policyc.changes.change import Action, Change
from policyc.changes.circumstances import Circumstance, circumstances_of, weighed
from policyc.changes.compare import Comparison
from policyc.changes.explode import exploded
from policyc.changes.kind import Direction, Kind, Materiality
from policyc.changes.pair import Pair
from policyc.changes.patterns import pattern_of
from policyc.changes.readership import reads_the_same
from policyc.changes.renames import Renames
from policyc.changes.rows import TABLE
from policyc.changes.rows.generic import (
    ADMINISTRATION,
    LANGUAGE_ADDED,
    LANGUAGE_REMOVED,
    NOTATION,
    ORDER,
    RENAMED,
    TRANSLATION,
    UNKNOWN,
)
from policyc.changes.subjects import told_with
from policyc.changes.table import Judgement, Waiver
from policyc.diagnostics import Path
from policyc.model.base import Model
from policyc.model.policy import Nature
from policyc.model.text import Text

_SUPPLIED = 54
"""The row of what the statement did not say and now says."""


@dataclass(frozen=True, slots=True)
class MaterialChange:
    """A change and what it means.

    `change` is the raw change or, where the part as a whole means nothing, a piece of it. `subject` is the path of the
    part that readers know it by, in the new policy or else the old. `audiences` are the ids of whom it concerns; empty:
    everyone. `entry` is the place in `release.changes` of what the announcement says of it. `waived` is why a change
    of bookkeeping is none for people.
    """

    change: Change
    kind: Kind
    materiality: Materiality
    subject: Path
    nature: Nature | None = None
    circumstances: tuple[Circumstance, ...] = ()
    audiences: tuple[str, ...] = ()
    entry: int | None = None
    waived: str = ""

    @property
    def path(self) -> Path:
        return self.change.path

    @property
    def direction(self) -> Direction:
        """That of the kind. What is said at last (row 54) is no better for people where it is a new practice."""
        is_new = self.kind.row == _SUPPLIED and self.nature == "processing_change"
        if is_new and self.kind.direction is Direction.BETTER:
            return Direction.NEUTRAL
        return self.kind.direction


def classify(pair: Pair) -> tuple[MaterialChange, ...]:
    """Every raw change with its meaning, in the order of `compare`. No change is left out."""
    comparison = Comparison(Renames.of(pair.changes), pair.new.language)
    return tuple(
        _placed(pair, change, judgement, waived)
        for raw in pair.changes
        for change, judgement, waived in _judged(pair, raw, comparison)
    )


_Judged = tuple[Change, Judgement, str]


def _judged(pair: Pair, change: Change, comparison: Comparison) -> Iterator[_Judged]:
    kind = _in_any_field(change) or _in_another_language(change, pair.new.language)
    if kind is not None:
        yield change, Judgement(kind), ""
        return
    line = TABLE.find(pattern_of(change.path), change.action)
    if line is None:
        pieces = tuple(exploded(change, comparison))
        for piece in pieces:
            yield from _judged(pair, piece, comparison)
        if not pieces:
            yield change, Judgement(NOTATION if _is_hollow(change) else UNKNOWN), ""
    elif isinstance(line.meaning, Waiver):
        yield change, Judgement(ADMINISTRATION), line.meaning.reason
    elif isinstance(line.meaning, Kind):
        yield change, Judgement(line.meaning), ""
    else:
        judgements = tuple(line.meaning(pair, change))
        for judgement in judgements or (Judgement(UNKNOWN),):
            yield change, judgement, ""


def _is_hollow(change: Change) -> bool:
    """Whether a part came or went that says nothing, such as `rights: {}`."""
    return all(value is None or isinstance(value, Model) for value in (change.old, change.new))


def _in_any_field(change: Change) -> Kind | None:
    """What means the same wherever it happens."""
    match change.action:
        case Action.RENAMED:
            return RENAMED
        case Action.REORDERED:
            return ORDER
        case Action.RESPELLED:
            return NOTATION
        case Action.WIDENED if isinstance(change.old, Text):
            return LANGUAGE_ADDED
        case Action.NARROWED if isinstance(change.old, Text):
            return LANGUAGE_REMOVED
    return None


def _in_another_language(change: Change, language: str) -> Kind | None:
    """A text that says the same in the language of the policy has changed only for those who read another one."""
    return TRANSLATION if change.action is Action.CHANGED and reads_the_same(change, language) else None


def _placed(pair: Pair, raw: Change, judgement: Judgement, waived: str) -> MaterialChange:
    change = _lying_at(judgement.path, raw) if judgement.path else raw
    index = pair.entry_index(change.path)
    entry = None if index is None or pair.new.release is None else pair.new.release.changes[index]
    nature = entry.nature if entry else None
    kind = judgement.kind
    circumstances = circumstances_of(pair, change, kind, entry)
    return MaterialChange(
        change=change,
        kind=kind,
        materiality=weighed(kind, circumstances, nature, is_text=is_text(raw)),
        subject=judgement.subject or told_with(pair, change),
        nature=nature,
        circumstances=circumstances,
        audiences=concerned(pair, change),
        entry=index,
        waived=waived,
    )


def _lying_at(path: Path, raw: Change) -> Change:
    """The change with a more exact place; also in the old policy, as far as that is below the same part."""
    depth = len(raw.path)
    before = (*raw.before, *path[depth:]) if path[:depth] == raw.path else path
    return raw._replace(path=path, before=before)


def is_text(change: Change) -> bool:
    """Whether only words changed, so that a person may say that the meaning did not (docs/changes.md, row 52).

    A text that comes or goes is more than other words, and so is an item of a list.
    """
    old, new = change.old, change.new
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(isinstance(item, Text) for item in (*old, *new))
    return isinstance(old, Text) and isinstance(new, Text)


def heaviest(changes: Sequence[MaterialChange]) -> Materiality:
    """The class of a release: that of its weightiest change; nothing changed is editorial."""
    return max((one.materiality for one in changes), default=Materiality.EDITORIAL)
