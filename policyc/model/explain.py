"""Every pydantic error in a sentence of our own, at its place in the source; pydantic's never reaches a user."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from policyc.diagnostics import Diagnostic, Path, Severity, Wording
from policyc.model import shape
from policyc.model.base import KEY, REFUSED, quoted, wording_of
from policyc.model.places import narrowed
from policyc.model.retention import KINDS
from policyc.model.transfer import MECHANISMS
from policyc.source.document import Document
from policyc.source.suggestion import did_you_mean, suggestion

_MOST_CHOICES = 12  # more words than this are a wall, not a help


@dataclass(frozen=True, slots=True)
class _Finding:
    """What to say of an error, and where: `key` points at the name instead of the value."""

    code: str
    message: Wording
    help: Wording | None
    path: Path
    key: bool = False
    find: str = ""
    """The piece of the value that is wrong, where that is less than all of it."""


def diagnostics_of(errors: list[ErrorDetails], document: Document) -> Iterator[Diagnostic]:
    """One diagnostic per error, in pydantic's order; a misspelt field is not reported as missing as well."""
    misspelt = {
        (tuple(error["loc"][:-1]), did_you_mean(str(error["loc"][-1]), shape.keys_at(tuple(error["loc"][:-1]))))
        for error in errors
        if error["type"] == "extra_forbidden"
    }
    for error in errors:
        loc = tuple(error["loc"])
        if error["type"] == "missing" and (loc[:-1], loc[-1]) in misspelt:
            continue
        found = _explain(error, loc, document)
        path = document.resolve(found.path)
        yield Diagnostic(
            code=found.code,
            severity=Severity.ERROR,
            message=found.message,
            file=document.source.name,
            span=narrowed(document, document.locate(path, key=found.key), found.find),
            path=path,
            help=found.help,
        )


def _explain(error: ErrorDetails, loc: Path, document: Document) -> _Finding:
    context: Mapping[str, Any] = error.get("ctx", {})
    loc = (*loc, *context.get("at", ()))
    path = loc[:-1] if loc and loc[-1] == KEY else loc
    match error["type"]:
        case _ if error["type"] == REFUSED:
            help_ = Wording(str(context["help_nl"]), str(context["help_en"])) if "help_nl" in context else None
            return _Finding(context["code"], wording_of(context), help_, path, path != loc, context["find"])
        case "missing":
            return _missing(path, error["input"], document)
        case "union_tag_not_found":
            return _missing((*path, str(context["discriminator"]).strip("'")), error["input"], document)
        case "extra_forbidden":
            return _unknown_key(path, document)
        case "literal_error":
            # Of a key the mapping itself knows the words.
            words = shape.words_at(path if path == loc else path[:-1])
            return _not_a_choice(error["input"], words, path, key=path != loc)
        case "union_tag_invalid":
            words = tuple(word.strip("' ") for word in str(context["expected_tags"]).split(","))
            key = str(context["discriminator"]).strip("'")
            return _not_a_choice(_get(error["input"], key), words, (*path, key))
        case "transfer_mechanism":
            return _not_a_choice(_get(error["input"], "mechanism"), MECHANISMS, (*path, "mechanism"))
        case "retention_kind":
            return _no_kind_of_term(error["input"], path)
        case "model_type" | "model_attributes_type" | "dict_type" | "mapping_type":
            return _fields_expected(error["input"], path)
        case "tuple_type" | "list_type":
            return _list_expected(path)
    # No type of ours leads here; a new pydantic version could. The sentence is vague but true.
    return _Finding("MO009", Wording("Deze waarde past hier niet.", "This value does not fit here."), None, path)


