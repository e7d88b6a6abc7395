"""Whom a change concerns."""

from __future__ import annotations

import pytest

from changes.twins import changes_between, policy_of
from policyc.changes.audiences import concerned
from policyc.changes.change import Action, Change
from policyc.changes.compare import compare
from policyc.changes.pair import Pair

SOURCE = """
audiences: {klanten: {name: Klanten}, lezers: {name: Lezers}, gasten: {name: Gasten}}
data_categories: {naam: {name: Naam}, mail: {name: E-mail}, los: {name: Los}}
recipients: {drukker: {name: Drukker}, iedereen: {name: Iedereen}}
purposes:
  koop: {name: Koop, audiences: [klanten], data: [naam], recipients: [drukker, iedereen]}
  brief: {name: Brief, audiences: [lezers, klanten], data: [mail], recipients: [drukker]}
  alles: {name: Alles, audiences: [gasten, lezers, klanten], data: [naam]}
  open: {name: Open, recipients: [iedereen]}
  rijen:
    name: Rijen
    processing: {a: {audiences: [gasten]}, b: {audiences: [lezers]}}
cookies: {volg: {names: _v, purpose: brief}, los: {names: _l}, samen: {names: _s, purpose: [koop, rijen]}}
"""


def whom(path: str, *, old: str = SOURCE, new: str = SOURCE, was: object = 1, now: object = 2) -> tuple[str, ...]:
    before, after = policy_of(old), policy_of(new)
    steps = tuple(path.split("."))
    return concerned(Pair.of(before, after, compare(before, after)), Change(Action.CHANGED, steps, steps, was, now))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("purposes.koop.processing.row.retention", ("klanten",)),
        ("purposes.koop.name", ("klanten",)),
        ("purposes.brief.processing.row.data", ("klanten", "lezers")),  # in the order of the policy
        ("purposes.alles.name", ()),  # all there are: everyone
        ("purposes.open.name", ()),
        ("purposes.rijen.name", ("lezers", "gasten")),
        ("purposes.rijen.processing.a.data", ("gasten",)),
        ("data_categories.mail.origin", ("klanten", "lezers")),
        ("data_categories.naam.origin", ()),
        ("data_categories.los.origin", ()),
        ("recipients.drukker.country", ("klanten", "lezers")),
        ("recipients.iedereen.country", ()),  # one of its rows names nobody
        ("audiences.gasten.name", ("gasten",)),
        ("cookies.volg.duration", ("klanten", "lezers")),
        ("cookies.samen.duration", ()),
        ("cookies.los.duration", ()),
        ("rights.free", ()),
        ("controller", ()),
    ],
)
def test_the_groups_of_the_rows_that_a_change_touches(path: str, expected: tuple[str, ...]) -> None:
    assert whom(path) == expected


def test_what_is_gone_concerned_those_it_was_about() -> None:
    new = "audiences: {klanten: {name: Klanten}, gasten: {name: Gasten}}\n"
    assert whom("purposes.brief", new=new) == ("klanten", "lezers")
    assert whom("recipients.drukker", new=new) == ("klanten", "lezers")
    assert whom("purposes.koop", new="audiences: {klanten: {name: Klanten}}\n") == ()  # all there are now


def test_who_comes_and_who_goes() -> None:
    path = "purposes.koop.processing.row.audiences"
    assert whom(path, was=("klanten",), now=("gasten",)) == ("klanten", "gasten")
    assert whom(path, was=(), now=("gasten",)) == ("gasten",)
    assert whom(path, was=("klanten",), now=()) == ()


def test_a_new_purpose_is_about_those_it_names() -> None:
    new = SOURCE + "  # einde\n"
    new = new.replace("purposes:\n", "purposes:\n  feest: {name: Feest, audiences: [gasten], data: [mail]}\n")
    found = changes_between(policy_of(SOURCE), policy_of(new))
    assert {one.audiences for one in found} == {("gasten",)}
