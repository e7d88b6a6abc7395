"""Logos and fonts made here, so that no picture or font has to lie in the repository."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache
from pathlib import Path

import fontpkg_lato
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

LOGO = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50">
<rect width="50" height="50" rx="8" fill="#9c1a4b"/><path d="M70 10h120v30H70z" fill="#333" fill-opacity=".5"/>
</svg>
"""

# The colour types of PNG and how many values a pixel has in each (ISO/IEC 15948, 11.2.2).
GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
_VALUES = {GREY: 1, RGB: 3, PALETTE: 1, GREY_ALPHA: 2, RGBA: 4}


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int = 40, height: int = 10, *, colour: int = RGBA, depth: int = 8, more: bytes = b"") -> bytes:
    """A picture of two halves. `more` are chunks before its pixels."""
    size = width * _VALUES[colour] * depth // 8
    row = b"\0" + b"\0" * (size // 2) + b"\1" * (size - size // 2)
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    palette = chunk(b"PLTE", bytes(range(6))) if colour == PALETTE else b""
    parts = (chunk(b"IHDR", head), more, palette, chunk(b"IDAT", zlib.compress(row * height)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@cache
def font(file: str = "Lato-Regular.ttf", *, name: str = "Proef", flavor: str | None = None, rights: int = 0) -> bytes:
    """A face of Lato under another name, with the letters of Latin-1 only. `rights` is the fsType of its OS/2 table."""
    options = subset.Options(name_IDs=["*"], recalc_timestamp=False, layout_features=["kern"])
    made = TTFont(io.BytesIO((Path(fontpkg_lato.ROOT) / "files" / file).read_bytes()), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[*range(0x20, 0x7F), *range(0xA0, 0x100), 0x2013, 0x2019, 0x201C, 0x201D])
    subsetter.subset(made)
    for record in made["name"].names:
        if record.nameID in (1, 16):
            record.string = name
        elif record.nameID in (4, 6):
            record.string = f"{name}-{file.partition('-')[2].partition('.')[0]}"
    made["OS/2"].fsType = rights
    made.flavor = flavor
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@cache
def variable_font() -> bytes:
    """A font with an axis, which a PDF cannot hold the same way twice."""
    from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]

    made = FontBuilder(font=TTFont(io.BytesIO(font())))
    made.setupFvar([("wght", 400, 400, 700, "Weight")], [])
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@cache
def otf_font() -> bytes:
    """The same letters with the outlines of PostScript."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen  # type: ignore[import-untyped]

    source = TTFont(io.BytesIO(font()))
    glyphs, order = source.getGlyphSet(), source.getGlyphOrder()
    drawn = {}
    for name in order:
        pen = T2CharStringPen(source["hmtx"][name][0], glyphs)
        glyphs[name].draw(pen)
        drawn[name] = pen.getCharString()
    made = FontBuilder(source["head"].unitsPerEm, isTTF=False)
    made.setupGlyphOrder(order)
    made.setupCharacterMap(source.getBestCmap())
    made.setupCFF("Proef-Regular", {}, drawn, {})
    made.setupHorizontalMetrics(dict(source["hmtx"].metrics))
    made.setupHorizontalHeader(ascent=source["hhea"].ascent, descent=source["hhea"].descent)
    made.setupNameTable({"familyName": "Proef", "styleName": "Regular"})
    made.setupOS2(fsType=0)
    made.setupPost()
    made.font["head"].created = made.font["head"].modified = 0
    made.font.recalcTimestamp = False
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()
