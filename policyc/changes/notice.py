"""What people get to hear of a new version: the contents of the notice as values (docs/changes.md, 5 and 6).

No wording: the templates phrase it. What nobody stated is absent here, and so unsaid in the notice; in a draft it is a
question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from policyc.changes.change import Action
from policyc.changes.difference import Difference
from policyc.changes.kind import Direction, Materiality
from policyc.changes.materiality import MaterialChange, heaviest
from policyc.changes.naming import PartName, name_of, section_of, topic_of
from policyc.changes.notice_rights import (
    Lost,
    NewUse,
    Objection,
    Withdrawal,
    lost_rights,
    merged,
    new_use,
    objection,
    withdrawals,
)
from policyc.changes.pair import Pair, value_at
from policyc.changes.readership import reads_the_same
from policyc.changes.rows.generic import LANGUAGE_ADDED, TRANSLATION
from policyc.changes.rows.parties import CONSENT_OTHER
from policyc.diagnostics import Path, Wording
from policyc.document.statement import Parts
from policyc.errors import PolicycError
from policyc.law import facts
from policyc.model import shape
from policyc.model.cookies import Cookie
from policyc.model.link import Link
from policyc.model.party import Controller, DataProtectionOfficer
from policyc.model.personal_data import DataSubjectCategory
from policyc.model.policy import Nature, Policy, Release, ReleaseChange
from policyc.model.purpose import Processing, Purpose
from policyc.model.text import Text


@dataclass(frozen=True, slots=True)
class Subject:
    """What is told as one: the changes of one entry of `release.changes`, or those of one part without an entry.

    `title` is what the author calls it; else `names` are the parts it is about, `topic` what happens to them, and
    `section` where the weightiest change stands in the statement. `changes` are those the readers of this notice get to
    see, and `materiality` that of all. `audiences` is empty when it concerns everyone. `withdrawals` say how consent to
    it is taken back, if it rests on that. `questions` are open ones.
    """

    title: Text | None
    names: tuple[PartName, ...]
    topic: str
    section: str
    entry: ReleaseChange | None
    changes: tuple[MaterialChange, ...]
    materiality: Materiality
    audiences: tuple[DataSubjectCategory, ...]
    withdrawals: tuple[Withdrawal, ...]
    lost: tuple[Lost, ...]
    questions: tuple[Text, ...]

    @property
    def nature(self) -> Nature | None:
        return self.entry.nature if self.entry is not None else None

    @property
    def asks_consent(self) -> bool:
        """Whether all of it waits for a yes."""
        return self.materiality is Materiality.CONSENT and not self.asks_again

    @property
    def asks_again(self) -> bool:
        """Whether it happens all the same, and only what rests on consent waits for a new yes: another controller."""
        return any(one.kind is CONSENT_OTHER for one in self.changes)

    @property
    def asks_risks(self) -> bool:
        """Whether readers must hear what can happen to data without safeguards (art. 49(1)(a))."""
        return any("risks" in one.kind.needs for one in self.changes)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to everyone, or to the people of one `audience`.

    `subjects` change; `corrections` were so already and were told wrongly or not at all; `others` are lesser changes
    that make a difference. `objection` is there when a change touches something against which one may object (21(4)).
    `is_whole`: what matters most in this version is in this notice, so what the author says of the whole fits here.
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
    is_whole: bool
    objection: Objection | None
    new_use: NewUse | None
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
    def is_ready(self) -> bool:
        """Whether it may be sent: nothing is a draft, and the new version carries what its changes ask."""
        return self.policy.status != "draft" and self.difference.verdict.carried

    @property
    def controllers(self) -> tuple[Controller, ...]:
        return self.policy.parties

    @property
    def officer(self) -> DataProtectionOfficer | None:
        """The data protection officer, where there is one."""
        officer = self.policy.dpo
        return officer if officer is not None and officer.designated else None

    @property
    def authority(self) -> facts.SupervisoryAuthority | None:
        return Parts(self.policy, self.on).authority()

    @property
    def told(self) -> tuple[Subject, ...]:
        """All that this notice is for."""
        return (*self.subjects, *self.corrections)

    @property
    def asking(self) -> tuple[Subject, ...]:
        """What happens, or goes on, only with the reader's consent."""
        return tuple(one for one in self.told if one.asks_consent or one.asks_again)

    @property
    def only_asks(self) -> bool:
        """Whether nothing in this notice happens without a yes."""
        return bool(self.told) and all(one.asks_consent for one in self.told)

    @property
    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """How to take back the consent that is asked, each route once."""
        return merged(route for subject in self.asking for route in subject.withdrawals)

    @property
    def unrouted(self) -> tuple[Subject, ...]:
        """Where consent is asked and nobody said how to take it back."""
        return tuple(one for one in self.asking if not all(route.is_told for route in one.withdrawals))

    @property
    def applies(self) -> tuple[Subject, ...]:
        """What begins for people who do nothing, as far as neither the author nor the law says otherwise of it.

        What rests on consent or heeds a refusal may not begin for all; and of several, the author says with each what
        happens to who does nothing.
        """
        alone = len(self.told) == 1
        return tuple(
            one
            for one in self.subjects
            if not one.asks_consent
            and not one.withdrawals
            and not (one.entry and (one.entry.refusals_respected or (one.entry.options and not alone)))
        )

    @property
    def date_known(self) -> bool:
        return self.release.notice_date is not None

    @property
    def undated(self) -> tuple[Subject, ...]:
        """The corrections of which nobody said since when it is so, nor that nobody knows."""
        return tuple(
            one for one in self.corrections if one.entry is None or not (one.entry.since or one.entry.since_unknown)
        )

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
        told = (*self.told, *self.others)
        return max(len(self.policy.unconfirmed) - len(self.questions) - sum(len(one.questions) for one in told), 0)


