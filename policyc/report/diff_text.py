"""What `policyc diff` found, for people: what changes for whom, whether its duty is carried, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from policyc.changes.duties import Step
from policyc.changes.kind import Materiality
from policyc.changes.said import Said
from policyc.diagnostics import Language, Wording
from policyc.report import diff_words as words
from policyc.report.colour import BOLD, DIM, painter
from policyc.report.compared import Compared, View
from policyc.report.diff_entries import (
    LONGEST,
    Entry,
    Told,
    dotted,
    entries_of,
    events_told,
    excerpts,
    nearest,
    subject_name,
)
from policyc.report.diff_sentences import (
    Row,
    acceptance_entry,
    alike,
    entry_to_write,
    first_of_kind,
    first_to_accept,
    formerly,
    group_notes,
    group_title,
    in_brief,
    is_in_full,
    nothing_to_tell,
    passages,
    position,
    sentences,
    shown_of,
    stale_sentences,
    step_place,
    summary_rows,
    told_in_full,
    verdict_sentences,
    where,
)
from policyc.report.excerpt import Frame
from policyc.report.glyphs import visible, width_of, wrapped
from policyc.report.outside import logged

MOST = 8
"""Of one event so many changes are shown; the rest is counted. Of the technical passages too."""

_NARROWEST = 40
_ENTRY = " " * 9  # the same for every step, however long its number: they are copied below one another
_CLASS_STYLE = {
    Materiality.CONSENT: "1;31",
    Materiality.ADVANCE: "1;31",
    Materiality.NOTIFY: "1;33",
    Materiality.PUBLISH: "1;34",
    Materiality.EDITORIAL: "1",
}
_CARRIED, _LACKING = "1;32", "1;31"


@dataclass(frozen=True, slots=True)
class _Told:
    """One comparison, ready to be written."""

    view: View
    compared: Compared
    entries: tuple[Entry, ...]
    frame: Frame
    all_changes: bool

    @property
    def language(self) -> Language:
        return self.frame.language

    def say(self, wording: Wording) -> str:
        return wording.in_language(self.language)


def render(
    compared: Compared,
    *,
    language: Language,
    width: int,
    color: bool,
    ascii: bool = False,
    all_changes: bool = False,
) -> str:
    """The whole report. Without colour it says the same; with `ascii` it can show nothing more than ASCII.

    Editorial changes and those of bookkeeping are counted; with `all_changes` they are shown too, as is every change
    of a long list and every sentence in full.
    """
    frame = Frame(language, max(width, _NARROWEST), painter(color), ascii)
    lines: list[str] = []
    for view in compared.views:
        told = _Told(view, compared, entries_of(view), frame, all_changes)
        if lines:
            lines.append("")
        if len(compared.views) > 1:
            lines += _flow(told, words.BASELINE[view.baseline].in_language(language), style=BOLD)
        lines += _report(told)
    return "".join(f"{line}\n" for line in lines)


def _report(told: _Told) -> Iterator[str]:
    difference = told.view.difference
    if nothing_to_tell(told.view):
        yield from _flow(told, words.nothing_changed(told.view.old.shown, told.view.new.shown, told.language))
        return
    yield from _heading(told)
    yield ""
    yield from _summary(told)
    yield from _events(told)
    if told.all_changes:
        yield from _bookkeeping(told)
    if difference.renames:
        yield ""
        yield from _renames(told)
    if any(one.stale for one in difference.accepted):
        yield ""
        yield from _stale(told)
    if told.view.technical:
        yield ""
        yield from _technical(told)
    yield ""
    yield from _verdict(told)


# --- lines -----------------------------------------------------------------------------------------------------------


def _shown(told: _Told, text: str) -> str:
    return logged(visible(" ".join(text.split()), ascii_only=told.frame.ascii))


def _flow(told: _Told, text: str, indent: int = 0, *, style: str = "", hang: int = 0) -> Iterator[str]:
    """A sentence over as many lines as it takes; `hang` is how much further the next lines go in."""
    first, *rest = wrapped(_shown(told, text), told.frame.width - indent - hang)
    yield " " * indent + told.frame.paint(first, style)
    yield from (" " * (indent + hang) + told.frame.paint(line, style) for line in rest)


def _labelled(told: _Told, label: Wording, text: str, indent: int) -> Iterator[str]:
    """`bron  artikel 13 lid 3 AVG`, with the next lines below the first word."""
    head = " " * indent + f"{_shown(told, told.say(label)):<{_label_width(told)}} "
    first, *rest = wrapped(_shown(told, text), max(told.frame.width - len(head), 20))
    yield told.frame.paint(head, DIM) + first
    yield from (" " * len(head) + line for line in rest)


def _label_width(told: _Told) -> int:
    """The room for a label, the same for all of them: what they say stands below one another."""
    return max(width_of(told.say(label)) for label in words.LABELS)


def _beside(told: _Told, left: str, right: str, indent: int) -> Iterator[str]:
    """Something with a place at the end of its line, or on the next one where both do not fit."""
    shown, place = _shown(told, left), _shown(told, right)
    room = told.frame.width - indent - width_of(shown) - width_of(place)
    if room >= 2:
        yield " " * indent + shown + " " * room + told.frame.paint(place, DIM)
        return
    yield from _flow(told, left, indent, hang=2)
    yield from _flow(told, right, indent + 2, style=DIM)


# --- heading and summary ---------------------------------------------------------------------------------------------


def _heading(told: _Told) -> Iterator[str]:
    old, new = told.view.difference.old, told.view.difference.new
    language = told.language
    if old is None or new is None:
        side = told.view.new if old is None else told.view.old
        sentence = words.new_statement if old is None else words.withdrawn_statement
        yield from _flow(told, sentence(side.shown, language), style=BOLD)
    else:
        yield from _flow(told, f"{told.view.old.shown} {_arrow(told)} {told.view.new.shown}", style=BOLD)
    versions = [words.version_of(one.version, one.effective, language) for one in (old, new) if one is not None]
    yield from _flow(told, f" {_arrow(told)} ".join(versions))
    yield from _flow(told, words.judged_on(told.view.difference.on, told.compared.facts_version, language), style=DIM)


def _arrow(told: _Told) -> str:
    return "->" if told.frame.ascii else "→"


def _summary(told: _Told) -> Iterator[str]:
    for row in summary_rows(told.view, told.entries, told.language, all_changes=told.all_changes):
        style = DIM if not row.count or row.materiality is None else _CLASS_STYLE[row.materiality]
        yield from _counted(told, row, style)


def _counted(told: _Told, row: Row, style: str) -> Iterator[str]:
    widest = max(len(told.say(one)) for one in (*words.CLASS.values(), words.WAIVED, words.TECHNICAL))
    head = f"  {told.say(row.name).upper():<{widest}} {'-' if row.count is None else row.count:>5}"
    first, *rest = wrapped(_shown(told, row.note), max(told.frame.width - len(head) - 3, 10))
    yield told.frame.paint(head, style) + (f"   {first}" if first else "")
    yield from (" " * (len(head) + 3) + line for line in rest)


# --- events ----------------------------------------------------------------------------------------------------------


def _events(told: _Told) -> Iterator[str]:
    shown = [event for event in events_told(told.view, told.entries) if _visible(told, event)]
    in_full = told_in_full(shown, all_changes=told.all_changes)
    explaining = first_of_kind(group for event in in_full for group in _full_groups(told, event))
    for materiality, events in groupby(shown, key=lambda event: event.materiality):
        yield ""
        yield from _flow(told, told.say(words.CLASS[materiality]).upper(), style=_CLASS_STYLE[materiality])
        verdict = told.view.difference.verdict
        promised = verdict.lead_time if materiality is verdict.materiality else None
        yield from _flow(told, words.duty(materiality, told.view.difference.on, promised, told.language))
        for event in events:
            if event in in_full:
                yield ""
                yield from _event(told, event, explaining)
            else:
                yield from _beside(told, *in_brief(told.view, event, told.language), 2)
    if len(in_full) < len(shown):
        yield ""
        yield from _flow(told, told.say(words.IN_BRIEF), style=DIM)


def _visible(told: _Told, event: Told) -> list[Entry]:
    return shown_of(event, all_changes=told.all_changes)


def _full_groups(told: _Told, event: Told) -> Iterator[Sequence[Entry]]:
    """The groups of an event that are told with their sentences."""
    for group in alike(_first(told, event)):
        if is_in_full(group[0], event.materiality, all_changes=told.all_changes):
            yield group


def _first(told: _Told, event: Told) -> list[Entry]:
    """The changes of an event there is room for."""
    entries = _visible(told, event)
    return entries if told.all_changes else entries[:MOST]


def _event(told: _Told, event: Told, explaining: frozenset[int]) -> Iterator[str]:
    entries = _visible(told, event)
    yield from _flow(told, _event_title(told, event, entries), 2, style=BOLD)
    shown = _first(told, event)
    above: set[Said] = set()
    for number, group in enumerate(alike(shown)):
        if number and is_in_full(group[0], event.materiality, all_changes=told.all_changes):
            yield ""
        yield from _group(told, event, group, explaining, above)
    if len(entries) > len(shown):
        yield from _flow(told, words.hidden_changes(len(entries) - len(shown), told.language), 4, style=DIM)


def _event_title(told: _Told, event: Told, entries: Sequence[Entry]) -> str:
    named = subject_name(told.view, event.subject, told.language)
    path = dotted(event.subject) or told.say(words.WHOLE)
    title = f"{named} ({path})" if named else path
    return f"{title}: {words.changes_word(len(entries), told.language)}" if len(entries) > 1 else title


def _group(
    told: _Told, event: Told, entries: Sequence[Entry], explaining: frozenset[int], above: set[Said]
) -> Iterator[str]:
    """Changes of one kind: title, each place with its sentences, and what holds for all of them."""
    in_full = is_in_full(entries[0], event.materiality, all_changes=told.all_changes)
    yield from _flow(told, group_title(entries, event.materiality, told.language), 4, hang=2)
    for passage in passages(entries):
        for one in passage:
            yield from _at(told, one)
            if in_full and (not one.covered or one.accepted is not None or _in_detail(told, one)):
                yield from _labelled(told, words.FINGERPRINT, one.fingerprint, 8)
        if in_full:
            yield from _sentences(told, passage[0], above)
    if in_full:
        explained = not told.all_changes and entries[0].index not in explaining
        for label, text in group_notes(told.view, entries[0], told.language, explained=explained):
            yield from _labelled(told, label, text, 8)


def _in_detail(told: _Told, one: Entry) -> bool:
    return told.all_changes and one.change.materiality > Materiality.EDITORIAL


def _at(told: _Told, one: Entry) -> Iterator[str]:
    place = where(one, told.language)
    path = dotted(one.change.path)
    if path:
        yield from _beside(told, path, place, 6)
    elif place:
        yield from _flow(told, place, 6, style=DIM)


def _sentences(told: _Told, one: Entry, above: set[Said]) -> Iterator[str]:
    """The sentences of a change, unless they stand above in the same event; `above` gets them."""
    if one.said in above:
        yield from _flow(told, told.say(words.AS_ABOVE), 8, style=DIM)
        return
    if one.said != Said(None, None):
        above.add(one.said)
    for label, text in sentences(one, None if told.all_changes else LONGEST):
        yield from _labelled(told, label, text, 8)


def _bookkeeping(told: _Told) -> Iterator[str]:
    """What concerns nobody's data, a line each with the reason."""
    waived = [one for one in told.entries if one.change.waived]
    if not waived:
        return
    yield ""
    yield from _flow(told, told.say(words.WAIVED).upper(), style=BOLD)
    for one in waived:
        yield from _at(told, one)
        yield from _flow(told, one.change.waived, 8, style=DIM)


