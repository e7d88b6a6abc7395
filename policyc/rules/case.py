"""A policy on a day: what the rules look at, with the cross-sections that many of them need, each made once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar, get_args

from policyc.diagnostics import Path
from policyc.law import facts
from policyc.law.facts import TermAlert
from policyc.model.party import Controller
from policyc.model.personal_data import RegulatedData
from policyc.model.policy import Policy
from policyc.model.purpose import Processing, Purpose
from policyc.model.recipient import Recipient
from policyc.model.text import Text
from policyc.model.transfer import Transfer
from policyc.rules.mentions import mentioned_in
from policyc.rules.prose import (
    Passage,
    Said,
    announced_of,
    form_of,
    is_own_words,
    passages_of,
    phrases,
    present,
    said_of,
    vocabulary,
)
from policyc.rules.readability import Readability, readability

Basis = TypeVar("Basis")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a purpose with its place."""

    purpose_id: str
    purpose: Purpose
    id: str
    processing: Processing

    @property
    def path(self) -> Path:
        return ("purposes", self.purpose_id, "processing", self.id)


@dataclass(frozen=True, slots=True)
class Flow:
    """One transfer of one recipient with its place."""

    recipient_id: str
    recipient: Recipient
    id: str
    transfer: Transfer

    @property
    def path(self) -> Path:
        return ("recipients", self.recipient_id, "transfers", self.id)


