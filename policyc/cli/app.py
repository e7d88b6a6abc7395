"""The commands. Nothing heavy is imported before a command runs: `--help` and `--version` must be quick."""

from __future__ import annotations

import functools
import gc
import os
import sys
from typing import Annotated, NoReturn, Optional

import typer

from policyc import __version__
from policyc.cli.commands import build, ci, diff, git_diff, init, log, rule, rules, schema, textconv, validate
from policyc.cli.completion import Shell, install, show
from policyc.cli.exits import Exit
from policyc.cli.program import Program

app = typer.Typer(
    name="policyc",
    cls=Program,
    help="Maakt van een privacyverklaring in YAML een gecontroleerde tekst in HTML, Markdown en PDF.",
    epilog="Begin met policyc init. Wat een opdracht kan, zegt policyc OPDRACHT --help.\n\n"
    "policyc geeft geen juridisch advies. Laat een jurist meelezen voordat u een verklaring publiceert.",
    no_args_is_help=True,
    add_completion=False,  # the same options, below, in Dutch and with a shell of your choice
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"policyc {__version__}")
        raise typer.Exit(Exit.YES)


def _install_completion(shell: Shell | None) -> None:
    if shell:
        install(shell)


def _show_completion(shell: Shell | None) -> None:
    if shell:
        show(shell)


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie en stop.")
    ] = False,
    install_completion: Annotated[
        Optional[Shell],  # noqa: UP045
        typer.Option(
            "--install-completion",
            callback=_install_completion,
            is_eager=True,
            metavar="[SHELL]",
            help="Laat uw shell opdrachten en opties aanvullen met Tab; zonder naam de shell waarin u dit typt.",
        ),
    ] = None,
    show_completion: Annotated[
        Optional[Shell],  # noqa: UP045
        typer.Option(
            "--show-completion",
            callback=_show_completion,
            is_eager=True,
            metavar="[SHELL]",
            help="Toon het script dat daarvoor zorgt, om het zelf een plaats te geven.",
        ),
    ] = None,
) -> None:
    pass


# In the order of `policyc --help`, under the headings there.
_WRITING = "Schrijven en nakijken"
_CHANGING = "Wijzigen en bekendmaken"
_EXPLAINING = "Opzoeken"
_FOR_GIT = "In git en in een pijplijn"
app.command(epilog=init.EPILOG, rich_help_panel=_WRITING)(init.init)
app.command(epilog=validate.EPILOG, rich_help_panel=_WRITING)(validate.validate)
app.command(epilog=build.EPILOG, rich_help_panel=_WRITING)(build.build)
app.command(epilog=diff.EPILOG, rich_help_panel=_CHANGING)(diff.diff)
app.command(epilog=log.EPILOG, rich_help_panel=_CHANGING)(log.log)
app.command(epilog=rules.EPILOG, rich_help_panel=_EXPLAINING)(rules.rules)
app.command(epilog=rule.EPILOG, rich_help_panel=_EXPLAINING)(rule.rule)
app.command(epilog=schema.EPILOG, rich_help_panel=_EXPLAINING)(schema.schema)
app.command(epilog=ci.EPILOG, rich_help_panel=_FOR_GIT)(ci.ci)
app.command(epilog=textconv.EPILOG, rich_help_panel=_FOR_GIT)(textconv.textconv)
app.command(
    name="git-diff", epilog=git_diff.EPILOG, rich_help_panel=_FOR_GIT, context_settings=git_diff.NAMES_AS_THEY_ARE
)(git_diff.git_diff)
Program.take(app)


def main() -> NoReturn:
    """The `policyc` command. Whatever goes wrong, the user sees a sentence and gets an exit code."""
    from policyc.cli.exits import run

    # pydantic looks through every installed package for plug-ins, which no policy needs and every start would pay for.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # A command lives for a second and its values are trees: collecting cycles costs a tenth of it and frees nothing.
    gc.disable()
    # Whoever closed a stream (`policyc validate >&-`) wants the exit code alone.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
    # A pipe or a terminal that cannot show a character gets an escape instead of a crash.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(functools.partial(app, standalone_mode=False), debug=bool(os.environ.get("POLICYC_TRACEBACK"))))