# --- renames, void acceptances, technical changes --------------------------------------------------------------------


def _renames(told: _Told) -> Iterator[str]:
    yield from _flow(told, told.say(words.RENAMED), style=BOLD)
    for rename in told.view.difference.renames:
        old, new = dotted(rename.before), dotted(rename.path)
        place = position(nearest(told.view, rename.path))
        likeness = round(rename.likeness * 100)
        yield from _flow(told, words.rename_question(old, new, likeness, place, told.language), 2)
        yield f"      {_shown(told, formerly(told.view, rename.path, rename.before))}"


def _stale(told: _Told) -> Iterator[str]:
    yield from _flow(told, told.say(words.STALE_HEADING), style=BOLD)
    for sentence in stale_sentences(told.view, told.language):
        yield from _flow(told, sentence, 2, hang=2)


def _technical(told: _Told) -> Iterator[str]:
    passages = told.view.technical or ()
    yield from _flow(told, told.say(words.TECHNICAL).upper(), style=BOLD)
    yield from _flow(told, told.say(words.TECHNICAL_EXPLAINED))
    shown = passages if told.all_changes else passages[:MOST]
    for passage in shown:
        yield ""
        said = excerpts(passage, None if told.all_changes else LONGEST)
        for label, text in ((words.THEN, said.before), (words.NOW, said.after)):
            if text is not None:
                yield from _labelled(told, label, f"“{text}”", 2)
    if len(passages) > len(shown):
        yield from _flow(told, words.hidden_passages(len(passages) - len(shown), told.language), 2, style=DIM)


