"""What `--help` shows, of every command there is: whole, in Dutch, and no wider than the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
import typer
import typer.main
from typer.models import CommandInfo

from cli.run import policyc, process
from policyc.cli import declared
from policyc.cli.declared import Command
from policyc.cli.help import render
from policyc.cli.program import Command as TyperCommand

PROGRAM = declared.program()
EVERY: dict[str, Command] = {"policyc": PROGRAM, **{f"policyc {one.name}": one for one in PROGRAM.commands}}
# What typer's parser says of its own accord.
ENGLISH = re.compile(
    r"\b(Usage|Options?|Commands?|Arguments?|OPTIONS|COMMAND|ARGS|Show|Install|env var|default|required|Aborted)\b"
)


def paths(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(name, EVERY)


def texts(command: Command) -> Iterator[tuple[str, str]]:
    """Every explanation in the help of a command, with what it explains."""
    yield "itself", command.help
    yield from ((one.shown, one.help) for one in command.arguments)
    yield from ((one.names[-1], one.help) for one in command.options)
    yield from ((one.name, one.summary()) for one in command.commands)


def squeezed(text: str) -> str:
    return " ".join(text.split())


# --- of every command ---


@paths("path")
def test_everything_is_explained_in_whole_sentences(path: str) -> None:
    assert [(what, text) for what, text in texts(EVERY[path]) if not text.endswith((".", "?"))] == []


@paths("path")
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(path: str, width: int) -> None:
    text = render(EVERY[path], path, width=width)
    assert [line for line in text.splitlines() if len(line) > min(width, 100)] == []


@paths("path")
def test_what_is_to_be_copied_has_the_quotes_of_a_shell(path: str) -> None:
    """And stands on a line of its own, whole."""
    lines = render(EVERY[path], path, width=60).splitlines()
    copied = [line for line in lines if "git config" in line or "diff=policyc" in line]
    assert [line for line in copied if re.search("[“”‘’]", line)] == []
    assert bool(copied) is (path in ("policyc textconv", "policyc git-diff"))
    for line in copied:
        assert re.fullmatch(r"  (policies/\*\.yaml diff=policyc|git config \S+ \"policyc [a-z-]+\")", line), line


@paths("path")
def test_the_exit_codes_are_told(path: str) -> None:
    assert path == "policyc" or "Uitkomst:" in EVERY[path].epilog


@paths("path")
def test_nothing_is_cut_off(path: str) -> None:
    shown = squeezed(render(EVERY[path], path, width=80))
    assert [what for what, text in texts(EVERY[path]) if squeezed(text) not in shown] == []
    assert "..." not in shown


@paths("path")
def test_what_is_shown_is_dutch(path: str) -> None:
    run = policyc(*path.split()[1:], "--help", env={"COLUMNS": "80"})
    assert (run.code, run.stderr) == (0, "")
    assert run.stdout == render(EVERY[path], path, width=80) + "\n"
    assert run.stdout.startswith(f"Gebruik: {path} [OPTIES]")
    assert ENGLISH.findall(run.stdout) == []


@paths("path")
def test_each_option_is_there_once_and_help_is_the_last(path: str) -> None:
    command = EVERY[path]
    names = [name for option in command.options for name in (*option.names, *option.against)]
    assert len(names) == len(set(names))
    assert next(name for _, group in reversed(list(command.option_groups())) for name in group[-1].names) == "-h"


def test_every_command_stands_under_a_heading_of_its_kind() -> None:
    assert [one.name for one in PROGRAM.commands if one.group == declared.OTHER_COMMANDS] == []


def test_only_the_command_that_is_asked_for_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes a few milliseconds, at every start."""
    made: list[str | None] = []
    make = typer.main.get_command_from_info

    def counted(info: CommandInfo, **settings: Any) -> Any:
        made.append(info.callback and info.callback.__name__)
        return make(info, **settings)

    monkeypatch.setattr("policyc.cli.program.get_command_from_info", counted)
    assert policyc("--version").code == 0
    assert policyc("rule", "TR002").code == 0
    assert made == ["rule"]


def test_commands_of_one_kind_stand_together() -> None:
    """In the order of the registration too, which is that of completion."""
    listed = [one.name for _, group in PROGRAM.command_groups() for one in group]
    assert listed == [one.name for one in PROGRAM.commands]


def test_every_command_that_judges_says_its_exit_codes() -> None:
    silent = {one.name for one in PROGRAM.commands if not one.epilog}
    assert silent <= {"rule", "rules"}


