"""Family IN: a policy that contradicts itself or rests on facts nobody has confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.diagnostics import Diagnostic, Severity, Wording
from policyc.model.policy import Policy
from policyc.source.document import Document

UNCONFIRMED = "IN003"


def unconfirmed_fact(policy: Policy, document: Document) -> Iterator[Diagnostic]:
    """IN003: a fact the controller still has to confirm (AVG 5(2), 24). An error in a final text, a warning in a draft.

    An archived text is history: whatever was open then stays as it was.
    """
    if policy.status == "archived":
        return
    severity = Severity.ERROR if policy.status == "final" else Severity.WARNING
    for index, fact in enumerate(policy.unconfirmed):
        path = ("unconfirmed", index, "at")
        question = fact.question.in_language(policy.language) or str(fact.question)
        yield Diagnostic(
            code=UNCONFIRMED,
            severity=severity,
            message=Wording(
                f"“{fact.at}” moet de verwerkingsverantwoordelijke nog bevestigen.",
                f"“{fact.at}” has still to be confirmed by the controller.",
            ),
            file=document.source.name,
            span=document.locate(path),
            path=path,
            help=Wording(f"Vraag na: {question}", f"Ask: {question}"),
        )
