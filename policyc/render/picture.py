"""A logo as bytes in, a picture that can stand in a page out: SVG or PNG, harmless, and asking nothing of anyone.

What a file is, its content says and not its name. An SVG is a program of sorts, so what it may hold is limited here,
once, for every output: no script, no page within the picture, nothing from elsewhere, nothing that moves (WCAG 2.2,
2.2.2).
"""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from policyc.diagnostics import Wording
from policyc.render.unfit import Unfit, UnfitFile

MOST_BYTES = 100_000

_PNG = b"\x89PNG\r\n\x1a\n"
_OTHERS = {
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"RIFF": "WebP",
    b"%PDF": "PDF",
    b"\x1f\x8b": "SVGZ",
    b"BM": "BMP",
    b"\x00\x00\x01\x00": "ICO",
}
_OTHER = Unfit("het is geen SVG of PNG", "it is not SVG or PNG")
_MOVES = Unfit("het beweegt", "it moves")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its proportions: `width` and `height` say no more than how they relate."""

    kind: str
    data: bytes
    width: float
    height: float

    @property
    def address(self) -> str:
        """The picture itself, as an address (RFC 2397)."""
        return f"data:{self.kind};base64,{base64.b64encode(self.data).decode()}"

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in a page of 16 pixels to the em: every logo takes about the same room, wide or tall."""
        ratio = self.width / self.height
        height = min(max((_ROOM / ratio) ** 0.5, _LOWEST), _HIGHEST, _WIDEST / ratio)
        return max(round(height * ratio), 1), max(round(height), 1)


# The header may not be higher than the room that `screen.css` keeps free for it when it stays in view.
_ROOM, _LOWEST, _HIGHEST, _WIDEST = 5400, 24, 44, 208


def picture_of(data: bytes) -> Picture:
    """The picture in a file. Raises `UnfitFile`."""
    if data.startswith(_PNG):
        return _png(data)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _svg(data)
    known = next((name for start, name in _OTHERS.items() if data.startswith(start)), None)
    if known:
        raise UnfitFile(Unfit(f"het is {known} en geen SVG of PNG", f"it is {known} and not SVG or PNG"))
    raise UnfitFile(_OTHER)


# --- PNG (ISO/IEC 15948) ----------------------------------------------------------------------------------------------

