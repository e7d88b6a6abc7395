"""One shape for every problem in a policy: syntax, schema, references and (later) law.

A diagnostic is a value. It is collected, sorted and shown by a report; it is never raised and never prints itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

Language = Literal["nl", "en"]
Path = tuple[str | int, ...]


class Severity(StrEnum):
    """How much a finding weighs. `ERROR` makes the answer of `validate` a no."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Wording(NamedTuple):
    """The same sentence in both languages of the tool. The type makes forgetting one impossible."""

    nl: str
    en: str

    def in_language(self, language: Language) -> str:
        return self.nl if language == "nl" else self.en


class Span(NamedTuple):
    """A stretch of source text. Lines and columns are 1-based and count Unicode code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Related(NamedTuple):
    """A second place that explains a finding, such as the first of two equal keys."""

    span: Span
    label: Wording


class Acceptance(NamedTuple):
    """Who decided to live with a finding, why, and through which day."""

    reason: str
    by: str
    until: date


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem at one place in one file.

    `code` is two capitals and three digits and never changes its meaning: YA… for YAML, MO… for the model, the
    families of `rules` for the law. `path` is the route of keys from the root; `help` says how to mend it.

    `label` stands beside the place itself. `reader` is the passage as readers see it now. `sources` are what the
    finding rests on, such as `AVG 13(1)(a)`. `subject` tells findings of one code at one path apart (the word a rule
    trips over): with code and path it makes a fingerprint that no added line changes. An `accepted` finding is shown
    to machines and counted, and weighs nothing.
    """

    code: str
    severity: Severity
    message: Wording
    file: str
    span: Span
    path: Path = ()
    help: Wording | None = None
    related: tuple[Related, ...] = ()
    label: Wording | None = None
    reader: str | None = None
    sources: tuple[str, ...] = ()
    subject: str = ""
    accepted: Acceptance | None = None


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by file, then place, then weight, then code: the same findings always print in the same order."""
    return tuple(sorted(diagnostics, key=lambda d: (d.file, d.span, _RANK[d.severity], d.code, d.message.nl)))
