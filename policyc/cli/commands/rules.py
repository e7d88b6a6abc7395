"""`policyc rules`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from policyc.cli.commands.options import Color, ColorOption, Lang, UiLanguage

EPILOG = "Uitkomst: 0 = getoond, 2 = verkeerd gebruik."


class ListFormat(StrEnum):
    text = "text"
    json = "json"


def rules(
    format_: Annotated[ListFormat, typer.Option("-f", "--format", help="text of json.")] = ListFormat.text,
    lang: Lang = UiLanguage.nl,
    color: ColorOption = Color.auto,
) -> None:
    """Toon alle regels: niveau, sinds wanneer, bron."""
    from policyc.cli.rules import list_rules

    raise typer.Exit(list_rules(as_json=format_ is ListFormat.json, lang=lang.value, color=color.value))
