"""A figure of flows as a drawing: three columns for wide screens and paper, one stack after another for narrow screens.

A big policy has the same drawings set closer (`CLOSE`): smaller, with names that run on and places behind the names.

What flows share is drawn once where they stand side by side, so that no line crosses another. Everything is measured
beforehand (`text_width`), in units of which 700 or 280 are the width of the drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from policyc.document.flows import Flow, data_of, recipients_of
from policyc.render.figure_words import FigureWords, escaped
from policyc.render.text_width import lines

# --- texts in boxes


@dataclass(frozen=True, slots=True)
class _Type:
    """A kind of text, by the name of its class."""

    name: str
    size: int
    leading: int
    colour: str
    bold: bool = False


_INK = _Type("ink", 14, 18, "#1a1d21")
_SOFT = _Type("soft", 13, 16, "#4b5158")
_SMALL = _Type("ink", 13, 17, "#1a1d21")
_NAME = _Type("name", 14, 18, "#fff", bold=True)
_SMALL_NAME = _Type("name", 13, 17, "#fff", bold=True)
_HEAD = _Type("head", 13, 17, "#4b5158", bold=True)

_PAD = 10
_INDENT = 11
"""How far a text stands in from its dot."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A text in lines. `dot`: None for a text without, False for one that belongs to a text with a dot before it."""

    type: _Type
    lines: tuple[str, ...]
    dot: bool | None = None
    above: int = 0
    """The room before it."""

    @property
    def height(self) -> int:
        return self.above + len(self.lines) * self.type.leading


