"""What a page says and what a PDF says, to be compared: letter by letter, since lines break elsewhere on paper.

A PDF has two orders: that of its structure, in which it is read aloud, and that of its pages, in which programs without
an eye for structure copy it (`pdftotext`). Both have to be the order of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pikepdf

from .tools import output, program

# Elements within a line; all others begin and end a block of text.
_INLINE = {"a", "b", "br", "code", "em", "del", "ins", "span", "strong", "wbr"}
# What is on paper only or nowhere: a place to break a word, the sign before an item.
_UNSEEN = re.compile("[\\s\u00ad\u200b]+")
_MARKER = re.compile(r"(?:\d+\.?|[•◦▪–])")


def letters(text: str) -> str:
    """A text without what a line break changes; the hyphen that does not break is the other one on paper."""
    return _UNSEEN.sub("", text).replace("\u2011", "\u2010")


class _Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks = [""]
        self._depth = 0  # within <main>
        self._drawn = 0  # within a drawing, which is read aloud by its alternative text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._drawn += tag == "svg"
        self._depth += tag == "main"
        if tag not in _INLINE:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self._drawn -= tag == "svg"
        self._depth -= tag == "main"
        if tag not in _INLINE:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if self._depth and not self._drawn:
            self.blocks[-1] += letters(data)


def page_blocks(page: str) -> list[str]:
    """The texts in the main part of a page, one for each paragraph, item, cell and heading, in their order."""
    parser = _Blocks()
    parser.feed(page)
    return [block for block in parser.blocks if block]


def pdf_spoken(pdf: Path) -> str:
    """The text of a PDF as its structure has it, without the signs before items, drawings, and page numbers in links.

    `pdfinfo -struct-text` tells the same, but takes minutes for a long file.
    """
    with pikepdf.open(pdf) as opened:
        texts: _Texts = {page.objgen: _marked_texts(page) for page in opened.pages}
        return letters("".join(_spoken(opened.Root.StructTreeRoot.K[0], texts, in_link=False)))


_Texts = dict[Any, dict[int, str]]
"""The texts that a page marks with a number, by page and number."""


def _spoken(element: Any, texts: _Texts, *, in_link: bool) -> Iterator[str]:
    if element.S in ("/Lbl", "/Figure"):
        return
    in_link = in_link or element.S == "/Link"
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary):
            if "/S" in kid:
                yield from _spoken(kid, texts, in_link=in_link)
            continue
        words = texts[element.Pg.objgen].get(int(kid), "")
        if not (in_link and element.S == "/Span" and words.isdigit()):
            yield words


def _marked_texts(page: Any) -> dict[int, str]:
    fonts = {name: _letters_of(font) for name, font in page.Resources.Font.items()}
    texts: dict[int, str] = {}
    font: dict[bytes, str] = {}
    around: list[int | None] = []
    for instruction in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf TJ Tj"):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("BDC", "BMC"):
            mark = operands[1] if operator == "BDC" else None
            around.append(int(mark["/MCID"]) if isinstance(mark, pikepdf.Dictionary) and "/MCID" in mark else None)
        elif operator == "EMC":
            around.pop()
        elif operator == "Tf":
            font = fonts[str(operands[0])]
        elif around and around[-1] is not None:
            shown = operands[0] if operator == "TJ" else operands
            codes = b"".join(bytes(part) for part in shown if isinstance(part, pikepdf.String))
            texts[around[-1]] = texts.get(around[-1], "") + "".join(
                font[codes[at : at + 2]] for at in range(0, len(codes), 2)
            )
    return texts


def _letters_of(font: Any) -> dict[bytes, str]:
    """What each glyph of a font stands for (ISO 32000-1, 9.10.3)."""
    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>\n", font.ToUnicode.read_bytes())
    return {bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def pdf_copied(pdf: Path, running: tuple[str, ...]) -> str:
    """The text of a PDF in the order of its pages, without signs before items and without `running` heads and feet."""
    pages = output(program("pdftotext", package="poppler-utils"), "-raw", "-enc", "UTF-8", pdf, "-").split("\f")
    return "".join(letters("".join(_own_lines(page, tuple(map(letters, running))))) for page in pages)


def _own_lines(page: str, running: tuple[str, ...]) -> list[str]:
    """What floats at the side, such as page numbers, is copied first; signs before items and running texts last."""
    lines = page.strip().splitlines()
    while lines and _MARKER.fullmatch(lines[0].strip()):
        del lines[0]
    while lines and (_MARKER.fullmatch(lines[-1].strip()) or _is_made_of(letters(lines[-1]), running)):
        del lines[-1]
    return lines


def _is_made_of(text: str, parts: tuple[str, ...]) -> bool:
    return not text or any(
        _is_made_of(text.removeprefix(part), parts) for part in parts if part and text.startswith(part)
    )
