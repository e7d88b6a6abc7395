"""Every published PDF: PDF/UA-1 and PDF/A-3a, embedded fonts of the pinned family, and readable by other programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from document.editions import Sample

from .conftest import Built
from .reading import page_blocks, pdf_copied, pdf_spoken
from .tools import pdf_facts, pdf_failures, pdf_fonts, pdf_info, pdf_text, qpdf_complaint

pytestmark = pytest.mark.conformance


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_pdf_breaks_no_rule(pdf: Path, profile: str) -> None:
    assert pdf_failures(pdf, profile) == []


def test_qpdf_has_no_complaint(pdf: Path) -> None:
    assert qpdf_complaint(pdf) is None


def test_only_the_pinned_font_is_used_and_it_is_embedded(pdf: Path) -> None:
    """Another name means that a glyph was missing and came from a font of this machine."""
    fonts = pdf_fonts(pdf)
    assert fonts
    assert [font for font in fonts if not font.name.startswith("Lato")] == []
    assert [font for font in fonts if not (font.embedded and font.has_unicode)] == []


def test_other_programs_read_it_well(pdf: Path) -> None:
    info = pdf_info(pdf)
    wanted = {"Tagged": "yes", "Suspects": "no", "Encrypted": "no", "JavaScript": "no"}
    assert {key: info.get(key) for key in wanted} == wanted


def test_text_can_be_copied(pdf: Path) -> None:
    text = pdf_text(pdf)
    assert len(text.split()) > 200
    assert "\N{REPLACEMENT CHARACTER}" not in text


def test_title_language_and_bookmarks(pdf: Path, sample: Sample) -> None:
    facts = pdf_facts(pdf)
    assert facts.lang == sample.language
    assert facts.title
    assert facts.shows_title
    assert not facts.has_script
    assert len(facts.bookmarks) >= 5


def test_bookmarks_are_the_headings_of_the_page(pdf: Path, built: Built) -> None:
    page = built.html.read_text("utf-8")
    headings = [unescape(re.sub("<[^>]*>", "", text)) for text in re.findall(r"<h[1-3][^>]*>(.*?)</h", page, re.DOTALL)]
    assert pdf_facts(pdf).bookmarks == headings


def test_it_is_read_aloud_in_the_order_of_the_page(pdf: Path, built: Built) -> None:
    assert pdf_spoken(pdf) == "".join(page_blocks(built.html.read_text("utf-8")))


def test_it_is_copied_in_the_order_of_the_page(pdf: Path, built: Built) -> None:
    """Summary, contents, then each section; each block after the one before it."""
    page = built.html.read_text("utf-8")
    copied, at, lost = pdf_copied(pdf, running_texts(page, int(pdf_info(pdf)["Pages"]))), 0, []
    for block in page_blocks(page):
        end = end_of(block, copied, at)
        if end is None:
            lost.append(block)
        else:
            at = end
    assert lost == []


def end_of(block: str, copied: str, at: int) -> int | None:
    """Where a block ends. On two sheets, the words in a drawing on the first, which are drawn last, divide it."""
    whole = copied.find(block, at)
    if whole >= 0:
        return whole + len(block)
    begin = copied.find(block[:20], at)
    if begin < 0:
        return None
    same = next(
        (n for n, (one, other) in enumerate(zip(block, copied[begin:], strict=False)) if one != other), len(block)
    )
    rest = copied.find(block[same:], begin + same)
    return None if rest < 0 else rest + len(block) - same


def running_texts(page: str, count: int) -> tuple[str, ...]:
    """What the page has printed at the head and the foot of each sheet; it says so in attributes of its body."""
    body = page[page.index("<body") : page.index(">", page.index("<body"))]
    said = {name: unescape(text) for name, text in re.findall(r' data-([a-z]+)="([^"]*)"', body)}
    numbers = (f"{said['page']}{number}{said['of']}{count}{said['pages']}" for number in range(1, count + 1))
    return (said["title"], said["mark"], said["colophon"], *numbers)


def test_its_structure_is_that_of_the_page(pdf: Path, built: Built) -> None:
    """Each table, list, section, figure and link is one, however many pages it runs over."""
    page = built.html.read_text("utf-8").partition("<main")[2].partition("</main>")[0]
    with pikepdf.open(pdf) as opened:
        found = [str(element.S) for element in _elements(opened.Root.StructTreeRoot.K[0])]
        links = [link for sheet in opened.pages for link in sheet.get("/Annots", [])]
        mute = [link for link in links if not str(link.get("/Contents", "")).strip()]
    assert mute == []
    for kind, tag in {
        "Table": "table",
        "L": "[uo]l",
        "Sect": "section",
        "Figure": 'svg class="wide"',  # of a big policy a figure is several drawings
        "Caption": "caption",
    }.items():
        wanted = len(re.findall(f"<{tag}[ >]", page)) + (kind == "Caption") * page.count("<figcaption")
        assert found.count(f"/{kind}") == wanted, kind
    # A link over two pages is one for each.
    assert len(re.findall("<a ", page)) <= found.count("/Link") <= len(re.findall("<a ", page)) + 2


def _elements(element: Any) -> Iterator[Any]:
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def test_links_in_tables_lead_somewhere(pdf: Path, sample: Sample) -> None:
    """In the summary, which a transcription has not: from each purpose to the part about it."""
    with pikepdf.open(pdf) as opened:
        inside = 0
        for cell in (element for element in _elements(opened.Root.StructTreeRoot.K[0]) if element.S in ("/TH", "/TD")):
            for link in (element for element in _elements(cell) if element.S == "/Link"):
                target = next(kid.Obj for kid in link.K if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid)
                assert "/Dest" in target or "/A" in target
                inside += 1
    assert inside or sample.policy.transcription


def test_the_page_of_progressx_is_small(pdf: Path, built: Built, sample: Sample) -> None:
    if sample.name == "progressx":
        assert built.html.stat().st_size < 120_000
        assert pdf.stat().st_size < 300_000
