"""Text to parse events, with libyaml or with PyYAML's own scanner, and one shape for what either cannot read.

Positions are code point indices: PyYAML's own lines count U+0085, U+2028 and U+2029 (YAML 1.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

Event = yaml.events.Event
LIBYAML = bool(yaml.__with_libyaml__)


class Unreadable(Exception):
    """Where and over what a parser stopped; caught in `compose`, the one caller.

    The texts are PyYAML's English: to look up, never to show.
    """

    def __init__(self, context: str, context_index: int | None, problem: str, index: int) -> None:
        super().__init__(problem)
        self.context = context
        self.context_index = context_index
        self.problem = problem
        self.index = index


_BREAKS = "\r\n"
_TAB = "found a tab character"


class _PureLoader(yaml.SafeLoader):
    """PyYAML's scanner, brought to what libyaml does with tabs and with colons in brackets."""

    def scan_to_next_token(self) -> None:
        """Skip white space, comments and line breaks; tabs too where they are not indentation (YAML 1.2.2, 6.2)."""
        scanner: Any = self
        while True:
            super().scan_to_next_token()
            if scanner.peek() != "\t" or (scanner.allow_simple_key and not scanner.flow_level):
                return
            scanner.forward()

    def scan_block_scalar_indentation(self) -> Any:
        """Find how far in a block scalar is; a tab there is refused, as libyaml does."""
        result = super().scan_block_scalar_indentation()
        scanner: Any = self
        if scanner.peek() == "\t":
            self._refuse("while scanning a block scalar", _TAB)
        return result

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
        """The rest of the line of `|` or `>`."""
        self._blanks()
        super().scan_block_scalar_ignored_line(start_mark)

    def scan_plain(self) -> Any:
        """A plain scalar; in brackets a colon without a space may not end it."""
        token = super().scan_plain()
        scanner: Any = self
        if scanner.flow_level and scanner.peek() == ":" and scanner.peek(1) in tuple(",[]{}"):
            self._refuse("while scanning a plain scalar", "found unexpected ':'")
        return token

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str] | None:
        """The white space inside a plain scalar, folded (YAML 1.2.2, 7.3.3): PyYAML's method, with tabs as spaces."""
        scanner: Any = self
        blanks = self._blanks()
        if scanner.peek() not in tuple(_BREAKS):
            return [blanks] if blanks else []
        breaks: list[str] = []
        while scanner.peek() in tuple(_BREAKS):
            breaks.append(scanner.scan_line_break())
            scanner.allow_simple_key = True
            if scanner.prefix(3) in ("---", "...") and scanner.peek(3) in tuple("\0 \t\r\n"):
                return None
            while scanner.peek() == " ":
                scanner.forward()
            if scanner.peek() == "\t" and scanner.column < indent:
                self._refuse("while scanning a plain scalar", _TAB)
            self._blanks()
        return breaks[1:] or [" "]

    def _blanks(self) -> str:
        scanner: Any = self
        length = 0
        while scanner.peek(length) in (" ", "\t"):
            length += 1
        blanks: str = scanner.prefix(length)
        scanner.forward(length)
        return blanks

    def _refuse(self, context: str, problem: str) -> NoReturn:
        scanner: Any = self
        raise yaml.scanner.ScannerError(context, None, problem, scanner.get_mark())


def parse(text: str, *, pure: bool) -> Iterator[Event]:
    """The events of the stream; raises `Unreadable`, and nothing else, where the text is not YAML."""
    loader: Any = _PureLoader(text) if pure or not LIBYAML else yaml.CSafeLoader(text)
    try:
        yield from iter(loader.get_event, None)
    except yaml.MarkedYAMLError as error:
        raise _failure(error, len(text)) from None
    except yaml.YAMLError:  # a character a reader refuses: `characters` refused more, so this is for a later PyYAML
        raise Unreadable("", None, "", 0) from None
    except (ValueError, OverflowError):  # the pure scanner on "\UFFFFFFFF": chr() fails right after the escape's letter
        raise Unreadable("", None, "invalid escape code", loader.index - 2) from None
    finally:
        loader.dispose()


def _failure(error: yaml.MarkedYAMLError, end: int) -> Unreadable:
    context = error.context_mark.index if error.context_mark else None
    index = error.problem_mark.index if error.problem_mark else end
    return Unreadable(error.context or "", context, error.problem or "", min(index, end))
