"""The flows of a policy: exactly what its rows say, in figures that stay readable, and the same again in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from document.rendering import policy, rendered, said
from document.triples import DATA, TO, Triple, of_flows, of_model, policies, triples
from policyc.document.flows import MOST_FLOWS, Flow, FlowsView, cut_data, cut_recipients, flows_of
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


@given(policies(most=40))
@settings(max_examples=40)
def test_figures_hold_every_flow_once(source: Policy) -> None:
    view = FlowsView.of(source)
    flows = flows_of(source)
    assert (view is None) == (flows == ())
    if view is not None:
        assert sorted(view.flows, key=flows.index) == list(flows)
        assert all(0 < len(figure) <= MOST_FLOWS for figure in view.figures)
        assert FlowsView.of(source) == view


@given(policies(most=40))
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


@given(policies())
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


@given(policies(most=6))
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
