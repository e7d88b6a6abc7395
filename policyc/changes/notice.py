"""What people get to hear of a new version: the contents of the notice as values (docs/changes.md, 5 and 6).

No wording: the templates phrase it. What nobody stated is absent here, and so unsaid in the notice; in a draft it is a
question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeGuard

from policyc.changes.difference import Difference
from policyc.changes.kind import Direction, Materiality
from policyc.changes.materiality import MaterialChange, heaviest
from policyc.changes.pair import Pair, value_at
from policyc.diagnostics import Path, Wording
from policyc.document.rights import RightView, rights_of
from policyc.document.statement import Parts
from policyc.errors import PolicycError
from policyc.law import facts
from policyc.model import shape
from policyc.model.cookies import ConsentMeans
from policyc.model.legal_basis import Consent, Means
from policyc.model.link import Link
from policyc.model.party import Controller, DataProtectionOfficer
from policyc.model.personal_data import DataSubjectCategory
from policyc.model.policy import Policy, Release, ReleaseChange
from policyc.model.purpose import Processing
from policyc.model.recipient import Recipient
from policyc.model.text import Text


@dataclass(frozen=True, slots=True)
class Subject:
    """What is told as one: the changes of one entry of `release.changes`, or those of one part without an entry.

    `title` is what the author calls it; else `names` are the parts it is about, and `section` where the weightiest
    change stands in the statement. `audiences` is empty when it concerns everyone. `questions` are open ones.
    """

    title: Text | None
    names: tuple[Text, ...]
    section: str
    entry: ReleaseChange | None
    changes: tuple[MaterialChange, ...]
    audiences: tuple[DataSubjectCategory, ...]
    questions: tuple[Text, ...]

    @property
    def materiality(self) -> Materiality:
        return heaviest(self.changes)

    @property
    def asks_consent(self) -> bool:
        return self.materiality is Materiality.CONSENT


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """How one takes back the consent that is asked (art. 7(3)): the addresses, and the ways."""

    at: tuple[Link, ...]
    by: tuple[Means, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to everyone, or to the people of one `audience`.

    `subjects` change; `corrections` were so already and were told wrongly or not at all; `others` are lesser changes
    that make a difference. `objection` is there when a change touches purposes against which one may object (21(4)).
    `on` is the day by whose law the statement is told, and `dated` that of the notice itself.
    """

    difference: Difference
    on: date
    dated: date
    audience: DataSubjectCategory | None
    audiences: tuple[DataSubjectCategory, ...]
    subjects: tuple[Subject, ...]
    corrections: tuple[Subject, ...]
    others: tuple[Subject, ...]
    objection: RightView | None
    withdrawal: Withdrawal | None
    questions: tuple[Text, ...]

    @property
    def pair(self) -> Pair:
        assert self.difference.pair is not None  # noqa: S101  held by `notice_of`
        return self.difference.pair

    @property
    def policy(self) -> Policy:
        return self.pair.new

    @property
    def release(self) -> Release:
        return self.policy.release or Release()

    @property
    def controllers(self) -> tuple[Controller, ...]:
        policy = self.policy
        return (policy.controller,) if policy.controller is not None else tuple(policy.controllers.values())

    @property
    def officer(self) -> DataProtectionOfficer | None:
        """The data protection officer, where there is one."""
        officer = self.policy.dpo
        return officer if officer is not None and officer.designated else None

    @property
    def authority(self) -> facts.SupervisoryAuthority | None:
        return Parts(self.policy, self.on).authority()

    @property
    def asks_consent(self) -> bool:
        return any(one.asks_consent for one in self.subjects)

    @property
    def some_apply_anyway(self) -> bool:
        """Whether something changes without the reader's consent."""
        return any(not one.asks_consent for one in self.subjects)

    @property
    def date_known(self) -> bool:
        return self.release.notice_date is not None

    @property
    def has_options(self) -> bool:
        """Whether the reader can do something about what changes."""
        told = (*self.subjects, *self.corrections)
        return self.objection is not None or any(one.entry and one.entry.options for one in told)

    @property
    def refused(self) -> tuple[Subject, ...]:
        """Where a refusal or a withdrawal of before still counts (EDPB 05/2020, 121-123)."""
        return tuple(one for one in (*self.subjects, *self.corrections) if one.entry and one.entry.refusals_respected)

    @property
    def undated(self) -> tuple[Subject, ...]:
        """The corrections of which nobody said since when it is so."""
        return tuple(one for one in self.corrections if one.entry is None or one.entry.since is None)

    @property
    def weightiest(self) -> tuple[Subject, ...]:
        """What a reader must not miss."""
        told = self.subjects or self.corrections
        most = max((one.materiality for one in told), default=Materiality.EDITORIAL)
        return tuple(one for one in told if one.materiality is most)

    @property
    def previous(self) -> Link | None:
        """Where the version before this one can be read."""
        promise = self.policy.change_promise
        if promise is None:
            return None
        known = (one.url for one in promise.history if one.version == self.pair.old.version and one.url)
        return next(known, None)

    @property
    def archive(self) -> Link | None:
        promise = self.policy.change_promise
        return promise.archive if promise is not None and self.previous is None else None

    @property
    def open_elsewhere(self) -> int:
        """How many questions are open in the statement, besides those in the notice."""
        told = (*self.subjects, *self.corrections, *self.others)
        return max(len(self.policy.unconfirmed) - len(self.questions) - sum(len(one.questions) for one in told), 0)