# --- verdict ---------------------------------------------------------------------------------------------------------


def _verdict(told: _Told) -> Iterator[str]:
    verdict = told.view.difference.verdict
    yes, sentences = verdict_sentences(told.compared, told.view, told.language)
    word = told.say(words.YES if yes else words.NO)
    yield from _flow(told, f"{told.say(words.VERDICT)}: {word}. {sentences[0]}", style=_CARRIED if yes else _LACKING)
    for sentence in sentences[1:]:
        yield from _flow(told, sentence, 2)
    if verdict.steps:
        yield ""
        yield from _flow(told, f"{told.say(words.STEPS)}:", 2, style=BOLD)
        for number, step in enumerate(verdict.steps, start=1):
            yield from _step(told, f"{number}.", step)
        yield from _acceptance(told)
    if verdict.advice:
        yield ""
        yield from _flow(told, f"{told.say(words.ADVICE)}:", 2, style=BOLD)
        for step in verdict.advice:
            yield from _step(told, "-", step)
    if verdict.materiality >= Materiality.NOTIFY and told.view.difference.new is not None:
        yield ""
        yield from _flow(told, told.say(words.NOTICE_HOW), 2)


def _step(told: _Told, sign: str, step: Step) -> Iterator[str]:
    head = f"    {sign} "
    first, *rest = wrapped(_shown(told, step.wording.in_language(told.language)), told.frame.width - len(head))
    yield head + first
    yield from (" " * len(head) + line for line in rest)
    place = f"{step_place(told.view, step)} {dotted(step.at)}".strip()
    if place:
        yield from _flow(told, place, len(head), style=DIM)
    for line in entry_to_write(told.view, step, told.language, told.frame.width - len(_ENTRY)):
        written, sign, comment = _shown_line(told, line).partition("#")
        yield f"{_ENTRY}{written}{told.frame.paint(sign + comment, DIM)}"


def _acceptance(told: _Told) -> Iterator[str]:
    """How to answer for a change in another way: the entry for the first one, to copy."""
    first = first_to_accept(told.view, told.entries)
    if first is None:
        return
    yield ""
    yield from _flow(told, told.say(words.ACCEPT_HOW), 2)
    for line in acceptance_entry(first, told.language):
        yield f"      {_shown_line(told, line)}"


def _shown_line(told: _Told, text: str) -> str:
    return logged(visible(text, ascii_only=told.frame.ascii))
