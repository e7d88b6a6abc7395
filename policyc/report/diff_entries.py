"""The changes of one comparison, each with all that a report says of it: places, coverage, acceptance, sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from policyc.changes.kind import Materiality
from policyc.changes.materiality import MaterialChange
from policyc.changes.pair import value_at
from policyc.changes.said import Said
from policyc.diagnostics import Language, Path, Span
from policyc.model.base import Model
from policyc.model.policy import AcceptedChange, Policy
from policyc.model.purpose import ONLY_ROW
from policyc.model.text import Text
from policyc.report.compared import Side, View
from policyc.report.diff_words import part_word
from policyc.report.outside import path_of


class Place(NamedTuple):
    """A stretch of a file. `file` has forward slashes and no ref in front."""

    file: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A change as reports tell it. `steps` are the places in the verdict of what it lacks.

    `old` and `new` are where its values stand; None where a side has none. `near` is where to look at it: the value,
    or what is nearest to where it stood.
    """

    index: int
    change: MaterialChange
    fingerprint: str
    said: Said
    covered: bool
    steps: tuple[int, ...]
    accepted: AcceptedChange | None
    old: Place | None
    new: Place | None
    near: Place


@dataclass(frozen=True, slots=True)
class Told:
    """An event: the part of the statement, and its changes, the weightiest first."""

    subject: Path
    materiality: Materiality
    entries: tuple[Entry, ...]


def entries_of(view: View) -> tuple[Entry, ...]:
    """Every change of a comparison, in its order."""
    difference = view.difference
    accepted = {index: one.entry for one in difference.accepted if not one.stale for index in one.changes}
    steps: dict[int, list[int]] = {}
    for number, step in enumerate(difference.verdict.steps):
        for index in step.changes:
            steps.setdefault(index, []).append(number)
    return tuple(
        Entry(
            index=index,
            change=change,
            fingerprint=difference.fingerprints[index],
            said=view.said[index],
            covered=index not in difference.verdict.uncovered,
            steps=tuple(steps.get(index, ())),
            accepted=accepted.get(index),
            old=_place(view.old, change.change.before, change.change.old),
            new=_place(view.new, change.path, change.change.new),
            near=nearest(view, change.path, change.change.before),
        )
        for index, change in enumerate(difference.changes)
    )


def events_told(view: View, entries: Sequence[Entry]) -> tuple[Told, ...]:
    """The events of a comparison with the entries of their changes."""
    by_identity = {id(entry.change): entry for entry in entries}
    return tuple(
        Told(event.subject, event.materiality, tuple(by_identity[id(change)] for change in event.changes))
        for event in view.difference.events
    )


def _place(side: Side, path: Path, value: object) -> Place | None:
    """Where a value stands. What nobody wrote (an empty list) stands nowhere."""
    if side.document is None or value is None or value in ((), {}):
        return None
    return Place(path_of(side.path), side.document.locate(path))


def nearest(view: View, path: Path, before: Path | None = None) -> Place:
    """Where to look in the new version, or in the old one when there is no new."""
    side, steps = (view.new, path) if view.new.document is not None else (view.old, before or path)
    span = Span(1, 1, 1, 1) if side.document is None else side.document.locate(steps)
    return Place(path_of(side.path), span)


def dotted(path: Path) -> str:
    """A path as an author writes it: the only row of a purpose stands on the purpose itself. Empty for the root."""
    if path[:1] == ("purposes",) and path[2:4] == ("processing", ONLY_ROW) and len(path) > 4:
        path = (*path[:2], *path[4:])
    return ".".join(str(step) for step in path)


def subject_name(view: View, subject: Path, language: Language) -> str:
    """How people know a part: `doel “Nieuwsbrief”`; nothing for a part without a name."""
    word = part_word(str(subject[0]), language) if subject else ""
    if not word:
        return ""
    for policy in (view.difference.new, view.difference.old):
        name = None if policy is None else _name(policy, subject)
        if name is not None:
            return f"{word} “{name}”"
    return word


def _name(policy: Policy, subject: Path) -> str | None:
    part = value_at(policy, subject)
    for field in ("name", "title"):
        name = getattr(part, field, None)
        if isinstance(name, Text):
            return name.in_language(policy.language) or str(name)
        if isinstance(name, str):
            return name
    names = getattr(part, "names", ())
    return ", ".join(name.in_language(policy.language) or str(name) for name in names) or None


# --- values ----------------------------------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """A value of the model as JSON has it: fields by the names an author writes, what is not there left out."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Text):
        texts = dict(value.by_language)
        return texts[""] if list(texts) == [""] else texts
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Model):
        fields = type(value).model_fields
        return {
            field.alias or name: plain(inner)
            for name, field in fields.items()
            if _is_written(inner := getattr(value, name), optional=field.default is None)
        }
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    return str(value)


def _is_written(value: Any, *, optional: bool) -> bool:
    """An empty list says something (nobody) where leaving it out says something else (not stated)."""
    return value is not None and (optional or value not in ((), {}))


def short(value: Any) -> str:
    """A value in a few words, for where no sentence tells of it; nothing for a whole part."""
    shown = plain(value)
    if isinstance(shown, bool):
        return str(shown).lower()
    if isinstance(shown, str | int | float):
        return str(shown)
    if isinstance(shown, list) and all(isinstance(item, str) for item in shown):
        return ", ".join(shown)
    return ""


# --- sentences -------------------------------------------------------------------------------------------------------

LONGEST = 240
"""A sentence that is longer is shown from where it differs, unless all is asked for."""
_LEAD = 6
"""Words that are shown before the first one that differs: enough to recognise the sentence."""


def excerpts(said: Said, longest: int | None) -> Said:
    """Both sentences on one line; where one is longer than `longest`, from just before the place where they part."""
    before, after = (None if text is None else text.split() for text in said)
    whole = [" ".join(words) for words in (before, after) if words is not None]
    if longest is None or all(len(text) <= longest for text in whole):
        return Said(*(None if words is None else " ".join(words) for words in (before, after)))
    start = 0
    if before is not None and after is not None:
        same = next((n for n, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
        start = max(0, (min(len(before), len(after)) if same is None else same) - _LEAD)
    return Said(*(None if words is None else _cut(words, start, longest) for words in (before, after)))


def _cut(words: Sequence[str], start: int, longest: int) -> str:
    text = ("… " if start else "") + " ".join(words[start:])
    if len(text) <= longest:
        return text
    return (text[: longest - 2].rpartition(" ")[0] or text[: longest - 2]).rstrip(" ,;:.") + " …"
