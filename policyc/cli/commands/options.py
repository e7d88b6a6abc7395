"""The options that several commands share, as typer declares them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Optional

import typer


class UiLanguage(StrEnum):
    """The language of messages, not of the statement."""

    nl = "nl"
    en = "en"


class Color(StrEnum):
    auto = "auto"
    always = "always"
    never = "never"


# The heading in `--help` of what nearly every command takes.
GENERAL = "Algemene opties"

# typer evaluates these at run time and knows Optional better than `| None` in older releases of the range.
Paths = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Argument(
        help="Beleidsbestanden of mappen; - leest van de standaardinvoer. Zonder: policies/*.yaml.", metavar="[PAD]…"
    ),
]
AsOf = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--as-of", metavar="DATUM", help="Oordeel naar het recht van deze dag (jjjj-mm-dd). Zonder: de ingangsdatum."
    ),
]
StdinFilename = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--stdin-filename", metavar="NAAM", help="Hoe het bestand heet dat van - komt."),
]
ConfigFile = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--config",
        metavar="BESTAND",
        help="Instellingen. Zonder: policyc.toml of pyproject.toml, hier of hoger.",
        envvar="POLICYC_CONFIG",
        rich_help_panel=GENERAL,
    ),
]
Isolated = Annotated[
    bool, typer.Option("--isolated", help="Zonder instellingen van het project.", rich_help_panel=GENERAL)
]
Lang = Annotated[
    UiLanguage,
    typer.Option("--lang", help="Taal van de meldingen.", envvar="POLICYC_LANG", rich_help_panel=GENERAL),
]
MessageLang = Annotated[
    UiLanguage,
    typer.Option("--message-lang", help="Taal van de meldingen.", envvar="POLICYC_LANG", rich_help_panel=GENERAL),
]
ColorOption = Annotated[Color, typer.Option("--color", help="Kleur in de meldingen.", rich_help_panel=GENERAL)]
