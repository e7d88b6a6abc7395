"""What every report of `policyc diff` says in the same sentences, about a change and about the verdict."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from policyc.changes.duties import Step
from policyc.changes.kind import Materiality
from policyc.changes.pair import value_at
from policyc.changes.said import Said
from policyc.changes.steps import Key
from policyc.diagnostics import Language, Path, Wording
from policyc.report import diff_words as words
from policyc.report.citation import citations
from policyc.report.compared import Compared, View
from policyc.report.diff_entries import LONGEST, Entry, Place, Told, dotted, excerpts, nearest, short, subject_name
from policyc.report.glyphs import visible, wrapped


def nothing_to_tell(view: View) -> bool:
    """Whether two versions differ in nothing and nothing is left to do."""
    difference = view.difference
    stale = any(one.stale for one in difference.accepted)
    verdict = difference.verdict
    is_checked = view.technical is not None
    return is_checked and not (
        difference.changes or view.technical or stale or difference.renames or verdict.steps or verdict.advice
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the summary: a class, bookkeeping or technical passages; how many, if that is known; how that stands."""

    name: Wording
    count: int | None
    note: str
    materiality: Materiality | None = None


def summary_rows(view: View, entries: Sequence[Entry], language: Language, *, all_changes: bool) -> Iterator[Row]:
    """Every class, the weightiest first, then bookkeeping where there is any, then what changed technically."""
    counted = [entry for entry in entries if not entry.change.waived]
    total = Counter(entry.change.materiality for entry in counted)
    uncovered = Counter(entry.change.materiality for entry in counted if not entry.covered)
    for materiality in sorted(Materiality, reverse=True):
        count = total[materiality]
        note = _standing(materiality, uncovered[materiality], count, language, all_changes) if count else ""
        yield Row(words.CLASS[materiality], count, note, materiality)
    waived = len(entries) - len(counted)
    if waived:
        note = words.FOR_NO_READER.in_language(language)
        yield Row(words.WAIVED, waived, note if all_changes else f"{note} ({words.HIDDEN.in_language(language)})")
    if view.technical is None:
        yield Row(words.TECHNICAL, None, words.NOT_CHECKED.in_language(language))
        return
    passages = len(view.technical)
    note = words.passages_changed(passages, language) if passages else words.NO_TECHNICAL.in_language(language)
    yield Row(words.TECHNICAL, passages, note)


def _standing(materiality: Materiality, uncovered: int, count: int, language: Language, all_changes: bool) -> str:
    if uncovered or materiality >= Materiality.NOTIFY:
        return words.some_uncovered(uncovered, count, language)
    if materiality is Materiality.PUBLISH:
        return words.ASKS_NO_MORE.in_language(language)
    return (words.ASKS_NOTHING if all_changes else words.HIDDEN).in_language(language)


MOST_IN_FULL = 12
"""Of a version that changes more parts than this, the parts whose duty is carried get a line each."""


def shown_of(event: Told, *, all_changes: bool) -> list[Entry]:
    """The changes of an event that are more than bookkeeping and, unless all are asked for, more than editorial."""
    lightest = Materiality.EDITORIAL if all_changes else Materiality.PUBLISH
    return [one for one in event.entries if not one.change.waived and one.change.materiality >= lightest]


def told_in_full(events: Sequence[Told], *, all_changes: bool) -> list[Told]:
    """The events that are told with their sentences; the others have a line each."""
    if all_changes or len(events) <= MOST_IN_FULL:
        return list(events)
    return [
        event
        for event in events
        if not all(one.covered and one.accepted is None for one in shown_of(event, all_changes=False))
    ]