def notice_of(
    difference: Difference, on: date, audience: str | None = None, language: str | None = None
) -> Notice | None:
    """What to tell people of a difference by the law of the day `on`; None where nothing has to be announced.

    `audience` is the id of one of the audiences of the new policy: then only what concerns them. An id that the policy
    does not have is a PolicycError. `language` is that of the notice, else the policy's own: a text that changed in
    another language only has not changed for its readers.
    """
    pair = difference.pair
    if pair is None or heaviest(difference.changes) < Materiality.NOTIFY:
        return None
    chosen = _chosen(pair.new, audience)
    code = language or pair.new.language
    groups = _grouped([one for one in difference.changes if _is_told(one) and _is_read(one, code)])
    subjects = [part for group in groups for part in _for_readers(pair, group, audience)]
    subjects.sort(key=lambda one: -one.materiality)
    heavy = [one for one in subjects if one.materiality >= Materiality.NOTIFY]
    if not heavy:
        return None
    others = [one for one in subjects if one.materiality < Materiality.NOTIFY and _matters(one)]
    shown = [change for one in heavy for change in one.changes]
    release = pair.new.release
    notice_date = release.notice_date if release is not None else None
    return Notice(
        difference=difference,
        on=on,
        dated=notice_date or on,
        audience=chosen,
        audiences=_audiences(pair, [change for one in (*heavy, *others) for change in one.changes]),
        subjects=tuple(one for one in heavy if not _is_correction(one)),
        corrections=tuple(one for one in (*heavy, *others) if _is_correction(one)),
        others=tuple(one for one in others if not _is_correction(one)),
        is_whole=_has_all_that_weighs_most(heavy, groups),
        objection=objection(pair, shown, audience),
        new_use=new_use(pair, shown),
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


def _is_read(change: MaterialChange, language: str) -> bool:
    """Whether the change is one for who reads the statement in this language."""
    return change.kind is not TRANSLATION or not reads_the_same(change.change, language)


def _concerns(change: MaterialChange, audience: str | None) -> bool:
    return audience is None or not change.audiences or audience in change.audiences


_Group = tuple[MaterialChange, ...]


def _grouped(changes: Iterable[MaterialChange]) -> tuple[_Group, ...]:
    """The changes by the entry that tells of them, and those that no entry covers by part.

    A part that only comes or goes with a purpose is told with that purpose: data that a new purpose needs are no news
    of their own.
    """
    groups: dict[object, list[MaterialChange]] = {}
    for one in changes:
        groups.setdefault(one.entry if one.entry is not None else one.subject, []).append(one)
    for key, group in tuple(groups.items()):
        user = None if isinstance(key, int) else next((k for k in groups if k != key and _uses(groups[k], group)), None)
        if user is not None:
            groups[user] += groups.pop(key)
    return tuple(map(tuple, groups.values()))


def _uses(group: Sequence[MaterialChange], part: Sequence[MaterialChange]) -> bool:
    """Whether a change that people are told of brings or ends the use of a part that comes or goes itself."""
    subject, weight = part[0].subject, heaviest(part)
    comes_or_goes = all(one.path == subject and one.change.action in _COMES_OR_GOES for one in part)
    return (
        subject[0] in ("data_categories", "audiences")
        and comes_or_goes
        and weight < Materiality.NOTIFY <= heaviest(group)
        and any(subject in _parts_used(one) for one in group)
    )


_COMES_OR_GOES = (Action.ADDED, Action.REMOVED)


def _parts_used(change: MaterialChange) -> frozenset[Path]:
    """The data and the people of a purpose or a row that comes or goes, or that a row gains or loses."""
    old, new, path = change.change.old, change.change.new, change.path
    if path[:1] != ("purposes",):
        return frozenset()
    if path[-1] in ("data", "audiences") and isinstance(old, tuple) and isinstance(new, tuple):
        section = "data_categories" if path[-1] == "data" else "audiences"
        return frozenset((section, id_) for id_ in {*old} ^ {*new})
    rows = [row for whole in (old, new) for row in _rows(whole)]
    return frozenset(("data_categories", id_) for row in rows for id_ in row.data) | frozenset(
        ("audiences", id_) for row in rows for id_ in row.audiences
    )


def _rows(whole: Any) -> tuple[Processing, ...]:
    if isinstance(whole, Purpose):
        return tuple(whole.processing.values())
    return (whole,) if isinstance(whole, Processing) else ()


def _for_readers(pair: Pair, group: _Group, audience: str | None) -> Iterator[Subject]:
    """A group as the readers of one audience are told of it.

    Its class is that of all its changes, so that nothing for which others are asked consent seems to begin by itself
    here. When what weighs most in it concerns others, the words of the author are about that: of the rest readers get
    what is about their own audience, in the words of the statement.
    """
    most = heaviest(group)
    shown = tuple(one for one in group if _concerns(one, audience))
    if any(one.materiality is most for one in shown):
        yield _subject(pair, shown, most, _entry(pair, group))
        return
    own = tuple(one for one in shown if audience in one.audiences)
    if heaviest(own) >= Materiality.NOTIFY:
        entry = _entry(pair, group)
        yield _subject(pair, own, heaviest(own), entry and entry.model_copy(update=_ABOUT_THE_WHOLE))


_ABOUT_THE_WHOLE: Mapping[str, None] = dict.fromkeys(
    ("subject", "before", "after", "means", "risks", "options", "compatibility", "refusals_respected")
)


def _entry(pair: Pair, group: _Group) -> ReleaseChange | None:
    index = _index(group)
    release = pair.new.release
    return None if index is None or release is None else release.changes[index]


def _index(group: Sequence[MaterialChange]) -> int | None:
    return next((one.entry for one in group if one.entry is not None), None)


def _is_correction(subject: Subject) -> bool:
    """Whether only the text was wrong. Consent that should have been asked already is still a correction."""
    return subject.nature == "disclosure_correction"


def _matters(subject: Subject) -> bool:
    """A lesser change is told when it makes something better or worse, or when the author says something of it.

    Words that there are in one more language say nothing new to those who read this one.
    """
    return subject.entry is not None or any(
        one.direction is not Direction.NEUTRAL and one.kind is not LANGUAGE_ADDED for one in subject.changes
    )


def _has_all_that_weighs_most(heavy: Sequence[Subject], groups: Sequence[_Group]) -> bool:
    weights = [heaviest(group) for group in groups]
    most = max(weights)
    return sum(one.materiality is most for one in heavy) == sum(weight is most for weight in weights)


def _subject(pair: Pair, changes: _Group, weight: Materiality, entry: ReleaseChange | None) -> Subject:
    weighty = [one for one in changes if one.materiality >= Materiality.NOTIFY]
    parts = dict.fromkeys(one.subject for one in weighty or changes)
    names = dict.fromkeys(
        name for part in parts if not _serves(pair, part, parts) and (name := name_of(pair, part)) is not None
    )
    plain = {name.text for name in names if not name.of_cookie}
    index = _index(changes)
    return Subject(
        title=entry.subject if entry is not None else None,
        names=tuple(name for name in names if not (name.of_cookie and name.text in plain)),
        topic=topic_of(changes),
        section=section_of(max(changes, key=lambda one: one.materiality).path),
        entry=entry,
        changes=changes,
        materiality=weight,
        audiences=_audiences(pair, changes),
        withdrawals=withdrawals(pair, [one for one in weighty if one.materiality is weight]),
        lost=lost_rights(pair, weighty),
        questions=() if index is None else _questions(pair.new, ("release", "changes", str(index))),
    )


def _serves(pair: Pair, part: Path, parts: Iterable[Path]) -> bool:
    """Whether a part is a cookie for one of the purposes: then the purpose says what it is about."""
    cookie = value_at(pair.new, part) or value_at(pair.old, part)
    return isinstance(cookie, Cookie) and any(("purposes", id_) in parts for id_ in cookie.purpose)


def _audiences(pair: Pair, changes: Sequence[MaterialChange]) -> tuple[DataSubjectCategory, ...]:
    """Whom changes concern, in the order of the statement; nobody by name when one of them concerns everyone."""
    if any(not one.audiences for one in changes):
        return ()
    ids = {id_ for one in changes for id_ in one.audiences}
    known = {**pair.old.audiences, **pair.new.audiences}
    return tuple(audience for id_, audience in known.items() if id_ in ids)


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
