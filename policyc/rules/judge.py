"""Rules × policy × date → diagnostics: what each rule found, at its place in the file, with what teaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from policyc.diagnostics import Diagnostic, Path, Related, Span, Wording, in_order
from policyc.model.policy import Policy
from policyc.model.purpose import ONLY_ROW
from policyc.rules.case import Case
from policyc.rules.catalogue import RULES
from policyc.rules.places import place_of
from policyc.rules.prose import form_of
from policyc.rules.rule import Finding, Rule
from policyc.rules.suppression import accept, objections
from policyc.source.document import Document


def judge(
    policy: Policy, document: Document, on: date, rules: Iterable[Rule], *, strict: bool = False
) -> tuple[Diagnostic, ...]:
    """Ask every rule that holds on the day `on`, and mark what the policy accepts.

    `strict` raises the rules that have a level for it.
    """
    case, asked = Case(policy, on), {rule.code: rule for rule in rules if rule.holds(on)}
    found = (
        _diagnostic(rule, finding, document, policy, strict=strict)
        for rule in asked.values()
        for finding in rule.check(case)
    )
    accepted = accept(found, case, RULES)
    late = objections(accepted, case, RULES, asked)
    return in_order(
        (*accepted, *(_diagnostic(rule, finding, document, policy, strict=strict) for rule, finding in late))
    )


def _diagnostic(rule: Rule, finding: Finding, document: Document, policy: Policy, *, strict: bool) -> Diagnostic:
    level = finding.level or rule.level
    if strict and rule.strict is not None and level is rule.level:
        level = rule.strict
    place = document.resolve(finding.at)
    return Diagnostic(
        code=rule.code,
        severity=level,
        message=finding.message,
        file=document.source.name,
        span=_place(document, finding, place, policy),
        path=written(finding.at),
        help=finding.help or rule.help,
        related=tuple(_related(document, finding)) if finding.related else (),
        label=_missing(written(finding.at), place),
        reader=finding.reader,
        sources=rule.sources,
        subject=finding.phrase or finding.subject,
    )


def written(path: Path) -> Path:
    """A path as its author knows it: the only row of a purpose is the purpose itself."""
    if len(path) > 3 and path[0] == "purposes" and path[2:4] == ("processing", ONLY_ROW):
        return (*path[:2], *path[4:])
    return path


def _place(document: Document, finding: Finding, found: Path, policy: Policy) -> Span:
    if not found and document.root is not None and document.root.entries:
        return document.root.entries[0].key.span  # nothing of it is there: the top of the policy
    if not finding.phrase:
        return document.locate(finding.at)
    return place_of(document, finding.at, finding.phrase, policy.languages, form_of(policy))


def _related(document: Document, finding: Finding) -> Iterator[Related]:
    primary = document.locate(finding.at)
    for path, label in finding.related:
        span = document.locate(path, key=True)
        if document.resolve(path) and span != primary:
            yield Related(span, label)


def _missing(path: Path, found: Path) -> Wording | None:
    """What to say at the place of a value that is not there: the name of the parts that lack.

    Numbers say nothing here: what may be a list of one is mostly written without the list.
    """
    there = [step for step in found if isinstance(step, str)]
    wanted = [step for step in path if isinstance(step, str)]
    lacking = ".".join(wanted[len(there) :])
    return Wording(f"hier ontbreekt {lacking}", f"{lacking} is missing here") if lacking else None
