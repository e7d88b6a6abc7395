"""Colour on a terminal, by hand: an extra, never the only thing that says something."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from policyc.diagnostics import Severity

Paint: TypeAlias = Callable[[str, str], str]

LEVEL = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;34"}
DIM = "2"
RELATED = "36"
BOLD = "1"


def painter(color: bool) -> Paint:
    """A function that puts a style around a text, or leaves it alone: without colour, text or style."""

    def paint(text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if color and text and style else text

    return paint
