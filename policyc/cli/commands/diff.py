"""`policyc diff`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Optional

import typer

from policyc.cli.commands.options import AsOf, Color, ColorOption, ConfigFile, Isolated, Lang, StdinFilename, UiLanguage

EPILOG = (
    "Uitkomst: 0 = alles wat de wijzigingen vragen is gedaan, 1 = nog niet, of er is een wijziging vanaf "
    "--fail-on, 2 = geen antwoord (een versie is er niet of is niet te lezen, verkeerd gebruik). Het verslag gaat naar "
    "de standaarduitvoer, ook met --notice en --redline; de namen van geschreven bestanden komen in de meldingen."
)


class DiffFailOn(StrEnum):
    """The lightest class of change that makes the answer of `diff` a no, also when its duty is carried."""

    editorial = "editorial"
    publish = "publish"
    notify = "notify"
    advance = "advance"
    consent = "consent"


def diff(
    sides: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Argument(
            metavar="[OUD] [NIEUW]",
            help="Bestanden, VERSIE:BESTAND uit git, - voor de standaardinvoer, of voor OUD: published, de laatst "
            "gepubliceerde versie (de hoogste tag <id>/v… of <id>-v…). Met alleen NIEUW of zonder namen is published "
            "de oude versie; zonder namen gaat het om de verklaringen van het project.",
        ),
    ] = None,
    against: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "--against",
            metavar="VERSIE",
            help="Vergelijk alle genoemde bestanden met deze versie: een tak, tag of commit, published, of "
            "merge-base:main voor wat alleen deze tak verandert. Mag vaker; staat published erbij, dan bepaalt die de "
            "uitkomst.",
        ),
    ] = None,
    pushed: Annotated[
        bool,
        typer.Option(
            "--pushed",
            help="Beoordeel wat u pusht en niet de werkmap: de commit die pre-commit noemt (PRE_COMMIT_TO_REF), anders "
            "HEAD.",
        ),
    ] = False,
    formats: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "-f",
            "--format",
            metavar="SOORT[=BESTAND]",
            help="text, markdown, json, github of gitlab; met =BESTAND in een bestand. Mag vaker.",
        ),
    ] = None,
    fail_on: Annotated[
        Optional[DiffFailOn],  # noqa: UP045
        typer.Option(
            "--fail-on",
            metavar="KLASSE",
            help="Maak de uitkomst ook 1 bij elke wijziging vanaf deze klasse.",
            show_default=False,
        ),
    ] = None,
    all_changes: Annotated[
        bool,
        typer.Option(
            "--all", help="Toon in text en markdown elke wijziging, ook wat alleen redactioneel is, en elke zin heel."
        ),
    ] = False,
    as_of: AsOf = None,
    notice: Annotated[
        bool, typer.Option("--notice", help="Schrijf het bericht aan de mensen om wie het gaat.")
    ] = False,
    redline: Annotated[
        bool, typer.Option("--redline", help="Schrijf de hele nieuwe tekst met alle wijzigingen erin gemarkeerd.")
    ] = False,
    to: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--to",
            metavar="SOORTEN",
            help="Welke soorten, met komma's ertussen: html, md, pdf, txt, eml voor het bericht, html en pdf voor de "
            "vergelijking. Zonder: alle.",
        ),
    ] = None,
    output: Annotated[str, typer.Option("-o", "--output", metavar="MAP", help="Map voor die bestanden.")] = "build",
    audience: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--for", metavar="DOELGROEP", help="Het bericht voor één doelgroep, met haar naam in audiences."),
    ] = None,
    notice_lang: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--notice-lang",
            metavar="TAAL",
            help="De taal van het bericht, een waarin de verklaring verschijnt. Zonder: de taal van de verklaring.",
        ),
    ] = None,
    templates: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--templates",
            metavar="MAP",
            help="Eigen sjablonen. Ligt de map in git, dan krijgt de oude versie de sjablonen van toen.",
        ),
    ] = None,
    stdin_filename: StdinFilename = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    lang: Lang = UiLanguage.nl,
    color: ColorOption = Color.auto,
) -> None:
    """Vergelijk twee versies: wat verandert er voor mensen, en is dat op tijd en goed verteld?"""
    from policyc.cli.choices import Choices
    from policyc.cli.diff import diff_files

    raise typer.Exit(
        diff_files(
            tuple(sides or ()),
            against=tuple(against or ()),
            pushed=pushed,
            formats=tuple(formats or ()),
            fail_on=fail_on.value if fail_on else None,
            all_changes=all_changes,
            as_of=as_of,
            notice=notice,
            redline=redline,
            to=to,
            output=output,
            audience=audience,
            notice_lang=notice_lang,
            templates=templates,
            stdin_filename=stdin_filename,
            choices=Choices(config, isolated, lang.value, color.value),
        )
    )
