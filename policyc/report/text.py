"""Findings for people: what, where with the lines themselves, how to mend it, and how many in all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policyc.diagnostics import Diagnostic, Language, Severity, in_order
from policyc.report.colour import BOLD, DIM, LEVEL, painter
from policyc.report.excerpt import Frame, excerpt, gutter_width
from policyc.report.glyphs import visible, width_of, wrapped
from policyc.report.words import help_word, left_out, level, summary
from policyc.source.text import SourceText

_NARROWEST = 40  # a terminal that says it is narrower gets lines that wrap by themselves

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
) -> str:
    """The whole report, at most `MAX_SHOWN` findings long, or an empty string when there is nothing to say.

    `sources` has the text of every file by name; a finding in a file without text comes without an excerpt. With
    `ascii` the output can show nothing more than ASCII. Without colour the report says the same.
    """
    if not diagnostics:
        return ""
    frame = Frame(language, max(width, _NARROWEST), painter(color), ascii)
    lines: list[str] = []
    shown = _shown(diagnostics)
    for diagnostic in shown:
        lines += _finding(diagnostic, sources.get(diagnostic.file), frame)
        lines.append("")
    lines.append(summary(diagnostics, language))
    if len(shown) < len(diagnostics):
        lines += wrapped(left_out(len(diagnostics) - len(shown), language), frame.width)
    return "\n".join(lines) + "\n"


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
    if diagnostic.help is not None:
        text = visible(diagnostic.help.in_language(frame.language), ascii_only=frame.ascii)
        yield from _note(help_word(frame.language), text, gutter, frame)


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
