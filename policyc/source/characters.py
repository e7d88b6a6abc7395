"""Characters that may not be in a policy, as they are or through an escape.

Source: YAML 1.2.2, 5.1 (characters) and 5.7 (escapes); Unicode TR 36 and TR 39 for those that reorder what is read.
Narrowed: U+0085, DEL and noncharacters, which YAML lets through, are refused here; nobody types them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyc.source.problems import Problem, direction_character, forbidden_character, forbidden_escape

_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(17))
_HIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff" + _NONCHARACTERS

_IN_TEXT = re.compile(f"[{_HIDDEN}{_DIRECTION}]")
# A lone \r breaks a line in the file; in a value, where only an escape can put it, it overwrites what a terminal shows.
_IN_VALUE = re.compile(f"[{_HIDDEN}{_DIRECTION}\r\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_IS_DIRECTION = re.compile(f"[{_DIRECTION}]")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_LETTER_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", "N": "\x85"}

# YAML 1.2 does not break lines at these two, PyYAML does (YAML 1.1), even in a comment. So PyYAML gets stand-ins of the
# same length, which `_HIDDEN` keeps out of every text, and values get the real ones back.
_HIDE = {0x2028: 0xFDD0, 0x2029: 0xFDD1}
_SHOW = {stand_in: real for real, stand_in in _HIDE.items()}


def in_text(text: str) -> Iterator[tuple[int, Problem]]:
    """Every character of the file that may not be there, with its code point index."""
    for found in _IN_TEXT.finditer(text):
        char = found.group()
        yield found.start(), direction_character(char) if is_direction(char) else forbidden_character(char)


def is_direction(char: str) -> bool:
    """Whether a character only changes the reading direction, so that the text can still be parsed."""
    return _IS_DIRECTION.match(char) is not None


def in_escapes(source: str) -> Iterator[tuple[int, int, Problem]]:
    """Every escape in the source of a double-quoted scalar that makes a character that may not be there."""
    for found in _ESCAPE.finditer(source):
        digits = found.group(1) or found.group(2) or found.group(3)
        if digits is None:
            char = _LETTER_ESCAPES.get(found.group(4), "")
        else:
            char = chr(int(digits, 16)) if int(digits, 16) <= 0x10FFFF else "\0"
        if _IN_VALUE.match(char):
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
    return value if value.isascii() and value.isprintable() else _IN_VALUE.sub("\ufffd", value.translate(_SHOW))


def has_surrogate(value: str) -> bool:
    """Whether an escape made half a character, which no file can hold."""
    return not value.isascii() and _SURROGATE.search(value) is not None