def in_brief(view: View, event: Told, language: Language) -> tuple[str, str]:
    """A part of which nothing is asked any more: its name with its weightiest change, and where that is."""
    entries = shown_of(event, all_changes=False)
    named = subject_name(view, event.subject, language)
    if "“" not in named:
        named = f"{named} ({dotted(event.subject)})" if named else dotted(event.subject)
    kinds = {one.change.kind.id: one.change.kind for one in entries}
    first, *others = (kind.title.in_language(language) for kind in kinds.values())
    more = f" {words.and_more(len(others), language)}" if others else ""
    return f"{named or words.WHOLE.in_language(language)}: {first}{more}", where(entries[0], language)


def alike(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The changes of which everything but place and values is the same, in the order of the first of each."""
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for one in entries:
        change = one.change
        same = (change.kind.id, change.kind.row, change.materiality, change.nature, change.circumstances)
        groups.setdefault((*same, one.covered, one.steps, repr(one.accepted)), []).append(one)
    return list(groups.values())


def is_in_full(one: Entry, usual: Materiality, *, all_changes: bool) -> bool:
    """Whether a change is told with its sentences: what weighs the most in its event, and what lacks something.

    What comes with it and weighs less has a line: its subject is told already.
    """
    if all_changes or not one.covered or one.accepted is not None:
        return True
    return one.change.materiality >= Materiality.NOTIFY and one.change.materiality is usual


def group_title(entries: Sequence[Entry], usual: Materiality, language: Language) -> str:
    """`niet gedekt: bewaartermijn verlengd (slechter voor mensen; de praktijk verandert)`.

    The class stands in front where it is not the usual one.
    """
    first = entries[0]
    change = first.change
    state = []
    if change.materiality is not usual:
        state.append(words.CLASS[change.materiality].in_language(language))
    if first.accepted is not None:
        state.append(words.ACCEPTED.in_language(language))
    elif not first.covered:
        state.append(words.UNCOVERED.in_language(language))
    elif change.materiality >= Materiality.NOTIFY:
        state.append(words.COVERED.in_language(language))
    times = f"{len(entries)}× " if len(entries) > 1 else ""
    about = words.DIRECTION[change.direction].in_language(language)
    if change.nature is not None or (change.materiality >= Materiality.NOTIFY and change.path):
        about += f"; {words.NATURE[change.nature].in_language(language)}"
    said = f"{times}{change.kind.title.in_language(language)} ({about})"
    return f"{', '.join(state)}: {said}" if state else said


def where(one: Entry, language: Language) -> str:
    """`site.yaml:11 (was :14)`: where it stands, and on which line of the old version it stood.

    A statement that is gone stands nowhere.
    """
    if one.new is None and not one.change.path:
        return ""
    was = "" if one.old is None else f"({words.WAS.in_language(language)} :{one.old.span.line})"
    if one.new is None:
        return was or position(one.near)
    return f"{position(one.new)} {was}".rstrip()


def step_place(view: View, step: Step) -> str:
    """Where to write what a step asks; nothing where there is no file to write it in."""
    return "" if view.difference.new is None else position(nearest(view, step.at))


def step_sentence(step: Step, language: Language) -> str:
    """What a step asks, for where the entry to write is not shown below it."""
    said = step.wording.in_language(language)
    return f"{said} {words.keys_to_write([key.name for key in step.keys], language)}" if step.keys else said


def entry_to_write(view: View, step: Step, language: Language, width: int) -> Iterator[str]:
    """The YAML of the entry that a step asks, no wider than `width` where that can be; nothing for other steps.

    What a key must say stands behind it, or above it where that does not fit, and only in the first entry that has the
    key. The list itself begins with the first entry, where the policy has none.
    """
    if not step.keys:
        return
    before = takewhile(lambda one: one is not step, view.difference.verdict.steps)
    earlier = [one for one in before if one.keys and one.at == step.at]
    new = view.difference.new
    if not earlier and not (new is not None and value_at(new, step.at)):
        yield f"{step.at[-1]}:"
    told = {key.name for one in earlier for key in one.keys}
    behind = max((len(key.name) for key in step.keys if len(key.hints) == 1), default=0) + len(":  ")
    room = width - len(_ITEM)
    margin = _ITEM
    for key in step.keys:
        for line in _paths(key, room) if key.paths else _blank(key, key.name not in told, behind, language, room):
            yield f"{margin}{line}"
            margin = " " * len(_ITEM)


_ITEM = "  - "
_LEAST_COMMENT = 20


def _paths(key: Key, width: int) -> Iterator[str]:
    written = [_scalar(path) for path in key.paths]
    line = f"{key.name}: [{', '.join(written)}]"
    if len(line) <= width:
        yield line
        return
    yield f"{key.name}:"
    yield from (f"  - {path}" for path in written)


def _scalar(path: str) -> str:
    """A path in a list of YAML; anything but plain names and dots stands between quotation marks, in ASCII."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]*", path):
        return path
    quoted = json.dumps(path, ensure_ascii=False)
    return re.sub(r"[^ -~]", lambda match: f"\\U{ord(match[0]):08x}", quoted)


