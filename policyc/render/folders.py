"""Where templates are looked for: one folder, or an author's own with ours behind it for all that it lacks."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class TemplateFolders:
    """Folders of the same shape, of which the first that has a file counts."""

    places: tuple[Path, ...]

    def __truediv__(self, part: str) -> TemplateFolders:
        return TemplateFolders(tuple(place / part for place in self.places))

    def __str__(self) -> str:
        return str(self.places[0])


Folder = Path | TemplateFolders
"""What holds templates. `folder / "page"` is a folder within it."""


def file_in(folder: Folder, name: str) -> Path:
    """Where a file of a folder is; one that is nowhere is missed in the first place."""
    first, *others = places_of(folder)
    # A link that leads nowhere is there too: whoever made it would not have ours in its place.
    return next((place / name for place in (first, *others) if os.path.lexists(place / name)), first / name)


def places_of(folder: Folder) -> tuple[Path, ...]:
    """The folders that a folder stands for."""
    return folder.places if isinstance(folder, TemplateFolders) else (folder,)
