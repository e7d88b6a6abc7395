"""The open questions of a draft, each at the part of the statement that it concerns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyc.diagnostics import Path
from policyc.model import shape
from policyc.model.policy import Policy
from policyc.model.text import Text


@dataclass(frozen=True, slots=True)
class OpenQuestions:
    """Every question with the most specific part that is about it: `by_part[()]` are those about the whole."""

    by_part: Mapping[Path, tuple[Text, ...]]
    count: int

    @classmethod
    def of(cls, policy: Policy, parts: tuple[Path, ...]) -> OpenQuestions:
        """The questions of a policy. An archived text has none: it is what it was.

        `parts` are the paths of everything the statement shows as a part of its own. A question belongs to the longest
        of them that its own path begins with.
        """
        facts = () if policy.status == "archived" else policy.unconfirmed
        shown = frozenset(parts)
        by_part: dict[Path, tuple[Text, ...]] = {}
        for fact in facts:
            part = shape.canonical(shape.parse(fact.at))
            while part and part not in shown:
                part = part[:-1]
            by_part[part] = (*by_part.get(part, ()), fact.question)
        return cls(by_part, len(facts))

    def at(self, part: Path) -> tuple[Text, ...]:
        """The questions that belong to `part`, in the order of the source."""
        return self.by_part.get(part, ())
