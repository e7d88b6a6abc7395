"""One rule asked about a piece of a policy, and what it answers, in the forms that tests compare."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policyc.diagnostics import Diagnostic
from policyc.rules.catalogue import RULES, rule
from rules.examples import TODAY, findings


def ask(code: str, source: str, on: date = TODAY, *, strict: bool = False) -> tuple[Diagnostic, ...]:
    """What one rule finds. The others are not asked, except about suppressions, which are about what those find."""
    asked = rule(code)
    assert asked is not None
    rules = RULES if asked.family == "SU" else (asked,)
    return tuple(one for one in findings(source, on, strict=strict, rules=rules) if one.code == code)


def only(code: str, source: str, on: date = TODAY, *, strict: bool = False) -> Diagnostic:
    """The one thing that a rule finds."""
    (one,) = ask(code, source, on, strict=strict)
    return one


def path(one: Diagnostic) -> str:
    """The place of a finding, such as `cookies.c.names.1`."""
    return ".".join(map(str, one.path))


def brief(found: Iterable[Diagnostic]) -> list[str]:
    """`level path` of each finding."""
    return [f"{one.severity} {path(one)}" for one in found]


def worded(found: Iterable[Diagnostic]) -> list[str]:
    """`level path: English message` of each finding."""
    return [f"{one.severity} {path(one)}: {one.message.en}" for one in found]


def told(found: Iterable[Diagnostic]) -> list[tuple[str, str, str, str]]:
    """(level, path, Dutch message, English message) of each finding."""
    return [(str(one.severity), path(one), one.message.nl, one.message.en) for one in found]


def places(found: Iterable[Diagnostic]) -> list[str]:
    """`path “words it is about”` of each finding."""
    return [path(one) + (f" “{one.subject}”" if one.subject else "") for one in found]


def related(*found: Diagnostic) -> list[tuple[int, int, str, str]]:
    """(line, column, Dutch label, English label) of everything that explains the findings."""
    return [
        (other.span.line, other.span.column, other.label.nl, other.label.en) for one in found for other in one.related
    ]