_MOST_PIXELS = 2000
_DAMAGED = Unfit("het PNG-bestand is beschadigd", "the PNG file is damaged")
_TOO_DEEP = Unfit(
    "het heeft 16 bits per kleur",
    "it has 16 bits per colour",
    Wording("Bewaar het met 8 bits.", "Save it with 8 bits."),
)
# What is seen. The rest is about the file: when it was made and by whom, and which side is up.
_SEEN = (b"IHDR", b"PLTE", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sRGB", b"IDAT", b"IEND")


def _png(data: bytes) -> Picture:
    """The picture without what is not seen of it."""
    chunks = list(_chunks(data))
    kinds = [kind for kind, _ in chunks]
    if not kinds or kinds[0] != b"IHDR" or kinds[-1] != b"IEND" or b"IDAT" not in kinds or len(chunks[0][1]) != 13:
        raise UnfitFile(_DAMAGED)
    if b"acTL" in kinds:
        raise UnfitFile(_MOVES)
    width, height, depth = struct.unpack(">IIB", chunks[0][1][:9])
    if not (0 < width <= _MOST_PIXELS and 0 < height <= _MOST_PIXELS):
        raise UnfitFile(
            Unfit(
                f"het is {width} bij {height} pixels, en {_MOST_PIXELS} bij {_MOST_PIXELS} is genoeg",
                f"it is {width} by {height} pixels, and {_MOST_PIXELS} by {_MOST_PIXELS} is enough",
            )
        )
    if depth > 8:
        raise UnfitFile(_TOO_DEEP)
    if not _unpacks(b"".join(content for kind, content in chunks if kind == b"IDAT"), width * height * 4 + 8 * height):
        raise UnfitFile(_DAMAGED)
    return Picture(
        "image/png", _PNG + b"".join(_written(*chunk) for chunk in chunks if chunk[0] in _SEEN), width, height
    )


def _written(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _chunks(data: bytes) -> Iterable[tuple[bytes, bytes]]:
    """Name and content of each chunk, up to and with the last; none after one that is not whole."""
    place, name = len(_PNG), b""
    while name != b"IEND":
        if place + 12 > len(data):
            return
        length, name = struct.unpack(">I4s", data[place : place + 8])
        content = data[place + 8 : place + 8 + length]
        found = data[place + 8 + length : place + 12 + length]
        if found != struct.pack(">I", zlib.crc32(name + content)):
            return
        yield name, content
        place += 12 + length


def _unpacks(packed: bytes, most: int) -> bool:
    """Whether compressed pixels are whole, and no more than fit in the picture."""
    unpacker = zlib.decompressobj()
    try:
        unpacker.decompress(packed, most + 1024)
    except zlib.error:
        return False
    return unpacker.eof


# --- SVG --------------------------------------------------------------------------------------------------------------

_SVG, _XLINK, _XML, _HTML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
    "http://www.w3.org/1999/xhtml",
)
_DEEPEST = 100
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?\Z", re.ASCII | re.IGNORECASE)

_SCRIPT = Unfit("er staat een script in", "it holds a script")
_PAGE = Unfit("er staat een pagina in (foreignObject)", "it holds a page (foreignObject)")
_PHOTO = Unfit(
    "er staat een foto of een ander beeld in",
    "it holds a photograph or another image",
    Wording("Bewaar het logo dan als PNG.", "Save the logo as PNG instead."),
)
_ENTITIES = Unfit("er staan entiteiten in (<!ENTITY>)", "it holds entities (<!ENTITY>)")
_NO_SIZE = Unfit(
    "het SVG-bestand heeft geen viewBox, en dus geen maat die mee kan groeien",
    "the SVG file has no viewBox, and so no size that can grow",
    Wording('Zet op <svg> bijvoorbeeld viewBox="0 0 200 50".', 'Put on <svg> for instance viewBox="0 0 200 50".'),
)

_REFUSED: Mapping[str, Unfit] = {
    "script": _SCRIPT,
    "handler": _SCRIPT,
    "listener": _SCRIPT,
    "foreignObject": _PAGE,
    "iframe": _PAGE,
    "embed": _PAGE,
    "object": _PAGE,
    "audio": _MOVES,
    "video": _MOVES,
    "animate": _MOVES,
    "animateColor": _MOVES,
    "animateMotion": _MOVES,
    "animateTransform": _MOVES,
    "set": _MOVES,
    "discard": _MOVES,
    "image": _PHOTO,
    "feImage": _PHOTO,
}


def _svg(data: bytes) -> Picture:
    reader = _Reader()
    try:
        reader.read(data)
    except expat.ExpatError as error:
        raise UnfitFile(
            Unfit(
                f"het is geen geldige SVG: regel {error.lineno} is geen goede XML",
                f"it is no valid SVG: line {error.lineno} is not well-formed XML",
            )
        ) from None
    except (ValueError, LookupError):  # an encoding that nobody knows
        raise UnfitFile(Unfit("het is geen geldige SVG", "it is no valid SVG")) from None
    return Picture("image/svg+xml", data, *reader.size)


class _Reader:
    """Reads an SVG from front to back, and stops at the first thing that may not be in it."""

    def __init__(self) -> None:
        self.size = (0.0, 0.0)
        self._depth = 0
        self._style: list[str] | None = None

    def read(self, data: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.ProcessingInstructionHandler = self._instruction
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._entity
        parser.Parse(data, True)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self._depth == 0:
            if (space, local) != (_SVG, "svg"):
                raise UnfitFile(_OTHER)
            self.size = _view_box(attributes.get("viewBox", ""))
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnfitFile(Unfit("de delen zitten te diep in elkaar", "its parts are nested too deeply"))
        if space == _HTML:
            raise UnfitFile(_PAGE)
        if space == _SVG and local in _REFUSED:
            raise UnfitFile(_REFUSED[local])
        for attribute, value in attributes.items():
            _check_attribute(attribute, value)
        if local == "style":
            self._style = []

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._style is not None and name.rpartition(" ")[2] == "style":
            _check_css("".join(self._style))
            self._style = None

    def _characters(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _instruction(self, target: str, data: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise _elsewhere(data)

    def _entity(self, *_: object) -> None:
        raise UnfitFile(_ENTITIES)


def _view_box(text: str) -> tuple[float, float]:
    parts = text.replace(",", " ").split()
    if len(parts) != 4 or not all(map(_NUMBER.match, parts)):
        raise UnfitFile(_NO_SIZE)
    width, height = float(parts[2]), float(parts[3])
    if not (0 < width < 1e6 and 0 < height < 1e6 and 1 / 50 <= width / height <= 50):
        raise UnfitFile(_NO_SIZE)
    return width, height


def _check_attribute(name: str, value: str) -> None:
    space, _, local = name.rpartition(" ")
    if not space and local.lower().startswith("on"):
        raise UnfitFile(_SCRIPT)
    if (space, local) == (_XML, "base"):
        raise _elsewhere(value)
    if space in ("", _XLINK) and local.lower() in ("href", "src") and not value.strip().startswith("#"):
        raise _elsewhere(value)
    if local == "style" or "(" in value or "\\" in value:
        _check_css(value)


def _check_css(text: str) -> None:
    """A style sheet, the declarations of an element or a single value: its words are looked at one by one."""
    import tinycss2

    _check_tokens(tinycss2.parse_component_value_list(text))


def _check_tokens(tokens: Iterable[Any]) -> None:
    for token in tokens:
        match token.type:
            case "url":
                _check_address(token.value)
            case "function" if token.lower_name == "url":
                _check_address("".join(inner.value for inner in token.arguments if inner.type == "string"))
            case "function" if token.lower_name in _ADDRESSING:
                raise _elsewhere(f"{token.name}()")
            case "at-keyword" if token.lower_value == "import":
                raise _elsewhere("@import")
            case "at-keyword" | "ident" if _MOTION.match(token.lower_value):
                raise UnfitFile(_MOVES)
        _check_tokens(getattr(token, "arguments", None) or getattr(token, "content", None) or ())


_ADDRESSING = ("src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade")
_MOTION = re.compile(r"(?:-webkit-)?(?:animation|keyframes)(?:-|\Z)")


def _check_address(target: str) -> None:
    if not target.strip().startswith("#"):
        raise _elsewhere(target)


def _elsewhere(target: str) -> UnfitFile:
    shown = " ".join(target.split())[:40]
    return UnfitFile(
        Unfit(
            f"er staat een verwijzing in naar iets buiten het bestand (“{shown}”)",
            f"it refers to something outside the file (“{shown}”)",
        )
    )