def _get(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


# --- keys -----------------------------------------------------------------------------------------------------------


def _missing(path: Path, given: Any, document: Document) -> _Finding:
    """A field that is not there, or is there without a value: `null` and absent are one."""
    field = str(path[-1])
    if len(document.resolve(path)) > len(document.resolve(path[:-1])):
        message = Wording(f"Het veld “{field}” is niet ingevuld.", f"The field “{field}” has no value.")
        return _Finding("MO001", message, None, path, key=True)
    for key in given if isinstance(given, dict) else ():
        if did_you_mean(key, (field,)) and key not in shape.keys_at(path[:-1]):
            return _Finding("MO002", *_unknown(key, (field,)), (*path[:-1], key), key=True)
    where = document.resolve(path[:-1])
    message = Wording(f"Het veld “{field}” ontbreekt.", f"The field “{field}” is missing.")
    if where:
        nl, en = _spoken(where)
        message = Wording(f"Bij {nl} ontbreekt het veld “{field}”.", f"The field “{field}” is missing in {en}.")
    return _Finding("MO001", message, None, path[:-1], key=True)


def _spoken(path: Path) -> tuple[str, str]:
    """A path as people say it, in both languages: the items of a list are counted from 1."""
    names = ".".join(str(step) for step in path if isinstance(step, str))
    numbers = [step + 1 for step in path if isinstance(step, int)]
    if not numbers:
        return names, names
    return f"{names} (nummer {numbers[-1]})", f"{names} (number {numbers[-1]})"


def _unknown_key(path: Path, document: Document) -> _Finding:
    key = str(path[-1])
    known = shape.keys_at(path[:-1])
    if key not in known:
        return _Finding("MO002", *_unknown(key, known), path, key=True)
    # Another member of the union has it: a term of another kind, a transfer on another ground.
    variant = shape.variants()[str(path[-2])]
    kind = next((kind for kind, cls in KINDS.items() if cls is variant), None)
    if kind is not None and key in KINDS:
        nl = f"“{key}” kan niet naast “{kind}” staan: een bewaartermijn is van één soort."
        en = f"“{key}” cannot stand beside “{kind}”: a term is of one kind."
    elif kind is not None:
        nl, en = f"“{key}” hoort niet bij een termijn met “{kind}”.", f"“{key}” does not go with “{kind}”."
    elif path[-2] == "<undecided>":
        nl, en = f"“{key}” kan hier pas staan als “mechanism” is ingevuld.", f"“{key}” needs a “mechanism” first."
    else:
        field = "basis" if "basis" in known else "mechanism"
        value = str(path[-2]) if field == "basis" else _written(document, (*path[:-1], field))
        nl, en = f"“{key}” hoort niet bij {field}: {value}.", f"“{key}” does not go with {field}: {value}."
    return _Finding("MO002", Wording(nl, en), _choices(shape.keys_of(variant)), path, key=True)


def _written(document: Document, path: Path) -> str:
    span = document.locate(document.resolve(path))
    return document.source.line(span.line)[span.column - 1 : span.end_column - 1]


def _unknown(key: str, known: tuple[str, ...]) -> tuple[Wording, Wording | None]:
    message = Wording(f"Onbekend veld {quoted(key)}.", f"Unknown field {quoted(key)}.")
    return message, suggestion(key, known) or _choices(known)


# --- values ---------------------------------------------------------------------------------------------------------


def _not_a_choice(value: Any, words: tuple[str, ...], path: Path, *, key: bool = False) -> _Finding:
    if not isinstance(value, str | bool):
        nl, en = ("geen lijst", "not a list") if isinstance(value, list) else ("geen velden", "not fields")
        message = Wording(f"Hier hoort één woord te staan, {nl}.", f"One word is expected here, {en}.")
        return _Finding("MO003", message, _choices(words), path, key=key)
    word = value if isinstance(value, str) else "true" if value else "false"
    message = Wording(f"{quoted(word)} kan hier niet staan.", f"{quoted(word)} is not possible here.")
    meant, choices = suggestion(word, words), _choices(words)
    if meant and choices:
        choices = Wording(f"{meant.nl} {choices.nl}", f"{meant.en} {choices.en}")
    return _Finding("MO003", message, choices, path, key=key)


def _choices(known: tuple[str, ...]) -> Wording | None:
    if not known:
        return None
    listed = ", ".join(known[:_MOST_CHOICES])
    if len(known) > _MOST_CHOICES:
        return Wording(f"Dit kan hier onder andere staan: {listed}.", f"Possible here, among others: {listed}.")
    return Wording(f"Dit kan hier staan: {listed}.", f"Possible here: {listed}.")


def _no_kind_of_term(value: Any, path: Path) -> _Finding:
    kinds = tuple(KINDS)
    for key in value if isinstance(value, dict) else ():
        if did_you_mean(key, kinds) and key not in shape.keys_at(path):
            return _Finding("MO002", *_unknown(key, kinds), (*path, key), key=True)
    if isinstance(value, str):
        message = Wording(f"{quoted(value)} is nog geen bewaartermijn.", f"{quoted(value)} is not a term yet.")
        help_ = Wording(
            "Schrijf van welke soort zij is: {period: P2Y}, {until: u zich afmeldt} of {criterion: …}.",
            "Say of which kind it is: {period: P2Y}, {until: you unsubscribe} or {criterion: …}.",
        )
        return _Finding("MO006", message, help_, path)
    message = Wording("Hier ontbreekt de termijn of de maatstaf.", "The term or the criterion is missing here.")
    return _Finding("MO006", message, _choices(kinds), path)


def _fields_expected(value: Any, path: Path) -> _Finding:
    known = shape.keys_at(path)
    key, colon, rest = value.partition(":") if isinstance(value, str) else ("", "", "")
    if colon and rest and key in known:
        message = Wording(f"Na “{key}:” ontbreekt een spatie.", f"After “{key}:” a space is missing.")
        return _Finding("MO004", message, None, path, find=f"{key}:")
    if not known:
        message = Wording("Hier horen onderdelen te staan, elk met een naam.", "Parts with names are expected here.")
        help_ = Wording("Schrijf de naam, een dubbele punt en daaronder de velden.", "Write name, colon, fields below.")
        return _Finding("MO004", message, help_, path)
    if "basis" in known:
        message = Wording("Hier hoort een grondslag te staan.", "A legal basis is expected here.")
        return _Finding("MO004", message, _choices(shape.words_at((*path, "basis"))), path)
    message = Wording("Hier horen velden te staan (naam: waarde).", "Fields are expected here (name: value).")
    return _Finding("MO004", message, _choices(known), path)


def _list_expected(path: Path) -> _Finding:
    return _Finding(
        "MO005",
        Wording("Hier hoort een lijst te staan.", "A list is expected here."),
        Wording(
            "Schrijf [a, b], of zet elk deel op een eigen regel na een streepje.",
            "Write [a, b], or one item a line after a dash.",
        ),
        path,
    )
