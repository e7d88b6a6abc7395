"""`policyc ci`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Optional

import typer

from policyc.cli.commands.options import AsOf, Color, ColorOption, ConfigFile, Isolated, Lang, UiLanguage
from policyc.cli.commands.validate import FailOn

EPILOG = (
    "Uitkomst: 0 = de verklaringen zijn in orde en wat hun wijzigingen vragen, is gedaan, 1 = nog niet, 2 = geen "
    "antwoord (geen bestand, te weinig geschiedenis van git, verkeerd gebruik). Er gaat niets over het netwerk en er "
    "wordt geen token gelezen."
)


class HostName(StrEnum):
    """The host that the reports are for."""

    github = "github"
    gitlab = "gitlab"
    none = "none"


class CiFailOn(StrEnum):
    """Which changes make the answer a no."""

    uncovered = "uncovered"
    editorial = "editorial"
    publish = "publish"
    notify = "notify"
    advance = "advance"
    consent = "consent"


def ci(
    paths: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Argument(help="Beleidsbestanden of mappen. Zonder: die van het project.", metavar="[PAD]…"),
    ] = None,
    against: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "--against",
            metavar="VERSIE",
            help="Vergelijk met deze versie: een tak, tag of commit, published, of merge-base:origin/main. Mag vaker; "
            "staat published erbij, dan bepaalt die de uitkomst. Zonder: published, met in een pull of merge request "
            "daarnaast wat de branch zelf verandert.",
        ),
    ] = None,
    formats: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "-f",
            "--format",
            metavar="SOORT[=BESTAND]",
            help="text, github, sarif, markdown, json, gitlab of junit; =- is de standaarduitvoer. Mag vaker. Zonder: "
            "wat de host toont.",
        ),
    ] = None,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="MAP", help="Map voor verslagen zonder eigen naam.")
    ] = ".",
    host: Annotated[
        Optional[HostName],  # noqa: UP045
        typer.Option("--host", help="Voor welke host. Zonder: die uit de omgeving blijkt.", show_default=False),
    ] = None,
    fail_on: Annotated[
        CiFailOn,
        typer.Option(
            "--fail-on",
            help="Welke wijzigingen de uitkomst 1 geven: uncovered is wat nog niet gedaan is; bij een klasse ook "
            "elke wijziging vanaf die klasse.",
        ),
    ] = CiFailOn.uncovered,
    fail_on_finding: Annotated[
        Optional[FailOn],  # noqa: UP045
        typer.Option(
            "--fail-on-finding",
            help="Vanaf welk niveau een melding van de controle de uitkomst 1 geeft. Zonder: error, of fail-on uit de "
            "instellingen.",
            show_default=False,
        ),
    ] = None,
    strict: Annotated[
        Optional[bool],  # noqa: UP045
        typer.Option(
            "--strict/--no-strict",
            help="Reken een mogelijke overtreding als fout, en ook een aanvaarding van een wijziging die niet meer "
            "geldt.",
            show_default=False,
        ),
    ] = None,
    all_changes: Annotated[
        bool, typer.Option("--all", help="Toon elke wijziging, ook wat alleen redactioneel is, en elke zin heel.")
    ] = False,
    require_published: Annotated[
        bool,
        typer.Option(
            "--require-published",
            help="Geef geen antwoord (2) als van een verklaring geen gepubliceerde versie te vinden is, zoals in een "
            "kloon zonder tags.",
        ),
    ] = False,
    as_of: AsOf = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    lang: Lang = UiLanguage.nl,
    color: ColorOption = Color.auto,
) -> None:
    """Controleer en vergelijk in een pijplijn: één uitkomst, in de vormen die GitHub of GitLab toont."""
    from policyc.cli.choices import Choices
    from policyc.cli.ci import ci_files

    raise typer.Exit(
        ci_files(
            tuple(paths or ()),
            against=tuple(against or ()),
            formats=tuple(formats or ()),
            output=output,
            host=host.value if host else None,
            fail_on=None if fail_on is CiFailOn.uncovered else fail_on.value,
            fail_on_finding=fail_on_finding.value if fail_on_finding else None,
            strict=strict,
            all_changes=all_changes,
            require_published=require_published,
            as_of=as_of,
            choices=Choices(config, isolated, lang.value, color.value),
        )
    )
