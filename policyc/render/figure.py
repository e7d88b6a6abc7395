"""The flows of a policy drawn: figures in HTML, each as two SVGs of the same content, for wide and for narrow screens.

`figure.css` chooses between the two and colours them; the colours in the drawings are for paper, where WeasyPrint
applies no style sheet inside an SVG. A figure is one image to assistive technology (`role="img"`), named by a sentence.
The same stands in words below it.
"""

from __future__ import annotations

from collections.abc import Sequence

from policyc.document.flows import Flow, FlowsView, cut_data, cut_recipients
from policyc.model.text import Text
from policyc.render.figure_drawing import Narrow, Wide, data_fit, recipients_fit
from policyc.render.figure_words import FigureWords, escaped
from policyc.render.language import Language, filled

ACCENT = "#0b5a6b"

_TALLEST = 560
"""The most a wide figure measures, in its own units: two fit on a page, where `figure.css` makes it 145 mm wide."""


def figures(view: FlowsView, language: Language, fallback: str, *, accent: str = ACCENT) -> str:
    """The figures of a policy as HTML. `fallback` is the language of the policy; `accent` its colour on paper."""
    words = FigureWords(language, fallback, view.names_recipients)
    parts = [part for figure in view.figures for part in _fitting(figure, words)]
    return "\n".join(_figure(part, number, len(parts), words, accent) for number, part in enumerate(parts, start=1))


def _fitting(flows: tuple[Flow, ...], words: FigureWords) -> Sequence[tuple[Flow, ...]]:
    """The flows in as few figures as fit, as equal as can be; a flow that fits in none is cut until it does."""
    pieces = [piece for flow in flows for piece in _small(flow, words)]
    # For every number of pieces from the start the best way to divide those: how many figures, how many purposes are
    # divided, how uneven the figures are, which figures.
    best: list[tuple[int, int, int, tuple[tuple[Flow, ...], ...]]] = [(0, 0, 0, ())]
    for end in range(1, len(pieces) + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            figure = tuple(pieces[start:end])
            height = Wide(figure, words).height
            if height > _TALLEST and len(figure) > 1:
                break
            count, divided, unevenness, before = best[start]
            divided += start > 0 and pieces[start - 1].anchor == pieces[start].anchor
            ways.append((count + 1, divided, unevenness + height**2, (*before, figure)))
        best.append(min(ways, key=lambda way: way[:3]))
    return best[-1][3]


def _small(flow: Flow, words: FigureWords) -> Sequence[Flow]:
    """The flow in parts of which the data and the recipients fit in a figure, as far as a part can be smaller."""
    if len(flow.data) > 1 and not data_fit(flow, words, _TALLEST):
        halves = cut_data(flow)
    elif len(flow.recipients) > 1 and not recipients_fit(flow, words, _TALLEST):
        halves = cut_recipients(flow)
    else:
        return [flow]
    return [part for half in halves for part in _small(half, words)]


def _figure(flows: tuple[Flow, ...], number: int, count: int, words: FigureWords, accent: str) -> str:
    purposes = tuple(dict.fromkeys(flow.purpose for flow in flows))
    title = words.title("; ".join(map(words.of, purposes)), number, count)
    drawings = [
        drawing.svg(f"flows.{number}.{name}", name, title, words.description(count), accent)
        for name, drawing in (("wide", Wide(flows, words)), ("narrow", Narrow(flows, words)))
    ]
    return "\n".join(('<figure class="flows">', _caption(purposes, number, count, words), *drawings, "</figure>"))


def _caption(purposes: Sequence[Text], number: int, count: int, words: FigureWords) -> str:
    """Which figure it is, where there are more, and how to read the first. The form may name its purposes."""
    said = [escaped(words.how_to_read())] if number == 1 else []
    if count > 1:
        names = "; ".join(_spoken(purpose, words) for purpose in purposes)
        form = escaped(words.term("caption_of"))
        said.insert(0, filled(form, {"number": str(number), "count": str(count), "purposes": names}))
    return f"<figcaption>{' '.join(said)}</figcaption>" if said else ""


def _spoken(text: Text, words: FigureWords) -> str:
    """A name as HTML, marked where nobody has translated it (WCAG 2.2, 3.1.2)."""
    other = words.language.other_language_of(text, words.fallback)
    name = escaped(words.of(text))
    return f'<span lang="{other}">{name}</span>' if other else name