def notice_of(difference: Difference, on: date, audience: str | None = None) -> Notice | None:
    """What to tell people of a difference by the law of the day `on`; None where nothing has to be announced.

    `audience` is the id of one of the audiences of the new policy: then only what concerns them. An id that the policy
    does not have is a PolicycError.
    """
    pair = difference.pair
    if pair is None or heaviest(difference.changes) < Materiality.NOTIFY:
        return None
    chosen = _chosen(pair.new, audience)
    told = [one for one in difference.changes if _is_told(one) and _concerns(one, audience)]
    subjects = [_subject(pair, changes) for changes in _grouped(told)]
    subjects.sort(key=lambda one: -one.materiality)
    if all(one.materiality < Materiality.NOTIFY for one in subjects):
        return None
    heavy = [one for one in subjects if one.materiality >= Materiality.NOTIFY]
    release = pair.new.release
    notice_date = release.notice_date if release is not None else None
    return Notice(
        difference=difference,
        on=on,
        dated=notice_date or on,
        audience=chosen,
        audiences=_of_all(pair, heavy),
        subjects=tuple(one for one in heavy if not _is_correction(one)),
        corrections=tuple(one for one in heavy if _is_correction(one)),
        others=tuple(one for one in subjects if one.materiality < Materiality.NOTIFY and _matters(one)),
        objection=_objection(pair, told),
        withdrawal=_withdrawal(pair.new, [one for one in told if one.materiality is Materiality.CONSENT]),
        questions=_questions(pair.new, ("effective",), ("release", "notice_date"), ("release",)),
    )


def _chosen(policy: Policy, audience: str | None) -> DataSubjectCategory | None:
    if audience is None:
        return None
    if audience not in policy.audiences:
        known = ", ".join(policy.audiences)
        raise PolicycError(
            Wording(
                f"De groep “{audience}” staat niet in de verklaring. De groepen zijn: {known}.",
                f"The audience “{audience}” is not in the statement. The audiences are: {known}.",
            )
        )
    return policy.audiences[audience]


def _is_told(change: MaterialChange) -> bool:
    return change.materiality > Materiality.EDITORIAL and not change.waived


def _concerns(change: MaterialChange, audience: str | None) -> bool:
    return audience is None or not change.audiences or audience in change.audiences


def _grouped(changes: Iterable[MaterialChange]) -> Iterator[tuple[MaterialChange, ...]]:
    """The changes by the entry that tells of them, and those that no entry covers by part."""
    groups: dict[object, list[MaterialChange]] = {}
    for one in changes:
        groups.setdefault(one.entry if one.entry is not None else one.subject, []).append(one)
    return map(tuple, groups.values())


def _is_correction(subject: Subject) -> bool:
    """Whether only the text was wrong. Where consent is asked anew, more changes than that."""
    return subject.entry is not None and subject.entry.nature == "disclosure_correction" and not subject.asks_consent


def _matters(subject: Subject) -> bool:
    """A lesser change is told when it makes something better or worse, or when the author says something of it."""
    return subject.entry is not None or any(one.direction is not Direction.NEUTRAL for one in subject.changes)


def _subject(pair: Pair, changes: tuple[MaterialChange, ...]) -> Subject:
    index = changes[0].entry
    entry = pair.new.release.changes[index] if index is not None and pair.new.release is not None else None
    names = dict.fromkeys(name for one in changes if (name := name_of(pair, one.subject)) is not None)
    return Subject(
        title=entry.subject if entry is not None else None,
        names=tuple(names),
        section=section_of(max(changes, key=lambda one: one.materiality).path),
        entry=entry,
        changes=changes,
        audiences=_audiences(pair, changes),
        questions=() if index is None else _questions(pair.new, ("release", "changes", str(index))),
    )


def _audiences(pair: Pair, changes: Sequence[MaterialChange]) -> tuple[DataSubjectCategory, ...]:
    """Whom changes concern, in the order of the statement; nobody by name when one of them concerns everyone."""
    if any(not one.audiences for one in changes):
        return ()
    ids = {id_ for one in changes for id_ in one.audiences}
    known = {**pair.old.audiences, **pair.new.audiences}
    return tuple(audience for id_, audience in known.items() if id_ in ids)


