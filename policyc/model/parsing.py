"""How a value of the source becomes a value of the model: every field is parsed by a function of ours.

So a wrong value is refused in a sentence a lawyer understands. The source gives text for everything that is not a
boolean or null (see `policyc.source.nodes.Numeral`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from policyc.model.base import quoted, refuse


class Parsed:
    """Marks a type whose values a function of ours makes of whatever the source gives.

    What pydantic's own PlainValidator does, without the look at the function's signature at every one of the four
    hundred fields: that look is a tenth of a cold start.
    """

    def __init__(self, parse: Callable[[Any], Any]) -> None:
        self._schema = core_schema.no_info_plain_validator_function(parse)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return self._schema


def as_text(value: Any, nl: str = "tekst", en: str = "Text") -> str:
    """The text of a value; `nl` and `en` name what is expected, for when there is no text at all."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        word = "true" if value else "false"
        if nl != "tekst":
            refuse("MO010", f"Hier hoort {nl} te staan, geen {word}.", f"{en} is expected here, not {word}.")
        refuse(
            "MO010",
            f"Hier hoort tekst te staan, geen {word}.",
            f"Text is expected here, not {word}.",
            help_nl=f'Bedoelt u het woord, zet het dan tussen aanhalingstekens: "{word}".',
            help_en=f'If you mean the word, put it in quotes: "{word}".',
        )
    found_nl, found_en = ("geen lijst", "not a list") if isinstance(value, list) else ("geen velden", "not fields")
    if value is None:
        found_nl, found_en = "maar er staat niets", "but there is nothing"
    refuse("MO010", f"Hier hoort {nl} te staan, {found_nl}.", f"{en} is expected here, {found_en}.")


def filled(value: str) -> str:
    # Zero-width characters alone are nothing to a reader either.
    if not any(character.isprintable() and not character.isspace() for character in value):
        refuse_empty()
    return value


def refuse_empty() -> NoReturn:
    refuse(
        "MO011",
        "Deze tekst is leeg.",
        "This text is empty.",
        help_nl="Vul de tekst in, of laat het veld weg.",
        help_en="Fill in the text, or leave the field out.",
    )


def line(value: Any, nl: str = "tekst", en: str = "Text") -> str:
    return filled(" ".join(as_text(value, nl, en).split()))


def one_or_more(parse: Callable[[Any], Any] | None = None) -> BeforeValidator:
    """Accept one value where a list is meant: `legal_basis: contract` is `legal_basis: [contract]`."""

    def as_list(value: Any) -> Any:
        values = value if isinstance(value, list | tuple) else [value]
        return [parse(item) for item in values] if parse else values

    return BeforeValidator(as_list)


def _no_repeats(values: tuple[Any, ...]) -> tuple[Any, ...]:
    seen: set[Any] = set()
    for number, value in enumerate(values):
        if value in seen:
            refuse("MO025", f"{quoted(value)} staat er twee keer.", f"{quoted(value)} is listed twice.", at=(number,))
        seen.add(value)
    return values


unique = AfterValidator(_no_repeats)
