"""What people see of a command: findings, sentences, progress."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

from policyc.cli.exits import forget, unwritable
from policyc.diagnostics import Diagnostic, Language, Wording
from policyc.source.document import Document

if TYPE_CHECKING:
    from policyc.report.outcome import Outcome

_DEFAULT_WIDTH = 100


class Terminal:
    """One stream with the choices of the user: language, colour, width."""

    def __init__(self, stream: TextIO, *, language: Language, color: str) -> None:
        self.stream = stream
        self.language: Language = language
        self._color = color

    def findings(
        self, diagnostics: Sequence[Diagnostic], documents: Sequence[Document], *, concise: bool = False
    ) -> None:
        """Print findings with the place in the source, or `concise` on a line each; nothing when there are none."""
        if diagnostics:
            self._write(self.rendered(diagnostics, documents, concise=concise))

    def rendered(
        self,
        diagnostics: Sequence[Diagnostic],
        documents: Sequence[Document],
        *,
        concise: bool = False,
        outcome: Outcome | None = None,
    ) -> str:
        """Findings as this stream can show them: its language, width, colours and characters."""
        from policyc.report import concise as concise_report
        from policyc.report import text as text_report

        frame = self.frame()
        sources = {document.source.name: document.source for document in documents}
        if concise:
            return concise_report.render(diagnostics, sources, **frame)
        return text_report.render(diagnostics, sources, outcome=outcome, **frame)

    def frame(self) -> dict[str, Any]:
        """What a report for people must know of this stream."""
        return {
            "language": self.language,
            "width": self._width(),
            "color": self._colored(),
            "ascii": self._ascii(),
        }

    def say(self, wording: Wording) -> None:
        """Print one sentence. Control characters in it (file names) are shown, not sent to the terminal.

        A terminal gets whole words on its lines; elsewhere a sentence is one line.
        """
        from policyc.report.glyphs import visible

        text = visible(wording.in_language(self.language), ascii_only=self._ascii())
        self._write((self._whole_words(text) if self.stream.isatty() else text) + "\n")

    def show(self, text: str) -> None:
        """Print a text that was made for this stream, or a page of the documentation."""
        self._write(text)

    def give(self, text: str) -> None:
        """Print what a machine reads: the same bytes, in UTF-8, whatever the stream itself is set to."""
        self._write(text, binary=True)

    def _write(self, text: str, *, binary: bool = False) -> None:
        try:
            if binary and hasattr(self.stream, "buffer"):
                self.stream.flush()
                self.stream.buffer.write(text.encode())
            else:
                self.stream.write(text)
            self.stream.flush()
        except BrokenPipeError:
            forget(self.stream)  # the reader left (`policyc validate | head -1`); the answer stays what it is
        except OSError as error:
            forget(self.stream)
            raise unwritable(error) from None

    def _whole_words(self, text: str) -> str:
        """The text with a line break where the terminal would break a word; never inside a path or an address."""
        import textwrap

        return textwrap.fill(text, self._width(), break_long_words=False, break_on_hyphens=False) or text

    def _width(self) -> int:
        if self.stream.isatty():
            return _columns(self.stream)
        columns = os.environ.get("COLUMNS", "")
        return int(columns) if re.fullmatch("[1-9][0-9]{0,2}", columns) else _DEFAULT_WIDTH

    def _colored(self) -> bool:
        if self._color != "auto":
            return self._color == "always"
        forced = os.environ.get("FORCE_COLOR", "")
        if forced:
            return forced not in ("0", "false")
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
            return True
        return self.stream.isatty() and os.environ.get("TERM", "") != "dumb"

    def _ascii(self) -> bool:
        return "utf" not in (self.stream.encoding or "").lower()


def _columns(terminal: TextIO) -> int:
    """How wide a terminal is; the other stream may be a file."""
    try:
        own = 0 if os.environ.get("COLUMNS") else os.get_terminal_size(terminal.fileno()).columns
    except (OSError, ValueError):
        own = 0
    return own or shutil.get_terminal_size((_DEFAULT_WIDTH, 24)).columns


class Progress:
    """A line that says what takes long: only on a terminal, never in a pipeline, gone when the work is done."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = stream.isatty() and not os.environ.get("CI")

    def show(self, text: str) -> None:
        if self._shown:
            from policyc.report.glyphs import visible

            self._stream.write("\r\x1b[K" + visible(text, ascii_only=True))
            self._stream.flush()

    def done(self) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def stdout(language: Language, color: str) -> Terminal:
    """Where results go."""
    return Terminal(sys.stdout, language=language, color=color)


def stderr(language: Language, color: str) -> Terminal:
    """Where messages go."""
    return Terminal(sys.stderr, language=language, color=color)
