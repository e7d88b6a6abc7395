"""Wrong use of the command line, in the words of the tool instead of those of typer's parser."""

from __future__ import annotations

import re
from typing import Any

from policyc.cli.program import Commands, Program
from policyc.diagnostics import Language, Wording
from policyc.source.suggestion import did_you_mean

_NOT_A = re.compile(r"(['\"])(?P<typed>.*)\1 is not a valid ", re.DOTALL)
_EXTRA = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)")
_COMMAND = re.compile(r"No such command '(.*)'\.")


def command_of(arguments: list[str]) -> str | None:
    """The name of the command that was typed, while the command line itself cannot be read."""
    word = next((argument for argument in arguments if not argument.startswith("-")), None)
    return word if word in Program.declared else None


def value_of(option: str, arguments: list[str]) -> str | None:
    """The last value that was typed for an option: `--lang en` or `--lang=en`. None without one."""
    typed = arguments[: arguments.index("--")] if "--" in arguments else arguments
    found = None
    for before, argument in zip(["", *typed], typed, strict=False):
        if before == option:
            found = argument
        elif argument.startswith(f"{option}="):
            found = argument.removeprefix(f"{option}=")
    return found


def language_wanted(arguments: list[str], default: str) -> Language:
    """The language of messages while the options themselves cannot be read: as typed, else the default."""
    wanted = value_of(_language_option(command_of(arguments)), arguments) or default
    return "en" if wanted == "en" else "nl"


def _language_option(command: str | None) -> str:
    """Where `--lang` is the language of what a command makes, that of messages has another name."""
    params = Commands(Program.declared)[command].params if command else ()
    return next((name for param in params for name in param.opts if name == "--message-lang"), "--lang")


def wording_of(error: Any, arguments: list[str]) -> Wording:
    """What is wrong with the command line. `error` is one of the usage errors of typer's parser, which has no names
    for them that are meant for others: they are told apart by what they carry.
    """
    said = _said(error)
    context, name = getattr(error, "ctx", None), command_of(arguments)
    command = context.command_path if context is not None else f"policyc {name}" if name else "policyc"
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
    if kind == "BadParameter" and (unfit := _unfit(error)) is not None:
        return unfit
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


def _unfit(error: Any) -> Wording | None:
    """That a value is none of the words, or not the number, that belongs there; None for any other complaint."""
    param = error.param
    choices, type_name = getattr(param.type, "choices", None), getattr(param.type, "name", "")
    at, name = Wording("Bij", ""), param.opts[-1]
    if param.param_type_name != "option":
        name = param.metavar.strip("[]")
    elif error.ctx is not None and getattr(error.ctx.get_parameter_source(param.name), "name", "") == "ENVIRONMENT":
        at, name = Wording("In de omgevingsvariabele", "The environment variable "), str(param.envvar)
    if choices:
        listed = ", ".join(getattr(choice, "value", str(choice)) for choice in choices)
        return Wording(
            f"{at.nl} {name} hoort één van deze woorden: {listed}.", f"{at.en}{name} takes one of these: {listed}."
        )
    typed = _NOT_A.match(error.message)
    if typed and type_name.startswith(("int", "float")):
        return Wording(
            f"{at.nl} {name} hoort een getal; {typed['typed']} is dat niet.",
            f"{at.en}{name} takes a number; {typed['typed']} is none.",
        )
    return None


def _unknown(nl: str, en: str, word: str, meant: str | None) -> Wording:
    if meant is None:
        return Wording(f"{nl} {word} bestaat niet.", f"{en} {word} does not exist.")
    return Wording(
        f"{nl} {word} bestaat niet. Bedoelt u {meant}?", f"{en} {word} does not exist. Did you mean {meant}?"
    )
