"""A read file: its text, its tree, what is wrong with it, and where each part of it stands.

Rules and models speak of paths (`("controller", "email")`); this is the one place that knows the lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from policyc.diagnostics import Diagnostic, Path, Severity, Span, Wording
from policyc.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from policyc.source.text import SourceText

_START = Span(1, 1, 1, 1)


class Document(NamedTuple):
    """One file. `root` is None when nothing can be made of it; `diagnostics` then says why.

    With a root there can be diagnostics too (a key that stands twice, an unknown tag): the offending entry is left out
    or read as text, so that the model can go on and report the rest in the same run.
    """

    source: SourceText
    root: Mapping | None
    diagnostics: tuple[Diagnostic, ...]

    def locate(self, path: Path, *, key: bool = False) -> Span:
        """Where the value at `path` stands, or with `key` the name before it.

        Steps the text lacks are skipped: pydantic puts union tags and made-up list indexes in its locations. When the
        last step is lacking, the place is the name of the nearest thing that does exist; for the root, line 1.
        """
        trail = self._walk(path)
        if not trail.steps:
            return _START
        return trail.key_span if key or not trail.complete else _first_line(self.source, trail.node)

    def error(self, code: str, path: Path, message: Wording, help_: Wording | None = None) -> Diagnostic:
        """An error about the value at `path`, placed at the part of the path that the text has."""
        found = self.resolve(path)
        return Diagnostic(code, Severity.ERROR, message, self.source.name, self.locate(found), found, help_)

    def resolve(self, path: Path) -> Path:
        """The part of `path` that exists in the text."""
        return self._walk(path).steps

    def _walk(self, path: Path) -> _Trail:
        trail = _Trail(self.root, (), _START, not path)
        for step in path:
            trail = _step(self.source, trail, step)
        return trail


class _Trail(NamedTuple):
    """How far a path leads: the node there, the steps that exist, the last name, and whether the last step exists."""

    node: Node | None
    steps: Path
    key_span: Span
    complete: bool


def _step(source: SourceText, trail: _Trail, step: str | int) -> _Trail:
    found: Entry | Node | None = None
    if isinstance(trail.node, Mapping) and isinstance(step, str):
        found = trail.node.get(step)
    elif isinstance(trail.node, Sequence) and isinstance(step, int) and 0 <= step < len(trail.node.items):
        found = trail.node.items[step]
    if found is None:
        return _Trail(trail.node, trail.steps, trail.key_span, False)
    steps = (*trail.steps, step)
    if isinstance(found, Entry):
        return _Trail(found.value, steps, found.key.span, True)
    return _Trail(found, steps, _first_line(source, found), True)  # an item has no name: its first line stands for it


def _first_line(source: SourceText, node: Node | None) -> Span:
    """The whole of a scalar; of a collection, which can be hundreds of lines long, what stands on its first line."""
    if node is None:
        return _START
    span = node.span
    if isinstance(node, Scalar) or span.line == span.end_line:
        return span
    end = max(_ends_on(node, span.line), default=0)
    return Span(span.line, span.column, span.line, max(end, span.column))


def _ends_on(node: Node, line: int) -> Iterator[int]:
    """Where the keys and values of a collection end that stand on the line: a comment after them is no part of it."""
    if node.span.line != line:
        return
    if isinstance(node, Scalar) or node.span.end_line == line:
        yield node.span.end_column if node.span.end_line == line else node.span.column
        return
    for part in node.entries if isinstance(node, Mapping) else node.items:
        if isinstance(part, Entry):
            if part.key.span.line != line:
                return
            yield part.key.span.end_column
            part = part.value
        if part.span.line != line:
            return
        yield from _ends_on(part, line)
