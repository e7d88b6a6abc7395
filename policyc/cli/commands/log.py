"""`policyc log`."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from policyc.cli.commands.options import Color, ColorOption, ConfigFile, Isolated, Lang, Paths, UiLanguage

EPILOG = "Gepubliceerd is wat een tag <id>/v1.2.0 of <id>-v1.2.0 heeft. Uitkomst: 0 = getoond, 2 = geen antwoord."


def log(
    paths: Paths = None,
    formats: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "-f", "--format", metavar="SOORT[=BESTAND]", help="text of json; met =BESTAND in een bestand. Mag vaker."
        ),
    ] = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    lang: Lang = UiLanguage.nl,
    color: ColorOption = Color.auto,
) -> None:
    """Toon de gepubliceerde versies, de nieuwste eerst, en hoe zwaar elke wijziging was."""
    from policyc.cli.choices import Choices
    from policyc.cli.log import show_log

    raise typer.Exit(
        show_log(
            tuple(paths or ()),
            formats=tuple(formats or ()),
            choices=Choices(config, isolated, lang.value, color.value),
        )
    )
