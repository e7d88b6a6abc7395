"""Logos: what is taken, and everything in a picture that is refused, each with its reason."""

from __future__ import annotations

import contextlib
import struct
import zlib
from xml.etree import ElementTree

import pytest
from brand_samples import GREY, GREY_ALPHA, LOGO, PALETTE, RGB, RGBA, chunk, png
from hypothesis import given
from hypothesis import strategies as st

from policyc.render.picture import picture_of
from policyc.render.unfit import UnfitFile


def refused(data: bytes) -> str:
    with pytest.raises(UnfitFile) as error:
        picture_of(data)
    assert error.value.why.nl != error.value.why.en
    return error.value.why.nl


def svg(content: str = "", *, attributes: str = 'viewBox="0 0 200 50"', before: str = "") -> bytes:
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{content}</svg>'.encode()


# --- what is taken ---


def test_an_svg_is_kept_as_it_is() -> None:
    picture = picture_of(LOGO)
    assert (picture.kind, picture.data, picture.width / picture.height) == ("image/svg+xml", LOGO, 4)


GOOD = {
    "declaration": svg(before='<?xml version="1.0" encoding="UTF-8"?>\n'),
    "byte order mark": b"\xef\xbb\xbf" + svg(),
    "UTF-16": svg(before='<?xml version="1.0" encoding="UTF-16"?>').decode().encode("utf-16"),
    "document type": svg(
        before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    ),
    "comment and packet": svg("<!-- <script> --><?xpacket begin='x'?>"),
    "gradient": svg('<linearGradient id="a"/><path fill="url(#a)" style="stroke:url(\'#a\')"/>'),
    "own link": svg('<g id="a"/><use href="#a"/><use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#a"/>'),
    "style": svg("<style><![CDATA[.a{fill:red} @media (prefers-color-scheme:dark){.a{fill:url(#b)}}]]></style>"),
    "metadata": svg(
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" r:about="http://x.example/">'
        '<r:set r:resource="http://x.example/"/></r:RDF></metadata>'
    ),
    "text and entities of XML": svg("<title>A &amp; B</title><text>&lt;script&gt; onload=</text>"),
    "commas in the box": svg(attributes='viewBox="0,0, 1e2 .5e2"'),
}


@pytest.mark.parametrize("name", GOOD)
def test_good_svg(name: str) -> None:
    assert picture_of(GOOD[name]).data == GOOD[name]


@pytest.mark.parametrize("colour", [GREY, RGB, PALETTE, GREY_ALPHA, RGBA])
def test_a_png_of_any_colour_type(colour: int) -> None:
    picture = picture_of(png(colour=colour))
    assert (picture.kind, picture.data, picture.width, picture.height) == ("image/png", png(colour=colour), 40, 10)


def test_nobody_reads_in_a_png_what_is_not_seen_of_it() -> None:
    hidden = chunk(b"tEXt", b"Author\0Jansen") + chunk(b"eXIf", b"II*\0") + chunk(b"tIME", b"1234567")
    assert picture_of(png(more=hidden)).data == png()
    assert picture_of(png() + b"more").data == png()
    profile = chunk(b"gAMA", struct.pack(">I", 45455))
    assert picture_of(png(more=profile)).data == png(more=profile)


# --- what is refused ---

