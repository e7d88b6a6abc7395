"""Ids of legal facts that a policy names must exist in the facts."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.diagnostics import Diagnostic, Path, Wording
from policyc.model.policy import Policy
from policyc.model.retention import Retention
from policyc.model.transfer import AdequacyTransfer, StandardClausesTransfer
from policyc.source.document import Document
from policyc.source.suggestion import suggestion


def check(policy: Policy, document: Document) -> Iterator[Diagnostic]:
    """Every decision, set of clauses and norm for retention that a policy names and the facts do not know."""
    for recipient_id, recipient in policy.recipients.items():
        for transfer_id, transfer in recipient.transfers.items():
            at: Path = ("recipients", recipient_id, "transfers", transfer_id)
            if isinstance(transfer, AdequacyTransfer) and transfer.decision is not None:
                from policyc.law import facts  # read only for a policy that names a fact

                known = tuple(fact.id for fact in facts.adequacy_decisions())
                yield from _unknown((*at, "decision"), transfer.decision, known, document)
                yield from _of_another_country((*at, "decision"), transfer, document)
            if isinstance(transfer, StandardClausesTransfer) and transfer.clauses is not None:
                from policyc.law import facts

                known = tuple(fact.id for fact in facts.transfer_safeguards())
                yield from _unknown((*at, "clauses"), transfer.clauses, known, document)
    for path, retention in _retentions(policy):
        if retention.norm is not None:
            from policyc.law import facts

            yield from _unknown((*path, "norm"), retention.norm, facts.retention_norm_ids(), document)


def _retentions(policy: Policy) -> Iterator[tuple[Path, Retention]]:
    for purpose_id, purpose in policy.purposes.items():
        for row_id, row in purpose.processing.items():
            if row.retention is not None:
                yield ("purposes", purpose_id, "processing", row_id, "retention"), row.retention
    if policy.retention is not None and policy.retention.rule is not None:
        yield ("retention", "rule"), policy.retention.rule


def _unknown(path: Path, name: str, known: tuple[str, ...], document: Document) -> Iterator[Diagnostic]:
    if name in known:
        return
    choices = ", ".join(known)
    yield document.error(
        "MO045",
        path,
        Wording(
            f"“{name}” staat niet in de wettelijke feiten van policyc.",
            f"“{name}” is not among the legal facts of policyc.",
        ),
        suggestion(name, known) or Wording(f"Dit kan hier staan: {choices}.", f"Possible here: {choices}."),
    )


def _of_another_country(path: Path, transfer: AdequacyTransfer, document: Document) -> Iterator[Diagnostic]:
    """A decision is about one country (art. 45(3)); it cannot carry a transfer to another."""
    from policyc.law import facts

    decision = facts.adequacy_decision(transfer.decision or "")
    if decision is None or decision.country is None or transfer.country in (None, decision.country):
        return
    yield document.error(
        "MO046",
        path,
        Wording(
            f"Dit besluit gaat over {decision.country} en niet over {transfer.country}.",
            f"This decision is about {decision.country} and not about {transfer.country}.",
        ),
        Wording(
            "Laat decision weg: policyc zoekt het besluit bij het land.",
            "Leave decision out: policyc finds the decision for the country.",
        ),
    )
