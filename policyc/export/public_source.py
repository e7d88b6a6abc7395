"""A policy as its readers may have it: YAML with what the statement tells them, and nothing else.

A source holds more than a statement: questions that are still open, findings somebody accepted and why, what an
announcement will say, and answers that only the rules look at. None of that is in here, nor any comment. What is in
here is a policy again, and its statement reads the same; that of a draft without its open questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import yaml

from policyc.model.base import Model
from policyc.model.cookies import Cookie
from policyc.model.legal_basis import Consent, Contract, LegitimateInterests
from policyc.model.party import Controller, DataProtectionOfficer
from policyc.model.personal_data import DataCategory
from policyc.model.policy import Commitment, Policy, Release
from policyc.model.purpose import ONLY_ROW, Purpose
from policyc.model.recipient import Recipient, SubProcessor
from policyc.model.retention import KINDS
from policyc.model.text import Text
from policyc.model.transfer import AdequacyTransfer, StandardClausesTransfer
from policyc.model.values import Duration

_Fields = Mapping[type[Model], Set[str]]

INTERNAL: _Fields = {
    Model: {"formerly"},  # earlier ids, for the comparison of versions
    # Questions and decisions of the makers, and how it looks, which is no content.
    Policy: {"unconfirmed", "suppress", "design"},
    # The announcement is a document of its own; only its summary stands in the statement too.
    Release: Release.model_fields.keys() - {"summary"},
    # Answers that only the rules look at.
    Controller: {"vat_liable", "online_service", "public_authority"},
    Purpose: {"core_service"},
    DataCategory: {"regulated"},
    Commitment: {"claim"},
    Consent: {"request"},
    Cookie: {"asked_by_user"},
    **{kind: {"norm"} for kind in KINDS.values()},
}
"""What readers never see, by the class whose field it is."""

READ_INTO: _Fields = {
    DataCategory: {"origin", "special"},
    Recipient: {"role"},
    Consent: {"given_by", "withdrawn_by", "withdraw_at"},
    Contract: {"steps_at_request"},
    LegitimateInterests: {"whose", "balancing_on_request"},
    AdequacyTransfer: {"decision"},
    StandardClausesTransfer: {"clauses"},
    Cookie: {"conditions"},
    Release: {"summary"},
}
"""What a transcriber only read into a published text, for the rules. Its statement, which keeps to the words of that
text, does not say it."""


_ALWAYS = {(Policy, "language")}
"""What is written even where it goes without saying: in another program it does not."""


def public_source(policy: Policy) -> bytes:
    """The policy as a YAML file. Equal policies give equal bytes."""
    data = _Projection(policy).data()
    return yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=_NO_FOLDING
    ).encode()


# --- what is in it


@dataclass(frozen=True)
class _Projection:
    """Makes plain data of a policy, without what is not for its readers."""

    policy: Policy

    def data(self) -> Mapping[str, Any]:
        return self._part(self.policy)

    def _part(self, part: Model) -> dict[str, Any]:
        part, fields = _as_told(part), {}
        for name, info in type(part).model_fields.items():
            value = getattr(part, name)
            absent = not info.is_required() and value == info.get_default(call_default_factory=True)
            if self._is_internal(part, name) or (absent and (type(part), name) not in _ALWAYS):
                continue
            said = self._value(value)
            # A part with nothing but internal fields is not there; one that was empty all along says so by being there.
            if said != {} or not value or value == type(value)():
                fields[info.alias or name] = said
        return _without_rows(fields) if isinstance(part, Purpose) else fields

    def _is_internal(self, part: Model, name: str) -> bool:
        return _has(INTERNAL, part, name) or (bool(self.policy.transcription) and _has(READ_INTO, part, name))

    def _value(self, value: Any) -> Any:
        match value:
            case Model():
                return self._part(value)
            case Text():
                return self._text(value)
            case Mapping():
                return {key: self._value(inner) for key, inner in value.items() if self._is_anywhere(key, inner)}
            case tuple():
                return [self._value(inner) for inner in value]
            case str() | date() | Duration():
                return str(value)
            case _:
                return value

    def _text(self, text: Text) -> str | dict[str, str]:
        """A text in the languages of the statement, as its author wrote it."""
        texts = dict(text.by_language)
        if "" in texts:
            return texts[""]
        published = {code: texts[code] for code in self.policy.languages if code in texts}
        return published or dict(text.by_language[:1])

    def _is_anywhere(self, key: str, part: Any) -> bool:
        """Whether the statement shows the part at all: in its list, or because the rest of it speaks of it."""
        if isinstance(part, DataCategory | Recipient) and part.listed is False:
            return key in self._mentioned or bool(getattr(part, "transfers", ()))
        return True

    @cached_property
    def _mentioned(self) -> Set[str]:
        return set(_ids(self.policy))


def _has(fields: _Fields, part: Model, name: str) -> bool:
    return any(isinstance(part, cls) and name in names for cls, names in fields.items())


def _as_told(part: Model) -> Model:
    """The part, with only what a statement tells of it in its place.

    What the text has not in its list it only calls by its name, besides where data go. Of an officer who is not there
    it tells nothing but why.
    """
    match part:
        case DataCategory(listed=False):
            return DataCategory(name=part.name, listed=False)
        case Recipient(listed=False):
            through = {transfer.through for transfer in part.transfers.values()}
            subs = {id_: SubProcessor(name=sub.name) for id_, sub in part.sub_processors.items() if id_ in through}
            kept = {name: getattr(part, name) for name in ("name", "category", "country", "transfers", "listed")}
            return part.model_copy(update={**_defaults(Recipient), **kept, "sub_processors": subs})
        case DataProtectionOfficer(designated=False):
            return DataProtectionOfficer(designated=False, reason=part.reason)
        case DataProtectionOfficer(designated=None):
            return DataProtectionOfficer()
    return part


def _defaults(cls: type[Model]) -> Mapping[str, Any]:
    return {name: info.get_default(call_default_factory=True) for name, info in cls.model_fields.items()}


def _without_rows(purpose: dict[str, Any]) -> dict[str, Any]:
    """A purpose with one row as authors write it: the fields of the row on the purpose itself."""
    rows = purpose.get("processing", {})
    if list(rows) != [ONLY_ROW] or "name" in rows[ONLY_ROW]:
        return purpose
    return {**{key: value for key, value in purpose.items() if key != "processing"}, **rows[ONLY_ROW]}


def _ids(policy: Policy) -> Iterator[str]:
    """The ids of data and recipients that purposes and cookies speak of."""
    for purpose in policy.purposes.values():
        for row in purpose.processing.values():
            yield from (*row.data, *row.recipients)
    for cookie in policy.cookies.values():
        yield from (*cookie.data, *(cookie.third_party_access or ()), cookie.provider or "")


# --- how it is written

_NO_FOLDING = 1_000_000


class _Dumper(yaml.SafeDumper):
    """In Python and never libyaml, which writes some things in another way: the same bytes on every machine."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text_node(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    """A text of several lines as such, which YAML calls literal, so that it can be read."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text_node)
