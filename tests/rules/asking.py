"""One rule asked about a piece of a policy, for the tests of the families."""

from __future__ import annotations

from datetime import date

from policyc.diagnostics import Diagnostic
from policyc.rules.catalogue import rule
from rules.examples import TODAY, findings


def ask(code: str, source: str, on: date = TODAY, *, strict: bool = False) -> tuple[Diagnostic, ...]:
    """What one rule finds, without asking the others."""
    asked = rule(code)
    assert asked is not None
    return findings(source, on, strict=strict, rules=(asked,))


def brief(found: tuple[Diagnostic, ...]) -> list[str]:
    """`level path`, one for each finding."""
    return [f"{one.severity} {'.'.join(map(str, one.path))}" for one in found]


def related(one: Diagnostic) -> list[tuple[int, int, str, str]]:
    """(line, column, Dutch label, English label) of everything that explains a finding."""
    return [(other.span.line, other.span.column, other.label.nl, other.label.en) for other in one.related]
