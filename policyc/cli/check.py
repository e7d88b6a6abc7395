"""One policy through every check there is: what `validate` reports and `build` refuses on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from policyc.cli.branding import brand_of_policy
from policyc.diagnostics import Diagnostic, Severity, in_order
from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.render.brand import OURS, Brand
from policyc.rules.rule import Rule
from policyc.source.document import Document

OnDay = Callable[[date | None], date]
"""The day to judge a policy by, given the day it takes effect."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A document, the policy in it if it has one, the day it was judged by, and all findings in order."""

    document: Document
    policy: Policy | None
    as_of: date | None
    diagnostics: tuple[Diagnostic, ...]
    low_confidence: tuple[str, ...] = ()
    """The legal facts the judgement leans on that nobody is sure of: id and source."""
    brand: Brand = OURS
    """How the policy wants its pages to look."""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What is wrong and what nobody has accepted."""
        return tuple(one for one in self.diagnostics if one.severity is Severity.ERROR and one.accepted is None)


def check(
    document: Document,
    *,
    on: OnDay,
    rules: Sequence[Rule],
    strict: bool = False,
    as_status: Literal["final"] | None = None,
    drafts: bool = True,
) -> Checked:
    """Syntax, schema, references, the files of the design, law. `as_status`: judge it as if it had that status.

    `drafts`: ask the law of what is not final too. Whoever only wants to know whether a draft can be built need not.
    """
    loaded = load(document)
    if loaded.policy is None:
        return Checked(document, None, None, loaded.diagnostics)
    from policyc.law import references
    from policyc.rules.judge import judge

    policy = loaded.policy.model_copy(update={"status": as_status}) if as_status else loaded.policy
    day = on(policy.effective)
    wrong = tuple(references.check(policy, document))
    # A transfer that rests on a fact nobody knows cannot be judged by that fact.
    by_law = not wrong and (drafts or policy.status == "final")
    found = judge(policy, document, day, rules, strict=strict) if by_law else ()
    brand, unfit = brand_of_policy(policy, document)
    findings = in_order((*wrong, *unfit, *found))
    return Checked(document, policy, day, findings, _unsure(policy, day) if by_law else (), brand)


def _unsure(policy: Policy, day: date) -> tuple[str, ...]:
    """The facts of low confidence among those the policy leans on: `id (source)`."""
    from policyc.rules.foundations import facts_relied_on

    doubtful = {fact for _, fact, _ in facts_relied_on(policy, day) if fact.confidence == "low"}
    return tuple(sorted(f"{fact.id} ({fact.source})" for fact in doubtful))
