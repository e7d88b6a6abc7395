"""Where in a TOML file a setting stands. `tomllib` reads TOML whole and keeps no places.

A scan of headers and keys, for messages only: of what it cannot follow (a key in a text over several lines) it says
that it does not know, and the message names the setting without a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?")
_DOTTED = r"""((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*="""
_KEY = re.compile(rf"\s*{_DOTTED}")
_INNER = re.compile(rf"[{{,]\s*{_DOTTED}")
"""A key of an inline table, such as `design = {accent = "#123456"}`."""
_WORD = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_LONG_TEXTS = re.compile(r'"""|' + "'''")


def place_of(text: str, path: Sequence[str]) -> tuple[int, int] | None:
    """Line and column, from 1, of the key of a setting such as `("design", "accent")`, or of the table around it.

    None where neither is found, or where the file holds texts over several lines, in which anything may stand.
    """
    wanted = tuple(path)
    if not wanted or _LONG_TEXTS.search(text):
        return None
    found = dict(reversed(list(_places(text))))  # of two, the first
    for length in range(len(wanted), 0, -1):
        if wanted[:length] in found:
            return found[wanted[:length]]
    return None


def _places(text: str) -> Iterator[tuple[tuple[str, ...], tuple[int, int]]]:
    """Every table and key with its place, in the order of the file."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.fullmatch(line):
            table = _words(header[1])
            yield table, (number, header.start(1) + 1)
            continue
        key = _KEY.match(line)
        if key is None:
            continue
        above = (*table, *_words(key[1]))
        yield above, (number, key.start(1) + 1)
        if line[key.end() :].lstrip().startswith("{"):
            for inner in _INNER.finditer(line, key.end()):
                yield (*above, *_words(inner[1])), (number, inner.start(1) + 1)


def _words(dotted: str) -> tuple[str, ...]:
    return tuple(word.strip("\"'") for word in _WORD.findall(dotted))
