"""Every published PDF: PDF/UA-1 and PDF/A-3a, embedded fonts of the pinned family, and readable by other programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Built
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


def test_title_language_and_bookmarks(pdf: Path) -> None:
    facts = pdf_facts(pdf)
    assert facts.lang.split("-")[0] == "nl"
    assert facts.title
    assert facts.shows_title
    assert not facts.has_script
    assert len(facts.bookmarks) >= 5


def test_bookmarks_are_the_headings_of_the_page(pdf: Path, built: Built) -> None:
    page = built.html.read_text("utf-8")
    assert [title for title in pdf_facts(pdf).bookmarks[:3] if title.split()[0] not in page] == []
