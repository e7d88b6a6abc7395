"""A page and a PDF in the looks of an organisation, held to the same standards as those in ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from brand_samples import LOGO, font, png

from .conftest import environment
from .test_pages import in_views
from .tools import PageFacts, nu_messages, page_facts, pdf_failures, pdf_fonts, policyc, qpdf_complaint

pytestmark = pytest.mark.conformance

SMALL = (Path(__file__).parents[1] / "cli" / "korenaar.yaml").read_text("utf-8")
# As much as a design can ask: the lightest accent that passes, a tall logo in the bar that stays in view, and a font.
DESIGN = """
design:
  logo: logo.png
  logo_alt: De Korenaar, bakkerij
  accent: "#876c00"
  font: {family: Proef, regular: proef.ttf, bold: vet.woff2, italic: schuin.ttf}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("brand")
    (made / "policy.yaml").write_text(SMALL.replace("status: final", "status: draft") + DESIGN, "utf-8")
    (made / "logo.png").write_bytes(png(100, 160))
    (made / "proef.ttf").write_bytes(font())
    (made / "vet.woff2").write_bytes(font("Lato-Bold.ttf", flavor="woff2"))
    (made / "schuin.ttf").write_bytes(font("Lato-Italic.ttf"))
    policyc("build", "policy.yaml", "-o", ".", "--to", "html", cwd=made, env=environment(made))
    return made


@pytest.fixture(scope="module")
def facts(folder: Path) -> PageFacts:
    return page_facts(folder / "korenaar.html")


def test_nu_html_checker_has_no_message(folder: Path) -> None:
    """But for one false alarm: it takes no `img-src` for one that allows data. Browsers do: see below."""
    found = [one for one in nu_messages(folder / "korenaar.html") if "image “data:image/png;base64," not in one]
    assert found == []


def test_axe_finds_no_violation_in_any_view(facts: PageFacts) -> None:
    assert in_views(facts, "violations") == []


def test_it_fits_its_viewport_and_cuts_nothing_off(facts: PageFacts) -> None:
    for view in facts["views"]:
        assert view["layout"]["page"] <= view["layout"]["viewport"], view["layout"]["tooWide"]
        assert view["spacedLayout"]["page"] <= view["spacedLayout"]["viewport"], view["spacedLayout"]["tooWide"]
    assert in_views(facts, "clippedWhenSpaced") == []


def test_the_browser_takes_logo_and_font_under_the_pages_own_policy(facts: PageFacts) -> None:
    """What a policy forbids, or what is no picture or font, it says in the console."""
    assert facts["policy"] is not None
    assert "img-src data:; font-src data:;" in facts["policy"]
    assert facts["console"] == []
    assert facts["requests"] == []


@pytest.mark.parametrize("key", ["scripts", "styleAttributes", "eventAttributes", "scriptLinks"])
def test_nothing_on_it_acts(facts: PageFacts, key: str) -> None:
    assert facts[key] == []  # type: ignore[literal-required]


def test_nothing_hides_behind_the_bar_with_the_logo(facts: PageFacts) -> None:
    for run in facts["keyboard"]:
        assert [focus["name"] for focus in run["reached"] if focus["covered"]] == []
        assert [jump["link"] for jump in run["contents"] if not jump["visible"]] == []


@pytest.mark.parametrize("logo", ["svg", "png"])
def test_the_pdf_breaks_no_rule(logo: str, pango: None, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(LOGO if logo == "svg" else png())
    (tmp_path / "proef.ttf").write_bytes(font())
    (tmp_path / "vet.ttf").write_bytes(font("Lato-Bold.ttf"))
    (tmp_path / "schuin.ttf").write_bytes(font("Lato-Italic.ttf"))
    design = DESIGN.replace("vet.woff2", "vet.ttf")
    (tmp_path / "policy.yaml").write_text(SMALL + design, "utf-8")
    policyc("build", "policy.yaml", "-o", ".", "--to", "pdf", cwd=tmp_path, env=environment(tmp_path))
    pdf = tmp_path / "korenaar.pdf"
    assert [failure for profile in ("ua1", "3a") for failure in pdf_failures(pdf, profile)] == []
    assert qpdf_complaint(pdf) is None
    assert all(font.embedded and font.has_unicode for font in pdf_fonts(pdf))
    assert {"Proef", "Proef-Bold"} <= {font.name for font in pdf_fonts(pdf)}
