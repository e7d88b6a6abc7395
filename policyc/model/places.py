"""Where in a value of the source a piece of its text stands."""

from __future__ import annotations

from policyc.diagnostics import Span
from policyc.source.document import Document


def narrowed(document: Document, span: Span, piece: str) -> Span:
    """The place of the first `piece` within `span`; `span` itself when the source writes it in another way."""
    for number in range(span.line, span.end_line + 1) if piece else ():
        line = document.source.line(number)
        first = span.column - 1 if number == span.line else 0
        last = span.end_column - 1 if number == span.end_line else len(line)
        found = line.find(piece, first, last)
        if found >= 0:
            return Span(number, found + 1, number, found + 1 + len(piece))
    return span
