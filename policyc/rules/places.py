"""Where in the source a phrase stands that a reader sees: in the text of a language, and in one form of address."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from policyc.diagnostics import Path, Span
from policyc.model.address import AddressForm, both_forms
from policyc.rules.prose import first_of
from policyc.source.document import Document


def place_of(document: Document, at: Path, phrase: str, languages: tuple[str, ...], form: AddressForm) -> Span:
    """The place of a phrase within the value at a path, or in the first of its languages that has the phrase.

    The value itself when it is not found: the source may write it in another way.
    """
    values = tuple(_in_languages(document, at, languages)) or (at,)
    for value in values:
        found = _within(document, document.locate(value), phrase, form)
        if found is not None:
            return found
    return document.locate(values[0])


def _in_languages(document: Document, at: Path, languages: tuple[str, ...]) -> list[Path]:
    """The texts per language below a path, where there are any."""
    there = document.resolve(at)
    if there[-1:] != at[-1:] and not isinstance(at[-1], int):  # what may be a list of one is mostly without the list
        return []
    texts = [(*at, language) for language in languages]
    return [text for text in texts if document.resolve(text) == (*there, text[-1])]


def _within(document: Document, span: Span, phrase: str, form: AddressForm) -> Span | None:
    lines = [document.source.line(number) for number in range(span.line, span.end_line + 1)]
    lines[-1] = lines[-1][: span.end_column - 1] if span.end_column > 1 else ""
    text = "\n".join(lines)
    for origins in _ways_to_read(text, form):
        read = "".join(text[origin] for origin in origins) if isinstance(origins, list) else text
        start, end = first_of(phrase, read, bisect_left(origins, span.column - 1))
        if start >= 0:
            return Span(*_point(lines, span.line, origins[start]), *_point(lines, span.line, origins[end - 1] + 1))
    return None


def _ways_to_read(text: str, form: AddressForm) -> Iterator[range | list[int]]:
    """Which characters of a text are read: those of `form`, and else all of them, as in a name."""
    both = tuple(both_forms(text))
    if both:
        side = 1 if form == "u" else 2
        origins: list[int] = []
        done = 0
        for match in both:
            origins += [*range(done, match.start()), *range(*match.span(side))]
            done = match.end()
        yield [*origins, *range(done, len(text))]
    yield range(len(text))


def _point(lines: list[str], first: int, offset: int) -> tuple[int, int]:
    for index, line in enumerate(lines):
        if offset <= len(line):
            return first + index, offset + 1
        offset -= len(line) + 1
    raise AssertionError("a match lies within its text")
