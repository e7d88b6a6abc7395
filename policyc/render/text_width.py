"""How wide a text will be, as far as can be told without its font, and where to break it so that it fits.

A figure in SVG has to know before what a browser finds out later. The estimate errs on the wide side: for each letter
the widest of the fonts that show our pages, which is mostly that of DejaVu Sans.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

# Hundredths of the type size, and the characters that are at most that wide.
_WIDTHS = {
    30: "'ijlIı",
    38: " .,:;·‘’‚|fłľ‑",
    43: "()[]!trJ-‐\u00ad¡",
    48: '"/\\',
    56: "*_`§°zs“”„?¿ªº",
    60: "cxvykFLĳ",
    65: "aobdeghnpqu0123456789PT$€£ESY«»þøđß{}•–",
    71: "AVXKBRCZŁ",
    81: "UHNDGOQ&ØÐĲ",
    86: "+<=>#~±×÷^w",
    99: "m%Mæ",
    110: "W@—…→œÆŒ©®",
}
_WIDTH = {character: width for width, characters in _WIDTHS.items() for character in characters}
_UNKNOWN = 130
_BOLDER = 8
"""What a letter is wider in bold."""

_WORDS = re.compile(r"\S*\s*")
_JOINTS = re.compile(r"[^/@_.-]*[/@_.-]*")
"""Where a word may be broken before it is broken anywhere: after the signs that join its parts."""


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line at a type size, in the same unit."""
    return sum(_width(character) + (_BOLDER if bold else 0) for character in text) * size / 100


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if character in _WIDTH:
        return _WIDTH[character]
    # é is as wide as e: the accent stands above it.
    letter = unicodedata.normalize("NFD", character)[0]
    return _WIDTH.get(letter, _UNKNOWN)


@lru_cache(maxsize=4096)
def lines(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines that fit, of which `"".join` is the text again: the space that ends a line is on it.

    A word that fits on no line is broken: after a sign such as a hyphen, else where the line is full.
    """

    def fits(line: str) -> bool:
        return width_of(line.rstrip(), size, bold=bold) <= width

    found = [""]
    for word in _WORDS.findall(text):
        for piece in [word] if fits(word) else [part for joint in _JOINTS.findall(word) for part in _cut(joint, fits)]:
            if found[-1] and not fits(found[-1] + piece):
                found.append("")
            found[-1] += piece
    return tuple(found)


def _cut(text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    """The text in pieces, each as long as fits; no piece is empty."""
    while text:
        length = 1
        while length < len(text) and fits(text[: length + 1]):
            length += 1
        yield text[:length]
        text = text[length:]
