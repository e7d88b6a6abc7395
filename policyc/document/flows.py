"""Which data go for which purpose to whom, and where (art. 13(1)(c), (e), (f)): what the figure of a statement draws.

A flow says that all of its data are used for its purpose and go to all of its recipients. So the flows of a purpose
say just what its rows say: rows are taken together only where that adds no combination and leaves none out.
Values only: no words, and nothing of how it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from policyc.model.policy import Policy
from policyc.model.purpose import Purpose
from policyc.model.recipient import Recipient
from policyc.model.text import Text
from policyc.model.values import Country

MOST_FLOWS = 8
"""More flows than this are no picture any more: they are divided over several figures."""
MOST_PURPOSES = 12
"""A policy of more purposes than this is big: its figures are by whom they are about."""
_BY_WHOM = 10
"""About as many flows go in a figure of a big policy, which draws them closer together."""
_FULL = 14
"""More do not, unless there is no other way."""
_EVERYBODY = 2
"""Who is about more groups than this is about people in general: that comes last."""


@dataclass(frozen=True, slots=True)
class FlowAudience:
    """People that a flow is about."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class FlowData:
    """A category of data."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class FlowRecipient:
    """A recipient and the places that the policy gives. What it does not give is not there."""

    id: str
    name: Text
    """The name, or else the category."""
    country: Country | None
    """Where the recipient is, unless it is named among the places outside the EEA."""
    outside: tuple[Country | Text, ...]
    """Where its transfers go (art. 44): third countries and international organisations."""


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A row of a purpose: its name, or else which row it is, as in `RowView`."""

    name: Text | None
    number: int


@dataclass(frozen=True, slots=True)
class Flow:
    """All of `data` are used for the purpose and go to all of `recipients`. Either may be empty: not said."""

    anchor: str
    """The name of the place on the page where the purpose is told."""
    purpose: Text
    rows: tuple[FlowRow, ...]
    """The rows it is about; empty where it is about the whole purpose."""
    data: tuple[FlowData, ...]
    recipients: tuple[FlowRecipient, ...]
    audiences: tuple[FlowAudience, ...] = ()
    """The people that its rows are about, in the order of the policy."""


@dataclass(frozen=True, slots=True)
class FlowsView:
    """What the section about the figure gets. `figures`: the flows as they are divided and put in order."""

    figures: tuple[tuple[Flow, ...], ...]
    by_audience: bool = False
    """Whether a figure is about certain people: in a big policy."""

    @classmethod
    def of(cls, policy: Policy) -> Self | None:
        """The flows of a policy; None where there is nothing to draw."""
        flows = flows_of(policy)
        if not flows:
            return None
        big = len(_purposes(flows)) > MOST_PURPOSES
        divided = _by_audience(flows, tuple(policy.audiences)) if big else _divided(flows)
        return cls(tuple(map(_side_by_side, divided)), by_audience=big)

    @property
    def flows(self) -> tuple[Flow, ...]:
        """All of them, in the order of the figures."""
        return tuple(flow for figure in self.figures for flow in figure)

    @property
    def names_recipients(self) -> bool:
        return any(flow.recipients for flow in self.flows)

    @property
    def leaves_eea(self) -> bool:
        return any(recipient.outside for flow in self.flows for recipient in flow.recipients)


def flows_of(policy: Policy) -> tuple[Flow, ...]:
    """The flows of all purposes that the statement lists, in its order.

    None for a text that was not made with policyc, to which nothing is added, and none where no row says which data.
    """
    if policy.transcription:
        return ()
    listed = ((id_, purpose) for id_, purpose in policy.purposes.items() if purpose.listed is not False)
    flows = tuple(flow for id_, purpose in listed for flow in _flows(policy, id_, purpose))
    return flows if any(flow.data for flow in flows) else ()


