"""What a rule says about a piece of a policy, in both languages, with what it points at: for tests of one rule."""

from __future__ import annotations

from datetime import date

from policyc.diagnostics import Diagnostic
from policyc.rules.catalogue import rule
from rules.examples import TODAY, findings


def found(code: str, source: str, on: date = TODAY) -> tuple[Diagnostic, ...]:
    """What one rule finds."""
    asked = rule(code)
    assert asked is not None
    return findings(source, on, rules=(asked,))


def told(code: str, source: str, on: date = TODAY) -> list[tuple[str, str, str, str]]:
    """(level, path, Dutch, English) of what one rule finds, in order."""
    return [
        (str(one.severity), ".".join(map(str, one.path)), one.message.nl, one.message.en)
        for one in found(code, source, on)
    ]


def places(code: str, source: str, on: date = TODAY) -> list[str]:
    """The paths of what one rule finds, with the words it is about."""
    return [
        ".".join(map(str, one.path)) + (f" “{one.subject}”" if one.subject else "") for one in found(code, source, on)
    ]


def explained(code: str, source: str, on: date = TODAY) -> list[tuple[int, int, str, str]]:
    """(line, column, Dutch, English) of each related place."""
    return [
        (related.span.line, related.span.column, related.label.nl, related.label.en)
        for one in found(code, source, on)
        for related in one.related
    ]
