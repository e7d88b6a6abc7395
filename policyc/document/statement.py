"""A policy as a statement: which sections it has, in which order, and what stands in each.

A section exists only when the policy says something that belongs in it. Nothing here is wording; the templates get the
parts of the model themselves, with every id already turned into what it stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from policyc.diagnostics import Path
from policyc.document.flows import FlowsView, flow_recipient
from policyc.document.questions import OpenQuestions
from policyc.document.rights import rights_of
from policyc.document.summary import PurposeInShort, Summary
from policyc.document.views import (
    ComplaintView,
    ControllerView,
    CookiesView,
    CookieView,
    DataView,
    DecisionsView,
    DecisionView,
    PurposeView,
    RecipientView,
    RetentionView,
    RightsView,
    RowView,
    Section,
    Statement,
    TermView,
    TransferView,
)
from policyc.law import facts
from policyc.model.base import Model
from policyc.model.cookies import Cookie
from policyc.model.legal_basis import AnyLegalBasis, Contract, LegitimateInterests
from policyc.model.party import Controller
from policyc.model.personal_data import DataCategory
from policyc.model.policy import Policy
from policyc.model.purpose import Processing, Purpose
from policyc.model.recipient import Recipient
from policyc.model.text import Text
from policyc.model.transfer import AdequacyTransfer, StandardClausesTransfer, Transfer
from policyc.model.values import SELF


def statement_of(policy: Policy, as_of: date) -> Statement:
    """The statement of a policy under the law facts of `as_of`."""
    builder = Parts(policy, as_of, OpenQuestions.of(policy, tuple(_parts(policy))))
    sections = tuple(builder.sections())
    return Statement(
        policy=policy,
        sections=sections,
        questions=builder.asked.at(()),
        open=builder.asked.count,
        summary=builder.summary(),
    )


_NOTHING_ASKED = OpenQuestions({}, 0)

_HOMES: Mapping[str, tuple[Path, ...]] = {
    "scope": (("scope",),),
    "controller": (("controller",), ("controllers",), ("arrangement",)),
    "dpo": (("dpo",),),
    "audiences": (("audiences",),),
    "commitments": (("commitments",),),
    "purposes": (("purposes",), ("scope", "further_purposes")),
    "data_categories": (("data_categories",),),
    "recipients": (("recipients",), ("no_recipients",), ("disclosure_by_law",)),
    "retention": (("retention",),),
    "cookies": (("cookies",), ("cookie_use",), ("consent",)),
    "automated_decisions": (("automated_decisions",),),
    "children": (("children",),),
    "security": (("security",),),
    "rights": (("rights",),),
    "complaint": (("rights", "complaint"), ("rights", "complaint_ladder")),
    "changes": (("change_promise",), ("release",)),
    "documents": (("documents",),),
}
"""The section in which the parts of the policy are told, and so where a question about them stands."""


def _homes(policy: Policy, section: str) -> Iterator[Path]:
    """The paths of what stands in a section, besides the parts that show their own questions."""
    yield from _HOMES.get(section, ())
    if section in policy.openings:
        yield "openings", section
    for id_, commitment in policy.commitments.items():
        if commitment.after == section:
            yield "commitments", id_
    for id_, document in policy.documents.items():
        if document.after == section:
            yield "documents", id_


def _parts(policy: Policy) -> Iterator[Path]:
    """Every part of the statement that shows the questions about it, see `OpenQuestions`."""
    for section in (*_HOMES, "transfers"):
        yield from _homes(policy, section)
    for id_ in policy.controllers:
        yield "controllers", id_
    for id_, purpose in policy.purposes.items():
        yield "purposes", id_
        for row_id in purpose.processing:
            yield "purposes", id_, "processing", row_id
    for id_, category in policy.data_categories.items():
        if category.listed is not False:
            yield "data_categories", id_
    for id_, recipient in policy.recipients.items():
        if recipient.listed is not False:
            yield "recipients", id_
        for transfer_id in recipient.transfers:
            yield "recipients", id_, "transfers", transfer_id
    for id_ in policy.cookies:
        yield "cookies", id_
    for id_ in policy.automated_decisions.decisions if policy.automated_decisions else ():
        yield "automated_decisions", "decisions", id_
    for id_ in policy.sections:
        yield "sections", id_


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a statement, each as the templates get it: all of them, or one for who tells of just that one."""

    policy: Policy
    as_of: date
    asked: OpenQuestions = _NOTHING_ASKED

    def sections(self) -> Iterator[Section]:
        for id_, content in self._standard().items():
            section = self._section(id_, content())
            if section is not None:
                yield section
            yield from self._own_sections(id_)
        yield from self._own_sections(None)

    def _standard(self) -> Mapping[str, Callable[[], object]]:
        """The standard sections in the order in which a reader needs them; a None content means nothing to say."""
        policy = self.policy
        return {
            "flows": lambda: FlowsView.of(policy),
            "scope": lambda: _said(policy.scope, "further_purposes"),
            "controller": lambda: self._controllers() or (() if policy.arrangement else None),
            "dpo": lambda: policy.dpo if policy.dpo and policy.dpo.designated is not None else None,
            "audiences": lambda: tuple(policy.audiences.values()) or None,
            "commitments": lambda: tuple(c for c in policy.commitments.values() if c.after is None) or None,
            "purposes": lambda: self._purposes(listed=True),
            "purposes_elsewhere": lambda: self._purposes(listed=False),
            "data_categories": self._data,
            "recipients": self._recipients,
            "transfers": self._transfers,
            "retention": self._retention,
            "cookies": self._cookies,
            "automated_decisions": self._decisions,
            "children": lambda: _said(policy.children),
            "security": lambda: _said(policy.security),
            "rights": self._rights,
            "complaint": self._complaint,
            "changes": lambda: _said(policy.change_promise),
            "documents": lambda: tuple(d for d in policy.documents.values() if d.after is None) or None,
        }

    def _section(self, id_: str, content: object) -> Section | None:
        policy = self.policy
        opening = next((text for section, text in policy.openings.items() if section == id_), None)
        commitments = tuple(c for c in policy.commitments.values() if c.after == id_)
        documents = tuple(d for d in policy.documents.values() if d.after == id_)
        questions = tuple(question for part in _homes(policy, id_) for question in self.asked.at(part))
        if content is None and not (opening or commitments or documents or questions):
            return None
        anchor = f"section.{id_}"
        return Section(id_, anchor, f"sections/{id_}.md.j2", content, opening, commitments, documents, questions)

    def _own_sections(self, after: str | None) -> Iterator[Section]:
        for id_, own in self.policy.sections.items():
            if own.after == after:
                questions = self.asked.at(("sections", id_))
                yield Section(id_, f"sections.{id_}", "sections/own.md.j2", own, questions=questions)
                yield from self._own_sections(id_)

    # --- parties

    def _controllers(self) -> tuple[ControllerView, ...] | None:
        if self.policy.controller is not None:
            said = _said(self.policy.controller, *_NOT_FOR_READERS)
            return None if said is None else (ControllerView(said, None, ()),)
        views = tuple(
            ControllerView(joint, joint.part, self.asked.at(("controllers", id_)))
            for id_, joint in self.policy.controllers.items()
        )
        return views or None

    # --- purposes

    def _purposes(self, *, listed: bool) -> tuple[PurposeView, ...] | None:
        views = tuple(
            PurposeView(purpose, self._rows(id_, purpose), self.asked.at(("purposes", id_)), f"purposes.{id_}")
            for id_, purpose in self.policy.purposes.items()
            if (purpose.listed is not False) is listed
        )
        further = listed and self.policy.scope is not None and self.policy.scope.further_purposes is not None
        return views if views or further else None

    def _rows(self, id_: str, purpose: Purpose) -> tuple[RowView, ...]:
        several = len(purpose.processing) > 1
        return tuple(
            self.row(row, number if several else None, self.asked.at(("purposes", id_, "processing", row_id)))
            for number, (row_id, row) in enumerate(purpose.processing.items(), start=1)
        )

    def row(self, row: Processing, number: int | None = None, questions: tuple[Text, ...] = ()) -> RowView:
        policy = self.policy
        return RowView(
            row=row,
            number=number,
            audiences=tuple(policy.audiences[audience] for audience in row.audiences),
            data=self._categories(row.data),
            recipients=tuple(policy.recipients[recipient] for recipient in row.recipients),
            controllers=tuple(name for key in row.controllers if (name := policy.controllers[key].title) is not None),
            questions=questions,
        )

    def _categories(self, ids: tuple[str, ...]) -> tuple[DataCategory, ...]:
        return tuple(self.policy.data_categories[id_] for id_ in ids)

    def purposes_of(self, recipient: str) -> tuple[Text, ...]:
        return tuple(
            purpose.name
            for purpose in self.policy.purposes.values()
            if any(recipient in row.recipients for row in purpose.processing.values())
        )

    # --- data, recipients, transfers

    def _data(self) -> tuple[DataView, ...] | None:
        views = tuple(
            DataView(category, self.asked.at(("data_categories", id_)))
            for id_, category in self.policy.data_categories.items()
            if category.listed is not False
        )
        return views or None

    def _recipients(self) -> tuple[RecipientView, ...] | None:
        views = tuple(
            RecipientView(
                recipient,
                tuple(recipient.sub_processors.values()),
                self.purposes_of(id_),
                self.asked.at(("recipients", id_)),
                f"recipients.{id_}",
            )
            for id_, recipient in self.policy.recipients.items()
            if recipient.listed is not False
        )
        nothing_else = self.policy.no_recipients is None and self.policy.disclosure_by_law is None
        return None if not views and nothing_else else views

    def _transfers(self) -> tuple[TransferView, ...] | None:
        views = tuple(
            self.transfer(
                recipient,
                transfer,
                self.asked.at(("recipients", id_, "transfers", transfer_id)),
                f"transfers.{id_}.{transfer_id}",
            )
            for id_, recipient in self.policy.recipients.items()
            for transfer_id, transfer in recipient.transfers.items()
        )
        return views or None

    def transfer(
        self, recipient: Recipient, transfer: Transfer, questions: tuple[Text, ...] = (), anchor: str = ""
    ) -> TransferView:
        sub = recipient.sub_processors[transfer.through] if transfer.through else None
        return TransferView(
            recipient=recipient,
            transfer=transfer,
            through=sub,
            importer=recipient.title if sub is None else sub.name,
            decision=self._decision_for(transfer),
            clauses=_clauses_of(transfer),
            questions=questions,
            anchor=anchor,
        )

    def _decision_for(self, transfer: Transfer) -> facts.AdequacyDecision | None:
        if not isinstance(transfer, AdequacyTransfer):
            return None
        if transfer.decision is not None:
            return facts.adequacy_decision(transfer.decision)
        return facts.adequacy_for(transfer.country, self.as_of) if transfer.country else None

    # --- retention, cookies

    def _retention(self) -> RetentionView | None:
        terms = tuple(
            TermView(purpose.name, row, number if len(purpose.processing) > 1 else None, self._categories(row.data))
            for purpose in self.policy.purposes.values()
            for number, row in enumerate(purpose.processing.values(), start=1)
            if row.retention is not None
        )
        # One term needs no overview: it stands with its purpose.
        terms = terms if len(terms) > 1 else ()
        general = _said(self.policy.retention)
        return RetentionView(general, terms) if general or terms else None

    def _cookies(self) -> CookiesView | None:
        policy = self.policy
        views = tuple(
            self.cookie(cookie, self.asked.at(("cookies", id_)), f"cookies.{id_}")
            for id_, cookie in policy.cookies.items()
        )
        use, consent = _said(policy.cookie_use), _said(policy.consent)
        if use is None and consent is None and not views:
            return None
        return CookiesView(
            use=use,
            consent=consent,
            listed=tuple(view for view in views if self._has_place_in_table(view.cookie)),
            described=tuple(view for view in views if not self._has_place_in_table(view.cookie)),
        )

    def _has_place_in_table(self, cookie: Cookie) -> bool:
        """A published text that only speaks of kinds of cookies had no table, so it gets none."""
        return bool(cookie.names) or (cookie.name is not None and not self.policy.transcription)

    def cookie(self, cookie: Cookie, questions: tuple[Text, ...] = (), anchor: str = "") -> CookieView:
        policy = self.policy
        readers = cookie.third_party_access
        return CookieView(
            cookie=cookie,
            own=cookie.provider == SELF,
            provider=policy.recipients[cookie.provider] if cookie.provider and cookie.provider != SELF else None,
            purposes=tuple(policy.purposes[purpose].name for purpose in cookie.purpose),
            data=self._categories(cookie.data),
            readers=None if readers is None else tuple(policy.recipients[reader] for reader in readers),
            questions=questions,
            anchor=anchor,
        )

    # --- the first layer

    def summary(self) -> Summary | None:
        """The statement in short; None for a text that was not made with policyc, to which nothing is added."""
        if self.policy.transcription:
            return None
        return Summary(
            controllers=tuple(view.controller for view in self._controllers() or ()),
            channel=self.policy.rights.channel if self.policy.rights else None,
            purposes=tuple(
                _purpose_in_short(view, self.policy.recipients) for view in self._purposes(listed=True) or ()
            ),
            rights=tuple(view.right for view in rights_of(self.policy)),
            complaint=self._complaint() is not None,
            changes=self.policy.release.summary if self.policy.release else None,
        )

    # --- rights, complaint, decisions

    def _rights(self) -> RightsView | None:
        views, rights = rights_of(self.policy), _said(self.policy.rights, "complaint", "complaint_ladder", "per_right")
        contacts = self.contacts()
        channel = _said(rights.channel, "controller_contact") if rights else None
        only_channel = rights is not None and not _said(rights, "channel", "complaint", "complaint_ladder", "per_right")
        if not views and (rights is None or (only_channel and not channel and not contacts)):
            return None
        is_published_text = rights is not None and rights.stated is not None
        objection = None if is_published_text else next((v for v in views if v.right == "objection"), None)
        return RightsView(
            rights=tuple(view for view in views if view is not objection),
            objection=objection,
            channel=channel,
            contacts=contacts,
        )

    def contacts(self) -> tuple[Controller, ...]:
        """The controllers to whose own addresses requests may go too, as far as they give one."""
        channel = self.policy.rights.channel if self.policy.rights else None
        if channel is None or not channel.controller_contact:
            return ()
        controllers = (view.controller for view in self._controllers() or ())
        return tuple(c for c in controllers if c.address or c.email or c.phone or c.contact_form)

    def _complaint(self) -> ComplaintView | None:
        rights = self.policy.rights
        own, ladder = (_said(rights.complaint), rights.complaint_ladder) if rights else (None, ())
        detail = _said(rights.per_right.get("complaint")) if rights else None
        published = bool(self.policy.transcription) or (rights is not None and rights.stated is not None)
        if (
            own is None
            and detail is None
            and not ladder
            and (published or not (self.policy.purposes or self.policy.cookies))
        ):
            return None
        country = own.authority if own else None
        return ComplaintView(
            ladder=ladder,
            authority=self._authority(country if country or published else self._country()),
            explanation=own.explanation if own else None,
            detail=detail,
            derived=not published,
        )

    def authority(self) -> facts.SupervisoryAuthority | None:
        """Where a complaint may go: what the policy names, or else the authority of the controller's country."""
        named = self.policy.rights.complaint.authority if self.policy.rights and self.policy.rights.complaint else None
        return self._authority(named or self._country())

    def _authority(self, country: str | None) -> facts.SupervisoryAuthority | None:
        return facts.supervisory_authority(country, self.as_of) if country else None

    def _country(self) -> str | None:
        """Where the controller is established: its authority is the first one to name (arts. 55, 77)."""
        for view in self._controllers() or ():
            address = view.controller.address
            if address is not None and address.country is not None:
                return address.country
        return None

    def _decisions(self) -> DecisionsView | None:
        automated = self.policy.automated_decisions
        if automated is None or (automated.present is None and not automated.decisions and not automated.explanation):
            return None
        views = tuple(
            DecisionView(decision, self.asked.at(("automated_decisions", "decisions", id_)))
            for id_, decision in automated.decisions.items()
        )
        return DecisionsView(automated, views)


