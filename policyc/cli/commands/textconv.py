"""`policyc textconv`."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from policyc.cli.commands.options import Lang, UiLanguage

# The lines to copy keep their form: a shell takes no other quotes than these.
EPILOG = (
    "Zet in .gitattributes:\n\n"
    "\b\npolicies/*.yaml diff=policyc\n\n"
    "En geef één keer in elke kloon:\n\n"
    '\b\ngit config diff.policyc.textconv "policyc textconv"\n\n'
    "Uitkomst: 0 = getoond, 2 = het bestand is niet te lezen."
)


def textconv(
    file: Annotated[str, typer.Argument(metavar="BESTAND", help="Het bestand; git geeft een tijdelijke naam.")],
    templates: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--templates", metavar="MAP", help="Eigen sjablonen, vanaf de bovenste map van de repository."),
    ] = None,
    lang: Lang = UiLanguage.nl,
) -> None:
    """Toon de tekst van een verklaring, elke zin op een regel: zo laten git diff en git log -p zien wat lezers lezen.

    Wat geen verklaring is, of er door een fout geen meer is, komt er ongewijzigd uit, met een regel die zegt waarom.
    """
    from policyc.cli.textconv import show_text

    raise typer.Exit(show_text(file, templates=templates, lang=lang.value))