OUTSIDE = "er staat een verwijzing in naar iets buiten het bestand (“{}”)"
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
BAD = {
    "script": (svg("<script>alert(1)</script>"), "er staat een script in"),
    "script of another prefix": (
        svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'),
        "er staat een script in",
    ),
    "event": (svg('<g onclick="alert(1)"/>'), "er staat een script in"),
    "event of the root": (svg(attributes='viewBox="0 0 1 1" onload="x"'), "er staat een script in"),
    "event in capitals": (svg('<g OnClick="alert(1)"/>'), "er staat een script in"),
    "foreign object": (svg("<foreignObject/>"), "er staat een pagina in (foreignObject)"),
    "HTML": (svg('<p xmlns="http://www.w3.org/1999/xhtml"/>'), "er staat een pagina in (foreignObject)"),
    "animation": (svg('<animate attributeName="href" values="x"/>'), "het beweegt"),
    "set": (svg('<set attributeName="href" to="javascript:x"/>'), "het beweegt"),
    "animation in a style": (svg("<style>@keyframes a { from { fill: red } }</style>"), "het beweegt"),
    "animation in an attribute": (svg('<g style="animation-name: a"/>'), "het beweegt"),
    "image": (svg('<image href="#a"/>'), "er staat een foto of een ander beeld in"),
    "image in it": (svg('<image href="data:image/png;base64,AA=="/>'), "er staat een foto of een ander beeld in"),
    "image in a filter": (svg('<filter><feImage href="#a"/></filter>'), "er staat een foto of een ander beeld in"),
    "entity": (svg("&a;", before='<!DOCTYPE svg [<!ENTITY a "b">]>'), "er staan entiteiten in (<!ENTITY>)"),
    "entity of entities": (
        svg("&c;", before='<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>'),
        "er staan entiteiten in (<!ENTITY>)",
    ),
    "file as entity": (
        svg("&a;", before='<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>'),
        "er staan entiteiten in (<!ENTITY>)",
    ),
    "entity of elsewhere": (
        svg("&a;", before='<!DOCTYPE svg SYSTEM "https://x.example/a.dtd">'),
        "er staan entiteiten in (<!ENTITY>)",
    ),
    "style sheet": (svg(before='<?xml-stylesheet href="https://x.example/a.css"?>'), None),
    "link": (svg('<a href="https://x.example/"/>'), OUTSIDE.format("https://x.example/")),
    "xlink": (svg(f'<use {XLINK} xlink:href="a.svg#b"/>'), OUTSIDE.format("a.svg#b")),
    "link to a script": (svg('<a href=" javascript:alert(1)"/>'), OUTSIDE.format("javascript:alert(1)")),
    "data": (svg('<use href="data:image/svg+xml,x"/>'), OUTSIDE.format("data:image/svg+xml,x")),
    "base": (svg('<g xml:base="https://x.example/"/>'), OUTSIDE.format("https://x.example/")),
    "fill": (svg('<g fill="url(https://x.example/#a)"/>'), OUTSIDE.format("https://x.example/#a")),
    "fill with escapes": (svg('<g fill="u\\72l(https://x.example/#a)"/>'), OUTSIDE.format("https://x.example/#a")),
    "style attribute": (svg("<g style=\"fill: url('//x.example')\"/>"), OUTSIDE.format("//x.example")),
    "style element": (svg("<style>a { b: url( x.png ) }</style>"), OUTSIDE.format("x.png")),
    "deep in a style": (svg("<style>@media x { a { b: c(d(url(x))) } }</style>"), OUTSIDE.format("x")),
    "import": (svg("<style>@import 'https://x.example/a.css';</style>"), OUTSIDE.format("@import")),
    "import with escapes": (svg("<style>@\\69mport 'a.css';</style>"), OUTSIDE.format("@import")),
    "font": (svg("<style>@font-face { src: url(data:font/woff2;base64,AA) }</style>"), None),
    "image set": (svg("<style>a { b: image-set('x.png' 1x) }</style>"), OUTSIDE.format("image-set()")),
    "not closed": (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1">\n<g>',
        "het is geen geldige SVG: regel 2 is geen goede XML",
    ),
    "two roots": (svg() + svg(), "het is geen geldige SVG: regel 1 is geen goede XML"),
    "name without a space": (svg("<x:g/>"), "het is geen geldige SVG: regel 1 is geen goede XML"),
    "unknown encoding": (svg(before='<?xml version="1.0" encoding="onzin"?>'), None),
    "no SVG": (b"<html/>", "het is geen SVG of PNG"),
    "SVG without its name": (b'<svg viewBox="0 0 1 1"/>', "het is geen SVG of PNG"),
    "too deep": (svg("<g>" * 200 + "</g>" * 200), "de delen zitten te diep in elkaar"),
    "PNG that moves": (png(more=chunk(b"acTL", b"\0" * 8)), "het beweegt"),
    "PNG of 16 bits": (png(depth=16), "het heeft 16 bits per kleur"),
    "PNG that is too wide": (png(2001, 1), "het is 2001 bij 1 pixels, en 2000 bij 2000 is genoeg"),
    "PNG of nothing": (png(0, 1), "het is 0 bij 1 pixels, en 2000 bij 2000 is genoeg"),
    "half a PNG": (png()[:-20], "het PNG-bestand is beschadigd"),
    "PNG without pixels": (png().replace(b"IDAT", b"IDOT"), "het PNG-bestand is beschadigd"),
    "PNG with another byte": (png()[:40] + b"x" + png()[41:], "het PNG-bestand is beschadigd"),
    "PNG that swells": (
        png()[:33] + chunk(b"IDAT", zlib.compress(b"\0" * 10_000_000)) + chunk(b"IEND", b""),
        "het PNG-bestand is beschadigd",
    ),
    "nothing of a PNG": (b"\x89PNG\r\n\x1a\n", "het PNG-bestand is beschadigd"),
    "JPEG": (b"\xff\xd8\xff\xe0", "het is JPEG en geen SVG of PNG"),
    "GIF": (b"GIF89a", "het is GIF en geen SVG of PNG"),
    "SVGZ": (b"\x1f\x8b\x08", "het is SVGZ en geen SVG of PNG"),
    "text": (b"logo", "het is geen SVG of PNG"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad(name: str) -> None:
    data, reason = BAD[name]
    said = refused(data)
    assert reason is None or said == reason
    assert "\n" not in said


@pytest.mark.parametrize(
    "attributes",
    ["", 'width="200" height="50"', 'viewBox=""', 'viewBox="0 0 1"', 'viewBox="0 0 x 1"', 'viewBox="0 0 0 1"',
     'viewBox="0 0 -1 1"', 'viewBox="0 0 1e999 1"', 'viewBox="0 0 nan 1"', 'viewBox="0 0 1000 1"', 'viewBox="0 0 ١ ١"'],
)  # fmt: skip
def test_an_svg_without_proportions_cannot_be_set(attributes: str) -> None:
    assert refused(svg(attributes=attributes)).startswith("het SVG-bestand heeft geen viewBox")


@given(st.binary(max_size=400))
def test_any_bytes_are_taken_or_refused(data: bytes) -> None:
    for start in (b"", b"\x89PNG\r\n\x1a\n", b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'>"):
        with contextlib.suppress(UnfitFile):
            picture_of(start + data)


@given(st.integers(0, len(LOGO) - 1), st.integers(0, 255))
def test_a_damaged_svg_is_refused_or_still_xml(place: int, byte: int) -> None:
    data = LOGO[:place] + bytes([byte]) + LOGO[place + 1 :]
    with contextlib.suppress(UnfitFile):
        picture_of(data)
        ElementTree.fromstring(data)


# --- room in the page ---


@pytest.mark.parametrize("ratio", [1 / 50, 0.2, 1, 1.5, 4, 10, 50])
def test_every_logo_takes_about_the_same_room(ratio: float) -> None:
    picture = picture_of(svg(attributes=f'viewBox="0 0 {ratio * 1000} 1000"'))
    width, height = picture.size
    assert 1 <= width <= 208
    assert 1 <= height <= 44
    if 0.1 < ratio < 10:
        assert width / height == pytest.approx(ratio, rel=0.06)
