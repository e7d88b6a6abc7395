"""The letters as files: the page, the PDF and the page in the message meet what the statement meets."""

from __future__ import annotations

from pathlib import Path

import pytest
from document.notices import as_html, sample
from document.rendering import TEMPLATES

from policyc.render.pdf import to_pdf

from .tools import nu_messages, pdf_failures, pdf_fonts, qpdf_complaint

pytestmark = pytest.mark.conformance


@pytest.fixture(scope="module", params=["progressx", "everyone"])
def letter(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("letters") / f"{request.param}.html"
    path.write_text(as_html(sample(request.param)), "utf-8")
    path.with_suffix(".pdf").write_bytes(to_pdf(path.read_text("utf-8"), page_folder=TEMPLATES / "page"))
    return path


def test_the_page_is_valid(letter: Path) -> None:
    assert nu_messages(letter) == []


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_pdf_breaks_no_rule(letter: Path, profile: str) -> None:
    assert pdf_failures(letter.with_suffix(".pdf"), profile) == []


def test_the_pdf_opens_and_has_its_own_font(letter: Path) -> None:
    assert qpdf_complaint(letter.with_suffix(".pdf")) is None
    assert {font.name.split("-")[0] for font in pdf_fonts(letter.with_suffix(".pdf"))} == {"Lato"}
