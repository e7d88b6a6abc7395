"""Every published page: valid HTML, WCAG 2.2 AA as far as a machine can tell, and nothing asked of anyone else."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from document.editions import Sample

from .conftest import Built
from .tools import PageFacts, nu_messages, pdf_text

pytestmark = pytest.mark.conformance


def in_views(facts: PageFacts, key: str) -> list[str]:
    """Findings of all views, each said once with the views it was seen in."""
    seen: dict[str, list[str]] = {}
    for view in facts["views"]:
        findings: list[str] = view[key]  # type: ignore[literal-required]
        for finding in findings:
            seen.setdefault(finding, []).append(view["name"])
    return [f"{finding} ({', '.join(views)})" for finding, views in seen.items()]


def test_nu_html_checker_has_no_message(built: Built) -> None:
    assert nu_messages(built.html) == []


def test_axe_finds_no_violation(facts: PageFacts) -> None:
    views = [f"{scheme} {width}" for scheme in ("light", "dark") for width in (1280, 768, 320)]
    views += ["forced colours", "reduced motion", "text 200 % 1280", "text 200 % 768"]
    assert [view["name"] for view in facts["views"]] == views
    assert in_views(facts, "violations") == []


def test_dark_scheme_is_dark(facts: PageFacts) -> None:
    """Else the contrast that axe measured in the dark scheme was that of the light one."""
    colours = {
        scheme: {v["background"] for v in facts["views"] if v["colorScheme"] == scheme} for scheme in ("light", "dark")
    }
    assert not colours["light"] & colours["dark"]


@pytest.mark.parametrize("layout", ["layout", "spacedLayout"], ids=["as it is", "with text spacing"])
def test_page_fits_its_viewport(facts: PageFacts, layout: str) -> None:
    """WCAG 1.4.10 at 320 px, 1.4.4 with letters twice as large, and still when the reader widens the text (1.4.12)."""
    for view in facts["views"]:
        measured = view[layout]  # type: ignore[literal-required]
        assert measured["page"] <= measured["viewport"], f"{view['name']}: {measured['tooWide']}"


def test_text_spacing_cuts_nothing_off(facts: PageFacts) -> None:
    assert in_views(facts, "clippedWhenSpaced") == []


def test_nothing_moves_for_who_asked_for_rest(facts: PageFacts) -> None:
    """WCAG 2.3.3, and no animation for anyone (2.2.2)."""
    assert [view["name"] for view in facts["views"] if view["motion"]["animations"]] == []
    calm = next(view for view in facts["views"] if view["name"] == "reduced motion")
    assert calm["motion"]["scrolling"] == "auto"


def test_the_keyboard_reaches_everything_in_order(facts: PageFacts) -> None:
    """WCAG 2.1.1 and 2.4.3; the first stop leads past the head of the page (2.4.1)."""
    for keyboard in facts["keyboard"]:
        assert [focus["name"] for focus in keyboard["reached"]] == keyboard["wanted"]
        assert keyboard["wanted"][0] == "a #page.content"


def test_the_focus_can_be_seen(facts: PageFacts) -> None:
    """WCAG 2.4.7 and 2.4.11."""
    for keyboard in facts["keyboard"]:
        assert [focus for focus in keyboard["reached"] if focus["covered"] or not focus["outlined"]] == []


def test_the_contents_list_leads_to_its_headings(facts: PageFacts) -> None:
    for keyboard in facts["keyboard"]:
        assert len(keyboard["contents"]) >= 3
        for jump in keyboard["contents"]:
            assert jump["target"] == "h2", jump
            assert jump["says"] == jump["text"]
            assert jump["visible"], jump


def test_headings_and_landmarks(facts: PageFacts) -> None:
    """One first heading, no level skipped (WCAG 1.3.1), and the landmarks in the order of the page."""
    assert facts["headings"][0] == 1
    assert [pair for pair in pairwise(facts["headings"]) if pair[1] > pair[0] + 1] == []
    # Only a statement with a version or a date has a foot.
    assert [mark for mark in facts["landmarks"] if mark != "header"] in (["main", "nav"], ["main", "nav", "footer"])


def test_a_browser_prints_all_of_it(facts: PageFacts, paper: Path, built: Built) -> None:
    """What is folded on the screen is open on paper."""
    printed = set(pdf_text(paper).split())
    missing = {word for word in built.markdown.read_text("utf-8").split() if word.isalpha() and word not in printed}
    assert missing == set()


def test_it_stays_small(sample: Sample, built: Built) -> None:
    if sample.name == "progressx":
        assert built.html.stat().st_size < 120_000


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


def test_page_says_what_it_is(sample: Sample, facts: PageFacts) -> None:
    assert facts["lang"] == sample.language
    assert facts["title"]
    assert facts["h1"] == 1
    assert facts["viewportMeta"]