def _of_all(pair: Pair, subjects: Sequence[Subject]) -> tuple[DataSubjectCategory, ...]:
    return _audiences(pair, [change for one in subjects for change in one.changes])


def name_of(pair: Pair, subject: Path) -> Text | None:
    """What readers call a part, as it is called now or else was; None for a part without a name."""
    part = value_at(pair.new, subject)
    part = value_at(pair.old, subject) if part is None else part
    if isinstance(part, Recipient):
        return part.title
    if subject[:1] == ("cookies",) and part is not None:
        return part.name or next(iter(part.names), None)
    found = getattr(part, "name", None) or getattr(part, "title", None)
    return found if isinstance(found, Text) and len(subject) > 1 else None


_SECTIONS = {
    "controllers": "controller",
    "arrangement": "controller",
    "no_recipients": "recipients",
    "disclosure_by_law": "recipients",
    "cookie_use": "cookies",
    "consent": "cookies",
    "change_promise": "changes",
}


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


_NAMED = frozenset(
    (
        "scope", "controller", "dpo", "audiences", "commitments", "purposes", "data_categories", "recipients",
        "retention", "cookies", "automated_decisions", "children", "security", "rights", "documents",
    )
)  # fmt: skip


def _questions(policy: Policy, *about: Path) -> tuple[Text, ...]:
    """The open questions of a draft about the announcement itself. Of `release` only those about it as a whole."""
    if policy.status != "draft":
        return ()
    found = []
    for fact in policy.unconfirmed:
        at = tuple(map(str, shape.canonical(shape.parse(fact.at))))
        if any(at == path or (path != ("release",) and at[: len(path)] == path) for path in about):
            found.append(fact.question)
    return tuple(found)


# --- what follows from the law ----------------------------------------------------------------------------------------


def _objection(pair: Pair, changes: Iterable[MaterialChange]) -> RightView | None:
    """The right to object, for the purposes that changes bring under it (arts. 21(1)-(2), 21(4))."""
    touched = {one.path[1] for one in changes if one.materiality >= Materiality.NOTIFY and _may_bring_it(one.path)}
    found = next((view for view in rights_of(pair.new) if view.right == "objection"), None)
    if found is None or not touched:
        return None
    rows = {id_: tuple(pair.new.purposes[id_].processing.values()) for id_ in pair.new.purposes if id_ in touched}
    balanced = {id_: bases for id_ in rows if (bases := _balanced(rows[id_]))}
    marketing = [id_ for id_ in rows if any(row.direct_marketing is not None for row in rows[id_])]
    if not balanced and not marketing:
        return None
    used = {basis for bases in balanced.values() for basis in bases}
    return RightView(
        "objection",
        found.detail,
        purposes=tuple(pair.new.purposes[id_].name for id_ in balanced),
        bases=tuple(basis for basis in ("public_task", "legitimate_interests") if basis in used),
        marketing=tuple(pair.new.purposes[id_].name for id_ in marketing),
    )


def _may_bring_it(path: Path) -> bool:
    """A new purpose or row, another basis, advertising; also a longer term, against which an objection helps."""
    if path[:1] != ("purposes",) or len(path) < 2:
        return False
    field = path[4] if len(path) > 4 and path[2] == "processing" else None
    return field in ("legal_basis", "direct_marketing", "retention", "profiling") or (
        len(path) in (2, 4) and path[2:3] in ((), ("processing",))
    )


def _balanced(rows: Sequence[Processing]) -> frozenset[str]:
    found = {basis.basis for row in rows for basis in row.legal_basis}
    return frozenset(found & {"public_task", "legitimate_interests"})


def _withdrawal(policy: Policy, asked: Sequence[MaterialChange]) -> Withdrawal | None:
    """What the parts say for which consent is asked; of cookies also what is said of them all."""
    if not asked:
        return None
    found: list[Consent | ConsentMeans] = []
    for one in asked:
        if one.path[0] == "purposes" and (purpose := policy.purposes.get(str(one.path[1]))) is not None:
            found += [basis for row in purpose.processing.values() for basis in row.legal_basis if _is_consent(basis)]
        elif one.path[0] in ("cookies", "consent", "cookie_use"):
            cookie = policy.cookies.get(str(one.path[1])) if len(one.path) > 1 else None
            found += [basis for basis in (cookie.legal_basis if cookie else ()) if _is_consent(basis)]
            found += [policy.consent] if policy.consent is not None else []
    return Withdrawal(
        at=tuple(dict.fromkeys(one.withdraw_at for one in found if one.withdraw_at is not None)),
        by=tuple(dict.fromkeys(means for one in found for means in one.withdrawn_by or ())),
    )


def _is_consent(basis: object) -> TypeGuard[Consent]:
    return isinstance(basis, Consent)
