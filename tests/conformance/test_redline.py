"""The page that compares two versions, held to the same standards as the statement itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policyc.model.load import load
from policyc.render.edition import edition_of
from policyc.render.language import language_of
from policyc.render.pdf import to_pdf
from policyc.render.redline import redline_html
from policyc.render.templates import packaged_templates
from policyc.source.reader import read

from .test_pages import in_views
from .tools import ROOT, PageFacts, nu_messages, page_facts, pdf_failures, pdf_fonts, qpdf_complaint

pytestmark = pytest.mark.conformance

TEMPLATES = packaged_templates()
SIDES = ("archive/progressx-1.0.0.yaml", "progressx.yaml")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    language = language_of("nl", TEMPLATES)
    policies = [load(read((ROOT / "policies" / side).read_bytes(), name=side)).policy for side in SIDES]
    old, new = (edition_of(side, date(2026, 12, 15), TEMPLATES, cache=None).markdown for side in policies if side)
    path = tmp_path_factory.mktemp("redline") / "redline.html"
    path.write_text(redline_html(old, new, policies[0], policies[1], language, TEMPLATES / "page"), "utf-8")
    return path


@pytest.fixture(scope="module")
def facts(page: Path) -> PageFacts:
    return page_facts(page)


@pytest.fixture(scope="module")
def pdf(pango: None, page: Path) -> Path:
    path = page.with_suffix(".pdf")
    path.write_bytes(to_pdf(page.read_text("utf-8"), page_folder=TEMPLATES / "page"))
    return path


def test_nu_html_checker_has_no_message(page: Path) -> None:
    assert nu_messages(page) == []


def test_axe_finds_no_violation_in_any_view(facts: PageFacts) -> None:
    assert len(facts["views"]) == 10
    assert in_views(facts, "violations") == []


def test_it_fits_its_viewport_and_cuts_nothing_off(facts: PageFacts) -> None:
    for view in facts["views"]:
        assert view["layout"]["page"] <= view["layout"]["viewport"], view["layout"]["tooWide"]
        assert view["spacedLayout"]["page"] <= view["spacedLayout"]["viewport"], view["spacedLayout"]["tooWide"]
    assert in_views(facts, "clippedWhenSpaced") == []


def test_it_asks_nothing_of_anyone_and_has_nothing_that_acts(facts: PageFacts) -> None:
    keys = ("requests", "console", "scripts", "styleAttributes", "eventAttributes", "scriptLinks")
    assert [found for key in keys for found in facts[key]] == []  # type: ignore[literal-required]


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_pdf_breaks_no_rule(pdf: Path, profile: str) -> None:
    assert pdf_failures(pdf, profile) == []
    assert qpdf_complaint(pdf) is None


def test_pdf_uses_only_the_pinned_font(pdf: Path) -> None:
    assert [font for font in pdf_fonts(pdf) if not font.name.startswith("Lato")] == []
