"""The flows of a policy drawn: figures in HTML, each as two SVGs of the same content, for wide and for narrow screens.

`figure.css` chooses between the two and colours them; the colours in the drawings are for paper, where WeasyPrint
applies no style sheet inside an SVG. A drawing is one image to assistive technology (`role="img"`), named by a
sentence. The same stands in words below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyc.document.flows import Flow, FlowsView, audiences_of, cut_data, cut_recipients, data_of, recipients_of
from policyc.model.text import Text
from policyc.render.figure_drawing import CLOSE, ROOMY, Narrow, Setting, Wide, data_fit, recipients_fit
from policyc.render.figure_words import FigureWords, escaped
from policyc.render.language import Language, filled

ACCENT = "#0b5a6b"

_TALLEST = 560
"""The most a wide figure measures, in its own units: two fit on a page, where `figure.css` makes it 145 mm wide."""
_PART = 220
"""The most a part of a figure of a big policy measures: a page has room for five, so little of it stays white."""


def figures(view: FlowsView, language: Language, fallback: str, *, accent: str = ACCENT) -> str:
    """The figures of a policy as HTML. `fallback` is the language of the policy; `accent` its colour on paper."""
    words = FigureWords(language, fallback, view.names_recipients)
    if view.by_audience:
        parts = [_fitting(figure, words, CLOSE, _PART) for figure in view.figures]
    else:
        parts = [[part] for figure in view.figures for part in _fitting(figure, words, ROOMY, _TALLEST)]
    look = _Look(words, CLOSE if view.by_audience else ROOMY, accent)
    return "\n".join(_figure(figure, _Place(number, len(parts)), look) for number, figure in enumerate(parts, start=1))


def _fitting(flows: tuple[Flow, ...], words: FigureWords, setting: Setting, height: int) -> Sequence[tuple[Flow, ...]]:
    """The flows in as few drawings as fit, as equal as can be; a flow that fits in none is cut until it does."""
    pieces = [piece for flow in flows for piece in _small(flow, words, setting)]
    # For every number of pieces from the start the best way to divide those: how many drawings, how often what belongs
    # together is divided, how uneven the drawings are, which flows in each.
    best: list[tuple[int, int, int, tuple[tuple[Flow, ...], ...]]] = [(0, 0, 0, ())]
    for end in range(1, len(pieces) + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            drawing = tuple(pieces[start:end])
            measured = Wide(drawing, words, setting).height
            if measured > height and len(drawing) > 1:
                break
            count, divided, unevenness, before = best[start]
            divided += start > 0 and _belong(pieces[start - 1], pieces[start], setting)
            ways.append((count + 1, divided, unevenness + measured**2, (*before, drawing)))
        best.append(min(ways, key=lambda way: way[:3]))
    return best[-1][3]


def _belong(one: Flow, other: Flow, setting: Setting) -> bool:
    """Whether two neighbours have something in one box: their purpose, and in a big policy, which can choose, the rest.

    Elsewhere a drawing ends where its figure does, and equal figures are worth more than a box that is drawn once.
    """
    shared = data_of(one) == data_of(other) or recipients_of(one) == recipients_of(other)
    return one.anchor == other.anchor or (setting is CLOSE and shared)


def _small(flow: Flow, words: FigureWords, setting: Setting) -> Sequence[Flow]:
    """The flow in parts of which the data and the recipients fit in a figure, as far as a part can be smaller."""
    if len(flow.data) > 1 and not data_fit(flow, words, setting, _TALLEST):
        halves = cut_data(flow)
    elif len(flow.recipients) > 1 and not recipients_fit(flow, words, setting, _TALLEST):
        halves = cut_recipients(flow)
    else:
        return [flow]
    return [part for half in halves for part in _small(half, words, setting)]


@dataclass(frozen=True, slots=True)
class _Place:
    """Which figure it is, of how many."""

    number: int
    count: int


@dataclass(frozen=True, slots=True)
class _Look:
    """What all figures of a policy have in common."""

    words: FigureWords
    setting: Setting
    accent: str


def _figure(parts: Sequence[tuple[Flow, ...]], place: _Place, look: _Look) -> str:
    """A figure of one drawing, or of several below one another, between which paper may go on to the next page."""
    flows = tuple(flow for part in parts for flow in part)
    caption = _caption(flows, place, look.words, by_audience=look.setting is CLOSE)
    drawings = [_drawings(part, (at, len(parts)), place, look) for at, part in enumerate(parts, start=1)]
    class_ = "flows parts" if len(parts) > 1 else "flows"
    return "\n".join(filter(None, (f'<figure class="{class_}">', caption, *drawings, "</figure>")))


def _drawings(flows: tuple[Flow, ...], part: tuple[int, int], place: _Place, look: _Look) -> str:
    """The two drawings of a figure, or of this part of so many."""
    words, (at, of) = look.words, part
    purposes = "; ".join(map(words.of, _purposes(flows)))
    id_, title = f"flows.{place.number}", words.title(purposes, place.number, place.count)
    if of > 1:
        id_, title = f"{id_}.{at}", words.title_of_part(purposes, (place.number, place.count), part)
    wide = Wide(flows, words, look.setting, heads=at == 1)
    return "\n".join(
        drawing.svg(f"{id_}.{name}", name, title, words.description(place.count), look.accent)
        for name, drawing in (("wide", wide), ("narrow", Narrow(flows, words, look.setting)))
    )


def _caption(flows: tuple[Flow, ...], place: _Place, words: FigureWords, *, by_audience: bool) -> str:
    """Which figure it is and whom it is about, where there are more, and how to read the first.

    The form may name its purposes.
    """
    said = []
    if place.count > 1:
        names = "; ".join(_spoken(purpose, words) for purpose in _purposes(flows))
        form = escaped(words.term("caption_of"))
        said.append(filled(form, {"number": str(place.number), "count": str(place.count), "purposes": names}))
    if by_audience and (about := audiences_of(flows)):
        names = "; ".join(_spoken(audience.name, words) for audience in about.values())
        said.append(filled(escaped(words.term("caption_about")), {"audiences": names}))
    if place.number == 1:
        said.append(escaped(words.how_to_read()))
    return f"<figcaption>{' '.join(said)}</figcaption>" if said else ""


def _purposes(flows: tuple[Flow, ...]) -> Sequence[Text]:
    return tuple(dict.fromkeys(flow.purpose for flow in flows))


def _spoken(text: Text, words: FigureWords) -> str:
    """A name as HTML, marked where nobody has translated it (WCAG 2.2, 3.1.2)."""
    other = words.language.other_language_of(text, words.fallback)
    name = escaped(words.of(text))
    return f'<span lang="{other}">{name}</span>' if other else name
