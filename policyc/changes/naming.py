"""What readers know a changed part by: its name, its section of the statement, and what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policyc.changes.change import Action
from policyc.changes.materiality import MaterialChange
from policyc.changes.pair import Pair, value_at
from policyc.diagnostics import Path
from policyc.model.cookies import Cookie
from policyc.model.recipient import Recipient
from policyc.model.text import Text


@dataclass(frozen=True, slots=True)
class PartName:
    """`text` is the name, or that of whoever sets the cookie: its technical name tells a reader nothing."""

    text: Text
    of_cookie: bool = False


def name_of(pair: Pair, subject: Path) -> PartName | None:
    """What readers call a part, as it is called now or else was; None for a part without a name."""
    part = value_at(pair.new, subject)
    part = value_at(pair.old, subject) if part is None else part
    if isinstance(part, Recipient):
        return PartName(part.title)
    if isinstance(part, Cookie):
        return _name_of_cookie(pair, part)
    found = getattr(part, "name", None) or getattr(part, "title", None)
    return PartName(found) if isinstance(found, Text) and len(subject) > 1 else None


def _name_of_cookie(pair: Pair, cookie: Cookie) -> PartName | None:
    if cookie.name is not None:
        return PartName(cookie.name)
    provider = next(
        (known for side in (pair.new, pair.old) if (known := side.recipients.get(cookie.provider or ""))), None
    )
    if provider is not None:
        return PartName(provider.title, of_cookie=True)
    purposes = {**pair.old.purposes, **pair.new.purposes}
    return next((PartName(purposes[id_].name) for id_ in cookie.purpose if id_ in purposes), None)


_SECTIONS = {
    "controllers": "controller",
    "arrangement": "controller",
    "no_recipients": "recipients",
    "disclosure_by_law": "recipients",
    "cookie_use": "cookies",
    "consent": "cookies",
    "change_promise": "changes",
}

_NAMED = frozenset(
    (
        "scope", "controller", "dpo", "audiences", "commitments", "purposes", "data_categories", "recipients",
        "retention", "cookies", "automated_decisions", "children", "security", "rights", "documents",
    )
)  # fmt: skip


def section_of(path: Path) -> str:
    """In which section of the statement a part is told; `statement` for what stands above them all."""
    first = str(path[0]) if path else ""
    if first == "openings":
        return str(path[1])
    if "transfers" in path:
        return "transfers"
    if "retention" in path:
        return "retention"
    if first == "rights" and len(path) > 1 and str(path[1]).startswith("complaint"):
        return "complaint"
    return _SECTIONS.get(first, first if first in _NAMED else "statement")


_COMES_AND_GOES = frozenset(("purposes", "recipients", "cookies", "data_categories"))
_FIELDS = {
    "legal_basis": "basis",
    "special_ground": "basis",
    "data": "data_categories",
    "recipients": "recipients",
    "audiences": "audiences",
    "direct_marketing": "marketing",
}
"""What a field of a row is about, where that is more telling than the section of purposes."""

OTHER_CONTROLLER = "other_controller"
_OF_ANOTHER_CONTROLLER = ("controller-other", "consent-other-controller")


def topic_of(changes: Iterable[MaterialChange]) -> str:
    """What changes are about: a section, `purposes_new`, `purposes_gone`, `basis`, `marketing` or `other_controller`.

    It is that of the weightiest; empty when those are about several things.
    """
    told = tuple(changes)
    most = max((one.materiality for one in told), default=None)
    weighty = [one for one in told if one.materiality is most]
    new = {
        topic for one in told if (topic := _topic(one)).endswith("_new") and {one.path} == {w.subject for w in weighty}
    }
    found = new or {_topic(one) for one in weighty}  # whatever else is to be said of a part that is new, it is new
    return found.pop() if len(found) == 1 else ""


def _topic(change: MaterialChange) -> str:
    path, section = change.path, section_of(change.path)
    if change.kind.id in _OF_ANOTHER_CONTROLLER:
        return OTHER_CONTROLLER
    if len(path) == 2 and path[0] in _COMES_AND_GOES:
        suffix = {Action.ADDED: "_new", Action.REMOVED: "_gone"}.get(change.change.action, "")
        return f"{section}{suffix}"
    if section == "purposes" and len(path) > 4:
        return _FIELDS.get(str(path[4]), section)
    return section
