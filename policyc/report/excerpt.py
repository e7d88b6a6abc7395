"""The lines of a policy around a finding, with carets below the place and dashes below what explains it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from policyc.diagnostics import Diagnostic, Language, Span
from policyc.report.colour import DIM, LEVEL, RELATED, Paint
from policyc.report.glyphs import cells, visible, width_of, wrapped
from policyc.source.text import SourceText

# A gap this small is shown rather than skipped: "..." would take as much room.
_SMALL_GAP = 2
# Below this a label beside its mark is a column of single words, so it goes to a line of its own.
_NARROWEST_LABEL = 20
# What is shown before a place on a line that is too long: enough to recognise the sentence.
_LEAD = 20


@dataclass(frozen=True, slots=True)
class Frame:
    """How to show: the language, the columns there are, the colours, and whether only ASCII can be shown."""

    language: Language
    width: int
    paint: Paint
    ascii: bool

    @property
    def cut(self) -> str:
        return "..." if self.ascii else "…"


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place to underline on one line, in code points (0-based, end exclusive), and what to say about it."""

    line: int
    start: int
    end: int
    sign: str
    label: str
    style: str
    primary: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A source line as shown: the cut text, and where its code points came to stand."""

    text: str
    edges: tuple[int, ...]
    offset: int
    end: int
    lead: int

    def shows(self, point: int) -> bool:
        """Whether a code point of the line was not cut off."""
        return point < len(self.edges) and 0 <= self.edges[point] - self.offset < self.end

    def column(self, point: int) -> int:
        """The column at which a code point of the line is shown; one that was cut off stands at the nearer end."""
        edge = self.edges[min(point, len(self.edges) - 1)] + max(0, point - len(self.edges) + 1)
        return min(max(edge - self.offset, 0), self.end) + self.lead


def excerpt(diagnostic: Diagnostic, source: SourceText, frame: Frame) -> Iterator[str]:
    """The excerpt of one finding, line by line, with the gutter; nothing when the place is not in the text."""
    span = diagnostic.span
    if not 1 <= span.line <= source.line_count or not source.text:
        return
    last = min(span.end_line, source.line_count)
    # The end is exclusive: at the first column of a line, the last line of the span is the one before.
    last = max(span.line, last - 1 if span.end_column == 1 else last)
    body = range(span.line, last + 1) if last > span.line else range(0)
    marks = _marks(diagnostic, source, frame)
    shown = _lines_to_show({mark.line for mark in marks} | ({last} if body else set()), body)
    gutter = gutter_width(diagnostic, source)
    room = max(frame.width - gutter - 3 - (2 if body else 0), 20)
    bar = frame.paint(f"{'':{gutter}} |", DIM)
    yield bar
    for before, number in pairwise([0, *shown]):
        if before and number > before + 1:
            yield frame.paint("...", DIM)
        here = sorted((mark for mark in marks if mark.line == number), key=lambda mark: (mark.primary, mark.start))
        row = _row(source.line(number), here, room, frame)
        inside = frame.paint("| ", LEVEL[diagnostic.severity]) if number in body[1:] else "  " if body else ""
        yield f"{frame.paint(f'{number:>{gutter}} |', DIM)} {inside}{row.text}".rstrip()
        for mark in here:
            if not (mark.primary or row.shows(mark.start)):
                continue  # cut off: below another word its label would say something that is not so
            margin = inside if not (mark.primary and body) else None
            yield from (f"{bar} {line}" for line in _underline(mark, row, room, frame, margin))
        if body and number == last:
            yield from (f"{bar} {line}" for line in _closing(source, last, span, room, diagnostic, frame))
    yield bar


def gutter_width(diagnostic: Diagnostic, source: SourceText | None) -> int:
    """How wide the line numbers of the excerpt are, so that what stands around it can line up."""
    if source is None or not 1 <= diagnostic.span.line <= source.line_count:
        return 1
    spans = [diagnostic.span, *(related.span for related in diagnostic.related)]
    return len(str(max(min(s.line if s is not diagnostic.span else s.end_line, source.line_count) for s in spans)))


def _marks(diagnostic: Diagnostic, source: SourceText, frame: Frame) -> list[_Mark]:
    """The primary place and the related ones, each on its first line."""
    label = _label(diagnostic, frame)
    primary = _mark(diagnostic.span, source, "^", label, LEVEL[diagnostic.severity], primary=True)
    marks = [primary]
    for related in diagnostic.related:
        if 1 <= related.span.line <= source.line_count:
            label = visible(related.label.in_language(frame.language), ascii_only=frame.ascii)
            marks.append(_mark(related.span, source, "-", label, RELATED, primary=False))
    return marks


def _label(diagnostic: Diagnostic, frame: Frame) -> str:
    """What stands beside the place itself; nothing for most findings."""
    if diagnostic.label is None:
        return ""
    return visible(diagnostic.label.in_language(frame.language), ascii_only=frame.ascii)


def _mark(span: Span, source: SourceText, sign: str, label: str, style: str, *, primary: bool) -> _Mark:
    length = len(source.line(span.line))
    start = min(max(span.column - 1, 0), length)
    end = length if span.end_line > span.line else span.end_column - 1
    return _Mark(span.line, start, max(min(end, length), start), sign, label, style, primary)


def _lines_to_show(wanted: set[int], body: range) -> list[int]:
    """The marked lines, and those between that are too few to skip. Of a long value: its first lines and its last."""
    shown = sorted(wanted | set(body[1 : 1 + _SMALL_GAP]))
    filled = {n for a, b in pairwise(shown) if b - a - 1 <= _SMALL_GAP for n in range(a + 1, b)}
    return sorted(filled.union(shown))


def _row(line: str, marks: list[_Mark], room: int, frame: Frame) -> _Row:
    """The line made visible, and cut around what is marked on it when it does not fit."""
    shown = list(cells(line, ascii_only=frame.ascii))
    edges = tuple(accumulate((width for _, width in shown), initial=0))
    # A mark after the last character needs a column of its own.
    if edges[-1] + any(mark.start >= len(shown) for mark in marks) <= room:
        return _Row("".join(text for text, _ in shown), edges, 0, edges[-1] + 1, 0)
    primary = marks[-1] if marks else None
    first = _first_shown(edges, primary, room) if primary else 0
    cut = frame.cut if first else ""
    left = room - len(cut) - len(frame.cut)
    last = first
    while last < len(shown) and edges[last + 1] - edges[first] <= left:
        last += 1
    text = cut + "".join(text for text, _ in shown[first:last]) + (frame.cut if last < len(shown) else "")
    return _Row(text, edges, edges[first], edges[last] - edges[first], len(cut))


def _first_shown(edges: tuple[int, ...], mark: _Mark, room: int) -> int:
    """The first code point to show: as much lead as there is room for beside the marked place."""
    wanted = edges[mark.end] + 4
    if wanted <= room:
        return 0
    lead = max(min(_LEAD, room - 8 - (edges[mark.end] - edges[mark.start])), 4)
    return next((point for point, edge in enumerate(edges) if edge >= edges[mark.start] - lead), 0)


def _underline(mark: _Mark, row: _Row, room: int, frame: Frame, margin: str | None) -> Iterator[str]:
    """The line below a marked line, or more when the label is long. No margin: a value of more lines begins here."""
    start, end = row.column(mark.start), row.column(mark.end)
    if margin is None:
        yield frame.paint(" " + "_" * (start + 1) + "^", mark.style)
        return
    sign = mark.sign * max(end - start, 1)
    beside = room - start - len(sign) - 1
    if not mark.label or width_of(mark.label) <= beside:
        yield margin + " " * start + frame.paint(f"{sign} {mark.label}".rstrip(), mark.style)
        return
    yield margin + " " * start + frame.paint(sign, mark.style)
    indent = start if room - start >= _NARROWEST_LABEL else 0
    for line in wrapped(mark.label, room - indent):
        yield margin + " " * indent + frame.paint(line, mark.style)


def _closing(
    source: SourceText, last: int, span: Span, room: int, diagnostic: Diagnostic, frame: Frame
) -> Iterator[str]:
    """The line below the last one of a value of more lines, `|______^`, with the label beside or below it."""
    row = _row(source.line(last), [], room, frame)
    length = len(source.line(last))
    end = min(span.end_column - 1, length) if last == span.end_line else length
    sign = "|" + "_" * max(row.column(end), 1) + "^"
    label, style = _label(diagnostic, frame), LEVEL[diagnostic.severity]
    if len(sign) + 1 + width_of(label) <= room:
        yield frame.paint(f"{sign} {label}".rstrip(), style)
        return
    yield frame.paint(sign, style)
    yield from (frame.paint(line, style) for line in wrapped(label, room) if line)
