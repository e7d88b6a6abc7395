"""The figure of the flows: the drawing read back as a picture, and held against what the policy says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from document.figure_sample import EXAMPLES, ROOT, SIZES, example
from document.rendering import TEMPLATES, language, policy, rendered
from document.triples import Triple, called, of_model, policies, triples
from hypothesis import given, settings
from hypothesis import strategies as st
from model.sixty import sixty

from policyc.document.flows import Flow, FlowAudience, FlowsView
from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.model.text import Name, Text
from policyc.render.figure import figures
from policyc.render.language import Language
from policyc.render.text_width import lines, width_of
from policyc.source.reader import read

TALLEST = 560
"""Half a page, in the units of the wide drawing."""
CLOSE = 13
"""The size of the text in the boxes of a big policy."""

# --- a drawing read back ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Box:
    kind: str
    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


@dataclass(frozen=True)
class Said:
    """A text in the drawing: its kind, where it begins, and its lines."""

    kind: str
    x: float
    y: float
    lines: tuple[str, ...]
    size: float

    @property
    def text(self) -> str:
        return "".join(self.lines)


@dataclass(frozen=True)
class Line:
    x: float
    y: float
    to: float
    end: float


@dataclass(frozen=True)
class Drawing:
    layout: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    texts: tuple[Said, ...]
    lines: tuple[Line, ...]

    def of(self, kind: str) -> list[Box]:
        return [box for box in self.boxes if box.kind == kind]

    def said_in(self, box: Box, *kinds: str) -> list[str]:
        return [said.text for said in self.texts if box.holds(said.x, said.y) and said.kind in kinds]


_KINDS = ("data", "purpose", "row", "recipients")


def tree(html: str) -> ElementTree.Element:
    """The figures as XML: what is not well-formed is refused."""
    return ElementTree.fromstring(f"<figures>{html}</figures>")


def drawings(html: str, layout: str) -> list[Drawing]:
    return [_drawing(svg) for svg in tree(html).iter("svg") if svg.get("class") == layout]


def _drawing(svg: ElementTree.Element) -> Drawing:
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    boxes = [
        Box(group.attrib["class"], *(float(rect.attrib[name]) for name in ("x", "y", "width", "height")))
        for group in svg.iter("g")
        for rect in group.iter("rect")
    ]
    path = next((path.attrib["d"] for path in svg.iter("path") if path.get("class") == "line"), "")
    return Drawing(svg.attrib["class"], width, height, tuple(boxes), tuple(_texts(svg)), tuple(_lines(path)))


def _texts(svg: ElementTree.Element) -> Iterator[Said]:
    for group in svg.iter("g"):
        for text in group.iter("text"):
            parts = (text.text or "", *("".join(line.itertext()) for line in text.iter("tspan")))
            x, y = float(text.attrib["x"]), float(text.attrib["y"])
            yield Said(group.attrib["class"], x, y, parts, float(group.attrib["font-size"]))


def _lines(path: str) -> Iterator[Line]:
    for step in filter(None, path.split("M")):
        x, y, *rest = map(float, re.findall(r"-?[\d.]+", step))
        to, end = (x, rest[0]) if "V" in step else (rest[0], y) if "H" in step else (rest[-2], rest[-1])
        yield Line(x, y, to, end)


def drawn(html: str, layout: str) -> set[Triple]:
    """What somebody sees who follows the lines from box to box."""
    return {triple for drawing in drawings(html, layout) for triple in _seen(drawing)}


def _seen(drawing: Drawing) -> Iterator[Triple]:
    for purpose in drawing.of("purpose"):
        (name,) = drawing.said_in(purpose, "name")
        rows = [row for row in drawing.of("row") if purpose.holds(row.x, row.y)]
        # Lines run to the height of a row; in the narrow drawing to the box around it.
        for node in rows if rows and drawing.layout == "wide" else [purpose]:
            data = [box for box in drawing.of("data") if _leads(drawing, box, node)]
            to = [box for box in drawing.of("recipients") if _leads(drawing, node, box)]
            recipients = [said for box in to for said in drawing.texts if box.holds(said.x, said.y)]
            yield from triples(
                tuple(text for box in data for said in drawing.said_in(box, "ink") for text in said.split("; ")),
                name,
                tuple(_named(said) for said in recipients if said.kind == "ink"),
            )


def _named(recipient: Said) -> str:
    """Its name, without the place that a big policy puts behind it."""
    return re.sub(r" \(.*\)$", "", recipient.text) if recipient.size == CLOSE else recipient.text


def _leads(drawing: Drawing, one: Box, other: Box) -> bool:
    """Whether a line runs from the edge of a box to the other: to the right, or down."""
    for line in drawing.lines:
        if drawing.layout == "wide":
            begins = abs(line.x - one.x - one.width) <= 8 and one.y <= line.y <= one.y + one.height
            ends = 0 <= other.x - line.to <= 7 or (other.kind == "row" and 0 <= other.x - line.to <= 15)
            if begins and ends and other.y <= line.end <= other.y + other.height:
                return True
        elif abs(line.y - one.y - one.height) <= 1 and 0 <= other.y - line.end <= 7:
            return True
    return False


# --- policies ---------------------------------------------------------------------------------------------------------


def view_of(source: Policy) -> FlowsView:
    view = FlowsView.of(source)
    assert view is not None
    return view


def figures_of(source: Policy, lang: Language | None = None) -> str:
    return figures(view_of(source), lang or language(), source.language)


# --- what is drawn ----------------------------------------------------------------------------------------------------

LAYOUTS = ("wide", "narrow")


@pytest.mark.parametrize("layout", LAYOUTS)
@given(policies())
@settings(max_examples=60, deadline=None)
def test_the_drawing_shows_what_the_rows_say(layout: str, source: Policy) -> None:
    view = FlowsView.of(source)
    if view is not None:
        assert drawn(figures(view, language(), "nl"), layout) == of_model(source)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("path", EXAMPLES)
def test_the_examples_are_drawn_right(path: str, layout: str) -> None:
    assert drawn(figures_of(example(path)), layout) == of_model(example(path))


@pytest.mark.parametrize("layout", LAYOUTS)
@given(policies(least=18, most=30))
@settings(max_examples=20, deadline=None)
def test_the_drawing_of_a_big_policy_shows_what_the_rows_say(layout: str, source: Policy) -> None:
    view = FlowsView.of(source)
    if view is not None:
        assert drawn(figures(view, language(), "nl"), layout) == of_model(source)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_sixty_purposes_are_drawn_right(layout: str) -> None:
    assert drawn(figures_of(sixty()), layout) == of_model(sixty())


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("size", SIZES)
def test_big_policies_are_drawn_right(size: str, layout: str) -> None:
    """Also where a flow is cut, because it fits in no figure."""
    assert drawn(figures_of(SIZES[size]), layout) == of_model(SIZES[size])


@given(policies() | policies(least=18, most=24))
@settings(max_examples=60, deadline=None)
def test_no_line_crosses_another(source: Policy) -> None:
    """Lines between the same two columns keep their order from end to end."""
    view = FlowsView.of(source)
    for drawing in drawings(figures(view, language(), "nl"), "wide") if view else ():
        for one in drawing.lines:
            for other in drawing.lines:
                same = (one.x, one.to) == (other.x, other.to)
                assert not same or (one.y - other.y) * (one.end - other.end) >= 0


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("source", [*map(example, EXAMPLES), *SIZES.values()], ids=[*EXAMPLES, *SIZES])
def test_boxes_lie_apart_and_inside(source: Policy, layout: str) -> None:
    for drawing in drawings(figures_of(source), layout):
        for box in drawing.boxes:
            assert box.x >= 1
            assert box.y >= 1
            assert box.x + box.width <= drawing.width - 1
            assert box.y + box.height <= drawing.height - 1
        for kind in _KINDS:
            boxes = sorted(drawing.of(kind), key=lambda box: box.y)
            assert all(a.y + a.height < b.y for a, b in pairwise(boxes))


@pytest.mark.parametrize(
    "source", [*map(example, EXAMPLES), *SIZES.values(), sixty()], ids=[*EXAMPLES, *SIZES, "sixty"]
)
def test_two_figures_fit_on_a_page(source: Policy) -> None:
    assert all(drawing.height <= TALLEST for drawing in drawings(figures_of(source), "wide"))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("source", [*map(example, EXAMPLES), *SIZES.values()], ids=[*EXAMPLES, *SIZES])
def test_every_name_is_there_whole(source: Policy, layout: str) -> None:
    texts = [said.text for drawing in drawings(figures_of(source), layout) for said in drawing.texts]
    run_on = {part for text in texts for part in text.split("; ")} | set(texts)
    run_on |= {re.sub(r" \(.*\)$", "", text) for text in texts}
    for flow in view_of(source).flows:
        for name in _names(flow):
            assert name in run_on


def _names(flow: Flow) -> Iterator[str]:
    yield called(flow.purpose)
    yield from (called(row.name) for row in flow.rows if row.name)
    yield from (called(data.name) for data in flow.data)
    yield from (called(to.name) for to in flow.recipients)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("source", [*map(example, EXAMPLES), *SIZES.values()], ids=[*EXAMPLES, *SIZES])
def test_every_line_fits_its_box_by_our_own_estimate(source: Policy, layout: str) -> None:
    for drawing in drawings(figures_of(source), layout):
        for said in drawing.texts:
            around = [box for box in drawing.boxes if box.holds(said.x, said.y)]
            end = min((box.x + box.width - 9 for box in around), default=drawing.width)
            for line in said.lines:
                bold = said.kind in ("name", "head")
                assert said.x + width_of(line.rstrip(), said.size, bold=bold) <= end


@pytest.mark.parametrize("layout", LAYOUTS)
def test_columns_and_boxes_say_what_they_are(layout: str) -> None:
    """WCAG 2.2, 1.4.1: not by colour alone."""
    for drawing in drawings(figures_of(example(EXAMPLES[0])), layout):
        heads = [said.text for said in drawing.texts if said.kind == "head"]
        once = ["Gegevens", "Doel", "Wie ze krijgt"]
        assert heads == once * (1 if layout == "wide" else len(drawing.of("purpose")))


def test_without_recipients_nothing_is_said_of_them() -> None:
    source = policy(data_categories={"d": {"name": "Naam"}}, purposes={"p": {"name": "Doel", "data": ["d"]}})
    html = figures_of(source)
    assert "krijgt" not in html
    for layout in LAYOUTS:
        assert drawn(html, layout) == {("Naam", "Doel", None)}


def test_places_are_told_below_the_name() -> None:
    (drawing,) = drawings(figures_of(policy(**_with_recipients())), "narrow")
    texts = [said.text for said in drawing.texts if said.kind in ("ink", "soft")]
    assert set(texts) >= {
        "Duitsland",
        "buiten de EER: Verenigde Staten",
        "Ierland, en buiten de EER: Verenigde Staten en Wereldpost",
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_in_a_big_policy_places_are_told_behind_the_name(layout: str) -> None:
    """As in the words below the figure."""
    markdown = rendered(sixty())
    texts = {
        said.text
        for drawing in drawings(figures_of(sixty()), layout)
        for box in drawing.of("recipients")
        for said in drawing.texts
        if box.holds(said.x, said.y)
    }
    assert len(texts) == len(sixty().recipients)
    assert texts >= {
        "Bank Onder de Linden N.V. (Nederland)",
        "Paperplane Example Inc. (buiten de EER: Verenigde Staten)",
    }
    for text in texts:
        assert text.endswith(")")
        assert text in markdown


def _with_recipients() -> dict[str, Any]:
    return {
        "data_categories": {"d": {"name": "Naam"}},
        "recipients": {
            "a": {"name": "A", "country": "DE"},
            "b": {"name": "B", "country": "US", "transfers": {"us": {"country": "US"}}},
            "c": {
                "name": "C",
                "country": "IE",
                "transfers": {"us": {"country": "US"}, "post": {"organisation": "Wereldpost"}},
            },
            "e": {"name": "E"},
        },
        "purposes": {"p": {"name": "Doel", "data": ["d"], "recipients": ["a", "b", "c", "e"]}},
    }


@pytest.mark.parametrize("code", ["nl", "en"])
def test_the_places_are_those_of_the_words(code: str) -> None:
    """The figure takes its words from terms.yaml, the list below it has its own."""
    source = policy(**_with_recipients(), translations=["en"])
    (drawing,) = drawings(figures_of(source, language(code)), "wide")
    markdown = rendered(source, code=code)
    for said in drawing.texts:
        if said.kind == "soft":
            assert f"({said.text})" in markdown


# --- what it is in HTML -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", [example(EXAMPLES[0]), SIZES["60 purposes"]], ids=["progressx", "60 purposes"])
def test_each_drawing_is_one_named_image(source: Policy) -> None:
    """WCAG 2.2, 1.1.1; PDF/UA wants the title to come first."""
    found = tree(figures_of(source))
    ids = [element.attrib["id"] for element in found.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    for figure in found:
        inside = [child.get("class") or child.tag for child in figure if child.tag != "figcaption"]
        assert inside == [*LAYOUTS] * (len(inside) // 2)
        assert (len(inside) > 2) == (figure.get("class") == "flows parts")
        for svg in figure.iter("svg"):
            title, description = list(svg)[:2]
            assert (svg.attrib["role"], title.tag, description.tag) == ("img", "title", "desc")
            assert svg.attrib["aria-labelledby"].split() == [title.attrib["id"], description.attrib["id"]]
            assert (title.text or "").endswith(".")
            assert description.text


@pytest.mark.parametrize("source", [example(EXAMPLES[0]), SIZES["8 rows"]], ids=["progressx", "8 rows"])
def test_a_figure_of_several_names_its_purposes(source: Policy) -> None:
    html = figures_of(source)
    count = html.count("<figure ")
    titles = [title.text or "" for title in tree(html).iter("title")]
    for number, drawing in enumerate(drawings(html, "wide")):
        names = dict.fromkeys(said.text for said in drawing.texts if said.kind == "name")
        begins = f"Figuur {number + 1} van {count} gaat over deze doelen: {'; '.join(names)}. "
        assert titles[2 * number] == titles[2 * number + 1]
        assert titles[2 * number].startswith(begins)


def test_the_figures_of_a_big_policy_say_whom_they_are_about() -> None:
    source = sixty()
    found = list(tree(figures_of(source)))
    captions = ["".join(caption.itertext()) for figure in found for caption in figure.iter("figcaption")]
    assert len(captions) == len(found) == 6
    for number, (caption, figure) in enumerate(zip(captions, found, strict=True), start=1):
        purposes = {text for drawing in map(_drawing, figure.iter("svg")) for text in _purposes_in(drawing)}
        people = {
            id_
            for purpose in source.purposes.values()
            if called(purpose.name) in purposes
            for row in purpose.processing.values()
            for id_ in row.audiences
        }
        said = re.match(rf"Figuur {number} van 6\. Over wie: (.*?)\.( Volg de pijlen.*)?$", caption)
        assert said is not None
        assert set(said[1].split("; ")) == {called(source.audiences[id_].name) for id_ in people}
        assert bool(said[2]) == (number == 1)


def _purposes_in(drawing: Drawing) -> list[str]:
    return [said.text for said in drawing.texts if said.kind == "name"]


def test_the_drawings_of_a_big_policy_leave_little_white_on_a_page() -> None:
    """Paper goes on to the next page between them: a drawing of more than a fifth of a page has one purpose."""
    for drawing in drawings(figures_of(sixty()), "wide"):
        assert drawing.height <= 220 or len(drawing.of("purpose")) == 1


def test_a_figure_of_several_drawings_has_its_columns_named_once() -> None:
    for figure in tree(figures_of(sixty())):
        wide = [_drawing(svg) for svg in figure.iter("svg") if svg.get("class") == "wide"]
        assert len(wide) > 1
        heads = [number for number, drawing in enumerate(wide) if any(said.kind == "head" for said in drawing.texts)]
        assert heads == [0]
        titles = [title.text or "" for title in figure.iter("title")]
        for part, drawing in enumerate(wide, start=1):
            begins = f", deel {part} van {len(wide)}, gaat over deze doelen: {'; '.join(_purposes_in(drawing))}. "
            assert all(begins in title for title in titles[2 * part - 2 : 2 * part])


def test_small_policies_do_not_say_whom() -> None:
    for path in EXAMPLES[:3]:
        html = figures_of(example(path))
        assert "Over wie" not in html
        assert 'class="flows parts"' not in html


def test_people_without_a_name_in_this_language_say_theirs() -> None:
    source = SIZES["60 purposes"].model_copy(update={"translations": ("en",)})
    about = (FlowAudience("a", Text((("", "Leden & <b>"),))),)
    figure = tuple(replace(flow, audiences=about) for flow in view_of(source).figures[0])
    html = figures(FlowsView((figure,), by_audience=True), language("en"), "nl")
    assert 'About whom: <span lang="nl">Leden &amp; &lt;b&gt;</span>.' in html


def test_an_only_figure_has_no_number() -> None:
    html = figures_of(SIZES["1 purpose"])
    (title, _) = (title.text for title in tree(html).iter("title"))
    assert title == "Deze figuur toont welke gegevens wij voor welk doel gebruiken."
    assert "Figuur 1" not in html


HOSTILE = (
    "</svg><script>alert(1)</script>",
    "</title><b>",
    "a & b < c > d \" e ' f",
    "]]> <!-- --> &lt;",
    "{number} {purposes} {{ x }} {% x %}",
    "\u202ereversed\u202c",
    "controls \x00\x07\x1b\x7f\x9f\ufffe\ud800 end",
    "marks \ufdd2a\ufdd5 \ufdd3flows\ufdd5 \ufdd6",
    "  white\tspace\n here ",
    "漢字かな 😀 ﷽ Łódź → ‰",
)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_names_are_only_text(text: str) -> None:
    """The source refuses most of these; whoever builds a policy in another way gets no further either."""
    source = policy(**_with_recipients())
    hostile, name = Text((("", text),)), Name((("", text),))
    view = view_of(
        source.model_copy(
            update={
                "data_categories": {"d": source.data_categories["d"].model_copy(update={"name": hostile})},
                "recipients": {
                    id_: recipient.model_copy(update={"name": name}) for id_, recipient in source.recipients.items()
                },
                "purposes": {"p": source.purposes["p"].model_copy(update={"name": hostile})},
            }
        )
    )
    html = figures(FlowsView((view.figures[0], view.figures[0])), language(), "nl")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]", html)
    assert {element.tag for element in tree(html).iter()} == {
        *("figures", "figure", "figcaption", "svg", "title", "desc", "path", "g", "rect", "text", "tspan")
    } - ({"tspan"} if "<tspan" not in html else set())
    shown = " ".join(re.sub("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe]", "\ufffd", text).split())
    for layout in LAYOUTS:
        for drawing in drawings(html, layout):
            assert {said.text for said in drawing.texts if said.kind == "name"} == {shown}


def test_a_name_nobody_translated_says_its_language() -> None:
    """Where a caption names the purposes, which is up to terms.yaml. The image itself has one language."""
    source = example(EXAMPLES[0]).model_copy(update={"translations": ("en",)})
    english = language("en")
    figure = {**english.terms["figure"], "caption_of": "Figure {number} of {count}: {purposes} & more"}
    html = figures_of(source, Language("en", {**english.terms, "figure": figure}))
    assert 'Figure 1 of 3: <span lang="nl">De website laten werken</span>; <span lang="nl">' in html
    assert "</span> &amp; more" in html


@pytest.mark.parametrize("path", EXAMPLES)
def test_equal_policies_give_equal_figures(path: str) -> None:
    again = load(read((ROOT / path).read_bytes(), name=path)).policy
    assert again is not None
    assert figures_of(again) == figures_of(example(path))


def test_a_figure_is_small() -> None:
    """The figures of a real policy, in both drawings; the style sheet beside them."""
    assert len(figures_of(example(EXAMPLES[0])).encode()) < 30_000
    assert len((TEMPLATES / "page" / "figure.css").read_bytes()) <= 2_500


def test_no_text_is_too_small_to_read() -> None:
    """The narrow drawing is 280 units wide, as is the room on a screen of 320 pixels."""
    html = figures_of(example(EXAMPLES[0]))
    assert {drawing.width for drawing in drawings(html, "narrow")} == {280}
    assert min(said.size for layout in LAYOUTS for drawing in drawings(html, layout) for said in drawing.texts) >= 13


def test_the_colour_of_an_organisation_is_on_paper_too() -> None:
    source = example(EXAMPLES[0])
    html = figures(view_of(source), language(), "nl", accent="#8a1c4a")
    assert '<g class="purpose" fill="#8a1c4a">' in html
    assert "#0b5a6b" not in html


# --- text in lines ----------------------------------------------------------------------------------------------------


@given(
    st.text(st.characters(codec="utf-8"), max_size=80).map(lambda text: " ".join(text.split())),
    st.integers(20, 300),
    st.booleans(),
)
def test_lines_are_the_text_again_and_fit(text: str, width: int, bold: bool) -> None:
    found = lines(text, width, 14, bold=bold)
    assert "".join(found) == text
    assert all(width_of(line.rstrip(), 14, bold=bold) <= width or len(line.rstrip()) == 1 for line in found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Naam", ["Naam"]),
        ("De website laten werken", ["De website ", "laten ", "werken"]),
        ("E-mailadres", ["E-mailadres"]),
        ("persoonsgegevens-overzicht", ["persoonsge", "gevens-", "overzicht"]),
        ("", [""]),
    ],
)
def test_where_lines_end(text: str, wanted: Sequence[str]) -> None:
    assert list(lines(text, 90, 14)) == wanted


def test_the_font_on_paper_is_no_wider_than_the_estimate() -> None:
    """WeasyPrint draws with Lato; what browsers draw with is measured in tests/conformance."""
    from fontpkg_lato import __file__ as package
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    for style, bold in (("Regular", False), ("Bold", True)):
        (path,) = Path(str(package)).parent.rglob(f"Lato-{style}.ttf")
        font = TTFont(path)
        advances, size = font["hmtx"], font["head"].unitsPerEm
        for code, glyph in font.getBestCmap().items():
            if 0x20 <= code < 0x180:
                assert advances[glyph][0] / size <= width_of(chr(code), 1, bold=bold) + 0.001, chr(code)
