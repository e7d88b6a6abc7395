"""What a rule is: a question to a policy on a date, with all that is known about the question itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from policyc.diagnostics import Path, Severity, Wording
from policyc.rules.case import Case

AVG = date(2018, 5, 25)
"""The day the AVG began to apply (art. 99(2))."""

ALWAYS = date.min
"""For what a text must be whatever the law of the day says."""

Precision = Literal["very-high", "high", "medium", "low"]
"""How sure a finding is: what the model says is certain, what a text means is read from its words."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, before it has a place in a file.

    `at` leads to the value, or to the one that is missing. `phrase` is the piece of that text the finding is about; it
    narrows the place. `subject` tells it apart from others of its rule at one path, where the phrase does not. `level`
    and `help` take the place of those of the rule. `related` are paths that explain it; a
    path that ends at a mapping marks its key. `reader` is the passage as readers see it.
    """

    at: Path
    message: Wording
    phrase: str = ""
    level: Severity | None = None
    help: Wording | None = None
    related: tuple[tuple[Path, Wording], ...] = ()
    reader: str | None = None
    subject: str = ""


Check = Callable[[Case], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue (docs/rules). It asks nothing of a policy judged by a day outside [since, until)."""

    code: str
    check: Check
    level: Severity
    title: Wording
    help: Wording
    """How to mend it."""
    sources: tuple[str, ...]
    """Such as `AVG 13(1)(a)`; articles first, then guidelines and judgments."""
    since: date = AVG
    until: date | None = None
    strict: Severity | None = None
    """The level under `--strict`, where that is another one."""
    precision: Precision = "very-high"
    facts: tuple[tuple[str, str], ...] = ()
    """(topic, id) of the legal facts it rests on besides those that the policy itself points at."""
    acceptable: bool = True
    """Whether a `suppress` entry may accept what it finds."""

    @property
    def name(self) -> str:
        """The name of the question for machines: `legal-name-unknown`."""
        return self.check.__name__.replace("_", "-")

    @property
    def family(self) -> str:
        return self.code[:2]

    def holds(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)
