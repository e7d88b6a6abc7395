"""A font of an organisation as bytes in, a face that pages can embed out: TTF, OTF or WOFF2, whole and allowed."""

from __future__ import annotations

import base64
import contextlib
import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from policyc.render.unfit import Unfit, UnfitFile

MOST_BYTES = 500_000
"""Of all files of a font together."""

Style = Literal["regular", "bold", "italic"]

_KINDS = {b"\x00\x01\x00\x00": "ttf", b"true": "ttf", b"OTTO": "otf", b"wOF2": "woff2"}
_OTHERS = {b"wOFF": "WOFF 1", b"ttcf": "TTC"}

_NO_FONT = Unfit("het is geen TTF, OTF of WOFF2", "it is not TTF, OTF or WOFF2")
_DAMAGED = Unfit("het bestand is beschadigd", "the file is damaged")
_NOT_ALLOWED = Unfit(
    "de maker staat niet toe dat het in een document zit (fsType van OS/2)",
    "its maker does not allow it to be embedded in a document (fsType of OS/2)",
)
# OpenType, OS/2, fsType: “Restricted License embedding”, where none of the freer bits is set.
_EMBEDDING, _RESTRICTED = 0x000F, 0x0002
_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp")


@dataclass(frozen=True, slots=True)
class Face:
    """One file of a font. `for_paper`: a PDF of it is the same bytes each time, which WOFF2 and axes would prevent."""

    style: Style
    kind: str
    data: bytes
    for_paper: bool

    @property
    def rule(self) -> str:
        """What CSS says of it, but for the name of the family (CSS Fonts 4, 4)."""
        weight, slant = (700 if self.style == "bold" else 400), ("italic" if self.style == "italic" else "normal")
        address = f"data:font/{self.kind};base64,{base64.b64encode(self.data).decode()}"
        return f'font-weight: {weight}; font-style: {slant}; src: url("{address}")'


def face_of(data: bytes, style: Style) -> Face:
    """The face in a file. Raises `UnfitFile`."""
    kind = _KINDS.get(data[:4])
    if kind is None:
        known = _OTHERS.get(data[:4])
        raise UnfitFile(
            Unfit(f"het is {known} en geen TTF, OTF of WOFF2", f"it is {known} and not TTF, OTF or WOFF2")
            if known
            else _NO_FONT
        )
    tables, rights = _looked_into(data)
    if not set(_NEEDED) <= tables or not tables & {"glyf", "CFF ", "CFF2"}:
        raise UnfitFile(_DAMAGED)
    if rights & _EMBEDDING == _RESTRICTED:
        raise UnfitFile(_NOT_ALLOWED)
    return Face(style, kind, data, kind != "woff2" and "fvar" not in tables)


def _looked_into(data: bytes) -> tuple[frozenset[str], int]:
    """The tables of a font, and what its maker allows."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    try:
        with _silence(), TTFont(io.BytesIO(data), lazy=True) as font:
            for table in (*_NEEDED, "OS/2"):
                font[table]
            font.getBestCmap()
            return frozenset(font.keys()), font["OS/2"].fsType
    except Exception:  # whatever fontTools trips over: there is no list of it
        raise UnfitFile(_DAMAGED) from None


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """fontTools logs what it finds odd in a font. That is between the font and its maker."""
    logger = logging.getLogger("fontTools")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)
