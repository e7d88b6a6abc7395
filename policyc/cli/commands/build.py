"""`policyc build`."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from policyc.cli.commands.options import AsOf, Color, ColorOption, ConfigFile, Isolated, MessageLang, Paths, UiLanguage

EPILOG = (
    "Uitkomst: 0 = gemaakt, 1 = er zijn fouten en er is niets geschreven, 2 = geen antwoord; --watch eindigt met 130 "
    "als u op Ctrl-C drukt."
)


def build(
    paths: Paths = None,
    output: Annotated[str, typer.Option("-o", "--output", metavar="MAP", help="Map voor de uitvoer.")] = "build",
    to: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--to",
            metavar="SOORTEN",
            help="Welke soorten: html, md, pdf, met komma's ertussen. Zonder: alle, en met --watch html,md.",
        ),
    ] = None,
    final: Annotated[
        bool, typer.Option("--final", help="Neem elke verklaring als definitief; open vragen zijn dan fouten.")
    ] = False,
    as_of: AsOf = None,
    templates: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--templates", metavar="MAP", help="Eigen sjablonen; wat daar niet in staat, komt van policyc zelf."
        ),
    ] = None,
    languages: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--lang",
            metavar="TALEN",
            help="Talen van de verklaring, zoals nl of nl,en. Zonder: alle talen waarin zij verschijnt.",
        ),
    ] = None,
    attach_source: Annotated[
        bool,
        typer.Option("--attach-source", help="Zet de bron als YAML in de PDF, zonder wat niet voor lezers bestemd is."),
    ] = False,
    fragment: Annotated[
        bool,
        typer.Option(
            "--fragment",
            help="Schrijf er ID.fragment.html en ID.fragment.css bij: alleen de tekst, om in een pagina van uw eigen "
            "website te zetten.",
        ),
    ] = False,
    stats: Annotated[
        bool, typer.Option("--stats", help="Toon per onderdeel hoe lang de zinnen zijn en hoe makkelijk ze lezen.")
    ] = False,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch",
            help="Bouw na elke keer opslaan opnieuw, en toon het resultaat in een browser op deze computer. Stop met "
            "Ctrl-C.",
        ),
    ] = False,
    port: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(
            "--port",
            metavar="GETAL",
            help="Met --watch: de poort van de voorbeeldpagina; 0 is een vrije. Zonder: 8765, of de eerste vrije erna.",
        ),
    ] = None,
    browse: Annotated[bool, typer.Option("--open", help="Met --watch: open de pagina meteen in uw browser.")] = False,
    config: ConfigFile = None,
    isolated: Isolated = False,
    lang: MessageLang = UiLanguage.nl,
    color: ColorOption = Color.auto,
) -> None:
    """Maak HTML, Markdown en PDF van beleidsbestanden. Bij een fout blijft alle eerdere uitvoer staan."""
    from policyc.cli.build import build_files
    from policyc.cli.choices import Choices

    raise typer.Exit(
        build_files(
            tuple(paths or ()),
            output=output,
            to=to,
            final=final,
            as_of=as_of,
            templates=templates,
            languages=languages,
            attach_source=attach_source,
            fragment=fragment,
            stats=stats,
            watch=watch,
            port=port,
            browse=browse,
            choices=Choices(config, isolated, lang.value, color.value),
        )
    )