@dataclass(frozen=True)
class Case:
    """A policy judged by the law of the day `on`."""

    policy: Policy
    on: date

    def say(self, text: Text | None) -> str:
        """A text of the author in the language of the policy; nothing for no text."""
        return "" if text is None else text.in_language(self.policy.language, form_of(self.policy)) or str(text)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row of every purpose, in the order of the policy. A purpose without rows has none."""
        return tuple(
            Row(purpose_id, purpose, row_id, row)
            for purpose_id, purpose in self.policy.purposes.items()
            for row_id, row in purpose.processing.items()
        )

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """Every transfer of every recipient."""
        return tuple(
            Flow(recipient_id, recipient, transfer_id, transfer)
            for recipient_id, recipient in self.policy.recipients.items()
            for transfer_id, transfer in recipient.transfers.items()
        )

    @cached_property
    def controllers(self) -> tuple[tuple[Path, Controller], ...]:
        """The controller or the joint controllers. An absent controller is one of which nothing is known."""
        if self.policy.controllers:
            return tuple((("controllers", id_), one) for id_, one in self.policy.controllers.items())
        return ((("controller",), self.policy.controller or Controller()),)

    @cached_property
    def data_uses(self) -> Mapping[str, tuple[Path, ...]]:
        """For every data category the places that use it: rows and cookies."""
        uses: dict[str, list[Path]] = {}
        for row in self.rows:
            for index, name in enumerate(row.processing.data):
                uses.setdefault(name, []).append((*row.path, "data", index))
        for cookie_id, cookie in self.policy.cookies.items():
            for index, name in enumerate(cookie.data):
                uses.setdefault(name, []).append(("cookies", cookie_id, "data", index))
        return {name: tuple(places) for name, places in uses.items()}

    @cached_property
    def regulated(self) -> Mapping[str, frozenset[RegulatedData]]:
        """For every data category the kinds of regulated data it is: by its own word, or by its name and items."""
        kinds: tuple[RegulatedData, ...] = get_args(RegulatedData)
        known = {kind: fact for kind in kinds if (fact := facts.regulated_data(kind, self.on))}
        words = {kind: present(fact.words, self.vocabulary) for kind, fact in known.items()}
        named = {kind: phrases(listed) for kind, listed in words.items() if listed}
        found = {}
        for id_, category in self.policy.data_categories.items():
            texts = [self.say(text) for text in (category.name, *category.items)]
            by_name = (kind for kind, pattern in named.items() if mentioned_in((pattern,), texts, self.on))
            found[id_] = frozenset((*(category.regulated or ()), *by_name))
        return found

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The author's texts that readers see, in the order of the model."""
        return tuple(passages_of(self._said))

    @cached_property
    def _said(self) -> tuple[Said, ...]:
        return tuple(said_of(self.policy))

    @cached_property
    def texts(self) -> tuple[tuple[Path, Text], ...]:
        """The author's texts in all their languages: those of the statement, then those of the notice about it."""
        return (*((said.path, said.text) for said in self._said), *announced_of(self.policy))

    @property
    def said(self) -> Iterator[tuple[Path, str]]:
        """The same with their mark-up: what stands behind the words of a link is part of a text too."""
        return ((said.path, said.words) for said in self._said)

    @cached_property
    def sentences(self) -> str:
        """All sentences of the passages, each on a line: what is not found here is found in none of them."""
        return "\n".join(sentence for passage in self.passages for sentence in passage.sentences)

    @cached_property
    def _lower(self) -> str:
        return self.sentences.lower()

    def may_hold(self, alert: TermAlert) -> bool:
        """Whether some sentence may have the words of an alert: a quick look before a search."""
        return alert.may_be_in(self._lower)

    @cached_property
    def _lists(self) -> dict[str, tuple[re.Pattern[str], ...]]:
        return {}

    def listed(self, list_id: str) -> tuple[re.Pattern[str], ...]:
        """Patterns for the words of a list of the legal facts: those that some sentence of the policy holds."""
        if list_id not in self._lists:
            words = present(facts.words(list_id, self.on), self.vocabulary)
            of_words = (phrases(words),) if words else ()
            wanted = (*of_words, *facts.patterns(list_id, self.on, within=self._lower))
            self._lists[list_id] = tuple(pattern for pattern in wanted if pattern.search(self.sentences))
        return self._lists[list_id]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of the passages, in lower case: see `policyc.rules.prose.present`."""
        return vocabulary(self.passages)

    @cached_property
    def own_words(self) -> tuple[Passage, ...]:
        """The passages in Dutch of which the author chose the words: no names, addresses and articles of law."""
        return tuple(passage for passage in self.passages if passage.is_dutch and is_own_words(passage))

    @cached_property
    def readability(self) -> Readability | None:
        """How hard the author's own words are to read; None for a text without a whole sentence."""
        return readability(sentence for passage in self.own_words for sentence in passage.sentences)

    def claim_at(self, path: Path) -> str | None:
        """What the commitment promises whose text stands there, by its author's own word."""
        match path:
            case ("commitments", str(id_), "text"):
                return self.policy.commitments[id_].claim
        return None

    def answers_for(self, row: Row) -> bool:
        """Whether the row is the organisation's own duty: not what it does for others (art. 28), not what is over."""
        ends = row.processing.ends
        return row.processing.own_role != "processor" and (ends is None or self.on < ends)

    @cached_property
    def _authorities(self) -> Mapping[str | int, Path]:
        return {path[-1]: path for path, controller in self.controllers if controller.public_authority}

    def authority_of(self, row: Row) -> Path | None:
        """A public authority that answers for the row, if one does. A row that names nobody is of all controllers."""
        named = row.processing.controllers
        return next((path for id_, path in self._authorities.items() if not named or id_ in named), None)

    def name_of(self, row: Row) -> str:
        """The name of its purpose between quotation marks, and which part of it, where it has several."""
        name = f"“{self.say(row.purpose.name)}”"
        return name if len(row.purpose.processing) == 1 else f"{name} ({self.say(row.processing.name) or row.id})"

    def bases(self, kind: type[Basis]) -> Iterator[tuple[Row, Path, Basis]]:
        """Every legal basis of one kind in the rows of purposes, with its row and place."""
        for row in self.rows:
            for index, basis in enumerate(row.processing.legal_basis):
                if isinstance(basis, kind):
                    yield row, (*row.path, "legal_basis", index), basis

    def cookie_bases(self, kind: type[Basis]) -> Iterator[tuple[str, Path, Basis]]:
        """The same for cookies, with the id of the cookie."""
        for cookie_id, cookie in self.policy.cookies.items():
            for index, basis in enumerate(cookie.legal_basis):
                if isinstance(basis, kind):
                    yield cookie_id, ("cookies", cookie_id, "legal_basis", index), basis