# --- rows taken together


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows of a purpose by their place in it, with the ids of their data and recipients."""

    rows: tuple[int, ...]
    data: tuple[str, ...]
    recipients: tuple[str, ...]


def _flows(policy: Policy, id_: str, purpose: Purpose) -> Iterator[Flow]:
    rows = tuple(purpose.processing.values())
    parts = _joined(_Part((at,), row.data, row.recipients) for at, row in enumerate(rows) if row.data or row.recipients)
    for part in parts:
        whole = len(part.rows) == len(rows)
        about = {audience for at in part.rows for audience in rows[at].audiences}
        yield Flow(
            anchor=f"purposes.{id_}",
            purpose=purpose.name,
            rows=() if whole else tuple(FlowRow(rows[at].name, at + 1) for at in part.rows),
            data=tuple(FlowData(data, policy.data_categories[data].name) for data in part.data),
            recipients=tuple(flow_recipient(to, policy.recipients[to]) for to in part.recipients),
            audiences=tuple(FlowAudience(id_, of.name) for id_, of in policy.audiences.items() if id_ in about),
        )


def _joined(parts: Iterable[_Part]) -> Sequence[_Part]:
    """The parts, taken together until no two can be."""
    found: list[_Part] = []
    for part in parts:
        new = part
        while match := next(((old, both) for old in found if (both := _join(old, new)) is not None), None):
            found.remove(match[0])
            new = match[1]
        found.append(new)
    return sorted(found, key=lambda part: part.rows)


def _join(one: _Part, other: _Part) -> _Part | None:
    """Two parts as one, where that says neither more nor less: all data of the one still go to just the same places.

    A part without data or recipients says nothing of them, so it joins only with a part that does not either.
    """
    same_data = set(one.data) == set(other.data)
    same_recipients = set(one.recipients) == set(other.recipients)
    both_say = bool(one.data) == bool(other.data) and bool(one.recipients) == bool(other.recipients)
    if not both_say or not (same_data or same_recipients):
        return None
    return _Part(
        rows=tuple(sorted((*one.rows, *other.rows))),
        data=_union(one.data, other.data),
        recipients=_union(one.recipients, other.recipients),
    )


def _union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def flow_recipient(id_: str, recipient: Recipient) -> FlowRecipient:
    """A recipient with the places that the policy gives."""
    places = (transfer.country or transfer.organisation for transfer in recipient.transfers.values())
    outside = tuple(dict.fromkeys(place for place in places if place is not None))
    country = None if recipient.country in outside else recipient.country
    return FlowRecipient(id_, recipient.title, country, outside)


# --- figures


def _divided(flows: Sequence[Flow]) -> Sequence[tuple[Flow, ...]]:
    """The flows in their order in as few figures as will do, as equal as can be, each purpose in one if it fits."""
    pieces = _pieces(flows)
    # For every number of pieces from the start, the best way to divide those: how many figures, how uneven, which.
    best: list[tuple[int, int, tuple[tuple[Flow, ...], ...]]] = [(0, 0, ())]
    for end in range(1, len(pieces) + 1):
        ways = []
        figure: tuple[Flow, ...] = ()
        for start in range(end - 1, -1, -1):
            figure = (*pieces[start], *figure)
            if len(figure) > MOST_FLOWS:
                break
            count, unevenness, figures = best[start]
            ways.append((count + 1, unevenness + len(figure) ** 2, (*figures, figure)))
        best.append(min(ways, key=lambda way: way[:2]))
    return best[-1][2]


def _by_audience(flows: Sequence[Flow], order: Sequence[str]) -> Sequence[tuple[Flow, ...]]:
    """The flows of a big policy in figures that are each about few groups of people; a flow stands in one of them.

    A figure for each group would show most flows several times, as most are about several groups. So what is about
    the same people stands together, what is about many comes last, and the figures are cut where that leaves each
    with the fewest groups.
    """

    def place(piece: tuple[Flow, ...]) -> tuple[bool, bool, list[int]]:
        about = sorted(map(order.index, audiences_of(piece)))
        return not about, len(about) > _EVERYBODY, about

    pieces = sorted(_pieces(flows), key=place)
    count = min(-(-len(flows) // _BY_WHOM), len(pieces))
    ends = [list(_figures_until(pieces, end)) for end in range(len(pieces) + 1)]
    # For every number of pieces from the start, the best way to divide those over one figure, over two, and so on.
    best: dict[int, _Way] = {0: _Way()}
    for _ in range(count):
        best = {
            end: min((before.with_figure(figure) for before, figure in ways), key=_Way.against)
            for end in range(1, len(pieces) + 1)
            if (ways := [(best[start], figure) for start, figure in ends[end] if start in best])
        }
    return best[len(pieces)].flows


@dataclass(frozen=True, slots=True)
class _Figure:
    flows: tuple[Flow, ...]
    groups: int
    """How many groups of people it is about."""


def _figures_until(pieces: Sequence[tuple[Flow, ...]], end: int) -> Iterator[tuple[int, _Figure]]:
    """The figures that end before a piece, each with the piece that it begins with.

    No piece is larger than `MOST_FLOWS`. So with this room two figures next to each other together hold more than
    twice `_BY_WHOM`, and there always is a way.
    """
    flows: tuple[Flow, ...] = ()
    for start in range(end - 1, -1, -1):
        flows = (*pieces[start], *flows)
        if len(flows) > _FULL + MOST_FLOWS:
            return
        yield start, _Figure(flows, len(audiences_of(flows)))


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to divide flows over figures, and what there is against it."""

    over: int = 0
    """How many flows are too many for their figure."""
    groups: int = 0
    unevenness: int = 0
    flows: tuple[tuple[Flow, ...], ...] = ()

    def with_figure(self, figure: _Figure) -> _Way:
        return _Way(
            over=self.over + max(0, len(figure.flows) - _FULL),
            groups=self.groups + figure.groups,
            unevenness=self.unevenness + len(figure.flows) ** 2,
            flows=(*self.flows, figure.flows),
        )

    def against(self) -> tuple[int, int, int]:
        return self.over, self.groups, self.unevenness


