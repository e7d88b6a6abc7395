"""`policyc rule CODE`."""

from __future__ import annotations

from typing import Annotated

import typer

from policyc.cli.commands.options import Color, ColorOption, Lang, UiLanguage

EPILOG = "Uitkomst: 0 = getoond, 2 = die regel is er niet, of verkeerd gebruik."


def _codes(incomplete: str) -> list[tuple[str, str]]:
    """What a shell offers after `policyc rule`."""
    from policyc.rules.catalogue import RULES

    return [(one.code, one.title.nl) for one in RULES if one.code.startswith(incomplete)]


def rule(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="De code van een regel, zoals TR002.", autocompletion=_codes)
    ],
    lang: Lang = UiLanguage.nl,
    color: ColorOption = Color.auto,
) -> None:
    """Leg één regel uit: wat, waarom, bron, hoe het misgaat en hoe het goed is."""
    from policyc.cli.rules import explain_rule

    raise typer.Exit(explain_rule(code, lang=lang.value, color=color.value))
