"""Writes man/policyc.1 and docs/reference/commands.md: every command and option, from the declarations of the commands
themselves.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the commands of this checkout, whatever is installed

from policyc import __version__
from policyc.cli.declared import Command, Option, program

ROOT = Path(__file__).parents[1]
MAN = ROOT / "man" / "policyc.1"
PAGE = ROOT / "docs" / "reference" / "commands.md"

EXITS = {
    "0": "Ja: de verklaring is in orde of gemaakt, of wat een wijziging vraagt is gedaan.",
    "1": "Nee: er zijn fouten, of mensen moeten eerst nog iets horen.",
    "2": "Geen antwoord: een bestand is er niet, de opdracht klopt niet of iets is niet te lezen of te schrijven.",
    "130": "U hebt de opdracht afgebroken met Ctrl-C.",
}
VARIABLES = {
    "POLICYC_LANG": "De taal van de meldingen: nl of en.",
    "POLICYC_CONFIG": "Het bestand met instellingen.",
    "POLICYC_TRACEBACK": "Niet leeg: toon bij een interne fout waar zij ontstond, voor wie haar meldt.",
    "SOURCE_DATE_EPOCH": "De dag van vandaag, in seconden sinds 1970, voor wie elke keer dezelfde uitvoer wil.",
    "NO_COLOR": "Niet leeg: geen kleur, behalve met --color always.",
    "FORCE_COLOR": "Niet leeg: altijd kleur; 0 of false: nooit. CLICOLOR_FORCE=1 doet hetzelfde.",
    "COLUMNS": "Hoe breed meldingen zijn als er geen terminal is.",
    "XDG_CACHE_HOME": "De map waarin policyc bewaart wat het anders opnieuw zou uitrekenen; anders ~/.cache.",
}
FILES = {
    "policyc.toml": "Instellingen van het project, hier of in een map hoger. Zij mogen ook in pyproject.toml staan, "
    "onder [tool.policyc].",
    "policies/*.yaml": "De verklaringen, als u geen bestanden noemt en policyc.toml er geen noemt.",
}


def page() -> str:
    """The whole of docs/reference/commands.md."""
    return "\n".join(_page(program())).rstrip("\n") + "\n"


def man() -> str:
    """The whole of man/policyc.1, in the macros that every man(1) knows."""
    return "\n".join(_man(program())) + "\n"


# --- Markdown ---


def _page(policyc: Command) -> Iterator[str]:
    yield "# De opdrachten"
    yield ""
    yield policyc.help
    yield ""
    yield "Deze bladzijde zegt hetzelfde als `policyc --help`, `policyc OPDRACHT --help` en `man policyc`."
    yield "Zij komt uit de code: `python tools/describe_commands.py` schrijft haar opnieuw."
    for title, commands in policyc.command_groups():
        yield ""
        yield f"**{title}**"
        yield ""
        for command in commands:
            yield f"- [`policyc {command.name}`](#policyc-{command.name}): {_text(command.summary())}"
    for command in policyc.commands:
        yield ""
        yield f"## policyc {command.name}"
        yield from _section(command, f"policyc {command.name}")
    yield ""
    yield "## policyc zonder opdracht"
    yield from _section(policyc, "policyc")
    for title, rows in (("Uitkomst", EXITS), ("Variabelen", VARIABLES), ("Bestanden", FILES)):
        yield ""
        yield f"## {title}"
        yield ""
        yield from (f"- `{name}`: {_text(text)}" for name, text in rows.items())


def _section(command: Command, path: str) -> Iterator[str]:
    yield ""
    yield f"    {path} {command.usage()}"
    yield from _paragraphs(command.help)
    if command.arguments:
        yield ""
        yield "Argumenten:"
        yield ""
        yield from (f"- `{one.shown}`: {_text(one.help)}" for one in command.arguments)
    for title, options in command.option_groups():
        yield ""
        yield f"{title}:"
        yield ""
        yield from (f"- {_names(one)}: {_text(one.text())}" for one in options)
    yield from _paragraphs(command.epilog)


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n") if text else ():
        yield ""
        if paragraph.startswith("\b\n"):
            yield from (f"    {line}" for line in paragraph.removeprefix("\b\n").splitlines())
        else:
            yield _text(" ".join(paragraph.split()))


def _names(option: Option) -> str:
    names = [f"`{name}`" for name in option.names]
    if option.value:
        names[-1] = f"`{option.names[-1]} {option.value}`"
    return ", ".join(names) + "".join(f" / `{name}`" for name in option.against)


def _text(text: str) -> str:
    """Prose of a help text as Markdown: nothing in it is markup."""
    return re.sub(r"([\\`*_<>\[\]#|])", r"\\\1", text)


# --- roff ---


def _man(policyc: Command) -> Iterator[str]:
    yield '.\\" Gemaakt door tools/describe_commands.py: verander niet dit bestand, maar de opdrachten.'
    yield f'.TH POLICYC 1 "" "policyc {__version__}" "policyc"'
    yield ".SH NAAM"
    yield f"policyc \\- {_roff(_lowered(policyc.summary()))}"
    yield ".SH OVERZICHT"
    yield f"\\fBpolicyc\\fR {_roff(policyc.usage())}"
    yield ".SH BESCHRIJVING"
    yield _roff(policyc.help)
    yield from _roff_paragraphs(policyc.epilog)
    yield from _roff_options(policyc)
    yield ".SH OPDRACHTEN"
    for number, (title, commands) in enumerate(policyc.command_groups()):
        if number:
            yield ".PP"
        yield f"\\fI{_roff(title)}\\fR: " + ", ".join(f"\\fB{_roff(one.name)}\\fR" for one in commands) + "."
    for command in policyc.commands:
        yield f'.SS "policyc {_roff(command.name)} {_roff(command.usage())}"'
        yield from list(_roff_paragraphs(command.help))[1:]  # the heading above it begins a paragraph already
        for argument in command.arguments:
            yield from _roff_row(f"\\fI{_roff(argument.shown)}\\fR", argument.help)
        yield from _roff_options(command)
        yield from _roff_paragraphs(command.epilog)
    for title, rows in (("UITKOMST", EXITS), ("OMGEVING", VARIABLES), ("BESTANDEN", FILES)):
        yield f".SH {title}"
        for name, text in rows.items():
            yield from _roff_row(f"\\fB{_roff(name)}\\fR", text)
    yield '.SH "ZIE OOK"'
    yield "\\fBgit\\fR(1)"


def _roff_options(command: Command) -> Iterator[str]:
    for option in command.options:
        names = ", ".join(f"\\fB{_roff(name)}\\fR" for name in option.names)
        names += "".join(f" / \\fB{_roff(name)}\\fR" for name in option.against)
        yield from _roff_row(f"{names} \\fI{_roff(option.value)}\\fR" if option.value else names, option.text())


def _roff_row(name: str, text: str) -> Iterator[str]:
    yield ".TP"
    yield name
    yield _roff(text)


def _roff_paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n") if text else ():
        yield ".PP"
        if paragraph.startswith("\b\n"):
            yield ".nf"
            yield from map(_roff, paragraph.removeprefix("\b\n").splitlines())
            yield ".fi"
        else:
            yield _roff(" ".join(paragraph.split()))


def _roff(text: str) -> str:
    """Prose as roff: no character of it is a request, and a hyphen stays one when it is copied."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


if __name__ == "__main__":
    for path, text in ((MAN, man()), (PAGE, page())):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
