"""Linked changes are one event, the weightiest first."""

from __future__ import annotations

from changes.releases import change
from changes.twins import changes_between, policy_of
from policyc.changes.change import Action
from policyc.changes.compare import compare
from policyc.changes.events import events_of
from policyc.changes.kind import Materiality
from policyc.changes.materiality import MaterialChange
from policyc.changes.pair import Pair
from policyc.changes.rows.generic import RENAMED
from policyc.changes.subjects import told_with
from policyc.diagnostics import Path

SOURCE = """
data_categories: {mail: {name: E-mail}}
recipients: {drukker: {name: Drukker}}
purposes:
  post: {name: Post, data: [mail], recipients: [drukker]}
cookies: {volg: {names: _v, provider: self, third_party_access: []}}
"""
GOOGLE = SOURCE.replace("drukker: {name: Drukker}", "drukker: {name: Drukker}, google: {name: Google}")


def subjects(old: str, new: str) -> dict[str, Path]:
    return {".".join(map(str, one.path)): one.subject for one in changes_between(policy_of(old), policy_of(new))}


def test_a_recipient_that_comes_is_told_with_all_that_names_it() -> None:
    new = GOOGLE.replace("[drukker]", "[drukker, google]").replace(
        "third_party_access: []", "third_party_access: [google]"
    )
    new = new.replace("provider: self", "provider: google")
    for found in (subjects(SOURCE, new), subjects(new, SOURCE)):
        assert set(found.values()) >= {("recipients", "google")}
        rows = {path: subject for path, subject in found.items() if path.startswith(("purposes", "cookies"))}
        assert rows["purposes.post.processing.row.recipients"] == ("recipients", "google")
        assert rows["cookies.volg.third_party_access"] == ("recipients", "google")


def test_a_recipient_that_was_there_already_is_told_with_the_purpose() -> None:
    new = GOOGLE.replace("[drukker]", "[drukker, google]")
    assert subjects(GOOGLE, new) == {"purposes.post.processing.row.recipients": ("purposes", "post")}


def test_two_that_come_and_go_are_told_with_the_purpose() -> None:
    """A line of the table may tell each with its own recipient; by itself a change has one subject."""
    new = SOURCE.replace("drukker: {name: Drukker}", "google: {name: Google}").replace("[drukker]", "[google]")
    before, after = policy_of(SOURCE), policy_of(new)
    pair = Pair.of(before, after, compare(before, after))
    (row,) = [one for one in pair.changes if one.path[0] == "purposes"]
    assert told_with(pair, row) == ("purposes", "post")


def test_parts_of_a_recipient_are_the_recipient() -> None:
    new = SOURCE.replace(
        "{name: Drukker}",
        "{name: Drukker, sub_processors: {x: {name: X}}, transfers: {us: {country: US, mechanism: adequacy}}}",
    )
    assert set(subjects(SOURCE, new).values()) == {("recipients", "drukker")}


def test_the_weightiest_comes_first_and_then_the_order_of_the_statement() -> None:
    changes = (
        change("notify", at="audiences.a.name"),
        change("publish", at="recipients.b.name"),
        change("consent", at="recipients.b.task"),
        change("notify", at="purposes.c.name"),
        change("publish", at="audiences.a.description"),
    )
    events = events_of(changes)
    assert [(event.subject, event.materiality.word) for event in events] == [
        (("recipients", "b"), "consent"),
        (("audiences", "a"), "notify"),
        (("purposes", "c"), "notify"),
    ]
    assert [one.materiality for one in events[0].changes] == [Materiality.CONSENT, Materiality.PUBLISH]
    assert sum(len(event.changes) for event in events) == len(changes)


def test_a_rename_moves_nothing_to_the_front() -> None:
    name = change("notify", at="purposes.z.name")
    rename = MaterialChange(
        name.change._replace(action=Action.RENAMED, path=("purposes", "z")),
        RENAMED,
        Materiality.EDITORIAL,
        ("purposes", "z"),
    )
    events = events_of((rename, change("notify", at="purposes.a.name"), name))
    assert [event.subject for event in events] == [("purposes", "a"), ("purposes", "z")]


def test_nothing_is_no_event() -> None:
    assert events_of(()) == ()
