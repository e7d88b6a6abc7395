"""Bytes to text: UTF-8 or a problem that names what it is instead. Source: YAML 1.2.2, 5.2."""

from __future__ import annotations

from typing import NamedTuple

from policyc.source.limits import MAX_BYTES
from policyc.source.problems import Problem, forbidden_character, invalid_utf8, too_large, wrong_encoding

# The longest first: the mark of UTF-32 begins with the one of UTF-16.
_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
# Which of the first four bytes are NUL when a file without mark begins with an ASCII character.
_NUL_PATTERNS = {
    (True, True, True, False): "UTF-32",
    (False, True, True, True): "UTF-32",
    (True, False, True, False): "UTF-16",
    (False, True, False, True): "UTF-16",
}
_UTF8_MARK = b"\xef\xbb\xbf"
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))


class Decoded(NamedTuple):
    """The text, as well as it could be read, and what is wrong where, as a code point index."""

    text: str
    problem: Problem | None = None
    at: int = 0


def decode(raw: bytes) -> Decoded:
    """The text of a file without its byte order mark. With a problem the text serves to show the place, no more."""
    if len(raw) > MAX_BYTES:
        return Decoded("", too_large())
    if other := _other_encoding(raw):
        return Decoded("", wrong_encoding(other))
    raw = raw.removeprefix(_UTF8_MARK)
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        index = len(raw[: error.start].decode("utf-8"))
        return Decoded(raw.decode("utf-8", "replace"), _invalid(raw, error.start), index)


def _other_encoding(raw: bytes) -> str | None:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return name
    head = raw[:4]
    return _NUL_PATTERNS.get((head[0] == 0, head[1] == 0, head[2] == 0, head[3] == 0)) if len(head) == 4 else None


def _invalid(raw: bytes, start: int) -> Problem:
    try:
        surrogate = raw.decode("utf-8", "surrogatepass")[len(raw[:start].decode("utf-8"))]
    except UnicodeDecodeError:
        return invalid_utf8(raw[start], _in_windows_1252(raw, start))
    return forbidden_character(surrogate)


def _in_windows_1252(raw: bytes, start: int) -> str | None:
    """The character meant at `start` when the whole file can be Windows-1252; a binary file cannot."""
    if any(raw.find(control) >= 0 for control in _CONTROLS):
        return None
    try:
        raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return raw[start : start + 1].decode("cp1252")
