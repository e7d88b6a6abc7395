"""Names for headings, the way code hosts make them, so that `[x](#name)` works there and on our own page."""

from __future__ import annotations

import unicodedata

# A heading of punctuation only has no name of its own; an `id` may not be empty.
_NAMELESS = "section"


def _belongs(character: str) -> bool:
    return character.isalnum() or character in "_- " or unicodedata.category(character).startswith("M")


def slug(text: str) -> str:
    """Lower case, no punctuation, a hyphen for each space: “Wie zijn wij?” gives `wie-zijn-wij`."""
    kept = "".join(filter(_belongs, text.strip().lower()))
    return kept.replace(" ", "-") or _NAMELESS


class Slugger:
    """Gives each heading of one document a name of its own: the second “Vragen” becomes `vragen-1`."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._last: dict[str, int] = {}

    def __call__(self, text: str) -> str:
        base = name = slug(text)
        while name in self._given:
            self._last[base] = self._last.get(base, 0) + 1
            name = f"{base}-{self._last[base]}"
        self._given.add(name)
        return name
