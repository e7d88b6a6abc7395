"""One policy through every check there is: what `validate` reports and `build` refuses on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policyc.diagnostics import Diagnostic, Severity, in_order
from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.source.document import Document


@dataclass(frozen=True, slots=True)
class Checked:
    """A document, the policy in it if it has one, and all findings in order."""

    document: Document
    policy: Policy | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def has_errors(self) -> bool:
        return any(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)


def check(document: Document, *, as_status: Literal["final"] | None = None) -> Checked:
    """Syntax, schema, references, law facts, confirmation. `as_status`: judge it as if it had that status."""
    loaded = load(document)
    if loaded.policy is None:
        return Checked(document, None, loaded.diagnostics)
    # The law data is read only for a policy that names some of it.
    from policyc.law import references
    from policyc.rules.internal_consistency import unconfirmed_fact

    policy = loaded.policy.model_copy(update={"status": as_status}) if as_status else loaded.policy
    found = (*references.check(policy, document), *unconfirmed_fact(policy, document))
    return Checked(document, policy, in_order(found))
