"""The open questions of a draft, each at the part of the statement that it concerns."""

from __future__ import annotations

from dataclasses import dataclass

from policyc.diagnostics import Path
from policyc.model import shape
from policyc.model.policy import Policy, Unconfirmed
from policyc.model.values import Text


@dataclass(frozen=True, slots=True)
class OpenQuestions:
    """Hands every question to the most specific part that is about it.

    `parts` are the paths of everything the statement shows as a part of its own. A question belongs to the longest of
    them that its own path begins with; () is the statement as a whole.
    """

    parts: tuple[Path, ...]
    facts: tuple[Unconfirmed, ...]

    @classmethod
    def of(cls, policy: Policy, parts: tuple[Path, ...]) -> OpenQuestions:
        """The questions of a policy. An archived text has none: it is what it was."""
        return cls(parts=((), *parts), facts=() if policy.status == "archived" else policy.unconfirmed)

    def at(self, part: Path) -> tuple[Text, ...]:
        """The questions that belong to `part`, in the order of the source."""
        return tuple(fact.question for fact in self.facts if self._part_of(fact) == part)

    def _part_of(self, fact: Unconfirmed) -> Path:
        path = shape.canonical(shape.parse(fact.at))
        return max((part for part in self.parts if path[: len(part)] == part), key=len)
