"""`policyc git-diff`."""

from __future__ import annotations

from typing import Annotated

import typer

from policyc.cli.commands.options import Color, ColorOption, Lang, UiLanguage

# The lines to copy keep their form: a shell takes no other quotes than these.
EPILOG = (
    "Zet in .gitattributes:\n\n"
    "\b\npolicies/*.yaml diff=policyc\n\n"
    "En geef één keer in elke kloon:\n\n"
    '\b\ngit config diff.policyc.command "policyc git-diff"\n\n'
    "Uitkomst: altijd 0, want anders stopt git; alleen verkeerd gebruik geeft 2."
)

NAMES_AS_THEY_ARE = {"ignore_unknown_options": True, "allow_interspersed_args": False}
"""What git gives are names, also where one begins like an option."""


def git_diff(
    given: Annotated[
        list[str],
        typer.Argument(
            metavar="BESTAND OUD HEX MODUS NIEUW HEX MODUS",
            help="Wat git zelf meegeeft (GIT_EXTERNAL_DIFF), na een hernoeming met de nieuwe naam erbij.",
        ),
    ],
    all_changes: Annotated[
        bool, typer.Option("--all", help="Toon elke wijziging, ook wat alleen redactioneel is, en elke zin heel.")
    ] = False,
    lang: Lang = UiLanguage.nl,
    color: ColorOption = Color.auto,
) -> None:
    """Vertel git diff wat een wijziging voor mensen betekent; git zelf roept deze opdracht aan.

    Is een van de twee versies geen verklaring, dan ziet u waarom, en het verschil tussen de bronnen.
    """
    from policyc.cli.git_diff import show_diff

    raise typer.Exit(show_diff(tuple(given), all_changes=all_changes, lang=lang.value, color=color.value))
