"""`policyc validate`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Optional

import typer

from policyc.cli.commands.options import (
    AsOf,
    Color,
    ColorOption,
    ConfigFile,
    Isolated,
    Lang,
    Paths,
    StdinFilename,
    UiLanguage,
)

EPILOG = "Uitkomst: 0 = in orde, 1 = er zijn fouten, 2 = geen antwoord (geen bestand, verkeerd gebruik)."


class FailOn(StrEnum):
    """The lightest finding that makes the answer of `validate` a no."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


def validate(
    paths: Paths = None,
    formats: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "-f",
            "--format",
            metavar="SOORT[=BESTAND]",
            help="text, concise, json, sarif, github, gitlab of junit; met =BESTAND in een bestand. Mag vaker.",
        ),
    ] = None,
    select: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--select", metavar="CODES", help="Alleen deze regels of families, zoals TR of LA001,LA002."),
    ] = None,
    ignore: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--ignore", metavar="CODES", help="Sla deze regels of families over."),
    ] = None,
    fail_on: Annotated[
        Optional[FailOn],  # noqa: UP045
        typer.Option("--fail-on", help="Vanaf welk niveau de uitkomst 1 is. Zonder: error.", show_default=False),
    ] = None,
    strict: Annotated[
        Optional[bool],  # noqa: UP045
        typer.Option("--strict/--no-strict", help="Reken een mogelijke overtreding als fout.", show_default=False),
    ] = None,
    as_of: AsOf = None,
    stdin_filename: StdinFilename = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    lang: Lang = UiLanguage.nl,
    color: ColorOption = Color.auto,
) -> None:
    """Controleer beleidsbestanden: opbouw, velden, verwijzingen en recht."""
    from policyc.cli.choices import Choices
    from policyc.cli.validate import validate_files

    raise typer.Exit(
        validate_files(
            tuple(paths or ()),
            formats=tuple(formats or ()),
            select=tuple(select or ()),
            ignore=tuple(ignore or ()),
            fail_on=fail_on.value if fail_on else None,
            strict=strict,
            as_of=as_of,
            stdin_filename=stdin_filename,
            choices=Choices(config, isolated, lang.value, color.value),
        )
    )
