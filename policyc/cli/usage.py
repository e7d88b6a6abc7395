"""Wrong use of the command line, in the words of the tool instead of those of typer's parser."""

from __future__ import annotations

import re
from typing import Any

from policyc.diagnostics import Language, Wording
from policyc.source.suggestion import did_you_mean

_EXTRA = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)")
_COMMAND = re.compile(r"No such command '(.*)'\.")


def language_wanted(arguments: list[str], default: str) -> Language:
    """The language of messages while the options themselves cannot be read: `--lang en` anywhere, else the default."""
    wanted = default
    for before, argument in zip(["", *arguments], arguments, strict=False):
        if before == "--lang":
            wanted = argument
        elif argument.startswith("--lang="):
            wanted = argument.removeprefix("--lang=")
    return "en" if wanted == "en" else "nl"


def wording_of(error: Any) -> Wording:
    """What is wrong with the command line. `error` is one of the usage errors of typer's parser, which has no names
    for them that are meant for others: they are told apart by what they carry.
    """
    said = _said(error)
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "policyc"
    return Wording(
        f"{said.nl} Hoe het wel kan, ziet u met {command} --help.",
        f"{said.en} See {command} --help for what is possible.",
    )


def _said(error: Any) -> Wording:
    kind, option = type(error).__name__, getattr(error, "option_name", None)
    if kind == "NoSuchOption":
        return _unknown("De optie", "The option", str(option), did_you_mean(str(option), error.possibilities or ()))
    if kind == "BadOptionUsage" and "requires an argument" in error.message:
        return Wording(f"Na {option} ontbreekt een waarde.", f"A value is missing after {option}.")
    if kind == "BadOptionUsage":
        return Wording(f"{option} neemt geen waarde.", f"{option} takes no value.")
    choices = getattr(getattr(error.param, "type", None), "choices", None) if kind == "BadParameter" else None
    if choices:
        listed = ", ".join(getattr(choice, "value", str(choice)) for choice in choices)
        name = error.param.opts[-1] if error.param.param_type_name == "option" else error.param.metavar.strip("[]")
        return Wording(f"Bij {name} hoort één van deze woorden: {listed}.", f"{name} takes one of these: {listed}.")
    if kind == "MissingParameter":
        name = getattr(error.param, "metavar", None) or error.param.name.upper()
        return Wording(f"{name} ontbreekt.", f"{name} is missing.")
    extra = _EXTRA.match(error.format_message())
    if extra:
        return Wording(f"{extra.group(1)} is te veel.", f"{extra.group(1)} is too much.")
    command = _COMMAND.match(error.format_message())
    if command:
        known = error.ctx.command.list_commands(error.ctx)
        return _unknown("De opdracht", "The command", command.group(1), did_you_mean(command.group(1), known))
    return Wording("Deze opdracht klopt niet.", "This command is not right.")


def _unknown(nl: str, en: str, word: str, meant: str | None) -> Wording:
    if meant is None:
        return Wording(f"{nl} {word} bestaat niet.", f"{en} {word} does not exist.")
    return Wording(
        f"{nl} {word} bestaat niet. Bedoelt u {meant}?", f"{en} {word} does not exist. Did you mean {meant}?"
    )