def _blank(key: Key, explained: bool, column: int, language: Language, width: int) -> Iterator[str]:
    """A key for a person to fill in; a comment behind it begins in `column`.

    It stays empty, which says nothing: no sign that stands for a text can pass for one.
    """
    hints = [hint.in_language(language) for hint in key.hints] if explained else []
    name = f"{key.name}:"
    if len(hints) == 1 and column + len("# ") + len(hints[0]) <= width:
        yield f"{name:<{column}}# {hints[0]}"
        return
    for hint in hints:
        first, *rest = wrapped(hint, max(width - len("#   "), _LEAST_COMMENT))
        yield f"# {first}"
        yield from (f"#   {line}" for line in rest)
    yield name


def position(place: Place) -> str:
    """`site.yaml:11`. A name is shown with what cannot be seen in it, so that it stays one name."""
    return f"{visible(place.file, ascii_only=False)}:{place.span.line}"


def sentences(one: Entry, longest: int | None) -> Iterator[tuple[Wording, str]]:
    """What readers read then and now; where no sentence tells of it, the values."""
    said = excerpts(one.said, longest)
    if said.before is not None and said.before == said.after:
        yield words.SAME, f"“{said.after}”"
        return
    if said.before is None and said.after is None:
        change = one.change.change
        values = excerpts(Said(short(change.old) or None, short(change.new) or None), longest)
        labels = (words.FROM, words.TO)
        quoted = False
    else:
        values, labels, quoted = said, (words.THEN, words.NOW), True
    for label, text in zip(labels, values, strict=True):
        if text is not None:
            yield label, f"“{text}”" if quoted else text


def technical_sentences(view: View, language: Language) -> Iterator[str]:
    """A line for each passage that changes though the policy does not; one when two policies were not looked at so."""
    difference = view.difference
    if view.technical is None:
        if difference.old is not None and difference.new is not None:
            yield words.NOT_CHECKED_TECHNICAL.in_language(language)
        return
    for passage in view.technical:
        said = excerpts(passage, LONGEST)
        pairs = ((words.THEN, said.before), (words.NOW, said.after))
        told = " ".join(f"{label.in_language(language)} “{text}”" for label, text in pairs if text is not None)
        yield f"{words.WITHOUT_CHANGE.in_language(language)}: {told}"


