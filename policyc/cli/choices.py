"""What can be chosen for every command that reads policies."""

from __future__ import annotations

from dataclasses import dataclass

from policyc.diagnostics import Language


@dataclass(frozen=True, slots=True)
class Choices:
    """`--config`, `--isolated`, `--lang` and `--color`, as typed."""

    config: str | None
    isolated: bool
    lang: Language
    color: str
