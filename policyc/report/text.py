"""Findings for people: what, where with the lines themselves, how to mend it, and how many in all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policyc.diagnostics import Diagnostic, Language, Severity, in_order
from policyc.report.colour import BOLD, DIM, LEVEL, painter
from policyc.report.excerpt import Frame, excerpt, gutter_width
from policyc.report.glyphs import visible, width_of, wrapped
from policyc.report.outcome import Outcome, is_law, weighing
from policyc.report.outside import cited, reader_excerpt
from policyc.report.words import (
    all_well,
    facts_of,
    help_word,
    law_of,
    left_out,
    level,
    low_confidence,
    more,
    reader_word,
    source_word,
    summary,
    unjudged,
)
from policyc.source.text import SourceText

_NARROWEST = 40  # a terminal that says it is narrower gets lines that wrap by themselves

_GAP = "   "  # between the source of a finding and where it is explained

MAX_SHOWN = 100
"""Nobody scrolls back through more than this. Errors go before warnings when not all can be shown."""

_UNREAD = "YA043"  # that the rest of a file was not read: the last finding of the file, and the one not to miss


def render(
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[str, SourceText],
    *,
    language: Language,
    width: int,
    color: bool,
    ascii: bool = False,
    outcome: Outcome | None = None,
) -> str:
    """The whole report, at most `MAX_SHOWN` findings long, or an empty string when there is nothing to say.

    `sources` has the text of every file by name; a finding in a file without text comes without an excerpt. With
    `ascii` the output can show nothing more than ASCII. Without colour the report says the same. Accepted findings
    are counted, not shown. With the `outcome` of the run the report ends with the law that was applied, and says so
    in one line when all is well.
    """
    frame = Frame(language, max(width, _NARROWEST), painter(color), ascii)
    lines: list[str] = []
    found = weighing(diagnostics)
    shown = _shown(found)
    for diagnostic in shown:
        lines += _finding(diagnostic, sources.get(diagnostic.file), frame)
        lines.append("")
    for place, sentence in enumerate(_closing(diagnostics, len(found) - len(shown), outcome, frame)):
        style = "" if place else BOLD  # how many, the line one looks for after so many others
        lines += [frame.paint(line, style) for line in wrapped(visible(sentence, ascii_only=ascii), frame.width)]
    return "\n".join(lines) + "\n" if lines else ""


def _closing(diagnostics: Sequence[Diagnostic], hidden: int, outcome: Outcome | None, frame: Frame) -> Iterator[str]:
    """How many findings, and by which law; one line when there is nothing to mend."""
    language = frame.language
    days = sorted({file.as_of for file in outcome.files if file.as_of}) if outcome else []
    found = len(weighing(diagnostics))
    if outcome and not found:
        yield all_well(len(outcome.files), len(diagnostics), days, language)
    elif diagnostics:
        yield summary(diagnostics, language)
    if hidden:
        yield left_out(hidden, language)
    if outcome and found and days:
        yield f"{law_of(days, language)} · {facts_of(outcome.facts_version, language)}"
    if outcome and found and any(file.as_of is None for file in outcome.files):
        yield unjudged(language)
    unsure = sorted({fact for file in outcome.files for fact in file.low_confidence}) if outcome else []
    if unsure:
        yield low_confidence(unsure, language)


def _shown(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings there is room for, in order."""
    ordered, weights = in_order(diagnostics), list(Severity)
    if len(ordered) <= MAX_SHOWN:
        return ordered
    return in_order(sorted(ordered, key=lambda d: (d.code != _UNREAD, weights.index(d.severity)))[:MAX_SHOWN])


def _finding(diagnostic: Diagnostic, source: SourceText | None, frame: Frame) -> Iterator[str]:
    gutter = gutter_width(diagnostic, source)
    yield from _heading(diagnostic, frame)
    place = f"{visible(diagnostic.file, ascii_only=frame.ascii)}:{diagnostic.span.line}:{diagnostic.span.column}"
    yield f"{'':{gutter}}{frame.paint('-->', DIM)} {place}"
    if source is not None:
        yield from excerpt(diagnostic, source, frame)
    for word, text in _notes(diagnostic, frame.language):
        yield from _note(word, visible(text, ascii_only=frame.ascii), gutter, frame)
    if is_law(diagnostic.code):
        yield from _origin(diagnostic, gutter, frame)


def _notes(diagnostic: Diagnostic, language: Language) -> Iterator[tuple[str, str]]:
    """What readers see now, and how to mend it."""
    if diagnostic.reader is not None:
        yield reader_word(language), f"“{reader_excerpt(diagnostic.reader)}”"
    if diagnostic.help is not None:
        yield help_word(language), diagnostic.help.in_language(language)


def _origin(diagnostic: Diagnostic, gutter: int, frame: Frame) -> Iterator[str]:
    """`= bron: …   meer: policyc rule ID002`, on two lines where one is too short."""
    explained = more(diagnostic.code, frame.language)
    if not diagnostic.sources:
        yield f"{'':{gutter}} = {explained}"
        return
    said = visible(cited(diagnostic, frame.language), ascii_only=frame.ascii)
    *full, last = _note(source_word(frame.language), said, gutter, frame)
    yield from full
    if width_of(last) + len(_GAP + explained) <= frame.width:
        yield last + _GAP + explained
    else:
        yield last
        yield f"{'':{gutter}} = {explained}"


def _heading(diagnostic: Diagnostic, frame: Frame) -> Iterator[str]:
    """`fout[YA010]: message`; a long message goes on, indented, on the next line."""
    head = f"{level(diagnostic.severity, frame.language)}[{diagnostic.code}]"
    message = visible(diagnostic.message.in_language(frame.language), ascii_only=frame.ascii)
    # The head takes part in the wrapping as a word of dots, so that its brackets are never broken.
    first, *rest = wrapped(f"{'.' * (len(head) + 1)} {message}", frame.width - 2)
    yield frame.paint(head, LEVEL[diagnostic.severity]) + ":" + frame.paint(first[len(head) + 1 :], BOLD)
    yield from ("  " + frame.paint(line, BOLD) for line in rest)


def _note(word: str, text: str, gutter: int, frame: Frame) -> Iterator[str]:
    """`= hulp: …` below the excerpt, with its next lines below the first word."""
    head = f"{'':{gutter}} = {word}: "
    first, *rest = wrapped(text, frame.width - width_of(head))
    yield head + first
    yield from (" " * len(head) + line for line in rest)