# --- the streams ---


def test_h_and_help_are_the_same() -> None:
    assert policyc("validate", "-h") == policyc("validate", "--help")


def test_headings_are_bold_where_colour_is_wanted() -> None:
    plain = process("rule", "--help")
    bold = process("rule", "--help", FORCE_COLOR="1")
    assert "\x1b[1mGebruik:\x1b[0m policyc rule" in bold.stdout.replace("python -m policyc", "policyc")
    assert re.sub(r"\x1b\[\d+m", "", bold.stdout) == plain.stdout
    assert "\x1b" not in plain.stdout + process("rule", "--help", NO_COLOR="1").stdout


def test_without_arguments_the_help_goes_to_the_messages() -> None:
    run = process(COLUMNS="80")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr == process("--help", COLUMNS="80").stdout


# --- what the declarations may hold ---


def rendered(function: object, *, width: int = 80, **registered: object) -> str:
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command(cls=TyperCommand, name="proef", **registered)(function)  # type: ignore[arg-type,type-var]
    command = typer.main.get_command(app)
    context = command.make_context("proef", [], resilient_parsing=True)
    return render(declared.read(command, context), "policyc proef", width=width)


def test_a_hidden_option_stays_hidden() -> None:
    def proef(stil: Annotated[bool, typer.Option("--stil", hidden=True, help="Stil.")] = False) -> None:
        """Doe iets."""

    assert "stil" not in rendered(proef)


def test_a_paragraph_that_asks_for_it_keeps_its_lines() -> None:
    def proef() -> None:
        """Doe iets.

        Dit loopt
        gewoon door.

        \b
        eerste regel
          tweede regel
        """

    assert "\n  Dit loopt gewoon door.\n\n  eerste regel\n    tweede regel\n" in rendered(proef)


def test_what_holds_without_an_option_is_said() -> None:
    def proef(
        map_: Annotated[str, typer.Option("--map", metavar="MAP", help="Een map.")] = "uit",
        hier: Annotated[str, typer.Option("--hier", metavar="MAP", help="Nog een.")] = ".",
        taal: Annotated[str, typer.Option("--taal", metavar="TAAL", help="Een taal.", envvar="TAAL")] = "nl",
        toml: Annotated[str | None, typer.Option("--toml", metavar="NAAM", help="Een bestand.", envvar="TOML")] = None,
        stil: Annotated[bool, typer.Option("--stil", help="Zeg niets.")] = False,
    ) -> None:
        """Doe iets."""

    shown = squeezed(rendered(proef, width=100))
    assert "--map MAP Een map. Zonder: uit. --hier MAP Nog een. Zonder: deze map. --taal" in shown
    assert "--taal TAAL Een taal. Zonder: wat in de variabele TAAL staat, anders nl. --toml" in shown
    assert "--toml NAAM Een bestand. Kan ook in de variabele TOML staan. --stil Zeg niets. --help" in shown


class Klasse(StrEnum):
    redactioneel = "redactioneel"
    publiceren = "publiceren"
    vragen = "vragen"


def test_many_choices_stand_in_the_text() -> None:
    def proef(
        vanaf: Annotated[Klasse | None, typer.Option("--vanaf", help="Vanaf hier.")] = None,
        taal: Annotated[Literal["nl", "en"], typer.Option("--taal", help="Een taal.")] = "nl",
    ) -> None:
        """Doe iets."""

    shown = squeezed(rendered(proef, width=100))
    assert (
        "--vanaf KEUZE Vanaf hier. Keuze uit redactioneel, publiceren en vragen. --taal nl|en Een taal. Zonder: nl"
        in shown
    )


def test_a_name_that_is_too_long_has_a_line_of_its_own() -> None:
    def proef(
        lang: Annotated[str | None, typer.Option("--een-hele-lange-naam", metavar="NOG-IETS", help="Uitleg.")] = None,
    ) -> None:
        """Doe iets."""

    assert "\n      --een-hele-lange-naam NOG-IETS\n              Uitleg.\n" in rendered(proef)


def test_of_a_long_help_the_list_shows_the_first_sentence() -> None:
    assert declared.first_sentence("Toon dit, zoals 1.2.0,\nen dat. En meer.") == "Toon dit, zoals 1.2.0, en dat."
    assert declared.first_sentence("Zonder punt") == "Zonder punt"
