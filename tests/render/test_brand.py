"""The looks of an organisation on the page and on paper: what they add, and what they leave alone."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pytest
from brand_samples import GREY, GREY_ALPHA, LOGO, PALETTE, RGB, RGBA, font, otf_font, png, variable_font
from page_sample import PAGE_FOLDER, SAMPLE, page_of

from policyc.errors import PolicycError
from policyc.model.text import Text
from policyc.render.brand import OURS, Brand
from policyc.render.pdf import to_pdf
from policyc.render.picture import picture_of
from policyc.render.typeface import face_of

SVG, RASTER = picture_of(LOGO), picture_of(png())
REGULAR, BOLD, ITALIC = (
    face_of(font("Lato-Regular.ttf"), "regular"),
    face_of(font("Lato-Bold.ttf"), "bold"),
    face_of(font("Lato-Italic.ttf"), "italic"),
)
WHOLE = Brand(SVG, None, "#9c1a4b", None, "Proef", (REGULAR, BOLD, ITALIC))


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def of(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


def style_of(page: str) -> str:
    return page.partition("<style>")[2].partition("</style>")[0]


def policy_of(page: str) -> str:
    return " ".join(page.partition('Content-Security-Policy" content="')[2].partition('"')[0].split())


# --- the page ---


def test_without_a_design_a_page_is_as_it_was() -> None:
    page = page_of("# T")
    assert page == page_of("# T", brand=OURS)
    assert "<img" not in page
    assert "font-src" not in policy_of(page)


def test_a_logo_stands_in_the_header_in_place_of_the_name() -> None:
    page = page_of("# T", brand=Brand(logo=SVG))
    (logo,) = Tags(page).of("img")
    assert logo == {
        "class": "logo",
        "src": f"data:image/svg+xml;base64,{base64.b64encode(LOGO).decode()}",
        "alt": "ProgressX",
        "width": "147",
        "height": "37",
    }
    assert 'class="author"' not in page
    assert "img-src data:" in policy_of(page)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"logo_alt": "Blad\n van <b>“ons”</b>"}, "Blad van <b>“ons”</b>"),
        ({"author": None}, "Privacy- en cookieverklaring"),
        ({"author": 'A" onload="x'}, 'A" onload="x'),
    ],
)
def test_the_words_of_a_logo(changes: dict[str, Any], words: str) -> None:
    (logo,) = Tags(page_of("# T", brand=Brand(logo=SVG), **changes)).of("img")
    assert logo["alt"] == words
    assert set(logo) == {"class", "src", "alt", "width", "height"}


def test_a_page_with_nothing_but_a_logo_has_a_header() -> None:
    page = page_of("# T", brand=Brand(logo=RASTER), author=None, mark=None)
    assert re.search(r"<header>\s*<img [^>]*>\s*</header>", page)


def test_the_hash_of_the_security_policy_counts_what_the_design_adds() -> None:
    page = page_of("# T", brand=WHOLE)
    assert page.count("<style>") == 1
    digest = base64.b64encode(hashlib.sha256(style_of(page).encode()).digest()).decode()
    assert policy_of(page) == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def test_colours_are_set_for_both_schemes() -> None:
    said = Brand(accent="#9c1a4b").page_style
    assert said == (
        ":root { --accent: #9c1a4b; --link: #9c1a4b; }\n"
        "@media screen and (prefers-color-scheme: dark) { :root { --accent: #d59db2; --link: #d59db2; } }"
    )
    assert "--accent: #ffaacc" in Brand(accent="#9c1a4b", accent_dark="#ffaacc").page_style.partition("@media")[2]
    assert Brand(accent_dark="#ffaacc").page_style.startswith("@media screen and (prefers-color-scheme: dark)")


def test_a_font_is_a_name_and_its_files() -> None:
    style = WHOLE.page_style
    assert style.count("@font-face") == 3
    assert ':root { --accent: #9c1a4b; --link: #9c1a4b; --font: "Proef", system-ui, sans-serif; }' in style
    assert set(re.findall(r"url\(\"([a-z/]+:[a-z/0-9]+);", style)) == {"data:font/ttf"}
    only = Brand(family="Georgia")
    assert only.page_style == ':root { --font: "Georgia", system-ui, sans-serif; }'
    assert "font-src" not in policy_of(page_of("# T", brand=only))
    assert Brand(family="serif").page_style == ":root { --font: serif, system-ui, sans-serif; }"


def test_the_style_sheets_use_what_a_design_sets() -> None:
    """Else a colour or a font would be set and nothing would come of it."""
    for sheet in ("screen.css", "print.css"):
        text = (PAGE_FOLDER / sheet).read_text("utf-8")
        assert re.search(r"font: [^;]*var\(--font,", text), sheet
    shared = (PAGE_FOLDER / "base.css").read_text("utf-8")
    assert "a { color: var(--link); }" in shared
    assert "var(--accent)" in shared


# --- of the policy and of the house ---


def test_what_a_policy_leaves_out_is_that_of_the_house() -> None:
    house = Brand(SVG, Text.parse("Huis"), "#0b5a6b", "#86d3e3", "Georgia", ())
    assert OURS.over(house) == house
    assert WHOLE.over(house) == WHOLE
    assert Brand(accent="#9c1a4b").over(house) == Brand(SVG, Text.parse("Huis"), "#9c1a4b", None, "Georgia")


def test_what_belongs_together_stays_together() -> None:
    """The words of another logo, the dark form of another colour and the files of another font would be wrong."""
    house = Brand(SVG, Text.parse("Huis"), "#0b5a6b", "#86d3e3", "Proef", (REGULAR,))
    made = Brand(logo=RASTER, accent="#9c1a4b", family="Georgia").over(house)
    assert (made.logo, made.logo_alt, made.accent_dark, made.faces) == (RASTER, None, None, ())
    own_words = Brand(logo_alt=Text.parse("Eigen"), accent_dark="#ffffff").over(house)
    assert (own_words.logo, str(own_words.logo_alt), own_words.accent) == (SVG, "Eigen", "#0b5a6b")


# --- paper ---


def pdf_of(
    brand: Brand, markdown: str = "# T\n\nGewoon **vet** en *schuin*, ook [zo](https://voorbeeld.example)."
) -> bytes:
    return to_pdf(page_of(markdown, brand=brand), page_folder=PAGE_FOLDER, brand=brand)


def failures(path: Path) -> set[str]:
    found = {
        f"{profile} {failure.rule_id}: {failure.message}"
        for profile in ("ua1", "3a")
        for failure in page_validation.validate_pdf(str(path), profile=profile).failures
    }
    return {one for one in found if "METADATA-FILTER" not in one and "STREAM-LENGTH" not in one}


def listed(program: str, path: Path) -> list[list[str]]:
    run = subprocess.run(
        [program, *(["-list"] if program == "pdfimages" else []), path], capture_output=True, text=True
    )
    assert (run.returncode, run.stderr) == (0, "")
    return [line.split() for line in run.stdout.splitlines()[2:]]


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory, pango: None) -> Path:
    path = tmp_path_factory.mktemp("brand") / "whole.pdf"
    path.write_bytes(pdf_of(WHOLE, SAMPLE))
    return path


def test_the_pdf_breaks_no_rule(paper: Path) -> None:
    assert failures(paper) == set()
    run = subprocess.run(["qpdf", "--check", paper], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_pdf_holds_the_own_font(paper: Path) -> None:
    """And Lato for the few letters of the sample that the own font lacks."""
    fonts = listed("pdffonts", paper)
    assert sorted(line[0].partition("+")[2] for line in fonts) == ["Lato", "Proef", "Proef-Bold", "Proef-Italic"]
    assert {tuple(line[-5:-2]) for line in fonts} == {("yes", "yes", "yes")}


def test_the_pdf_has_the_logo_once_with_its_words(paper: Path) -> None:
    with pikepdf.open(paper) as pdf:
        figures = [element for element in elements(pdf.Root.StructTreeRoot) if element.S == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == ["ProgressX"]
        assert figures[0].Pg.objgen == pdf.pages[0].objgen


def elements(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    inner = [
        kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary)
    ]
    return [found for kid in inner if "/S" in kid for found in (kid, *elements(kid))]


def test_the_same_design_gives_the_same_bytes(pango: None) -> None:
    assert pdf_of(WHOLE) == pdf_of(WHOLE)
    raster = Brand(logo=RASTER, accent="#9c1a4b")
    assert pdf_of(raster) == pdf_of(raster)


@pytest.mark.parametrize("colour", [GREY, RGB, PALETTE, GREY_ALPHA, RGBA])
def test_a_raster_logo_breaks_no_rule(colour: int, tmp_path: Path, pango: None) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(Brand(logo=picture_of(png(colour=colour)))))
    assert failures(path) == set()
    images = listed("pdfimages", path)
    assert [line[2] for line in images] == ["image", "smask"][: 2 if colour in (GREY_ALPHA, RGBA) else 1]
    assert {tuple(line[3:5]) for line in images} == {("40", "10")}


LATO = {"Lato", "Lato-Bold", "Lato-Italic"}
FONTS = {
    "regular, bold and italic": ((REGULAR, BOLD, ITALIC), {"Proef", "Proef-Bold", "Proef-Italic"}),
    "OTF": (
        (face_of(otf_font(), "regular"), face_of(otf_font(), "bold")),
        {"Proef", "Proef-Bold", "Lato-Italic"},
    ),
    "no italic: that of Lato": ((REGULAR, BOLD), {"Proef", "Proef-Bold", "Lato-Italic"}),
    "no bold: Lato throughout": ((REGULAR, ITALIC), LATO),
    "WOFF2: Lato throughout": ((face_of(font(flavor="woff2"), "regular"), BOLD), LATO),
    "with an axis: Lato throughout": ((face_of(variable_font(), "regular"), BOLD), LATO),
    "only a name": ((), LATO),
}


@pytest.mark.parametrize("name", FONTS)
def test_fonts_on_paper(name: str, tmp_path: Path, pango: None) -> None:
    faces, expected = FONTS[name]
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(Brand(family="Proef", faces=faces)))
    assert {line[0].partition("+")[2] for line in listed("pdffonts", path)} == expected
    assert failures(path) == set()


def test_a_letter_that_the_own_font_lacks_comes_from_lato(tmp_path: Path, pango: None) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(WHOLE, "# T\n\nŁódź"))
    assert {line[0].partition("+")[2] for line in listed("pdffonts", path)} == {"Proef", "Proef-Bold", "Lato"}
    run = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True)
    assert "Łódź" in run.stdout


def test_a_letter_that_both_fonts_lack_is_named(pango: None) -> None:
    with pytest.raises(PolicycError) as error:
        pdf_of(WHOLE, "# T\n\n字")
    assert error.value.wording == (
        "De PDF is niet gemaakt, want de lettertypen Proef en Lato hebben dit niet: 字 (U+5B57).",
        "No PDF was made, because the fonts Proef and Lato have no glyph for: 字 (U+5B57).",
    )
    with pytest.raises(PolicycError, match="the font Lato has no glyph"):
        pdf_of(Brand(family="Georgia"), "# T\n\n字")


def test_links_on_paper_have_the_colour_of_the_organisation(pango: None, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(Brand(accent="#9c1a4b")))
    with pikepdf.open(path) as pdf:
        colours = {
            tuple(round(float(value) * 255) for value in instruction.operands)
            for instruction in pikepdf.parse_content_stream(pdf.pages[0], "rg")
            if len(instruction.operands) == 3
        }
    assert (0x9C, 0x1A, 0x4B) in colours
