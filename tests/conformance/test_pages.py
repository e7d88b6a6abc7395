"""Every published page: valid HTML, WCAG 2.2 AA as far as a machine can tell, and nothing asked of anyone else."""

from __future__ import annotations

import pytest

from .conftest import Built
from .tools import PageFacts, nu_messages

pytestmark = pytest.mark.conformance


def in_views(facts: PageFacts, key: str) -> list[str]:
    """Findings of all views, each said once with the views it was seen in."""
    seen: dict[str, list[str]] = {}
    for view in facts["views"]:
        findings: list[str] = view[key]  # type: ignore[literal-required]
        for finding in findings:
            seen.setdefault(finding, []).append(f"{view['colorScheme']} {view['width']}")
    return [f"{finding} ({', '.join(views)})" for finding, views in seen.items()]


def test_nu_html_checker_has_no_message(built: Built) -> None:
    assert nu_messages(built.html) == []


def test_axe_finds_no_violation(facts: PageFacts) -> None:
    assert {(view["colorScheme"], view["width"]) for view in facts["views"]} == {
        ("light", 1280),
        ("light", 320),
        ("dark", 1280),
        ("dark", 320),
    }
    assert in_views(facts, "violations") == []


def test_dark_scheme_is_dark(facts: PageFacts) -> None:
    """Else the contrast that axe measured in the dark scheme was that of the light one."""
    colours = {
        scheme: {v["background"] for v in facts["views"] if v["colorScheme"] == scheme} for scheme in ("light", "dark")
    }
    assert not colours["light"] & colours["dark"]


@pytest.mark.parametrize("layout", ["layout", "spacedLayout"], ids=["as it is", "with text spacing"])
def test_page_fits_its_viewport(facts: PageFacts, layout: str) -> None:
    """WCAG 1.4.10 at 320 px, and still when the reader widens the text (1.4.12)."""
    for view in facts["views"]:
        measured = view[layout]  # type: ignore[literal-required]
        assert measured["page"] <= measured["viewport"], f"{view['colorScheme']} {view['width']}: {measured['tooWide']}"


def test_text_spacing_cuts_nothing_off(facts: PageFacts) -> None:
    assert in_views(facts, "clippedWhenSpaced") == []


def test_page_asks_nothing_of_anyone(facts: PageFacts) -> None:
    assert facts["requests"] == []


def test_console_is_silent_under_the_pages_own_policy(facts: PageFacts) -> None:
    assert facts["console"] == []


def test_content_security_policy_allows_nothing_by_default(facts: PageFacts) -> None:
    assert facts["policy"] is not None
    assert "default-src 'none'" in facts["policy"]
    assert "unsafe" not in facts["policy"]


@pytest.mark.parametrize("key", ["scripts", "styleAttributes", "eventAttributes", "scriptLinks"])
def test_page_has_nothing_that_acts(facts: PageFacts, key: str) -> None:
    assert facts[key] == []  # type: ignore[literal-required]


def test_page_says_what_it_is(facts: PageFacts) -> None:
    assert facts["lang"].split("-")[0] == "nl"
    assert facts["title"]
    assert facts["h1"] == 1
    assert facts["viewportMeta"]
