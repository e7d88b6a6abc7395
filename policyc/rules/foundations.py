"""Which legal facts a policy leans on, and where: what changes in the law when one of them does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policyc.diagnostics import Path
from policyc.law import facts
from policyc.law.facts import Fact
from policyc.model.legal_basis import LegalBases
from policyc.model.policy import Policy
from policyc.model.purpose import DirectMarketing, Processing
from policyc.model.recipient import Recipient
from policyc.model.retention import Retention
from policyc.model.text import Text
from policyc.model.transfer import (
    AdequacyTransfer,
    BindingCorporateRulesTransfer,
    DerogationTransfer,
    OtherSafeguardTransfer,
    StandardClausesTransfer,
    Transfer,
)

Foundation = tuple[str, Fact, Path]
"""(topic, fact, where the policy leans on it)"""


def facts_relied_on(policy: Policy, on: date) -> tuple[Foundation, ...]:
    """Each fact once for each place, in the order of the policy.

    A fact that the policy names stands here also when it holds no longer; one that follows from what the policy says
    is the one in force on the day. What is over, or not the organisation's own, leans on nothing.
    """
    return tuple(dict.fromkeys(_relied_on(policy, on)))


def _relied_on(policy: Policy, on: date) -> Iterator[Foundation]:
    for category_id, category in policy.data_categories.items():
        at: Path = ("data_categories", category_id)
        if category.special is not None:
            yield from _in_force("special_categories", category.special, (*at, "special"), on)
        for regulated in category.regulated or ():
            yield from _one("other_regulated_data", facts.regulated_data(regulated, on), (*at, "regulated"))
    for recipient_id, recipient in policy.recipients.items():
        yield from _recipient(("recipients", recipient_id), recipient, on)
    for purpose_id, purpose in policy.purposes.items():
        for row_id, row in purpose.processing.items():
            if row.own_role != "processor" and (row.ends is None or on < row.ends):
                yield from _row(("purposes", purpose_id, "processing", row_id), row, on)
    if policy.retention is not None and policy.retention.rule is not None:
        yield from _retention(("retention", "rule"), policy.retention.rule, on)
    if policy.retention is not None and policy.retention.exception is not None:
        exception = policy.retention.exception
        yield from _statute(("retention", "exception"), exception.law, exception.article, on)
    if policy.children is not None and policy.children.addressed:
        for rule in facts.child_rules(on):
            yield "children", rule, ("children", "addressed")
    for cookie_id, cookie in policy.cookies.items():
        at = ("cookies", cookie_id)
        kind = facts.cookie_kind(cookie.category, on) if cookie.category else None
        yield from _one("cookie_categories", kind, (*at, "category"))
        yield from _bases(at, cookie.legal_basis, on)
    yield from _rights(policy, on)


def _recipient(at: Path, recipient: Recipient, on: date) -> Iterator[Foundation]:
    """Whether data leave the EEA hangs on the country (art. 44)."""
    yield from _country((*at, "country"), recipient.country, on)
    for sub_id, sub in recipient.sub_processors.items():
        yield from _country((*at, "sub_processors", sub_id, "country"), sub.country, on)
    for transfer_id, transfer in recipient.transfers.items():
        yield from _transfer((*at, "transfers", transfer_id), transfer, on)


def _country(at: Path, country: str | None, on: date) -> Iterator[Foundation]:
    yield from _one("eea_countries", facts.eea_membership(country, on) if country else None, at)


_SAFEGUARDS = {"ad_hoc_clauses": "adhoc_clauses", "binding_corporate_rules": "bcr"}
"""Mechanisms whose id in the facts is not the word of the policy."""


def _transfer(at: Path, transfer: Transfer, on: date) -> Iterator[Foundation]:
    if isinstance(transfer, AdequacyTransfer):
        yield from _adequacy(at, transfer, on)
    elif isinstance(transfer, StandardClausesTransfer):
        clauses = facts.transfer_safeguard(transfer.clauses) if transfer.clauses else None
        yield from _one("transfer_safeguards", clauses, (*at, "clauses"))
    elif isinstance(transfer, BindingCorporateRulesTransfer | OtherSafeguardTransfer):
        safeguard = facts.transfer_safeguard(_SAFEGUARDS.get(transfer.mechanism, transfer.mechanism))
        yield from _one("transfer_safeguards", safeguard, (*at, "mechanism"))
    elif isinstance(transfer, DerogationTransfer) and transfer.ground is not None:
        yield from _one("transfer_derogations", facts.derogation(transfer.ground, on), (*at, "ground"))


def _adequacy(at: Path, transfer: AdequacyTransfer, on: date) -> Iterator[Foundation]:
    named = facts.adequacy_decision(transfer.decision) if transfer.decision else None
    found = facts.adequacy_for(transfer.country, on) if named is None and transfer.country else None
    yield from _one("adequacy_decisions", named, (*at, "decision"))
    yield from _one("adequacy_decisions", found, (*at, "mechanism"))


def _row(at: Path, row: Processing, on: date) -> Iterator[Foundation]:
    yield from _bases(at, row.legal_basis, on)
    if row.special_ground is not None:
        condition = facts.special_condition(row.special_ground.condition, on)
        yield from _one("special_category_conditions", condition, (*at, "special_ground", "condition"))
    if row.retention is not None:
        yield from _retention((*at, "retention"), row.retention, on)
    if row.direct_marketing is not None:
        for id_ in _marketing(row.direct_marketing):
            yield from _in_force("electronic_direct_marketing", id_, (*at, "direct_marketing"), on)


_MESSAGES = frozenset({"email", "sms", "app"})


def _marketing(marketing: DirectMarketing) -> Iterator[str]:
    """What art. 11.7 Tw says, before and after it was rewritten, of the ways in which this advertising goes out."""
    if not _MESSAGES.isdisjoint(marketing.by):
        yield from ("opt_in", "opt_in_2021")
        if marketing.soft_opt_in is not None:
            yield from ("soft_opt_in", "soft_opt_in_2021")
    if "phone" in marketing.by:
        yield from ("opt_in_phone", "soft_opt_in_phone", "soft_opt_in_phone_2026")


def _bases(at: Path, bases: LegalBases, on: date) -> Iterator[Foundation]:
    for index, basis in enumerate(bases):
        yield from _in_force("legal_bases", basis.basis, (*at, "legal_basis", index), on)


def _retention(at: Path, retention: Retention, on: date) -> Iterator[Foundation]:
    norm = facts.retention_norm(retention.norm) if retention.norm else None
    yield from _one("retention_periods", norm, (*at, "norm"))
    yield from _statute(at, retention.law, retention.article, on)


def _statute(at: Path, law: Text | None, article: Text | None, on: date) -> Iterator[Foundation]:
    """The norm that a policy means by naming the act."""
    norm = facts.norm_of_statute(_dutch(law), _dutch(article) if article else None, on) if law else None
    yield from _one("retention_periods", norm, (*at, "law"))


def _dutch(text: Text) -> str:
    """As Dutch law calls it, where a policy names the act in more languages."""
    return text.in_language("nl") or str(text)


def _rights(policy: Policy, on: date) -> Iterator[Foundation]:
    rights = policy.rights
    if rights is None:
        return
    if rights.response_time is not None:
        yield from _in_force("response_rules", "response_time", ("rights", "response_time"), on)
    country = rights.complaint.authority if rights.complaint else None
    authority = facts.supervisory_authority(country, on) if country else None
    yield from _one("supervisory_authorities", authority, ("rights", "complaint", "authority"))


def _in_force(topic: str, id_: str, at: Path, on: date) -> Iterator[Foundation]:
    fact = facts.fact(topic, id_)
    return _one(topic, fact if fact.holds(on) else None, at)


def _one(topic: str, fact: Fact | None, at: Path) -> Iterator[Foundation]:
    if fact is not None:
        yield topic, fact, at
