"""What a policy says of its data: which, for which purpose, to whom. And policies that say it in every way."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from document.rendering import policy
from policyc.document.flows import Flow
from policyc.model.policy import Policy
from policyc.model.text import Text

Triple = tuple[str | None, str, str | None]
"""Data, purpose, recipient: None where a row does not say which."""


def triples(data: tuple[str, ...], purpose: str, recipients: tuple[str, ...]) -> Iterator[Triple]:
    for one in data or (None,):
        for to in recipients or (None,):
            if one is not None or to is not None:
                yield one, purpose, to


def called(text: Text) -> str:
    """A name as the Dutch statement has it."""
    return text.in_language("nl") or str(text)


def of_model(source: Policy) -> set[Triple]:
    """What the rows of the listed purposes say, by name."""
    return {
        triple
        for purpose in source.purposes.values()
        if purpose.listed is not False
        for row in purpose.processing.values()
        for triple in triples(
            tuple(called(source.data_categories[data].name) for data in row.data),
            called(purpose.name),
            tuple(called(source.recipients[to].title) for to in row.recipients),
        )
    }


def of_flows(flows: tuple[Flow, ...]) -> set[Triple]:
    return {
        triple
        for flow in flows
        for triple in triples(
            tuple(called(data.name) for data in flow.data),
            called(flow.purpose),
            tuple(called(to.name) for to in flow.recipients),
        )
    }


DATA = tuple(f"d{number}" for number in range(5))
TO = tuple(f"r{number}" for number in range(4))
_PLACES = ("NL", "DE", "US", "IN", None)


def _some(ids: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(ids), unique=True, max_size=3)


_ROWS = st.fixed_dictionaries(
    {"data": _some(DATA), "recipients": _some(TO)}, optional={"name": st.sampled_from(("Rij A", "Rij B", "Rij C"))}
)
_PURPOSES = st.tuples(st.booleans(), st.lists(_ROWS, max_size=6))
_RECIPIENTS = st.fixed_dictionaries(
    {"country": st.sampled_from(_PLACES), "to": st.lists(st.sampled_from(_PLACES), max_size=2)}
)


ABOUT = tuple(f"a{number}" for number in range(4))
_ABOUT = st.lists(st.sampled_from(ABOUT), unique=True, max_size=3)


@st.composite
def policies(draw: st.DrawFn, most: int = 12, least: int = 0) -> Policy:
    """Policies of which every name is unlike the others."""
    purposes = draw(st.lists(_PURPOSES, min_size=least, max_size=most))
    about = draw(st.lists(_ABOUT, min_size=1, max_size=6))
    recipients = draw(st.tuples(*(_RECIPIENTS for _ in TO)))
    return policy(
        audiences={id_: {"name": f"Groep {id_}"} for id_ in ABOUT},
        data_categories={id_: {"name": f"Soort {id_}"} for id_ in DATA},
        recipients={
            id_: {
                "name": f"Ontvanger {id_}",
                "country": given["country"],
                "transfers": {f"t{n}": {"country": to} for n, to in enumerate(given["to"])},
            }
            for id_, given in zip(TO, recipients, strict=True)
        },
        purposes={
            f"p{number}": {
                "name": f"Doel {number}",
                "listed": None if listed else False,
                "processing": {
                    f"x{at}": {**row, "audiences": about[(number + at) % len(about)]} for at, row in enumerate(rows)
                },
            }
            for number, (listed, rows) in enumerate(purposes)
        },
    )
