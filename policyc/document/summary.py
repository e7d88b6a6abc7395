"""The first layer of a statement: what most people want to know, in a few lines (WP260 rev.01, 35-37).

Values only. It holds nothing that the detail below it does not say too.
"""

from __future__ import annotations

from dataclasses import dataclass

from policyc.document.flows import FlowRecipient
from policyc.model.party import Controller
from policyc.model.retention import Retention
from policyc.model.rights import Right, RightsChannel
from policyc.model.text import Prose, Text


@dataclass(frozen=True, slots=True)
class PurposeInShort:
    """A purpose on one line. Of what its rows say, each thing once.

    A legal basis is its code, such as `consent`. Legitimate interests of which is said whose they are have that after
    it (`legitimate_interests_of_both`), and steps that people ask for before there is a contract are `steps_at_request`
    (art. 6(1)(b), second half).

    Bases and terms are empty where a row does not say its own: what is true of a part is not said of the whole.
    """

    name: Text
    anchor: str
    bases: tuple[str, ...]
    data: tuple[Text, ...]
    terms: tuple[Retention, ...]
    recipients: tuple[FlowRecipient, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The statement in short."""

    controllers: tuple[Controller, ...]
    channel: RightsChannel | None
    purposes: tuple[PurposeInShort, ...]
    rights: tuple[Right, ...]
    """All of them, the objection too, in the order of the law; the complaint apart."""
    complaint: bool
    """Whether there is a section on complaints."""
    changes: Prose | None
    """What changed since the last version, in the words of the author (`release.summary`)."""

    @property
    def balanced(self) -> bool:
        """Whether a purpose is said to rest on legitimate interests, a term that few readers know."""
        return any(basis.startswith("legitimate_interests") for purpose in self.purposes for basis in purpose.bases)
