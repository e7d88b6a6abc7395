"""`policyc init`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Optional

import typer

from policyc.cli.commands.options import Color, ColorOption, Lang, UiLanguage

EPILOG = (
    "Op een terminal stelt policyc de vragen waarop geen optie antwoord geeft. Uitkomst: 0 = geschreven, 2 = niets "
    "geschreven (een bestand bestaat al, of een antwoord kan niet), 130 = afgebroken, er is niets geschreven."
)


class AddressForm(StrEnum):
    """How the texts of the statement address its readers."""

    u = "u"
    je = "je"


class Host(StrEnum):
    """Where the pipeline runs; nowhere, in Dutch and in English."""

    github = "github"
    gitlab = "gitlab"
    geen = "geen"
    none = "none"


def init(
    folder: Annotated[str, typer.Argument(metavar="[MAP]", help="De map van uw project.", show_default="hier")] = ".",
    name: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--name", metavar="TEKST", help="Hoe uw organisatie heet. Zonder vragen is dit verplicht."),
    ] = None,
    policy_id: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--id", metavar="NAAM", help="Korte naam voor de bestanden. Zonder: gemaakt van --name."),
    ] = None,
    street: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--street", metavar="TEKST", help="Straat en huisnummer van uw organisatie."),
    ] = None,
    postal_code: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--postal-code", metavar="TEKST", help="De postcode."),
    ] = None,
    city: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--city", metavar="TEKST", help="De plaats."),
    ] = None,
    country: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--country", metavar="LAND", help="De landcode, zoals NL of BE. Zonder: NL."),
    ] = None,
    email: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--email", metavar="ADRES", help="E-mailadres voor vragen over privacy."),
    ] = None,
    website: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--website", metavar="URL", help="Webadres van uw organisatie."),
    ] = None,
    address_form: Annotated[
        Optional[AddressForm],  # noqa: UP045
        typer.Option("--address-form", help="Hoe de teksten lezers aanspreken. Zonder: u.", show_default=False),
    ] = None,
    ci: Annotated[
        Optional[Host],  # noqa: UP045
        typer.Option(
            "--ci", help="Schrijf ook het bestand waarmee de CI policyc ci draait. Zonder: geen.", show_default=False
        ),
    ] = None,
    pre_commit: Annotated[
        bool, typer.Option("--pre-commit", help="Schrijf ook .pre-commit-config.yaml, met controles vóór elke commit.")
    ] = False,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Stel geen vragen.")] = False,
    lang: Lang = UiLanguage.nl,
    color: ColorOption = Color.auto,
) -> None:
    """Begin een privacyverklaring: een voorbeeld met uitleg om in te vullen, en de instellingen."""
    from policyc.cli.init import start_project

    given = {
        "name": name,
        "id": policy_id,
        "street": street,
        "postal_code": postal_code,
        "city": city,
        "country": country,
        "email": email,
        "website": website,
        "address_form": address_form.value if address_form else None,
        "ci": ci.value if ci else None,
    }
    raise typer.Exit(
        start_project(folder, given, pre_commit=pre_commit, ask=not yes, lang=lang.value, color=color.value)
    )
