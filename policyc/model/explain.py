"""Every pydantic error in a sentence of our own, at the place in the source. pydantic's wording never reaches a user."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from policyc.diagnostics import Diagnostic, Path, Severity, Wording
from policyc.model import shape
from policyc.model.base import REFUSED, wording_of
from policyc.model.retention import KINDS
from policyc.model.transfer import MECHANISMS
from policyc.source.document import Document
from policyc.source.suggestion import did_you_mean

_KEY = "[key]"  # pydantic's mark in `loc` for "the key itself"


def diagnostics_of(errors: list[ErrorDetails], document: Document) -> Iterator[Diagnostic]:
    """One diagnostic per error, in pydantic's order."""
    for error in errors:
        yield _explain(error, document)


def _explain(error: ErrorDetails, document: Document) -> Diagnostic:
    loc: Path = tuple(error["loc"])
    at_key = bool(loc) and loc[-1] == _KEY
    path = loc[:-1] if at_key else loc
    context: Mapping[str, Any] = error.get("ctx", {})
    match error["type"]:
        case _ if error["type"] == REFUSED:
            code, message = str(context["code"]), wording_of(context)
            help_ = Wording(str(context["help_nl"]), str(context["help_en"])) if "help_nl" in context else None
        case "missing":
            code, path, message, help_ = "MO001", path[:-1], *_missing(path)
            at_key = True
        case "extra_forbidden":
            code, (message, help_), at_key = "MO002", _unknown_key(path), True
        case "literal_error":
            words = shape.words_at(path)
            code, (message, help_) = "MO003", _not_a_choice(_shown(error["input"], path), words)
        case "union_tag_invalid":
            tags = tuple(word.strip("' ") for word in str(context["expected_tags"]).split(","))
            path = (*path, str(context["discriminator"]).strip("'"))
            code, (message, help_) = "MO003", _not_a_choice(str(context["tag"]), tags)
        case "union_tag_not_found":
            code, (message, help_), at_key = "MO001", _missing((*path, str(context["discriminator"]).strip("'"))), True
        case "transfer_mechanism":
            path = (*path, "mechanism")
            code, (message, help_) = "MO003", _not_a_choice(_shown(_get(error["input"], "mechanism"), path), MECHANISMS)
        case "retention_kind":
            code, (message, help_) = _no_kind_of_term(error["input"])
        case "model_type" | "model_attributes_type" | "dict_type" | "mapping_type":
            code, (message, help_) = "MO004", _block_expected(path)
        case "tuple_type" | "list_type":
            code, (message, help_) = "MO005", _list_expected()
        case _:
            # No type of ours leads here; a new pydantic version could. The sentence is vague but true.
            code, help_ = "MO009", None
            message = Wording("Deze waarde past hier niet.", "This value does not fit here.")
    return Diagnostic(
        code=code,
        severity=Severity.ERROR,
        message=message,
        file=document.source.name,
        span=document.locate(path, key=at_key),
        path=path,
        help=help_,
    )


def _get(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _shown(value: Any, path: Path) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(path[-1]) if path else ""


def _missing(path: Path) -> tuple[Wording, Wording | None]:
    field = path[-1]
    parent = ".".join(str(segment) for segment in path[:-1])
    if not parent:
        return Wording(f"Het veld “{field}” ontbreekt.", f"The field “{field}” is missing."), None
    return (
        Wording(f"Bij {parent} ontbreekt het veld “{field}”.", f"The field “{field}” is missing in {parent}."),
        None,
    )


def _unknown_key(path: Path) -> tuple[Wording, Wording | None]:
    key = str(path[-1])
    known = shape.keys_at(path[:-1])
    if key in KINDS and "period" in known:
        return (
            Wording(f"“{key}” kan hier niet naast de andere termijn staan.", f"“{key}” cannot stand beside the other term."),
            Wording("Een bewaartermijn is van één soort.", "A retention term is of one kind."),
        )
    message = Wording(f"Onbekend veld “{key}”.", f"Unknown field “{key}”.")
    return message, _suggestion(key, known) or _choices(known)


def _suggestion(word: str, known: tuple[str, ...]) -> Wording | None:
    meant = did_you_mean(word, known)
    return Wording(f"Bedoelt u “{meant}”?", f"Did you mean “{meant}”?") if meant else None


def _choices(known: tuple[str, ...]) -> Wording | None:
    if not known:
        return None
    return Wording(f"Dit kan hier staan: {', '.join(known)}.", f"Possible here: {', '.join(known)}.")


def _not_a_choice(word: str, words: tuple[str, ...]) -> tuple[Wording, Wording | None]:
    message = Wording(f"“{word}” kan hier niet staan.", f"“{word}” is not possible here.")
    meant, choices = _suggestion(word, words), _choices(words)
    if meant and choices:
        return message, Wording(f"{meant.nl} {choices.nl}", f"{meant.en} {choices.en}")
    return message, meant or choices


def _no_kind_of_term(value: Any) -> tuple[str, tuple[Wording, Wording | None]]:
    keys = tuple(value) if isinstance(value, dict) else ()
    meant = next((guess for key in keys if (guess := _suggestion(key, tuple(KINDS)))), None)
    message = Wording("Hier ontbreekt de termijn of de maatstaf.", "The term or the criterion is missing here.")
    return "MO006", (message, meant or _choices(tuple(KINDS)))


def _block_expected(path: Path) -> tuple[Wording, Wording | None]:
    known = shape.keys_at(path)
    message = Wording("Hier horen velden te staan (naam: waarde).", "Fields are expected here (name: value).")
    return message, _choices(known)


def _list_expected() -> tuple[Wording, Wording | None]:
    return (
        Wording("Hier hoort een lijst te staan.", "A list is expected here."),
        Wording("Schrijf [a, b], of zet elk deel op een eigen regel na een streepje.", "Write [a, b], or one item a line after a dash."),
    )