_Content = tuple[_Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """How close a drawing is set."""

    ink: _Type
    name: _Type
    many: int
    """More names of data than this run on; fewer stand one below another."""
    places_below: bool
    """Whether where a recipient is stands below its name, or behind it."""
    columns: tuple[tuple[int, int], tuple[int, int], tuple[int, int]]
    """Of data, purposes and recipients: where each begins, and its width."""
    gap: int
    """The room between purposes."""
    apart: int
    """The same in the narrow drawing."""


ROOMY = Setting(_INK, _NAME, 8, places_below=True, columns=((1, 202), (237, 204), (489, 210)), gap=14, apart=30)
CLOSE = Setting(_SMALL, _SMALL_NAME, 1, places_below=False, columns=((1, 242), (271, 182), (483, 216)), gap=9, apart=24)


def _paragraph(text: str, type_: _Type, width: int, dot: bool | None = None, above: int = 0) -> _Paragraph:
    """A text set in a box of a width."""
    room = width - 2 * _PAD - (0 if dot is None else _INDENT)
    return _Paragraph(type_, lines(text, room, type_.size, bold=type_.bold), dot, above)


def _height(content: _Content) -> int:
    return sum(paragraph.height for paragraph in content) + 2 * _PAD - 2 if content else 0


def _names(names: Sequence[str], type_: _Type, width: int, many: int) -> _Content:
    """Names one below another, with dots when there are several; run on when there are many."""
    if len(names) > many:
        return (_paragraph("; ".join(names), type_, width),)
    dot = True if len(names) > 1 else None
    return tuple(_paragraph(name, type_, width, dot) for name in names)


def _data(flow: Flow, words: FigureWords, width: int, setting: Setting) -> _Content:
    return _names([words.of(data.name) for data in flow.data], setting.ink, width, setting.many)


def _recipients(flow: Flow, words: FigureWords, width: int, setting: Setting) -> _Content:
    dot, under = (True, False) if len(flow.recipients) > 1 else (None, None)
    found: list[_Paragraph] = []
    for recipient in flow.recipients:
        name, place = words.of(recipient.name), words.place(recipient)
        if place and not setting.places_below:
            name = f"{name} ({place})"
        above = 4 if found and setting.places_below else 0
        found.append(_paragraph(name, setting.ink, width, dot, above=above))
        if place and setting.places_below:
            found.append(_paragraph(place, _SOFT, width, under))
    return tuple(found)


def _rows(flow: Flow, words: FigureWords, width: int) -> _Content:
    return _names([words.named(row) for row in flow.rows], _SMALL, width, ROOMY.many)


def _name(flow: Flow, words: FigureWords, width: int, setting: Setting) -> _Content:
    return (_paragraph(words.of(flow.purpose), setting.name, width),)


# --- drawing


@dataclass
class _Drawing:
    """An SVG in the making. What looks the same is put together, so that it says once how it looks."""

    width: int
    height: int = 0
    _lines: list[str] = field(default_factory=list)
    _arrows: list[str] = field(default_factory=list)
    _dots: list[str] = field(default_factory=list)
    _boxes: dict[str, list[str]] = field(default_factory=dict)
    _texts: dict[_Type, list[str]] = field(default_factory=dict)

    def box(self, kind: str, x: int, y: int, width: int, height: int, content: _Content) -> None:
        """A box with its content in the middle of its height."""
        self._boxes.setdefault(kind, []).append(f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6"/>')
        self.write(x + _PAD, y + (height - _height(content)) // 2 + _PAD - 1, content)

    def write(self, x: int, y: int, content: _Content) -> None:
        for paragraph in content:
            type_, left = paragraph.type, x + (0 if paragraph.dot is None else _INDENT)
            base = y + paragraph.above + type_.leading - (type_.leading - type_.size) // 2 - 3
            if paragraph.dot:
                self._dots.append(f"M{x + 2} {base - 5}h0")
            first, *more = map(escaped, paragraph.lines)
            rest = "".join(f'<tspan x="{left}" dy="{type_.leading}">{line}</tspan>' for line in more)
            self._texts.setdefault(type_, []).append(f'<text x="{left}" y="{base}">{first}{rest}</text>')
            y += paragraph.height

    def right(self, x: int, y: int, to: int, end: int, *, head: bool = True) -> None:
        """A line to the right, from (x, y) to (to, end), with the head of an arrow there unless another line has it."""
        stop = to - 7
        bend = (stop - x) // 2
        curve = f"H{stop}" if y == end else f"C{x + bend} {y} {stop - bend} {end} {stop} {end}"
        self._lines.append(f"M{x} {y}{curve}")
        if head:
            self._arrows.append(f"M{to - 1} {end}l-9-5v10z")

    def down(self, x: int, y: int, end: int) -> None:
        self._lines.append(f"M{x} {y}V{end - 7}")
        self._arrows.append(f"M{x} {end - 1}l-5-9h10z")

    def svg(self, id_: str, class_: str, title: str, description: str, accent: str) -> str:
        edge = "#6b6f74"
        looks = {
            "data": f'fill="#f4f3ee" stroke="{edge}"',
            "purpose": f'fill="{accent}"',
            "row": 'fill="#fff"',
            "recipients": f'fill="#fff" stroke="{edge}" stroke-width="1.5"',
        }
        parts = [
            f'<svg class="{class_}" role="img" aria-labelledby="{id_}.title {id_}.desc"'
            f' viewBox="0 0 {self.width} {self.height}">',
            f'<title id="{id_}.title">{escaped(title)}</title>',
            f'<desc id="{id_}.desc">{escaped(description)}</desc>',
            _path("line", f'fill="none" stroke="{edge}" stroke-width="1.5"', self._lines),
            _path("arrow", f'fill="{edge}"', self._arrows),
            *(_group(kind, look, self._boxes.get(kind, ())) for kind, look in looks.items()),
            _path("dot", f'stroke="{accent}" stroke-width="4" stroke-linecap="round"', self._dots),
            *(_group(type_.name, _look(type_), texts) for type_, texts in self._texts.items()),
            "</svg>",
        ]
        return "\n".join(filter(None, parts))


def _path(class_: str, look: str, steps: Sequence[str]) -> str:
    return f'<path class="{class_}" {look} d="{"".join(steps)}"/>' if steps else ""


def _group(class_: str, look: str, parts: Iterable[str]) -> str:
    inside = "\n".join(parts)
    return f'<g class="{class_}" {look}>\n{inside}\n</g>' if inside else ""


def _look(type_: _Type) -> str:
    return f'fill="{type_.colour}" font-size="{type_.size}"' + (' font-weight="700"' if type_.bold else "")


# --- three columns

_TOP = 13
"""The room around the headings of the columns."""
_INSIDE = 6
"""The room around rows inside the box of their purpose."""


def data_fit(flow: Flow, words: FigureWords, setting: Setting, height: int) -> bool:
    """Whether the data of a flow fit in a wide drawing of this height."""
    return _height(_data(flow, words, setting.columns[0][1], setting)) < height - _TOP - _HEAD.leading


def recipients_fit(flow: Flow, words: FigureWords, setting: Setting, height: int) -> bool:
    """The same of its recipients."""
    return _height(_recipients(flow, words, setting.columns[2][1], setting)) < height - _TOP - _HEAD.leading


@dataclass(frozen=True, slots=True)
class _Run:
    """Flows next to each other, from `first` to `last`, that share a box of data or of recipients."""

    first: int
    last: int
    content: _Content


class Wide(_Drawing):
    """Three columns. Each flow has a lane; what it shares with the next stands in the middle of their lanes."""

    def __init__(self, flows: tuple[Flow, ...], words: FigureWords, setting: Setting, *, heads: bool = True) -> None:
        """`heads`: whether it says what the columns are; what goes on where another drawing ends need not."""
        data, purpose, recipients = self._columns = setting.columns
        super().__init__(sum(recipients) + 1)
        self._gap = setting.gap
        self._purposes = [tuple(part) for _, part in groupby(range(len(flows)), key=lambda n: flows[n].anchor)]
        self._names = [_name(flow, words, purpose[1], setting) for flow in flows]
        self._rows = [_rows(flow, words, purpose[1] - 2 * _INSIDE) for flow in flows]
        self._data = _runs(list(map(data_of, flows)), [_data(flow, words, data[1], setting) for flow in flows])
        self._to = _runs(
            list(map(recipients_of, flows)), [_recipients(flow, words, recipients[1], setting) for flow in flows]
        )
        self._heads = [
            (x, (_paragraph(words.term(name), _HEAD, width + 2 * _PAD),))
            for name, (x, width), shown in (
                ("data", data, self._data),
                ("purpose", purpose, True),
                ("recipients", recipients, self._to),
            )
            if heads and shown
        ]
        self._place()
        self._draw()

    def _place(self) -> None:
        """Find the lane of each flow: as high as what stands in it, and together as high as what they share."""
        self._lanes = [_height(rows or name) for rows, name in zip(self._rows, self._names, strict=True)]
        self._stack()
        for run in sorted((*self._data, *self._to), key=lambda run: run.last - run.first):
            short = _height(run.content) - (self._bottom(run.last) - self._tops[run.first])
            count = run.last - run.first + 1
            for lane in range(run.first, run.last + 1):
                self._lanes[lane] += max(0, -(-short // count))
            self._stack()

    def _stack(self) -> None:
        """Put the lanes below each other."""
        self._tops, y = [], _TOP + max(head.height for _, (head,) in self._heads) if self._heads else 2
        for purpose in self._purposes:
            framed = bool(self._rows[purpose[0]])
            y += _height(self._names[purpose[0]]) if framed else 0
            for lane in purpose:
                self._tops.append(y)
                y += self._lanes[lane] + (_INSIDE if framed else 0)
            y += self._gap
        self.height = y - self._gap + 2

    def _bottom(self, lane: int) -> int:
        return self._tops[lane] + self._lanes[lane]

    def _middle(self, first: int, last: int) -> int:
        return (self._tops[first] + self._bottom(last)) // 2

    def _draw(self) -> None:
        for x, head in self._heads:
            self.write(x, 2, head)
        for purpose in self._purposes:
            self._draw_purpose(purpose)
        data, name, recipients = self._columns
        for run in self._data:
            self._draw_shared("data", data, run)
            for lane in range(run.first, run.last + 1):
                self.right(sum(data), self._middle(run.first, run.last), name[0], self._middle(lane, lane))
        for run in self._to:
            self._draw_shared("recipients", recipients, run)
            end = self._middle(run.first, run.last)
            for lane in range(run.first, run.last + 1):
                self.right(sum(name), self._middle(lane, lane), recipients[0], end, head=lane == run.first)

    def _draw_shared(self, kind: str, column: tuple[int, int], run: _Run) -> None:
        height = _height(run.content)
        self.box(kind, column[0], self._middle(run.first, run.last) - height // 2, column[1], height, run.content)

    def _draw_purpose(self, lanes: tuple[int, ...]) -> None:
        x, width = self._columns[1]
        name, top, bottom = self._names[lanes[0]], self._tops[lanes[0]], self._bottom(lanes[-1])
        if not self._rows[lanes[0]]:
            height = _height(name)
            self.box("purpose", x, self._middle(lanes[0], lanes[0]) - height // 2, width, height, name)
            return
        above = _height(name)
        self.box("purpose", x, top - above, width, bottom - top + above + _INSIDE, ())
        self.write(x + _PAD, top - above + _PAD - 1, name)
        for lane in lanes:
            self.box("row", x + _INSIDE, self._tops[lane], width - 2 * _INSIDE, self._lanes[lane], self._rows[lane])


def _runs(keys: Sequence[frozenset[str]], contents: Sequence[_Content]) -> Sequence[_Run]:
    """Where neighbours have the same ids, and have any."""
    found = []
    for ids, group in groupby(range(len(keys)), key=lambda n: keys[n]):
        places = tuple(group)
        if ids:
            found.append(_Run(places[0], places[-1], contents[places[0]]))
    return found


# --- one column

_NARROW = 280


class Narrow(_Drawing):
    """A stack for each flow: its data, its purpose, its recipients, each with its heading and an arrow to the next."""

    def __init__(self, flows: tuple[Flow, ...], words: FigureWords, setting: Setting) -> None:
        super().__init__(_NARROW)
        for number, flow in enumerate(flows):
            self.height += setting.apart if number else 0
            self._draw_stack(flow, words, setting)
        self.height += 2

    def _draw_stack(self, flow: Flow, words: FigureWords, setting: Setting) -> None:
        width = _NARROW - 2
        boxes = (
            ("data", _data(flow, words, width, setting)),
            ("purpose", _name(flow, words, width, setting)),
            ("recipients", _recipients(flow, words, width, setting)),
        )
        drawn = False
        for kind, content in boxes:
            if not content:
                continue
            left, above = (28, 6) if drawn else (1, 2)
            heading = _paragraph(words.term(kind), _HEAD, width - left + _PAD)
            self.write(left, self.height + above, (heading,))
            room = above + heading.height + 5
            if drawn:
                self.down(14, self.height, self.height + room)
            self.height += room
            if kind == "purpose" and flow.rows:
                self._draw_rows(content, _rows(flow, words, width - 2 * _INSIDE))
            else:
                self.box(kind, 1, self.height, width, _height(content), content)
                self.height += _height(content)
            drawn = True

    def _draw_rows(self, name: _Content, rows: _Content) -> None:
        """The box of a purpose with the rows that the flow is about inside it."""
        above, inside = _height(name), _height(rows)
        self.box("purpose", 1, self.height, _NARROW - 2, above + inside + _INSIDE, ())
        self.write(1 + _PAD, self.height + _PAD - 1, name)
        self.box("row", 1 + _INSIDE, self.height + above, _NARROW - 2 - 2 * _INSIDE, inside, rows)
        self.height += above + inside + _INSIDE
