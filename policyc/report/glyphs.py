"""Text of others made safe and measurable for a terminal.

A file name, a key or a line of a policy can hold escape sequences and characters that reorder what is read. Every
character comes out as something visible with a known width, so that nothing hides and carets stay below their word.
"""

from __future__ import annotations

from collections.abc import Iterator

_TYPOGRAPHY = {
    "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": "<<", "»": ">>",
    "…": "...", "–": "-", "—": "-", "‑": "-", "·": "-", "•": "-", "\u00a0": " ", "€": "EUR", "ß": "ss",
}  # fmt: skip
_TAB_STOP = 4
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Controls, format characters (with those for the reading direction), halves of characters, and both separators.
_SHOWN_AS_CODE = ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")
# Emoji and some scripts are joined by these; they are format characters that people do type.
_JOINERS = ("\u200c", "\u200d")


def visible(text: str, *, ascii_only: bool) -> str:
    """One line of text in which every character can be seen; a tab or line break is shown as its escape."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_SHORT.get(char) or glyph(char, ascii_only)[0] for char in text)


def cells(line: str, *, ascii_only: bool) -> Iterator[tuple[str, int]]:
    """For every code point of a source line: how it is shown, and how many columns that takes. Tabs fill to a stop."""
    column = 0
    for char in line:
        if char == "\t":
            shown, width = " " * (_TAB_STOP - column % _TAB_STOP), _TAB_STOP - column % _TAB_STOP
        else:
            shown, width = glyph(char, ascii_only)
        column += width
        yield shown, width


def width_of(text: str) -> int:
    """The columns a text takes that has been made visible."""
    return len(text) if text.isascii() else sum(glyph(char, False)[1] for char in text)


def glyph(char: str, ascii_only: bool) -> tuple[str, int]:
    """How one character is shown, and in how many columns."""
    if " " <= char <= "~":
        return char, 1
    import unicodedata  # imported here: most lines are plain ASCII

    category = unicodedata.category(char)
    if category in _SHOWN_AS_CODE and char not in _JOINERS:
        return _code(char)
    if ascii_only:
        return _ascii(char)
    if category in ("Mn", "Me") or char in _JOINERS:
        return char, 0
    return char, 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _code(char: str) -> tuple[str, int]:
    number = ord(char)
    shown = f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
    return shown, len(shown)


def _ascii(char: str) -> tuple[str, int]:
    """The letter without its accent, a plain quote for a curly one, or else the code."""
    import unicodedata

    if unicodedata.combining(char):
        return "", 0
    shown = _TYPOGRAPHY.get(char) or "".join(c for c in unicodedata.normalize("NFKD", char) if c.isascii())
    return (shown, len(shown)) if shown and shown.isprintable() else _code(char)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a visible text, broken at spaces; a word that is too long is broken where the line ends."""
    lines: list[str] = []
    line = ""
    for word in text.rstrip(" ").split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, width)
        lines += full
    return [*lines, line]


def _broken(word: str, width: int) -> list[str]:
    parts, part, used = [], "", 0
    for char in word:
        taken = width_of(char)
        if used + taken > width and part:
            parts.append(part)
            part, used = "", 0
        part, used = part + char, used + taken
    return [*parts, part]
