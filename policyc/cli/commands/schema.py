"""`policyc schema`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Optional

import typer

from policyc.cli.commands.options import Color, ColorOption, MessageLang, UiLanguage

EPILOG = (
    "Zet dit als eerste regel in uw beleid, dan vindt de editor het schema:\n\n"
    "# yaml-language-server: $schema=schema.json\n\n"
    "Uitkomst: 0 = getoond of geschreven, 2 = geen antwoord."
)


class Of(StrEnum):
    """What the schema is of."""

    policy = "policy"
    config = "config"


def schema(
    of: Annotated[
        Of,
        typer.Argument(metavar="[SOORT]", help="policy (een beleid) of config (policyc.toml).", show_default="policy"),
    ] = Of.policy,
    output: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("-o", "--output", metavar="BESTAND", help="Schrijf in een bestand. Zonder: op de uitvoer."),
    ] = None,
    language: Annotated[UiLanguage, typer.Option("--lang", help="Taal van de uitleg in het schema.")] = UiLanguage.nl,
    message_language: MessageLang = UiLanguage.nl,
    color: ColorOption = Color.auto,
) -> None:
    """Geef het JSON Schema van de brontaal: uw editor vult dan velden aan en legt ze uit."""
    from policyc.cli.schema import give_schema

    raise typer.Exit(
        give_schema(of.value, language.value, output, message_language=message_language.value, color=color.value)
    )