_NOT_FOR_READERS = ("vat_liable", "online_service", "public_authority")
"""What of a controller only the rules look at."""


def _basis_in_short(basis: AnyLegalBasis) -> str:
    if isinstance(basis, Contract) and basis.steps_at_request:
        return "steps_at_request"
    if isinstance(basis, LegitimateInterests) and basis.whose:
        return f"{basis.basis}_of_{basis.whose}"
    return basis.basis


def _purpose_in_short(view: PurposeView, recipients: Mapping[str, Recipient]) -> PurposeInShort:
    rows = [row.row for row in view.rows]
    bases = [_basis_in_short(basis) for row in rows for basis in row.legal_basis]
    terms = [row.retention for row in rows if row.retention is not None]
    # What is known of only a part of a purpose must not look as if it were true of the whole.
    bases, terms = bases if all(row.legal_basis for row in rows) else [], terms if len(terms) == len(rows) else []
    return PurposeInShort(
        name=view.purpose.name,
        anchor=view.anchor,
        bases=tuple(dict.fromkeys(bases)),
        data=tuple(dict.fromkeys(category.name for row in view.rows for category in row.data)),
        terms=tuple(dict.fromkeys(terms)),
        recipients=tuple(dict.fromkeys(flow_recipient(to, recipients[to]) for row in rows for to in row.recipients)),
    )


_Part = TypeVar("_Part", bound=Model)


def _said(part: _Part | None, *unless: str) -> _Part | None:
    """The part, if it says anything besides the fields named: an empty mapping makes no section."""
    return part if part is not None and _says(part, *unless) else None


def _says(value: object, *unless: str) -> bool:
    if isinstance(value, Model):
        return any(_says(getattr(value, name)) for name in type(value).model_fields if name not in unless)
    return value is not None and value != () and value != {}


def _clauses_of(transfer: Transfer) -> facts.TransferSafeguard | None:
    if isinstance(transfer, StandardClausesTransfer) and transfer.clauses is not None:
        return facts.transfer_safeguard(transfer.clauses)
    return None
