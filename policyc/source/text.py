"""Text with positions: code point index <-> line and column."""

from __future__ import annotations

import re
from bisect import bisect_right

from policyc.diagnostics import Span

BYTE_ORDER_MARK = "\ufeff"

# YAML 1.2.2, 5.4: only these break a line. PyYAML follows YAML 1.1 and also counts U+0085, U+2028 and U+2029, which is
# why `mark.line` and `mark.column` are of no use and `mark.index` is.
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class SourceText:
    """The text of one file under the name it is reported by. A byte order mark in front is not part of it."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text.removeprefix(BYTE_ORDER_MARK)
        self._starts = (0, *(found.end() for found in _LINE_BREAK.finditer(self.text)))

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text, as `sha256sum` has it of the file: in UTF-8, with plain line feeds.

        A byte order mark and the line ends of Windows are not part of the text, so every checkout has the same.
        """
        import hashlib  # here: only a build asks for it

        return hashlib.sha256(_LINE_BREAK.sub("\n", self.text).encode()).hexdigest()

    @property
    def line_count(self) -> int:
        """The number of lines; an empty text and the rest after a final line break count as a line too."""
        return len(self._starts)

    def position(self, index: int) -> tuple[int, int]:
        """The 1-based (line, column) of a code point index; an index outside the text is brought to its nearest end."""
        index = 0 if index < 0 else min(index, len(self.text))
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def index(self, line: int, column: int) -> int:
        """The code point index of a 1-based place; the inverse of `position` for every place in the text."""
        row = min(max(line, 1), len(self._starts)) - 1
        return min(self._starts[row] + max(column, 1) - 1, len(self.text))

    def line(self, number: int) -> str:
        """Line `number` (1-based) without its line break; an empty string where there is no such line."""
        if not 1 <= number <= len(self._starts):
            return ""
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : end].rstrip("\r\n")

    def span(self, start: int, end: int) -> Span:
        """The span between two code point indices; the end is exclusive."""
        line, column = self.position(start)
        if end <= start:
            return Span(line, column, line, column)
        return Span(line, column, *self.position(end))