def _pieces(flows: Sequence[Flow]) -> Sequence[tuple[Flow, ...]]:
    """What is not divided further: the flows of a purpose, or where those are too many for one figure, a part."""
    return [piece for purpose in _purposes(flows) for piece in _balanced(purpose)]


def _purposes(flows: Sequence[Flow]) -> Sequence[tuple[Flow, ...]]:
    """The flows of one purpose together: they follow each other."""
    anchors = dict.fromkeys(flow.anchor for flow in flows)
    return [tuple(flow for flow in flows if flow.anchor == anchor) for anchor in anchors]


def _balanced(flows: tuple[Flow, ...]) -> Iterator[tuple[Flow, ...]]:
    """The flows of a purpose that has too many for one figure, in equal pieces."""
    count = -(-len(flows) // MOST_FLOWS)
    for piece in range(count):
        yield flows[piece * len(flows) // count : (piece + 1) * len(flows) // count]


def _side_by_side(figure: tuple[Flow, ...]) -> tuple[Flow, ...]:
    """The same flows, those to the same recipients next to each other, else those of the same data.

    The figure then draws such recipients, or such data, once, and no line has to cross another. The purpose whose turn
    it is comes first wherever there is a choice, and the flows of a purpose stay together.
    """
    rest, placed = list(_purposes(figure)), list[Flow]()
    while rest:
        last = placed[-1] if placed else None
        purpose = min(rest, key=lambda flows: min(_distance(last, flow) for flow in flows))
        rest.remove(purpose)
        placed += sorted(purpose, key=lambda flow: _distance(last, flow))
    return tuple(placed)


def _distance(last: Flow | None, flow: Flow) -> int:
    """How far a flow is from the one before it: to the same recipients, of the same data, neither."""
    if last is None:
        return 0
    if flow.recipients and recipients_of(flow) == recipients_of(last):
        return 0
    return 1 if flow.data and data_of(flow) == data_of(last) else 2


def data_of(flow: Flow) -> frozenset[str]:
    return frozenset(data.id for data in flow.data)


def recipients_of(flow: Flow) -> frozenset[str]:
    return frozenset(recipient.id for recipient in flow.recipients)


def audiences_of(flows: Sequence[Flow]) -> Mapping[str, FlowAudience]:
    """The people that flows are about, by id."""
    return {audience.id: audience for flow in flows for audience in flow.audiences}


def cut_data(flow: Flow) -> tuple[Flow, Flow]:
    """A flow with several categories of data as two that together say the same, for where it does not fit."""
    half = len(flow.data) // 2
    return replace(flow, data=flow.data[:half]), replace(flow, data=flow.data[half:])


def cut_recipients(flow: Flow) -> tuple[Flow, Flow]:
    """The same of a flow with several recipients."""
    half = len(flow.recipients) // 2
    return replace(flow, recipients=flow.recipients[:half]), replace(flow, recipients=flow.recipients[half:])
