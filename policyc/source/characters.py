"""Characters that may not be in a policy, as they are or through an escape.

Source: YAML 1.2.2, 5.1 (characters) and 5.7 (escapes); Unicode TR 36 and TR 39 for those that reorder what is read.
Narrowed: U+0085, DEL and noncharacters, which YAML lets through, are refused here; nobody types them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyc.source.problems import Problem, direction_character, forbidden_character, forbidden_escape

BLANK = " \t\r\n"
"""YAML's white space. What Python strips by itself includes the no-break space, which is text."""


def _characters(*ranges: tuple[int, int]) -> frozenset[str]:
    return frozenset(chr(number) for first, last in ranges for number in range(first, last + 1))


# Sets and not patterns: a pattern with this many ranges takes a millisecond to compile.
_DIRECTION = _characters((0x061C, 0x061C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069))
_NONCHARACTERS = _characters((0xFDD0, 0xFDEF), *((plane << 16 | 0xFFFE, plane << 16 | 0xFFFF) for plane in range(17)))
_CONTROLS = _characters((0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F), (0xFEFF, 0xFEFF))
_SURROGATES = _characters((0xD800, 0xDFFF))

_NOT_IN_TEXT = _CONTROLS | _NONCHARACTERS | _DIRECTION
# A lone \r breaks a line in the file; in a value, where only an escape can put it, it overwrites what a terminal shows.
_NOT_IN_VALUE = _NOT_IN_TEXT | _SURROGATES | {"\r"}

_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_LETTER_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", "N": "\x85"}

# YAML 1.2 does not break lines at these two, PyYAML does (YAML 1.1), even in a comment. So PyYAML gets stand-ins of the
# same length, which `_NONCHARACTERS` keeps out of every text, and values get the real ones back.
_HIDE = {0x2028: 0xFDD0, 0x2029: 0xFDD1}
_SHOW = {ord(char): 0xFFFD for char in _NOT_IN_VALUE} | {stand_in: real for real, stand_in in _HIDE.items()}


def in_text(text: str) -> Iterator[tuple[int, Problem]]:
    """Every character of the file that may not be there, with its code point index."""
    if _NOT_IN_TEXT.isdisjoint(set(text)):
        return
    for index, char in enumerate(text):
        if char in _NOT_IN_TEXT:
            yield index, direction_character(char) if is_direction(char) else forbidden_character(char)


def is_direction(char: str) -> bool:
    """Whether a character only changes the reading direction, so that the text can still be parsed."""
    return char in _DIRECTION


def in_escapes(source: str) -> Iterator[tuple[int, int, Problem]]:
    """Every escape in the source of a double-quoted scalar that makes a character that may not be there."""
    for found in _ESCAPE.finditer(source):
        digits = found.group(1) or found.group(2) or found.group(3)
        if digits is None:
            char = _LETTER_ESCAPES.get(found.group(4), "")
        else:
            char = chr(int(digits, 16)) if int(digits, 16) <= 0x10FFFF else "\0"
        if char in _NOT_IN_VALUE:
            yield found.start(), found.end(), forbidden_escape(found.group())


def is_surrogate_escape(escape: str) -> bool:
    """Whether an escape makes half a character (U+D800 to U+DFFF)."""
    digits = escape[2:]
    return escape[1:2] in ("u", "U") and 0xD800 <= int(digits, 16) <= 0xDFFF


def hide_separators(text: str) -> str:
    """The text to parse: line and paragraph separators replaced by stand-ins, one for one."""
    return text.translate(_HIDE) if "\u2028" in text or "\u2029" in text else text


def readable(value: str) -> str:
    """A parsed value with its separators back, and U+FFFD for what may not be there (and was reported at its place)."""
    return value if value.isascii() and value.isprintable() else value.translate(_SHOW)


def has_surrogate(value: str) -> bool:
    """Whether an escape made half a character, which no file can hold."""
    return not value.isascii() and not _SURROGATES.isdisjoint(value)
