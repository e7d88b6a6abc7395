"""The flows of a policy: exactly what its rows say, in figures that stay readable, and the same again in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from model.sixty import sixty

from document.rendering import policy, rendered, said
from document.triples import DATA, TO, Triple, of_flows, of_model, policies, triples
from policyc.document.flows import (
    MOST_FLOWS,
    MOST_PURPOSES,
    Flow,
    FlowsView,
    audiences_of,
    cut_data,
    cut_recipients,
    flows_of,
)
from policyc.model.policy import Policy


def one_purpose(*rows: Mapping[str, Any]) -> Policy:
    return policy(
        data_categories={id_: {"name": id_} for id_ in DATA},
        recipients={id_: {"name": id_} for id_ in TO},
        purposes={"p": {"name": "P", "processing": {f"x{at}": row for at, row in enumerate(rows)}}},
    )


def shape(flow: Flow) -> tuple[list[str], list[str]]:
    return [data.id for data in flow.data], [to.id for to in flow.recipients]


# --- what is said


@given(policies())
def test_the_flows_say_what_the_rows_say(source: Policy) -> None:
    flows, wanted = flows_of(source), of_model(source)
    if any(data is not None for data, _, _ in wanted):
        assert of_flows(flows) == wanted
    else:
        assert flows == ()


@given(policies())
def test_a_flow_of_a_part_of_the_rows_says_which(source: Policy) -> None:
    for flow in flows_of(source):
        rows = tuple(source.purposes[flow.anchor.removeprefix("purposes.")].processing.values())
        about = [rows[row.number - 1] for row in flow.rows] or rows
        assert {data.id for data in flow.data} == {id_ for row in about for id_ in row.data}
        assert {to.id for to in flow.recipients} == {id_ for row in about for id_ in row.recipients}
        assert [row.name for row in flow.rows] == [rows[row.number - 1].name for row in flow.rows]
        people = {id_ for row in about for id_ in row.audiences}
        assert [audience.id for audience in flow.audiences] == [id_ for id_ in source.audiences if id_ in people]


def test_rows_to_the_same_recipients_are_one_flow() -> None:
    source = one_purpose({"data": ["d0"], "recipients": ["r0", "r1"]}, {"data": ["d1"], "recipients": ["r1", "r0"]})
    assert [shape(flow) for flow in flows_of(source)] == [(["d0", "d1"], ["r0", "r1"])]
    assert flows_of(source)[0].rows == ()


def test_rows_of_the_same_data_are_one_flow() -> None:
    source = one_purpose({"data": ["d0"], "recipients": ["r0"]}, {"data": ["d0"], "recipients": ["r1"]})
    assert [shape(flow) for flow in flows_of(source)] == [(["d0"], ["r0", "r1"])]


def test_rows_are_taken_together_as_long_as_that_is_exact() -> None:
    """Four rows that are all combinations of two categories and two recipients."""
    source = one_purpose(*({"data": [d], "recipients": [r]} for d in ("d0", "d1") for r in ("r0", "r1")))
    assert [shape(flow) for flow in flows_of(source)] == [(["d0", "d1"], ["r0", "r1"])]


def test_rows_that_differ_in_both_stay_apart_under_their_name_or_number() -> None:
    rows = ({"name": "Bestellen", "data": ["d0"], "recipients": ["r0"]}, {"data": ["d1"], "recipients": ["r1"]})
    flows = flows_of(one_purpose(*rows))
    assert [(str(row.name) if row.name else None, row.number) for flow in flows for row in flow.rows] == [
        ("Bestellen", 1),
        (None, 2),
    ]


def test_a_row_that_says_nothing_of_recipients_joins_no_row_that_does() -> None:
    flows = flows_of(one_purpose({"data": ["d0"]}, {"data": ["d0"], "recipients": ["r0"]}))
    assert [shape(flow) for flow in flows] == [(["d0"], []), (["d0"], ["r0"])]


@pytest.mark.parametrize(
    "fields",
    [
        {"transcription": True},
        {"purposes": {"p": {"name": "P", "listed": False, "data": ["d"], "recipients": ["r"]}}},
        {"purposes": {"p": {"name": "P", "recipients": ["r"]}}},
        {"purposes": {"p": {"name": "P"}}},
        {"purposes": {}},
    ],
    ids=["a published text", "not listed", "no data", "no row", "no purpose"],
)
def test_there_is_no_figure_where_there_is_nothing_to_draw(fields: Mapping[str, Any]) -> None:
    parts: dict[str, Any] = {
        "data_categories": {"d": {"name": "D"}},
        "recipients": {"r": {"name": "R"}},
        "purposes": {"p": {"name": "P", "data": ["d"], "recipients": ["r"]}},
    }
    assert FlowsView.of(policy(**parts)) is not None
    assert FlowsView.of(policy(**{**parts, **fields})) is None


def test_places_are_those_that_the_policy_gives() -> None:
    source = policy(
        data_categories={"d": {"name": "D"}},
        recipients={
            "nowhere": {"name": "A"},
            "here": {"name": "B", "country": "NL", "transfers": {"us": {"country": "US"}, "again": {"country": "US"}}},
            "there": {"name": "C", "country": "US", "transfers": {"us": {"country": "US"}, "unknown": {}}},
            "body": {"category": "E", "transfers": {"un": {"organisation": "Verenigde Naties"}}},
        },
        purposes={"p": {"name": "P", "data": ["d"], "recipients": ["nowhere", "here", "there", "body"]}},
    )
    (flow,) = flows_of(source)
    assert [(to.country, [str(place) for place in to.outside]) for to in flow.recipients] == [
        (None, []),
        ("NL", ["US"]),
        (None, ["US"]),
        (None, ["Verenigde Naties"]),
    ]


# --- figures


@given(policies(most=40) | policies(least=20, most=40))
@settings(max_examples=40, deadline=None)
def test_figures_hold_every_flow_once(source: Policy) -> None:
    view = FlowsView.of(source)
    flows = flows_of(source)
    assert (view is None) == (flows == ())
    if view is not None:
        assert sorted(view.flows, key=flows.index) == list(flows)
        assert all(figure and (view.by_audience or len(figure) <= MOST_FLOWS) for figure in view.figures)
        assert FlowsView.of(source) == view


@given(policies(most=MOST_PURPOSES))
@settings(max_examples=40)
def test_figures_are_few_even_and_in_order(source: Policy) -> None:
    view, flows = FlowsView.of(source), flows_of(source)
    if view is None:
        return
    firsts = [min(flows.index(flow) for flow in figure) for figure in view.figures]
    assert firsts == sorted(firsts)
    sizes = [len(figure) for figure in view.figures]
    if len({flow.anchor for flow in flows}) == len(flows):
        assert len(sizes) == -(-len(flows) // MOST_FLOWS)
        assert max(sizes) - min(sizes) <= 1


@given(policies() | policies(least=20, most=40))
@settings(deadline=None)
def test_a_purpose_stays_together(source: Policy) -> None:
    for figure in view.figures if (view := FlowsView.of(source)) else ():
        anchors = [flow.anchor for flow in figure]
        assert len([n for n, anchor in enumerate(anchors) if anchors[n - 1 : n] != [anchor]]) == len(set(anchors))


def test_what_goes_to_the_same_recipients_stands_together() -> None:
    source = policy(
        data_categories={id_: {"name": id_} for id_ in DATA},
        recipients={id_: {"name": id_} for id_ in TO},
        purposes={
            "a": {"name": "A", "data": ["d0"], "recipients": ["r0"]},
            "b": {"name": "B", "data": ["d1"], "recipients": ["r1"]},
            "c": {"name": "C", "data": ["d2"], "recipients": ["r0"]},
            "d": {"name": "D", "data": ["d2"], "recipients": ["r2"]},
        },
    )
    view = FlowsView.of(source)
    assert view is not None
    assert [str(flow.purpose) for flow in view.flows] == ["A", "C", "D", "B"]


def about(*audiences: Sequence[str]) -> Policy:
    """A policy with a purpose for each of these, of which no two have the same data or recipients."""
    ids = sorted({id_ for row in audiences for id_ in row})
    return policy(
        audiences={id_: {"name": id_.upper()} for id_ in ids},
        data_categories={f"d{n}": {"name": f"D{n}"} for n in range(len(audiences))},
        recipients={f"r{n}": {"name": f"R{n}"} for n in range(len(audiences))},
        purposes={
            f"p{n}": {"name": f"P{n}", "data": [f"d{n}"], "recipients": [f"r{n}"], "audiences": list(row)}
            for n, row in enumerate(audiences)
        },
    )


def figures_of(source: Policy) -> list[list[str]]:
    view = FlowsView.of(source)
    assert view is not None
    return [[flow.anchor.removeprefix("purposes.") for flow in figure] for figure in view.figures]


def test_a_policy_is_big_when_it_has_more_than_twelve_purposes() -> None:
    small, big = (FlowsView.of(about(*[("a",)] * count)) for count in (12, 13))
    assert small is not None
    assert big is not None
    assert (small.by_audience, big.by_audience) == (False, True)


def test_figures_of_a_big_policy_are_each_about_few_people() -> None:
    """Each figure about one group, though they are told in turn and are not of one size."""
    members, guests = [f"p{n}" for n in range(0, 14, 2)], [f"p{n}" for n in range(1, 14, 2)]
    turns = [("guest",) if n % 2 else ("member",) for n in range(14)]
    assert figures_of(about(*turns, ("guest",), ("guest",))) == [[*guests, "p14", "p15"], members]


def test_what_is_about_many_people_or_nobody_comes_last() -> None:
    everybody = ("guest", "member", "visitor")
    rows = [(), everybody, *[("visitor",)] * 6, *[("member",)] * 6, everybody, ("guest", "member")]
    assert figures_of(about(*rows)) == [
        [f"p{n}" for n in (15, *range(8, 14))],
        [f"p{n}" for n in (*range(2, 8), 1, 14, 0)],
    ]


@given(policies(least=20, most=50))
@settings(max_examples=30, deadline=None)
def test_figures_of_a_big_policy_are_few(source: Policy) -> None:
    """One for about ten flows, none of more than what nothing can be taken from."""
    view = FlowsView.of(source)
    if view is not None and view.by_audience:
        assert len(view.figures) <= -(-len(view.flows) // 10)
        assert all(len(figure) <= 14 + MOST_FLOWS for figure in view.figures)


def test_sixty_purposes_are_six_figures() -> None:
    view = FlowsView.of(sixty())
    assert view is not None
    assert [len(audiences_of(figure)) for figure in view.figures] == [2, 3, 2, 2, 1, 9]
    assert all(len(figure) <= 14 for figure in view.figures)


def test_a_purpose_of_many_rows_is_divided_evenly() -> None:
    source = policy(
        data_categories={f"d{n}": {"name": f"D{n}"} for n in range(12)},
        recipients={f"r{n}": {"name": f"R{n}"} for n in range(12)},
        purposes={
            "p": {"name": "P", "processing": {f"x{n}": {"data": [f"d{n}"], "recipients": [f"r{n}"]} for n in range(12)}}
        },
    )
    view = FlowsView.of(source)
    assert view is not None
    assert [len(figure) for figure in view.figures] == [6, 6]


@given(policies())
def test_a_flow_cut_in_two_says_the_same(source: Policy) -> None:
    for flow in flows_of(source):
        if len(flow.data) > 1:
            assert of_flows(cut_data(flow)) == of_flows((flow,))
        if len(flow.recipients) > 1:
            assert of_flows(cut_recipients(flow)) == of_flows((flow,))


# --- in words

_ITEM = re.compile(
    r"(?P<purpose>Doel \d+)(?: \(.*?\))?:(?: Gegevens: (?P<data>.*?)\.)?(?: Wie \w+ krijgt: (?P<to>.*)\.)?"
)


def in_words(markdown: str) -> set[Triple]:
    """The triples that the list below the figure says."""
    section = markdown.partition("in beeld\n")[2].partition("\n## ")[0]
    tokens = MarkdownIt().parse(section)
    found: set[Triple] = set()
    for before, token in pairwise(tokens):
        if before.type == "paragraph_open" and before.level == 2:
            text = "".join(child.content for child in token.children or ())
            item = _ITEM.fullmatch(text)
            assert item is not None, text
            data = tuple(filter(None, (item["data"] or "").split("; ")))
            to = tuple(re.sub(r" \(.*\)$", "", name) for name in filter(None, (item["to"] or "").split("; ")))
            found.update(triples(data, item["purpose"], to))
    return found


@given(policies(most=6) | policies(least=18, most=24))
@settings(max_examples=30, deadline=None)
def test_the_words_say_what_the_figure_shows(source: Policy) -> None:
    view = FlowsView.of(source)
    markdown = rendered(source)
    if view is None:
        assert "in beeld" not in markdown
    else:
        assert in_words(markdown) == of_flows(view.flows) == of_model(source)


def test_the_words_name_rows_and_places() -> None:
    text = said(
        data_categories={"d": {"name": "Naam"}, "e": {"name": "E-mailadres"}},
        recipients={
            "a": {"name": "Jansen B.V."},
            "b": {"name": "Pietersen", "country": "DE"},
            "c": {"name": "Cloud", "country": "IE", "transfers": {"us": {"country": "US"}, "in": {"country": "IN"}}},
            "e": {"name": "Elders", "transfers": {"us": {"country": "US"}}},
        },
        purposes={
            "p": {
                "name": "Bestellen",
                "processing": {
                    "een": {"name": "Betalen", "data": ["d", "e"], "recipients": ["b", "c", "a"]},
                    "twee": {"data": ["d"], "recipients": ["e"]},
                    "drie": {"recipients": ["b"]},
                },
            }
        },
    )
    assert (
        "- **Bestellen (Betalen):** Gegevens: Naam; E-mailadres. Wie ze krijgt: Pietersen (Duitsland); "
        "Cloud (Ierland, en buiten de EER: Verenigde Staten en India); Jansen B.V.\n"
        "- **Bestellen (onderdeel 2):** Gegevens: Naam. Wie ze krijgt: Elders (buiten de EER: Verenigde Staten).\n"
        "- **Bestellen (onderdeel 3):** Wie gegevens krijgt: Pietersen (Duitsland).\n"
    ) in text
    assert "De EER (Europese Economische Ruimte) bestaat uit" in text