def passages(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The changes of a group, those together that readers read of in one passage."""
    found: dict[object, list[Entry]] = {}
    for one in entries:
        key: object = one.said if one.said != Said(None, None) else one.index
        found.setdefault(key, []).append(one)
    return list(found.values())


def first_of_kind(groups: Iterable[Sequence[Entry]]) -> frozenset[int]:
    """The places of the changes that explain their kind: the first group of each kind. Repeated, it is only noise."""
    first: dict[str, int] = {}
    for group in groups:
        first.setdefault(group[0].change.kind.id, group[0].index)
    return frozenset(first.values())


def group_notes(
    view: View, one: Entry, language: Language, *, explained: bool = False
) -> Iterator[tuple[Wording, str]]:
    """What holds for every change of a group, a line each: why the class is another one, sources, duties.

    `explained`: an earlier group of the kind told its sources, what the notice must say, and what its nature does.
    """
    change = one.change
    explained = explained and one.covered
    moved = words.moved(change)
    # That a correction is told, and not ahead, holds for each: its title says that it is one.
    if moved is not None and not (explained and change.nature == "disclosure_correction"):
        yield moved[0], "; ".join(why.in_language(language) for why in moved[1])
    if not explained:
        yield words.SOURCE, citations(change.kind.sources, language)
    if not explained and change.kind.asks is not None and change.materiality >= Materiality.NOTIFY:
        yield words.NOTICE, change.kind.asks.in_language(language)
    if one.steps:
        found = [view.difference.verdict.steps[number] for number in one.steps]
        numbered = [words.step_numbers([number + 1], language) for number in one.steps]
        parts = [
            f"{dotted(step.at)} ({number})" if step.at else number for number, step in zip(numbered, found, strict=True)
        ]
        yield words.MISSING if any(step.at for step in found) else words.NEEDED, words.listed(parts, language)
    if one.accepted is not None:
        entry = one.accepted
        yield words.ACCEPTED, words.accepted_by(str(entry.reason), str(entry.by), entry.until, language)


def formerly(view: View, path: Path, before: Path) -> str:
    """The line to write at a part so that it counts as the old one renamed; what it was called earlier stays."""
    part = None if view.difference.new is None else value_at(view.difference.new, path)
    names = dict.fromkeys((*getattr(part, "formerly", ()), str(before[-1])))
    return f"formerly: [{', '.join(names)}]"


def stale_sentences(view: View, language: Language) -> Iterator[str]:
    """For each entry of `release.accept` that counts for nothing: which, where, why."""
    for one in view.difference.accepted:
        if one.stale:
            why = words.STALE[one.stale].in_language(language)
            place = position(nearest(view, ("release", "accept", one.index)))
            yield words.stale_acceptance(one.entry.at, one.entry.change, why, place, language)


def verdict_sentences(compared: Compared, view: View, language: Language) -> tuple[bool, list[str]]:
    """Whether a comparison passes, and the sentences that say why, the most important one first."""
    verdict = view.difference.verdict
    heavy = compared.fail_on if compared.too_heavy(view) else None
    sentences = [words.answer(verdict.carried, len(verdict.steps), len(verdict.uncovered), language)]
    if heavy is not None:
        # Without a duty that lacks something the class is why it is a no, so that comes first.
        sentences.insert(0 if verdict.carried else 1, words.too_heavy(heavy, language))
    if not view.decides:
        sentences.append(words.NOT_DECIDING.in_language(language))
    days = (verdict.notice_date, verdict.effective, verdict.lead_time, verdict.earliest)
    scheduled = words.schedule(*days, language)
    if scheduled:
        sentences.append(scheduled)
    return verdict.carried and heavy is None, sentences


def first_to_accept(view: View, entries: Sequence[Entry]) -> Entry | None:
    """The first change that lacks something and that somebody can answer for: a whole statement has no `release`."""
    if view.difference.new is None:
        return None
    return next((one for one in entries if not one.covered and one.change.path), None)


def acceptance_entry(one: Entry, language: Language) -> Iterator[str]:
    """The YAML that accepts a change; reason, person and end date are for a person to fill in."""
    yield "accept:"
    yield f"  - change: {one.change.kind.id}"
    yield f"    at: {dotted(one.change.path)}"
    yield f"    fingerprint: {one.fingerprint}"
    yield f"    reason: <{words.ACCEPT_REASON.in_language(language)}>"
    yield f"    by: <{words.ACCEPT_BY.in_language(language)}>"
    yield f"    until: <{'jjjj-mm-dd' if language == 'nl' else 'yyyy-mm-dd'}>"
