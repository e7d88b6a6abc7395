"""What `policyc diff` found as workflow commands, which GitHub shows as annotations beside the lines of a change.

See `github.py` for the commands. A step that is still to be done is an error, a change that lacks something a warning,
and a change that people are told of, with all it asks, a notice, as is a passage that changes without one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from policyc.changes.duties import Step
from policyc.changes.kind import Materiality
from policyc.diagnostics import Language
from policyc.report import diff_words as words
from policyc.report.compared import Compared, View
from policyc.report.diff_entries import LONGEST, Entry, Place, dotted, entries_of, nearest
from policyc.report.diff_sentences import group_notes, group_title, sentences, step_sentence, technical_sentences
from policyc.report.github import LEVELS, Command, Level, data, fitting, place_properties, property_
from policyc.report.glyphs import visible


class _Annotation(NamedTuple):
    level: Level
    title: str
    place: Place | None
    lines: tuple[str, ...]


def render(compared: Compared, *, language: Language) -> str:
    """The comparisons that decide, the weightiest annotations first; a last notice counts the rest. Empty without."""
    found = commands(compared, language)
    kept = fitting(found)
    if hidden := len(found) - len(kept):
        kept.append(_command(_Annotation("notice", "policyc diff", None, (words.left_out(hidden, language),))))
    return "".join(f"{one.line}\n" for one in kept)


def commands(compared: Compared, language: Language) -> list[Command]:
    """A command for everything in the comparisons that decide, each once, the weightiest first."""
    found = [one for view in compared.views if view.decides for one in _annotations(view, language)]
    found += _refusal(compared, language)
    return [_command(one) for one in sorted(dict.fromkeys(found), key=lambda one: LEVELS.index(one.level))]


def _annotations(view: View, language: Language) -> Iterator[_Annotation]:
    for number, step in enumerate(view.difference.verdict.steps, start=1):
        yield _of_step(view, number, step, language)
    heaviest_first = sorted(entries_of(view), key=lambda one: (-one.change.materiality, one.index))
    for one in heaviest_first:
        if not one.covered:
            yield _of_change(view, one, "warning", language)
        elif one.change.materiality >= Materiality.NOTIFY and not one.change.waived:
            yield _of_change(view, one, "notice", language)
    yield from _technical(view, language)


def _of_step(view: View, number: int, step: Step, language: Language) -> _Annotation:
    title = f"policyc diff: {words.step_numbers([number], language)} ({step.code})"
    lines = [step_sentence(step, language)]
    if step.at:
        lines.append(f"= {dotted(step.at)}")
    return _placed(view, _Annotation("error", title, nearest(view, step.at), tuple(lines)))


def _of_change(view: View, one: Entry, level: Level, language: Language) -> _Annotation:
    change = one.change
    named = words.CLASS[change.materiality].in_language(language)
    lines = [f"{named}, {group_title([one], change.materiality, language)}"]
    lines += [f"= {dotted(change.path) or words.WHOLE.in_language(language)}"]
    for label, text in (*sentences(one, LONGEST), *group_notes(view, one, language)):
        lines.append(f"= {label.in_language(language)}: {text}")
    if level == "warning":
        lines.append(f"= {words.FINGERPRINT.in_language(language)}: {one.fingerprint}")
    return _placed(view, _Annotation(level, f"policyc diff: {change.kind.id}", one.near, tuple(lines)))


def _placed(view: View, one: _Annotation) -> _Annotation:
    """A file that is gone has no lines to stand beside, only a name."""
    if view.difference.new is not None:
        return one
    return one._replace(place=None, lines=(f"{view.old.path}: {one.lines[0]}", *one.lines[1:]))


def _technical(view: View, language: Language) -> Iterator[_Annotation]:
    """They belong to no line: other templates, or other legal facts."""
    title = f"policyc diff: {words.TECHNICAL.in_language(language)}"
    for sentence in technical_sentences(view, language):
        yield _Annotation("notice", title, None, (f"{view.new.path}: {sentence}",))


def _refusal(compared: Compared, language: Language) -> Iterator[_Annotation]:
    """That the run was asked to let no change of a class through."""
    if compared.fail_on is not None and any(view.decides and compared.too_heavy(view) for view in compared.views):
        sentence = words.too_heavy(compared.fail_on, language)
        yield _Annotation("error", f"policyc diff: --fail-on {compared.fail_on}", None, (sentence,))


def _command(one: _Annotation) -> Command:
    """Place and title stand in the message too, for the log shows no properties."""
    properties = {"title": one.title}
    lines = [visible(" ".join(line.split()), ascii_only=False) for line in one.lines]
    if one.place is not None:
        properties["file"] = one.place.file
        properties |= {key: str(value) for key, value in place_properties(one.place.span)}
        span = one.place.span
        lines[0] = f"{visible(one.place.file, ascii_only=False)}:{span.line}:{span.column} {lines[0]}"
    written = ",".join(f"{key}={property_(value)}" for key, value in properties.items())
    return Command(one.level, f"::{one.level} {written}::{data(chr(10).join(lines))}")
