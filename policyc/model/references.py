"""Names that must exist: every id a policy refers to, every path its author writes, every text in its language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from policyc.diagnostics import Diagnostic, Path, Severity, Span, Wording
from policyc.model import shape
from policyc.model.base import quoted
from policyc.model.cookies import Cookie
from policyc.model.legal_basis import Consent
from policyc.model.places import narrowed
from policyc.model.policy import Policy
from policyc.model.purpose import Processing
from policyc.model.text import Text
from policyc.model.values import SELF
from policyc.source.document import Document
from policyc.source.suggestion import suggestion


class _Reference(NamedTuple):
    """One use of an id: where, which, and what it may be."""

    path: Path
    name: str
    kind: Wording
    known: tuple[str, ...]


_AUDIENCE = Wording("een groep mensen (audiences)", "a group of people (audiences)")
_DATA = Wording("een soort gegevens (data_categories)", "a category of data (data_categories)")
_RECIPIENT = Wording("een ontvanger (recipients)", "a recipient (recipients)")
_PURPOSE = Wording("een doel (purposes)", "a purpose (purposes)")
_CONTROLLER = Wording("een verwerkingsverantwoordelijke (controllers)", "a controller (controllers)")
_REQUEST = Wording("een vraag om toestemming (consent.requests)", "a request for consent (consent.requests)")
_SUB_PROCESSOR = Wording("een subverwerker (sub_processors)", "a sub-processor (sub_processors)")
_SECTION = Wording("een onderdeel van de verklaring (sections)", "a section of the statement (sections)")


def check(policy: Policy, document: Document) -> Iterator[Diagnostic]:
    """Every reference that leads nowhere, in the order of the model."""
    for reference in _references(policy):
        if reference.name not in reference.known:
            yield _dangling(reference, document)
    yield from _author_paths(policy, document)
    yield from _reused_ids(policy, document)
    yield from _sections_in_a_circle(policy, document)
    yield from _missing_language(policy, document)


# --- ids ----------------------------------------------------------------------------------------------------------


def _references(policy: Policy) -> Iterator[_Reference]:
    for purpose_id, purpose in policy.purposes.items():
        for row_id, row in purpose.processing.items():
            yield from _row(policy, ("purposes", purpose_id, "processing", row_id), row)
    for cookie_id, cookie in policy.cookies.items():
        yield from _cookie(policy, ("cookies", cookie_id), cookie)
    for recipient_id, recipient in policy.recipients.items():
        for transfer_id, transfer in recipient.transfers.items():
            if transfer.through is not None:
                path = ("recipients", recipient_id, "transfers", transfer_id, "through")
                yield _Reference(path, transfer.through, _SUB_PROCESSOR, tuple(recipient.sub_processors))
    for section_id, section in policy.sections.items():
        if section.after is not None:
            known = (*shape.words_at(("commitments", "x", "after")), *policy.sections)
            yield _Reference(("sections", section_id, "after"), section.after, _SECTION, known)


def _row(policy: Policy, at: Path, row: Processing) -> Iterator[_Reference]:
    yield from _all(at, "audiences", row.audiences, _AUDIENCE, tuple(policy.audiences))
    yield from _all(at, "data", row.data, _DATA, tuple(policy.data_categories))
    yield from _all(at, "recipients", row.recipients, _RECIPIENT, tuple(policy.recipients))
    yield from _all(at, "controllers", row.controllers, _CONTROLLER, tuple(policy.controllers))
    yield from _requests(policy, at, row.legal_basis)


def _cookie(policy: Policy, at: Path, cookie: Cookie) -> Iterator[_Reference]:
    parties = (*policy.recipients, SELF)
    if cookie.provider is not None:
        yield _Reference((*at, "provider"), cookie.provider, _RECIPIENT, parties)
    yield from _all(at, "purpose", cookie.purpose, _PURPOSE, tuple(policy.purposes))
    yield from _all(at, "data", cookie.data, _DATA, tuple(policy.data_categories))
    yield from _all(at, "third_party_access", cookie.third_party_access or (), _RECIPIENT, tuple(policy.recipients))
    yield from _requests(policy, at, cookie.legal_basis)


def _all(at: Path, field: str, names: tuple[str, ...], kind: Wording, known: tuple[str, ...]) -> Iterator[_Reference]:
    for index, name in enumerate(names):
        yield _Reference((*at, field, index), name, kind, known)


def _requests(policy: Policy, at: Path, bases: tuple[Any, ...]) -> Iterator[_Reference]:
    known = tuple(policy.consent.requests) if policy.consent else ()
    for index, basis in enumerate(bases):
        if isinstance(basis, Consent) and basis.request is not None:
            yield _Reference((*at, "legal_basis", index, "request"), basis.request, _REQUEST, known)


def _dangling(reference: _Reference, document: Document) -> Diagnostic:
    name, kind = reference.name, reference.kind
    return document.error(
        "MO040",
        reference.path,
        Wording(
            f"“{name}” bestaat niet. Hier hoort de naam van {kind.nl}.",
            f"“{name}” does not exist. The name of {kind.en} is expected here.",
        ),
        _meant(name, reference.known)
        or Wording("Daar staat nog niets. Voeg het eerst toe.", "There is nothing there yet. Add it first."),
    )


_MOST_CHOICES = 12


def _meant(name: str, known: tuple[str, ...]) -> Wording | None:
    meant = suggestion(name, known)
    if meant is not None or not known:
        return meant
    listed = ", ".join(known[:_MOST_CHOICES])
    if len(known) > _MOST_CHOICES:
        return Wording(f"Dit bestaat onder andere wel: {listed}.", f"These exist, among others: {listed}.")
    return Wording(f"Dit bestaat wel: {listed}.", f"These exist: {listed}.")


# --- paths ----------------------------------------------------------------------------------------------------------


def _author_paths(policy: Policy, document: Document) -> Iterator[Diagnostic]:
    for index, fact in enumerate(policy.unconfirmed):
        yield from _author_path(policy, document, ("unconfirmed", index, "at"), fact.at)


def _author_path(policy: Policy, document: Document, where: Path, written: str) -> Iterator[Diagnostic]:
    path = shape.parse(written)
    wrong = shape.misstep(policy, path)
    if wrong is None:
        return
    index, known = wrong
    before = ".".join(str(segment) for segment in path[:index]) or "de verklaring"
    before_en = ".".join(str(segment) for segment in path[:index]) or "the statement"
    reached = ".".join(str(segment) for segment in path[: index + 1])
    yield Diagnostic(
        code="MO041",
        severity=Severity.ERROR,
        message=Wording(
            f"{quoted(written)} wijst niets aan: {before} heeft geen “{path[index]}”.",
            f"{quoted(written)} points at nothing: {before_en} has no “{path[index]}”.",
        ),
        file=document.source.name,
        span=_last_step(narrowed(document, document.locate(where), reached), reached, str(path[index])),
        path=where,
        help=_meant(str(path[index]), known),
    )


def _last_step(span: Span, path: str, step: str) -> Span:
    """Of the place of a written path the place of its last step; when it is written in an odd way, all of it."""
    is_found = span.line == span.end_line and span.end_column - span.column == len(path)
    return span._replace(column=span.end_column - len(step)) if is_found else span


# --- ids used twice, sections in a circle, languages ------------------------------------------------------------------


def _reused_ids(policy: Policy, document: Document) -> Iterator[Diagnostic]:
    """`formerly` names an id that is gone. If it is still in use, a rename cannot be told from two things."""
    for path, mapping in _mappings_with_history(policy):
        seen: dict[str, str] = {}
        for id_, part in mapping.items():
            for index, former in enumerate(part.formerly):
                if former in mapping or former in seen:
                    where = (*path, id_, "formerly", index)
                    nl, en = "die naam is nog in gebruik", "that name is still in use"
                    if former not in mapping:
                        nl, en = f"zo heette “{seen[former]}” al", f"it already is one of “{seen[former]}”"
                    yield document.error(
                        "MO042",
                        where,
                        Wording(
                            f"“{former}” kan geen vroegere naam zijn: {nl}.",
                            f"“{former}” cannot be a former name: {en}.",
                        ),
                    )
                seen.setdefault(former, id_)


def _mappings_with_history(policy: Policy) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for field in ("audiences", "data_categories", "recipients", "purposes", "cookies"):
        yield (field,), getattr(policy, field)
    for purpose_id, purpose in policy.purposes.items():
        yield ("purposes", purpose_id, "processing"), purpose.processing
    for recipient_id, recipient in policy.recipients.items():
        yield ("recipients", recipient_id, "transfers"), recipient.transfers
        yield ("recipients", recipient_id, "sub_processors"), recipient.sub_processors


def _sections_in_a_circle(policy: Policy, document: Document) -> Iterator[Diagnostic]:
    for section_id in policy.sections:
        seen = {section_id}
        after = policy.sections[section_id].after
        while after is not None and after in policy.sections and after not in seen:
            seen.add(after)
            after = policy.sections[after].after
        if after == section_id:
            where = ("sections", section_id, "after")
            yield document.error(
                "MO043",
                where,
                Wording(
                    f"“{section_id}” staat na zichzelf: deze onderdelen wijzen in een kring naar elkaar.",
                    f"“{section_id}” stands after itself: these sections point at each other in a circle.",
                ),
            )


def _missing_language(policy: Policy, document: Document) -> Iterator[Diagnostic]:
    for path, text in texts(policy):
        if text.in_language(policy.language) is None:
            yield document.error(
                "MO044",
                path,
                Wording(
                    f"Deze tekst ontbreekt in de taal van de verklaring ({policy.language}).",
                    f"This text is missing in the language of the statement ({policy.language}).",
                ),
                Wording(f"Voeg “{policy.language}: …” toe.", f"Add “{policy.language}: …”."),
            )


def texts(value: Any, at: Path = ()) -> Iterator[tuple[Path, Text]]:
    """Every text of the author with its path, in the order of the model."""
    if isinstance(value, Text):
        yield at, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from texts(getattr(value, name), (*at, field.alias or name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts(inner, (*at, key))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from texts(inner, (*at, index))
