"""What the commands take, read from their declarations: the one source of `--help`, the man page and the reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from policyc.cli.commands.options import GENERAL

OPTIONS = "Opties"
OTHER_COMMANDS = "Opdrachten"
_MANY = "KEUZE"
_LISTED = 24  # columns that a list of choices may take in the name of an option; a longer one stands in its text
_FIRST_SENTENCE = re.compile(r"(.+?[.?!])(?:\s|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Argument:
    """`shown` is what stands for it in the usage line, such as `[PAD]…`."""

    shown: str
    help: str


@dataclass(frozen=True, slots=True)
class Option:
    """`names` are `-f` and `--format`; `against` the names that say the opposite, such as `--no-strict`. `value` stands
    for what follows, with `|` between the `choices` when they are few; None: nothing follows. `default` is what holds
    without the option, where that is worth saying, and `variable` the environment variable that may say it instead.
    """

    names: tuple[str, ...]
    against: tuple[str, ...]
    value: str | None
    choices: tuple[str, ...]
    help: str
    default: str | None
    variable: str | None
    group: str

    def text(self) -> str:
        """What the option does, what there is to choose where the name does not say so, and what holds without it."""
        said = self.help
        if self.choices and self.value != "|".join(self.choices):
            said += f" Keuze uit {', '.join(self.choices[:-1])} en {self.choices[-1]}."
        if self.variable and self.default:
            return f"{said} Zonder: wat in de variabele {self.variable} staat, anders {self.default}."
        if self.variable:
            return f"{said} Kan ook in de variabele {self.variable} staan."
        return f"{said} Zonder: {self.default}." if self.default else said


@dataclass(frozen=True, slots=True)
class Command:
    """A command, or the program itself (`name` is `policyc` then, and it has `commands`)."""

    name: str
    help: str
    epilog: str
    group: str
    arguments: tuple[Argument, ...]
    options: tuple[Option, ...]
    commands: tuple[Command, ...] = ()

    def summary(self) -> str:
        """The first sentence of the help."""
        return first_sentence(self.help)

    def usage(self) -> str:
        """What stands after the name of the program: `validate [OPTIES] [PAD]…`."""
        words = ["[OPTIES]", *(one.shown for one in self.arguments)]
        if self.commands:
            words += ["OPDRACHT", "…"]
        return " ".join(words)

    def option_groups(self) -> Iterator[tuple[str, list[Option]]]:
        """The options by heading: those of the command itself first, what every command has last."""
        titles = list(dict.fromkeys(option.group for option in self.options))
        for title in sorted(titles, key=lambda one: one == GENERAL):
            yield title, [option for option in self.options if option.group == title]

    def command_groups(self) -> Iterator[tuple[str, list[Command]]]:
        """The commands by heading, in the order in which they were declared."""
        for title in dict.fromkeys(command.group for command in self.commands):
            yield title, [command for command in self.commands if command.group == title]


def first_sentence(text: str) -> str:
    """On one line, and whole however long it is."""
    found = _FIRST_SENTENCE.match(text)
    return " ".join((found.group(1) if found else text).split())


def read(command: Any, context: Any) -> Command:
    """The declarations of `command` (one of typer's) in its `context`, with the commands under it. What is hidden is
    left out.
    """
    shown = [param for param in command.get_params(context) if not getattr(param, "hidden", False)]
    return Command(
        name=command.name or "policyc",
        help=_clean(command.help),
        epilog=_clean(command.epilog),
        group=command.rich_help_panel or OTHER_COMMANDS,
        arguments=tuple(_argument(param) for param in shown if param.param_type_name == "argument"),
        options=_options([param for param in shown if param.param_type_name == "option"]),
        commands=tuple(_under(command, context)),
    )


def program() -> Command:
    """All of policyc."""
    import typer.main

    from policyc.cli.app import app

    command = typer.main.get_command(app)
    return read(command, command.make_context("policyc", [], resilient_parsing=True))


def _under(command: Any, context: Any) -> Iterator[Command]:
    for name, one in getattr(command, "commands", {}).items():
        if not one.hidden:
            inner = one.make_context(name, [], parent=context, resilient_parsing=True)
            yield read(one, inner)


def _argument(param: Any) -> Argument:
    return Argument(param.metavar or param.name.upper(), _clean(param.help))


def _options(params: list[Any]) -> tuple[Option, ...]:
    # --help stands with what every command has, or, where there is no such heading, with the rest.
    general = any(param.rich_help_panel == GENERAL for param in params)
    last = GENERAL if general else OPTIONS
    return tuple(
        _option(param, param.rich_help_panel or (last if param.name == "help" else OPTIONS)) for param in params
    )


def _option(param: Any, group: str) -> Option:
    choices = tuple(getattr(one, "value", str(one)) for one in getattr(param.type, "choices", ()))
    listed = "|".join(choices)
    value = param.metavar or (_MANY if len(listed) > _LISTED else listed) or param.type.name.upper()
    return Option(
        names=tuple(sorted(param.opts, key=len)),
        against=tuple(param.secondary_opts),
        value=None if param.is_flag else value,
        choices=choices,
        help=_clean(param.help),
        default=_default(param),
        variable=param.envvar,
        group=group,
    )


def _default(param: Any) -> str | None:
    if not param.show_default or param.is_flag or param.default in (None, ""):
        return None
    value = str(param.default.value if isinstance(param.default, Enum) else param.default)
    return "deze map" if value == "." else value


def _clean(text: str | None) -> str:
    return (text or "").split("\f", 1)[0].strip()
