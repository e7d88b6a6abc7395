"""The program and its commands as typer runs them, with help and completion in the words of the tool.

Imported at every start, so it holds no more than what must be there then.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command_from_info, get_command_name
from typer.models import CommandInfo

# The shells write this variable when someone presses Tab; the name is the protocol of typer's scripts.
COMPLETING = "_POLICYC_COMPLETE"
COMPLETION_OPTIONS = ("--install-completion", "--show-completion")
# In the context of typer's parser: the help is shown to someone who typed nothing.
UNASKED = "policyc.unasked"
_HELP_OPTION = "Toon deze uitleg en stop."


class Command(TyperCommand):
    """One command: `policyc validate`."""

    def get_help(self, ctx: Any) -> str:
        return _help(ctx)

    def get_short_help_str(self, limit: int = 0) -> str:
        """What zsh and fish show beside the name: never cut off, whatever `limit` says."""
        from policyc.cli.declared import first_sentence

        return first_sentence(self.help or "")

    def get_help_option(self, ctx: Any) -> Any:
        return _in_dutch(super().get_help_option(ctx))


class Commands(Mapping[str, Any]):
    """The commands by name, each made of its declaration when it is first asked for: making all of them would be a
    fifth of every start.
    """

    def __init__(self, declared: dict[str, CommandInfo]) -> None:
        self._declared = declared
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            info = self._declared[name]
            self._made[name] = get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._declared)

    def __len__(self) -> int:
        return len(self._declared)


class Program(TyperGroup):
    """`policyc` itself."""

    declared: ClassVar[dict[str, CommandInfo]] = {}

    @classmethod
    def take(cls, app: typer.Typer) -> None:
        """Take over the commands that were registered with `app`, which would make all of them at every start."""
        for info in app.registered_commands:
            info.cls = Command
            if info.callback is not None:
                cls.declared[info.name or get_command_name(info.callback.__name__)] = info
        app.registered_commands = []

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings | {"commands": Commands(self.declared)})

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.commands)

    def get_help(self, ctx: Any) -> str:
        return _help(ctx)

    def get_help_option(self, ctx: Any) -> Any:
        return _in_dutch(super().get_help_option(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As typer does, but a completion option that comes last may leave out its shell: it is the one around us."""
        ctx.meta[UNASKED] = not args
        if args and args[-1] in COMPLETION_OPTIONS and not ctx.resilient_parsing:
            from policyc.cli.completion import shell_around

            args = [*args, shell_around(args[-1])]
        return super().parse_args(ctx, args)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        if os.environ.get(COMPLETING):
            from policyc.cli.completion import ready

            ready()
            kwargs["complete_var"] = COMPLETING
        return super().main(*args, **kwargs)


def _help(ctx: Any) -> str:
    from policyc.cli.help import help_of

    return help_of(ctx)


def _in_dutch(option: Any) -> Any:
    if option is not None:
        option.help = _HELP_OPTION
    return option
